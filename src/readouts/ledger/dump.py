"""A ledger as lines of JSON in a fixed order: two ledgers that hold the same dump the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, Table, select

from readouts.ledger import tables as t

# How it came to be (`runs`), who works with it, what was counted beforehand and SQLite's own row numbers are no part of
# what a ledger holds.
_LEFT_OUT = {"runs", *t.OF_PEOPLE, *t.KEPT_BY_STORE}


def dump_tables(connection: Connection) -> Iterator[str]:
    """Every row of every table, by table and key; pages by the digest of their bytes."""
    for table in sorted(t.metadata.sorted_tables, key=lambda table: table.name):
        if table.name not in _LEFT_OUT:
            yield from _dump_table(connection, table)


def _dump_table(connection: Connection, table: Table) -> Iterator[str]:
    columns = [column for column in table.columns if column.name != "number"]
    order = [column for column in table.primary_key if column.name != "number"] or [table.c.id]
    for row in connection.execute(select(*columns).order_by(*order)).mappings():
        values = {name: sha256(value).hexdigest() if isinstance(value, bytes) else value for name, value in row.items()}
        yield json.dumps({"table": table.name, **values}, ensure_ascii=False)
