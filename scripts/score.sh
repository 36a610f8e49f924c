#!/bin/sh
# Builds a graph of every gold folder and scores it: score.sh SHARED [FOLDER …]
set -eu

shared=$1
shift
[ -d "$shared/gold" ] || {
  echo "score: skipped, no gold graphs at $shared/gold" >&2
  exit 0
}
[ $# -gt 0 ] || set -- seeds written wikinews2016
mkdir -p out
all=""
for folder in "$@"; do
  .build/release/sommet build --quiet "$shared/gold/$folder" --name "$folder" --formats json --export out
  echo "== $folder"
  python3 "$shared/score/score.py" --gold "$shared/gold/$folder" --graph "out/$folder.json"
done
