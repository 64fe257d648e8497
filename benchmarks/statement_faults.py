"""Whether any text breaks the reading of statements: `python benchmarks/statements.py crash [--number N] [--corpora]`.

`--number` texts (10,000 without it) are cut from the outside collections, a few lines each, and their quotation marks
deleted, doubled, swapped for others or moved, by a stated seed.  With `--corpora` every text of every collection is
read as it is, from beginning to end.  Each result is held against what must be true of any: see `check_statements`.
"""

from __future__ import annotations

import json
import random
import sys
import traceback
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from readouts.knowledge import Knowledge
from readouts.language.document import Document
from readouts.model import Article, Statement
from readouts.statements import commitments, passages, read

SEED = 4
MARKS = "\"'“”‘’«»„‚`"
_LONGEST = 500
_CHANGED = 0.4


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text of every collection, with where it stands."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            row = json.loads(line)
            yield f"{path.name}:{number}", row.get("text") or row.get("title") or ""


def mutated(folder: Path, number: int) -> Iterator[tuple[str, str]]:
    """So many pieces of texts that hold quotation marks, with the marks changed; the same ones each time."""
    chance = random.Random(SEED)
    pool = [(place, text) for place, text in texts(folder) if any(mark in text for mark in MARKS)]
    for _ in range(number):
        place, text = chance.choice(pool)
        start = chance.randrange(max(1, len(text) - _LONGEST))
        yield f"{place} from {start}", mutate(text[start : start + _LONGEST], chance)


def mutate(text: str, chance: random.Random) -> str:
    """The text with quotation marks deleted, doubled, swapped for another, or put where none was."""
    kept: list[str] = []
    for letter in text:
        if letter in MARKS and chance.random() < _CHANGED:
            kept.append(chance.choice(("", letter * 2, chance.choice(MARKS), letter + "\n", " " + letter)))
        elif chance.random() < 0.002:
            kept.append(letter + chance.choice(MARKS))
        else:
            kept.append(letter)
    return "".join(kept)


def check_statements(text: str, statements: Sequence[Statement]) -> Iterator[str]:
    """What is wrong with the statements of a text: spans outside it or empty or out of order, no content, no order."""
    for one in statements:
        if not one.content:
            yield "a statement without content"
        spans = [*one.content, *one.quoted, *(topic.span for topic in one.topics), *(link.span for link in one.via)]
        spans += [span for span in (one.cue, one.speaker.mention if one.speaker else None) if span is not None]
        for span in spans:
            if not 0 <= span.start < span.end <= len(text):
                yield f"{span} lies outside the text of {len(text)} characters, or is empty"
            elif not span.of(text).strip():
                yield f"{span} holds white space alone"
        for row in (one.content, one.quoted):
            if any(a.end > b.start for a, b in pairwise(row)):
                yield f"spans overlap or stand out of order: {row}"
        for quoted in one.quoted:
            if not any(part.covers(quoted) for part in one.content):
                yield f"what is quoted, {quoted}, is no part of the content"
        if one.speaker is not None and not one.speaker.name.strip():
            yield "a speaker without a name"
        if one.addressee is not None and one.addressee not in text:
            yield f"the addressee {one.addressee!r} is not in the text"
    order = [(one.content[0], one.content) for one in statements if one.content]
    if order != sorted(order):
        yield "the statements are out of order"


def check_text(text: str, knowledge: Knowledge) -> list[str]:
    """What goes wrong when all statements, passages and commitments of a text are read."""
    try:
        document = Document(Article(id="a", sha256="", source="a", text=text), knowledge)
        found = list(check_statements(text, read(document, full=True)))
        for one in commitments(document):
            if one.span.of(text) != one.text:
                found.append(f"the words of a commitment are not those at {one.span}")
        for passage in passages(text):
            if not passage.outer.covers(passage.span) or passage.outer.end > len(text):
                found.append(f"the passage {passage.span} lies outside its marks")
    except Exception:
        found = [traceback.format_exc()]
    return found


def crash(folder: Path, knowledge: Knowledge, number: int, whole: bool) -> int:
    """Read them all and print what broke; gives how many texts did."""
    rows = texts(folder) if whole else mutated(folder, number)
    seen = broken = characters = 0
    for place, text in rows:
        seen += 1
        characters += len(text)
        wrong = check_text(text, knowledge)
        broken += bool(wrong)
        for line in wrong:
            print(f"{place}: {line}", file=sys.stderr)
    kind = "texts of the collections" if whole else f"mutated texts (seed {SEED})"
    print(f"{seen} {kind}, {characters} characters: {broken} broke")
    return broken
