"""The rows of a ledger a page at a time, each page beginning behind the last row of the one before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

import msgspec
from sqlalchemy import Connection, literal, select, tuple_

from readouts.exchange import decode
from readouts.ledger import tables as t
from readouts.ledger.doubtful import Doubtful, DoubtKind, find_doubts
from readouts.ledger.party import name_words
from readouts.ledger.store import Store
from readouts.model import Contact, Interval, Reading, Statement

Row = TypeVar("Row")
Place = tuple[str | int, ...]
"""Where a page ended: the values of the last row by which rows are ordered."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """Some rows in their order; `end` is where they end, None where no more come."""

    rows: tuple[Row, ...]
    end: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An article without its text: what it is, when it appeared, and how many contacts it reports."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Interval | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOf:
    """What one article says of one contact, and the contact that it is of by which rule."""

    article: str
    report: str
    contact: str
    rule: str
    said: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOf:
    """What somebody says in an article, its `position` among those of the article, and the words themselves."""

    article: str
    position: int
    outlet: str | None
    published: Interval | None
    words: str | None
    said: Statement


class Listing:
    """A ledger's rows page by page; made by `Ledger.listing`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def articles(self, outlet: str | None, after: Place | None, most: int) -> Listed[ArticleHead]:
        """Articles by id, of one outlet or of all."""
        own = t.articles.c
        columns = (own.id, own.title, own.outlet, own.url, own.published_earliest, own.published_latest)
        asked = select(*columns)
        if outlet is not None:
            asked = asked.where(own.outlet == outlet)
        if after is not None:
            asked = asked.where(own.id > str(after[0]))
        with self._store.reading() as connection:
            rows = connection.execute(asked.order_by(own.id).limit(most + 1)).all()
            ids = [row.id for row in rows[:most]]
            told = connection.execute(select(t.reports.c.article).where(t.reports.c.article.in_(ids))).scalars().all()
        found = tuple(
            ArticleHead(
                id=row.id,
                title=row.title,
                outlet=row.outlet,
                url=row.url,
                published=days_of(row.published_earliest, row.published_latest),
                reports=told.count(row.id),
            )
            for row in rows[:most]
        )
        return Listed(found, (rows[most - 1].id,) if len(rows) > most else None)

    def article(self, id: str) -> Reading | None:
        """What was read of the article with this id, with its text as far as the ledger has it."""
        with self._store.reading() as connection:
            return _reading(connection, id)

    def reports(self, article: str | None, after: Place | None, most: int) -> Listed[ReportOf]:
        """Reports by article and place in it."""
        order = (t.reports.c.article, t.reports.c.position)
        asked = select(*order, t.reports.c.local_id, t.reports.c.said, t.crosswalk.c.contact, t.crosswalk.c.rule)
        asked = asked.join(t.crosswalk, t.crosswalk.c.report == t.reports.c.id)
        if article is not None:
            asked = asked.where(t.reports.c.article == article)
        if after is not None:
            asked = asked.where(tuple_(*order) > tuple_(*map(literal, after)))
        with self._store.reading() as connection:
            rows = connection.execute(asked.order_by(*order).limit(most + 1)).all()
        found = tuple(_report(row.article, row.local_id, row.contact, row.rule, row.said) for row in rows[:most])
        return Listed(found, (rows[most - 1].article, rows[most - 1].position) if len(rows) > most else None)

    def report(self, article: str, report: str) -> ReportOf | None:
        """One report."""
        asked = select(t.reports.c.said, t.crosswalk.c.contact, t.crosswalk.c.rule)
        asked = asked.join(t.crosswalk, t.crosswalk.c.report == t.reports.c.id)
        with self._store.reading() as connection:
            row = connection.execute(
                asked.where(t.reports.c.article == article, t.reports.c.local_id == report)
            ).one_or_none()
        return _report(article, report, row.contact, row.rule, row.said) if row else None

    def statements(
        self, article: str | None, speaker: str | None, after: Place | None, most: int
    ) -> Listed[StatementOf]:
        """Statements by article and place in it: of one article, of a speaker by a part of the name, or all."""
        own = t.statements.c
        order = (own.article, own.position)
        asked = select(*order)
        if article is not None:
            asked = asked.where(own.article == article)
        for word in name_words(speaker or ""):
            asked = asked.where((" " + own.speaker_key + " ").contains(f" {word} ", autoescape=True))
        if after is not None:
            asked = asked.where(tuple_(*order) > tuple_(*map(literal, after)))
        with self._store.reading() as connection:
            rows = connection.execute(asked.order_by(*order).limit(most + 1)).all()
            readings = {id: _reading(connection, id) for id in {row.article for row in rows[:most]}}
        found = tuple(_statement(reading, row.position) for row in rows[:most] if (reading := readings[row.article]))
        return Listed(found, (rows[most - 1].article, rows[most - 1].position) if len(rows) > most else None)

    def doubts(self, kind: DoubtKind | None, after: Place | None, most: int) -> Listed[Doubtful]:
        """Doubts by kind and article, behind so many."""
        start = int(after[0]) if after else 0
        with self._store.reading() as connection:
            found = tuple(islice(find_doubts(connection, kind), start, start + most + 1))
        return Listed(found[:most], (start + most,) if len(found) > most else None)


def days_of(first: str | None, last: str | None) -> Interval | None:
    """Two columns as the days between them."""
    return Interval(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def _reading(connection: Connection, id: str) -> Reading | None:
    columns = (t.articles.c.text, t.articles.c.reading)
    row = connection.execute(select(*columns).where(t.articles.c.id == id)).one_or_none()
    if row is None:
        return None
    reading = decode(row.reading.encode(), f"article {id}")
    return replace(reading, article=replace(reading.article, text=row.text or ""))


def _report(article: str, report: str, contact: str, rule: str, said: str) -> ReportOf:
    told = msgspec.json.decode(said, type=Contact)
    return ReportOf(article=article, report=report, contact=contact, rule=rule, said=told)


def _statement(reading: Reading, position: int) -> StatementOf:
    said, article = reading.statements[position], reading.article
    words = " … ".join(span.of(article.text) for span in said.content) if article.text and said.content else None
    published = article.published
    return StatementOf(
        article=article.id,
        position=position,
        outlet=article.outlet,
        published=Interval(published.earliest, published.latest) if published.earliest and published.latest else None,
        words=words,
        said=said,
    )
