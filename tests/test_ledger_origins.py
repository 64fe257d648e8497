"""Where what a report says comes from, and how many independent origins a contact has."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from readouts.errors import KnowledgeError
from readouts.ledger import Support
from readouts.ledger.credits import find_credits, owner_of, read_credits, read_owners
from readouts.ledger.origins import find_origin
from readouts.model import Reading, Reporter, ReporterKind, Span
from readouts.views.support import say_support

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
CALL = said(BOTH, "held call", "2026-03-03")

CREDITS = [
    ("at the end", "They met on Monday. (Reuters)", ["Reuters"]),
    ("two agencies", "They met on Monday. (AFP/Xinhua)", ["AFP", "Xinhua"]),
    ("and agencies", "They met on Monday. (Xinhua and agencies)", ["Xinhua"]),
    ("reporting by", "They met on Monday. (Reporting by Xinhua)", ["Xinhua"]),
    ("source", "They met on Monday. (Source: Bloomberg)", ["Bloomberg"]),
    ("dateline", "MOSCOW, March 3 (TASS) - They met on Monday in the Kremlin.", ["TASS"]),
    ("a line of its own", "They met on Monday.\n\n— Reuters", ["Reuters"]),
    ("who only helped", "They met on Monday. (Additional reporting by Xinhua)", []),
    ("a newspaper is no agency", "They met on Monday. (The Guardian)", []),
    ("words in brackets", "They met on Monday (and again on Friday).", []),
    ("an agency spoken of", "Reuters asked whether they had met.", []),
]


@pytest.mark.parametrize(("text", "agencies"), [row[1:] for row in CREDITS], ids=[row[0] for row in CREDITS])
def test_credit_lines(text: str, agencies: list[str]) -> None:
    found = find_credits(text)
    assert [credit.outlet for credit in found] == agencies
    assert all(credit.span.of(text).strip() for credit in found)


def chain(*links: tuple[str, ReporterKind]) -> list[Reporter]:
    return [Reporter(name=name, kind=kind, span=Span(0, 1)) for name, kind in links]


@pytest.mark.parametrize(
    ("outlet", "links", "key", "kind"),
    [
        ("The Guardian", [], "outlet the guardian", "outlet"),
        ("The Guardian", [("TASS", "agency"), ("Kremlin", "official")], "state RUS", "official"),
        ("TASS", [], "state RUS", "official"),
        ("RIA Novosti", [], "state RUS", "official"),
        ("Kremlin", [], "state RUS", "official"),  # an office that publishes what it says itself
        ("kremlin.ru", [], "state RUS", "official"),
        ("The White House", [], "state USA", "official"),
        ("Chinese Foreign Ministry", [], "state CHN", "official"),
        ("Berlin", [], "outlet berlin", "outlet"),  # may be a magazine
        ("Ukraine", [], "outlet ukraine", "outlet"),
        ("BBC", [("Reuters", "agency")], "outlet reuters", "agency"),
        ("Some Paper", [("a diplomatic source", "anonymous")], None, "unknown"),
        (None, [], None, "unknown"),
    ],
)
def test_origin_of_a_report(
    outlet: str | None, links: list[tuple[str, ReporterKind]], key: str | None, kind: str
) -> None:
    found = find_origin(outlet, None, [], chain(*links))
    assert (found.key, found.kind) == (key, kind)


def test_outlets_of_one_owner_have_one_origin() -> None:
    assert find_origin("New York Post", None, []).key == find_origin("The Wall Street Journal", None, []).key
    assert owner_of("No Such Paper") is None


STORY = (
    "The two leaders talked for an hour about the long bridge over the strait and its rising cost, about fishing in "
    "the northern waters and about the price of grain, and they agreed to talk again before the harvest begins."
)
OTHER = (
    "Nobody in the ministry would say how the conversation had gone. A spokesman stood in the rain outside and read "
    "three sentences from a sheet of paper; then the cameras were asked to leave the yard."
)


def article(
    id: str, outlet: str | None, body: str, *links: tuple[str, ReporterKind], day: str = "2026-03-04"
) -> Reading:
    return told(id, day, replace(CALL, reported_by=tuple(chain(*links))), outlet=outlet, body=body)


SUPPORT = [
    (
        "two outlets of their own",
        [("A", STORY, []), ("B", OTHER, [])],
        "2 articles, 2 independent origins, none of them official",
    ),
    ("a copy adds none", [("A", STORY, []), ("B", STORY, [])], "2 articles, 1 independent origin, not official"),
    (
        "one official, one outlet",
        [("A", STORY, [("Kremlin", "official")]), ("B", OTHER, [])],
        "2 articles, 2 independent origins, one of them official",
    ),
    (
        "an agency of the state and its spokesman are one",
        [("TASS", STORY, []), ("B", OTHER, [("Kremlin", "official")])],
        "2 articles, 1 independent origin, official",
    ),
    (
        "two carry one agency",
        [("A", f"{STORY} (AFP)", []), ("B", f"{OTHER} (AFP)", [])],
        "2 articles, 1 independent origin, not official",
    ),
    (
        "the unknown adds none",
        [("A", STORY, []), (None, OTHER, [])],
        "2 articles, 1 independent origin, not official",
    ),
    ("nobody known", [(None, STORY, []), (None, OTHER, [])], "2 articles, no known origin"),
    (
        "unnamed sources add none",
        [("A", STORY, [("a source", "anonymous")]), ("B", OTHER, [("an aide", "anonymous")])],
        "2 articles, no known origin",
    ),
]


def support(tmp_path: Path, readings: list[Reading]) -> Support:
    with new_ledger(tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite") as ledger:
        ledger.add(readings)
        (contact,) = list(ledger.contacts())
        return ledger.support(contact.id)


@pytest.mark.parametrize(("rows", "words"), [row[1:] for row in SUPPORT], ids=[row[0] for row in SUPPORT])
def test_support_counts_origins_not_articles(
    tmp_path: Path, rows: list[tuple[str | None, str, list[tuple[str, ReporterKind]]]], words: str
) -> None:
    readings = [article(f"a{number}", outlet, body, *links) for number, (outlet, body, links) in enumerate(rows)]
    found = [support(tmp_path, list(order)) for order in permutations(readings)]
    assert say_support(found[0]) == words
    assert found.count(found[0]) == len(found)
    assert {field.field for field in found[0].fields} >= {"participants", "channel", "status", "date"}
    known = {origin.name for origin in found[0].origins}
    assert all(set(field.origins) <= known for field in found[0].fields)


def test_copies_have_the_origin_of_the_one_credited(tmp_path: Path) -> None:
    readings = [article("a", "Courier", STORY), article("b", "Reuters", STORY, day="2026-03-05")]
    found = support(tmp_path, readings)
    assert [(origin.name, origin.kind, origin.articles) for origin in found.origins] == [
        ("Reuters", "agency", ("a", "b"))
    ]
    assert [family.members for family in found.copies] == [("a", "b")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outlet,owner\n", "the columns must be"),
        ("outlet,owner,source\nA,,x\n", "owner is empty"),
        ("outlet,owner,source\nA,B,x\nA,C,x\n", "A has an owner already"),
    ],
)
def test_wrong_owners_are_named(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read_owners(text)


@pytest.mark.parametrize(
    ("pattern", "message"), [("(?P<who>", "credit 1: pattern"), ("Reuters", "no group"), (None, "credits")]
)
def test_wrong_credits_are_named(pattern: str | None, message: str) -> None:
    text = "helpers = []\n" + (f"[[credits]]\nrule = 'x'\npattern = '{pattern}'\n" if pattern else "credits = 3\n")
    with pytest.raises(KnowledgeError, match=message):
        read_credits(text)
