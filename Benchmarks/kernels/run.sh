#!/bin/bash
# Builds and runs the kernels' benchmark; see main.c for its arguments.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
clang -std=gnu11 -O2 -Wall -Wextra -Werror -ISources/CKernels/include Sources/CKernels/*.c \
  Sources/CKernels/isa/*.c Benchmarks/kernels/main.c -lm -lpthread -o "$build/kernels"
"$build/kernels" "$@"
