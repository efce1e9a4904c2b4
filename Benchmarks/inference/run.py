"""Our engine against llama.cpp: the same files, the same threads, the same logits, in turns.

    .venv/bin/python Benchmarks/inference/run.py --rounds 3 --quant q4_0 --build avx2

Each build of llama.cpp meets the instruction sets of ours that it may use itself: one with AVX2 as its
best, one with all that this CPU has.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(ROOT / "Tests" / "verify")]

import gguf_models
import numpy as np
from engines import Costctl, LlamaCpp, Rates, Test, Work
from timing import Spread

CACHE = HERE.parent / "cache"
QUANTIZATIONS = ("q4_0", "q8_0", "q4_k_m")
ISA = {"avx2": "avx2", "native": "auto"}
# Share of the CPU time that other programs may take.
QUIET = 0.03
# Two engines, each up to 8 % of the logits' deviation off the exact model for its int8 activations.
APART = 0.16


@dataclass
class Pairing:
    """The rounds of one file and one build."""

    quantization: str
    build: str
    work: Work
    weight_bytes: int
    ours: list[Rates] = field(default_factory=list)
    theirs: list[Rates] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    bandwidths: list[float] = field(default_factory=list)

    def tests(self) -> list[Test]:
        return sorted(set.intersection(*(set(rates) for rates in self.ours + self.theirs)))

    def row(self, test: Test) -> str:
        kind, batch = test
        ours = [rates[test] for rates in self.ours]
        theirs = [rates[test] for rates in self.theirs]
        ratio = Spread.of([a / b for a, b in zip(ours, theirs)])
        share = Spread.of(ours).middle * self.weight_bytes / Spread.of(self.bandwidths).middle
        memory = f"{share:.0%} of {shown([value / 1e9 for value in self.bandwidths])}"
        cells = [
            self.quantization,
            self.build,
            str(self.work.threads),
            f"prefill {self.work.prompt}" if kind == "pp" else f"decode {self.work.generated}",
            str(batch),
            shown(ours),
            shown(theirs),
            f"**{ratio.middle:.2f}** ({ratio.low:.2f}…{ratio.high:.2f})",
            memory if test == ("tg", 1) else "-",
        ]
        return f"| {' | '.join(cells)} |"


def shown(rates: list[float]) -> str:
    spread = Spread.of(rates)
    return f"{spread.middle:.1f} ({spread.low:.1f}…{spread.high:.1f})"


def model(preset: str, quantization: str) -> Path:
    """The preset as a file with random weights, made once."""
    path = CACHE / "models" / f"{preset}-{quantization}.gguf"
    if not path.exists():
        print(f"making {path.name}", flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        shape = gguf_models.PRESETS[preset]
        half = path.with_suffix(".part")
        gguf_models.write(half, shape, gguf_models.mix(quantization, shape), seed=1)
        half.rename(path)
    return path


def read_bandwidth(threads: int) -> float:
    """Bytes a second that all threads read from huge pages, in one, two or four streams each: the best."""
    command = [HERE.parent / "kernels" / "run.sh", "--isa", "none", "--threads", str(threads)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    medians = re.findall(r"^read .* median +([0-9.]+)", told, re.MULTILINE)
    if not medians:
        raise SystemExit(f"no bandwidth in {told!r}")
    return max(map(float, medians)) * 1e9


def require_agreement(path: Path, ours: Costctl, theirs: LlamaCpp) -> float:
    """The worst position's rms difference of logits over their deviation."""
    first, second = np.array(ours.logits(path)), np.array(theirs.logits(path))
    apart = np.sqrt(np.mean((first - second) ** 2, axis=-1)) / np.std(second, axis=-1)
    if first.shape != second.shape or not apart.max() <= APART:
        raise SystemExit(f"{path.name}: the engines' logits are {apart.max():.2f} apart")
    return float(apart.max())


def duel(arguments: argparse.Namespace, quantization: str, build: str, threads: int) -> Pairing:
    path = model(arguments.model, quantization)
    work = Work(
        threads, arguments.prompt, arguments.generate,
        [int(batch) for batch in arguments.batch.split(",")],
    )
    ours = Costctl(arguments.costctl.resolve(), ISA[build], work, arguments.seconds)
    theirs = LlamaCpp(CACHE / "llama.cpp" / build / "bin", work)
    apart = require_agreement(path, ours, theirs)
    print(f"  {quantization} {build}, {threads} threads: logits {apart:.1%} apart", flush=True)
    pairing = Pairing(quantization, build, work, path.stat().st_size)
    for _ in range(arguments.rounds):
        pairing.bandwidths.append(read_bandwidth(threads))
        for engine, rates in ((ours, pairing.ours), (theirs, pairing.theirs)):
            found, others = engine.rates(path)
            rates.append(found)
            pairing.others.append(others)
            name = "costctl" if engine is ours else "llama.cpp"
            listed = ", ".join(f"{kind}@{batch} {rate:.1f}" for (kind, batch), rate in found.items())
            print(f"  {quantization} {build} {name}: {listed}; others {others:.0%}", flush=True)
    return pairing


def report(pairings: list[Pairing], arguments: argparse.Namespace) -> str:
    others = [share for pairing in pairings for share in pairing.others]
    lines = [
        "| file | build | threads | test | batch | costctl, tokens/s | llama.cpp, tokens/s | ratio | of read bandwidth, GB/s |",
        "|---|---|---:|---|---:|---|---|---|---:|",
        *(pairing.row(test) for pairing in pairings for test in pairing.tests()),
        "",
        f"{arguments.model}, {arguments.rounds} rounds, engines by turns; median (lowest…highest), the ratio taken"
        " round by round.",
        "Read bandwidth: the best of one, two and four streams a thread on huge pages, before each round.",
        f"Measured on {cpu()}, {len(os.sched_getaffinity(0))} cores, kernel {platform.release()}."
        f" Other programs took {Spread.of(others).middle:.0%} of the CPU time (at most {max(others):.0%})"
        + ("." if max(others) <= QUIET else ": too much for rates to be trusted."),
    ]
    return "\n".join(lines) + "\n"


def cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "?")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--costctl", type=Path, default=ROOT / ".build" / "release" / "costctl")
    parser.add_argument("--model", choices=gguf_models.PRESETS, default="llama-3.2-1b")
    parser.add_argument("--quant", choices=QUANTIZATIONS, action="append", help="may be repeated")
    parser.add_argument("--build", choices=ISA, action="append", help="may be repeated")
    parser.add_argument("--threads", type=int, action="append", help="may be repeated (all cores)")
    parser.add_argument("-p", "--prompt", type=int, default=512, help="0 reads none")
    parser.add_argument("-n", "--generate", type=int, default=64)
    parser.add_argument("--batch", default="1,2,4,8")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=90, help="of ours, a round")
    arguments = parser.parse_args()
    subprocess.run([HERE / "build.sh"], check=True)
    counts = arguments.threads or [len(os.sched_getaffinity(0))]
    pairings = [
        duel(arguments, quantization, build, threads)
        for quantization in arguments.quant or QUANTIZATIONS
        for build in arguments.build or ISA
        if (CACHE / "llama.cpp" / build).is_dir()
        for threads in counts
    ]
    text = report(pairings, arguments)
    results = HERE.parent / "results"
    results.mkdir(exist_ok=True)
    (results / "inference.md").write_text(text)
    document = {"pairings": [as_json(pairing) for pairing in pairings]}
    (results / "inference.json").write_text(json.dumps(document, indent=2) + "\n")
    print(text)


def as_json(pairing: Pairing) -> dict:
    def named(rates: Rates) -> dict[str, float]:
        return {f"{kind}@{batch}": rate for (kind, batch), rate in rates.items()}

    return {
        **vars(pairing),
        "work": vars(pairing.work),
        "ours": list(map(named, pairing.ours)),
        "theirs": list(map(named, pairing.theirs)),
    }


if __name__ == "__main__":
    main()
