"""Offices that people hold in a text, as bounds of the day it was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from readouts.model import Interval, Span
from readouts.times.bounds import is_quoted
from readouts.times.constraint import Constraint
from readouts.times.daysets import FIRST, LAST, Days, join, meet, since
from readouts.times.patterns import load_pattern

# The press calls people by an office shortly before they hold it and for a while after, and data is off by days.
SLACK = timedelta(days=45)
LEAD = 1200


class Name(Protocol):
    """A name found in a text: what it stands for."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def targets(self) -> tuple[str, ...]: ...


class Held(Protocol):
    """One person in one office, from the first day it may have been held to the last."""

    @property
    def state(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def possible(self) -> Interval: ...


class Offices(Protocol):
    """Who held which office when, as the dating of articles asks for it."""

    def find(self, text: str) -> Sequence[Name]:
        """The names in a text, in order."""
        ...

    def tenures(self, person_id: str) -> Sequence[Held]:
        """All offices that a person held."""
        ...

    def title_kinds(self, state: str | None, title: str) -> tuple[str, ...]:
        """The kinds of office that a title means in a state."""
        ...


def read_offices(text: str, offices: Offices) -> list[Constraint]:
    """What people's titles say of the day of writing.

    "President Ruritan said" was not written before Ruritan took office, wherever it stands; the offices named in the
    lead together also bound it from above, by the last days on which all were held, with some slack.
    """
    constraints: list[Constraint] = []
    present: dict[tuple[str, str], tuple[date, list[Constraint]]] = {}
    lead: dict[str, tuple[Days, Span, str]] = {}
    states: set[str] = set()
    for name in offices.find(text):
        if name.kind != "person" or len(name.targets) != 1:
            continue
        before = text[max(name.start - 60, 0) : name.start]
        match = load_pattern("offices", "title").search(before)
        if match is None:
            continue
        title = " ".join(match.group().lower().split())
        held = held_days(offices, name.targets[0], title)
        if not held:
            continue
        span = Span(name.start - len(before) + match.start(), name.end)
        begun = f"from {held[0].earliest}" if held[0].earliest > FIRST else "from a day not known"
        says = f"{text[name.start : name.end]} is called {title}, held {begun}"
        if load_pattern("offices", "disturbed").search(before[: match.start()]):
            continue
        if held[0].earliest > FIRST:
            constraints.append(Constraint(since(held[0].earliest - SLACK), span, says, "office-begun"))
        clear = not is_quoted(text, span) and not load_pattern("standings", "other_time").search(
            before[: match.start()]
        )
        if held[-1].latest < LAST and clear:
            days = join(Interval(_add(one.earliest, -SLACK), _add(one.latest, SLACK)) for one in held)
            clue = Constraint(days, span, f"{says} to {held[-1].latest}", "title-now", firm=False)
            for state in {one.state for one in offices.tenures(name.targets[0])}:
                keep_later(present, (state, title), held[0].earliest, clue)
        if name.start < LEAD:
            lead.setdefault(name.targets[0], (held, span, says))
            states.update(held.state for held in offices.tenures(name.targets[0]))
    if len(states) < 2:
        # A country goes on giving its former leaders their titles; only two of different states bound from above.
        lead = {}
    return _latest_begun(constraints) + lead_offices(lead) + [clue for _, clues in present.values() for clue in clues]


def keep_later(
    present: dict[tuple[str, str], tuple[date, list[Constraint]]], seat: tuple[str, str], begun: date, clue: Constraint
) -> None:
    """Of two holders of one seat only the later can be its present one."""
    known, clues = present.get(seat, (FIRST, []))
    if begun > known:
        present[seat] = (begun, [clue])
    elif begun == known:
        clues.append(clue)


def held_days(offices: Offices, person: str, title: str) -> Days:
    """The days on which a person may have held an office of that title; empty where nothing fits."""
    return join(
        Interval(max(held.possible.earliest, FIRST), min(held.possible.latest, LAST))
        for held in offices.tenures(person)
        if held.kind in offices.title_kinds(held.state, title) and held.possible.latest > FIRST
    )


def lead_offices(lead: dict[str, tuple[Days, Span, str]]) -> list[Constraint]:
    """Offices named in the lead as one bound; where they were never held together, they say nothing."""
    days: Days = (Interval(FIRST, LAST),)
    for held, _, _ in lead.values():
        days = meet(days, join(Interval(_add(one.earliest, -SLACK), _add(one.latest, SLACK)) for one in held))
    if not lead or not days or days[-1].latest >= LAST:
        # Somebody is still in office as far as the data goes, so only the beginnings bound.
        return [
            Constraint(days, span, says, "offices-of-lead", firm=False)
            for _, span, says in list(lead.values())[:1]
            if days
        ]
    tightest = min(lead.values(), key=lambda one: one[0][-1].latest)
    says = f"{tightest[2]} to {tightest[0][-1].latest}"
    return [Constraint(days, tightest[1], says, "offices-of-lead", firm=False)]


def _latest_begun(constraints: list[Constraint]) -> list[Constraint]:
    """Only the latest beginning bounds; the first words that say it are the evidence."""
    if not constraints:
        return []
    return [max(constraints, key=lambda one: (one.days[0].earliest, -one.span.start))]


def _add(day: date, step: timedelta) -> date:
    return day + step if FIRST + SLACK < day < LAST - SLACK else day
