"""Counted parts of months: the first Monday of March, the last week of May, the second half of June, early in July."""

from __future__ import annotations

from datetime import date, timedelta

from readouts.model import Interval
from readouts.times.explicit import full_year
from readouts.times.found import Anchor, Found, Meaning
from readouts.times.nearest import nearest_month, nearest_weekday
from readouts.times.periods import month_of, name_unit, part_of, year_of


def find_month(found: Found, anchor: Anchor) -> Interval | None:
    """The month named, of the year beside it or of the nearest that the tense allows; None where it is open."""
    month = int(found.value("m"))
    if found.has("y"):
        return month_of(full_year(found.string("y")), month)
    return nearest_month(anchor.day, month, anchor) if anchor.day is not None else None


def name_open(found: Found) -> str:
    """The value of the month where nothing tells its year."""
    return f"XXXX-{int(found.value('m')):02}"


def count_of(found: Found) -> int:
    """The number counted to; the last is -1."""
    return -1 if found.string("o") in ("last", "final") else found.integer("o")


def read_part_in_period(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "early in March", "late in 2023"; "later in 2024" is from the day of writing on, where that is in it."""
    part = found.string("p")
    if found.has("y2"):
        span: Interval | None = year_of(full_year(found.string("y2")))
        value, unit = found.string("y2"), "Y"
    else:
        span, value, unit = find_month(found, anchor), name_open(found), "M"
    if span is None:
        return Meaning(value, None, unit)
    value = name_unit(span.earliest, unit)
    if part in ("early", "late"):
        return Meaning(value, part_of(span, part), unit)
    if anchor.day is not None and span.earliest <= anchor.day <= span.latest:
        span = Interval(span.earliest, anchor.day) if part == "earlier" else Interval(anchor.day, span.latest)
    return Meaning(value, span, unit)


def read_half_of_month(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the first half of March": to the 15th or 16th, which of them is not said."""
    span, second = find_month(found, anchor), found.string("o") in ("last", "latter", "second")
    if not second and found.integer("o") != 1:
        return None
    if span is None:
        return Meaning(name_open(found), None, "M")
    return Meaning(name_unit(span.earliest, "M"), part_of(span, "late" if second else "early"), "")


def read_nth_weekday(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the first Monday of March", "the last Friday in May 2024": one day; None where the month has no fifth."""
    span, count, weekday = find_month(found, anchor), count_of(found), int(found.value("w"))
    if not (count == -1 or 1 <= count <= 5):
        return None
    if span is None:
        return Meaning(f"{name_open(found)}-XX", None, "D")
    if count == -1:
        day = nearest_weekday(span.latest, weekday, Anchor(None, "past", anchor.told))
    else:
        day = nearest_weekday(span.earliest, weekday, Anchor(None, "future", anchor.told))
        day += timedelta(days=7 * (count - 1))
    return Meaning(day.isoformat(), Interval.day(day), "D") if day <= span.latest else None


def read_nth_of_month(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the last day of March", "the first week of May": weeks may be counted from Mondays or from the first."""
    span, count, unit = find_month(found, anchor), count_of(found), found.value("u")
    if not (count == -1 or 1 <= count <= (5 if unit == "W" else 31)):
        return None
    if span is None:
        return Meaning(f"{name_open(found)}-XX" if unit == "D" else "XXXX-WXX", None, unit)
    if unit == "D":
        day = span.latest if count == -1 else date(span.earliest.year, span.earliest.month, count)
        return Meaning(day.isoformat(), Interval.day(day), "D")
    middle = span.latest - timedelta(days=3) if count == -1 else span.earliest + timedelta(days=7 * count - 4)
    slack = timedelta(days=6)
    days = Interval(max(middle - slack, span.earliest), min(middle + slack, span.latest))
    return Meaning(name_unit(middle, "W"), days, "")


def read_weekday_weeks_away(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "a week ago Tuesday", "two weeks from Monday": the last or next such day, and so many weeks further."""
    amount, weekday = found.amount("n"), int(found.value("w"))
    if found.value("u") != "W" or amount is None or amount != int(amount):
        return None
    if anchor.day is None:
        return Meaning(f"XXXX-WXX-{weekday}", None, "D")
    back = found.string("s").startswith("ago")
    near = nearest_weekday(anchor.day, weekday, Anchor(None, "past" if back else "future", anchor.told))
    day = near + timedelta(days=7 * int(amount) * (-1 if back else 1))
    return Meaning(day.isoformat(), Interval.day(day), "D")


def read_half_of_decade(found: Found, _: Anchor) -> Meaning | None:
    """Read "the second half of the 1990s": five years."""
    second = found.string("o") in ("last", "latter", "second")
    if not second and found.integer("o") != 1:
        return None
    digits = int(found.value("x") or "".join(char for char in found.string("x") if char.isdigit()))
    first = digits if digits >= 1000 else digits + (1900 if digits >= 30 else 2000)
    year = first + 5 * second
    return Meaning(f"{first:04}"[:3], Interval(date(year, 1, 1), date(year + 4, 12, 31)), "")
