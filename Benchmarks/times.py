"""Sets `sommet time` beside dateparser on the same news, and prints what was measured.

    times.py --packages FOLDER [--expressions N]

FOLDER holds dateparser. With `--dateparser TEXTS` it is the process that is measured. Every measurement runs in a
process of its own, bound to one processor, start-up included.
"""
import argparse
import datetime
import json
import os
import sys
import tempfile
from pathlib import Path

from pipeline import COMMAND, ROOT, Process, processor_name


def dateparser_process(path):
    """Inside the measured process: searches every text for dates and prints how many it found."""
    import dateparser
    from dateparser.search import search_dates

    count = 0
    for row in read(path):
        base = datetime.datetime.fromisoformat(row["reference"])
        found = search_dates(row["text"], languages=["fr"], settings={"RELATIVE_BASE": base})
        count += len(found or [])
    print(json.dumps({"version": dateparser.__version__, "expressions": count}))


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def corpus():
    """Articles with their days, and where they are from: those beside the project when they are there, else the seeds."""
    file = Path(os.environ.get("SOMMET_SHARED", ROOT.parent / "shared")) / "time/winer_2016.jsonl"
    if file.exists():
        return [{"text": row["text"], "reference": row["reference"]} for row in read(file)], "Wikinews of 2016"
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    rows = [{"text": seed.read_text(encoding="utf-8"), "reference": "2025-08-20"} for seed in seeds]
    return rows, "the seed articles"


def found(process):
    return sum(len(json.loads(line)["expressions"]) for line in process.output.splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", help="the folder with dateparser")
    parser.add_argument("--expressions", type=int, default=200_000, help="how many expressions the text is to hold")
    parser.add_argument("--dateparser", metavar="TEXTS", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.dateparser:
        dateparser_process(args.dateparser)
        return

    with tempfile.TemporaryDirectory() as folder:
        rows, source = corpus()
        part, whole = Path(folder) / "part.jsonl", Path(folder) / "whole.jsonl"
        write(part, rows)
        times = found(Process([COMMAND, "time", part]))
        rounds = -(-args.expressions // times)
        write(whole, rows * rounds)
        runs = [Process([COMMAND, "time", whole]) for _ in range(3)]
        # dateparser is slow: a part of the articles will do.
        sample = rows[:40]
        write(part, sample)
        other = Process([sys.executable, __file__, "--dateparser", part],
                        environment={"PYTHONPATH": str(Path(args.packages).resolve())})
        theirs = json.loads(other.output)

    characters = sum(len(row["text"]) for row in rows) * rounds
    seconds = sorted(run.seconds for run in runs)[1]
    speed = characters / seconds
    their_speed = sum(len(row["text"]) for row in sample) / other.seconds
    print(f"""
Times: {times * rounds:,} expressions in {characters:,} characters of {len(rows) * rounds:,} articles ({source})
{datetime.date.today()}, {processor_name()}, one thread

| | sommet time | dateparser {theirs['version']} | ratio |
|---|---|---|---|
| characters a second | {speed:,.0f} | {their_speed:,.0f} ({len(sample)} articles) | {speed / their_speed:,.0f} × |
| expressions found a minute | {times * rounds / seconds * 60:,.0f} | {theirs['expressions'] / other.seconds * 60:,.0f} | |
| peak memory | {max(run.megabytes for run in runs):.0f} MB | {other.megabytes:.0f} MB | |""")


if __name__ == "__main__":
    main()
