"""What a timeline's address asks for: filters and the switches of counting, so that a view can be shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeVar, cast, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from readouts.errors import UsageError
from readouts.knowledge import Knowledge
from readouts.knowledge.days import read_days
from readouts.ledger.chronicle import Asked, Place
from readouts.ledger.counting import Switches, print_value
from readouts.ledger.entries import Sureness
from readouts.model import Channel, Interval, Status
from readouts.views.offices import resolve_state
from readouts.views.words import show_word

Value = TypeVar("Value", bound=str)
LEVELS = ("all", "ministers", "leaders")
MOST_VALUES = 12
"""So many persons or states may be asked for at once."""

AS_SHIPPED = Switches()
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The words of an address; `after` is where a page begins, `order` is `newest` or `oldest` first."""

    person: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    text: str = ""
    since: str = ""
    until: str = ""
    channel: tuple[Channel, ...] = ()
    status: tuple[Status, ...] = ()
    certainty: tuple[Sureness, ...] = ()
    level: str = "all"
    outlets: int = 0
    rejected: bool = False
    order: Literal["newest", "oldest"] = "newest"
    after: str = ""
    switches: Switches = AS_SHIPPED

    def address(self, **changes: object) -> str:
        """The address of this view with other values, from its first page on.

        >>> View(person=("Xi",), after="2025-01-01~3f").address(channel=("visit",))
        '/?person=Xi&channel=visit'
        """
        other = replace(self, **{"after": "", **changes})  # type: ignore[arg-type]
        words = urlencode([*other.words()])
        return f"/?{words}" if words else "/"

    def words(self) -> Iterator[tuple[str, str]]:
        """The names and values of the address, those as shipped left out."""
        for field in fields(View):
            value = getattr(self, field.name)
            if field.name == "switches" or value == field.default:
                continue
            name = {"since": "from", "until": "to"}.get(field.name, field.name)
            for one in value if isinstance(value, tuple) else (value,):
                yield name, "yes" if one is True else str(one)
        yield from tell_switches(self.switches)

    def asked(self, names: Callable[[str], tuple[str, ...]], knowledge: Knowledge) -> Asked:
        """What it asks of a ledger, in which `names` finds keys; UsageError for what means nothing."""
        since, until = _days(self.since, "from"), _days(self.until, "to")
        states = [resolve_state(knowledge, one) for one in self.state]
        persons = list(self.person)
        for one in self.pair:
            code = state_code(knowledge, one)
            if code:
                states.append(code)
            else:
                persons.append(one)
        return Asked(
            persons=tuple(names(one) for one in persons),
            states=tuple(dict.fromkeys(states)),
            channels=self.channel,
            statuses=self.status,
            sureness=self.certainty,
            level=LEVELS.index(self.level),
            outlets=self.outlets,
            since=since.earliest if since else None,
            until=until.latest if until else None,
            words=self.text or None,
            rejected=self.rejected,
        )

    def place(self) -> Place | None:
        """Where the page begins."""
        day, mark, contact = self.after.partition("~")
        return Place(day, contact) if mark else None

    def chips(self) -> list[tuple[str, str]]:
        """Each filter in words, with the address of the view without it."""
        found: list[tuple[str, str]] = []
        for name in ("person", "state", "pair", "channel", "status", "certainty"):
            values: tuple[str, ...] = getattr(self, name)
            for one in values:
                rest = tuple(other for other in values if other != one)
                told = CERTAINTIES.get(one, show_word(one)) if name == "certainty" else show_word(one)
                found.append((told, self.address(**{name: rest})))
        if self.text:
            found.append((f"“{self.text}”", self.address(text="")))
        if self.since or self.until:
            told = f"{self.since or '…'} to {self.until or '…'}" if self.since != self.until else self.since
            found.append((told, self.address(since="", until="")))
        if self.level != "all":
            found.append((f"{self.level} on two sides", self.address(level="all")))
        if self.outlets:
            found.append((f"{self.outlets} outlets or more", self.address(outlets=0)))
        if self.rejected:
            found.append(("with those rejected", self.address(rejected=False)))
        return found


CERTAINTIES: dict[str, str] = {
    "day": "day known",
    "days": "one of several days",
    "bounded": "only bounded",
    "unknown": "day not known",
}


def read_view(words: QueryParams) -> View:
    """The view that an address asks for; raises UsageError, naming what is wrong, for what means nothing.

    >>> read_view(QueryParams("person=Xi&from=2025&messages=yes")).switches.messages
    True
    """
    if any("\0" in value or len(value) > _LONGEST for value in words.values()):
        raise UsageError("a value in the address is too long, or has a character that no text has")
    order = _one(words, "order", ("newest", "oldest"), "newest")
    outlets = words.get("outlets", "")
    if outlets and not (outlets.isascii() and outlets.isdigit() and len(outlets) < 4):
        raise UsageError(f"outlets: {outlets!r} is no number")
    for name in ("from", "to"):
        _days(words.get(name, ""), name)
    return View(
        person=_several(words, "person"),
        state=_several(words, "state"),
        pair=_several(words, "pair"),
        text=words.get("text", "").strip(),
        since=words.get("from", "").strip(),
        until=words.get("to", "").strip(),
        channel=_all_of(words, "channel", get_args(Channel)),
        status=_all_of(words, "status", get_args(Status)),
        certainty=_all_of(words, "certainty", get_args(Sureness)),
        level=_one(words, "level", LEVELS, "all"),
        outlets=int(outlets or 0),
        rejected=words.get("rejected") == "yes",
        order=cast("Literal['newest', 'oldest']", order),
        after=words.get("after", ""),
        switches=_read_switches(words),
    )


def state_code(knowledge: Knowledge, name: str) -> str | None:
    """The code that a name stands for, or that it is; None where it is none of a state or body."""
    return name if name.isupper() and knowledge.state(name) else knowledge.state_of(name)


def _read_switches(words: QueryParams) -> Switches:
    values: dict[str, object] = {}
    for field in fields(Switches):
        told = words.get(field.name)
        if field.name == "statuses" or told is None:
            continue
        if isinstance(field.default, bool):
            values[field.name] = _one(words, field.name, ("yes", "no"), "") == "yes"
        else:
            choices = {"summits": ("one", "pairs"), "ranks": LEVELS, "trips": ("stops", "trips")}[field.name]
            values[field.name] = _one(words, field.name, choices, "")
    counted = _all_of(words, "counted", get_args(Status))
    if counted:
        values["statuses"] = counted
    return Switches(**values)  # type: ignore[arg-type]


def tell_switches(switches: Switches) -> Iterator[tuple[str, str]]:
    """The names and values of switches in an address, those as shipped left out."""
    for field in fields(Switches):
        value = getattr(switches, field.name)
        if value == field.default:
            continue
        if field.name == "statuses":
            yield from (("counted", status) for status in value)
        else:
            yield field.name, print_value(value)


def _several(words: QueryParams, name: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, (one.strip() for one in words.getlist(name)))))
    if len(found) > MOST_VALUES:
        raise UsageError(f"{name}: at most {MOST_VALUES} can be asked for at once")
    return found


def _all_of(words: QueryParams, name: str, known: Sequence[Value]) -> tuple[Value, ...]:
    """The values of a name in the order of those that are known."""
    given = set(filter(None, words.getlist(name)))
    for unknown in sorted(given - set(known)):
        raise UsageError(f"{name}: {unknown!r} is none of {', '.join(known)}")
    return tuple(one for one in known if one in given)


def _one(words: QueryParams, name: str, known: Sequence[str], shipped: str) -> str:
    value = words.get(name) or shipped
    if value not in known and value != shipped:
        raise UsageError(f"{name}: {value!r} is none of {', '.join(known)}")
    return value


def _days(words: str, name: str) -> Interval | None:
    try:
        return read_days(words.strip())
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None
