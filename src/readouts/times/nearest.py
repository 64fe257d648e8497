"""Dates without a year, and weekdays: the nearest before or after the day of writing, as the tense says."""

from __future__ import annotations

import re
from datetime import date, timedelta

from readouts.model import Interval
from readouts.times.explicit import find_part, full_year
from readouts.times.found import Anchor, Found, Meaning
from readouts.times.periods import month_of, name_unit, shift_months, unit_around, week_of
from readouts.times.words import load_words

# Without a tense, "Nov. 16" written on 2 November is ahead: a day up to three months off is nearer than a year back.
AHEAD = timedelta(days=92)

# "the quarter ended Sept. 30"
ENDED = re.compile(r"\s+end(?:ed|ing)\s+(\w+)\.?\s+(\d{1,2})\b")
MONTHS = ("MON", "MONNAME", "MONABBR", "MAY", "MARCH")
SOON = timedelta(days=75)

# "Mrs May", "Theresa May", "April Ryan", "Prime Minister May": names, which the rules must leave alone.
PERSON_MAY = re.compile(r"\b(?:Mrs|Mr|Ms|Miss|Theresa|Minister|Dr|Sir|President|Secretary)\.?\s(?:May|March)\b")
NAME_BEHIND = re.compile(r"\s[A-Z][a-z]+\b")
NAME_BEFORE = re.compile(r"\b(?:Mrs|Mr|Ms|Miss|Dr|Sir|[Mm]inister|[Pp]resident)\.?\s$")


def nearest_date(day: date, month: int, number: int, anchor: Anchor, weekday: int | None) -> date:
    """The day of that month and number which is meant on `day`; a weekday named with it may move the year."""
    years = [year for year in range(day.year - 8, day.year + 9) if number <= month_of(year, month).latest.day]
    days = [date(year, month, number) for year in years]
    past = max(one for one in days if one <= day)
    future = min(one for one in days if one >= day)
    if weekday is not None:
        fitting = [one for one in (past, future) if one.isoweekday() == weekday]
        if len(fitting) == 1:
            return fitting[0]
    if anchor.direction is not None and anchor.sure:
        return future if anchor.direction == "future" else past
    # A guessed tense tips the scale, it does not send "Aug. 7", written on 18 August, into the next year.
    reach = {"future": 2 * AHEAD, "past": AHEAD / 2, None: AHEAD}[anchor.direction]
    return future if future - day <= reach and (future - day) < 3 * (day - past) / 2 else past


def read_nearest_day(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "February 24": a day without its year."""
    month, number = int(found.value("m")), found.integer("d" if found.has("d") else "d2")
    date(2024, month, number)  # a ValueError here is a day that no year has
    if anchor.day is None:
        return Meaning(f"XXXX-{month:02}-{number:02}", None, "D")
    weekday = int(found.value("w")) if found.has("w") else None
    day = nearest_date(anchor.day, month, number, anchor, weekday)
    return Meaning(day.isoformat(), Interval.day(day), "D")


def read_explained_day(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "yesterday, February 24": the day that the words beside it name."""
    month = int(found.value("m") or found.value("m2"))
    number = found.integer("d") if found.has("d") else found.integer("d2")
    if found.has("y"):
        day = date(full_year(found.string("y")), month, number)
    elif anchor.day is None:
        return Meaning(f"XXXX-{month:02}-{number:02}", None, "D")
    else:
        near = Anchor(anchor.day, None, anchor.told)
        day = nearest_date(anchor.day, month, number, near, int(found.value("w") or 0) or None)
    return Meaning(day.isoformat(), Interval.day(day), "D")


def read_nearest_numbered_day(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "on the 5th", "Friday the 13th", "the 3rd of next month"."""
    number = found.integer("d")
    if anchor.day is None or not 1 <= number <= 31:
        return Meaning(f"XXXX-XX-{number:02}", None, "D") if number else None
    step = {"last": -1, "final": -1, "next": 1, "this": 0}.get(found.string("s").split(" ")[0])
    if step is not None:
        month = shift_months(anchor.day.replace(day=1), step)
        return _one_day(month.replace(day=number))
    first = anchor.day.replace(day=1)
    months = [shift_months(first, by) for by in range(-14, 15)]
    days = [month.replace(day=number) for month in months if number <= month_of(month.year, month.month).latest.day]
    if found.has("w"):
        days = [day for day in days if day.isoweekday() == int(found.value("w"))]
    past = [day for day in days if day <= anchor.day]
    future = [day for day in days if day >= anchor.day]
    ahead = anchor.direction == "future" or not past
    if anchor.direction is None and past and future:
        ahead = future[0] - anchor.day < anchor.day - past[-1]
    chosen = future[:1] if ahead else past[-1:]
    return _one_day(chosen[0]) if chosen else Meaning(f"XXXX-XX-{number:02}", None, "D")


def _one_day(day: date) -> Meaning:
    return Meaning(day.isoformat(), Interval.day(day), "D")


def read_quarter_ended(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the quarter ended Sept. 30": the quarter of the calendar in which it ended."""
    match = ENDED.match(found.tokens.text, found.span.end)
    month = load_words().get(match[1].lower()) if match else None
    if match is None or month is None or month.kind not in MONTHS:
        return None
    if anchor.day is None:
        return Meaning("XXXX-QX", None, "Q")
    day = nearest_date(anchor.day, int(month.value), int(match[2]), Anchor(None, "past", anchor.told), None)
    return Meaning(name_unit(day, "Q"), unit_around(day, "Q"), "Q")


def read_day_range(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "February 5-8", "5 to 8 February 2024": from the one day to the other."""
    month, first, last = int(found.value("m")), found.integer("d"), found.integer("e")
    if not first < last:
        return None
    date(2024, month, last)
    if found.has("y"):
        year = full_year(found.string("y"))
    elif anchor.day is None:
        return Meaning(f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}", None, "")
    else:
        year = nearest_date(anchor.day, month, first, anchor, None).year
    span = Interval(date(year, month, first), date(year, month, last))
    return Meaning(f"{span.earliest}/{span.latest}", span, "")


def nearest_month(day: date, month: int, anchor: Anchor) -> Interval:
    """The latest such month begun by `day`, or for the future the next that has not ended."""
    this = month_of(day.year, month)
    if anchor.direction == "future":
        return this if this.latest >= day else month_of(day.year + 1, month)
    if anchor.direction is None:
        # Nothing tells the tense: "the trial in May", written at the end of March, is ahead.
        following = this if this.latest >= day else month_of(day.year + 1, month)
        if timedelta(0) < following.earliest - day <= SOON:
            return following
    return this if this.earliest <= day else month_of(day.year - 1, month)


def read_nearest_month(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "in February", "early September": a month without its year."""
    month = int(found.value("m"))
    if anchor.day is None:
        return Meaning(f"XXXX-{month:02}", None, "M")
    span = nearest_month(anchor.day, month, anchor)
    value = f"{span.earliest.year:04}-{month:02}"
    return Meaning(value, find_part(found, span), "M")


def read_nearest_month_unless_person(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "by May", "April saw": a month that is also a name; not beside a name, nor in a text with a Mrs May."""
    text, span = found.tokens.text, found.span
    if PERSON_MAY.search(text) if found.string("m") in ("may", "march") else NAME_BEHIND.match(text, span.end):
        return None
    if NAME_BEFORE.search(text[max(span.start - 30, 0) : span.start]):
        return None
    return read_nearest_month(found, anchor)


def read_month_shifted(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "last December", "this May", "next June"."""
    month, words = int(found.value("m")), found.string("s").split()
    if anchor.day is None:
        return Meaning(f"XXXX-{month:02}", None, "M")
    this = month_of(anchor.day.year, month)
    if words == ["last"] or words[-1] == "past":
        span = this if this.latest < anchor.day else month_of(anchor.day.year - 1, month)
    elif words == ["this"]:
        span = this
    else:
        span = this if this.earliest > anchor.day else month_of(anchor.day.year + 1, month)
    return Meaning(f"{span.earliest.year:04}-{month:02}", span, "M")


def nearest_weekday(day: date, weekday: int, anchor: Anchor) -> date:
    """The latest such weekday up to and with `day`, or for the future the next from it on."""
    if anchor.direction == "future":
        return day + timedelta(days=(weekday - day.isoweekday()) % 7)
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def read_weekday(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "Monday": on a Monday, that day itself."""
    weekday = int(found.value("w"))
    if anchor.day is None:
        return Meaning(f"XXXX-WXX-{weekday}", None, "D")
    return _one_day(nearest_weekday(anchor.day, weekday, anchor))


def read_weekday_shifted(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "last Friday", "this Friday", "next Friday": not the day of writing itself, unless "this"."""
    weekday, words = int(found.value("w")), found.string("s").split()
    if anchor.day is None:
        return Meaning(f"XXXX-WXX-{weekday}", None, "D")
    if words == ["this"]:
        return _one_day(week_of(anchor.day).earliest + timedelta(days=weekday - 1))
    back = words[-1] in ("last", "past", "final")
    step = timedelta(days=-1 if back else 1)
    near = nearest_weekday(anchor.day + step, weekday, Anchor(None, "past" if back else "future", anchor.told))
    if words[-1] in ("last", "final", "next") and week_of(near) == week_of(anchor.day):
        # "next Friday" written on a Wednesday: some mean the day after tomorrow, some the Friday of next week.
        far = near + step * 7
        return Meaning(near.isoformat(), Interval(min(near, far), max(near, far)), "")
    return _one_day(near)


def read_weekday_of_shifted_week(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "Friday last week", "Monday of next week"."""
    weekday, word = int(found.value("w")), found.string("s").split()[0]
    if anchor.day is None:
        return Meaning(f"XXXX-WXX-{weekday}", None, "D")
    step = {"last": -7, "final": -7, "this": 0}.get(word, 7)
    return _one_day(week_of(anchor.day).earliest + timedelta(days=weekday - 1 + step))
