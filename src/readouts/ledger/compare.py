"""Whether two reports can speak of one contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from readouts.ledger.agree import agree
from readouts.ledger.parts import WHOLES
from readouts.ledger.report import AHEAD, DATED, LOOSE, Report
from readouts.ledger.rules import load_rules
from readouts.model import Interval


def compatible(a: Report, b: Report) -> bool:
    """Whether nothing in two reports speaks against one contact: ways of meeting, days and parties agree.

    Two reports of one article never are: their author told them apart; nor are what one article tells as a visit with
    its meetings and another as one of these. The answer is the same both ways round.
    """
    return (
        a.article != b.article
        and {a.layer, b.layer} != {"part", "whole"}
        and load_rules().related(a.channel, b.channel)
        and days_agree(a, b)
        and agree(a.who, b.who).possible
        and not lands_differ(a, b)
    )


def supporting(a: Report, b: Report) -> bool:
    """Whether two compatible reports speak for one contact: a person or two offices alike, in reach of each other."""
    return agree(a.who, b.who).likely and not a.filed.isdisjoint(b.sought)


def lands_differ(a: Report, b: Report) -> bool:
    """Whether one of the two, of which no day is known, took place in another land than the other.

    Where both have a day that is a disagreement about the place; a month alone is too little against it: who was in
    Beijing "last March" was not in Moscow then.
    """
    undated = LOOSE in (a.firmness, b.firmness)
    return undated and a.land is not None and b.land is not None and a.land != b.land


def days_agree(a: Report, b: Report) -> bool:
    """Whether both can lie on one day, give or take the slack between time zones.

    Two reports that only look ahead or far back must also have appeared within a few days of each other, and so must
    two that tell something undated as news. What two articles of these days expect or call off is one thing, however
    far ahead the day lies that one of them gives.
    """
    rules = load_rules()
    if a.window is None or b.window is None or a.anchor is None or b.anchor is None:
        return False
    apart = abs((a.anchor - b.anchor).days)
    if a.firmness == b.firmness and a.firmness != DATED:
        if apart > (rules.together if a.firmness == LOOSE else rules.fresh):
            return False
    elif {a.firmness, b.firmness} == {DATED, LOOSE} and expected(a) and expected(b) and _told_together(a, b):
        return True
    return gap(a.window, b.window) <= rules.slack


def expected(report: Report) -> bool:
    """Whether it tells of something that still lay ahead of its article: as coming, or as called off."""
    ahead = report.status in (*AHEAD, "postponed", "cancelled", "denied")
    if not ahead or report.published is None or report.window is None:
        return False
    return report.firmness == LOOSE or report.window.latest > report.published.latest


def _told_together(a: Report, b: Report) -> bool:
    days = [report.published for report in (a, b) if report.published]
    return len(days) == 2 and gap(*days) <= load_rules().together


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


def distance(a: Report, b: Report) -> tuple[int, int, bool, bool]:
    """How far apart two comparable reports are: days between windows, then between middles, then whether they clash.

    Last, a visit or summit is nearer to another such than to a meeting, which can have been one of it.
    """
    unlike = (a.channel in WHOLES) != (b.channel in WHOLES)
    if a.window is None or b.window is None or a.anchor is None or b.anchor is None:
        raise ValueError("reports without days cannot be compared")
    if a.firmness == b.firmness == DATED:
        return gap(a.window, b.window), abs((_middle(a.window) - _middle(b.window)).days), clash(a, b), unlike
    return abs((a.anchor - b.anchor).days), 0, clash(a, b), unlike


def _middle(window: Interval) -> date:
    return window.earliest + timedelta((window.latest - window.earliest).days // 2)
