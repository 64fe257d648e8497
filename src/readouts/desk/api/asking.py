"""What may stand behind the paths of the API, in what form, and how it becomes what a ledger is asked."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from readouts.desk.api.operation import Problem
from readouts.desk.viewing import View
from readouts.errors import UsageError
from readouts.knowledge import Knowledge, load
from readouts.knowledge.days import read_days
from readouts.ledger import Query
from readouts.ledger.chronicle import Asked
from readouts.ledger.doubtful import DoubtKind
from readouts.ledger.entries import Sureness
from readouts.ledger.listing import Place
from readouts.ledger.meetings import TOOK_PLACE, Among, Of
from readouts.ledger.party import name_words
from readouts.ledger.queue import QueueOf
from readouts.model import Channel, Status

MOST = 100
"""Rows of one page."""

Words = Annotated[str, Meta(min_length=1, max_length=300)]
Id = Annotated[str, Meta(min_length=1, max_length=500)]
Limit = Annotated[int, Meta(ge=1, le=MOST, description="How many rows.")]
After = Annotated[str, Meta(max_length=1000, description="The `next` of the page before.")]
Page = Annotated[int, Meta(ge=0, le=1000, description="Counted from 0.")]
Days = Annotated[
    str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="A day, a month or a year: 2025-03-01, 2025.")
]
Names = Annotated[tuple[Words, ...], Meta(max_length=10, description="Names or parts of names; each must take part.")]
States = Annotated[
    tuple[Words, ...], Meta(max_length=10, description="States or bodies by code or name; each must take part.")
]
Switch = Annotated[bool, Meta(description="Whether they count.")]


class Paged(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One page of rows."""

    limit: Limit = 50
    after: After | None = None


class Filters(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which contacts: all that is given must hold, of several channels or statuses one."""

    person: Names = ()
    state: States = ()
    channel: tuple[Channel, ...] = ()
    status: tuple[Status, ...] = ()
    since: Days | None = msgspec.field(default=None, name="from")
    until: Days | None = msgspec.field(default=None, name="to")
    text: Annotated[str, Meta(min_length=1, max_length=300, description="All these words in one article.")] | None = (
        None
    )
    rejected: Annotated[bool, Meta(description="Also those that people rejected.")] = False


class TimelineAsked(Filters, frozen=True, kw_only=True):
    """Which contacts, as the page of the timeline asks for them."""

    pair: Annotated[tuple[Words, ...], Meta(max_length=2, description="Two persons or states; both take part.")] = ()
    certainty: Annotated[tuple[Sureness, ...], Meta(description="How sure the day is.")] = ()
    level: Annotated[Literal["all", "ministers", "leaders"], Meta(description="Who leads two sides at least.")] = "all"
    outlets: Annotated[int, Meta(ge=0, le=999, description="In so many outlets at least.")] = 0


class ContactsAsked(TimelineAsked, frozen=True, kw_only=True):
    """Which contacts, in which order, and which page of them."""

    order: Literal["newest", "oldest"] = "oldest"
    limit: Limit = 50
    after: After | None = None


class HeapsAsked(TimelineAsked, frozen=True, kw_only=True):
    """Which contacts, and how long the stretches of time are."""

    by: Literal["year", "month", "day"] = "year"


class NamesAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose names."""

    q: Annotated[str, Meta(min_length=1, max_length=300, description="How words of the name begin.")] | None = None
    after: Annotated[str, Meta(max_length=1000, description="The key of the last of the page before.")] = ""
    limit: Limit = 50


class WaitingAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which questions."""

    of: QueueOf = "which contact"
    after: Annotated[str, Meta(max_length=1000, description="The `next` of the portion before.")] | None = None


class DayAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """On which day; today unless it is said."""

    on: date | None = None


class ArticlesAsked(Paged, frozen=True, kw_only=True):
    """Which articles."""

    outlet: Words | None = None


class ReportsAsked(Paged, frozen=True, kw_only=True):
    """Which reports."""

    article: Id | None = None


class StatementsAsked(Paged, frozen=True, kw_only=True):
    """Which statements."""

    article: Id | None = None
    speaker: Annotated[str, Meta(min_length=1, max_length=300, description="A name or a part of it.")] | None = None


class FieldAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """Of which field."""

    field: Annotated[str, Meta(max_length=40)] | None = None


class SidesAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose accounts, by the ids of the articles; without, the official ones."""

    a: Id | None = None
    b: Id | None = None


class VersionsAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """Of which article, by an id of now or of then."""

    article: Id


class SearchAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is looked for."""

    q: Annotated[str, Meta(min_length=1, max_length=300, description='Words, "in quotes" a phrase.')]
    kind: Literal["articles", "statements", "contacts"] = "articles"
    since: Days | None = msgspec.field(default=None, name="from")
    until: Days | None = msgspec.field(default=None, name="to")
    outlet: Words | None = None
    speaker: Words | None = None
    page: Page = 0


class CountAsked(Filters, frozen=True, kw_only=True):
    """Which contacts are counted, by what, and what counts; without a status those that are held or ongoing."""

    by: Literal["all", "person", "pair", "state", "channel", "status", "year", "month"] = "all"
    stopovers: Switch = True
    private: Switch = True
    margins: Switch = True
    parts: Switch = True
    group_calls: Switch = True
    background: Switch = True
    messages: Switch = False
    summits: Literal["one", "pairs"] = "one"
    ranks: Literal["all", "ministers", "leaders"] = "all"
    trips: Literal["stops", "trips"] = "stops"


class DoubtsAsked(Paged, frozen=True, kw_only=True):
    """Which doubts."""

    kind: DoubtKind | None = None


class PledgesAsked(DayAsked, frozen=True, kw_only=True):
    """As they stood on which day."""

    kept: Annotated[bool, Meta(description="Also those that something came of.")] = False


class MetAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Among which contacts somebody met somebody, and whether persons or states are counted."""

    person: Annotated[tuple[Words, ...], Meta(max_length=10, description="Whole names.")] = ()
    state: Words | None = None
    channel: tuple[Channel, ...] = ()
    status: tuple[Status, ...] = TOOK_PLACE
    since: Days | None = msgspec.field(default=None, name="from")
    until: Days | None = msgspec.field(default=None, name="to")
    of: Of = "persons"
    limit: Limit = 50


class OfficesAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose offices, in which state, on which day."""

    person: Words | None = None
    state: Words | None = None
    on: date | None = None


def build_query(asked: Filters) -> Query:
    """What the filters ask of the contacts; raises UsageError for what means nothing."""
    return Query(
        persons=asked.person,
        states=tuple(read_state(state) for state in asked.state),
        channels=asked.channel,
        statuses=asked.status,
        since=first_day(asked.since),
        until=last_day(asked.until),
        words=asked.text,
        rejected=asked.rejected,
    )


def build_asked(asked: TimelineAsked, names: Callable[[str], tuple[str, ...]]) -> Asked:
    """What the filters ask of the timeline; `names` finds the keys of names. UsageError for what means nothing."""
    view = View(
        person=asked.person,
        state=asked.state,
        pair=asked.pair,
        text=asked.text or "",
        since=asked.since or "",
        until=asked.until or "",
        channel=asked.channel,
        status=asked.status,
        certainty=asked.certainty,
        level=asked.level,
        outlets=asked.outlets,
        rejected=asked.rejected,
    )
    return view.asked(names, known())


def build_among(asked: MetAsked) -> Among:
    """Among which contacts is counted."""
    return Among(
        keys=tuple(_key(name) for name in asked.person),
        state=read_state(asked.state) if asked.state else None,
        since=first_day(asked.since),
        until=last_day(asked.until),
        channels=asked.channel,
        statuses=asked.status,
    )


def read_state(name: str) -> str:
    """The code of a state or body, by code or name; raises UsageError where nobody knows it."""
    code = known().state_of(name)
    if known().state(name.upper()):
        return name.upper()
    if code is None:
        raise UsageError(f"no state or body is called {name!r}")
    return code


def first_day(days: str | None) -> date | None:
    """The first day of a day, month or year."""
    return _days(days)[0] if days else None


def last_day(days: str | None) -> date | None:
    """The last day of a day, month or year."""
    return _days(days)[1] if days else None


def read_place(after: str | None, kinds: Sequence[type]) -> Place | None:
    """Where the page before ended, values of these kinds; raises Problem 400 where it is not one that was given out."""
    if after is None:
        return None
    try:
        place = msgspec.json.decode(urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, RecursionError):
        place = None
    sound = isinstance(place, list) and [type(value) for value in place] == list(kinds)
    if not sound or any("\0" in value if isinstance(value, str) else abs(value) >= 2**31 for value in place):
        raise Problem(400, "`after` is not the `next` of a page")
    return tuple(place)


def write_place(place: Place | None) -> str | None:
    """Where a page ended, as it is given out."""
    return None if place is None else urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


@cache
def known() -> Knowledge:
    """What is known of states and offices."""
    return load()


def _days(days: str) -> tuple[date, date]:
    try:
        found = read_days(days)
    except ValueError as error:
        raise UsageError(str(error)) from None
    assert found is not None
    return found


def _key(name: str) -> str:
    words = name_words(name)
    if not words:
        raise UsageError(f"{name!r} is no name")
    return " ".join(words)
