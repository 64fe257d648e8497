"""Takes an article's text out of the ledger for good; labels and offsets stay."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from readouts.exchange import decode, encode
from readouts.ledger import tables as t
from readouts.ledger.reach import reach
from readouts.ledger.rulings import bear_on
from readouts.ledger.settle import settle
from readouts.ledger.undressing import undress
from readouts.ledger.versions import earlier, find_article, keep_versions
from readouts.ledger.write import Row, chunks, remove_article, write_reading


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An article whose text was taken out, and how many texts of it there were."""

    article: str
    texts: int


def forget(connection: Connection, prefix: str, *, by: str, made: str, why: str) -> Forgotten:
    """Takes out an article's texts, earlier ones too, its pages and titles, and notes who wanted it, when and why.

    What is added later with one of these texts is kept without it. Raises UsageError for an unknown article.
    """
    article = find_article(connection, prefix)
    row = connection.execute(select(t.articles.c.sha256, t.articles.c.reading).where(t.articles.c.id == article)).one()
    versions = earlier(connection, article)
    digests = [row.sha256, *(str(version["sha256"]) for version in versions)]
    gone = forgotten_among(connection, digests)
    notes = [{"article": article, "by": by, "made": made, "why": why, "sha256": one} for one in digests]
    fresh = [note for note in notes if note["sha256"] not in gone]
    if fresh:
        connection.execute(insert(t.forgotten), fresh)
    own = set(connection.execute(select(t.reports.c.id).where(t.reports.c.article == article)).scalars())
    touched = {report.id for part in reach(connection, own) for report in part}
    remove_article(connection, article)
    touched.update(write_reading(connection, undress(decode(row.reading.encode(), article)), None))
    keep_versions(connection, article, map(_bare, versions))
    settle(connection, touched | bear_on(connection, [article]))
    return Forgotten(article, len(fresh))


def forgotten_among(connection: Connection, digests: list[str]) -> set[str]:
    """Those of the digests whose texts were taken out."""
    found: set[str] = set()
    for some in chunks(digests):
        found |= set(connection.execute(select(t.forgotten.c.sha256).where(t.forgotten.c.sha256.in_(some))).scalars())
    return found


def _bare(version: Row) -> Row:
    reading = undress(decode(str(version["reading"]).encode(), str(version["id"])))
    return {**version, "text": None, "packed": None, "reading": encode(reading, text=False).decode()}
