"""Whether each contact says what its rows say, has its id from its first report, and its history from its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Row, select

from readouts.ledger import tables as t
from readouts.ledger.check_articles import Complaint
from readouts.ledger.contact import LedgerContact
from readouts.ledger.copied import by_article, find_copies_among
from readouts.ledger.entries import entry_rows
from readouts.ledger.ids import identify_contact, identify_report
from readouts.ledger.portions import named, read_beside, read_portions
from readouts.ledger.settle import contact_row, listed_under, participant_rows, place_rows
from readouts.ledger.write import Row as Made
from readouts.ledger.write import chunks

_COPY = t.copies.c
_ENTRY = tuple(column for column in named("entries") if column.name != "level")
"""But for who leads, which the knowledge of another Readouts may have told otherwise."""
_LINK = tuple(column.name for column in named("copies"))
_PARTY = tuple(column.name for column in named("participants"))
_PLACE = tuple(column.name for column in named("places"))
_DECODER = msgspec.json.Decoder(type=LedgerContact)
Says = tuple[str, str]
"""The table and what does not hold."""
Stored = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class _Portion:
    """What the tables hold of some contacts, by contact."""

    crosswalk: dict[str, list[tuple[str, str, str, str]]]
    participants: Stored
    places: Stored
    entries: Stored
    statuses: Stored
    copies: dict[str, set[tuple[object, ...]]]
    copied: dict[str, set[tuple[object, ...]]]


def find_contact_complaints(connection: Connection, note: Callable[[int], None]) -> Iterator[Complaint]:
    """What does not hold of any contact; `note` is told how many were looked at after each portion."""
    seen = 0
    for rows in read_portions(connection, select(*named("contacts")), t.contacts.c.id):
        stored = _read(connection, [row.id for row in rows])
        for row in rows:
            try:
                contact = _DECODER.decode(row.merged)
            except msgspec.MsgspecError as error:
                yield "contacts", row.id, f"cannot be read: {error}"
                continue
            for table, says in _contact(contact, row, stored):
                yield table, row.id, says
        seen += len(rows)
        note(seen)


def _read(connection: Connection, ids: Sequence[str]) -> _Portion:
    own, other = t.crosswalk.c, t.reports.c
    query = select(own.contact, other.article, other.local_id, own.rule, other.id)
    crosswalk: dict[str, list[tuple[str, str, str, str]]] = {}
    for row in connection.execute(
        query.join(t.reports, other.id == own.report).where(own.contact >= ids[0], own.contact <= ids[-1])
    ):
        crosswalk.setdefault(row.contact, []).append((row.article, row.local_id, row.rule, row.id))
    homes = {report: contact for contact, rows in crosswalk.items() for *_, report in rows}
    reports = [by_article((article, report) for article, _, _, report in rows) for rows in crosswalk.values()]
    held = _read_copies(connection, sorted(homes))
    wanted = find_copies_among(connection, [one for one in reports if len(one) > 1], held)
    return _Portion(
        crosswalk,
        participants=read_beside(connection, named("participants"), t.participants.c.contact, ids),
        places=read_beside(connection, named("places"), t.places.c.contact, ids),
        entries=read_beside(connection, _ENTRY, t.entries.c.contact, ids),
        statuses=read_beside(connection, named("statuses", "position", "status", "report"), t.statuses.c.contact, ids),
        copies=_at_home(held, homes),
        copied=_at_home(wanted, homes),
    )


def _read_copies(connection: Connection, reports: Sequence[str]) -> list[Made]:
    """The links of which an end is among the reports."""
    found = {
        (row["report"], row["other"]): dict(row)
        for some in chunks(reports)
        for end in (_COPY.report, _COPY.other)
        for row in connection.execute(select(t.copies).where(end.in_(some))).mappings()
    }
    return list(found.values())


def _at_home(links: Sequence[Made], homes: Mapping[str, str]) -> dict[str, set[tuple[object, ...]]]:
    """The links by the contact of each of their ends."""
    found: dict[str, set[tuple[object, ...]]] = {}
    for link in links:
        for end in ("report", "other"):
            home = homes.get(str(link[end]))
            if home is not None:
                found.setdefault(home, set()).add(tuple(link[name] for name in _LINK))
    return found


def _contact(contact: LedgerContact, row: Row[tuple[object, ...]], stored: _Portion) -> Iterator[Says]:
    made, id = contact_row(contact), contact.id
    if any(made[name] != value for name, value in row._mapping.items() if name != "merged"):
        yield "contacts", "its columns do not say what it says"
    members = sorted((member.article, member.report, member.rule) for member in contact.reports)
    if members != sorted(one[:3] for one in stored.crosswalk.get(id, ())):
        yield "crosswalk", "does not lead to the reports that the contact names"
    if not members:
        yield "contacts", "has no report"
        return
    first = contact.reports[0]
    if id != identify_contact(identify_report(first.article, first.report)):
        yield "contacts", "its id is not that of its first report"
    if sorted(stored.participants.get(id, []), key=repr) != _tuples(participant_rows(contact), _PARTY):
        yield "participants", "are not those that the contact names"
    if stored.places.get(id, []) != _tuples(place_rows(contact), _PLACE):
        yield "places", "are not the one that the contact names"
    entries = _tuples(entry_rows(contact, listed_under(contact)), tuple(column.name for column in _ENTRY))
    if sorted(stored.entries.get(id, []), key=repr) != entries:
        yield "entries", "do not say what the contact says"
    if stored.copies.get(id) != stored.copied.get(id):
        yield "copies", "are not those that its texts show; `readouts ledger rebuild` finds them anew"
    yield from _history(contact, stored.statuses.get(id, []), {one[:2] for one in members})


def _tuples(rows: Sequence[Made], names: Sequence[str]) -> list[tuple[object, ...]]:
    return sorted((tuple(row[name] for name in names) for row in rows), key=repr)


def _history(
    contact: LedgerContact, stored: Sequence[tuple[object, ...]], members: set[tuple[str, str]]
) -> Iterator[Says]:
    """The status history is in the order of days, every step from a report of the contact."""
    days = [step.date.latest.isoformat() if step.date else "" for step in contact.status_history]
    if days != sorted(days):
        yield "statuses", "the history is not in the order of its days"
    if not {(step.article, step.report) for step in contact.status_history} <= members:
        yield "statuses", "a step of the history is from no report of the contact"
    told = [
        (place, step.status, identify_report(step.article, step.report))
        for place, step in enumerate(contact.status_history)
    ]
    if sorted(stored, key=lambda one: int(str(one[0]))) != told:
        yield "statuses", "are not the steps that the contact names"
