"""Passages in quotation marks, paired paragraph by paragraph: one stray mark spoils at most its own paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from readouts.model import Span
from readouts.statements.marks import Family, Mark, find_marks
from readouts.statements.speechlike import Looks, judge_looks
from readouts.times.recent import keep_recent

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BLOCK = re.compile(r"\S(?:.*?\S)??(?=\s*\Z|[ \t\u00a0]*\n[ \t\u00a0]*\n)", re.DOTALL)
# Lines broken at a fixed width: none longer than this, most longer than that.
_WIDEST, _WIDE, _MOST, _FEWEST = 100, 45, 0.6, 4
_SENTENCE_END = re.compile(r"[.!?…][)\]’']*\s*$")
# "We will go, he said." with its closing mark lost: the words of the reporter end the passage.
_LOST_CLOSE = re.compile(r"[,?!](?=\s(?:he|she|they|it)\s(?:said|says|added|wrote|told)\b)")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words between quotation marks.

    `span` leaves the marks out, `outer` has them; `depth` is 0 for a passage that stands in no other;
    `closed` is False where the closing mark is missing; `continues` is True where it carries on the passage before
    it over a paragraph's end; `looks` says speech, scare, title or word, and `rule` names why.
    """

    span: Span
    outer: Span
    family: Family
    depth: int
    closed: bool
    continues: bool
    looks: Looks
    rule: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """An opening mark with its closing one, or with the place where the text leaves it open."""

    opening: Mark
    closing: Mark | None
    end: int

    @property
    def outer(self) -> Span:
        return Span(self.opening.start, self.closing.end if self.closing else self.end)


@keep_recent
def passages(text: str) -> tuple[Passage, ...]:
    """Every passage in quotation marks, in text order, nested ones behind the one that holds them.

    Offsets are code points of `text`.  Marks that find no partner are left aside.

    >>> text = 'He said: "Come now." She did.'
    >>> [passage.span.of(text) for passage in passages(text)]
    ['Come now.']
    """
    found: list[Passage] = []
    open_before: Family | None = None
    paragraphs = find_paragraphs(text)
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        pairs = _pair_paragraph(text, start, end, _opened_by(text, following))
        outer_pairs = [pair for pair in pairs if not _inside_any(pair, pairs)]
        for pair in pairs:
            depth = sum(_holds(other, pair) for other in pairs)
            continues = (
                open_before == pair.opening.family
                and bool(outer_pairs)
                and pair is outer_pairs[0]
                and not text[start : pair.opening.start].strip()
            )
            passage = _make(text, pair, depth, continues)
            if passage is not None:
                found.append(passage)
        last = outer_pairs[-1] if outer_pairs else None
        open_before = last.opening.family if last and last.closing is None and last.end == end else None
    return tuple(sorted(found, key=lambda p: (p.outer.start, -p.outer.end)))


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Where each paragraph stands: a line, or a block between blank lines where lines are broken at a fixed width."""
    lines = [match.span() for match in _LINE.finditer(text)]
    widths = [end - start for start, end in lines if text[start:end].strip()]
    wrapped = len(widths) >= _FEWEST and max(widths) <= _WIDEST
    if wrapped and sum(width >= _WIDE for width in widths) >= _MOST * len(widths):
        return [match.span() for match in _BLOCK.finditer(text)]
    return lines


def _make(text: str, pair: _Pair, depth: int, continues: bool) -> Passage | None:
    start, end = pair.opening.end, pair.closing.start if pair.closing else pair.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end or not any(c.isalnum() for c in text[start:end]):
        return None
    span = Span(start, end)
    looks, rule = judge_looks(text, span, pair.outer)
    return Passage(span, pair.outer, pair.opening.family, depth, pair.closing is not None, continues, looks, rule)


def _opened_by(text: str, paragraph: tuple[int, int] | None) -> Family | None:
    """The family of the mark that the next paragraph opens with: a passage left open before it goes on there."""
    if paragraph is None:
        return None
    start, end = paragraph
    for mark in find_marks(text, start, min(end, start + 12)):
        return mark.family if mark.opens and not text[start : mark.start].strip() else None
    return None


def _pair_paragraph(text: str, start: int, end: int, next_opens: Family | None) -> list[_Pair]:
    marks = find_marks(text, start, end)
    doubles = list(_pair_double(text, end, [m for m in marks if m.family == "double"], next_opens == "double"))
    singles = [m for m in marks if m.family == "single"]
    pairs = list(doubles)
    for pair in doubles:
        inside = [m for m in singles if pair.opening.end <= m.start < pair.outer.end]
        pairs += _pair_single(pair.outer.end, inside, False)
    outside = [m for m in singles if not any(p.outer.start <= m.start < p.outer.end for p in doubles)]
    pairs += _pair_single(end, outside, next_opens == "single")
    return sorted(pairs, key=lambda p: (p.outer.start, -p.outer.end))


def _pair_double(text: str, end: int, marks: Sequence[Mark], next_opens: bool) -> Iterator[_Pair]:
    """Pair double marks from left to right; a second opening mark ends a passage that was never closed."""
    current: Mark | None = None
    for position, mark in enumerate(marks):
        if current is None:
            if mark.opens:
                current = mark
        elif mark.closes and not (mark.opens and _reopens(text, current, mark)):
            yield _Pair(current, mark, mark.start)
            current = None
        elif _nests(text, marks, position):
            continue
        else:
            yield from _leave_open(text, current, mark.start)
            current = mark
    if current is not None:
        yield from _leave_open(text, current, end, carried_on=next_opens)


def _reopens(text: str, current: Mark, mark: Mark) -> bool:
    """Whether a mark that could do both opens anew: nothing but space since the opening one."""
    return not text[current.end : mark.start].strip()


def _nests(text: str, marks: Sequence[Mark], position: int) -> bool:
    """Whether an opening mark inside an open passage begins an inner one: two closing marks follow it.

    The sign of an inner passage is that it does not begin a sentence: ``"They call it "peace" and wait," he said``.
    """
    before = text[: marks[position].start].rstrip()
    if _SENTENCE_END.search(before[-3:]):
        return False
    following = marks[position + 1 : position + 3]
    return len(following) == 2 and all(m.closes and not m.opens for m in following)


def _leave_open(text: str, opening: Mark, end: int, carried_on: bool = False) -> Iterator[_Pair]:
    """A passage without its closing mark: kept where its words end a sentence, or go on in the next paragraph."""
    if not carried_on:
        lost = _LOST_CLOSE.search(text, opening.end, end)
        end = lost.end() if lost else end
        words = text[opening.end : end].strip()
        if not lost and not _SENTENCE_END.search(words):
            return
        if not words[:1].isupper() and not words[:1].isdigit():
            return
    yield _Pair(opening, None, end)


def _pair_single(end: int, marks: Sequence[Mark], next_opens: bool) -> Iterator[_Pair]:
    """Pair single marks; one after an s may be a possessive and closes only where no better one does."""
    position = 0
    while position < len(marks):
        opening = marks[position]
        position += 1
        if not opening.opens:
            continue
        closing_at = _closing_single(marks, position)
        if closing_at is not None:
            yield _Pair(opening, marks[closing_at], marks[closing_at].start)
            position = closing_at + 1
        elif next_opens and position == len(marks):
            yield _Pair(opening, None, end)


def _closing_single(marks: Sequence[Mark], first: int) -> int | None:
    """The place in `marks` of the closing mark: the first sure one, or one like a possessive before a new opening."""
    weak: int | None = None
    for place in range(first, len(marks)):
        mark = marks[place]
        if mark.closes and not mark.weak:
            return place
        if mark.closes:
            weak = place
        elif weak is not None:
            return weak
    return weak


def _holds(outer: _Pair, inner: _Pair) -> bool:
    return outer is not inner and outer.outer.covers(inner.outer) and outer.outer != inner.outer


def _inside_any(pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    return any(_holds(other, pair) for other in pairs)


def outermost(found: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that stand in no other one."""
    return tuple(passage for passage in found if passage.depth == 0)


def shift(passage: Passage, by: int) -> Passage:
    """The same passage in a text that begins `by` characters earlier."""
    moved = replace(passage, span=Span(passage.span.start + by, passage.span.end + by))
    return replace(moved, outer=Span(passage.outer.start + by, passage.outer.end + by))
