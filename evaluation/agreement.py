"""How far two people who labelled the same texts agree, by the rules that predictions are scored by.

    python evaluation/agreement.py
    python evaluation/agreement.py --differences    also names each place where the two differ

Reads articles.jsonl and feed.jsonl (first labels) and second_articles.jsonl and second_feed.jsonl (labels made without
seeing the first) beside this file. Each reader's labels are scored once as a prediction against the other's, since a
label may carry other values that it accepts as right. ±.04 is half the width of the 95% interval.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from readouts.score import (
    GoldArticle,
    PredictedArticle,
    Rate,
    Retrieval,
    read_gold_article,
    read_prediction,
    score,
    wilson,
)
from readouts.score.table import Table

HERE = Path(__file__).parent
COLLECTIONS = ("articles", "feed")
ROWS = (
    "contacts found",
    "contacts exact",
    "main contacts found",
    "channel",
    "status",
    "participants",
    "date",
    "no day invented",
    "main flag",
    "place",
    "texts without a contact left empty",
)
Line = dict[str, object]


def main() -> int:
    """Prints the table; 1 where second labels are missing or are of texts that were not labelled first."""
    first = read_labels(*(HERE / f"{name}.jsonl" for name in COLLECTIONS))
    second = read_labels(*(HERE / f"second_{name}.jsonl" for name in COLLECTIONS))
    alone = sorted(set(second) - set(first))
    if alone:
        print(f"labelled by the second reader only: {', '.join(alone)}", file=sys.stderr)
        return 1
    first = {item: first[item] for item in second}
    there, back = compare(first, second), compare(second, first)
    numbers = [sum(len(gold.contacts or ()) for gold in read_gold(lines)) for lines in (first, second)]
    print(f"{len(second)} texts; contacts: first reader {numbers[0]}, second reader {numbers[1]}\n")
    print(f"{'':36}{'first as gold':22}second as gold")
    for row in ROWS:
        print(f"{row:36}{show(there.rows.get(row)):22}{show(back.rows.get(row))}".rstrip())
    if "--differences" in sys.argv[1:]:
        print("", *there.differences, sep="\n")
    return 0


def read_labels(*paths: Path) -> dict[str, Line]:
    """The lines of the files by id; exits with the name of a file that is missing."""
    lines: dict[str, Line] = {}
    for path in paths:
        if not path.exists():
            sys.exit(f"{path}: no such labels yet")
        for text in path.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            lines[line["id"]] = line
    return lines


def compare(gold: dict[str, Line], labels: dict[str, Line]) -> Table:
    """The table of one reader's labels against the other's."""
    return score(read_gold(gold), [as_prediction(line) for line in labels.values()])


def read_gold(lines: dict[str, Line]) -> list[GoldArticle]:
    """The lines as gold, without what is not labelled twice: publication dates."""
    return [read_gold_article({**line, "published": None}) for line in lines.values()]


def as_prediction(line: Line) -> PredictedArticle:
    """A labelled text in the shape of a prediction."""
    contacts = [as_predicted(contact) for contact in json.loads(json.dumps(line["contacts"]))]
    return read_prediction({"version": 1, "article": {"id": line["id"]}, "contacts": contacts})


def as_predicted(contact: dict[str, object]) -> Line:
    """A labelled contact with its participants as objects, each of the side in its place where there are as many."""
    names, sides = contact["participants"], contact["sides"]
    assert isinstance(names, list)
    assert isinstance(sides, list)
    states = sides if len(sides) == len(names) else [None] * len(names)
    people = [{"name": name, "kind": "person", "state": state} for name, state in zip(names, states, strict=True)]
    kept = ("sides", "channel", "status", "date", "place", "main")
    return {**{key: contact[key] for key in kept}, "participants": people, "evidence": [contact["evidence"]]}


def show(row: Rate | Retrieval | None) -> str:
    """A figure with half its 95% interval and its counts: `.94 ±.05 (15/16)`; for contacts, F1 and its counts."""
    if isinstance(row, Retrieval):
        return f"F1 {short(row.f1)} ({row.right}/{row.predicted}/{row.gold})"
    if row is None or not row.of:
        return "-"
    low, high = wilson(row.right, row.of)
    return f"{short(row.right / row.of)} ±{short((high - low) / 2)} ({row.right}/{row.of})"


def short(value: float) -> str:
    """Two digits without a leading zero."""
    return f"{value:.2f}".removeprefix("0")


if __name__ == "__main__":
    sys.exit(main())
