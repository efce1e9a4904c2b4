"""The engine factors of pricing/rates/engines.json, from what run.py measured with both engines held to AVX2.

    .venv/bin/python Benchmarks/inference/factors.py Benchmarks/results/inference.json ...

A factor times a rate of ours is a rate of llama.cpp; AVX2 is what Lambda's x86 has, and on arm64 the native build counts.
The rounds of all files count, and the interval holds every round of one engine against every round of the other.
"""

import json
import platform
import sys
from collections import defaultdict
from statistics import median

WORK = {"pp": "prefill", "tg": "decode"}
NOTE = "llama.cpp's tokens/s over costctl's, every round against every other"
BUILD = {"x86_64": "avx2", "aarch64": "native"}
ARCHITECTURE = {"x86_64": "x86_64", "aarch64": "arm64"}


def rounds(documents: list[dict]) -> dict[tuple, tuple[list[float], list[float]]]:
    """Both engines' rates by quantization, threads and test."""
    found = defaultdict(lambda: ([], []))
    for pairing in (pairing for document in documents for pairing in document["pairings"]):
        if pairing["build"] != BUILD[platform.machine()]:
            continue
        for test in pairing["ours"][0]:
            ours, theirs = found[pairing["quantization"], pairing["work"]["threads"], test]
            ours += (rates[test] for rates in pairing["ours"])
            theirs += (rates[test] for rates in pairing["theirs"])
    return found


def factors(documents: list[dict]) -> list[dict]:
    rows = []
    for (quantization, threads, test), (ours, theirs) in sorted(rounds(documents).items()):
        kind, batch = test.split("@")
        factor = min(theirs) / max(ours), median(theirs) / median(ours), max(theirs) / min(ours)
        shape = {
            "architecture": ARCHITECTURE[platform.machine()],
            "quant": quantization,
            "work": WORK[kind],
            "threads": threads,
            "batch": int(batch),
        }
        origin = {"source": "DUEL", "status": "derived", "note": NOTE}
        for ends, values in (
            (("costctl", "llama.cpp"), factor),
            (("llama.cpp", "costctl"), (1 / value for value in reversed(factor))),
        ):
            interval = dict(zip(("low", "mid", "high"), (round(value, 3) for value in values)))
            rows.append({**dict(zip(("from", "to"), ends)), **shape, **interval, **origin})
    return rows


def main() -> None:
    documents = []
    for path in sys.argv[1:]:
        with open(path) as file:
            documents.append(json.load(file))
    print(",\n".join(f"    {json.dumps(row)}" for row in factors(documents)))


if __name__ == "__main__":
    main()
