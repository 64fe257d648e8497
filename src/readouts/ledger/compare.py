"""Whether two reports can speak of one contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from readouts.ledger.party import Party, same_person
from readouts.ledger.report import DATED, LOOSE, Report
from readouts.ledger.rules import load_rules
from readouts.model import Interval

_UNNAMED = ("office", "delegation")


def compatible(a: Report, b: Report) -> bool:
    """Whether nothing in two reports speaks against one contact: ways of meeting, days and parties agree.

    Two reports of one article never are: their author told them apart. The answer is the same both ways round.
    """
    return (
        a.article != b.article
        and load_rules().related(a.channel, b.channel)
        and days_agree(a, b)
        and parties_agree(a, b)
    )


def supporting(a: Report, b: Report) -> bool:
    """Whether two compatible reports speak for one contact: a person or two offices alike, in reach of each other."""
    return not a.filed.isdisjoint(b.sought) and (bool(_shared(a, b)) or _enough_without_names(a, b))


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


def parties_agree(a: Report, b: Report) -> bool:
    """Whether the same persons, or persons and unnamed offices of the same states, take part in both."""
    left, right, matched = _aligned(a, b)
    return _sides_agree(a, b, set(left), set(right), bool(matched)) and all(
        _side_agrees(left[side], right[side], matched) for side in left.keys() & right.keys()
    )


def named_alike(a: Report, b: Report) -> bool:
    """Whether two persons or more are named in both: firmer ground than an office of the same state."""
    return len({p for p, _ in _shared(a, b)}) > 1


def clash(a: Report, b: Report) -> bool:
    """Whether one says that it took place and the other that it did not or will not."""
    off = ("denied", "cancelled")
    return (a.status in off) != (b.status in off) and bool({a.status, b.status} & {"held", "ongoing"})


def _shared(a: Report, b: Report) -> list[tuple[Party, Party]]:
    return [(p, q) for p in a.parties for q in b.parties if same_person(p, q)]


def _aligned(a: Report, b: Report) -> tuple[dict[str, list[Party]], dict[str, list[Party]], set[Party]]:
    """The sides of both, states learnt from each other, and the parties that stand for a person in both."""
    shared = _shared(a, b)
    left = _sides(a, {p: q.state for p, q in shared if q.state})
    right = _sides(b, {q: p.state for p, q in shared if p.state})
    return left, right, {p for p, _ in shared} | {q for _, q in shared}


def _sides(report: Report, learnt: dict[Party, str]) -> dict[str, list[Party]]:
    """The parties by state; one whose state nobody knows stands for itself."""
    sides: dict[str, list[Party]] = {}
    for party in report.parties:
        sides.setdefault(party.state or learnt.get(party) or f"?{party.key}", []).append(party)
    if len(sides) == 1 and report.land and report.channel == "visit":
        sides.setdefault(report.land, [])  # a guest alone: the land visited is the host
    return sides


def _sides_agree(a: Report, b: Report, left: set[str], right: set[str], shared: bool) -> bool:
    """Equal sides agree; so does a guest told of alone, and a part of a larger round that shares its persons.

    Those of unknown state are looked away from where two known sides are there without them.
    """
    known = [{side for side in sides if not side.startswith("?")} for sides in (left, right)]
    if left == right or (known[0] == known[1] and len(known[0]) > 1):
        return True
    if not (left < right or right < left):
        return False
    if min(len(left), len(right)) == 1:
        return shared and a.channel == b.channel == "visit"
    return shared and a.channel == b.channel == "summit"


def _side_agrees(left: list[Party], right: list[Party], matched: set[Party]) -> bool:
    """One side of both: a person in both, or an unnamed office, delegation or state that the other can be."""
    if any(party in matched for party in left + right):
        return True
    if any(p.named for p in left) and any(q.named for q in right):
        return False
    rules = load_rules()
    return not left or not right or any(not rules.exclude(p.rank, q.rank) for p in left for q in right)


def _enough_without_names(a: Report, b: Report) -> bool:
    """Where no person is in both: a state is no evidence for a person, an office or delegation on another side is."""
    left, right, _ = _aligned(a, b)
    common = [(left[side], right[side]) for side in sorted(left.keys() & right.keys())]
    guessed = [any(p.named for p in one) != any(q.named for q in other) for one, other in common]
    return not any(guessed) or any(
        any(p.kind in _UNNAMED for p in one) and any(q.kind in _UNNAMED for q in other)
        for (one, other), guess in zip(common, guessed, strict=True)
        if not guess
    )


def distance(a: Report, b: Report) -> tuple[int, int, bool]:
    """How far apart two comparable reports are: days between windows, then between middles, then whether they clash."""
    if a.window is None or b.window is None or a.anchor is None or b.anchor is None:
        raise ValueError("reports without days cannot be compared")
    if a.firmness == b.firmness == DATED:
        return gap(a.window, b.window), abs((_middle(a.window) - _middle(b.window)).days), clash(a, b)
    return abs((a.anchor - b.anchor).days), 0, clash(a, b)


def _middle(window: Interval) -> date:
    return window.earliest + timedelta((window.latest - window.earliest).days // 2)
