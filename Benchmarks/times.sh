#!/bin/sh
# Measures `sommet time` side by side with dateparser, in one run: see README.md beside this file.
#   times.sh [--expressions N]
# Needs the release build (`make bench` makes it). dateparser goes into .venv-bench-times.
set -eu

cd "$(dirname "$0")/.."
packages=.venv-bench-times
if [ ! -f "$packages/installed" ]; then
  echo "installing dateparser into $packages" >&2
  rm -rf "$packages"
  python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --root-user-action ignore \
    --target "$packages" 'dateparser==1.*'
  touch "$packages/installed"
fi
exec python3 Benchmarks/times.py --packages "$packages" "$@"
