"""The persons, states and outlets that a ledger has: found by the words of their names, each with how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, Connection, Select, Table, func, literal, select

from readouts.errors import UsageError
from readouts.ledger import tables as t
from readouts.ledger.party import name_words

CAP = 1000
"""What is counted no further."""

RollOf = Literal["persons", "states", "outlets"]
_COLUMNS: dict[RollOf, tuple[Table, Column[str], Column[str]]] = {
    "persons": (t.participants, t.participants.c.name_key, t.participants.c.ordered_by),
    "states": (t.participants, t.participants.c.state, t.participants.c.ordered_by),
    "outlets": (t.articles, t.articles.c.outlet, t.articles.c.published_earliest),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One of them, by `key` and `name`: how often it takes part in a contact or has an article, CAP meaning or more;
    and the latest day."""

    key: str
    name: str
    state: str | None
    number: int
    latest: str | None


def find_listed(
    connection: Connection, of: RollOf, words: str = "", after: str = "", most: int = 100
) -> tuple[list[Listed], bool]:
    """Those whose names hold words that begin like each of the `words`, by key; and whether more come after them."""
    wanted = name_words(words)
    if words.strip() and not wanted:
        raise UsageError(f"nothing to look for in {words!r}")
    rows = connection.execute(_keys(of, wanted, after, most + 1)).scalars().all()
    return [_listed(connection, of, key) for key in rows[:most]], len(rows) > most


def _keys(of: RollOf, wanted: tuple[str, ...], after: str, most: int) -> Select[str]:
    """Each key once, from one to the next in the index, without going through all the rows."""
    _, column, _ = _COLUMNS[of]
    first = select(func.min(column).label("key")).where(column > after)
    steps = first.cte("steps", recursive=True)
    following = select(func.min(column)).where(column > steps.c.key).correlate(steps).scalar_subquery()
    steps = steps.union_all(select(following).select_from(steps).where(steps.c.key.is_not(None)))
    padded = literal(" ") + func.lower(steps.c.key)
    query = select(steps.c.key).where(steps.c.key.is_not(None))
    for word in wanted:
        query = query.where(padded.contains(f" {word}", autoescape=True))
    return query.limit(most)


def _listed(connection: Connection, of: RollOf, key: str) -> Listed:
    table, column, day = _COLUMNS[of]
    some = select(literal(1)).select_from(table).where(column == key).limit(CAP).subquery()
    number = connection.execute(select(func.count()).select_from(some)).scalar_one()
    latest = connection.execute(select(day).where(column == key, day < t.NO_DAY).order_by(day.desc()).limit(1)).scalar()
    if of != "persons":
        return Listed(key, key, key if of == "states" else None, number, latest)
    own = select(t.participants.c.name, t.participants.c.state).where(column == key)
    row = connection.execute(own.order_by(column, day.desc()).limit(1)).one()
    return Listed(key, row.name, row.state, number, latest)
