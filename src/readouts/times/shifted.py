"""Words read from the day of writing: today, last week, this year, three weeks ago, over the next ten days."""

from __future__ import annotations

from datetime import date, timedelta

from readouts.model import Interval
from readouts.times.explicit import PARTS, full_year
from readouts.times.found import Anchor, Found, Meaning
from readouts.times.periods import UNKNOWN_VALUES, name_unit, part_of, shift_day, unit_around, year_of
from readouts.times.values import name_length

STEPS = {"last": -1, "past": -1, "final": -1, "next": 1, "coming": 1, "subsequent": 1, "this": 0, "current": 0}
QUOTES = ('"', "“", "`")
STEPS |= {"upcoming": 1, "the": 0, "his": 0}


def read_day_shifted(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "today", "yesterday", "the day after tomorrow"."""
    if anchor.day is None:
        return Meaning("XXXX-XX-XX", None, "D")
    day = anchor.day + timedelta(days=found.rule.shift)
    return Meaning(day.isoformat(), Interval.day(day), "D")


def read_day_part(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "last night", "this morning", "tonight"; "last morning" is nothing that anybody says."""
    words = found.string("s")
    part = "NI" if found.string("part") == "tonight" else found.value("part")
    if words in ("last", "final") and part not in ("NI", "EV"):
        return None
    if anchor.day is None:
        return Meaning(f"XXXX-XX-XXT{part}", None, "D")
    day = anchor.day + timedelta(days=found.rule.shift)
    # "last night" may be after midnight; "tonight" is said of the evening ahead.
    late = part == "NI" and found.rule.shift < 0
    span = Interval(day, day + timedelta(days=1)) if late else Interval.day(day)
    return Meaning(f"{day}T{part}", span, "" if late else "D")


def read_overnight(_: Found, anchor: Anchor) -> Meaning | None:
    """Read "overnight": the night to the day of writing, or the one that follows it."""
    if anchor.day is None:
        return Meaning("XXXX-XX-XXTNI", None, "D")
    day = anchor.day - timedelta(days=anchor.direction != "future")
    return Meaning(f"{day}TNI", Interval(day, day + timedelta(days=1)), "")


def read_shifted_unit(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "last week", "this month", "next year": the calendar unit, so a week runs from Monday to Sunday."""
    unit, word = found.value("u"), found.string("s").split()[-1]
    before = found.tokens.text[max(found.span.start - 1, 0) : found.span.start]
    if before in QUOTES and found.tokens.string(found.last - 1).istitle():
        return None  # the broadcast "This Week"
    if unit in ("H", "MIN", "S"):
        return Meaning("PRESENT_REF", None, "") if word in ("this", "current") else None
    if unit == "D":
        return None if word not in ("this", "current") else read_day_shifted(found, anchor)
    if unit == "WE":
        return _shift_weekend(word, anchor)
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    if word == "past" and unit in ("DE", "CE"):
        return Meaning(name_length(1, unit), Interval(shift_day(anchor.day, -1, unit), anchor.day), "")
    if word == "past":
        # "the past year" are the twelve months up to now.
        return Meaning(
            name_unit(shift_day(anchor.day, -1, unit), unit), Interval(shift_day(anchor.day, -1, unit), anchor.day), ""
        )
    day = shift_day(anchor.day, STEPS[word], unit)
    return Meaning(name_unit(day, unit), unit_around(day, unit), unit)


def _shift_weekend(word: str, anchor: Anchor) -> Meaning:
    """Read "last weekend" is the latest that is over; said on a Saturday, "this weekend" is the running one."""
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES["WE"], None, "WE")
    running = unit_around(anchor.day, "WE")
    if STEPS[word] == 0 and anchor.direction == "past" and anchor.day < running.earliest:
        running = unit_around(anchor.day - timedelta(days=7), "WE")
    day = running.earliest + timedelta(days=7 * STEPS[word])
    if STEPS[word] == 1 and anchor.day < running.earliest:
        # "next weekend" written on a Tuesday: the coming one or the one after.
        return Meaning(name_unit(running.earliest, "WE"), Interval(running.earliest, day + timedelta(days=1)), "")
    return Meaning(name_unit(day, "WE"), unit_around(day, "WE"), "WE")


def read_the_weekend(_: Found, anchor: Anchor) -> Meaning | None:
    """Read "over the weekend": the latest begun, or the coming one for the future."""
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES["WE"], None, "WE")
    day = unit_around(anchor.day, "WE").earliest
    if anchor.direction != "future" and day > anchor.day:
        day -= timedelta(days=7)
    return Meaning(name_unit(day, "WE"), unit_around(day, "WE"), "WE")


def read_shifted_year_rewritten(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "final 12 months": what a rewriting machine makes of "last year"."""
    if found.integer("twelve") != 12:
        return None
    if anchor.day is None:
        return Meaning("XXXX", None, "Y")
    day = shift_day(anchor.day, STEPS[found.string("s")], "Y")
    return Meaning(name_unit(day, "Y"), unit_around(day, "Y"), "Y")


def read_within_this_unit(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "earlier this week": the week up to the day of writing; "later this month": the rest of the month."""
    unit = found.value("u")
    if unit == "D" or unit in ("H", "MIN", "S"):
        return None
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    span = unit_around(anchor.day, unit)
    earlier = found.string("s") == "earlier"
    cut = Interval(span.earliest, anchor.day) if earlier else Interval(anchor.day, span.latest)
    return Meaning(name_unit(anchor.day, unit), cut, unit)


def read_part_of_shifted_unit(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "early next year", "the end of this month", "late last week"."""
    unit, word = found.value("u"), found.string("s")
    if unit not in UNKNOWN_VALUES or unit == "D":
        return None
    words = found.string("p").replace("-", " ").split()
    part = next((PARTS[one] for one in words if one in PARTS), "late" if "close" in words else "middle")
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    day = shift_day(anchor.day, STEPS[word], unit)
    return Meaning(name_unit(day, unit), part_of(unit_around(day, unit), part), unit)


def read_unit_end(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "year-end": about the last day of the running unit."""
    unit = found.value("u") or found.value("u2")
    if found.string("p") not in ("end", "close") or unit not in ("W", "M", "Q", "Y"):
        return None
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    span = unit_around(anchor.day, unit)
    if found.first and found.tokens.string(found.first - 1).lower() == "since":
        span = unit_around(shift_day(anchor.day, -1, unit), unit)  # "up a tenth since year-end"
    return Meaning(span.latest.isoformat(), part_of(span, "late"), "")


def read_unit_beyond(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the week before last", "the year after next": two units back or on."""
    unit = found.value("u")
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    step = -2 if found.string("s") == "before last" else 2
    if unit == "WE":
        # Written on a Tuesday, the weekend before last is nine days back.
        running = unit_around(anchor.day, "WE").earliest
        step += (step < 0) and running <= anchor.day
        day = running + timedelta(days=7 * step)
    else:
        day = shift_day(anchor.day, step, unit)
    return Meaning(name_unit(day, unit), unit_around(day, unit), unit)


def read_rest_of_unit(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the rest of the year": from the day of writing to the unit's end."""
    unit = found.value("u")
    if unit not in UNKNOWN_VALUES or unit == "D":
        return None
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    return Meaning(name_unit(anchor.day, unit), Interval(anchor.day, unit_around(anchor.day, unit).latest), "")


def read_the_unit(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the quarter" is the one told before; "the year", "the week", "the month" may be any: no days."""
    unit = found.value("u")
    if unit == "Q":
        told = anchor.told.near(anchor.told.last_quarter, found.span.start, 2000)
        return told or Meaning(UNKNOWN_VALUES["Q"], None, "Q")
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    # "Volume was up for the week": some week of about now, not told which.
    value = f"{anchor.day.year:04}{UNKNOWN_VALUES[unit][4:]}"
    return Meaning(value, None, unit)


def read_told_quarter(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the latest quarter": the one told before, else the latest that was over."""
    told = anchor.told.near(anchor.told.last_quarter, found.span.start, 2000)
    over = told is not None and told.interval is not None and (not anchor.day or told.interval.latest < anchor.day)
    if over or anchor.day is None:
        return told or Meaning(UNKNOWN_VALUES["Q"], None, "Q")
    day = shift_day(anchor.day, -1, "Q")
    return Meaning(name_unit(day, "Q"), unit_around(day, "Q"), "Q")


def read_told_quarter_of(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the 2023 quarter": the quarter told before, in that year; else any of it."""
    year = full_year(found.string("y"))
    told = anchor.told.near(anchor.told.last_quarter, found.span.start, 2000)
    if told is None or told.interval is None:
        return Meaning(f"{year:04}-QX", year_of(year), "")
    day = told.interval.earliest.replace(year=year)
    return Meaning(name_unit(day, "Q"), unit_around(day, "Q"), "Q", compares=True)


def around(day: date, unit: str) -> Interval:
    """The days that "n units ago" may mean: the calendar unit it falls into, and half a unit either way.

    >>> around(date(2024, 1, 5), "M")
    Interval(earliest=datetime.date(2023, 12, 21), latest=datetime.date(2024, 1, 31))
    """
    if unit == "D":
        return Interval.day(day)
    half = timedelta(days={"W": 3, "FN": 4, "M": 15, "Q": 45, "Y": 183, "DE": 1826, "CE": 18262}[unit])
    if unit in ("W", "FN"):
        return Interval(day - half, day + half)
    calendar = unit_around(day, unit)
    return Interval(min(calendar.earliest, day - half), max(calendar.latest, day + half))


def count_units(amount: float, unit: str) -> tuple[int, str]:
    """A whole number of units: one and a half years are eighteen months."""
    if amount == int(amount):
        return int(amount), unit
    finer = {"Y": (12, "M"), "W": (7, "D"), "M": (30, "D"), "DE": (10, "Y"), "CE": (100, "Y"), "Q": (3, "M")}
    if unit not in finer:
        return round(amount), unit
    factor, name = finer[unit]
    return round(amount * factor), name


def read_ago(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "three weeks ago", "a year ago": the unit that far back, never finer than the unit."""
    return _from_writing(found, anchor, -1, "PAST_REF")


def read_from_now(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "two weeks from now"."""
    return _from_writing(found, anchor, 1, "FUTURE_REF")


def _from_writing(found: Found, anchor: Anchor, sign: int, vague: str) -> Meaning | None:
    unit, amount = found.value("u"), found.amount("n")
    if amount is None:
        return Meaning(vague, None, "")
    if unit in ("H", "MIN", "S"):
        span = (
            Interval(*sorted((anchor.day, anchor.day + timedelta(days=sign)))) if anchor.day and amount <= 24 else None
        )
        return Meaning(name_length(amount, unit), span, "")
    if unit == "Y" and amount == 1 and sign < 0:
        quarter = read_year_ago(found, anchor)
        if quarter is not None and quarter.unit == "Q":
            return quarter
    if anchor.day is None:
        return Meaning(UNKNOWN_VALUES[unit], None, unit)
    count, unit = count_units(amount, unit)
    day = shift_day(anchor.day, sign * count, unit)
    return Meaning(name_unit(day, unit), around(day, unit), unit if unit == "D" else "")


def read_year_ago(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "a year ago", "year-earlier": beside a quarter, that quarter of the year before; else the year before."""
    told = anchor.told.near(anchor.told.last_quarter, found.span.start, 1500)
    if told is not None and told.interval is not None:
        day = shift_day(told.interval.earliest, -1, "Y")
        return Meaning(name_unit(day, "Q"), unit_around(day, "Q"), "Q", compares=True)
    if anchor.day is None:
        return Meaning("XXXX", None, "Y")
    day = shift_day(anchor.day, -1, "Y")
    return Meaning(name_unit(day, "Y"), around(day, "Y"), "")


def read_vague_past(found: Found, _: Anchor) -> Meaning | None:
    """Read "in recent months", "weeks ago": some time before, no days."""
    if found.value("u") in ("H", "MIN", "S"):
        return None
    return Meaning("PAST_REF", None, "")


def read_vague_side(found: Found, _: Anchor) -> Meaning | None:
    """Read "years later", "weeks earlier": some time on, some time before, no days."""
    if found.value("u") in ("H", "MIN", "S"):
        return None
    return Meaning("PAST_REF" if found.string("s") in ("earlier", "before") else "FUTURE_REF", None, "")


def read_anchored_span(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the past two months", "over the next ten days": the days from the day of writing back or on."""
    unit, amount, word = found.value("u"), found.amount("n"), found.string("s")
    value = name_length(amount, unit)
    if anchor.day is None or amount is None or unit in ("H", "MIN", "S") or word in ("following", "previous"):
        return Meaning(value, None, "")
    count, unit = count_units(amount, unit)
    sign = 1 if word in ("next", "coming", "upcoming") else -1
    ends = sorted((anchor.day, shift_day(anchor.day, sign * count, unit)))
    return Meaning(value, Interval(ends[0], ends[1]), "")


def read_vague_span(found: Found, _: Anchor) -> Meaning | None:
    """Read "in the coming weeks": a length without number, no days."""
    return Meaning(name_length(None, found.value("u")), None, "")


def read_reference(found: Found, _: Anchor) -> Meaning | None:
    """Read "now", "recently", "soon"; not "as soon as", nor "a previously announced plan", which dates nothing."""
    tokens = found.tokens
    before = tokens.string(found.first - 1).lower() if found.first else ""
    behind = tokens.string(found.last).lower() if found.last < len(tokens.starts) else ""
    word = tokens.string(found.last - 1).lower()
    if (word == "soon" and before == "as") or (word == "previously" and behind.endswith("ed")):
        return None
    return Meaning(found.rule.value, None, "")
