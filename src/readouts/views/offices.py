"""Who held which office when, as far as the knowledge goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from readouts.errors import UsageError
from readouts.knowledge import Knowledge, Tenure
from readouts.model import Interval
from readouts.views.rows import Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import elide, show_days

COLUMNS = ("person", "state", "office", "kind", "from", "until", "acting", "sure", "source", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the knowledge: a state (code or name), a person (name), a kind of office, a day."""

    state: str | None = None
    person: str | None = None
    kind: str | None = None
    on: date | None = None


def show_offices(knowledge: Knowledge, asked: Asked, format: Format, out: TextIO) -> int:
    """Prints the tenures that meet what is asked, and returns how many; raises UsageError for unknown names."""
    tenures = sorted(find_tenures(knowledge, asked), key=lambda t: (t.state, t.kind, t.possible, t.person))
    day = Interval.day(asked.on) if asked.on else None
    if format == "jsonl":
        write_jsonl((_row(knowledge, tenure, day) for tenure in tenures), out)
    elif format == "csv":
        write_csv(COLUMNS, (_row(knowledge, tenure, day) for tenure in tenures), out)
    else:
        _table(knowledge, tenures, day, Screen(out))
    return len(tenures)


def find_tenures(knowledge: Knowledge, asked: Asked) -> Iterator[Tenure]:
    """The tenures that meet what is asked."""
    state = resolve_state(knowledge, asked.state) if asked.state else None
    persons = [person.id for person in knowledge.persons]
    if asked.person:
        persons = [person.id for person in knowledge.persons_named(asked.person)]
        if not persons:
            raise UsageError(f"nobody called {asked.person!r} is known; add a row with --knowledge FILE.csv")
    on = Interval.day(asked.on) if asked.on else None
    for person in persons:
        for tenure in knowledge.tenures(person, on):
            if (state is None or tenure.state == state) and (asked.kind is None or tenure.kind == asked.kind):
                yield tenure


def resolve_state(knowledge: Knowledge, name: str) -> str:
    """The code of a state or body given by code or name; raises UsageError where it is unknown."""
    code = name.upper() if knowledge.state(name.upper()) else knowledge.state_of(name)
    if code is None:
        raise UsageError(f"no state or body is called {name!r}; give its name or its code, such as DEU")
    return code


def _row(knowledge: Knowledge, tenure: Tenure, on: Interval | None) -> dict[str, str | bool | None]:
    return {
        "person": knowledge.person(tenure.person).name,
        "state": tenure.state,
        "office": tenure.title,
        "kind": tenure.kind,
        "from": show_bound(tenure.start),
        "until": show_bound(tenure.end),
        "acting": tenure.acting,
        "sure": tenure.surely_covers(on) if on else None,
        "source": tenure.source,
        "note": tenure.note or None,
    }


def show_bound(days: Interval | None) -> str | None:
    """A bound of a tenure; one that nobody knows is a question mark."""
    if days is None:
        return None
    return "?" if date.max in days or date.min in days else show_days(days)


def _table(knowledge: Knowledge, tenures: Iterable[Tenure], on: Interval | None, screen: Screen) -> None:
    room = screen.width - 5 - 10 - 11 - 4 * 2
    rows = []
    for tenure in tenures:
        acting = " (acting)" if tenure.acting else ""
        unsure = "?" if on and not tenure.surely_covers(on) else ""
        rows.append(
            (
                tenure.state,
                elide(knowledge.person(tenure.person).name, room // 2),
                elide(tenure.title + acting + unsure, room - room // 2),
                show_bound(tenure.start) or "?",
                show_bound(tenure.end) or "",
            )
        )
    if rows:
        heads = ("STATE", "PERSON", "OFFICE", "FROM", "UNTIL")
        screen.table([Column(head) for head in heads], rows)
