"""What was held back, is unsure, or could not be read, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from readouts.ledger import tables as t
from readouts.ledger.judging import hold
from readouts.ledger.why import Passage, cite
from readouts.model import Span

DoubtKind = Literal["held back", "doubt", "which contact", "judgement", "not read"]
KINDS: tuple[DoubtKind, ...] = ("held back", "doubt", "which contact", "judgement", "not read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """One thing that is not in the ledger, or not sure, and why.

    `source` is the article's id, of an input that was not read its path, of a judgement who made it; `contacts`
    those that a report could belong to, or that the judgement is of.
    """

    kind: DoubtKind
    source: str
    outlet: str | None = None
    what: str
    reason: str
    span: Span | None = None
    passages: tuple[Passage, ...] = ()
    contacts: tuple[str, ...] = ()


def find_doubts(connection: Connection, kind: DoubtKind | None = None) -> Iterator[Doubtful]:
    """All doubts, or those of one kind, by kind and article, looked up as they are asked for."""
    for one in KINDS if kind is None else (kind,):
        yield from _FINDERS[one](connection)


def _held_back(connection: Connection) -> Iterator[Doubtful]:
    query = select(t.held_back, t.articles.c.text, t.articles.c.outlet)
    query = query.join(t.articles, t.articles.c.id == t.held_back.c.article)
    for row in connection.execute(query.order_by(t.held_back.c.article, t.held_back.c.position)):
        span = None if row.start is None else Span(row.start, row.end)
        yield Doubtful(
            kind="held back",
            source=row.article,
            outlet=row.outlet,
            what=row.what,
            reason=row.reason,
            span=span,
            passages=cite(row.text, [span] if span else []),
        )


def _doubts(connection: Connection) -> Iterator[Doubtful]:
    query = select(t.doubts, t.articles.c.text, t.articles.c.outlet)
    query = query.join(t.articles, t.articles.c.id == t.doubts.c.article)
    for row in connection.execute(query.order_by(t.doubts.c.article, t.doubts.c.position)):
        span = None if row.start is None else Span(row.start, row.end)
        yield Doubtful(
            kind="doubt",
            source=row.article,
            outlet=row.outlet,
            what="the text" if span else "the article",
            reason=row.says,
            span=span,
            passages=cite(row.text, [span] if span else []),
        )


def _questions(connection: Connection) -> Iterator[Doubtful]:
    """Reports that could be of any of several contacts."""
    other = t.crosswalk.alias()
    query = (
        select(t.reports.c.article, t.reports.c.local_id, t.articles.c.outlet, other.c.contact)
        .select_from(t.questions)
        .join(t.reports, t.reports.c.id == t.questions.c.report)
        .join(t.articles, t.articles.c.id == t.reports.c.article)
        .join(other, other.c.report == t.questions.c.candidate)
        .order_by(t.reports.c.article, t.reports.c.position, other.c.contact)
    )
    found: dict[tuple[str, str, str | None], list[str]] = {}
    for row in connection.execute(query):
        found.setdefault((row.article, row.local_id, row.outlet), []).append(row.contact)
    for (article, report, outlet), contacts in found.items():
        yield Doubtful(
            kind="which contact",
            source=article,
            outlet=outlet,
            what=f"report {report}",
            reason="could be of any of several contacts as near in time; left apart",
            contacts=tuple(contacts),
        )


def _judgements(connection: Connection) -> Iterator[Doubtful]:
    """Judgements in force under which something moved, or whose reports are gone."""
    for held in hold(connection):
        if held.undone_by is None and held.state != "kept" and held.reason:
            what = f"{held.judgement.kind} {held.judgement.field or ''}".strip()
            yield Doubtful(
                kind="judgement",
                source=held.judgement.by,
                what=f"judgement {held.id}, {what}",
                reason=f"{held.state}: {held.reason}",
                contacts=held.contacts,
            )


def _failures(connection: Connection) -> Iterator[Doubtful]:
    """Inputs that could not be read."""
    for row in connection.execute(select(t.failures).order_by(t.failures.c.source, t.failures.c.reason)):
        yield Doubtful(kind="not read", source=row.source, what="input", reason=row.reason)


_FINDERS: dict[DoubtKind, Callable[[Connection], Iterator[Doubtful]]] = {
    "held back": _held_back,
    "doubt": _doubts,
    "which contact": _questions,
    "judgement": _judgements,
    "not read": _failures,
}
