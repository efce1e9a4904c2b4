"""Holds present values, rates of return and paybacks of `tco` against numpy-financial."""

import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import numpy_financial as npf

from binary import Costctl
from checks import Checks, run_sections

CENT = 0.005
# The horizon, and ranges that make on-prem win, lose, pay back late and be replaced midway.
RANGES = {
    "horizon_months": (1, 60),
    "discount_rate": (0, 0.4),
    "growth_per_month": (-0.05, 0.06),
    "volume_factor": (0.05, 6),
    "node_price_usd": (500, 90_000),
    "node_life_months": (2, 48),
    "residual_share": (0, 0.6),
    "migration_usd": (0, 120_000),
    "staff_fte": (0, 1),
    "spare_nodes": (0, 2),
}
WHOLE = {"horizon_months", "node_life_months", "spare_nodes"}


def generated(seed: int) -> dict[str, float]:
    """One set of inputs; every third has no discount, every seventh a horizon of one month."""
    chance = random.Random(seed)
    values = {
        key: chance.randint(int(low), int(high))
        if key in WHOLE
        else round(chance.uniform(low, high), 4)
        for key, (low, high) in RANGES.items()
    }
    if seed % 3 == 0:
        values["discount_rate"] = 0
    if seed % 7 == 0:
        values["horizon_months"] = 1
    return values


def settings(values: dict[str, float]) -> list[str]:
    return [part for key, value in values.items() for part in ("--set", f"{key}={value}")]


def payback(saving: np.ndarray) -> int | None:
    """The first month, from 1, whose running sum is not negative but for rounding."""
    months = np.flatnonzero(np.cumsum(saving) >= -1e-6)
    return int(months[0]) + 1 if months.size else None


def same_return(option: dict[str, Any], saving: np.ndarray) -> bool:
    """numpy-financial's monthly rate over a year; where there is none, the flows say why."""
    got = option["internal_rate_of_return"]
    if got is None:
        first = next((flow for flow in saving if flow), 0)
        loan = first > 0
        return (
            len(saving) == 1
            or (saving >= 0).all()
            or (saving <= 0).all()
            or loan
            or (np.isnan(npf.irr(saving)) and bool(option["internal_rate_of_return_absent"]))
        )
    month = npf.irr(saving)
    # A rate is a root: near −100 % a month the worth is so steep that only the root can be compared.
    return math.isclose((1 + month) ** 12 - 1, got, rel_tol=1e-6, abs_tol=1e-9)


def faults(answer: dict[str, Any]) -> list[str]:
    rate = answer["monthly_discount_rate"]
    annual, horizon = answer["discount_rate"], answer["horizon_months"]
    wrong = [] if math.isclose((1 + rate) ** 12, 1 + annual, rel_tol=1e-12) else ["monthly rate"]
    staying = next(np.array(one["cash"]) for one in answer["options"] if one["option"] == "lambda")
    for option in answer["options"]:
        cash, name = np.array(option["cash"]), option["option"]
        saving = staying - cash
        laws = {
            "length": len(cash) == len(option["amortized"]) == len(option["cumulative"]) == horizon,
            "total": abs(option["total"] - cash.sum()) < CENT,
            "amortized": abs(option["total"] - sum(option["amortized"])) < CENT,
            "cumulative": np.allclose(np.cumsum(cash), option["cumulative"], atol=CENT),
            "npv": abs(option["npv"] - npf.npv(rate, cash)) < CENT,
            "npv_saving": abs(option["npv_saving"] - npf.npv(rate, saving)) < CENT,
        }
        if name != "lambda":
            laws["payback"] = option["payback_month"] == payback(saving)
            laws["never in words"] = (option["payback"] == "never") == (payback(saving) is None)
            laws["return"] = same_return(option, saving)
        wrong += [f"{name}: {law}" for law, holds in laws.items() if not holds]
    return wrong


# Comparisons that either side wins, narrowly and by far.
DECISIONS = (
    (),
    ("--set", "node=cpu-server", "--horizon", "60"),
    ("--set", "volume_factor=3", "--set", "growth_per_month=0.02"),
    ("--set", "node=kubernetes", "--set", "volume_factor=0.2"),
)
EXACT = 1e-6


def near(flip: dict[str, Any], share: float) -> float:
    """A value a share of the turning point beyond it, as seen from today's; of whole figures the one before."""
    ahead = 1 if flip["direction"] == "above" else -1
    if flip["unit"] in ("months", "nodes"):
        return flip["flips_at"] - ahead * (share < 0)
    return flip["flips_at"] + ahead * share * max(abs(flip["flips_at"]), abs(flip["value"]), 1e-3)


def check_sensitivity(checks: Checks, costctl: Costctl, database: Path) -> None:
    """Turning points and the ends of the tornado, run again as inputs; draws, run again as they are."""
    flips = bars = 0
    wrong: list[str] = []
    for options in DECISIONS:

        def run(*more: str, options: tuple[str, ...] = options) -> dict[str, Any]:
            return json.loads(
                costctl.succeed(
                    "tco", "-q", "--db", database, "--format", "json", *options, *more
                ).stdout
            )

        def given(key: str, value: float) -> tuple[str, ...]:
            return ("--horizon", f"{value:.0f}") if key == "horizon_months" else (
                "--set", f"{key}={value!r}"
            )

        answer = run()
        winner = answer["decision"]["winner"]
        for flip in answer["flips"]:
            flips += 1
            turned = run(*given(flip["key"], near(flip, 1e-9)))["decision"]["winner"]
            kept = run(*given(flip["key"], near(flip, -1e-6)))["decision"]["winner"]
            if (turned, kept) == (winner, winner) or turned == winner or kept != winner:
                wrong.append(f"{options} {flip['sentence']}: {kept} before, {turned} at it")
        for bar in answer["tornado"][:8]:
            bars += 1
            for end in ("low", "high"):
                found = run(*given(bar["key"], bar[f"{end}_value"]))["decision"]
                if abs(found["npv_advantage_of_on_prem"] - bar[end]) >= EXACT * (1 + abs(bar[end])):
                    wrong.append(f"{options} {bar['key']} {end}")
        if run()["monte_carlo"] != answer["monte_carlo"]:
            wrong.append(f"{options} draws differ")
    checks.expect(
        f"{flips} turning points: a hair beyond the decision turns, a hair before it does not; {bars} bars of the "
        "tornado are the engine's at 20 % less and more; draws repeat",
        not wrong and flips > 15,
        wrong[:6],
    )


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    costctl.succeed("demo", "-q", "--db", folder / "demo.db")
    wrong: dict[int, list[str]] = {}
    returns = paid = never = 0
    for seed in range(1, 41):
        answer = json.loads(
            costctl.succeed(
                "tco",
                "-q",
                "--db",
                folder / "demo.db",
                "--format",
                "json",
                *settings(generated(seed)),
            ).stdout
        )
        if found := faults(answer):
            wrong[seed] = found
        others = [one for one in answer["options"] if one["option"] != "lambda"]
        returns += sum(one["internal_rate_of_return"] is not None for one in others)
        paid += sum((one["payback_month"] or 1) > 1 for one in others)
        never += sum(one["payback_month"] is None for one in others)
    checks.expect(
        "40 comparisons: value, return and payback as numpy-financial has them", not wrong, wrong
    )
    checks.expect(
        "they hold rates of return, late paybacks and some that never come",
        min(returns, paid, never) > 4,
        (returns, paid, never),
    )
    check_sensitivity(checks, costctl, folder / "demo.db")


if __name__ == "__main__":
    run_sections({"tco_finance": check})
