"""The functions of the stand-in's account and what each did, minute by minute, from one seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

MINUTE, HOUR, DAY = 60, 3600, 86_400

# (metric, statistic) -> how minutes become longer periods.
SUMS = {
    ("Invocations", "Sum"), ("Duration", "Sum"), ("Errors", "Sum"), ("Throttles", "Sum"),
    ("DurableExecutionOperations", "Sum"), ("DurableExecutionStorageWrittenBytes", "Sum"),
    ("DurableExecutionStarted", "Sum"),
    ("used_memory_max", "SampleCount"), ("init_duration", "Sum"),
}
MAXIMA = {
    ("Duration", "Maximum"), ("ConcurrentExecutions", "Maximum"),
    ("ProvisionedConcurrentExecutions", "Maximum"), ("ProvisionedConcurrencyUtilization", "Maximum"),
    ("used_memory_max", "Maximum"),
}
# The namespace and dimension of those; of all others AWS/Lambda and FunctionName.
INSIGHTS = {"used_memory_max", "init_duration"}


def place(metric: str) -> tuple[str, str]:
    return ("LambdaInsights", "function_name") if metric in INSIGHTS else ("AWS/Lambda", "FunctionName")


Series = dict[int, float]


@dataclass(frozen=True)
class Function:
    """One function: its settings and the shape of its traffic."""

    name: str
    memory_mb: int = 1024
    architecture: str = "arm64"
    # The share of minutes with any traffic, and the concurrency of those minutes.
    density: float = 0.5
    concurrency: int = 2
    duration_ms: int = 2_000
    durable: bool = False
    provisioned: int = 0
    # The most memory that Lambda Insights saw used; 0 without the extension.
    used_mb: int = 0
    package: str = "Zip"
    settings: dict[str, Any] = field(default_factory=dict)

    def minutes(self, since: int, until: int) -> Iterator[tuple[int, int, int, int, int]]:
        """(instant, invocations, mean ms, longest ms, concurrency) of each minute with traffic."""
        for day in range(since // DAY, (until - 1) // DAY + 1):
            draw = random.Random(f"{self.name}/{day}")
            for minute in range(day * DAY, day * DAY + DAY, MINUTE):
                if draw.random() >= self.density:
                    continue
                level = draw.randint(1, self.concurrency)
                mean = round(self.duration_ms * draw.uniform(0.5, 1.5))
                count = max(1, round(level * MINUTE * 1000 * draw.uniform(0.3, 0.9) / mean))
                if since <= minute < until:
                    yield minute, count, mean, round(mean * draw.uniform(1, 3)), level


@dataclass(frozen=True)
class Account:
    """Functions, and every metric of theirs over one range; instants are epoch seconds."""

    functions: tuple[Function, ...]
    since: int
    until: int
    id: str = "123456789012"
    region: str = "us-east-1"

    @cached_property
    def _minutes(self) -> dict[str, dict[tuple[str, str], Series]]:
        return {f.name: self._metrics(f) for f in self.functions}

    def _metrics(self, function: Function) -> dict[tuple[str, str], Series]:
        metrics: dict[tuple[str, str], Series] = {key: {} for key in SUMS | MAXIMA}
        for at, count, mean, longest, level in function.minutes(self.since, self.until):
            metrics["Invocations", "Sum"][at] = float(count)
            metrics["Duration", "Sum"][at] = float(count * mean)
            metrics["Duration", "Maximum"][at] = float(longest)
            metrics["ConcurrentExecutions", "Maximum"][at] = float(level)
            metrics["Errors", "Sum"][at] = float(at // MINUTE % 7 == 0)
            metrics["Throttles", "Sum"][at] = float(at // MINUTE % 11 == 0)
            if function.durable:
                metrics["DurableExecutionOperations", "Sum"][at] = float(count * 4)
                metrics["DurableExecutionStorageWrittenBytes", "Sum"][at] = float(count * 4 * 4096)
                metrics["DurableExecutionStarted", "Sum"][at] = float(count // 2)
            if function.used_mb:
                metrics["used_memory_max", "SampleCount"][at] = float(count)
                metrics["used_memory_max", "Maximum"][at] = float(function.used_mb - at // MINUTE % 90)
                if at // MINUTE % 13 == 0:
                    metrics["init_duration", "Sum"][at] = 2_500.0 * level
            if function.provisioned:
                used = min(level, function.provisioned)
                metrics["ProvisionedConcurrentExecutions", "Maximum"][at] = float(used)
                share = used / function.provisioned
                metrics["ProvisionedConcurrencyUtilization", "Maximum"][at] = share
        return metrics

    def series(self, name: str, metric: str, stat: str, period: int) -> Series:
        """What CloudWatch keeps of one metric at one period; empty for what nobody measured."""
        minutes = self._minutes.get(name, {}).get((metric, stat), {})
        if period == MINUTE:
            return minutes
        key = (name, metric, stat, period)
        if key not in self._coarse:
            merged: Series = {}
            for at, value in minutes.items():
                start = at - at % period
                if start not in merged:
                    merged[start] = value
                elif (metric, stat) in SUMS:
                    merged[start] += value
                else:
                    merged[start] = max(merged[start], value)
            self._coarse[key] = merged
        return self._coarse[key]

    @cached_property
    def _coarse(self) -> dict[tuple[str, str, str, int], Series]:
        return {}

    def total(self, name: str, metric: str, since: int, until: int) -> float:
        """The sum of a metric over a range, from its minutes."""
        series = self.series(name, metric, "Sum", MINUTE)
        return sum(value for at, value in series.items() if since <= at < until)

    def peak(self, name: str, since: int, until: int) -> float:
        series = self.series(name, "ConcurrentExecutions", "Maximum", MINUTE)
        return max((value for at, value in series.items() if since <= at < until), default=0.0)
