"""A text in pieces, those that are marked and those between them, so that a page can draw each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readouts.model import Span


def cut(text: str, marks: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """The pieces of a text in order, each with whether it is marked; marks that overlap are one.

    >>> list(cut("Xi called.", [Span(3, 9)]))
    [('Xi ', False), ('called', True), ('.', False)]
    """
    place = 0
    for mark in sorted(marks):
        if mark.end <= place:
            continue
        start = max(mark.start, place)
        if start > place:
            yield text[place:start], False
        yield text[start : mark.end], True
        place = mark.end
    if place < len(text):
        yield text[place:], False
