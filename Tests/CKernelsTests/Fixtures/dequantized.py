"""Writes dequantized.json: random GGUF blocks and what PyPI's gguf says they mean.

pip install gguf==0.19.0 numpy==2.4.6 && python3 dequantized.py
"""
import base64
import importlib.metadata
import json
import pathlib

import gguf
import numpy

ROWS, COLS = 2, 512
HALVES = {"F16": range(1), "Q4_0": (0,), "Q4_1": (0, 1), "Q5_0": (0,), "Q8_0": (0,),
          "Q4_K": (0, 1), "Q5_K": (0, 1), "Q6_K": (104,)}  # positions in a block, in 2 bytes
TYPES = ["F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q8_0", "Q4_K", "Q5_K", "Q6_K"]


def tensor(name, random):
    kind = gguf.GGMLQuantizationType[name]
    values, size = gguf.GGML_QUANT_SIZES[kind]
    if name in ("F32", "BF16"):
        bits = random.normal(size=(ROWS, COLS)).astype("<f4").view("<u4")
        data = bits if name == "F32" else (bits >> 16).astype("<u2")
        return data.view(numpy.uint8).reshape(ROWS, -1)
    blocks = random.integers(0, 256, (ROWS * COLS // values, size), dtype=numpy.uint8)
    for at in HALVES[name]:
        scale = random.normal(scale=0.01, size=(len(blocks), 1)).astype("<f2")
        blocks[:, 2 * at:2 * at + 2] = scale.view(numpy.uint8)
    return blocks.reshape(ROWS, -1)


def case(name, random):
    data = tensor(name, random)
    kind = gguf.GGMLQuantizationType[name]
    source = data.view(numpy.float32) if name == "F32" else data
    source = data.view(numpy.float16) if name == "F16" else source
    values = gguf.quants.dequantize(source, kind).astype("<f4")
    assert values.shape == (ROWS, COLS)
    return {"type": int(kind), "name": name, "rows": ROWS, "cols": COLS,
            "tensor": base64.b64encode(data.tobytes()).decode(),
            "values": base64.b64encode(values.tobytes()).decode()}


random = numpy.random.default_rng(20261124)
origin = f"gguf {importlib.metadata.version('gguf')} from PyPI, dequantized.py, 2026-11-24"
cases = [case(name, random) for name in TYPES]
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps({"origin": origin, "cases": cases}, indent=1) + "\n")
