"""Quotations: passages in quotation marks, matched by the characters they share, with speaker and chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readouts.model import Span
from readouts.score.names import same_name, same_place
from readouts.score.shapes import Named, QuotationShape, StatementShape, name_of
from readouts.score.spans import read_spans


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage in quotation marks: where, whose, and through whom (nearest first)."""

    span: Span
    speaker: str
    via: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        return f"{self.span.start}-{self.span.end} {self.words}".rstrip()


def read_gold_passages(quotations: Sequence[QuotationShape]) -> tuple[Passage, ...] | None:
    """The passages of a gold line, a quotation in several spans being several; None where a place is not given."""
    if any(q.content is None for q in quotations):
        return None
    return tuple(
        Passage(span, q.speaker, _read_chain(q.via), q.quote or "")
        for q in quotations
        for span in read_spans(q.content)
    )


def read_predicted_passages(statements: Sequence[StatementShape]) -> tuple[Passage, ...]:
    """The passages that direct and mixed statements quote; one that stands in two is the first one's.

    A direct statement without `quoted` is quoted whole.
    """
    passages: dict[Span, Passage] = {}
    for statement in statements:
        if statement.kind not in ("direct", "mixed"):
            continue
        spans = statement.quoted
        if spans is None and statement.kind == "direct":
            spans = statement.content
        for span in read_spans(spans):
            passages.setdefault(span, Passage(span, name_of(statement.speaker), _read_chain(statement.via)))
    return tuple(passages.values())


def fit(gold: Passage, guess: Passage) -> float:
    """The characters shared, as a share of the longer passage; 0 below a half."""
    shared = min(gold.span.end, guess.span.end) - max(gold.span.start, guess.span.start)
    longer = max(gold.span.end - gold.span.start, guess.span.end - guess.span.start)
    return shared / longer if shared * 2 >= longer > 0 else 0.0


def right_speaker(gold: Passage, guess: Passage) -> bool:
    """Whether it is laid in the right mouth."""
    return same_name(gold.speaker, guess.speaker)


def right_via(gold: Passage, guess: Passage) -> bool:
    """Whether everybody through whom the gold has it is named."""
    return all(any(same_place(wanted, name) for name in guess.via) for wanted in gold.via)


def _read_chain(via: str | list[str | Named] | None) -> tuple[str, ...]:
    links = [via] if isinstance(via, str) else via or ()
    return tuple(name_of(link) for link in links)
