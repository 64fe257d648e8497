"""Names found in texts: where they begin and end, what they are, and what is left alone."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readouts.knowledge import finder, load
from readouts.text import plain

K = load()

FOUND = [
    ("a full name and its surname", "Xi Jinping spoke. Xi left.", [("Xi Jinping", "person"), ("Xi", "short_name")]),
    ("curly possessives stay outside", "Macron’s visit", [("Macron", "short_name")]),
    ("a possessive of a name in s", "Abbas' speech", [("Abbas", "short_name")]),
    ("diacritics either way", "Erdoğan met Vucic", [("Erdoğan", "short_name"), ("Vucic", "short_name")]),
    ("a space that does not break", "Kim\u00a0Jong\u00a0Un", [("Kim\u00a0Jong\u00a0Un", "person")]),
    ("the longest wins", "South Korean ships off South Korea", [("South Korean", "demonym"), ("South Korea", "state")]),
    ("states within words are none", "Malians, Malick and Romania", [("Malians", "demonym"), ("Romania", "state")]),
    ("abbreviations", "the U.S. and the UK", [("U.S.", "state"), ("UK", "state")]),
    ("currencies are no states", "worth US$5 million", []),
    ("a city that begins like a name", "a flight to Xi'an", [("Xi'an", "town")]),
    ("a word that begins like a name", "a word like Xi'gu", []),
    ("hyphens join names", "a Trump-Putin call", [("Trump", "short_name"), ("Putin", "short_name")]),
    ("a capital and a seat", "Berlin told the Kremlin", [("Berlin", "capital"), ("Kremlin", "metonym")]),
    ("ministries", "the Quai d’Orsay said", [("Quai d’Orsay", "office_body")]),
    ("bodies", "NATO and the European Union", [("NATO", "body"), ("European Union", "body")]),
    ("agencies", "Xinhua quoted TASS", [("Xinhua", "outlet"), ("TASS", "outlet")]),
    ("lower case is no name", "turkey, china and may", []),
    ("particles belong to the surname", "von der Leyen agreed", [("von der Leyen", "short_name")]),
    ("demonyms of people", "Israelis and Palestinians", [("Israelis", "demonym"), ("Palestinians", "demonym")]),
    ("nothing", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), FOUND, ids=[row[0] for row in FOUND])
def test_found(why: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[m.start : m.end], m.kind) for m in K.find(text)] == expected, why


CAUTIOUS = [
    ("a month", "The talks in May failed.", []),
    ("after the full name", "Theresa May left. In the end May had no choice.", ["Theresa May", "May"]),
    ("behind a title", "Then Mrs May left.", ["May"]),
    ("behind an office", "Prime Minister May left.", ["May"]),
    ("behind an office in small letters", "the president, Moon, and president Moon", ["Moon"]),
    ("a title before a longer name", "Then Mrs May Smith left.", []),
    ("a capital without its state", "Victoria won the race.", []),
    ("a capital after its state", "The Seychelles sent word from Victoria.", ["Seychelles", "Victoria"]),
    ("a word before it that is no title", "She sold Brown bread.", []),
    ("another full name does not help", "Theresa May met Gordon Smith. Brown bread was served.", ["Theresa May"]),
    ("an outlet that is a word", "Time is short.", []),
    ("an outlet that is told", "He told Time that he would go.", ["Time"]),
    ("an outlet that reports", "Fox News said so.", ["Fox News"]),
    ("an outlet in brackets", "MOSCOW (RT) The call was short.", ["RT"]),
]


@pytest.mark.parametrize(("why", "text", "expected"), CAUTIOUS, ids=[row[0] for row in CAUTIOUS])
def test_words_that_are_also_names(why: str, text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in K.find(text)] == expected, why


def test_a_surname_of_several_names_them_all() -> None:
    (match,) = K.find("Khamenei rejected it.")
    assert set(match.targets) == {"ali-khamenei", "mojtaba-khamenei"}


def test_a_cautious_surname_is_narrowed_to_whom_the_text_names() -> None:
    *_, last = K.find("Boris Johnson was away. Johnson came back.")
    assert last.targets == ("boris-johnson",)


def test_ambiguous_places_name_all() -> None:
    (match,) = K.find("Brussels objected.")
    assert set(match.targets) == {"BEL", "EU"}


PIECES = st.lists(
    st.sampled_from(
        [p.name for p in K.persons[::97]]
        + [
            "Xi",
            "’s",
            " ",
            "\u00a0",
            "\n",
            "“",
            "…",
            "ﬁ",
            "Ukraine",
            "(AFP)",
            "Time",
            "the",
            "US",
            "-",
            "é",
            "met",
            "'s",
        ]
    ),
    max_size=14,
)


@given(PIECES)
def test_matches_are_ordered_whole_words_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    done = 0
    for match in K.find(text):
        assert done <= match.start < match.end <= len(text)
        assert match.targets
        assert not text[match.start].isspace()
        assert not text[match.end - 1].isspace()
        before, after = text[match.start - 1 : match.start], text[match.end : match.end + 1]
        assert not plain(before).isalnum()
        assert not plain(after).isalnum() or not plain(after)
        done = match.end


@given(PIECES, PIECES)
def test_a_text_behind_a_full_stop_adds_matches_only(pieces: list[str], more: list[str]) -> None:
    text = "".join(pieces)
    alone = K.find(text)
    assert K.find(f"{text} \n\n{''.join(more)}")[: len(alone)] == alone


def test_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(finder).failed == 0
