"""Sets of days as sorted, disjoint closed intervals: what several clues together leave possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from readouts.model import Interval

FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)
EVER = Interval(FIRST, LAST)
Days = tuple[Interval, ...]


def join(intervals: Iterable[Interval]) -> Days:
    """Intervals as a set of days: sorted, touching ones made one.

    >>> join([Interval(date(2024, 1, 3), date(2024, 1, 4)), Interval(date(2024, 1, 1), date(2024, 1, 2))])
    (Interval(earliest=datetime.date(2024, 1, 1), latest=datetime.date(2024, 1, 4)),)
    """
    merged: list[Interval] = []
    for one in sorted(intervals):
        if merged and one.earliest <= merged[-1].latest + timedelta(days=1):
            merged[-1] = Interval(merged[-1].earliest, max(merged[-1].latest, one.latest))
        else:
            merged.append(one)
    return tuple(merged)


def meet(one: Days, other: Days) -> Days:
    """The days in both sets."""
    return join(
        Interval(max(a.earliest, b.earliest), min(a.latest, b.latest)) for a in one for b in other if a.overlaps(b)
    )


def span_days(days: Days) -> Interval | None:
    """From the first to the last day of a set; None if it is empty."""
    return Interval(days[0].earliest, days[-1].latest) if days else None


def since(day: date) -> Days:
    """A day and all after it."""
    return (Interval(day, LAST),)


def until(day: date) -> Days:
    """A day and all before it."""
    return (Interval(FIRST, day),)


def pick_days(within: Interval, fits: Callable[[date], bool]) -> Days:
    """The days of an interval that fit; looks at each of them, so keep the interval within a few years."""
    count = (within.latest - within.earliest).days + 1
    days = (within.earliest + timedelta(days=step) for step in range(count))
    return join(Interval.day(day) for day in days if fits(day))
