"""Who reports whom: whose word the reports of an outlet are, and which outlets pass its own word on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, func, select

from readouts.knowledge import load
from readouts.ledger import tables as t
from readouts.ledger.credits import find_credits
from readouts.ledger.search import holds
from readouts.model import Interval, Reporter

NEWEST = 2000
"""So many articles, those that came last, are looked at for chains of reporting."""

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Chain:
    """An outlet that reports by the word of somebody, nearest first; with how many reports do, and one article."""

    outlet: str
    links: tuple[Reporter, ...]
    reports: int
    article: str


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of an outlet, with how many contacts it reports and the agencies that its text credits."""

    article: str
    title: str | None
    published: Interval | None
    contacts: int
    credits: tuple[str, ...]


class _Said(msgspec.Struct):
    reported_by: tuple[Reporter, ...] = ()


def find_chains(connection: Connection, outlet: str | None = None) -> list[Chain]:
    """The chains in the newest articles, those of most reports first; of one outlet those that it is any link of."""
    newest = select(t.articles.c.number).order_by(t.articles.c.number.desc()).limit(NEWEST).subquery()
    first = select(func.min(newest.c.number)).scalar_subquery()
    query = (
        select(t.articles.c.id, t.articles.c.outlet, t.reports.c.said)
        .join(t.reports, t.reports.c.article == t.articles.c.id)
        .where(t.articles.c.number >= first, holds(connection, t.reports.c.said, '"reported_by":[{'))
        .order_by(t.articles.c.id, t.reports.c.position)
    )
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Chain] = {}
    for row in connection.execute(query):
        links = msgspec.json.decode(row.said, type=_Said).reported_by
        names = tuple((name_outlet(link.name), link.kind) for link in links)
        own = name_outlet(row.outlet or "")
        if outlet is None or outlet == own or outlet in [name for name, _ in names]:
            key = (own, names)
            before = found.get(key, Chain(own, links, 0, row.id))
            found[key] = Chain(before.outlet, before.links, before.reports + 1, before.article)
    return sorted(found.values(), key=lambda one: (-one.reports, one.outlet, [link.name for link in one.links]))


def find_pieces(connection: Connection, outlet: str) -> list[Piece]:
    """The latest articles of an outlet."""
    own = t.articles.c
    columns = (own.id, own.title, own.published_earliest, own.published_latest, own.text)
    latest = select(*columns).where(own.outlet == outlet).order_by(own.published_earliest.desc().nulls_last(), own.id)
    pieces = []
    for row in connection.execute(latest.limit(_SHOWN)).all():
        number = select(func.count()).select_from(t.reports).where(t.reports.c.article == row.id)
        days = row.published_earliest and Interval(
            date.fromisoformat(row.published_earliest), date.fromisoformat(row.published_latest)
        )
        credits = tuple(credit.outlet for credit in find_credits(row.text or ""))
        pieces.append(Piece(row.id, row.title, days or None, connection.execute(number).scalar_one(), credits))
    return pieces


def name_outlet(name: str) -> str:
    """The name by which the knowledge has an outlet, else the name as it is.

    >>> name_outlet("Xinhua News Agency"), name_outlet("Nobody's Gazette")
    ('Xinhua', "Nobody's Gazette")
    """
    known = load().outlet(name) if name else None
    return known.name if known else name
