"""How a status and a day's doubt look: told apart by form, so that no colour is needed."""

from __future__ import annotations

from typing import Literal

from readouts.model import Status

Kind = Literal["took", "ahead", "moved", "off", "tried"]

KINDS: dict[Kind, str] = {
    "took": "held, ongoing",
    "ahead": "proposed, invited, announced, confirmed",
    "moved": "postponed",
    "off": "cancelled, denied",
    "tried": "attempted",
}
"""The kinds of status, each with what falls under it."""

_OF: dict[str, Kind] = {status: kind for kind, told in KINDS.items() for status in told.split(", ")}


def kind_of(status: Status) -> Kind:
    """The kind of a status, by which it is drawn.

    >>> kind_of("denied")
    'off'
    """
    return _OF[status]
