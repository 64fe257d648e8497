"""Who and what is named: the whole phrase, what kind it is, who is meant on the day, for which state."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contact_rows import marked
from readouts.knowledge import load
from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Article, Interval, Published

Found = tuple[str, str, str, str | None]


def document(text: str, day: str | None) -> Document:
    on = Interval.day(date.fromisoformat(day)) if day else None
    published = Published(earliest=on.earliest, latest=on.latest, basis="given") if on else Published()
    return Document(Article(id="a", sha256="", source="a", text=text, published=published), load())


def found(text: str, day: str | None) -> list[Found]:
    return [(m.span.of(text), m.kind, m.name, m.state) for m in document(text, day).mentions]


NAMES = [
    ("Emmanuel Macron rose.", "2022-03-08", [("Emmanuel Macron", "person", "Emmanuel Macron", "FRA")]),
    (
        "Russian President Vladimir Putin rose.",
        "2022-03-08",
        [("Russian President Vladimir Putin", "person", "Vladimir Putin", "RUS")],
    ),
    (
        "Prime Minister Narendra Modi of India rose.",
        "2022-03-08",
        [("Prime Minister Narendra Modi of India", "person", "Narendra Modi", "IND")],
    ),
    (
        "France's President Emmanuel Macron rose.",
        "2022-03-08",
        [("France's President Emmanuel Macron", "person", "Emmanuel Macron", "FRA")],
    ),
    ("Germany’s Olaf Scholz rose.", "2022-03-08", [("Germany’s Olaf Scholz", "person", "Olaf Scholz", "DEU")]),
    (
        "Wang Yi, the Chinese foreign minister, rose.",
        "2022-03-08",
        [("Wang Yi, the Chinese foreign minister", "person", "Wang Yi", "CHN")],
    ),
    (
        "Mr. Scholz and Mrs. von der Leyen rose.",
        "2022-03-08",
        [("Scholz", "person", "Olaf Scholz", "DEU"), ("von der Leyen", "person", "Ursula von der Leyen", "EU")],
    ),
    (
        "Ukrainian President Volodymyr Zelensky rose.",
        "2022-03-08",
        [("Ukrainian President Volodymyr Zelensky", "person", "Volodymyr Zelenskyy", "UKR")],
    ),
    (
        "German President Frank-Walter Steinmeier and Chancellor Olaf Scholz rose.",
        "2022-03-08",
        [
            ("German President Frank-Walter Steinmeier", "person", "Frank-Walter Steinmeier", "DEU"),
            ("Chancellor Olaf Scholz", "person", "Olaf Scholz", "DEU"),
        ],
    ),
]
NOT_THEM = [
    ("Melania Trump smiled.", "2024-05-08", [("Melania Trump", "person", "Melania Trump", "USA")]),
    ("Brigitte Macron smiled.", "2022-03-08", [("Brigitte Macron", "person", "Brigitte Macron", "FRA")]),
    ("Marla Trump smiled.", "2024-05-08", []),
    ("Hunter Biden smiled.", "2022-03-08", []),
    ("The South American grain market fell.", "2022-03-08", []),
    ("Louis XI was king.", "2022-03-08", [("king", "office", "king", None)]),
    ("They may sign in May.", "2022-03-08", []),
]
STATES = [
    ("China signed.", None, [("China", "state", "China", "CHN")]),
    ("Beijing signed.", None, [("Beijing", "state", "China", "CHN")]),
    ("The Kremlin signed.", None, [("Kremlin", "state", "Russia", "RUS")]),
    ("NATO signed.", None, [("NATO", "body", "NATO", "NATO")]),
    (
        "The Biden administration signed.",
        "2022-03-08",
        [("Biden administration", "state", "United States", "USA")],
    ),
    ("The Polish government signed.", "2022-03-08", [("Polish government", "state", "Poland", "POL")]),
]
SENT = [
    ("A Syrian delegation came.", None, [("Syrian delegation", "delegation", "delegation of Syria", "SYR")]),
    (
        "Turkish officials came.",
        None,
        [("Turkish officials", "delegation", "delegation of Turkey (officials)", "TUR")],
    ),
    ("A delegation from Japan came.", None, [("delegation from Japan", "delegation", "delegation of Japan", "JPN")]),
    ("Putin's envoys came.", "2022-03-08", [("Putin's envoys", "delegation", "envoys of Vladimir Putin", "RUS")]),
]
UNKNOWN = [
    (
        "Finnish Trade Minister Sakari Puisto rose. Mr Puisto sat.",
        "2023-09-28",
        [
            ("Finnish Trade Minister Sakari Puisto", "person", "Sakari Puisto", "FIN"),
            ("Puisto", "person", "Sakari Puisto", "FIN"),
        ],
    ),
    (
        "Kenyan Trade Minister Moses Kuria rose. Kuria sat.",
        "2023-09-28",
        [
            ("Kenyan Trade Minister Moses Kuria", "person", "Moses Kuria", "KEN"),
            ("Kuria", "person", "Moses Kuria", "KEN"),
        ],
    ),
    (
        "Takeo Akiba, the secretary general of Japan, rose.",
        "2023-09-28",
        [("Takeo Akiba, the secretary general of Japan", "person", "Takeo Akiba", "JPN")],
    ),
    ("Sakari Puisto rose.", "2023-09-28", []),
]
OFFICES = [
    ("The German chancellor rose.", "2019-06-12", [("German chancellor", "office", "Angela Merkel", "DEU")]),
    ("The German chancellor rose.", "2022-06-12", [("German chancellor", "office", "Olaf Scholz", "DEU")]),
    ("The German chancellor rose.", "2025-09-12", [("German chancellor", "office", "Friedrich Merz", "DEU")]),
    ("The German chancellor rose.", None, [("German chancellor", "office", "chancellor of Germany", "DEU")]),
    ("Britain's prime minister rose.", "2022-08-01", [("Britain's prime minister", "office", "Boris Johnson", "GBR")]),
    ("Britain's prime minister rose.", "2022-09-20", [("Britain's prime minister", "office", "Liz Truss", "GBR")]),
    ("Britain's prime minister rose.", "2024-07-20", [("Britain's prime minister", "office", "Keir Starmer", "GBR")]),
    (
        "The president of France rose.",
        "2016-06-12",
        [("president of France", "office", "François Hollande", "FRA")],
    ),
    ("The US secretary of state rose.", "2022-06-12", [("US secretary of state", "office", "Antony Blinken", "USA")]),
    (
        "The Chinese foreign minister rose.",
        "2023-05-12",
        [("Chinese foreign minister", "office", "Qin Gang", "CHN")],
    ),
    (
        "The Chinese foreign minister rose.",
        "2023-09-12",
        [("Chinese foreign minister", "office", "Wang Yi", "CHN")],
    ),
    ("His Chinese counterpart rose.", "2023-09-12", [("Chinese counterpart", "office", "counterpart of China", "CHN")]),
    ("The former French president rose.", "2022-06-12", [("French president", "office", "president of France", "FRA")]),
    ("The president rose.", "2022-06-12", [("president", "office", "president", None)]),
]
PLURALS = [
    (
        "The foreign ministers of France and Britain rose.",
        "2022-06-12",
        [
            ("foreign ministers of France and Britain", "office", "Catherine Colonna", "FRA"),
            ("foreign ministers of France and Britain", "office", "Liz Truss", "GBR"),
        ],
    ),
    (
        "The British and Canadian prime ministers rose.",
        "2023-06-12",
        [
            ("British and Canadian prime ministers", "office", "Rishi Sunak", "GBR"),
            ("British and Canadian prime ministers", "office", "Justin Trudeau", "CAN"),
        ],
    ),
    (
        "The presidents of Poland, Romania and Lithuania rose.",
        "2022-06-12",
        [
            ("presidents of Poland, Romania and Lithuania", "office", "Andrzej Duda", "POL"),
            ("presidents of Poland, Romania and Lithuania", "office", "Klaus Iohannis", "ROU"),
            ("presidents of Poland, Romania and Lithuania", "office", "Gitanas Nausėda", "LTU"),
        ],
    ),
]
ROWS = [*NAMES, *NOT_THEM, *STATES, *SENT, *UNKNOWN, *OFFICES, *PLURALS]


@pytest.mark.parametrize(("text", "day", "expected"), ROWS)
def test_mentions(text: str, day: str | None, expected: list[Found]) -> None:
    assert found(text, day) == expected


def only(text: str, day: str) -> Mention:
    (mention,) = document(text, day).mentions
    return mention


HELD = [
    ("Angela Merkel rose.", "2019-06-12", "Chancellor"),
    ("The German chancellor rose.", "2022-06-12", "Chancellor"),
    ("Former German chancellor Angela Merkel rose.", "2022-06-12", "former chancellor"),
]


@pytest.mark.parametrize(("text", "day", "office"), HELD)
def test_office_held_that_day(text: str, day: str, office: str) -> None:
    assert only(text, day).office == office


def test_a_holder_is_inferred_from_the_office_and_the_day() -> None:
    assert only("The German chancellor rose.", "2022-06-12").inferred == (
        "chancellor of Germany on 2022-06-12 to 2022-06-12"
    )
    assert only("Olaf Scholz rose.", "2022-06-12").inferred is None


ACTS = [
    ("The Turkish foreign minister rose.", "yes"),
    ("The Turkish finance minister rose.", "named"),
    ("The Turkish foreign ministry spokesman rose.", "no"),
    ("The Turkish government spokesman rose.", "no"),
]
ACTS_WRONG_TODAY = {"The Turkish government spokesman": "read as the state itself"}


@pytest.mark.parametrize(("text", "acts"), marked(ACTS, ACTS_WRONG_TODAY))
def test_who_may_be_a_party(text: str, acts: str) -> None:
    assert only(text, "2022-06-12").acts == acts


TITLED = ["Russian President ", "the prime ministers of ", "counterpart", "Mr. ", "'s ", "’s ", " and ", ", ", "the "]
NAMED = ["Vladimir Putin", "Macron", "Trump's envoys", "Spain", "Poland", "Kim", " Jong Un"]
ODD = ["\u00a0", "\n", "\u0301", "\u202e", "\U0001f91d"]
PIECES = st.one_of(*map(st.sampled_from, (TITLED, NAMED, ODD)))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_mentions_lie_in_the_text_head_within_phrase_and_in_order(text: str) -> None:
    mentions = document(text, "2022-03-08").mentions
    assert list(mentions) == sorted(mentions, key=lambda m: (m.span.start, m.head.start))
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.covers(mention.head)
        assert mention.head.of(text).strip()
    for one, other in pairwise(mentions):
        assert one.span == other.span or not one.span.overlaps(other.span) or other.plural
