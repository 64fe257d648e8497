"""Fixed phrases and named days of the calendar: "at the moment", "Christmas Eve", "Good Friday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import cast

from readouts.errors import KnowledgeError
from readouts.model import Interval, Span, TimeType
from readouts.times.found import Meaning
from readouts.times.periods import month_of
from readouts.times.words import read_rows

REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
FIXED = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
NTH = re.compile(r"XXXX-(\d\d)-(MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY-([1-5])")
EASTER = re.compile(r"EASTER([+-]\d+)")
WEEKDAYS = ("MON", "TUES", "WEDNES", "THURS", "FRI", "SATUR", "SUN")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase found: its span and what the list says of it."""

    span: Span
    type: TimeType
    day: str
    rule: str
    direction: str = ""

    def resolve(self, published: Interval | None) -> Meaning | None:
        """The day nearest to publication, or the reference; without publication only days with a year."""
        if self.day in REFERENCES:
            return Meaning(self.day)
        fixed = FIXED.fullmatch(self.day)
        if fixed and fixed[1] != "XXXX":
            return Meaning(self.day, Interval.day(date.fromisoformat(self.day)), "D")
        bare = self.day if fixed else "XXXX-XX-XX"
        if published is None:
            return Meaning(bare, None, "D")
        first, last = (self.nearest(day) for day in published)
        # "at Christmas", "before the New Year" mean the days around it.
        slack = timedelta(days=2 if self.rule == "named-days" else 0)
        return Meaning(first.isoformat() if first == last else bare, Interval(first - slack, last + slack), "D")

    def nearest(self, day: date) -> date:
        """The occurrence nearest to a day: not more than three months ahead, else the one before."""
        days = [on_year(self.day, year) for year in range(day.year - 1, day.year + 2)]
        return min(days, key=lambda one: (one - day).days * 3 if one > day else (day - one).days)


def easter_of(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher).

    >>> easter_of(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def on_year(day: str, year: int) -> date:
    """A named day in one year: "XXXX-12-25", "XXXX-11-THURSDAY-4" (5 is the last), "EASTER-2"."""
    fixed = FIXED.fullmatch(day)
    if fixed:
        return date(year, int(fixed[2]), int(fixed[3]))
    shifted = EASTER.fullmatch(day)
    if shifted:
        return easter_of(year) + timedelta(days=int(shifted[1]))
    nth = NTH.fullmatch(day)
    if nth is None:
        raise ValueError(day)
    month, weekday, count = int(nth[1]), WEEKDAYS.index(nth[2]), int(nth[3])
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    return found if found <= month_of(year, month).latest else found - timedelta(days=7)


@cache
def load_phrases() -> tuple[dict[str, tuple[TimeType, str, str, bool]], re.Pattern[str]]:
    """The phrases by their lower-case words, and one expression that finds any; a wrong day is a KnowledgeError."""
    rows: dict[str, tuple[TimeType, str, str, bool]] = {}
    for line, row in read_rows("phrases.csv", ("phrase", "type", "value", "rule")):
        if row["value"] not in REFERENCES:
            try:
                on_year(row["value"], 2024)
            except ValueError:
                raise KnowledgeError(f"phrases.csv:{line}: value {row['value']!r} is no day and no reference") from None
        rows[row["phrase"].lower()] = (
            cast("TimeType", row["type"]),
            row["value"],
            row["rule"],
            row["phrase"][0].isupper(),
        )
    longest = sorted(rows, key=len, reverse=True)
    pieces = [re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]?") for phrase in longest]
    return rows, re.compile(r"\b(?:" + "|".join(pieces) + r")\b", re.IGNORECASE)


def find_phrases(text: str) -> list[Phrase]:
    """Every fixed phrase of a text; names of days only with their capital."""
    rows, pattern = load_phrases()
    found = []
    for match in pattern.finditer(text):
        words = " ".join(match.group().lower().replace("’", "'").split())
        row = rows.get(words) or next((rows[key] for key in rows if key.replace("'", "") == words), None)
        if row is not None and (not row[3] or match.group()[0].isupper() or match.group()[0].isdigit()):
            found.append(Phrase(Span(*match.span()), row[0], row[1], row[2]))
    return found
