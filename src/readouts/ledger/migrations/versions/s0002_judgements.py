"""Judgements of people, the reports they were made on, and what those are now."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.schema import SchemaItem

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
_KEPT = ("judgements", "grounds")


def upgrade() -> None:
    """Adds the tables; no contact of an older ledger has been judged."""
    op.add_column("contacts", _text("verdict", null=True))
    op.add_column("contacts", Column("judged", Integer, nullable=False, server_default="0"))
    _make_tables()
    _keep_rows()


def _text(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)


def _integer(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def _make_tables() -> None:
    _table(
        "judgements",
        _text("id", key=True),
        _integer("position"),
        *(_text(name) for name in ("kind", "by", "made", "why")),
        *(_text(name, null=True) for name in ("field", "value", "machine", "undoes")),
        UniqueConstraint("position", name="uq_judgements_position"),
        rowid=True,
    )
    _table(
        "grounds",
        _text("judgement", ForeignKey("judgements.id"), key=True),
        _integer("position", key=True),
        _integer("side"),
        *(_text(name) for name in ("article", "sha256", "local_id", "seen")),
    )
    op.create_index("ix_grounds_article", "grounds", ["article"])
    _table(
        "bearings",
        _text("judgement", ForeignKey("judgements.id"), key=True),
        _integer("position", key=True),
        _text("report", null=True),
        _text("state"),
        _text("reason", null=True),
    )
    op.create_index("ix_bearings_report", "bearings", ["report"])


def _table(name: str, *items: SchemaItem, rowid: bool = False) -> None:
    op.create_table(name, *items, sqlite_strict=True, sqlite_with_rowid=rowid)


def _keep_rows() -> None:
    """What a person decided is never changed or removed, whoever asks."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION keep_rows() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'judgements are only ever added'; END $$"
        )
        for table in _KEPT:
            op.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION keep_rows()"
            )
        return
    for table in _KEPT:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END"
            )
