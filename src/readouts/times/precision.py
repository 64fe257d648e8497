"""How finely an expression tells the time, and the zone of a clock time with the day it is elsewhere."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from readouts.model import Interval, TimeExpression
from readouts.times.words import load_words

Precision = Literal[
    "time",
    "part of a day",
    "day",
    "days",
    "weekend",
    "week",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
    "length",
    "set",
    "open",
]
PRECISIONS: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("time", re.compile(r".*T\d.*")),
    ("part of a day", re.compile(r".*T[A-Z]{2}")),
    ("day", re.compile(r"\d{4}-\d\d-\d\d")),
    ("weekend", re.compile(r"\d{4}-W\d\d-WE")),
    ("week", re.compile(r"\d{4}-W\d\d")),
    ("quarter", re.compile(r"\d{4}-Q\d")),
    ("half", re.compile(r"\d{4}-H\d")),
    ("season", re.compile(r"\d{4}-[A-Z]{2}")),
    ("month", re.compile(r"\d{4}-\d\d")),
    ("year", re.compile(r"\d{4}")),
    ("decade", re.compile(r"\d{3}")),
    ("century", re.compile(r"\d{2}")),
    ("days", re.compile(r".*")),
)
ZONE_CLASSES = ("ZONE", "ZONE2")
PLACED = re.compile(r"\b(\w+)\s+time\b", re.IGNORECASE)
CLOCK = re.compile(r"T(\d\d):(\d\d)")


def precision_of(one: TimeExpression) -> Precision:
    """The unit in which an expression is told, "days" where it is any of a few; "open" where its days are not known.

    Lengths and sets are told of no place in time.

    >>> from datetime import date
    >>> from readouts.times import find
    >>> [precision_of(one) for one in find("They met last week, on Friday, for two hours.", date(2025, 1, 21))]
    ['week', 'day', 'length']
    """
    if one.type in ("DURATION", "SET"):
        return "length" if one.type == "DURATION" else "set"
    if one.interval is None:
        return "open"
    told = next(unit for unit, shape in PRECISIONS if shape.fullmatch(one.value))
    return "days" if told == "day" and one.earliest != one.latest else told


@cache
def _offsets() -> dict[str, int]:
    rows = load_words().items()
    return {word.upper(): int(row.value) for word, row in rows if row.kind in ZONE_CLASSES}


def zone_of(one: TimeExpression) -> str | None:
    """The zone named with a clock time: "GMT", "EST", "Moscow time", "local time"; None without one.

    >>> from readouts.times import find
    >>> [zone_of(one) for one in find("at 15:00 GMT, at 6 p.m. Moscow time and at noon")]
    ['GMT', 'Moscow time', None]
    """
    if one.type != "TIME":
        return None
    named = next((word for word in re.findall(r"\b[A-Z]{2,4}\b", one.text) if word in _offsets()), None)
    placed = PLACED.search(one.text)
    return named or (placed[0] if placed else None)


def days_in_utc(one: TimeExpression) -> Interval | None:
    """The day of a clock time as it is in UTC, where its zone is told by its letters; else None.

    A summer time that is not told apart by its letters ("ET") is read as the winter's.

    >>> from datetime import date
    >>> from readouts.times import find
    >>> (evening,) = find("They spoke at 10 p.m. EST on Friday.", date(2025, 1, 21))
    >>> str(evening.earliest), str(days_in_utc(evening).earliest)
    ('2025-01-17', '2025-01-18')
    """
    clock, zone = CLOCK.search(one.value), zone_of(one)
    if clock is None or zone not in _offsets() or one.earliest is None or one.earliest != one.latest:
        return None
    midnight = datetime(one.earliest.year, one.earliest.month, one.earliest.day)
    moment = midnight + timedelta(hours=int(clock[1]) - _offsets()[zone], minutes=int(clock[2]))
    return Interval.day(moment.date())
