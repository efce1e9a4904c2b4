"""Runs pulls against the stand-in and compares what they left behind."""

import json
import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

from binary import Costctl, Outcome
from fake_aws import Account, FakeAWS, Faults, Function

HOUR, DAY = 3600, 86_400
KEY, SECRET, TOKEN = "AKIAVERIFYKEY", "cAnArY-secret/+aBcDeF0123456789", "cAnArY-token/+=="
CANARIES = (b"cAnArY", SECRET.encode(), TOKEN.encode())


def iso(instant: int) -> str:
    return datetime.fromtimestamp(instant, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def settled() -> int:
    """The newest hour for which no late points are to be expected."""
    return int(time.time()) // HOUR * HOUR - 6 * HOUR


def account(*functions: Function, days: int = 3, until: int | None = None) -> Account:
    end = until or settled()
    return Account(functions, end - days * DAY, end)


# One of each kind that a decision looks at; names sort as they stand.
FLEET = (
    Function("chat-busy", density=1.0, concurrency=3),
    Function("chat-near", density=0.30, concurrency=2),
    Function("durable-agent", density=0.4, durable=True, used_mb=300),
    Function("idle", density=0.0),
    Function("image-x86", density=0.2, architecture="x86_64", memory_mb=3008, package="Image",
             used_mb=1200),
    Function("provisioned", density=0.8, concurrency=4, provisioned=5),
    Function("quiet", density=0.05, concurrency=1),
    Function("spiky", density=0.1, concurrency=40),
)


@dataclass(frozen=True)
class Result:
    """What one pull left: how it ended and what is in the database."""

    outcome: Outcome
    database: Path
    costctl: Costctl
    window: tuple[int, int]

    @cached_property
    def samples(self) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.database) as connection:
            rows = connection.execute(
                "SELECT * FROM sample ORDER BY function, period_seconds, timestamp"
            ).fetchall()
        connection.close()
        return rows

    @cached_property
    def analysis(self) -> dict[str, dict[str, Any]]:
        """The workloads of `analyze` by name."""
        since, until = self.window
        answer = self.costctl.succeed(
            "analyze", "--db", self.database, "--format", "json",
            "--since", iso(since), "--until", iso(until),
        ).json()
        return {workload["name"]: workload for workload in answer["workloads"]}

    @property
    def said(self) -> str:
        return self.outcome.stdout.decode(errors="replace") + self.outcome.said

    def equals(self, other: "Result") -> bool:
        return self.samples == other.samples and self.analysis == other.analysis

    def flaw(self, clean: "Result") -> str | None:
        """Why this is neither the clean run's data nor an honest part of it; None when it is."""
        if self.equals(clean):
            return None if self.outcome.code == 0 else f"equal data, but exit {self.outcome.code}"
        if self.outcome.code == 1 and not self.samples:
            names = [name for name in clean.analysis if name not in self.said]
            return f"nothing came, but {names} are not named" if len(names) > 5 else None
        if self.outcome.code != 3:
            return f"other data with exit {self.outcome.code}: {self.outcome.said[-300:]}"
        for name, entry in clean.analysis.items():
            own = self.analysis.get(name)
            if own is not None and (own["usage"], own["tier"]) == (entry["usage"], entry["tier"]):
                continue
            if name not in self.said:
                return f"{name} differs and is not named"
            if own is None:
                continue
            if not own["usage"]["coverage"] < 1:
                return f"{name} differs at full coverage"
            if own["firmness"] != "provisional":
                return f"{name} has a gap and its verdict is {own['firmness']}"
        return None


def environment(fake: FakeAWS, **more: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": fake.url, "AWS_REGION": fake.account.region,
        "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_SESSION_TOKEN": TOKEN,
        "AWS_EC2_METADATA_DISABLED": "true", "SOURCE_DATE_EPOCH": "1790000000", **more,
    }


def stand_in(account: Account, faults: Faults | None = None, **options: Any) -> FakeAWS:
    """A stand-in that knows the keys of `environment` and checks every signature."""
    return FakeAWS(account, faults, keys={KEY: (SECRET, TOKEN)}, **options)


def pull_arguments(account: Account, database: Path, *more: str) -> list[str | Path]:
    window = ["--since", iso(account.since), "--until", iso(account.until)]
    return ["pull", "--db", database, *window, *more]


def pull(
    costctl: Costctl, fake: FakeAWS, database: Path, *more: str, env: dict[str, str] | None = None
) -> Result:
    account = fake.account
    outcome = costctl.run(
        *pull_arguments(account, database, *more), env=environment(fake) if env is None else env
    )
    return Result(outcome, database, costctl, (account.since, account.until))


def table(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(database) as connection:
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def summary(result: Result) -> Any:
    return json.loads(result.outcome.stdout)
