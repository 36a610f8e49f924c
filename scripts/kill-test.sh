#!/bin/sh
# Kills builds into a store at random moments, and checks that nothing is lost: see docs/store.md.
#   kill-test.sh [KILLS [SEED]]
set -eu

cd "$(dirname "$0")/.."
kills=${1:-50}
seed=${2:-1}
sommet=${SOMMET:-.build/release/sommet}
export SOMMET_PIPELINES="${SOMMET_PIPELINES:-$PWD/.pipeline}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "kill-test: $*" >&2
  exit 1
}

# Three states of a corpus: all seeds but one; all of them, one edited; all of them.
mkdir "$work/a" "$work/b" "$work/c"
cp seeds/* "$work/c"
cp seeds/* "$work/b"
cp seeds/* "$work/a"
first=$(ls seeds/*.txt | head -1)
last=$(ls seeds/*.txt | tail -1)
rm "$work/a/$(basename "$last")"
echo "Léa Roux a rencontré Karim Haddad à Bruxelles." >>"$work/b/$(basename "$first")"

for state in a b c; do
  "$sommet" build "$work/$state" --quiet --export "$work/right-$state" --name g --formats json 2>/dev/null || true
done
"$sommet" build "$work/a" --store "$work/g.sommet" --quiet 2>/dev/null || true
"$sommet" checkout "$work/g.sommet" --export "$work/out" --name g --formats json --quiet
cmp "$work/right-a/g.json" "$work/out/g.json" || fail "the first version differs"

# What a whole build takes, in milliseconds: moments are chosen within it.
cp "$work/g.sommet" "$work/timed.sommet"
start=$(date +%s%N)
"$sommet" build "$work/b" --store "$work/timed.sommet" --quiet 2>/dev/null || true
span=$((($(date +%s%N) - start) / 1000000))

killed=0
number=0
state=a
while [ "$killed" -lt "$kills" ]; do
  number=$((number + 1))
  [ "$number" -le $((kills * 5)) ] || fail "only $killed of $number builds could be killed before they ended"
  next=b
  [ "$state" = b ] && next=c
  # A fresh store now and then, so that first builds are killed too.
  if [ $((number % 5)) = 0 ]; then
    rm -f "$work"/g.sommet*
    state=none
  fi
  moment=$(awk -v seed="$seed" -v n="$number" -v span="$span" \
    'BEGIN { srand(seed * 1000 + n); printf "%.3f", rand() * span / 1000 }')
  "$sommet" build "$work/$next" --store "$work/g.sommet" --quiet 2>/dev/null &
  process=$!
  sleep "$moment"
  kill -9 "$process" 2>/dev/null && killed=$((killed + 1))
  wait "$process" 2>/dev/null || true

  # It opens and holds a whole version: the last one, or the one that was just being stored.
  if [ "$state" = none ]; then
    "$sommet" log "$work/g.sommet" --format tsv >"$work/log" 2>"$work/error" ||
      grep -q -e 'no version yet' -e 'no such store' "$work/error" || fail "kill $number: $(cat "$work/error")"
  else
    "$sommet" checkout "$work/g.sommet" --export "$work/out" --name g --formats json --quiet ||
      fail "kill $number at $moment s: the store does not open"
    cmp -s "$work/right-$state/g.json" "$work/out/g.json" || cmp -s "$work/right-$next/g.json" "$work/out/g.json" ||
      fail "kill $number at $moment s: neither the old nor the new version"
    "$sommet" stats "$work/g.sommet" --check >/dev/null || fail "kill $number at $moment s: damaged"
  fi

  # The next build ends in the same bytes as an undisturbed one.
  "$sommet" build "$work/$next" --store "$work/g.sommet" --quiet 2>/dev/null || true
  "$sommet" checkout "$work/g.sommet" --export "$work/out" --name g --formats json --quiet
  cmp "$work/right-$next/g.json" "$work/out/g.json" || fail "kill $number at $moment s: the next build differs"
  state=$next
done
echo "kill-test: $killed of $number builds were killed before they ended (a whole one took $span ms), nothing was lost"
