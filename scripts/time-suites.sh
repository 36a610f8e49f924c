#!/bin/sh
# Prints how many values of the suites under ../shared/time (or $SOMMET_SHARED/time) come out right, as `sommet time`
# tells them.
# With -v also what is missed.
set -eu
cd "$(dirname "$0")/.."
[ "${1:-}" = "-v" ] && export SOMMET_TIME_MISSES=1
swift test -c release --explicit-target-dependency-import-check error --filter SuiteTests 2>&1 | grep -E '\.jsonl|^suite|^    |skipped|failed|error:'
