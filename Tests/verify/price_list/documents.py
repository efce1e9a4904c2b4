"""Offer files in JSON: products by SKU, and their terms."""

import json
from dataclasses import dataclass, field
from typing import Any

LOCATIONS = {"us-east-1": "US East (N. Virginia)", "eu-west-1": "EU (Ireland)", "sa-east-1": "South America (Sao Paulo)"}
PREFIXES = {"us-east-1": "", "eu-west-1": "EU-", "sa-east-1": "SAE1-"}
Step = tuple[str, str, str]  # from, to, USD


@dataclass
class Document:
    """One region's file of one service; steps are written in the order given, which need not be theirs."""

    code: str
    region: str
    version: str
    published: str
    products: dict[str, Any] = field(default_factory=dict)
    terms: dict[str, Any] = field(default_factory=dict)

    def add(
        self, usage: str, unit: str, *steps: Step, family: str = "Serverless", anywhere: bool = False,
        **attributes: str,
    ) -> None:
        """A product with its on-demand term; `anywhere` makes it one of no region, as free tiers are."""
        sku = f"SKU{len(self.products):013}"
        self.products[sku] = {
            "sku": sku,
            "productFamily": family,
            "attributes": {
                "servicecode": self.code,
                "location": "Any" if anywhere else LOCATIONS[self.region],
                **({} if anywhere else {"locationType": "AWS Region", "regionCode": self.region}),
                "usagetype": usage,
                "operation": "",
                "servicename": self.code,
                **attributes,
            },
        }
        term = f"{sku}.JRTCKXETXF"
        self.terms[sku] = {
            term: {
                "offerTermCode": "JRTCKXETXF",
                "sku": sku,
                "effectiveDate": "2026-09-01T00:00:00Z",
                "priceDimensions": {
                    f"{term}.{n}": {
                        "rateCode": f"{term}.{n}",
                        "description": f'${usd} per "{unit}" for {usage} \\ \u00e9',
                        "beginRange": begin,
                        "endRange": end,
                        "unit": unit,
                        "pricePerUnit": {"USD": usd},
                        "appliesTo": [],
                    }
                    for n, (begin, end, usd) in enumerate(steps)
                },
                "termAttributes": {},
            }
        }

    def body(self) -> bytes:
        return json.dumps(
            {
                "formatVersion": "v1.0",
                "disclaimer": "This pricing list is for informational purposes only.",
                "offerCode": self.code,
                "version": self.version,
                "publicationDate": self.published,
                "products": self.products,
                "terms": {"OnDemand": self.terms, "Reserved": {}},
                "attributesList": {},
            },
            indent=2,
        ).encode()


def flat(usd: str) -> Step:
    return ("0", "Inf", usd)


def lambda_document(region: str, version: str, published: str, prices: dict[str, str]) -> Document:
    """AWS Lambda; `prices` has what differs from one version or region to the next."""
    document = Document("AWSLambda", region, version, published)
    prefix = PREFIXES[region]
    x86, arm = prices["x86"], prices["arm"]
    # The second step first, as AWS sends them.
    document.add(
        f"{prefix}Lambda-GB-Second", "Lambda-GB-Second", ("6000000000", "15000000000", "0.0000150000"),
        ("0", "6000000000", x86), ("15000000000", "Inf", "0.0000133334"), group="AWS-Lambda-Duration",
    )
    document.add(
        f"{prefix}Lambda-GB-Second-ARM", "Lambda-GB-Second", ("18750000000", "Inf", "0.0000106667"),
        ("0", "7500000000", arm), ("7500000000", "18750000000", "0.0000120001"),
        group="AWS-Lambda-Duration-ARM",
    )
    request = "Requests" if region == "us-east-1" else "Request"
    gigabyte_seconds = "Lambda-GB-Second"
    for suffix in ("", "-ARM"):
        document.add(f"{prefix}Request{suffix}", request, flat("0.0000002000"))
        document.add(
            f"{prefix}Lambda-Provisioned-Concurrency{suffix}", gigabyte_seconds,
            flat("0.0000033334" if suffix else "0.0000041667"),
        )
        document.add(
            f"{prefix}Lambda-Provisioned-GB-Second{suffix}", gigabyte_seconds,
            flat("0.0000077778" if suffix else "0.0000097222"),
        )
        document.add(f"{prefix}Lambda-Storage-GB-Second{suffix}", "GB-Seconds", flat("0.0000000309"))
        document.add(f"{prefix}Lambda-Managed-Instances-Request{suffix}", "Requests", flat("0.0000002"))
        document.add(
            f"{prefix}Lambda-Streaming-Response-Processed-Bytes{suffix}", "Processed-Gigabytes",
            ("0", "100", "0.0000000000"), ("100", "Inf", "0.0080000000"),
        )
        document.add(f"{prefix}Lambda-MicroVM-vCPU-Second{suffix}", "vCPU-Seconds", flat("0.0000276944"))
        document.add(f"{prefix}Lambda-MicroVM-Memory-GB-Second{suffix}", "GB-Seconds", flat("0.0000036667"))
        document.add(
            f"{prefix}Lambda-Tenant-Isolated-Environment-Memory-GB{suffix}", "GB",
            flat("0.000133333" if suffix else "0.000166667"),
        )
    document.add(f"{prefix}Lambda-Durable-Execution-Operations", "DurableOperations", flat("0.0000080000"))
    document.add(f"{prefix}Lambda-Durable-Execution-Written-Bytes", "GigaBytes", flat("0.2500000000"))
    document.add(
        f"{prefix}Lambda-Durable-Execution-TimedStorage-ByteHrs", "GigaBytesMonth", flat("0.1500000000")
    )
    document.add(f"{prefix}Lambda-SnapStart-Cached-GB-S", "GB-Seconds", flat("0.0000015046"))
    document.add(f"{prefix}Lambda-SnapStart-Restored-GB", "GB", flat("0.0001397998"))
    document.add(f"{prefix}Lambda-Event-Poller-Unit-Hour", "Event-Poller-Unit-Hours", flat("0.1850000000"))
    document.add(
        f"{prefix}Lambda-SQS-Event-Poller-Unit-Hour", "Event-Poller-Unit-Hours", flat("0.0092500000")
    )
    document.add(f"{prefix}Lambda-MicroVM-Snapshot-Write-GB", "GB", flat("0.0038"))
    document.add(f"{prefix}Lambda-MicroVM-Snapshot-Read-GB", "GB", flat("0.00155"))
    # A price by the hour where the page prices by the month: 0.08 / 730.
    document.add(f"{prefix}Lambda-MicroVM-Snapshot-Storage-GB-Hour", "GB-Hours", flat("0.0001095890"))
    for instance, hours in (("c7g.xlarge", "0.0217500000"), ("c8g.large", "0.0119640000"), ("c5.xlarge", "0.0255")):
        document.add(f"{prefix}Lambda-Managed-Instances-{instance}-Management-Hours", "Hours", flat(hours))
    # The free tier, of no region; and what the cost model has no name for.
    document.add("Global-Request", "Requests", ("0", "1000000", "0.0000000000"), anywhere=True)
    document.add("Global-Lambda-GB-Second", "Lambda-GB-Second", ("0", "400000", "0.0000000000"), anywhere=True)
    document.add(f"{prefix}Lambda-Web-Request-ARM", "Request", flat("0.0000001000"))
    document.add(f"{prefix}Lambda-Edge-Request", "Requests", flat("0.0000006000"))
    return document


def sagemaker_document(region: str, version: str, published: str) -> Document:
    document = Document("AmazonSageMaker", region, version, published)
    prefix = PREFIXES[region] or "USE1-"
    for use, component, usd in (("Host", "Hosting", "0.1740000000"), ("Train", "Training", "0.1850000000")):
        document.add(
            f"{prefix}{use}:ml.c7g.xlarge", "Hrs", flat(usd), family="ML Instance", component=component,
            instanceName="ml.c7g.xlarge", instanceType=f"ml.c7g.xlarge-{component}", operation="RunInstance",
        )
    document.add(
        f"{prefix}Host:ml.p9.metal", "Hrs", flat("99.0"), family="ML Instance", component="Hosting",
        operation="RunInstance",
    )
    for size in range(1, 7):
        document.add(
            f"{prefix}ServerlessInf:Mem-{size}GB", "seconds", flat(f"{size * 2e-5:.10f}"),
            family="ML Serverless", group="ServerlessInf", memorygb=str(size), operation="Serverless",
        )
    for way, usd in (("In", "0.0160000000"), ("Out", "0.0160000000")):
        document.add(
            f"{prefix}Hst:Data-Bytes-{way}", "GB", flat(usd), family="ML Instance",
            group=f"Hosting:{way.upper()}", operation="Invoke-Endpoint",
        )
    return document


def cloudwatch_document(region: str, version: str, published: str) -> Document:
    document = Document("AmazonCloudWatch", region, version, published)
    prefix = PREFIXES[region]
    document.add(f"{prefix}CW:GMD-Metrics", "Metrics", flat("0.0000100000"), family="API Request")
    document.add(f"{prefix}CW:Requests", "Requests", flat("0.0000100000"), family="API Request")
    document.add("Global-CW:Requests", "Requests", ("0", "1000000", "0.0"), anywhere=True)
    # A unit that says nothing of its size: not taken.
    document.add(f"{prefix}CW:MetricStreamUsage", "Thousand-Updates", flat("0.0030000000"))
    return document


def bedrock_document(region: str, version: str, published: str) -> Document:
    document = Document("AmazonBedrock", region, version, published)
    prefix = PREFIXES[region] or "USE1-"
    # model, usage type, direction, unit, price, feature, tier
    rows = (
        ("Nova Micro", "NovaMicro", "Input", "1K tokens", "0.0000350000", "On-demand Inference", ""),
        ("Nova Micro", "NovaMicro", "Output", "1K tokens", "0.0001400000", "On-demand Inference", ""),
        ("Nova Micro", "NovaMicro-batch", "Input", "1K tokens", "0.0000175000", "Batch Inference", ""),
        ("Nova Micro", "NovaMicro-custom-model", "Input", "1K tokens", "0.0000700000", "", ""),
        ("Nova Micro", "nova-micro-mantle", "Output", "1K tokens", "0.0000700000", "", "flex"),
        ("Llama 3.2 1B Instruct", "Llama3-2-1B", "Input", "1M tokens", "0.1000000000", "", "standard"),
        ("Llama 3.2 1B Instruct", "Llama3-2-1B", "Output", "1M tokens", "0.1000000000", "", "standard"),
    )
    for model, usage, way, unit, usd, feature, tier in rows:
        document.add(
            f"{prefix}{usage}-{way.lower()}-tokens", unit, flat(usd), family="Amazon Bedrock", model=model,
            inferenceType=f"{way} tokens", feature=feature, service_tier=tier,
        )
    return document
