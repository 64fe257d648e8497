"""Days, weeks, months, quarters, seasons, years: the arithmetic of calendar periods as closed intervals of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from readouts.model import Interval

# First month of a season, as meteorologists and most newsrooms of the northern half of the world count them.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def month_of(year: int, month: int) -> Interval:
    """All days of a month.

    >>> month_of(2024, 2).latest
    datetime.date(2024, 2, 29)
    """
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_of(year: int) -> Interval:
    """All days of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def quarter_of(year: int, quarter: int) -> Interval:
    """All days of a calendar quarter, 1 to 4."""
    return Interval(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).latest)


def half_of(year: int, half: int) -> Interval:
    """All days of a half year, 1 or 2."""
    return Interval(date(year, 1 if half == 1 else 7, 1), date(year, 6, 30) if half == 1 else date(year, 12, 31))


def season_of(year: int, season: str) -> Interval:
    """All days that a season of a year may mean; a winter is named by either of its years, so both are in.

    >>> season_of(2022, "SU").earliest
    datetime.date(2022, 6, 1)
    """
    if season == "WI":
        return Interval(date(year - 1, 12, 1), month_of(year + 1, 2).latest)
    return Interval(date(year, SEASONS[season], 1), month_of(year, SEASONS[season] + 2).latest)


def week_of(day: date) -> Interval:
    """Monday to Sunday around a day.

    >>> week_of(date(2024, 5, 15)).earliest
    datetime.date(2024, 5, 13)
    """
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6))


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last.

    >>> shift_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_day(day: date, amount: int, unit: str) -> date:
    """A day moved by so many units (D, W, M, Q, Y, DE, CE)."""
    if unit in ("D", "W", "FN"):
        return day + timedelta(days=amount * {"D": 1, "W": 7, "FN": 14}[unit])
    return shift_months(day, amount * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit])


def unit_around(day: date, unit: str) -> Interval:
    """The calendar day, week, month, quarter, year, decade or century that holds a day."""
    if unit in ("W", "FN"):
        return week_of(day)
    if unit == "WE":
        saturday = week_of(day).latest - timedelta(days=1)
        return Interval(saturday, saturday + timedelta(days=1))
    if unit == "M":
        return month_of(day.year, day.month)
    if unit == "Q":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "Y":
        return year_of(day.year)
    if unit in ("DE", "CE"):
        length = 10 if unit == "DE" else 100
        first = max(day.year // length * length, 1)
        return Interval(date(first, 1, 1), date(first + length - 1, 12, 31))
    return Interval(day, day)


def name_unit(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds a day.

    >>> [name_unit(date(2024, 5, 15), unit) for unit in ("D", "W", "WE", "M", "Q", "Y", "DE", "CE")]
    ['2024-05-15', '2024-W20', '2024-W20-WE', '2024-05', '2024-Q2', '2024', '202', '20']
    """
    if unit in ("W", "FN", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit in ("Y", "DE", "CE"):
        return f"{day.year:04}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]
    return day.isoformat()


UNKNOWN_VALUES = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}


def part_of(span: Interval, part: str) -> Interval:
    """The early, middle or late part of a period, read widely: the first or last half, or the middle two thirds.

    >>> part_of(month_of(2024, 3), "early").latest
    datetime.date(2024, 3, 16)
    """
    days = (span.latest - span.earliest).days
    if part == "early":
        return Interval(span.earliest, span.earliest + timedelta(days=(days + 1) // 2))
    if part == "late":
        return Interval(span.latest - timedelta(days=(days + 1) // 2), span.latest)
    return Interval(span.earliest + timedelta(days=days // 6), span.latest - timedelta(days=days // 6))
