"""Who says what, through whom: rows of own sentences, one form of the press each."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from readouts.knowledge import load
from readouts.language.document import Document, parse_together
from readouts.model import Article, Published, Span, Statement
from readouts.statements import asked, commitments, read
from readouts.times import find as find_times

HERE = Path(__file__).parent
DAY = date(2024, 3, 5)


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table without its head."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return [tuple(row) for row in list(csv.reader(lines))[1:]]


@cache
def documents() -> dict[str, Document]:
    """All texts of the tables, parsed in one go, which takes a fraction of the time."""
    texts = [row[1] for row in rows("statements_speakers.csv")] + [row[0] for row in rows("statements_chains.csv")]
    texts += [row[0] for table in (ADDRESSEES, DAYS, INVITATIONS) for row in table]
    found = {text: _document(text) for text in texts}
    parse_together([part for one in found.values() for part in asked(one, range(len(one.sentences)))])
    return found


def _document(text: str) -> Document:
    published = Published(earliest=DAY, latest=DAY, basis="given")
    return Document(Article(id="a", sha256="", source="a", text=text, published=published), load())


@cache
def said(text: str) -> tuple[Statement, ...]:
    found = documents()[text]
    return read(found, full=True, dated=find_times(text, found.article.published.interval))


def _size(one: Statement) -> int:
    return sum(span.end - span.start for span in one.content)


def innermost(text: str, words: str) -> Statement:
    """The statement with a passage in marks that begins with some words, else the shortest that holds them."""
    at = text.index(words)
    place = Span(at, at + 1)
    quoting = [one for one in said(text) if any(span.covers(place) for span in one.quoted)]
    holding = [one for one in said(text) if any(span.covers(place) for span in one.content)]
    found = quoting or sorted(holding, key=_size)
    assert found, f"nobody says {words!r}"
    return found[0]


@pytest.mark.parametrize(("form", "text", "words", "speaker"), rows("statements_speakers.csv"))
def test_speaker(form: str, text: str, words: str, speaker: str) -> None:
    found = innermost(text, words).speaker
    assert (found.name if found else "") == speaker, form


@pytest.mark.parametrize(("text", "words", "links"), rows("statements_chains.csv"))
def test_chain(text: str, words: str, links: str) -> None:
    at = text.index(words)
    holding = [one for one in said(text) if any(span.covers(Span(at, at + 1)) for span in one.content)]
    assert "; ".join(link.name for link in min(holding, key=_size).via) == links


ADDRESSEES = [
    ("Macron told Scholz that the road was shut.", "Scholz"),
    ("Macron told reporters that the road was shut.", "reporters"),
    ('"The road is shut," Macron told lawmakers.', "lawmakers"),
    ('"The road is shut," Scholz told his Polish counterpart.', "his Polish counterpart"),
    ("Scholz assured Zelensky that the trains would run.", "Zelensky"),
    ("Putin warned Macron that the road would be shut.", "Macron"),
    ("Kallas reminded the allies that the sea was cold.", "the allies"),
    ("Xi informed Biden that the strait was calm.", "Biden"),
    ("Erdogan urged Putin to open the road.", "Putin"),
    ("Modi asked Putin to open the road.", "Putin"),
    ("Putin was told by Modi that the road must be opened.", "Putin"),
    ("Lavrov told a news conference that the road was shut.", "a news conference"),
    ("Starmer told parliament that the road was shut.", "parliament"),
    ("Meloni promised the mayors that the road would be mended.", "the mayors"),
    ("Scholz said that the road was shut.", None),
    ('"The road is shut," Scholz said.', None),
]


@pytest.mark.parametrize(("text", "hearer"), ADDRESSEES)
def test_addressee(text: str, hearer: str | None) -> None:
    assert said(text)[0].addressee == hearer


DAYS = [
    ("Macron said on Monday that the road was shut.", "2024-03-04"),
    ("On Monday, Macron said the road was shut.", "2024-03-04"),
    ('"The road is shut," Macron said on Monday.', "2024-03-04"),
    ('"The road is shut," Macron told reporters on Sunday.', "2024-03-03"),
    ("Macron said yesterday that the road was shut.", "2024-03-04"),
    ("Macron said today that the road was shut.", "2024-03-05"),
    ("Macron said on 1 March that the road was shut.", "2024-03-01"),
    ("Macron told Le Monde on Friday that the road was shut.", "2024-03-01"),
    ("Scholz warned on Saturday that the road would stay shut.", "2024-03-02"),
    ("Scholz, who arrived on Friday, said the road was shut.", None),
    ("Macron said the road had been shut on Monday.", None),
    ('"We shut it on Monday," Macron said.', None),
    ("Macron said on Monday the road had been shut on Friday.", "2024-03-04"),
    ("Macron called the plan a trap on Thursday.", "2024-02-29"),
    ("Macron tweeted on February 20 that the road was shut.", "2024-02-20"),
    ("Macron said the road was shut.", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_day_said(text: str, day: str | None) -> None:
    on = said(text)[0].said_on
    assert (str(on.earliest) if on and on.earliest == on.latest else None) == day


INVITATIONS = [
    ("Xi invited Macron to visit Beijing.", "invitation", "Xi Jinping", "Emmanuel Macron"),
    ("Xi has invited Macron to Beijing.", "invitation", "Xi Jinping", "Emmanuel Macron"),
    ("Macron was invited by Xi to visit Beijing.", "invitation", "Xi Jinping", "Emmanuel Macron"),
    ("Macron has been invited to Beijing.", "invitation", "", "Emmanuel Macron"),
    ("Modi extended an invitation to Putin to visit Delhi.", "invitation", "Narendra Modi", "Vladimir Putin"),
    ("Putin will go to Delhi at the invitation of Modi.", "invitation", "Narendra Modi", ""),
    ("Scholz renewed his invitation to Zelensky.", "invitation", "Olaf Scholz", "Volodymyr Zelenskyy"),
    ("Putin accepted an invitation from Modi to visit Delhi.", "acceptance", "Vladimir Putin", "Narendra Modi"),
    ("Macron accepted the invitation.", "acceptance", "Emmanuel Macron", ""),
    ("Macron accepted Xi's offer.", "acceptance", "Emmanuel Macron", ""),
    ("Scholz declined an invitation to Moscow.", "refusal", "Olaf Scholz", ""),
    ("Scholz turned down the invitation.", "refusal", "Olaf Scholz", ""),
    ("Scholz refused to travel to Moscow.", "refusal", "Olaf Scholz", ""),
    ("Macron promised to visit Kyiv in May.", "promise", "Emmanuel Macron", ""),
    ("Macron and Xi agreed to meet again in June.", "promise", "Emmanuel Macron", ""),
    ("Macron was not invited to Beijing.", "", "", ""),
    ("Macron declined to comment.", "", "", ""),
]


@pytest.mark.parametrize(("text", "kind", "by", "to"), INVITATIONS)
def test_invitation(text: str, kind: str, by: str, to: str) -> None:
    found = commitments(documents()[text])
    first = found[0] if found else None
    assert (first.kind if first else "") == kind
    assert first is None or (not by and not first.by) or by in first.by
    assert first is None or not to or to in first.to
