"""What must hold between the rows of the knowledge files; each check raises a KnowledgeError with its remedy."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from readouts.knowledge.nouns import SINGLE_KINDS, Outlet, Tenure, Title, Town
from readouts.knowledge.tables import Place, Tables
from readouts.knowledge.titles import plain
from readouts.model import Interval
from readouts.text import fold


def check(tables: Tables) -> None:
    """Raise the first fault found: unknown persons or states, overlapping holders, shared names without a rule."""
    _check_known(tables)
    _check_titles(tables)
    _check_single_holders(tables)
    _check_shared_names(tables)


def _check_known(tables: Tables) -> None:
    for tenure, place in tables.tenures.values():
        if tenure.person not in tables.persons:
            raise place.wrong("person", f"{tenure.person!r} is not in persons.csv", "add the person or correct the id")
        if tenure.state not in tables.states:
            raise place.wrong("state", f"{tenure.state!r} is not in states.csv", "add the state or correct the code")
    of_states: tuple[tuple[Outlet | Title | Town, Place], ...] = (
        *tables.outlets.values(), *tables.titles.values(), *tables.towns.values(),
    )  # fmt: skip
    for row, place in of_states:
        if row.state and row.state not in tables.states:
            raise place.wrong("state", f"{row.state!r} is not in states.csv", "add the state or correct the code")


def _check_titles(tables: Tables) -> None:
    """Two rows that differ only in spelling or in a word like "interim" would hide one another."""
    seen: dict[tuple[str | None, str], str] = {}
    for title, place in tables.titles.values():
        key = (title.state, plain(title.title))
        if key in seen:
            raise place.wrong("title", f"{title.title!r} is read as {seen[key]!r}", "leave one of the two out")
        seen[key] = title.title


def _check_single_holders(tables: Tables) -> None:
    """Two persons surely in one single-holder office on one day need a note on one of the two rows."""
    offices: dict[tuple[str, str], list[tuple[Interval, Tenure, Place]]] = defaultdict(list)
    for tenure, place in tables.tenures.values():
        certain = tenure.certain
        if tenure.kind in SINGLE_KINDS and not tenure.acting and not tenure.note and certain:
            offices[tenure.state, tenure.kind].append((certain, tenure, place))
    for held in offices.values():
        held.sort(key=lambda row: (row[0], row[1].person))
        for (before, earlier, _), (after, later, place) in pairwise(held):
            # The day of the handover belongs to both.
            if earlier.person != later.person and after.earliest < before.latest:
                raise place.wrong(
                    "start",
                    f"{later.person} and {earlier.person} both hold {later.kind} of {later.state} "
                    f"on {after.earliest.isoformat()}",
                    "end the earlier tenure, mark one acting, or say in its note why both hold",
                )


def _check_shared_names(tables: Tables) -> None:
    """A full name or alias that two persons of one state carry in overlapping years needs a note on one of them."""
    named: dict[str, list[str]] = defaultdict(list)
    for person, _ in tables.persons.values():
        for name in {fold(name) for name in (person.name, *person.aliases)}:
            named[name].append(person.id)
    named = {name: ids for name, ids in named.items() if len(ids) > 1}
    if not named:
        return
    held: dict[str, dict[str, Interval]] = defaultdict(dict)
    for tenure, _ in tables.tenures.values():
        years, old = tenure.possible, held[tenure.person].get(tenure.state)
        held[tenure.person][tenure.state] = (
            years if old is None else Interval(min(years.earliest, old.earliest), max(years.latest, old.latest))
        )
    for name, ids in named.items():
        for at, first in enumerate(ids):
            for second in ids[at + 1 :]:
                shared = [
                    state for state, years in held[first].items()
                    if state in held[second] and years.overlaps(held[second][state])
                ]  # fmt: skip
                person, place = tables.persons[second]
                if shared and not person.note and not tables.persons[first][0].note:
                    raise place.wrong(
                        "aliases",
                        f"{name!r} names {first} too, of {shared[0]} in the same years",
                        "take it from one of the two, or say in a note how they are told apart",
                    )
