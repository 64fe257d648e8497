"""The first tables: articles, reports, contacts, the crosswalk between them, and what was held back."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables in an empty file."""
    _make_articles()
    _make_contacts()
    _make_reports()
    _make_details()
    _make_search()


def _table(name: str, *items: SchemaItem, rowid: bool = False) -> None:
    op.create_table(name, *items, sqlite_strict=True, sqlite_with_rowid=rowid)


_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")


def _text(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)


def _integer(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, *more, primary_key=key, nullable=null)


def _of(table: str) -> ForeignKey:
    late = table == "contacts"
    return ForeignKey(
        f"{table}.id", ondelete="CASCADE", deferrable=late or None, initially="DEFERRED" if late else None
    )


def _make_articles() -> None:
    _table(
        "articles",
        _integer("number", key=True),
        _text("id"),
        _text("sha256"),
        _text("source"),
        _text("title", null=True),
        _text("outlet", null=True),
        _text("url", null=True),
        _text("published_earliest", null=True),
        _text("published_latest", null=True),
        _text("published_basis"),
        _text("text", null=True),
        _text("reading"),
        UniqueConstraint("id", name="uq_articles_id"),
        rowid=True,
    )
    _table(
        "pages",
        _text("article", _of("articles"), key=True),
        Column("packed", LargeBinary, nullable=False),
        rowid=True,
    )


def _make_contacts() -> None:
    _table(
        "contacts",
        _text("id", key=True),
        _text("channel"),
        _text("status"),
        _text("earliest", null=True),
        _text("latest", null=True),
        _text("ordered_by"),
        _integer("articles"),
        _integer("outlets"),
        _text("merged"),
        rowid=True,
    )
    op.create_index("ix_contacts_ordered_by", "contacts", ["ordered_by", "id"])


def _make_reports() -> None:
    _table(
        "reports",
        _text("id", key=True),
        _text("article", _of("articles")),
        _integer("position"),
        _text("local_id"),
        _text("channel"),
        _text("status"),
        _integer("main"),
        _integer("firmness"),
        _text("window_earliest", null=True),
        _text("window_latest", null=True),
        _text("compared"),
        _text("said"),
        UniqueConstraint("article", "local_id", name="uq_reports_local"),
        rowid=True,
    )
    _table("filings", _text("key", key=True), _text("report", _of("reports"), key=True))
    op.create_index("ix_filings_report", "filings", ["report"])
    _table("crosswalk", _text("report", _of("reports"), key=True), _text("contact", _of("contacts")), _text("rule"))
    op.create_index("ix_crosswalk_contact", "crosswalk", ["contact"])
    _table("questions", _text("report", _of("reports"), key=True), _text("candidate", _of("reports"), key=True))


def _make_details() -> None:
    _table(
        "participants",
        _text("contact", _of("contacts"), key=True),
        _integer("position", key=True),
        _text("name"),
        _text("name_key"),
        _text("kind"),
        _text("state", null=True),
        _text("office", null=True),
        _text("role"),
    )
    op.create_index("ix_participants_name", "participants", ["name_key"])
    op.create_index("ix_participants_state", "participants", ["state"])
    _table(
        "statuses",
        _text("contact", _of("contacts"), key=True),
        _integer("position", key=True),
        _text("status"),
        _text("said_by", null=True),
        _text("earliest", null=True),
        _text("latest", null=True),
        _text("report", _of("reports")),
    )
    _table(
        "statements",
        _text("article", _of("articles"), key=True),
        _integer("position", key=True),
        _text("speaker", null=True),
        _text("speaker_key", null=True),
        _text("state", null=True),
        _text("kind"),
        _text("local_contact", null=True),
    )
    op.create_index("ix_statements_speaker", "statements", ["speaker_key"])
    for name, words in (("held_back", ("what", "reason")), ("doubts", ("says",))):
        _table(
            name,
            _text("article", _of("articles"), key=True),
            _integer("position", key=True),
            *(_text(word) for word in words),
            _integer("start", null=True),
            _integer("end", null=True),
        )
    _table("failures", _text("source", key=True), _text("reason", key=True))
    _table(
        "runs",
        _integer("id", key=True),
        _text("version"),
        _text("started", null=True),
        *(_integer(count) for count in ("added", "changed", "unchanged", "failed")),
        rowid=True,
    )


def _make_search() -> None:
    """Full-text search over titles and texts: in a file kept in step by triggers, on a server by who writes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            'CREATE TABLE articles_search (article text COLLATE "C" PRIMARY KEY '
            "REFERENCES articles (id) ON DELETE CASCADE, words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_articles_search ON articles_search USING gin (words)")
        return
    op.execute(
        "CREATE VIRTUAL TABLE articles_fts USING fts5("
        "title, text, content='articles', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
    )
    drop = (
        "INSERT INTO articles_fts(articles_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);"
    )
    fill = "INSERT INTO articles_fts(rowid, title, text) VALUES (new.number, new.title, new.text);"
    for event, steps in (("INSERT", fill), ("DELETE", drop), ("UPDATE", drop + fill)):
        op.execute(f"CREATE TRIGGER articles_fts_{event.lower()} AFTER {event} ON articles BEGIN {steps} END")
