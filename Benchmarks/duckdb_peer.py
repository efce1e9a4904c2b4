"""DuckDB's side: its own file loaded in its best order, and hand-written queries for our figures.

Run as a program it answers one query and writes down the seconds from opening the file to the closed
CSV, so that the start of Python and the import of the module are not counted against DuckDB.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

from fleet import PERIOD, SLOTS, START

WINDOW = SLOTS * PERIOD
DAYS = SLOTS * PERIOD // 86_400
UNTIL = START + WINDOW
# Nearest rank of p99 over all slots, silent ones 0: the fourth largest of 336.
FROM_TOP = SLOTS - -(-99 * SLOTS // 100) + 1

LOAD = """
CREATE TABLE workload AS
  SELECT row_number() OVER (ORDER BY function)::UINTEGER AS id, function AS name,
    any_value(memory_mb)::UINTEGER AS memory_mb, any_value(architecture) AS architecture
  FROM read_csv('{csv}') GROUP BY function ORDER BY function;
CREATE TABLE sample AS
  SELECT w.id AS workload, epoch(s.timestamp)::UINTEGER AS start,
    s.invocations::UINTEGER AS invocations, s.duration_ms_sum AS duration,
    s.concurrency_max::UINTEGER AS level
  FROM read_csv('{csv}') AS s JOIN workload AS w ON w.name = s.function
  ORDER BY workload, start;
"""

RANGE = f"start >= {START} AND start < {UNTIL}"
PER_DAY = ", ".join(
    f"coalesce(sum(duration) FILTER (start // 86400 = {START // 86_400 + day}), 0) / 1000"
    f" AS busy_{day}"
    for day in range(DAYS)
)
OF_DAYS = ", ".join(
    f"coalesce(sum(busy) FILTER (day = {START // 86_400 + day}), 0) AS busy_{day}"
    for day in range(DAYS)
)
SUMS = "sum(invocations) AS invocations, sum(duration) / 1000 AS busy"
TOP = f"max(level, {FROM_TOP}) AS top"

# Each gives workload, invocations, busy, peak, p99, at_peak and the days.
USAGE = {
    "lists in one scan": f"""
      SELECT workload, invocations, busy, top[1] AS peak, coalesce(top[{FROM_TOP}], 0) AS p99,
        len(list_filter(levels, lambda level: level = top[1])) AS at_peak, COLUMNS('busy_.*')
      FROM (SELECT workload, {SUMS}, {TOP}, list(level) AS levels, {PER_DAY}
            FROM sample WHERE {RANGE} GROUP BY workload)""",
    "a second scan for the peak": f"""
      SELECT u.*, at_peak FROM (
        SELECT workload, {SUMS}, max(level) AS peak,
          coalesce(max(level, {FROM_TOP})[{FROM_TOP}], 0) AS p99, {PER_DAY}
        FROM sample WHERE {RANGE} GROUP BY workload) AS u
      JOIN (
        SELECT s.workload, count(*) AS at_peak
        FROM sample AS s JOIN (
          SELECT workload, max(level) AS level FROM sample WHERE {RANGE} GROUP BY workload
        ) AS peak ON peak.workload = s.workload AND peak.level = s.level
        WHERE {RANGE} GROUP BY s.workload) AS p ON p.workload = u.workload""",
    "levels beside sums": f"""
      SELECT u.*, arg_max(n, level) AS at_peak, max(level) AS peak, any_value(fourth) AS p99
      FROM (SELECT workload, level, count(*) AS n FROM sample WHERE {RANGE} GROUP BY ALL) AS l
      JOIN (SELECT workload, {SUMS}, coalesce(max(level, {FROM_TOP})[{FROM_TOP}], 0) AS fourth,
              {PER_DAY} FROM sample WHERE {RANGE} GROUP BY workload) AS u USING (workload)
      GROUP BY u.*""",
    "lists beside sums": f"""
      SELECT u.*, peak, p99, at_peak
      FROM (SELECT workload, top[1] AS peak, coalesce(top[{FROM_TOP}], 0) AS p99,
              len(list_filter(levels, lambda level: level = top[1])) AS at_peak
            FROM (SELECT workload, {TOP}, list(level) AS levels
                  FROM sample WHERE {RANGE} GROUP BY workload)) AS l
      JOIN (SELECT workload, {SUMS}, {PER_DAY} FROM sample WHERE {RANGE} GROUP BY workload) AS u
      USING (workload)""",
    "lists beside days": f"""
      SELECT u.*, peak, p99, at_peak
      FROM (SELECT workload, top[1] AS peak, coalesce(top[{FROM_TOP}], 0) AS p99,
              len(list_filter(levels, lambda level: level = top[1])) AS at_peak
            FROM (SELECT workload, {TOP}, list(level) AS levels
                  FROM sample WHERE {RANGE} GROUP BY workload)) AS l
      JOIN (SELECT workload, sum(invocations) AS invocations, sum(busy) AS busy, {OF_DAYS}
            FROM (SELECT workload, start // 86400 AS day, {SUMS}
                  FROM sample WHERE {RANGE} GROUP BY ALL) GROUP BY workload) AS u
      USING (workload)""",
}

ANSWER = """
WITH usage AS ({usage}),
named AS (
  SELECT w.name, w.architecture, u.*, busy * w.memory_mb / 1024 AS gb_seconds
  FROM usage AS u JOIN workload AS w ON w.id = u.workload),
pool AS (
  SELECT architecture, sum(gb_seconds) * {scale} AS total FROM named GROUP BY architecture),
price AS (
  SELECT architecture, CASE architecture
    WHEN 'arm64' THEN (least(total, 7.5e9) * 0.0000133334
      + greatest(least(total, 18.75e9) - 7.5e9, 0) * 0.0000120001
      + greatest(total - 18.75e9, 0) * 0.0000106667) / total
    ELSE (least(total, 6e9) * 0.0000166667 + greatest(least(total, 15e9) - 6e9, 0) * 0.0000150000
      + greatest(total - 15e9, 0) * 0.0000133334) / total END AS per_gb_second
  FROM pool)
SELECT name, invocations, busy, gb_seconds, peak,
  least(1, busy / {window} / greatest(1, peak)) AS utilization,
  least(1, busy / {window} / greatest(1, p99)) AS utilization_at_p99,
  at_peak / {slots} AS share_at_peak,
  (gb_seconds * per_gb_second + invocations * 0.0000002) * {scale} AS monthly_cost,
  COLUMNS('^busy_[0-9]+$')
FROM named JOIN price USING (architecture) ORDER BY monthly_cost DESC, name
"""


def statement(query: str, output: Path) -> str:
    answer = ANSWER.format(
        usage=USAGE[query], scale=730 * 3600 / WINDOW, window=float(WINDOW), slots=float(SLOTS)
    )
    return f"COPY ({answer}) TO '{output}' (HEADER, DELIMITER ',')"


def load(database: Path, csv: Path) -> None:
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute(LOAD.format(csv=csv))
        connection.execute("CHECKPOINT")


def main(database: str, query: str, output: str, threads: str, timed: str) -> None:
    started = time.perf_counter()
    with duckdb.connect(database, read_only=True, config={"threads": int(threads)}) as connection:
        connection.execute(statement(query, Path(output)))
    Path(timed).write_text(json.dumps({"seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main(*sys.argv[1:])
