"""The persons, states and outlets that a ledger has: found by the words of their names, each with how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sqlalchemy import Column, Connection, Select, String, Table, bindparam, func, literal, select

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


@cache
def _about(of: RollOf) -> Select[int, str, str, str]:
    """Asks of one key for its number, its latest day, and how a person is called latest and of which state."""
    table, column, day = _COLUMNS[of]
    own = column == bindparam("key")
    number = select(func.count()).select_from(select(literal(1)).select_from(table).where(own).limit(CAP).subquery())
    latest = select(day).where(own, day < t.NO_DAY).order_by(day.desc()).limit(1)
    newest = (column, day.desc())
    if of == "persons":
        name = select(t.participants.c.name).where(own).order_by(*newest).limit(1).scalar_subquery()
        state = select(t.participants.c.state).where(own).order_by(*newest).limit(1).scalar_subquery()
        return select(number.scalar_subquery(), latest.scalar_subquery(), name, state)
    key = bindparam("key", type_=String)
    return select(number.scalar_subquery(), latest.scalar_subquery(), key, key)


def _listed(connection: Connection, of: RollOf, key: str) -> Listed:
    number, latest, name, state = connection.execute(_about(of), {"key": key}).one()
    return Listed(key, name, None if of == "outlets" else state, number, latest)
