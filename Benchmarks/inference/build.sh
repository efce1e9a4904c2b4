#!/usr/bin/env bash
# Builds llama.cpp's own benchmarks, and a printer of its logits, from the source in PyPI's llama-cpp-python, into
# Benchmarks/cache/llama.cpp/{avx2,native}: once with AVX2 as its best, once with all this CPU has.
# On a CPU that is not x86 only the latter. Takes some ten minutes of two cores, once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

VERSION=0.3.36
cache=$PWD/Benchmarks/cache/llama.cpp
source=$cache/llama_cpp_python-$VERSION/vendor/llama.cpp

flock .ci/packages .ci/packages cmake ninja-build g++ >&2
mkdir -p "$cache"
if [ ! -d "$source" ]; then
  echo "==> fetching llama-cpp-python $VERSION" >&2
  .venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps \
    --no-binary llama-cpp-python --dest "$cache" "llama-cpp-python==$VERSION"
  tar -xzf "$cache/llama_cpp_python-$VERSION.tar.gz" -C "$cache"
fi

build() { # NAME OPTION...
  local folder=$cache/$1
  shift
  [ ! -x "$folder/bin/logits" ] || return 0
  echo "==> building $folder" >&2
  cmake -S "$source" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF \
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_SERVER=OFF \
    -DLLAMA_BUILD_APP=OFF -DLLAMA_OPENSSL=OFF -DLLAMA_BUILD_NUMBER=0 \
    -DLLAMA_BUILD_COMMIT="llama-cpp-python-$VERSION" "$@" >"$folder.log"
  nice cmake --build "$folder" -j2 --target llama-bench llama-batched-bench >>"$folder.log"
  cc -O2 -Wall -Wextra -Werror -I"$source/include" -I"$source/ggml/include" -c \
    Benchmarks/inference/logits.c -o "$folder/logits.o"
  c++ "$folder/logits.o" "$folder/src/libllama.a" "$folder"/ggml/src/libggml{,-cpu,-base}.a \
    -fopenmp -lm -lpthread -ldl -o "$folder/bin/logits"
}

[ "$(uname -m)" != x86_64 ] || build avx2 -DGGML_NATIVE=OFF -DGGML_SSE42=ON -DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON \
  -DGGML_F16C=ON -DGGML_BMI2=ON -DGGML_AVX512=OFF
build native -DGGML_NATIVE=ON
echo "$cache"
