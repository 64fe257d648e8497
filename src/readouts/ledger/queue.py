"""What waits for a person to decide, a portion at a time: the newest questions first, those answered left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, Select, exists, literal, select, tuple_

from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact, Member
from readouts.ledger.search import holds
from readouts.ledger.why import Passage, cite
from readouts.model import Span

QueueOf = Literal["which contact", "disagreement", "judgement", "held back", "doubt"]
PORTION = 20
_LOOKED_AT = 2000
_FLAGGED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One question: the contacts that it is of, the report's own first; for a question of a text the article.

    `why` says what is asked, `judgement` which judgement needs a look, `passages` where it stands.
    """

    key: str
    why: str
    contacts: tuple[LedgerContact, ...] = ()
    judgement: str | None = None
    article: str | None = None
    outlet: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of what waits, and the key behind which more does; None where that is all."""

    waiting: tuple[Waiting, ...]
    next: str | None


def find_waiting(connection: Connection, of: QueueOf, after: str | None = None) -> Portion:
    """What waits of one kind, behind the key of the last that was seen."""
    match of:
        case "which contact":
            return _questions(connection, after)
        case "disagreement":
            return _disagreements(connection, after)
        case "judgement":
            return _flagged(connection)
        case "held back":
            return _noted(connection, select(t.held_back, t.held_back.c.reason.label("says")), after)
        case _:
            return _noted(connection, select(t.doubts), after)


def _questions(connection: Connection, after: str | None) -> Portion:
    """Reports that stand alone and could be of any of several contacts, unless somebody judged where they stand."""
    own = t.crosswalk.alias("own")
    query = (
        select(t.questions.c.report, own.c.contact)
        .distinct()
        .join(own, own.c.report == t.questions.c.report)
        .join(t.contacts, t.contacts.c.id == own.c.contact)
        .where(t.contacts.c.judged == 0, t.questions.c.report > (after or ""))
        .order_by(t.questions.c.report)
        .limit(PORTION + 1)
    )
    rows = connection.execute(query).all()
    waiting = []
    for row in rows[:PORTION]:
        candidates = select(t.crosswalk.c.contact).join(t.questions, t.questions.c.candidate == t.crosswalk.c.report)
        ids = connection.execute(candidates.where(t.questions.c.report == row.report).distinct()).scalars().all()
        others = sorted(set(ids) - {row.contact})
        contacts = _contacts(connection, [row.contact, *others])
        why = "A report stands alone and could be of any of these contacts."
        waiting.append(Waiting(key=row.report, why=why, contacts=tuple(contacts)))
    return Portion(tuple(waiting), rows[PORTION - 1].report if len(rows) > PORTION else None)


def _disagreements(connection: Connection, after: str | None) -> Portion:
    """Contacts on a field of which reports differ, unless somebody judged them; the latest first."""
    place = (t.contacts.c.ordered_by, t.contacts.c.id)
    some = select(*place, t.contacts.c.merged, t.contacts.c.judged)
    if after:
        day, _, last_id = after.partition(" ")
        some = some.where(tuple_(*place) < tuple_(literal(day), literal(last_id)))
    looked = some.order_by(*(column.desc() for column in place)).limit(_LOOKED_AT).subquery()
    query = select(looked).where(looked.c.judged == 0, holds(connection, looked.c.merged, '"disagreements":[{'))
    rows = connection.execute(query.limit(PORTION + 1)).all()
    waiting = []
    for row in rows[:PORTION]:
        contact = msgspec.json.decode(row.merged, type=LedgerContact)
        fields = ", ".join(one.field.replace("_", " ") for one in contact.disagreements)
        key = f"{row.ordered_by} {row.id}"
        waiting.append(Waiting(key=key, why=f"Reports differ: {fields}.", contacts=(contact,)))
    if len(rows) > PORTION:
        return Portion(tuple(waiting), waiting[-1].key)
    last = connection.execute(
        some.with_only_columns(*place).order_by(*(column.desc() for column in place)).offset(_LOOKED_AT - 1).limit(1)
    ).one_or_none()
    return Portion(tuple(waiting), f"{last[0]} {last[1]}" if last else None)


def _flagged(connection: Connection) -> Portion:
    """Judgements in force under which something changed so much that they need a look."""
    undone = t.judgements.alias("undone")
    query = (
        select(t.contacts.c.merged)
        .where(
            t.contacts.c.id.in_(
                select(t.crosswalk.c.contact).join(t.bearings, t.bearings.c.report == t.crosswalk.c.report)
            )
        )
        .where(t.contacts.c.merged.contains('"state":"flagged"'))
        .order_by(t.contacts.c.id)
        .limit(_FLAGGED)
    )
    waiting = {}
    for merged in connection.execute(query).scalars():
        contact = msgspec.json.decode(merged, type=LedgerContact)
        for one in contact.judgements:
            if one.state == "flagged":
                why = f"The judgement {one.kind} of {one.by} needs a look: {one.reason}."
                waiting[one.id] = Waiting(key=one.id, why=why, contacts=(contact,), judgement=one.id)
    lost = (
        select(t.judgements.c.id, t.judgements.c.kind, t.judgements.c.by, t.bearings.c.reason)
        .join(t.bearings, t.bearings.c.judgement == t.judgements.c.id)
        .where(t.bearings.c.report.is_(None), ~exists().where(undone.c.undoes == t.judgements.c.id))
        .order_by(t.judgements.c.position)
        .limit(_FLAGGED)
    )
    for row in connection.execute(lost):
        if row.id not in waiting:
            why = f"The judgement {row.kind} of {row.by} needs a look: {row.reason}."
            waiting[row.id] = Waiting(key=row.id, why=why, judgement=row.id)
    return Portion(tuple(waiting.values()), None)


def _noted(connection: Connection, query: Select[tuple[str, ...]], after: str | None) -> Portion:
    """What was held back or doubted, article by article, with the sentence; the same of one place is told once."""
    own = query.subquery()
    place = (own.c.article, own.c.position)
    some = select(*place, own.c.says, own.c.start, own.c.end, t.articles.c.text, t.articles.c.outlet)
    some = some.join(t.articles, t.articles.c.id == own.c.article)
    if after:
        article, _, position = after.rpartition(" ")
        number = int(position) if position.isdecimal() and len(position) < 10 else 0
        some = some.where(tuple_(*place) > tuple_(literal(article), literal(number)))
    rows = connection.execute(some.order_by(*place).limit(PORTION + 1)).all()
    once = {(row.article, row.says, row.start, row.end): row for row in rows[:PORTION]}
    waiting = [
        Waiting(
            key=f"{row.article} {row.position}",
            why=row.says,
            article=row.article,
            outlet=row.outlet,
            passages=_cite(row.text, row.start, row.end),
        )
        for row in once.values()
    ]
    last = rows[PORTION - 1] if len(rows) > PORTION else None
    return Portion(tuple(waiting), f"{last.article} {last.position}" if last else None)


_AROUND = 600
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report of a contact, with the sentences that tell of it."""

    member: Member
    passages: tuple[Passage, ...]


def find_evidence(connection: Connection, contact: LedgerContact, most: int = _SHOWN) -> list[Evidence]:
    """The first reports of a contact with their sentences; none where the ledger has no text."""
    members = contact.reports[:most]
    own = t.reports.c
    query = select(own.article, own.local_id, own.said, t.articles.c.text)
    query = query.join(t.articles, t.articles.c.id == own.article)
    rows = connection.execute(query.where(own.article.in_({member.article for member in members})))
    told = {(row.article, row.local_id): row for row in rows}
    found = []
    for member in members:
        row = told[member.article, member.report]
        spans = msgspec.json.decode(row.said, type=_Said).evidence
        passages = [one for span in spans[:2] for one in _cite(row.text, span.start, span.end)]
        found.append(Evidence(member, tuple({one.start: one for one in passages}.values())))
    return found


class _Said(msgspec.Struct):
    evidence: tuple[Span, ...] = ()


def _cite(text: str | None, start: int | None, end: int | None) -> tuple[Passage, ...]:
    """The sentences in which something stands; of a long text only the piece around it is looked at."""
    if not text or start is None or end is None:
        return ()
    first = max(start - _AROUND, 0)
    some = cite(text[first : end + _AROUND], [Span(start - first, end - first)])
    return tuple(Passage(one.start + first, one.text, one.marks) for one in some)


def _contacts(connection: Connection, ids: list[str]) -> list[LedgerContact]:
    query = select(t.contacts.c.id, t.contacts.c.merged).where(t.contacts.c.id.in_(ids))
    found = {row.id: msgspec.json.decode(row.merged, type=LedgerContact) for row in connection.execute(query)}
    return [found[id] for id in ids if id in found]
