"""Reads the store with plain sqlite3 and the CSV with DuckDB: the same totals, day by day."""

import csv
import io
import subprocess
from pathlib import Path

import duckdb

from binary import Costctl
from checks import Checks, run_sections
from fleet import COLUMNS, Fleet

FLEET = Fleet("totals", functions=600, period=3600, slots=336, present=0.6, seed=31)
METRICS = (
    "invocations", "duration_ms_sum", "concurrency_max", "provisioned_concurrency",
    "durable_operations", "durable_bytes_written",
)
TOTALS = ", ".join(f"count({metric}), sum({metric})" for metric in METRICS)
GROUPS = {
    "all": "'all'",
    "by day": "substr(timestamp, 1, 10)",
    "by function": "function || ' ' || account || ' ' || region",
    "by hour": "timestamp",
}


def totals(group: str, source: str) -> str:
    return f"SELECT {group} AS part, count(*), {TOTALS} FROM {source} GROUP BY part ORDER BY part"


def from_store(database: Path, query: str) -> list[list[str]]:
    """The rows as the sqlite3 shell prints them: what anyone can read without this project."""
    told = subprocess.run(
        ["sqlite3", "-readonly", "-csv", database, query], check=True, capture_output=True, text=True
    )
    return list(csv.reader(io.StringIO(told.stdout)))


def from_csv(connection: duckdb.DuckDBPyConnection, query: str) -> list[list[str]]:
    rows = connection.execute(query).fetchall()
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def same(left: list[list[str]], right: list[list[str]]) -> bool:
    return len(left) == len(right) > 0 and all(
        len(one) == len(other) and all(map(same_cell, one, other))
        for one, other in zip(left, right)
    )


def same_cell(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(other)))
    except ValueError:
        return one == other


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    file, database = folder / "fleet.csv", folder / "fleet.db"
    file.write_text("\n".join([COLUMNS, *FLEET.rows(), ""]))
    costctl.succeed("import", "--db", database, file)
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE sample AS SELECT * FROM read_csv(?, types = {'timestamp': 'VARCHAR',"
        " 'account': 'VARCHAR'})",
        [str(file)],
    )
    for name, group in GROUPS.items():
        stored = from_store(database, totals(group, "sample"))
        read = from_csv(connection, totals(group, "sample"))
        checks.expect(f"sums {name}: sqlite3 over the store equals DuckDB over the CSV", same(stored, read))
    rows = "SELECT function, account, region, timestamp, period_seconds, {} FROM sample ORDER BY 1, 2, 3, 4"
    query = rows.format(", ".join(METRICS))
    checks.expect("every sample is there as it was", same(from_store(database, query), from_csv(connection, query)))


if __name__ == "__main__":
    run_sections({"duckdb": check})
