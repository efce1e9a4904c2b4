"""The fleet that is measured: hourly samples of 14 days, about 60 % of them present, seeded."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

START = 1_767_571_200  # 2026-01-05T00:00:00Z
PERIOD = 3600
SLOTS = 336
PRESENT = 0.6
SEED = 20_260_105
VERSION = 1
HEADER = (
    "function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max,"
    "memory_mb,architecture"
)
WORKLOADS = 50_000
CHUNK = 500_000


@dataclass(frozen=True)
class Fleet:
    """The generated files of one size."""

    folder: Path
    workloads: int
    rows: int

    @property
    def function_major(self) -> Path:
        return self.folder / "function-major.csv"

    @property
    def time_major(self) -> Path:
        return self.folder / "time-major.csv"

    @property
    def hour(self) -> Path:
        """The hour after the 14 days, one row of every workload."""
        return self.folder / "hour.csv"


def stamp(slot: int) -> str:
    return f"{np.datetime64(START + PERIOD * slot, 's')}Z"


class Samples:
    """Columns of all present samples, function by function."""

    def __init__(self, workloads: int) -> None:
        random = np.random.default_rng(SEED)
        self.workloads = workloads
        self.workload, self.slot = np.nonzero(random.random((workloads, SLOTS)) < PRESENT)
        crowded = np.arange(workloads) % 64 == 0
        highest = np.where(crowded, 700, 6)[self.workload]
        self.level = random.integers(1, highest, endpoint=True)
        load = np.minimum(random.lognormal(-2.0, 1.0, self.level.size), 1.0)
        self.duration = np.round(self.level * load * PERIOD * 1000, 3)
        self.invocations = np.maximum(1, self.duration // 1700).astype(np.int64)
        memory = random.choice([512, 1024, 1769, 3008, 10_240], workloads)
        architecture = np.where(np.arange(workloads) % 3 == 0, "x86_64", "arm64")
        self.names = [f"fn-{index:05d}" for index in range(workloads)]
        self.settings = [f",{m},{a}" for m, a in zip(memory.tolist(), architecture.tolist())]

    def lines(self, order: np.ndarray) -> Iterator[str]:
        """The CSV in chunks, rows in the given order."""
        stamps = [stamp(slot) for slot in range(SLOTS)]
        for start in range(0, order.size, CHUNK):
            part = order[start : start + CHUNK]
            columns = (self.workload, self.slot, self.invocations, self.duration, self.level)
            yield "".join(
                f"{self.names[w]},{stamps[s]},{PERIOD},{i},{d},{c}{self.settings[w]}\n"
                for w, s, i, d, c in zip(*(column[part].tolist() for column in columns))
            )

    def one_more_hour(self) -> str:
        random = np.random.default_rng(SEED + 1)
        durations = np.round(random.lognormal(10, 1, self.workloads), 3).tolist()
        return "".join(
            f"{name},{stamp(SLOTS)},{PERIOD},3,{duration},1{settings}\n"
            for name, duration, settings in zip(self.names, durations, self.settings)
        )


def make(cache: Path, scale: float) -> Fleet:
    """Writes the fleet once for a scale and finds it again afterwards."""
    workloads = max(64, round(WORKLOADS * scale))
    folder = cache / f"{workloads}-workloads-v{VERSION}"
    facts = folder / "facts.json"
    if facts.exists():
        return Fleet(folder, **json.loads(facts.read_text()))
    folder.mkdir(parents=True, exist_ok=True)
    samples = Samples(workloads)
    fleet = Fleet(folder, workloads, samples.workload.size)
    write(fleet.function_major, samples.lines(np.arange(fleet.rows)))
    by_time = np.argsort(samples.slot, kind="stable")
    write(fleet.time_major, samples.lines(by_time))
    write(fleet.hour, iter([samples.one_more_hour()]))
    facts.write_text(json.dumps({"workloads": workloads, "rows": fleet.rows}))
    return fleet


def write(path: Path, chunks: Iterator[str]) -> None:
    with path.open("w") as file:
        file.write(HEADER + "\n")
        file.writelines(chunks)
