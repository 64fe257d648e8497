"""Which of many texts descend from one: families of copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from readouts.ledger.copyrules import load_copy_rules
from readouts.ledger.likeness import KINDS, CopyKind, Likeness, compare_texts
from readouts.ledger.trace import BITS, HALF, Numbers, Trace
from readouts.model import Interval

_FIRST = 12
"""How far apart two of the texts that have one mark may stand in their order to be paired because of it."""
_BRIEF, _EVERY = 150, 4
"""Words up to which a text is brief, and by every which mark two longer ones are found."""
_TINY = 12
"""Marks below which two in common are enough for a text to be looked at, else three."""
_SURELY = 0.08
"""The share of the smaller one's marks that two long texts must have in common to be compared, as far as seen."""
_OFTEN = 8
"""Texts that must have a run, at least, before it counts as a formula."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text besides its words: the outlet that carried it and when."""

    outlet: str | None = None
    published: Interval | None = None


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two texts by their ids, the first in order first, and how they are alike."""

    a: str
    b: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Kin:
    """Texts that descend from one: their ids in order, what was done to them at most, and the links that show it."""

    members: tuple[str, ...]
    kind: CopyKind
    links: tuple[Link, ...]


def find_kin(traces: Mapping[str, Trace], known: Mapping[str, Known] | None = None) -> list[Kin]:
    """The families of two texts or more, by id of their first member; the order of the texts does not matter.

    Runs that many texts have are left out as formulas. Articles that appeared weeks apart, or in one outlet, must be
    more alike than others.

    >>> from readouts.ledger.trace import trace
    >>> text = "Aalto and Brandt met in Ostburg on Monday to speak about the bridge and its long delays."
    >>> found = find_kin({"x": trace(text), "y": trace(text.upper()), "z": trace("Rain is expected.")})
    >>> [(kin.members, kin.kind) for kin in found]
    [(('x', 'y'), 'same text')]
    """
    return group_links(_links(traces, known or {}))


def group_links(links: Sequence[Link]) -> list[Kin]:
    """The families that links make, by id of their first member; the order of the links does not matter."""
    parent = {end: end for link in links for end in (link.a, link.b)}
    for link in links:
        mine, theirs = _root(parent, link.a), _root(parent, link.b)
        parent[max(mine, theirs)] = min(mine, theirs)
    members: dict[str, list[str]] = {}
    own: dict[str, list[Link]] = {}
    for one in sorted(parent):
        members.setdefault(_root(parent, one), []).append(one)
    for link in links:
        own.setdefault(_root(parent, link.a), []).append(link)
    kin = [
        Kin(tuple(some), max((link.likeness.kind for link in own[head]), key=KINDS.index), tuple(sorted(own[head])))
        for head, some in members.items()
    ]
    return sorted(kin, key=lambda one: one.members)


def _root(parent: dict[str, str], one: str) -> str:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


def _links(traces: Mapping[str, Trace], known: Mapping[str, Known]) -> list[Link]:
    """What links each text to a family.

    Of the texts that share marks those that share most are looked at first, and none that is of the family already.
    """
    bare = _Bare(traces)
    parent = {id: id for id in traces}
    links: list[Link] = []
    for one, other in _candidates(traces):
        mine, theirs = _root(parent, one), _root(parent, other)
        if mine == theirs:
            continue
        left, right = bare[one], bare[other]
        if left is None or right is None:
            left, right = traces[one], traces[other]
        likeness = compare_texts(left, right)
        if likeness and likeness.share >= _asked(known.get(one), known.get(other)):
            links.append(Link(one, other, likeness))
            parent[max(mine, theirs)] = min(mine, theirs)
    return links


def _candidates(traces: Mapping[str, Trace]) -> Iterator[tuple[str, str]]:
    """Pairs of texts, the first in order first, that share several marks: those that share most first.

    Marks are runs, and of brief texts pairs of words. Two long texts are found by every fourth mark, and of more texts
    than a few that have one mark each is paired with those next to it and with the first.
    """
    ids = sorted(traces)
    brief = np.array([traces[id].words <= _BRIEF for id in ids])
    sets = [_once(np.concatenate((one.runs, one.quoted, one.paired))) for one in (traces[id] for id in ids)]
    if len(ids) < 2:
        return
    if len(ids) == 2:  # by far the most frequent among the reports of contacts, and much faster so
        common = np.intersect1d(sets[0], sets[1], assume_unique=True)
        counted = common if brief.any() else common[common % _EVERY == 0]
        if 2 * len(counted) >= _least(np.array([min(map(len, sets))]), np.array([not brief.any()]))[0]:
            yield ids[0], ids[1]
        return
    marks, texts = _shared(sets)
    starts = np.flatnonzero(_new(marks))
    first = np.repeat(starts, np.diff(starts, append=len(marks)))
    found = [(marks, texts[first], texts)] if len(marks) else []
    found += [(marks[apart:], texts[:-apart], texts[apart:]) for apart in range(1, min(_FIRST, len(ids)))]
    keys = [np.zeros(0, np.int64)]
    for number, (here, left, right) in enumerate(found):
        same = left != right if number == 0 else marks[:-number] == marks[number:]
        same &= brief[left] | brief[right] | (here % _EVERY == 0)
        keys.append(left[same] * len(ids) + right[same])
    pairs, times = np.unique(np.concatenate(keys), return_counts=True)
    sizes = np.array([len(some) for some in sets])
    left, right = pairs // len(ids), pairs % len(ids)
    enough = times >= _least(np.minimum(sizes[left], sizes[right]), ~brief[left] & ~brief[right])
    order = np.argsort(-times[enough], kind="stable")
    for a, b in zip(left[enough][order].tolist(), right[enough][order].tolist(), strict=True):
        yield ids[a], ids[b]


def _shared(sets: Sequence[Numbers]) -> tuple[Numbers, NDArray[np.int64]]:
    """The marks that several texts have, in order, and the text of each by its place; marks are of 32 bits."""
    places = np.repeat(np.arange(len(sets), dtype=np.uint64), [len(some) for some in sets])
    both = np.sort(np.concatenate(sets) << HALF | places)
    marks = both >> HALF
    several = ~_new(marks)
    several[:-1] |= several[1:]
    return marks[several], (both[several] & BITS).astype(np.int64)


def _least(smaller: NDArray[np.int64], long: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How often two texts must have a mark in common to be compared, by the marks of the smaller one."""
    least = np.where(smaller < _TINY, 2, 3)
    return np.where(long, np.maximum(least, smaller * (_SURELY / _EVERY)), least).astype(np.float64)


class _Bare(dict[str, Trace | None]):
    """Texts by id without what so many have that it is a house's way of speaking, or what surrounds its texts.

    None where little is left, since then so many texts have it because it is copied.
    """

    def __init__(self, traces: Mapping[str, Trace]) -> None:
        super().__init__()
        self._traces = traces
        self._formulas = np.zeros(0, np.uint64)
        if len(traces) > _OFTEN:
            runs = _often([one.runs for one in traces.values()])
            self._formulas = np.union1d(runs, _often([one.paired for one in traces.values() if len(one.paired)]))

    def __missing__(self, id: str) -> Trace | None:
        self[id] = found = self._strip(self._traces[id])
        return found

    def _strip(self, one: Trace) -> Trace | None:
        if not len(self._formulas):
            return one
        less = replace(
            one,
            runs=self._rest(one.runs),
            quoted=self._rest(one.quoted),
            told=self._rest(one.told),
            first=self._rest(one.first),
            paired=self._rest(one.paired),
        )
        return None if 2 * _count(less) < _count(one) else less

    def _rest(self, marks: Numbers) -> Numbers:
        """Those that are no formula."""
        if not len(marks):
            return marks
        formulas = self._formulas
        near = np.minimum(np.searchsorted(formulas, marks), len(formulas) - 1)
        rest: Numbers = marks[formulas[near] != marks]
        return rest


def _count(one: Trace) -> int:
    """How many different runs a text has, outside quotations and within."""
    return len(_once(np.concatenate((one.runs, one.quoted))))


def _once(marks: Numbers) -> Numbers:
    """Each mark once, in order; for few of them faster than numpy's own."""
    marks = np.sort(marks)
    return marks[_new(marks)]


def _new(marks: Numbers) -> NDArray[np.bool_]:
    """Which marks are others than the one before."""
    new = np.ones(len(marks), np.bool_)
    np.not_equal(marks[1:], marks[:-1], out=new[1:])
    return new


def _often(texts: Sequence[Numbers]) -> Numbers:
    """The marks that a hundredth of the texts have, and at least `_OFTEN` of them."""
    marks = np.sort(np.concatenate([_once(one) for one in texts])) if texts else np.zeros(0, np.uint64)
    limit = max(_OFTEN, len(texts) // 100)
    return np.unique(marks[limit:][marks[limit:] == marks[: len(marks) - limit]])


def _asked(a: Known | None, b: Known | None) -> float:
    """The share of runs that two texts must have for what is known of them."""
    rules = load_copy_rules()
    asked = 0.0
    if a and b and a.published and b.published:
        days = max((b.published.earliest - a.published.latest).days, (a.published.earliest - b.published.latest).days)
        asked = rules.share_apart if days > rules.days else 0.0
    if a and b and a.outlet and a.outlet == b.outlet:
        asked = max(asked, rules.share_own)
    return asked
