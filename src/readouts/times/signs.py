"""Signs of a text that lean towards some days more than others: how long ago its dates, events and years lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from readouts.times.bounds import is_quoted
from readouts.times.constraint import Constraint
from readouts.times.daysets import FIRST, LAST, Days, since
from readouts.times.feasts import on_year
from readouts.times.found import Anchor, Direction, Found, Meaning, Told
from readouts.times.patterns import load_pattern
from readouts.times.phrases import Phrase
from readouts.times.readers import read_found
from readouts.times.tense import guess_direction

# The days that are weighed, as ordinals: the first, and the one behind the last.
WINDOW = (date(1985, 1, 1).toordinal(), date(2031, 1, 1).toordinal())
# Borders of the classes: days after the start of a clue, days after its end, days after a yearly day, years.
AFTER_START = (-3650, -365, -90, -30, -7, 0, 7, 14, 30, 60, 120, 240, 480, 960, 1920, 3840)
AFTER_END = (0, 30, 120, 365)
AFTER_YEARDAY = (0, 1, 3, 7, 14, 30, 60, 120, 245, 305, 335, 351, 358, 362, 364)
AFTER_YEAR = (-3, -2, -1, 0, 1, 2, 3, 4, 7)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# (class, first day, day behind the last)
Stretch = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Sign:
    """One class of one sign: the days on which it would be of that class, and how much it counts."""

    name: str
    first: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class Mentions:
    """The dates that the prose of a text names: with their year, told as future or not; and those without year."""

    years: frozenset[int]
    coming: frozenset[int]
    days: frozenset[date]
    yeardays: frozenset[tuple[str, Direction | None]]
    months: frozenset[tuple[int, Direction | None]]
    seasons: frozenset[tuple[str, str]]


def list_signs(
    text: str, scanned: Sequence[Found | Phrase], constraints: Sequence[Constraint], agreed: Days
) -> list[Sign]:
    """All signs of a text; `agreed` are the days that its clues leave together.

    A sign is of one class on each day: "an event is known that is 7 to 13 days old". None names a year or a day, so
    what is learnt of them on texts of one time holds for others.
    """
    signs: list[Sign] = []

    def add(name: str, stretches: Iterable[Stretch], share: float = 1.0) -> None:
        signs.extend(Sign(f"{name}:{kind}", first, end, share) for kind, first, end in stretches)

    if agreed:
        add("hard", cut_around(agreed))
    begun: set[date] = set()
    for name, groups in sorted(group_days(constraints).items()):
        open_ended = sorted((days for days in groups if is_open(days)), key=lambda days: days[0].earliest, reverse=True)
        begun.update(days[0].earliest for days in open_ended)
        for order, days in zip(("last", "second"), open_ended, strict=False):
            add(f"{name}:{order}", cut_around(days))
        closed = sorted(groups - set(open_ended))
        for days in closed:
            add(name, cut_around(days), 1 / sqrt(len(closed)))
    for number, day in enumerate(sorted(begun, reverse=True)[:3]):
        add(f"lower{number}", cut_around(since(day)))
    named = read_mentions(text, scanned)
    for number, year in enumerate(sorted(named.years, reverse=True)[:2]):
        add(f"year{number}", cut_years(year))
    for year in sorted(named.coming)[:1]:
        add("yearf0", cut_years(year))
    for number, day in enumerate(sorted(named.days, reverse=True)[:2]):
        add(f"day{number}", cut_around(since(day)))
    for value, direction in sorted(named.yeardays, key=str):
        add(f"yl-{direction}", cut_yearday(value), 1 / sqrt(len(named.yeardays)))
    for month, direction in sorted(named.months, key=str):
        add(f"ml-{direction}", cut_months(month), 1 / sqrt(len(named.months)))
    for season, told in sorted(named.seasons):
        add(f"se-{told}", cut_months(SEASONS[season]), 1 / sqrt(len(named.seasons)))
    return signs


def group_days(constraints: Sequence[Constraint]) -> dict[str, set[Days]]:
    """The days that clues leave, by kind of clue; clues that say the same are one."""
    groups: dict[str, set[Days]] = defaultdict(set)
    for one in constraints:
        name = one.rule
        if name.endswith("-begun"):
            name = "begun"
        elif name.endswith("-now") and name != "title-now":
            name = "office-now" if name.startswith("office") else "now"
        elif name == "events-with-time":
            name = "event-with-time"
        elif name == "date-past" and not one.firm:
            name = "date-past~"
        groups[name].add(one.days)
    return groups


def is_open(days: Days) -> bool:
    """Whether days have a beginning and no end."""
    return len(days) == 1 and days[0].latest >= LAST


def read_mentions(text: str, scanned: Sequence[Found | Phrase]) -> Mentions:
    """The dates that stand in a text outside quotation marks."""
    years: set[int] = set()
    coming: set[int] = set()
    days: set[date] = set()
    yeardays: set[tuple[str, Direction | None]] = set()
    months: set[tuple[int, Direction | None]] = set()
    seasons: set[tuple[str, str]] = set()
    for one in scanned:
        if is_quoted(text, one.span):
            continue
        if isinstance(one, Phrase):
            if one.feast is not None and one.year is None and one.feast.day.startswith("XXXX"):
                yeardays.add((one.feast.day, None))
            continue
        meaning = read_found(one, Anchor(None, None, Told())) if one.rule.type in ("DATE", "TIME") else None
        if meaning is None:
            continue
        direction, _ = guess_direction(one.tokens, one.first, one.last, (0, len(one.tokens.starts)))
        if meaning.interval is not None:
            year = meaning.interval.earliest.year
            if 1985 <= year <= 2030 and meaning.unit in ("D", "M", "Y"):
                (coming if direction == "future" else years).add(year)
                if meaning.unit != "Y" and direction != "future":
                    days.add(meaning.interval.earliest)
        elif not load_pattern("yearless", "named").fullmatch(one.span.of(text)):
            month, yearday, season = split_value(meaning)
            if month:
                months.add((month, direction))
            elif yearday:
                yeardays.add((yearday, direction))
            elif season:
                words = one.string("s").split() if one.has("s") else []
                seasons.add((season, words[0] if words else str(direction)))
    return Mentions(
        years=frozenset(years),
        coming=frozenset(coming),
        days=frozenset(days),
        yeardays=frozenset(yeardays),
        months=frozenset(months),
        seasons=frozenset(seasons),
    )


def split_value(meaning: Meaning) -> tuple[int, str, str]:
    """The month, day of the year or season of a value without year ("XXXX-03", "XXXX-03-14", "XXXX-SU")."""
    value = meaning.value[5:] if meaning.value.startswith("XXXX-") else ""
    if len(value) == 2 and value.isdigit():
        return int(value), "", ""
    if len(value) >= 5 and value[:2].isdigit() and value[3:5].isdigit():
        return 0, f"XXXX-{value[:5]}", ""
    return 0, "", value if value in SEASONS else ""


def clip(kind: str, first: int, end: int, within: tuple[int, int] = WINDOW) -> Iterator[Stretch]:
    """A stretch cut to the days that count; nothing where none is left."""
    first, end = max(first, within[0], WINDOW[0]), min(end, within[1], WINDOW[1])
    if first < end:
        yield kind, first, end


def cut_around(days: Days) -> list[Stretch]:
    """The days before, in and after a clue's days, by how far they lie from its start, or behind its end."""
    starts = [one.earliest.toordinal() if one.earliest > FIRST else None for one in days]
    ends = [one.latest.toordinal() + 1 if one.latest < LAST else None for one in days]
    found: list[Stretch] = []
    left = WINDOW[0]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        following = starts[number + 1] if number + 1 < len(starts) else None
        # Between two intervals the nearer one counts.
        right = WINDOW[1] if following is None or end is None else (end + following) // 2
        if start is None and end is not None:
            borders = [left, *(end - step for step in reversed(AFTER_START)), right]
            for at, (first, stop) in enumerate(pairwise(borders)):
                found.extend(clip(f"u{len(AFTER_START) - at}", first, stop, (left, right)))
        elif start is not None:
            stop_inside = right if end is None else min(end, right)
            borders = [left, *(start + step for step in AFTER_START), stop_inside]
            for at, (first, stop) in enumerate(pairwise(borders)):
                found.extend(clip(f"s{at}", first, stop, (left, stop_inside)))
            if end is not None:
                borders = [*(end + step for step in AFTER_END), right]
                for at, (first, stop) in enumerate(pairwise(borders)):
                    found.extend(clip(f"o{at}", first, stop, (left, right)))
        left = right
    return found


def cut_years(year: int) -> list[Stretch]:
    """Whole years by how many they lie behind a year that a text names."""
    borders = [1900, *(year + step for step in AFTER_YEAR), 2100]
    return [
        stretch
        for at, (first, end) in enumerate(pairwise(borders))
        for stretch in clip(str(at), date(first, 1, 1).toordinal(), date(end, 1, 1).toordinal())
    ]


@lru_cache(maxsize=512)
def cut_yearday(value: str) -> tuple[Stretch, ...]:
    """Days by how far they lie behind the last occurrence of a yearly day ("XXXX-03-14", "XXXX-11-THURSDAY-4")."""
    years = range(date.fromordinal(WINDOW[0]).year - 1, date.fromordinal(WINDOW[1]).year + 2)
    occurrences = [find_yearday(value, year) for year in years]
    found: list[Stretch] = []
    for this, following in pairwise(occurrences):
        # Counted from this one up to the middle of the year, then back from the next, so that leap days do no harm.
        borders = [this + step if step < 200 else following - (365 - step) for step in AFTER_YEARDAY] + [following]
        for at, (first, end) in enumerate(pairwise(borders)):
            found.extend(clip(str(at), first, end))
    return tuple(found)


def find_yearday(value: str, year: int) -> int:
    """The ordinal of a yearly day in a year; 29 February is 1 March where there is none."""
    try:
        return on_year(value, year).toordinal()
    except ValueError:
        return date(year, 3, 1).toordinal()


@lru_cache(maxsize=16)
def cut_months(month: int) -> tuple[Stretch, ...]:
    """Calendar months by how many they lie behind a month of the year."""
    months = range(date.fromordinal(WINDOW[0]).year * 12, date.fromordinal(WINDOW[1]).year * 12)
    return tuple(
        stretch
        for count in months
        for stretch in clip(str((count % 12 + 1 - month) % 12), find_month(count), find_month(count + 1))
    )


def find_month(count: int) -> int:
    """The ordinal of the first day of a month, by how many months lie before it since the year 0."""
    return date(count // 12, count % 12 + 1, 1).toordinal()
