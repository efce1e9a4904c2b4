#!/bin/bash
# Instructions per 32 weights and column on arm64, counted under qemu-user: NEON against SVE.
# Needs gcc, gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user; the static qemu has no
# plugins.
set -euo pipefail
cd "$(dirname "$0")/../../.."
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

gcc -O2 -shared -fPIC Benchmarks/kernels/arm64/plugin.c -o "$build/count.so"
libc=$(realpath "$(dirname "$(dirname "$(aarch64-linux-gnu-gcc -print-file-name=libc.a)")")")
libgcc=$(dirname "$(aarch64-linux-gnu-gcc -print-libgcc-file-name)")
clang --target=aarch64-linux-gnu -std=gnu11 -O2 \
  -isystem "$libc/include" -ISources/CKernels/include \
  Sources/CKernels/*.c Sources/CKernels/isa/*.c Benchmarks/kernels/arm64/main.c \
  -B"$libc/lib" -B"$libgcc" -L"$libc/lib" -L"$libgcc" -fuse-ld=lld -static -lm -lpthread \
  -o "$build/multiply"

count() { # cpu isa type columns repeats
  qemu-aarch64 -cpu "$1" -plugin "$build/count.so" "$build/multiply" "$2" "$3" "$4" "$5" 2>&1
}

printf '%-13s %6s %9s %9s %9s %9s\n' isa bits 'Q4_0 x1' 'Q4_0 x8' 'Q8_0 x1' 'Q6_K x1'
for vq in 1 2 4; do
  for isa in neon neon-dotprod neon-i8mm sve sve-i8mm; do
    [[ $isa == neon* && $vq != 1 ]] && continue
    cpu=max,sve-max-vq=$vq,sve-default-vector-length=-1
    printf '%-13s %6d' "$isa" $((128 * vq))
    for shape in "2 1" "2 8" "8 1" "14 1"; do
      read -r type columns <<<"$shape"
      once=$(count "$cpu" "$isa" "$type" "$columns" 1)
      thrice=$(count "$cpu" "$isa" "$type" "$columns" 3)
      awk -v n=$((thrice - once)) -v c="$columns" \
        'BEGIN { printf " %9.2f", n / 2 / (512 * 2048 * c / 32) }'
    done
    echo
  done
done
