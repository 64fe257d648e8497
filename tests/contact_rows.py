"""What an article tells of contacts, as short rows: "Macron+Scholz phone_call held 2022-03-07", "-" for no day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

import readouts
from readouts.exchange import check
from readouts.model import Contact, Participant, Reading
from readouts.text import fold

NUMERAL = re.compile(r"^(?:I{1,3}|IV|V)$", re.IGNORECASE)
FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM"})


@cache
def reading_of(text: str, published: str) -> Reading:
    """The reading of a text, sound in itself."""
    reading = readouts.read_text(text, published=published)
    assert check(reading) == []
    return reading


def told(text: str, published: str) -> list[str]:
    """Each contact of a text as a row, sorted."""
    return sorted(map(row_of, reading_of(text, published).contacts))


def row_of(contact: Contact) -> str:
    """Parties, channel, status and days of one contact."""
    parties = "+".join(sorted(surname(one) for one in contact.participants))
    days = "-"
    if contact.date:
        first, last = contact.date.earliest.isoformat(), contact.date.latest.isoformat()
        days = first if first == last else f"{first}/{last}"
    return f"{parties} {contact.channel} {contact.status} {days}"


def surname(one: Participant) -> str:
    """The surname of a person without its accents; of anybody else the whole name in brackets."""
    if one.kind != "person":
        return f"({one.name})"
    names = [name for name in fold(one.name).title().split() if not NUMERAL.match(name)]
    return names[0] if one.state in FAMILY_NAME_FIRST else names[-1]


def marked(rows: Sequence[tuple[object, ...]], wrong: Mapping[str, str]) -> list[object]:
    """The rows, those marked whose text is read wrong today: such a row fails once it is read right, and its mark goes.

    `wrong` gives the reason by the first words of the text.
    """
    left = dict(wrong)
    made: list[object] = []
    for row in rows:
        texts = [part for part in row if isinstance(part, str)]
        key = next((key for key in left if any(text.startswith(key) for text in texts)), None)
        if key is None:
            made.append(row)
            continue
        fails = pytest.mark.xfail(strict=True, reason=left.pop(key), raises=(AssertionError, ValueError))
        made.append(pytest.param(*row, marks=fails))
    assert not left, f"no row has a text that begins with {list(left)}"
    return made
