"""Sentences, paragraphs and headlines, and that every character is where it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.language.sentences import split

WRAPPED = (
    "The foreign ministers of the four coastal states met on Tuesday in\n"
    "the old customs house. They agreed to open the strait to fishing boats\n"
    "before the winter, a spokesman said, and to meet again in the spring.\n"
    "\n"
    "Nobody spoke about the islands, which both sides have claimed since the\n"
    "war. A map on the wall of the hall had been covered with a flag."
)
ROWS = [
    ("one", "They met.", ["They met."]),
    ("two", "They met. They parted.", ["They met.", "They parted."]),
    ("quoted", "“We met.” He smiled.", ["“We met.”", "He smiled."]),
    ("question", "Will they meet? Nobody knows! It rains.", ["Will they meet?", "Nobody knows!", "It rains."]),
    ("title", "Mr. Aalto met Dr. Brandt. Both smiled.", ["Mr. Aalto met Dr. Brandt.", "Both smiled."]),
    (
        "office",
        "Sen. Brandt and Gov. Aalto met Gen. Carr. It rained.",
        ["Sen. Brandt and Gov. Aalto met Gen. Carr.", "It rained."],
    ),
    ("month", "They met on Jan. 5 and Sept. 9. It rained.", ["They met on Jan. 5 and Sept. 9.", "It rained."]),
    ("initials", "J. D. Carr met G. Aalto. It rained.", ["J. D. Carr met G. Aalto.", "It rained."]),
    ("country", "The U.S. Senate sat. It rained.", ["The U.S. Senate sat.", "It rained."]),
    ("number", "It cost 3.5 million. It rained.", ["It cost 3.5 million.", "It rained."]),
    ("time", "They met at 5 p.m. on Monday. It rained.", ["They met at 5 p.m. on Monday.", "It rained."]),
    ("zone", "They met at 5 p.m. EST on Monday. It rained.", ["They met at 5 p.m. EST on Monday.", "It rained."]),
    ("clock and day", "They met at 5 p.m. Monday. It rained.", ["They met at 5 p.m. Monday.", "It rained."]),
    ("clock and end", "They met at 5 p.m. US troops left.", ["They met at 5 p.m.", "US troops left."]),
    ("lower case behind", "He met Aalto in St. Moritz etc. and left.", ["He met Aalto in St. Moritz etc. and left."]),
    (
        "lines",
        "Aalto to visit Ostland\nHe left. He will return.",
        ["Aalto to visit Ostland", "He left.", "He will return."],
    ),
    (
        "wrapped",
        WRAPPED,
        [
            "The foreign ministers of the four coastal states met on Tuesday in\nthe old customs house.",
            "They agreed to open the strait to fishing boats\nbefore the winter, a spokesman said, and to meet "
            "again in the spring.",
            "Nobody spoke about the islands, which both sides have claimed since the\nwar.",
            "A map on the wall of the hall had been covered with a flag.",
        ],
    ),
    (
        "astral",
        "\U0001f91d They met. \U0001f1eb\U0001f1f7 It rained.",
        ["\U0001f91d They met.", "\U0001f1eb\U0001f1f7 It rained."],
    ),
    ("combining", "Jose\u0301 met Aalto. It rained.", ["Jose\u0301 met Aalto.", "It rained."]),
    ("nbsp", "They\u00a0met.\u00a0It rained.", ["They\u00a0met.", "It rained."]),
    ("carriage returns", "They met.\r\n\r\nIt rained.\r\n", ["They met.", "It rained."]),
    ("nothing", "", []),
    ("blank", " \n\n\t", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_sentences(text: str, expected: list[str]) -> None:
    assert [s.span.of(text) for s in split(text)] == expected


HEADLINES = [
    ("unfinished", "Aalto to visit Ostland", [True]),
    ("set off by a blank line", "Aalto to visit Ostland.\n\nHe left. He will return.", [True, False, False]),
    ("a teaser below", "Aalto to visit Ostland\n\nHe left on Monday.", [True, False]),
    ("a heading between", "He left. It rained.\n\nWhat comes next\n\nNobody knows.", [False, False, True, False]),
    ("plain", "He left. It rained.", [False, False]),
    ("colon", "He said:\n\nNobody knows. It rained.", [True, False, False]),
    ("very long and unfinished", "word " * 80, [False]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in HEADLINES], ids=[row[0] for row in HEADLINES])
def test_headlines(text: str, expected: list[bool]) -> None:
    assert [s.headline for s in split(text)] == expected


def test_paragraphs_are_numbered_in_order() -> None:
    text = "One. Two.\n\nThree.\nFour."
    assert [(s.paragraph, s.span.of(text)) for s in split(text)] == [
        (0, "One."),
        (0, "Two."),
        (1, "Three."),
        (2, "Four."),
    ]


WORDS = ["They met", "Mr. Aalto", "U.S.", "J. D.", "5 p.m.", "يوم", "שלום", "会谈。", "\U0001f91d", "\U0001d49c"]
MARKS = [". ", "? ", "! ", "…", "”", "“", "'", '"', ")", " "]
ODD = ["\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\u202e", "\u2066", "\u0301", "\u2028", "\x1c", "\x85"]
PIECES = st.one_of(*map(st.sampled_from, (WORDS, MARKS, ODD)))
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_are_in_order_apart_and_cover_all_but_white_space(text: str) -> None:
    at = 0
    for sentence in split(text):
        assert sentence.span.start >= at
        assert not text[at : sentence.span.start].strip()
        words = sentence.span.of(text)
        assert words
        assert words == words.strip()
        at = sentence.span.end
    assert not text[at:].strip()
