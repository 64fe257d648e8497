"""Whether a ledger is sound: what must hold between its rows, whatever was added and however it was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, Table, or_, select

from readouts.exchange import decode
from readouts.invariants import check_spans
from readouts.ledger import tables as t
from readouts.ledger.accounts import find_account_faults
from readouts.ledger.bearing import find_bearing
from readouts.ledger.contact import LedgerContact
from readouts.ledger.copied import by_article, find_copies_among
from readouts.ledger.entries import entry_rows
from readouts.ledger.ids import identify_contact, identify_report
from readouts.ledger.parts import STATED
from readouts.ledger.placing import find_wholes
from readouts.ledger.rulings import Ruling, load_current, load_rulings, standing
from readouts.ledger.search import search_of
from readouts.ledger.settle import contact_row, listed_under, participant_rows, place_rows
from readouts.ledger.tallies import find_wrong_tallies
from readouts.ledger.upholding import contacts_of
from readouts.ledger.write import article_rows, chunks
from readouts.model import Reading

_PORTION = 500
_COPY = t.copies.c


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: in which table, of which row, and what."""

    table: str
    key: str
    says: str


def find_faults(connection: Connection) -> Iterator[Fault]:
    """All that does not hold, table by table; nothing where the ledger is sound."""
    yield from _database(connection)
    yield from _articles(connection)
    yield from _versions(connection)
    yield from _reports(connection)
    yield from _contacts(connection)
    yield from _strays(connection)
    yield from _tallies(connection)
    yield from _parts(connection)
    yield from _questions(connection)
    yield from _judgements(connection)
    for key, says in find_account_faults(connection):
        yield Fault("accounts", key, says)


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


def _articles(connection: Connection) -> Iterator[Fault]:
    """Each article's text has its digest, its spans lie in the text, and its rows say what its reading says."""
    for row in _portions(connection, t.articles, "id"):
        try:
            reading = decode(row["reading"].encode(), f"article {row['id']}")
        except Exception as error:
            yield Fault("articles", row["id"], f"its reading cannot be read: {error}")
            continue
        whole = replace(reading, article=replace(reading.article, text=row["text"] or ""))
        for says in check_spans(whole):
            yield Fault("articles", row["id"], says)
        yield from _rows_of(connection, whole, row)


def _versions(connection: Connection) -> Iterator[Fault]:
    """Each earlier text has its digest and its spans lie in it; none is the article's newest."""
    query = select(t.versions, t.articles.c.sha256.label("newest")).join(t.articles)
    for row in connection.execute(query.order_by(t.versions.c.article, t.versions.c.came)):
        reading = decode(row.reading.encode(), f"article {row.id}")
        whole = replace(reading, article=replace(reading.article, text=row.text or ""))
        for says in check_spans(whole):
            yield Fault("versions", row.id, says)
        if row.newest == row.sha256 or reading.article.sha256 != row.sha256:
            yield Fault("versions", row.id, "is not an earlier text of the article")
    query = select(t.articles.c.id).join(t.forgotten, t.forgotten.c.sha256 == t.articles.c.sha256)
    for id in connection.execute(query.where(t.articles.c.text.is_not(None))).scalars():
        yield Fault("articles", id, "has a text that was taken out")


def _rows_of(connection: Connection, reading: Reading, row: Mapping[str, str]) -> Iterator[Fault]:
    article = reading.article.id
    for table, wanted in article_rows(reading):
        if table is t.filings:
            continue  # of another Readouts perhaps: what finds neighbours, not what is held
        own = table.c.id == row["id"] if table is t.articles else table.c.article == row["id"]
        names = sorted(wanted[0]) if wanted else [column.name for column in table.columns if column.name != "number"]
        ignored = {"compared", "firmness", "window_earliest", "window_latest"} if table is t.reports else set()
        columns = [table.c[name] for name in names if name not in ignored]
        order = [table.c.id] if table is t.articles else [table.c.position]
        found = [dict(one) for one in connection.execute(select(*columns).where(own).order_by(*order)).mappings()]
        expected = [{name: one[name] for name in names if name not in ignored} for one in wanted]
        if table is t.parts:  # those that only the rules of another Readouts tell may be others
            found, expected = ([one for one in some if one["rule"] == STATED] for some in (found, expected))
        if found != expected:
            yield Fault(table.name, article, "does not say what the article's reading says")


def _reports(connection: Connection) -> Iterator[Fault]:
    """Each report has its id, and is of one contact."""
    columns = (t.reports.c.id, t.reports.c.article, t.reports.c.local_id, t.crosswalk.c.contact)
    query = select(*columns).outerjoin(t.crosswalk, t.crosswalk.c.report == t.reports.c.id)
    for row in connection.execute(query.order_by(t.reports.c.id)):
        if row.id != identify_report(row.article, row.local_id):
            yield Fault("reports", row.id, f"is not the id of report {row.local_id} of article {row.article}")
        if row.contact is None:
            yield Fault("crosswalk", row.id, "the report is of no contact")


def _contacts(connection: Connection) -> Iterator[Fault]:
    """Each contact says what its rows say, has its id from its first report, and its history comes from its reports."""
    for row in _portions(connection, t.contacts, "id"):
        try:
            contact = msgspec.json.decode(row["merged"], type=LedgerContact)
        except msgspec.MsgspecError as error:
            yield Fault("contacts", row["id"], f"cannot be read: {error}")
            continue
        for table, says in _contact(connection, contact, row):
            yield Fault(table, row["id"], says)


def _contact(connection: Connection, contact: LedgerContact, row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if dict(row) != {**contact_row(contact), "merged": row["merged"]}:
        yield "contacts", "its columns do not say what it says"
    members = [(member.article, member.report, member.rule) for member in contact.reports]
    columns = (t.reports.c.article, t.reports.c.local_id, t.crosswalk.c.rule)
    query = select(*columns).join(t.crosswalk, t.crosswalk.c.report == t.reports.c.id)
    crossed = connection.execute(query.where(t.crosswalk.c.contact == contact.id)).all()
    if sorted(members) != sorted(tuple(one) for one in crossed):
        yield "crosswalk", "does not lead to the reports that the contact names"
    if not members:
        yield "contacts", "has no report"
        return
    if contact.id != identify_contact(identify_report(*members[0][:2])):
        yield "contacts", "its id is not that of its first report"
    stored = connection.execute(
        select(t.participants).where(t.participants.c.contact == contact.id).order_by(t.participants.c.position)
    )
    if [dict(one) for one in stored.mappings()] != participant_rows(contact):
        yield "participants", "are not those that the contact names"
    stored = connection.execute(select(t.places).where(t.places.c.contact == contact.id))
    if [dict(one) for one in stored.mappings()] != place_rows(contact):
        yield "places", "are not the one that the contact names"
    wanted = entry_rows(contact, listed_under(contact))
    stored = connection.execute(select(t.entries).where(t.entries.c.contact == contact.id))
    if sorted(_told(dict(one)) for one in stored.mappings()) != sorted(map(_told, wanted)):
        yield "entries", "do not say what the contact says"
    yield from _copies(connection, contact)
    yield from _history(connection, contact, {(article, report) for article, report, _ in members})


def _copies(connection: Connection, contact: LedgerContact) -> Iterator[tuple[str, str]]:
    """Which of its reports are copies is what comparing their texts gives, as far as these are there."""
    reports = by_article((one.article, identify_report(one.article, one.report)) for one in contact.reports)
    ends = or_(*(end.in_(some) for some in chunks(sorted(reports.values())) for end in (_COPY.report, _COPY.other)))
    stored = [dict(row) for row in connection.execute(select(t.copies).where(ends)).mappings()]
    wanted = find_copies_among(connection, [reports] if len(reports) > 1 else [], stored)
    if sorted(map(_as_line, stored)) != sorted(map(_as_line, wanted)):
        yield "copies", "are not those that its texts show; `readouts ledger rebuild` finds them anew"


def _as_line(row: Mapping[str, object]) -> str:
    return json.dumps(row, sort_keys=True)


def _strays(connection: Connection) -> Iterator[Fault]:
    """Copies are of reports that there are."""
    for end in (_COPY.report, _COPY.other):
        query = select(end).outerjoin(t.reports, t.reports.c.id == end).where(t.reports.c.id.is_(None))
        for report in sorted(set(connection.execute(query).scalars())):
            yield Fault("copies", report, "is no report")


def _told(entry: Mapping[str, object]) -> str:
    """An entry but for who leads, which the knowledge of another Readouts may have told otherwise."""
    return _as_line({**entry, "level": None})


def _history(
    connection: Connection, contact: LedgerContact, members: set[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The status history is in the order of days, every step from a report of the contact."""
    days = [step.date.latest.isoformat() if step.date else "" for step in contact.status_history]
    if days != sorted(days):
        yield "statuses", "the history is not in the order of its days"
    if not {(step.article, step.report) for step in contact.status_history} <= members:
        yield "statuses", "a step of the history is from no report of the contact"
    columns = (t.statuses.c.position, t.statuses.c.status, t.statuses.c.report)
    stored = connection.execute(select(*columns).where(t.statuses.c.contact == contact.id).order_by(columns[0])).all()
    told = [
        (place, step.status, identify_report(step.article, step.report))
        for place, step in enumerate(contact.status_history)
    ]
    if [tuple(one) for one in stored] != told:
        yield "statuses", "are not the steps that the contact names"


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


def _portions(connection: Connection, table: Table, key: str) -> Iterator[Mapping[str, str]]:
    """All rows of a table by a key, without SQLite's own row numbers, read in portions."""
    columns = [column for column in table.columns if column.name != "number"]
    query = select(*columns).order_by(table.c[key]).limit(_PORTION)
    last = ""
    while rows := connection.execute(query.where(table.c[key] > last)).mappings().all():
        for row in rows:
            yield {name: row[name] for name in row}
        last = rows[-1][key]
        if len(rows) < _PORTION:
            return
