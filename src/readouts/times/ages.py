"""Ages that a text gives to people whose birthday is public, as bounds of the day it was written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from readouts.errors import KnowledgeError
from readouts.model import Interval, Span
from readouts.times.bounds import is_quoted
from readouts.times.constraint import Constraint
from readouts.times.daysets import join
from readouts.times.patterns import load_pattern
from readouts.times.people import find_named, has_first_name
from readouts.times.words import read_rows

SLACK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Birth:
    """A person's day of birth: `person` is a pattern of the full name, `short` a surname that will do alone."""

    person: str
    short: str
    day: date


def read_births(path: Path | None = None) -> tuple[Birth, ...]:
    """The rows of one file (ours without `path`); a wrong day is a KnowledgeError that names file and line."""
    rows = []
    for line, row in read_rows("births.csv", ("person", "short", "born", "source"), path):
        try:
            rows.append(Birth(row["person"], row["short"], date.fromisoformat(row["born"])))
        except ValueError as fault:
            raise KnowledgeError(
                f"{path or 'births.csv'}:{line}: {row['person']!r}: {fault}; write YYYY-MM-DD"
            ) from None
        if not row["source"]:
            raise KnowledgeError(f"{path or 'births.csv'}:{line}: {row['person']!r} needs a source")
    return tuple(rows)


@cache
def load_births() -> tuple[Birth, ...]:
    """The births of the package."""
    return read_births()


def live_through(born: date, age: int) -> Interval:
    """The days on which somebody is of an age.

    >>> live_through(date(1950, 3, 1), 60)
    Interval(earliest=datetime.date(2010, 3, 1), latest=datetime.date(2011, 2, 28))
    """
    first = born.replace(year=born.year + age, day=min(born.day, 28))
    return Interval(first, first.replace(year=first.year + 1) - timedelta(days=1))


def read_ages(text: str, births: tuple[Birth, ...]) -> list[Constraint]:
    """What ages say: the year of life in which somebody is "X, 63," - of all who can be meant by the surname."""
    found: dict[Span, list[tuple[Birth, int]]] = defaultdict(list)
    for one in births:
        for name in find_named(text, one.person, one.short):
            match = load_pattern("ages", "behind").match(text, name.span.end)
            start, end = name.span.start, name.span.end
            if match is not None and not (name.alone and has_first_name(text, name.span.start)):
                age, end = match["age"] or match["age2"], match.end()
            else:
                match = load_pattern("ages", "before").search(text, max(start - 60, 0), start)
                if match is None or name.alone:
                    continue
                age, start = match["age3"], match.start()
            if not is_quoted(text, name.span):
                found[Span(start, end)].append((one, int(age)))
    constraints = []
    for span, rows in found.items():
        lived = [live_through(one.day, age) for one, age in rows]
        days = join(Interval(one.earliest - SLACK, one.latest + SLACK) for one in lived)
        says = " or ".join(
            f"somebody born on {one.day} was {age} from {life.earliest}"
            for (one, age), life in zip(rows, lived, strict=True)
        )
        constraints.append(Constraint(days, span, says, "age", firm=False))
    return constraints
