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
    Select,
    and_,
    func,
    literal,
    select,
    tuple_,
)

from readouts.errors import UsageError
from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.party import name_words
from readouts.ledger.search import Search, read_words, search_of
from readouts.ledger.store import Store
from readouts.model import Channel, Status

_PAGE = 500
_ID = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What contacts must have: all of it, and of several channels or statuses one.

    Those that people rejected are left out but with `rejected`.

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
    rejected: bool = False


def find_contacts(store: Store, query: Query) -> Iterator[LedgerContact]:
    """The contacts that meet a query, by day and id, read from the ledger in portions."""
    place = (t.contacts.c.ordered_by, t.contacts.c.id)
    last: tuple[str, str] | None = None
    while True:
        with store.reading() as connection:
            statement = select(*place, t.contacts.c.merged).where(*conditions(query, search_of(connection)))
            if last is not None:
                statement = statement.where(tuple_(*place) > tuple_(*map(literal, last)))
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


def find_parts_of(connection: Connection, contact: str) -> list[LedgerContact]:
    """The contacts that are part of the one with this id, by day; people's rejections are left out."""
    own = (t.contacts.c.part_of == contact, t.contacts.c.verdict.is_distinct_from("rejected"))
    query = select(t.contacts.c.merged).where(*own).order_by(t.contacts.c.ordered_by, t.contacts.c.id)
    return [msgspec.json.decode(merged, type=LedgerContact) for merged in connection.execute(query).scalars()]


def conditions(query: Query, search: Search) -> list[ColumnElement[bool]]:
    """What a query asks of the rows of contacts; raises UsageError for a name or words that hold none."""
    asked: list[ColumnElement[bool]] = []
    for person in query.persons:
        words = name_words(person)
        if not words:
            raise UsageError(f"{person!r} is no name")
        padded = literal(" ") + t.participants.c.name_key + literal(" ")
        asked.append(_taking_part(*(padded.contains(f" {word} ", autoescape=True) for word in words)))
    for state in query.states:
        asked.append(_taking_part(t.participants.c.state == state))
    if query.channels:
        asked.append(t.contacts.c.channel.in_(query.channels))
    if query.statuses:
        asked.append(t.contacts.c.status.in_(query.statuses))
    if query.since:
        last_day = func.coalesce(t.contacts.c.latest, t.contacts.c.ordered_by)
        asked.append(and_(last_day >= query.since.isoformat(), t.contacts.c.ordered_by != t.NO_DAY))
    if query.until:
        asked.append(t.contacts.c.ordered_by <= query.until.isoformat())
    if not query.rejected:
        asked.append(t.contacts.c.verdict.is_distinct_from("rejected"))
    if query.words is not None:
        asked.append(t.contacts.c.id.in_(_told_in(query.words, search)))
    return asked


def _taking_part(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return t.contacts.c.id.in_(select(t.participants.c.contact).where(*conditions))


def _told_in(words: str, search: Search) -> Select[tuple[str]]:
    """Contacts with a report in an article in which all the words stand."""
    told = select(t.crosswalk.c.contact).join(t.reports, t.reports.c.id == t.crosswalk.c.report)
    return told.where(t.reports.c.article.in_(search.matching(read_words(words))))
