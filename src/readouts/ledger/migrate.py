"""Brings a ledger's tables up to what this version of Readouts knows."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, text

from readouts.errors import LedgerError

NEWEST = "0002"
APPLICATION_ID = 0x52444F54
"""What SQLite keeps in the head of a file to say whose it is: the letters RDOT."""

_STEPS = ("0001", "0002")


def check_kind(connection: Connection, path: Path) -> str | None:
    """The schema of the ledger, None for an empty file.

    Raises LedgerError where the file is another program's, or a newer Readouts made it.
    """
    owner = connection.execute(text("PRAGMA application_id")).scalar_one()
    tables = set(connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).scalars())
    if not tables and not owner:
        return None
    if owner != APPLICATION_ID or "alembic_version" not in tables:
        raise LedgerError(f"{path}: this is an SQLite file of another program, not a ledger of Readouts")
    schema = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if schema not in _STEPS:
        raise LedgerError(
            f"{path}: made by a newer Readouts (its schema is {schema}, this version knows up to {NEWEST}); "
            "install that version to open it"
        )
    return schema


def upgrade(connection: Connection) -> None:
    """Makes the tables, or changes older ones to the newest, within the transaction that is open."""
    from alembic import command  # slow to load, and needed for new and old ledgers only
    from alembic.config import Config

    config = Config()
    config.attributes["connection"] = connection
    with as_file(files("readouts.ledger").joinpath("migrations")) as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        command.upgrade(config, "head")
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
