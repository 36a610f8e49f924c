#!/bin/sh
# Fuzzes what reads strangers' bytes: fuzz.sh SECONDS [TARGET…]; without targets all of them, one after the other.
#   $SOMMET_PIPELINE  compiled pipeline for the tokenizer (that in .pipeline/)
# Inputs that found something new stay in .fuzz/TARGET/inputs for the next run, faults go to .fuzz/TARGET/findings. Ends with 1 when there is one.
set -eu

seconds=$1
shift
cd "$(dirname "$0")/.."
fuzzer=.build-fuzz/release/sommet-fuzz
# The manifest knows the fuzzer only when it is told so: nothing else needs libFuzzer.
SOMMET_FUZZ=1 swift build --scratch-path .build-fuzz --configuration release --sanitize fuzzer --sanitize address \
  --product sommet-fuzz >&2

[ $# -gt 0 ] || set -- $("$fuzzer" 2>&1 | sed -n 's/^  //p')
status=0
for target; do
  folder=.fuzz/$target
  mkdir -p "$folder/inputs" "$folder/findings"
  "$fuzzer" "$target" --seed "$folder/inputs"
  set -- "-max_total_time=$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -detect_leaks=0 -verbosity=0 \
    -print_final_stats=1 "-artifact_prefix=$folder/findings/"
  [ -f "Fuzz/Dictionaries/$target.dict" ] && set -- "$@" "-dict=Fuzz/Dictionaries/$target.dict"
  seeds=Fuzz/Seeds/$target
  [ -d "$seeds" ] || seeds=
  regressions=Tests/SommetFuzzTests/Regressions/$target
  [ -d "$regressions" ] || regressions=
  if nice -n 19 "$fuzzer" "$target" "$@" "$folder/inputs" $seeds $regressions >"$folder/log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/log")
    echo "$target: $runs inputs in $seconds s, no finding"
  else
    echo "$target: a finding in $folder/findings, told in $folder/log"
    status=1
  fi
done
exit $status
