"""Kills the scheduled report wherever it can be killed: it is completed, and delivered once."""

import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from binary import Costctl, Outcome
from checks import Checks, run_sections
from fake_aws import FakeAWS, Function
from hooks import Hooks
from kill9 import copy, is_sound
from pulling import DAY, account, environment, stand_in

SHIM = Path(__file__).with_name("kill_at_sync.c")
SOMETIME = 6
FLEET = (
    Function("chat", density=0.4, concurrency=3), Function("rag", density=0.1, concurrency=2),
    Function("idle", density=0.0),
)
CONFIGURATION = """\
report:
  period: daily
  metrics_file: report.prom
  deliver:
    - { file: "out/{period}.html" }
    - { slack_webhook_env: HOOK_A }
    - { webhook_url_env: HOOK_B }
    - { file: "out/{period}.json" }
    - { slack_webhook_env: HOOK_C, on: "saving>1000000" }
"""

# Neither a chat nor a webhook is sent to again by itself.
HOOKS = {"A": "slack HOOK_A", "B": "webhook HOOK_B"}


@dataclass(frozen=True)
class Desk:
    """One folder with a database in which the report job works, and what it reaches from there."""

    costctl: Costctl
    folder: Path
    fake: FakeAWS
    hooks: Hooks

    @property
    def database(self) -> Path:
        return self.folder / "costctl.db"

    @property
    def environment(self) -> dict[str, str]:
        hooks = {f"HOOK_{name}": self.hooks.url(f"/{name}") for name in "ABC"}
        return {**self.costctl.environment, **environment(self.fake), **hooks}

    @property
    def arguments(self) -> tuple[str | Path, ...]:
        return ("report", "run", "--db", self.database, "--config", self.folder / "costctl.yaml")

    def run(self, *more: str, env: Mapping[str, str] | None = None) -> Outcome:
        return self.costctl.run(*self.arguments, *more, env={**self.environment, **(env or {})})

    def start(self) -> subprocess.Popen[bytes]:
        return self.costctl.start(
            *self.arguments, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )

    def history(self) -> list[dict[str, Any]]:
        answer = self.costctl.succeed("report", "history", "--db", self.database, "--format", "json")
        runs: list[dict[str, Any]] = answer.json()["runs"]
        return runs

    def deliveries(self) -> dict[str, str]:
        (run,) = self.history()
        return {entry["target"]: entry["status"] for entry in run["deliveries"]}

    def files(self) -> dict[str, bytes]:
        out = self.folder / "out"
        return {file.name: file.read_bytes() for file in sorted(out.iterdir())}

    def renew(self, base: Path) -> None:
        """As before the first report."""
        copy(base, self.database)
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        (self.folder / "out").mkdir()
        self.hooks.forget()


@contextmanager
def desk(costctl: Costctl, folder: Path) -> Iterator[Desk]:
    midnight = int(time.time()) // DAY * DAY
    with stand_in(account(*FLEET, days=15, until=midnight)) as fake, Hooks() as hooks:
        folder.mkdir(exist_ok=True)
        (folder / "out").mkdir(exist_ok=True)
        (folder / "costctl.yaml").write_text(CONFIGURATION)
        yield Desk(costctl.within(folder), folder, fake, hooks)


def shim(folder: Path) -> Path:
    library = folder / "kill_at_sync.so"
    subprocess.run(
        ["clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, SHIM, "-ldl"],
        check=True,
    )
    return library


def base_database(work: Desk) -> Path:
    """A store with some days in it, made by a pull, so that reports begin where stores are."""
    base = work.folder / "base.db"
    midnight = work.fake.account.until
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(midnight - 15 * DAY))
    until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(midnight - 12 * DAY))
    work.costctl.succeed(
        "pull", "--db", base, "--since", since, "--until", until, env=work.environment
    )
    return base


def expect_whole(checks: Checks, name: str, work: Desk, files: list[str]) -> None:
    """What must hold once a killed report has been completed by another run."""
    outcome = work.run()
    (run,) = work.history()
    states = work.deliveries()
    unclear = [target for target, state in states.items() if state == "unclear"]
    expected = ("partial", 3) if unclear else ("done", 0)
    checks.expect(
        f"{name}: the next run completes it", (run["status"], outcome.code) == expected,
        (run, outcome.code, outcome.said),
    )
    twice = {path: count for path, count in work.hooks.arrived.items() if count > 1}
    checks.expect(f"{name}: nothing is delivered twice", not twice, twice)
    for hook, target in HOOKS.items():
        state = states.get(target)
        arrived = work.hooks.arrived[f"/{hook}"]
        honest = (state, arrived) in {("delivered", 1), ("unclear", 0), ("unclear", 1)}
        checks.expect(f"{name}: the record of hook {hook} is honest", honest, (state, arrived))
    if unclear:
        told = "--resend" in outcome.said and unclear[0].split()[-1] in outcome.said
        checks.expect(f"{name}: it says what is open and how to send it", told, outcome.said)
    checks.expect(f"{name}: hook C waits for its saving", not work.hooks.arrived["/C"])
    written = work.files()
    whole = sorted(written) == files and written[files[0]].endswith(b"</html>\n")
    checks.expect(f"{name}: the page is there and whole", whole, sorted(written))
    shown = work.costctl.succeed(
        "report", "show", run["run_id"], "--db", work.database, "--format", "html"
    ).stdout
    checks.expect(f"{name}: it is the page that was kept", shown == written[files[0]])
    checks.expect(f"{name}: the store is sound", is_sound(work.database))
    before = (dict(work.hooks.arrived), written)
    again = work.run()
    checks.expect(
        f"{name}: a third run changes nothing",
        again.code == outcome.code and (dict(work.hooks.arrived), work.files()) == before,
        (again.code, again.said),
    )


def kill_at_syncs(checks: Checks, work: Desk, base: Path, library: Path, files: list[str]) -> int:
    """At every commit and file the job waits for: each step's begin, each intent, each outcome."""
    record = work.folder / "syncs"
    work.renew(base)
    preloaded = {"LD_PRELOAD": str(library)}
    counted = work.run(env={**preloaded, "RECORD_SYNCS": str(record)})
    syncs = int(record.read_text())
    checks.expect("the job is made of many commits", counted.code == 0 and syncs >= 14, syncs)
    for number in range(1, syncs + 1):
        work.renew(base)
        killed = work.run(env={**preloaded, "KILL_AT_SYNC": str(number)})
        checks.expect(f"sync {number}: it is killed", killed.code == -signal.SIGKILL, killed.code)
        expect_whole(checks, f"killed at sync {number} of {syncs}", work, files)
    return syncs


def kill_while_held(checks: Checks, work: Desk, base: Path, files: list[str]) -> None:
    """While a hook has the message and has not answered: nobody can know whether it arrived."""
    for hook in HOOKS:
        work.renew(base)
        work.hooks.held = f"/{hook}"
        process = work.start()
        arrived = work.hooks.received.wait(30)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        work.hooks.held = None
        work.hooks.release.set()
        checks.expect(f"hook {hook} has the message when the job is killed", arrived)
        expect_whole(checks, f"killed while hook {hook} answers", work, files)
        resent = work.run("--resend")
        checks.expect(
            f"hook {hook}: --resend sends it once more, and then all is delivered",
            resent.code == 0 and work.hooks.arrived[f"/{hook}"] == 2
            and set(work.deliveries().values()) == {"delivered", "skipped"},
            (resent.code, resent.said, work.hooks.arrived),
        )


def kill_sometime(checks: Checks, work: Desk, base: Path, seconds: float, files: list[str]) -> None:
    draws = random.Random(2026)
    for _ in range(SOMETIME):
        work.renew(base)
        moment = draws.uniform(0.05, 0.95) * seconds
        process = work.start()
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        expect_whole(checks, f"killed after {moment:.2f} of {seconds:.2f} s", work, files)


def check_kills(checks: Checks, costctl: Costctl, folder: Path) -> None:
    with desk(costctl, folder / "kills") as work:
        base = base_database(work)
        work.renew(base)
        started = time.monotonic()
        first = work.run()
        seconds = time.monotonic() - started
        checks.expect("a report runs to its end", first.code == 0, first.said)
        files = sorted(work.files())
        checks.expect("it leaves a page and its data", len(files) == 2, files)
        (run,) = work.history()
        checks.expect("what the pull cost is in the history", run["api_cost"] > 0, run)
        syncs = kill_at_syncs(checks, work, base, shim(folder), files)
        kill_while_held(checks, work, base, files)
        kill_sometime(checks, work, base, seconds, files)
        checks.expect("that was at 20 points or more", syncs + 2 + SOMETIME >= 20, syncs)


def check_overlap(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """Two runs at once, and a lock whose holder is dead."""
    with desk(costctl, folder / "overlap") as work:
        work.hooks.held = "/A"
        holder = work.start()
        checks.expect("the first run is under way", work.hooks.received.wait(30))
        running = work.history()[0]
        checks.expect("the history says so", running["status"] == "running", running)
        second = work.run()
        named = f"process {holder.pid}" in second.said and second.said.count("\n") == 0
        checks.expect("a second run ends with 1 and names the first", second.code == 1 and named,
                      (second.code, second.said))
        other = replace(work, folder=folder / "elsewhere")
        other.folder.mkdir()
        (other.folder / "costctl.yaml").write_text("report: { period: daily }\n")
        free = replace(other, costctl=costctl.within(other.folder)).run("--no-pull")
        checks.expect("another database is not locked", free.code == 3, (free.code, free.said))
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
        work.hooks.held = None
        work.hooks.release.set()
        dead = work.history()[0]
        checks.expect("of a killed run the history says so", dead["status"] == "interrupted", dead)
        after = work.run()
        checks.expect("the lock of a dead process is taken over", after.code == 3, after.said)
        checks.expect("hook A was told once", work.hooks.arrived["/A"] == 1, work.hooks.arrived)


def check_repeat(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """The same samples give the same bytes, in another folder and when made anew."""
    pages = []
    for name in ("one", "two"):
        with desk(costctl, folder / name) as work:
            first = work.run()
            pages.append(work.files())
            forced = work.run("--force")
            checks.expect(
                f"{name}: made anew it is the same and goes everywhere again",
                (first.code, forced.code) == (0, 0) and work.files() == pages[-1]
                and work.hooks.arrived["/A"] == 2,
                (forced.code, forced.said, work.hooks.arrived),
            )
            check_metrics(checks, work)
    checks.expect("two reports of the same samples are the same bytes", pages[0] == pages[1])


def check_metrics(checks: Checks, work: Desk) -> None:
    """What node_exporter would read, by Prometheus' own parser."""
    text = (work.folder / "report.prom").read_text()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    values = {
        (sample.name, *sample.labels.values()): sample.value
        for family in families.values() for sample in family.samples
    }
    (run,) = work.history()
    expected = {
        ("costctl_report_workloads",): run["workloads"],
        ("costctl_report_monthly_cost_usd",): run["monthly_cost"],
        ("costctl_report_monthly_saving_usd",): run["monthly_saving"],
        ("costctl_report_api_cost_usd",): run["api_cost"],
        ("costctl_report_duration_seconds",): run["seconds"],
        ("costctl_report_status", "done"): 1, ("costctl_report_status", "failed"): 0,
        ("costctl_report_deliveries_failed",): 0,
    }
    wrong = {key: (values.get(key), value) for key, value in expected.items()
             if values.get(key) != value}
    checks.expect("Prometheus reads the metrics, and they are the history's", not wrong, wrong)
    typed = all(family.type == "gauge" and family.documentation for family in families.values())
    checks.expect("each metric has a type and a help text", typed and len(families) >= 10)
    ages = [
        time.time() - values[(f"costctl_report_last_{name}_timestamp_seconds",)]
        for name in ("run", "success")
    ]
    checks.expect("the last run and success were just now", all(-5 < age < 600 for age in ages), ages)


def check_gaps(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """A pull that fails does not keep the report from coming, nor from being completed later."""
    with desk(costctl, folder / "gaps") as work:
        base = base_database(work)
        work.renew(base)
        nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
        outcome = work.run(env=nowhere)
        (run,) = work.history()
        steps = {gap["step"] for gap in run["gaps"]}
        checks.expect("without AWS the report comes, and says what it lacks",
                      outcome.code == 3 and "pull" in steps, (outcome.code, run))
        page = work.files()
        checks.expect("it went where it goes", len(page) == 2 and work.hooks.arrived["/A"] == 1)
        later = work.run()
        checks.expect("once delivered it stays as it is", later.code == 3 and work.files() == page,
                      (later.code, later.said))
        anew = work.run("--force")
        checks.expect("--force makes it whole", anew.code == 0 and work.files() != page, anew.said)
    with desk(costctl, folder / "unseen") as work:
        (work.folder / "costctl.yaml").write_text(
            CONFIGURATION.replace("out/", "costctl.yaml/").replace("HOOK_", "NO_HOOK_"))
        outcome = work.run()
        checks.expect("a report that reached nobody is a failure", outcome.code == 1, outcome.said)
        text = (work.folder / "report.prom").read_text()
        checks.expect("and the metrics tell", 'status{status="failed"} 1' in text, text)
        json.dumps(work.history())


SECTIONS = {
    "report-kills": check_kills,
    "report-overlap": check_overlap,
    "report-repeat": check_repeat,
    "report-gaps": check_gaps,
}

if __name__ == "__main__":
    run_sections(SECTIONS)
