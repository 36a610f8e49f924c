#!/bin/sh
# Prints how many values of the suites under ../shared/time (or $SOMMET_SHARED/time) come out right, as `sommet time`
# tells them.
# With -v also what is missed.
set -eu
cd "$(dirname "$0")/.."
[ "${1:-}" = "-v" ] && export SOMMET_TIME_MISSES=1
options="--configuration release --explicit-target-dependency-import-check error"
# shellcheck disable=SC2086
swift build $options --build-tests >&2
# shellcheck disable=SC2086
swift test $options --skip-build --filter SommetTimeTests.SuiteTests 2>&1 |
  grep -E '\.jsonl|^suite|^    |skipped|failed|error:'
