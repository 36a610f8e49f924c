#!/bin/sh
# Runs the job on a cluster of two workers on this machine, kills one while it works, and compares with one machine.
#   test.sh [ARTICLES [MASTER]]
# Needs Python and Java (both are installed by apt where that is possible), and fetches PySpark by pip. See README.md.
set -eu
cd "$(dirname "$0")/../.."
articles=${1:-600}
master=${2:-local-cluster[2,1,1024]}
sommet=${SOMMET:-$PWD/.build/release/sommet}
export SOMMET_PIPELINES="${SOMMET_PIPELINES:-$PWD/.pipeline}"
job=integrations/spark/sommet_spark.py

fail() {
  echo "spark-test: $*" >&2
  exit 1
}

if ! command -v java >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq >/dev/null 2>&1 || true
    apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null 2>&1 || true
  fi
  command -v java >/dev/null || fail "Java is needed: install default-jre-headless"
fi
venv=.venv-spark
if ! cmp -s integrations/spark/requirements.txt "$venv/requirements.txt"; then
  echo "spark-test: fetching PySpark" >&2
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -r integrations/spark/requirements.txt
  cp integrations/spark/requirements.txt "$venv/requirements.txt"
fi
export PYSPARK_PYTHON="$PWD/$venv/bin/python"
export PYTHONDONTWRITEBYTECODE=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
"$sommet" extract seeds >"$work/records.jsonl"
python3 Benchmarks/corpus.py "$work/records.jsonl" --texts seeds --count "$articles" >"$work/articles.jsonl"
python3 integrations/spark/sample.py "$work/articles.jsonl" "$work/corpus à lire" >"$work/names"

# read_names: the files, as the shell's arguments
read_names='set --; while IFS= read -r name; do set -- "$@" "$name"; done <"$work/names"'

# One machine. Of the files some lines cannot be read: it ends with 2.
status=0
eval "$read_names"
"$sommet" build "$@" --export "$work/one" --name g --formats json,graphml --quiet 2>"$work/one.err" || status=$?
[ "$status" = 2 ] || fail "one machine ended with $status instead of 2"

# run OUT PARTITION-SIZE FOLDS: the job on the cluster; 0 for the usual number of folds
run() {
  out=$1 size=$2 folds=$3
  eval "$read_names"
  "$PYSPARK_PYTHON" "$job" "$@" --sommet "$sommet" --export "$out" --name g --formats json,graphml \
    --partition-size "$size" --folds "$folds" -- --max-article 8
}
export PYSPARK_SUBMIT_ARGS="--master $master --conf spark.ui.enabled=false --conf spark.log.level=ERROR \
  --conf spark.driver.host=127.0.0.1 --conf spark.local.dir=$work/local pyspark-shell"
mkdir "$work/local"

run "$work/first" 0.05 3 >"$work/first.log" 2>&1 &
process=$!
killed=$(python3 integrations/spark/kill_worker.py "$process" 2>"$work/unkilled") || killed=""
status=0
wait "$process" || status=$?
[ "$status" = 2 ] || { tail -50 "$work/first.log" >&2; fail "the job ended with $status instead of 2"; }
[ -n "$killed" ] || { cat "$work/unkilled" "$work/first.log" >&2; fail "no worker could be killed"; }
for form in json graphml; do
  cmp "$work/one/g.$form" "$work/first/g.$form" || fail "a killed worker changes g.$form"
done

# Another partition, nobody killed.
status=0
run "$work/second" 0.5 0 >"$work/second.log" 2>&1 || status=$?
[ "$status" = 2 ] || { tail -50 "$work/second.log" >&2; fail "the job ended with $status instead of 2"; }
for form in json graphml; do
  cmp "$work/one/g.$form" "$work/second/g.$form" || fail "other partitions change g.$form"
done
# What is wrong with articles is told as one machine tells it, but for the order and the folder.
for log in one.err first.log second.log; do
  grep -c ': ' "$work/$log" >/dev/null || fail "$log tells nothing"
  grep -F -q 'gamma.jsonl:1: expected ' "$work/$log" || fail "$log does not tell of line 1 of gamma.jsonl"
  grep -F -q 'aardvark.jsonl: expected JSON Lines' "$work/$log" || fail "$log does not tell what was given up"
done

# A corpus that cannot be read, and a command that is not there, are errors and leave nothing.
status=0
"$PYSPARK_PYTHON" "$job" "$work/none.jsonl" --export "$work/third" >/dev/null 2>&1 || status=$?
[ "$status" = 2 ] || fail "a missing file ended with $status instead of 2"
[ ! -e "$work/third" ] || fail "a missing file left something"
status=0
"$PYSPARK_PYTHON" "$job" "$work/articles.jsonl" --sommet "$sommet" --pipeline "$work/none" --export "$work/third" >/dev/null 2>&1 || status=$?
[ "$status" != 0 ] || fail "a missing pipeline ended with 0"
[ ! -e "$work/third" ] || fail "a missing pipeline left something"
echo "spark-test: $articles articles in eight files, $master: the same bytes as one machine; $killed"
