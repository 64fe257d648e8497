"""The day that an article itself bears: a dateline at its head, or a line "Published 21 January 2025"."""

from __future__ import annotations

import re
from datetime import date

from readouts.model import Interval, Span, TimeExpression
from readouts.times.constraint import Constraint
from readouts.times.daysets import FIRST, LAST, join
from readouts.times.find import find
from readouts.times.patterns import load_pattern

HEAD = 900


def read_head(text: str) -> list[Constraint]:
    """The days that lines at the head of an article give, surest first.

    "MOSCOW, January 21 (Agency) — ..." gives 21 January of any year, "Published: 21 January 2025" that day.
    """
    found: list[tuple[int, Constraint]] = []
    for one in find(text[: HEAD + 100]):
        if one.span.start > HEAD or one.type not in ("DATE", "TIME"):
            continue
        days = day_or_days(one)
        if not days:
            continue
        rank, rule = kind_of_line(text, one.span)
        if rule:
            found.append((rank, Constraint(days, one.span, f"{rule.replace('-', ' ')}: {one.text}", rule)))
    return [constraint for _, constraint in sorted(found, key=lambda pair: pair[0])]


def kind_of_line(text: str, span: Span) -> tuple[int, str]:
    """The rank and name of the line that a date stands in; an empty name where it is part of the story."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    before = text[max(line_start - 1, 0) : span.start]
    behind = text[span.end : line_end]
    if load_pattern("head", "published").search(before):
        return 0, "published-line"
    if load_pattern("head", "updated").search(before):
        return 3, "updated-line"
    alone = load_pattern("head", "alone").fullmatch(behind)
    if not before.strip(" \t\n|·•-–—,") and alone:
        return 2, "date-line"
    # Nothing but a date opens many a sentence ("February 4 — a day that ..."): without a place, an agency must follow.
    agency = load_pattern("head", "behind").match(behind)
    if load_pattern("head", "before").search(before) and agency and (before.strip() or "(" in agency.group()):
        return 1, "dateline"
    return 9, ""


def day_or_days(time: TimeExpression) -> tuple[Interval, ...]:
    """The one day of an expression, or that day of every year where it says none."""
    if time.earliest is not None and time.earliest == time.latest:
        return (Interval.day(time.earliest),)
    match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)(?:T.*)?", time.value)
    return every_year(int(match[1]), int(match[2])) if match else ()


def every_year(month: int, day: int, shift: int = 0, weekday: int | None = None) -> tuple[Interval, ...]:
    """A day of the year in every year, moved by `shift` days; with a weekday only the years in which it falls on it."""
    days = []
    for year in range(FIRST.year + 1, LAST.year):
        try:
            one = date(year, month, day)
        except ValueError:
            continue
        if weekday is None or one.isoweekday() == weekday:
            days.append(Interval.day(date.fromordinal(one.toordinal() + shift)))
    return join(days)
