"""Contacts, what they rest on, how often they were, and who met whom where."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TypeVar

import msgspec

from readouts.desk.api.asking import (
    ContactsAsked,
    CountAsked,
    FieldAsked,
    HeapsAsked,
    MetAsked,
    SidesAsked,
    build_among,
    build_asked,
    build_query,
    read_place,
    write_place,
)
from readouts.desk.api.operation import Found, Nothing, Problem, Question
from readouts.errors import UsageError
from readouts.ledger import LedgerContact, Reason, Support
from readouts.ledger.chronicle import Heap, Place
from readouts.ledger.contact import tell_state
from readouts.ledger.counting import Count, Switches, count_contacts
from readouts.ledger.meetings import Meeting, Partner, Spot
from readouts.ledger.sidebyside import SideBySide

MOST_COUNTED = 20_000
"""Contacts that are counted for one answer."""

Value = TypeVar("Value")


class Contacts(msgspec.Struct, frozen=True):
    """A page of contacts by day; `next` leads to the one behind it."""

    contacts: tuple[LedgerContact, ...]
    next: str | None


class Timeline(msgspec.Struct, frozen=True):
    """How many contacts of each status and sureness lie in each year, month or day; "?" where no day is known."""

    heaps: tuple[Heap, ...]


class Reasons(msgspec.Struct, frozen=True):
    """What a contact's values rest on, report by report."""

    contact: str
    reasons: tuple[Reason, ...]


class Partners(msgspec.Struct, frozen=True):
    """Whom the persons or the state met most; `bounded` where older contacts were left uncounted."""

    partners: tuple[Partner, ...]
    bounded: bool


class Meetings(msgspec.Struct, frozen=True):
    """The pairs that met most; `bounded` where older contacts were left uncounted."""

    meetings: tuple[Meeting, ...]
    bounded: bool


class Places(msgspec.Struct, frozen=True):
    """Where contacts took place; `bounded` where older ones were left uncounted."""

    places: tuple[Spot, ...]
    bounded: bool


def list_contacts(question: Question[ContactsAsked, None]) -> Found:
    """One page of the contacts that meet the filters, undated ones last."""
    asked, chronicle = question.asked, question.ledger.chronicle
    place = read_place(asked.after, (str, str))
    leaf = chronicle.leaf(
        build_asked(asked, chronicle.names),
        asked.limit,
        Place(str(place[0]), str(place[1])) if place else None,
        newest_first=asked.order == "newest",
    )
    return Found(answer=Contacts(leaf.contacts, write_place(leaf.end)))


def show_timeline(question: Question[HeapsAsked, None]) -> Found:
    """How many contacts there are in each stretch of time."""
    chronicle = question.ledger.chronicle
    heaps = chronicle.heaps(build_asked(question.asked, chronicle.names), question.asked.by)
    return Found(answer=Timeline(tuple(heaps)))


def show_contact(question: Question[Nothing, None]) -> Found:
    """One contact; its ETag is what `If-Match` takes."""
    contact = find_contact(question.ledger.contact, question.path["contact"])
    return Found(answer=contact, etag=tell_state(contact))


def show_reasons(question: Question[FieldAsked, None]) -> Found:
    """The sentences behind a contact's values."""
    contact = find_contact(question.ledger.contact, question.path["contact"])
    return Found(answer=Reasons(contact.id, tuple(question.ledger.reasons(contact.id, question.asked.field))))


def show_support(question: Question[Nothing, None]) -> Found:
    """Its independent origins, and which articles are copies of which."""
    support: Support = find_contact(question.ledger.support, question.path["contact"])
    return Found(answer=support)


def show_side_by_side(question: Question[SidesAsked, None]) -> Found:
    """Two accounts of it: what both say, what only one."""
    contact = find_contact(question.ledger.contact, question.path["contact"])
    try:
        laid: SideBySide = question.ledger.side_by_side(contact.id, question.asked.a, question.asked.b)
    except UsageError as error:
        raise Problem(422, str(error)) from None
    return Found(answer=laid)


def count(question: Question[CountAsked, None]) -> Found:
    """How many contacts, by which rules."""
    asked = question.asked
    query = msgspec.structs.replace(asked, status=())
    some = list(islice(question.ledger.contacts(build_query(query)), MOST_COUNTED + 1))
    if len(some) > MOST_COUNTED:
        raise Problem(422, f"more than {MOST_COUNTED} contacts meet this; ask for less: a person, a state, a year")
    switches = Switches(
        statuses=asked.status or ("held", "ongoing"),
        stopovers=asked.stopovers,
        private=asked.private,
        margins=asked.margins,
        parts=asked.parts,
        group_calls=asked.group_calls,
        background=asked.background,
        messages=asked.messages,
        summits=asked.summits,
        ranks=asked.ranks,
        trips=asked.trips,
    )
    counted: Count = count_contacts(some, asked.by, switches)
    return Found(answer=counted)


def list_partners(question: Question[MetAsked, None]) -> Found:
    """Whom persons or a state met."""
    asked = question.asked
    if not asked.person and not asked.state:
        raise Problem(400, "say who met them: `person` or `state`")
    return Found(answer=Partners(*_fixed(question.ledger.survey.partners(build_among(asked), asked.of, asked.limit))))


def list_meetings(question: Question[MetAsked, None]) -> Found:
    """Who met whom."""
    asked = question.asked
    return Found(answer=Meetings(*_fixed(question.ledger.survey.meetings(build_among(asked), asked.of, asked.limit))))


def list_places(question: Question[MetAsked, None]) -> Found:
    """Where they met."""
    spots, bounded = question.ledger.survey.places(build_among(question.asked))
    return Found(answer=Places(tuple(spots[: question.asked.limit]), bounded))


def find_contact(find: Callable[[str], Value], id: str) -> Value:
    """What there is of a contact by its id or the first letters of it; raises Problem 404 where there is none."""
    try:
        return find(id)
    except UsageError as error:
        raise Problem(404, str(error)) from None


def _fixed(found: tuple[list[Value], bool]) -> tuple[tuple[Value, ...], bool]:
    return tuple(found[0]), found[1]
