"""Pulls from a stand-in that misbehaves: the data is the clean run's, or its gap is named."""

from pathlib import Path

from binary import Costctl
from checks import Checks, run_sections
from fake_aws import FakeAWS, Faults, Function
from pulling import FLEET, Result, account, environment, pull, stand_in, table

# Met once by each request: a retry must bring everything.
PASSING = (
    "throttle-json", "throttle-query", "throttle-429", "error-500", "error-503", "reset",
    "truncate", "slow", "malformed", "html", "partial",
)
# Part of every answer: the data must be the same nevertheless.
HARMLESS = ("empty-page", "duplicates", "exponent", "striped", "expired-page-token")
# Nothing can bring what is missing: the workload must be named.
LASTING = ("partial-always", "forbidden-metric", "internal-error-metric")
HURT = "chat-near"
# Two weeks, so that verdicts of the clean run are firm; every request has several pages.
WHOLE = account(*FLEET, days=14)
PAGES = 4


def run(costctl: Costctl, folder: Path, faults: Faults, *more: str) -> tuple[Result, FakeAWS]:
    with stand_in(WHOLE, faults, pages=PAGES) as fake:
        database = folder / f"{faults.name}-{len(list(folder.iterdir()))}.db"
        return pull(costctl, fake, database, *more), fake


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    clean, fake = run(costctl, folder, Faults())
    checks.expect("a clean pull ends with 0", clean.outcome.code == 0, clean.outcome.said)
    firm = [name for name, entry in clean.analysis.items() if entry["firmness"] != "provisional"]
    checks.expect("its verdicts are not provisional", HURT in firm, firm)
    checks.expect("every signature is botocore's", fake.bad_signatures == 0, fake.bad_signatures)
    check_truth(checks, clean, fake)
    for name in (*PASSING, *HARMLESS):
        result, fake = run(costctl, folder, Faults(name))
        law = f"{name}: the data is the clean run's"
        checks.expect(law, result.flaw(clean) is None and result.equals(clean), why(result, clean))
    for name in ("repeated-token", "repeated-token-always", "nan", "nan-always", "malformed-always"):
        result, _ = run(costctl, folder, Faults(name, frozenset({HURT})))
        checks.expect(
            f"{name}: the clean run's data or a named gap", result.flaw(clean) is None,
            result.flaw(clean),
        )
    for name in LASTING:
        result, _ = run(costctl, folder, Faults(name, frozenset({HURT})))
        checks.expect(
            f"{name}: {HURT} is a named gap, provisional, exit 3",
            result.outcome.code == 3 and result.flaw(clean) is None and HURT in result.said,
            why(result, clean),
        )
        hurt = result.analysis.get(HURT)
        checks.expect(
            f"{name}: the verdict on {HURT} is provisional",
            hurt is None or hurt["firmness"] == "provisional", hurt and hurt["firmness"],
        )
        checks.expect(
            f"{name}: coverage of {HURT} is below 1",
            hurt is None or hurt["usage"]["coverage"] < 1, hurt and hurt["usage"],
        )
    check_refusals(checks, costctl, folder)
    check_skew(checks, costctl, folder, clean)
    check_expiry(checks, costctl, folder, clean)


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


def check_refusals(checks: Checks, costctl: Costctl, folder: Path) -> None:
    for action in ("lambda:ListFunctions", "cloudwatch:GetMetricData"):
        result, _ = run(costctl, folder, Faults("denied", frozenset({action})))
        checks.expect(
            f"denied: {action} is named, exit 1 or 3",
            result.outcome.code in (1, 3) and action in result.said, result.outcome.said,
        )
    result, fake = run(costctl, folder, Faults("throttle-always"))
    calls = max((len(fake.asked(op)) for op in ("GetCallerIdentity", "ListFunctions")), default=0)
    checks.expect(
        "throttle-always: gives up with a sentence", result.outcome.code in (1, 3)
        and "hrottl" in result.said, result.outcome.said,
    )
    checks.expect("throttle-always: after a few attempts", 1 < calls <= 10, calls)


def check_skew(checks: Checks, costctl: Costctl, folder: Path, clean: Result) -> None:
    for hours in (2, -2):
        result, fake = run(costctl, folder, Faults("skew", skew_seconds=hours * 3600))
        refused = sum(call.status == 403 for call in fake.calls)
        checks.expect(
            f"skew of {hours} h: the data is the clean run's", result.equals(clean),
            why(result, clean),
        )
        checks.expect("skew: few calls are refused on the way", 1 <= refused <= 4, refused)


def check_expiry(checks: Checks, costctl: Costctl, folder: Path, clean: Result) -> None:
    """Keys of a credential_process that expire after the first were handed out."""
    script = folder / "keys.sh"
    script.write_text(
        "#!/bin/sh\n"
        f"n=$(cat {folder}/handed 2>/dev/null || echo 0); echo $((n + 1)) > {folder}/handed\n"
        'printf \'{"Version":1,"AccessKeyId":"AKIA%s","SecretAccessKey":"cAnArY-process"}\' "$n"\n'
    )
    script.chmod(0o700)
    config = folder / ".aws" / "config"
    config.parent.mkdir(exist_ok=True)
    config.write_text(f"[default]\ncredential_process = {script}\n")
    keys = {f"AKIA{n}": ("cAnArY-process", None) for n in range(10)}
    faults = Faults("expired-credentials", expired_keys=frozenset({"AKIA0"}))
    with FakeAWS(WHOLE, faults, keys=keys) as fake:
        env = environment(fake)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            del env[name]
        result = pull(costctl, fake, folder / "expiry.db", env=env)
    config.unlink()
    checks.expect(
        "expired credentials are renewed while running", result.equals(clean), why(result, clean)
    )
    checks.expect(
        "and the first were really refused", any(c.status == 403 for c in fake.calls)
    )


def check_hang(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """Slow: the hanging call is given up after the timeout of a minute."""
    clean, _ = run(costctl, folder, Faults())
    result, fake = run(costctl, folder, Faults("hang", limit=1))
    hung = sum(call.status == 0 for call in fake.calls)
    checks.expect("hang: a call hung", hung == 1, hung)
    checks.expect("hang: the data is the clean run's", result.equals(clean), why(result, clean))


def check_million(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """More than a million points of one minute each."""
    functions = tuple(Function(f"dense-{n}", density=1.0) for n in range(10))
    with stand_in(account(*functions, days=13)) as fake:
        result = pull(costctl, fake, folder / "million.db", "--period", "60")
        points = len(functions) * 6 * 13 * 1440
    checks.expect(
        f"{points:,} points arrive", result.outcome.code == 0, result.outcome.said
    )
    truth = fake.account
    stored = dict(table(
        result.database,
        "SELECT function, sum(invocations) FROM sample WHERE period_seconds = 60 GROUP BY 1",
    ))
    expected = {
        f.name: truth.total(f.name, "Invocations", truth.since, truth.until) for f in functions
    }
    checks.expect("and add up to the truth", stored == expected)
    megabytes = result.outcome.max_rss / 2**20
    checks.expect("within 400 MB", megabytes < 400, f"{megabytes:.0f} MB")
    print(f"        {points:,} points, {len(fake.calls)} calls, {megabytes:.0f} MB")


if __name__ == "__main__":
    run_sections({"faults": check, "hang": check_hang, "million": check_million})
