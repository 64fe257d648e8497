"""A parsed sentence → its acts of saying: by the parse, then by what only the surface shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.frames import Frame
from readouts.statements.noun_frames import according, adjective_frames, in_words, noun_frames
from readouts.statements.repairs import mend
from readouts.statements.tails import widen
from readouts.statements.verb_frames import as_put, verb_frames


class Frames:
    """The frames of a document's sentences, found once each."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._found: dict[int, tuple[Frame, ...]] = {}

    def of(self, sentence: int) -> tuple[Frame, ...]:
        """All frames of one sentence, in the order of their cues."""
        if sentence not in self._found:
            parsed = self.document.parsed(sentence)
            found = widen(parsed, mend(parsed, tuple(_by_parse(parsed))))
            self._found[sentence] = tuple(replace(frame, sentence=sentence) for frame in found)
        return self._found[sentence]

    def around(self, span: Span) -> list[Frame]:
        """The frames of the sentences that a span touches."""
        first, last = self.document.sentence_at(span.start), self.document.sentence_at(span.end - 1)
        return [frame for number in range(first, last + 1) for frame in self.of(number)]


def _by_parse(parsed: Parsed) -> Iterator[Frame]:
    for token in parsed.doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from verb_frames(parsed, token)
        elif token.pos_ == "NOUN":
            yield from noun_frames(parsed, token)
        elif token.pos_ == "ADJ":
            yield from adjective_frames(parsed, token)
        if token.lower_ in ("according", "per", "keeping"):
            yield from according(parsed, token)
        elif token.lower_ in ("words", "view"):
            yield from in_words(parsed, token)
        elif token.lower_ == "as":
            yield from as_put(parsed, token)
