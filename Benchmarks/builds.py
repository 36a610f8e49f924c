"""Builds corpora of growing size into stores: speed, memory, size, as a table."""
import argparse
import os
import tempfile

import corpora

parser = argparse.ArgumentParser()
parser.add_argument("--counts", default="1000,10000", help="articles of each corpus, parted by commas")
parser.add_argument("--sommet", default=".build/release/sommet")
parser.add_argument("--shared", default="../shared")
parser.add_argument("--work", help="a folder for corpora and stores (default: a temporary one)")
options = parser.parse_args()


def main(folder):
    counts = sorted(int(count) for count in options.counts.split(","))
    words = corpora.make(folder, counts, options.sommet, options.shared)
    print("| articles | words | seconds | articles/s | words/s | processor ms per article | peak MB | store MB "
          "| nodes | edges |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    for count in counts:
        store = f"{folder}/{count}.sommet"
        clock, processor, memory = corpora.run(
            options.sommet, "build", corpora.path(folder, count), "--store", store, "--quiet")
        found = corpora.counts(options.sommet, store)
        print(f"| {count:,} | {words[count]:,} | {clock:.1f} | {count / clock:.1f} | {words[count] / clock:,.0f} "
              f"| {1000 * processor / count:.1f} | {memory:.0f} | {os.path.getsize(store) / 1e6:.0f} "
              f"| {found['nodes']:,} | {found['edges']:,} |", flush=True)
        os.remove(store)


if options.work:
    os.makedirs(options.work, exist_ok=True)
    main(options.work)
else:
    with tempfile.TemporaryDirectory() as place:
        main(place)
