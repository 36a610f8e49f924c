#!/usr/bin/env python3
"""Makes a corpus of any size out of a few articles: names and dates vary, and so do the paragraphs and their order.

An article has the headline of one of the articles and paragraphs of three of them, so that few are copies of each other.

Names are replaced where a record of `sommet extract` mentions a person, or an organization that no gazetteer knows; within one
article a word becomes the same invented word everywhere. Articles are drawn from worlds of some twenty articles; in a world the same
names are invented, so that articles speak of the same people and entities grow with the corpus. Days move by whole weeks.
The same seed makes the same bytes.

    corpus.py records.jsonl --count 100000 > corpus.jsonl

Each line of records.jsonl is a record whose article's text lies in a file of its id with .txt, in one of the folders given by --texts.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import random
import re
import sys

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DAY = re.compile(r"(\d{1,2}|1er) (" + "|".join(MONTHS) + r")( \d{4})?$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ONSETS = "b br c ch d dr f g gr j l m n p pl r s t tr v".split()
VOWELS = "a e i o u ou an on in".split()


def number(*parts):
    text = "\0".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def invented(world, word):
    """A word that looks like a name, always the same in one world."""
    value = number(world, word.casefold())
    syllables = []
    for _ in range(2 + value % 2):
        value //= 3
        syllables.append(ONSETS[value % len(ONSETS)])
        value //= len(ONSETS)
        syllables.append(VOWELS[value % len(VOWELS)])
        value //= len(VOWELS)
    return "".join(syllables).capitalize() + "dlnrst"[value % 6]


def moved(text, value, days):
    """A day of the calendar, moved; None for times that are not written as one."""
    found = DAY.fullmatch(text)
    if not found or not re.fullmatch(r"\d{4}-\d\d-\d\d", value or ""):
        return None
    day = datetime.date.fromisoformat(value) + datetime.timedelta(days)
    year = f" {day.year}" if found[3] else ""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}{year}"


class Template:
    """An article with the places where it can vary: (start, end, kind, value), in text order, none within another."""

    def __init__(self, record, text):
        self.text = text
        self.date = datetime.date.fromisoformat(record["article"].get("date") or "2020-01-01")
        slots = []
        for mention in record["mentions"]:
            entity = record["entities"][mention["entity"]]
            isUnknown = entity["kind"] == "organization" and not entity.get("known")
            if mention["form"] == "name" and (entity["kind"] == "person" or isUnknown):
                for word in WORD.finditer(mention["text"]):
                    if word[0][0].isupper():
                        start = mention["start"] + word.start()
                        slots.append((start, start + len(word[0]), "name", word[0]))
        for time in record["times"]:
            slots.append((time["start"], time["end"], "day", time.get("value")))
        self.slots = []
        for slot in sorted(slots, key=lambda slot: slot[:3]):
            if not self.slots or slot[0] >= self.slots[-1][1]:
                self.slots.append(slot)

    def paragraphs(self, world, days):
        """Headline first."""
        pieces, place = [], 0
        for start, end, kind, value in self.slots:
            old = self.text[start:end]
            new = invented(world, value) if kind == "name" else moved(old, value, days)
            pieces += [self.text[place:start], new or old]
            place = end
        text = "".join(pieces) + self.text[place:]
        return [line for line in text.split("\n") if line.strip()]


def article(identifier, templates, world, days, chance):
    """An article of about eight paragraphs."""
    sources = chance.sample(templates, 3)
    headline, *body = sources[0].paragraphs(world, days)
    others = [line for source in sources[1:] for line in source.paragraphs(world, days)[1:]]
    lines = chance.sample(body, min(4, len(body))) + chance.sample(others, min(4, len(others)))
    chance.shuffle(lines)
    date = sources[0].date + datetime.timedelta(days)
    return {"id": identifier, "date": str(date), "text": "\n".join([headline, *lines])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=pathlib.Path)
    parser.add_argument("--texts", type=pathlib.Path, action="append", default=[], help="a folder of texts")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--world", type=int, default=20, help="articles that share their names")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    templates = []
    for line in arguments.records.read_text("utf-8").splitlines():
        record = json.loads(line)
        name = record["article"]["id"] + ".txt"
        text = next((folder / name for folder in arguments.texts if (folder / name).exists()), None)
        if text is None:
            sys.exit(f"corpus.py: found no {name} in {', '.join(map(str, arguments.texts))}")
        templates.append(Template(record, text.read_bytes().decode("utf-8")))
    for place in range(arguments.count):
        # Each article depends on its number alone: a smaller corpus is the beginning of a larger one.
        chance = random.Random(number(arguments.seed, place))
        world = number(arguments.seed, "world", place // arguments.world)
        days = 7 * (world % 500) + 7 * chance.randrange(3)
        print(json.dumps(article(f"a{place:07}", templates, world, days, chance), ensure_ascii=False))


if __name__ == "__main__":
    main()
