"""What is open and what was decided: doubts, judgements, pledges; and how much the ledger holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import Meta

from readouts.desk.api.asking import (
    DayAsked,
    DoubtsAsked,
    NamesAsked,
    OfficesAsked,
    Paged,
    PledgesAsked,
    WaitingAsked,
    known,
    read_place,
    write_place,
)
from readouts.desk.api.operation import Found, Nothing, Problem, Question
from readouts.errors import ChangedError, UsageError
from readouts.ledger import Decision, Doubtful, Held, Ledger, Size
from readouts.ledger.ahead import Upcoming
from readouts.ledger.contact import tell_state
from readouts.ledger.following import Pledge
from readouts.ledger.judgement import JudgementKind
from readouts.ledger.queue import Portion
from readouts.ledger.rolls import Listed, RollOf
from readouts.views.offices import Asked, find_tenures

Named = Annotated[str, Meta(min_length=1, max_length=500)]


class Judging(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody decides, as `readouts judge` takes it.

    `contacts` are ids; `field` and `value` say what is corrected; `reports` which leave the contact in a split;
    `undoes` the judgement that falls. `by` is told only where nobody signs in.
    """

    kind: JudgementKind
    why: Annotated[str, Meta(min_length=1, max_length=2000)]
    contacts: Annotated[tuple[Named, ...], Meta(max_length=20)] = ()
    field: Annotated[str, Meta(max_length=40)] | None = None
    value: Annotated[str, Meta(max_length=2000)] | None = None
    reports: Annotated[tuple[Named, ...], Meta(max_length=200)] = ()
    undoes: Annotated[str, Meta(max_length=64)] | None = None
    by: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


class Doubts(msgspec.Struct, frozen=True):
    """A page of what is unsure: the queue of review."""

    doubts: tuple[Doubtful, ...]
    next: str | None


class Judgements(msgspec.Struct, frozen=True):
    """A page of what people judged, in the order it was judged."""

    judgements: tuple[Held, ...]
    next: str | None


class Pledges(msgspec.Struct, frozen=True):
    """Invitations and promises, the latest first; `bounded` where there are older ones."""

    pledges: tuple[Pledge, ...]
    bounded: bool


class Ahead(msgspec.Struct, frozen=True):
    """Contacts that lay ahead; `bounded` where there are more."""

    upcoming: tuple[Upcoming, ...]
    bounded: bool


class Names(msgspec.Struct, frozen=True):
    """A page of persons, states or outlets by key, each with how often it appears."""

    names: tuple[Listed, ...]
    next: str | None


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in an office, from the first day it may have been held to the last."""

    person: str
    state: str
    office: str
    kind: str
    earliest: str | None
    latest: str | None
    acting: bool
    source: str


class Offices(msgspec.Struct, frozen=True):
    """Who held which office when, as far as it is known."""

    offices: tuple[Office, ...]


def show_size(question: Question[Nothing, None]) -> Found:
    """How much there is."""
    size: Size = question.ledger.size()
    return Found(answer=size)


def list_doubts(question: Question[DoubtsAsked, None]) -> Found:
    """What was held back, is doubtful, or waits for a person."""
    asked = question.asked
    listed = question.ledger.listing.doubts(asked.kind, _start(asked), asked.limit)
    return Found(answer=Doubts(listed.rows, write_place(listed.end)))


def list_waiting(question: Question[WaitingAsked, None]) -> Found:
    """The questions of one kind that nobody has answered, the newest first."""
    portion: Portion = question.ledger.survey.waiting(question.asked.of, question.asked.after)
    return Found(answer=portion)


def list_judgements(question: Question[Paged, None]) -> Found:
    """Who judged what."""
    (start,), held = _start(question.asked), question.ledger.judgements()
    end = start + question.asked.limit
    return Found(answer=Judgements(tuple(held[start:end]), write_place((end,)) if end < len(held) else None))


def show_judgement(question: Question[Nothing, None]) -> Found:
    """One judgement as it is now."""
    return Found(answer=_held(question.ledger, question.path["judgement"]))


def judge(question: Question[Nothing, Judging]) -> Found:
    """Writes a judgement down; with If-Match only if the contacts are still as they were seen."""
    body = question.body
    name = question.visitor.name
    if name is not None and body.by not in (None, name):
        raise Problem(422, f"judgements are signed with the name of the account: {name}")
    by = name or body.by
    if by is None:
        raise Problem(422, "say who judges: `by`")
    decision = Decision(
        kind=body.kind,
        by=by,
        made=question.now.isoformat(timespec="seconds"),
        why=body.why,
        contacts=body.contacts,
        field=body.field,
        value=body.value,
        reports=body.reports,
        undoes=body.undoes,
    )
    try:
        seen = _seen(question.ledger, body.contacts, question.if_match) if question.if_match is not None else {}
        made = question.ledger.judge(decision, seen=seen)
    except ChangedError as error:
        raise Problem(412, str(error)) from None
    except UsageError as error:
        raise Problem(422, str(error)) from None
    return Found(answer=_held(question.ledger, made.id), made=f"/api/v1/judgements/{quote(made.id)}")


def list_pledges(question: Question[PledgesAsked, None]) -> Found:
    """Invitations and promises, and what came of them."""
    on = question.asked.on or question.now.date()
    pledges, bounded = question.ledger.survey.open_pledges(on, question.asked.kept)
    return Found(answer=Pledges(tuple(pledges), bounded))


def list_upcoming(question: Question[DayAsked, None]) -> Found:
    """Contacts that lay ahead on a day."""
    upcoming, bounded = question.ledger.survey.upcoming(question.asked.on or question.now.date())
    return Found(answer=Ahead(tuple(upcoming), bounded))


def list_names(of: RollOf) -> Callable[[Question[NamesAsked, None]], Found]:
    """Those who take part in contacts, or report them, by name."""

    def answer(question: Question[NamesAsked, None]) -> Found:
        asked = question.asked
        listed, more = question.ledger.survey.roll(of, asked.q or "", asked.after, asked.limit)
        return Found(answer=Names(tuple(listed), listed[-1].key if more and listed else None))

    return answer


def list_offices(question: Question[OfficesAsked, None]) -> Found:
    """Offices of a person or in a state."""
    asked = question.asked
    if not asked.person and not asked.state:
        raise Problem(400, "say whose offices: `person` or `state`")
    wanted = Asked(person=asked.person, state=asked.state, on=asked.on)
    found = [
        Office(
            person=known().person(one.person).name,
            state=one.state,
            office=one.title,
            kind=one.kind,
            earliest=one.start.earliest.isoformat() if one.start else None,
            latest=one.end.latest.isoformat() if one.end else None,
            acting=one.acting,
            source=one.source,
        )
        for one in sorted(find_tenures(known(), wanted), key=lambda one: (one.state, one.kind, one.possible))
    ]
    return Found(answer=Offices(tuple(found)))


def _start(asked: Paged) -> tuple[int]:
    """Behind how many rows the page begins."""
    (start,) = read_place(asked.after, (int,)) or (0,)
    return (max(int(start), 0),)


def _held(ledger: Ledger, id: str) -> Held:
    held = next((one for one in ledger.judgements() if one.id == id), None)
    if held is None:
        raise Problem(404, "no judgement has this id")
    return held


def _seen(ledger: Ledger, contacts: Sequence[str], if_match: str) -> dict[str, str]:
    """The contacts as they are, if they are as they were seen; raises ChangedError where not."""
    seen = {part.strip().removeprefix("W/").strip('"') for part in if_match.split(",")}
    found = {}
    for prefix in contacts:
        contact = ledger.contact(prefix)
        state = tell_state(contact)
        if state not in seen and seen != {"*"}:
            raise ChangedError(f"contact {contact.id} was changed after you looked at it; look at it again")
        found[contact.id] = state
    return found
