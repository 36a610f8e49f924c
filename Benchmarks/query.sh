#!/bin/sh
# Measures queries side by side with Kuzu and NetworkX, in one run: see README.md beside this file.
#   query.sh [--edges N] [--runs N]
# Kuzu and NetworkX go into .venv-bench-query.
set -eu

cd "$(dirname "$0")/.."
packages=.venv-bench-query
if [ ! -f "$packages/installed" ]; then
  echo "installing Kuzu and NetworkX into $packages" >&2
  rm -rf "$packages"
  python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --root-user-action ignore \
    --target "$packages" kuzu==0.11.3 networkx==3.6.1
  touch "$packages/installed"
fi
swift build --configuration release --product sommet-query-bench >&2
PYTHONPATH="$packages" exec python3 Benchmarks/query.py "$@"
