"""Generated corpora, and the command that is measured on them: for builds.py and same.py.

With ../shared the corpora are made of its articles too, else of the seeds alone."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time


def folders(shared):
    """Where articles lie that corpora are made of."""
    places = ("seeds", f"{shared}/gold/written", f"{shared}/gold/wikinews2016")
    return [place for place in places if os.path.isdir(place)]


def path(folder, count):
    return f"{folder}/corpus.{count}.jsonl"


def make(folder, counts, sommet, shared):
    """Makes what is not there yet. Each corpus is the beginning of the next larger one.

    Gives the words of each."""
    if not all(os.path.exists(path(folder, count)) for count in counts):
        make_all(folder, counts, sommet, folders(shared))
    words = {}
    for count in counts:
        with open(path(folder, count), encoding="utf-8") as lines:
            words[count] = sum(len(json.loads(line)["text"].split()) for line in lines)
    return words


def make_all(folder, counts, sommet, places):
    records = f"{folder}/records.jsonl"
    texts = sorted(str(text) for place in places for text in pathlib.Path(place).glob("*.txt"))
    with open(records, "w", encoding="utf-8") as file:
        subprocess.run([sommet, "extract", "--quiet", *texts], stdout=file, check=True)
    largest = path(folder, max(counts))
    with open(largest + ".part", "w", encoding="utf-8") as file:
        subprocess.run(
            [sys.executable, "Benchmarks/corpus.py", records, "--count", str(max(counts))]
            + [word for place in places for word in ("--texts", place)], stdout=file, check=True)
    with open(largest + ".part", encoding="utf-8") as lines:
        parts = {count: open(path(folder, count), "w", encoding="utf-8") for count in counts if count < max(counts)}
        for place, line in enumerate(lines):
            for count, part in parts.items():
                if place < count:
                    part.write(line)
        for part in parts.values():
            part.close()
    os.rename(largest + ".part", largest)


def run(sommet, *arguments):
    """Seconds by the clock, seconds of processor time, peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen([sommet, *arguments], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == 0, (arguments, code)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def counts(sommet, store):
    """Articles, nodes, edges… of the graph in a store."""
    rows = json.loads(subprocess.check_output([sommet, "stats", store, "--format", "json"]))
    return {row["name"]: row["count"] for row in rows}


def digest(sommet, store):
    """The SHA-256 of the graph in a store, as JSON Lines."""
    total = hashlib.sha256()
    with subprocess.Popen([sommet, "export", store, "--format", "jsonl"], stdout=subprocess.PIPE) as process:
        while block := process.stdout.read(1 << 20):
            total.update(block)
    assert process.returncode == 0, process.returncode
    return total.hexdigest()
