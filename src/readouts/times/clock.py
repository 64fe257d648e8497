"""Times of day: "15:00 GMT Saturday", "10 p.m. Wednesday", "Friday morning"."""

from __future__ import annotations

from datetime import date, timedelta

from readouts.model import Interval
from readouts.times.explicit import full_year
from readouts.times.found import Anchor, Found, Meaning
from readouts.times.nearest import nearest_date, nearest_weekday


def hour_of(found: Found) -> str | None:
    """The time of day as hh:mm, or None where the digits are no time."""
    if found.has("noon"):
        return "12:00" if found.string("noon") != "midnight" else "24:00"
    minute = 0
    if found.has("t"):
        pieces = found.string("t").split(":")
        if len(pieces[1].strip()) != 2:
            return None
        hour, minute = int(pieces[0]), int(pieces[1])
    elif found.has("dec"):
        whole, _, rest = found.string("dec").partition(".")
        if len(rest) != 2:
            return None
        hour, minute = int(whole), int(rest)
    elif found.string("h").isdigit() and len(found.string("h")) > 2:
        hour, minute = divmod(int(found.string("h")), 100)
    else:
        hour = found.integer("h")
    if found.has("part"):
        # "4 in the morning", "8 in the evening"
        late = found.value("part") in ("AF", "EV") or (found.value("part") == "NI" and hour > 6)
        hour = hour % 12 + (12 if late else 0) if 1 <= hour <= 12 else 99
    if found.has("am"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + int(found.value("am"))
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def read_clock(found: Found, anchor: Anchor) -> Meaning | None:
    """A time of day with its day where one is named beside it or was told just before; alone it has no days."""
    hour = hour_of(found)
    if hour is None:
        return None
    day = day_of(found, anchor)
    if day is None or day.interval is None:
        return Meaning(f"T{hour}", None, "")
    return Meaning(f"{day.value[:10]}T{hour}", day.interval, "D")


def day_of(found: Found, anchor: Anchor) -> Meaning | None:
    """The day named beside the time, or told in the last 150 characters."""
    if not found.has("dw"):
        return anchor.told.near(anchor.told.last_day, found.span.start, 150)
    if anchor.day is None and not (found.has("y") or found.has("y2")):
        return None
    first, last = found.parts["dw"]
    words = [found.tokens.word(at) for at in range(first, last)]
    kinds = {word.kind: word.value for word in words if word is not None}
    shift = {"TODAY": 0, "YESTERDAY": -1, "TOMORROW": 1}
    year = full_year(found.string("y") or found.string("y2")) if found.has("y") or found.has("y2") else None
    day = next((anchor.day + timedelta(days=shift[kind]) for kind in kinds if anchor.day and kind in shift), None)
    digits = [
        int(found.tokens.string(at).rstrip("stndrh"))
        for at in range(first, last)
        if found.tokens.string(at)[0].isdigit()
    ]
    weekday = kinds.get("WD") or kinds.get("WDABBR")
    if day is None and digits:
        month = next(int(word.value) for word in words if word and word.kind[:3] in ("MON", "MAY", "MAR"))
        if year is not None:
            day = date(year, month, digits[0])
        elif anchor.day is not None:
            day = nearest_date(anchor.day, month, digits[0], anchor, int(weekday or 0) or None)
    elif day is None and weekday and anchor.day is not None:
        day = nearest_weekday(anchor.day, int(weekday), anchor)
    return Meaning(day.isoformat(), Interval.day(day), "D") if day else None


def read_part_of_day(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the morning of January 20"."""
    part, day = found.value("part"), day_of(found, anchor)
    if day is None or day.interval is None:
        return Meaning(f"XXXX-XX-XXT{part}", None, "D")
    return Meaning(f"{day.value}T{part}", day.interval, "D")


def read_weekday_part(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "Friday morning", "late on Thursday night"."""
    weekday, part = int(found.value("w")), found.value("part")
    part = {"12": "AF", "0": "NI"}.get(part, part)
    if anchor.day is None:
        return Meaning(f"XXXX-WXX-{weekday}T{part}", None, "D")
    day = nearest_weekday(anchor.day, weekday, anchor)
    return Meaning(f"{day}T{part}", Interval.day(day), "D")
