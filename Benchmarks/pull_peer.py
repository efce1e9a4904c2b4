"""What boto3 makes of the same job: list functions, page GetMetricData, keep points in SQLite.

pull_peer.py URL DATABASE SINCE UNTIL PERIOD
"""

import sqlite3
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from itertools import islice
from typing import Any

import boto3

METRICS = (
    ("Invocations", "Sum"), ("Duration", "Sum"), ("Duration", "Maximum"),
    ("ConcurrentExecutions", "Maximum"), ("Errors", "Sum"), ("Throttles", "Sum"),
)
BATCH = 500


def queries(functions: list[str], period: int) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for name in functions:
        for metric, stat in METRICS:
            measured = {
                "Namespace": "AWS/Lambda", "MetricName": metric,
                "Dimensions": [{"Name": "FunctionName", "Value": name}],
            }
            yield name, metric, stat, {"Metric": measured, "Period": period, "Stat": stat}


def main(url: str, database: str, since: int, until: int, period: int) -> None:
    options = {
        "endpoint_url": url, "region_name": "us-east-1", "aws_access_key_id": "AKIABENCH",
        "aws_secret_access_key": "bench",
    }
    pages = boto3.client("lambda", **options).get_paginator("list_functions").paginate()
    functions = [f["FunctionName"] for page in pages for f in page["Functions"]]
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(
        "CREATE TABLE series (id INTEGER PRIMARY KEY, function TEXT, metric TEXT, stat TEXT);"
        "CREATE TABLE point (series INTEGER, period INTEGER, at INTEGER, value REAL, "
        "PRIMARY KEY (series, period, at)) WITHOUT ROWID;"
    )
    paginator = boto3.client("cloudwatch", **options).get_paginator("get_metric_data")
    asked = queries(functions, period)
    while batch := list(islice(asked, BATCH)):
        ids = {}
        for number, entry in enumerate(batch):
            added = connection.execute(
                "INSERT INTO series (function, metric, stat) VALUES (?, ?, ?)", entry[:3]
            )
            ids[f"q{number}"] = added.lastrowid
        request = {
            "MetricDataQueries": [
                {"Id": id, "MetricStat": entry[3]} for id, entry in zip(ids, batch)
            ],
            "StartTime": datetime.fromtimestamp(since, timezone.utc),
            "EndTime": datetime.fromtimestamp(until, timezone.utc),
            "ScanBy": "TimestampAscending",
        }
        for page in paginator.paginate(**request):
            for result in page["MetricDataResults"]:
                series = ids[result["Id"]]
                connection.executemany(
                    "INSERT OR REPLACE INTO point VALUES (?, ?, ?, ?)",
                    (
                        (series, period, int(at.timestamp()), value)
                        for at, value in zip(result["Timestamps"], result["Values"])
                    ),
                )
        connection.commit()
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
