"""All that a page shows of one contact, read in one go and bounded, however many articles report it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, select

from readouts.errors import UsageError
from readouts.ledger import tables as t
from readouts.ledger.ahead import commitments_in, load_contacts
from readouts.ledger.backing import find_copied, find_sources
from readouts.ledger.contact import LedgerContact
from readouts.ledger.entries import key_of_person
from readouts.ledger.following import LONGEST, Pledge, follow, gather
from readouts.ledger.party import name_words
from readouts.ledger.sidebyside import SideBySide, lay_side_by_side
from readouts.ledger.support import Source, Support, weigh

MOST = 30
"""Reports of a contact that are looked into: the first that appeared."""

LONGEST_TEXT = 15_000
"""Characters of a text that are laid beside another."""

_NEAR = 30
_PARTIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A contact with the articles that report it, its support, two accounts side by side, and pledges around it.

    `more` reports were not looked into. `beside` is None where there are no two accounts, or `apart` says why not.
    `before` are the invitations and promises that led here, `after` those told by the articles that report it.
    """

    contact: LedgerContact
    sources: tuple[Source, ...]
    more: int
    support: Support
    beside: SideBySide | None
    apart: str | None
    before: tuple[Pledge, ...]
    after: tuple[Pledge, ...]


def gather_dossier(connection: Connection, contact: LedgerContact, a: str | None, b: str | None) -> Dossier:
    """The dossier of a contact; `a` and `b` name the articles that are laid side by side."""
    some = replace(contact, reports=contact.reports[:MOST])
    sources = find_sources(connection, some)
    support = weigh(some, sources, find_copied(connection, sources))
    beside, apart = _beside(contact.id, sources, support, a, b)
    before, after = _pledges(connection, contact, [source.article for source in sources])
    return Dossier(
        contact=contact,
        sources=tuple(sources),
        more=len(contact.reports) - len(some.reports),
        support=support,
        beside=beside,
        apart=apart,
        before=before,
        after=after,
    )


def _beside(
    contact: str, sources: Sequence[Source], support: Support, a: str | None, b: str | None
) -> tuple[SideBySide | None, str | None]:
    """The two accounts that were named, else those of both sides, else the first two of different origins."""
    told = [replace(source, text=source.text[:LONGEST_TEXT]) for source in sources if source.text]
    if len({source.article for source in told}) < 2:
        return None, None
    try:
        return lay_side_by_side(contact, told, a, b), None
    except UsageError as error:
        if a and b:
            return None, str(error)
    held = {source.article for source in told}
    firsts = [one for origin in support.origins for one in origin.articles[:1] if one in held]
    chosen = list(dict.fromkeys([*firsts, *sorted(held)]))
    return lay_side_by_side(contact, told, chosen[0], chosen[1]), None


def _pledges(
    connection: Connection, contact: LedgerContact, own: Sequence[str]
) -> tuple[tuple[Pledge, ...], tuple[Pledge, ...]]:
    """What was promised before and this came of, and what the articles on it tell was promised."""
    others = list(_near(connection, contact))
    articles = dict.fromkeys([*own, *(member.article for other in others for member in other.reports[:3])])
    holding = select(t.commitments.c.article).where(t.commitments.c.article.in_(articles)).distinct()
    told = list(commitments_in(connection, sorted(connection.execute(holding).scalars())))
    foreseen = load_contacts(connection, {one for *_, one in told if one})
    known = {one.id: one for one in (contact, *others, *foreseen)}
    pledges = [follow(draft, [known[id] for id in sorted(known)], None) for draft in gather(told, known)]
    before = [one for one in pledges if contact.id in (one.fulfilled_by, one.foreseen)]
    after = [one for one in pledges if one not in before and any(telling.article in own for telling in one.told)]
    return tuple(before), tuple(after)


def _near(connection: Connection, contact: LedgerContact) -> Iterator[LedgerContact]:
    """Contacts of two of its parties in the time within which an invitation can lead somewhere."""
    day = contact.date.earliest if contact.date else contact.not_after or contact.not_before
    keys = [key_of_person(" ".join(name_words(party.name))) for party in contact.participants[:_PARTIES]]
    if day is None or len(keys) < 2:
        return
    own, other = t.entries.alias(), t.entries.alias()
    both = (
        select(own.c.contact)
        .join(other, (other.c.ordered_by == own.c.ordered_by) & (other.c.contact == own.c.contact))
        .where(own.c.key == keys[0], other.c.key.in_(keys[1:]), own.c.contact != contact.id)
    )
    first, last = (_shift(day, sign * LONGEST) for sign in (-1, 1))
    place = own.c.ordered_by
    ids: set[str] = set()
    for asked in (
        both.where(place >= first, place <= day.isoformat()).order_by(place.desc()),
        both.where(place > day.isoformat(), place <= last).order_by(place),
    ):
        ids |= set(connection.execute(asked.limit(_NEAR)).scalars())
    yield from load_contacts(connection, ids)


def _shift(day: date, by: timedelta) -> str:
    number = day.toordinal() + by.days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal())).isoformat()
