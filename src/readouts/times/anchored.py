"""What words beside an event lean on: a known public event, or "the summit" that the same text dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from readouts.model import Interval, Span, TimeExpression
from readouts.times.events import COLUMNS, Event, find_mentions, load_events
from readouts.times.patterns import load_pattern
from readouts.times.words import read_rows

# How far the event's words may begin behind "after": "a day after the powerful but ailing X was sworn in".
REACH = 60
# How long the words of an event may be.
LENGTH = 140
PARTED = re.compile(r"[.;!?]\s|\n")
# A summit of more days than these is dated too loosely to count from.
LONGEST = 10


@cache
def list_dated() -> tuple[Event, ...]:
    """The events that happened on days: what is counted from needs no "after" of its own."""
    return tuple(replace(event, tells="fact") for event in load_events() if event.tells in ("fact", "after"))


@cache
def list_needed() -> re.Pattern[str]:
    """Finds a word that an event of the package needs; made without the patterns of all events, which take long."""
    rows = read_rows("events.csv", COLUMNS)
    words = {row["needs"] for _, row in rows if row["tells"] in ("fact", "after")}
    return re.compile("|".join(map(re.escape, sorted(words, key=len))))


@dataclass(frozen=True)
class Anchors:
    """The events that words of a text may lean on; `told` are its expressions, as far as they are resolved."""

    text: str
    published: Interval | None
    told: Sequence[TimeExpression]

    def find(self, at: int) -> tuple[Span, Interval] | None:
        """The event that is named behind an offset, with its days; None where there is none, or which one is open.

        Of several events named alike the latest before publication is meant; without publication all must agree. "The
        invasion" is the one that the text names before it, "the summit" the one whose day it tells.
        """
        stop = PARTED.search(self.text, at, at + REACH + LENGTH)
        end = stop.start() + 1 if stop else min(at + REACH + LENGTH, len(self.text))
        words = self.text[at:end]
        for mention in find_mentions(words, list_dated()) if list_needed().search(words.lower()) else ():
            if mention.span.start < REACH:
                days = self.choose({event.days for event in mention.events})
                return (Span(at + mention.span.start, at + mention.span.end), days) if days else None
        bare = load_pattern("anchors", "bare").match(self.text, at)
        if bare is None:
            return None
        noun = bare["noun"].lower().removesuffix("s")
        known = {days for start, name, days in self.named if start < at and noun in name}
        # The days of one noun must agree: of two summits either may be meant.
        days = self.choose(known or {days for kind, days in self.dated if kind == noun}, agree=True)
        return (Span(*bare.span()), days) if days else None

    def choose(self, known: set[Interval], *, agree: bool = False) -> Interval | None:
        """The days that are meant."""
        days = sorted(known)
        if self.published is not None and not agree:
            days = [one for one in days if one.earliest <= self.published.latest][-1:]
        return days[0] if len(days) == 1 else None

    @cached_property
    def named(self) -> list[tuple[int, str, Interval]]:
        """The known events that the text names: where, by which words, on which days."""
        return [
            (mention.span.start, f"{mention.span.of(self.text)} {mention.events[0].name}".lower(), days)
            for mention in find_mentions(self.text, list_dated())
            for days in [self.choose({event.days for event in mention.events})]
            if days is not None
        ]

    @cached_property
    def dated(self) -> set[tuple[str, Interval]]:
        """Events whose day the text itself tells: "a summit in Oslo on 5 May", "Saturday's summit"."""
        found: set[tuple[str, Interval]] = set()
        for one in self.told:
            days = one.interval
            if one.type != "DATE" or days is None or (days.latest - days.earliest).days > LONGEST:
                continue
            before = load_pattern("anchors", "before").search(self.text, max(one.span.start - 90, 0), one.span.start)
            behind = load_pattern("anchors", "behind").match(self.text, one.span.end)
            found.update((match["noun"].lower().removesuffix("s"), days) for match in (before, behind) if match)
        return found
