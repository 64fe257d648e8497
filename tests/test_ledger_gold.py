"""How well reports are merged, on hand-coded contacts of outside data, where that is there."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

import pytest

from readouts.knowledge import Knowledge, load
from readouts.knowledge.days import read_days
from readouts.ledger.cluster import cluster
from readouts.ledger.report import Report, describe_report
from readouts.model import Article, Contact, ContactDate, Interval, Participant, PersonKind, Published

SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).parents[2] / "shared"))
GOLD = SHARED / "gold" / "dev.jsonl"


def test_merging_of_hand_coded_reports() -> None:
    if not GOLD.exists():
        pytest.skip(f"no {GOLD}: set READOUTS_SHARED to the folder of the outside data")
    reports, keys = read_gold(load())
    assert len(reports) > 200
    homes = {report.id: number for number, group in enumerate(cluster(reports).groups) for report in group.reports}
    precision, recall = b_cubed([keys[report.id] for report in reports], [homes[report.id] for report in reports])
    f1 = 2 * precision * recall / (precision + recall)
    print(f"B-cubed: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    assert precision >= 0.97  # doubt keeps apart
    assert f1 >= 0.94


@pytest.mark.parametrize(
    ("truth", "answer", "figures"),
    [("aab", "xxy", (1, 1)), ("aab", "xxx", (5 / 9, 1)), ("aab", "xyz", (1, 2 / 3)), ("aabb", "xyxy", (0.5, 0.5))],
)
def test_b_cubed(truth: str, answer: str, figures: tuple[float, float]) -> None:
    assert b_cubed(truth, answer) == pytest.approx(figures)


def b_cubed(truth: Sequence[Hashable], answer: Sequence[Hashable]) -> tuple[float, float]:
    """Precision and recall of a grouping: for each item the share of its group, of its class, that it shares."""
    classes, groups, both = Counter(truth), Counter(answer), Counter(zip(truth, answer, strict=True))
    pairs = list(zip(truth, answer, strict=True))
    precision = sum(both[pair] / groups[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / classes[pair[0]] for pair in pairs) / len(pairs)
    return precision, recall


def read_gold(knowledge: Knowledge) -> tuple[list[Report], dict[str, str]]:
    """The contacts of the half to develop on as reports, and the key of each; states as far as they can be told."""
    reports: list[Report] = []
    keys: dict[str, str] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] != "open":
            continue
        appeared = read_gold_days(row.get("published"))
        published = (
            Published(earliest=appeared.earliest, latest=appeared.latest, basis="given") if appeared else Published()
        )
        article = Article(id=row["id"], sha256=row["sha256"], source=row["id"], published=published)
        for number, gold in enumerate(row["contacts"]):
            when = read_gold_days(gold.get("date"))
            contact = Contact(
                id=str(number),
                participants=tuple(find_parties(knowledge, gold["participants"], gold["sides"])),
                channel=gold["channel"],
                status=gold["status"],
                date=ContactDate(earliest=when.earliest, latest=when.latest) if when else None,
                main=gold["main"],
            )
            reports.append(describe_report(article, contact))
            keys[reports[-1].id] = gold["contact_key"]
    return reports, keys


def read_gold_days(value: object) -> Interval | None:
    """A date of the gold: in words, or an object with both ends."""
    words = f"{value['earliest']}/{value['latest']}" if isinstance(value, dict) else str(value or "")
    return read_days(words)


def find_parties(knowledge: Knowledge, names: list[str], sides: list[str]) -> list[Participant]:
    """The participants with their states: by name, else the sides that are left over; a side without any as a state."""
    states: list[str | None] = []
    for name in names:
        held = {tenure.state for person in knowledge.persons_named(name) for tenure in knowledge.tenures(person.id)}
        held |= {code for word in (name, *name.split(" of ")[1:]) if (code := knowledge.state_of(word))}
        known = held & set(sides)
        states.append(known.pop() if len(known) == 1 else None)
    left = [side for side in sides if side not in states]
    states = [state or (left.pop(0) if left else None) for state in states]
    found = [Participant(name=n, kind=kind_of(n), state=s) for n, s in zip(names, states, strict=True)]
    return found + [Participant(name=side, kind="state", state=side) for side in left]


def kind_of(name: str) -> PersonKind:
    """What a name of the gold stands for: "foreign minister of Iran" is an office."""
    if "delegation" in name.casefold():
        return "delegation"
    return "office" if " of " in name else "person"
