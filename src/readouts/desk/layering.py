"""An article's text in pieces, each with the layers that lie over it, so that a page can draw and switch them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from readouts.model import Reading, Span

Layer = Literal["contacts", "times", "speakers", "chains"]
LAYERS: tuple[Layer, ...] = get_args(Layer)

PART = 60_000
"""Characters of a text that a page shows at once."""

_LINE, _BLOCK = re.compile(r"[^\n]+"), re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Laid:
    """Characters of a text over which one thing lies; `note` is what stands behind them, a report's or statement's."""

    span: Span
    layer: Layer
    note: str = ""
    said: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the classes of what lies over them; `notes` end behind them, as (layer, note)."""

    words: str
    classes: str
    notes: tuple[tuple[Layer, str], ...]
    here: bool


def lay(reading: Reading) -> list[Laid]:
    """Everything that lies over the text of an article."""
    found = [Laid(span, "contacts", contact.id) for contact in reading.contacts for span in _joined(contact.evidence)]
    found += [Laid(time.span, "times") for time in reading.times]
    for contact in reading.contacts:
        found += [Laid(link.span, "chains") for link in contact.reported_by]
    for number, one in enumerate(reading.statements, 1):
        found += [Laid(span, "speakers", f"s{number}", True) for span in one.content]
        if one.speaker and one.speaker.mention:
            found.append(Laid(one.speaker.mention, "speakers"))
        found += [Laid(link.span, "chains") for link in one.via]
    return found


def cut_paragraphs(text: str, laid: Sequence[Laid], part: int, at: int | None = None) -> Iterator[list[Piece]]:
    """The paragraphs of one part of a text in pieces; the piece that begins `at` a character is told as here.

    Blank lines part paragraphs; where there are none each line is one.

    >>> [[piece.words for piece in some] for some in cut_paragraphs("Xi called.", [Laid(Span(3, 9), "times")], 0)]
    [['Xi ', 'called', '.']]
    """
    first, last = part * PART, (part + 1) * PART
    own = [one for one in laid if one.span.start < last and one.span.end > first]
    paragraph = _BLOCK if _BLANK.search(text) else _LINE
    for match in paragraph.finditer(text, first, min(last, len(text))):
        yield list(_cut(text, Span(*match.span()), own, at))


def _cut(text: str, within: Span, laid: Iterable[Laid], at: int | None) -> Iterator[Piece]:
    over = [one for one in laid if one.span.overlaps(within)]
    ends = {within.start, within.end, *(end for one in over for end in one.span)}
    if at is not None:
        ends.add(at)
    places = sorted(end for end in ends if within.start <= end <= within.end)
    for start, end in pairwise(places):
        on = [one for one in over if one.span.start <= start and end <= one.span.end]
        classes = dict.fromkeys(f"over-{'said' if one.said else one.layer}" for one in on)
        notes = dict.fromkeys((one.layer, one.note) for one in on if one.note and one.span.end == end)
        yield Piece(text[start:end], " ".join(classes), tuple(notes), start == at)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
