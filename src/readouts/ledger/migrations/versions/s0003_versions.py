"""Earlier texts of articles, the address that tells articles apart, and texts that were taken out for good."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text, bindparam, column, select, table, update

from readouts.ledger.addresses import tell_address

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
_PORTION = 1000


def upgrade() -> None:
    """Adds the tables; articles that share an address stay the articles that they were."""
    op.add_column("articles", _text("address", null=True))
    op.create_index("ix_articles_address", "articles", ["address"])
    _fill_addresses()
    op.create_table(
        "versions",
        _text("article", ForeignKey("articles.id", ondelete="CASCADE"), key=True),
        _text("sha256", key=True),
        Column("came", Integer, nullable=False),
        _text("id"),
        _text("text", null=True),
        _text("reading"),
        Column("packed", LargeBinary, nullable=True),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_versions_id", "versions", ["id"])
    op.create_table(
        "forgotten",
        _text("sha256", key=True),
        *(_text(name) for name in ("article", "by", "made", "why")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _text(name: str, *more: ForeignKey, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)


def _fill_addresses() -> None:
    articles = table("articles", column("id"), column("url"), column("address"))
    connection = op.get_bind()
    rows = connection.execute(select(articles.c.id, articles.c.url).where(articles.c.url.is_not(None))).all()
    told = [{"own": row.id, "told": tell_address(row.url)} for row in rows]
    change = update(articles).where(articles.c.id == bindparam("own")).values(address=bindparam("told"))
    for start in range(0, len(told), _PORTION):
        connection.execute(change, told[start : start + _PORTION])
