"""Contacts along time: a page of them, how many there are and when, always from narrow rows that lie together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, product
from typing import NamedTuple

import msgspec
from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    String,
    Table,
    and_,
    case,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)

from readouts.errors import UsageError
from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.counting import NOT_DATED
from readouts.ledger.entries import ALL, REJECTED, Sureness, key_of_person, key_of_state
from readouts.ledger.party import name_words
from readouts.ledger.search import read_words, search_of
from readouts.ledger.store import Store
from readouts.ledger.tallies import are_whole_years, in_years, sum_alike, sum_years
from readouts.ledger.tallying import Alike
from readouts.ledger.write import chunks
from readouts.model import Channel, Status

NAMES = 60
"""So many different names that a part of one may mean are looked under."""

NEWEST = 2000
"""So many articles that came last are looked at where words are asked for."""

SHARED = 4000
"""So many contacts of several who take part are kept at hand; where there are more the store is asked each time."""

_E = t.entries.c
Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What contacts must have: all of it, and of several channels, statuses or surenesses one.

    Each of `persons` is a group of name keys of which one must take part, each of `states` a code that must; `level`
    is 1 where ministers, 2 where leaders must lead two sides at least; so many `outlets` at least; `since` and `until`
    as in `Query`; `words` stand in title or text of one of the articles; `told` are the entries of the contacts of
    which that is known already, or of which all groups take part where no words are asked for. Those that people
    rejected are left out but with `rejected`.
    """

    persons: tuple[tuple[str, ...], ...] = ()
    states: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    statuses: tuple[Status, ...] = ()
    sureness: tuple[Sureness, ...] = ()
    level: int = 0
    outlets: int = 0
    since: date | None = None
    until: date | None = None
    words: str | None = None
    told: tuple[Entry, ...] | None = field(default=None, compare=False)
    rejected: bool = False

    @property
    def at_hand(self) -> bool:
        """Whether few entries are gone through in place of the store's."""
        return self.words is not None or self.told is not None


class Entry(NamedTuple):
    """What the timeline knows of a contact."""

    contact: str
    ordered_by: str
    latest: str | None
    sureness: Sureness
    channel: Channel
    status: Status
    traits: int
    level: int
    sides: int
    outlets: int


class Place(NamedTuple):
    """Where a page ended: the day that the last contact is listed under, and its id."""

    day: str
    contact: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of contacts; `end` is where it ended, None where no more come."""

    contacts: tuple[LedgerContact, ...]
    end: Place | None


@dataclass(frozen=True, slots=True)
class Heap:
    """How many contacts of one status and sureness lie in a stretch of time: a year, a month or a day in ISO form.

    `when` is NO_DAY for those of which no day is known.
    """

    when: str
    status: Status
    sureness: Sureness
    number: int


class Chronicle:
    """A ledger along time; made by `Ledger.chronicle`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def names(self, part: str) -> tuple[str, ...]:
        """The keys of all names in which the words of a part stand, NAMES of them at most.

        Raises UsageError where it holds no word.
        """
        return pick_names(part, self.all_names())

    def all_names(self) -> tuple[str, ...]:
        """The keys of all names, in their order."""
        key = _each_name().c.key
        with self._store.reading() as connection:
            return tuple(connection.execute(select(key).where(key.is_not(None)).order_by(key)).scalars())

    def told(self, words: str) -> tuple[Entry, ...]:
        """The contacts that the newest articles with all the words report."""
        with self._store.reading() as connection:
            return tuple(_told_in(connection, words))

    def shared(self, asked: Asked) -> tuple[Entry, ...] | None:
        """The contacts of which all groups take part, of any time and kind; None where they are more than SHARED."""
        with self._store.reading() as connection:
            found = set[Entry]()
            for key, others in _keys(connection, asked):
                query = select(*(_E[name] for name in Entry._fields)).where(*key, *others).limit(SHARED + 1)
                found.update(map(Entry._make, connection.execute(query)))
                if len(found) > SHARED:
                    return None
        return tuple(sorted(found))

    def width(self, asked: Asked) -> int:
        """How many entries would have to be gone through one by one; none where those are at hand."""
        if asked.at_hand:
            return 0
        years = [*in_years(asked.since and asked.since.replace(month=1, day=1), asked.until)]
        with self._store.reading() as connection:
            return min((_count(connection, group, years) for group in _groups(asked) or [(ALL,)]), default=0)

    def leaf(self, asked: Asked, most: int, after: Place | None = None, *, newest_first: bool = True) -> Leaf:
        """A page of at most so many contacts behind a place, undated ones last."""
        with self._store.reading() as connection:
            found = self._behind(connection, asked, most + 1, after, newest_first)
            ids = [place.contact for place in found[:most]]
            columns = (t.contacts.c.id, t.contacts.c.merged)
            rows = connection.execute(select(*columns).where(t.contacts.c.id.in_(ids))).all()
        told = {row.id: msgspec.json.decode(row.merged, type=LedgerContact) for row in rows}
        return Leaf(tuple(told[id] for id in ids if id in told), found[most - 1] if len(found) > most else None)

    def heaps(self, asked: Asked, by: str) -> list[Heap]:
        """How many contacts lie in each `year`, `month` or `day` that they are listed under, by status and sureness."""
        length = {"year": 4, "month": 7, "day": 10}[by]
        tallied = _tallied(asked) if by == "year" else None
        with self._store.reading() as connection:
            if tallied is not None:
                return [Heap(*row) for row in sum_years(connection, tallied)]
            if asked.at_hand:
                near = _near(connection, asked)
                heaped = Counter((one.ordered_by[:length], one.status, one.sureness) for one in near)
                return [Heap(*group, heaped[group]) for group in sorted(heaped)]
            rows = _rows(connection, asked)
            when = func.substr(rows.c.ordered_by, 1, length)
            group = (when, rows.c.status, rows.c.sureness)
            found = connection.execute(select(*group, func.count()).group_by(*group).order_by(*group)).all()
        return [Heap(*row) for row in found]

    def alike(self, asked: Asked) -> list[Alike]:
        """The contacts in groups that no switch of counting tells apart."""
        tallied = _tallied(asked)
        with self._store.reading() as connection:
            if tallied is not None:
                return sum_alike(connection, tallied)
            if asked.at_hand:
                kinds = Counter(map(_kind_of, _near(connection, asked)))
                return [Alike(*kind, number) for kind, number in kinds.items()]
            rows = _rows(connection, asked)
            own = rows.c
            first, last = func.substr(own.ordered_by, 1, 4), func.substr(own.latest, 1, 4)
            year = case((own.latest.is_(None), NOT_DATED), (first == last, first), else_=first + "/" + last)
            group = (year, own.status, own.channel, own.traits, own.level, own.sides)
            found = connection.execute(select(*group, func.count()).group_by(*group)).all()
        return [Alike(*row) for row in found]

    def _behind(
        self, connection: Connection, asked: Asked, most: int, after: Place | None, newest_first: bool
    ) -> list[Place]:
        """The next contacts in order."""
        if asked.at_hand:
            return _behind_near(_near(connection, asked), after, newest_first)[:most]
        found: list[Place] = []
        if not newest_first:
            return _some(connection, asked, most, after, True, ())
        if after is None or after.day != t.NO_DAY:
            # what lies behind a day is dated, and not after it
            implied = after is not None and (asked.until is None or after.day <= asked.until.isoformat())
            bounds = () if after or asked.since or asked.until else (_E.ordered_by < t.NO_DAY,)
            found = _some(connection, asked, most, after, False, bounds, bounded=implied)
            after = None
        if len(found) < most and asked.since is None and asked.until is None:
            found += _some(connection, asked, most - len(found), after, True, (_E.ordered_by == t.NO_DAY,))
        return found


def pick_names(part: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Those keys of names in which the words of a part stand, NAMES of them at most.

    Raises UsageError where it holds no word.

    >>> pick_names("Xi", ["n:xi jinping", "n:xia li"])
    ('n:xi jinping',)
    """
    words = [f" {word} " for word in name_words(part)]
    if not words:
        raise UsageError(f"{part!r} is no name")
    first = words[0].strip()
    meant = (key for key in keys if first in key and all(word in f" {key[2:]} " for word in words))
    return tuple(islice(meant, NAMES))


def _some(
    connection: Connection,
    asked: Asked,
    most: int,
    after: Place | None,
    ascending: bool,
    more: Sequence[ColumnElement[bool]],
    *,
    bounded: bool = False,
) -> list[Place]:
    """The first places behind one; under each key so many are looked up, since what one has another may have too.

    With `bounded` none behind it is later than what is asked for.
    """
    places: set[Place] = set()
    for (key, others), (listed, times) in product(_keys(connection, asked), _times(asked, bounded=bounded)):
        order = [listed, _E.contact]
        conditions = [*more]
        if after is not None:
            place, end = tuple_(*order), tuple_(*map(literal, after))
            conditions.append(place > end if ascending else place < end)
        query = select(*order).where(*key, *others, *times, *_of_kind(asked, t.entries), *conditions)
        ways = [one if ascending else one.desc() for one in order]
        places |= {Place(*row) for row in connection.execute(query.order_by(*ways).limit(most))}
    return sorted(places, reverse=not ascending)[:most]


def _rows(connection: Connection, asked: Asked) -> FromClause:
    """Every row that is asked for, each contact once."""
    columns = [_E.contact, _E.ordered_by, _E.latest, _E.sureness, _E.channel, _E.status, _E.traits, _E.level, _E.sides]
    queries = [
        select(*columns).where(*key, *others, *times, *_of_kind(asked, t.entries))
        for (key, others), (_, times) in product(_keys(connection, asked), _times(asked))
    ]
    return (queries[0] if len(queries) == 1 else queries[0].union(*queries[1:])).subquery()


def _times(asked: Asked, *, bounded: bool = False) -> list[tuple[ColumnElement[str], Conditions]]:
    """What is listed in the time asked for, and what is listed before and may be later; each with how it is ordered.

    Of the latter there are few, which the store finds by when they end: with "" so that it does not look for them by
    when they are listed. One bound on each side alone, since a file's store takes the first that it is given.
    """
    listed = _E.ordered_by
    latest = [] if bounded or asked.until is None else [listed <= asked.until.isoformat()]
    if asked.since is None:
        return [(listed, latest)]
    day, plain = asked.since.isoformat(), listed + ""
    later: Conditions = [_E.sureness == literal_column("'days'"), _E.latest >= day, plain < day]
    if asked.until:
        later.append(plain <= asked.until.isoformat())
    end = latest or ([] if bounded else [listed < t.NO_DAY])
    return [(listed, [listed >= day, *end]), (plain, later)]


def _of_kind(asked: Asked, rows: Table) -> list[ColumnElement[bool]]:
    """What is asked besides time and who takes part, of entries or of tallies."""
    own = rows.c
    found: list[ColumnElement[bool]] = []
    for column, values in ((own.channel, asked.channels), (own.status, asked.statuses), (own.sureness, asked.sureness)):
        if values:
            found.append(column.in_(values))
    if asked.level:
        found.append(own.level >= asked.level)
    if asked.outlets:
        found.append(own.outlets >= asked.outlets)
    if not asked.rejected:
        found.append(own.traits.bitwise_and(REJECTED) == 0)
    return found


def _tallied(asked: Asked) -> Conditions | None:
    """The tallies that hold all that is asked for; None where contacts have to be looked at one by one."""
    groups = _groups(asked)
    one = len(groups) < 2 and all(len(group) == 1 for group in groups) and asked.words is None
    if not one or asked.outlets > t.MOST_OUTLETS or not are_whole_years(asked.since, asked.until):
        return None
    key = groups[0][0] if groups else ALL
    return [t.tallies.c.key == key, *_of_kind(asked, t.tallies), *in_years(asked.since, asked.until)]


def _keys(connection: Connection, asked: Asked) -> list[tuple[Conditions, Conditions]]:
    """For each key that is looked under the condition that picks it, and those that look the others up."""
    groups = _groups(asked)
    if any(not group for group in groups):
        return [([literal(False)], [])]
    if not groups:
        return [([_E.key == ALL], [])]
    fewest = min(groups, key=lambda group: _count(connection, group)) if len(groups) > 1 else groups[0]
    others = [_also(group) for group in groups if group is not fewest]
    return [([_E.key == key], others) for key in fewest]


def _groups(asked: Asked) -> list[tuple[str, ...]]:
    """The keys of which one of each group must be a contact's."""
    return [(key_of_state(code),) for code in asked.states] + list(asked.persons)


def _count(connection: Connection, group: Sequence[str], years: Iterable[ColumnElement[bool]] = ()) -> int:
    """How many rows some keys have, in some years or in all."""
    number = select(func.coalesce(func.sum(t.tallies.c.number), 0)).where(t.tallies.c.key.in_(group), *years)
    return int(connection.execute(number).scalar_one())


def _also(group: Sequence[str]) -> ColumnElement[bool]:
    """That the contact stands under one of these keys too."""
    other = t.entries.alias()
    own = (other.c.ordered_by == _E.ordered_by, other.c.contact == _E.contact)
    return select(literal(1)).where(other.c.key.in_(group), *own).exists()


def _told_in(connection: Connection, words: str) -> list[Entry]:
    """The contacts that the newest articles with all the words report."""
    newest = search_of(connection).newest(read_words(words), NEWEST).subquery()
    told = (
        select(t.crosswalk.c.contact)
        .join(t.reports, t.reports.c.id == t.crosswalk.c.report)
        .join(t.articles, t.articles.c.id == t.reports.c.article)
        .where(t.articles.c.number.in_(select(newest.c.number)))
    )
    every = (_E.key + "" == ALL, _E.contact.in_(told))  # with "" so that they are looked up by contact
    places = select(_E.ordered_by, _E.contact).where(*every).distinct().subquery()
    own = t.entries.alias("own")
    same = (own.c.key == ALL, own.c.ordered_by == places.c.ordered_by, own.c.contact == places.c.contact)
    query = select(*(own.c[name] for name in Entry._fields)).select_from(places.outerjoin(own, and_(*same)))
    return list(map(Entry._make, connection.execute(query)))  # outer, so that each place is looked up in turn


def _near(connection: Connection, asked: Asked) -> list[Entry]:
    """The entries that words lead to, or that are at hand, as far as they are all that is asked besides."""
    told = _told_in(connection, asked.words or "") if asked.told is None else asked.told
    found = list(filter(_make_test(asked), told))
    for group in _groups(asked) if asked.words is not None else ():
        own: set[str] = set()
        for some in chunks([one.contact for one in found]):
            query = select(_E.contact).where((_E.key + "").in_(group), _E.contact.in_(some))
            own.update(connection.execute(query).scalars())
        found = [one for one in found if one.contact in own]
    return found


def _make_test(asked: Asked) -> Callable[[Entry], bool]:
    """Tells of an entry whether it is of the kind and time that is asked for, as `_of_kind` and `_times` ask."""
    since, until = (day.isoformat() if day else "" for day in (asked.since, asked.until))

    def is_in_time(one: Entry) -> bool:
        later = one.sureness == "days" and (one.latest or "") >= since
        return (not until or one.ordered_by <= until) and (
            not since or since <= one.ordered_by < t.NO_DAY or (one.ordered_by < since and later)
        )

    def is_asked(one: Entry) -> bool:
        return (
            one.level >= asked.level
            and one.outlets >= asked.outlets
            and (asked.rejected or not one.traits & REJECTED)
            and (not asked.channels or one.channel in asked.channels)
            and (not asked.statuses or one.status in asked.statuses)
            and (not asked.sureness or one.sureness in asked.sureness)
            and (not (since or until) or is_in_time(one))
        )

    return is_asked


def _behind_near(entries: Iterable[Entry], after: Place | None, newest_first: bool) -> list[Place]:
    """The places of some entries in order, behind one."""
    places = sorted(Place(one.ordered_by, one.contact) for one in entries)
    if newest_first:
        dated = [place for place in places if place.day < t.NO_DAY]
        places = dated[::-1] + places[len(dated) :]
    if after is None:
        return places
    undated = after.day >= t.NO_DAY

    def follows(place: Place) -> bool:
        if not newest_first or undated:
            return place > after
        return place < after or place.day >= t.NO_DAY

    return [place for place in places if follows(place)]


def _kind_of(one: Entry) -> tuple[str, Status, Channel, int, int, int]:
    """What an entry is counted as."""
    first, last = one.ordered_by[:4], (one.latest or "")[:4]
    year = (first if first == last else f"{first}/{last}") if last else NOT_DATED
    return year, one.status, one.channel, one.traits, one.level, one.sides


def _each_name() -> CTE:
    """Every name key once, from one to the next, so that the rows of each need not be read."""
    lowest, end = key_of_person(""), key_of_person("")[:-1] + chr(ord(":") + 1)
    own = t.entries.alias()
    first = select(func.min(own.c.key).label("key")).where(own.c.key >= lowest, own.c.key < end)
    names = first.cte("names", recursive=True)
    after = t.entries.alias()
    next_one = (
        select(func.min(after.c.key, type_=String)).where(after.c.key > names.c.key, after.c.key < end)
    ).scalar_subquery()
    return names.union_all(select(next_one).where(names.c.key.is_not(None)))
