"""Contacts that are known with their day, as clues: "A and B spoke by phone on Tuesday" of a known call."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import permutations

from readouts.model import Interval, Span
from readouts.times.bounds import is_quoted, meets
from readouts.times.constraint import Constraint
from readouts.times.daysets import EVER, Days, join, meet, pick_days
from readouts.times.events import Event, Mention
from readouts.times.found import Found
from readouts.times.patterns import load_pattern
from readouts.times.phrases import Phrase

# Between the parties and the word for the contact: within one sentence, and not far.
GAP = r"[^.;!?\n]{0,80}?"
STOPS = ".;!?\n"
# A summit of more is told by its name, not by those who came.
MOST = 6
# "next Tuesday" is said of a contact to come; these know of one that was.
AHEAD = ("tomorrow", "next", "coming", "upcoming")
# How contacts of a channel are told; what is of no channel has no words.
TOLD_AS = {
    "phone_call": "phone_call",
    "video_call": "phone_call",
    "call": "phone_call",
    "meeting": "meeting",
    "visit": "meeting",
    "summit": "meeting",
    "talks": "meeting",
    "message": "message",
}
TOLD = {
    "today-explained",
    "today",
    "yesterday",
    "weekday",
    "weekday-last",
    "weekday-part",
    "weekday-of-shifted-week",
    "last-night",
    "this-morning",
    "shifted-unit",
    "shifted-unit-rewritten",
    "earlier-this-unit",
    "ago",
    "month-day",
    "day-month",
}


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact whose days are known: what each side is called in texts, by which channel, and who says so."""

    name: str
    sides: tuple[tuple[str, ...], ...]
    channel: str
    days: Interval
    source: str


def find_known(text: str, known: Iterable[KnownContact]) -> tuple[Event, ...]:
    """Those of the known contacts whose sides a text names, all of them, as events for `date_article(events=...)`.

    Their days count only beside a word of time in one sentence with both sides and a word for such a contact: what is
    known is never all that there was, so that a contact alone does not bound a text.

    >>> from datetime import date
    >>> from readouts.model import Interval
    >>> sides = (("Ruritan",), ("Borduran", "Bob Borduran"))
    >>> call = KnownContact("call", sides, "phone_call", Interval.day(date(2025, 1, 21)), "a ledger")
    >>> text = "Ruritan called Bob Borduran on Tuesday."
    >>> [event.name for event in find_known(text, [call])]
    ['call']
    """
    return tuple(
        Event(one.name, "", pattern, one.days, "contact", one.source)
        for one in known
        if 1 < len(one.sides) <= MOST and all(any(name in text for name in names) for names in one.sides)
        for told in [TOLD_AS.get(one.channel)]
        if told is not None
        for pattern in [name_contact(tuple(sorted(one.sides)), told)]
    )


@lru_cache(maxsize=4096)
def name_contact(sides: tuple[tuple[str, ...], ...], told: str) -> re.Pattern[str]:
    """What finds a sentence's words for a contact of several sides: two of them and a word that tells it."""
    words = load_pattern("contacts", told).pattern
    orders = []
    for one, other in permutations(sides, 2):
        a, b = (rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b" for names in (one, other))
        orders += [rf"{a}{GAP}{words}{GAP}{b}", rf"{a}{GAP}{b}{GAP}{words}", rf"{words}{GAP}{a}{GAP}{b}"]
    return re.compile("|".join(orders))


def read_known(text: str, scanned: Sequence[Found | Phrase], events: Sequence[Event]) -> list[Constraint]:
    """What known contacts say of the day of writing, where a sentence tells of one as past, with one word of time.

    On "Tuesday" the same two may have met another time: such a word counts where another contact told agrees with it.
    """
    clues: list[tuple[Mention, Found, Days]] = []
    for mention in list_known(text, events):
        start, end = find_sentence(text, mention.span)
        times = [one for one in scanned if start <= one.span.start and one.span.end <= end]
        told = [one for one in times if isinstance(one, Found) and is_of_contact(text, one)]
        if len(told) != 1 or is_quoted(text, mention.span):
            continue
        if load_pattern("contacts", "ahead").search(text, start, end):
            continue
        days = join(day for event in mention.events for day in days_told(told[0], event.days))
        if days:
            clues.append((mention, told[0], days))
    constraints = []
    for mention, one, days in clues:
        others = [also for other, _, also in clues if other.events != mention.events]
        sure = one.has("m") or any(meet(days, also) for also in others)
        span = Span(min(one.span.start, mention.span.start), max(one.span.end, mention.span.end))
        says = f"puts {mention.names} at “{one.span.of(text)}”"
        rule = "contact-with-time" if sure else "contact-alone"
        constraints.append(Constraint(days if sure else (EVER,), span, says, rule, firm=False))
    return constraints


def list_known(text: str, events: Sequence[Event]) -> Iterator[Mention]:
    """The places where a text tells of known contacts, those of the same sides and channel together."""
    alike: dict[re.Pattern[str], list[Event]] = defaultdict(list)
    for event in events:
        alike[event.pattern].append(event)
    for pattern, named in alike.items():
        for match in pattern.finditer(text):
            yield Mention(Span(*match.span()), tuple(named))


def find_sentence(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence around a span starts and ends, as far as its stops tell."""
    start = max(text.rfind(stop, 0, span.start) for stop in STOPS) + 1
    ends = (text.find(stop, span.end) for stop in STOPS)
    return start, min((at for at in ends if at >= 0), default=len(text))


def is_of_contact(text: str, one: Found) -> bool:
    """Whether a word of time can tell the day of a contact that was: close, not ahead, not the day of the saying."""
    if one.rule.name not in TOLD or (one.has("u") and one.value("u") not in ("D", "W")):
        return False
    before = text[max(one.span.start - 40, 0) : one.span.start]
    ahead = one.span.of(text).lower().split()[0] in AHEAD
    return not ahead and not load_pattern("contacts", "said").search(before)


def days_told(one: Found, days: Interval) -> Days:
    """The days on which a word of time can be written and mean a contact of these days as past."""
    reach = timedelta(days=370 if one.has("m") else 20)
    return pick_days(Interval(days.earliest, days.latest + reach), lambda day: meets(one, "past", days, day))
