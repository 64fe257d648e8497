"""Whether two reports can speak of one contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from readouts.ledger.agree import agree
from readouts.ledger.report import DATED, LOOSE, Report
from readouts.ledger.rules import load_rules
from readouts.model import Interval


def compatible(a: Report, b: Report) -> bool:
    """Whether nothing in two reports speaks against one contact: ways of meeting, days and parties agree.

    Two reports of one article never are: their author told them apart. The answer is the same both ways round.
    """
    return (
        a.article != b.article
        and load_rules().related(a.channel, b.channel)
        and days_agree(a, b)
        and agree(a.who, b.who).possible
    )


def supporting(a: Report, b: Report) -> bool:
    """Whether two compatible reports speak for one contact: a person or two offices alike, in reach of each other."""
    return agree(a.who, b.who).likely and not a.filed.isdisjoint(b.sought)


def days_agree(a: Report, b: Report) -> bool:
    """Whether both can lie on one day, give or take the slack between time zones.

    Two reports that only look ahead or far back must also have appeared within a few days of each other.
    """
    rules = load_rules()
    if a.window is None or b.window is None or a.anchor is None or b.anchor is None:
        return False
    if a.firmness == b.firmness == LOOSE and abs((a.anchor - b.anchor).days) > rules.together:
        return False
    return gap(a.window, b.window) <= rules.slack


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals, 0 where they share one.

    >>> gap(Interval.day(date(2025, 1, 17)), Interval.day(date(2025, 1, 20)))
    3
    """
    return max(0, (b.earliest - a.latest).days, (a.earliest - b.latest).days)


def joint(windows: Iterable[Interval]) -> Interval:
    """The days common to all windows; where slack let them pass each other, the days between."""
    several = list(windows)
    earliest, latest = max(w.earliest for w in several), min(w.latest for w in several)
    return Interval(min(earliest, latest), max(earliest, latest))


def named_alike(a: Report, b: Report) -> bool:
    """Whether two persons or more are named in both: firmer ground than an office of the same state."""
    return agree(a.who, b.who).persons > 1


def clash(a: Report, b: Report) -> bool:
    """Whether one says that it took place and the other that it did not or will not."""
    off = ("denied", "cancelled")
    return (a.status in off) != (b.status in off) and bool({a.status, b.status} & {"held", "ongoing"})


def distance(a: Report, b: Report) -> tuple[int, int, bool]:
    """How far apart two comparable reports are: days between windows, then between middles, then whether they clash."""
    if a.window is None or b.window is None or a.anchor is None or b.anchor is None:
        raise ValueError("reports without days cannot be compared")
    if a.firmness == b.firmness == DATED:
        return gap(a.window, b.window), abs((_middle(a.window) - _middle(b.window)).days), clash(a, b)
    return abs((a.anchor - b.anchor).days), 0, clash(a, b)


def _middle(window: Interval) -> date:
    return window.earliest + timedelta((window.latest - window.earliest).days // 2)
