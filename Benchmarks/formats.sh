#!/bin/sh
# Measures the writers and readers of graphs side by side with NetworkX and igraph, in one run: see README.md beside this file.
#   formats.sh [--edges N] [--networkx-edges N]
set -eu

cd "$(dirname "$0")/.."
scripts/readers.sh
[ -x .venv-readers/bin/python ] || {
  echo "formats.sh: there is no Python environment; see scripts/readers.sh" >&2
  exit 2
}
.venv-readers/bin/python -c 'import pydot' 2>/dev/null ||
  .venv-readers/bin/python -m pip install -q --disable-pip-version-check pydot==3.0.4

swift build --configuration release --product sommet-formats-bench >&2
exec .venv-readers/bin/python Benchmarks/formats.py "$@"
