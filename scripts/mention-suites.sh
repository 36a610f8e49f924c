#!/bin/sh
# Scores names and chains of mentions against annotated articles: mention-suites.sh SHARED
set -eu

shared=$1
[ -d "$shared/ner" ] && [ -d "$shared/coref" ] || {
  echo "mention-suites: skipped, no annotated articles at $shared/ner and $shared/coref" >&2
  exit 0
}
mkdir -p out
for suite in ner/winer_2016 coref/democrat_est_republicain; do
  kind=${suite%%/*}
  python3 "$shared/score/score_mentions.py" texts "$shared/$suite.jsonl" "out/$kind"
  .build/release/sommet build --quiet "out/$kind" --name "$kind" --formats json --export out
  echo "== $suite"
  python3 "$shared/score/score_mentions.py" "$kind" "$shared/$suite.jsonl" "out/$kind.json"
done
