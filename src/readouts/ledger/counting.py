"""Counting contacts under named rules, so that two published totals can both be reproduced.

A rule is a switch: what it leaves out is kept with the number, and for each switch it is said what the total would be
if it stood otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import combinations
from typing import Literal, Protocol, get_args

from readouts.ledger.contact import LedgerContact
from readouts.ledger.party import name_words
from readouts.ledger.rules import load_rules
from readouts.ledger.standing import tell_standing
from readouts.model import CALLS, Channel, Interval, Participant, Status

By = Literal["person", "pair", "state", "channel", "status", "year", "month", "all"]
Ranks = Literal["all", "ministers", "leaders"]
SummitsAs = Literal["one", "pairs"]
TripsAs = Literal["stops", "trips"]

NOT_DATED = "not dated"
_TAKES_PLACE: tuple[Status, ...] = ("held", "ongoing")
_LEADERS = ("head_of_state", "head_of_government", "leader")
_MINISTERS = (*_LEADERS, "foreign_minister", "defence_minister", "minister")
_NEXT_STOP = 2
"""Days that may lie between two stops of one trip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """What counts.

    `summits`: a summit is one contact, or one for each pair of sides; `ranks`: with at least two sides led by anybody,
    by ministers or leaders, or by leaders; `trips`: a trip through several countries is one contact for each stop, or
    one; `statuses` are those counted. Of the others true means that they count.
    """

    statuses: tuple[Status, ...] = _TAKES_PLACE
    stopovers: bool = True
    private: bool = True
    margins: bool = True
    parts: bool = True
    group_calls: bool = True
    background: bool = True
    messages: bool = False
    summits: SummitsAs = "one"
    ranks: Ranks = "all"
    trips: TripsAs = "stops"


@dataclass(frozen=True, slots=True)
class Row:
    """One number: what it is of, and the contacts behind it; a contact counted for two pairs stands twice."""

    key: str
    count: int
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Contacts that a switch leaves out, by the first switch that does."""

    switch: str
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What the total would be with one switch set otherwise."""

    switch: str
    value: str
    total: int
    change: int


@dataclass(frozen=True, slots=True)
class Count:
    """Numbers by key, their total (each counted unit once), what was left out, and what other switches would make."""

    by: By
    switches: Switches
    rows: tuple[Row, ...]
    total: int
    left_out: tuple[LeftOut, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What counts as one: a contact, or two sides of it, or a trip of several."""

    contacts: tuple[LedgerContact, ...]
    pair: tuple[str, str] | None = None


def count_contacts(contacts: Iterable[LedgerContact], by: By = "all", switches: Switches | None = None) -> Count:
    """Counts contacts by person, pair of states, state, channel, status, year or month, under the switches.

    Those that people rejected are left out under any.
    """
    some = sorted(contacts, key=lambda contact: contact.id)
    rules = switches or Switches()
    units, left_out = _admit(some, rules)
    groups: dict[str, list[_Unit]] = {}
    for unit in units:
        for key in _keys(unit, by):
            groups.setdefault(key, []).append(unit)
    rows = [
        Row(key, len(own), tuple(contact.id for unit in own for contact in unit.contacts))
        for key, own in groups.items()
    ]
    timed = by in ("year", "month")
    rows.sort(key=lambda row: (row.key == NOT_DATED, row.key) if timed else (False, f"{-row.count:09}{row.key}"))
    effects = tuple(_effects(some, rules, len(units)))
    return Count(by, rules, tuple(rows), len(units), left_out, effects)


def _admit(contacts: Sequence[LedgerContact], rules: Switches) -> tuple[list[_Unit], tuple[LeftOut, ...]]:
    """The units that count, and what was left out by which switch."""
    out: dict[str, list[str]] = {}
    kept: list[LedgerContact] = []
    for contact in contacts:
        switch = excluded_by(Seen(contact), rules)
        if switch:
            out.setdefault(switch, []).append(contact.id)
        else:
            kept.append(contact)
    units = _by_trip(kept) if rules.trips == "trips" else [_Unit((contact,)) for contact in kept]
    if rules.summits == "pairs":
        units = [part for unit in units for part in _by_pair(unit)]
    return units, tuple(LeftOut(switch, tuple(ids)) for switch, ids in out.items())


def _by_pair(unit: _Unit) -> Iterator[_Unit]:
    """A summit as one unit for each two of its sides."""
    summit = unit.contacts[0]
    sides = sides_of(summit)
    if summit.channel != "summit" or len(sides) < 3:
        yield unit
        return
    for a, b in combinations(sides, 2):
        yield _Unit(unit.contacts, (a, b))


def _by_trip(contacts: Sequence[LedgerContact]) -> list[_Unit]:
    """Visits of one visitor that follow each other within days are one unit; undated ones stand alone."""
    trips: dict[str, list[LedgerContact]] = {}
    units: list[_Unit] = []
    for contact in contacts:
        visitors = [" ".join(name_words(party.name)) for party in contact.participants if party.role == "visitor"]
        if contact.channel == "visit" and contact.date and visitors:
            trips.setdefault(visitors[0], []).append(contact)
        else:
            units.append(_Unit((contact,)))
    for visits in trips.values():
        visits.sort(key=lambda visit: (visit.date.earliest, visit.id) if visit.date else ())
        trip: list[LedgerContact] = []
        for visit in visits:
            last = trip[-1].date if trip else None
            if last and visit.date and visit.date.earliest - last.latest > timedelta(_NEXT_STOP):
                units.append(_Unit(tuple(trip)))
                trip = []
            trip.append(visit)
        units.append(_Unit(tuple(trip)))
    return sorted(units, key=lambda unit: unit.contacts[0].id)


def sides_of(contact: LedgerContact) -> list[str]:
    """The states and bodies that take part, in order."""
    return sorted({party.state for party in contact.participants if party.state})


def _leads(contact: LedgerContact, ranks: Ranks) -> bool:
    """Whether two sides at least are led by somebody of such rank."""
    wanted = _LEADERS if ranks == "leaders" else _MINISTERS
    when = contact.date
    day = Interval(when.earliest, when.latest) if when else None
    sides = set()
    for party in contact.participants:
        told = tell_standing(Participant(name=party.name, kind=party.kind, state=party.state, office=party.office), day)
        words = told.office or (party.name if party.kind == "office" else None)
        if told.state and load_rules().rank(words) in wanted:
            sides.add(told.state)
    return len(sides) > 1


class Countable(Protocol):
    """What the switches ask of a contact, or of many that are alike in it.

    `level` is 2 where leaders lead two sides at least, 1 where ministers do, else 0.
    """

    @property
    def rejected(self) -> bool: ...
    @property
    def status(self) -> Status: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def main(self) -> bool: ...
    @property
    def stopover(self) -> bool: ...
    @property
    def private(self) -> bool: ...
    @property
    def margins(self) -> bool: ...
    @property
    def part(self) -> bool: ...
    @property
    def sides(self) -> int: ...
    @property
    def level(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """One contact as the switches see it."""

    contact: LedgerContact

    @property
    def rejected(self) -> bool:
        return self.contact.verdict == "rejected"

    @property
    def status(self) -> Status:
        return self.contact.status

    @property
    def channel(self) -> Channel:
        return self.contact.channel

    @property
    def main(self) -> bool:
        return self.contact.main

    @property
    def stopover(self) -> bool:
        return self.contact.visit_type == "stopover"

    @property
    def private(self) -> bool:
        return self.contact.visit_type == "private"

    @property
    def margins(self) -> bool:
        return "margin" in (self.contact.setting or "").casefold()

    @property
    def part(self) -> bool:
        return self.contact.part_of is not None

    @property
    def sides(self) -> int:
        return len(sides_of(self.contact))

    @property
    def level(self) -> int:
        return 2 if _leads(self.contact, "leaders") else int(_leads(self.contact, "ministers"))


_LEVELS: dict[Ranks, int] = {"all": 0, "ministers": 1, "leaders": 2}

_EXCLUDES: dict[str, Callable[[Countable, Switches], bool]] = {
    "rejected": lambda one, _: one.rejected,  # no switch: what people judged not to be is never counted
    "statuses": lambda one, rules: one.status not in rules.statuses,
    "messages": lambda one, rules: one.channel == "message" and not rules.messages,
    "background": lambda one, rules: not one.main and not rules.background,
    "stopovers": lambda one, rules: one.stopover and not rules.stopovers,
    "private": lambda one, rules: one.private and not rules.private,
    "margins": lambda one, rules: one.margins and not rules.margins,
    "parts": lambda one, rules: one.part and not rules.parts,
    "group_calls": lambda one, rules: one.channel in CALLS and one.sides > 2 and not rules.group_calls,
    "ranks": lambda one, rules: rules.ranks != "all" and one.level < _LEVELS[rules.ranks],
}


def excluded_by(one: Countable, rules: Switches) -> str | None:
    """The first switch that leaves it out, None where it counts."""
    return next((name for name, excludes in _EXCLUDES.items() if excludes(one, rules)), None)


def all_excluding(one: Countable, rules: Switches) -> list[str]:
    """Every switch that leaves it out."""
    return [name for name, excludes in _EXCLUDES.items() if excludes(one, rules)]


def excludes(switch: str, one: Countable, rules: Switches) -> bool:
    """Whether this switch leaves it out; how summits and trips count leaves out nothing."""
    return switch in _EXCLUDES and _EXCLUDES[switch](one, rules)


def _keys(unit: _Unit, by: By) -> list[str]:
    """What a unit counts for; a day that lies in two years counts for both as one key of its own."""
    contact = unit.contacts[0]
    match by:
        case "person":
            return sorted({p.name for c in unit.contacts for p in c.participants if p.kind == "person"})
        case "state":
            return list(unit.pair or sorted({side for c in unit.contacts for side in sides_of(c)}))
        case "pair":
            pairs = [unit.pair] if unit.pair else [p for c in unit.contacts for p in combinations(sides_of(c), 2)]
            return sorted({f"{a} {b}" for a, b in pairs})
        case "channel":
            return [contact.channel]
        case "status":
            return [contact.status]
        case "year" | "month":
            if contact.date is None:
                return [NOT_DATED]
            form = "%Y" if by == "year" else "%Y-%m"
            ends = dict.fromkeys(f"{day:{form}}" for day in (contact.date.earliest, contact.date.latest))
            return ["/".join(ends)]
        case _:
            return ["all"]


def _effects(contacts: Sequence[LedgerContact], rules: Switches, total: int) -> Iterator[Effect]:
    """Each other value of each switch, with the total it makes."""
    for switch, value in alternatives(rules):
        other = replace(rules, **{switch: value})  # type: ignore[arg-type]
        number = len(_admit(contacts, other)[0])
        yield Effect(switch, print_value(value), number, number - total)


def alternatives(rules: Switches) -> Iterator[tuple[str, object]]:
    """The values that each switch does not have: yes or no, the other words, for statuses announced ones as well."""
    choices: dict[str, tuple[object, ...]] = {
        "summits": get_args(SummitsAs),
        "ranks": get_args(Ranks),
        "trips": get_args(TripsAs),
        "statuses": (_TAKES_PLACE, ("held",), get_args(Status)),
    }
    for field in fields(Switches):
        now = getattr(rules, field.name)
        for value in choices.get(field.name, (True, False)):
            if value != now:
                yield field.name, value


def print_value(value: object) -> str:
    """A switch's value in words.

    >>> print_value(True), print_value("pairs"), print_value(("held", "ongoing"))
    ('yes', 'pairs', 'held,ongoing')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "all" if value == get_args(Status) else ",".join(value)
    return str(value)
