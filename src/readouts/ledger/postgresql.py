"""A ledger in a schema of a PostgreSQL database, for several people who add to it and look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from readouts.errors import LedgerError
from readouts.ledger.faults import naming
from readouts.ledger.migrate import APPLICATION_ID
from readouts.ledger.store import Filling, Store

if TYPE_CHECKING:
    import psycopg

ADDRESSES = ("postgresql://", "postgres://")
"""How the address of a server begins; what it leaves out comes from libpq's variables (PGHOST, PGPASSWORD ...)."""


class ServerStore(Store):
    """One connection to a ledger on a server: the schema that comes first in the search path."""

    def __init__(self, address: str, *, create: bool, writable: bool, wait: float, fill: Filling | None = None) -> None:
        self._wait = round(wait * 1000)
        name = without_password(address)
        super().__init__(name, _connect(address, name, writable), create=create, writable=writable, fill=fill)

    def checkpoint(self, *, more: bool = False) -> None:
        """The server tidies for itself."""

    def tidy(self) -> None:
        """Writes the tables that hold texts anew, without what was removed from them."""
        with naming(self.name), self._engine.connect() as connection:
            for table in ("articles", "articles_search", "pages", "contacts", "versions"):
                connection.exec_driver_sql(f"VACUUM (FULL) {table}")

    def _begin_writing(self, connection: Connection) -> None:
        """One writer at a time: who waits for the lock then sees all that was kept before."""
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL READ COMMITTED")
        try:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {self._wait}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID}, hashtext(current_schema()))")
        except BaseException:
            self._roll_back(connection)
            raise

    def _begin_reading(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def _make_ready(self, connection: Connection) -> None:
        """Nothing is to be set."""

    def _roll_back(self, connection: Connection) -> None:
        if connection.invalidated:  # the server broke off, and with it the transaction
            return
        raw = connection.connection.driver_connection
        if raw is not None and not raw.closed:
            raw.rollback()


def without_password(address: str) -> str:
    """An address as it may be printed.

    >>> without_password("postgresql://anna:secret@db.example/news?sslmode=require")
    'postgresql://anna@db.example/news?sslmode=require'
    """
    parts = urlsplit(address)
    user, at, place = parts.netloc.rpartition("@")
    query = "&".join(one for one in parts.query.split("&") if not one.startswith("password="))
    return (
        urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{place}", query=query))
        if parts.netloc
        else (f"{parts.scheme}://{parts.path}" + (f"?{query}" if query else ""))
    )


def _connect(address: str, name: str, writable: bool) -> Engine:
    """An engine that holds a single connection and leaves transactions to us; libpq reads the address."""
    try:
        import psycopg
    except ImportError as error:
        raise LedgerError(
            f"{name}: ledgers on a server need psycopg ({error}); pip install 'readouts[postgresql]'"
        ) from None

    def open_connection() -> psycopg.Connection[tuple[object, ...]]:
        connection = psycopg.connect(address, autocommit=True, application_name="readouts")
        if not writable:
            connection.execute("SET default_transaction_read_only = on")
        connection.execute("SET client_min_messages = warning")
        return connection

    return create_engine("postgresql+psycopg://", creator=open_connection, poolclass=StaticPool)
