"""Articles with what was read of them: reports, statements, earlier texts; and looking for words in them."""

from __future__ import annotations

import msgspec

from readouts.desk.api.asking import (
    ArticlesAsked,
    ReportsAsked,
    SearchAsked,
    StatementsAsked,
    VersionsAsked,
    first_day,
    last_day,
    read_place,
    write_place,
)
from readouts.desk.api.operation import Found, Nothing, Problem, Question
from readouts.errors import UsageError
from readouts.exchange import encode
from readouts.ledger import Query, Version
from readouts.ledger.hits import ArticleHit, ContactHit, StatementHit, Wanted
from readouts.ledger.listing import ArticleHead, ReportOf, StatementOf


class Articles(msgspec.Struct, frozen=True):
    """A page of articles by id."""

    articles: tuple[ArticleHead, ...]
    next: str | None


class Reports(msgspec.Struct, frozen=True):
    """A page of reports by article: the crosswalk."""

    reports: tuple[ReportOf, ...]
    next: str | None


class Statements(msgspec.Struct, frozen=True):
    """A page of statements by article."""

    statements: tuple[StatementOf, ...]
    next: str | None


class Versions(msgspec.Struct, frozen=True):
    """The texts of an article, oldest first."""

    versions: tuple[Version, ...]


class Hits(msgspec.Struct, frozen=True):
    """What holds the words, the best first: of the kind that was asked for; the other lists are empty.

    `more` tells whether another page comes, `bounded` whether only the newest articles were looked at.
    """

    articles: tuple[ArticleHit, ...]
    statements: tuple[StatementHit, ...]
    contacts: tuple[ContactHit, ...]
    more: bool
    bounded: bool


def list_articles(question: Question[ArticlesAsked, None]) -> Found:
    """One page of the articles."""
    asked = question.asked
    listed = question.ledger.listing.articles(asked.outlet, read_place(asked.after, (str,)), asked.limit)
    return Found(answer=Articles(listed.rows, write_place(listed.end)))


def show_article(question: Question[Nothing, None]) -> Found:
    """An article with its text and all that was read of it, in the exchange format."""
    reading = question.ledger.listing.article(question.path["article"])
    if reading is None:
        raise Problem(404, "no article has this id")
    return Found(answer=msgspec.Raw(encode(reading)))


def list_reports(question: Question[ReportsAsked, None]) -> Found:
    """One page of the reports, each with the contact that it is of."""
    asked = question.asked
    listed = question.ledger.listing.reports(asked.article, read_place(asked.after, (str, int)), asked.limit)
    return Found(answer=Reports(listed.rows, write_place(listed.end)))


def show_report(question: Question[Nothing, None]) -> Found:
    """One report."""
    report = question.ledger.listing.report(question.path["article"], question.path["report"])
    if report is None:
        raise Problem(404, "no article of this id has such a report")
    return Found(answer=report)


def list_statements(question: Question[StatementsAsked, None]) -> Found:
    """One page of the statements."""
    asked = question.asked
    after = read_place(asked.after, (str, int))
    listed = question.ledger.listing.statements(asked.article, asked.speaker, after, asked.limit)
    return Found(answer=Statements(listed.rows, write_place(listed.end)))


def list_versions(question: Question[VersionsAsked, None]) -> Found:
    """What changed in an article that was fetched again."""
    try:
        return Found(answer=Versions(tuple(question.ledger.versions(question.asked.article))))
    except UsageError as error:
        raise Problem(404, str(error)) from None


def search(question: Question[SearchAsked, None]) -> Found:
    """The articles, statements or contacts with all the words."""
    asked, survey = question.asked, question.ledger.survey
    since, until = first_day(asked.since), last_day(asked.until)
    wanted = Wanted(
        words=asked.q,
        since=since,
        until=until,
        outlet=asked.outlet,
        speaker=asked.speaker,
        query=Query(since=since, until=until),
    )
    if asked.kind == "articles":
        articles = survey.articles(wanted, asked.page)
        return Found(answer=Hits(articles.hits, (), (), articles.more, articles.bounded))
    if asked.kind == "statements":
        said = survey.statements(wanted, asked.page)
        return Found(answer=Hits((), said.hits, (), said.more, said.bounded))
    contacts = survey.contacts(wanted, asked.page)
    return Found(answer=Hits((), (), contacts.hits, contacts.more, contacts.bounded))
