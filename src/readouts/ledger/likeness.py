"""Whether one of two texts descends from the other, or both from a third; and what was done to it on the way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from readouts.ledger.copyrules import load_copy_rules
from readouts.ledger.trace import Trace

CopyKind = Literal["same text", "cut", "reordered", "rewritten"]
KINDS: tuple[CopyKind, ...] = ("same text", "cut", "reordered", "rewritten")
"""From what changes least to what changes most."""


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Why two texts count as copies: the rule, the share of the smaller one that both have, what was done to it."""

    rule: str
    share: float
    kind: CopyKind


def compare_texts(a: Trace, b: Trace) -> Likeness | None:
    """How two texts descend from one, None where they are independent as far as can be told.

    What counts is the share of the smaller text's runs of three words that the other has too, quotations left out,
    since independent reports quote one statement. In short texts only runs that tell a story count, since names and
    offices are the same in all reports. One headline over both, or where few runs survive the same words near each
    other, show a copy as well.
    """
    rules = load_copy_rules()
    smaller = min(len(a.set), len(b.set))
    if smaller < rules.bare:
        share = contained(a.all, b.all)
        enough = share >= rules.share_bare and len(a.all & b.all) > 1
        return Likeness("all runs", share, _kind(a, b, share)) if enough else None
    share = contained(a.set, b.set)
    rule = _rule(a, b, smaller, share)
    if rule is None:
        return None
    return Likeness(rule, share, "rewritten" if rule == "shared words" else _kind(a, b, share))


def _rule(a: Trace, b: Trace, smaller: int, share: float) -> str | None:
    """The first rule by which two texts are copies."""
    rules = load_copy_rules()
    if smaller >= rules.long:
        return "shared runs" if share >= rules.share and not _background(a, b, share) else None
    if _merely_framed(a, b):
        return None
    short = smaller < rules.short
    many = len(a.telling & b.telling) >= (rules.telling_short_least if short else rules.telling_least)
    wanted = rules.telling_short if short else rules.telling
    if contained(a.telling, b.telling) >= wanted and (many or share >= rules.same):
        return "telling runs" if contained(a.all, b.all) >= rules.whole else None
    if (
        len(a.head & b.head) >= rules.head_least
        and contained(a.head, b.head) >= rules.head
        and share >= rules.head_body
    ):
        return "one headline"
    near = max(a.words, b.words) <= rules.longer * min(a.words, b.words)
    own = all(len(one.runs) >= len(one.quoted) for one in (a, b))
    if near and own and len(a.plain & b.plain) >= rules.plain_least and contained(a.plain, b.plain) >= rules.plain:
        return "shared words" if contained(a.pairs, b.pairs) >= rules.pairs else None
    return None


def _merely_framed(a: Trace, b: Trace) -> bool:
    """Whether two short texts, one of them mostly quotation, share only what surrounds what they quote.

    A press office sets each of its statements in one page, which is no sign of one text: but for what both say
    themselves each has something to tell, and not the same.
    """
    rules = load_copy_rules()
    if not any(len(one.quoted) > len(one.runs) for one in (a, b)) or contained(a.set, b.set) < rules.share_bare:
        return False  # a page is the same word for word
    page = a.set & b.set
    rests = a.all - page, b.all - page
    return min(map(len, rests)) >= rules.quotation and contained(*rests) < rules.framed


def _background(a: Trace, b: Trace, share: float) -> bool:
    """Whether what two long texts share is but the background that a later story of the same matter tells again.

    A copy that shares so little was reworded all through: it shares a little of every sentence, in the same order.
    """
    rules = load_copy_rules()
    return (share < rules.half and _retold(a, b)) or (share < rules.little and _order_kept(a, b) < rules.order_little)


def _retold(a: Trace, b: Trace) -> bool:
    """Whether two texts have passages in common, word for word, and little besides."""
    rules = load_copy_rules()
    size = min(len(a.set), len(b.set))
    rows = [_rows(one, other) for one, other in ((a, b), (b, a)) if len(one.set) == size]
    return any(
        sum(long) >= rules.retold * number and sum(short) < rules.rest * (number - sum(long))
        for long, short, number in rows
    )


def _rows(one: Trace, other: Trace) -> tuple[list[int], list[int], int]:
    """How long the rows of runs are that the other text has too, long and short ones; and how many runs there are."""
    rules = load_copy_rules()
    lengths = [sum(1 for _ in some) for both, some in groupby(one.runs.tolist(), other.set.__contains__) if both]
    long = [length for length in lengths if length >= rules.row]
    return long, [length for length in lengths if length < rules.row], len(one.runs)


def contained(a: Set[int], b: Set[int]) -> float:
    """The share of the smaller set that the other has too; 0 where one is empty.

    >>> contained({1, 2, 3, 4}, {3, 4, 5})
    0.6666666666666666
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _kind(a: Trace, b: Trace, share: float) -> CopyKind:
    rules = load_copy_rules()
    if share < rules.reworded:
        return "rewritten"
    if _order_kept(a, b) < rules.order:
        return "reordered"
    longer = max(len(a.all), len(b.all)) or 1
    if share < rules.same:
        return "rewritten"
    return "cut" if len(a.all & b.all) / longer < 1 - rules.cut else "same text"


def _order_kept(a: Trace, b: Trace) -> float:
    """The share of the runs in both that stand in one order in both: the longest rising row of their places."""
    places = dict(zip(reversed(b.runs.tolist()), range(len(b.runs) - 1, -1, -1), strict=True))
    row = [places[run] for run in dict.fromkeys(a.runs.tolist()) if run in places]
    ends: list[int] = []
    for place in row:
        if not ends or place > ends[-1]:
            ends.append(place)
        else:
            ends[bisect_right(ends, place)] = place
    return len(ends) / len(row) if row else 1.0
