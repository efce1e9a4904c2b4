"""Holds FOCUS exports against the specification's rules and against the figures they come from."""

import csv
import io
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from binary import Costctl
from checks import Checks, run_sections
from focus_rules import RULES, Row, blind_rules, header_faults
from hostile import HOSTILE, STEERING, fleet_of

CENT = 0.005
VERSIONS = ("1.2", "1.3", "1.4")
INPUTS = ("--horizon", "15", "--set", "growth_per_month=0.04", "--set", "node_life_months=9")
INTRODUCERS = ("=", "+", "-", "@", "\t", "\r")


def rows(answer: bytes) -> tuple[list[str], list[Row]]:
    table = csv.DictReader(io.StringIO(answer.decode(), newline=""), strict=True)
    found = list(table)
    return list(table.fieldnames or []), found


def conforms(checks: Checks, title: str, answer: bytes, version: str) -> list[Row]:
    header, found = rows(answer)
    broken = Counter(sentence for row in found for sentence, holds in RULES if not holds(row))
    wrong = header_faults(header, version) + [f"{count} × {rule}" for rule, count in broken.items()]
    checks.expect(
        f"{title}, FOCUS {version}: {len(RULES)} rules on {len(found)} rows, no fail",
        not wrong and bool(found),
        wrong[:8],
    )
    return found


def check_sums(checks: Checks, found: list[Row], answer: dict[str, Any]) -> None:
    """By month and option, BilledCost is the cash view and EffectiveCost the amortized one."""
    months = sorted({row["BillingPeriodStart"] for row in found})
    sums: dict[tuple[str, str, int], float] = defaultdict(float)
    for row in found:
        for cost in ("BilledCost", "EffectiveCost"):
            sums[row["x_ScenarioId"], cost, months.index(row["BillingPeriodStart"])] += float(
                row[cost]
            )
    # What nodes are sold for, and what they are worth at the end, is no charge.
    sold = [month["residual"] + month["closing_value"] for month in answer["on_prem"]]
    last = answer["horizon_months"] - 1
    wrong = []
    for option in answer["options"]:
        name = option["option"]
        for index in range(answer["horizon_months"]):
            # Nor is what of a prepaid term lies beyond the horizon.
            left = option["closing_value"] if index == last else 0
            back = sold[index] if name.startswith("on-prem/") else left
            cash = abs(sums[name, "BilledCost", index] - option["cash"][index] - back)
            accrued = abs(sums[name, "EffectiveCost", index] - option["amortized"][index])
            if max(cash, accrued) >= CENT:
                wrong.append((name, index + 1, cash, accrued))
    checks.expect(
        f"{len(answer['options'])} options × {len(months)} months add up to cash and amortized cost",
        not wrong and len(months) == answer["horizon_months"],
        wrong[:5],
    )
    kinds = {
        (row["ChargeCategory"], bool(row["CommitmentDiscountId"]), row["ChargeFrequency"])
        for row in found
    }
    checks.expect(
        "usage and purchases, with commitments and without, upfront and by the month, all occur",
        {kind[:2] for kind in kinds} == {(a, b) for a in ("Usage", "Purchase") for b in (True, False)}
        and {("Purchase", True, "One-Time"), ("Purchase", True, "Recurring")} <= kinds,
        kinds,
    )


def check_recommendations(checks: Checks, found: list[Row], report: dict[str, Any]) -> None:
    """Before and after of each workload are the costs that recommend names."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in found:
        sums[row["ResourceId"], row["x_ScenarioRole"]] += float(row["EffectiveCost"])
    wrong = []
    for one in report["recommendations"]:
        resource = f"arn:aws:lambda:{one['region']}:{one['account']}:function:{one['workload']}"
        moves = one["chosen"]["option"] != "lambda"
        then = one["monthly_cost_then"] if moves else 0
        if (
            abs(sums[resource, "current"] - one["monthly_cost_now"]) >= CENT
            or abs(sums[resource, "candidate"] - then) >= CENT
        ):
            wrong.append(one["workload"])
    checks.expect("the rows of each workload add up to its cost now and then", not wrong, wrong)


def samples(found: list[Row]) -> list[Row]:
    """One row of each kind."""
    kinds = ("ChargeCategory", "CommitmentDiscountCategory", "CommitmentDiscountStatus", "ResourceId")
    return list({tuple(bool(row[kinds[-1]]) if name == kinds[-1] else row[name] for name in kinds): row
                 for row in found}.values())


def check_falling(checks: Checks, costctl: Costctl, place: tuple[str | Path, ...]) -> None:
    """When traffic falls, what was committed to is still paid, and stands in rows of its own."""
    falling = ("--horizon", "14", "--set", "growth_per_month=-0.08", "--set", "volume_factor=4")
    answer = json.loads(costctl.succeed("tco", *place, *falling, "--format", "json").stdout)
    focus = costctl.succeed("tco", *place, *falling, "--format", "focus").stdout
    found = conforms(checks, "falling traffic", focus, "1.2")
    check_sums(checks, found, answer)
    statuses = Counter(row["CommitmentDiscountStatus"] for row in found)
    checks.expect("unused commitments have rows of their own", statuses["Unused"] > 9, statuses)


def check_hostile(checks: Checks, costctl: Costctl, folder: Path) -> None:
    database = folder / "hostile.db"
    (folder / "hostile.csv").write_text(fleet_of(HOSTILE), newline="")
    costctl.succeed("import", "-q", "--db", database, folder / "hostile.csv")
    exports = {
        "tco csv": ("tco", "--format", "csv"),
        "tco focus": ("tco", "--format", "focus"),
        "recommendations csv": ("export", "recommendations", "--format", "csv"),
        "recommendations focus": ("export", "recommendations", "--format", "focus"),
    }
    for title, command in exports.items():
        answer = costctl.succeed(*command, "-q", "--db", database).stdout
        _, found = rows(answer)
        cells = [value for row in found for value in row.values()]
        armed = [value for value in cells if value.startswith(INTRODUCERS) and not is_number(value)]
        raw = sorted(STEERING & set(answer.decode()))
        checks.expect(
            f"{title}: no cell is a formula, no control character is left",
            not armed and not raw and bool(found),
            (armed[:3], raw[:3]),
        )
    for form in ("html", "markdown", "table"):
        answer = costctl.succeed("tco", "-q", "--db", database, "--format", form).stdout
        checks.expect(
            f"tco {form}: no script and no control character",
            b"<script>alert" not in answer
            and b"(javascript:" not in answer
            and not (STEERING | {"\t", "\r"}) & set(answer.decode()),
        )
    for command in (("tco",), ("export", "recommendations")):
        answer = costctl.succeed(*command, "-q", "--db", database, "--format", "json").stdout
        told = json.loads(answer)
        names = {
            one.get("workload", one.get("resource_name"))
            for one in told.get("demand", told.get("recommendations"))
        }
        checks.expect(
            f"{' '.join(command)} json: no control character, and every name as it is",
            not (STEERING | {"\t", "\r"}) & set(answer.decode()) and set(HOSTILE) <= names,
            set(HOSTILE) - names,
        )
    found = conforms(
        checks,
        "hostile names",
        costctl.succeed(*exports["recommendations focus"], "-q", "--db", database).stdout,
        "1.2",
    )
    names = {name for row in found for name in (row["ResourceName"], row["ResourceName"][1:])}
    plain = {name for name in HOSTILE if not (STEERING | {"\t", "\r", "\n"}) & set(name)}
    checks.expect(
        "every hostile workload is in the export under its name", plain <= names, plain - names
    )


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    place = ("-q", "--db", folder / "demo.db")
    costctl.succeed("demo", *place)
    answer = json.loads(costctl.succeed("tco", *place, *INPUTS, "--format", "json").stdout)
    for version in VERSIONS:
        focus = ("--format", "focus", "--focus-version", version)
        found = conforms(
            checks, "tco", costctl.succeed("tco", *place, *INPUTS, *focus).stdout, version
        )
        if version == "1.2":
            check_sums(checks, found, answer)
            blind = blind_rules(samples(found))
            checks.expect(
                f"each of the {len(RULES)} rules notices when one cell is spoilt", not blind, blind
            )
        advised = costctl.succeed("export", "recommendations", *place, *focus).stdout
        found = conforms(checks, "recommendations", advised, version)
    report = json.loads(costctl.succeed("recommend", *place, "--format", "json").stdout)
    check_recommendations(checks, found, report)
    check_falling(checks, costctl, place)
    check_hostile(checks, costctl, folder)


if __name__ == "__main__":
    run_sections({"tco_focus": check})
