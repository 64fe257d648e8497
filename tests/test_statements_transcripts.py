"""Transcripts: turns, who has them, and that "I" is whoever has the word."""

from __future__ import annotations

import pytest

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Article
from readouts.statements import read
from readouts.statements.transcripts import find_turns

TURNS = [
    (
        "capitals",
        "PRESIDENT DOE: We met.\n\nPRIME MINISTER ROE: We did.\n\nIt went well.",
        ["PRESIDENT DOE", "PRIME MINISTER ROE"],
    ),
    ("names", "Jane Doe: We met.\n\nRichard Roe: We did.", ["Jane Doe", "Richard Roe"]),
    ("questions", "Q: When?\n\nA: Soon.\n\nQ  Where?", ["Q", "A", "Q"]),
    ("one label only", "EXCLUSIVE: Minister to go.\n\nThe minister will go on Monday.", []),
    ("plain text", "The minister said: we met.\n\nThey had: tea, cake.", []),
]


@pytest.mark.parametrize(("text", "labels"), [row[1:] for row in TURNS], ids=[row[0] for row in TURNS])
def test_turns(text: str, labels: list[str]) -> None:
    assert [turn.label.of(text) for turn in find_turns(text)] == labels


def test_a_turn_runs_to_the_next_one() -> None:
    text = "MS. DOE: First.\n\nSecond.\n\nMR. ROE: Third."
    assert [turn.content.of(text) for turn in find_turns(text)] == ["First.\n\nSecond.", "Third."]


def test_turns_are_direct_speech_without_passages() -> None:
    text = (
        "Joe Biden received Olaf Scholz at the White House.\n\nPRESIDENT BIDEN: We spoke about the grain.\n\n"
        "CHANCELLOR SCHOLZ: I said that we would help."
    )
    document = Document(Article(id="a", sha256="", source="a", text=text), load())
    found = read(document, full=True)
    turns = [s for s in found if s.kind == "direct"]
    assert [(s.speaker.name if s.speaker else None, s.content[0].of(text), s.quoted) for s in turns] == [
        ("Joe Biden", "We spoke about the grain.", ()),
        ("Olaf Scholz", "I said that we would help.", ()),
    ]
    inner = [s for s in found if s.kind == "indirect" and s.cue and s.cue.of(text) == "said"]
    assert [s.speaker.name for s in inner if s.speaker] == ["Olaf Scholz"]
