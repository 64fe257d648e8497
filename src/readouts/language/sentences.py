"""Text → sentences with their paragraphs, headlines told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import sentencex

from readouts.model import Span

_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n+|\n")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n+")
_ENDED = re.compile(r"[.!?…:;\]][\"'”’»)\]]*$")
# "at 10 p.m. EST", "at 9 a.m. Monday": the stop of the clock ends nothing before a zone or a day
_CLOCK = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)
_DAY = re.compile(r"(?:[A-Z]{2,4}\b(?!\s+[a-z])|[A-Z]{2,4}\s+on\b|[A-Z][a-z]+day\b|[A-Z][a-z]{2,8}\.?\s+\d{1,2}\b)")
_MAY = re.compile(r"\bMay\.[ \u00a0]+(?=[A-Z\u00c0-\u017d“\"])")
WRAPPED_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands, in which paragraph, and whether it is a headline (or a fragment like one)."""

    span: Span
    paragraph: int
    headline: bool


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; white space between them belongs to none.

    A paragraph of one unfinished sentence ("Xi to visit Moscow") counts as a headline.

    >>> text = "Xi to visit Moscow\\n\\nHe left. He will return."
    >>> [sentence.span.of(text) for sentence in split(text)]
    ['Xi to visit Moscow', 'He left.', 'He will return.']
    """
    result: list[Sentence] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        spans = _sentences(text, paragraph)
        for span in spans:
            fragment = len(spans) == 1 and not _ENDED.search(span.of(text)) and span.end - span.start < 300
            result.append(
                Sentence(span, number, fragment or (number == 0 and len(spans) == 1 and _followed(text, span)))
            )
    return tuple(result)


_TAIL = re.compile(r"[ \u00a0][-–—|][ \u00a0](?=[^-–—|]{3,40}$)")


def without_tail(sentence: Sentence, text: str, is_outlet: Callable[[str], bool]) -> list[Sentence]:
    """A headline as feeds print it, "Xi to meet Putin - Reuters", without the name of the outlet behind it.

    The name stands as a line of its own.
    """
    tail = _TAIL.search(sentence.span.of(text)) if sentence.headline else None
    if tail is None or not is_outlet(sentence.span.of(text)[tail.end() :]):
        return [sentence]
    start = sentence.span.start
    head, name = Span(start, start + tail.start()), Span(start + tail.end(), sentence.span.end)
    return [replace(sentence, span=head), replace(sentence, span=name)]


@cache
def _abbreviated() -> re.Pattern[str]:
    """What ends in an abbreviation of the data file."""
    lines = files("readouts").joinpath("language/data/abbreviations.txt").read_text(encoding="utf-8").splitlines()
    words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\.$")


def paragraph_starts(text: str) -> list[int]:
    """Where each paragraph begins: no phrase reaches from one into the next."""
    return [paragraph.start for paragraph in _paragraphs(text)]


def _followed(text: str, span: Span) -> bool:
    """Whether the first paragraph is set off as a title: short, with a blank line behind it."""
    return span.end - span.start < 200 and bool(re.match(r"[ \t]*\n[ \t]*\n", text[span.end :]))


def _paragraphs(text: str) -> list[Span]:
    border = _BLANK if _hard_wrapped(text) else _PARAGRAPH
    spans, start = [], 0
    for match in border.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return [s for s in (_stripped(text, span) for span in spans) if s.start < s.end]


def _hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width, so that a line's end means nothing."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or max(lines) > WRAPPED_WIDTH:
        return False
    return sum(length >= 45 for length in lines) >= 0.6 * len(lines)


def _sentences(text: str, paragraph: Span) -> list[Span]:
    body = paragraph.of(text)
    found: list[Span] = []
    for border in sentencex.get_sentence_boundaries("en", body):
        span = _stripped(text, Span(paragraph.start + border["start_index"], paragraph.start + border["end_index"]))
        if span.start >= span.end:
            continue
        joined = found and (
            _abbreviated().search(found[-1].of(text))
            or text[span.start].islower()
            or (_CLOCK.search(found[-1].of(text)) and _DAY.match(text, span.start))
        )
        if joined:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return [part for span in found for part in _at_may(text, span)]


def _at_may(text: str, span: Span) -> list[Span]:
    """ "left in May. João Lourenço stayed": a stop behind May ends the sentence, which splitters take for "Mar."."""
    parts: list[Span] = []
    start = span.start
    for stop in _MAY.finditer(text, span.start, span.end):
        parts.append(Span(start, stop.start() + len("May.")))
        start = stop.end()
    return [*parts, Span(start, span.end)]


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
