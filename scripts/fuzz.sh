#!/bin/sh
# Fuzzes what reads strangers' bytes: fuzz.sh SECONDS [TARGET…]; without targets all of them, one after the other. Several may run at once, each
# for targets of its own.
#   $SOMMET_PIPELINE  compiled pipeline for the tokenizer (that in .pipeline/)
#   $SOMMET_FUZZER    a fuzzer that is built already, to be run as it is
# Inputs that found something new stay in .fuzz/TARGET/inputs for the next run, faults go to .fuzz/TARGET/findings, and what was run is counted
# in .fuzz/TARGET/runs.tsv (day, target, processor seconds, inputs, findings, edges of code reached). Ends with 1 when there is a finding.
#   fuzz.sh --total   prints the sums of all runs, those of Fuzz/runs.tsv and those of this checkout, as the table of docs/fuzzing.md
#   fuzz.sh --keep    moves the runs of this checkout to Fuzz/runs.tsv, a row for each day and target
set -eu

cd "$(dirname "$0")/.."
kept=Fuzz/runs.tsv

# Prints the rows of the named files, each of which need not be there.
rows() {
  for file; do
    [ ! -f "$file" ] || grep -v '^#' "$file" || :
  done
}

total() {
  echo '| target | processor s | inputs | inputs/s | edges reached | findings |'
  echo '|---|---:|---:|---:|---:|---:|'
  rows "$kept" .fuzz/*/runs.tsv | awk -F '\t' '
    { seconds[$2] += $3; inputs[$2] += $4; findings[$2] += $5; if ($6 > edges[$2]) edges[$2] = $6 }
    END {
      for (target in seconds) {
        printf "| `%s` | %d | %d | %d | %d | %d |\n", target, seconds[target], inputs[target],
          inputs[target] / (seconds[target] > 0 ? seconds[target] : 1), edges[target], findings[target]
      }
    }' | sort
}

case ${1:-} in
--total)
  total
  exit
  ;;
--keep)
  rows .fuzz/*/runs.tsv | awk -F '\t' -v OFS='\t' '
    { row = $1 OFS $2; seconds[row] += $3; inputs[row] += $4; findings[row] += $5; if ($6 > edges[row]) edges[row] = $6 }
    END { for (row in seconds) printf "%s\t%d\t%d\t%d\t%d\n", row, seconds[row], inputs[row], findings[row], edges[row] }' | sort >>"$kept"
  rm -f .fuzz/*/runs.tsv
  exit
  ;;
'' | *[!0-9]*)
  echo "usage: fuzz.sh SECONDS [TARGET...] | --total | --keep" >&2
  exit 2
  ;;
esac

# Puts the processor seconds of the processes that have ended into a variable.
count_seconds() {
  times >".fuzz/times.$$"
  spent=$(awk 'NR == 2 { for (n = 1; n <= 2; n++) { split($n, part, "m"); sum += part[1] * 60 + part[2] } printf "%.0f", sum }' ".fuzz/times.$$")
  rm ".fuzz/times.$$"
}

# The findings of the run of a target that has just ended.
new_findings() {
  find "$folder/findings" -newer "$folder/begun" -type f ! -name 'slow-unit-*'
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
  touch "$folder/begun"
  nice -n 19 "$fuzzer" "$target" "$@" "$folder/inputs" $seeds $regressions >"$folder/log" 2>&1 || found=1
  if [ "$found" = 1 ]; then
    new=$(new_findings)
    for input in $new; do
      # A timeout is told by the clock: what passes by itself has only waited for the processor.
      case $input in */timeout-*) "$fuzzer" "$target" -timeout=10 -rss_limit_mb=2048 "$input" >>"$folder/log" 2>&1 && rm "$input" ;; esac
    done
    [ -z "$new" ] || [ -n "$(new_findings)" ] || found=0
  fi
  count_seconds
  took=$((spent - before))
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/log")
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$folder/log" | tail -n 1)
  printf '%s\t%s\t%d\t%d\t%d\t%d\n' "$(date -u +%Y-%m-%d)" "$target" "$took" "${runs:-0}" "$found" "${edges:-0}" >>"$folder/runs.tsv"
  if [ "$found" = 0 ]; then
    echo "$target: ${runs:-0} inputs in $took s, no finding; $(total | awk -F ' *[|] *' -v target="\`$target\`" '$2 == target { print $4 " in " $3 " s" }') in all runs"
  else
    echo "$target: a finding in $folder/findings, told in $folder/log"
    status=1
  fi
done
exit $status
