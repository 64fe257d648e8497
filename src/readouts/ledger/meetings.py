"""Who met whom, and where: counted over the latest contacts, so that the answer comes at once in a large ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    select,
    union_all,
)

from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.entries import ALL, REJECTED, key_of_person, key_of_state
from readouts.model import Channel, Status

MOST = 2000
"""So many contacts are counted, those of the latest days; and so many of which no day is known."""

_E = t.entries.c
_ROW = (_E.contact, _E.ordered_by, _E.status, _E.channel, _E.traits)

TOOK_PLACE: tuple[Status, ...] = ("held", "ongoing")
Of = Literal["persons", "states"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which contacts are counted: those with any of the persons (by `keys`) and of the state, in these days and ways.

    `keys` are names as `name_words` has them, joined by spaces. What people rejected never counts.
    """

    keys: tuple[str, ...] = ()
    state: str | None = None
    since: date | None = None
    until: date | None = None
    channels: tuple[Channel, ...] = ()
    statuses: tuple[Status, ...] = TOOK_PLACE


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two persons or states (by key and by name), how many contacts they had, and the day of the latest."""

    a: str
    a_name: str
    b: str
    b_name: str
    contacts: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody met: by key, name and state, with how many contacts there were, and the day of the latest."""

    key: str
    name: str
    state: str | None
    contacts: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as articles name it, the state it lies in or else the host's, and how many contacts took place there."""

    name: str
    state: str | None
    host: str | None
    contacts: int
    latest: str | None


def find_latest(connection: Connection, among: Among, most: int) -> list[LedgerContact]:
    """The latest contacts, undated ones last."""
    some = _some(among)
    query = select(t.contacts.c.merged).join(some, some.c.contact == t.contacts.c.id).where(*_counted(some, among))
    query = query.order_by(some.c.ordered_by == t.NO_DAY, some.c.ordered_by.desc(), some.c.contact).limit(most)
    return [msgspec.json.decode(merged, type=LedgerContact) for merged in connection.execute(query).scalars()]


def count_partners(connection: Connection, among: Among, of: Of, most: int) -> tuple[list[Partner], bool]:
    """Whom the persons or the state met most; and whether older contacts were left uncounted."""
    some = _some(among)
    other = t.participants.alias("other")
    key = other.c.name_key if of == "persons" else other.c.state
    query = (
        select(
            key.label("key"),
            func.min(other.c.name).label("name"),
            func.min(other.c.state).label("state"),
            func.count(some.c.contact.distinct()).label("number"),
            func.max(func.nullif(some.c.ordered_by, t.NO_DAY)).label("latest"),
        )
        .select_from(some)
        .join(other, other.c.contact == some.c.contact)
        .where(*_counted(some, among), *_others(other, among, of))
        .group_by(key)
        .order_by(func.count(some.c.contact.distinct()).desc(), key)
        .limit(most)
    )
    rows = connection.execute(query).all()
    return [Partner(row.key, row.name, row.state, row.number, row.latest) for row in rows], _bounded(connection, some)


def count_busiest(connection: Connection, among: Among, of: Of, most: int) -> tuple[list[Partner], bool]:
    """Who took part in most of the contacts; and whether older contacts were left uncounted."""
    some = _some(among)
    sides = _sides(some, among, of).subquery()
    latest = func.max(func.nullif(sides.c.ordered_by, t.NO_DAY))
    query = select(sides.c.key, func.min(sides.c.name), func.min(sides.c.state), func.count(), latest)
    query = query.group_by(sides.c.key).order_by(func.count().desc(), sides.c.key).limit(most)
    return [Partner(*row) for row in connection.execute(query)], _bounded(connection, some)


def count_meetings(connection: Connection, among: Among, of: Of, most: int) -> tuple[list[Meeting], bool]:
    """The pairs that met most among the contacts; and whether older contacts were left uncounted."""
    some = _some(among)
    sides = _sides(some, among, of).cte("sides")  # both sides of a pair are of one and the same list
    a, b = sides.alias("a"), sides.alias("b")
    query = (
        select(
            a.c.key,
            func.min(a.c.name),
            b.c.key,
            func.min(b.c.name),
            func.count(),
            func.max(func.nullif(a.c.ordered_by, t.NO_DAY)),
        )
        .select_from(a.join(b, and_(a.c.contact == b.c.contact, a.c.key < b.c.key)))
        .group_by(a.c.key, b.c.key)
        .order_by(func.count().desc(), a.c.key, b.c.key)
        .limit(most)
    )
    return [Meeting(*row) for row in connection.execute(query)], _bounded(connection, some)


def count_places(connection: Connection, among: Among) -> tuple[list[Spot], bool]:
    """Where the contacts took place, the places of most contacts first; and whether older ones were left uncounted."""
    some = _some(among) if among.keys or among.state else _placed(among)
    host = t.participants.alias("host")
    query = (
        select(
            t.places.c.name,
            t.places.c.state,
            host.c.state,
            func.count(),
            func.max(func.nullif(t.places.c.ordered_by, t.NO_DAY)),
        )
        .select_from(some)
        .join(t.places, t.places.c.contact == some.c.contact)
        .outerjoin(host, and_(host.c.contact == some.c.contact, host.c.position == _first_host()))
        .where(*_counted(some, among))
        .group_by(t.places.c.name, t.places.c.state, host.c.state)
        .order_by(func.count().desc(), t.places.c.name, t.places.c.state, host.c.state)
    )
    return [Spot(*row) for row in connection.execute(query)], _bounded(connection, some)


def _first_host() -> ColumnElement[int]:
    """The position of the first host of a contact."""
    one = t.participants.alias("one")
    own = select(func.min(one.c.position)).where(one.c.contact == t.places.c.contact, one.c.role == "host")
    return own.scalar_subquery()


def _some(among: Among) -> Subquery:
    """The contacts that are looked at, with what is asked of them: the latest of each of whom is asked for."""
    keys = [key_of_person(key) for key in among.keys] or [key_of_state(among.state) if among.state else ALL]
    parts = [part for key in keys for part in _dated(select(*_ROW).where(_E.key == key), t.entries, among)]
    every = union_all(*(select(*part.c) for part in parts)).subquery()
    return select(*every.c).distinct().subquery("some")


def _placed(among: Among) -> Subquery:
    """The same of the latest contacts of which it is known where they took place."""
    own, place = t.contacts.c, select(t.places.c.contact, t.places.c.ordered_by)
    every = union_all(*(select(*part.c) for part in _dated(place, t.places, among))).subquery()
    rejected = case((own.verdict == "rejected", REJECTED), else_=0).label("traits")
    row = select(every.c.contact, every.c.ordered_by, own.status, own.channel, rejected)
    ordered = row.select_from(every.outerjoin(t.contacts, own.id == every.c.contact))
    return ordered.limit(2 * MOST).subquery("some")  # from the places on, which no plan may turn around


def _dated(rows: Select[tuple[str, ...]], own: FromClause, among: Among) -> Iterator[Subquery]:
    """The latest rows of known days, and, where no days are asked for, those without a day; MOST of each."""
    known = rows.where(own.c.ordered_by < t.NO_DAY)
    if among.since:
        known = known.where(own.c.ordered_by >= among.since.isoformat())
    if among.until:
        known = known.where(own.c.ordered_by <= among.until.isoformat())
    yield known.order_by(own.c.ordered_by.desc()).limit(MOST).subquery()
    if not among.since and not among.until:
        yield rows.where(own.c.ordered_by == t.NO_DAY).limit(MOST).subquery()


def _counted(some: Subquery, among: Among) -> Iterable[ColumnElement[bool]]:
    if among.statuses:
        yield some.c.status.in_(among.statuses)
    if among.channels:
        yield some.c.channel.in_(among.channels)
    if among.keys and among.state:
        own = t.entries.alias("own")
        same = (own.c.ordered_by == some.c.ordered_by, own.c.contact == some.c.contact)
        yield select(literal(1)).where(own.c.key == key_of_state(among.state), *same).exists()
    yield some.c.traits.bitwise_and(REJECTED) == 0


def _others(other: FromClause, among: Among, of: Of) -> Iterable[ColumnElement[bool]]:
    if of == "persons":
        yield other.c.kind == "person"
        yield other.c.name_key.not_in(among.keys)
    else:
        yield other.c.state.is_not(None)
        if among.state:
            yield other.c.state != among.state


def _sides(some: Subquery, among: Among, of: Of) -> Select[tuple[str, ...]]:
    """Who takes part in the contacts, each side of each once."""
    own = t.participants
    key, name = (own.c.name_key, func.min(own.c.name)) if of == "persons" else (own.c.state, own.c.state)
    asked = own.c.kind == "person" if of == "persons" else own.c.state.is_not(None)
    return (
        select(
            some.c.contact,
            some.c.ordered_by,
            key.label("key"),
            name.label("name"),
            func.min(own.c.state).label("state"),
        )
        .select_from(some)
        .join(own, own.c.contact == some.c.contact)
        .where(asked, *_counted(some, among))
        .group_by(some.c.contact, some.c.ordered_by, key)
    )


def _bounded(connection: Connection, some: Subquery) -> bool:
    """Whether there were more contacts than are counted."""
    return connection.execute(select(func.count()).select_from(some)).scalar_one() >= MOST
