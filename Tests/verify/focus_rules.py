"""The rules of FOCUS for Cost and Usage that our rows can break, from the specification of 1.2.

Each rule is a sentence and a test of one row. Columns that are conditional on what a provider supports
are required here because our rows use what they are conditional on: regions, resources, sub accounts,
price lists, usage, commitment discounts.
"""

import json
import re
from collections.abc import Callable

Row = dict[str, str]
Rule = tuple[str, Callable[[Row], bool]]

MANDATORY = {
    "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency",
    "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass",
    "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost",
    "EffectiveCost", "InvoiceIssuerName", "ListCost", "PricingQuantity", "PricingUnit",
    "ServiceCategory", "ServiceName",
}
PROVIDER = {
    "1.2": {"ProviderName", "PublisherName"},
    "1.3": {"ProviderName", "PublisherName", "ServiceProviderName", "HostProviderName"},
    "1.4": {"ServiceProviderName", "HostProviderName"},
}
PROVIDER_NAMES = {"ProviderName", "PublisherName", "ServiceProviderName", "HostProviderName"}
CONDITIONAL = {
    "ChargeFrequency", "CommitmentDiscountCategory", "CommitmentDiscountId",
    "CommitmentDiscountName", "CommitmentDiscountQuantity", "CommitmentDiscountStatus",
    "CommitmentDiscountType", "CommitmentDiscountUnit", "ConsumedQuantity", "ConsumedUnit",
    "ContractedUnitPrice", "ListUnitPrice", "PricingCategory", "RegionId", "RegionName",
    "ResourceId", "ResourceName", "ResourceType", "ServiceSubcategory", "SkuId", "SkuMeter",
    "SkuPriceDetails", "SkuPriceId", "SubAccountId", "SubAccountName", "Tags",
}
RECOMMENDED = {"AvailabilityZone"}
CUSTOM = {
    "x_ScenarioId", "x_ScenarioRole", "x_IsEstimate", "x_RecommendationId", "x_Finding",
    "x_FindingReasons", "x_Utilization", "x_UtilizationP95", "x_Coverage", "x_BandProbability",
    "x_SavingsMonthlyLow", "x_SavingsMonthlyMid", "x_SavingsMonthlyHigh",
    "x_BreakEvenUtilization", "x_ImplementationEffort", "x_RollbackPossible", "x_ModelName",
    "x_TokensInput", "x_TokensOutput", "x_CostPerMillionTokensUsage",
    "x_CostPerMillionTokensAllocation", "x_DurableMeter", "x_PriceBookId", "x_RunId",
}

NOT_NULL = (
    "BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodEnd",
    "BillingPeriodStart", "ChargeCategory", "ChargePeriodEnd", "ChargePeriodStart",
    "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "ServiceCategory",
    "ServiceName", "ServiceSubcategory", "ChargeFrequency", "ProviderName", "PublisherName",
    "ServiceProviderName", "HostProviderName",
)
DECIMALS = (
    "BilledCost", "CommitmentDiscountQuantity", "ConsumedQuantity", "ContractedCost",
    "ContractedUnitPrice", "EffectiveCost", "ListCost", "ListUnitPrice", "PricingQuantity",
)
INSTANTS = ("BillingPeriodEnd", "BillingPeriodStart", "ChargePeriodEnd", "ChargePeriodStart")
SUBCATEGORIES = {
    "Compute": {
        "Containers", "End User Computing", "Quantum Compute", "Serverless Compute",
        "Virtual Machines", "Other (Compute)",
    },
    "AI and Machine Learning": {
        "AI Platforms", "Bots", "Generative AI", "Machine Learning",
        "Natural Language Processing", "Other (AI and Machine Learning)",
    },
    "Networking": {
        "Application Networking", "Content Delivery", "Network Connectivity",
        "Network Infrastructure", "Network Routing", "Network Security", "Other (Networking)",
    },
    "Management and Governance": {
        "Architecture", "Compliance", "Cost Management", "Data Governance", "Disaster Recovery",
        "Endpoint Management", "Observability", "Support", "Other (Management and Governance)",
    },
    "Migration": {"Data Migration", "Resource Migration", "Other (Migration)"},
}
# The properties FOCUS defines for SkuPriceDetails; all others begin with x_.
SKU_PROPERTIES = {
    "CoreCount", "DiskMaxIops", "DiskSpace", "DiskType", "GpuCount", "InstanceSeries",
    "InstanceType", "MemorySize", "NetworkMaxIops", "NetworkMaxThroughput", "OperatingSystem",
    "Redundancy", "StorageClass",
}
UNIT = re.compile(r"^(USD|kWh|GB|[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)?)$")


def number(row: Row, column: str) -> float:
    return float(row[column])


def matches(row: Row, price: str, cost: str) -> bool:
    """A unit price times the quantity is the cost, but for the last digits of a double."""
    if not row[price]:
        return True
    want = number(row, cost)
    return abs(number(row, price) * number(row, "PricingQuantity") - want) <= 1e-9 * max(1e-9, want)


def either(row: Row, *columns: str) -> bool:
    """All of them null, or none."""
    return len({bool(row[column]) for column in columns}) == 1


def details(row: Row) -> bool:
    """A JSON object of plain values whose keys are FOCUS's, or our own."""
    if not row["SkuPriceDetails"]:
        return True
    pairs = json.loads(row["SkuPriceDetails"])
    return all(
        (key in SKU_PROPERTIES or re.fullmatch(r"x_[A-Z][A-Za-z]*", key))
        and isinstance(value, (str, int, float, bool))
        for key, value in pairs.items()
    ) and isinstance(pairs.get("CoreCount", 1), (int, float))


def usage(row: Row) -> bool:
    return row["ChargeCategory"] == "Usage"


def committed(row: Row) -> bool:
    return bool(row["CommitmentDiscountId"])


RULES: tuple[Rule, ...] = (
    *(
        (f"{name} is not null", lambda row, name=name: row.get(name, "-") != "")
        for name in NOT_NULL
    ),
    *(
        (
            f"{name} is a decimal",
            lambda row, name=name: (
                not row[name] or bool(re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", row[name]))
            ),
        )
        for name in DECIMALS
    ),
    *(
        (
            f"{name} is an instant in UTC",
            lambda row, name=name: bool(
                re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row[name])
            ),
        )
        for name in INSTANTS
    ),
    ("BillingCurrency is a code of ISO 4217", lambda row: row["BillingCurrency"] == "USD"),
    (
        "the charge period lies within the billing period",
        lambda row: (
            row["BillingPeriodStart"]
            <= row["ChargePeriodStart"]
            < row["ChargePeriodEnd"]
            <= row["BillingPeriodEnd"]
        ),
    ),
    (
        "ChargeCategory is Usage, Purchase, Tax, Credit or Adjustment",
        lambda row: row["ChargeCategory"] in {"Usage", "Purchase", "Tax", "Credit", "Adjustment"},
    ),
    ("ChargeClass is null or Correction", lambda row: row["ChargeClass"] in {"", "Correction"}),
    (
        "ChargeFrequency is One-Time, Recurring or Usage-Based",
        lambda row: row["ChargeFrequency"] in {"One-Time", "Recurring", "Usage-Based"},
    ),
    (
        "a purchase is not Usage-Based",
        lambda row: usage(row) or row["ChargeFrequency"] != "Usage-Based",
    ),
    (
        "what is prepaid has no effective cost of its own",
        lambda row: row["ChargeCategory"] != "Purchase" or number(row, "EffectiveCost") == 0,
    ),
    (
        "InvoiceIssuerName other than the provider bills nothing",
        lambda row: (
            row["InvoiceIssuerName"] == row.get("ProviderName", row.get("ServiceProviderName"))
            or number(row, "BilledCost") == 0
        ),
    ),
    (
        "PricingQuantity and PricingUnit are not null on usage and purchases",
        lambda row: bool(row["PricingQuantity"]) and bool(row["PricingUnit"]),
    ),
    (
        "ListUnitPrice × PricingQuantity is ListCost",
        lambda row: matches(row, "ListUnitPrice", "ListCost"),
    ),
    (
        "ContractedUnitPrice × PricingQuantity is ContractedCost",
        lambda row: matches(row, "ContractedUnitPrice", "ContractedCost"),
    ),
    (
        "unit prices are not null and not negative",
        lambda row: number(row, "ListUnitPrice") >= 0 and number(row, "ContractedUnitPrice") >= 0,
    ),
    (
        "PricingCategory is Standard, Dynamic, Committed or Other",
        lambda row: row["PricingCategory"] in {"Standard", "Dynamic", "Committed", "Other"},
    ),
    (
        "PricingCategory is Committed exactly on usage under a commitment",
        lambda row: (row["PricingCategory"] == "Committed") == (committed(row) and usage(row)),
    ),
    (
        "ConsumedQuantity and ConsumedUnit are positive on what is used, null on purchases and the unused",
        lambda row: (
            number(row, "ConsumedQuantity") > 0 and bool(row["ConsumedUnit"])
            if usage(row) and row["CommitmentDiscountStatus"] != "Unused"
            else not row["ConsumedQuantity"] and not row["ConsumedUnit"]
        ),
    ),
    (
        "units are PascalCase words joined by hyphens, or their symbols",
        lambda row: all(
            not row[name] or bool(UNIT.fullmatch(row[name]))
            for name in ("PricingUnit", "ConsumedUnit", "CommitmentDiscountUnit")
        ),
    ),
    (
        "a commitment has category, name, type, quantity and unit, and nothing else has",
        lambda row: either(
            row,
            "CommitmentDiscountId",
            "CommitmentDiscountCategory",
            "CommitmentDiscountName",
            "CommitmentDiscountType",
            "CommitmentDiscountQuantity",
            "CommitmentDiscountUnit",
        ),
    ),
    (
        "CommitmentDiscountCategory is Spend or Usage",
        lambda row: row["CommitmentDiscountCategory"] in {"", "Spend", "Usage"},
    ),
    (
        "a commitment of dollars is counted in the billing currency, one of usage in hours",
        lambda row: row["CommitmentDiscountUnit"]
        == {"": "", "Spend": "USD", "Usage": "Hours"}.get(row["CommitmentDiscountCategory"]),
    ),
    (
        "billing periods are calendar months, their ends exclusive",
        lambda row: all(
            row[name].endswith("-01T00:00:00Z") for name in ("BillingPeriodStart", "BillingPeriodEnd")
        )
        and row["BillingPeriodStart"] < row["BillingPeriodEnd"],
    ),
    (
        "what is used up is charged where it is not billed, and nothing is negative",
        lambda row: all(
            number(row, name) >= 0
            for name in ("BilledCost", "EffectiveCost", "ListCost", "ContractedCost")
        ),
    ),
    (
        "an unused commitment is no resource's consumption: it has no consumed unit",
        lambda row: row["CommitmentDiscountStatus"] != "Unused" or not row["ConsumedUnit"],
    ),
    (
        "CommitmentDiscountStatus is Used or Unused exactly on usage under a commitment",
        lambda row: (
            (row["CommitmentDiscountStatus"] in {"Used", "Unused"})
            if committed(row) and usage(row)
            else not row["CommitmentDiscountStatus"]
        ),
    ),
    (
        "CommitmentDiscountQuantity is positive",
        lambda row: not committed(row) or number(row, "CommitmentDiscountQuantity") > 0,
    ),
    (
        "usage under a commitment is not billed again",
        lambda row: not (committed(row) and usage(row)) or number(row, "BilledCost") == 0,
    ),
    (
        "ServiceCategory and ServiceSubcategory are of FOCUS's list",
        lambda row: row["ServiceSubcategory"] in SUBCATEGORIES.get(row["ServiceCategory"], set()),
    ),
    (
        "SkuId, SkuMeter and SkuPriceId are not null",
        lambda row: bool(row["SkuId"] and row["SkuMeter"] and row["SkuPriceId"]),
    ),
    ("SkuPriceDetails is an object of plain values", details),
    ("RegionId and RegionName come together", lambda row: either(row, "RegionId", "RegionName")),
    (
        "ResourceId, ResourceName and ResourceType come together",
        lambda row: either(row, "ResourceId", "ResourceName", "ResourceType"),
    ),
    (
        "SubAccountId and SubAccountName come together",
        lambda row: either(row, "SubAccountId", "SubAccountName"),
    ),
    (
        "every row is an estimate of a scenario, current or candidate",
        lambda row: (
            row["x_IsEstimate"] == "true"
            and bool(row["x_ScenarioId"])
            and row["x_ScenarioRole"] in {"current", "candidate"}
        ),
    ),
)


# What a cell is overwritten with to see that a rule notices.
SPOILERS = ("", "spoilt", "-1", "0", "7", "Usage", "Purchase", "Unused", "Spend", "2026-02-03", "{}x")


def blind_rules(rows: list[Row]) -> list[str]:
    """Rules that no single overwritten cell of these rows breaks, so that they prove nothing."""

    def breaks(holds: Callable[[Row], bool], row: Row) -> bool:
        try:
            return not holds(row)
        except (ValueError, KeyError, TypeError, AttributeError):
            return True

    spoilt = [
        {**row, column: spoiler} for row in rows for column in row for spoiler in SPOILERS
    ]
    present = set().union(*(row.keys() for row in rows))
    return [
        sentence
        for sentence, holds in RULES
        if not any(breaks(holds, row) for row in spoilt)
        and sentence.removesuffix(" is not null") not in PROVIDER_NAMES - present
    ]


def columns(version: str) -> set[str]:
    return MANDATORY | PROVIDER[version] | CONDITIONAL | RECOMMENDED | CUSTOM


def header_faults(header: list[str], version: str) -> list[str]:
    """Columns missing, unknown, doubled, or standing after the custom ones."""
    faults = [f"missing {name}" for name in sorted(columns(version) - set(header))]
    faults += [f"unknown {name}" for name in sorted(set(header) - columns(version))]
    if len(set(header)) != len(header):
        faults.append("a column appears twice")
    custom = [name.startswith("x_") for name in header]
    if custom != sorted(custom):
        faults.append("custom columns stand before FOCUS's")
    return faults
