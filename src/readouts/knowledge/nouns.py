"""The nouns of the knowledge: states, persons, tenures, outlets, titles, and what is found of them in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from readouts.model import Interval

StateKind = Literal["state", "territory", "body", "non_state"]
Gender = Literal["m", "f"]
OutletKind = Literal["agency", "wire", "broadcaster", "newspaper", "magazine", "platform"]
MatchKind = Literal[
    "person", "short_name", "state", "demonym", "capital", "metonym", "body", "outlet", "office_body", "town"
]

# Highest office first: a person who is at once president and defence minister is the president.
KINDS: tuple[str, ...] = (
    "head_of_state",
    "monarch",
    "head_of_government",
    "body_head",
    "party_leader",
    "crown_prince",
    "deputy",
    "foreign_minister",
    "defence_minister",
    "national_security_adviser",
    "speaker",
    "minister",
    "envoy",
    "deputy_minister",
    "spokesperson",
    "opposition_leader",
    "regional_head",
    "military",
    "legislator",
    "other",
)
# Offices that one person holds at a time, unless a note says why not.
SINGLE_KINDS = frozenset(
    {"head_of_state", "monarch", "head_of_government", "foreign_minister", "defence_minister", "crown_prince"}
)
# Kinds whose holder a title names without its very words: "the Kremlin chief", "his top security adviser".
NAMED_BY_KIND = SINGLE_KINDS | {"body_head", "party_leader", "national_security_adviser", "opposition_leader"}
STATE_KINDS: tuple[str, ...] = get_args(StateKind)
OUTLET_KINDS: tuple[str, ...] = get_args(OutletKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, territory, international body or armed movement: `code` is ISO 3166 alpha-3 or the body's own.

    `offices` are its ministries, parliaments and agencies; `leader` the kinds of office its effective leader holds,
    best first.
    """

    code: str
    name: str
    kind: StateKind
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town, island or region in which leaders meet, no capital: `state` is the code of the state it lies in."""

    name: str
    state: str
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who holds or held an office: `name` is the common English spelling, `short` how the press calls them
    alone ("Xi")."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    gender: Gender | None = None
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person in one office: `start` and `end` are the days between which it began and ended.

    An end of None means held until the data ends; an interval that ends with `date.max` that the end is not known.
    """

    person: str
    state: str
    title: str
    kind: str
    start: Interval | None = None
    end: Interval | None = None
    acting: bool = False
    note: str = ""
    source: str = ""

    @property
    def possible(self) -> Interval:
        """From the first day it may have been held to the last."""
        return Interval(self.start.earliest if self.start else date.min, self.end.latest if self.end else date.max)

    @property
    def certain(self) -> Interval | None:
        """From the first to the last day on which it was surely held; None where no day is sure."""
        first = self.start.latest if self.start else date.max
        last = self.end.earliest if self.end else date.max
        return Interval(first, last) if first <= last and self.start else None

    def may_cover(self, on: Interval) -> bool:
        """Whether it may have been held on a day of `on`."""
        return self.possible.overlaps(on)

    def surely_covers(self, on: Interval) -> bool:
        """Whether it was surely held on every day of `on`."""
        certain = self.certain
        return certain is not None and certain.earliest <= on.earliest and on.latest <= certain.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A medium: `official` where a state owns it or speaks through it."""

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    kind: OutletKind = "newspaper"
    official: bool = False
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a title means: `kinds` of office, best first; `state` None where it holds for all states.

    `office` is the one office meant where a state has several of the kind ("Commission chief").
    """

    title: str
    kinds: tuple[str, ...]
    state: str | None = None
    office: str | None = None
    note: str = ""
    source: str = ""


class Match(NamedTuple):
    """A name found in a text: `targets` are persons' ids, states' codes or outlets' names; several mean ambiguous."""

    start: int
    end: int
    kind: MatchKind
    targets: tuple[str, ...]
