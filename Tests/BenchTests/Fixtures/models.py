"""Writes llama.gguf, qwen2.gguf and models.json: small models of all ten types by PyPI's gguf.

pip install -r Tests/requirements.txt && python3 Tests/BenchTests/Fixtures/models.py
"""

import importlib.metadata
import itertools
import json
import sys
from pathlib import Path

import gguf
import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "verify"))

import gguf_models
from gguf_models import Shape, Type

# Blocks of 256 columns fit the width only; what has 32 columns gets one of the types of blocks of 32.
SHAPES = {
    "llama": Shape("llama", 2, 256, 32, 4, 2, 8, 17, 64, 7777.0, 2e-3, True, True),
    "qwen2": Shape("qwen2", 1, 256, 32, 4, 1, 8, 17, 64, 33333.0, 5e-4, False, False),
}
WIDE = itertools.cycle([Type.Q4_K, Type.Q6_K, Type.Q5_K, Type.Q4_1, Type.Q5_0])
NARROW = itertools.cycle([Type.Q4_0, Type.Q8_0, Type.Q5_0, Type.Q4_1])
FLOATS = {"blk.0.attn_k.weight": Type.F32, "blk.0.attn_v.weight": Type.BF16}


def type_of(name: str) -> Type:
    if name in FLOATS:
        return FLOATS[name]
    if name == "blk.1.attn_k.weight" or name == "output.weight":
        return Type.F16
    return next(NARROW if name.endswith(("attn_output.weight", "ffn_down.weight")) else WIDE)


def described(tensor: gguf.ReaderTensor) -> dict:
    values = gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
    return {
        "name": tensor.name,
        "type": tensor.tensor_type.name,
        "dimensions": [int(size) for size in tensor.shape],
        "first": [float(value) for value in values.ravel()[:3]],
        "last": [float(value) for value in values.ravel()[-3:]],
        "sum": float(values.astype(np.float64).sum()),
    }


origin = f"gguf {importlib.metadata.version('gguf')} from PyPI, models.py, 2026-11-27"
models = {}
for seed, (name, shape) in enumerate(SHAPES.items()):
    path = HERE / f"{name}.gguf"
    gguf_models.write(path, shape, type_of, seed)
    models[name] = [described(tensor) for tensor in gguf.GGUFReader(path).tensors]
text = json.dumps({"origin": origin, "models": models}, indent=1)
(HERE / "models.json").write_text(text + "\n")
