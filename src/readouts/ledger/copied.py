"""Which reports of a contact stand in copies of one text: kept with the contact, so that the texts may go.

The links are found among the texts of a contact's reports, and found anew whenever the contact is. One that was found
while a text was there is kept when the text is gone (forgotten, or left out of what was shared): its origin is no more
independent for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, RowMapping, delete, insert, or_, select

from readouts.ledger import tables as t
from readouts.ledger.families import Kin, Known, Link, find_kin, group_links
from readouts.ledger.likeness import KINDS, Likeness
from readouts.ledger.trace import Trace, trace
from readouts.ledger.write import Row, chunks
from readouts.model import Interval

Reports = Mapping[str, str]
"""The reports of one contact by their article, each article once: of several the first by id."""

_trace = lru_cache(maxsize=1024)(trace)  # a story's articles come together, and each of them is looked at again


def by_article(reports: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The reports of a contact, given as article and id, by their article."""
    found: dict[str, str] = {}
    for article, report in sorted(reports):
        found.setdefault(article, report)
    return found


def write_copies(
    connection: Connection, contacts: Sequence[Reports], gone: Iterable[str], told: Sequence[Row] | None
) -> None:
    """Writes the links of contacts that were made anew, in place of those of their reports and of what is `gone`.

    `told` are links found earlier that may be kept, where they are not in the ledger.
    """
    ids = sorted({report for reports in contacts for report in reports.values()}.union(gone))
    several = [reports for reports in contacts if len(reports) > 1]
    kept = find_untold(connection, ids) if told is None else told
    for some in chunks(ids):
        connection.execute(delete(t.copies).where(or_(t.copies.c.report.in_(some), t.copies.c.other.in_(some))))
    rows = find_copies_among(connection, several, kept)
    if rows:
        connection.execute(insert(t.copies), rows)


def find_untold(connection: Connection, reports: Sequence[str] | None = None) -> list[Row]:
    """The links of which a text is not there any more: of some reports, or all."""
    own, other = t.reports.alias(), t.reports.alias()
    first, second = t.articles.alias(), t.articles.alias()
    query = (
        select(t.copies)
        .join(own, own.c.id == t.copies.c.report)
        .join(other, other.c.id == t.copies.c.other)
        .join(first, first.c.id == own.c.article)
        .join(second, second.c.id == other.c.article)
        .where(or_(first.c.text.is_(None), second.c.text.is_(None)))
        .order_by(t.copies.c.report, t.copies.c.other)
    )
    portions = [query] if reports is None else [query.where(t.copies.c.report.in_(some)) for some in chunks(reports)]
    return [dict(row) for portion in portions for row in connection.execute(portion).mappings()]


def find_copies_among(connection: Connection, contacts: Sequence[Reports], told: Sequence[Row]) -> list[Row]:
    """The links among the reports of each contact: by the texts that are there, and those `told` where one is not."""
    texts: dict[str, tuple[Trace, Known]] = {}
    columns = (t.articles.c.id, t.articles.c.text, t.articles.c.outlet)
    query = select(*columns, t.articles.c.published_earliest, t.articles.c.published_latest)
    rows: list[Row] = []
    for some in chunks(sorted({article for reports in contacts for article in reports})):
        for row in connection.execute(query.where(t.articles.c.id.in_(some), t.articles.c.text.is_not(None))):
            days = row.published_earliest and Interval(
                date.fromisoformat(row.published_earliest), date.fromisoformat(row.published_latest)
            )
            texts[row.id] = (_trace(row.text), Known(row.outlet, days or None))
    for reports in contacts:
        there = {article: texts[article] for article in reports if article in texts}
        rows += link_reports(reports, there)
        if len(there) < len(reports):
            rows += _kept(reports, there, told)
    return rows


def link_reports(reports: Reports, texts: Mapping[str, tuple[Trace, Known]]) -> list[Row]:
    """The links among the reports of one contact by what is known of their articles' texts."""
    kin = find_kin({one: it[0] for one, it in texts.items()}, {one: it[1] for one, it in texts.items()})
    return [_row(reports, link) for family in kin for link in family.links]


def _row(reports: Reports, link: Link) -> Row:
    first, second = sorted((reports[link.a], reports[link.b]))
    how = link.likeness
    return {"report": first, "other": second, "rule": how.rule, "share": how.share, "kind": how.kind}


def _kept(reports: Reports, there: Iterable[str], told: Sequence[Row]) -> list[Row]:
    """The links between reports of one contact of which a text is not there."""
    held = {reports[article] for article in there}
    own = set(reports.values())
    return [row for row in told if own.issuperset(ends := {row["report"], row["other"]}) and not held.issuperset(ends)]


def stored_copies(connection: Connection, reports: Reports) -> list[Kin]:
    """The families of copies among the reports of a contact, as the ledger keeps them."""
    articles = {report: article for article, report in reports.items()}
    links = [
        _link(articles, row)
        for some in chunks(sorted(articles))
        for row in connection.execute(select(t.copies).where(t.copies.c.report.in_(some))).mappings()
        if row["other"] in articles
    ]
    return group_links(links)


def _link(articles: Mapping[str, str], row: RowMapping) -> Link:
    a, b = sorted((articles[row["report"]], articles[row["other"]]))
    kind = next(kind for kind in KINDS if kind == row["kind"])
    return Link(a, b, Likeness(row["rule"], row["share"], kind))
