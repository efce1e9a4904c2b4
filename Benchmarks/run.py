"""`make bench`: our release binary against SQLite, DuckDB and boto3, in alternating rounds."""

import argparse
import json
import shutil
import sys
from pathlib import Path

import agreement
import duckdb_peer
import host
import pull_bench
import report
import scheduled
import sqlite_peer
from fleet import Fleet, make
from timing import Duel, Run, run

HERE = Path(__file__).parent
THREADS = "2"
PARTS = ("import", "analyze", "hour", "report", "pull")
PULLED_FUNCTIONS = 2000
# boto3 takes ten minutes and more for one.
PULL_ROUNDS = 2


class Bench:
    """One run over one fleet: the binary, the files, the rounds."""

    def __init__(self, costctl: Path, fleet: Fleet, rounds: int) -> None:
        self.costctl = costctl
        self.fleet = fleet
        self.rounds = rounds
        self.scratch = fleet.folder / "scratch"
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir()
        self.store = self.scratch / "store.db"

    def imports(self, name: str, csv: Path) -> Duel:
        """The same CSV into a new file of each side."""
        plain = self.scratch / "plain.db"
        ours, theirs = [], []
        for index in range(self.rounds):
            remove(self.store)
            ours.append(run([self.costctl, "import", "--quiet", "--db", self.store, csv]))
            theirs.append(sqlite_peer.import_csv(plain, csv))
            if index == 0:
                agreement.of_imports(self.store, plain)
            progress(name, ours[-1], theirs[-1])
        sizes = self.store.stat().st_size, plain.stat().st_size
        plain.unlink()
        return Duel(f"import, {name}", "sqlite3 .import", ours, theirs, *sizes)

    def analysis(self) -> tuple[Duel, str]:
        """The whole fleet's figures to a CSV, DuckDB with the best of its queries."""
        peer = self.scratch / "peer.duckdb"
        duckdb_peer.load(peer, self.fleet.function_major)
        query = self.best_query(peer)
        answer = self.scratch / "duckdb.csv"
        self.ask_duckdb(peer, query, answer)
        agreement.of_analyses(self.costctl, self.store, answer, self.fleet.workloads)
        ours, theirs = [], []
        for _ in range(self.rounds):
            ours.append(self.analyze())
            theirs.append(self.ask_duckdb(peer, query, answer))
            progress("analyze", ours[-1], theirs[-1])
        sizes = self.store.stat().st_size, peer.stat().st_size
        return Duel("analyze", f"DuckDB, {THREADS} threads", ours, theirs, *sizes), query

    def analyze(self) -> Run:
        output = self.scratch / "analysis.csv"
        output.unlink(missing_ok=True)
        taken = run(
            [
                self.costctl, "analyze", "--quiet", "--db", self.store, "--format", "csv",
                "--output", output, *agreement.window(),
            ]
        )
        with output.open("rb") as file:
            lines = sum(1 for _ in file)
        if lines < self.fleet.workloads:
            raise SystemExit(f"analyze wrote {lines} lines for {self.fleet.workloads} workloads")
        return taken

    def best_query(self, peer: Path) -> str:
        answer = self.scratch / "duckdb.csv"
        best = {
            query: min(self.ask_duckdb(peer, query, answer).seconds for _ in range(2))
            for query in duckdb_peer.USAGE
        }
        for query, seconds in best.items():
            print(f"  DuckDB, {query}: {seconds:.2f} s", flush=True)
        return min(best, key=best.__getitem__)

    def ask_duckdb(self, peer: Path, query: str, answer: Path) -> Run:
        """Seconds as the child counts them, from opening the file; memory of the whole child."""
        timed = self.scratch / "duckdb.json"
        program = [sys.executable, HERE / "duckdb_peer.py", peer, query, answer, THREADS, timed]
        whole = run(program)
        return Run(json.loads(timed.read_text())["seconds"], whole.cpu_seconds, whole.peak_bytes)

    def hour(self) -> Duel:
        """One more hour of every workload into the full store, each round into a fresh copy."""
        copy = self.scratch / "hour.db"
        ours = []
        for _ in range(self.rounds):
            remove(copy)
            shutil.copy(self.store, copy)
            ours.append(run([self.costctl, "import", "--quiet", "--db", copy, self.fleet.hour]))
            progress("hour", ours[-1])
        return Duel("one more hour", "", ours, [], copy.stat().st_size)


def remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)


def progress(name: str, ours: Run, theirs: Run | None = None) -> None:
    peer = f", peer {theirs.seconds:.2f} s, {theirs.seconds / ours.seconds:.2f} x" if theirs else ""
    print(f"  {name}: costctl {ours.seconds:.2f} s{peer}", flush=True)


def notes(fleet: Fleet, rounds: int, query: str) -> list[str]:
    return [
        f"{fleet.rows:,} samples of {fleet.workloads:,} workloads, 14 days by the hour;"
        f" {rounds} rounds, costctl and peer by turns. Seconds are median (min…max); times"
        " faster is the peer's seconds over ours, round by round, median (min…max). CPU seconds are"
        " the median, memory the highest of any round, files as they lie on disk; ours : peer's.",
        *([f"DuckDB ran its best query, “{query}”."] if query else []),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--costctl", type=Path, default=Path(".build/release/costctl"))
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full sizes")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=PARTS, action="append", help="may be repeated")
    arguments = parser.parse_args()
    costctl = arguments.costctl.resolve()
    wanted = set(arguments.only or PARTS)
    duels, remarks = [], []
    if wanted - {"report", "pull"}:
        duels, remarks = on_files(costctl, arguments.scale, arguments.rounds, wanted)
    if "report" in wanted:
        duel, more = scheduled.measure(
            costctl, HERE / "cache", arguments.scale, arguments.rounds
        )
        duels.append(duel)
        remarks += more
    if "pull" in wanted:
        functions = max(10, round(PULLED_FUNCTIONS * arguments.scale))
        duel, more = pull_bench.measure(costctl, functions, min(arguments.rounds, PULL_ROUNDS))
        duels.append(duel)
        remarks += more
    print(report.write(HERE / "results", duels, host.facts(costctl), remarks))


def on_files(
    costctl: Path, scale: float, rounds: int, wanted: set[str]
) -> tuple[list[Duel], list[str]]:
    """Everything that is measured on the files of a fleet."""
    print("making the fleet", flush=True)
    fleet = make(HERE / "cache", scale)
    bench = Bench(costctl, fleet, rounds)
    duels, query = [], ""
    if "import" in wanted:
        duels.append(bench.imports("by time", fleet.time_major))
        duels.append(bench.imports("by function", fleet.function_major))
    else:
        run([bench.costctl, "import", "--quiet", "--db", bench.store, fleet.function_major])
    if "analyze" in wanted:
        duel, query = bench.analysis()
        duels.append(duel)
    if "hour" in wanted:
        duels.append(bench.hour())
    shutil.rmtree(bench.scratch)
    return duels, notes(fleet, rounds, query)


if __name__ == "__main__":
    main()
