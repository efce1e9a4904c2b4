"""The two engines, each asked for the same rates of the same file, as tokens per second by test."""

import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# A prompt on which both must agree before their rates are worth comparing.
TOKENS = ",".join(str(number * number * 7 % 1000) for number in range(1, 25))
# Decoding at batch 8 is ("tg", 8), prefill ("pp", 1).
Test = tuple[str, int]
Rates = dict[Test, float]
Logits = list[list[float]]


@dataclass(frozen=True)
class Work:
    """Tokens to read and to write; a prompt of 0 is not measured, and batches are for decoding."""

    threads: int
    prompt: int
    generated: int
    batches: list[int]


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
    work: Work
    seconds: int

    def rates(self, model: Path) -> tuple[Rates, float]:
        work = self.work
        answer = ask(
            self.binary, "bench", "--gguf", model, "--isa", self.isa, "--threads", str(work.threads),
            "-p", str(work.prompt), "-n", str(work.generated),
            "--batch", ",".join(map(str, work.batches)), "--time", str(self.seconds),
            "--no-save", "--quiet", "--format", "json",
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
    work: Work

    def rates(self, model: Path) -> tuple[Rates, float]:
        work, rates, others = self.work, {}, []
        one = ask(
            self.binaries / "llama-bench", "-m", model, "-t", str(work.threads),
            "-p", str(work.prompt), "-n", str(work.generated if 1 in work.batches else 0),
            "-r", "5", "-o", "jsonl",
        )
        others.append(one.others)
        for result in one.lines:
            test = ("pp", 1) if result["n_prompt"] else ("tg", 1)
            rates[test] = median(result["samples_ts"])
        several = [batch for batch in work.batches if batch > 1]
        if several:
            batched = ask(
                self.binaries / "llama-batched-bench", "-m", model, "-t", str(work.threads),
                "-c", str(max(several) * (work.generated + 8)), "-npp", "1",
                "-ntg", str(work.generated), "-npl", ",".join(map(str, several)),
                "--output-format", "jsonl",
            )
            others.append(batched.others)
            rates |= {("tg", result["pl"]): result["speed_tg"] for result in batched.lines}
        return rates, max(others)

    def logits(self, model: Path) -> Logits:
        answer = ask(self.binaries / "logits", model, TOKENS)
        return [json.loads(line) for line in answer.stdout.splitlines()]
