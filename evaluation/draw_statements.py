"""Draws the passages that are labelled by hand for chains of reporting, commitments and topics.

    python evaluation/draw_statements.py > evaluation/drawn_statements.csv
    python evaluation/draw_statements.py --show chains     prints the passages with their words, to read

The outside collections lie in the folder that READOUTS_SHARED names, or beside the repository. The patterns are crude
and cast wide; what they bring up by mistake is skipped (chains) or kept as a passage that holds nothing (commitments).
The same seed draws the same passages; the file was committed before a passage was read.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SEED = 20261125
SHORTENED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|St|Jr|Sr|No|vs|Prof|Rev)|\b[A-Z]|\b[ap]\.m)\.$")
END = re.compile(r"[.!?][\"”’']*(?=\s+[\"“‘'(]*[A-Z0-9])")
MEDIUM = (
    r"(?:[A-Z][\w’'.&-]+|the [A-Z]|reporters|state (?:TV|media|television)|a (?:\w+ )?(?:news|radio|television|tv))"
)
REPORTING = re.compile(
    r"according to|\bciting\b|\bcited\b|\bquot(?:ed|ing|es)\b|\bas saying\b|\b(?:told|tells|telling) " + MEDIUM + r"|"
    r"\breport(?:ed|s)\b|\binterview\b|\bstatement\b|\breadout\b|\btranscript\b|\bfirst reported\b|\bnews agency\b|"
    r"\bin a (?:post|letter|report|memo|tweet)\b|"
    r"\bon (?:Twitter|X|Facebook|Telegram|Truth Social|CNN|Fox|MSNBC|NBC|ABC|CBS)\b"
)
SECOND_HAND = re.compile(
    r"according to|\bciting\b|\bcited\b|\bquot(?:ed|ing)\b|\bas saying\b|\b[A-Z]\w+ report(?:ed|s)\b|\breported that\b"
)
FIRST_HAND = re.compile(
    r"\b(?:said|told|wrote|claimed|accused|warned|called|confirmed|denied|declared|insisted|interview|speech)\b"
)
SAYING = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|wrote|claimed|stated|quoted|according|announced|warned|called)\b"
)
BINDING = re.compile(
    r"\b(?:promis|invit|pledg|vow|accept|declin|refus|reject|agree|commit|undert(?:ake|ook)|offer|guarantee|assur|"
    r"ruled out|rule out|swear|swore|turned down|welcom)\w*"
)
ABOUT = re.compile(
    r"[\"“]|\b(?:met|meet|meets|meeting|call|visit|visited|talks|spoke|"
    r"discuss\w*|said|thanked|welcomed|stressed|reaffirmed|underscored)\b"
)
FEW = {"chains": 28, "commitments": 28, "topics": 40, "longer": 60}  # fewer letters than this are no passage
SHARES = {  # how many of each (task, collection), half of them sealed
    "chains": {"attributions": 170, "dev": 110},
    "commitments": {"official_readouts": 84, "feed": 80, "dev": 76, "attributions": 24},
    "topics": {"dev": 80, "official_readouts": 70},
    "longer": {"attributions": 130, "dev": 60},
}


class Passage(NamedTuple):
    """A sentence of a text, by its place."""

    doc: str
    start: int
    end: int
    text: str


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Gives the sentences of each line, roughly: a full stop behind an abbreviation or an initial ends none."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in END.finditer(text, line.start(), line.end()):
            if SHORTENED.search(text[max(start, end.start() - 8) : end.start() + 1]):
                continue
            yield start, end.end()
            start = end.end()
        yield start, line.end()


def wanted(task: str, words: str) -> bool:
    """Tells whether a sentence may hold what the task looks for."""
    if not FEW[task] <= len(words) <= 900:
        return False
    if task == "chains":
        return bool(REPORTING.search(words) and SAYING.search(words))
    if task == "longer":
        return bool(SECOND_HAND.search(words) and FIRST_HAND.search(words))
    return bool((BINDING if task == "commitments" else ABOUT).search(words))


def records(shared: Path, name: str) -> Iterator[dict[str, str]]:
    """Reads a collection."""
    with (shared / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(shared: Path, collection: str) -> dict[str, str]:
    """Gives the texts of a collection by their names, in the order of the file."""
    if collection == "dev":
        kept = {row["id"] for row in records(shared, "gold/dev.jsonl")}
        both = (row for name in ("feed", "articles") for row in records(shared, f"corpora/{name}.jsonl"))
        return {row["id"]: row["text"] for row in both if row["id"] in kept}
    key = "doc" if collection == "attributions" else "id"
    return {row[key]: row["text"] for row in records(shared, f"corpora/{collection}.jsonl")}


def half_of(doc: str, gold: dict[str, str]) -> str:
    """Gives the half that the gold puts a text in, else one by its name: no text is open here and closed there."""
    if doc in gold:
        return "open" if gold[doc] == "open" else "sealed"
    return "sealed" if hashlib.sha256(doc.encode()).digest()[-1] % 2 else "open"


def draw(shared: Path) -> Iterator[tuple[str, str, str, Passage]]:
    """Gives task, collection, half and passage in the order drawn, at most two passages of one text for a task."""
    gold = {row["id"]: row["half"] for name in ("dev", "official") for row in records(shared, f"gold/{name}.jsonl")}
    for task, shares in SHARES.items():
        for collection, number in shares.items():
            chance = random.Random(f"{SEED} {task} {collection}")
            found = []
            for doc, text in texts(shared, collection).items():
                here = [Passage(doc, s, e, text[s:e]) for s, e in trimmed(text) if wanted(task, text[s:e])]
                found += chance.sample(here, min(2, len(here)))
            chance.shuffle(found)
            for half in ("open", "sealed"):
                kept = [one for one in found if half_of(one.doc, gold) == half][: number // 2]
                yield from ((task, collection, half, one) for one in kept)


def trimmed(text: str) -> Iterator[tuple[int, int]]:
    """Gives the sentences without the blanks around them."""
    for start, end in sentences(text):
        words = text[start:end]
        yield start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def main() -> None:
    """Writes the rows `task,collection,half,doc,start,end`, or with --show the words of one task's."""
    shared = Path(os.environ.get("READOUTS_SHARED", Path(__file__).parents[2] / "shared"))
    if sys.argv[1:2] == ["--show"]:
        for number, (task, collection, half, one) in enumerate(draw(shared)):
            if task == sys.argv[2]:
                print(f"[{number}] {collection} {half} {one.doc} {one.start}-{one.end}\n    {one.text}")
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("task", "collection", "half", "doc", "start", "end"))
    for task, collection, half, one in draw(shared):
        out.writerow((task, collection, half, one.doc, one.start, one.end))


if __name__ == "__main__":
    main()
