"""Days counted from a known public event: "a day after X was sworn in", "on the eve of the inauguration of X"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from readouts.model import Interval, Span, TimeExpression
from readouts.times.events import Event, Mention, find_mentions, load_events
from readouts.times.found import Found
from readouts.times.periods import name_unit
from readouts.times.shifted import around, count_units

# How far the event's words may begin behind "after": "a day after the powerful but ailing X was sworn in".
REACH = 60
COUNTED = re.compile(r"\s+(after|before)\b", re.IGNORECASE)
# "in the two weeks after", "for a day before": all the time between, not the day at its end.
BETWEEN = re.compile(r"\b(?:the|these|those|for|in|within|over|during|first|last)\s+$", re.IGNORECASE)
BESIDE = re.compile(r"\b(?:(?P<eve>(?:on )?the eve of)|the day (?P<side>before|after))\s", re.IGNORECASE)
PARTED = re.compile(r"[.;!?]\s|\n")


@cache
def list_dated() -> tuple[Event, ...]:
    """The events that happened on days: what is counted from needs no "after" of its own."""
    return tuple(replace(event, tells="fact") for event in load_events() if event.tells in ("fact", "after"))


@dataclass(frozen=True, slots=True)
class Distance:
    """Words that count from what follows them: their span, by how many days (before: less than 0), in which unit."""

    span: Span
    days: int
    unit: str = "D"


def list_distances(text: str, founds: Iterable[object]) -> list[Distance]:
    """Every "two days after", "a week before", "the eve of", "the day after" of a text."""
    distances = []
    for one in founds:
        if not isinstance(one, Found) or one.rule.name != "length" or one.value("u") not in ("D", "W"):
            continue
        side, amount = COUNTED.match(text, one.span.end), one.amount("n")
        if side is None or amount is None or amount > 60 or one.has("mod"):
            continue
        if BETWEEN.search(text, max(one.span.start - 12, 0), one.span.start):
            continue
        count, unit = count_units(amount, one.value("u"))
        days = count * (7 if unit == "W" else 1) * (-1 if side[1].lower() == "before" else 1)
        distances.append(Distance(Span(one.span.start, side.end()), days, one.value("u")))
    for match in BESIDE.finditer(text) if " eve of " in text or "he day " in text else ():
        day = -1 if match["eve"] or match["side"].lower() == "before" else 1
        distances.append(Distance(Span(match.start(), match.end() - 1), day))
    return sorted(distances, key=lambda one: one.span.start)


def find_counted(text: str, founds: Iterable[object], published: Interval | None) -> list[TimeExpression]:
    """The days that such words give beside an event of the package; nothing where the event is not known to the day.

    Of several events named alike the latest before publication is meant; without publication all must agree.
    """
    distances = list_distances(text, founds)
    if not distances:
        return []
    mentions = find_mentions(text, list_dated())
    found = []
    for one in distances:
        mention = next((m for m in mentions if one.span.end <= m.span.start < one.span.end + REACH), None)
        if mention is None or PARTED.search(text, one.span.end, mention.span.start):
            continue
        event = day_of_event(mention, published)
        if event is None:
            continue
        day = event.earliest + timedelta(days=one.days)
        days = around(day, one.unit)
        span = Span(one.span.start, mention.span.end)
        found.append(
            TimeExpression(
                span=span,
                text=span.of(text),
                type="DATE",
                value=name_unit(day, one.unit),
                earliest=days.earliest,
                latest=days.latest,
                rule="counted-from-event",
            )
        )
    return found


def day_of_event(mention: Mention, published: Interval | None) -> Interval | None:
    """The single day of the event that is meant, or None."""
    days = sorted({event.days for event in mention.events})
    if published is not None:
        days = [one for one in days if one.earliest <= published.latest][-1:]
    return days[0] if len(days) == 1 and days[0].earliest == days[0].latest else None
