"""Rows read in portions by their key, so that a ledger of any size is looked through with little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, select

from readouts.ledger import tables as t

PORTION = 500
Rows = Sequence[Row[tuple[object, ...]]]


def read_portions(connection: Connection, query: Select[*tuple[Any, ...]], key: Column[object]) -> Iterator[Rows]:
    """The rows of a query in the order of a key, of which each row has its own, so many at a time."""
    ordered, name, last = query.order_by(key).limit(PORTION), key.name, ""
    while rows := connection.execute(ordered.where(key > last)).all():
        yield rows
        last = str(rows[-1]._mapping[name])
        if len(rows) < PORTION:
            return


def read_beside(
    connection: Connection, columns: Sequence[Column[object]], key: Column[object], rows: Sequence[str]
) -> dict[str, list[tuple[object, ...]]]:
    """What another table has for the keys of one portion, key by key: the columns of each row, in no order.

    The portion is all that the table can have from its first key to its last.
    """
    found: dict[str, list[tuple[object, ...]]] = {}
    if rows:
        query = select(key, *columns).where(key >= rows[0], key <= rows[-1])
        for one in connection.execute(query):
            found.setdefault(str(one[0]), []).append(tuple(one[1:]))
    return found


def named(table: str, *names: str) -> list[Column[object]]:
    """Columns of a table by their names, without any all but SQLite's own numbers of rows."""
    own = t.metadata.tables[table].columns
    return [own[name] for name in names] if names else [one for one in own if one.name != "number"]
