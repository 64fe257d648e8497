"""Which of many texts descend from one: families of copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from readouts.ledger.copyrules import load_copy_rules
from readouts.ledger.likeness import KINDS, CopyKind, Likeness, compare_texts
from readouts.ledger.trace import Trace
from readouts.model import Interval

_FIRST = 20
"""With how many of those that have a run a text is compared because of it; the others are reached through these."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text besides its words: the outlet that carried it and when."""

    outlet: str | None = None
    published: Interval | None = None


@dataclass(frozen=True, slots=True)
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

    Articles that appeared weeks apart, or in one outlet, must be more alike than others.

    >>> from readouts.ledger.trace import trace
    >>> text = "Aalto and Brandt met in Ostburg on Monday to speak about the bridge and its long delays."
    >>> found = find_kin({"x": trace(text), "y": trace(text.upper()), "z": trace("Rain is expected.")})
    >>> [(kin.members, kin.kind) for kin in found]
    [(('x', 'y'), 'same text')]
    """
    links = list(_links(traces, known or {}))
    parent = {link.a: link.a for link in links} | {link.b: link.b for link in links}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for link in links:
        first, second = sorted((root(link.a), root(link.b)))
        parent[second] = first
    members: dict[str, list[str]] = {}
    for one in sorted(parent):
        members.setdefault(root(one), []).append(one)
    own: dict[str, list[Link]] = {}
    for link in links:
        own.setdefault(root(link.a), []).append(link)
    return [
        Kin(tuple(some), max((link.likeness.kind for link in own[head]), key=KINDS.index), tuple(own[head]))
        for head, some in sorted(members.items())
    ]


def _links(traces: Mapping[str, Trace], known: Mapping[str, Known]) -> Iterator[Link]:
    """Pairs of texts that are copies, each once, among those that share a run or a pair of words."""
    seen: dict[int, list[str]] = {}
    for one in sorted(traces):
        mine = traces[one]
        met: Counter[str] = Counter()
        for mark in mine.all | mine.pairs:
            others = seen.get(mark)
            if others is None:
                seen[mark] = [one]
                continue
            met.update(others)
            if len(others) < _FIRST:
                others.append(one)
        for other in sorted(other for other, times in met.items() if times > 1):
            likeness = compare_texts(traces[other], mine)
            if likeness and likeness.share >= _asked(known.get(other), known.get(one)):
                yield Link(other, one, likeness)


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
