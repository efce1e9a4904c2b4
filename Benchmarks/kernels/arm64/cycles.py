"""Cycles per 32 weights and column that llvm-mca foresees for the inner loops on Neoverse, NEON against SVE.

    python3 Benchmarks/kernels/arm64/cycles.py

Needs clang, libc6-dev-arm64-cross and llvm-mca 17 or newer (llvm-19). All loads hit the first cache, every branch is
foreseen: a bound, not a measurement.
"""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KERNELS = ROOT / "Sources" / "CKernels"
# The vector's bits, which llvm-mca does not know of.
CPUS = {"neoverse-n1": 128, "neoverse-v1": 256, "neoverse-v2": 128}
TYPES = ("CK_Q4_0", "CK_Q8_0", "CK_Q6_K")
LABEL = re.compile(r"^(\.?\w+):")
BRANCH = re.compile(r"^\tb\.\w+\t(\.?\w+)|^\tcbn?z\t\w+, (\.?\w+)|^\ttbn?z\t\w+, #\d+, (\.?\w+)")
PRODUCT = re.compile(r"^\t(sdot|smmla)\t")


@dataclass(frozen=True)
class Kernel:
    name: str
    file: str
    call: str
    target: str
    is_sve: bool
    cpus: tuple[str, ...]


KERNELS_SHOWN = (
    Kernel("neon-dotprod, 1 column", "neon_dotprod.c", "multiply_tile(t, {}, 4, 1)",
           "armv8.2-a+dotprod", False, tuple(CPUS)),
    Kernel("sve, 1 column", "sve.c", "multiply_4x1(t, {})", "armv8.2-a+sve", True, ("neoverse-v1", "neoverse-v2")),
    Kernel("neon-i8mm, 4 columns", "neon_i8mm.c", "multiply_tile(t, {}, 2)",
           "armv8.2-a+dotprod+i8mm", False, ("neoverse-v1", "neoverse-v2")),
    Kernel("sve-i8mm, 4 columns", "sve_i8mm.c", "multiply_tile(t, {})",
           "armv8.2-a+sve+i8mm", True, ("neoverse-v1", "neoverse-v2")),
)


def assembly(kernel: Kernel, kind: str, folder: Path) -> list[str]:
    source = folder / "loop.c"
    source.write_text(
        f'#include "{KERNELS / "isa" / kernel.file}"\n'
        f'__attribute__((target("arch={kernel.target}"))) void loop(const ck_tile *t) {{ {kernel.call.format(kind)}; }}\n'
    )
    command = [
        "clang", "--target=aarch64-linux-gnu", "-std=gnu11", "-O2", "-S", "-o", "-", source,
        "-isystem", "/usr/aarch64-linux-gnu/include", f"-I{KERNELS / 'include'}", f"-I{KERNELS}",
    ]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    body = text[text.index("\nloop:"):]
    return body[:body.index(".Lfunc_end")].splitlines()


def hottest_loop(lines: list[str]) -> list[str]:
    """The innermost loop with the most products: from its label to the branch back."""
    loops, labels = [], {}
    for number, line in enumerate(lines):
        if label := LABEL.match(line):
            labels[label[1]] = number
        branch = BRANCH.match(line)
        target = branch and next(filter(None, branch.groups()))
        if target in labels:
            loops.append((labels[target], number + 1))
    working = [(first, last) for first, last in loops if products(lines[first:last])]
    inner = [
        lines[first:last] for first, last in working
        if not any(first < other[0] and other[1] <= last for other in working)
    ]
    found = max(inner, key=products)
    return [line for line in found if line.startswith("\t") and not line.startswith("\t.")]


def products(lines: list[str]) -> int:
    return sum(bool(PRODUCT.match(line)) for line in lines)


def cycles(loop: list[str], cpu: str) -> float:
    tool = shutil.which("llvm-mca-19") or shutil.which("llvm-mca")
    assert tool, "llvm-mca is not installed"
    command = [tool, "-mtriple=aarch64", f"-mcpu={cpu}", "-mattr=+sve,+i8mm,+dotprod", "-iterations=200"]
    told = subprocess.run(command, input="\n".join(loop) + "\n", capture_output=True, text=True, check=True).stdout
    found = re.search(r"^Total Cycles:\s+(\d+)", told, re.MULTILINE)
    assert found, told
    return int(found[1]) / 200


def products_needed(loop: list[str], bits: int) -> float:
    """Instructions that 32 weights take with one column: each makes 32 products a 128-bit part, or 16."""
    a_part = 32 if any("smmla" in line for line in loop) else 16
    return 32 / (a_part * bits / 128)


def main() -> None:
    print(f"{'':34}" + "".join(f"{kind.removeprefix('CK_'):>9}" for kind in TYPES))
    with tempfile.TemporaryDirectory() as folder:
        for kernel in KERNELS_SHOWN:
            loops = {kind: hottest_loop(assembly(kernel, kind, Path(folder))) for kind in TYPES}
            for cpu in kernel.cpus:
                bits = CPUS[cpu] if kernel.is_sve else 128
                row = [
                    cycles(loop, cpu) * products_needed(loop, bits) / products(loop)
                    for loop in loops.values()
                ]
                print(f"{f'{kernel.name}, {cpu}':34}" + "".join(f"{value:9.2f}" for value in row))


if __name__ == "__main__":
    main()
