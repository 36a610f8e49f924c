#!/bin/sh
# Fuzzes what reads strangers' bytes: fuzz.sh SECONDS [TARGET…]; without targets all of them, one after the other. Several may run at once, each
# for targets of its own.
#   $SOMMET_PIPELINE  compiled pipeline for the tokenizer (that in .pipeline/)
#   $SOMMET_FUZZER    a fuzzer that is built already, to be run as it is
# Inputs that found something new stay in .fuzz/TARGET/inputs for the next run, faults go to .fuzz/TARGET/findings, and what was run is counted
# in .fuzz/TARGET/runs.tsv (day, processor seconds, inputs, findings, edges of code reached). Ends with 1 when there is a finding.
#   fuzz.sh --total   prints the sums of all runs
set -eu

cd "$(dirname "$0")/.."

total() {
  printf '%-10s %12s %12s %10s %8s %8s\n' target processor_s inputs inputs/s edges findings
  for runs in .fuzz/*/runs.tsv; do
    [ -f "$runs" ] || continue
    awk -v target="$(basename "$(dirname "$runs")")" '{ seconds += $2; inputs += $3; findings += $4; if ($5) edges = $5 }
      END { printf "%-10s %12d %12d %10d %8d %8d\n", target, seconds, inputs, inputs / (seconds > 0 ? seconds : 1), edges, findings }' "$runs"
  done
}
if [ "$1" = --total ]; then
  total
  exit
fi

# Puts the processor seconds of the processes that have ended into a variable.
count_seconds() {
  times >".fuzz/times.$$"
  spent=$(awk 'NR == 2 { for (n = 1; n <= 2; n++) { split($n, part, "m"); sum += part[1] * 60 + part[2] } printf "%.0f", sum }' ".fuzz/times.$$")
  rm ".fuzz/times.$$"
}

seconds=$1
shift
fuzzer=${SOMMET_FUZZER:-}
if [ -z "$fuzzer" ]; then
  fuzzer=.build-fuzz/release/sommet-fuzz
  # The manifest knows the fuzzer only when it is told so: nothing else needs libFuzzer. Of several sanitizers the compiler of Swift takes the
  # last one that is named by itself, so that they are named together.
  SOMMET_FUZZ=1 swift build --scratch-path .build-fuzz --configuration release --product sommet-fuzz --sanitize fuzzer \
    -Xswiftc -sanitize=address,fuzzer -Xcc -fsanitize=address,undefined -Xcc -fno-sanitize-recover=undefined >&2
fi

# What a process that ends has not given back is no finding.
export ASAN_OPTIONS=detect_leaks=0
# It hangs under the sanitizer, which prints a stack by itself.
export SWIFT_BACKTRACE=enable=no
[ $# -gt 0 ] || set -- $("$fuzzer" 2>&1 | sed -n 's/^  //p')
status=0
for target; do
  folder=.fuzz/$target
  mkdir -p "$folder/inputs" "$folder/findings"
  "$fuzzer" "$target" --seed "$folder/inputs"
  set -- "-max_total_time=$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
    "-artifact_prefix=$folder/findings/"
  [ -f "Fuzz/Dictionaries/$target.dict" ] && set -- "$@" "-dict=Fuzz/Dictionaries/$target.dict"
  seeds=Fuzz/Seeds/$target
  [ -d "$seeds" ] || seeds=
  regressions=Tests/SommetFuzzTests/Regressions/$target
  [ -d "$regressions" ] || regressions=
  count_seconds
  before=$spent
  found=0
  nice -n 19 "$fuzzer" "$target" "$@" "$folder/inputs" $seeds $regressions >"$folder/log" 2>&1 || found=1
  count_seconds
  took=$((spent - before))
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/log")
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$folder/log" | tail -n 1)
  printf '%s\t%d\t%d\t%d\t%d\n' "$(date -u +%Y-%m-%d)" "$took" "${runs:-0}" "$found" "${edges:-0}" >>"$folder/runs.tsv"
  if [ "$found" = 0 ]; then
    echo "$target: $runs inputs in $took s, no finding; $(total | awk -v target="$target" '$1 == target { print $3 " in " $2 " s" }') in all runs"
  else
    echo "$target: a finding in $folder/findings, told in $folder/log"
    status=1
  fi
done
exit $status
