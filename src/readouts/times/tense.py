"""A cheap guess at the tense around an expression, from the words beside it, for texts that nobody has parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from readouts.errors import KnowledgeError
from readouts.times.found import Direction
from readouts.times.tokens import Tokens
from readouts.times.words import read_rows

BACK, ON, CLOSE = 14, 10, 2
# "until Tuesday", "by 14 January": limits lie ahead, as a rule.
LIMITS = ("until", "till", "by")
SOONEST = (["soon", "as"], ["early", "as"])


@dataclass(frozen=True, slots=True)
class Cue:
    """What one word tells of the tense; None for words that look like a past form and are none ("united").

    `firm` cues tell that something happened or will; the others ("said", "expected") only lean.
    """

    direction: Direction | None
    firm: bool


@cache
def load_cues() -> dict[str, Cue]:
    """The words of `tense.csv`; a direction that is neither past, future nor empty is a KnowledgeError."""
    cues: dict[str, Cue] = {}
    for line, row in read_rows("tense.csv", ("word", "direction", "firm")):
        if row["direction"] not in ("past", "future", ""):
            raise KnowledgeError(f"tense.csv:{line}: direction {row['direction']!r} must be past, future or empty")
        cues[row["word"]] = Cue(cast("Direction | None", row["direction"] or None), row["firm"] == "yes")
    return cues


@cache
def load_longer() -> frozenset[str]:
    """The two words with which a listed phrase of three begins."""
    return frozenset(key.rpartition(" ")[0] for key in load_cues() if key.count(" ") == 2 and key[:5] != "name ")


def read_cue(tokens: Tokens, at: int) -> Cue | None:
    """What the token and the one behind it tell: listed words, else a past form in -ed.

    >>> from readouts.times.tokens import cut_tokens
    >>> [read_cue(cut_tokens(word), 0) for word in ("visited", "will", "table")]
    [Cue(direction='past', firm=True), Cue(direction='future', firm=True), None]
    """
    cues = load_cues()
    token = tokens.string(at)
    lower = token.lower()
    following = tokens.string(at + 1).lower() if at + 1 < len(tokens.starts) else ""
    if lower == "to" and at > 0 and tokens.string(at - 1)[0].isupper():
        # "Minister to visit Oslo on Monday": a headline's infinitive behind a name.
        announced = cues.get(f"name to {following}")
        if announced:
            return announced
    if at > 0 and tokens.string(at - 1).lower() == "be":
        # "will be held", "to be signed": the participle tells nothing.
        return None
    pair = f"{lower} {following}"
    listed = cues.get(pair) or cues.get(lower)
    if listed and pair in load_longer() and at + 2 < len(tokens.starts):
        # "due to the storm" is a cause, "due to land" is ahead.
        listed = cues.get(f"{pair} {tokens.string(at + 2).lower()}", listed)
    if listed is not None:
        return listed if listed.direction else None
    past_form = len(token) > 4 and token.endswith("ed") and token.islower() and not token.startswith("un")
    return Cue("past", True) if past_form else None


def ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether a token closes a sentence: a stop before a capital, or a blank line."""
    token = tokens.string(at)
    if token.isspace() or token in "!?":
        return True
    if token != "." or at + 1 >= len(tokens.starts):
        return False
    following = tokens.text[tokens.ends[at] : tokens.ends[at] + 1]
    return following.isspace() and not tokens.string(at + 1)[0].islower() and len(tokens.string(at - 1)) > 2


def guess_direction(tokens: Tokens, first: int, last: int, within: tuple[int, int]) -> tuple[Direction | None, bool]:
    """The direction of the nearest telling word of the sentence, and whether it is a firm one close before.

    `within` are the token numbers of the sentence, end exclusive.

    "will meet in Geneva on Friday" gives future, "met on Friday" past, "Friday" alone None.
    """
    ahead = [tokens.string(at).lower() for at in range(max(first - 2, 0), first)]
    if ahead and (ahead[-1] in LIMITS or ahead in SOONEST):
        return "future", False
    back = range(first - 1, max(first - BACK, within[0]) - 1, -1)
    on = range(last, min(last + ON, within[1]))
    before, behind = (next(iter_cues(tokens, way), None) for way in (back, on))
    near = before or behind
    if before and behind and behind[0] + 3 < before[0]:
        # "the ministry on Sunday issued": a verb right behind says more than one far before.
        near = behind
    if near is None:
        return None, False
    return near[1].direction, near is before and near[1].firm and near[0] <= CLOSE


def iter_cues(tokens: Tokens, way: range) -> Iterator[tuple[int, Cue]]:
    """The telling words of a way and how far each lies; the way stops where the sentence does."""
    for steps, at in enumerate(way):
        if ends_sentence(tokens, at):
            break
        cue = read_cue(tokens, at)
        if cue is not None:
            yield steps, cue


def has_infinitive(tokens: Tokens, first: int, last: int) -> bool:
    """Whether "to" with a word in lower case behind stands between two tokens."""
    return any(
        tokens.string(at).lower() == "to" and tokens.string(at + 1).islower() and tokens.word(at + 1) is None
        for at in range(max(first, 0), last - 1)
    )


def firm_direction(tokens: Tokens, first: int, last: int) -> Direction | None:
    """The direction that the whole sentence is sure of: a firm word near, none in it that leans the other way."""
    ahead = [tokens.string(at).lower() for at in range(max(first - 3, 0), first)]
    if ahead[-1:] in (["to"], ["through"], ["by"]) or {"until", "till"} & set(ahead):
        # "banned until July 2025": where it ends, not when it was said to.
        return None
    back = list(iter_cues(tokens, range(first - 1, max(first - 40, 0) - 1, -1)))
    on = list(iter_cues(tokens, range(last, min(last + 40, len(tokens.starts)))))
    directions = {cue.direction for _, cue in back + on}
    if has_infinitive(tokens, first - 1 - (back[0][0] if back else 0), first):
        # "supported the plan to convene in 2025": what a past verb wants may lie ahead.
        directions.add(None)
    firm = [cue.direction for steps, cue in back + on if cue.firm and steps <= BACK]
    return firm[0] if len(directions) == 1 and firm else None
