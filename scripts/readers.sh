#!/bin/sh
# Installs the readers that the tests of formats ask: NetworkX, igraph, rdflib in a virtual environment, and PostgreSQL.
# Where there is no Python for it, says so; the tests then say that they are skipped.
set -eu
cd "$(dirname "$0")/.."

# The server that the tests start for themselves; without it they say that they are skipped.
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1 || true
  fi
fi
folder=.venv-readers
wanted=Tests/SommetFormatsTests/Readers/requirements.txt
cmp -s "$wanted" "$folder/requirements.txt" && exit 0

python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq >/dev/null 2>&1 || true
    apt-get install -y -qq --no-install-recommends python3-venv >/dev/null 2>&1 || true
  fi
fi
rm -rf "$folder"
if "$python" -m venv "$folder" >/dev/null 2>&1 &&
  "$folder/bin/python" -m pip install -q --disable-pip-version-check -r "$wanted"; then
  cp "$wanted" "$folder/requirements.txt"
else
  rm -rf "$folder"
  echo "readers: no Python environment could be made; what asks NetworkX, igraph and rdflib is skipped" >&2
fi
