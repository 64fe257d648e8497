"""All that is worked out from articles and judgements, worked out anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from readouts.exchange import decode
from readouts.ledger import tables as t
from readouts.ledger.copied import find_untold
from readouts.ledger.dump import dump_tables
from readouts.ledger.rulings import bear_on
from readouts.ledger.search import search_of
from readouts.ledger.settle import settle
from readouts.ledger.write import article_rows, chunks

BATCH = 200
_WORKED_OUT = (
    t.questions, t.copies, t.statuses, t.participants, t.entries, t.places, t.crosswalk, t.contacts, t.filings, t.parts,
    t.reports, t.statements, t.held_back, t.commitments, t.doubts, t.bearings,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many articles and judgements there were, and how many lines of the dump are gone or new since."""

    articles: int
    judgements: int
    gone: int
    new: int

    @property
    def same(self) -> bool:
        """Whether the ledger is what it was, byte for byte."""
        return not self.gone and not self.new


def rebuild(connection: Connection) -> Rebuilt:
    """Empties all that is worked out and works it out again from the stored articles and judgements.

    With the rules and the knowledge by which the ledger was made, nothing changes; newer ones group anew.
    """
    before = _digests(connection)
    copies = find_untold(connection)  # found while the texts were there, they cannot be found again
    for table in _WORKED_OUT:
        connection.execute(delete(table))
    ids = list(connection.execute(select(t.articles.c.id).order_by(t.articles.c.id)).scalars())
    grounds = list(connection.execute(select(t.grounds.c.article).distinct()).scalars())
    search_of(connection).refill(connection)
    bear_on(connection, grounds)  # none of them is a report yet
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        settle(connection, _work_out(connection, some) | bear_on(connection, some), copies)
    after = _digests(connection)
    judgements = len(connection.execute(select(t.judgements.c.id)).all())
    return Rebuilt(len(ids), judgements, len(before - after), len(after - before))


def _work_out(connection: Connection, ids: list[str]) -> set[str]:
    """Writes the rows of articles' readings; returns their reports."""
    columns = (t.articles.c.id, t.articles.c.text, t.articles.c.reading)
    reports: set[str] = set()
    for some in chunks(ids):
        for row in connection.execute(select(*columns).where(t.articles.c.id.in_(some)).order_by(columns[0])).all():
            reading = decode(row.reading.encode(), f"article {row.id}")
            whole = replace(reading, article=replace(reading.article, text=row.text or ""))
            for table, rows in article_rows(whole):
                if rows and table is not t.articles:
                    connection.execute(insert(table), rows)
                if table is t.reports:
                    reports |= {str(one["id"]) for one in rows}
    return reports


def _digests(connection: Connection) -> set[bytes]:
    """The lines of the dump, each by its digest; no two are alike."""
    return {sha256(line.encode("utf-8", "surrogatepass")).digest() for line in dump_tables(connection)}
