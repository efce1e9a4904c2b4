"""`costctl pull` against boto3's paginator with sqlite3, from one server that answers from memory."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from timing import Duel, Run, Spread, run

HERE = Path(__file__).parent
PERIOD, DAYS, SERIES = 300, 14, 6
HOUR, DAY = 3600, 86_400


@dataclass(frozen=True)
class Side:
    """One client's run: what it took and how often it asked."""

    taken: Run
    requests: dict[str, int]

    @property
    def asked(self) -> int:
        return self.requests["GetMetricData"]


class PullBench:
    """One fleet: the server, the window and the rounds."""

    def __init__(self, costctl: Path, functions: int, folder: Path) -> None:
        self.costctl = costctl
        self.functions = functions
        self.folder = folder
        # Old enough that nothing is late, so that both sides ask for the same periods.
        self.until = int(time.time()) // DAY * DAY - DAY // 2
        self.since = self.until - DAYS * DAY
        self.points = functions * SERIES * DAYS * DAY // PERIOD

    @contextmanager
    def serving(self) -> Iterator[str]:
        server = subprocess.Popen(
            [sys.executable, HERE / "pull_server.py", str(self.functions)],
            stdout=subprocess.PIPE, text=True,
        )
        try:
            assert server.stdout is not None
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.terminate()
            server.wait()

    def ours(self, url: str) -> Side:
        database = self.fresh("costctl.db")
        os.environ.update(
            AWS_ENDPOINT_URL=url, AWS_REGION="us-east-1", AWS_ACCESS_KEY_ID="AKIABENCH",
            AWS_SECRET_ACCESS_KEY="bench", AWS_EC2_METADATA_DISABLED="true", HOME=str(self.folder),
        )
        taken = run(
            [
                self.costctl, "pull", "--quiet", "--db", database, "--period", str(PERIOD),
                "--since", iso(self.since), "--until", iso(self.until),
                # AWS's quota would hold costctl back, and boto3, which is slower than the quota, not.
                "--points-per-second", "1000000000",
            ]
        )
        side = Side(taken, count(url))
        self.check(database, "SELECT sum(samples) FROM sample_bucket", self.points // SERIES)
        return side

    def theirs(self, url: str) -> Side:
        database = self.fresh("boto3.db")
        window = [str(self.since), str(self.until), str(PERIOD)]
        taken = run([sys.executable, HERE / "pull_peer.py", url, database, *window])
        side = Side(taken, count(url))
        self.check(database, "SELECT count(*) FROM point", self.points)
        return side

    def fresh(self, name: str) -> Path:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.folder / name}{suffix}").unlink(missing_ok=True)
        return self.folder / name

    @staticmethod
    def check(database: Path, sql: str, expected: int) -> None:
        with closing(sqlite3.connect(database)) as connection:
            found = connection.execute(sql).fetchone()[0]
        if found != expected:
            raise SystemExit(f"{database.name} holds {found} rows, not {expected}")

    def agree(self) -> None:
        """Every function's invocations and busy time are the same on both sides."""
        ours = self.sums(
            "costctl.db",
            "SELECT function, sum(invocations), sum(duration_ms_sum), max(concurrency_max) "
            "FROM sample GROUP BY 1 ORDER BY 1",
        )
        theirs = self.sums(
            "boto3.db",
            "SELECT function, sum(value) FILTER (WHERE metric = 'Invocations'), "
            "sum(value) FILTER (WHERE metric = 'Duration' AND stat = 'Sum'), "
            "max(value) FILTER (WHERE metric = 'ConcurrentExecutions') "
            "FROM point JOIN series ON series.id = point.series GROUP BY 1 ORDER BY 1",
        )
        for own, peer in zip(ours, theirs, strict=True):
            same = own[0] == peer[0] and all(
                abs(a - b) <= 1e-9 * abs(b) for a, b in zip(own[1:], peer[1:])
            )
            if not same:
                raise SystemExit(f"the sides disagree: {own} and {peer}")

    def sums(self, name: str, sql: str) -> list[tuple[str, float, float, float]]:
        with closing(sqlite3.connect(self.folder / name)) as connection:
            return connection.execute(sql).fetchall()


def iso(instant: int) -> str:
    return datetime.fromtimestamp(instant, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def count(url: str) -> dict[str, int]:
    """Requests since the last time."""
    with urllib.request.urlopen(f"{url}/count") as answer:
        return json.load(answer)


def megabytes(side: Side) -> float:
    return side.taken.peak_bytes / 1e6


def duel(bench: PullBench, rounds: int) -> tuple[list[Side], list[Side]]:
    ours, theirs = [], []
    with bench.serving() as url:
        for index in range(rounds):
            ours.append(bench.ours(url))
            theirs.append(bench.theirs(url))
            if index == 0:
                bench.agree()
            mine, peer = ours[-1].taken, theirs[-1].taken
            print(
                f"  costctl {bench.points / mine.seconds:,.0f} points/s "
                f"({mine.seconds:.1f} s, CPU {mine.cpu_seconds:.1f} s), "
                f"boto3 {bench.points / peer.seconds:,.0f} ({peer.seconds:.1f} s, "
                f"CPU {peer.cpu_seconds:.1f} s): {peer.seconds / mine.seconds:.1f} x",
                flush=True,
            )
    return ours, theirs


def measure(costctl: Path, functions: int, rounds: int) -> tuple[Duel, list[str]]:
    """The rounds as the other benchmarks report them, and what the table has no column for."""
    folder = Path(tempfile.mkdtemp(prefix="costctl-pull-bench-"))
    try:
        bench = PullBench(costctl, functions, folder)
        ours, theirs = duel(bench, rounds)
        sizes = [(folder / name).stat().st_size for name in ("costctl.db", "boto3.db")]
        small = PullBench(costctl, max(1, functions // 10), folder)
        with small.serving() as url:
            tenth = small.ours(url), small.theirs(url)
    finally:
        shutil.rmtree(folder)
    runs = [[side.taken for side in sides] for sides in (ours, theirs)]
    result = Duel(f"pull, {bench.points / 1e6:.1f} M points", "boto3 and sqlite3", *runs, *sizes)
    return result, notes(bench, ours[0], theirs[0], tenth, result)


def notes(
    bench: PullBench, ours: Side, theirs: Side, tenth: tuple[Side, Side], result: Duel
) -> list[str]:
    rates = [
        bench.points / Spread.of([run.seconds for run in runs]).middle
        for runs in (result.ours, result.theirs)
    ]
    memory = [megabytes(side) for side in (ours, theirs, *tenth)]
    return [
        f"Pull: {bench.points:,} points of {bench.functions:,} functions, {SERIES} series on 5"
        f" metrics, {DAYS} days at {PERIOD} s; rounds: {len(result.ours)}; {rates[0]:,.0f} points a"
        f" second, boto3 {rates[1]:,.0f}. GetMetricData calls {ours.asked} : {theirs.asked}, all"
        f" calls {sum(ours.requests.values())} : {sum(theirs.requests.values())}. Peak memory"
        f" {memory[0]:.0f} : {memory[1]:.0f} MB, with a tenth of the points {memory[2]:.0f} :"
        f" {memory[3]:.0f} MB.",
    ]
