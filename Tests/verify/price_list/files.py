"""The whole price list of one day: each file by its path."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .documents import bedrock_document, cloudwatch_document, lambda_document, sagemaker_document
from .tables import PAYMENTS, compute_plan_table, ec2_table, machine_learning_table

PUBLISHED = "2026-11-20T00:23:59Z"
ROOT = "/offers/v1.0/aws"
PLANS = "/savingsPlan/v1.0/aws"


@dataclass(frozen=True)
class Edition:
    """What AWS charges on one day, where it matters to the checks."""

    version: str = "20261120002359"
    x86: str = "0.0000166667"
    arm: str = "0.0000133334"
    on_demand: dict[str, str] = field(
        default_factory=lambda: {
            "c7g.xlarge": "0.1450000000", "c8g.large": "0.0797600000", "c8g.xlarge": "0.1595200000",
            "c7i.xlarge": "0.1785000000",
        }
    )

    def reserved(self) -> dict[tuple[str, int, str], tuple[str, str]]:
        """A third off for a year, more for three; upfront some whole dollars."""
        terms = {}
        for instance, usd in self.on_demand.items():
            for years, left in ((1, Decimal("0.662")), (3, Decimal("0.454"))):
                hourly = Decimal(usd) * left
                whole = (hourly * 8760 * years).to_integral_value()
                terms[instance, years, PAYMENTS[0]] = (f"{hourly:.7f}", "0")
                terms[instance, years, PAYMENTS[1]] = (f"{hourly / 2:.7f}", f"{whole // 2}")
                terms[instance, years, PAYMENTS[2]] = ("0.0000000000", f"{whole}")
        return terms

    def plans(self) -> dict[tuple[str, int, str], str]:
        shares = {1: Decimal("0.734"), 3: Decimal("0.507")}
        payments = dict(zip(PAYMENTS, (Decimal(1), Decimal("0.97"), Decimal("0.95")), strict=True))
        return {
            (instance, years, payment): f"{Decimal(usd) * shares[years] * payments[payment]:.6f}"
            for instance, usd in self.on_demand.items() for years in shares for payment in PAYMENTS
        }

    def function_plans(self) -> dict[tuple[str, int, str], str]:
        """One rate whatever the term, but for one: that is to be told apart."""
        rates = {
            "Lambda-GB-Second": "0.0000147000", "Lambda-GB-Second-ARM": "0.0000117000",
            "Lambda-Provisioned-Concurrency": "0.0000036700", "Lambda-Provisioned-GB-Second": "0.0000085600",
        }
        plans = {(usage, years, PAYMENTS[0]): rate for usage, rate in rates.items() for years in (1, 3)}
        plans["Lambda-GB-Second", 1, PAYMENTS[2]] = "0.0000138000"
        plans["Lambda-GB-Second", 3, PAYMENTS[2]] = "0.0000137000"
        return plans


def price_list(regions: Sequence[str] = ("us-east-1",), edition: Edition = Edition()) -> dict[str, bytes]:
    version, published = edition.version, PUBLISHED
    files: dict[str, bytes] = {}
    services: dict[str, dict[str, str]] = {}
    plans: dict[str, dict[str, str]] = {}
    for region in regions:
        documents = [
            lambda_document(region, version, published, {"x86": edition.x86, "arm": edition.arm}),
            sagemaker_document(region, version, published),
            cloudwatch_document(region, version, published),
            bedrock_document(region, version, published),
        ]
        for document in documents:
            path = f"{ROOT}/{document.code}/{version}/{region}/index.json"
            services.setdefault(document.code, {})[region] = path
            files[path] = document.body()
        ec2 = ec2_table(region, version, published, edition.on_demand, edition.reserved())
        path = f"{ROOT}/AmazonEC2/{version}/{region}/index.json"
        services.setdefault("AmazonEC2", {})[region] = path
        files[path.replace(".json", ".csv")] = ec2.body()
        for code, table in (
            ("AWSComputeSavingsPlan",
             compute_plan_table(region, version, published, edition.plans(), edition.function_plans())),
            ("AWSMachineLearningSavingsPlans", machine_learning_table(region, version, published)),
        ):
            path = f"{PLANS}/{code}/{version}/{region}/index.json"
            plans.setdefault(code, {})[region] = path
            files[path.replace(".json", ".csv")] = table.body()
    return files | _indexes(services, plans)


def _indexes(
    services: dict[str, dict[str, str]], plans: dict[str, dict[str, str]]
) -> dict[str, bytes]:
    """The two levels of indexes: a service's regions are a mapping, a plan's a list."""
    files = {}
    offers: dict[str, dict[str, str]] = {
        "AmazonS3": {"offerCode": "AmazonS3", "versionIndexUrl": f"{ROOT}/AmazonS3/index.json"}
    }
    for code, regions in services.items():
        index = f"{ROOT}/{code}/current/region_index.json"
        offers[code] = {
            "offerCode": code,
            "versionIndexUrl": f"{ROOT}/{code}/index.json",
            "currentVersionUrl": f"{ROOT}/{code}/current/index.json",
            "currentRegionIndexUrl": index,
        }
        files[index] = json.dumps(
            {"formatVersion": "v1.0", "publicationDate": PUBLISHED, "regions": {
                region: {"regionCode": region, "currentVersionUrl": path} for region, path in regions.items()
            }}
        ).encode()
    for code, regions in plans.items():
        index = f"{PLANS}/{code}/current/region_index.json"
        for service in ("AmazonEC2", "AWSLambda") if "Compute" in code else ("AmazonSageMaker",):
            offers[service]["savingsPlanVersionIndexUrl"] = f"{PLANS}/{code}/current/index.json"
            offers[service]["currentSavingsPlanIndexUrl"] = index
        files[index] = json.dumps(
            {"disclaimer": "", "publicationDate": PUBLISHED, "regions": [
                {"regionCode": region, "versionUrl": path} for region, path in regions.items()
            ]}
        ).encode()
    root = {"formatVersion": "v1.0", "disclaimer": "", "publicationDate": PUBLISHED, "offers": offers}
    return files | {f"{ROOT}/index.json": json.dumps(root).encode()}
