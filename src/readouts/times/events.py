"""Dated public events, the words that name them, and how an expression beside such words dates a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from readouts.errors import KnowledgeError
from readouts.model import Interval, Span
from readouts.times.needles import find_present
from readouts.times.words import DATA, read_rows

COLUMNS = ("name", "needs", "pattern", "earliest", "latest", "tells", "source")
TELLS = ("fact", "after", "standing", "recurring", "linked", "season", "contact")
REACH = 200
BEHIND = re.compile(r"\b(?:after|since|following)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """A public event: `pattern` finds the words that name it, `needs` is a lower-case word they never lack.

    `tells`: "fact" where the words alone say that it happened, "after" where they do so only behind "after" or "since"
    ("after the inauguration"), "standing" for what is known ever after, like a treaty, and dates nothing but itself,
    "recurring" for a vote or debate that comes again, and may be still to come, "linked" for one that is only meant
    beside a weekday or its like ("won X on Tuesday"), "season" for what the press says during these days alone,
    "contact" for one of many contacts, which dates a text only where a sentence tells of it with a word of time.
    """

    name: str
    needs: str
    pattern: re.Pattern[str]
    days: Interval
    tells: str
    source: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an event; where several events are named alike, any of them may be meant."""

    span: Span
    events: tuple[Event, ...]

    @property
    def first(self) -> date:
        """The first day that the event meant can have begun."""
        return min(event.days.earliest for event in self.events)

    @property
    def names(self) -> str:
        """What may be meant, as evidence says it."""
        return " or ".join(dict.fromkeys(f"{event.name}, {event.days.earliest}" for event in self.events))


def read_events(path: Path | None = None) -> tuple[Event, ...]:
    """Events of one file (ours without `path`); a wrong pattern or day is a KnowledgeError that names file and line."""
    name = str(path) if path else "events.csv"
    events = []
    for line, row in read_rows("events.csv", COLUMNS, path):
        try:
            pattern = re.compile(row["pattern"].replace("'", "['’]").replace(" ", r"\s+"), re.IGNORECASE)
            days = Interval(date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"]))
        except (re.error, ValueError) as fault:
            raise KnowledgeError(f"{name}:{line}: {row['name']!r}: {fault}; mend the pattern or the day") from None
        if pattern.match("") or row["needs"] != row["needs"].lower():
            raise KnowledgeError(
                f"{name}:{line}: {row['name']!r}: pattern must not match nothing, and needs be in lower case; mend them"
            )
        if days.earliest > days.latest or not row["source"] or row["tells"] not in TELLS:
            raise KnowledgeError(
                f"{name}:{line}: {row['name']!r} needs a source, earliest not after latest, and tells one of {TELLS}"
            )
        events.append(Event(row["name"], row["needs"], pattern, days, row["tells"], row["source"]))
    return tuple(events)


@cache
def load_events() -> tuple[Event, ...]:
    """The events of the package."""
    return read_events()


@cache
def load_contests() -> tuple[Event, ...]:
    """The votes, conventions and debates of the package, which recur."""
    return read_events(Path(str(DATA / "contests.csv")))


@cache
def load_seasons() -> tuple[Event, ...]:
    """What the press of the package's data says during certain months alone."""
    return read_events(Path(str(DATA / "seasons.csv")))


def list_windows(lower: str, needs: str) -> list[tuple[int, int]]:
    """The stretches of a text in which a pattern can match: around the word it needs, or all where it needs none."""
    if not needs:
        return [(0, len(lower))]
    windows: list[tuple[int, int]] = []
    at = lower.find(needs)
    while at >= 0:
        start, end = max(at - REACH, 0), min(at + len(needs) + REACH, len(lower))
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
        at = lower.find(needs, at + 1)
    return windows


def find_mentions(text: str, events: Sequence[Event]) -> list[Mention]:
    """Every place where a text names one of the events, in order; names that overlap are one mention."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few letters grow when made small ("İ"); then the small text is no map of the other.
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    spans: list[tuple[Span, Event]] = []
    alike: dict[tuple[str, re.Pattern[str], str], list[Event]] = defaultdict(list)
    present = find_present(lower, (event.needs for event in events))
    for event in events if present else ():
        if event.needs in present:
            alike[event.needs, event.pattern, event.tells].append(event)
    for (needs, pattern, tells), named in alike.items():
        for start, end in list_windows(lower, needs):
            for match in pattern.finditer(text, start, end):
                if tells != "after" or BEHIND.search(text[max(match.start() - 60, 0) : match.start()]):
                    spans.extend((Span(*match.span()), event) for event in named)
    spans.sort(key=lambda one: (one[0].start, -one[0].end, one[1].name))
    mentions: list[Mention] = []
    for span, event in spans:
        last = mentions[-1] if mentions else None
        if last is None or not last.span.overlaps(span):
            mentions.append(Mention(span, (event,)))
        elif span == last.span:
            mentions[-1] = Mention(span, (*last.events, event))
        elif span.end - span.start > last.span.end - last.span.start:
            # "sworn in as the 47th president" says more than "sworn in": the longer words decide.
            mentions[-1] = Mention(span, (event,))
    return mentions
