"""A ledger in an SQLite file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from readouts.errors import LedgerError
from readouts.ledger.faults import naming
from readouts.ledger.store import Filling, Store

_JOURNAL = 64 * 1024 * 1024
"""Bytes that the journal may grow to while much is added: a page that is written often is moved to the file once."""
_WRITING = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    f"journal_size_limit = {_JOURNAL}",
    "wal_autocheckpoint = 0",  # `checkpoint` does so
    f"cache_size = -{128 * 1024}",  # KiB: rows are written all over a large ledger, whose pages are kept at hand
)


_LOOKING = 32 * 1024
"""KiB of a large ledger that one who looks at it keeps at hand."""


class FileStore(Store):
    """One connection to a ledger's file."""

    def __init__(self, path: Path, *, create: bool, writable: bool, wait: float, fill: Filling | None = None) -> None:
        new = not path.exists()
        if not create and new:
            raise LedgerError(f"{path}: there is no ledger here; `readouts add PATH... --ledger {path}` makes one")
        self.path = path
        try:
            super().__init__(str(path), _connect(path, writable, wait), create=create, writable=writable, fill=fill)
        except BaseException:
            if new and fill is not None:
                path.unlink(missing_ok=True)
            raise

    def checkpoint(self, *, more: bool = False) -> None:
        """Moves what was written from the journal into the file and empties the journal."""
        journal = self.path.with_name(self.path.name + "-wal")
        if more and journal.exists() and journal.stat().st_size < _JOURNAL:
            return
        with naming(self.name), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def tidy(self) -> None:
        """Writes the file anew, without what was removed from it."""
        with naming(self.name), self._engine.connect() as connection:
            connection.exec_driver_sql("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")
            connection.exec_driver_sql("VACUUM")
        self.checkpoint()

    def _begin_writing(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _begin_reading(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    def _roll_back(self, connection: Connection) -> None:
        """SQLite has already done so where the disk was full."""
        raw = connection.connection.driver_connection
        if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
            raw.rollback()

    def _make_ready(self, connection: Connection) -> None:
        for pragma in _WRITING:
            connection.exec_driver_sql(f"PRAGMA {pragma}")


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
        if not writable:
            cursor.execute(f"PRAGMA cache_size = -{_LOOKING}")
        cursor.close()

    return engine


def _may_lock(path: Path) -> bool:
    """Whether SQLite can put its lock files beside the ledger; on a read-only medium nobody writes, none is needed."""
    return os.access(path.parent, os.W_OK) or any(path.with_name(path.name + end).exists() for end in ("-wal", "-shm"))
