"""What was put off: the day that a contact was to have, and the one it got in place of it.

A postponed contact moves: "the visit of 10 March was put off", then "Aalto visited Ostland on 20 March" are one
contact with a history.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter

from readouts.ledger.compare import gap, named_alike
from readouts.ledger.report import AHEAD, DATED, Report
from readouts.ledger.rules import load_rules

MOVED = "moved to another day"
"""The rule by which a report belongs here that still tells of the day before."""

_WEEK = timedelta(7)
_DAY = itemgetter(0)
Link = tuple[int, int, int]
"""Days between two groups, the place of the one put off, the place of the one that came of it."""


def may_move(a: Report, b: Report) -> bool:
    """Whether one of the two tells that something was put off which the other tells of on another day."""
    return leads_to(a, b) or leads_to(b, a) or comes_of(a, b) or comes_of(b, a)


def leads_to(put_off: Report, later: Report) -> bool:
    """Whether a report that something is put off can be of what another tells of for a day after that."""
    if put_off.status != "postponed" or not _alike(put_off, later) or later.firmness != DATED:
        return False
    if put_off.published is None or later.window is None or put_off.window is None:
        return False
    last = put_off.window.latest if put_off.firmness == DATED else put_off.published.latest
    return load_rules().slack < (later.window.earliest - last).days <= load_rules().moved


def comes_of(moved: Report, before: Report) -> bool:
    """Whether a report that something is put off to a day can be of what another expected for a day before that."""
    if moved.status != "postponed" or before.status not in AHEAD or not _alike(moved, before):
        return False
    if moved.firmness != DATED or before.firmness != DATED or moved.published is None or before.published is None:
        return False
    if moved.window is None or before.window is None or before.published.earliest > moved.published.latest:
        return False
    near = before.window.latest >= moved.published.earliest - _WEEK
    return near and load_rules().slack < (moved.window.earliest - before.window.latest).days <= load_rules().moved


def find_moves(groups: Sequence[Sequence[Report]]) -> list[tuple[int, int]]:
    """Which groups of reports are of a contact put off and which of what came of it, by their places.

    Where two could be, neither is: each leads to its nearest alone, and nothing comes of several.
    """
    calendar = _Calendar(groups)
    links = sorted({link for place, group in enumerate(groups) for link in _links(place, group, groups, calendar)})
    ahead = _only([(link[1], link) for link in links])
    back = _only([(link[2], link) for link in ahead.values()])
    moves = {older: newer for _, older, newer in back.values()}
    return sorted((older, newer) for older, newer in moves.items() if not _returns(older, moves))


def _returns(place: int, moves: dict[int, int]) -> bool:
    """Whether what came of it is, in the end, itself."""
    seen, now = {place}, moves.get(place)
    while now is not None and now not in seen:
        seen.add(now)
        now = moves.get(now)
    return now == place


def _only(links: Sequence[tuple[int, Link]]) -> dict[int, Link]:
    """For each place its nearest link, where one is nearer than all others."""
    found: dict[int, list[Link]] = {}
    for place, link in links:
        found.setdefault(place, []).append(link)
    nearest = {place: [one for one in some if one[0] == min(some)[0]] for place, some in found.items()}
    return {place: some[0] for place, some in nearest.items() if len(some) == 1}


class _Calendar:
    """The groups by the days that their reports state, so that those of some days are found without asking all."""

    def __init__(self, groups: Sequence[Sequence[Report]]) -> None:
        dated = [
            (place, report.window)
            for place, group in enumerate(groups)
            for report in group
            if report.firmness == DATED and report.window
        ]
        self._begun = sorted((window.earliest, place) for place, window in dated)
        self._ended = sorted((window.latest, place) for place, window in dated)

    def near(self, report: Report) -> set[int]:
        """The groups that something put off could lead to, or come of, by what this report of it says."""
        if report.published is None or report.window is None:
            return set()
        stated = report.firmness == DATED
        last = report.window.latest if stated else report.published.latest
        found = _between(self._begun, last, _reach(last, 1))
        if stated:
            found |= _between(self._ended, _reach(report.window.earliest, -1), report.window.earliest)
        return found


def _reach(day: date, sign: int) -> date:
    """As far as what is put off can move, ahead or back, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + sign * load_rules().moved, 1), date.max.toordinal()))


def _between(days: Sequence[tuple[date, int]], first: date, last: date) -> set[int]:
    """The places that have a day from the first to the last."""
    return {place for _, place in days[bisect_left(days, first, key=_DAY) : bisect_right(days, last, key=_DAY)]}


def _links(
    place: int, group: Sequence[Report], groups: Sequence[Sequence[Report]], calendar: _Calendar
) -> Iterator[Link]:
    put_off = [report for report in group if report.status == "postponed" and report.published]
    if not put_off:
        return
    articles = {report.article for report in group}
    last = max(put_off, key=lambda report: (_told(report), report.id))
    for other_place in sorted({place for report in put_off for place in calendar.near(report)}):
        other = groups[other_place]
        if other_place == place or not articles.isdisjoint(report.article for report in other):
            continue  # what one article tells apart is two
        if _stands_put_off(group, last) and all(_told(report) >= _told(last) for report in other):
            for report in other:
                if leads_to(last, report):
                    yield _apart(last, report), place, other_place
        if all(report.status in AHEAD for report in other):
            for report in put_off:
                for before in other:
                    if comes_of(report, before):
                        yield _apart(report, before), other_place, place


def _stands_put_off(group: Sequence[Report], last: Report) -> bool:
    """Whether nothing was heard of it after it was put off, and it neither took place nor was called off."""
    return all(report.status in (*AHEAD, "postponed") and _told(report) <= _told(last) for report in group)


def _alike(a: Report, b: Report) -> bool:
    return a.article != b.article and load_rules().related(a.channel, b.channel) and named_alike(a, b)


def _told(report: Report) -> date:
    return report.published.earliest if report.published else date.min


def _apart(a: Report, b: Report) -> int:
    return gap(a.window, b.window) if a.window and b.window else 0
