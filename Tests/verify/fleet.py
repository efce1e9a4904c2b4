"""Seeded fleets with every kind of traffic that an analysis must survive."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

START = 1_767_571_200  # 2026-01-05T00:00:00Z, a Monday
COLUMNS = (
    "function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max,"
    "account,region,memory_mb,architecture,provisioned_concurrency,"
    "durable_operations,durable_bytes_written"
)
KINDS = (
    "steady", "rare", "busy", "wide", "overlong", "idle", "unmeasured", "resized",
    "provisioned", "durable", "nameless-memory", "contradictory",
)
MEMORIES = (128, 512, 1024, 1769, 3008, 10_240)


@dataclass(frozen=True)
class Fleet:
    """Functions sampled every `period` seconds for `slots` periods, of which a share has a row."""

    name: str
    functions: int
    period: int
    slots: int
    present: float
    seed: int

    @property
    def end(self) -> int:
        return START + self.period * self.slots

    def rows(self) -> list[str]:
        """The lines of the CSV, function by function, in order of time."""
        random = np.random.default_rng(self.seed)
        stamps = np.datetime_as_string(
            (START + self.period * np.arange(self.slots)).astype("datetime64[s]"), timezone="UTC"
        )
        return [line for index in range(self.functions) for line in self._function(index, random, stamps)]

    def _function(
        self, index: int, random: np.random.Generator, stamps: np.ndarray
    ) -> Iterator[str]:
        kind = KINDS[index % len(KINDS)]
        slots = np.flatnonzero(random.random(self.slots) < self.present)
        if slots.size == 0:
            slots = np.array([index % self.slots])
        traffic = _traffic(kind, slots.size, self.period, random)
        identity = _identity(index, kind)
        memory = int(random.choice(MEMORIES))
        later = memory if kind != "resized" else int(random.choice(MEMORIES))
        for slot, (invocations, duration, level) in zip(slots, traffic):
            megabytes = memory if slot < self.slots // 2 else later
            unknown = kind == "nameless-memory"
            concurrency = "" if kind == "unmeasured" and slot % 3 else str(level)
            yield (
                f"{identity[0]},{stamps[slot]},{self.period},{invocations},{duration:.3f},"
                f"{concurrency},{identity[1]},{identity[2]},{'' if unknown else megabytes},"
                f"{identity[3]},{_extras(kind, invocations)}"
            )


def _identity(index: int, kind: str) -> tuple[str, str, str, str]:
    """Twins of one name live in two accounts; heavy functions crowd the first, one in ten is abroad."""
    twin = (index // len(KINDS)) % 2
    heavy = kind in ("busy", "wide", "overlong")
    account = "333333333333" if twin else "111111111111" if heavy else "222222222222"
    region = "eu-west-1" if kind in ("steady", "rare") and index % 5 == 0 else "us-east-1"
    return f"{kind}-{index // (2 * len(KINDS))}", account, region, "arm64" if twin else "x86_64"


def _traffic(
    kind: str, count: int, period: int, random: np.random.Generator
) -> list[tuple[int, float, int]]:
    """Invocations, summed duration in ms and peak concurrency of each present period."""
    high = {"wide": 5000, "overlong": 40, "busy": 200, "rare": 2}.get(kind, 12)
    level = random.integers(1, high, count, endpoint=True)
    share = {"busy": 0.8, "wide": 0.5, "rare": 0.01, "overlong": 1.6}.get(kind, 0.2)
    load = np.minimum(random.lognormal(0, 0.5, count), 3.0)
    duration = level * period * 1000 * share * load
    invocations = np.maximum(1, duration / 900).astype(int)
    if kind == "idle":
        invocations, duration, level = invocations * 0, duration * 0, level * 0
    if kind == "contradictory":
        level = level * 0
    if kind == "rare":
        level = np.where(random.random(count) < 0.97, 1, level)
    return list(zip(invocations.tolist(), duration.tolist(), level.tolist()))


def _extras(kind: str, invocations: int) -> str:
    provisioned = "3" if kind == "provisioned" else ""
    operations = str(invocations * 4) if kind == "durable" else ""
    written = str(invocations * 4 * 26_214) if kind == "durable" else ""
    return f"{provisioned},{operations},{written}"


def by_time(rows: list[str]) -> list[str]:
    return sorted(rows, key=lambda row: row.split(",", 2)[1])


def shuffled(rows: list[str], seed: int) -> list[str]:
    order = np.random.default_rng(seed).permutation(len(rows))
    return [rows[index] for index in order]
