"""Searching: the best first, words marked, filters, pages; in a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import said, told
from new_ledgers import new_ledger
from postgres_server import fresh_schema
from readouts.errors import UsageError
from readouts.ledger import Ledger, Query
from readouts.ledger.hits import PAGE, Wanted, cut_passage, find_words
from readouts.ledger.party import name_words
from readouts.model import Reading, Span, Speaker, Statement


@pytest.fixture(params=["file", "server"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with two contacts in four articles."""
    place: str | Path = tmp_path / "l.sqlite"
    if request.param == "server":
        place = fresh_schema(request.getfixturevalue("postgres"))
    with new_ledger(place, *readings()) as opened:
        yield opened


def readings() -> Iterator[Reading]:
    call = said("Eino Aalto/NMK, Grete Brandt/OST", "held phone_call", "2026-03-03")
    visit = said("Eino Aalto/NMK, Zoë Çelik/WST", "announced visit", "2026-05-01")
    grain = "The grain deal was the first thing they spoke of. It was long."
    yield told("titled", "2026-03-04", call, outlet="Herald", title="A grain deal by phone", body=grain)
    yield told(
        "passing", "2026-03-05", call, outlet="Courier", body="Much else. " * 30 + "Of grain a word, and no deal."
    )
    yield told("coming", "2026-03-06", visit, outlet="Courier", body="The visit is about the deal on fish.")
    spoken = told("spoken", None, outlet="Herald", body="Aalto said the grain deal would hold. Brandt said nothing.")
    start = spoken.article.text.index("the grain")
    statement = Statement(
        speaker=Speaker(name="Eino Aalto", state="NMK"),
        kind="indirect",
        content=(Span(start, start + len("the grain deal would hold")),),
    )
    yield replace(spoken, statements=(statement,))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(words="grain deal"), ["titled", "spoken", "passing"]),
        (Wanted(words='"grain deal"'), ["titled", "spoken"]),
        (Wanted(words="GRAIN", outlet="Courier"), ["passing"]),
        (Wanted(words="deal", since=date(2026, 3, 5)), ["coming", "passing"]),
        (Wanted(words="deal", until=date(2026, 3, 4)), ["titled"]),
        (Wanted(words="deal", speaker="aalto"), ["spoken"]),
        (Wanted(words="deal", speaker="brandt"), []),
        (Wanted(words="barley"), []),
        (Wanted(words="deal' OR '1'='1"), []),
    ],
)
def test_articles(ledger: Ledger, wanted: Wanted, found: list[str]) -> None:
    page = ledger.survey.articles(wanted)
    assert sorted(hit.article for hit in page.hits) == sorted(found)
    assert not page.more
    assert not page.bounded
    if found:
        assert page.hits[0].article in found[:1] + found[1:2]


def test_a_title_counts_most_and_words_are_marked(ledger: Ledger) -> None:
    first = ledger.survey.articles(Wanted(words="grain deal")).hits[0]
    assert (first.article, first.contacts) == ("titled", 1)
    assert first.title is not None
    assert [span.of(first.title) for span in first.in_title] == ["grain", "deal"]
    assert first.passage is not None
    assert {span.of(first.passage.text) for span in first.passage.marks} == {"grain", "deal"}


def test_statements(ledger: Ledger) -> None:
    (hit,) = ledger.survey.statements(Wanted(words="grain hold")).hits
    assert (hit.article, hit.speaker, hit.kind) == ("spoken", "Eino Aalto", "indirect")
    assert [span.of(hit.passage.text) for span in hit.passage.marks] == ["grain", "hold"]
    assert ledger.survey.statements(Wanted(words="nothing")).hits == ()


@pytest.mark.parametrize(
    ("wanted", "articles"),
    [
        (Wanted(words="grain"), [("titled", "passing")]),
        (Wanted(words="deal"), [("titled", "passing"), ("coming",)]),
        (Wanted(words="deal", query=Query(statuses=("announced",))), [("coming",)]),
        (Wanted(words="deal", query=Query(persons=("Çelik",))), [("coming",)]),
        (Wanted(words="deal", query=Query(states=("OST",))), [("titled", "passing")]),
        (Wanted(words="nothing"), []),
    ],
)
def test_contacts(ledger: Ledger, wanted: Wanted, articles: list[tuple[str, ...]]) -> None:
    hits = ledger.survey.contacts(wanted).hits
    assert {frozenset(hit.articles) for hit in hits} == {frozenset(some) for some in articles}


def test_pages(ledger: Ledger) -> None:
    ledger.add([told(f"more-{n:03}", "2026-04-01", body=f"Barley number {n}.") for n in range(PAGE * 2 + 3)])
    pages = [ledger.survey.articles(Wanted(words="barley"), page) for page in range(4)]
    assert [(len(page.hits), page.more) for page in pages] == [(PAGE, True), (PAGE, True), (3, False), (0, False)]
    assert len({hit.article for page in pages for hit in page.hits}) == PAGE * 2 + 3


def test_nothing_to_look_for(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        ledger.survey.articles(Wanted(words="!?"))


@pytest.mark.parametrize(
    ("text", "phrase", "marked"),
    [
        ("Recep Tayyip Erdoğan spoke", "erdogan", ["Erdoğan"]),
        ("Zoe\u0308 spoke", "zoe", ["Zoe\u0308"]),
        ("grain, deal", "grain deal", ["grain, deal"]),
        ("U.S.-led grain", "s led", ["S.-led"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("ingrained", "grain", []),
    ],
)
def test_marks(text: str, phrase: str, marked: list[str]) -> None:
    assert [span.of(text) for span in find_words(text, [name_words(phrase)])] == marked


@given(st.text(max_size=600), st.integers(0, 20))
def test_a_passage_is_a_piece_of_the_text(text: str, number: int) -> None:
    words = name_words(text)
    if not words:
        return
    phrase = (words[number % len(words)],)
    passage = cut_passage(text, [phrase])
    if passage is None:
        return
    assert text[passage.start :].startswith(passage.text)
    for mark in passage.marks:
        assert 0 <= mark.start < mark.end <= len(passage.text)
        assert set(name_words(mark.of(passage.text))) & set(phrase)
