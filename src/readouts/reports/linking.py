"""Statements and commitments → the contact at or about which each was said, and that each foresees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from readouts.model import CALLS, Channel, Commitment, Contact, Span, Statement

# "the call", "their meeting", "during the talks": a contact of that sort which the text has told of
_REFERS = re.compile(
    r"\b(?:the|this|that|their|his|her|during|after|following)\s(?:[a-z-]+\s){0,2}"
    r"(?P<noun>phone call|call|conversation|meeting|visit|trip|summit|talks|negotiations|letter|message)\b",
    re.IGNORECASE,
)
_SORTS: dict[str, tuple[Channel, ...]] = {
    "phone call": CALLS,
    "call": CALLS,
    "conversation": (*CALLS, "talks"),
    "meeting": ("meeting", "visit", "summit", "talks"),
    "visit": ("visit",),
    "trip": ("visit",),
    "summit": ("summit", "meeting"),
    "talks": ("talks", "meeting", "visit", "call"),
    "negotiations": ("talks",),
    "letter": ("message",),
    "message": ("message",),
}


def link(statements: Iterable[Statement], contacts: Sequence[Contact], text: str) -> tuple[Statement, ...]:
    """The statements, each with the id of its contact; None where the words tell of none, or of several alike.

    In this order: what is said tells of the contact (its words stand in the contact's evidence); the words of saying
    do, and the speaker takes part; either names a call, a meeting or the like by its noun, and the text tells of one
    contact of that sort only.

    "Macron said he would call Xi. "It was time," he said of the call": both are about the call.
    """
    return (
        tuple(replace(one, contact=_contact(one, contacts, text)) for one in statements)
        if contacts
        else tuple(statements)
    )


def foresee(found: Iterable[Commitment], contacts: Iterable[Contact]) -> tuple[Commitment, ...]:
    """Commitments with the contact that each foresees: one still to come that is told in the same words of a party."""
    ahead = [c for c in contacts if c.status in ("proposed", "invited", "announced", "confirmed")]
    result = []
    for one in found:
        names = {*one.by, *one.to}
        foreseen = [
            contact.id
            for contact in ahead
            if any(span.overlaps(one.span) for span in contact.evidence)
            and names & {party.name for party in contact.participants}
        ]
        result.append(replace(one, foresees=foreseen[0]) if len(foreseen) == 1 else one)
    return tuple(result)


def _contact(statement: Statement, contacts: Sequence[Contact], text: str) -> str | None:
    told = [contact for contact in contacts if _shares(statement.content, contact.evidence)]
    told = _narrowest(told, statement.content)
    if len(told) == 1:
        return told[0].id
    if told:
        named = [c for c in told if _takes_part(statement, c)]
        return named[0].id if len(named) == 1 else None
    around = _sentence(statement, text)
    saying = [c for c in contacts if _shares((around,), c.evidence) and _takes_part(statement, c)]
    if len(saying) == 1:
        return saying[0].id
    for match in _REFERS.finditer(text, around.start, around.end):
        sorts = _SORTS[match.group("noun").lower()]
        fits = [c for c in contacts if c.channel in sorts]
        mine = [c for c in fits if _takes_part(statement, c)] or fits
        if len(mine) == 1:
            return mine[0].id
    return None


def _narrowest(contacts: list[Contact], content: Sequence[Span]) -> list[Contact]:
    """Of several contacts told of, those whose own words stand wholly in what is said, where any do."""
    inside = [c for c in contacts if any(span.covers(part) for span in content for part in c.evidence)]
    return inside or contacts


def _shares(left: Iterable[Span], right: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)


def _sentence(statement: Statement, text: str) -> Span:
    """The stretch of the line from its last full stop before the statement to the first behind it."""
    parts = [*statement.content, *([statement.cue] if statement.cue else [])]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    before = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "? ", "! "))
    after = [place for mark in (". ", "\n", "? ", "! ") if (place := text.find(mark, end)) >= 0]
    return Span(before + 1, min(after, default=len(text)))


def _takes_part(statement: Statement, contact: Contact) -> bool:
    speaker = statement.speaker
    if speaker is None:
        return False
    names = re.split(r", | and ", speaker.name)
    return any(
        party.name in (speaker.name, *names) or (speaker.state is not None and party.state == speaker.state)
        for party in contact.participants
    )
