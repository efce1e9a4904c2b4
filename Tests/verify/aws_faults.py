"""Pulls from a stand-in that misbehaves: the data is the clean run's, or its gap is named."""

import re
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from binary import Costctl
from checks import Checks, run_sections
from fake_aws import Account, FakeAWS, Faults, Function
from pulling import (
    FLEET, Result, account, environment, pull, pull_arguments, stand_in, table,
)

# Met once by each request: a retry must bring everything.
PASSING = (
    "throttle-json", "throttle-query", "throttle-429", "error-500", "error-503", "reset",
    "truncate", "slow", "malformed", "html", "partial",
)
# Part of every answer: the data must be the same nevertheless.
HARMLESS = ("empty-page", "duplicates", "exponent", "striped", "expired-page-token")
# What they leave out, a later answer may bring.
DOUBTFUL = (
    "repeated-token", "repeated-token-always", "nan", "nan-always", "malformed-always",
)
# Nothing can bring what is missing: the workload must be named.
LASTING = ("partial-always", "forbidden-metric", "internal-error-metric")
SKEWS = (2, -2)
HURT = "chat-near"
# Two weeks, so that verdicts of the clean run are firm; every request has several pages.
WHOLE = account(*FLEET, days=14)
PAGES = 4
# They wait more than they work.
AT_ONCE = 8

Run = tuple[Result, FakeAWS]


def run(costctl: Costctl, place: Path, faults: Faults, **more: str) -> Run:
    place.mkdir()
    with stand_in(WHOLE, faults, pages=PAGES) as fake:
        env = environment(fake, **more)
        return pull(costctl.within(place), fake, place / "pulled.db", env=env), fake


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    clean, fake = run(costctl, folder / "clean", Faults())
    checks.expect("a clean pull ends with 0", clean.outcome.code == 0, clean.outcome.said)
    firm = [name for name, entry in clean.analysis.items() if entry["firmness"] != "provisional"]
    checks.expect("its verdicts are not provisional", HURT in firm, firm)
    checks.expect("every signature is botocore's", fake.bad_signatures == 0, fake.bad_signatures)
    check_truth(checks, clean, fake)
    with ThreadPoolExecutor(AT_ONCE) as pool:

        def start(name: str, faults: Faults | None = None, **more: str) -> Future[Run]:
            about = faults or Faults(name, frozenset({HURT}))
            return pool.submit(run, costctl, folder / name, about, **more)

        # The call that hangs is given up after a minute: it goes first.
        hanging = start("hang", Faults("hang", limit=1))
        gaps = {name: start(name) for name in (*DOUBTFUL, *LASTING)}
        whole = {name: start(name, Faults(name)) for name in (*PASSING, *HARMLESS)}
        skews = {
            hours: start(f"skew-{hours}", Faults("skew", skew_seconds=hours * 3600))
            for hours in SKEWS
        }
        later = start("later-pages-fail", Faults("later-pages-fail"), AWS_MAX_ATTEMPTS="2")
        refused = start_refusals(start)
        for name, future in whole.items():
            result = future.result()[0]
            law = f"{name}: the data is the clean run's"
            checks.expect(law, result.equals(clean), why(result, clean))
        for name, future in gaps.items():
            check_gap(checks, name, future.result()[0], clean)
        check_later(checks, later.result()[0], clean)
        check_refusals(checks, refused)
        for hours, future in skews.items():
            check_skew(checks, hours, future.result(), clean)
        check_expiry(checks, costctl, folder / "expiry", clean)
        check_hang(checks, hanging.result(), clean)


def check_gap(checks: Checks, name: str, result: Result, clean: Result) -> None:
    checks.expect(
        f"{name}: the clean run's data or a named gap", result.flaw(clean) is None,
        result.flaw(clean),
    )
    if name not in LASTING:
        return
    checks.expect(
        f"{name}: {HURT} is named, exit 3",
        result.outcome.code == 3 and HURT in result.said, why(result, clean),
    )
    hurt = result.analysis[HURT]
    checks.expect(
        f"{name}: {HURT} is covered in part at most, its verdict provisional",
        hurt["usage"]["coverage"] < 1 and hurt["firmness"] == "provisional", hurt,
    )
    checks.expect(
        f"{name}: and says that a pull failed",
        "pull-failed" in [finding["code"] for finding in hurt["findings"]], hurt["findings"],
    )


def check_later(checks: Checks, result: Result, clean: Result) -> None:
    """The first page of each request came, the others never do."""
    checks.expect(
        "pages that fail for good: a named gap", result.flaw(clean) is None, result.flaw(clean)
    )
    checks.expect(
        "and the pages before them are kept", 0 < len(result.samples) < len(clean.samples),
        len(result.samples),
    )
    kept = [name for name, entry in result.analysis.items() if entry["usage"]["coverage"] == 1]
    checks.expect("and who came whole is covered", 0 < len(kept) < len(FLEET), kept)


def why(result: Result, clean: Result) -> str:
    return result.flaw(clean) or f"exit {result.outcome.code}, {result.outcome.said[-300:]}"


def check_truth(checks: Checks, clean: Result, fake: FakeAWS) -> None:
    """The stored usage is what the stand-in made up."""
    truth = fake.account
    checks.expect(
        "every function is there, the idle one too",
        sorted(clean.analysis) == [f.name for f in truth.functions], sorted(clean.analysis),
    )
    for name, entry in clean.analysis.items():
        usage = entry["usage"]
        busy = truth.total(name, "Duration", truth.since, truth.until) / 1000
        checks.expect(
            f"{name}: invocations, busy time, peak and settings are the truth",
            usage["invocations"] == truth.total(name, "Invocations", truth.since, truth.until)
            and abs(usage["busy_seconds"] - busy) <= 1e-9 * max(busy, 1)
            and usage["peak_concurrency"] == truth.peak(name, truth.since, truth.until)
            and usage["coverage"] == 1
            and any(
                (f.name, f.memory_mb, f.architecture)
                == (name, entry["memory_mb"], entry["architecture"])
                for f in truth.functions
            ),
            usage,
        )
        function = next(f for f in truth.functions if f.name == name)
        checks.expect(
            f"{name}: durable state and provisioned concurrency are seen where they are",
            is_durable_truth(truth, name, entry["durable"], function.durable)
            and (entry["window_cost"]["provisioned"] > 0) == (function.provisioned > 0),
            (entry["durable"], entry["window_cost"]),
        )
        checks.expect(
            f"{name}: what Lambda Insights measured is the truth",
            entry["insights"] == (measured(truth, name) if function.used_mb else None),
            entry["insights"],
        )


def is_durable_truth(
    truth: Account, name: str, durable: dict[str, float] | None, is_durable: bool
) -> bool:
    """The analysis speaks of a month of 730 hours."""
    if durable is None or not is_durable:
        return durable is None and not is_durable
    month = 730 * 3600 / (truth.until - truth.since)
    operations = truth.total(name, "DurableExecutionOperations", truth.since, truth.until)
    written = truth.total(name, "DurableExecutionStorageWrittenBytes", truth.since, truth.until)
    return (
        abs(durable["operations"] / (operations * month) - 1) < 1e-9
        and abs(durable["gb_written"] * 1e9 / (written * month) - 1) < 1e-9
    )


def measured(truth: Account, name: str) -> dict[str, float]:
    def values(metric: str, stat: str) -> list[float]:
        return list(truth.series(name, metric, stat, 60).values())

    return {
        "measured_invocations": sum(values("used_memory_max", "SampleCount")),
        "used_memory_mb_max": max(values("used_memory_max", "Maximum")),
        "init_seconds": sum(values("init_duration", "Sum")) / 1000,
    }


def start_refusals(start: Callable[..., Future[Run]]) -> dict[str, Future[Run]]:
    denied = {
        action: start(f"denied-{action.split(':')[1]}", Faults("denied", frozenset({action})))
        for action in ("lambda:ListFunctions", "cloudwatch:GetMetricData")
    }
    return denied | {
        "redirect": start("redirect", Faults("redirect")),
        "throttle": start("throttle-always", Faults("throttle-always")),
        "attempts": start("attempts", Faults("throttle-always"), AWS_MAX_ATTEMPTS="2"),
    }


def check_refusals(checks: Checks, refused: dict[str, Future[Run]]) -> None:
    runs = {name: future.result() for name, future in refused.items()}
    for action in ("lambda:ListFunctions", "cloudwatch:GetMetricData"):
        outcome = runs[action][0].outcome
        checks.expect(
            f"denied: {action} is named, exit 1", outcome.code == 1 and action in outcome.said,
            outcome.said,
        )
    moved, fake = runs["redirect"]
    checks.expect(
        "a redirect to another host is refused", "redirects" in moved.said
        and moved.outcome.code == 1, moved.said,
    )
    throttled, fake = runs["throttle"]
    checks.expect(
        "throttle-always: gives up with a sentence",
        throttled.outcome.code == 1 and "hrottl" in throttled.said, throttled.said,
    )
    checks.expect("after five attempts", len(fake.calls) == 5, len(fake.calls))
    calls = len(runs["attempts"][1].calls)
    checks.expect("AWS_MAX_ATTEMPTS=2 makes it two", calls == 2, calls)


def check_skew(checks: Checks, hours: int, run: Run, clean: Result) -> None:
    result, fake = run
    refused = sum(call.status == 403 for call in fake.calls)
    checks.expect(
        f"skew of {hours} h: the data is the clean run's", result.equals(clean), why(result, clean)
    )
    checks.expect("skew: few calls are refused on the way", 1 <= refused <= 4, refused)


def check_expiry(checks: Checks, costctl: Costctl, place: Path, clean: Result) -> None:
    """Keys of a credential_process that expire after the first were handed out."""
    script = place / "keys.sh"
    config = place / ".aws" / "config"
    config.parent.mkdir(parents=True)
    script.write_text(
        "#!/bin/sh\n"
        f"n=$(cat {place}/handed 2>/dev/null || echo 0); echo $((n + 1)) > {place}/handed\n"
        'printf \'{"Version":1,"AccessKeyId":"AKIA%s","SecretAccessKey":"cAnArY-process"}\' "$n"\n'
    )
    script.chmod(0o700)
    config.write_text(f"[default]\ncredential_process = {script}\n")
    keys = {f"AKIA{n}": ("cAnArY-process", None) for n in range(10)}
    faults = Faults("expired-credentials", expired_keys=frozenset({"AKIA0"}))
    with FakeAWS(WHOLE, faults, keys=keys) as fake:
        env = environment(fake)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            del env[name]
        result = pull(costctl.within(place), fake, place / "pulled.db", env=env)
    checks.expect(
        "expired credentials are renewed while running", result.equals(clean), why(result, clean)
    )
    checks.expect(
        "and the first were really refused", any(c.status == 403 for c in fake.calls)
    )


def check_hang(checks: Checks, run: Run, clean: Result) -> None:
    result, fake = run
    hung = sum(call.status == 0 for call in fake.calls)
    checks.expect("hang: a call hung", hung == 1, hung)
    checks.expect("hang: the data is the clean run's", result.equals(clean), why(result, clean))


def check_million(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """More than a million points of one minute each, in little memory."""
    functions = tuple(Function(f"dense-{n}", density=1.0) for n in range(10))
    points = len(functions) * 6 * 13 * 1440
    database = folder / "million.db"
    with stand_in(account(*functions, days=13)) as fake:
        process = costctl.start(
            *pull_arguments(fake.account, database, "--period", "60"),
            env={**costctl.environment, **environment(fake)}, stderr=subprocess.DEVNULL,
        )
        megabytes = peak_megabytes(process)
    checks.expect(f"{points:,} points arrive", process.returncode == 0, process.returncode)
    truth = fake.account
    stored = dict(table(
        database,
        "SELECT function, sum(invocations) FROM sample WHERE period_seconds = 60 GROUP BY 1",
    ))
    expected = {
        f.name: truth.total(f.name, "Invocations", truth.since, truth.until) for f in functions
    }
    checks.expect("and add up to the truth", stored == expected)
    checks.expect("within 150 MB", 0 < megabytes < 150, f"{megabytes:.0f} MB")
    print(f"        {points:,} points, {len(fake.calls)} calls, {megabytes:.0f} MB")


def peak_megabytes(process: subprocess.Popen[bytes]) -> float:
    """Waits for the end. The kernel's own figure would count the memory of this program too."""
    kilobytes = 0
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak = re.search(r"VmHWM:\s+(\d+)", status)
        kilobytes = int(peak[1]) if peak else kilobytes
        time.sleep(0.02)
    return kilobytes / 1024


if __name__ == "__main__":
    run_sections({"faults": check, "million": check_million})
