"""The overview above a timeline as shapes: each contact a mark while they are few, else a bar for each stretch of time.

All is worked out here in the units of the drawing, WIDTH wide; a template only draws it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from readouts.desk.signs import KINDS, Kind, kind_of
from readouts.ledger import LedgerContact
from readouts.ledger.chronicle import Heap
from readouts.ledger.entries import Sureness, tell_sureness
from readouts.ledger.tables import NO_DAY
from readouts.views.words import show_when, show_word

WIDTH, LEFT, RIGHT = 900, 34, 60
"""The drawing's width, and the room for numbers on its left and for what has no day on its right."""

MARKS = 120
"""Contacts up to which each has a mark of its own."""

TALL = 120
"""The height of the tallest bar."""

_SHORT = {kind: told.partition(", ")[0] for kind, told in KINDS.items()}
_LANE, _TOP, _FOOT = 17, 10, 24
_NEXT = 18
"""The room that a mark takes beside its neighbours."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart with a word under it."""

    x: float
    word: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One contact: its sign stands at (`x`, `y`), `left` and `right` are the ends of the days it can lie in."""

    contact: LedgerContact
    x: float
    y: float
    left: float
    right: float
    kind: Kind
    sureness: Sureness
    open: str  # "left" or "right" where a bracket has no end there

    @property
    def told(self) -> str:
        """What it is, in words."""
        contact = self.contact
        names = ", ".join(party.name for party in contact.participants)
        return f"{show_when(contact)}, {show_word(contact.channel)}, {contact.status}: {names}"

    @property
    def begins(self) -> float:
        """The left end of what can be clicked."""
        return round(min(self.left, self.x - _NEXT / 2), 1)

    @property
    def breadth(self) -> float:
        """How wide that is."""
        return round(max(self.right, self.x + _NEXT / 2) - self.begins, 1)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: `exact` where the days are known, which is drawn wide."""

    y: float
    height: float
    kind: Kind
    exact: bool
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The contacts of one stretch of time."""

    when: str
    x: float
    width: float
    segments: tuple[Segment, ...]
    number: int

    @property
    def told(self) -> str:
        """How many of which kind."""
        numbers = dict.fromkeys(KINDS, 0)
        for one in self.segments:
            numbers[one.kind] += one.number
        return ", ".join(f"{number} {_SHORT[kind]}" for kind, number in numbers.items() if number)


@dataclass(frozen=True, slots=True)
class Chart:
    """All shapes; `marks` or `bars`, `tallest` is the number of the tallest bar."""

    height: float
    bottom: float
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    tallest: int = 0
    undated: bool = False


def chart_marks(contacts: Sequence[LedgerContact]) -> Chart | None:
    """A mark for each contact, in as many rows as it takes that none lies over another; None where there are none."""
    if not contacts:
        return None
    spans = [_span(contact) for contact in contacts]
    known = [day for span in spans if span for day in span if day]
    first, last = (min(known), max(known)) if known else (date(2000, 1, 1), date(2000, 12, 31))
    scale = _scale(_shift(first, -3), _shift(last, 3))
    lanes: list[float] = []
    placed: list[Mark] = []
    for contact, span in sorted(zip(contacts, spans, strict=True), key=lambda pair: _order(pair[1])):
        left, right, x, open_end = _ends(span, scale)
        begins, ends = min(left, x - _NEXT / 2), max(right, x + _NEXT / 2)
        lane = next((number for number, end in enumerate(lanes) if end <= begins), len(lanes))
        lanes[lane:] = [ends, *lanes[lane + 1 :]]
        y = _TOP + _LANE * lane + _LANE / 2
        kind, sureness = kind_of(contact.status), tell_sureness(contact)
        placed.append(Mark(contact, x, y, left, right, kind, sureness, open_end))
    bottom = _TOP + _LANE * max(len(lanes), 3) + 4
    placed.sort(key=lambda mark: (mark.x, mark.y))
    undated = any(span is None for span in spans)
    return Chart(bottom + _FOOT, bottom, tuple(_ticks(first, last, scale)), tuple(placed), undated=undated)


def chart_bars(heaps: Sequence[Heap]) -> Chart | None:
    """A bar for each month, or each year of a long time, stacked by kind of status; None where there is nothing."""
    dated = [heap for heap in heaps if heap.when != NO_DAY]
    if not heaps:
        return None
    whens = sorted({heap.when for heap in dated})
    first, last = (_day(whens[0]), _day(whens[-1])) if whens else (date(2000, 1, 1), date(2000, 1, 1))
    size = 4 if (last - first).days > 366 * 15 else 7
    if whens and len(whens[0]) != 7:  # days, or years
        size = len(whens[0])
    piles: dict[str, list[Heap]] = {}
    for heap in heaps:
        piles.setdefault(heap.when[:size], []).append(heap)
    tallest = max(sum(heap.number for heap in pile) for pile in piles.values())
    end = _after(_day(max(when for when in piles if when != NO_DAY)), size) if whens else last
    scale = _scale(first, end)
    bottom = _TOP + TALL
    bars = []
    for when, pile in sorted(piles.items()):
        if when == NO_DAY:
            x, width = WIDTH - RIGHT + 22.0, 18.0
        else:
            x, width = scale(_day(when)), scale(_after(_day(when), size)) - scale(_day(when))
        gap = 1.0 if width > 4 else 0.0
        bars.append(_bar(when, x, max(width - gap, 0.8), pile, tallest, bottom))
    ticks = tuple(_ticks(first, end, scale)) if whens else ()
    return Chart(bottom + _FOOT, bottom, ticks, (), tuple(bars), tallest, NO_DAY in piles)


def _bar(when: str, x: float, width: float, pile: Sequence[Heap], tallest: int, bottom: float) -> Bar:
    numbers = Counter[tuple[Kind, bool]]()
    for heap in pile:
        numbers[kind_of(heap.status), heap.sureness == "day"] += heap.number
    segments = []
    y = bottom
    for kind, exact in product(KINDS, (True, False)):
        number = numbers[kind, exact]
        if number:
            height = number / tallest * TALL
            y -= height
            segments.append(Segment(round(y, 1), round(height, 1), kind, exact, number))
    return Bar(when, round(x, 1), round(width, 1), tuple(segments), sum(heap.number for heap in pile))


Span = tuple[date | None, date | None]


def _span(contact: LedgerContact) -> Span | None:
    """The ends of the days in which a contact can lie, as far as known; None where it is not even told when."""
    if contact.date:
        return contact.date.earliest, contact.date.latest
    if contact.not_before or contact.not_after:
        return contact.not_before, contact.not_after
    told = min((member.published.earliest for member in contact.reports if member.published), default=None)
    return (told, told) if told else None


def _order(span: Span | None) -> tuple[date, date]:
    first, last = span or (None, None)
    return first or last or date.max, last or first or date.max


def _ends(span: Span | None, scale: Callable[[date], float]) -> tuple[float, float, float, str]:
    """Where a mark begins, ends and has its sign, and at which end it is open."""
    if span is None:
        x = WIDTH - RIGHT / 2
        return x, x, x, ""
    first, last = span
    if first and last:
        left, right = scale(first), scale(last)
        return left, right, round((left + right) / 2, 1), ""
    if last:
        return scale(last) - 16, scale(last), scale(last), "left"
    x = scale(first or date.min)
    return x, x + 16, x, "right"


def _scale(first: date, last: date) -> Callable[[date], float]:
    length = max((last - first).days, 1)
    room = WIDTH - LEFT - RIGHT

    def place(day: date) -> float:
        return round(LEFT + min(max((day - first).days / length, 0.0), 1.0) * room, 1)

    return place


def _ticks(first: date, last: date, scale: Callable[[date], float]) -> list[Tick]:
    """Years, or months and days of a short time, so many that their words stand apart."""
    days = (last - first).days
    found: list[Tick] = []
    step = next((step for step in (1, 3, 6) if days / 30.4 / step <= 12), 0)
    if days < 60:
        for apart in range(0, days + 1, max(days // 8, 1)):
            day = first + timedelta(apart)
            found.append(Tick(scale(day), f"{day:%d %b}".lstrip("0")))
    elif step:
        number = first.year * 12 + first.month - 1
        while number <= last.year * 12 + last.month - 1:
            month = date(number // 12, number % 12 + 1, 1)
            if month >= first and number % step == 0:
                found.append(Tick(scale(month), f"{month:%b %Y}" if month.month <= step else f"{month:%b}"))
            number += 1
    else:
        every = max(1, round(days / 365 / 12))
        for year in range(first.year, last.year + 1):
            if date(year, 1, 1) >= first and year % every == 0:
                found.append(Tick(scale(date(year, 1, 1)), str(year)))
    return found


def _day(when: str) -> date:
    """The first day of a stretch in ISO form."""
    return date.fromisoformat((when + "-01-01")[:10] if len(when) == 4 else (when + "-01")[:10])


def _after(day: date, size: int) -> date:
    """The first day behind the stretch that begins on a day."""
    if size < 10 and day.year + (size == 4 or day.month == 12) > date.max.year:
        return date.max
    if size == 4:
        return date(day.year + 1, 1, 1)
    if size == 7:
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return _shift(day, 1)


def _shift(day: date, days: int) -> date:
    """The day so many days on, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))
