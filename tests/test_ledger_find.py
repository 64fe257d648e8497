"""Finding contacts, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import said, told
from readouts.errors import UsageError
from readouts.ledger import Ledger, Query, open_ledger
from readouts.ledger.why import cite
from readouts.model import Span

NEWS = (
    told("a1", "2026-03-04", said("Eino Aalto/NMK, Grete Brandt/OST", "held phone_call", "2026-03-03"),
         title="Grain talks", body="They spoke of grain and of the Strait of Mara.", held_back=["no party named"]),
    told("a2", "2026-03-05", said("Eino Aalto/NMK, Ana Cruz/SUR", "held visit", "2026-03-01/2026-03-05"),
         body="Déjà vu, said the Strait authority of Mara."),
    told("a3", "2026-03-09", said("Grete Brandt/OST, Ana Cruz/SUR", "announced summit"), doubts=["premier?"]),
    told("a4", None, said("Max Weber/OST, Ana Cruz/SUR", "held message"), body="No date at all."),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The news in a ledger."""
    with open_ledger(tmp_path_factory.mktemp("ledger") / "l.sqlite") as made:
        made.add(NEWS)
        yield made


QUERIES = [
    (Query(), "a2 a1 a3 a4"),
    (Query(persons=("cruz",)), "a2 a3 a4"),
    (Query(persons=("Ana Cruz", "aalto")), "a2"),
    (Query(persons=("an",)), ""),
    (Query(persons=("Éino AALTO",)), "a2 a1"),
    (Query(states=("OST",)), "a1 a3 a4"),
    (Query(states=("OST", "SUR")), "a3 a4"),
    (Query(states=("XXX",)), ""),
    (Query(channels=("phone_call", "message")), "a1 a4"),
    (Query(statuses=("announced",)), "a3"),
    (Query(since=date(2026, 3, 4)), "a2 a3"),
    (Query(since=date(2026, 3, 3), until=date(2026, 3, 4)), "a2 a1"),
    (Query(until=date(2026, 3, 2)), "a2"),
    (Query(words="grain"), "a1"),
    (Query(words="deja"), "a2"),
    (Query(words="strait mara"), "a2 a1"),
    (Query(words='"Strait of Mara"'), "a1"),
    (Query(words="grain AND (-oops*"), ""),
    (Query(words='say "unclosed'), ""),
]


@pytest.mark.parametrize(("query", "articles"), QUERIES, ids=[str(n) for n in range(len(QUERIES))])
def test_queries(ledger: Ledger, query: Query, articles: str) -> None:
    assert [contact.reports[0].article for contact in ledger.contacts(query)] == articles.split()


def test_a_list_longer_than_a_portion_is_whole(tmp_path: Path) -> None:
    months = [f"{1950 + n // 12}-{n % 12 + 1:02}-15" for n in range(1203)]
    news = [told(f"a{day}", day, said("Aalto/NMK, Brandt/OST", "held call", day)) for day in months]
    with open_ledger(tmp_path / "l.sqlite") as made:
        made.add(news)
        found = [contact.id for contact in made.contacts()]
        assert len(found) == len(set(found)) == made.size().contacts == 1203


def test_a_crosswalk_longer_than_a_portion_is_whole(tmp_path: Path) -> None:
    calls = [said("Aalto/NMK, Brandt/OST", "held call", f"{1000 + n}-03-03", id=f"c{n}") for n in range(1001)]
    with open_ledger(tmp_path / "l.sqlite") as made:
        made.add(told(name, "2026-03-15", *calls) for name in ("a", "b", "c"))
        crossings = [(crossing.article, crossing.report) for crossing in made.crosswalk()]
        assert crossings == [(name, f"c{n}") for name in ("a", "b", "c") for n in range(1001)]
        assert made.size().contacts == 1001


@pytest.mark.parametrize("query", [Query(words="  "), Query(words="-"), Query(persons=("?!",))])
def test_queries_for_nothing_are_refused(ledger: Ledger, query: Query) -> None:
    with pytest.raises(UsageError):
        list(ledger.contacts(query))


def test_the_beginning_of_an_id_is_enough(ledger: Ledger) -> None:
    for contact in ledger.contacts():
        assert ledger.contact(contact.id[:8].upper()) == contact


@pytest.mark.parametrize(
    ("prefix", "says"), [("0x", "is no contact's id"), ("", "is no contact's id"), ("f" * 16, "no contact's id begins")]
)
def test_ids_that_are_none(ledger: Ledger, prefix: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        ledger.contact(prefix)


def test_an_id_that_is_too_short_lists_those_it_begins(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as made:
        made.add(told(f"a{n}", "2026-03-20", said(f"A{n}/NMK, B/OST", "held call")) for n in range(40))
        ids = [contact.id for contact in made.contacts()]
        doubled = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
        with pytest.raises(UsageError, match=f"begins several ids, give more of it: {doubled}"):
            made.contact(doubled)


def test_why_shows_the_sentence_and_the_characters(ledger: Ledger) -> None:
    (contact,) = ledger.contacts(Query(channels=("phone_call",)))
    (reason,) = ledger.reasons(contact.id, "channel")
    assert (reason.field, reason.value, reason.rule) == ("channel", "phone_call", "channel word")
    (passage,) = reason.passages
    assert passage.text == "Eino Aalto and Grete Brandt had a phone_call, held."
    assert [mark.of(passage.text) for mark in passage.marks] == ["phone_call"]


def test_why_without_a_field_gives_all_of_them_in_order(ledger: Ledger) -> None:
    (contact,) = ledger.contacts(Query(channels=("phone_call",)))
    assert [reason.field for reason in ledger.reasons(contact.id)] == [
        "participants[0].name",
        "participants[1].name",
        "channel",
        "date",
        "evidence",
    ]
    inferred = ledger.reasons(contact.id, "date")[0]
    assert (inferred.inferred_from, inferred.passages) == ("when it appeared", ())


def test_why_of_an_unknown_field_names_the_known_ones(ledger: Ledger) -> None:
    (contact,) = ledger.contacts(Query(channels=("phone_call",)))
    with pytest.raises(UsageError, match="known: participants, channel"):
        ledger.reasons(contact.id, "colour")


def test_doubts_show_where_and_why(ledger: Ledger) -> None:
    assert [(d.kind, d.source, d.reason) for d in ledger.doubts()] == [
        ("held back", "a1", "no party named"),
        ("doubt", "a3", "premier?"),
    ]
    assert [mark.of(p.text) for d in ledger.doubts() for p in d.passages for mark in p.marks] == ["Eino", "Gret"]


def test_the_crosswalk_names_every_report_once(ledger: Ledger) -> None:
    crossings = list(ledger.crosswalk())
    assert [(c.article, c.report) for c in crossings] == [(f"a{n}", "c1") for n in range(1, 5)]
    assert {c.contact for c in crossings} == {contact.id for contact in ledger.contacts()}


CITED = [
    ("One. Two here.", [(5, 8)], [("Two here.", ["Two"])]),
    ("One. Two here.", [(0, 3), (5, 8), (5, 8)], [("One.", ["One"]), ("Two here.", ["Two"])]),
    ("One. Two here.", [(0, 14)], [("One.", ["One."]), ("Two here.", ["Two here."])]),
    ("One. Two here.", [(90, 99)], []),
    ("", [(0, 3)], []),
]


@pytest.mark.parametrize(("text", "spans", "passages"), CITED)
def test_citing(text: str, spans: list[tuple[int, int]], passages: list[tuple[str, list[str]]]) -> None:
    found = cite(text, [Span(*span) for span in spans])
    assert [(p.text, [mark.of(p.text) for mark in p.marks]) for p in found] == passages
    assert all(text[p.start :].startswith(p.text) for p in found)
