"""Every value stands where it says: spans, quoted words, claims and the schema, on texts of every kind."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from readouts.contract import schema
from readouts.exchange import check, decode, encode
from readouts.knowledge import load
from readouts.model import Place, Published, Reading, Span
from readouts.reports import read_article, read_articles
from readouts.sources import make_article
from test_examples import TEXTS

SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DAY = Published(earliest=date(2023, 5, 10), latest=date(2023, 5, 10), basis="given")
WHO = [
    "French President Emmanuel Macron",
    "Olaf Scholz",
    "the German chancellor",
    "Xi Jinping",
    "his Turkish counterpart",
    "the foreign ministers of Spain and Italy",
    "a Syrian delegation",
    "Kyiv",
    "Kim Jong Un",
    "Mr. Modi",
    "the two leaders",
]
DID = [
    "met",
    "spoke by phone with",
    "will visit",
    "has invited",
    "refused to meet",
    "held a two-hour video call with",
    "travelled to Beijing to see",
    "“warmly” congratulated",
    "called",
    "postponed talks with",
    "told Reuters about",
    "and",
]
WHEN = [
    "on Monday",
    "last week",
    "in March 2021",
    "for 45 minutes",
    "in Paris",
    "on the sidelines of the G20 summit",
    "next month",
    "at the request of Berlin",
    "at 5 p.m. on May 3, 2023",
    "“It was good,” he said",
    "two days after the summit",
    "yesterday",
]
PLAIN = [" ", " ", " ", ". ", "\n", "\n\n", "’s ", ", ", "; ", "” ", "“", "'", " — "]
ODD = ["\r\n", "\u00a0", "\u2009", "\u200b", "\u200e", "\u202e", "\ufeff", "\u0301", "\u2028", "\x85", "\x00"]
FOREIGN = ["\U0001f91d", "\U0001d49c", "يوم ", "שלום ", "会谈"]
BREAKS = [*PLAIN, *ODD, *FOREIGN]


def texts() -> st.SearchStrategy[str]:
    """Sentences of leaders and contacts with odd characters strewn between the words, and into them."""
    clause = st.tuples(st.sampled_from(WHO), st.sampled_from(DID), st.sampled_from(WHO), st.sampled_from(WHEN))
    parts = st.lists(
        st.tuples(clause, st.lists(st.sampled_from(BREAKS), min_size=4, max_size=4)), min_size=1, max_size=4
    )
    told = parts.map(lambda rows: "".join(f"{a}{b}" for words, odd in rows for a, b in zip(words, odd, strict=True)))
    cut = st.tuples(told, st.lists(st.tuples(st.integers(0, 400), st.sampled_from(BREAKS)), max_size=3))
    return cut.map(lambda made: strew(*made))


def strew(text: str, odd: list[tuple[int, str]]) -> str:
    for at, piece in odd:
        text = text[: at % (len(text) + 1)] + piece + text[at % (len(text) + 1) :]
    return text


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def spans_in(value: object) -> Iterator[list[int]]:
    """Every pair under a key that holds spans, wherever it stands."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key in ("span", "mention", "cue") and below:
                yield below
            elif key in ("spans", "evidence", "content", "quoted") and below and isinstance(below[0], list):
                yield from below
            else:
                yield from spans_in(below)
    elif isinstance(value, list):
        for below in value:
            yield from spans_in(below)


def told_by_adjective(place: Place, text: str) -> list[str]:
    """The own names of a state and its capitals, where the text has "German" or "Chinese capital" only."""
    state = load().state(place.state or "")
    if state is None or place.span is None:
        return []
    word = place.span.of(text).removesuffix(" capital").lower()
    return [state.name, *state.capitals] if word in {adjective.lower() for adjective in state.demonyms} else []


def assert_sound(reading: Reading, text: str) -> None:
    """All that must hold of a reading of a text, whatever the text."""
    assert reading.article.text == text
    assert check(reading) == []
    line = encode(reading)
    record = json.loads(line)
    assert [e.message for e in validator().iter_errors(record)] == []
    assert decode(line, "x") == reading
    for start, end in spans_in(record):
        assert 0 <= start < end <= len(text)
    for contact in reading.contacts:
        for party in contact.participants:
            assert party.spans or any(c.inferred_from for c in contact.claims if c.field.startswith("participants"))
        for claim in contact.claims:
            assert all(span.of(text).strip() for span in claim.spans)
        if contact.date and contact.date.span:
            assert contact.date.text == contact.date.span.of(text)
        if contact.duration:
            assert contact.duration.text == contact.duration.span.of(text)
        if contact.place and contact.place.span:
            assert contact.place.name in (contact.place.span.of(text), *told_by_adjective(contact.place, text))
        settings_said = [span.of(text) for c in contact.claims if c.field == "setting" for span in c.spans]
        assert settings_said == ([contact.setting] if contact.setting else [])
    for statement in reading.statements:
        assert all(any(whole.covers(quoted) for whole in statement.content) for quoted in statement.quoted)


@settings(max_examples=80, deadline=None)
@example("Vladimir Putin is on a German visit.", True, DAY)
@given(texts(), st.booleans(), st.sampled_from([DAY, Published()]))
def test_made_up_texts(text: str, full: bool, published: Published) -> None:
    assert_sound(read_article(make_article(text, source="a", published=published), load(), full=full), text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert_sound(read_article(make_article(text, source="a", published=DAY), load(), full=True), text)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_examples(name: str) -> None:
    text = TEXTS[name]
    assert_sound(read_article(make_article(text, source=name, published=DAY), load(), full=True), text)


def test_a_wrong_span_would_be_seen() -> None:
    text = "Emmanuel Macron met Olaf Scholz on Monday."
    reading = read_article(make_article(text, source="a", published=DAY), load())
    (contact,) = reading.contacts
    assert contact.date is not None
    assert contact.date.span == Span(text.index("Monday"), text.index("Monday") + 6) or contact.date.span == Span(
        text.index("on Monday"), text.index(".")
    )
    assert len(list(spans_in(json.loads(encode(reading))))) > 8


SAMPLES = [
    ("feed.jsonl", 70),
    ("articles.jsonl", 20),
    ("official_readouts.jsonl", 20),
    ("attributions.jsonl", 15),
    ("timex.jsonl", 15),
]


@pytest.mark.parametrize(("name", "count"), SAMPLES)
def test_texts_of_the_press(name: str, count: int) -> None:
    path = SHARED / "corpora" / name
    if not path.is_file():
        pytest.skip(f"{path} is not here; READOUTS_SHARED names the folder that holds corpora/{name}")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    chosen = random.Random(name).sample([r["text"] for r in records], count)
    articles = [make_article(text, source=f"{name}#{at}", published=DAY) for at, text in enumerate(chosen)]
    for reading, text in zip(read_articles(articles, load()), chosen, strict=True):
        assert_sound(reading, text)
