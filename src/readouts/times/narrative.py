"""Words that lean on a date told before: the next day, two days later, that year, the previous Friday."""

from __future__ import annotations

from datetime import date, timedelta

from readouts.model import Interval
from readouts.times.found import Anchor, Found, Meaning
from readouts.times.nearest import read_weekday
from readouts.times.periods import UNKNOWN_VALUES, name_unit, shift_day, unit_around
from readouts.times.shifted import around, count_units, read_year_ago
from readouts.times.values import name_length

MOVES = {
    "next": 1,
    "following": 1,
    "subsequent": 1,
    "after": 1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "before": -1,
}


def read_later(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "two days later": so long after the day told before; without one there are no days."""
    return _from_told(found, anchor, 1)


def read_earlier(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "a week earlier"; "a year earlier" without a day told before is the year before the day of writing."""
    if found.value("u") == "Y" and found.amount("n") == 1:
        told = anchor.told.near(anchor.told.last_day, found.span.start)
        year = read_year_ago(found, anchor)
        if year is not None and (year.unit == "Q" or told is None):
            return year
    return _from_told(found, anchor, -1)


def _from_told(found: Found, anchor: Anchor, sign: int) -> Meaning | None:
    unit, amount = found.value("u"), found.amount("n")
    if amount is None:
        return Meaning("PAST_REF" if sign < 0 else "FUTURE_REF", None, "")
    if unit in ("H", "MIN", "S"):
        return Meaning(name_length(amount, unit), None, "")
    count, unit = count_units(amount, unit)
    # A year or more may be counted from a month or year told; days and weeks only from a day.
    source = anchor.told.last_day if unit in ("D", "W", "FN") else anchor.told.last
    told = anchor.told.near(source, found.span.start)
    if told is None or told.interval is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    ends = [shift_day(day, sign * count, unit) for day in told.interval]
    span = Interval(around(ends[0], unit).earliest, around(ends[1], unit).latest)
    return Meaning(_name(ends[0], ends[1], unit), span, unit if unit == "D" else "")


def _name(first: date, last: date, unit: str) -> str:
    one, other = name_unit(first, unit), name_unit(last, unit)
    return one if one == other else UNKNOWN_VALUES[unit]


def read_narrative_unit(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the next day", "the same week", "that year", "the month before": from the date told before."""
    unit, words = found.value("u"), found.string("s").split()
    if unit not in UNKNOWN_VALUES:
        return None
    step = MOVES.get(words[0], 0)
    source = anchor.told.last_day if unit in ("D", "W", "WE") else anchor.told.last
    told = anchor.told.near(source, found.span.start)
    if told is None or told.interval is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    ends = [shift_day(day, step, unit) for day in told.interval] if unit != "WE" else list(told.interval)
    span = Interval(unit_around(ends[0], unit).earliest, unit_around(ends[1], unit).latest)
    return Meaning(_name(ends[0], ends[1], unit), span, unit)


def read_then(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "until then", "since then": the date told before; without one the words are no time of their own."""
    if anchor.day is None:
        return Meaning("XXXX-XX-XX", None, "D")
    return anchor.told.near(anchor.told.last, found.span.start)


def read_part_narrative(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the next morning", "that evening", "the same night": a part of a day beside the day told before."""
    part, word = found.value("part"), found.string("s")
    told = anchor.told.near(anchor.told.last_day, found.span.start)
    if told is None or told.interval is None or told.interval.earliest != told.interval.latest:
        return Meaning(f"XXXX-XX-XXT{part}", None, "D")
    day = told.interval.earliest + timedelta(days=MOVES.get(word, 0))
    return Meaning(f"{day}T{part}", Interval.day(day), "D")


def read_weekday_narrative(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the following Monday", "that Friday": the nearest such day after, before or around the day told before."""
    weekday, word = int(found.value("w")), found.string("s")
    told = anchor.told.near(anchor.told.last_day, found.span.start)
    if told is None or told.interval is None or told.interval.earliest != told.interval.latest:
        return read_weekday(found, anchor) if not word else Meaning(f"XXXX-WXX-{weekday}", None, "D")
    day = told.interval.earliest
    if MOVES.get(word, 0) > 0:
        found_day = day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)
    elif MOVES.get(word, 0) < 0:
        found_day = day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1)
    else:
        found_day = unit_around(day, "W").earliest + timedelta(days=weekday - 1)
    return Meaning(found_day.isoformat(), Interval.day(found_day), "D")
