"""Values in the words that people read."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.ledger import LedgerContact  # which brings the store with it: a third of the start


UNKNOWN = "?"
_YEAR = 365


def show_days(days: Interval | None) -> str:
    """An interval as short as it can be said: a day, a month, a year, or its two ends.

    >>> show_days(Interval(date(2025, 2, 5), date(2025, 2, 8)))
    '2025-02-05..08'
    >>> show_days(Interval(date(2025, 2, 1), date(2025, 2, 28)))
    '2025-02'
    """
    if days is None:
        return UNKNOWN
    first, last = days
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(1) if last < date.max else last).day == 1:
        return _months(first, last)
    if (first.year, first.month) != (last.year, last.month):
        return f"{first}..{last:%m-%d}" if (last - first).days < _YEAR else f"{first.year}..{last.year}"
    return f"{first}..{last:%d}"


def _months(first: date, last: date) -> str:
    """Whole months: one, several, or a year."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    if first.year == last.year:
        return f"{first:%Y}" if (first.month, last.month) == (1, 12) else f"{first:%Y-%m}..{last:%m}"
    return f"{first:%Y-%m}..{last:%Y-%m}"


def show_when(contact: LedgerContact) -> str:
    """The days of a contact; of an undated one what is left open: "by", "from", else when it was told."""
    if contact.date:
        return show_days(Interval(contact.date.earliest, contact.date.latest))
    if contact.not_before and contact.not_after:
        return show_days(Interval(contact.not_before, contact.not_after))
    if contact.not_after:
        return f"by {contact.not_after}"
    if contact.not_before:
        return f"from {contact.not_before}"
    told = min((member.published.earliest for member in contact.reports if member.published), default=None)
    return f"told {told}" if told else UNKNOWN


def show_word(word: str) -> str:
    """A code as words: phone_call → phone call."""
    return word.replace("_", " ")


def show_minutes(at_least: int | None, at_most: int | None) -> str:
    """A duration.

    >>> show_minutes(90, 90), show_minutes(60, None), show_minutes(None, 30)
    ('1 h 30 min', 'at least 1 h', 'at most 30 min')
    """
    if at_least is not None and at_least == at_most:
        return _length(at_least)
    if at_least is not None and at_most is not None:
        return f"{_length(at_least)} to {_length(at_most)}"
    return f"at least {_length(at_least)}" if at_least is not None else f"at most {_length(at_most or 0)}"


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else []))


def show_names(names: Sequence[str], width: int, lines: int = 2) -> str:
    """Names joined by commas in lines of that width, broken only between names, the last ones counted if too many.

    >>> print(show_names(["Recep Tayyip Erdogan", "Donald Trump", "Xi Jinping"], 24))
    Recep Tayyip Erdogan,
    Donald Trump, Xi Jinping
    >>> print(show_names(["Ann Lee", "Bo Ek", "Cy Oh", "Di Um"], 12))
    Ann Lee,
    Bo Ek, +2
    """
    placed = _place(names, width)
    if len(placed) <= lines:
        return "\n".join(placed)
    for kept in range(len(names) - 1, 0, -1):
        placed = _place([*names[:kept], f"+{len(names) - kept}"], width)
        if len(placed) <= lines:
            return "\n".join(placed)
    return elide(names[0], width)


def _place(names: Sequence[str], width: int) -> list[str]:
    placed: list[str] = []
    for number, name in enumerate(names):
        comma = "," if number + 1 < len(names) else ""
        word = elide(name, width - len(comma)) + comma
        if placed and len(placed[-1]) + 1 + len(word) <= width:
            placed[-1] += " " + word
        else:
            placed.append(word)
    return placed


def elide(words: str, width: int) -> str:
    """The words cut to a width, the cut shown.

    >>> elide("delegation of the United States", 20)
    'delegation of the U…'
    """
    return words if len(words) <= width else words[: max(0, width - 1)].rstrip() + "…"


def month_name(day: date) -> str:
    """The month of a day, for headings.

    >>> month_name(date(2025, 1, 21))
    'January 2025'
    """
    return f"{calendar.month_name[day.month]} {day.year}"


def count_words(number: int, word: str) -> str:
    """A number with its noun.

    >>> count_words(1, "article"), count_words(2, "article")
    ('1 article', '2 articles')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
