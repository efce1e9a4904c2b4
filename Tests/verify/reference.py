"""Holds `analyze` against the exact model in model.py, over fleets, orders and ways of importing."""

import csv
import gzip
import io
from collections.abc import Callable
from datetime import datetime, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any

import model
from binary import Costctl
from checks import Checks, run_sections
from comparison import Comparison, compare
from fleet import COLUMNS, START, Fleet, by_time, shuffled

HOURLY = Fleet("hourly", functions=1500, period=3600, slots=336, present=0.6, seed=1)
FIVE_MINUTES = Fleet("five-minutes", functions=600, period=300, slots=2016, present=0.1, seed=2)
MINUTES = Fleet("minutes", functions=1200, period=60, slots=360, present=0.35, seed=3)


def instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def csv_text(rows: list[str]) -> str:
    return "\n".join([COLUMNS, *rows, ""])


def analyze(
    costctl: Costctl, database: Path, since: int, until: int, sizing: str = "max"
) -> Any:
    return costctl.succeed(
        "analyze", "--db", database, "--format", "json", "--sizing", sizing,
        "--since", instant(since), "--until", instant(until),
    ).json()


def check_fleet(checks: Checks, costctl: Costctl, folder: Path, fleet: Fleet) -> None:
    """One fleet, whole window, every sizing, and a window that cuts through the data."""
    text = csv_text(fleet.rows())
    file = folder / f"{fleet.name}.csv"
    file.write_text(text)
    database = folder / f"{fleet.name}.db"
    costctl.succeed("import", "--db", database, file)
    exact, (first, last) = model.read(io.StringIO(text), START, fleet.end)
    window = fleet.end - START
    covered = Fraction(last - first, window)
    for sizing in ("max", "p99", "p95"):
        answer = analyze(costctl, database, START, fleet.end, sizing)
        comparison = Comparison(answer, exact, window, covered)
        compare(checks, f"{fleet.name} {sizing}", comparison, sizing, sizing == "max")
    check_cut(checks, costctl, database, fleet, text)


def check_cut(
    checks: Checks, costctl: Costctl, database: Path, fleet: Fleet, text: str
) -> None:
    """A window that starts inside the data, off the day's boundary, and ends after it."""
    since = START + fleet.period * (fleet.slots // 3 + 1)
    until = fleet.end + fleet.period * 5
    exact, (_, last) = model.read(io.StringIO(text), since, until)
    answer = analyze(costctl, database, since, until)
    comparison = Comparison(answer, exact, until - since, Fraction(last - since, until - since))
    compare(checks, f"{fleet.name} cut", comparison, "max")


def check_orders(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """However the same rows come in, the answer is the same."""
    fleet = HOURLY
    rows = fleet.rows()[:120_000]
    plain, packed = folder / "plain.csv", folder / "packed.csv.gz"
    plain.write_text(csv_text(rows))
    with gzip.open(packed, "wt", compresslevel=1) as file:
        file.write(csv_text(by_time(rows)))
    costctl.succeed("import", "--db", folder / "plain.db", plain)
    costctl.succeed("import", "--db", folder / "packed.db", packed)
    mixed = folder / "mixed.csv"
    mixed.write_text(csv_text(shuffled(rows, 7)))
    with mixed.open("rb") as stream:
        costctl.succeed("import", "--db", folder / "piped.db", "-", stdin=stream)
    with packed.open("rb") as stream:
        costctl.succeed("import", "--db", folder / "packed-pipe.db", "-", stdin=stream)
    answers = {}
    for name in ("plain", "packed", "piped", "packed-pipe"):
        answers[name] = analyze(costctl, folder / f"{name}.db", START, fleet.end)
        answers[name].pop("generated_at")
    checks.expect("time-major and gzipped equals plain", answers["packed"] == answers["plain"])
    checks.expect("shuffled through a pipe equals plain", answers["piped"] == answers["plain"])
    checks.expect("gzip through a pipe equals plain", answers["packed-pipe"] == answers["plain"])
    check_repeats(checks, costctl, folder, rows, answers["plain"])


def check_repeats(
    checks: Checks, costctl: Costctl, folder: Path, rows: list[str], plain: Any
) -> None:
    """A second import changes nothing, and a changed point replaces the old one."""
    database = folder / "plain.db"

    def again(lines: list[str]) -> Any:
        file = folder / "again.csv"
        file.write_text(csv_text(lines))
        costctl.succeed("import", "--db", database, file)
        answer = analyze(costctl, database, START, HOURLY.end)
        answer.pop("generated_at")
        return answer

    checks.expect("a repeated import changes nothing", again(rows) == plain)
    target = next(line.split(",") for line in rows if line.startswith("busy"))
    changed = ",".join([*target[:3], "1", "1000", "7", *target[6:]])
    answer = again([changed])
    checks.expect("a changed point changes the answer", answer != plain)
    checks.expect("the old point put back restores it", again([",".join(target)]) == plain)


TRACE_LAWS: dict[str, Callable[[dict[str, Any], dict[str, str]], bool]] = {
    "utilization": lambda one, row: near(one["utilization"]["value"], row["utilization"], 1e-6),
    "tier": lambda one, row: one["tier"] == row["tier"],
    "peak": lambda one, row: one["usage"]["peak_concurrency"] == int(row["peak_concurrency"]),
    "GB-seconds": lambda one, row: near(one["usage"]["gb_seconds"], row["gb_seconds"], 1e-6),
    "window cost": lambda one, row: near(
        one["window_cost"]["total"], row["window_cost_usd"], 1e-9
    ),
}


def near(got: float, want: str, tolerance: float) -> bool:
    """The expected figures are printed with a fixed number of decimals."""
    return abs(got - float(want)) <= tolerance


def check_trace(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """1,000 functions of the Azure trace against figures that another implementation computed."""
    data = Path(__file__).parent / "data"
    with gzip.open(data / "azure_functions_2019_1h_1000fn.expected.csv.gz", "rt") as file:
        expected = {row["function"]: row for row in csv.DictReader(file)}
    database = folder / "trace.db"
    costctl.succeed("import", "--db", database, data / "azure_functions_2019_1h_1000fn.csv.gz")
    answer = analyze(costctl, database, START, START + 3600)
    found = {one["name"]: one for one in answer["workloads"]}
    checks.expect("trace: the same functions", found.keys() == expected.keys())
    for law, agrees in TRACE_LAWS.items():
        wrong = [name for name, row in expected.items() if not agrees(found[name], row)]
        shown = [(found[name], expected[name]) for name in wrong[:1]]
        checks.expect(f"trace: {law} of {len(expected)}", not wrong, f"{len(wrong)}: {shown}")


def check_periods(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """The same traffic by the hour and by the minute in one series gives one exact answer."""
    early = Fleet("mixed", functions=120, period=3600, slots=48, present=0.5, seed=4)
    late = Fleet("mixed", functions=120, period=60, slots=2880, present=0.03, seed=5)
    shift = 48 * 3600
    moved = [shifted(row, shift) for row in late.rows()]
    text = csv_text([*early.rows(), *moved])
    file = folder / "mixed.csv"
    file.write_text(text)
    database = folder / "mixed.db"
    costctl.succeed("import", "--db", database, file)
    until = START + 2 * shift
    exact, (first, last) = model.read(io.StringIO(text), START, until)
    answer = analyze(costctl, database, START, until)
    covered = Fraction(last - first, until - START)
    compare(checks, "hours then minutes", Comparison(answer, exact, until - START, covered), "max")


def shifted(row: str, seconds: int) -> str:
    name, stamp, rest = row.split(",", 2)
    return f"{name},{instant(model.instant(stamp) + seconds)},{rest}"


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    for fleet in (HOURLY, FIVE_MINUTES, MINUTES):
        check_fleet(checks, costctl, folder, fleet)
    check_periods(checks, costctl, folder)
    check_orders(checks, costctl, folder)
    check_trace(checks, costctl, folder)


if __name__ == "__main__":
    run_sections({"reference": check})
