"""What expressions say of the day a text was written: dates told as past or coming, days and years explained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from readouts.model import Interval, Span
from readouts.times.constraint import Constraint
from readouts.times.datelines import every_year
from readouts.times.daysets import FIRST, LAST, Days, join, pick_days, since, until
from readouts.times.events import Mention
from readouts.times.explicit import full_year
from readouts.times.found import Anchor, Direction, Found, Told
from readouts.times.patterns import load_pattern
from readouts.times.phrases import Phrase
from readouts.times.readers import read_found
from readouts.times.shifted import STEPS
from readouts.times.tense import firm_direction, guess_direction

NEAR = timedelta(days=183)
EXPLAINED = {"today": 0, "yesterday": -1, "tomorrow": 1}
QUOTE = '“"«'
LINKED = {
    "today-explained",
    "today",
    "yesterday",
    "shifted-unit",
    "shifted-unit-rewritten",
    "shifted-year-rewritten",
    "weekday",
    "weekday-last",
    "weekday-part",
    "last-night",
    "earlier-this-unit",
    "part-of-shifted-unit",
    "month-of-shifted-year",
    "month-of-shifted-year-rewritten",
    "month-shifted",
    "month",
    "month-name-of-people",
    "month-rewritten",
    "month-part",
    "month-day",
    "day-month",
    "ago",
    "weekday-of-shifted-week",
}


def read_bounds(text: str, scanned: Sequence[Found | Phrase]) -> list[Constraint]:
    """The bounds that single expressions set."""
    constraints: list[Constraint] = []
    for one in scanned:
        if not isinstance(one, Found):
            continue
        if one.rule.name == "today-explained":
            constraints.append(read_explained(one))
        elif one.rule.name == "this-year-named":
            constraints.append(read_named_year(one))
        elif one.has("w") and one.has("m") and one.rule.name in ("month-day", "day-month"):
            constraints.append(read_weekday_date(one))
        else:
            constraints.extend(read_absolute(one))
    return [*constraints, *read_closing_year(text)]


def read_explained(found: Found) -> Constraint:
    """Read "yesterday, February 24": the day after 24 February, in the year if it is named."""
    words = found.tokens.string(found.first).lower()
    shift = -EXPLAINED[words]
    month = int(found.value("m") or found.value("m2"))
    day = found.integer("d") if found.has("d") else found.integer("d2")
    weekday = int(found.value("w")) if found.has("w") else None
    days = every_year(month, day, shift, weekday)
    if found.has("y"):
        year = full_year(found.string("y"))
        days = join([Interval.day(date(year, month, day) + timedelta(days=shift))])
    says = f"{found.span.of(found.tokens.text)} names the day"
    return Constraint(days, found.span, says, "day-explained")


def read_named_year(found: Found) -> Constraint:
    """Read "this year, 2022"."""
    word = found.tokens.string(found.first).lower()
    year = full_year(found.string("y")) - STEPS[word]
    days = join([Interval(date(year, 1, 1), date(year, 12, 31))])
    return Constraint(days, found.span, f"calls {found.string('y')} {word} year", "year-named")


def read_weekday_date(found: Found) -> Constraint:
    """Read "Thursday, February 24": only some years have it on that weekday; the story is of the half year around."""
    days = every_year(int(found.value("m")), found.integer("d"), 0, int(found.value("w")))
    around = join(Interval(one.earliest - NEAR, one.latest + NEAR) for one in days)
    years = ", ".join(str(one.earliest.year) for one in days if 1990 <= one.earliest.year <= 2030)
    return Constraint(around, found.span, f"falls on that weekday in {years} only", "weekday-with-date")


def read_absolute(found: Found) -> list[Constraint]:
    """Dates with their year: told as past they bound from below, told as coming from above.

    Only words that are sure of the tense count ("was signed on", "will be held on"), and none inside quotation marks,
    which may be old.
    """
    meaning = read_found(found, Anchor(None, None, Told()))
    if meaning is None or meaning.interval is None or not FIRST < meaning.interval.earliest < LAST:
        return []
    if found.rule.type not in ("DATE", "TIME") or is_quoted(found.tokens.text, found.span):
        return []
    direction = firm_direction(found.tokens, found.first, found.last)
    if direction is None and load_pattern("bounds", "posted").search(found.tokens.text, 0, found.span.start):
        direction = "past"
    days, words = meaning.interval, found.span.of(found.tokens.text)
    since_word = found.tokens.string(found.first - 1).lower() if found.first else ""
    if since_word == "since":
        direction = "past"
    part = found.rule.name in ("half", "quarter-of-year")
    invited = part and load_pattern("bounds", "invited").search(
        found.tokens.text[max(found.span.start - 90, 0) : found.span.start]
    )
    if invited or (direction == "future" and (part or meaning.unit in ("D", "M"))):
        return [Constraint(until(days.latest), found.span, f"{words} is still to come", "date-to-come", firm=False)]
    if direction != "past" or (meaning.unit not in ("D", "M") and since_word not in ("in", "since", "of")):
        return []
    return [Constraint(since(days.earliest), found.span, f"tells {words} as past", "date-past", meaning.unit != "Y")]


def is_quoted(text: str, span: Span) -> bool:
    """Whether an expression stands inside quotation marks that were opened in its paragraph."""
    start = text.rfind("\n", 0, span.start) + 1
    before = text[start : span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def read_closing_year(text: str) -> list[Constraint]:
    """Read "would sum up 2022 before the New Year": the last quarter of that year."""
    found = []
    for match in load_pattern("bounds", "closing").finditer(text):
        year = int(match[1])
        start = max(text.rfind(".", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        end = text.find(".", match.end())
        near = load_pattern("bounds", "year_end").search(text, start, end if end > 0 else len(text))
        if near is None:
            continue
        span = Span(min(match.start(), near.start()), max(match.end(), near.end()))
        days = (Interval(date(year, 10, 1), date(year, 12, 31)),)
        found.append(Constraint(days, span, f"{year} is about to be summed up", "year-closing"))
    return found


def read_events(text: str, scanned: Sequence[Found | Phrase], mentions: Sequence[Mention]) -> list[Constraint]:
    """What named events say: the text is not older than they, and words of time beside them date it."""
    constraints: list[Constraint] = []
    for mention in mentions:
        if is_denied(text, mention.span):
            continue
        constraints.append(Constraint(since(mention.first), mention.span, f"knows of {mention.names}", "event-past"))
        for one in scanned:
            if isinstance(one, Found):
                constraints.extend(link(text, one, mention, scanned))
    return constraints


def is_denied(text: str, span: Span) -> bool:
    """Whether the words before an event make it a possibility ("a possible", "denies plans for")."""
    before = text[max(span.start - 60, 0) : span.start].lower()
    before = re.split(r"[.;\n]", before)[-1]
    return bool(load_pattern("bounds", "denied").search(before))


def link(text: str, one: Found, mention: Mention, scanned: Sequence[Found | Phrase]) -> list[Constraint]:
    """The clue in an expression beside an event: "a day after X", "X yesterday", "this year ... X"."""
    recurring = mention.events[0].tells in ("recurring", "linked")
    if one.rule.name == "length" and not recurring and one.span.end <= mention.span.start:
        between = text[one.span.end : mention.span.start]
        match = re.match(r"\s+(after|before)\b", between)
        if match and len(between) <= 60 and not re.search(r"[.;!?\n]", between):
            return read_distance(text, one, match[1], mention, scanned)
        return []
    first, last = sorted((one.span, mention.span))
    between = text[first.end : last.start]
    if one.rule.name not in LINKED or len(between) > 45 or load_pattern("bounds", "parted").search(between):
        return []
    side = "joined_ahead" if first == one.span else "joined_behind"
    if recurring and not load_pattern("bounds", side).fullmatch(between):
        return []
    if one.span.overlaps(mention.span):
        return []
    dated = [event for event in mention.events if event.tells != "standing"]
    if not dated or (recurring and not is_close(one)):
        return []
    days = join(day for event in dated for day in days_of_writing(one, event.days))
    if not days:
        return []
    says = f"puts {mention.names} at “{one.span.of(text)}”"
    # One event is hardly mistaken; of several that are named alike another one may be meant.
    rule = "event-with-time" if len(dated) == 1 else "events-with-time"
    return [Constraint(days, Span(first.start, last.end), says, rule, firm=False)]


def is_close(one: Found) -> bool:
    """Whether an expression lies within some weeks of the day of writing: a vote of "last year" may be any."""
    return not one.rule.name.startswith(("ago", "month", "day")) and one.value("u") not in ("Y", "Q", "DE", "CE")


def days_of_writing(one: Found, days: Interval) -> Days:
    """The days on which an expression can be written and mean one of these days."""
    reach = timedelta(days=800)
    if one.rule.name == "ago" and one.value("u") == "Y":
        reach *= max(one.amount("n") or 1, 1)
    weekday = one.rule.name.startswith("weekday")
    reach = timedelta(days=20) if weekday else reach
    near = Interval(
        days.earliest - timedelta(days=20 if weekday else 62), days.latest + min(reach, timedelta(days=8000))
    )
    direction, sure = guess_direction(one.tokens, one.first, one.last, (0, len(one.tokens.starts)))
    ways: tuple[Direction, ...] = (direction or "past",)
    if not sure and weekday:
        # Only a word close by is sure of the tense: "Monday's vote" may be past or to come.
        ways = ("past", "future")
    return pick_days(near, lambda written: any(meets(one, way, days, written) for way in ways))


def meets(one: Found, direction: Direction, days: Interval, written: date) -> bool:
    """Whether an expression, written on a day, can mean one of these days."""
    meaning = read_found(one, Anchor(written, direction, Told()))
    return meaning is not None and meaning.interval is not None and meaning.interval.overlaps(days)


def read_distance(
    text: str, one: Found, side: str, mention: Mention, scanned: Sequence[Found | Phrase]
) -> list[Constraint]:
    """Read "spoke a day after X was sworn in": the text is not older than that day, and in a lead it is of that day."""
    unit, amount = one.value("u"), one.amount("n")
    if unit not in ("D", "W", "H") or amount is None or amount > 60:
        return []
    step = timedelta(days=amount * {"D": 1, "W": 7, "H": 0}[unit]) * (1 if side == "after" else -1)
    days = join(Interval(event.days.earliest + step, event.days.latest + step) for event in mention.events)
    span = Span(one.span.start, mention.span.end)
    says = f"{one.span.of(text)} {side} {mention.names}"
    constraints = [Constraint(since(days[0].earliest), span, says, "event-distance")]
    other_days = [
        other
        for other in scanned
        if other.span.end <= first_stop(text) and not other.span.overlaps(span) and is_day(other)
    ]
    if unit == "D" and span.start < first_stop(text) and not other_days:
        # A first sentence that names no other day tells what happened on the day it was written.
        constraints.append(Constraint(days, span, says, "event-distance-of-lead", firm=False))
    return constraints


def is_day(one: Found | Phrase) -> bool:
    """Whether an expression names a day or a part of one."""
    return isinstance(one, Phrase) or (
        one.rule.type in ("DATE", "TIME") and one.rule.read not in ("reference", "calendar_year", "shifted_unit")
    )


def first_stop(text: str) -> int:
    """Where the first sentence of some length ends (headlines are shorter)."""
    match = re.compile(r"[.!?](?=\s|$)").search(text, 80)
    return match.end() if match else min(len(text), 400)
