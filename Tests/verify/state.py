"""Holds durable state and stated cold starts against the exact model, with terms from a configuration."""

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import model
from binary import Costctl
from checks import Checks, run_sections
from comparison import CENT, Comparison, compare, key
from fleet import START, Fleet
from reference import analyze, csv_text

FLEET = Fleet("state", functions=240, period=3600, slots=336, present=0.6, seed=6)
INIT_SECONDS = Fraction(9, 2)
STARTS_PER_DAY = 120
CHECKPOINTS, CHECKPOINT_BYTES = 3, 300_000
STATED = f"""\
workloads:
  - match: "busy-*"
    init_seconds: {float(INIT_SECONDS)}
    cold_starts_per_day: {STARTS_PER_DAY}
  - match: "durable-*"
    durable: {{ retention_days: 30 }}
  - match: "wide-*"
    durable: {{ checkpoints: {CHECKPOINTS}, bytes_per_checkpoint: {CHECKPOINT_BYTES} }}
"""


def state_terms(name: str, usage: model.Usage) -> None:
    """What the configuration adds to one workload."""
    if name.startswith("busy-"):
        starts = STARTS_PER_DAY * Fraction(model.MONTH_SECONDS, 86_400)
        usage.initialization = starts * INIT_SECONDS * Fraction(usage.memory or 0) / 1024
    if name.startswith("durable-"):
        usage.retention_days = 30
    if name.startswith("wide-"):
        usage.operations = usage.invocations * CHECKPOINTS
        usage.written_bytes = usage.operations * CHECKPOINT_BYTES


def exact_fleet(text: str) -> dict[model.Key, model.Usage]:
    fleet, _ = model.read(io.StringIO(text), START, FLEET.end)
    for (name, _, _), usage in fleet.items():
        state_terms(name, usage)
    return fleet


def same(got: float | None, want: Fraction) -> bool:
    return got is not None and abs(Fraction(got) - want) < CENT


def retention_agrees(durable: dict[str, Any], usage: model.Usage, scale: Fraction) -> bool:
    costs = {cost["days"]: cost["monthly_cost"] for cost in durable["retention"]}
    return sorted(costs) == sorted({*model.RETENTIONS, usage.retention_days}) and all(
        same(cost, model.durable(usage, days) * scale) for days, cost in costs.items()
    )


def stores_agree(durable: dict[str, Any], usage: model.Usage, scale: Fraction) -> bool:
    found = {store["store"]: store for store in durable["stores"]}
    sums = all(
        same(sum(item["cost"] for item in store["items"]), Fraction(store["monthly_cost"]))
        for store in found.values()
    )
    return sums and all(
        same(found[name]["monthly_cost"], want)
        for name, want in model.state_elsewhere(usage, scale).items()
    )


def check_state(checks: Checks, answer: Any, fleet: dict[model.Key, model.Usage]) -> None:
    scale = Fraction(model.MONTH_SECONDS, FLEET.end - START)
    durable = [
        (one["durable"], fleet[key(one)]) for one in answer["workloads"] if one["durable"]
    ]
    checks.expect("state: metered and stated workloads", len(durable) == 40, len(durable))
    for law, agrees in {"retention": retention_agrees, "stores": stores_agree}.items():
        wrong = [found for found, usage in durable if not agrees(found, usage, scale)]
        checks.expect(f"state: {law} within a cent", not wrong, f"{len(wrong)}: {wrong[:1]}")


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    text = csv_text(FLEET.rows())
    (folder / "state.csv").write_text(text)
    (folder / "costctl.yaml").write_text(STATED)
    database = folder / "state.db"
    costctl.succeed("import", "--db", database, folder / "state.csv")
    answer = analyze(costctl, database, START, FLEET.end)
    fleet = exact_fleet(text)
    window = FLEET.end - START
    _, (first, last) = model.read(io.StringIO(text), START, FLEET.end)
    covered = Fraction(last - first, window)
    compare(checks, "state", Comparison(answer, fleet, window, covered), "max")
    check_state(checks, answer, fleet)


if __name__ == "__main__":
    run_sections({"state": check})
