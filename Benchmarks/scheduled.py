"""The scheduled report of 5,000 workloads: analysis, advice, page, Markdown and JSON, kept and delivered."""

import shutil
from pathlib import Path

from fleet import make
from timing import Duel, Run, run

WORKLOADS_SHARE = 0.1
PERIOD = "2026-W03"


def measure(costctl: Path, cache: Path, scale: float, rounds: int) -> tuple[Duel, list[str]]:
    """The whole job each round, nothing pulled; the file is the page."""
    fleet = make(cache, WORKLOADS_SHARE * scale)
    scratch = fleet.folder / "scheduled"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    store = scratch / "store.db"
    run([costctl, "import", "--quiet", "--db", store, fleet.function_major])
    ours: list[Run] = []
    for _ in range(rounds):
        arguments = ["--for", PERIOD, "--no-pull", "--force", "--quiet", "--db", store]
        ours.append(run([costctl, "report", "run", *arguments]))
        print(f"  report: costctl {ours[-1].seconds:.2f} s", flush=True)
    size = (scratch / "reports" / f"{PERIOD}.html").stat().st_size
    shutil.rmtree(scratch)
    note = f"The report is of {fleet.workloads:,} workloads; the file is its page."
    return Duel(f"report, {fleet.workloads:,} workloads", "", ours, [], size), [note]
