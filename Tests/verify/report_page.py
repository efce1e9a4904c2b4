"""Opens the scheduled report in headless Chromium: what it shows, how it is used, what it computes."""

import json
import subprocess
from pathlib import Path
from typing import Any

from binary import Costctl
from browser import Page, chromium
from checks import Checks, run_sections
from fleet import COLUMNS, Fleet
from hostile import HOSTILE, fleet_of

PERIOD = "2026-W03"
# A report comes also where samples are missing, and says so.
INCOMPLETE = 3
MOMENT = {"SOURCE_DATE_EPOCH": "1768867200"}
NAMES = (
    *HOSTILE,
    "</script><script>document.title='taken'</script>",
    "<!--<script>",
    "\u202egnp.exe",
)
HEADS = "[...document.querySelectorAll('#ranking th')]"
ROWS = "[...document.querySelectorAll('#ranking tbody tr')]"


def column(page: Page, index: int) -> list[str]:
    return page.value(f"{ROWS}.map((row) => row.cells[{index}].innerText)")


def order(page: Page) -> list[str]:
    return page.value(f"{HEADS}.map((head) => head.getAttribute('aria-sort'))")


def money(text: str) -> float:
    return float(text.replace("$", "").replace(",", "").replace("<", "").replace(">", ""))


def check_quiet(checks: Checks, page: Page, title: str) -> None:
    checks.expect(
        f"{title}: no error or warning in the console", not page.complaints, page.complaints
    )
    others = [url for url in page.requests if not url.startswith("file:")]
    checks.expect(
        f"{title}: nothing is fetched", not others and len(page.requests) == 1, page.requests
    )


def check_table(checks: Checks, page: Page, titles: list[str]) -> None:
    saving = titles.index("saving")
    page.click(f"#ranking th:nth-child({saving + 1}) button")
    falling = [money(text) for text in column(page, saving)]
    checks.expect(
        "a click sorts by a figure, the largest first",
        falling == sorted(falling, reverse=True),
        falling,
    )
    checks.expect("the column says so", order(page)[saving] == "descending", order(page))
    page.value(f"{HEADS}[1].querySelector('button').focus()")
    page.press("Enter")
    names = [name.lower() for name in column(page, 1)]
    checks.expect("Enter sorts by name", names == sorted(names), names)
    page.press("Space")
    names = [name.lower() for name in column(page, 1)]
    checks.expect("Space turns the order round", names == sorted(names, reverse=True), names)
    marked = order(page)
    checks.expect(
        "one column is marked",
        marked.count("none") == len(marked) - 1 and marked[1] == "descending",
        marked,
    )


def check_filters(checks: Checks, page: Page) -> None:
    everything = len(column(page, 0))
    first = column(page, 1)[0]
    page.value("document.forms.filters.elements.text.focus()")
    page.type(first[:8])
    kept = column(page, 1)
    checks.expect(
        "typing keeps what has the text", 0 < len(kept) < everything and first in kept, kept
    )
    said = page.value("document.getElementById('shown').textContent")
    checks.expect("how many are kept is said", said.startswith(f"{len(kept)} of "), said)
    choose(page, "filters", "text", "")
    tiers = page.value("tiers")
    split = [
        len(column(page, 0)) for tier in tiers if choose(page, "filters", "tier", tier) is None
    ]
    choose(page, "filters", "tier", "")
    checks.expect("the tiers' rows are all rows", sum(split) == everything, (split, everything))
    firm = [
        len(column(page, 0))
        for each in page.value("firmnesses")
        if choose(page, "filters", "firmness", each) is None
    ]
    choose(page, "filters", "firmness", "")
    checks.expect("the firmnesses' rows are all rows", sum(firm) == everything, (firm, everything))


def choose(page: Page, form: str, name: str, value: str) -> None:
    page.value(
        f"(() => {{ const each = document.getElementById('{form}').elements.{name};"
        f" each.value = {json.dumps(value)};"
        " each.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def settle(page: Page) -> None:
    """Until the workload that the address names is the one that is shown."""
    page.value(
        "new Promise((done) => { const look = () => document.querySelector('.workload.selected h3').id"
        " === location.hash.slice(1) ? done() : requestAnimationFrame(look); look(); })"
    )


def check_details(checks: Checks, page: Page) -> None:
    shown = "[...document.querySelectorAll('.workload')].filter((each) => each.offsetHeight > 0)"
    page.value(f"{ROWS}[1].querySelector('a').focus()")
    page.press("Enter")
    settle(page)
    rank = page.value("rankInAddress({ count: 1e9 })")
    heading = page.value(f"{shown}.map((each) => each.querySelector('h3').innerText)")
    checks.expect(
        "a name chosen by key shows its workload alone",
        len(heading) == 1 and heading[0].startswith(f"{rank}. "),
        heading,
    )
    focus = page.value("document.activeElement.innerText")
    checks.expect("the reader is taken there", focus == heading[0], focus)
    charts = page.value(f"{shown}[0].querySelectorAll('svg[role=img][aria-label]').length")
    texts = page.value(
        f"[...{shown}[0].querySelectorAll('svg')].map((each) => each.getAttribute('aria-label').length)"
    )
    checks.expect("its charts have a text each", charts >= 2 and min(texts) > 20, texts)


def check_forms(checks: Checks, page: Page, report: dict[str, Any]) -> None:
    """Every interval and break-even of recommend, by the page's own formulas from its own figures."""
    computed = page.value(
        "(() => { const report = readReport(); return Array.from({ length: report.count }, (_, index) => {"
        " const workload = report.workload(index); return Object.fromEntries(workload.options.map((option) =>"
        " [option.name, { cost: costAt(option, 1, 1), even: breakEven(option, workload),"
        " interval: intervalAt(option, workload, 1, 1) }])); }); })()"
    )
    wrong, count, widths = [], 0, 0
    for ours, theirs in zip(computed, report["recommendations"], strict=True):
        for option in theirs["options"]:
            if option["monthly_cost"] is None:
                continue
            count += 1
            mine = ours[option["option"]]
            pairs = [
                (mine["cost"], option["monthly_cost"]),
                (mine["even"], option["breakeven_utilization"]),
            ]
            if mine["interval"]:
                # recommend leaves out the ends of an interval without width.
                ends = [
                    option.get(key, option["monthly_cost"])
                    for key in ("monthly_cost_low", "monthly_cost_high")
                ]
                pairs += zip((mine["interval"]["low"], mine["interval"]["high"]), ends)
                widths += "monthly_cost_low" in option
            wrong += [
                (theirs["workload"], option["option"], pair) for pair in pairs if not close(*pair)
            ]
    checks.expect(
        f"costs, intervals and break-evens of {count} options are recommend's",
        widths > 0 and not wrong,
        wrong[:3],
    )


def close(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right))


def check_narrow(checks: Checks, page: Page, file: Path) -> None:
    page.resize(375, 800)
    page.open(file)
    width = page.value("document.documentElement.scrollWidth")
    checks.expect("a phone of 375 pixels needs no sideways scrolling", width <= 375, width)
    check_quiet(checks, page, "on a phone")
    page.resize(1280, 900)


def check_access(checks: Checks, page: Page, file: Path) -> None:
    for scheme in ("light", "dark"):
        page.scheme(scheme)
        page.open(file)
        found = page.axe()
        checks.expect(f"axe finds nothing to mend, {scheme}", not found, found)
    page.scheme("light")
    levels = page.value(
        "[...document.querySelectorAll('h1,h2,h3')].filter((each) => each.offsetHeight > 0).map((each) => +each.tagName[1])"
    )
    steps = [after - before for before, after in zip(levels, levels[1:])]
    checks.expect(
        "headings go down one level at a time", levels[0] == 1 and max(steps) <= 1, levels
    )


def check_paper(
    checks: Checks, page: Page, file: Path, folder: Path, report: dict[str, Any]
) -> None:
    page.open(file)
    (folder / "report.pdf").write_bytes(page.pdf())
    text = subprocess.run(
        ["pdftotext", "-layout", folder / "report.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    totals = [f"${report['totals'][key]:,.2f}" for key in ("monthly_cost_now", "monthly_cost_then")]
    checks.expect(
        "the printed report has the totals", all(total in text for total in totals), totals
    )
    missing = [
        each["workload"]
        for each in report["recommendations"][:20]
        if each["action"][:40] not in " ".join(text.split())
    ]
    checks.expect("and what to do with the first twenty workloads", not missing, missing)
    checks.expect("on several pages", text.count("\f") > 1, text.count("\f"))


def check_without_script(checks: Checks, page: Page, file: Path, report: dict[str, Any]) -> None:
    page.script(enabled=False)
    page.open(file)
    page.script(enabled=True)
    text = page.value("document.querySelector('main').innerText")
    first = report["recommendations"][0]
    total = f"${report['totals']['monthly_saving']:,.2f}"
    checks.expect(
        "without script the totals and the advice are there",
        first["action"] in text and total in text,
        text[:300],
    )
    hidden = page.value(
        "document.getElementById('what-if').offsetHeight + document.getElementById('filters').offsetHeight"
    )
    checks.expect("and no form that would do nothing", hidden == 0, hidden)


def made(
    costctl: Costctl, folder: Path, database: Path, *options: str, period: str = PERIOD
) -> tuple[Path, bytes]:
    """The page and the JSON of one report over what a database holds."""
    place = ("--db", database)
    page = folder / f"{database.stem}.html"
    run = costctl.run("report", "run", "--for", period, "--no-pull", *options, *place, env=MOMENT)
    if run.code not in (0, INCOMPLETE):
        raise RuntimeError(run.said)
    costctl.succeed("report", "show", period, "--format", "html", "--output", page, *place)
    return page, costctl.succeed("report", "show", period, "--format", "json", *place).stdout


def check_names(checks: Checks, costctl: Costctl, folder: Path) -> None:
    (folder / "hostile.csv").write_text(fleet_of(NAMES), newline="")
    costctl.succeed("import", folder / "hostile.csv", "--db", folder / "hostile.db")
    file, _ = made(costctl, folder, folder / "hostile.db")
    with chromium() as page:
        page.open(file)
        check_quiet(checks, page, "names made to do harm")
        shown = column(page, 1)
        checks.expect(
            "every name is a row, as text",
            len(shown) == len(NAMES) and len(set(shown)) == len(NAMES),
            shown,
        )
        checks.expect(
            "a name that looks like markup is read as it is",
            any("<script>alert(1)</script>" in name for name in shown),
            shown,
        )
        scripts = page.value(
            "[document.scripts.length, document.title, document.querySelectorAll('main b').length]"
        )
        checks.expect("and none of them acts", scripts == [2, f"Cost report {PERIOD}", 0], scripts)
        steering = page.value(
            r"/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u001b]/.test(document.body.innerText)"
        )
        checks.expect("nor turns the direction of what is beside it", steering is False)


def check_thousands(checks: Checks, costctl: Costctl, folder: Path) -> None:
    fleet = Fleet("thousands", functions=5000, period=3600, slots=336, present=0.12, seed=7)
    (folder / "fleet.csv").write_text("\n".join([COLUMNS, *fleet.rows()]) + "\n")
    costctl.succeed("import", folder / "fleet.csv", "--db", folder / "fleet.db")
    file, document = made(costctl, folder, folder / "fleet.db")
    count = len(json.loads(document)["recommend"]["recommendations"])
    size = file.stat().st_size
    checks.expect(
        f"{count} workloads make a page under 5 MB", count > 4000 and size < 5_000_000, size
    )
    with chromium() as page:
        page.open(file)
        checks.expect("a hundred rows are drawn at first", len(column(page, 0)) == 100)
        page.click("#more button")
        checks.expect("and a hundred more when asked", len(column(page, 0)) == 200)
        choose(page, "filters", "text", "busy-17")
        kept = column(page, 1)
        checks.expect(
            "a filter finds the few among the many",
            0 < len(kept) < 40 and all("busy-17" in name for name in kept),
            kept,
        )
        page.click("#ranking tbody a")
        settle(page)
        title = page.value("document.querySelector('.workload.selected h3').innerText")
        checks.expect(
            "a workload that is not in the page is drawn when chosen", kept[0] in title, title
        )
        check_quiet(checks, page, f"{count} workloads")


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    database = folder / "demo.db"
    costctl.run("demo", "--db", database)
    file, document = made(costctl, folder, database, "--tco", period="2026-W46")
    report = json.loads(document)["recommend"]
    with chromium() as page:
        page.resize(1280, 900)
        page.open(file)
        check_quiet(checks, page, "the report of the demo")
        check_table(checks, page, page.value(f"{HEADS}.map((head) => head.innerText)"))
        check_filters(checks, page)
        check_details(checks, page)
        check_forms(checks, page, report)
        check_narrow(checks, page, file)
        check_access(checks, page, file)
        check_paper(checks, page, file, folder, report)
        check_without_script(checks, page, file, report)


SECTIONS = {"report-page": check, "report-names": check_names, "report-thousands": check_thousands}

if __name__ == "__main__":
    run_sections(SECTIONS)
