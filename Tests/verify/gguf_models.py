"""Writes GGUF models of any shape with seeded random weights, through PyPI's gguf.

    python gguf_models.py llama-3.2-1b q4_0 FILE

The blocks hold any quants under scales that keep activations near 1: weights have a mean of about 0
and a standard deviation of about 1 / sqrt(columns), so that a model's logits are finite and vary.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Type

TYPES = [
    Type.F32, Type.F16, Type.BF16, Type.Q4_0, Type.Q4_1, Type.Q5_0, Type.Q8_0,
    Type.Q4_K, Type.Q5_K, Type.Q6_K,
]
FLOATS = TYPES[:3]

# Where a block has its float16 scale; the standard deviation of its weights under a scale of 1; and,
# where weights are scale * a - minimum * b, where the minimum is and what share of the scale centres
# them. Q4_1 adds its minimum.
SCALES: dict[Type, tuple[int, float, tuple[int, float] | None]] = {
    Type.Q4_0: (0, 4.6, None),
    Type.Q4_1: (0, 4.6, (2, -7.5)),
    Type.Q5_0: (0, 9.2, None),
    Type.Q8_0: (0, 73.0, None),
    Type.Q4_K: (0, 258.0, (2, 7.5)),
    Type.Q5_K: (0, 530.0, (2, 15.5)),
    Type.Q6_K: (208, 1366.0, None),
}


@dataclass(frozen=True)
class Shape:
    """What a model's metadata says of its shape."""

    architecture: str
    layers: int
    width: int
    feed_forward: int
    heads: int
    key_heads: int
    head_size: int
    vocabulary: int
    context: int
    theta: float
    epsilon: float
    tied: bool
    rotary_factors: bool


PRESETS = {
    "llama-3.2-1b": Shape(
        "llama", 16, 2048, 8192, 32, 8, 64, 128256, 131072, 500000.0, 1e-5, True, True
    ),
    "llama-3.2-3b": Shape(
        "llama", 28, 3072, 8192, 24, 8, 128, 128256, 131072, 500000.0, 1e-5, True, True
    ),
    "deepseek-r1-distill-qwen-1.5b": Shape(
        "qwen2", 28, 1536, 8960, 12, 2, 128, 151936, 131072, 10000.0, 1e-6, False, False
    ),
}

TypeOf = Callable[[str], Type]


def mix(quantization: str, shape: Shape) -> TypeOf:
    """The types that llama.cpp's quantizer gives matrices, by name, without an importance matrix."""
    output = "token_embd.weight" if shape.tied else "output.weight"

    def more_bits(name: str) -> bool:
        if not name.endswith(("attn_v.weight", "ffn_down.weight")):
            return False
        layer, eighth = int(name.split(".")[1]), shape.layers // 8
        return (
            layer < eighth or layer >= 7 * shape.layers // 8 or (layer - eighth) % 3 == 2
        )

    return {
        "q4_0": lambda name: Type.Q6_K if name == output else Type.Q4_0,
        "q8_0": lambda name: Type.Q8_0,
        "q4_k_m": lambda name: Type.Q6_K if name == output or more_bits(name) else Type.Q4_K,
    }[quantization]


def matrices(shape: Shape) -> Iterator[tuple[str, int, int]]:
    """Name, rows and columns of every matrix."""
    queries, keys = shape.heads * shape.head_size, shape.key_heads * shape.head_size
    yield "token_embd.weight", shape.vocabulary, shape.width
    for layer in range(shape.layers):
        for part, rows, columns in (
            ("attn_q", queries, shape.width),
            ("attn_k", keys, shape.width),
            ("attn_v", keys, shape.width),
            ("attn_output", shape.width, queries),
            ("ffn_gate", shape.feed_forward, shape.width),
            ("ffn_up", shape.feed_forward, shape.width),
            ("ffn_down", shape.width, shape.feed_forward),
        ):
            yield f"blk.{layer}.{part}.weight", rows, columns
    if not shape.tied:
        yield "output.weight", shape.vocabulary, shape.width


def vectors(shape: Shape, random: np.random.Generator) -> Iterator[tuple[str, np.ndarray]]:
    """Norms near 1, biases near 0, and Llama 3's rotary factors."""
    queries, keys = shape.heads * shape.head_size, shape.key_heads * shape.head_size

    def norm() -> np.ndarray:
        return random.uniform(0.8, 1.2, shape.width).astype(np.float32)

    for layer in range(shape.layers):
        yield f"blk.{layer}.attn_norm.weight", norm()
        yield f"blk.{layer}.ffn_norm.weight", norm()
        if shape.architecture == "qwen2":
            for part, count in (("attn_q", queries), ("attn_k", keys), ("attn_v", keys)):
                bias = random.uniform(-0.2, 0.2, count).astype(np.float32)
                yield f"blk.{layer}.{part}.bias", bias
    yield "output_norm.weight", norm()
    if shape.rotary_factors:
        yield "rope_freqs.weight", rotary_factors(shape)


def rotary_factors(shape: Shape) -> np.ndarray:
    """As Llama 3.2 scales its rotary frequencies: 32 times the original 8,192 positions."""
    pairs = np.arange(shape.head_size // 2)
    turns = 8192 / (2 * np.pi * shape.theta ** (2 * pairs / shape.head_size))
    share = np.clip((turns - 1) / (4 - 1), 0, 1)
    return (1 / ((1 - share) / 32 + share)).astype(np.float32)


def random_matrix(
    kind: Type, rows: int, columns: int, gain: float, random: np.random.Generator
) -> np.ndarray:
    """The bytes of a matrix, (rows, bytes of a row); weights deviate by gain / sqrt(columns)."""
    deviation = gain / np.sqrt(columns)
    if kind in FLOATS:
        values = random.normal(scale=deviation, size=(rows, columns)).astype(np.float32)
        return gguf.quants.quantize(values, kind)
    per_block, size = gguf.GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (rows * columns // per_block, size), dtype=np.uint8)
    if kind == Type.Q8_0:
        blocks[blocks == 128] = 0  # quantizers never write -128
    at, unit, minimum = SCALES[kind]
    scales = deviation / unit * random.uniform(0.75, 1.25, (len(blocks), 1))
    if minimum is None:
        scales *= random.choice([-1, 1], scales.shape)
    else:
        minimum_at, share = minimum
        blocks[:, minimum_at : minimum_at + 2] = halves(scales * share)
    blocks[:, at : at + 2] = halves(scales)
    return blocks.reshape(rows, -1)


def halves(values: np.ndarray) -> np.ndarray:
    return values.astype("<f2").view(np.uint8)


def write(
    path: Path, shape: Shape, type_of: TypeOf, seed: int, gain: Callable[[str], float] = lambda _: 1
) -> None:
    """Writes a model; `gain` multiplies the deviation of the matrix of that name."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, shape.architecture)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.key_heads)
    writer.add_key_length(shape.head_size)
    writer.add_value_length(shape.head_size)
    writer.add_rope_dimension_count(shape.head_size)
    writer.add_rope_freq_base(shape.theta)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_tokenizer_model("no_vocab")
    for name, rows, columns in matrices(shape):
        kind = type_of(name)
        data = random_matrix(kind, rows, columns, gain(name), random)
        writer.add_tensor(name, data, raw_dtype=kind)
    for name, vector in vectors(shape, random):
        writer.add_tensor(name, vector)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("preset", choices=PRESETS)
    parser.add_argument("quantization", choices=("q4_0", "q8_0", "q4_k_m"))
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    preset = PRESETS[arguments.preset]
    write(arguments.file, preset, mix(arguments.quantization, preset), seed=1)
