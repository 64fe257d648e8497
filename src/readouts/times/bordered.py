"""Times that an event bounds on one side: "before the invasion of X", "since the inauguration", "hours after it"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from readouts.model import Interval, Span, TimeExpression
from readouts.times.anchored import Anchors
from readouts.times.found import Direction
from readouts.times.patterns import load_pattern

DAY = timedelta(days=1)


def find_bordered(
    anchors: Anchors, taken: Sequence[Span], lean: Callable[[Span], Direction | None]
) -> list[TimeExpression]:
    """The times that known events bound, beside what is `taken`; open on the side of which nothing is said.

    "Before" ends with the event's first day, which may hold both; "after" begins with it. What "since" opens, and what
    is told as past (`lean`) behind an event, ends with publication.
    """
    text, found = anchors.text, []
    for match in load_pattern("anchors", "border").finditer(text):
        event = anchors.find(match.end())
        if event is None:
            continue
        ahead = load_pattern("anchors", "ahead").search(text, max(match.start() - 20, 0), match.start())
        start = ahead.start() if ahead else match.start()
        if any(one.start <= start <= one.end + 1 for one in taken):
            continue  # "three weeks after the vote" is a length, or has been counted
        span = Span(start, event[0].end)
        if any(span.overlaps(one) for one in taken):
            continue
        near = ahead is not None and ahead["near"] is not None
        earliest, latest = bound(match, near, event[1], anchors.published, lean(span))
        found.append(
            TimeExpression(
                span=span,
                text=span.of(text),
                type="DATE",
                value=f"{earliest or '..'}/{latest or '..'}",
                earliest=earliest,
                latest=latest,
                rule="bounded-by-event",
            )
        )
    return found


def bound(
    match: re.Match[str], near: bool, event: Interval, published: Interval | None, direction: Direction | None
) -> tuple[date | None, date | None]:
    """The first and the last day that words beside an event leave; None where it says nothing."""
    if match["until"]:
        return (event.earliest - DAY if near else None), event.earliest
    if near:
        return event.earliest, event.latest + DAY
    past = match["since"] or direction == "past"
    ends = published.latest if published is not None and past and published.latest >= event.earliest else None
    return event.earliest, ends
