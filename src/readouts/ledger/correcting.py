"""Fields of a contact that a person can correct: from the words of the command line to the value, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, get_args

import msgspec

from readouts.errors import UsageError
from readouts.knowledge.days import read_days
from readouts.ledger.choose import print_days
from readouts.ledger.contact import Lasting, LedgerContact, Party, Side, When, Where
from readouts.model import Channel, Interval, PersonKind, Status, VisitType

UNKNOWN = "-"
"""What says that a value is not known."""


@dataclass(frozen=True, slots=True)
class _Field:
    """How a field's value is read and printed; `kind` is its type, `required` one that is never unknown."""

    kind: object
    read: Callable[[str], object]
    show: Callable[[object], str]
    required: bool = False


def read_value(field: str, words: str) -> str:
    """The value that words say, as JSON; "-" is: not known.

    Raises UsageError where the field cannot be corrected, or the words are none of its values.

    >>> read_value("place", "Geneva/CHE"), read_value("duration", "60/90"), read_value("place", "-")
    ('{"name":"Geneva","state":"CHE"}', '{"at_least_minutes":60,"at_most_minutes":90}', 'null')
    """
    told = _FIELDS.get(field)
    if told is None:
        raise UsageError(f"{field!r} cannot be corrected; these can: {', '.join(FIELDS)}")
    if words.strip() == UNKNOWN:
        if told.required:
            raise UsageError(f"{field} cannot be unknown")
        return msgspec.json.encode(() if field == "topics" else None).decode()
    return msgspec.json.encode(told.read(words.strip())).decode()


def check_value(field: str, value: str) -> None:
    """Raises UsageError where JSON is no value of the field."""
    if field not in _FIELDS:
        raise UsageError(f"{field!r} cannot be corrected; these can: {', '.join(FIELDS)}")
    try:
        _decode(field, value)
    except msgspec.MsgspecError as error:
        raise UsageError(f"{value} is no value of {field}: {error}") from None


def value_of(contact: LedgerContact, field: str) -> str:
    """The value of a field of a contact as JSON."""
    return msgspec.json.encode(getattr(contact, field)).decode()


def show_value(field: str, value: str) -> str:
    """A value given as JSON in the words that `read_value` takes.

    >>> show_value("place", '{"name":"Geneva","state":"CHE"}')
    'Geneva/CHE'
    """
    typed = _decode(field, value)
    return UNKNOWN if typed is None or typed == () else _FIELDS[field].show(typed)


def correct(contact: LedgerContact, field: str, value: str) -> LedgerContact:
    """The contact with another value in a field; a date that a person gives leaves no other bounds open."""
    changed: dict[str, Any] = {field: _decode(field, value)}
    corrected = replace(contact, **changed)
    return replace(corrected, not_before=None, not_after=None) if field == "date" and corrected.date else corrected


def _decode(field: str, value: str) -> object:
    return msgspec.json.decode(value, type=_FIELDS[field].kind)


def _one_of(name: str, values: tuple[str, ...]) -> Callable[[str], object]:
    def read(words: str) -> str:
        if words not in values:
            raise UsageError(f"{words!r} is no {name}; known: {', '.join(values)}")
        return words

    return read


def _read_date(words: str) -> object:
    try:
        days = read_days(words)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if days is None:
        raise UsageError(f"{words!r} is no date")
    return When(earliest=days.earliest, latest=days.latest, zone=None, basis="stated", reports=0)


def _show_date(value: object) -> str:
    assert isinstance(value, When)
    return print_days(Interval(value.earliest, value.latest))


def _read_duration(words: str) -> object:
    """ "60" is an hour, "60/90" up to an hour and a half, "60/" at least and "/60" at most an hour."""
    low, slash, high = words.partition("/")
    try:
        least, most = (int(part) if part.strip() else None for part in (low, high if slash else low))
    except ValueError:
        least = most = None
    if (least is None and most is None) or min(least or 0, most or 0) < 0 or (most is not None and most < (least or 0)):
        raise UsageError(f"{words!r} is no duration; give minutes: 60, 60/90, 60/ or /60")
    return Lasting(at_least_minutes=least, at_most_minutes=most)


def _show_duration(value: object) -> str:
    assert isinstance(value, Lasting)
    low, high = ("" if bound is None else str(bound) for bound in (value.at_least_minutes, value.at_most_minutes))
    return low if low == high else f"{low}/{high}"


def _named(words: str) -> tuple[str, str | None]:
    """ "Geneva/CHE" as name and code."""
    name, _, code = (part.strip() for part in words.partition("/"))
    if not name or (code and not (code.isascii() and code.isalpha() and code.isupper())):
        raise UsageError(f"{words!r} is not understood; give a name, or a name and a code: Geneva/CHE")
    return name, code or None


def _show_named(value: object) -> str:
    assert isinstance(value, (Where, Side))
    return value.name + (f"/{value.state}" if value.state else "")


def _read_place(words: str) -> object:
    name, state = _named(words)
    return Where(name=name, state=state)


def _read_side(words: str) -> object:
    name, state = _named(words)
    return Side(name=name, state=state)


def _read_parties(words: str) -> object:
    return tuple(_read_party(one.strip()) for one in words.split(";") if one.strip()) or _refuse_none()


def _refuse_none() -> object:
    raise UsageError("a contact needs participants; give NAME/STATE/OFFICE, several parted by ;")


def _read_party(words: str) -> Party:
    """ "Eino Aalto/NMK/president"; "office:", "delegation:", "state:" or "body:" before what is no person's name."""
    head, colon, rest = words.partition(":")
    kinds = get_args(PersonKind)
    kind: PersonKind = "person"
    if colon and head in kinds:
        kind, words = next(one for one in kinds if one == head), rest
    named, office = [*words.split("/", 2)[:2], ""], words.split("/", 2)[2:]
    name, state = _named("/".join(named[:2]))
    return Party(
        name=name, kind=kind, state=state, office=office[0].strip() if office else None, role="participant", reports=0
    )


def _show_parties(value: object) -> str:
    assert isinstance(value, tuple)
    return "; ".join(map(_show_party, value))


def _show_party(party: Party) -> str:
    kind = "" if party.kind == "person" else f"{party.kind}:"
    office = f"/{party.office}" if party.office else ""
    return f"{kind}{party.name}/{party.state or ''}{office}" if party.state or office else f"{kind}{party.name}"


def _read_topics(words: str) -> object:
    return tuple(sorted({one.strip() for one in words.split(";") if one.strip()}))


def _show_topics(value: object) -> str:
    assert isinstance(value, tuple)
    return "; ".join(value)


def _read_main(words: str) -> object:
    return _one_of("answer", ("yes", "no"))(words) == "yes"


_FIELDS = {
    "participants": _Field(tuple[Party, ...], _read_parties, _show_parties, required=True),
    "channel": _Field(Channel, _one_of("channel", get_args(Channel)), str, required=True),
    "status": _Field(Status, _one_of("status", get_args(Status)), str, required=True),
    "date": _Field(When | None, _read_date, _show_date),
    "place": _Field(Where | None, _read_place, _show_named),
    "duration": _Field(Lasting | None, _read_duration, _show_duration),
    "visit_type": _Field(VisitType | None, _one_of("visit type", get_args(VisitType)), str),
    "setting": _Field(str | None, str, str),
    "topics": _Field(tuple[str, ...], _read_topics, _show_topics),
    "asked_for_by": _Field(Side | None, _read_side, _show_named),
    "announced_first_by": _Field(Side | None, _read_side, _show_named),
    "main": _Field(bool, _read_main, lambda value: "yes" if value else "no", required=True),
}
FIELDS = tuple(_FIELDS)
"""The fields that a person can correct."""
