"""Holds the page's what-if panel against the engine, option by option, on a grid."""

import json
from itertools import chain
from pathlib import Path
from typing import Any

from binary import Costctl
from browser import Page, chromium
from checks import Checks, run_sections
from report_page import check_quiet, choose, close, made, money

GOLDEN = Path(__file__).resolve().parents[1] / "Fixtures" / "golden" / "what-if.json"
TODAY = {"volume": 1, "speed": 1, "years": 3, "memory": "now"}


class Panel:
    """The page's own functions on the figures of the engine's fixture."""

    def __init__(self, page: Page, data: str) -> None:
        self.page = page
        page.value(
            f"document.getElementById('data').textContent = {json.dumps(data)};"
            " globalThis.fixture = readReport(); null"
        )
        count = page.value("fixture.count")
        self.names = page.value(
            f"Array.from({{ length: {count} }}, (_, index) => fixture.workload(index).name)"
        )

    def of(self, workload: str, body: str) -> Any:
        """What `body` gives, in which `workload` is the named one."""
        index = self.names.index(workload)
        return self.page.value(
            f"(() => {{ const workload = fixture.workload({index}); {body} }})()"
        )

    def costs(self, workload: str, scenario: dict[str, Any]) -> dict[str, float | None]:
        return self.of(
            workload,
            f"const scenario = {json.dumps(scenario)}; return Object.fromEntries("
            "optionsUnder(workload, scenario).map((option) =>"
            " [option.name, costUnder(option, workload, scenario)]));",
        )

    def chosen(self, workload: str, scenario: dict[str, Any], policy: str) -> str:
        return self.of(
            workload,
            f"return chosenUnder({{ ...fixture, policy: '{policy}' }}, workload,"
            f" {json.dumps(scenario)}).option.name;",
        )


def check_grid(checks: Checks, panel: Panel, answers: dict[str, Any]) -> None:
    wrong, count = [], 0
    for workload in answers["workloads"]:
        for option in workload["options"]:
            given = json.dumps([option["name"], answers["volumes"], answers["speeds"]])
            even, interval, grid = panel.of(
                workload["name"],
                f"const [name, volumes, speeds] = {given};"
                " const option = workload.options.find((each) => each.name === name);"
                " return [breakEven(option, workload), intervalAt(option, workload, 1, 1),"
                " volumes.map((volume) => speeds.map((speed) => costAt(option, volume, speed)))];",
            )
            pairs = [(even, option.get("breakeven"))]
            pairs += [(interval[end], option[end]) for end in ("low", "high")]
            pairs += list(zip(chain(*grid), chain(*option["grid"]), strict=True))
            count += len(pairs)
            wrong += [(workload["name"], option["name"], pair) for pair in pairs if not close(*pair)]
    law = f"{count} costs by traffic and speed, intervals and break-evens are the engine's"
    checks.expect(law, count > 1000 and not wrong, wrong[:3])


def check_memory(checks: Checks, panel: Panel, answers: dict[str, Any]) -> None:
    cells = [
        (workload["name"], memory, cost)
        for workload in answers["workloads"]
        for memory, cost in workload["memory"]
    ]
    wrong = [
        (name, memory, cost)
        for name, memory, cost in cells
        if not close(panel.costs(name, {**TODAY, "memory": memory})["lambda"], cost)
    ]
    checks.expect(f"Lambda at {len(cells)} other memory sizes costs what the engine says", len(cells) > 5 and not wrong, wrong[:3])


def check_commitment(checks: Checks, panel: Panel, answers: dict[str, Any]) -> None:
    wrong = [
        (workload["name"], each, mine)
        for workload in answers["workloads"]
        for each in workload["commitments"]
        if (mine := panel.chosen(workload["name"], {**TODAY, "years": each["years"]}, "rule")) != each["chosen"]
    ]
    checks.expect("with a shorter commitment the choice is the engine's", not wrong, wrong[:3])


def check_reruns(checks: Checks, panel: Panel, answers: dict[str, Any]) -> None:
    """The recommender on other traffic, all options of all workloads."""
    wrong, count = [], 0
    for rerun in answers["reruns"]:
        scenario = {**TODAY, "volume": rerun["volume"]}
        for name, theirs in rerun["workloads"].items():
            # Other traffic changes who shares nodes of one's own, which the page keeps.
            mine = {
                key: cost
                for key, cost in panel.costs(name, scenario).items()
                if cost is not None and key != "on-prem"
            }
            count += len(theirs["costs"])
            wrong += [(name, scenario, option) for option in set(mine) ^ set(theirs["costs"])]
            wrong += [
                (name, scenario, option, mine[option], cost)
                for option, cost in theirs["costs"].items()
                if option in mine and not close(mine[option], cost)
            ]
            for policy, expected in theirs["chosen"].items():
                chosen = panel.chosen(name, scenario, policy)
                if chosen != expected:
                    wrong.append((name, policy, scenario, chosen, expected))
    law = f"{count} costs and every choice are the recommender's on scaled traffic"
    checks.expect(law, count > 300 and not wrong, wrong[:3])


def check_panel(checks: Checks, page: Page, report: dict[str, Any], doubled: dict[str, Any]) -> None:
    """What the reader sees when the traffic is doubled, against recommend on samples doubled."""
    choose(page, "assumptions", "volume", "2")
    shown = page.value(
        "[...document.querySelectorAll('#scenario-totals tr')].map((row) =>"
        " [row.cells[1].innerText, row.cells[2].innerText])"
    )
    expected = [
        (report["totals"]["monthly_cost_now"], doubled["totals"]["monthly_cost_now"]),
        (report["totals"]["monthly_cost_then"], doubled["totals"]["monthly_cost_then"]),
    ]
    pairs = [(tuple(map(money, shown[row])), cells) for row, cells in ((0, expected[0]), (2, expected[1]))]
    off = [pair for pair in pairs if any(abs(a - b) > 0.006 for a, b in zip(*pair))]
    checks.expect("doubled traffic costs on the page what recommend says of doubled samples", not off, off)
    choose(page, "assumptions", "memory", "fastest")
    said = page.value("document.getElementById('scenario-answer').innerText")
    checks.expect("where duration at another memory is not known, it says so", "not known" in said, said)
    page.click("#assumptions button[type=reset]")
    again = page.value("new Promise((done) => setTimeout(() => done([...document.querySelectorAll('#scenario-totals tr')].map((row) => row.cells[1].innerText === row.cells[2].innerText)), 0))")
    checks.expect("back to today, nothing differs", all(again), again)


def samples(volume: int) -> str:
    """Two weeks of hours of three workloads; the peak is the same whatever the volume."""
    head = "function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max,memory_mb,architecture,account,region"
    rows = [
        f"{name},2026-01-{day:02}T{hour:02}:00:00Z,3600,{calls * volume * (1 + hour % 3)},"
        f"{calls * volume * (1 + hour % 3) * seconds * 1000},{peak},{memory},arm64,123456789012,us-east-1"
        for name, calls, seconds, peak, memory in (
            ("quiet", 20, 2, 2, 1024), ("steady", 900, 4, 9, 1769), ("busy", 2000, 3, 12, 3008))
        for day in range(5, 19)
        for hour in range(24)
    ]
    return "\n".join([head, *rows]) + "\n"


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    answers = json.loads(GOLDEN.read_text())
    window = ("--since", "2026-01-05", "--until", "2026-01-19", "--format", "json")
    for volume in (1, 2):
        (folder / f"{volume}.csv").write_text(samples(volume))
        costctl.succeed("import", folder / f"{volume}.csv", "--db", folder / f"{volume}.db")
    file, document = made(costctl, folder, folder / "1.db")
    doubled = costctl.succeed("recommend", "--db", folder / "2.db", *window).json()
    with chromium() as page:
        page.open(file)
        check_panel(checks, page, json.loads(document)["recommend"], doubled)
        panel = Panel(page, answers["page"])
        check_grid(checks, panel, answers)
        check_memory(checks, panel, answers)
        check_commitment(checks, panel, answers)
        check_reruns(checks, panel, answers)
        check_quiet(checks, page, "after all what-ifs")


if __name__ == "__main__":
    run_sections({"report-what-if": check})
