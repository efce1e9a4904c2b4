"""The engine factors of pricing/rates/engines.json, from what run.py measured with both engines held to AVX2.

    .venv/bin/python Benchmarks/inference/factors.py Benchmarks/results/inference.json

A factor times a rate of ours is a rate of llama.cpp; AVX2 is what Lambda's x86 has, and on arm64 the native build counts.
The interval holds every round of one engine against every round of the other.
"""

import json
import platform
import sys

WORK = {"pp": "prefill", "tg": "decode"}
NOTE = "llama.cpp's tokens/s over costctl's, every round against every other"
BUILD = {"x86_64": "avx2", "aarch64": "native"}
ARCHITECTURE = {"x86_64": "x86_64", "aarch64": "arm64"}


def factors(document: dict) -> list[dict]:
    rows = []
    for pairing in document["pairings"]:
        if pairing["build"] != BUILD[platform.machine()]:
            continue
        for test in sorted(pairing["ours"][0]):
            ours = sorted(rates[test] for rates in pairing["ours"])
            theirs = sorted(rates[test] for rates in pairing["theirs"])
            kind, batch = test.split("@")
            low, high = theirs[0] / ours[-1], theirs[-1] / ours[0]
            middle = theirs[len(theirs) // 2] / ours[len(ours) // 2]
            shape = {
                "architecture": ARCHITECTURE[platform.machine()],
                "quant": pairing["quantization"],
                "work": WORK[kind],
                "threads": pairing["work"]["threads"],
                "batch": int(batch),
            }
            origin = {"source": "DUEL", "status": "derived", "note": NOTE}
            for ends, values in (
                (("costctl", "llama.cpp"), (low, middle, high)),
                (("llama.cpp", "costctl"), (1 / high, 1 / middle, 1 / low)),
            ):
                interval = dict(zip(("low", "mid", "high"), (round(value, 3) for value in values)))
                rows.append({**dict(zip(("from", "to"), ends)), **shape, **interval, **origin})
    return rows


def main() -> None:
    with open(sys.argv[1]) as file:
        rows = factors(json.load(file))
    print(",\n".join(f"    {json.dumps(row)}" for row in rows))


if __name__ == "__main__":
    main()
