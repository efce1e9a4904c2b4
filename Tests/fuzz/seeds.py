"""Writes the corpus that fuzzing starts from: the smallest models that are sound."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "verify"))

import gguf_models
from gguf_models import TYPES, Shape, Type

NARROW = [
    Shape("llama", 1, 32, 32, 1, 1, 32, 3, 8, 500.0, 1e-5, True, True),
    Shape("qwen2", 1, 32, 32, 2, 1, 16, 1, 8, 500.0, 1e-5, False, False),
]
# As wide as the blocks of 256, and no larger than that.
WIDE = Shape("llama", 1, 256, 32, 1, 1, 32, 1, 8, 500.0, 1e-5, True, False)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for kind in TYPES:
        wide = kind.name.endswith("K")

        def type_of(name: str) -> Type:
            narrow = name.endswith(("attn_output.weight", "ffn_down.weight"))
            return Type.Q8_0 if wide and narrow else kind

        for shape in [WIDE] if wide else NARROW:
            path = folder / f"{shape.architecture}-{kind.name}.gguf"
            gguf_models.write(path, shape, type_of, seed=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
