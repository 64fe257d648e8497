"""A cheap guess at the tense around an expression, from the words beside it, for texts that nobody has parsed."""

from __future__ import annotations

from functools import cache
from typing import cast

from readouts.errors import KnowledgeError
from readouts.times.found import Direction
from readouts.times.tokens import Tokens
from readouts.times.words import read_rows

BACK, ON = 14, 10
# "until Tuesday", "by 14 January": limits lie ahead, as a rule.
LIMITS = ("until", "till", "by")


@cache
def load_tense_words() -> dict[str, Direction]:
    """The words of `tense.csv` and the direction each gives; anything but past or future is a KnowledgeError."""
    words: dict[str, Direction] = {}
    for line, row in read_rows("tense.csv", ("word", "direction")):
        if row["direction"] not in ("past", "future"):
            raise KnowledgeError(f"tense.csv:{line}: direction {row['direction']!r} must be past or future")
        words[row["word"]] = cast(Direction, row["direction"])
    return words


def direction_of(token: str, following: str = "", name_before: bool = False) -> Direction | None:
    """The direction that one word gives: listed words, else a past form in -ed.

    >>> direction_of("visited"), direction_of("will"), direction_of("table")
    ('past', 'future', None)
    """
    words = load_tense_words()
    lower = token.lower()
    if lower == "to" and name_before:
        # "Minister to visit Oslo on Monday": a headline's infinitive behind a name.
        announced = words.get(f"name to {following.lower()}")
        if announced:
            return announced
    listed = words.get(f"{lower} {following.lower()}") or words.get(lower)
    if listed is None and len(token) > 4 and token.endswith("ed") and token.islower():
        return "past"
    return listed


def ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether a token closes a sentence: a stop before a capital, or a blank line."""
    token = tokens.string(at)
    if token.isspace() or token in "!?":
        return True
    if token != "." or at + 1 >= len(tokens.starts):
        return False
    following = tokens.text[tokens.ends[at] : tokens.ends[at] + 1]
    return following.isspace() and not tokens.string(at + 1)[0].islower() and len(tokens.string(at - 1)) > 2


def guess_direction(tokens: Tokens, first: int, last: int, within: tuple[int, int]) -> Direction | None:
    """The direction of the nearest telling word of the sentence, those before the expression first.

    `within` are the token numbers of the sentence, end exclusive.

    "will meet in Geneva on Friday" gives future, "met on Friday" past, "Friday" alone None.
    """
    if first > 0 and tokens.string(first - 1).lower() in LIMITS:
        return "future"
    back = range(first - 1, max(first - BACK, within[0]) - 1, -1)
    on = range(last, min(last + ON, within[1]))
    before, behind = (nearest_direction(tokens, way) for way in (back, on))
    if before and behind:
        # "the ministry on Sunday issued": a verb right behind says more than one far before.
        return behind[1] if behind[0] + 3 < before[0] else before[1]
    near = before or behind
    return near[1] if near else None


def nearest_direction(tokens: Tokens, way: range) -> tuple[int, Direction] | None:
    """How far the first telling word of a way lies, and what it tells; the way stops where the sentence does."""
    for steps, at in enumerate(way):
        if ends_sentence(tokens, at):
            return None
        following = tokens.string(at + 1) if at + 1 < len(tokens.starts) else ""
        direction = direction_of(tokens.string(at), following, at > 0 and tokens.string(at - 1)[0].isupper())
        if direction is not None:
            return steps, direction
    return None
