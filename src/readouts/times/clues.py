"""Every clue of a text to its day, with the side on which it bounds the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readouts.model import Interval, Published, Span
from readouts.times.article import read_clues
from readouts.times.constraint import Constraint
from readouts.times.datelines import read_head
from readouts.times.daysets import FIRST, LAST
from readouts.times.events import Event, load_events
from readouts.times.offices import Offices

Side = Literal["both", "below", "above", "none"]


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that say something of the day of writing: `side` is where they bound the answer, `days` what they leave."""

    span: Span
    says: str
    rule: str
    side: Side
    days: Interval | None


def list_clues(
    text: str, published: Published, knowledge: Offices | None = None, *, events: Sequence[Event] | None = None
) -> list[Clue]:
    """The clues of a text in its order, with the `events` it was dated with; what does not agree bounds nothing.

    >>> from readouts.times import date_article
    >>> text = "The pact was signed on March 1, 2023. It will be renewed on 5 May 2023."
    >>> answer, _ = date_article(text)
    >>> [(clue.rule, clue.side, clue.days.earliest.year) for clue in list_clues(text, answer)]
    [('date-past', 'below', 2023), ('date-to-come', 'above', 1800)]
    """
    seen: dict[tuple[Span, str], Clue] = {}
    for one in (*read_head(text), *read_clues(text, knowledge, load_events() if events is None else events)):
        clue = tell_side(one, published.interval)
        seen.setdefault((clue.span, clue.rule), clue)
    for likely in (one for one in published.evidence if one.rule == "likely"):
        seen[likely.span, likely.rule] = Clue(likely.span, likely.says, likely.rule, "both", published.interval)
    return sorted(seen.values(), key=lambda clue: (clue.span, clue.rule))


def tell_side(one: Constraint, answer: Interval | None) -> Clue:
    """One clue against the answer: of the days it leaves, those that meet the answer."""
    near = [days for days in one.days if answer is None or days.overlaps(answer)]
    if not near:
        return Clue(one.span, one.says, one.rule, "none", None)
    days = Interval(near[0].earliest, near[-1].latest)
    below, above = days.earliest > FIRST, days.latest < LAST
    sides: dict[tuple[bool, bool], Side] = {(True, True): "both", (True, False): "below", (False, True): "above"}
    return Clue(one.span, one.says, one.rule, sides.get((below, above), "none"), days)
