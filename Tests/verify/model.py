"""The cost model once more, in exact decimals and fractions, written from docs/method.md alone.

Prices: AWS Lambda, us-east-1, list, as the AWS price list of 2026-09 states them.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction
from typing import IO

Key = tuple[str, str | None, str]

MONTH_SECONDS = 730 * 3600
REQUEST = Fraction("0.0000002")
# (up to this many GB-seconds of a month, dollars per GB-second)
DURATION = {
    "x86_64": [(6e9, "0.0000166667"), (15e9, "0.0000150000"), (None, "0.0000133334")],
    "arm64": [(7.5e9, "0.0000133334"), (18.75e9, "0.0000120001"), (None, "0.0000106667")],
}
PROVISIONED = {
    "x86_64": (Fraction("0.0000041667"), Fraction("0.0000097222")),
    "arm64": (Fraction("0.0000033334"), Fraction("0.0000077778")),
}
DURABLE_OPERATION = Fraction("0.000008")
DURABLE_WRITTEN = Fraction("0.25")
DURABLE_RETAINED = Fraction("0.15")
RETENTION_DAYS = 14


@dataclass
class Usage:
    """What one workload did in a window; sums are exact."""

    memory: int | None = None
    architecture: str | None = None
    invocations: Decimal = Decimal(0)
    busy_ms: Decimal = Decimal(0)
    mb_ms: Decimal = Decimal(0)
    memory_known: bool = True
    estimated: bool = False
    levels: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    provisioned_mb_ms: Decimal | None = None
    served_mb_ms: Decimal = Decimal(0)
    operations: Decimal | None = None
    written_bytes: Decimal = Decimal(0)
    retention_days: int = RETENTION_DAYS
    # GB-seconds of INIT that the configuration states for a month
    initialization: Fraction = Fraction(0)

    @property
    def busy_seconds(self) -> Fraction:
        return Fraction(self.busy_ms) / 1000

    @property
    def gb_seconds(self) -> Fraction | None:
        return Fraction(self.mb_ms) / 1_024_000 if self.memory_known else None

    @property
    def peak(self) -> int:
        return max(self.levels, default=0)

    def quantile(self, percent: int, window: int) -> int:
        """Nearest rank over all periods of the window, weighted by their length; silence is 0."""
        reached = window - sum(self.levels.values())
        if reached * 100 >= percent * window:
            return 0
        for level in sorted(self.levels):
            reached += self.levels[level]
            if reached * 100 >= percent * window:
                return level
        return self.peak

    def slots(self, sizing: str, window: int) -> int:
        sized = self.peak if sizing == "max" else self.quantile(int(sizing[1:]), window)
        return max(1, sized) if self.busy_ms > 0 else sized

    def utilization(self, sizing: str, window: int) -> Fraction:
        slots = self.slots(sizing, window)
        return min(Fraction(1), self.busy_seconds / window / slots) if slots else Fraction(0)

    def share_at_peak(self, window: int) -> Fraction:
        return Fraction(self.levels[self.peak], window) if self.levels else Fraction(0)


def instant(text: str) -> int:
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return int(moment.replace(tzinfo=moment.tzinfo or timezone.utc).timestamp())


def number(row: dict[str, str], column: str) -> Decimal | None:
    text = row.get(column, "")
    return Decimal(text) if text else None


def read(file: IO[str], since: int, until: int) -> tuple[dict[Key, Usage], tuple[int, int]]:
    """Reduces a CSV to usage per workload, and gives the range the file covers."""
    fleet: dict[Key, Usage] = defaultdict(Usage)
    first, last = math.inf, -math.inf
    for row in csv.DictReader(file):
        start, period = instant(row["timestamp"]), int(row["period_seconds"])
        first, last = min(first, start), max(last, start + period)
        key = (row["function"], row.get("account") or None, row.get("region") or "us-east-1")
        usage = fleet[key]
        if since <= start < until:
            add(usage, row, period)
    return fleet, (int(first), int(last))


def add(usage: Usage, row: dict[str, str], period: int) -> None:
    """Adds one sample of `period` seconds."""
    duration = number(row, "duration_ms_sum") or Decimal(0)
    memory = number(row, "memory_mb")
    usage.invocations += number(row, "invocations") or 0
    usage.busy_ms += duration
    if memory is None:
        usage.memory_known = False
    else:
        usage.memory = int(memory)
        usage.mb_ms += duration * memory
    usage.architecture = row.get("architecture") or usage.architecture
    level = number(row, "concurrency_max")
    if level is None:
        usage.estimated = True
        level = Decimal(math.ceil(Fraction(duration) / (1000 * period)))
    if level > 0:
        usage.levels[int(level)] += period
    add_provisioned(usage, number(row, "provisioned_concurrency"), duration, memory, period)
    operations = number(row, "durable_operations")
    if operations is not None:
        usage.operations = (usage.operations or 0) + operations
        usage.written_bytes += number(row, "durable_bytes_written") or 0


def add_provisioned(
    usage: Usage, ready: Decimal | None, duration: Decimal, memory: Decimal | None, period: int
) -> None:
    """Environments kept ready serve first; at most what they could hold in the period."""
    if ready is None or memory is None:
        return
    configured = ready * period * 1000
    usage.provisioned_mb_ms = (usage.provisioned_mb_ms or 0) + configured * memory
    usage.served_mb_ms += min(duration, configured) * memory


def tier(utilization: Fraction) -> str:
    if utilization < Fraction(15, 100):
        return "lambda"
    return "repatriate" if utilization > Fraction(40, 100) else "reserved"


def duration_charge(gb_seconds: Fraction, architecture: str) -> Fraction:
    """What a month of one account, region and architecture pays, tier by tier."""
    charge, floor = Fraction(0), Fraction(0)
    for limit, price in DURATION[architecture]:
        ceiling = gb_seconds if limit is None else min(gb_seconds, Fraction(int(limit)))
        charge += max(Fraction(0), ceiling - floor) * Fraction(price)
        floor = max(floor, ceiling)
    return charge


def on_demand(usage: Usage) -> Fraction:
    return Fraction(usage.mb_ms - usage.served_mb_ms) / 1_024_000


def billed(usage: Usage, scale: Fraction) -> Fraction:
    """GB-seconds of a month that are billed on demand, INIT included."""
    return on_demand(usage) * scale + usage.initialization


def monthly_costs(fleet: dict[Key, Usage], window: int) -> dict[Key, dict[str, Fraction] | None]:
    """The month of every workload by meter; None where the memory is unknown."""
    scale = Fraction(MONTH_SECONDS, window)
    pools: dict[tuple[str | None, str, str], Fraction] = defaultdict(Fraction)
    for key, usage in fleet.items():
        if usage.memory_known:
            pools[pool(key, usage)] += billed(usage, scale)
    average = {
        owner: duration_charge(total, owner[2]) / total for owner, total in pools.items() if total
    }
    return {
        key: month(usage, scale, average.get(pool(key, usage), Fraction(0)))
        if usage.memory_known
        else None
        for key, usage in fleet.items()
    }


def pool(key: Key, usage: Usage) -> tuple[str | None, str, str]:
    return (key[1], key[2], usage.architecture or "x86_64")


def month(usage: Usage, scale: Fraction, price: Fraction) -> dict[str, Fraction]:
    architecture = usage.architecture or "x86_64"
    meters = {
        "compute": billed(usage, scale) * price,
        "requests": Fraction(usage.invocations) * REQUEST * scale,
        "ephemeral_storage": Fraction(0),
        "snapstart": Fraction(0),
        "provisioned": provisioned(usage, architecture) * scale,
        "durable": durable(usage, usage.retention_days) * scale,
    }
    meters["total"] = sum(meters.values(), Fraction(0))
    return meters


def provisioned(usage: Usage, architecture: str) -> Fraction:
    if usage.provisioned_mb_ms is None:
        return Fraction(0)
    ready, running = PROVISIONED[architecture]
    return (
        Fraction(usage.provisioned_mb_ms) * ready + Fraction(usage.served_mb_ms) * running
    ) / 1_024_000


def durable(usage: Usage, days: int) -> Fraction:
    """What the window's durable state costs if it is kept for so many days."""
    if usage.operations is None:
        return Fraction(0)
    written = Fraction(usage.written_bytes) / 10**9
    retained = written * Fraction(days * 86_400, MONTH_SECONDS)
    return (
        Fraction(usage.operations) * DURABLE_OPERATION
        + written * DURABLE_WRITTEN
        + retained * DURABLE_RETAINED
    )


def total(costs: Iterable[dict[str, Fraction] | None]) -> Fraction:
    return sum((cost["total"] for cost in costs if cost), Fraction(0))


RETENTIONS = (1, 7, 14, 30, 90)
TRANSITION = Fraction("0.000025")
DYNAMODB = (Fraction("0.000000625"), Fraction("0.000000125"), Fraction("0.25"))
S3 = (Fraction("0.000005"), Fraction("0.0000004"), Fraction("0.023"))
TRANSITION_PAYLOAD = 262_144


def state_elsewhere(usage: Usage, scale: Fraction) -> dict[str, Fraction]:
    """A month of the same durable state in other stores, for a workload that checkpoints."""
    operations = Fraction(usage.operations or 0) * scale
    size = Fraction(usage.written_bytes) / Fraction(usage.operations or 1)
    months = Fraction(usage.retention_days * 86_400, MONTH_SECONDS)
    kept = operations * size / 2**30 * months
    put, get, storage = S3
    write, read, items = DYNAMODB
    s3 = operations * (put + get) + kept * storage
    units = max(1, math.ceil(size / 1024)) * write + max(1, math.ceil(size / 4096)) * read
    return {
        "step-functions": operations * TRANSITION + (s3 if size > TRANSITION_PAYLOAD else 0),
        "dynamodb": operations * units + kept * items,
        "s3": s3,
    }
