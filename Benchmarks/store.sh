#!/bin/sh
# Measures the store with a generated graph: see README.md beside this file.
#   store.sh [EDGES]
set -eu

cd "$(dirname "$0")/.."
edges=${1:-1000000}
swift build --configuration release --product sommet-store-bench >&2
swift build --configuration release --product sommet >&2
bench=.build/release/sommet-store-bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "step	seconds	peak MB	file MB"
for step in commit index; do
  "$bench" "$step" "$work/g.sommet" "$edges" | tr '\n' '\t'
  stat -c %s "$work/g.sommet" | awk '{ printf "%d\n", $1 / 1000000 }'
done
python3 Benchmarks/first.py .build/release/sommet "$work/g.sommet" "$edges" >"$work/first"
for step in same change walk fingerprints ask; do
  "$bench" "$step" "$work/g.sommet" "$edges" | tr '\n' '\t'
  stat -c %s "$work/g.sommet" | awk '{ printf "%d\n", $1 / 1000000 }'
done
cat "$work/first"
