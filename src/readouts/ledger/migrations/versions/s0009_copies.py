"""Which reports of a contact stand in copies of one text, so that this can be checked, and told without the texts."""

from itertools import groupby

from alembic import op
from sqlalchemy import Column, Double, Integer, Text, column, insert, select, table
from sqlalchemy.dialects.sqlite import REAL

from readouts.ledger.copied import by_article, find_copies_among

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
_PORTION = 2000


def upgrade() -> None:
    """Adds the table and fills it from the texts."""
    op.create_table(
        "copies",
        *(Column(name, _PLAIN, primary_key=True, nullable=False) for name in ("report", "other")),
        Column("rule", _PLAIN, nullable=False),
        Column("share", Double().with_variant(REAL, "sqlite"), nullable=False),
        Column("kind", _PLAIN, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copies_other", "copies", ["other"])
    _fill()


def _fill() -> None:
    """Contact by contact, of those that several articles report."""
    contacts = table("contacts", column("id", Text()), column("articles", Integer()))
    crosswalk = table("crosswalk", column("report"), column("contact"))
    reports = table("reports", column("id"), column("article"))
    copies = table("copies", *map(column, ("report", "other", "rule", "share", "kind")))
    connection = op.get_bind()
    some = select(contacts.c.id).where(contacts.c.articles > 1).order_by(contacts.c.id).limit(_PORTION)
    members = select(crosswalk.c.contact, reports.c.article, reports.c.id).join(
        reports, reports.c.id == crosswalk.c.report
    )
    last = ""
    while ids := connection.execute(some.where(contacts.c.id > last)).scalars().all():
        inside = members.where(crosswalk.c.contact > last, crosswalk.c.contact <= ids[-1])
        found = groupby(connection.execute(inside.order_by(crosswalk.c.contact)), key=lambda row: str(row.contact))
        told = [by_article((row.article, row.id) for row in rows) for _, rows in found]
        rows = find_copies_among(connection, [one for one in told if len(one) > 1], [])
        if rows:
            connection.execute(insert(copies), rows)
        last = ids[-1]
