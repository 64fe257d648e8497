"""Brings a ledger's tables up to what this version of Readouts knows."""

from __future__ import annotations

from importlib.resources import as_file, files

from sqlalchemy import Connection, text

from readouts.errors import LedgerError

NEWEST = "0009"
APPLICATION_ID = 0x52444F54
"""What SQLite keeps in the head of a file to say whose it is: the letters RDOT."""

MARK = "a ledger of Readouts"
"""What a server keeps as the comment of one table to say whose it is."""

STEPS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")


def check_kind(connection: Connection, name: str) -> str | None:
    """The schema of the ledger, None where there are no tables yet.

    Raises LedgerError where what is there is another program's, or a newer Readouts made it.
    """
    on_server = connection.dialect.name == "postgresql"
    ours = _is_ours_on_server(connection, name) if on_server else _is_ours_in_file(connection)
    if ours is None:
        return None
    if not ours:
        told = "this schema of the database holds tables" if on_server else "this is an SQLite file"
        remedy = "; give the ledger a schema of its own" if on_server else ", not a ledger of Readouts"
        raise LedgerError(f"{name}: {told} of another program{remedy}")
    schema = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if schema not in STEPS:
        raise LedgerError(
            f"{name}: made by a newer Readouts (its schema is {schema}, this version knows up to {NEWEST}); "
            "install that version to open it"
        )
    return schema


def _is_ours_in_file(connection: Connection) -> bool | None:
    """Whether a file is a ledger; None where it is empty."""
    owner = connection.execute(text("PRAGMA application_id")).scalar_one()
    tables = set(connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).scalars())
    if not tables and not owner:
        return None
    return owner == APPLICATION_ID and "alembic_version" in tables


def _is_ours_on_server(connection: Connection, name: str) -> bool | None:
    """Whether the schema that comes first is a ledger; None where it has no tables."""
    if connection.execute(text("SELECT current_schema()")).scalar() is None:
        raise LedgerError(f"{name}: the schema in its search path does not exist; make it first (CREATE SCHEMA)")
    tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
    if not tables.scalars().all():
        return None
    told = "SELECT obj_description(to_regclass(quote_ident(current_schema()) || '.alembic_version'))"
    return bool(connection.execute(text(told)).scalar() == MARK)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Makes the tables, or changes older ones to a newer schema, within the transaction that is open."""
    from alembic import command  # slow to load, and needed for new and old ledgers only
    from alembic.config import Config

    config = Config()
    config.attributes["connection"] = connection
    with as_file(files("readouts.ledger").joinpath("migrations")) as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        command.upgrade(config, to)
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{MARK}'"))
    else:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
