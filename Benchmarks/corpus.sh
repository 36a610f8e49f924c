#!/bin/sh
# Builds generated corpora of growing size into stores, and compares the ways of building them: see README.md beside this file.
#   corpus.sh [--counts 1000,10000] [--same 1000] [--interruptions 5]
set -eu

cd "$(dirname "$0")/.."
swift build --configuration release --explicit-target-dependency-import-check error --product sommet >&2
exec python3 Benchmarks/builds.py "$@"
