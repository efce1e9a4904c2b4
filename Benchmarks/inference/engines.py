"""The two engines, each asked for the same rates of the same file, as tokens per second by test."""

import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PROMPT = 512
GENERATED = 32
BATCHES = (1, 2, 4, 8)

# A prompt on which both must agree before their rates are worth comparing.
TOKENS = ",".join(str(number * number * 7 % 1000) for number in range(1, 25))
# tg32 at batch 8 is ("tg", 8); pp512 is ("pp", 1).
Test = tuple[str, int]
Rates = dict[Test, float]
Logits = list[list[float]]


@dataclass(frozen=True)
class Answer:
    """What a program printed, and how much of the machine others took while it ran."""

    stdout: str
    others: float

    @property
    def lines(self) -> list[dict]:
        """Of a program that prints a JSON document a line."""
        return [json.loads(line) for line in self.stdout.splitlines() if line.startswith("{")]


def ask(*command: str | Path) -> Answer:
    """Runs a command to its end; its threads are its own choice."""
    busy, started = busy_seconds(), time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    stdout = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    own = usage.ru_utime + usage.ru_stime
    capacity = (time.perf_counter() - started) * len(os.sched_getaffinity(0))
    return Answer(stdout, max(0.0, busy_seconds() - busy - own) / capacity)


def busy_seconds() -> float:
    """CPU seconds that all cores have spent on anything, steal included."""
    fields = Path("/proc/stat").read_text().split("\n")[0].split()[1:9]
    user, nice, system, _, _, irq, softirq, steal = map(int, fields)
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Costctl:
    binary: Path
    isa: str
    threads: int

    def rates(self, model: Path, seconds: int) -> tuple[Rates, float]:
        answer = ask(
            self.binary, "bench", "--gguf", model, "--isa", self.isa, "--threads", str(self.threads),
            "-p", str(PROMPT), "-n", str(GENERATED), "--batch", ",".join(map(str, BATCHES)),
            "--time", str(seconds), "--quiet", "--format", "json",
        )
        results = json.loads(answer.stdout)["results"]
        return {
            (result["test"][:2], result["batch"]): result["tokens_per_second"]["median"]
            for result in results
        }, answer.others

    def logits(self, model: Path) -> Logits:
        answer = ask(
            self.binary, "bench", "--gguf", model, "--isa", self.isa, "--logits", "--tokens", TOKENS
        )
        return json.loads(answer.stdout)["logits"]


@dataclass(frozen=True)
class LlamaCpp:
    binaries: Path
    threads: int

    def rates(self, model: Path, _seconds: int) -> tuple[Rates, float]:
        one = ask(
            self.binaries / "llama-bench", "-m", model, "-t", str(self.threads), "-p", str(PROMPT),
            "-n", str(GENERATED), "-r", "3", "-o", "jsonl",
        )
        rates: Rates = {}
        for result in one.lines:
            test = ("pp", 1) if result["n_prompt"] else ("tg", 1)
            rates[test] = sorted(result["samples_ts"])[1]
        several = ask(
            self.binaries / "llama-batched-bench", "-m", model, "-t", str(self.threads),
            "-c", str(max(BATCHES) * (GENERATED + 8)), "-npp", "1", "-ntg", str(GENERATED),
            "-npl", ",".join(str(batch) for batch in BATCHES if batch > 1),
            "--output-format", "jsonl",
        )
        for result in several.lines:
            rates["tg", result["pl"]] = result["speed_tg"]
        return rates, max(one.others, several.others)

    def logits(self, model: Path) -> Logits:
        answer = ask(self.binaries / "logits", model, TOKENS)
        return [json.loads(line) for line in answer.stdout.splitlines()]
