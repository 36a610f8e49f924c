#!/bin/sh
# Fetches one of the pipelines of pipelines.txt as a wheel: fetch-pipeline.sh FOLDER/NAME-VERSION-py3-none-any.whl
# pip compares the file with the pinned SHA-256 and refuses another one.
set -eu

here=$(dirname "$0")
folder=$(dirname "$1")
name=$(basename "$1" | sed 's/-.*//; s/_/-/g')
pinned=$(grep "^$name==" "$here/pipelines.txt") || {
  echo "fetch-pipeline: pipelines.txt does not name $name" >&2
  exit 2
}
mkdir -p "$folder"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
echo "$pinned" >"$list"
echo "fetching $name"
python3 -m pip download --quiet --no-deps --require-hashes --only-binary :all: --dest "$folder" --requirement "$list"
touch "$1"
