"""Publication dates as metadata and command lines write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from email.utils import parsedate_to_datetime

from readouts.errors import UsageError
from readouts.model import Interval

_CALENDAR = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_CLOCK = re.compile(
    r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.ASCII | re.IGNORECASE
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?", re.ASCII)
_REMEDY = "write YYYY-MM-DD, YYYY-MM, a timestamp such as 2026-01-08T23:30:00+02:00, or EARLIEST/LATEST"


def read_published(words: str) -> Interval:
    """The days that a publication date can mean.

    A timestamp gives the day it is written with, whatever its zone; a month or year all its days; `EARLIEST/LATEST`
    what lies between. Dates whose order depends on the country (01/02/2026) are refused. Raises UsageError.

    >>> read_published("2026-01-08T23:30:00-05:00").latest.isoformat()
    '2026-01-08'
    >>> [day.isoformat() for day in read_published("2026-02")]
    ['2026-02-01', '2026-02-28']
    """
    ends = [part.strip() for part in words.split("/")]
    if len(ends) > 2 or not all(ends):
        raise UsageError(f"{words!r} is no date; {_REMEDY}")
    first, last = _days(ends[0], words), _days(ends[-1], words)
    if first.earliest > last.latest:
        raise UsageError(f"{words!r} ends before it begins; write the earlier day first")
    return Interval(first.earliest, last.latest)


def _days(part: str, words: str) -> Interval:
    """The days of one end of an interval."""
    try:
        calendar = _CALENDAR.match(part)
        rest = part[calendar.end() :] if calendar else part
        if calendar and (not rest or (calendar[3] and _CLOCK.fullmatch(rest))):
            return _interval(int(calendar[1]), calendar[2], calendar[3])
        compact = _COMPACT.fullmatch(part)
        if compact:
            return _interval(int(compact[1]), compact[2], compact[3])
        return Interval.day(parsedate_to_datetime(part).date())  # "Thu, 08 Jan 2026 23:30:00 GMT", as feeds write it
    except (ValueError, TypeError, IndexError, OverflowError):
        raise UsageError(f"{words!r} is no date; {_REMEDY}") from None


def _interval(year: int, month: str | None, day: str | None) -> Interval:
    if day and month:
        return Interval.day(date(year, int(month), int(day)))
    if month:
        return Interval(date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))
    return Interval(date(year, 1, 1), date(year, 12, 31))
