#!/bin/sh
# Measures the comparison of two graphs side by side with NetworkX and rdflib, in one run: see README.md beside this file.
#   diff.sh [--edges N] [--networkx-edges N] [--rdflib-edges N]
set -eu

cd "$(dirname "$0")/.."
scripts/readers.sh
[ -x .venv-readers/bin/python ] || {
  echo "diff.sh: there is no Python environment; see scripts/readers.sh" >&2
  exit 2
}
swift build --configuration release --product sommet-diff-bench >&2
swift build --configuration release --product sommet >&2
exec .venv-readers/bin/python Benchmarks/diff.py "$@"
