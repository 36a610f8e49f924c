"""Builds corpora of growing size into stores: speed, memory, size; then checks that the graph is the same by any way.

With ../shared the corpora are made of its articles too, else of the seeds alone."""
import argparse
import filecmp
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--counts", default="1000,10000", help="articles of each corpus, parted by commas")
parser.add_argument("--same", type=int, default=1000,
                    help="articles of the corpus that is built in several ways; 0 for none")
parser.add_argument("--interruptions", type=int, default=5)
parser.add_argument("--sommet", default=".build/release/sommet")
parser.add_argument("--shared", default="../shared")
parser.add_argument("--work", help="a folder for corpora and stores (default: a temporary one)")
options = parser.parse_args()

FOLDERS = [folder for folder in ("seeds", f"{options.shared}/gold/written", f"{options.shared}/gold/wikinews2016")
           if os.path.isdir(folder)]


def make_corpora(folder, counts):
    """Each corpus is the beginning of the next larger one."""
    records = f"{folder}/records.jsonl"
    texts = sorted(str(path) for place in FOLDERS for path in pathlib.Path(place).glob("*.txt"))
    with open(records, "w", encoding="utf-8") as file:
        subprocess.run([options.sommet, "extract", "--quiet", *texts], stdout=file, check=True)
    largest = f"{folder}/corpus.{max(counts)}.jsonl"
    with open(largest, "w", encoding="utf-8") as file:
        subprocess.run(
            [sys.executable, "Benchmarks/corpus.py", records, "--count", str(max(counts))]
            + [word for place in FOLDERS for word in ("--texts", place)], stdout=file, check=True)
    with open(largest, encoding="utf-8") as lines:
        parts = {count: open(f"{folder}/corpus.{count}.jsonl", "w", encoding="utf-8")
                 for count in counts if count < max(counts)}
        words = dict.fromkeys(counts, 0)
        for place, line in enumerate(lines):
            found = len(json.loads(line)["text"].split())
            for count in counts:
                if place < count:
                    words[count] += found
            for count, part in parts.items():
                if place < count:
                    part.write(line)
        for part in parts.values():
            part.close()
    return words


def run(*arguments):
    """Seconds by the clock, seconds of processor time, peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen([options.sommet, *arguments], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == 0, (arguments, code)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def graph(store, folder):
    """The graph in a store, as files."""
    run("checkout", store, "--export", folder, "--name", "g", "--formats", "jsonl", "--quiet")
    return f"{folder}/g.jsonl"


def build_interrupted(corpus, store, seconds):
    """A build that is interrupted several times as by Ctrl-C, and goes on each time."""
    chance = random.Random(1)
    for _ in range(options.interruptions):
        process = subprocess.Popen([options.sommet, "build", corpus, "--store", store, "--quiet"],
                                   stderr=subprocess.DEVNULL)
        time.sleep(seconds / (options.interruptions + 1) * (0.5 + chance.random()))
        process.send_signal(signal.SIGINT)
        process.wait()
    run("build", corpus, "--store", store, "--quiet")


def main(folder):
    counts = sorted(int(count) for count in options.counts.split(","))
    words = make_corpora(folder, counts + [options.same] if options.same else counts)
    print("| articles | words | seconds | articles/s | words/s | processor ms per article | peak MB | store MB | edges |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for count in counts:
        store = f"{folder}/{count}.sommet"
        clock, processor, memory = run("build", f"{folder}/corpus.{count}.jsonl", "--store", store, "--quiet")
        rows = json.loads(subprocess.check_output([options.sommet, "stats", store, "--format", "json"]))
        edges = next(row["count"] for row in rows if row["name"] == "edges")
        print(f"| {count:,} | {words[count]:,} | {clock:.1f} | {count / clock:.1f} | {words[count] / clock:,.0f} "
              f"| {1000 * processor / count:.1f} | {memory:.0f} | {os.path.getsize(store) / 1e6:.0f} | {edges:,} |",
              flush=True)
        os.remove(store)
    if options.same:
        compare(folder, f"{folder}/corpus.{options.same}.jsonl")


def compare(folder, corpus):
    print(f"\n{options.same:,} articles, the graph as JSON Lines:")
    one = f"{folder}/one.sommet"
    seconds = run("build", corpus, "--store", one, "--quiet")[0]
    expected = graph(one, f"{folder}/one")
    stores = {"one thread": f"{folder}/thread.sommet", f"{options.interruptions} interruptions": f"{folder}/cut.sommet"}
    run("build", corpus, "--store", stores["one thread"], "--threads", "1", "--quiet")
    build_interrupted(corpus, stores[f"{options.interruptions} interruptions"], seconds)
    for way, store in stores.items():
        found = graph(store, store[:-7])
        print(f"  {way}: {'the same bytes' if filecmp.cmp(expected, found, shallow=False) else 'DIFFERENT'}", flush=True)


if options.work:
    os.makedirs(options.work, exist_ok=True)
    main(options.work)
else:
    with tempfile.TemporaryDirectory() as place:
        main(place)
