"""Contacts by what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    column,
    func,
    literal,
    select,
    table,
    text,
    tuple_,
)

from readouts.errors import UsageError
from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.party import name_words
from readouts.ledger.store import Store
from readouts.model import Channel, Status

_PAGE = 500
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_ID = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What contacts must have: all of it, and of several channels or statuses one.

    `persons` are names or parts of names, `states` codes of states and bodies, each of which must take part;
    `since` and `until` bound the days of the contact, of an undated one the day that it is listed under; `words` are
    looked for in title and text of its articles, "in quotation marks" as a phrase.
    """

    persons: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str | None = None


def find_contacts(store: Store, query: Query) -> Iterator[LedgerContact]:
    """The contacts that meet a query, by day and id, read from the ledger in portions."""
    conditions = _conditions(query)
    last: tuple[str, str] | None = None
    while True:
        statement = select(t.contacts.c.ordered_by, t.contacts.c.id, t.contacts.c.merged).where(*conditions)
        if last is not None:
            statement = statement.where(tuple_(t.contacts.c.ordered_by, t.contacts.c.id) > tuple_(*map(literal, last)))
        with store.reading() as connection:
            rows = connection.execute(statement.order_by(t.contacts.c.ordered_by, t.contacts.c.id).limit(_PAGE)).all()
        for row in rows:
            yield msgspec.json.decode(row.merged, type=LedgerContact)
        if len(rows) < _PAGE:
            return
        last = (rows[-1].ordered_by, rows[-1].id)


def find_contact(connection: Connection, prefix: str) -> LedgerContact:
    """The one contact whose id begins so; raises UsageError where there is none, or several."""
    wanted = prefix.strip().casefold()
    if not _ID.fullmatch(wanted):
        raise UsageError(f"{prefix!r} is no contact's id; `readouts list` shows the ids")
    columns = (t.contacts.c.id, t.contacts.c.merged)
    condition = and_(t.contacts.c.id >= wanted, t.contacts.c.id < wanted + "g")
    rows = connection.execute(select(*columns).where(condition).order_by(t.contacts.c.id).limit(6)).all()
    if not rows:
        raise UsageError(f"no contact's id begins with {prefix!r}; `readouts list` shows the ids")
    if len(rows) > 1:
        several = ", ".join(row.id for row in rows[:5]) + (", …" if len(rows) > 5 else "")
        raise UsageError(f"{prefix!r} begins several ids, give more of it: {several}")
    return msgspec.json.decode(rows[0].merged, type=LedgerContact)


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for person in query.persons:
        words = name_words(person)
        if not words:
            raise UsageError(f"{person!r} is no name")
        padded = literal(" ") + t.participants.c.name_key + literal(" ")
        conditions.append(_taking_part(*(func.instr(padded, f" {word} ") > 0 for word in words)))
    for state in query.states:
        conditions.append(_taking_part(t.participants.c.state == state))
    if query.channels:
        conditions.append(t.contacts.c.channel.in_(query.channels))
    if query.statuses:
        conditions.append(t.contacts.c.status.in_(query.statuses))
    if query.since:
        last_day = func.coalesce(t.contacts.c.latest, t.contacts.c.ordered_by)
        conditions.append(and_(last_day >= query.since.isoformat(), t.contacts.c.ordered_by != t.NO_DAY))
    if query.until:
        conditions.append(t.contacts.c.ordered_by <= query.until.isoformat())
    if query.words is not None:
        conditions.append(t.contacts.c.id.in_(_told_in(query.words)))
    return conditions


def _taking_part(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return t.contacts.c.id.in_(select(t.participants.c.contact).where(*conditions))


def _told_in(words: str) -> Select[tuple[str]]:
    """Contacts with a report in an article in which all the words stand."""
    phrases = [phrase or word for phrase, word in _PHRASE.findall(words)]
    wanted = " ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases if name_words(phrase))
    if not wanted:
        raise UsageError(f"nothing to look for in {words!r}")
    search = table("articles_fts", column("rowid", Integer))
    matching = select(search.c.rowid).where(text("articles_fts MATCH :wanted").bindparams(wanted=wanted))
    told = select(t.crosswalk.c.contact).join(t.reports, t.reports.c.id == t.crosswalk.c.report)
    told = told.join(t.articles, t.articles.c.id == t.reports.c.article)
    return told.where(t.articles.c.number.in_(matching))
