#!/bin/sh
# Measures the merge alone, of records multiplied to any number: see README.md beside this file.
#   merge.sh RECORDS.jsonl [COPIES…]
set -eu

cd "$(dirname "$0")/.."
records=$1
shift
swift build --configuration release --product sommet-merge-bench >&2
bench=.build/release/sommet-merge-bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copies in "${@:-1}"; do
  "$bench" multiply "$records" "$copies" "$work/records"
  "$bench" merge "$work/records"
done
