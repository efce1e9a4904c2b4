"""One answer of `analyze` beside the exact model's, workload by workload and law by law."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import model
from checks import Checks

CENT = Fraction(1, 100)


def key(workload: dict[str, Any]) -> model.Key:
    return (workload["name"], workload["account"], workload["region"])


def relative(got: float, want: Fraction) -> float:
    return float(abs(Fraction(got) - want) / want) if want else abs(got)


class Comparison:
    """Every workload of one answer of `analyze` beside the model's."""

    def __init__(
        self, answer: Any, fleet: dict[model.Key, model.Usage], window: int, covered: Fraction
    ) -> None:
        self.answer = answer
        self.fleet = fleet
        self.window = window
        self.covered = covered
        self.months = model.monthly_costs(fleet, window)
        self.workloads = {key(one): one for one in answer["workloads"]}

    def disagreements(
        self, agrees: Callable[[dict[str, Any], model.Usage, model.Key], bool]
    ) -> list[model.Key]:
        return [
            name
            for name, usage in self.fleet.items()
            if name not in self.workloads or not agrees(self.workloads[name], usage, name)
        ]

    def usage_laws(self) -> dict[str, list[model.Key]]:
        def usage(field: str, want: Callable[[model.Usage], Any]) -> list[model.Key]:
            return self.disagreements(
                lambda one, used, _: close(one["usage"][field], want(used), 1e-9)
            )

        return {
            "invocations": usage("invocations", lambda u: Fraction(u.invocations)),
            "busy seconds": usage("busy_seconds", lambda u: u.busy_seconds),
            "GB-seconds within 1e-9": usage("gb_seconds", lambda u: u.gb_seconds),
            "peak exact": self.disagreements(
                lambda one, used, _: one["usage"]["peak_concurrency"] == used.peak
                and one["usage"]["peak_is_estimated"] == used.estimated
            ),
            "coverage": usage("coverage", lambda _: self.covered),
        }

    def verdict_laws(self, sizing: str) -> dict[str, list[model.Key]]:
        def utilization(field: str, want: Callable[[model.Usage], Fraction]) -> list[model.Key]:
            return self.disagreements(
                lambda one, used, _: abs(Fraction(one["utilization"][field]) - want(used)) < 1e-6
            )

        return {
            "utilization within 1e-6": utilization(
                "value", lambda u: u.utilization(sizing, self.window)
            ),
            "utilization at p99": utilization("at_p99", lambda u: u.utilization("p99", self.window)),
            "share at peak": utilization(
                "share_of_periods_at_peak", lambda u: u.share_at_peak(self.window)
            ),
            "slots exact": self.disagreements(
                lambda one, used, _: one["utilization"]["slots"] == used.slots(sizing, self.window)
            ),
            "value inside its interval": self.disagreements(
                lambda one, *_: one["utilization"]["low"]
                <= one["utilization"]["value"]
                <= one["utilization"]["high"]
            ),
            "tier exact": self.disagreements(
                lambda one, used, _: one["tier"]
                == model.tier(used.utilization(sizing, self.window))
            ),
            "too little data is provisional": self.disagreements(
                lambda one, *_: not self.is_thin or one["firmness"] == "provisional"
            ),
        }

    @property
    def is_thin(self) -> bool:
        return self.covered < Fraction(9, 10) or self.window < 7 * 86_400

    def cost_laws(self) -> dict[str, list[model.Key]]:
        per_window = Fraction(self.window, model.MONTH_SECONDS)
        return {
            "window cost within a cent, meter by meter": self.disagreements(
                lambda one, _, name: same_bill(one["window_cost"], self.months[name], per_window)
            ),
            "monthly cost within a cent, meter by meter": self.disagreements(
                lambda one, _, name: same_bill(one["monthly_cost"], self.months[name], Fraction(1))
            ),
        }

    @property
    def total_invocations(self) -> Fraction:
        return sum((Fraction(used.invocations) for used in self.fleet.values()), Fraction(0))

    def totals_agree(self) -> bool:
        totals = self.answer["totals"]
        known = [used for used in self.fleet.values() if used.memory_known]
        return (
            totals["workloads"] == len(self.fleet) == len(self.answer["workloads"])
            and close(totals["invocations"], self.total_invocations, 1e-9)
            and close(totals["gb_seconds"], sum(u.gb_seconds or 0 for u in known), 1e-9)
            and close(totals["monthly_cost"], model.total(self.months.values()), 1e-9)
        )


def close(got: float | None, want: Fraction | None, tolerance: float) -> bool:
    if got is None or want is None:
        return got is None and want is None
    return relative(got, Fraction(want)) <= tolerance


def same_bill(
    got: dict[str, float] | None, month: dict[str, Fraction] | None, scale: Fraction
) -> bool:
    if got is None or month is None:
        return got is None and month is None
    return all(abs(Fraction(got[meter]) - cost * scale) < CENT for meter, cost in month.items())


def compare(
    checks: Checks, title: str, comparison: Comparison, sizing: str, with_costs: bool = True
) -> None:
    laws = comparison.verdict_laws(sizing)
    if with_costs:
        laws |= comparison.usage_laws() | comparison.cost_laws()
    for law, wrong in laws.items():
        shown = [(name, comparison.workloads.get(name)) for name in wrong[:2]]
        checks.expect(f"{title}: {law}", not wrong, f"{len(wrong)} workloads, e.g. {shown}")
    checks.expect(
        f"{title}: totals of {len(comparison.fleet)} workloads",
        comparison.totals_agree(),
        comparison.answer["totals"],
    )
