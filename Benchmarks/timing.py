"""One measured process: wall time, CPU time, peak memory."""

import os
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Run:
    """What one process took; peak memory counts mapped file pages too."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def run(command: list[str | Path], script: str = "") -> Run:
    """Runs a command to its end from a quiet disk; an exit code other than 0 ends the benchmark."""
    os.sync()
    started = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert process.stdin is not None
    process.stdin.write(script.encode())
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


@dataclass(frozen=True)
class Spread:
    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(min(values), median(values), max(values))


@dataclass(frozen=True)
class Duel:
    """Rounds of ours and the peer's, taken alternately; without a peer, only ours."""

    name: str
    peer: str
    ours: list[Run]
    theirs: list[Run]
    our_bytes: int | None = None
    their_bytes: int | None = None

    @property
    def ratio(self) -> Spread | None:
        """Peer's time over ours, round by round: above 1, ours is faster."""
        if not self.theirs:
            return None
        return Spread.of([b.seconds / a.seconds for a, b in zip(self.ours, self.theirs)])

    def as_json(self) -> dict[str, Any]:
        ratio = self.ratio
        return {**asdict(self), "ratio": asdict(ratio) if ratio else None}
