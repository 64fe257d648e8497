"""Brings the contacts of a ledger up to date with reports that came, changed or went.

Only what the touched reports can reach is looked at again: those filed under the same keys, those that these can
be of one contact with, and so on. The rest of the ledger cannot be concerned, since `cluster` decides about
reports that reach each other alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select

from readouts.ledger import tables as t
from readouts.ledger.choose import Account
from readouts.ledger.cluster import Group, Partition, cluster
from readouts.ledger.contact import LedgerContact
from readouts.ledger.copied import by_article, write_copies
from readouts.ledger.enforcing import Said, enforce
from readouts.ledger.entries import entry_rows
from readouts.ledger.ids import identify_report
from readouts.ledger.merge import merge
from readouts.ledger.party import name_words
from readouts.ledger.placing import place_parts
from readouts.ledger.reach import reach
from readouts.ledger.rulings import Ruling, load_rulings, standing
from readouts.ledger.tables import NO_DAY
from readouts.ledger.upholding import contacts_of, uphold
from readouts.ledger.write import Row, chunks
from readouts.model import Contact


def settle(connection: Connection, touched: Iterable[str], copies: Sequence[Row] | None = None) -> None:
    """Groups the touched reports, and all that they reach, into contacts anew.

    `copies` are the links of copies that may be kept without a text, where the ledger was emptied of them.
    """
    touched = set(touched)
    parts = reach(connection, touched)
    rulings = standing(load_rulings(connection))
    ids = sorted(report.id for part in parts for report in part)
    before, judged = _homes(connection, ids)
    said = Said(rulings)
    partitions = [enforce(cluster(part), said) for part in parts]
    for some in chunks(ids):
        connection.execute(delete(t.questions).where(t.questions.c.report.in_(some)))
    groups = [group for partition in partitions for group in partition.groups]
    concerned = {report for ruling in rulings for report in ruling.reports()}
    same = [group for group in groups if before.get(_facts(group), "") not in judged]
    kept = {_facts(g) for g in same if _facts(g) in before and concerned.isdisjoint(r.id for r in g.reports)}
    changed = [group for group in groups if _facts(group) not in kept]
    stale = sorted(contact for facts, contact in before.items() if facts not in kept)
    for some in chunks(stale):
        connection.execute(delete(t.contacts).where(t.contacts.c.id.in_(some)))
    written = _write_contacts(connection, changed, rulings)
    own = [by_article((report.article, report.id) for report in group.reports) for group in changed]
    write_copies(connection, own, touched.difference(ids), copies)
    _write_questions(connection, partitions)
    place_parts(connection, written)


def _facts(group: Group) -> frozenset[tuple[str, str]]:
    return frozenset(group.rules.items())


def _homes(connection: Connection, reports: Sequence[str]) -> tuple[dict[frozenset[tuple[str, str]], str], set[str]]:
    """The contacts that hold any of the reports, by their reports and rules; and those that people judged."""
    contacts: set[str] = set()
    for some in chunks(reports):
        query = select(t.crosswalk.c.contact).where(t.crosswalk.c.report.in_(some))
        contacts |= set(connection.execute(query).scalars())
    members: dict[str, list[tuple[str, str]]] = {}
    judged: set[str] = set()
    for some in chunks(sorted(contacts)):
        query = select(t.contacts.c.id).where(t.contacts.c.id.in_(some), t.contacts.c.judged != 0)
        judged |= set(connection.execute(query).scalars())
        columns = (t.crosswalk.c.contact, t.crosswalk.c.report, t.crosswalk.c.rule)
        for row in connection.execute(select(*columns).where(t.crosswalk.c.contact.in_(some))):
            members.setdefault(row.contact, []).append((row.report, row.rule))
    return {frozenset(rows): contact for contact, rows in members.items()}, judged


def _write_contacts(connection: Connection, groups: Sequence[Group], rulings: Sequence[Ruling]) -> list[str]:
    """Writes the contacts of the groups; returns their ids."""
    accounts = _accounts(connection, groups)
    merged = _judged([(group, merge([accounts[report.id] for report in group.reports])) for group in groups], rulings)
    if not merged:
        return []
    connection.execute(insert(t.contacts), [contact_row(contact) for _, contact in merged])
    connection.execute(
        insert(t.crosswalk),
        [
            {"report": report.id, "contact": contact.id, "rule": group.rules[report.id]}
            for group, contact in merged
            for report in group.reports
        ],
    )
    details = [(t.participants, [row for _, contact in merged for row in participant_rows(contact)])]
    listed = [row for _, contact in merged for row in entry_rows(contact, listed_under(contact))]
    details.append((t.entries, listed))
    details.append((t.places, [row for _, contact in merged for row in place_rows(contact)]))
    details.append((t.statuses, [row for _, contact in merged for row in status_rows(contact)]))
    for table, rows in details:
        if rows:
            connection.execute(insert(table), rows)
    return [contact.id for _, contact in merged]


def _judged(
    merged: Sequence[tuple[Group, LedgerContact]], rulings: Sequence[Ruling]
) -> list[tuple[Group, LedgerContact]]:
    """The contacts with what people judged of them."""
    homes = {report.id: contact.id for group, contact in merged for report in group.reports}
    own: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        for contact in contacts_of(ruling, homes):
            own.setdefault(contact, []).append(ruling)
    return [(group, uphold(contact, own.get(contact.id, ()), homes)) for group, contact in merged]


def _accounts(connection: Connection, groups: Sequence[Group]) -> dict[str, Account]:
    """What each report of the groups says, with where it appeared."""
    reports = {report.id: (report, group.rules[report.id]) for group in groups for report in group.reports}
    columns = (t.reports.c.id, t.reports.c.said, t.articles.c.outlet, t.articles.c.title)
    query = select(*columns).join(t.articles, t.articles.c.id == t.reports.c.article)
    accounts: dict[str, Account] = {}
    for some in chunks(sorted(reports)):
        for row in connection.execute(query.where(t.reports.c.id.in_(some))):
            report, rule = reports[row.id]
            said = msgspec.json.decode(row.said, type=Contact)
            accounts[row.id] = Account(report=report, said=said, outlet=row.outlet, title=row.title, rule=rule)
    return accounts


def contact_row(contact: LedgerContact) -> Row:
    """The row of a contact."""
    return {
        "id": contact.id,
        "channel": contact.channel,
        "status": contact.status,
        "earliest": contact.date.earliest.isoformat() if contact.date else None,
        "latest": contact.date.latest.isoformat() if contact.date else None,
        "ordered_by": listed_under(contact),
        "articles": contact.articles,
        "outlets": contact.outlets,
        "merged": msgspec.json.encode(contact).decode(),
        "verdict": contact.verdict,
        "judged": int(bool(contact.judgements)),
        "part_of": contact.part_of,
    }


def listed_under(contact: LedgerContact) -> str:
    """The day that a contact is listed under, NO_DAY where there is none."""
    day = contact.date.earliest if contact.date else contact.not_after or contact.not_before
    published = [member.published.earliest for member in contact.reports if member.published]
    return str(day or min(published, default=NO_DAY))


def place_rows(contact: LedgerContact) -> list[Row]:
    """The row of a contact's place, if it has one."""
    place = contact.place
    if place is None:
        return []
    return [{"contact": contact.id, "name": place.name, "state": place.state, "ordered_by": listed_under(contact)}]


def participant_rows(contact: LedgerContact) -> list[Row]:
    """The rows of a contact's participants."""
    return [
        {
            "contact": contact.id,
            "position": position,
            "name": party.name,
            "name_key": " ".join(name_words(party.name)),
            "kind": party.kind,
            "state": party.state,
            "office": party.office,
            "role": party.role,
            "ordered_by": listed_under(contact),
        }
        for position, party in enumerate(contact.participants)
    ]


def status_rows(contact: LedgerContact) -> list[Row]:
    """The rows of a contact's history."""
    return [
        {
            "contact": contact.id,
            "position": position,
            "status": step.status,
            "said_by": step.said_by,
            "earliest": step.date.earliest.isoformat() if step.date else None,
            "latest": step.date.latest.isoformat() if step.date else None,
            "report": identify_report(step.article, step.report),
        }
        for position, step in enumerate(contact.status_history)
    ]


def _write_questions(connection: Connection, partitions: Iterable[Partition]) -> None:
    rows = [
        {"report": question.report, "candidate": candidate}
        for partition in partitions
        for question in partition.questions
        for candidate in question.candidates
    ]
    if rows:
        connection.execute(insert(t.questions), rows)
