#!/bin/sh
# Prints what the readers make of the graph files of other programs under ../shared/graphs (or $SOMMET_SHARED/graphs),
# beside what their reference readers make of them.
set -eu
cd "$(dirname "$0")/.."
options="--configuration release --explicit-target-dependency-import-check error"
# shellcheck disable=SC2086
swift build $options --build-tests >&2
# shellcheck disable=SC2086
swift test $options --skip-build --filter SommetFormatsTests.GraphSuiteTests 2>&1 |
  grep -E '^(folder|all|as |alone|WRONG|[a-z-]+ (dot|gexf|graphml|gv) )|skipped|failed|error:'
