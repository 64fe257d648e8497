"""Days as the data files write them: known to the day, month or year, between two days, or not at all.

=================== ==========================================
`2021-05-03`        that day
`2021-05`, `2021`   some day of the month, of the year
`2021-05/2021-07-02` between the first day of May and 2 July
`../2026-01-03`     not after 3 January 2026
`2022-03-01/..`     not before 1 March 2022, end not known
empty               open
=================== ==========================================
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from readouts.model import Interval

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
REMEDY = "write YYYY, YYYY-MM, YYYY-MM-DD, or two of them with / between, .. for unknown"


@lru_cache(maxsize=16384)
def read_days(text: str) -> Interval | None:
    """The interval that a cell of a data file means, None where it is empty.

    Raises ValueError, its text saying what is wrong.

    >>> read_days("2024-02")
    Interval(earliest=datetime.date(2024, 2, 1), latest=datetime.date(2024, 2, 29))
    """
    if not text:
        return None
    first, slash, last = text.partition("/")
    if not slash:
        return _one(first)
    earliest = date.min if first == ".." else _one(first).earliest
    latest = date.max if last == ".." else _one(last).latest
    if latest < earliest:
        raise ValueError(f"{text!r} ends before it begins")
    return Interval(earliest, latest)


def _one(text: str) -> Interval:
    parts = _DAY.fullmatch(text)
    if parts is None:
        raise ValueError(f"{text!r} is not a day: {REMEDY}")
    year, month, day = (int(part) if part else None for part in parts.groups())
    assert year is not None
    try:
        if month is None:
            return Interval(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Interval.day(date(year, month, day))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day of the calendar: {REMEDY}") from error


def write_days(days: Interval | None) -> str:
    """The cell for an interval, in its shortest form; `read_days` turns it back.

    >>> write_days(Interval(date(2024, 2, 1), date(2024, 2, 29)))
    '2024-02'
    """
    if days is None:
        return ""
    first, last = days
    if first == last:
        return _cell(first)
    if date.min < first and last < date.max and first.day == 1:
        if last == date(first.year, first.month, monthrange(first.year, first.month)[1]):
            return f"{first.year:04d}-{first.month:02d}"
        if (first.month, last) == (1, date(first.year, 12, 31)):
            return f"{first.year:04d}"
    return f"{'..' if first == date.min else _cell(first)}/{'..' if last == date.max else _cell(last)}"


def _cell(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
