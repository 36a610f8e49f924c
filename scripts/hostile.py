#!/usr/bin/env python3
"""Runs the command on input that means harm, and prints what happens as a table: see docs/hostile.md.

    hostile.py SOMMET [--quick] [--only NAME] [--list]

Every case says how the command has to end and what it has to say. A crash, another end, another message, a secret that gets
out, a connection, or more than twice the memory that a normal article of the longest length takes: then this ends with 1.
--quick makes the large ones small.
"""

import argparse
import gzip
import io
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile

MiB = 1 << 20
SENTENCE = "Le maire de Montbrun a rencontré la présidente du port lundi pour parler de la pêche et des quais. "
ARTICLE = "Le pont rouvre\n\n" + "\n\n".join([SENTENCE * 3] * 3) + "\n"
SECRET = "mot-de-passe-du-port"
ESCAPE = "\x1b[2J\x1b]0;titre\x07"


def page(body):
    return f"<!doctype html><html lang=fr><head><title>Le pont rouvre</title></head><body>{body}</body></html>"


PROSE = "<h1>Le pont rouvre</h1>" + f"<p>{SENTENCE * 3}</p>" * 3


def feed(body, head=""):
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{body}</channel></rss>'


def item(text, guid="un"):
    return f"<item><guid>{guid}</guid><title>Le pont rouvre</title><description>{text}</description></item>"


def laughs(depth=30, name="a"):
    entities = f'<!ENTITY {name}0 "ha">' + "".join(f'<!ENTITY {name}{n} "{f"&{name}{n - 1};" * 10}">' for n in range(1, depth))
    return f"<!DOCTYPE x [{entities}]>"


def record(**fields):
    return json.dumps({"id": "un", "text": ARTICLE, **fields}, ensure_ascii=False) + "\n"


def graph(label, count=2):
    nodes = [{"id": f"n{n}{label if n == 0 else ''}", "kind": "person", "label": label} for n in range(count)]
    edge = {
        "source": nodes[0]["id"], "target": "n1", "key": "k", "relation": "met", "modality": "occurred", "weight": 1,
        "confidence": 1.0, "rule": label, "content": label, "title": label, "date": label,
        "evidence": [{"article": label, "sentence": 0, "start": 0, "end": len(label), "quote": label, "trigger": {"start": 0, "end": 1}}],
    }
    return json.dumps({"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": [edge]})


def overlapping():
    """A ZIP whose directory names one file twenty times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", ARTICLE)
    whole = buffer.getvalue()
    start = struct.unpack("<I", whole[-6:-2])[0]
    directory = whole[start:-22] * 20
    return whole[:start] + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 20, 20, len(directory), start, 0)


def packed(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


def linked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("lien.txt")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("sain.txt", ARTICLE)
    return buffer.getvalue()


# A process begins with the peak memory of the one that starts it: a small one, which then tells how the command ended.
LAUNCHER = """
import os, sys
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
os.close(0)
_, status, usage = os.wait4(child, 0)
code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
os.write(int(sys.argv[1]), f"{code} {usage.ru_maxrss} {usage.ru_utime + usage.ru_stime}".encode())
"""


class Run:
    """How a command ended."""

    def __init__(self, command, folder, data=None, limit=900):
        self.output, self.error = folder / "stdout", folder / "stderr"
        environment = {**os.environ, "NO_COLOR": "1", "TMPDIR": str(folder)}
        with open(self.output, "wb") as output, open(self.error, "wb") as error:
            source = subprocess.PIPE if data is not None else subprocess.DEVNULL
            ends, told = os.pipe()
            words = [sys.executable, "-S", "-c", LAUNCHER, str(told), *command]
            process = subprocess.Popen(words, stdin=source, stdout=output, stderr=error, env=environment, pass_fds=[told], start_new_session=True)
            os.close(told)
            timer = threading.Timer(limit, os.killpg, [process.pid, signal.SIGKILL])
            timer.start()
            if data is not None:
                try:
                    for piece in data:
                        process.stdin.write(piece)
                    process.stdin.close()
                except BrokenPipeError:
                    pass
            try:
                process.wait()
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
            timer.cancel()
            with open(ends) as report:
                code, memory, seconds = report.read().split() or ["-9", "0", "0"]
        self.code, self.memory, self.seconds = int(code), int(memory) / 1024, float(seconds)
        self.said = self.error.read_bytes()[:MiB].decode("utf-8", "replace") + self.output.read_bytes()[:MiB].decode("utf-8", "replace")


def row(name, told, code, seconds, memory):
    told = told.strip().replace("|", "\\|").replace("<", "\\<")
    if len(told) > 110:
        told = told[:107] + "…"
    print(f"| {name} | {told} | {code} | {seconds:.1f} | {memory:.0f} |", flush=True)


class Suite:
    def __init__(self, sommet, folder, quick):
        self.sommet, self.root, self.quick = sommet, folder, quick
        self.gigabyte = 64 * MiB if quick else 1 << 30
        self.cases = {}
        self.faults = []
        self.knocks = []

    # Each case: what it is, and a function from its folder to (arguments, wanted exit codes, wanted message, input).
    def case(self, name):
        def add(function):
            self.cases[name] = function
            return function

        return add

    def build(self, folder, name, content, codes, message, data=None):
        """A file that is built, or standard input."""
        path = "-"
        if data is None:
            path = str(folder / name)
            if isinstance(content, str):
                content = content.encode("utf-8", "surrogatepass")
            if isinstance(content, bytes):
                content = [content]
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with open(path, "wb") as file:
                for piece in content:
                    file.write(piece)
        return self.built(folder, path), codes, message, data

    def built(self, folder, name):
        return ["build", str(folder / name) if name != "-" else "-", "--export", str(folder / "out"), "--name", "g", "--formats", "json,graphml,dot"]

    def run(self, name, baseline):
        folder = self.root / "case"
        folder.mkdir()
        try:
            arguments, codes, message, data = self.cases[name](folder)
            result = Run([self.sommet, *arguments], folder, data)
            fault = None
            if result.code not in codes:
                fault = f"expected exit code {' or '.join(map(str, codes))}, found {result.code}: {result.said[-300:]!r}"
            elif message not in result.said:
                fault = f"expected {message!r}, found {result.said[:300]!r}"
            elif SECRET in result.said or any(SECRET in path.read_text("utf-8", "replace") for path in (folder / "out").rglob("*.*")):
                fault = "a file that nobody named was read"
            elif self.knocks:
                fault = "a connection was opened"
            elif "\x1b" in result.error.read_text("utf-8", "replace"):
                fault = "an escape sequence reached the terminal"
            elif baseline and result.memory > 2 * baseline:
                fault = f"{result.memory:.0f} MB, more than twice the {baseline:.0f} MB of a normal article"
            line = next((line for line in result.said.splitlines() if message in line), "")
            told = line.replace(str(folder) + "/", "") if result.code else "built"
            row(name, told, result.code, result.seconds, result.memory)
            if fault:
                self.faults.append(f"{name}: {fault}")
        finally:
            self.knocks.clear()
            shutil.rmtree(folder)


def listener(knocks):
    """A server that nobody may speak to; returns its port."""
    server = socket.create_server(("127.0.0.1", 0))

    def accept():
        while True:
            connection, _ = server.accept()
            knocks.append(connection)
            connection.close()

    threading.Thread(target=accept, daemon=True).start()
    return server.getsockname()[1]


def repeated(unit, size):
    unit = unit.encode()
    piece = unit * max(1, MiB // len(unit))
    for _ in range(size // len(piece)):
        yield piece


ONSETS = "b br c ch d dr f fr g gr j l m n p pl r s t tr v".split()
VOWELS = "a e i o u ou an on in ai".split()


def names(count):
    """Different words that look like names, always the same."""
    draw = random.Random(9)
    found = {}
    while len(found) < count:
        found["".join(draw.choice(ONSETS) + draw.choice(VOWELS) for _ in range(3)).capitalize()] = None
    return list(found)


def article_cases(suite, port):
    case, build = suite.case, suite.build
    secret = suite.root / "secret.txt"
    secret.write_text(SECRET)

    # -- Entities --
    @case("billion laughs in a feed")
    def _(folder):
        return build(folder, "f.rss", feed(item("&a29;"), laughs()), [2], "f.rss:1")

    @case("billion laughs in GraphML")
    def _(folder):
        (folder / "g.graphml").write_text(f'<?xml version="1.0"?>{laughs()}<graphml><desc>&a29;</desc></graphml>')
        return ["validate", str(folder / "g.graphml")], [2], "g.graphml:1", None

    @case("billion laughs in corpus.yaml")
    def _(folder):
        aliases = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
        (folder / "in").mkdir()
        (folder / "in/corpus.yaml").write_text(aliases + "articles: *a29\n")
        return build(folder, "in/un.txt", ARTICLE, [2], "corpus.yaml")

    @case("an external entity: a file, in a feed")
    def _(folder):
        head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
        return build(folder, "f.rss", feed(item("&e;"), head), [2], "declares its own entities")

    @case("an external entity: an address, in a feed")
    def _(folder):
        head = f'<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:{port}/x"> %e;]>'
        return build(folder, "f.rss", feed(item("x"), head), [2], "declares its own entities")

    @case("an external document type, in GraphML")
    def _(folder):
        (folder / "g.graphml").write_text(f'<!DOCTYPE graphml SYSTEM "http://127.0.0.1:{port}/g.dtd"><graphml><graph edgedefault="directed"/></graphml>')
        return ["stats", str(folder / "g.graphml")], [0, 2], "", None

    @case("a page that wants files and addresses")
    def _(folder):
        head = f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{secret}">]>'
        more = f'<img src="http://127.0.0.1:{port}/i"><iframe src="file://{secret}"></iframe><object data="file://{secret}"></object>&e;'
        return build(folder, "p.html", head + page(PROSE + more), [0], "")

    # -- Nesting and size --
    @case("a page nested a million deep")
    def _(folder):
        return build(folder, "p.html", page("<div>\n" * 1_000_000 + PROSE), [2], "no article was found")

    @case("a feed nested a million deep")
    def _(folder):
        return build(folder, "f.rss", feed("<item>" + "<a>" * 1_000_000), [2], "deep")

    @case("JSON Lines nested a million deep")
    def _(folder):
        return build(folder, "j.jsonl", '{"text": ' + "[" * 1_000_000 + "\n", [2], "j.jsonl:1: expected")

    @case("a graph in JSON nested a million deep")
    def _(folder):
        (folder / "g.json").write_text('{"nodes": [{"id": "a", "x": ' + "[" * 1_000_000)
        return ["stats", str(folder / "g.json")], [2], "g.json", None

    @case("a query nested sixty thousand deep")
    def _(folder):
        (folder / "g.json").write_text(graph("x"))
        return ["query", str(folder / "g.json"), "RETURN " + "(" * 60_000 + "1"], [2], "query:1:", None

    @case("a query of sixty thousand sums")
    def _(folder):
        (folder / "g.json").write_text(graph("x"))
        return ["query", str(folder / "g.json"), "RETURN 1" + "+1" * 60_000], [2], "query:1:", None

    @case("a query of nine thousand clauses")
    def _(folder):
        (folder / "g.json").write_text(graph("x"))
        return ["query", str(folder / "g.json"), "WITH 1 AS x " * 9_000 + "RETURN x"], [2], "at most 1000 clauses", None

    @case("a query that doubles a text sixty times")
    def _(folder):
        (folder / "g.json").write_text(graph("x"))
        query = "RETURN reduce(text = 'a', n IN range(1, 60) | text + text)"
        return ["query", str(folder / "g.json"), query], [2], "more than the 10000000 values", None

    @case("a query whose regular expression tries 10^12 ways")
    def _(folder):
        (folder / "g.json").write_text(graph("x"))
        query = f"RETURN '{'a' * 60}' =~ '(a|aa)*b'"
        return ["query", str(folder / "g.json"), query], [2], "tries too many ways", None

    @case("16 KB of DOT with two groups that make two million edges")
    def _(folder):
        groups = (" ".join(f"{letter}{number}" for number in range(1_500)) for letter in "ab")
        (folder / "g.gv").write_text("digraph { {%s} -> {%s} }" % tuple(groups))
        return ["stats", str(folder / "g.gv")], [2], "edges and attributes per byte", None

    @case("keys of GraphML with defaults that make nine million attributes")
    def _(folder):
        keys = "".join(f'<key id="{n}" for="node"><default>1</default></key>' for n in range(3_000))
        nodes = "".join(f'<node id="{n}"/>' for n in range(3_000))
        (folder / "g.graphml").write_text(f"<graphml>{keys}<graph>{nodes}</graph></graphml>")
        return ["stats", str(folder / "g.graphml")], [2], "edges and attributes per byte", None

    @case("a corpus.yaml nested a million deep")
    def _(folder):
        (folder / "in").mkdir()
        (folder / "in/corpus.yaml").write_text("articles: " + "[" * 1_000_000)
        return build(folder, "in/un.txt", ARTICLE, [2], "corpus.yaml")

    @case("1 GB of one tag: a page")
    def _(folder):
        return build(folder, "p.html", repeated("<b>", suite.gigabyte), [2], "larger than the limit")

    @case("1 GB of one tag: a page from standard input")
    def _(folder):
        return build(folder, "-", None, [2], "larger than the limit", data=repeated("<b>", suite.gigabyte))

    @case("1 GB of one tag: a feed")
    def _(folder):
        return build(folder, "f.rss", [b'<rss version="2.0"><channel>', *repeated("<item>", suite.gigabyte)], [2], "f.rss")

    @case("1 GB of one attribute: a feed")
    def _(folder):
        return build(folder, "f.rss", [b'<rss version="2.0" x="', *repeated("a", suite.gigabyte)], [2], "f.rss")

    @case("1 GB of one attribute: GraphML")
    def _(folder):
        with open(folder / "g.graphml", "wb") as file:
            file.write(b'<graphml><graph edgedefault="directed"><node id="')
            file.writelines(repeated("a", suite.gigabyte))
        return ["stats", str(folder / "g.graphml")], [2], "g.graphml", None

    @case("1 GB in one line of JSON Lines")
    def _(folder):
        return build(folder, "j.jsonl", [b'{"text": "', *repeated("a", suite.gigabyte)], [2], "j.jsonl:1: the line is longer")

    @case("1 GB in one record of 'merge'")
    def _(folder):
        with open(folder / "r.jsonl", "wb") as file:
            file.write(b'{"version": ')
            file.writelines(repeated("[", suite.gigabyte))
        return ["merge", str(folder / "r.jsonl"), "--export", str(folder / "out")], [2], "r.jsonl:1: error: the record is longer", None

    @case("16 MB in one record of 'merge'")
    def _(folder):
        with open(folder / "r.jsonl", "wb") as file:
            file.write(b'{"version": ')
            file.writelines(repeated("[", 15 * MiB))
        return ["merge", str(folder / "r.jsonl"), "--export", str(folder / "out")], [2], "r.jsonl:1: error: expected a record", None

    # -- Letters --
    for name, raw in {
        "overlong UTF-8": b"\xc0\xaf\xe0\x80\xaf", "UTF-8 that breaks off": b"\xf0\x9f\x98", "half surrogates in UTF-8": b"\xed\xa0\x80\xed\xbf\xbf",
        "bytes beyond Unicode": b"\xf4\x90\x80\x80\xff\xfe",
    }.items():

        @case(f"{name}: a text")
        def _(folder, raw=raw):
            # Such bytes are no Windows-1252 either, or make sense in no word of it.
            return build(folder, "un.txt", ARTICLE.encode() + raw + b"\n", [2], "expected UTF-8")

        @case(f"{name}: JSON Lines")
        def _(folder, raw=raw):
            return build(folder, "j.jsonl", record().encode().replace(b"Montbrun", raw) + record(id="deux").encode(), [2], "expected UTF-8")

        @case(f"{name}: GraphML")
        def _(folder, raw=raw):
            (folder / "g.graphml").write_bytes(b'<graphml><graph edgedefault="directed"><node id="a' + raw + b'"/></graph></graphml>')
            return ["stats", str(folder / "g.graphml")], [2], "g.graphml:1", None

    @case("half surrogates escaped in JSON Lines")
    def _(folder):
        return build(folder, "j.jsonl", record().replace("Montbrun", "\\ud800 Montbrun \\udc00"), [0, 2], "")

    @case("NULs in a text")
    def _(folder):
        return build(folder, "un.txt", ARTICLE.replace("Montbrun", "Mont\0brun"), [2], "binary")

    @case("NULs escaped in JSON Lines")
    def _(folder):
        return build(folder, "j.jsonl", record().replace("Montbrun", "Mont\\u0000brun"), [2], "binary")

    @case("NULs in a page")
    def _(folder):
        return build(folder, "p.html", page(PROSE.replace("Montbrun", "Mont\0brun")), [0, 2], "")

    @case("marks of direction, blanks of no width and escapes in names")
    def _(folder):
        text = ARTICLE + f"\nAnna\u202e\u200bBlum{ESCAPE} a rencontré Paul\u2066\ufeff Mer\u200dcier à Lisbonne.\n"
        return build(folder, "un.txt", text, [0], "")

    @case("escapes in a file's name")
    def _(folder):
        return build(folder, f"un{ESCAPE}.jsonl", "[1]\n", [2], "expected an object")

    @case("escapes in fields, ids and dates")
    def _(folder):
        return build(folder, "j.jsonl", record(id=ESCAPE, date=ESCAPE, title=ESCAPE) + json.dumps({ESCAPE: 1}) + "\n", [2], "expected")

    @case("10 million capital letters, a page")
    def _(folder):
        size = 1_000_000 if suite.quick else 10_000_000
        text = page("<h1>TITRE</h1>" + ("<p>" + "ABCDEFGHIJ" * 100 + "</p>\n") * (size // 1000))
        return build(folder, "p.html", text, [2], "characters, more than the limit")

    @case("10 million capital letters, lines of a text")
    def _(folder):
        size = 1_000_000 if suite.quick else 10_000_000
        return build(folder, "un.txt", ("ABCDEFGHI " * 8 + "\n") * (size // 80), [2], "characters, more than the limit")

    @case("240,000 capital letters, lines of a text")
    def _(folder):
        size = 50_000 if suite.quick else 240_000
        return build(folder, "un.txt", ("ABCDEFGHI " * 8 + "\n") * (size // 80), [0], "")

    @case("240,000 capital letters, paragraphs of a page")
    def _(folder):
        size = 50_000 if suite.quick else 240_000
        return build(folder, "p.html", page("<h1>TITRE</h1>" + ("<p>" + "ABCDEFGHI " * 20 + "</p>\n") * (size // 200)), [0], "")

    @case("18,000 different names in one line")
    def _(folder):
        return build(folder, "un.txt", "Des noms\n\n" + ", ".join(names(3_000 if suite.quick else 18_000)) + ".\n", [0], "")

    @case("10 million capital letters, one word")
    def _(folder):
        return build(folder, "un.txt", "A" * (1_100_000 if suite.quick else 10_000_000), [2], "the line is longer")

    @case("1 MB of brackets")
    def _(folder):
        return build(folder, "un.txt", ARTICLE + ("(" * 79 + "\n") * 13_000, [2], "characters, more than the limit")

    for name, unit in {
        "brackets": "(((", "quotation marks": "'\"«", "hyphens": "-a", "full stops": ".", "digits": "1", "dates": "1/2/2025-", "addresses": "http://a.b/",
        "combining marks": "e\u0301\u0302\u0303", "families of emoji": "👩‍👩‍👧‍👦", "days": "lundi 1er ", "hours": "à 10h30 ",
    }.items():

        @case(f"55 KB of {name} in one line")
        def _(folder, unit=unit):
            size = (15_000 if suite.quick else 55_000) // len(unit.encode())
            return build(folder, "un.txt", "Titre\n\n" + SENTENCE * 3 + "\n\n" + unit * size, [0], "")


def archive_cases(suite):
    case, build = suite.case, suite.build

    @case("a ZIP bomb: 1 GB of one letter")
    def _(folder):
        with zipfile.ZipFile(folder / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as file:
            for piece in repeated("a", suite.gigabyte):
                file.write(piece)
        return suite.built(folder, "b.zip"), [2], "times its compressed size", None

    @case("a gzip bomb: 1 GB of blank lines in JSON Lines")
    def _(folder):
        with gzip.open(folder / "b.jsonl.gz", "wb") as file:
            file.write(record().encode())
            for piece in repeated("\n", suite.gigabyte):
                file.write(piece)
        return suite.built(folder, "b.jsonl.gz"), [2], "times its compressed size", None

    @case("ZIP in ZIP in ZIP in ZIP in ZIP")
    def _(folder):
        inner = packed([("a.txt", ARTICLE)])
        for _ in range(4):
            inner = packed([("b.zip", inner)])
        return build(folder, "b.zip", inner, [2], "nested more than 3 deep")

    @case("a ZIP whose files overlap")
    def _(folder):
        return build(folder, "b.zip", overlapping(), [2], "overlap")

    @case("names in a ZIP that lead out of it")
    def _(folder):
        names = ["../../../evil.txt", "/etc/evil.txt", "a\\..\\evil.txt", "C:evil.txt", f"{ESCAPE}.txt"]
        return build(folder, "b.zip", packed([(name, ARTICLE) for name in names]), [2], "leads out of the archive")

    @case("a link in a ZIP")
    def _(folder):
        return build(folder, "b.zip", linked(), [2], "links in archives are not followed")

    @case("links in a circle")
    def _(folder):
        inner = folder / "in"
        inner.mkdir()
        os.symlink("b.txt", inner / "a.txt")
        os.symlink("a.txt", inner / "b.txt")
        os.symlink(".", inner / "sous")
        os.symlink("..", inner / "plus")
        return ["build", str(inner), "--export", str(folder / "out")], [2], "Too many levels of symbolic links", None


def graph_cases(suite):
    case = suite.case
    nasty = "<b>&'\"`$(touch evil)\\N\t\n;--|%n{}[]#" + ESCAPE + "\u202e\u200b\ufeff\ufffe"

    for form in ["json", "jsonl", "graphml", "gexf", "dot", "svg", "csv", "neo4j", "cypher", "turtle", "jsonld", "markdown", "plover", "postgres"]:

        @case(f"names with markup, shell characters and escapes: {form}")
        def _(folder, form=form):
            (folder / "g.json").write_text(graph(nasty), "utf-8")
            (folder / "out").mkdir()
            output = folder / "out" / ("files" if form in ("csv", "neo4j", "markdown") else "g.x")
            return ["export", str(folder / "g.json"), "--format", form, "--output", str(output)], [0], "", None


def damage_cases(suite):
    """Runs of their own: many damaged copies, one line in the table."""
    seeds = 10 if suite.quick else 100

    def store(folder):
        (folder / "un.txt").write_text(ARTICLE)
        path = folder / "g.sommet"
        Run([suite.sommet, "build", str(folder / "un.txt"), "--store", str(path), "--quiet"], folder)
        return path, lambda damaged: [["stats", damaged, "--check"], ["query", damaged], ["export", damaged, "--format", "json"]]

    def model(folder):
        (folder / "un.txt").write_text(ARTICLE)
        paths = os.environ.get("SOMMET_PIPELINES", ".pipeline")
        path = sorted(pathlib.Path(paths.split(":")[0]).glob("*.sommet"))[0]
        return path, lambda damaged: [["build", str(folder / "un.txt"), "--pipeline", damaged, "--export", str(folder / "out"), "--quiet"]]

    def records(folder):
        (folder / "un.txt").write_text(ARTICLE)
        run = Run([suite.sommet, "extract", str(folder / "un.txt")], folder)
        (folder / "r.jsonl").write_bytes(run.output.read_bytes())
        return folder / "r.jsonl", lambda damaged: [["merge", damaged, "--export", str(folder / "out"), "--formats", "json"]]

    return {
        "a store, with flipped bits or cut off": (store, seeds),
        "a model, with flipped bits or cut off": (model, seeds),
        "records, with flipped bits or cut off": (records, seeds),
    }


def damage(suite, name, make, count, baseline):
    folder = suite.root / "damage"
    folder.mkdir()
    try:
        path, commands = make(folder)
        whole = path.read_bytes()
        chance = random.Random(1)
        refused, seconds, memory, runs = 0, 0.0, 0.0, 0
        target = str(folder / ("d" + path.suffix))
        for number in range(count):
            copy = bytearray(whole)
            if number % 4 == 0:
                del copy[chance.randrange(len(copy)) :]
            else:
                # Heads and directories are where it hurts.
                for _ in range(1 + number % 5):
                    reach = len(copy) if number % 2 else min(len(copy), 1 << 14)
                    copy[chance.randrange(reach)] ^= 1 << chance.randrange(8)
            pathlib.Path(target).write_bytes(copy)
            for command in commands(target):
                result = Run([suite.sommet, *command], folder, limit=120)
                runs += 1
                refused += result.code != 0
                seconds, memory = max(seconds, result.seconds), max(memory, result.memory)
                if result.code not in (0, 2) or "\x1b" in result.error.read_text("utf-8", "replace"):
                    suite.faults.append(f"{name}: copy {number}: {command[0]} ended with {result.code}: {result.said[-300:]!r}")
        if baseline and memory > 2 * baseline:
            suite.faults.append(f"{name}: {memory:.0f} MB, more than twice the {baseline:.0f} MB of a normal article")
        if not refused:
            suite.faults.append(f"{name}: none of {runs} runs was refused")
        row(name, f"{refused} of {runs} runs on {count} damaged copies refused, the others not touched by it", "0, 2", seconds, memory)
    finally:
        shutil.rmtree(folder)


def normal(suite):
    """The memory of a build of a normal article as long as one may be.

    One word in ten is new, as in prose of that length (Heaps' law): what is known of each word takes memory.
    """
    folder = suite.root / "normal"
    folder.mkdir()
    try:
        size = 50_000 if suite.quick else 190_000
        count = size // 250
        towns = names(5 * count)
        text = "Le pont rouvre\n\n"
        for n in range(count):
            one, two, three, four, five = towns[5 * n:5 * n + 5]
            text += f"Le maire de {one} a rencontré la présidente du port lundi pour parler de la pêche et des quais de {two}. "
            text += f"Le pont de {three} reste fermé, mais un bac va de {four} à {five} tous les matins. "
            text += f"Anna Blum a rencontré Paul Mercier à Lisbonne le {1 + n % 28} mai 2025.\n\n"
        (folder / "un.txt").write_text(text[:size], "utf-8")
        command = [suite.sommet, "build", str(folder / "un.txt"), "--export", str(folder / "out"), "--name", "g", "--formats", "json,graphml,dot"]
        result = Run(command, folder, limit=3000)
        name = f"a normal article of {size:,} characters, as long as one may be"
        row(name, "built" if result.code == 0 else result.said.strip()[:200], result.code, result.seconds, result.memory)
        if result.code:
            suite.faults.append(f"{name}: ended with {result.code}: {result.said[-300:]!r}")
        return result.memory
    finally:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sommet")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--memory", type=float, help="MB of a normal article, instead of measuring them")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="sommet-hostile-") as folder:
        suite = Suite(os.path.abspath(arguments.sommet), pathlib.Path(folder), arguments.quick)
        article_cases(suite, listener(suite.knocks))
        archive_cases(suite)
        graph_cases(suite)
        damaged = damage_cases(suite)
        names = [*suite.cases, *damaged]
        if arguments.list:
            print("\n".join(names))
            return
        print("| input | what the command says | exit code | processor s | MB |\n|---|---|---|---|---|")
        baseline = arguments.memory or normal(suite)
        for name in arguments.only or names:
            if name in damaged:
                damage(suite, name, *damaged[name], baseline)
            else:
                suite.run(name, baseline)
        for fault in suite.faults:
            print("hostile: " + fault, file=sys.stderr)
        sys.exit(1 if suite.faults else 0)


if __name__ == "__main__":
    main()
