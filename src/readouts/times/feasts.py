"""Named days of the calendar: "Christmas Eve 2024", "last Easter", "Eid al-Fitr", and the days each falls on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from readouts.errors import KnowledgeError
from readouts.times.found import Direction
from readouts.times.periods import month_of
from readouts.times.words import read_rows

FIXED = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
NTH = re.compile(r"XXXX-(\d\d)-(MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY-([1-5])")
EASTER = re.compile(r"(EASTER|JULIAN)([+-]\d+)")
MOVING = "MOVING:"
WEEKDAYS = ("MON", "TUES", "WEDNES", "THURS", "FRI", "SATUR", "SUN")


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day: how it is reckoned, and how many days before and after it the words may mean."""

    day: str
    before: int = 0
    after: int = 0


def easter_of(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher).

    >>> easter_of(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def julian_easter_of(year: int) -> date:
    """Easter Sunday of the eastern churches, as a day of the common calendar (Meeus; from 1900 to 2099).

    >>> julian_easter_of(2024)
    datetime.date(2024, 5, 5)
    """
    d = (19 * (year % 19) + 15) % 30
    month, day = divmod(d + (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7 + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def read_moving(path: Path | None = None) -> dict[str, list[date]]:
    """The days of feasts that follow the moon, of one file (ours without `path`), oldest first.

    A day that is none is a KnowledgeError that names file and line.
    """
    days: dict[str, list[date]] = defaultdict(list)
    for line, row in read_rows("moving.csv", ("feast", "day"), path):
        try:
            days[row["feast"]].append(date.fromisoformat(row["day"]))
        except ValueError:
            raise KnowledgeError(
                f"{path or 'moving.csv'}:{line}: {row['day']!r} is no day; write it as year-month-day"
            ) from None
    return {feast: sorted(all_days) for feast, all_days in days.items()}


@cache
def load_moving() -> dict[str, list[date]]:
    """The days of feasts that follow the moon, of the package."""
    return read_moving()


def on_year(day: str, year: int) -> date:
    """A named day in one year: "XXXX-12-25", "XXXX-11-THURSDAY-4" (5 is the last), "EASTER-2", "JULIAN+0"."""
    fixed = FIXED.fullmatch(day)
    if fixed:
        return date(year, int(fixed[2]), int(fixed[3]))
    shifted = EASTER.fullmatch(day)
    if shifted:
        sunday = easter_of(year) if shifted[1] == "EASTER" else julian_easter_of(year)
        return sunday + timedelta(days=int(shifted[2]))
    nth = NTH.fullmatch(day)
    if nth is None:
        raise ValueError(day)
    month, weekday, count = int(nth[1]), WEEKDAYS.index(nth[2]), int(nth[3])
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    return found if found <= month_of(year, month).latest else found - timedelta(days=7)


def list_days(day: str, first: int, last: int) -> list[date]:
    """Every such day from one year to another, oldest first; none outside the years that are listed.

    >>> list_days("EASTER-2", 2024, 2024)
    [datetime.date(2024, 3, 29)]
    """
    if day.startswith(MOVING):
        days = load_moving()[day.removeprefix(MOVING)]
        return days[bisect_left(days, date(first, 1, 1)) : bisect_left(days, date(last + 1, 1, 1))]
    return [on_year(day, year) for year in range(first, last + 1)]


def choose_day(
    day: str,
    written: date,
    which: str,
    year: int | None,
    direction: Direction | None = None,
    sure: bool = False,
    after: int = 0,
) -> date | None:
    """The day meant on a day of writing: of the year named; the last or next one; as a sure tense says; the nearest.

    Nearest is what lies up to three months ahead, else the one before; a guessed tense tips the scale. What lasts some
    days `after` is not over before these. None where no year has it listed.
    """
    if year is not None:
        return next(iter(list_days(day, year, year)), None)
    days = list_days(day, written.year - 1, written.year + 1)
    if which in ("last", "final"):
        return max((one for one in days if one < written), default=None)
    if which in ("next", "coming"):
        return min((one for one in days if one > written), default=None)
    if which == "this":
        return next((one for one in days if one.year == written.year), None)
    if sure and direction == "past":
        return max((one for one in days if one <= written), default=None)
    if sure and direction == "future":
        return min((one for one in days if one + timedelta(days=after) >= written), default=None)
    ahead = {"past": 9, None: 3, "future": 1}[direction]
    return min(
        days, key=lambda one: (one - written).days * ahead if one > written else (written - one).days, default=None
    )


def read_feasts(path: Path | None = None) -> dict[str, Feast]:
    """The named days of one file (ours without `path`) by their lower-case names.

    A day that is not reckoned, or a row without source, is a KnowledgeError that names file and line.
    """
    feasts: dict[str, Feast] = {}
    for line, row in read_rows("days.csv", ("name", "day", "before", "after", "source"), path):
        try:
            if not list_days(row["day"], 2024, 2024) or not row["source"]:
                raise ValueError
            feast = Feast(row["day"], int(row["before"]), int(row["after"]))
        except (ValueError, KeyError):
            raise KnowledgeError(
                f"{path or 'days.csv'}:{line}: {row['name']!r} needs a day that is reckoned ({row['day']!r}), "
                "numbers of days before and after, and a source"
            ) from None
        feasts[row["name"].lower()] = feast
    return feasts


@cache
def load_feasts() -> dict[str, Feast]:
    """The named days of the package."""
    return read_feasts()
