"""Dates that say their year: full dates, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

from datetime import date

from readouts.model import Interval
from readouts.times.found import Anchor, Found, Meaning
from readouts.times.periods import SEASONS, half_of, month_of, part_of, quarter_of, season_of, shift_months, year_of

PARTS = {"early": "early", "beginning": "early", "start": "early", "outset": "early", "late": "late", "end": "late"}


def find_part(found: Found, span: Interval) -> Interval:
    """The span cut to its early, middle or late part where the words say so."""
    words = found.string("p").replace("-", " ").split()
    if not words:
        return span
    named = next((PARTS[word] for word in words if word in PARTS), "middle")
    return part_of(span, "late" if "close" in words else named)


def full_year(text: str) -> int:
    """A year as written: "1998", "98", "'98"; two digits up to 49 are of this century, others of the last.

    >>> full_year("98"), full_year("07")
    (1998, 2007)
    """
    digits = int("".join(char for char in text if char.isdigit()))
    return digits if digits >= 100 else digits + (2000 if digits < 50 else 1900)


def read_calendar_day(found: Found, _: Anchor) -> Meaning | None:
    """Read "January 21, 2025": one day."""
    if found.has("m2"):
        day = date(full_year(found.string("y")), found.integer("m2"), found.integer("d2"))
        return Meaning(day.isoformat(), Interval.day(day), "D")
    month = int(found.value("m") or found.integer("m"))
    day = date(full_year(found.string("y")), month, found.integer("d"))
    return Meaning(day.isoformat(), Interval.day(day), "D")


def read_slash_day(found: Found, _: Anchor) -> Meaning | None:
    """Read "10/26/89": month first, unless only day first can be meant."""
    first, second, year = found.integer("a"), found.integer("b"), full_year(found.string("y"))
    month, day = (second, first) if first > 12 else (first, second)
    if first <= 12 and second <= 12 and first != second:
        # "04/05/2024": the two customs differ, so both days are possible, and the value stays at the year.
        one, other = sorted((date(year, first, second), date(year, second, first)))
        return Meaning(f"{year}-XX-XX", Interval(one, other), "")
    return Meaning(date(year, month, day).isoformat(), Interval.day(date(year, month, day)), "D")


def read_dotted_day(found: Found, _: Anchor) -> Meaning | None:
    """Read "24.02.2022": the day first."""
    day, month, year = found.string("dotted").split(".")
    whole = date(full_year(year), int(month), int(day))
    return Meaning(whole.isoformat(), Interval.day(whole), "D")


def read_calendar_month(found: Found, _: Anchor) -> Meaning | None:
    """Read "early March 2022": the month, cut to the part that is named."""
    year, month = full_year(found.string("y")), int(found.value("m"))
    return Meaning(f"{year:04}-{month:02}", find_part(found, month_of(year, month)), "M")


def read_calendar_year(found: Found, _: Anchor) -> Meaning | None:
    """Read "2022", "the end of 1994"."""
    year = full_year(found.string("y") or found.string("y2"))
    return Meaning(f"{year:04}", find_part(found, year_of(year)), "Y")


def read_year_span(found: Found, _: Anchor) -> Meaning | None:
    """Read "1998-99", "2021/22", "2019–2024": from the first of the one year to the last of the other."""
    first = full_year(found.string("y"))
    text = found.string("z")
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if len(text) < 2 or not first < last <= first + 100:
        return None
    return Meaning(f"{first:04}/{last:04}", Interval(date(first, 1, 1), date(last, 12, 31)), "")


def read_spelled_year(found: Found, _: Anchor) -> Meaning | None:
    """Read "nineteen ninety-six": as broadcast transcripts write years."""
    century, rest = int(found.value("c")), int(found.value("t")) + int(found.value("n") or 0)
    if century not in (18, 19):
        return None
    year = century * 100 + rest
    if found.has("m"):
        month = int(found.value("m"))
        return Meaning(f"{year}-{month:02}", month_of(year, month), "M")
    return Meaning(f"{year}", year_of(year), "Y")


def read_year_two_thousand(found: Found, _: Anchor) -> Meaning | None:
    """Read "the year two thousand"."""
    return Meaning("2000", year_of(2000), "Y") if found.string("two") == "two" else None


def read_decade(found: Found, _: Anchor) -> Meaning | None:
    """Read "the 1970s", "the late '80s": ten years, cut to the part that is named."""
    digits = int(found.value("x") or "".join(char for char in found.string("x") if char.isdigit()))
    first = digits if digits >= 1000 else digits + (1900 if digits >= 30 else 2000)
    span = Interval(date(first, 1, 1), date(first + 9, 12, 31))
    if first % 100 == 0:
        # "the 1900s" may be the decade or the century.
        span = Interval(date(first, 1, 1), date(first + 99, 12, 31))
    return Meaning(f"{first:04}"[:3], find_part(found, span), "DE")


def read_century(found: Found, _: Anchor) -> Meaning | None:
    """Read "20th century": the hundred years, counted from 1901 or 1900 alike."""
    number = found.integer("o")
    if not 10 <= number <= 22:
        return None
    return Meaning(f"{number - 1:02}", Interval(date((number - 1) * 100, 1, 1), date(number * 100, 12, 31)), "CE")


def shifted_year(found: Found, anchor: Anchor) -> int | None:
    """The year that "last year", "this year", "next year" means, from the day of writing."""
    words = found.string("s").split()
    if anchor.day is None or not words:
        return None
    if words[0] == "that":
        told = anchor.told.near(anchor.told.last, found.span.start)
        return told.interval.earliest.year if told and told.interval else None
    step = -1 if words[0] in ("last", "final") else 1 if words[0] in ("next", "subsequent", "coming") else 0
    return anchor.day.year + step


def read_day_of_shifted_year(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "March 5 last year"."""
    year, month, day = shifted_year(found, anchor), int(found.value("m")), found.integer("d")
    if year is None:
        return Meaning(f"XXXX-{month:02}-{day:02}", None, "D")
    whole = date(year, month, day)
    return Meaning(whole.isoformat(), Interval.day(whole), "D")


def read_month_of_shifted_year(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "May last year", also as rewriting leaves it: "Might final 12 months"."""
    if found.has("twelve") and found.integer("twelve") != 12:
        return None
    year, month = shifted_year(found, anchor), int(found.value("m"))
    if year is None:
        return Meaning(f"XXXX-{month:02}", None, "M")
    return Meaning(f"{year:04}-{month:02}", find_part(found, month_of(year, month)), "M")


def read_half(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the first half of 2026", "H1 2026", "the second half of this year"."""
    number = int(found.value("h") or (2 if found.string("o") in ("last", "latter") else found.integer("o")))
    year = full_year(found.string("y")) if found.has("y") else shifted_year(found, anchor)
    if number not in (1, 2):
        return None
    if year is None:
        return Meaning(f"XXXX-H{number}", None, "")
    return Meaning(f"{year:04}-H{number}", half_of(year, number), "")


def read_quarter(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the third quarter of 2024", "last year's first quarter"; alone the latest begun or the next to end."""
    number = int(found.value("q") or found.integer("o"))
    if not 1 <= number <= 4:
        return None
    year = full_year(found.string("y")) if found.has("y") else shifted_year(found, anchor)
    if year is None and anchor.day is not None:
        span = quarter_of(anchor.day.year, number)
        # "expects to report third-quarter results" written in November is not of next year: a guessed tense
        # looks ahead no further than half a year.
        far = shift_months(quarter_of(anchor.day.year + 1, number).earliest, -6) > anchor.day
        if anchor.direction == "future" and (anchor.sure or span.latest >= anchor.day or not far):
            year = anchor.day.year + (span.latest < anchor.day)
        else:
            year = anchor.day.year - (span.earliest > anchor.day)
    if year is None:
        return Meaning(f"XXXX-Q{number}", None, "Q")
    return Meaning(f"{year:04}-Q{number}", quarter_of(year, number), "Q")


def read_season(found: Found, anchor: Anchor) -> Meaning | None:
    """Read "the summer of 2022", "last spring"; alone it is the latest begun or the next to end."""
    season = found.value("n")
    words = found.string("s").split()
    if found.has("y") or words[1:] == ["year"]:
        year = full_year(found.string("y")) if found.has("y") else shifted_year(found, anchor)
    elif anchor.day is None:
        year = None
    else:
        year = nearest_season(anchor, season, words)
    if year is None:
        return Meaning(f"XXXX-{season}", None, "")
    span = season_of(year, season)
    if season == "WI" and not found.has("y"):
        span = winter_from(year)
    return Meaning(f"{year:04}-{season}", span, "")


def winter_from(year: int) -> Interval:
    """The winter that begins in December of a year."""
    return Interval(date(year, 12, 1), month_of(year + 1, 2).latest)


def nearest_season(anchor: Anchor, season: str, words: list[str]) -> int:
    """The year in which the season began that is meant from the day of writing."""
    assert anchor.day is not None
    begun = anchor.day.year - (date(anchor.day.year, SEASONS[season], 1) > anchor.day)
    if words[:1] == ["next"] or words[-1:] == ["coming"]:
        return begun + 1
    running = winter_from(begun) if season == "WI" else season_of(begun, season)
    still = running.latest >= anchor.day
    if words == ["last"]:
        return begun - 1 if still else begun
    if words == ["this"]:
        # "this summer" said in May is ahead, said in October behind: the one of this year.
        return begun if still or season == "WI" else anchor.day.year
    return begun + 1 if anchor.direction == "future" and not still else begun
