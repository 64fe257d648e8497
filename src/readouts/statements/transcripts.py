"""Transcripts: who has the word from where to where ("PRESIDENT DOE: …", "Jane Doe: …", "Q: …")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readouts.model import Span
from readouts.statements.cast import Cast, Named
from readouts.statements.known import speaker_of
from readouts.statements.passages import find_paragraphs
from readouts.text import fold

_CAPITALS = re.compile(r"((?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*\s){0,6}[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*)(?:\s\([^)]{1,40}\))?:\s")
_NAME = re.compile(r"((?:[A-Z][\w.’'-]+\s){1,4}[A-Z][\w’'-]+):\s")
_QUESTION = re.compile(r"(Q|A|Question|Answer)(?:[:.]\s|\s{1,4}(?=[A-Z]))")
_ASKS = frozenset({"q", "question", "reporter", "journalist", "a", "answer", "aide", "interpreter", "moderator"})
_FEWEST_TURNS, _FEWEST_NAMES, _SURELY = 2, 2, 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: the words that name who has it, and what is said."""

    label: Span
    content: Span


def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript, in text order; none where the text is no transcript.

    A text counts as one with two turns of two different names, or with three turns.

    >>> text = "MS. DOE: We are late.\\n\\nMR. ROE: We are not."
    >>> [(turn.label.of(text), turn.content.of(text)) for turn in find_turns(text)]
    [('MS. DOE', 'We are late.'), ('MR. ROE', 'We are not.')]
    """
    starts = list(_starts(text))
    names = {label.of(text).lower() for label, _ in starts}
    if len(starts) < _FEWEST_TURNS or (len(names) < _FEWEST_NAMES and len(starts) < _SURELY):
        return ()
    ends = [label.start for label, _ in starts[1:]] + [len(text)]
    turns = []
    for (label, begin), end in zip(starts, ends, strict=True):
        content = text[begin:end].rstrip()
        if content.strip():
            turns.append(Turn(label, Span(begin, begin + len(content))))
    return tuple(turns)


def _starts(text: str) -> Iterator[tuple[Span, int]]:
    for start, end in find_paragraphs(text):
        while start < end and text[start].isspace():
            start += 1
        for pattern in (_QUESTION, _CAPITALS, _NAME):
            match = pattern.match(text, start, end)
            if match is not None and (pattern is not _NAME or _is_short(text, match.end(), end)):
                yield Span(*match.span(1)), match.end()
                break


def _is_short(text: str, start: int, end: int) -> bool:
    """Whether a paragraph goes on behind a name as speech does, not as a heading or a list does."""
    return end - start > 1 and text[start].isupper()


def speaker_of_turn(cast: Cast, turn: Turn) -> Named:
    """Who has a turn: the person of the text whose surname the label ends with, else the label's words."""
    words = turn.label.of(cast.text)
    for mention in cast.document.mentions:
        if turn.label.covers(mention.head) and mention.kind == "person":
            return speaker_of(cast, mention, turn.label)
    surname = fold(words.split()[-1])
    for mention in cast.document.mentions:
        if mention.kind == "person" and fold(mention.name.split()[-1]) == surname:
            named = speaker_of(cast, mention, turn.label)
            if named.sort == "person":
                return named
    if words.lower() in _ASKS:
        return Named(words, words.lower(), "unnamed", turn.label)
    name = words.title() if words.isupper() else words
    return Named(name, name.lower(), "person", turn.label, gender=cast.called.gender(name))
