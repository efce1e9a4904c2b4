"""Offer files in CSV: EC2's, all in quotation marks, and the Savings Plans', in none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .documents import LOCATIONS, PREFIXES

# The columns that are read, among the many that are not.
EC2_COLUMNS = (
    "SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,"
    "PricePerUnit,Currency,RelatedTo,LeaseContractLength,PurchaseOption,OfferingClass,Product Family,"
    "serviceCode,Location,Location Type,Instance Type,Current Generation,Instance Family,vCPU,"
    "Physical Processor,Clock Speed,Memory,Storage,Network Performance,Processor Architecture,"
    "Storage Media,Volume Type,Max Volume Size,Max IOPS/volume,Max IOPS Burst Performance,"
    "Max throughput/volume,Provisioned,Tenancy,EBS Optimized,Operating System,License Model,Group,"
    "Group Description,Transfer Type,From Location,From Location Type,To Location,To Location Type,"
    "usageType,operation,AvailabilityZone,CapacityStatus,ClassicNetworkingSupport,"
    "Dedicated EBS Throughput,ECU,Elastic Graphics Type,Enhanced Networking Supported,From Region Code,"
    "GPU,GPU Memory,Instance,Instance Capacity - large,Instance Capacity - xlarge,instanceSKU,"
    "Intel AVX Available,Intel AVX2 Available,Intel Turbo Available,MarketOption,Normalization Size "
    "Factor,Physical Cores,Pre Installed S/W,Processor Features,Product Type,Region Code,Resource "
    "Type,serviceName,SnapshotArchiveFeeType,To Region Code,Volume API Name,VPCNetworkingSupport"
).split(",")
PLAN_COLUMNS = (
    "SKU,RateCode,Unit,EffectiveDate,DiscountedRate,Currency,DiscountedSKU,DiscountedServiceCode,"
    "DiscountedUsageType,DiscountedOperation,PurchaseOption,LeaseContractLength,LeaseContractLengthUnit,"
    "ServiceCode,UsageType,Operation,Description,Instance Family,Location,Location Type,Granularity,"
    "Product Family,DiscountedRegionCode,DiscountedInstanceType"
).split(",")
PAYMENTS = ("No Upfront", "Partial Upfront", "All Upfront")


@dataclass
class Table:
    """A few lines about the file, the columns, the rows."""

    code: str
    version: str
    published: str
    columns: list[str]
    quoted: bool
    rows: list[dict[str, str]] = field(default_factory=list)

    def line(self, values: Iterable[str]) -> bytes:
        if self.quoted:
            return (",".join('"' + value.replace('"', '""') + '"' for value in values) + "\n").encode()
        return (",".join(values) + "\n").encode()

    def head(self) -> bytes:
        return b"".join(
            self.line(values)
            for values in (
                ("FormatVersion", "v1.0"),
                ("Disclaimer", "This pricing list is for informational purposes only."),
                ("Publication Date", self.published),
                ("Version", self.version),
                ("OfferCode", self.code),
                self.columns,
            )
        )

    def row(self, values: dict[str, str]) -> bytes:
        unknown = set(values) - set(self.columns)
        assert not unknown, unknown
        return self.line(values.get(column, "") for column in self.columns)

    def body(self) -> bytes:
        return self.head() + b"".join(map(self.row, self.rows))


def instance_row(region: str, instance: str, usd: str, **other: str) -> dict[str, str]:
    """Linux on a shared machine, on demand; `other` changes what the caller wants otherwise."""
    return {
        "SKU": f"{instance}.SKU", "OfferTermCode": "JRTCKXETXF", "TermType": "OnDemand",
        "PriceDescription": f'${usd} per "On Demand" Linux {instance}, hour', "StartingRange": "0",
        "EndingRange": "Inf", "Unit": "Hrs", "PricePerUnit": usd, "Currency": "USD",
        "Product Family": "Compute Instance", "serviceCode": "AmazonEC2", "Location": LOCATIONS[region],
        "Location Type": "AWS Region", "Instance Type": instance, "Tenancy": "Shared",
        "Operating System": "Linux", "License Model": "No License required",
        "usageType": f"{PREFIXES[region]}BoxUsage:{instance}", "operation": "RunInstances",
        "CapacityStatus": "Used", "MarketOption": "OnDemand", "Pre Installed S/W": "NA",
        "Region Code": region, **other,
    }


def decoys(region: str, instance: str) -> Iterator[dict[str, str]]:
    """Rows of the same instance type that are another product."""
    for other in (
        {"Operating System": "Windows", "License Model": "No License required"},
        {"Tenancy": "Dedicated"}, {"CapacityStatus": "UnusedCapacityReservation"},
        {"Pre Installed S/W": "SQL Std"}, {"MarketOption": "CapacityBlock"},
        {"License Model": "Bring your own license"},
        {"Region Code": f"{region}-atl-1", "Location Type": "AWS Local Zone"},
        {"TermType": "Reserved", "LeaseContractLength": "1yr", "PurchaseOption": "No Upfront",
         "OfferingClass": "convertible"},
    ):
        yield instance_row(region, instance, "9.9990000000", **other)


def ec2_table(
    region: str, version: str, published: str, on_demand: dict[str, str],
    reserved: dict[tuple[str, int, str], tuple[str, str]],
) -> Table:
    """`reserved` by instance, years and payment: the hourly and the upfront price.

    The upfront rows stand far from the hourly ones, and decoys between.
    """
    table = Table("AmazonEC2", version, published, EC2_COLUMNS, quoted=True)
    for instance, usd in on_demand.items():
        table.rows += decoys(region, instance)
        table.rows.append(instance_row(region, instance, usd))
    table.rows.append(instance_row(region, "t9.nano", "0.0042000000"))
    for part in (0, 1):
        for (instance, years, payment), prices in reserved.items():
            if part == 1 and payment == PAYMENTS[0]:
                continue
            table.rows.append(
                instance_row(
                    region, instance, prices[part], TermType="Reserved", OfferingClass="standard",
                    LeaseContractLength=f"{years}yr", PurchaseOption=payment, MarketOption="",
                    Unit=("Hrs", "Quantity")[part],
                )
            )
    return table


def plan_row(
    service: str, usage: str, operation: str, region: str, rate: str, years: int, payment: str,
    family: str = "ComputeSavingsPlans", unit: str = "Hrs",
) -> dict[str, str]:
    name = f"{years}yr{payment.replace(' ', '')}"
    is_compute = family == "ComputeSavingsPlans"
    return {
        "SKU": f"PLAN{years}{payment[0]}", "Unit": unit, "DiscountedRate": rate, "Currency": "USD",
        "DiscountedSKU": "ABCDEFGHIJKLMNOP", "DiscountedServiceCode": service, "DiscountedUsageType": usage,
        "DiscountedOperation": operation, "PurchaseOption": payment, "LeaseContractLength": str(years),
        "LeaseContractLengthUnit": "year", "ServiceCode": "ComputeSavingsPlans",
        "UsageType": f"ComputeSP:{name}" if is_compute else f"EC2SP:c7g.{name}",
        "Description": f"{years} year {payment} plan", "Location": "Any" if is_compute else LOCATIONS[region],
        "Location Type": "AWS Region", "Granularity": "hourly", "Product Family": family,
        "DiscountedRegionCode": region,
    }


def compute_plan_table(
    region: str, version: str, published: str, instances: dict[tuple[str, int, str], str],
    functions: dict[tuple[str, int, str], str],
) -> Table:
    table = Table("AmazonComputeSavingsPlan", version, published, PLAN_COLUMNS, quoted=False)
    prefix = PREFIXES[region]
    for (instance, years, payment), rate in instances.items():
        # The same machine dedicated, reserved and unused, under Windows, and in another region.
        for usage, operation, place in (
            (f"{prefix}DedicatedUsage:{instance}", "RunInstances", region),
            (f"{prefix}UnusedBox:{instance}", "RunInstances", region),
            (f"{prefix}BoxUsage:{instance}", "RunInstances:0002", region),
            (f"EUC1-BoxUsage:{instance}", "RunInstances", "eu-central-1"),
        ):
            table.rows.append(plan_row("AmazonEC2", usage, operation, place, "9.9", years, payment))
        table.rows.append(
            plan_row("AmazonEC2", f"{prefix}BoxUsage:{instance}", "RunInstances", region, rate, years, payment)
        )
        table.rows.append(
            plan_row(
                "AmazonEC2", f"{prefix}BoxUsage:{instance}", "RunInstances", region,
                f"{float(rate) * 0.9:.7f}", years, payment, family="EC2InstanceSavingsPlans",
            )
        )
    for (usage, years, payment), rate in functions.items():
        table.rows.append(
            plan_row("AWSLambda", f"{prefix}{usage}", "", region, rate, years, payment, unit="Lambda-GB-Second")
        )
    table.rows.append(
        plan_row("AmazonECS", f"{prefix}Fargate-vCPU-Hours:perCPU", "", region, "0.03", 1, "No Upfront")
    )
    return table


def machine_learning_table(region: str, version: str, published: str) -> Table:
    table = Table("AmazonMachineLearningSavingsPlans", version, published, PLAN_COLUMNS, quoted=False)
    prefix = PREFIXES[region] or "USE1-"
    for years, rate in ((1, "0.1392"), (3, "0.0905")):
        for use, usd in (("Host", rate), ("Train", "9.9")):
            table.rows.append(
                plan_row(
                    "AmazonSageMaker", f"{prefix}{use}:ml.c7g.xlarge", "RunInstance", region, usd, years,
                    "No Upfront", family="SageMakerSavingsPlans",
                )
            )
    return table
