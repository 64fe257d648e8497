"""A person's decision → a judgement that stands on the reports of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from readouts.errors import ChangedError, ExchangeError, UsageError
from readouts.ledger import tables as t
from readouts.ledger.bearing import see
from readouts.ledger.contact import LedgerContact, Party, tell_state
from readouts.ledger.correcting import check_value, read_value, value_of
from readouts.ledger.find import find_contact
from readouts.ledger.judgement import LEAVING, STAYING, Ground, Judged, Judgement, JudgementKind, State
from readouts.ledger.rulings import Ruling, load_rulings, write_judgement
from readouts.ledger.settle import settle
from readouts.ledger.upholding import contacts_of
from readouts.ledger.write import chunks
from readouts.model import Article, Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decides: `contacts` and `undoes` are ids or their first letters.

    `field` and `value` say what is corrected, the value in words ("-": not known); `reports` which leave the contact
    in a split: an article's id, or ARTICLE#REPORT. `made` is a time in ISO form.
    """

    kind: JudgementKind
    by: str
    made: str
    why: str
    contacts: tuple[str, ...] = ()
    field: str | None = None
    value: str | None = None
    reports: tuple[str, ...] = ()
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A judgement as it is now: the contacts it is of, its state with the reason, what undid or overtook it."""

    id: str
    judgement: Judgement
    contacts: tuple[str, ...]
    state: State
    reason: str | None
    undone_by: str | None
    overtaken: str | None


def check_seen(connection: Connection, seen: Mapping[str, str]) -> None:
    """Raises ChangedError where a contact, by its id, does not say any more what it said when it was seen."""
    for id, state in seen.items():
        merged = connection.execute(select(t.contacts.c.merged).where(t.contacts.c.id == id)).scalar()
        if merged is None:
            raise ChangedError(f"contact {id} is not there any more; look at what became of its reports")
        if tell_state(msgspec.json.decode(merged, type=LedgerContact)) != state:
            raise ChangedError(f"contact {id} was changed after you looked at it; look at it again")


def judge(connection: Connection, decision: Decision) -> Judgement:
    """Writes a decision down and lays it over the contacts; raises UsageError where it means nothing."""
    judgement = _form(connection, decision)
    if not write_judgement(connection, judgement):
        raise UsageError(f"this judgement is in the ledger already: {judgement.id}")
    settle(connection, _concerned(load_rulings(connection), judgement.id))
    return judgement


def take(connection: Connection, judgements: Iterable[Judgement]) -> int:
    """Adds judgements made on another ledger, in their order; returns how many were new."""
    new = []
    for judgement in judgements:
        if judgement.field and judgement.value is not None:
            check_value(judgement.field, judgement.value)
        if write_judgement(connection, judgement):
            new.append(judgement.id)
    rulings = load_rulings(connection)
    settle(connection, {report for id in new for report in _concerned(rulings, id)})
    return len(new)


def read_judgements(lines: Iterable[bytes], name: str) -> Iterator[Judgement]:
    """Judgements as `readouts judgements --format jsonl` prints them; raises ExchangeError, naming file and line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Judgement)
            except msgspec.MsgspecError as error:
                raise ExchangeError(f"{name}, line {number}: no judgement: {error}") from None


def hold(connection: Connection) -> list[Held]:
    """All judgements in the order they were made, as they are now."""
    rulings = load_rulings(connection)
    homes = _homes(connection, {report for ruling in rulings for report in ruling.reports()})
    judged = _judged(connection, set(homes.values()))
    return [_describe(ruling, homes, judged) for ruling in rulings]


def _describe(ruling: Ruling, homes: dict[str, str], judged: dict[tuple[str, str], Judged]) -> Held:
    contacts = tuple(contacts_of(ruling, homes))
    told = [judged[contact, ruling.id] for contact in contacts if (contact, ruling.id) in judged]
    first = told[0] if told else None
    return Held(
        id=ruling.id,
        judgement=ruling.judgement,
        contacts=contacts,
        state=first.state if first else ruling.state,
        reason=first.reason if first else ruling.reason,
        undone_by=ruling.undone_by,
        overtaken=first.overtaken if first else None,
    )


def _form(connection: Connection, decision: Decision) -> Judgement:
    """The judgement that a decision makes of the contacts as they are."""
    for name, value in (("who judges (--by)", decision.by), ("the reason (--why)", decision.why)):
        if not value.strip():
            raise UsageError(f"{name} is missing")
    try:
        datetime.fromisoformat(decision.made)
    except ValueError:
        raise UsageError(f"{decision.made!r} is no time; write 2026-03-10T12:00:00+00:00") from None
    judgement = Judgement(kind=decision.kind, by=decision.by.strip(), made=decision.made, why=decision.why.strip())
    if decision.kind == "undo":
        return replace(judgement, undoes=_find_undone(load_rulings(connection), decision.undoes or ""))
    contacts = [find_contact(connection, prefix) for prefix in decision.contacts]
    if len({contact.id for contact in contacts}) < len(contacts) or (decision.kind == "merge" and len(contacts) < 2):
        raise UsageError("to merge, give two or more different contacts")
    if decision.kind != "merge" and len(contacts) != 1:
        raise UsageError(f"to {decision.kind}, give one contact")
    if decision.kind == "split":
        return replace(judgement, grounds=tuple(_parted(connection, contacts[0], decision.reports)))
    grounds = [g for side, contact in enumerate(contacts) for g in _stand_on(connection, contact, side)]
    if decision.kind != "correct":
        return replace(judgement, grounds=tuple(grounds))
    value, machine = _corrected(contacts[0], decision)
    return replace(judgement, grounds=tuple(grounds), field=decision.field, value=value, machine=machine)


def _corrected(contact: LedgerContact, decision: Decision) -> tuple[str, str]:
    """The person's value and the machine's, which an earlier correction may hide."""
    field = decision.field or ""
    value = read_value(field, decision.value or "")
    if field == "participants":  # the role is not told in words, and goes on where the name does
        roles = {party.name: party.role for party in contact.participants}
        parties = msgspec.json.decode(value, type=tuple[Party, ...])
        value = msgspec.json.encode(tuple(replace(p, role=roles.get(p.name, p.role)) for p in parties)).decode()
    hidden = [one for one in contact.judgements if one.field == field and one.overtaken is None]
    machine = read_value(field, hidden[0].machine) if hidden and hidden[0].machine else value_of(contact, field)
    return value, machine


def _stand_on(connection: Connection, contact: LedgerContact, side: int) -> Iterator[Ground]:
    """The reports of a contact as grounds of one side, in its order."""
    query = select(t.articles.c.sha256, t.articles.c.source, t.articles.c.text, t.reports.c.said)
    query = query.join(t.reports, t.reports.c.article == t.articles.c.id)
    for member in contact.reports:
        place = (t.reports.c.article == member.article, t.reports.c.local_id == member.report)
        row = connection.execute(query.where(*place)).one()
        article = Article(id=member.article, sha256=row.sha256, source=row.source, text=row.text or "")
        yield see(article, msgspec.json.decode(row.said, type=Contact), side)


def _parted(connection: Connection, contact: LedgerContact, named: Sequence[str]) -> Iterator[Ground]:
    """All reports of a contact as grounds: those that are named leave, the others stay."""
    leaving = {place for name in named for place in _places(contact, name)}
    if not leaving or len(leaving) == len(contact.reports):
        raise UsageError("to split, name some of the contact's reports and not all: ARTICLE or ARTICLE#REPORT")
    for ground in _stand_on(connection, contact, STAYING):
        yield replace(ground, side=LEAVING) if (ground.article, ground.report) in leaving else ground


def _places(contact: LedgerContact, name: str) -> set[tuple[str, str]]:
    """The reports that a name means: an article's id or its first letters, or with the report's id behind a #."""
    all_places = [(member.article, member.report) for member in contact.reports]
    exact = {(a, r) for a, r in all_places if name in (a, f"{a}#{r}")}
    if exact:
        return exact
    begun = {(a, r) for a, r in all_places if a.startswith(name)}
    if len({article for article, _ in begun}) != 1:
        known = ", ".join(f"{a}#{r}" for a, r in all_places)
        raise UsageError(f"{name!r} is not one of the contact's reports: {known}")
    return begun


def _find_undone(rulings: Sequence[Ruling], prefix: str) -> str:
    found = [ruling for ruling in rulings if prefix and ruling.id.startswith(prefix.strip().casefold())]
    if len(found) != 1:
        told = "begins several judgements' ids, give more of it" if found else "is no judgement's id"
        raise UsageError(f"{prefix!r} {told}; `readouts judgements` shows the ids")
    if found[0].undone_by:
        raise UsageError(f"judgement {found[0].id} is undone already, by {found[0].undone_by}")
    return found[0].id


def _concerned(rulings: Sequence[Ruling], id: str) -> set[str]:
    """The reports a judgement bears on, and those of the judgements that it undoes, one behind the other."""
    known = {ruling.id: ruling for ruling in rulings}
    found: set[str] = set()
    while id in known:
        found |= set(known[id].reports())
        id = known[id].judgement.undoes or ""
    return found


def _homes(connection: Connection, reports: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(sorted(reports)):
        query = select(t.crosswalk.c.report, t.crosswalk.c.contact).where(t.crosswalk.c.report.in_(some))
        found |= {row.report: row.contact for row in connection.execute(query)}
    return found


def _judged(connection: Connection, contacts: set[str]) -> dict[tuple[str, str], Judged]:
    found: dict[tuple[str, str], Judged] = {}
    for some in chunks(sorted(contacts)):
        query = select(t.contacts.c.merged).where(t.contacts.c.id.in_(some), t.contacts.c.judged != 0)
        for merged in connection.execute(query).scalars():
            contact = msgspec.json.decode(merged, type=LedgerContact)
            found |= {(contact.id, one.id): one for one in contact.judgements}
    return found
