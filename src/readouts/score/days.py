"""Days as gold and predictions write them, read as closed intervals, and compared with a day of slack."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from readouts.model import Interval
from readouts.score.shapes import DaysShape

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|[TZ\s+])")


def read_days(value: str | DaysShape | None) -> Interval | None:
    """The interval of days meant, or None where none is given.

    A value is a year, a month or a day in ISO 8601, two of them with a slash, or an object with `earliest` and
    `latest`; what follows a day (an hour) is passed over. Raises ValueError where a value is no day.

    >>> read_days("2022-02")
    Interval(earliest=datetime.date(2022, 2, 1), latest=datetime.date(2022, 2, 28))
    """
    if isinstance(value, DaysShape):
        first, last = value.earliest or value.latest, value.latest or value.earliest
    elif value:
        first, slash, last = value.partition("/")
        last = last if slash else first
    else:
        return None
    return None if first is None or last is None else Interval(_bounds(first)[0], _bounds(last)[1])


def read_gold_days(value: str | DaysShape | None) -> Interval | None:
    """As `read_days`; raises ValueError also where the last day comes before the first."""
    days = read_days(value)
    if days and days.latest < days.earliest:
        raise ValueError(f"its last day ({days.latest}) is before its first ({days.earliest})")
    return days


def near(a: Interval | None, b: Interval | None) -> bool:
    """Whether two intervals share a day or lie a day apart; an unknown one is near everything."""
    if a is None or b is None:
        return True
    gap = max(a.earliest.toordinal() - b.latest.toordinal(), b.earliest.toordinal() - a.latest.toordinal())
    return gap <= 1


def _bounds(text: str) -> tuple[date, date]:
    match = _DAY.match(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            return date(year, month, day), date(year, month, day)
        last = month or 12
        return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        raise ValueError(f"{text!r} is no day; write YYYY, YYYY-MM, YYYY-MM-DD or two of them with '/'") from None
