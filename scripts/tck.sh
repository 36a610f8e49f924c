#!/bin/sh
# Prints how many read-only scenarios of the openCypher compatibility kit under ../shared/tck (or $SOMMET_SHARED/tck) pass.
# With -v also those that fail, with -vv also those that are refused by name.
set -eu
cd "$(dirname "$0")/.."
[ "${1:-}" = "-v" ] && export SOMMET_TCK_MISSES=1
[ "${1:-}" = "-vv" ] && export SOMMET_TCK_MISSES=all
options="--configuration release --explicit-target-dependency-import-check error"
# shellcheck disable=SC2086
swift build $options --build-tests >&2
# shellcheck disable=SC2086
swift test $options --skip-build --filter SommetQueryTests.TCKTests 2>&1 |
  grep -E '^(conformance|clauses|expressions|useCases)|^    |skipped|failed|error:'
