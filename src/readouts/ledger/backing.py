"""The articles behind a contact, with what its support and its comparisons need of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.copied import by_article, stored_copies
from readouts.ledger.families import Kin
from readouts.ledger.ids import identify_report
from readouts.ledger.support import Source, Support, weigh
from readouts.model import Contact, Interval


class _Article(msgspec.Struct):
    byline: str | None = None


class _Reading(msgspec.Struct):
    article: _Article


def find_sources(connection: Connection, contact: LedgerContact) -> list[Source]:
    """Each report of a contact with the text that it stands in, by article and report."""
    columns = (
        t.reports.c.said,
        t.articles.c.text,
        t.articles.c.outlet,
        t.articles.c.reading,
        t.articles.c.published_earliest,
        t.articles.c.published_latest,
    )
    query = select(*columns).join(t.articles, t.articles.c.id == t.reports.c.article)
    found = []
    for member in contact.reports:
        place = (t.reports.c.article == member.article, t.reports.c.local_id == member.report)
        row = connection.execute(query.where(*place)).one()
        days = row.published_earliest and Interval(
            date.fromisoformat(row.published_earliest), date.fromisoformat(row.published_latest)
        )
        found.append(
            Source(
                article=member.article,
                report=member.report,
                text=row.text or "",
                outlet=row.outlet,
                byline=msgspec.json.decode(row.reading, type=_Reading).article.byline,
                published=days or None,
                said=msgspec.json.decode(row.said, type=Contact),
            )
        )
    return sorted(found, key=lambda source: (source.article, source.report))


def find_support(connection: Connection, contact: LedgerContact) -> Support:
    """How well a contact is supported."""
    sources = find_sources(connection, contact)
    return weigh(contact, sources, find_copied(connection, sources))


def find_copied(connection: Connection, sources: Iterable[Source]) -> list[Kin]:
    """The families of copies among some reports of a contact."""
    told = ((source.article, identify_report(source.article, source.report)) for source in sources)
    return stored_copies(connection, by_article(told))
