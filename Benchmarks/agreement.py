"""Refuses to report a time before both sides are seen to have given the same answer."""

import csv
import json
import subprocess
from pathlib import Path

import sqlite_peer
from fleet import SLOTS, stamp

FIELDS = {
    "invocations": ("usage", "invocations"),
    "busy": ("usage", "busy_seconds"),
    "gb_seconds": ("usage", "gb_seconds"),
    "peak": ("usage", "peak_concurrency"),
    "utilization": ("utilization", "value"),
    "utilization_at_p99": ("utilization", "at_p99"),
    "share_at_peak": ("utilization", "share_of_periods_at_peak"),
    "monthly_cost": ("monthly_cost", "total"),
}


def window() -> list[str]:
    return ["--since", stamp(0), "--until", stamp(SLOTS)]


def of_imports(ours: Path, theirs: Path) -> None:
    """Rows and sums through the view `sample` against the plain table."""
    left, right = sqlite_peer.totals(ours), sqlite_peer.totals(theirs)
    if left[0] != right[0] or not all(close(a, b) for a, b in zip(left, right)):
        raise SystemExit(f"the imports differ: {left} in the store, {right} in the plain table")


def of_analyses(costctl: Path, database: Path, csv_of_duckdb: Path, workloads: int) -> None:
    """Every figure of every workload, ours from the JSON of the same command."""
    told = subprocess.run(
        [costctl, "analyze", "--db", database, "--format", "json", *window()],
        check=True, stdout=subprocess.PIPE,
    )
    ours = {one["name"]: one for one in json.loads(told.stdout)["workloads"]}
    with csv_of_duckdb.open() as file:
        theirs = {row["name"]: row for row in csv.DictReader(file)}
    if not ours.keys() == theirs.keys() or len(ours) != workloads:
        raise SystemExit(f"{len(ours)} workloads here, {len(theirs)} in DuckDB, {workloads} made")
    for name, row in theirs.items():
        days = sum(float(value) for field, value in row.items() if field.startswith("busy_"))
        if not close(days, float(row["busy"])):
            raise SystemExit(f"{name}: DuckDB's days add up to {days}, not {row['busy']}")
        for field, (group, key) in FIELDS.items():
            if not close(ours[name][group][key], float(row[field])):
                raise SystemExit(
                    f"{name}: {field} is {ours[name][group][key]} here, {row[field]} in DuckDB"
                )


def close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))
