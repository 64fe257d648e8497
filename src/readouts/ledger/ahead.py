"""What lay ahead on a day: contacts announced for it or later, invitations and promises that nothing had come of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, bindparam, case, func, literal, or_, select

from readouts.knowledge import load
from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.ledger.entries import key_of_person
from readouts.ledger.following import LONGEST, CommitmentsOf, Draft, Pledge, follow, gather
from readouts.ledger.party import name_words
from readouts.ledger.report import AHEAD
from readouts.ledger.search import holds
from readouts.ledger.standing import known_person
from readouts.ledger.write import chunks
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
    own = t.contacts.c
    ahead = or_(*(holds(connection, own.merged, f'"status":"{status}"') for status in sorted(AHEAD)))
    query = (
        select(case((ahead, own.merged)))  # what never was ahead need not be read
        .where(own.ordered_by >= day, own.ordered_by < t.NO_DAY)
        .where(own.ordered_by <= (on + _LATER).isoformat(), own.verdict.is_distinct_from("rejected"))
        .order_by(own.ordered_by, own.id)
        .limit(_LOOKED_AT)
    )
    rows = connection.execute(query).scalars().all()
    found = []
    for merged in filter(None, rows):
        contact = msgspec.json.decode(merged, type=LedgerContact)
        stood = tell_status(contact, on)
        if stood and stood[0] in AHEAD:
            found.append(Upcoming(contact, *stood))
            if len(found) > MOST:
                break
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
    later = _later(connection, [draft for draft in drafts if draft.kind == "invitation"], on)
    after = {one.id: one for one in load_contacts(connection, {id for ids in later.values() for id in ids})}
    pledges = []
    for draft in drafts:
        known = {one.id: one for one in (*contacts, *(after[one] for one in later.get(id(draft), ())))}
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


_OWN, _OTHER = t.entries.alias("own"), t.entries.alias("other")
_MET = (
    select(_OWN.c.ordered_by, _OWN.c.contact)
    .where(_OWN.c.key.in_(bindparam("fewer", expanding=True)))
    .where(_OWN.c.ordered_by > bindparam("since"), _OWN.c.ordered_by <= bindparam("until"))
    .where(
        select(literal(1))
        .where(_OTHER.c.key.in_(bindparam("more", expanding=True)))
        .where(_OTHER.c.ordered_by == _OWN.c.ordered_by, _OTHER.c.contact == _OWN.c.contact)
        .exists()
    )
    .distinct()
    .order_by(_OWN.c.ordered_by, _OWN.c.contact)
    .limit(_EACH)
)


def _later(connection: Connection, drafts: Iterable[Draft], on: date) -> dict[int, list[str]]:
    """By `id` of each invitation the first contacts of host and guest after it, by the days they are listed under."""
    asked = []
    for draft in drafts:
        if draft.said and draft.by and draft.to:
            sides = [[key_of_person(key) for key in keys_of(names)] for names in (draft.by, draft.to)]
            asked.append((id(draft), sides, draft.said.earliest.isoformat()))
    keys = {key for _, sides, _ in asked for side in sides for key in side}
    numbers = _numbers(connection, keys, min((said for *_, said in asked), default=""), on)
    found = {}
    for draft_id, sides, said in asked:
        fewer, more = sorted(sides, key=lambda keys: sum(numbers.get(key, 0) for key in keys))
        if any(key in numbers for key in fewer):
            values = {"fewer": fewer, "more": more, "since": said, "until": on.isoformat()}
            found[draft_id] = [row.contact for row in connection.execute(_MET, values)]
    return found


def _numbers(connection: Connection, keys: Iterable[str], since: str, until: date) -> dict[str, int]:
    """How many entries each of some keys has in the years of some days, those without any left out."""
    own, found = t.tallies.c, dict[str, int]()
    for some in chunks(sorted(keys)):
        query = select(own.key, func.sum(own.number)).where(own.key.in_(some), own.first >= since[:4])
        query = query.where(own.first <= f"{until.year:04}").group_by(own.key)
        found |= {row[0]: int(row[1]) for row in connection.execute(query)}
    return found


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
