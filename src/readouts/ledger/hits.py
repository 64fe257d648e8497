"""What articles, statements and contacts hold the words somebody looks for, the best first, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.find import Query, conditions
from readouts.ledger.party import name_words
from readouts.ledger.search import read_words, search_of
from readouts.ledger.why import Passage
from readouts.ledger.write import CHUNK
from readouts.model import Interval, Span, Statement

NEWEST = 5000
"""Of the articles that hold the words, so many that came last are ranked."""

PAGE = 20
_LOOKED_AT = 400
"""Articles, the best first, whose statements and contacts are looked at."""

_AT_ONCE = 50
_WINDOW = 260
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")

Kind = Literal["articles", "statements", "contacts"]
Hit = TypeVar("Hit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for: `words` all in one article, "in quotation marks" as a phrase.

    Articles and statements must have appeared between `since` and `until`, in the `outlet` and be said by the
    `speaker`, where given; contacts must meet the `query`.
    """

    words: str
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    speaker: str | None = None
    query: Query = field(default_factory=Query)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """An article with the piece of it in which most of the words stand, and how many contacts it reports."""

    article: str
    title: str | None
    outlet: str | None
    published: Interval | None
    in_title: tuple[Span, ...]
    passage: Passage | None
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementHit:
    """A statement that holds all the words itself, with its `position` among those of its article."""

    article: str
    outlet: str | None
    published: Interval | None
    position: int
    speaker: str | None
    kind: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHit:
    """A contact, and the articles with the words that report it, the best first."""

    contact: LedgerContact
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[Hit]):
    """One page of hits; `more` tells whether another comes, `bounded` whether only the newest were ranked."""

    hits: tuple[Hit, ...]
    more: bool
    bounded: bool


class _Reading(msgspec.Struct):
    statements: tuple[Statement, ...] = ()


def find_articles(connection: Connection, wanted: Wanted, page: int = 0) -> Page[ArticleHit]:
    """The articles that hold all the words; raises UsageError where there are no words."""
    phrases = read_words(wanted.words)
    ranked, bounded = _rank(connection, wanted, phrases, page * PAGE, PAGE + 1)
    reports = _report_counts(connection, ranked[:PAGE])
    hits = []
    for row in _load(connection, ranked[:PAGE]):
        hits.append(
            ArticleHit(
                article=row.id,
                title=row.title,
                outlet=row.outlet,
                published=_days(row.published_earliest, row.published_latest),
                in_title=find_words(row.title or "", phrases),
                passage=cut_passage(row.text or "", phrases),
                contacts=reports.get(row.id, 0),
            )
        )
    return Page(tuple(hits), len(ranked) > PAGE, bounded)


def find_statements(connection: Connection, wanted: Wanted, page: int = 0) -> Page[StatementHit]:
    """The statements that hold all the words, or in articles with them whose speaker is asked for."""
    phrases = read_words(wanted.words)
    ranked, bounded = _rank(connection, wanted, phrases, 0, _LOOKED_AT)
    found: list[StatementHit] = []
    for hit in _statements(connection, ranked, wanted, phrases):
        found.append(hit)
        if len(found) > (page + 1) * PAGE:
            return Page(tuple(found[page * PAGE : -1]), True, bounded)
    return Page(tuple(found[page * PAGE :]), False, bounded or len(ranked) == _LOOKED_AT)


def find_contact_hits(connection: Connection, wanted: Wanted, page: int = 0) -> Page[ContactHit]:
    """The contacts whose reports stand in articles with all the words, those first that the best of these report."""
    phrases = read_words(wanted.words)
    ranked, bounded = _rank(connection, wanted, phrases, 0, _LOOKED_AT)
    told = _reported_in(connection, ranked, wanted.query)
    ordered = sorted(told.items(), key=lambda item: (-sum(1 / (1 + place) for place, _ in item[1]), item[0]))
    some = ordered[page * PAGE : (page + 1) * PAGE]
    contacts = _contacts(connection, [contact for contact, _ in some])
    hits = tuple(ContactHit(contact=contacts[id], articles=tuple(a for _, a in sorted(places))) for id, places in some)
    return Page(hits, len(ordered) > (page + 1) * PAGE, bounded or len(ranked) == _LOOKED_AT)


def find_words(text: str, phrases: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """Where the phrases stand in a text, as it is looked through: without regard to case and accents.

    >>> find_words("The Türkiye grain deal", [("grain", "deal"), ("turkiye",)])
    (Span(start=4, end=11), Span(start=12, end=22))
    """
    return tuple(sorted({span for span, _ in _hits(text, phrases)}))


def cut_passage(text: str, phrases: Sequence[Sequence[str]]) -> Passage | None:
    """The piece of a text in which most of the phrases stand, with all that stand in it marked.

    >>> cut_passage("They spoke of grain.", [("grain",)])
    Passage(start=0, text='They spoke of grain.', marks=(Span(start=14, end=19),))
    """
    hits = sorted(_hits(text, phrases))
    if not hits:
        return None

    def worth(first: int) -> tuple[int, int]:
        start = hits[first][0].start
        return (len({number for span, number in hits[first:] if span.end <= start + _WINDOW}), -first)

    best = hits[max(range(min(len(hits), 50)), key=worth)][0].start
    start = text.rfind(" ", 0, max(best - 60, 0)) + 1 if best > 60 else 0
    end = len(text) if start + _WINDOW >= len(text) else max(text.rfind(" ", start, start + _WINDOW), start + 60)
    marks = (Span(span.start - start, span.end - start) for span, _ in hits if start <= span.start and span.end <= end)
    return Passage(start, text[start:end], tuple(sorted(set(marks))))


def _hits(text: str, phrases: Sequence[Sequence[str]]) -> Iterator[tuple[Span, int]]:
    """Each place of each phrase, with the phrase's number."""
    words = [(word, Span(*match.span())) for match in _WORD.finditer(text) for word in name_words(match.group())]
    for number, phrase in enumerate(phrases):
        for place, (word, span) in enumerate(words):
            if word == phrase[0] and tuple(w for w, _ in words[place : place + len(phrase)]) == tuple(phrase):
                yield Span(span.start, words[place + len(phrase) - 1][1].end), number


def _rank(
    connection: Connection, wanted: Wanted, phrases: Sequence[Sequence[str]], skip: int, most: int
) -> tuple[list[int], bool]:
    """The numbers of articles, the best first; and whether more hold the words than were ranked."""
    ranked = search_of(connection).ranked(connection, phrases, NEWEST)
    bounded = len(ranked) >= NEWEST
    if not _asks_of_article(wanted):
        return ranked[skip : skip + most], bounded
    found: list[int] = []
    for start in range(0, len(ranked), CHUNK):  # the best first, until there are enough
        some = ranked[start : start + CHUNK]
        asked = select(t.articles.c.number).where(t.articles.c.number.in_(some), *_of_article(wanted))
        meant = set(connection.execute(asked).scalars())
        found += [number for number in some if number in meant]
        if len(found) >= skip + most:
            break
    return found[skip : skip + most], bounded


def _asks_of_article(wanted: Wanted) -> bool:
    return bool(wanted.since or wanted.until or wanted.outlet or wanted.speaker)


def _of_article(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield t.articles.c.published_latest >= wanted.since.isoformat()
    if wanted.until:
        yield t.articles.c.published_earliest <= wanted.until.isoformat()
    if wanted.outlet:
        yield t.articles.c.outlet == wanted.outlet
    if wanted.speaker:
        own = t.statements.c.article == t.articles.c.id
        yield select(t.statements.c.article).where(own, *_said_by(wanted.speaker)).exists()


def _said_by(speaker: str) -> Iterator[ColumnElement[bool]]:
    padded = " " + t.statements.c.speaker_key + " "
    for word in name_words(speaker):
        yield padded.contains(f" {word} ", autoescape=True)


def _load(connection: Connection, numbers: Sequence[int]) -> list[_Row]:
    """The articles of these numbers, in their order."""
    columns = (
        t.articles.c.number, t.articles.c.id, t.articles.c.title, t.articles.c.outlet, t.articles.c.text,
        t.articles.c.published_earliest, t.articles.c.published_latest,
    )  # fmt: skip
    rows = connection.execute(select(*columns).where(t.articles.c.number.in_(numbers)))
    found = {row.number: _Row(*row) for row in rows}
    return [found[number] for number in numbers]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    id: str
    title: str | None
    outlet: str | None
    text: str | None
    published_earliest: str | None
    published_latest: str | None


def _report_counts(connection: Connection, numbers: Sequence[int]) -> dict[str, int]:
    query = select(t.reports.c.article).join(t.articles, t.articles.c.id == t.reports.c.article)
    counts: dict[str, int] = {}
    for article in connection.execute(query.where(t.articles.c.number.in_(numbers))).scalars():
        counts[article] = counts.get(article, 0) + 1
    return counts


def _statements(
    connection: Connection, numbers: Sequence[int], wanted: Wanted, phrases: Sequence[Sequence[str]]
) -> Iterator[StatementHit]:
    """The statements of these articles, in their order, that hold all the phrases."""
    speaker = set(name_words(wanted.speaker or ""))
    for row in _stated(connection, numbers):
        for position, one in enumerate(msgspec.json.decode(row.reading, type=_Reading).statements):
            if not one.content or not speaker <= set(name_words(one.speaker.name if one.speaker else "")):
                continue
            span = Span(one.content[0].start, one.content[-1].end)
            hits = sorted(_hits(span.of(row.text), phrases))
            if len({phrase for _, phrase in hits}) == len(phrases):
                yield StatementHit(
                    article=row.id,
                    outlet=row.outlet,
                    published=_days(row.published_earliest, row.published_latest),
                    position=position,
                    speaker=one.speaker.name if one.speaker else None,
                    kind=one.kind,
                    passage=Passage(span.start, span.of(row.text), tuple(dict.fromkeys(hit for hit, _ in hits))),
                )


@dataclass(frozen=True, slots=True)
class _Stated:
    number: int
    reading: str
    id: str
    text: str
    outlet: str | None
    published_earliest: str | None
    published_latest: str | None


def _stated(connection: Connection, numbers: Sequence[int]) -> Iterator[_Stated]:
    """The articles of these numbers that have a text and statements, in their order, some at a time."""
    own = t.articles.c
    columns = (own.number, own.reading, own.id, own.text, own.outlet, own.published_earliest, own.published_latest)
    states = select(t.statements.c.article).where(t.statements.c.article == own.id).exists()
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        query = select(*columns).where(own.number.in_(some), own.text.is_not(None), states)
        rows = {row.number: _Stated(*row) for row in connection.execute(query)}
        yield from (rows[number] for number in some if number in rows)


def _reported_in(connection: Connection, numbers: Sequence[int], query: Query) -> dict[str, list[tuple[int, str]]]:
    """The contacts that the articles report and that meet the query, each with the places of the articles."""
    place = {number: position for position, number in enumerate(numbers)}
    found: dict[str, list[tuple[int, str]]] = {}
    asked = conditions(query, search_of(connection))
    statement = (
        select(t.articles.c.number, t.articles.c.id, t.contacts.c.id.label("contact"))
        .join(t.reports, t.reports.c.article == t.articles.c.id)
        .join(t.crosswalk, t.crosswalk.c.report == t.reports.c.id)
        .join(t.contacts, t.contacts.c.id == t.crosswalk.c.contact)
        .where(t.articles.c.number.in_(numbers), *asked)
    )
    for row in connection.execute(statement):
        found.setdefault(row.contact, []).append((place[row.number], row.id))
    return found


def _contacts(connection: Connection, ids: Sequence[str]) -> dict[str, LedgerContact]:
    query = select(t.contacts.c.id, t.contacts.c.merged).where(t.contacts.c.id.in_(ids))
    return {row.id: msgspec.json.decode(row.merged, type=LedgerContact) for row in connection.execute(query)}


def _days(first: str | None, last: str | None) -> Interval | None:
    return Interval(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
