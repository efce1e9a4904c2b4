"""Holds `costctl bench --logits` against the model's definition in NumPy's float64.

The weights are what PyPI's gguf makes of the file. Each model is judged twice: against the exact
evaluation, whose distance is the price of int8 activations and a float16 cache; and against one that
rounds those as the engine does. From that only float32 sums part it, and the values that they tip to
the other side of a rounding: NumPy's own float32 is as far off (2e-4, and 2e-2 with int8). After one
token none need tip: the best of some such prompts shows the sums alone. The shapes have uncommon
constants and sharp attention, so that a wrong formula shows.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import gguf
import gguf_models
import numpy as np
from binary import Costctl
from checks import Checks, run_sections
from gguf import GGMLQuantizationType as Type
from gguf_models import FLOATS, TYPES, Shape

TOKENS = [7, 300, 0, 255, 31, 31, 77, 8, 120, 300, 1, 2, 3, 64, 199, 7, 45, 260, 13, 13, 5, 99, 7, 0]
LLAMA = Shape("llama", 3, 256, 512, 4, 2, 64, 301, 64, 7777.0, 2e-3, True, True)
QWEN = Shape("qwen2", 3, 256, 768, 8, 2, 32, 301, 64, 33333.0, 5e-4, False, False)
# Heads that are wider together than the residual stream, an output matrix of its own.
WIDE = Shape("llama", 2, 256, 512, 3, 3, 256, 301, 64, 500.0, 1e-3, False, False)

# Limits of rms(error) / std(logits), at every position, and after one token.
EXACT = {kind: 2e-3 if kind in FLOATS else 8e-2 if kind.name[-1] == "K" else 6e-2 for kind in TYPES}
ROUNDED = {kind: 5e-4 if kind in FLOATS else 3e-2 for kind in TYPES}
ONE_TOKEN = 1e-5


@dataclass(frozen=True)
class Matrix:
    kind: Type
    values: np.ndarray  # (rows, columns) float64


class Model:
    """A GGUF file as its formulas read it."""

    def __init__(self, path: Path) -> None:
        self.reader = gguf.GGUFReader(path)
        self.tensors = {tensor.name: tensor for tensor in self.reader.tensors}
        self.architecture = self.reader.get_field("general.architecture").contents()
        self.layers = self.number("block_count")
        self.heads = self.number("attention.head_count")
        self.key_heads = self.number("attention.head_count_kv")
        self.head_size = self.number("attention.key_length")
        self.epsilon = self.number("attention.layer_norm_rms_epsilon")
        self.theta = self.number("rope.freq_base")

    def number(self, key: str) -> float:
        return self.reader.get_field(f"{self.architecture}.{key}").contents()

    def matrix(self, name: str) -> Matrix:
        tensor = self.tensors[name]
        values = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        return Matrix(tensor.tensor_type, values.astype(np.float64))

    def vector(self, name: str) -> np.ndarray:
        return self.matrix(name).values

    def has(self, name: str) -> bool:
        return name in self.tensors

    @cached_property
    def output(self) -> Matrix:
        return self.matrix("output.weight" if self.has("output.weight") else "token_embd.weight")

    @cached_property
    def frequencies(self) -> np.ndarray:
        """(head_size / 2) radians a position."""
        pairs = np.arange(self.head_size // 2)
        frequencies = self.theta ** (-2 * pairs / self.head_size)
        if self.has("rope_freqs.weight"):
            frequencies = frequencies / self.vector("rope_freqs.weight")
        return frequencies


@dataclass(frozen=True)
class Evaluation:
    """The forward pass over one prompt; `rounded` rounds what the engine rounds."""

    model: Model
    rounded: bool

    def logits(self, tokens: list[int]) -> np.ndarray:
        """(positions, vocabulary)."""
        model = self.model
        x = model.matrix("token_embd.weight").values[tokens]
        for layer in range(model.layers):
            x = x + self.attention(f"blk.{layer}", self.norm(x, f"blk.{layer}.attn_norm"))
            x = x + self.feed_forward(f"blk.{layer}", self.norm(x, f"blk.{layer}.ffn_norm"))
        return self.multiply(model.output, self.norm(x, "output_norm"))

    def norm(self, x: np.ndarray, name: str) -> np.ndarray:
        square = np.mean(x * x, axis=-1, keepdims=True)
        return x / np.sqrt(square + self.model.epsilon) * self.model.vector(f"{name}.weight")

    def attention(self, block: str, x: np.ndarray) -> np.ndarray:
        model = self.model
        queries = self.rotate(self.project(f"{block}.attn_q", x, model.heads))
        keys = self.cached(self.rotate(self.project(f"{block}.attn_k", x, model.key_heads)))
        values = self.cached(self.project(f"{block}.attn_v", x, model.key_heads))
        shared = model.heads // model.key_heads
        keys, values = np.repeat(keys, shared, axis=1), np.repeat(values, shared, axis=1)
        scores = np.einsum("qhd,khd->hqk", queries, keys) / np.sqrt(model.head_size)
        later = np.triu(np.ones(scores.shape[1:], bool), 1)
        scores = np.where(later, -np.inf, scores)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = np.einsum("hqk,khd->qhd", weights, values).reshape(len(x), -1)
        return self.multiply(model.matrix(f"{block}.attn_output.weight"), mixed)

    def feed_forward(self, block: str, x: np.ndarray) -> np.ndarray:
        gate = self.multiply(self.model.matrix(f"{block}.ffn_gate.weight"), x)
        up = self.multiply(self.model.matrix(f"{block}.ffn_up.weight"), x)
        return self.multiply(
            self.model.matrix(f"{block}.ffn_down.weight"), gate / (1 + np.exp(-gate)) * up
        )

    def project(self, name: str, x: np.ndarray, heads: int) -> np.ndarray:
        """(positions, heads, head_size)."""
        y = self.multiply(self.model.matrix(f"{name}.weight"), x)
        if self.model.has(f"{name}.bias"):
            y = y + self.model.vector(f"{name}.bias")
        return y.reshape(len(x), heads, -1)

    def rotate(self, x: np.ndarray) -> np.ndarray:
        """Llama files pair neighbours, Qwen2 files pair the halves of a head."""
        angles = np.arange(len(x))[:, None, None] * self.model.frequencies
        turns = np.exp(1j * angles)
        if self.model.architecture == "llama":
            pairs = (x[..., 0::2] + 1j * x[..., 1::2]) * turns
            return np.stack([pairs.real, pairs.imag], axis=-1).reshape(x.shape)
        half = x.shape[-1] // 2
        pairs = (x[..., :half] + 1j * x[..., half:]) * turns
        return np.concatenate([pairs.real, pairs.imag], axis=-1)

    def multiply(self, matrix: Matrix, x: np.ndarray) -> np.ndarray:
        if self.rounded and matrix.kind not in FLOATS:
            blocks = x.reshape(len(x), -1, 32)
            scale = np.abs(blocks).max(axis=-1, keepdims=True) / 127
            x = (np.rint(blocks / scale) * scale).reshape(x.shape)
        return x @ matrix.values.T

    def cached(self, x: np.ndarray) -> np.ndarray:
        return x.astype(np.float16).astype(np.float64) if self.rounded else x


def distances(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """rms(error) / std(logits) of every position; infinite where shapes differ."""
    if ours.shape != theirs.shape or not np.isfinite(ours).all():
        return np.full(len(theirs), np.inf)
    errors = np.sqrt(np.mean((ours - theirs) ** 2, axis=-1))
    return errors / np.std(theirs, axis=-1)


def sharpened(name: str) -> float:
    """Queries that make some positions count much more than others."""
    return 2.0 if name.endswith("attn_q.weight") else 1.0


def logits(costctl: Costctl, path: Path, tokens: list[int], *options: str) -> np.ndarray:
    listed = ",".join(map(str, tokens))
    told = costctl.succeed("bench", "--logits", "--gguf", path, "--tokens", listed, *options).json()
    if told["schema"] != "costctl/logits/v1":
        raise RuntimeError(f"schema {told['schema']}")
    return np.array(told["logits"])


def check_model(checks: Checks, costctl: Costctl, name: str, path: Path, kind: Type) -> None:
    model = Model(path)
    exact, rounded = Evaluation(model, rounded=False), Evaluation(model, rounded=True)
    ours = logits(costctl, path, TOKENS)
    alone = [
        distances(logits(costctl, path, [token]), rounded.logits([token])).max()
        for token in TOKENS[:5]
    ]
    for law, limit, found in (
        ("the exact model", EXACT[kind], distances(ours, exact.logits(TOKENS)).max()),
        ("the rounded model", ROUNDED[kind], distances(ours, rounded.logits(TOKENS)).max()),
        ("the rounded model after one token", ONE_TOKEN, min(alone)),
    ):
        checks.expect(f"{name}: within {limit:.0e} of {law} ({found:.1e})", found <= limit, found)
    scalar = logits(costctl, path, TOKENS, "--isa", "scalar")
    checks.expect(f"{name}: the scalar reference gives the same logits", np.array_equal(ours, scalar))


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    path = folder / "model.gguf"
    for label, shape in (("llama", LLAMA), ("qwen2", QWEN), ("wide llama", WIDE)):
        for kind in TYPES:
            gguf_models.write(path, shape, lambda _: kind, seed=int(kind), gain=sharpened)
            check_model(checks, costctl, f"{label} {kind.name}", path, kind)
        mixed = gguf_models.mix("q4_k_m", shape)
        gguf_models.write(path, shape, mixed, seed=99, gain=sharpened)
        check_model(checks, costctl, f"{label} Q4_K_M", path, Type.Q4_K)


if __name__ == "__main__":
    run_sections({"llama": check})
