"""Days counted from an event: "a day after X was sworn in", "on the eve of the summit"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from readouts.model import Span, TimeExpression
from readouts.times.anchored import Anchors
from readouts.times.found import Found
from readouts.times.periods import name_unit
from readouts.times.shifted import around, count_units

COUNTED = re.compile(r"\s+(after|before)\b", re.IGNORECASE)
# "in the two weeks after", "for a day before": all the time between, not the day at its end.
BETWEEN = re.compile(r"\b(?:the|these|those|for|in|within|over|during|first|last)\s+$", re.IGNORECASE)
BESIDE = re.compile(r"\b(?:(?P<eve>(?:on )?the eve of)|the day (?P<side>before|after))\s", re.IGNORECASE)


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


def find_counted(anchors: Anchors, founds: Iterable[object]) -> list[TimeExpression]:
    """The days that such words give beside an event that is known to the day; nothing beside any other."""
    found = []
    for one in list_distances(anchors.text, founds):
        event = anchors.find(one.span.end)
        if event is None or event[1].earliest != event[1].latest:
            continue
        day = event[1].earliest + timedelta(days=one.days)
        days = around(day, one.unit)
        span = Span(one.span.start, event[0].end)
        found.append(
            TimeExpression(
                span=span,
                text=span.of(anchors.text),
                type="DATE",
                value=name_unit(day, one.unit),
                earliest=days.earliest,
                latest=days.latest,
                rule="counted-from-event",
            )
        )
    return found
