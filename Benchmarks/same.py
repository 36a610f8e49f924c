"""Builds one generated corpus in several ways, and compares the graphs by their SHA-256.

Each way is a step that can be run by itself; what came of it is kept in the folder, so that the steps of a large corpus can be
spread over several runs. A build that was stopped goes on where it was. Steps that are done are passed over, until the folder is
emptied.

    same.py --work /var/tmp/same --count 100000 two            # two threads
    same.py --work /var/tmp/same --count 100000 one            # one thread
    same.py --work /var/tmp/same --count 100000 interrupted    # five times, as by Ctrl-C
    same.py --work /var/tmp/same --count 100000 spark          # two workers on this machine
    same.py --work /var/tmp/same --count 100000 check          # compares what is there

Without steps all of them are run but Spark."""
import argparse
import contextlib
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import corpora

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("steps", nargs="*", help="two, one, interrupted, spark, check")
parser.add_argument("--count", type=int, default=1000, help="articles")
parser.add_argument("--interruptions", type=int, default=5)
parser.add_argument("--master", default="local-cluster[2,1,1024]", help="of Spark")
parser.add_argument("--sommet", default=".build/release/sommet")
parser.add_argument("--shared", default="../shared")
parser.add_argument("--work", help="the folder that keeps corpus and results (default: a temporary one)")
options = parser.parse_args()


def build(store, *arguments):
    return corpora.run(options.sommet, "build", corpora.path(options.work, options.count), "--store", store,
                       "--quiet", *arguments)


def two(store):
    """By two threads."""
    return build(store, "--threads", "2")


def one(store):
    """By one thread."""
    return build(store, "--threads", "1")


def interrupted(store):
    """Interrupted as by Ctrl-C, each time after as many new articles, and gone on with."""
    chance = random.Random(1)
    start = time.perf_counter()
    for number in range(options.interruptions):
        part = options.count / (options.interruptions + 1) * (number + 0.5 + chance.random() / 2)
        process = subprocess.Popen(
            [options.sommet, "build", corpora.path(options.work, options.count), "--store", store, "--quiet"],
            stderr=subprocess.DEVNULL)
        while process.poll() is None and records(store) < part:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130, f"interruption {number + 1} came after the end: {process.returncode}"
    _, processor, memory = build(store)
    return time.perf_counter() - start, processor, memory


def records(store):
    """How many articles a build that goes on has kept so far."""
    if not os.path.exists(store):
        return 0
    try:
        with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT ifnull(max(number), 0) FROM record").fetchone()[0]
    except sqlite3.Error:
        return 0


def spark(store):
    """On a cluster of workers on this machine, which merges into a store."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=options.work))
    environment = dict(
        os.environ, SOMMET_PIPELINES=os.environ.get("SOMMET_PIPELINES", os.path.abspath(".pipeline")),
        PYSPARK_PYTHON=os.path.abspath(".venv-spark/bin/python"), PYTHONDONTWRITEBYTECODE="1",
        PYSPARK_SUBMIT_ARGS=f"--master {options.master} --conf spark.ui.enabled=false --conf spark.log.level=ERROR "
        f"--conf spark.driver.host=127.0.0.1 --conf spark.local.dir={folder} pyspark-shell")
    start = time.perf_counter()
    subprocess.run(
        [environment["PYSPARK_PYTHON"], "integrations/spark/sommet_spark.py",
         os.path.abspath(corpora.path(options.work, options.count)), "--sommet", os.path.abspath(options.sommet),
         "--store", store, "--partition-size", "1"],
        check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start, None, None


WAYS = {"two": two, "one": one, "interrupted": interrupted, "spark": spark}


def result(step):
    return pathlib.Path(f"{options.work}/same.{options.count}.{step}.json")


def take(step):
    if result(step).exists():
        return
    store = f"{options.work}/same.{options.count}.{step}.sommet"
    clock, processor, memory = WAYS[step](store)
    found = corpora.counts(options.sommet, store)
    result(step).write_text(json.dumps({
        "seconds": clock, "processor": processor, "memory": memory, "store": os.path.getsize(store),
        "nodes": found["nodes"], "edges": found["edges"], "sha256": corpora.digest(options.sommet, store)}))
    os.remove(store)


def check():
    """Prints what there is; whether all graphs are the same."""
    print(f"{options.count:,} articles, the graph as JSON Lines:\n")
    print("| way | seconds | peak MB | store MB | nodes | edges | SHA-256 |")
    print("|---|--:|--:|--:|--:|--:|---|")
    digests = set()
    for step in WAYS:
        if not result(step).exists():
            continue
        row = json.loads(result(step).read_text())
        digests.add(row["sha256"])
        memory = f"{row['memory']:.0f}" if row["memory"] else ""
        print(f"| {step} | {row['seconds']:.0f} | {memory} | {row['store'] / 1e6:.0f} | {row['nodes']:,} "
              f"| {row['edges']:,} | {row['sha256'][:16]}… |")
    print("\nthe same bytes" if len(digests) == 1 else "\nDIFFERENT" if digests else "\nnothing was built yet")
    return len(digests) < 2


def main():
    os.makedirs(options.work, exist_ok=True)
    steps = options.steps or ["two", "one", "interrupted", "check"]
    unknown = [step for step in steps if step not in WAYS and step != "check"]
    if unknown:
        sys.exit(f"same.py: expected steps among {', '.join(WAYS)}, check, found '{unknown[0]}'")
    if steps != ["check"]:
        corpora.make(options.work, [options.count], options.sommet, options.shared)
    for step in steps:
        if step != "check":
            take(step)
    if "check" in steps and not check():
        sys.exit(1)


if options.work:
    options.work = os.path.abspath(options.work)
    main()
else:
    with tempfile.TemporaryDirectory() as place:
        options.work = place
        main()
