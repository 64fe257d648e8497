"""A ledger as one file that any store can be restored from: all its rows as lines of JSON, packed with gzip."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from sqlalchemy import Connection, column, func, insert, select, table

from readouts.errors import LedgerError
from readouts.ledger import tables as t
from readouts.ledger.migrate import NEWEST, STEPS, upgrade
from readouts.ledger.search import search_of
from readouts.ledger.undressing import undress_row

KIND = "a backup of a ledger of Readouts"
_PORTION = 1000
Row = dict[str, object]


class Head(TypedDict):
    """The first line of a backup."""

    kind: str
    schema: str
    texts: bool


def write_backup(connection: Connection, path: Path, *, texts: bool = True) -> int:
    """Writes all rows to a file, which is there whole or not at all; returns how many.

    Without `texts` the articles' texts and pages are left out, and all accounts; labels and offsets stay. Who is
    signed in is never written. The file does not depend on when or where it is written. Raises LedgerError where it
    cannot be written.
    """
    draft = path.with_name(path.name + ".part")
    digest, rows = sha256(), 0
    try:
        with draft.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
            for line in _lines(connection, texts):
                data = line.encode("utf-8", "surrogatepass") + b"\n"
                digest.update(data)
                packed.write(data)
                rows += 1
            packed.write(json.dumps({"rows": rows - 1, "sha256": digest.hexdigest()}).encode() + b"\n")
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise LedgerError(f"{path}: the backup cannot be written: {error.strerror}") from None
    return rows - 1


def read_backup(connection: Connection, path: Path) -> int:
    """Fills an empty store from a backup, and brings it to the newest schema; returns how many rows there were.

    Raises LedgerError, and must then be rolled back, where the file is no backup, is cut off, or was changed.
    """
    lines = _checked(path)
    head = _head(path, next(lines, ""))
    upgrade(connection, head["schema"])
    rows = 0
    for name, some in groupby(map(_read_row, lines), key=lambda row: str(row["table"])):
        for portion in _portions(some):
            rows += len(portion)
            columns = [one for one in portion[0] if one != "table"]
            into = table(name, *(column(one) for one in columns))
            connection.execute(insert(into), [{one: row[one] for one in columns} for row in portion])
    if head["schema"] != NEWEST:
        upgrade(connection)
    if connection.dialect.name != "sqlite":
        search_of(connection).refill(connection)
        _count_on(connection)
    return rows


def _lines(connection: Connection, texts: bool) -> Iterator[str]:
    yield json.dumps(Head(kind=KIND, schema=NEWEST, texts=texts))
    undress: Callable[[str, Row], Row | None] = (lambda _, row: row) if texts else undress_row
    left_out = (*t.KEPT_BY_STORE, *(("sessions",) if texts else t.OF_PEOPLE))
    for source in t.metadata.sorted_tables:
        if source.name in left_out:
            continue
        columns = [one for one in source.columns if one.name != "number"]
        order = [one for one in source.primary_key if one.name != "number"] or [source.c.id]
        query = select(*columns).order_by(*order)
        result = connection.execute(query, execution_options={"yield_per": _PORTION})
        for row in result.mappings():
            kept = undress(source.name, dict(row))
            if kept is not None:
                yield json.dumps({"table": source.name, **{name: _packed(one) for name, one in kept.items()}})


def _packed(value: object) -> object:
    return {"base64": b64encode(value).decode()} if isinstance(value, bytes) else value


def _read_row(line: str) -> Row:
    row: Row = json.loads(line)
    return {name: b64decode(one["base64"]) if isinstance(one, dict) else one for name, one in row.items()}


def _portions(rows: Iterator[Row]) -> Iterator[list[Row]]:
    portion: list[Row] = []
    for row in rows:
        portion.append(row)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _checked(path: Path) -> Iterator[str]:
    """The lines of a backup but the last, which must tell how many there are and their digest."""
    digest, rows = sha256(), -1
    last: bytes | None = None
    try:
        with gzip.open(path, "rb") as packed:
            for line in packed:
                if last is not None:
                    digest.update(last)
                    rows += 1
                    yield last.decode("utf-8", "surrogatepass")
                last = line
    except (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError):
        raise LedgerError(f"{path}: this is no backup of a ledger, or a part of one only") from None
    except OSError as error:
        raise LedgerError(f"{path}: the backup cannot be read: {error.strerror or error}") from None
    try:
        told = json.loads(last or b"")
    except json.JSONDecodeError:
        told = None
    if told != {"rows": rows, "sha256": digest.hexdigest()}:
        raise LedgerError(f"{path}: the backup is not whole, or was changed after it was made")


def _head(path: Path, line: str) -> Head:
    try:
        head: Head = json.loads(line)
        known = head["kind"] == KIND
    except (json.JSONDecodeError, KeyError, TypeError):
        known = False
    if not known:
        raise LedgerError(f"{path}: this is no backup of a ledger")
    if head["schema"] not in STEPS:
        raise LedgerError(
            f"{path}: made by a newer Readouts (its schema is {head['schema']}, this version knows up to {NEWEST}); "
            "install that version to restore it"
        )
    return head


def _count_on(connection: Connection) -> None:
    """A server's counters go on behind the numbers that were restored."""
    for source in t.metadata.sorted_tables:
        key = next(iter(source.primary_key))
        if key.name == "id" and str(key.type) == "INTEGER":
            last = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(source.name, key.name), last, False)))
