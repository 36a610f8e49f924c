#!/bin/sh
# Builds and runs the tests under sanitizers: sanitize.sh address|thread [options of `swift test`]
#   address  AddressSanitizer, and UndefinedBehaviorSanitizer for all C that the package compiles. For Swift there is no
#            UndefinedBehaviorSanitizer on Linux; it checks overflow, bounds and casts by itself.
#   thread   ThreadSanitizer
#   $SOMMET_LEAKS  1: memory that is lost is reported too
# What a sanitizer reports is kept in .build-[at]san/reports, also that of the commands which the tests start, whatever they end with. Ends with
# 1 when there is a report or a test fails.
set -eu

cd "$(dirname "$0")/.."
case ${1:-} in
address)
  scratch=.build-asan
  flags="--sanitize address -Xcc -fsanitize=undefined -Xcc -fno-sanitize-recover=undefined"
  ;;
thread)
  scratch=.build-tsan
  flags="--sanitize thread"
  ;;
*)
  echo "usage: sanitize.sh address|thread [options of 'swift test']" >&2
  exit 2
  ;;
esac
sanitizer=$1
shift
# The manifest then links the command as the sanitizers need it, and tests of memory and time are told.
export SOMMET_SANITIZE="$sanitizer"
flags="--configuration release --explicit-target-dependency-import-check error --scratch-path $scratch $flags"
# shellcheck disable=SC2086
swift build $flags --build-tests

# It hangs under the sanitizers, which print a stack by themselves.
export SWIFT_BACKTRACE=enable=no
reports=$PWD/$scratch/reports
rm -rf "$reports"
mkdir -p "$reports"
# Swift marks pointers in their upper bits, behind which the search for leaks does not look: it is for C wrappers alone (`make asan`).
options="log_path=$reports/report:detect_leaks=${SOMMET_LEAKS:-0}"
export ASAN_OPTIONS="$options" UBSAN_OPTIONS="print_stacktrace=1:$options"
export TSAN_OPTIONS="log_path=$reports/report"
preloaded=
if [ "$sanitizer" = thread ]; then
  preloaded=$PWD/$scratch/mutex.so
  "$(dirname "$(readlink -f "$(command -v swift)")")/clang" -O1 -Wall -Werror -shared -fPIC -o "$preloaded" scripts/mutex.c
fi

status=0
# XCTest, in which there are no tests, leaks by itself. Costs mean nothing here, and large suites of one kind add time only.
# shellcheck disable=SC2086
env LD_PRELOAD="$preloaded" swift test $flags --skip-build --disable-xctest --no-parallel \
  --skip CostTests --skip SuiteTests --skip TCKTests "$@" || status=1
for report in "$reports"/*; do
  [ -f "$report" ] || continue
  status=1
  echo "sanitize: $report" >&2
  grep -m 1 -e ERROR: -e WARNING: -e 'runtime error' "$report" >&2 || head -3 "$report" >&2
done
[ "$status" != 0 ] || echo "sanitize: $sanitizer: nothing to report"
exit "$status"
