"""Whether the parties of two reports can be those of one contact."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from readouts.ledger.party import Party, same_person
from readouts.ledger.rules import load_rules
from readouts.model import Channel

_UNNAMED = ("office", "delegation")
Sides = dict[str, list[Party]]


class Who(NamedTuple):
    """Who takes part in a report, which way, and the state of the place."""

    parties: tuple[Party, ...]
    channel: Channel
    land: str | None


class Agreement(NamedTuple):
    """Whether nothing speaks against the same parties, whether something speaks for them, and persons in common."""

    possible: bool
    likely: bool
    persons: int


@lru_cache(maxsize=1 << 17)
def agree(a: Who, b: Who) -> Agreement:
    """Compares the parties of two reports, side by side; the answer is the same both ways round.

    On each side that both have there must be a person in common, or on one of them only an unnamed office,
    delegation or state that the other's can be. What speaks for it is a person in common or, where nobody is
    matched with a mere state, sides that are unnamed in both.
    """
    shared = [(p, q) for p in a.parties for q in b.parties if same_person(p, q)]
    left = _sides(a, {p: q.state for p, q in shared if q.state})
    right = _sides(b, {q: p.state for p, q in shared if p.state})
    matched = {p for p, _ in shared} | {q for _, q in shared}
    common = [(left[side], right[side]) for side in sorted(left.keys() & right.keys())]
    summit = _one_summit(a, b, set(left), set(right))
    possible = _sides_agree(a, b, set(left), set(right), bool(shared)) or _unknown_agree(left, right, bool(shared))
    possible = (possible or summit) and all(_side_agrees(one, other, matched) for one, other in common)
    likely = possible and (
        bool(shared) or summit or _enough_without_names(common) or _same_venue(a, b, left.keys() & right.keys())
    )
    return Agreement(possible, likely, len({p for p, _ in shared}))


def _sides(who: Who, learnt: dict[Party, str]) -> Sides:
    """The parties by state; one whose state nobody knows stands for itself."""
    sides: Sides = {}
    for party in who.parties:
        sides.setdefault(party.state or learnt.get(party) or f"?{party.key}", []).append(party)
    if who.channel == "visit" and who.land and sum(not side.startswith("?") for side in sides) == 1:
        sides.setdefault(who.land, [])  # a guest alone: the land visited is the host
    return sides


def _sides_agree(a: Who, b: Who, left: set[str], right: set[str], shared: bool) -> bool:
    """Equal sides agree; so does a guest told of alone, and two rounds that share a person and two known sides.

    Those of unknown state are looked away from where two known sides are there without them.
    """
    known = [{side for side in sides if not side.startswith("?")} for sides in (left, right)]
    if left == right or (known[0] == known[1] and len(known[0]) > 1):
        return True
    if len(known[0] & known[1]) > 1:
        return shared
    alone = min(len(left), len(right)) == 1 and (left < right or right < left)
    return alone and shared and a.channel == b.channel == "visit"


def _unknown_agree(left: Sides, right: Sides, shared: bool) -> bool:
    """Where a person is in both: somebody of unknown state can be of a side that only the other tells.

    Not where both are named: "Aalto and an envoy of Ostland" can be "Aalto and Brandt", not "Aalto and Max Weber".
    """
    if not shared or not any(not side.startswith("?") for side in left.keys() & right.keys()):
        return False
    ours = {side: parties for side, parties in left.items() if side not in right}
    theirs = {side: parties for side, parties in right.items() if side not in left}
    if not ours or not theirs or not any(all(side.startswith("?") for side in one) for one in (ours, theirs)):
        return False
    named = [any(p.named for parties in one.values() for p in parties) for one in (ours, theirs)]
    mere = any(p.kind == "state" for one in (ours, theirs) for parties in one.values() for p in parties)
    return not all(named) and not mere


def _one_summit(a: Who, b: Who, left: Set[str], right: Set[str]) -> bool:
    """Whether both tell of a summit in one land, of which each may name other guests.

    The land is where one says that it is, and the other too, or the host takes part there. Of two that name the host
    and one guest each, these are two meetings.
    """
    lands = {who.land for who in (a, b) if who.land}
    if not a.channel == b.channel == "summit" or len(lands) != 1:
        return False
    hosted = [bool(lands & sides) for sides in (left, right)]
    pairs = all(hosted) and len(left) == len(right) == 2
    return not pairs and all(host or who.land for host, who in zip(hosted, (a, b), strict=True))


def _same_venue(a: Who, b: Who, common: Set[str]) -> bool:
    """Whether both took place in one land that is neither side's: delegations seldom go there twice in a day."""
    return a.land is not None and a.land == b.land and a.land not in common and len(common) > 1


def _side_agrees(left: list[Party], right: list[Party], matched: set[Party]) -> bool:
    """One side of both: a person in both, or an unnamed office, delegation or state that the other can be."""
    if any(party in matched for party in left + right):
        return True
    if any(p.named for p in left) and any(q.named for q in right):
        return False
    rules = load_rules()
    return not left or not right or any(not rules.exclude(p.rank, q.rank) for p in left for q in right)


def _enough_without_names(common: list[tuple[list[Party], list[Party]]]) -> bool:
    """Where no person is in both: a state is no evidence for a person, an office or delegation on another side is.

    Nobody is guessed where both tell of one delegation, though only one names who is in it.
    """
    guessed = [
        any(p.named for p in one) != any(q.named for q in other) and not _same_unnamed(one, other)
        for one, other in common
    ]
    return not any(guessed) or any(
        any(p.kind in _UNNAMED for p in one) and any(q.kind in _UNNAMED for q in other)
        for (one, other), guess in zip(common, guessed, strict=True)
        if not guess
    )


def _same_unnamed(left: list[Party], right: list[Party]) -> bool:
    """Whether an office or delegation of one rank stands on a side in both."""
    ranks = [{p.rank for p in some if p.kind in _UNNAMED and p.rank} for some in (left, right)]
    return not ranks[0].isdisjoint(ranks[1])
