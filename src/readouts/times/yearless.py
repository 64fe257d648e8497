"""Days and months told without a year: the press leaves the year out where a reader of that day needs none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import lru_cache

from readouts.model import Interval, Span
from readouts.times.bounds import is_quoted
from readouts.times.constraint import Constraint
from readouts.times.daysets import FIRST, LAST, Days, join
from readouts.times.found import Found
from readouts.times.patterns import load_pattern
from readouts.times.periods import month_of
from readouts.times.phrases import Phrase
from readouts.times.tense import firm_direction

# A day without its year lies no further from the day of writing than this.
REACH = timedelta(days=220)
MONTH_REACH = timedelta(days=335)
# Years outside are left open: the texts that these clues are made for are of our time.
YEARS = range(1985, 2040)
DAY_RULES = ("month-day", "day-month", "month-day-rewritten", "day-month-rewritten")
MONTH_RULES = ("month", "month-name-of-people", "month-part", "month-short")


def read_yearless(scanned: Sequence[Found | Phrase], known: Collection[date] = ()) -> list[Constraint]:
    """What days and months without year say, where their tense is sure; not the `known` days of events named."""
    constraints = []
    named = {(day.month, day.day) for day in known}
    for one in scanned:
        if not isinstance(one, Found) or one.rule.name not in (*DAY_RULES, *MONTH_RULES):
            continue
        direction = firm_direction(one.tokens, one.first, one.last)
        if direction is None or is_quoted(one.tokens.text, one.span) or names_a_thing(one.tokens.text, one.span):
            continue
        day = one.integer("d") if one.rule.name in DAY_RULES else None
        if day is not None and (int(one.value("m")), day) in named:
            continue
        days = season_around(int(one.value("m")), day, direction == "past")
        told = "past" if direction == "past" else "to come"
        says = f"{one.span.of(one.tokens.text)}, without a year, is {told}"
        constraints.append(Constraint(days, one.span, says, f"yearless-{direction}", firm=False))
    return constraints


def names_a_thing(text: str, span: Span) -> bool:
    """Whether a date stands before a noun ("the June 23 vote"): then a verb around it does not tell its tense."""
    before = text[max(span.start - 30, 0) : span.start]
    if load_pattern("yearless", "named").fullmatch(span.of(text)):
        return True
    return bool(
        load_pattern("yearless", "of_a_thing").match(text, span.end)
        or load_pattern("yearless", "behind_a_thing").search(before)
    )


@lru_cache(maxsize=2048)
def season_around(month: int, day: int | None, past: bool) -> Days:
    """The days of all years on which a day or month can be told without its year, as past or as to come."""
    reach = REACH if day else MONTH_REACH
    intervals = [Interval(FIRST, date(YEARS[0], 1, 1)), Interval(date(YEARS[-1], 12, 31), LAST)]
    for year in YEARS:
        span = month_of(year, month)
        if day is not None:
            if day > span.latest.day:
                continue
            span = Interval.day(date(year, month, day))
        intervals.append(
            Interval(span.earliest, span.latest + reach) if past else Interval(span.earliest - reach, span.latest)
        )
    return join(intervals)
