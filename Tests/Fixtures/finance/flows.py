"""Writes flows.json: cash flows with what numpy-financial 1.0.0 and NumPy 2.4.6 make of them.

Run with the environment of Tests/requirements.txt: python flows.py >flows.json
"""

import json
import random

import numpy as np
import numpy_financial as npf


def flow(chance: random.Random) -> list[float]:
    """An outlay, what it saves, and in some a second outlay midway or a worth at the end."""
    months = chance.choice((1, 2, 3, 12, 24, 36, 60))
    saved = chance.uniform(-400, 3000)
    flows = [round(saved * chance.uniform(0.7, 1.3), 2) for _ in range(months)]
    flows[0] -= round(chance.uniform(0, 40_000), 2)
    if chance.random() < 0.3:
        flows[months // 2] -= round(chance.uniform(0, 20_000), 2)
    if chance.random() < 0.3:
        flows[-1] += round(chance.uniform(0, 15_000), 2)
    return [round(value, 2) for value in flows]


def case(chance: random.Random) -> dict[str, object]:
    flows = flow(chance)
    rate = chance.choice((0.0, round(chance.uniform(0, 0.03), 6)))
    months = np.flatnonzero(np.cumsum(flows) >= 0)
    irr = float(npf.irr(flows)) if len(flows) > 1 else float("nan")
    return {
        "flows": flows,
        "rate": rate,
        "npv": float(npf.npv(rate, flows)),
        "irr": None if np.isnan(irr) else irr,
        "payback": int(months[0]) + 1 if months.size else None,
    }


if __name__ == "__main__":
    chance = random.Random(20260105)
    cases = [case(chance) for _ in range(120)]
    lines = ",\n".join("  " + json.dumps(one) for one in cases)
    print(f"[\n{lines}\n]")
