"""What the timeline lists: a narrow row of each contact under each thing that it can be asked for."""

import msgspec
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, column, insert, select, table
from sqlalchemy.schema import SchemaItem

from readouts.ledger.contact import LedgerContact
from readouts.ledger.entries import entry_rows

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
_PORTION = 2000


def upgrade() -> None:
    """Adds the table and fills it from the contacts."""
    contact = ForeignKey("contacts.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED")
    op.create_table(
        "entries",
        _text("key", key=True),
        _text("ordered_by", key=True),
        _text("contact", contact, key=True),
        _text("latest", null=True),
        *map(_text, ("sureness", "channel", "status")),
        *(Column(name, Integer, nullable=False) for name in ("traits", "level", "sides", "outlets")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entries_contact", "entries", ["contact"])
    _fill()


def _fill() -> None:
    """Contact by contact, since who leads a side is told by the knowledge."""
    contacts = table("contacts", column("id"), column("ordered_by"), column("merged"))
    connection = op.get_bind()
    query = select(contacts).order_by(contacts.c.id).limit(_PORTION)
    last = ""
    while rows := connection.execute(query.where(contacts.c.id > last)).all():
        made = [
            entry
            for row in rows
            for entry in entry_rows(msgspec.json.decode(row.merged, type=LedgerContact), row.ordered_by)
        ]
        connection.execute(insert(table("entries", *map(column, made[0]))), made)
        last = rows[-1].id


def _text(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)
