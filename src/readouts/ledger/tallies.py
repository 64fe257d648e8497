"""Numbers that the store keeps in step with the entries, so that not every one of them has to be counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, func, select, union_all

from readouts.ledger import tables as t
from readouts.ledger.counting import NOT_DATED
from readouts.ledger.entries import Sureness
from readouts.ledger.tallying import Alike
from readouts.model import Status

_T = t.tallies.c
Conditions = Sequence[ColumnElement[bool]]


def are_whole_years(since: date | None, until: date | None) -> bool:
    """Whether a stretch of time begins and ends with years, so far as it does.

    >>> are_whole_years(date(2024, 1, 1), None), are_whole_years(None, date(2024, 6, 30))
    (True, False)
    """
    return (since is None or (since.month, since.day) == (1, 1)) and (
        until is None or (until.month, until.day) == (12, 31)
    )


def in_years(since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    """What tallies must meet to be of some whole years."""
    if since:
        yield func.coalesce(func.nullif(_T.last, ""), _T.first) >= f"{since.year:04}"
        yield _T.first < t.NO_DAY
    if until:
        yield _T.first <= f"{until.year:04}"


def sum_alike(connection: Connection, conditions: Conditions) -> list[Alike]:
    """The contacts in groups that no switch of counting tells apart."""
    year = case((_T.last == "", NOT_DATED), (_T.first == _T.last, _T.first), else_=_T.first + "/" + _T.last)
    group = (year, _T.status, _T.channel, _T.traits, _T.level, _T.sides)
    query = select(*group, func.sum(_T.number)).where(*conditions).group_by(*group)
    return [Alike(*row[:-1], int(row[-1])) for row in connection.execute(query)]


def sum_years(connection: Connection, conditions: Conditions) -> list[tuple[str, Status, Sureness, int]]:
    """How many contacts of each year, status and sureness there are."""
    group = (_T.first, _T.status, _T.sureness)
    query = select(*group, func.sum(_T.number)).where(*conditions).group_by(*group).order_by(*group)
    return [(row.first, row.status, row.sureness, int(row[3])) for row in connection.execute(query)]


def find_wrong_tallies(connection: Connection) -> list[str]:
    """The keys of which other numbers are kept than there are entries, worked out anew."""
    entry = t.entries.c
    first = case((entry.ordered_by < t.NO_DAY, func.substr(entry.ordered_by, 1, 4)), else_=t.NO_DAY)
    outlets = case((entry.outlets < t.MOST_OUTLETS, entry.outlets), else_=t.MOST_OUTLETS)
    last = func.coalesce(func.substr(entry.latest, 1, 4), "")
    words = (entry.key, first, last, entry.sureness, entry.channel, entry.status)
    group = (*words, entry.traits, entry.level, entry.sides, outlets)
    told = [column.label(name) for column, name in zip(group, t.tallies.c.keys(), strict=False)]
    counted = select(*told, func.count().label("number")).group_by(*group)
    kept = select(*t.tallies.c)
    either = union_all(*(
        select(one.subquery().c.key) for one in (counted.except_(kept), kept.except_(counted))
    )).subquery()  # fmt: skip
    return list(connection.execute(select(either.c.key).distinct().order_by(either.c.key)).scalars())
