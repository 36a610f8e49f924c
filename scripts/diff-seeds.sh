#!/bin/sh
# What the two articles of August 2025 brought: the seeds without and with them, compared.
#   diff-seeds.sh SOMMET FOLDER   writes FOLDER/seeds-diff.txt, .md and .svg
set -eu
cd "$(dirname "$0")/.."
sommet=$1
folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

late=$(awk '/^  [0-9a-f_]+:$/ { id = substr($1, 1, length($1) - 1) } /date: 2025-08/ { print id }' seeds/corpus.yaml)
mkdir "$work/old"
cp seeds/*.txt "$work/old"
cp seeds/corpus.yaml "$work/old"
for id in $late; do
  rm "$work/old/$id.txt"
  sed -i "/^  $id:/,/date:/d" "$work/old/corpus.yaml"
done
"$sommet" build "$work/old" --export "$work" --name old --formats json --quiet
"$sommet" build seeds --export "$work" --name new --formats json --quiet

compare() { # the exit code 1 says that there is a difference
  COLUMNS=110 "$sommet" diff "$work/old.json" "$work/new.json" "$@" || [ $? -eq 1 ]
}
compare > "$folder/seeds-diff.txt"
compare --format markdown > "$folder/seeds-diff.md"
compare --format svg --context 0 --output "$folder/seeds-diff.svg"
