"""Whether each article's text has its digest, its spans lie in the text, and its rows say what its reading says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, Row, Table, select

from readouts.exchange import decode
from readouts.invariants import check_spans
from readouts.ledger import tables as t
from readouts.ledger.parts import STATED
from readouts.ledger.portions import named, read_beside, read_portions
from readouts.ledger.sound import read_sound
from readouts.ledger.write import article_row, said_rows, told_rows
from readouts.model import Reading

Complaint = tuple[str, str, str]
"""The table, the key of the row, and what does not hold."""
_OWN = tuple(column.name for column in named("articles"))
_TOLD: dict[Table, tuple[str, ...]] = {
    # What merging reads of a report is of the Readouts that added it, and so is what finds its neighbours.
    t.reports: ("id", "article", "position", "local_id", "channel", "status", "main", "said"),
    **{
        table: tuple(column.name for column in named(table.name))
        for table in (t.parts, t.statements, t.commitments, t.held_back, t.doubts)
    },
}
_RULE = _TOLD[t.parts].index("rule")


def find_article_complaints(connection: Connection, note: Callable[[int], None]) -> Iterator[Complaint]:
    """What does not hold of any article; `note` is told how many were looked at after each portion."""
    seen = 0
    for rows in read_portions(connection, select(*named("articles")), t.articles.c.id):
        ids = [row.id for row in rows]
        beside = {
            table: read_beside(connection, named(table.name, *names), table.c.article, ids)
            for table, names in _TOLD.items()
        }
        for row in rows:
            yield from _article(row, {table: held.get(row.id, []) for table, held in beside.items()})
        seen += len(rows)
        note(seen)


def _article(row: Row[tuple[object, ...]], stored: Mapping[Table, list[tuple[object, ...]]]) -> Iterator[Complaint]:
    reading = read_sound(row.reading, row.text or "")
    if reading is None:
        try:
            bare = decode(row.reading.encode(), f"article {row.id}")
        except Exception as error:
            yield "articles", row.id, f"its reading cannot be read: {error}"
            return
        reading = replace(bare, article=replace(bare.article, text=row.text or ""))
        for says in check_spans(reading):
            yield "articles", row.id, says
    wanted = article_row(reading)
    if tuple(row) != tuple(wanted[name] for name in _OWN):
        yield "articles", reading.article.id, "does not say what the article's reading says"
    for table, expected in _expected(reading):
        found = stored[table]
        if table is t.parts:  # those that only the rules of another Readouts tell may be others
            found, expected = ([one for one in some if one[_RULE] == STATED] for some in (found, expected))
        if sorted(found, key=repr) != sorted(expected, key=repr):
            yield table.name, reading.article.id, "does not say what the article's reading says"


def _expected(reading: Reading) -> Iterator[tuple[Table, list[tuple[object, ...]]]]:
    for table, rows in [(t.reports, said_rows(reading)), *told_rows(reading)]:
        yield table, [tuple(row[name] for name in _TOLD[table]) for row in rows]
