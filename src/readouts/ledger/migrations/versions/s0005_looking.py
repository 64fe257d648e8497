"""What pages look up: participants and outlets by day, the places of contacts, which articles hold commitments."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlalchemy.schema import SchemaItem

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Adds and fills them."""
    op.add_column("participants", Column("ordered_by", _PLAIN, nullable=False, server_default="?"))
    op.execute(
        "UPDATE participants SET ordered_by = "
        "(SELECT contacts.ordered_by FROM contacts WHERE contacts.id = participants.contact)"
    )
    for name in ("name", "state"):
        op.drop_index(f"ix_participants_{name}", "participants")
    op.create_index("ix_participants_name", "participants", ["name_key", "ordered_by"])
    op.create_index("ix_participants_state", "participants", ["state", "ordered_by"])
    contact = ForeignKey("contacts.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED")
    _table("places", _text("contact", contact, key=True), _text("name"), _text("state", null=True), _text("ordered_by"))
    op.create_index("ix_places_ordered_by", "places", ["ordered_by"])
    _table(
        "commitments",
        _text("article", ForeignKey("articles.id", ondelete="CASCADE"), key=True),
        Column("position", Integer, primary_key=True, nullable=False),
        _text("kind"),
        _text("told"),
    )
    op.create_index("ix_commitments_told", "commitments", ["told"])
    op.create_index("ix_articles_outlet", "articles", ["outlet", "published_earliest"])
    op.execute(_PLACES[op.get_bind().dialect.name])
    op.execute(_COMMITMENTS[op.get_bind().dialect.name])


_PLACES = {
    "sqlite": """
        INSERT INTO places (contact, name, state, ordered_by)
        SELECT id, merged ->> '$.place.name', merged ->> '$.place.state', ordered_by FROM contacts
        WHERE merged ->> '$.place.name' IS NOT NULL""",
    "postgresql": """
        INSERT INTO places (contact, name, state, ordered_by)
        SELECT id, merged::json -> 'place' ->> 'name', merged::json -> 'place' ->> 'state', ordered_by FROM contacts
        WHERE merged::json -> 'place' ->> 'name' IS NOT NULL""",
}
_COMMITMENTS = {
    "sqlite": """
        INSERT INTO commitments (article, position, kind, told)
        SELECT articles.id, one.key, one.value ->> '$.kind', coalesce(published_earliest, '?')
        FROM articles, json_each(reading, '$.commitments') AS one WHERE reading LIKE '%"commitments":[{%'""",
    "postgresql": """
        INSERT INTO commitments (article, position, kind, told)
        SELECT articles.id, one.number - 1, one.value ->> 'kind', coalesce(published_earliest, '?')
        FROM articles, json_array_elements(reading::json -> 'commitments') WITH ORDINALITY AS one (value, number)
        WHERE reading LIKE '%"commitments":[{%'""",
}


def _table(name: str, *items: SchemaItem) -> None:
    op.create_table(name, *items, sqlite_strict=True, sqlite_with_rowid=False)


def _text(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)
