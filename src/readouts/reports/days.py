"""What the days told of a contact come to: both of two days, all days of a stay, a third of a month; or none."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import ContactDate, Interval, Span, TimeExpression
from readouts.reports import coming, grammar
from readouts.reports.candidate import Candidate
from readouts.text import WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")


def counts(time: TimeExpression, token: Token) -> bool:
    """ "their second meeting this year": counted over the year, and of no day of it."""
    wide = time.interval is not None and (time.interval.latest - time.interval.earliest).days > 7
    ordinals = [c.lower_ for c in token.children if c.dep_ in ("amod", "nummod", "compound")]
    numbered = any(w in _ORDINALS or _NUMBERED.fullmatch(w) for w in ordinals)
    return wide and numbered and time.text.lower().startswith("this ")


def of_a_tour(time: TimeExpression, token: Token, parsed: Parsed) -> bool:
    """ "begins a tour of A, B and C on Monday": the day is not that of each visit."""
    return time.earliest == time.latest and len(coming.stations(token, parsed)) > 1


def is_far(time: TimeExpression, document: Document) -> bool:
    """A day without its year that would lie nearly a year back: "arrived for the summit on December 28" of the 27th."""
    published = document.article.published.interval
    if published is None or time.earliest is None or time.rule not in ("month-day", "day-month"):
        return False
    return (published.earliest - time.earliest).days > ALMOST_A_YEAR


ALMOST_A_YEAR = 340
# "early", "mid" and "late" of a month: ten days each, the last to its end
_THIRDS = {
    **dict.fromkeys(("early", "start", "beginning"), (1, 10)),
    **dict.fromkeys(("mid", "middle"), (10, 20)),
    **dict.fromkeys(("late", "end"), (20, 31)),
}
_PART = re.compile(rf"(?:the )?({'|'.join(_THIRDS)})\b")


def third_of_month(time: TimeExpression) -> TimeExpression:
    """ "late June", "the end of June" of a contact is the 20th to the 30th."""
    first = _PART.match(time.text.lower())
    of_month = time.rule == "month-part" or time.text.lower().endswith(" month")
    if not of_month or first is None or time.earliest is None or time.latest is None:
        return time
    low, high = _THIRDS[first.group(1)]
    last = monthrange(time.earliest.year, time.earliest.month)[1]
    return replace(time, earliest=time.earliest.replace(day=low), latest=time.latest.replace(day=min(high, last)))


_APPOSED = re.compile(r",?\s(?:on\s|the\s|-\s|–\s)*")


def beside(time: TimeExpression, times: Sequence[TimeExpression], text: str) -> TimeExpression:
    """ "a week ago, on 1 July", "last week, on Tuesday": of two told side by side the narrower, where it lies near."""
    for other in times:
        if other.interval is None or time.interval is None or other.type not in ("DATE", "TIME"):
            continue
        first, last = sorted((time.span, other.span))
        narrower = width(other) < width(time) and other.interval.latest >= time.interval.earliest - timedelta(days=1)
        near = narrower and other.interval.earliest <= time.interval.latest + timedelta(days=1)
        if near and first.end <= last.start and _APPOSED.fullmatch(text[first.end : last.start]):
            return other
    return time


def width(time: TimeExpression) -> int:
    """Days between the first and the last day that a time may mean; 0 for a day, and where there is none."""
    return (time.interval.latest - time.interval.earliest).days if time.interval else 0


def as_told(time: TimeExpression, document: Document) -> TimeExpression:
    """ "earlier this week" ends before the day on which it is said; what is known to the month is of that month."""
    published = document.article.published.interval
    earlier = time.rule == "earlier-this-unit" and time.text.lower().startswith("earlier")
    if not earlier or published is None or not time.earliest or time.latest != published.latest:
        return time
    if time.text.lower().endswith("month"):
        last = monthrange(time.earliest.year, time.earliest.month)[1]
        return replace(time, latest=time.earliest.replace(day=last))
    if time.text.lower().endswith("year"):
        return replace(time, latest=time.earliest.replace(month=12, day=31))
    return replace(time, latest=time.latest - timedelta(days=1)) if time.earliest < time.latest else time


_STAY = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|[2-9])-day(?: [\w-]+){0,3}? (?:visit|trip|tour|stay|summit)\b",
    re.IGNORECASE,
)
_DAYS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# who does so is there from that day on
_ARRIVES = frozenset(
    {"arrive", "land", "begin", "start", "commence", "open", "kick", "embark", "fly", "depart", "head"}
)


def whole_stay(time: TimeExpression, candidate: Candidate, document: Document) -> TimeExpression:
    """ "arrived on Monday for a three-day visit", "a two-day visit from Tuesday": the first day and the others."""
    stay = _STAY.search(document.sentences[candidate.sentence].span.of(document.text))
    if stay is None or candidate.channel not in ("visit", "summit") or not is_day(time) or time.earliest is None:
        return time
    parsed = document.parsed(candidate.sentence)
    head = head_of(time.span, parsed)
    above = list(grammar.climb(head))[:2] if head is not None else []
    if not any(t.lemma_ in _ARRIVES or t.lower_ == "from" for t in above):
        return time
    word = stay.group(1).lower()
    days = int(word) if word.isdigit() else _DAYS.index(word) + 2
    rule = f"{time.rule}, and {days} days"
    return replace(time, latest=time.earliest + timedelta(days=days - 1), rule=rule)


def whole_range(time: TimeExpression, times: Sequence[TimeExpression], document: Document) -> TimeExpression:
    """ "from Friday to Sunday": both days with all between them."""
    for other in times:
        gap = document.text[time.span.end : other.span.start] if other.span.start > time.span.end else ""
        if gap.strip() in ("and", "&") and is_day(time) and is_day(other) and _follows(time, other):
            whole = Span(time.span.start, other.span.end)  # "on Friday and Saturday"
            return replace(time, span=whole, text=whole.of(document.text), latest=other.latest, rule="two days running")
        led = document.text[max(0, time.span.start - 5) : time.span.start].lower().endswith(("from ", "ween "))
        joined = led and gap.strip().lower() in ("to", "until", "till", "through", "and")
        if joined and is_day(other) and other.text.lower() in WEEKDAYS:
            other = _next_after(time, other)  # "from Saturday to Tuesday": the one behind that Saturday
        if joined and other.latest and time.earliest and time.earliest <= other.latest:
            whole = Span(time.span.start, other.span.end)
            return replace(time, span=whole, text=whole.of(document.text), latest=other.latest, rule="from … to")
    return time


_PARTS = frozenset({"and", "morning", "afternoon", "evening", "night"})


def _is_weekday(date: ContactDate) -> bool:
    """Whether a day is told by its name alone: "Sunday", "Sunday and Monday"."""
    words = (date.text or "").lower().split()
    return bool(words) and all(word in WEEKDAYS or word in _PARTS for word in words)


def a_week_before(date: ContactDate | None, published: Interval | None) -> ContactDate | None:
    """The day a week before a weekday that lies behind the article, where what is told is past; else no day."""
    if date is None or published is None or not _is_weekday(date):
        return None
    return replace(date, earliest=date.earliest - timedelta(days=7), latest=date.latest - timedelta(days=7))


def a_day_later(date: ContactDate | None, document: Document) -> ContactDate | None:
    """The day after the article, where a weekday told as past is that day's; else no day.

    Who writes on a Wednesday of what was on the Thursday six days before mostly says so ("last Thursday"). A plain "on
    Thursday" is of an article that was written on, or whose date is that of another time zone; but not where it has
    told of its own day, or of the one before, by their names already.
    """
    published = document.article.published.interval
    if date is None or date.span is None or published is None or published.earliest != published.latest:
        return None
    day = published.earliest + timedelta(days=1)
    if not _is_weekday(date) or date.earliest != date.latest or (date.earliest - day).days not in (0, -7):
        return None
    recent = {WEEKDAYS[(day - timedelta(days=n)).weekday()] for n in (1, 2)}
    if any(word in recent for word in re.findall(r"\w+", document.text[: date.span.start].lower())):
        return None
    return replace(date, earliest=day, latest=day, rule=f"{date.rule}, nearest to the article's day")


def a_week_later(date: ContactDate | None, published: Interval | None) -> ContactDate | None:
    """The day a week after a weekday that lies farther before the article than that; None where it does not."""
    if date is None or published is None or not _is_weekday(date):
        return None
    if (published.earliest - date.latest).days <= FAR_BACK:
        return None
    return replace(date, earliest=date.earliest + timedelta(days=7), latest=date.latest + timedelta(days=7))


FAR_BACK = 3


def _next_after(time: TimeExpression, weekday: TimeExpression) -> TimeExpression:
    """A weekday as the first one behind a day."""
    if time.earliest is None or weekday.earliest is None:
        return weekday
    day = time.earliest + timedelta(days=(weekday.earliest - time.earliest).days % 7)
    return replace(weekday, earliest=day, latest=day)


def _follows(time: TimeExpression, other: TimeExpression) -> bool:
    """Whether one day is the next one of another."""
    return bool(time.earliest and other.earliest and (other.earliest - time.earliest).days == 1)


def is_day(time: TimeExpression) -> bool:
    """Whether a time is one day."""
    return time.type == "DATE" and time.earliest is not None and time.earliest == time.latest


def head_of(span: Span, parsed: Parsed) -> Token | None:
    """The word of a stretch of text on which its other words hang."""
    inside = [t for t in parsed.doc if span.start <= parsed.span(t).start < span.end]
    return next((t for t in inside if t.head not in inside), inside[0] if inside else None)
