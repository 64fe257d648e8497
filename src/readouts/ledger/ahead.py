"""What lay ahead on a day: contacts announced for it or later, invitations and promises that nothing had come of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, func, literal, select

from readouts.knowledge import load
from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.entries import key_of_person
from readouts.ledger.following import LONGEST, CommitmentsOf, Pledge, follow, gather
from readouts.ledger.party import name_words
from readouts.ledger.report import AHEAD
from readouts.ledger.standing import known_person
from readouts.model import Commitment, Interval, Status

MOST = 100
_LOOKED_AT = 400
_LATER = timedelta(730)
_EACH = 20
_TOLD = 40


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A contact that lay ahead on a day, with its status then and the day it was said; `contact` as it is known now."""

    contact: LedgerContact
    status: Status
    said: date | None


def find_upcoming(connection: Connection, on: date) -> tuple[list[Upcoming], bool]:
    """Contacts of that day or later that were proposed, announced or confirmed by then; and whether there are more.

    Those that were called off or held by then are left out, and so is what was only told later.
    """
    day = on.isoformat()
    query = (
        select(t.contacts.c.merged)
        .where(t.contacts.c.ordered_by >= day, t.contacts.c.ordered_by < t.NO_DAY)
        .where(t.contacts.c.ordered_by <= (on + _LATER).isoformat(), t.contacts.c.verdict.is_distinct_from("rejected"))
        .order_by(t.contacts.c.ordered_by, t.contacts.c.id)
        .limit(_LOOKED_AT)
    )
    rows = connection.execute(query).scalars().all()
    found = []
    for merged in rows:
        contact = msgspec.json.decode(merged, type=LedgerContact)
        stood = tell_status(contact, on)
        if stood and stood[0] in AHEAD:
            found.append(Upcoming(contact, *stood))
    return found[:MOST], len(found) > MOST or len(rows) == _LOOKED_AT


def tell_status(contact: LedgerContact, on: date) -> tuple[Status, date | None] | None:
    """How a contact stood on a day, and since when that was said; None where nobody had told of it by then."""
    said = [step for step in contact.status_history if step.date and step.date.earliest <= on]
    if not said:
        return None
    last = said[-1]
    return last.status, last.date.earliest if last.date else None


def find_open_pledges(connection: Connection, on: date, kept: bool = False) -> tuple[list[Pledge], bool]:
    """Invitations and promises as they stood on a day, the latest first; and whether there are older ones.

    Open ones alone, unless `kept` asks for those as well that something came of.
    """
    rows = connection.execute(
        select(t.commitments.c.article)
        .where(t.commitments.c.told <= on.isoformat(), t.commitments.c.told >= _back(on).isoformat())
        .order_by(t.commitments.c.told.desc(), t.commitments.c.article)
        .limit(_TOLD + 1)
    ).scalars()
    articles = list(dict.fromkeys(rows))
    told = list(commitments_in(connection, articles[:_TOLD]))
    contacts = load_contacts(connection, {foreseen for *_, foreseen in told if foreseen})
    drafts = gather(told, {contact.id: contact for contact in contacts})
    pledges = []
    for draft in drafts:
        later = _later(connection, draft.by, draft.to, draft.said, on) if draft.kind == "invitation" else []
        known = {contact.id: contact for contact in (*contacts, *later)}
        pledges.append(follow(draft, [known[id] for id in sorted(known)], on))
    found = [one for one in pledges if kept or one.state in ("open", "not dated")]
    found.sort(key=lambda one: (one.said.earliest if one.said else date.min, one.told[0].article), reverse=True)
    return found, len(articles) > _TOLD


def _back(on: date) -> date:
    return on - LONGEST if on.toordinal() > LONGEST.days else date.min


def commitments_in(
    connection: Connection, articles: Sequence[str]
) -> Iterable[tuple[str, Interval | None, Commitment, str | None]]:
    """Each commitment of the articles, with when they appeared and the ledger's contact that it foresees."""
    own = t.articles.c
    homes = select(t.reports.c.article, t.reports.c.local_id, t.crosswalk.c.contact)
    homes = homes.join(t.crosswalk, t.crosswalk.c.report == t.reports.c.id).where(t.reports.c.article.in_(articles))
    home = {(row.article, row.local_id): row.contact for row in connection.execute(homes)}
    query = select(own.id, own.reading, own.published_earliest, own.published_latest).where(own.id.in_(articles))
    for row in connection.execute(query.order_by(own.id)):
        days = row.published_earliest and Interval(
            date.fromisoformat(row.published_earliest), date.fromisoformat(row.published_latest)
        )
        for one in msgspec.json.decode(row.reading, type=CommitmentsOf).commitments:
            yield row.id, days or None, one, home.get((row.id, one.foresees or ""))


def load_contacts(connection: Connection, ids: Iterable[str]) -> list[LedgerContact]:
    """The contacts of some ids, as far as they are there."""
    query = select(t.contacts.c.merged).where(t.contacts.c.id.in_(sorted(ids)))
    return [msgspec.json.decode(merged, type=LedgerContact) for merged in connection.execute(query).scalars()]


def _later(
    connection: Connection, by: Sequence[str], to: Sequence[str], said: Interval | None, on: date
) -> list[LedgerContact]:
    """The first contacts of host and guest after an invitation, by the days they are listed under."""
    if said is None or not by or not to:
        return []
    sides = [[key_of_person(key) for key in keys_of(names)] for names in (by, to)]
    fewer, more = sorted(sides, key=lambda keys: _number(connection, keys))
    own, other = t.entries.alias("own"), t.entries.alias("other")
    same = (other.c.ordered_by == own.c.ordered_by, other.c.contact == own.c.contact)
    query = (
        select(own.c.ordered_by, own.c.contact)
        .where(own.c.key.in_(fewer), own.c.ordered_by > said.earliest.isoformat(), own.c.ordered_by <= on.isoformat())
        .where(select(literal(1)).where(other.c.key.in_(more), *same).exists())
        .distinct()
        .order_by(own.c.ordered_by, own.c.contact)
        .limit(_EACH)
    )
    return load_contacts(connection, [row.contact for row in connection.execute(query)])


def _number(connection: Connection, keys: Sequence[str]) -> int:
    """How many entries some keys have."""
    number = select(func.coalesce(func.sum(t.tallies.c.number), 0)).where(t.tallies.c.key.in_(keys))
    return int(connection.execute(number).scalar_one())


def keys_of(names: Iterable[str]) -> list[str]:
    """The keys under which the participants of these names can stand: as they are, and by all names of who is meant.

    >>> "xi jinping" in keys_of(["Xi"])
    True
    """
    found = set()
    for name in names:
        found.add(" ".join(name_words(name)))
        person = known_person(name)
        if person:
            known = load().person(person)
            found |= {" ".join(name_words(one)) for one in (known.name, *known.aliases)}
    return sorted(found)
