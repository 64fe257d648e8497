"""Where a ledger is kept: a file or a server, with transactions that are kept whole or not at all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from readouts.errors import LedgerError
from readouts.ledger.faults import naming
from readouts.ledger.migrate import NEWEST, check_kind, upgrade

Filling = Callable[[Connection], int]
"""What fills a new store in place of empty tables; returns how many rows."""

WAIT = 30.0
"""Seconds to wait for another program that writes to the same ledger."""


class Store(ABC):
    """One connection to a ledger, writable or for reading only; `name` is what messages call it.

    A new one is filled by `fill` where that is given, and `filled` is then how many rows it wrote.
    """

    def __init__(self, name: str, engine: Engine, *, create: bool, writable: bool, fill: Filling | None = None) -> None:
        self.name = name
        self.filled = 0
        self.writable = writable
        self._engine = engine
        try:
            with naming(name):
                self._prepare(create, writable, fill)
        except BaseException:
            engine.dispose()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all; nobody else writes meanwhile."""
        with naming(self.name), self._engine.connect() as connection:
            self._begin_writing(connection)
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the ledger."""
        with naming(self.name), self._engine.connect() as connection:
            self._begin_reading(connection)
            try:
                yield connection
            finally:
                self._roll_back(connection)

    def close(self) -> None:
        """Lets go of it."""
        self._engine.dispose()

    @abstractmethod
    def checkpoint(self, *, more: bool = False) -> None:
        """Called after each transaction that was kept; what there is to tidy depends on the store.

        With `more` others follow at once, and it may wait.
        """

    @abstractmethod
    def tidy(self) -> None:
        """Gives back the room of what was removed, so that nothing of it is left in the ledger."""

    @abstractmethod
    def _begin_writing(self, connection: Connection) -> None:
        """Begins a transaction and waits until nobody else writes."""

    @abstractmethod
    def _begin_reading(self, connection: Connection) -> None:
        """Begins a transaction that sees the ledger as it is now until it ends."""

    @abstractmethod
    def _roll_back(self, connection: Connection) -> None:
        """Ends the transaction, if one is open, and keeps nothing of it."""

    @abstractmethod
    def _make_ready(self, connection: Connection) -> None:
        """What must be set before writing, once it is known that the ledger is ours."""

    def _prepare(self, create: bool, writable: bool, fill: Filling | None) -> None:
        with self._engine.connect() as connection:
            schema = check_kind(connection, self.name)
            if fill is not None and schema is not None:
                raise LedgerError(f"{self.name}: there is a ledger here already; give a place where there is none")
            if writable:
                self._make_ready(connection)
        if fill is not None:
            with self.writing() as connection:
                self.filled = fill(connection)
            self.checkpoint()
            return
        if schema == NEWEST:
            return
        if schema is None and not create:
            raise LedgerError(f"{self.name}: this ledger is empty; `readouts add` fills it")
        if not writable:
            raise LedgerError(
                f"{self.name}: this ledger is of an older schema ({schema}); "
                "`readouts ledger migrate` brings it up to date"
            )
        with self.writing() as connection:
            if check_kind(connection, self.name) != NEWEST:  # another program may have been faster
                upgrade(connection)
