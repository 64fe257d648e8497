"""What is part of what: the meetings of a visit, the stops of a trip, what happened on the margins of a summit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readouts.model import Channel, Contact, Status

Layer = Literal["alone", "part", "whole"]
"""Whether an article places a report in another, or another in it: a visit and its meeting are never one contact."""

STATED, WITHIN = "said of the report", "days, sides and land of the visit"
LEVELS: dict[Channel, int] = {"visit": 4, "summit": 3, "talks": 2, "meeting": 1}
"""What is wide enough to hold others: the higher the wider; what is not named holds nothing."""

WHOLES: tuple[Channel, ...] = ("visit", "summit")
"""What a report can lie within that does not say so itself."""

_IN_PERSON: tuple[Channel, ...] = ("meeting", "talks", "summit")
_AHEAD: tuple[Status, ...] = ("proposed", "invited", "announced", "confirmed")
_DONE: tuple[Status, ...] = ("held", "ongoing")


@dataclass(frozen=True, slots=True)
class Part:
    """A report that is part of another of its article, both by their ids in it, and the rule that says so."""

    report: str
    whole: str
    rule: str


def find_parts(contacts: Sequence[Contact]) -> list[Part]:
    """What an article's reports are part of: as they say themselves, else of the one visit or summit they lie within.

    A meeting lies within a visit where all of its sides take part in that, its days are days of it, and the place, if
    it is told, is in the land of the host; both must be expected, or both be told as held, by the same article.
    """
    ids = {contact.id for contact in contacts}
    found: list[Part] = []
    for contact in contacts:
        if contact.part_of in ids and contact.part_of != contact.id:
            found.append(Part(contact.id, contact.part_of, STATED))
            continue
        wholes = [other.id for other in contacts if _within(contact, other)]
        if len(wholes) == 1:
            found.append(Part(contact.id, wholes[0], WITHIN))
    return found


def tell_layers(contacts: Sequence[Contact]) -> dict[str, Layer]:
    """What is part of another and what holds others among an article's reports, by their ids; both: what holds."""
    parts = find_parts(contacts)
    layers: dict[str, Layer] = {one.report: "part" for one in parts}
    return layers | {one.whole: "whole" for one in parts}


def _within(part: Contact, whole: Contact) -> bool:
    if whole.channel not in WHOLES or part.channel not in _IN_PERSON:
        return False
    if LEVELS[part.channel] >= LEVELS[whole.channel] or part.date is None or whole.date is None:
        return False
    together = any(part.status in some and whole.status in some for some in (_AHEAD, _DONE))
    days = whole.date.earliest <= part.date.earliest and part.date.latest <= whole.date.latest
    sides = {one.state for one in part.participants if one.state}
    around = {one.state for one in whole.participants if one.state}
    if not (together and days and len(sides) > 1 and sides <= around):
        return False
    return part.place is None or part.place.state is None or part.place.state in _lands(whole)


def _lands(whole: Contact) -> set[str | None]:
    """Where a visit or summit can be: in the land of its place, else of a host, else of anybody."""
    if whole.place and whole.place.state:
        return {whole.place.state}
    hosts = {one.state for one in whole.participants if one.role == "host"}
    return hosts or {one.state for one in whole.participants}
