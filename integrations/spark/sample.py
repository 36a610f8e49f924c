#!/usr/bin/env python3
"""Makes a corpus of several files, with what goes wrong in corpora, out of articles in JSON Lines.

    sample.py articles.jsonl FOLDER

prints the files' names. There are files with and without ids, one that is compressed, a WARC and a text; lines that are no UTF-8,
no JSON, blank, in another language, without a text, with a date that is none; articles that come again in another file, as
they were and with another text; and a file that one machine gives up after ten lines, which holds an article that another
file holds too.
"""

import gzip
import json
import pathlib
import sys

ENGLISH = (
    "The mayor said on Monday that the bridge would open again before the end of the year, and that the town had "
    "paid for all of the work that was done on it since the spring."
)


def warc(pages):
    records = []
    for number, page in enumerate(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + page.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courrier.example/{number}\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        records.append(head.encode() + body + b"\r\n\r\n")
    return b"".join(records)


def line(article):
    return json.dumps(article, ensure_ascii=False).encode()


def make(articles, folder):
    """`articles`: at least twelve, each with id, date and text. Returns the paths, not in the order of their ids."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    parts = [articles[start::6] for start in range(6)]
    again, changed = dict(parts[1][0]), dict(parts[1][1])
    changed["text"] += "\nLe maire a rencontré la présidente du port lundi."
    lost = dict(parts[0][1], text=parts[0][1]["text"] + "\nUn autre texte.")
    files = {
        # With ids of their own; the last line has no end.
        "alpha.jsonl": b"\n".join([*map(line, parts[0]), b"", line(again), line(changed), line({"id": "sans"})]),
        # Ids from the lines' numbers; a mark at the head, line ends of two bytes, blanks.
        "b\u00e9ta [1] 100%.jsonl": b"\xef\xbb\xbf"
        + b"".join(line({**article, "id": ""}) + b"\r\n" + b"  \r\n" * (number % 2) for number, article in enumerate(parts[2])),
        "gamma.jsonl": b"".join(
            [
                b'{"id": "octet", "text": "Le pont de Montbrun a rouvert. \xe9t\xe9 caf\xe9"}\n',
                b'{"id": "barre", "text": "Le pont de Montbrun a rouvert lundi.\\\xe9"}\n',
                b'{"id": "moiti\\ud83d", "text": "Le pont \\ud800 de Montbrun a rouvert."}\n',
                *(line(article) + b"\n" for article in parts[1]),
                line({"id": "en", "text": ENGLISH}) + b"\n",
                line({**parts[3][0], "id": "quand", "date": "un beau jour"}) + b"\n",
                line({**parts[3][0], "id": "en"}) + b"\n",
                b"[1]\n{\n",
            ]
        ),
        "delta.jsonl.gz": gzip.compress(b"".join(line(article) + b"\n" for article in parts[3]), mtime=0),
        # Given up after ten lines.
        "aardvark.jsonl": b"?\n" * 12 + line(lost) + b"\n",
        # Not given up: there is an article before.
        "zeta.jsonl": line(parts[4][0]) + b"\n" + b"?\n" * 12 + b"".join(line(article) + b"\n" for article in parts[4][1:]),
        "crawl.warc": warc([article["text"] for article in parts[5]]),
        "brief.txt": parts[5][0]["text"].encode(),
    }
    paths = []
    for name, content in files.items():
        (folder / name).write_bytes(content)
        paths.append(str(folder / name))
    return paths


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        print("\n".join(make([json.loads(text) for text in source], sys.argv[2])))
