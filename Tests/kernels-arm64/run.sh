#!/bin/bash
# Cross-compiles CKernels for arm64 and runs every kernel and the dispatch under qemu-user, on CPUs
# with and without dot products, matrix products and SVE, at SVE lengths from 128 to 2048 bits.
# `make test` installs what it needs and runs it. Closes with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/../.."

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

# The Swift toolchain's clang compiles, as in the product; Debian's cross packages have libc.
libc=$(realpath "$(dirname "$(dirname "$(aarch64-linux-gnu-gcc -print-file-name=libc.a)")")")
libgcc=$(dirname "$(aarch64-linux-gnu-gcc -print-libgcc-file-name)")
clang --target=aarch64-linux-gnu -std=gnu11 -O2 -Wall -Wextra -Werror \
  -isystem "$libc/include" -ISources/CKernels/include -ITests/KernelChecks/include \
  Sources/CKernels/*.c Sources/CKernels/isa/*.c Tests/KernelChecks/*.c Tests/kernels-arm64/main.c \
  -B"$libc/lib" -B"$libgcc" -L"$libc/lib" -L"$libgcc" -fuse-ld=lld -static -lm -lpthread \
  -o "$build/check"

# CPU, SVE bits, instruction sets best first (+: its kernels are checked). The length needs both
# options: qemu starts at Linux' default of 512 bits, whatever the CPU has.
default=sve-default-vector-length=-1
cat >"$build/runs" <<END
max,sve-max-vq=1,$default   128   neon-i8mm +sve-i8mm neon-dotprod +sve neon scalar
max,sve-max-vq=2,$default   256   neon-i8mm +sve-i8mm neon-dotprod +sve neon scalar
max,sve-max-vq=4,$default   512   neon-i8mm +sve-i8mm neon-dotprod +sve neon scalar
max,sve-max-vq=16,$default  2048  neon-i8mm +sve-i8mm neon-dotprod +sve neon scalar
max,sve=off                 0     +neon-i8mm +neon-dotprod neon scalar
neoverse-n1                 0     +neon-dotprod neon scalar
cortex-a72                  0     +neon scalar
a64fx                       512   +sve neon scalar
END

# A run that dies counts as a failure, with its last words.
check() {
  local cpu bits names
  read -r cpu bits names <<<"$1"
  # shellcheck disable=SC2086 # names are words
  qemu-aarch64-static -cpu "$cpu" "$build/check" "$bits" $names >"$build/$cpu.out" 2>&1 ||
    grep -q ' passed, ' "$build/$cpu.out" || echo "0 passed, 1 failed" >>"$build/$cpu.out"
  sed "s/^/$cpu: /" "$build/$cpu.out"
}
export -f check
export build
xargs -a "$build/runs" -d '\n' -P "$(nproc)" -I{} bash -c 'check "$1"' check {}

awk '/ passed, / { passed += $1; failed += $3 }
  END { print passed " passed, " failed " failed"; exit failed != 0 || NR != 8 }' \
  <(grep -h ' passed, ' "$build"/*.out)
