"""Statements are linked to the contact at or about which they were said."""

from __future__ import annotations

from datetime import date

import pytest

from readouts.knowledge import load
from readouts.model import Article, Published
from readouts.reports.reading import read_article

ROWS = [
    ("Macron said on Tuesday that he had phoned Xi Jinping.", ["c1"]),
    ('Macron phoned Xi Jinping on Tuesday. "It was useful," Macron said after the call.', ["c1"]),
    ("Macron phoned Xi Jinping on Tuesday. The Kremlin said that grain was cheap.", [None]),
]


@pytest.mark.parametrize(("text", "linked"), ROWS)
def test_link(text: str, linked: list[str | None]) -> None:
    day = date(2024, 5, 8)
    published = Published(earliest=day, latest=day, basis="given")
    article = Article(id="a", sha256="", source="a", text=text, published=published)
    reading = read_article(article, load(), full=True)
    assert [statement.contact for statement in reading.statements] == linked


def test_said_on_is_filled() -> None:
    day = date(2024, 5, 8)
    published = Published(earliest=day, latest=day, basis="given")
    text = "Macron said on Tuesday that he had phoned Xi Jinping."
    article = Article(id="a", sha256="", source="a", text=text, published=published)
    (statement,) = read_article(article, load(), full=True).statements
    assert statement.said_on is not None
    assert statement.said_on.earliest == date(2024, 5, 7)
