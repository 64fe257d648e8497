"""What the timeline lists of a contact: a narrow row under each thing that it can be asked for."""

from __future__ import annotations

from typing import Literal

from readouts.ledger.contact import LedgerContact
from readouts.ledger.counting import Seen, sides_of
from readouts.ledger.party import name_words
from readouts.ledger.write import Row

Sureness = Literal["day", "days", "bounded", "unknown"]
"""How sure a contact's day is: known, one of several, bounded by when it was told, not known."""

ALL = "*"
"""The key under which every contact stands."""

MAIN, STOPOVER, PRIVATE, MARGINS, REJECTED, PART = 1, 2, 4, 8, 16, 32
"""The bits of `traits`."""


def key_of_person(name_key: str) -> str:
    """The key of a name in the form of `name_words`."""
    return f"n:{name_key}"


def key_of_state(code: str) -> str:
    """The key of a state or body."""
    return f"s:{code}"


def tell_sureness(contact: LedgerContact) -> Sureness:
    """How sure the day of a contact is."""
    if contact.date:
        return "day" if contact.date.earliest == contact.date.latest else "days"
    return "bounded" if contact.not_before or contact.not_after else "unknown"


def entry_rows(contact: LedgerContact, ordered_by: str) -> list[Row]:
    """The rows of a contact: under ALL, each participant's name, each state or body."""
    seen, sides = Seen(contact), sides_of(contact)
    traits = MAIN * seen.main | STOPOVER * seen.stopover | PRIVATE * seen.private | MARGINS * seen.margins
    traits |= REJECTED * (contact.verdict == "rejected") | PART * seen.part
    row: Row = {
        "ordered_by": ordered_by,
        "contact": contact.id,
        "latest": contact.date.latest.isoformat() if contact.date else None,
        "sureness": tell_sureness(contact),
        "channel": contact.channel,
        "status": contact.status,
        "traits": traits,
        "level": seen.level,
        "sides": seen.sides,
        "outlets": contact.outlets,
    }
    names = sorted({" ".join(name_words(party.name)) for party in contact.participants})
    keys = [ALL, *map(key_of_person, names), *map(key_of_state, sides)]
    return [{"key": key, **row} for key in keys]
