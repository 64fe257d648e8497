"""Whether a ledger is sound: what must hold between its rows, whatever was added and however it was stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection, select

from readouts.exchange import decode
from readouts.invariants import check_spans
from readouts.ledger import tables as t
from readouts.ledger.accounts import find_account_faults
from readouts.ledger.bearing import find_bearing
from readouts.ledger.check_articles import find_article_complaints
from readouts.ledger.check_contacts import find_contact_complaints
from readouts.ledger.ids import identify_report
from readouts.ledger.placing import find_wholes
from readouts.ledger.portions import PORTION, read_portions
from readouts.ledger.rulings import Ruling, load_current, load_rulings, standing
from readouts.ledger.search import search_of
from readouts.ledger.tallies import find_wrong_tallies
from readouts.ledger.upholding import contacts_of
from readouts.ledger.write import chunks

_STREAMED = {"yield_per": PORTION}
Note = Callable[[str, int], None]
"""What is told how far a look through a ledger is: which rows, and how many of them were looked at."""
_COPY = t.copies.c


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: in which table, of which row, and what."""

    table: str
    key: str
    says: str


def find_faults(connection: Connection, note: Note | None = None) -> Iterator[Fault]:
    """All that does not hold, table by table; nothing where the ledger is sound.

    `note` is told what is looked at and how many of it were, portion by portion.
    """
    tell = note or _say_nothing
    tell("file", 0)
    yield from _database(connection)
    for one in find_article_complaints(connection, partial(tell, "articles")):
        yield Fault(*one)
    yield from _versions(connection)
    yield from _reports(connection)
    for one in find_contact_complaints(connection, partial(tell, "contacts")):
        yield Fault(*one)
    tell("tallies", 0)
    yield from _strays(connection)
    yield from _tallies(connection)
    yield from _parts(connection)
    yield from _questions(connection)
    yield from _judgements(connection)
    for key, says in find_account_faults(connection):
        yield Fault("accounts", key, says)


def _say_nothing(_what: str, _seen: int) -> None:
    pass


def find_search_faults(connection: Connection) -> Iterator[Fault]:
    """What full-text search has that the articles have not, or lacks; in a file it looks closer if it may write."""
    for says in search_of(connection).faults(connection):
        yield Fault("articles", "full text", says)


def _database(connection: Connection) -> Iterator[Fault]:
    """What the database itself checks; a server does so at every write."""
    if connection.dialect.name != "sqlite":
        return
    for says in connection.exec_driver_sql("PRAGMA integrity_check").scalars().all():
        if says != "ok":
            yield Fault("file", "", says)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield Fault(str(row[0]), str(row[1]), f"leads to a row of {row[2]} that is not there")


def _versions(connection: Connection) -> Iterator[Fault]:
    """Each earlier text has its digest and its spans lie in it; none is the article's newest."""
    query = select(t.versions, t.articles.c.sha256.label("newest")).join(t.articles)
    ordered = query.order_by(t.versions.c.article, t.versions.c.came)
    for row in connection.execute(ordered, execution_options=_STREAMED):
        reading = decode(row.reading.encode(), f"article {row.id}")
        whole = replace(reading, article=replace(reading.article, text=row.text or ""))
        for says in check_spans(whole):
            yield Fault("versions", row.id, says)
        if row.newest == row.sha256 or reading.article.sha256 != row.sha256:
            yield Fault("versions", row.id, "is not an earlier text of the article")
    query = select(t.articles.c.id).join(t.forgotten, t.forgotten.c.sha256 == t.articles.c.sha256)
    for id in connection.execute(query.where(t.articles.c.text.is_not(None))).scalars():
        yield Fault("articles", id, "has a text that was taken out")


def _reports(connection: Connection) -> Iterator[Fault]:
    """Each report has its id, and is of one contact."""
    columns = (t.reports.c.id, t.reports.c.article, t.reports.c.local_id, t.crosswalk.c.contact)
    query = select(*columns).outerjoin(t.crosswalk, t.crosswalk.c.report == t.reports.c.id)
    for rows in read_portions(connection, query, t.reports.c.id):
        for row in rows:
            if row.id != identify_report(row.article, row.local_id):
                yield Fault("reports", row.id, f"is not the id of report {row.local_id} of article {row.article}")
            if row.contact is None:
                yield Fault("crosswalk", row.id, "the report is of no contact")


def _strays(connection: Connection) -> Iterator[Fault]:
    """Copies are of reports that there are."""
    for end in (_COPY.report, _COPY.other):
        query = select(end).outerjoin(t.reports, t.reports.c.id == end).where(t.reports.c.id.is_(None))
        for report in sorted(set(connection.execute(query).scalars())):
            yield Fault("copies", report, "is no report")


def _tallies(connection: Connection) -> Iterator[Fault]:
    """What was counted beforehand is what counting gives."""
    for key in find_wrong_tallies(connection):
        yield Fault("tallies", key, "are not as many as are listed")


def _parts(connection: Connection) -> Iterator[Fault]:
    """Each contact is part of what its reports place it in, and nothing is part of itself through others."""
    columns = (t.contacts.c.id, t.contacts.c.part_of)
    stored = dict.fromkeys(connection.execute(select(t.crosswalk.c.contact).join(
        t.parts, t.parts.c.report == t.crosswalk.c.report)).scalars())  # fmt: skip
    told: dict[str, str | None] = dict(stored)
    rows = connection.execute(select(*columns).where(t.contacts.c.part_of.is_not(None))).all()
    told |= {row.id: row.part_of for row in rows}
    wholes = find_wholes(connection, told)
    for contact in sorted(told):
        if told[contact] != wholes[contact]:
            yield Fault("contacts", contact, "is not part of what its reports place it in")
        seen, place = {contact}, told[contact]
        while place is not None and place not in seen:
            seen.add(place)
            place = told.get(place)
        if place is not None:
            yield Fault("contacts", contact, "is part of itself")


def _questions(connection: Connection) -> Iterator[Fault]:
    """A question is between two contacts."""
    own, other = t.crosswalk.alias(), t.crosswalk.alias()
    query = select(t.questions.c.report, t.questions.c.candidate).join(own, own.c.report == t.questions.c.report)
    query = query.join(other, other.c.report == t.questions.c.candidate).where(own.c.contact == other.c.contact)
    for row in connection.execute(query):
        yield Fault("questions", row.report, f"is of one contact with {row.candidate} already")


def _judgements(connection: Connection) -> Iterator[Fault]:
    """No judgement was changed or lost, each bears on what its rules say, and stands on the contacts it is of."""
    rulings = load_rulings(connection)
    stored = connection.execute(select(t.judgements.c.id).order_by(t.judgements.c.position)).scalars().all()
    for place, (ruling, id) in enumerate(zip(rulings, stored, strict=True)):
        if ruling.position != place or ruling.id != id:
            yield Fault("judgements", id, "is not what was judged: its row was changed, or one before it is gone")
        if ruling.judgement.undoes and ruling.judgement.undoes not in stored[:place]:
            yield Fault("judgements", id, f"undoes {ruling.judgement.undoes}, which was not judged before it")
    current = load_current(connection, {g.article for ruling in rulings for g in ruling.judgement.grounds})
    for ruling in rulings:
        found = tuple(find_bearing(ground, current.get(ground.article)) for ground in ruling.judgement.grounds)
        if found != ruling.bearings:
            yield Fault("bearings", ruling.id, "are not the reports that it is of by the rules")
    yield from _upheld(connection, standing(rulings))


def _upheld(connection: Connection, rulings: Iterable[Ruling]) -> Iterator[Fault]:
    """Each contact names the judgements that are of it, and no others."""
    held = list(rulings)
    homes: dict[str, str] = {}
    for some in chunks(sorted({report for ruling in held for report in ruling.reports()})):
        query = select(t.crosswalk.c.report, t.crosswalk.c.contact).where(t.crosswalk.c.report.in_(some))
        homes |= {row.report: row.contact for row in connection.execute(query)}
    wanted: dict[str, list[str]] = {}
    for ruling in held:
        for contact in contacts_of(ruling, homes):
            wanted.setdefault(contact, []).append(ruling.id)
    for row in connection.execute(select(t.contacts.c.id, t.contacts.c.merged).where(t.contacts.c.judged != 0)):
        told = [one["id"] for one in json.loads(row.merged)["judgements"]]
        if told != wanted.pop(row.id, []):
            yield Fault("contacts", row.id, "does not name the judgements that are of it")
    for contact in sorted(wanted):
        yield Fault("contacts", contact, "names none of the judgements that are of it")
