"""The SQLite file behind a ledger: opening, transactions, closing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from readouts.errors import LedgerError
from readouts.ledger.faults import naming
from readouts.ledger.migrate import NEWEST, check_kind, upgrade

WAIT = 30.0
"""Seconds to wait for another program that writes to the same ledger."""
_WRITING = ("journal_mode = WAL", "synchronous = NORMAL", f"journal_size_limit = {64 * 1024 * 1024}")


class Store:
    """One connection to a ledger's file; `writable` or for reading only."""

    def __init__(self, path: Path, *, writable: bool, wait: float = WAIT) -> None:
        self.path = path
        self._engine = _connect(path, writable, wait)
        try:
            with naming(path):
                self._prepare(writable)
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all; nobody else writes meanwhile."""
        with naming(self.path), self._engine.connect() as connection:
            connection.execute(text("BEGIN IMMEDIATE"))
            try:
                yield connection
                connection.execute(text("COMMIT"))
            except BaseException:
                _roll_back(connection)
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the ledger."""
        with naming(self.path), self._engine.connect() as connection:
            connection.execute(text("BEGIN"))
            try:
                yield connection
            finally:
                _roll_back(connection)

    def checkpoint(self) -> None:
        """Moves what was written from the journal into the file and empties the journal."""
        with naming(self.path), self._engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def _prepare(self, writable: bool) -> None:
        with self._engine.connect() as connection:
            schema = check_kind(connection, self.path)
            if writable:  # only now that the file is known to be ours
                for pragma in _WRITING:
                    connection.execute(text(f"PRAGMA {pragma}"))
        if schema == NEWEST:
            return
        if not writable:
            told = "empty" if schema is None else f"of an older schema ({schema}); `readouts add` brings it up to date"
            raise LedgerError(f"{self.path}: this ledger is {told}")
        with self.writing() as connection:
            if check_kind(connection, self.path) != NEWEST:  # another program may have been faster
                upgrade(connection)


def _connect(path: Path, writable: bool, wait: float) -> Engine:
    """An engine that holds a single connection and leaves transactions to us."""
    mode = "mode=rwc" if writable else "mode=ro"
    if not writable and not _may_lock(path):
        mode += "&immutable=1"
    address = f"{path.absolute().as_uri()}?{mode}"

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=open_file, poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine


def _may_lock(path: Path) -> bool:
    """Whether SQLite can put its lock files beside the ledger; on a read-only medium nobody writes, none is needed."""
    return os.access(path.parent, os.W_OK) or any(path.with_name(path.name + end).exists() for end in ("-wal", "-shm"))


def _roll_back(connection: Connection) -> None:
    """Ends the transaction; SQLite has already done so where the disk was full."""
    raw = connection.connection.driver_connection
    if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
        raw.rollback()
