"""Accounts of those who work with a ledger, their sessions, the tokens of their programs, the searches they saved."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Text
from sqlalchemy.schema import SchemaItem

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds the tables; an older ledger has no accounts."""
    _table(
        "accounts",
        _text("key", key=True),
        *map(_text, ("name", "hash", "role", "created")),
        _text("disabled", null=True),
    )
    _table("sessions", _text("digest", key=True), _text("account", _of_account()), _text("made"), _text("expires"))
    op.create_index("ix_sessions_account", "sessions", ["account"])
    _table("tokens", _text("digest", key=True), _text("account", _of_account()), _text("label"), _text("made"))
    op.create_index("ix_tokens_account", "tokens", ["account"])
    _table("searches", _text("owner", key=True), _text("name", key=True), _text("address"))


def _table(name: str, *items: SchemaItem) -> None:
    op.create_table(name, *items, sqlite_strict=True, sqlite_with_rowid=False)


def _text(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)


def _of_account() -> ForeignKey:
    return ForeignKey("accounts.key", ondelete="CASCADE")
