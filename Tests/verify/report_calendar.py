"""Holds each calendar's spellings to the same moments: systemd's own, croniter's, aws-croniter's."""

import os
import re
import subprocess
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from aws_croniter import AwsCroniter
from binary import Costctl
from checks import Checks, run_sections
from croniter import croniter

START = datetime(2026, 1, 1, 0, 30, tzinfo=timezone.utc)
# A year of weeks, so that summer time comes and goes.
COUNT = 60
CALENDARS = (
    "07:00", "daily 00:00", "weekly 23:59", "monthly 07:05", "Mon 07:00", "Mon,Thu 06:30",
    "Mon..Fri 07:00", "Fri..Mon 07:00", "Sun 07:00", "1,15 07:00", "*-*-28 12:00", "last 07:00",
    "Mon 07:00 Europe/Berlin", "daily 09:15 America/New_York", "1 08:00 Asia/Kolkata",
    "last 18:00 Pacific/Auckland",
)


def by_systemd(expression: str) -> list[datetime]:
    shown = subprocess.run(
        ["systemd-analyze", "calendar", f"--base-time={START:%Y-%m-%d %H:%M:%S} UTC",
         f"--iterations={COUNT}", expression],
        env={"PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        check=True, capture_output=True, text=True,
    ).stdout
    moments = re.findall(
        r"(?:Next elapse|Iter\. #\d+): \w+ (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", shown)
    return [datetime.fromisoformat(moment).replace(tzinfo=timezone.utc) for moment in moments]


def in_utc(moments: list[datetime]) -> list[datetime]:
    return [moment.astimezone(timezone.utc) for moment in moments]


def by_croniter(fields: str, zone: str) -> list[datetime]:
    iterator = croniter(fields, START.astimezone(ZoneInfo(zone)))
    return in_utc([iterator.get_next(datetime) for _ in range(COUNT)])


def by_aws_croniter(expression: str, zone: str) -> list[datetime]:
    """aws-croniter knows UTC alone: the wall clock is asked for, then read in its zone."""
    fields = re.fullmatch(r"cron\((.*)\)", expression).group(1)
    wall = START.astimezone(ZoneInfo(zone)).replace(tzinfo=timezone.utc)
    moments = AwsCroniter(fields).get_next(wall, COUNT)
    return in_utc([moment.replace(tzinfo=ZoneInfo(zone)) for moment in moments])


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    for calendar in CALENDARS:
        def printed(scheduler: str) -> str:
            return costctl.run(
                "report", "install", scheduler, "--print", "--calendar", calendar).stdout.decode()

        expression = re.search(r"^OnCalendar=(.*)$", printed("--systemd"), re.MULTILINE).group(1)
        wanted = by_systemd(expression)
        checks.expect(f"{calendar}: systemd knows when", len(wanted) == COUNT, expression)
        rule = printed("--eventbridge")
        found = [
            re.search(rf'^ *{key}: "(.*)"$', rule, re.MULTILINE).group(1)
            for key in ("ScheduleExpression", "ScheduleExpressionTimezone")
        ]
        seen = by_aws_croniter(*found)
        checks.expect(f"{calendar}: EventBridge at the same times", seen == wanted, found)
        if calendar.startswith("last"):
            continue
        job = list(yaml.safe_load_all(printed("--kubernetes")))[-1]["spec"]
        seen = by_croniter(job["schedule"], job["timeZone"])
        checks.expect(f"{calendar}: Kubernetes at the same times", seen == wanted, job["schedule"])
        if "/" in calendar:
            continue
        line = next(line for line in printed("--cron").splitlines() if not line.startswith("#"))
        fields = " ".join(line.split(" ", 5)[:5])
        checks.expect(f"{calendar}: cron at the same times", by_croniter(fields, "UTC") == wanted, fields)


if __name__ == "__main__":
    run_sections({"calendar": check})
