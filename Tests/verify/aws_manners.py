"""What a pull does besides data: costs, limits, interruptions, secrets, and what doctor says."""

import json
import os
import pty
import re
import signal
import subprocess
import time
from pathlib import Path

from binary import Costctl
from checks import Checks, run_sections
from fake_aws import FakeAWS, Faults, Function
from fake_aws.lambda_api import CANARY
from kill9 import is_sound
from pulling import (
    CANARIES, FLEET, KEY, account, environment, pull, pull_arguments, stand_in, table,
)

MANY = tuple(Function(f"many-{n:03}", density=0.1, concurrency=3) for n in range(500))
PRICE = 0.01 / 1000


def check_costs(checks: Checks, costctl: Costctl, folder: Path) -> None:
    with stand_in(account(*FLEET)) as fake:
        dry = pull(costctl, fake, folder / "dry.db", "--dry-run")
        checks.expect("--dry-run ends with 0", dry.outcome.code == 0, dry.outcome.said)
        checks.expect("--dry-run makes no paid call", not fake.asked("GetMetricData"))
        checks.expect("--dry-run names dollars", b"USD" in dry.outcome.stdout, dry.outcome.stdout)
        none = pull(costctl, fake, folder / "none.db", "--max-api-cost", "0")
        checks.expect("--max-api-cost 0 pays for nothing", not fake.asked("GetMetricData"))
        checks.expect("and says so", none.outcome.code in (1, 3), none.outcome.said)
    with stand_in(account(*MANY, days=1)) as fake:
        limit = 0.012
        some = pull(costctl, fake, folder / "some.db", "--max-api-cost", str(limit))
        spent = fake.metrics_charged * PRICE
        checks.expect("--max-api-cost is not exceeded", 0 < spent <= limit, spent)
        checks.expect("and what is left is listed", some.outcome.code == 3, some.outcome.said)
        whole = pull(costctl, fake, folder / "whole.db")
        checks.expect("without it everything comes", whole.outcome.code == 0, whole.outcome.said)
        check_rate(checks, fake)
        bill = table(whole.database, "SELECT sum(calls), sum(metrics), sum(usd) FROM api_bill")
        charged = round(fake.metrics_charged - spent / PRICE)
        checks.expect(
            "the bill is kept, and is what AWS charges",
            bill[0][1] == charged and abs(bill[0][2] - charged * PRICE) < 1e-9, (bill, charged),
        )
        told = json.loads(
            pull(costctl, fake, folder / "told.db", "--dry-run", "--format", "json").outcome.stdout
        )["plan"]
        checks.expect(
            "and what --dry-run foretold",
            (told["metrics"], told["calls"]) == (charged, bill[0][0]), (told, bill),
        )


def check_periods(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """One sweep by the hour, then only what is near a threshold by the finest period there is."""
    for days, finest in ((14, 60), (30, 300), (70, None)):
        with stand_in(account(*FLEET, days=days)) as fake:
            result = pull(costctl, fake, folder / f"{days}.db")
        swept = {m[0] for c in fake.asked("GetMetricData") for m in c.metrics if m[3] == 3600}
        fine = {(m[0], m[3]) for c in fake.asked("GetMetricData") for m in c.metrics if m[3] < 3600}
        names = {name for name, _ in fine}
        checks.expect(f"{days} days: all are swept", len(swept) == len(FLEET), swept)
        checks.expect(
            f"{days} days: some are asked again every {finest} s, not all",
            {period for _, period in fine} == ({finest} if finest else set())
            and (0 < len(names) < len(FLEET) if finest else not names),
            fine,
        )
        near = {
            name for name, entry in result.analysis.items()
            if any(abs(entry["utilization"]["value"] - t) <= 0.2 * t for t in (0.15, 0.4))
        }
        checks.expect(
            f"{days} days: those near a threshold are", near <= names or not finest, (near, names)
        )
    with stand_in(account(*FLEET, days=20)) as fake:
        refused = pull(costctl, fake, folder / "old.db", "--period", "60")
    checks.expect(
        "minutes that are gone are refused before anything is asked",
        refused.outcome.code == 64 and not fake.calls and "15 days" in refused.said, refused.said,
    )


def check_progress(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """A line on a terminal alone: points, rate, share and remaining time."""
    with stand_in(account(*MANY, days=1), delay=0.3) as fake:
        leader, follower = pty.openpty()
        process = costctl.start(
            *pull_arguments(fake.account, folder / "seen.db", "--period", "3600"),
            env={**costctl.environment, **environment(fake)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=follower,
        )
        os.close(follower)
        seen = b""
        while chunk := read_terminal(leader):
            seen += chunk
        checks.expect("the pull under a terminal ends with 0", process.wait(timeout=60) == 0)
        piped = pull(costctl, fake, folder / "piped.db", "--period", "3600")
    line = re.compile(rb"\r[\d,]+ points, [\d,]+/s, \d+ % done, [\d,]+ s left\x1b\[K")
    checks.expect("a terminal shows points, rate, share and time left", line.search(seen), seen)
    checks.expect("a pipe does not", "points, " not in piped.said, piped.said)


def read_terminal(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:  # the other side is closed
        return b""


def check_rate(checks: Checks, fake: FakeAWS) -> None:
    moments = sorted(call.at for call in fake.asked("GetMetricData"))
    busiest = max(sum(1 for m in moments if start <= m < start + 1) for start in moments)
    checks.expect("at most 50 metric calls in any second", busiest <= 50, busiest)


def check_increments(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """A second pull asks for the newest stretch alone and changes nothing."""
    until = int(time.time()) // 3600 * 3600
    with stand_in(account(*FLEET, until=until)) as fake:
        first = pull(costctl, fake, folder / "twice.db")
        checks.expect("a first pull ends with 0", first.outcome.code == 0, first.outcome.said)
        before = len(fake.asked("GetMetricData"))
        second = pull(costctl, fake, folder / "twice.db")
        again = fake.asked("GetMetricData")[before:]
        checks.expect("a second pull ends with 0", second.outcome.code == 0, second.outcome.said)
        oldest = min((call.since for call in again), default=until)
        checks.expect(
            "and asks for the last few hours only", until - oldest <= 6 * 3600,
            f"{(until - oldest) / 3600} h",
        )
        checks.expect("and changes nothing", second.equals(first))


def check_interruption(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """Ctrl-C keeps what came; kill -9 loses nothing that a re-run cannot bring back."""
    with stand_in(account(*MANY, days=1)) as fake:
        clean = pull(costctl, fake, folder / "clean.db", "--period", "3600")
    checks.expect("the clean pull ends with 0", clean.outcome.code == 0, clean.outcome.said)
    for signum, name in ((signal.SIGINT, "Ctrl-C"), (signal.SIGKILL, "kill -9")):
        database = folder / f"{name[:4].strip()}.db"
        with stand_in(account(*MANY, days=1), delay=1.5) as fake:
            code = stop_midway(costctl, fake, database, signum)
            kept = table(database, "SELECT count(DISTINCT workload) FROM covered_range")[0][0]
            checks.expect(f"{name}: the store is sound", is_sound(database))
            checks.expect(f"{name}: some of it was kept", 0 < kept < len(MANY), kept)
            if signum == signal.SIGINT:
                checks.expect("Ctrl-C ends with 130", code == 130, code)
            fake.delay = 0
            asked = len(fake.asked("GetMetricData"))
            rest = pull(costctl, fake, database, "--period", "3600")
            checks.expect(f"{name}: the re-run equals a clean run", rest.equals(clean), rest.said)
            again = sum(len(c.metrics) for c in fake.asked("GetMetricData")[asked:])
            whole = sum(len(c.metrics) for c in fake.asked("GetMetricData")[:asked]) + again
            checks.expect(f"{name}: and pays only for the rest", again < whole, (again, whole))


def stop_midway(costctl: Costctl, fake: FakeAWS, database: Path, signum: int) -> int:
    """Signals a pull after its first batch was stored."""
    process = costctl.start(
        *pull_arguments(fake.account, database, "--period", "3600"), env={
            **costctl.environment, **environment(fake)
        },
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if database.exists() and stored(database):
            break
        time.sleep(0.02)
    if process.poll() is None:
        os.kill(process.pid, signum)
    return process.wait(timeout=60)


def stored(database: Path) -> bool:
    try:
        return table(database, "SELECT count(*) FROM covered_range")[0][0] > 0
    except Exception:  # the tables are not there yet, or locked
        return False


def check_secrets(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """No secret in output, log, file or argv, whatever goes wrong."""
    canaries = (*CANARIES, CANARY.encode())
    for fault in (None, "throttle-json", "reset", "malformed", "denied", "skew"):
        faults = Faults(
            fault, frozenset({"cloudwatch:GetMetricData"}),
            skew_seconds=7200 if fault == "skew" else 0,
        )
        place = folder / str(fault)
        place.mkdir()
        with stand_in(account(*FLEET, days=1), faults) as fake:
            result = pull(
                costctl.within(place), fake, place / "secret.db", "-v", "--format", "json"
            )
            wrong = environment(fake, AWS_SECRET_ACCESS_KEY="cAnArY-but-wrong")
            refused = pull(costctl.within(place), fake, place / "wrong.db", "-v", env=wrong)
            doctor = costctl.within(place).run("doctor", "-v", env=environment(fake))
        written = b"".join(p.read_bytes() for p in place.rglob("*") if p.is_file())
        outputs = b"".join(
            outcome.stdout + outcome.stderr
            for outcome in (result.outcome, refused.outcome, doctor)
        )
        found = [c for c in canaries if c in written or c in outputs]
        checks.expect(f"no secret is shown or kept ({fault or 'no fault'})", not found, found)
        checks.expect("the wrong secret is refused", refused.outcome.code in (1, 3))
    with stand_in(account(*FLEET, days=1), delay=0.5) as fake:
        seen = arguments_while_pulling(costctl, fake, folder / "argv.db")
    found = [c for c in canaries if any(c in line for line in seen)]
    checks.expect("no secret is in any argument list", seen and not found, found)


def arguments_while_pulling(costctl: Costctl, fake: FakeAWS, database: Path) -> set[bytes]:
    process = costctl.start(
        *pull_arguments(fake.account, database, "-v"),
        env={**costctl.environment, **environment(fake)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    seen: set[bytes] = set()
    while process.poll() is None:
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                seen.add(entry.read_bytes())
            except OSError:  # it has ended
                continue
        time.sleep(0.1)
    return {line for line in seen if b"costctl" in line}


def check_doctor(checks: Checks, costctl: Costctl, folder: Path) -> None:
    def statuses(faults: Faults, **more: str) -> tuple[int, dict[str, dict[str, str]]]:
        with stand_in(account(*FLEET, days=1), faults) as fake:
            outcome = costctl.run("doctor", "--format", "json", env=environment(fake, **more))
        return outcome.code, {c["check"]: c for c in outcome.json()["checks"]}

    code, found = statuses(Faults())
    failed = [c for c in found.values() if c["status"] == "fail"]
    checks.expect("doctor finds nothing wrong with a good account", code == 0 and not failed, failed)
    checks.expect("and knows who is asking", "123456789012" in found["identity"]["found"])
    for action in ("lambda:ListFunctions", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"):
        code, found = statuses(Faults("denied", frozenset({action})))
        failed = [name for name, c in found.items() if c["status"] == "fail"]
        checks.expect(f"doctor names {action} alone when it is missing", failed == [action], failed)
        checks.expect("and says what to allow", code == 1 and action in found[action]["action"])
    code, found = statuses(Faults("skew", skew_seconds=7200))
    checks.expect("doctor sees a clock two hours behind", found["clock"]["status"] == "fail", found)
    expired = Faults("expired-credentials", expired_keys=frozenset({KEY}))
    code, found = statuses(expired)
    checks.expect(
        "doctor sees expired credentials", code == 1 and "xpired" in str(found["identity"]), found
    )
    policy = costctl.succeed("doctor", "--iam-policy").json()
    actions = {a for statement in policy["Statement"] for a in statement["Action"]}
    with stand_in(account(*FLEET, days=1)) as fake:
        pull(costctl, fake, folder / "policy.db")
        asked = {call.operation for call in fake.calls} - {"GetCallerIdentity"}
    checks.expect(
        "the policy allows exactly what a pull asks",
        {action.split(":")[1] for action in actions} == asked, (actions, asked),
    )


SECTIONS = {
    "doctor": check_doctor,
    "costs": check_costs,
    "increments": check_increments,
    "periods": check_periods,
    "progress": check_progress,
    "interruption": check_interruption,
    "secrets": check_secrets,
}

if __name__ == "__main__":
    run_sections(SECTIONS)
