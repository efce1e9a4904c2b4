#!/usr/bin/env bash
# Fuzzes the GGUF reader for SECONDS (default 60) with libFuzzer; what it finds is left in
# .build/fuzz/found and named. The corpus grows in .build/fuzz/corpus from run to run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
build=$PWD/.build/fuzz
mkdir -p "$build"/{include,corpus,found}

cat >"$build/include/module.modulemap" <<MAP
module CKernels {
  header "$PWD/Sources/CKernels/include/ckernels.h"
  header "$PWD/Sources/CKernels/include/ckhost.h"
  export *
}
MAP
for file in finite pack layout host; do
  clang -std=gnu11 -g -O1 -fsanitize=undefined -fno-sanitize-recover -fsanitize=fuzzer-no-link \
    -ISources/CKernels/include -c "Sources/CKernels/$file.c" -o "$build/$file.o"
done
flags=(-swift-version 6 -package-name costctl -Onone -wmo -parse-as-library)
features=(ExistentialAny InternalImportsByDefault MemberImportVisibility)
for feature in "${features[@]}"; do flags+=(-enable-upcoming-feature "$feature"); done
find Sources/CostModel -name '*.swift' -print0 | xargs -0 swiftc "${flags[@]}" \
  -module-name CostModel -emit-module -emit-module-path "$build/CostModel.swiftmodule" \
  -emit-object -o "$build/CostModel.o"
swiftc "${flags[@]}" -g -module-name Bench -sanitize=fuzzer \
  -I "$build" -I "$build/include" Sources/Bench/GGUF/*.swift Sources/Bench/Model/*.swift \
  Tests/fuzz/GGUFFuzz.swift "$build"/{CostModel,finite,pack,layout,host}.o -Xclang-linker -fsanitize=undefined \
  -lm -o "$build/gguf-fuzz"

.venv/bin/python Tests/fuzz/seeds.py "$build/seeds"
# Swift's own backtraces wait for a debugger's reader; libFuzzer prints a stack of its own.
SWIFT_BACKTRACE=enable=no "$build/gguf-fuzz" -max_total_time="$seconds" -timeout=10 \
  -rss_limit_mb=1024 -malloc_limit_mb=256 -max_len=65536 -dict=Tests/fuzz/gguf.dict -use_value_profile=1 \
  -artifact_prefix="$build/found/" -print_final_stats=1 "$build/corpus" "$build/seeds"
