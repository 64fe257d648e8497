"""Full-text search behind one small door, with a body for files (FTS5) and one for servers (tsvector).

Both take words as runs of letters and digits, without case and accents; words in quotation marks must stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Function,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError

from readouts.errors import UsageError
from readouts.ledger import tables as t
from readouts.ledger.party import name_words

_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_LAST_PLACE = 16383  # the last that a tsvector can tell: words behind it are found, but in no phrase


class Search(Protocol):
    """What a store must be able to do with the words of its articles."""

    def fill(self, connection: Connection, article: str, title: str | None, body: str | None) -> None:
        """Makes an article's words findable; called whenever they are written."""

    def refill(self, connection: Connection) -> None:
        """Makes the words of all articles findable anew."""

    def matching(self, phrases: Sequence[Sequence[str]]) -> Select[tuple[str]]:
        """The ids of the articles in which all phrases stand, each a row of words."""

    def ranked(self, connection: Connection, phrases: Sequence[Sequence[str]], newest: int) -> list[int]:
        """Of the `newest` articles that hold all phrases the numbers, that first which fits best."""

    def newest(self, phrases: Sequence[Sequence[str]], most: int) -> Select[tuple[int]]:
        """The `number` of the articles with all phrases that came last."""

    def faults(self, connection: Connection) -> Iterator[str]:
        """What is not in step with the articles."""


def search_of(connection: Connection) -> Search:
    """The body that belongs to a connection."""
    return ServerSearch() if connection.dialect.name == "postgresql" else FileSearch()


def read_words(words: str) -> list[tuple[str, ...]]:
    """What a person types as phrases; raises UsageError where there is nothing to look for.

    >>> read_words('"Grain deal" Türkiye')
    [('grain', 'deal'), ('turkiye',)]
    """
    phrases = [name_words(phrase or word) for phrase, word in _PHRASE.findall(words)]
    found = [phrase for phrase in phrases if phrase]
    if not found:
        raise UsageError(f"nothing to look for in {words!r}")
    return found


def holds(connection: Connection, words: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Whether a column holds some characters as they are, which is told faster than by a pattern."""
    find = func.strpos if connection.dialect.name == "postgresql" else func.instr
    return find(words, part) > 0


_FTS = table("articles_fts", column("rowid", t.articles.c.number.type))


def _holding(phrases: Sequence[Sequence[str]]) -> Select[tuple[int]]:
    """The rows of an SQLite ledger's words that hold all phrases."""
    return select(_FTS.c.rowid).where(text("articles_fts MATCH :wanted").bindparams(wanted=_wanted(phrases)))


def _wanted(phrases: Sequence[Sequence[str]]) -> str:
    return " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)


class FileSearch:
    """SQLite's FTS5, kept in step by triggers."""

    def fill(self, connection: Connection, article: str, title: str | None, body: str | None) -> None:
        """Nothing is to be done."""

    def refill(self, connection: Connection) -> None:
        """SQLite reads the articles itself."""
        connection.exec_driver_sql("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")

    def matching(self, phrases: Sequence[Sequence[str]]) -> Select[tuple[str]]:
        """The ids of the articles that hold all phrases."""
        return select(t.articles.c.id).where(t.articles.c.number.in_(_holding(phrases)))

    def ranked(self, connection: Connection, phrases: Sequence[Sequence[str]], newest: int) -> list[int]:
        """By bm25, a word of the title counting as four of the text.

        Where more hold the phrases, these tell little apart, and bm25 would go through all that ever held one: those
        with all of them in the title come first, of each kind the newest.
        """
        row = _FTS.c.rowid
        last = list(connection.execute(self.newest(phrases, newest)).scalars())
        if len(last) < newest:
            score = literal_column("bm25(articles_fts, 4.0, 1.0)", Float)
            return [*connection.execute(_holding(phrases).order_by(score, row.desc())).scalars()]
        titled = text("articles_fts MATCH :titled").bindparams(titled=f"{{title}} : ({_wanted(phrases)})")
        first = dict.fromkeys(
            connection.execute(select(row).where(titled, row >= last[-1]).order_by(row.desc())).scalars()
        )
        return [*first, *(number for number in last if number not in first)]

    def newest(self, phrases: Sequence[Sequence[str]], most: int) -> Select[tuple[int]]:
        """Read from the end of the index."""
        row = _FTS.c.rowid
        return _holding(phrases).with_only_columns(row.label("number")).order_by(row.desc()).limit(most)

    def faults(self, connection: Connection) -> Iterator[str]:
        """SQLite compares the words with the articles itself; where nothing may be written, only which there are."""
        query = (
            "SELECT id FROM articles WHERE number NOT IN (SELECT id FROM articles_fts_docsize) UNION ALL "
            "SELECT 'row ' || id FROM articles_fts_docsize WHERE id NOT IN (SELECT number FROM articles)"
        )
        for article in connection.exec_driver_sql(query).scalars():
            yield f"full-text search is not in step with article {article}"
        try:
            connection.exec_driver_sql("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        except DBAPIError as error:
            if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_READONLY":
                yield f"full-text search is not in step with the articles: {error.orig}"


_WORDS = table("articles_search", column("article", t.articles.c.id.type), column("words"))


def _asked(phrases: Sequence[Sequence[str]]) -> Function[str]:
    """What a server is asked for where all phrases must stand."""
    wanted = " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in phrases)
    return func.to_tsquery(literal_column("'simple'::regconfig"), bindparam("wanted", wanted))


class ServerSearch:
    """PostgreSQL's tsvector, one row an article."""

    def fill(self, connection: Connection, article: str, title: str | None, body: str | None) -> None:
        """Writes the words of an article, in place of those that were there."""
        statement = text(
            "INSERT INTO articles_search (article, words) VALUES (:article, CAST(:words AS tsvector)) "
            "ON CONFLICT (article) DO UPDATE SET words = EXCLUDED.words"
        )
        connection.execute(statement, {"article": article, "words": _vector(title, body)})

    def refill(self, connection: Connection) -> None:
        """Row by row."""
        connection.exec_driver_sql("DELETE FROM articles_search")
        columns = (t.articles.c.id, t.articles.c.title, t.articles.c.text)
        for row in connection.execute(select(*columns), execution_options={"yield_per": 500}):
            self.fill(connection, row.id, row.title, row.text)

    def matching(self, phrases: Sequence[Sequence[str]]) -> Select[tuple[str]]:
        """The ids of the articles that hold all phrases."""
        return select(_WORDS.c.article).where(_WORDS.c.words.op("@@")(_asked(phrases)))

    def ranked(self, connection: Connection, phrases: Sequence[Sequence[str]], newest: int) -> list[int]:
        """By ts_rank, longer texts counting less."""
        number = t.articles.c.number
        score = func.ts_rank(_WORDS.c.words, _asked(phrases), 1, type_=Float).label("score")
        found = select(number, score).join(_WORDS, _WORDS.c.article == t.articles.c.id)
        last = found.where(_WORDS.c.words.op("@@")(_asked(phrases))).order_by(number.desc()).limit(newest).subquery()
        return [
            *connection.execute(select(last.c.number).order_by(last.c.score.desc(), last.c.number.desc())).scalars()
        ]

    def newest(self, phrases: Sequence[Sequence[str]], most: int) -> Select[tuple[int]]:
        """By the number of the article."""
        number = t.articles.c.number
        found = select(number).join(_WORDS, _WORDS.c.article == t.articles.c.id)
        return found.where(_WORDS.c.words.op("@@")(_asked(phrases))).order_by(number.desc()).limit(most)

    def faults(self, connection: Connection) -> Iterator[str]:
        """The words are made anew from each article and compared."""
        statement = text(
            "SELECT articles.id, title, text, words::text AS words FROM articles "
            "LEFT JOIN articles_search ON articles_search.article = articles.id ORDER BY articles.id"
        )
        again = text("SELECT CAST(CAST(:words AS tsvector) AS text)")
        for row in connection.execute(statement, execution_options={"yield_per": 500}):
            made = connection.execute(again, {"words": _vector(row.title, row.text)}).scalar_one()
            if row.words != made:
                yield f"full-text search is not in step with article {row.id}"


def _vector(title: str | None, body: str | None) -> str:
    """Words with their places; the title's come first, and no phrase reaches from it into the text."""
    heads, words = name_words.__wrapped__(title or ""), name_words.__wrapped__(body or "")
    placed = [*enumerate(heads, 1), *enumerate(words, len(heads) + 2)]
    return " ".join(f"'{word}':{min(place, _LAST_PLACE)}" for place, word in placed)
