#!/usr/bin/env python3
"""Builds a graph out of a large corpus with Apache Spark, to the same bytes as one machine: see README.md.

    spark-submit sommet_spark.py corpus/*.jsonl crawl/*.warc.gz --export out --name corpus
    spark-submit sommet_spark.py dump.jsonl --store graph.sommet -- --field text=body

Everything behind `--` goes to `sommet extract` on the workers.
"""

import argparse
import json
import math
import os
import shlex
import subprocess
import sys
import urllib.parse
import zlib
from itertools import groupby

LINES = {"jsonl", "ndjson", "jsonlines"}
# `sommet` gives up an input in which so many lines come to nothing before there is an article.
PATIENCE = 10
# Parts in which records are sorted, at most: Spark keeps a size for every pair of a task and a part.
MOST_FOLDS = 2000


# -- What the whole corpus is ---------------------------------------------------------------------------------------


def input_id(path):
    """The id that `sommet` gives an input: its file name without folders, `.gz` and extension; and the extension."""
    name = [part for part in path.split("/") if part][-1]
    if name.lower().endswith(".gz") and len(name.encode()) > 3:
        name = name[:-3]
    dot = name.rfind(".")
    if dot > 0 and dot + 1 < len(name):
        return name[:dot], name[dot + 1 :].lower()
    return name, ""


def is_remote(path):
    return "://" in path


def plan(paths):
    """The inputs in the order in which one machine reads them, and what is wrong with others."""
    inputs, problems, seen = [], [], {}
    for path in paths:
        if any(ord(letter) < 32 for letter in path):
            problems.append(f"{path!r}: names with control characters cannot be shared out")
            continue
        identifier, extension = input_id(path)
        if not is_remote(path) and not os.path.exists(path):
            problems.append(f"{path}: No such file or directory")
        elif not is_remote(path) and os.path.isdir(path):
            problems.append(f"{path}: expected a file, found a folder: name its files ({path.rstrip('/')}/*)")
        elif is_remote(path) and extension not in LINES:
            problems.append(f"{path}: expected JSON Lines, or a file that every worker sees under its path")
        elif extension in LINES and os.path.exists(os.path.join(os.path.dirname(path) or ".", "corpus.yaml")):
            problems.append(f"{path}: a corpus.yaml beside JSON Lines is not shared out: put what it tells into the lines")
        elif extension in LINES and path.rsplit("/", 1)[-1][0] in "._":
            problems.append(f"{path}: Spark passes over files whose names begin with '.' or '_'")
        elif identifier in seen:
            if seen[identifier] != path:
                problems.append(f"{path}: the article '{identifier}' was already read from {seen[identifier]}")
        else:
            seen[identifier] = path
            inputs.append(path if is_remote(path) else os.path.abspath(path))
    inputs.sort(key=lambda path: input_id(path)[0].encode("utf-8", "surrogateescape"))
    return inputs, problems


# -- What goes into the pipe ----------------------------------------------------------------------------------------


def text_of(raw):
    """A line as text. Bytes that are no UTF-8 become NULs, which JSON allows nowhere, so that the line is refused.

    A pipe of Spark takes text; U+FFFD in their place would make an article that one machine refuses.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return (
            raw[: error.start].decode("utf-8") + "\0" + raw[error.end :].decode("utf-8", "replace")
        )


def placed(rows, names, firsts):
    """Lines for `sommet extract --placed`.

    An error while rows are read would leave the pipe open and the worker waiting for ever; so it goes into the pipe.
    """
    try:
        place, number = None, 0
        for row in rows:
            if place != (row.file, row.start):
                place = (row.file, row.start)
                number = firsts[place]
            number += 1
            yield f"{names[row.file]}\t{number}\t{text_of(bytes(row.value))}"
    except Exception as error:
        yield "!" + " ".join(repr(error).split())


# -- What comes out of it -------------------------------------------------------------------------------------------


def keyed(outcomes, ranks):
    """Outcomes by the id of their article and their place: ((id, rank of the file, number), (kind, hash, content)).

    What has no article has the id "", and so has, for each file of JSON Lines, the first line with an article: these are
    few and meet in the first partition.
    """
    first = {}
    for line in outcomes:
        file, number, kind, digest, identifier, content = line.split("\t", 5)
        rank, number = ranks[file], int(number)
        if kind in ("fault", "remark"):
            yield ("", rank, number), (kind, digest, content)
        else:
            first[rank] = min(number, first.get(rank, number))
            yield (identifier, rank, number), (kind, digest, content)
    for rank, number in first.items():
        yield ("", rank, number), ("first", "", "")


def given_up(plain, is_lines):
    """Files that one machine gives up, each with the line at which it does.

    `plain`: what the first partition holds, by place. No article of such a file is read before that line.
    """
    result = {}
    for rank, group in groupby(plain, key=lambda item: item[0][1]):
        faults, first = [], None
        for (_, _, number), (kind, _, _) in group:
            if kind == "fault":
                faults.append(number)
            elif kind == "first" and first is None:
                first = number
        if is_lines[rank] and len(faults) >= PATIENCE and (first is None or first > faults[PATIENCE - 1]):
            result[rank] = faults[PATIENCE - 1]
    return result


def folded(items, inputs, lost):
    """Of the articles with one id the first in the corpus, as (kind, rank, number, content).

    `items` come by id, then by place. One that comes again as it was is left out; another one with the same id is a problem.
    """
    known = None
    for (identifier, rank, number), (kind, digest, content) in items:
        if rank in lost and number >= lost[rank] or kind == "first":
            continue
        if identifier and known is not None and known[0] == identifier:
            if known[1] != digest:
                other = inputs[known[2]]
                message = f"{inputs[rank]}:{number}: the article '{json.loads(identifier)}' was already read from {other}"
                yield ("failed", rank, number, json.dumps(message))
            continue
        if identifier:
            known = (identifier, digest, rank)
        yield (kind, rank, number, content)


# -- The job --------------------------------------------------------------------------------------------------------


def lines_of(spark, paths, partition_size):
    """Every line of files of JSON Lines as bytes, with its file and the place of its stretch in it."""
    from pyspark.sql import functions as f

    spark.conf.set("spark.sql.files.maxPartitionBytes", str(partition_size))
    spark.conf.set("spark.sql.files.openCostInBytes", str(max(1, partition_size // 16)))
    # Else stretches depend on how many cores there are at the moment, and would differ from pass to pass.
    spark.conf.set("spark.sql.files.minPartitionNum", "1")
    # Names are taken by the letter.
    literal = ["".join("\\" + c if c in "{}[]*?\\" else c for c in path) for path in paths]
    literal = [path if is_remote(path) else "file://" + path for path in literal]
    return spark.read.option("lineSep", "\n").text(literal).select(
        f.col("_metadata.file_path").alias("file"),
        f.col("_metadata.file_block_start").alias("start"),
        f.col("value").cast("binary").alias("value"),
    )


def numbered(lines):
    """For each stretch the number of lines of its file that stand before it."""
    firsts, before = {}, {}
    counts = lines.groupBy("file", "start").count().collect()
    for row in sorted(counts, key=lambda row: (row["file"], row["start"])):
        firsts[(row["file"], row["start"])] = before.get(row["file"], 0)
        before[row["file"]] = before.get(row["file"], 0) + row["count"]
    return firsts


def named(files, paths):
    """For Spark's address of each file the name that was given."""

    def split(address):
        parts = urllib.parse.urlsplit(address)
        return parts.scheme if parts.netloc else "", parts.netloc, urllib.parse.unquote(parts.path)

    given = {("", "", path) if not is_remote(path) else split(path): path for path in paths}
    # A name node may be left out where it is the usual one.
    short = {key[2]: path for key, path in given.items()}
    return {file: given.get(split(file)) or short[split(file)[2]] for file in files}


def outcomes_of(spark, inputs, arguments):
    """What became of every article, line by line, piece by piece of the corpus."""
    context = spark.sparkContext
    command = [arguments.sommet, "extract", "-", "--placed", "--quiet", "--threads", arguments.threads]
    if arguments.pipeline:
        command += ["--pipeline", arguments.pipeline]
    command = shlex.join(command + arguments.extract)
    # A pipe of Spark begins with an empty environment.
    kept = ("PATH", "HOME", "LD_LIBRARY_PATH", "SOMMET_PIPELINES", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    parts = []
    paths = [path for path in inputs if input_id(path)[1] in LINES]
    if paths:
        lines = lines_of(spark, paths, int(arguments.partition_size * (1 << 20)))
        firsts = numbered(lines)
        names = named({file for file, _ in firsts}, paths)
        shared = context.broadcast((names, firsts))
        parts.append(lines.rdd.mapPartitions(lambda rows: placed(rows, *shared.value)))
    whole = [path for path in inputs if input_id(path)[1] not in LINES]
    if whole:
        parts.append(context.parallelize(whole, min(len(whole), arguments.files or len(whole))))
    return context.union(parts).pipe(command, env=environment, checkCode=True)


def fold_count(outcomes, inputs, partition_size):
    """So many parts that each fits into the memory of a worker and of the driver, as a whole: a mebibyte of articles gives some four of records."""
    size = sum(os.path.getsize(path) for path in inputs if not is_remote(path))
    stretches = max(outcomes.getNumPartitions(), math.ceil(size / (1 << 20) / partition_size))
    return max(2 * outcomes.context.defaultParallelism, min(stretches, MOST_FOLDS))


def shared_out(outcomes, folds, ranks):
    """Outcomes by the hash of their article's id, sorted by id and place; what has no article in the first partition."""
    return outcomes.mapPartitions(lambda lines: keyed(lines, ranks)).repartitionAndSortWithinPartitions(
        folds + 1, lambda key: 1 + zlib.crc32(key[0].encode()) % folds if key[0] else 0
    )


def run(spark, arguments):
    inputs, problems = plan(arguments.inputs)
    is_complete = not problems
    for problem in problems:
        print(problem, file=sys.stderr)
    if not inputs:
        return 2
    context = spark.sparkContext
    ranks = {path: rank for rank, path in enumerate(inputs)}
    is_lines = [input_id(path)[1] in LINES for path in inputs]
    outcomes = outcomes_of(spark, inputs, arguments)
    shared = shared_out(outcomes, arguments.folds or fold_count(outcomes, inputs, arguments.partition_size), ranks)
    # The pipes run here; what they gave is kept by Spark for what follows.
    plain = context.runJob(shared, lambda items: list(items), [0])
    lost = given_up(plain, is_lines)
    told = [f"{inputs[rank]}: expected JSON Lines, one object a line, found none in {line} lines" for rank, line in lost.items()]
    records = shared.mapPartitions(lambda items: folded(items, inputs, lost))

    merge = subprocess.Popen([arguments.sommet, "merge", "-"] + arguments.merge, stdin=subprocess.PIPE)
    count, notices = 0, []
    try:
        for kind, rank, number, content in records.toLocalIterator(prefetchPartitions=True):
            if kind == "record":
                count += 1
                merge.stdin.write(content.encode("utf-8") + b"\n")
            else:
                is_complete = is_complete and kind == "skipped"
                notices.append((rank, number, json.loads(content)))
        merge.stdin.close()
    except BrokenPipeError:
        pass
    except BaseException:
        # Half a corpus is none.
        merge.kill()
        raise
    finally:
        code = merge.wait()
    for message in told + [message for _, _, message in sorted(notices)]:
        print(printable(message), file=sys.stderr)
    print(f"{count} records", file=sys.stderr)
    return code or (0 if is_complete and not lost else 2)


def printable(message):
    """Without what steers a terminal."""
    return "".join(c if c.isprintable() or c == " " else f"\\u{ord(c):04x}" for c in message)


def parse(words):
    own, extract = (words[: words.index("--")], words[words.index("--") + 1 :]) if "--" in words else (words, [])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="files: JSON Lines, WARC, or whatever 'sommet build' reads")
    parser.add_argument("--export", help="the folder that the graph's files go to, on the driver")
    parser.add_argument("--store", help="the store that the graph goes to, on the driver")
    parser.add_argument("--name", help="the files' name without extension")
    parser.add_argument("--formats", help="what to write, parted by commas")
    parser.add_argument("--sommet", default="sommet", help="the command, under this path on every machine")
    parser.add_argument("--pipeline", help="the compiled language pipeline, under this path on every worker")
    parser.add_argument("--threads", default="1", help="threads of a task; as spark.task.cpus (1)")
    parser.add_argument("--partition-size", type=float, default=8, help="MiB of JSON Lines in one task (8)")
    parser.add_argument("--files", type=int, help="tasks for files that are no JSON Lines (one for each)")
    parser.add_argument("--folds", type=int, help="parts in which records are sorted (as many as tasks)")
    arguments = parser.parse_args(own)
    if not arguments.export and not arguments.store:
        parser.error("expected --store, --export or both, found neither")
    arguments.extract = extract
    arguments.merge = []
    for option in ("export", "store", "name", "formats"):
        if getattr(arguments, option):
            arguments.merge += ["--" + option, getattr(arguments, option)]
    return arguments


def main():
    arguments = parse(sys.argv[1:])
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("sommet").getOrCreate()
    try:
        code = run(spark, arguments)
    finally:
        spark.stop()
    sys.exit(code)


if __name__ == "__main__":
    main()
