"""The tables of a ledger, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.schema import SchemaItem

metadata = MetaData()

NO_DAY = "?"
"""What a contact is listed under of which no day is known: comes behind all days."""

MOST_OUTLETS = 6
"""So many outlets, or more, are told apart no further where contacts are counted beforehand."""


def _table(name: str, *items: SchemaItem, rowid: bool = True) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=rowid)


_PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that every store orders by its code points."""


def _text(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _PLAIN, *more, primary_key=key, nullable=null)


def _integer(name: str, *more: SchemaItem, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, *more, primary_key=key, nullable=null)


def _of_article() -> ForeignKey:
    return ForeignKey("articles.id", ondelete="CASCADE")


def _of_contact() -> ForeignKey:
    return ForeignKey("contacts.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED")


# `number` is SQLite's own row number, which full-text search needs; it means nothing and appears nowhere.
articles = _table(
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
    _text("reading"),  # in the exchange format, the text left out
    _text("address", null=True),  # the url as far as it tells articles apart
    UniqueConstraint("id", name="uq_articles_id"),
    Index("ix_articles_address", "address"),
    Index("ix_articles_outlet", "outlet", "published_earliest"),
)

# The bytes an article was read from, packed with zlib.
pages = _table(
    "pages",
    _text("article", _of_article(), key=True),
    Column("packed", LargeBinary, nullable=False),
)

# Earlier texts of an article that was fetched again, each with what was read of it; `came` tells their order.
versions = _table(
    "versions",
    _text("article", _of_article(), key=True),
    _text("sha256", key=True),
    _integer("came"),
    _text("id"),  # the article's then
    _text("text", null=True),
    _text("reading"),
    Column("packed", LargeBinary, nullable=True),
    Index("ix_versions_id", "id"),
    rowid=False,
)

# Texts that were taken out for good, by their digest: adding one again keeps what was read of it, never the text.
forgotten = _table(
    "forgotten",
    _text("sha256", key=True),
    _text("article"),
    _text("by"),
    _text("made"),
    _text("why"),
    rowid=False,
)

contacts = _table(
    "contacts",
    _text("id", key=True),
    _text("channel"),
    _text("status"),
    _text("earliest", null=True),
    _text("latest", null=True),
    _text("ordered_by"),  # the day it is listed under, whether known or only bounded by when it was reported
    _integer("articles"),
    _integer("outlets"),
    _text("merged"),  # all fields, as JSON
    _text("verdict", null=True),  # of a person: accepted or rejected
    Column("judged", Integer, nullable=False, server_default="0"),  # whether any judgement holds for it
    _text("part_of", null=True),  # the contact that it is part of
    Index("ix_contacts_ordered_by", "ordered_by", "id"),
    Index("ix_contacts_part_of", "part_of"),
)

reports = _table(
    "reports",
    _text("id", key=True),
    _text("article", _of_article()),
    _integer("position"),
    _text("local_id"),  # the contact's id within the article
    _text("channel"),
    _text("status"),
    _integer("main"),
    _integer("firmness"),
    _text("window_earliest", null=True),
    _text("window_latest", null=True),
    _text("compared"),  # what merging compares, as JSON
    _text("said"),  # the whole report, as in the exchange format
    UniqueConstraint("article", "local_id", name="uq_reports_local"),
)

filings = _table(
    "filings",
    _text("key", key=True),
    _text("report", ForeignKey("reports.id", ondelete="CASCADE"), key=True),
    Index("ix_filings_report", "report"),
    rowid=False,
)

# Reports that are part of another of their article, the visit that they were a meeting of; `position` is the report's.
parts = _table(
    "parts",
    _text("article", _of_article(), key=True),
    _integer("position", key=True),
    _text("report", ForeignKey("reports.id", ondelete="CASCADE")),
    _text("whole", ForeignKey("reports.id", ondelete="CASCADE")),
    _text("rule"),
    Index("ix_parts_report", "report"),
    Index("ix_parts_whole", "whole"),
    rowid=False,
)

crosswalk = _table(
    "crosswalk",
    _text("report", ForeignKey("reports.id", ondelete="CASCADE"), key=True),
    _text("contact", _of_contact()),
    _text("rule"),  # why it is a report of this contact
    Index("ix_crosswalk_contact", "contact"),
    rowid=False,
)

participants = _table(
    "participants",
    _text("contact", _of_contact(), key=True),
    _integer("position", key=True),
    _text("name"),
    _text("name_key"),
    _text("kind"),
    _text("state", null=True),
    _text("office", null=True),
    _text("role"),
    Column("ordered_by", _PLAIN, nullable=False, server_default=NO_DAY),  # the contact's
    Index("ix_participants_name", "name_key", "ordered_by"),
    Index("ix_participants_state", "state", "ordered_by"),
    rowid=False,
)

_DAYS = text("sureness = 'days'")

# What the timeline lists: each contact under `key`s that it can be asked for, its names and its states.
entries = _table(
    "entries",
    _text("key", key=True),
    _text("ordered_by", key=True),  # the contact's
    _text("contact", _of_contact(), key=True),
    _text("latest", null=True),  # the contact's
    _text("sureness"),
    _text("channel"),
    _text("status"),
    _integer("traits"),
    _integer("level"),
    _integer("sides"),
    _integer("outlets"),
    Index("ix_entries_contact", "contact"),
    Index("ix_entries_days", "key", "latest", sqlite_where=_DAYS, postgresql_where=_DAYS),
    rowid=False,
)

# How many entries of each key are alike, which the store itself keeps in step with them: `first` and
# `last` are the years of `ordered_by` and `latest` (empty where there is none), more `outlets` than MOST_OUTLETS are as
# many.
tallies = _table(
    "tallies",
    *(_text(name, key=True) for name in ("key", "first", "last", "sureness", "channel", "status")),
    *(_integer(name, key=True) for name in ("traits", "level", "sides", "outlets")),
    _integer("number"),
    rowid=False,
)

# Where a contact took place, if anything says so; `ordered_by` is the contact's.
places = _table(
    "places",
    _text("contact", _of_contact(), key=True),
    _text("name"),
    _text("state", null=True),
    _text("ordered_by"),
    Index("ix_places_ordered_by", "ordered_by"),
    rowid=False,
)

statuses = _table(
    "statuses",
    _text("contact", _of_contact(), key=True),
    _integer("position", key=True),
    _text("status"),
    _text("said_by", null=True),
    _text("earliest", null=True),
    _text("latest", null=True),
    _text("report", ForeignKey("reports.id", ondelete="CASCADE")),
    rowid=False,
)

# Which reports of one contact stand in copies of one text: two reports, `report` the first by id, by which rule, which
# share of the smaller text both have, and what was done to it. What they link is a family.
copies = _table(
    "copies",
    _text("report", key=True),
    _text("other", key=True),
    _text("rule"),
    Column("share", Double().with_variant(REAL, "sqlite"), nullable=False),
    _text("kind"),
    Index("ix_copies_other", "other"),
    rowid=False,
)

# What merging could not decide: a report that could be of any of several contacts.
questions = _table(
    "questions",
    _text("report", ForeignKey("reports.id", ondelete="CASCADE"), key=True),
    _text("candidate", ForeignKey("reports.id", ondelete="CASCADE"), key=True),
    rowid=False,
)

statements = _table(
    "statements",
    _text("article", _of_article(), key=True),
    _integer("position", key=True),
    _text("speaker", null=True),
    _text("speaker_key", null=True),
    _text("state", null=True),
    _text("kind"),
    _text("local_contact", null=True),
    Index("ix_statements_speaker", "speaker_key"),
    rowid=False,
)

# Which articles hold invitations, promises and answers; `told` is the day the article appeared.
commitments = _table(
    "commitments",
    _text("article", _of_article(), key=True),
    _integer("position", key=True),
    _text("kind"),
    _text("told"),
    Index("ix_commitments_told", "told"),
    rowid=False,
)

# What was seen and not admitted (reason given), and what is unsure: `contact` is set where one is concerned.
held_back = _table(
    "held_back",
    _text("article", _of_article(), key=True),
    _integer("position", key=True),
    _text("what"),
    _text("reason"),
    _integer("start", null=True),
    _integer("end", null=True),
    rowid=False,
)

doubts = _table(
    "doubts",
    _text("article", _of_article(), key=True),
    _integer("position", key=True),
    _text("says"),
    _integer("start", null=True),
    _integer("end", null=True),
    rowid=False,
)

# Inputs that gave nothing, by what they were read from, until it can be read.
failures = _table(
    "failures",
    _text("source", key=True),
    _text("reason", key=True),
    rowid=False,
)

# What people decided: rows are only ever added. `position` is the order in which they were made.
judgements = _table(
    "judgements",
    _text("id", key=True),
    _integer("position"),
    _text("kind"),
    _text("by"),
    _text("made"),
    _text("why"),
    _text("field", null=True),
    _text("value", null=True),  # the person's, as JSON
    _text("machine", null=True),  # the machine's at that time, as JSON
    _text("undoes", null=True),
    UniqueConstraint("position", name="uq_judgements_position"),
)

# The reports a judgement was made on, as they were then; `side` tells those that a merge joins or a split parts.
grounds = _table(
    "grounds",
    _text("judgement", ForeignKey("judgements.id"), key=True),
    _integer("position", key=True),
    _integer("side"),
    _text("article"),
    _text("sha256"),
    _text("local_id"),
    _text("seen"),  # spans, digests of their characters, parties, as JSON
    Index("ix_grounds_article", "article"),
    rowid=False,
)

# Which report each ground is now: worked out anew whenever the article is; without a report where none is found.
bearings = _table(
    "bearings",
    _text("judgement", ForeignKey("judgements.id"), key=True),
    _integer("position", key=True),
    _text("report", null=True),
    _text("state"),
    _text("reason", null=True),
    Index("ix_bearings_report", "report"),
    rowid=False,
)

# Who added what with which version: the ledger's own history, which no dump shows.
runs = _table(
    "runs",
    _integer("id", key=True),
    _text("version"),
    _text("started", null=True),
    _integer("added"),
    _integer("changed"),
    _integer("unchanged"),
    _integer("failed"),
)

# Who may look, judge and manage at the desk. A password is kept as its argon2id hash alone.
accounts = _table(
    "accounts",
    _text("key", key=True),  # the name without case, so that no two look alike
    _text("name"),
    _text("hash"),
    _text("role"),
    _text("created"),
    _text("disabled", null=True),  # since when
    rowid=False,
)

# Who is signed in: what their browser holds is kept as a digest alone.
sessions = _table(
    "sessions",
    _text("digest", key=True),
    _text("account", ForeignKey("accounts.key", ondelete="CASCADE")),
    _text("made"),
    _text("expires"),
    Index("ix_sessions_account", "account"),
    rowid=False,
)

# What programs show in place of a password, kept as a digest alone.
tokens = _table(
    "tokens",
    _text("digest", key=True),
    _text("account", ForeignKey("accounts.key", ondelete="CASCADE")),
    _text("label"),
    _text("made"),
    Index("ix_tokens_account", "account"),
    rowid=False,
)

# Searches that somebody saved, by a name; `owner` is an account's key, empty where nobody signs in.
searches = _table(
    "searches",
    _text("owner", key=True),
    _text("name", key=True),
    _text("address"),  # path and query of the page
    rowid=False,
)

OF_PEOPLE = ("accounts", "sessions", "tokens", "searches")
"""Tables of who works with a ledger: no part of what it holds, and never in what is shared of it."""

KEPT_BY_STORE = ("tallies",)
"""Tables that the store fills by itself from others: nobody writes to them, and no backup needs them."""
