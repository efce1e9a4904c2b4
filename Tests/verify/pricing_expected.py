"""What the list's figures come to: EC2's tables read by DuckDB, the documents' by hand."""

from pathlib import Path
from typing import Any

import duckdb
from pricing_home import EAST, EC2_CSV, PLAN_CSV

Prices = dict[str, float]

# Figures that no table has: what the Lambda, SageMaker, CloudWatch and Bedrock documents come to.
DOCUMENTED = {
    "lambda/R/request/x86_64": 2e-7, "lambda/R/request/arm64": 2e-7,
    "lambda/R/duration/x86_64": 1.66667e-5, "lambda/R/duration/arm64": 1.33334e-5,
    "lambda/R/provisioned/configured/x86_64": 4.1667e-6, "lambda/R/provisioned/configured/arm64": 3.3334e-6,
    "lambda/R/provisioned/duration/x86_64": 9.7222e-6, "lambda/R/provisioned/duration/arm64": 7.7778e-6,
    "lambda/R/ephemeral-storage/x86_64": 3.09e-8, "lambda/R/ephemeral-storage/arm64": 3.09e-8,
    "lambda/R/managed-instances/request": 2e-7, "lambda/R/managed-instances/fee": 0.15,
    # The step that is free is an allowance, not a price.
    "lambda/R/streaming": 0.008,
    "lambda/R/microvm/vcpu": 0.09969984, "lambda/R/microvm/memory": 3.6667e-6,
    "lambda/R/microvm/snapshot-write": 0.0038, "lambda/R/microvm/snapshot-read": 0.00155,
    "lambda/R/microvm/snapshot-storage": 0.000109589 * 730,
    "lambda/R/tenant-isolation/x86_64": 0.000166667, "lambda/R/tenant-isolation/arm64": 0.000133333,
    "lambda/R/durable/operation": 8e-6, "lambda/R/durable/written": 0.25, "lambda/R/durable/retained": 0.15,
    "lambda/R/snapstart/cache": 1.5046e-6, "lambda/R/snapstart/restore": 0.0001397998,
    "lambda/R/event-poller/kafka": 0.185, "lambda/R/event-poller/sqs": 0.00925,
    "lambda/R/savings-plan/duration/x86_64/no-upfront": 1.47e-5,
    "lambda/R/savings-plan/duration/arm64/no-upfront": 1.17e-5,
    "lambda/R/savings-plan/provisioned/configured/x86_64/no-upfront": 3.67e-6,
    "lambda/R/savings-plan/provisioned/duration/x86_64/no-upfront": 8.56e-6,
    "lambda/R/savings-plan/duration/x86_64/all-upfront": 1.38e-5,
    "lambda/R/savings-plan/duration/x86_64/all-upfront/3yr": 1.37e-5,
    "sagemaker/R/ml.c7g.xlarge/on-demand": 0.174, "sagemaker/R/serverless": 2e-5,
    "sagemaker/R/ml.c7g.xlarge/ml-sp-1yr": 0.1392, "sagemaker/R/ml.c7g.xlarge/ml-sp-3yr": 0.0905,
    "sagemaker/R/data-in": 0.016, "sagemaker/R/data-out": 0.016,
    "cloudwatch/R/get-metric-data": 1e-5, "cloudwatch/R/list-metrics": 1e-5,
    "bedrock/R/nova-micro/input": 3.5e-8, "bedrock/R/nova-micro/output": 1.4e-7,
    "bedrock/R/llama-3.2-1b/input": 1e-7, "bedrock/R/llama-3.2-1b/output": 1e-7,
}


def seen_by_duckdb(folder: Path, files: dict[str, bytes], region: str) -> Prices:
    """EC2's tables as DuckDB reads and filters them."""
    ec2, plans = folder / "ec2.csv", folder / "plans.csv"
    ec2.write_bytes(files[EC2_CSV.replace(EAST, region)])
    plans.write_bytes(files[PLAN_CSV.replace(EAST, region)])
    connection = duckdb.connect()
    machine = f"""
        FROM read_csv('{ec2}', skip = 5, header = true, all_varchar = true, delim = ',', quote = '"')
        WHERE "Operating System" = 'Linux' AND "Tenancy" = 'Shared' AND "Pre Installed S/W" = 'NA'
          AND "CapacityStatus" = 'Used' AND "License Model" = 'No License required'
          AND "Region Code" = '{region}' AND "Instance Type" <> 't9.nano'
    """
    prices = dict(connection.execute(f"""
        SELECT 'ec2/{region}/' || "Instance Type" || '/on-demand', "PricePerUnit"::DOUBLE {machine}
          AND "TermType" = 'OnDemand' AND "MarketOption" = 'OnDemand'
        UNION ALL
        SELECT 'ec2/{region}/' || "Instance Type" || '/ri-' || "LeaseContractLength"
            || CASE "PurchaseOption" WHEN 'No Upfront' THEN ''
               ELSE '-' || replace(lower("PurchaseOption"), ' ', '-') END,
          round(sum("PricePerUnit"::DOUBLE / CASE "Unit" WHEN 'Hrs' THEN 1
            ELSE 8760 * left("LeaseContractLength", 1)::INT END), 10) {machine}
          AND "TermType" = 'Reserved' AND "OfferingClass" = 'standard'
        GROUP BY "Instance Type", "LeaseContractLength", "PurchaseOption"
    """).fetchall())
    prices |= dict(connection.execute(f"""
        SELECT 'ec2/{region}/' || split_part("DiscountedUsageType", ':', 2)
            || CASE "Product Family" WHEN 'ComputeSavingsPlans' THEN '/compute-sp-' ELSE '/ec2-sp-' END
            || "LeaseContractLength" || 'yr' || CASE "PurchaseOption" WHEN 'No Upfront' THEN ''
               ELSE '-' || replace(lower("PurchaseOption"), ' ', '-') END,
          "DiscountedRate"::DOUBLE
        FROM read_csv('{plans}', skip = 5, header = true, all_varchar = true)
        WHERE "DiscountedServiceCode" = 'AmazonEC2' AND "DiscountedOperation" = 'RunInstances'
          AND "DiscountedRegionCode" = '{region}' AND "DiscountedUsageType" LIKE '%BoxUsage:%'
    """).fetchall())
    return prices


def differences(found: dict[str, dict[str, Any]], expected: Prices) -> list[str]:
    said = []
    for item in sorted(set(found) | set(expected)):
        price = found.get(item, {}).get("price")
        want = expected.get(item)
        if price is None or want is None or abs(price - want) > 1e-9 * want:
            said.append(f"{item}: {price} for {want}")
    return said
