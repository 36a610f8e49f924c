#!/usr/bin/env python3
"""Runs the job's own steps without Spark, in parts of every size, and compares with one machine: contract.py SOMMET.

What Spark does between the steps is done here by a list: sharing out lines, sorting by key.
"""

import filecmp
import pathlib
import random
import shlex
import subprocess
import sys
import tempfile
from collections import namedtuple

import sample
import sommet_spark as job

Row = namedtuple("Row", "file start value")
PLACES = ["Montbrun", "Lisbonne", "Port-Sel", "Hautbois"]
NAMES = ["Anna Blum", "Paul Mercier", "Léa Roux", "Karim Haddad", "Jeanne Morel"]


def article(number):
    first, second, third = (NAMES[(number + step) % len(NAMES)] for step in range(3))
    place = PLACES[number % len(PLACES)]
    return {
        "id": f"a{number:03}",
        "date": f"2031-04-{1 + number % 28:02}",
        "text": f"Une rencontre à {place}\n{first} a rencontré {second} à {place} le {1 + number % 28} avril 2031, a annoncé "
        f"la mairie. {third} a proposé un accord sur la pêche dans le port numéro {number} de la région.\n"
        f"{second} a mis en garde {third} contre une rupture des discussions entre les deux villes.",
    }


def run(command, lines=None):
    data = None if lines is None else "".join(line.rstrip("\n") + "\n" for line in lines).encode()
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stretches(paths, size):
    """Lines as Spark cuts them: a stretch has the lines that begin in it."""
    for path in paths:
        content = pathlib.Path(path).read_bytes()
        if path.endswith(".gz"):
            import gzip

            content = gzip.decompress(content)
        lines, place = content.split(b"\n"), 0
        if lines and not lines[-1]:
            lines.pop()
        for line in lines:
            yield Row(path, 0 if path.endswith(".gz") else place // size * size, line)
            place += len(line) + 1


def check(sommet, paths, size, seed, folder):
    inputs, problems = job.plan(paths)
    assert not problems, problems
    ranks = {path: rank for rank, path in enumerate(inputs)}
    is_lines = [job.input_id(path)[1] in job.LINES for path in inputs]
    rows = list(stretches([path for path, lines in zip(inputs, is_lines) if lines], size))
    firsts, groups = {}, {}
    for row in rows:
        firsts.setdefault((row.file, row.start), sum(1 for other in rows if other.file == row.file and other.start < row.start))
        groups.setdefault((row.file, row.start), []).append(row)
    names = {path: path for path in inputs}
    # Stretches come in any order, several in a part.
    shuffled = list(groups.values())
    random.Random(seed).shuffle(shuffled)
    parts = [[row for stretch in shuffled[start : start + 3] for row in stretch] for start in range(0, len(shuffled), 3)]
    parts = [list(job.placed(part, names, firsts)) for part in parts]
    parts += [[path] for path, lines in zip(inputs, is_lines) if not lines]
    items = []
    for part in parts:
        done = run([sommet, "extract", "-", "--placed", "--quiet"], part)
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b"", done.stderr.decode()
        items += job.keyed(done.stdout.decode().split("\n")[:-1], ranks)
    items.sort(key=lambda item: item[0])
    lost = job.given_up([item for item in items if not item[0][0]], is_lines)
    assert [inputs[rank].rsplit("/", 1)[1] for rank in lost] == ["aardvark.jsonl"], lost
    results = list(job.folded(items, inputs, lost))
    merge = [sommet, "merge", "-", "--export", folder, "--name", "parts", "--formats", "json,graphml"]
    done = run(merge, [content for kind, _, _, content in results if kind == "record"])
    assert done.returncode == 0, done.stderr.decode()
    return [kind for kind, *_ in results]


def main():
    sommet = sys.argv[1]
    assert shlex.split(shlex.join([sommet])) == [sommet]
    with tempfile.TemporaryDirectory(prefix="sommet 'part' ") as folder:
        paths = sample.make([article(number) for number in range(36)], folder + "/in")
        whole = run([sommet, "build", *paths, "--export", folder, "--name", "whole", "--formats", "json,graphml", "--quiet"])
        assert whole.returncode == 2, whole
        counts = set()
        for size, seed in [(1 << 20, 1), (700, 2), (1, 3)]:
            kinds = check(sommet, paths, size, seed, folder)
            counts.add(tuple(sorted((kind, kinds.count(kind)) for kind in set(kinds))))
            for form in ("json", "graphml"):
                assert filecmp.cmp(f"{folder}/whole.{form}", f"{folder}/parts.{form}", shallow=False), (form, size)
        # The same problems, whatever the parts.
        assert len(counts) == 1, counts
        print(dict(counts.pop()))
        # What is wrong with the part itself ends with an error, so that Spark tries again.
        for part in (["!java.io.IOException"], ["a.jsonl\tx\t{}"], ["a.jsonl\t3"]):
            done = run([sommet, "extract", "-", "--placed"], part)
            assert done.returncode == 2 and done.stderr, (part, done)
        broken = list(job.placed(iter([None]), {}, {}))
        assert len(broken) == 1 and broken[0].startswith("!AttributeError"), broken
        missing = run([sommet, "extract", "-", "--placed"], [folder + "/none.warc"])
        assert missing.returncode == 0 and b"\tfault\t" in missing.stdout, missing


if __name__ == "__main__":
    main()
