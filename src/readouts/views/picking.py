"""Of what was read, the statements somebody asks for: by speaker, contact, topic, period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from readouts.ledger import Ledger
from readouts.ledger.party import name_words
from readouts.model import Reading, Statement

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is asked of a statement; an empty part asks nothing.

    `speakers` are names or parts of them, one of which must fit; `contacts` ids, `topics` labels likewise.  The day a
    statement was made, or else the days its article may have appeared on, must lie between `since` and `until`.
    """

    speakers: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def fits(self, reading: Reading, statement: Statement) -> bool:
        """Whether a statement of a reading is one of those asked for."""
        labels = {topic.label for topic in statement.topics}
        return (
            self._spoken(statement)
            and (not self.contacts or any(str(statement.contact or "").startswith(one) for one in self.contacts))
            and (not self.topics or not labels.isdisjoint(self.topics))
            and self._in_time(reading, statement)
        )

    def _spoken(self, statement: Statement) -> bool:
        if not self.speakers:
            return True
        words = set(name_words(statement.speaker.name)) if statement.speaker else set()
        return any(words.issuperset(name_words(name)) for name in self.speakers)

    def _in_time(self, reading: Reading, statement: Statement) -> bool:
        if self.since is None and self.until is None:
            return True
        days = statement.said_on or reading.article.published
        if days.earliest is None or days.latest is None:
            return False
        return (self.since is None or days.latest >= self.since) and (self.until is None or days.earliest <= self.until)


def pick(readings: Iterable[Reading], said: Said) -> Iterator[Reading]:
    """The readings, each with those of its statements that are asked for; articles without any are left out."""
    for reading in readings:
        kept = tuple(one for one in reading.statements if said.fits(reading, one))
        if kept:
            yield replace(reading, statements=kept)


def kept_readings(ledger: Ledger, said: Said) -> Iterator[Reading]:
    """The readings of a ledger that may hold what is asked for, by article; statements name the ledger's contacts."""
    listing = ledger.listing
    for article in _articles(ledger, said):
        reading = listing.article(article)
        if reading is None or not reading.statements:
            continue
        ids = {one.report: one.contact for one in listing.reports(article, None, _AT_ONCE).rows}
        named = (replace(one, contact=ids.get(one.contact or "")) for one in reading.statements)
        yield replace(reading, statements=tuple(named))


def _articles(ledger: Ledger, said: Said) -> Iterator[str]:
    """The articles to look at: those of the contacts asked for, else all, by id."""
    if said.contacts:
        members = {member.article for prefix in said.contacts for member in ledger.contact(prefix).reports}
        yield from sorted(members)
        return
    page = ledger.listing.articles(None, None, _AT_ONCE)
    yield from (head.id for head in page.rows)
    while page.end is not None:
        page = ledger.listing.articles(None, page.end, _AT_ONCE)
        yield from (head.id for head in page.rows)
