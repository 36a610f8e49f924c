#!/bin/sh
# Builds generated corpora of growing size into stores, or one of them in several ways: see README.md beside this file.
#   corpus.sh [--counts 1000,10000] [--work DIR]           a table
#   corpus.sh same [--count 1000] [--work DIR] [STEP…]     the same bytes; steps: two, one, interrupted, spark, check
set -eu

cd "$(dirname "$0")/.."
swift build --configuration release --explicit-target-dependency-import-check error --product sommet >&2
program=builds.py
if [ "${1:-}" = same ]; then
  program=same.py
  shift
fi
exec python3 "Benchmarks/$program" "$@"
