"""Works out every formula of `explain`, and the month of `estimate`, by Python's own arithmetic."""

import ast
import json
import math
import operator
from collections.abc import Callable
from pathlib import Path
from typing import Any

from binary import Costctl
from checks import Checks, run_sections

OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
FUNCTIONS: dict[str, Callable[..., float]] = {
    "ceil": math.ceil, "floor": math.floor, "max": max, "min": min, "hypot": math.hypot, "exp": math.exp
}
CONFIGURATION = """
redundancy: n+1
tco: { node: cpu-server, node_price_usd: 15000 }
workloads:
  - { match: "chat-*", model: llama-3.2-1b, quant: q4_k_m, prompt_tokens: 60, output_tokens: 45,
      init_seconds: 14, cold_starts_per_day: 100 }
  - { match: "code-*", model: deepseek-r1-distill-qwen-1.5b, prompt_tokens: 600, output_tokens: 90 }
"""
SHAPE = [1.0] * 9 + [20.0] * 9 + [1.0] * 6


def worked(node: ast.expr) -> float:
    """The value of an expression of numbers, the four operations and a few functions."""
    match node:
        case ast.Constant(value=float() | int() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -worked(operand)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](worked(left), worked(right))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return FUNCTIONS[name](*map(worked, arguments))
    raise ValueError(ast.dump(node))


def close(left: float, right: float) -> bool:
    return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)


def wrong_figures(document: dict[str, Any]) -> list[tuple[str, float, str]]:
    return [
        (figure["figure"], figure["value"], figure["worked"])
        for figure in document["figures"]
        if not close(worked(ast.parse(figure["worked"], mode="eval").body), figure["value"])
    ]


def money(value: Any, path: str = "") -> list[tuple[str, float]]:
    """Every number under a key of money, with the path to it; nothing is no figure."""
    found: list[tuple[str, float]] = []
    if isinstance(value, dict):
        for key, part in value.items():
            named = any(word in key for word in ("cost", "saving", "per_million"))
            if isinstance(part, int | float) and named and "share" not in key:
                found += [(f"{path}.{key}", part)] if part else []
            else:
                found += money(part, f"{path}.{key}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            found += money(part, f"{path}[{index}]")
    return found


def check_explained(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """The demo as it is, then with tokens, cold starts and a quote for nodes of one's own."""
    costctl.run("demo", "--db", folder / "demo.db")
    check_recommendations(checks, costctl, folder)
    (folder / "costctl.yaml").write_text(CONFIGURATION)
    check_recommendations(checks, costctl, folder, "--config", folder / "costctl.yaml")


def check_recommendations(
    checks: Checks, costctl: Costctl, folder: Path, *options: str | Path
) -> None:
    demo = ("--db", folder / "demo.db", "--format", "json", *options)
    report = json.loads(costctl.run("recommend", *demo).stdout)
    for recommendation in report["recommendations"]:
        name = recommendation["workload"]
        document = json.loads(costctl.run("explain", name, *demo).stdout)
        wrong = wrong_figures(document)
        checks.expect(f"{name}: every formula is its figure", not wrong, wrong[:3])
        figures = {figure["figure"]: figure["value"] for figure in document["figures"]}
        expected = {
            f"monthly cost of {option['option']}": option["monthly_cost"]
            for option in recommendation["options"]
            if option["monthly_cost"] is not None and option["option"] != "lambda"
        } | {
            "monthly cost now": recommendation["monthly_cost_now"],
            "monthly saving": recommendation["monthly_saving"],
        }
        missing = {
            key: (value, figures.get(key))
            for key, value in expected.items()
            if key not in figures or not close(figures[key], value)
        }
        checks.expect(f"{name}: they are the figures of recommend", not missing, missing)
        values = [figure["value"] for figure in document["figures"]]
        lost = [
            (path, dollars)
            for path, dollars in money(recommendation)
            if not any(close(value, dollars) for value in values)
        ]
        checks.expect(f"{name}: each of its dollars is explained", not lost, lost[:5])
    answer = costctl.run("explain", "chat-llama", "--db", folder / "demo.db")
    checks.expect(
        "a misspelt name is answered with the nearest",
        answer.code == 1 and "chat-llama-1b" in answer.said,
        answer.said,
    )


def poisson_peak(load: float) -> int:
    """The least number that a Poisson load exceeds in at most a thousandth of the time."""
    count, probability = 0, math.exp(-load)
    reached = probability
    while reached < 0.999:
        count += 1
        probability *= load / count
        reached += probability
    return max(1, count)


def check_estimate(checks: Checks, costctl: Costctl, folder: Path) -> None:
    requests, memory, price = 2_000.0, 10_240, 0.0000133334
    answer = costctl.run(
        "estimate", "--db", folder / "none.db", "--format", "json", "--model", "llama-3.2-1b",
        "--requests-per-day", str(requests), "--prompt-tokens", "500", "--output-tokens", "200",
        "--memory", str(memory), "--daily-shape", ",".join(map(str, SHAPE)),
    )
    document = json.loads(answer.stdout)
    seconds = document["request"]["request_seconds"]["mid"]
    loads = [requests * weight / sum(SHAPE) / 3600 * seconds for weight in SHAPE]
    checks.expect(
        "the loads are requests a second times seconds",
        all(map(close, loads, document["request"]["load_by_hour"])),
    )
    checks.expect(
        "the peak is Poisson's",
        document["request"]["peak_concurrency"] == poisson_peak(max(loads)),
        document["request"]["peak_concurrency"],
    )
    month = requests * 730 / 24 * (seconds * memory / 1024 * price + 0.0000002)
    estimate = document["estimate"]
    checks.expect(
        "the month is requests × seconds × GB at the list price",
        close(month, estimate["monthly_cost_now"]),
        (month, estimate["monthly_cost_now"]),
    )
    held = [
        option["monthly_cost_low"] <= option["monthly_cost"] <= option["monthly_cost_high"]
        for option in estimate["options"]
        if "monthly_cost_low" in option
    ]
    checks.expect("every interval holds its month", bool(held) and all(held))


SECTIONS = {"explained": check_explained, "estimate": check_estimate}

if __name__ == "__main__":
    run_sections(SECTIONS)
