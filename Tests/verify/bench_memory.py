"""Holds `costctl bench` to its memory: the weights are there once, whatever way they came."""

import json
from pathlib import Path

import gguf_models
from binary import Costctl
from checks import Checks, run_sections
from gguf_models import Shape

MOST = 1.3
# 458 MB of Q8_0: small enough to be made here, large beside the program and its buffers.
SHAPE = Shape("llama", 24, 1024, 4096, 16, 4, 64, 32000, 512, 10000.0, 1e-5, True, False)
BRIEF = ("-p", "0", "-n", "4", "--batch", "1", "--threads", "2", "--time", "4", "--no-save")


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    path = folder / "model.gguf"
    gguf_models.write(path, SHAPE, gguf_models.mix("q8_0", SHAPE), seed=1)
    for name, options in (
        ("a file read into memory", ("--gguf", path, "--load", "memfd")),
        ("a mapped file", ("--gguf", path, "--load", "file")),
        ("a preset", ("--model", "llama-3.2-1b", "--quant", "q4_0")),
    ):
        ratio = peak(costctl, folder / "bench.json", *options)
        checks.expect(f"{name}: peak memory is {ratio:.2f} × the weights", ratio < MOST, ratio)


def peak(costctl: Costctl, result: Path, *options: str | Path) -> float:
    """The most memory a benchmark held, in weights of its model."""
    result.unlink(missing_ok=True)  # an old one must not stand for a run that failed
    usage = costctl.measure("bench", *options, *BRIEF, "--format", "json", "--output", result)
    return usage.peak / json.loads(result.read_text())["model"]["weight_bytes"]


if __name__ == "__main__":
    run_sections({"memory": check})
