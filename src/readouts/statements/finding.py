"""A parsed sentence → its acts of saying: by the parse, then by what only the surface shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import Reporter, Span
from readouts.statements.frames import Frame
from readouts.statements.media import find_media
from readouts.statements.noun_frames import according, adjective_frames, in_words, noun_frames
from readouts.statements.repairs import mend, span_of
from readouts.statements.tails import widen
from readouts.statements.verb_frames import as_put, verb_frames
from readouts.statements.vocabulary import cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

    Finder = Callable[[Parsed, Token], Iterator[Frame]]

# Kinds of words of which is kept what looks at them; beyond this many all are forgotten.
MOST = 200_000


class Frames:
    """The frames of a document's sentences, found once each."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._found: dict[int, tuple[Frame, ...]] = {}
        self._media: dict[int, tuple[Reporter, ...]] = {}

    def of(self, sentence: int) -> tuple[Frame, ...]:
        """All frames of one sentence, in the order of their cues."""
        if sentence not in self._found:
            parsed = self.document.parsed(sentence)
            found = widen(parsed, mend(parsed, tuple(_by_parse(parsed))))
            self._found[sentence] = tuple(replace(frame, sentence=sentence) for frame in found)
        return self._found[sentence]

    def media(self, sentence: int) -> tuple[Reporter, ...]:
        """The media that one sentence names."""
        if sentence not in self._media:
            self._media[sentence] = find_media(self.document, span_of(self.document.parsed(sentence)))
        return self._media[sentence]

    def around(self, span: Span) -> list[Frame]:
        """The frames of the sentences that a span touches."""
        first, last = self.document.sentence_at(span.start), self.document.sentence_at(span.end - 1)
        return [frame for number in range(first, last + 1) for frame in self.of(number)]


def _by_parse(parsed: Parsed) -> Iterator[Frame]:
    for at, key in enumerate(map(tuple, parsed.doc.to_array(_asked()).tolist())):
        finders = _known.get(key)
        if finders is None:
            if len(_known) > MOST:
                _known.clear()
            finders = _known[key] = tuple(_finders(parsed.doc[at]))
        for find in finders:
            yield from find(parsed, parsed.doc[at])


@cache
def _asked() -> list[int | str]:
    from spacy.attrs import LEMMA, LOWER, POS

    return [POS, LOWER, LEMMA]


_known: dict[tuple[int, int, int], tuple[Finder, ...]] = {}


def _finders(token: Token) -> Iterator[Finder]:
    """What looks for an act of saying at a word of this class, form and lemma: the same at each such word."""
    if token.pos_ in ("VERB", "AUX") and cues_for(token.lemma_, "verb"):
        yield verb_frames
    elif token.pos_ == "NOUN" and cues_for(token.lemma_, "noun"):
        yield noun_frames
    elif token.pos_ == "ADJ" and cues_for(token.lemma_, "adj"):
        yield adjective_frames
    if token.lower_ in ("according", "per", "keeping"):
        yield according
    elif token.lower_ in ("words", "view"):
        yield in_words
    elif token.lower_ == "as":
        yield as_put
