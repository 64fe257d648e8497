"""What is worth parsing: nothing that tells of a contact is dropped, and reading together is reading one by one."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from contact_rows import marked
from readouts.exchange import encode
from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Article, Published
from readouts.reports import read_article, read_articles, triggers
from readouts.sources import make_article
from test_examples import TEXTS

DAY = Published(earliest=date(2023, 5, 10), latest=date(2023, 5, 10), basis="given")


def document(text: str) -> Document:
    return Document(Article(id="a", sha256="", source="a", text=text, published=DAY), load())


def kept(text: str) -> list[str]:
    """The sentences that the first step of the gate lets through."""
    made = document(text)
    return [made.sentences[n].span.of(text) for n in triggers.load().gate.first(made)]


KEPT = [
    ("Emmanuel Macron met Olaf Scholz.", ["Emmanuel Macron met Olaf Scholz."]),
    ("France and Germany held talks.", ["France and Germany held talks."]),
    ("MACRON MEETS SCHOLZ IN PARIS", ["MACRON MEETS SCHOLZ IN PARIS"]),
    ("Macron Meets Scholz", ["Macron Meets Scholz"]),
    ("Emmanuel Macron phoned the German chancellor.", ["Emmanuel Macron phoned the German chancellor."]),
    ("Emmanuel Macron spoke with his Turkish counterpart.", ["Emmanuel Macron spoke with his Turkish counterpart."]),
    ("A Syrian delegation visited Ankara.", ["A Syrian delegation visited Ankara."]),
    ("Talks between Moscow and Kyiv failed.", ["Talks between Moscow and Kyiv failed."]),
    ("Olaf Scholz travelled to Beijing.", ["Olaf Scholz travelled to Beijing."]),
    ("Xi Jinping congratulated Lula da Silva.", ["Xi Jinping congratulated Lula da Silva."]),
    (
        "It rained. Emmanuel Macron met Olaf Scholz. It snowed.",
        ["Emmanuel Macron met Olaf Scholz."],
    ),
    (
        "Emmanuel Macron was in Moscow with France's cabinet. He met Vladimir Putin.",
        ["Emmanuel Macron was in Moscow with France's cabinet.", "He met Vladimir Putin."],
    ),
    (
        "Giorgia Meloni was in Tokyo this week. She met Fumio Kishida on Tuesday.",
        ["She met Fumio Kishida on Tuesday."],
    ),
    (
        "Emmanuel Macron and Joe Biden fell out over submarines. They spoke by phone on Friday.",
        ["They spoke by phone on Friday."],
    ),
]
DROPPED = [
    "Emmanuel Macron and Olaf Scholz admire Goethe.",
    "Emmanuel Macron met the mayor of Lyon.",
    "The committee met.",
    "The meeting was long. Rain fell on the hall.",
    "The heads of Russia and China are old.",
    "",
]
WRONG_TODAY = {
    "Giorgia Meloni was in Tokyo": "the other side is the most named one of the text",
}


@pytest.mark.parametrize(("text", "expected"), marked(KEPT, WRONG_TODAY))
def test_the_gate_keeps_what_may_tell_of_a_contact(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize("text", DROPPED)
def test_the_gate_drops_what_cannot(text: str) -> None:
    assert kept(text) == []


def test_the_second_step_adds_what_pronouns_tell() -> None:
    made = document("Emmanuel Macron met Olaf Scholz. It rained. His talk with him was long.")
    gate = triggers.load().gate
    assert (gate.first(made), gate.rest(made)) == ([0], [0, 2])


WORDS = [
    ("heads to Moscow", [0]),
    ("heads of state", []),
    ("call for peace", []),
    ("a call with him", [2]),
    ("metal and meeting", [10]),
    ("Meeting MEETING meeting", [0, 8, 16]),
]


@pytest.mark.parametrize(("text", "places"), WORDS)
def test_trigger_words(text: str, places: list[int]) -> None:
    assert [start for start, _ in triggers.load().gate.hits(text)] == places


@cache
def examples() -> tuple[Article, ...]:
    return tuple(
        make_article(text, source=name, published=Published() if at % 3 else DAY)
        for at, (name, text) in enumerate(sorted(TEXTS.items()))
    )


@cache
def one_by_one() -> tuple[bytes, ...]:
    return tuple(encode(reading) for reading in read_articles(examples(), load(), batch=1))


def test_the_examples_tell_of_contacts() -> None:
    assert sum(b'"channel"' in line for line in one_by_one()) > 20


@pytest.mark.parametrize("batch", [3, 64])
def test_reading_together_is_reading_one_by_one(batch: int) -> None:
    together = [encode(reading) for reading in read_articles(examples(), load(), batch=batch)]
    assert len(together) == len(one_by_one())
    differing = [
        article.source for article, one, other in zip(examples(), together, one_by_one(), strict=True) if one != other
    ]
    assert differing == []


def test_the_order_of_articles_changes_no_reading() -> None:
    backwards = [encode(reading) for reading in read_articles(reversed(examples()), load(), batch=7)]
    assert tuple(reversed(backwards)) == one_by_one()


@pytest.mark.parametrize("full", [False, True])
def test_reading_twice_gives_the_same_bytes(full: bool) -> None:
    article = examples()[0]
    assert encode(read_article(article, load(), full=full)) == encode(read_article(article, load(), full=full))
