"""One measured process: wall time, CPU time, peak memory."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True)
class Run:
    """What one process took; peak memory counts mapped file pages too."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def run(command: list[str | Path], script: str = "") -> Run:
    """Runs a command to its end from a quiet disk; an exit code other than 0 ends the benchmark."""
    os.sync()
    words = list(map(str, command))
    told = subprocess.run(
        [sys.executable, "-I", "-S", LAUNCHER, *words],
        input=script.encode(),
        stdout=subprocess.PIPE,
    )
    if told.returncode != 0:
        raise SystemExit(f"{' '.join(words)} failed")
    return Run(*json.loads(told.stdout))


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
