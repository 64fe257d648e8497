"""Fiscal years: which days one holds depends on whose it is, so the state named before it decides, else all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from readouts.errors import KnowledgeError
from readouts.model import Interval
from readouts.times.explicit import full_year
from readouts.times.found import Anchor, Found, Meaning
from readouts.times.words import read_rows

# "India's fiscal year 2024-25", "the fiscal year of the U.S. government": the owner stands just before.
REACH = 40


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """When one state's fiscal year begins (month and day), and whether its last year gives it its name."""

    month: int
    day: int
    ends: bool

    def days(self, year: int) -> Interval:
        """The days of the fiscal year that a year names.

        >>> FiscalYear(10, 1, True).days(2024)
        Interval(earliest=datetime.date(2023, 10, 1), latest=datetime.date(2024, 9, 30))
        """
        first = year - (self.ends and (self.month, self.day) != (1, 1))
        return Interval(date(first, self.month, self.day), date(first + 1, self.month, self.day) - timedelta(days=1))


def list_fiscal(path: Path | None = None) -> tuple[tuple[re.Pattern[str], FiscalYear], ...]:
    """The fiscal years of one file (ours without `path`), with the words for their owners.

    A day that no year has, a wrong pattern or a row without source is a KnowledgeError that names file and line.
    """
    rows = []
    for line, row in read_rows("fiscal.csv", ("owner", "pattern", "begins", "named_by", "source"), path):
        month, _, day = row["begins"].partition("-")
        try:
            if row["named_by"] not in ("first", "last") or not row["source"]:
                raise ValueError
            first = date(2023, int(month), int(day))
            pattern = re.compile(rf"\b(?:{row['pattern']})(?:['’]s?)?\b")
        except (ValueError, re.error):
            raise KnowledgeError(
                f"{path or 'fiscal.csv'}:{line}: {row['owner']!r} needs begins as month-day, named_by first or last, "
                "a pattern and a source"
            ) from None
        rows.append((pattern, FiscalYear(first.month, first.day, row["named_by"] == "last")))
    return tuple(rows)


@cache
def load_fiscal() -> tuple[tuple[re.Pattern[str], FiscalYear], ...]:
    """The fiscal years of the package."""
    return list_fiscal()


def owner_of(found: Found) -> FiscalYear | None:
    """The fiscal year of the state that is named last before the words, in the same sentence."""
    before = found.tokens.text[max(found.span.start - REACH, 0) : found.span.start]
    before = re.split(r"[.;!?]\s+(?=[A-Z])|\n", before)[-1]
    named = [(match.start(), year) for pattern, year in load_fiscal() for match in pattern.finditer(before)]
    return max(named, key=lambda one: one[0])[1] if named else None


def read_fiscal_year(found: Found, _: Anchor) -> Meaning | None:
    """Read "fiscal 2024", "FY2024", "India's fiscal year 2024-25"; without an owner it may be any of that name."""
    first = full_year(found.string("y") or found.string("y2") or found.string("fy"))
    owner = owner_of(found)
    if found.has("z"):
        text = found.string("z")
        last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
        if last != first + 1:
            return None
        span = Interval(date(first, 1, 1), date(last, 12, 31))
        if owner is not None:
            span = owner.days(last if owner.ends else first)
        return Meaning(f"{first:04}/{last:04}", span, "")
    # Named by its last year it may begin in April before; named by its first it may end in June after.
    span = owner.days(first) if owner else Interval(date(first - 1, 4, 1), date(first + 1, 6, 30))
    return Meaning(f"{first:04}", span, "")
