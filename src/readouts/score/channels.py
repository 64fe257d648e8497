"""Channels and statuses as they are compared: one spelling each, and the groups inside which values agree."""

from __future__ import annotations

_SPELLINGS = {  # what a gold file may write
    "phone call": "phone_call",
    "video call": "video_call",
    "call (unspecified)": "call",
    "in-person meeting": "meeting",
    "negotiation/talks (unspecified)": "talks",
    "letter/message": "message",
}
_REMOTE, _IN_PERSON = frozenset({"remote"}), frozenset({"in person"})
_FAMILIES = {
    "call": _REMOTE,
    "phone_call": _REMOTE,
    "video_call": _REMOTE,
    "meeting": _IN_PERSON,
    "visit": _IN_PERSON,
    "summit": _IN_PERSON,
    "talks": _REMOTE | _IN_PERSON,  # talks may be held either way
    "message": frozenset({"message"}),
}
_OTHER = frozenset({"other"})
_STATUS_GROUPS = {"confirmed": "announced", "invited": "proposed", "ongoing": "held"}


def channel(value: str | None) -> str:
    """The channel in the spelling of the exchange format.

    >>> channel("video call"), channel(None)
    ('video_call', 'other')
    """
    spelt = (value or "other").strip()
    return _SPELLINGS.get(spelt, spelt.replace(" ", "_"))


def related(a: str, b: str) -> bool:
    """Whether two channels (as `channel` spells them) are of one family.

    >>> related("call", "phone_call"), related("talks", "visit"), related("call", "visit")
    (True, True, False)
    """
    return bool(_FAMILIES.get(a, _OTHER) & _FAMILIES.get(b, _OTHER))


def status_group(value: str | None) -> str:
    """The status under which it is compared: confirmed counts as announced, invited as proposed, ongoing as held."""
    return _STATUS_GROUPS.get(value or "", value or "")
