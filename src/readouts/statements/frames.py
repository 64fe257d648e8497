"""Acts of saying in a parsed sentence: cue, source and content, by the shape of the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.clauses import antecedent, phrase, to_spans
from readouts.statements.vocabulary import CueKind

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of saying found in a sentence.

    `word` is the lemma of the word of saying, `cue` its span and `cue_at` its place in the parse; `source` the phrase
    that names who says it (None where it is left out) and `source_at` the place of its head; `content` the clause;
    `rule` how it was read; `hearer` whom it is told.
    """

    sentence: int
    word: str
    kind: CueKind
    cue: Span
    cue_at: int
    source: Span | None
    source_at: int | None
    content: tuple[Span, ...]
    rule: str
    hearer: Span | None = None
    negated: bool = False


def make_frame(
    parsed: Parsed,
    cue: Token,
    kind: CueKind,
    source: Token | None,
    places: set[int],
    rule: str,
    *,
    span: Span | None = None,
    hearer: Token | None = None,
    negated: bool = False,
) -> Frame:
    """A frame from tokens; its sentence's number is put in by whoever asked for it.

    `span` is that of the words of saying where they are more than the cue's own.
    """
    return Frame(
        sentence=0,
        word=cue.lemma_.lower(),
        kind=kind,
        cue=span or parsed.spans[cue.i],
        cue_at=cue.i,
        source=phrase(parsed, source) if source is not None else None,
        source_at=antecedent(source).i if source is not None else None,
        content=to_spans(parsed, places),
        rule=rule,
        hearer=phrase(parsed, hearer) if hearer is not None else None,
        negated=negated,
    )
