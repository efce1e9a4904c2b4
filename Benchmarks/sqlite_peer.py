"""SQLite's side: the shell's `.import` into a plain table without a key."""

import sqlite3
from pathlib import Path

from timing import Run, run

TABLE = """
CREATE TABLE sample (
  function TEXT, timestamp TEXT, period_seconds INTEGER, invocations INTEGER,
  duration_ms_sum REAL, concurrency_max INTEGER, memory_mb INTEGER, architecture TEXT
);
"""


def import_csv(database: Path, csv: Path) -> Run:
    database.unlink(missing_ok=True)
    return run(["sqlite3", database], f'{TABLE}.import --csv --skip 1 "{csv}" sample\n')


def totals(database: Path) -> tuple[int, float, float, float]:
    """Rows and sums of the table `sample`, which in our file is a view of the same name."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    row = connection.execute(
        "SELECT count(*), sum(invocations), sum(duration_ms_sum), sum(concurrency_max) FROM sample"
    ).fetchone()
    connection.close()
    return row

