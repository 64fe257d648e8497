"""What is part of what: reports that are part of another of their article, and the contacts that these make."""

from itertools import groupby

import msgspec
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, bindparam, column, insert, select, table, update
from sqlalchemy.schema import SchemaItem

from readouts.ledger.parts import find_parts, tell_layers
from readouts.ledger.placing import place_parts
from readouts.ledger.write import Compared
from readouts.model import Contact

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
_PORTION = 2000
_NAMES = ("article", "position", "report", "whole", "rule")


def upgrade() -> None:
    """Adds the table and the column, and fills them from the reports."""
    op.add_column("contacts", _text("part_of", null=True))
    op.create_index("ix_contacts_part_of", "contacts", ["part_of"])
    op.execute("UPDATE contacts SET merged = substr(merged, 1, length(merged) - 1) || ',\"part_of\"\\:null}'")
    op.create_table(
        "parts",
        _text("article", ForeignKey("articles.id", ondelete="CASCADE"), key=True),
        Column("position", Integer, primary_key=True, nullable=False, autoincrement=False),
        _text("report", ForeignKey("reports.id", ondelete="CASCADE")),
        _text("whole", ForeignKey("reports.id", ondelete="CASCADE")),
        _text("rule"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parts_report", "parts", ["report"])
    op.create_index("ix_parts_whole", "parts", ["whole"])
    _fill()


def _fill() -> None:
    """Article by article, for those of several reports; then the contacts of these."""
    reports = table("reports", *map(column, ("id", "article", "position", "compared", "said")))
    crosswalk = table("crosswalk", column("report"), column("contact"))
    connection = op.get_bind()
    place = (reports.c.article, reports.c.position)
    several = select(reports.c.article).where(reports.c.position > 0)
    query = select(reports).where(reports.c.article.in_(several)).order_by(*place)
    made: list[dict[str, object]] = []
    compared: list[dict[str, str]] = []
    found = connection.execute(query, execution_options={"yield_per": _PORTION})
    for article, rows in groupby(found, key=lambda row: str(row.article)):
        told = [(row, msgspec.json.decode(row.said, type=Contact)) for row in rows]
        ids = {contact.id: (row.id, row.position) for row, contact in told}
        layers = tell_layers([contact for _, contact in told])
        for row, contact in told:
            if contact.id in layers:
                before = msgspec.json.decode(row.compared, type=Compared)
                now = msgspec.structs.replace(before, layer=layers[contact.id])
                compared.append({"own": row.id, "now": msgspec.json.encode(now).decode()})
        for part in find_parts([contact for _, contact in told]):
            own, whole = ids[part.report], ids[part.whole]
            made.append(dict(zip(_NAMES, (article, own[1], own[0], whole[0], part.rule), strict=True)))
    for start in range(0, len(made), _PORTION):
        some = made[start : start + _PORTION]
        connection.execute(insert(table("parts", *map(column, _NAMES))), some)
    if compared:
        own_id = reports.c.id == bindparam("own")
        connection.execute(update(reports).where(own_id).values(compared=bindparam("now")), compared)
    for start in range(0, len(made), _PORTION):
        own_ids = [row["report"] for row in made[start : start + _PORTION]]
        homes = select(crosswalk.c.contact).where(crosswalk.c.report.in_(own_ids)).distinct()
        place_parts(connection, connection.execute(homes).scalars().all())


def _text(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)
