"""Invitations and promises followed: who made them when, and which contact came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.party import Party, same_person
from readouts.ledger.rules import load_rules
from readouts.ledger.standing import tell_standing
from readouts.model import Commitment, CommitmentKind, Interval, Participant, Span

State = Literal["open", "fulfilled", "refused", "called off", "not dated"]
TOOK_PLACE = ("held", "ongoing")
_ONE_TELLING = timedelta(14)
"""Days within which one invitation told by several articles is one."""
LONGEST = timedelta(730)
"""Days after which a contact is no longer what an invitation led to, unless it is foreseen by name."""
_NEVER = Interval(date.max, date.max)
_ANSWERS: dict[CommitmentKind, bool] = {"acceptance": True, "refusal": False}


@dataclass(frozen=True, slots=True)
class Telling:
    """Where an invitation or promise is told: the article, the words and where they stand."""

    article: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pledge:
    """One invitation or promise.

    `said` is when it was first told, `due` the days it was for; `foreseen` the ledger's contact that it speaks of,
    `fulfilled_by` the one that came of it and `how` that is known; `state` is how it stood on the day asked for.
    """

    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    said: Interval | None
    due: Interval | None
    told: tuple[Telling, ...]
    accepted: bool | None
    foreseen: str | None
    fulfilled_by: str | None
    how: str | None
    state: State


@dataclass(slots=True)
class Draft:
    """A pledge while its tellings are gathered."""

    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    said: Interval | None
    due: Interval | None
    told: list[Telling]
    foreseen: str | None
    accepted: bool | None = None


class CommitmentsOf(msgspec.Struct):
    """The commitments of a kept reading, and nothing else of it."""

    commitments: tuple[Commitment, ...] = ()


def find_pledges(connection: Connection, contacts: Iterable[LedgerContact], on: date | None = None) -> list[Pledge]:
    """All invitations and promises of a ledger, oldest first, as they stood on a day, or stand."""
    known = list(contacts)
    rows = [row for row in _load(connection) if on is None or (row[1] and row[1].earliest <= on)]
    pledges = [follow(draft, known, on) for draft in gather(rows, {contact.id: contact for contact in known})]
    return sorted(pledges, key=lambda one: (one.said or _NEVER, one.told[0].article, one.told[0].span))


def _load(connection: Connection) -> Iterator[tuple[str, Interval | None, Commitment, str | None]]:
    """Each commitment with its article, when that appeared, and the ledger's contact that it foresees."""
    homes = {
        (row.article, row.local_id): row.contact
        for row in connection.execute(
            select(t.reports.c.article, t.reports.c.local_id, t.crosswalk.c.contact).join(
                t.crosswalk, t.crosswalk.c.report == t.reports.c.id
            )
        )
    }
    columns = (t.articles.c.id, t.articles.c.reading, t.articles.c.published_earliest, t.articles.c.published_latest)
    query = select(*columns).where(t.articles.c.reading.like('%"commitments":[{%')).order_by(t.articles.c.id)
    for row in connection.execute(query):
        days = row.published_earliest and Interval(
            date.fromisoformat(row.published_earliest), date.fromisoformat(row.published_latest)
        )
        for one in msgspec.json.decode(row.reading, type=CommitmentsOf).commitments:
            yield row.id, days or None, one, homes.get((row.id, one.foresees or ""))


def gather(
    rows: Iterable[tuple[str, Interval | None, Commitment, str | None]], contacts: dict[str, LedgerContact]
) -> list[Draft]:
    """Commitments as pledges: what several articles tell of one is one, and answers go to what they answer."""
    ordered = sorted(rows, key=lambda row: (row[1] or _NEVER, row[0], row[2].span))
    drafts: list[Draft] = []
    for article, said, one, foreseen in ordered:
        if one.kind in _ANSWERS:
            continue
        home = next((draft for draft in drafts if _same(draft, one, said, foreseen)), None)
        if home is None:
            due = one.date.interval if one.date else None
            home = Draft(one.kind, one.by, one.to, said, due, [], foreseen)
            drafts.append(home)
        home.told.append(Telling(article, one.text, one.span))
        home.to = home.to or one.to
        home.due = home.due or (one.date.interval if one.date else None)
        home.foreseen = home.foreseen or foreseen
    for _, said, one, foreseen in ordered:
        if one.kind in _ANSWERS:
            for draft in _answered(drafts, one, said, foreseen):
                draft.accepted = _ANSWERS[one.kind]
    for draft in drafts:  # whom a promise is made to may stand with the contact alone
        contact = contacts.get(draft.foreseen or "")
        if contact and not draft.to:
            others = [p.name for p in contact.participants if not any(_named(p.name, name) for name in draft.by)]
            draft.to = tuple(others)
    return drafts


def _same(draft: Draft, one: Commitment, said: Interval | None, foreseen: str | None) -> bool:
    """Whether a commitment is one that was told already: of the same contact, or of the same parties in these days."""
    if draft.kind != one.kind:
        return False
    if draft.foreseen and foreseen:
        return draft.foreseen == foreseen and _meet(draft.by, one.by)
    if one.kind == "promise" or not (draft.said and said and said.earliest - draft.said.latest <= _ONE_TELLING):
        return False
    return _meet(draft.by, one.by) and _meet(draft.to, one.to)


def _answered(drafts: Sequence[Draft], one: Commitment, said: Interval | None, foreseen: str | None) -> Iterator[Draft]:
    """The invitations that an acceptance or refusal answers: of the contact foreseen, else to whom answers."""
    for draft in drafts:
        if draft.kind != "invitation" or not _meet(draft.to, one.by):
            continue
        if one.to and draft.by and not _meet(draft.by, one.to):
            continue
        if foreseen and draft.foreseen and foreseen != draft.foreseen:
            continue
        if not (draft.said and said) or said.latest >= draft.said.earliest:
            yield draft


def follow(draft: Draft, contacts: Sequence[LedgerContact], on: date | None) -> Pledge:
    """What came of a pledge, as far as was known on the day."""
    fulfilled, how = _fulfilment(draft, contacts, on)
    foreseen = next((contact for contact in contacts if contact.id == draft.foreseen), None)
    state: State = "open"
    if fulfilled:
        state = "fulfilled"
    elif draft.accepted is False:
        state = "refused"
    elif foreseen and foreseen.status in ("cancelled", "denied"):
        state = "called off"
    elif draft.said is None:
        state = "not dated"
    return Pledge(
        kind=draft.kind,
        by=draft.by,
        to=draft.to,
        said=draft.said,
        due=draft.due,
        told=tuple(draft.told),
        accepted=draft.accepted,
        foreseen=draft.foreseen,
        fulfilled_by=fulfilled.id if fulfilled else None,
        how=how,
        state=state,
    )


def _fulfilment(
    draft: Draft, contacts: Sequence[LedgerContact], on: date | None
) -> tuple[LedgerContact | None, str | None]:
    """The contact that a pledge led to: the one foreseen once it is held, else of invitations the first one after."""
    for contact in contacts:
        if contact.id == draft.foreseen and contact.status in TOOK_PLACE and _by_then(contact, on):
            return contact, "the contact foreseen was held"
    if draft.kind != "invitation" or not draft.by or not draft.to or draft.said is None:
        return None, None
    later = [contact for contact in contacts if _leads_to(draft, contact, draft.said) and _by_then(contact, on)]
    if not later:
        return None, None
    first = min(later, key=lambda contact: (contact.date.earliest if contact.date else date.max, contact.id))
    return first, "the guest met the host afterwards"


def _leads_to(draft: Draft, contact: LedgerContact, said: Interval) -> bool:
    """Whether a contact in person, dated after the invitation, has the host and the guest, and not the other way."""
    if contact.status not in TOOK_PLACE or contact.date is None:
        return False
    if "in_person" not in load_rules().families[contact.channel]:
        return False
    if not said.earliest < contact.date.earliest <= said.latest + LONGEST:
        return False
    guests = [p for p in contact.participants if any(_named(p.name, name) for name in draft.to)]
    hosts = [p for p in contact.participants if any(_named(p.name, name) for name in draft.by)]
    wrong = any(p.role == "host" for p in guests) or any(p.role == "visitor" for p in hosts)
    return bool(guests) and bool(hosts) and not wrong


def _by_then(contact: LedgerContact, on: date | None) -> bool:
    """Whether a contact had begun by the day: by its date, else by when it was told."""
    if on is None:
        return True
    begun = contact.date.earliest if contact.date else contact.not_after
    return begun is not None and begun <= on


def names_one(name: str, others: Sequence[str]) -> bool:
    """Whether a name or a part of it stands for one of the others."""
    return any(_named(name, other) for other in others)


def _meet(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one name of each stands for the same person or side; nobody named meets nobody named only."""
    if not some or not others:
        return not some and not others
    return any(_named(a, b) for a in some for b in others)


def _named(a: str, b: str) -> bool:
    """Whether two names are one person's, or one side's: "Ostland" and "the government of Ostland"."""
    if a == b or same_person(Party(a, "person", None, None), Party(b, "person", None, None)):
        return True
    side = _side(a)
    return side is not None and side == _side(b)


@lru_cache(maxsize=10_000)  # the same few names are compared again and again
def _side(name: str) -> str | None:
    """The state that a name is a side of; None where it is none, or a person's."""
    if tell_standing(Participant(name=name), None).state is not None:
        return None
    return tell_standing(Participant(name=name, kind="delegation"), None).state
