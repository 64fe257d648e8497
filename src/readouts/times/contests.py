"""Votes, conventions and debates: past or to come, they bound the day a text was written from one side or the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from readouts.model import Interval, Span
from readouts.times.bounds import is_quoted, link
from readouts.times.constraint import Constraint
from readouts.times.daysets import Days, join, since
from readouts.times.events import Mention
from readouts.times.found import Direction, Found
from readouts.times.patterns import load_pattern
from readouts.times.periods import shift_day
from readouts.times.phrases import Phrase
from readouts.times.shifted import count_units

# How long the press goes on telling of a vote without naming its year, and how long before it speaks of it.
TOLD_AFTER = timedelta(days=240)
TOLD_BEFORE = timedelta(days=450)
WON = re.compile(r"(?:won|lost|swept)\s+(?:in\s+)?(?:[A-Z]\w+\s?){1,2}$")
COUNTED = {"hours": 3, "days": 16, "weeks": 90}
EARLY, LATE = timedelta(days=7), timedelta(days=21)
NOVEMBER_BEFORE = timedelta(days=330)


def read_contests(text: str, scanned: Sequence[Found | Phrase], mentions: Sequence[Mention]) -> list[Constraint]:
    """What the recurring events named in a text say of its day; one that has its year beside it says nothing."""
    constraints: list[Constraint] = []
    for mention in drop_foreign(text, mentions):
        if is_dated(text, mention.span) or is_quoted(text, mention.span):
            continue
        near = [one for one in scanned if isinstance(one, Found) and abs(one.span.start - mention.span.start) < 120]
        linked = [clue for one in near for clue in link(text, one, mention, scanned)]
        constraints.extend(linked)
        if mention.events[0].tells == "linked" and not WON.match(mention.span.of(text)):
            continue
        constraints.extend(clue for one in near for clue in read_countdown(text, one, mention))
        constraints.extend(read_bare_countdown(text, mention))
        direction = tell_direction(text, mention)
        if direction is None:
            continue
        days = season(text, mention, direction)
        told = "is past" if direction == "past" else "is still to come"
        constraints.append(
            Constraint(days, mention.span, f"{mention.names} {told}", f"contest-{direction}", firm=False)
        )
        if direction == "past":
            firm = mention.events[0].tells != "linked"
            constraints.append(
                Constraint(since(mention.first), mention.span, f"knows of {mention.names}", "contest-known", firm)
            )
    return constraints


def read_seasons(text: str, mentions: Sequence[Mention]) -> list[Constraint]:
    """What words say that the press uses during some months alone ("the presumptive nominee")."""
    constraints = []
    for mention in drop_foreign(text, mentions):
        if is_dated(text, mention.span) or is_quoted(text, mention.span):
            continue
        if load_pattern("standings", "not_held").search(text[max(mention.span.start - 40, 0) : mention.span.start]):
            continue
        days = join(Interval(one.days.earliest - EARLY, one.days.latest + LATE) for one in mention.events)
        name = mention.events[0].name
        constraints.append(Constraint(days, mention.span, f"{name}: {tell_spans(mention)}", "season", firm=False))
    return constraints


def drop_foreign(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that name no state, where a text speaks of other politics than the data is of."""
    unnamed = load_pattern("contests", "unnamed")
    named = [one for one in mentions if not unnamed.fullmatch(one.events[0].name)]
    if len(named) == len(mentions):
        return named
    own, other = (sum(1 for _ in load_pattern("contests", side).finditer(text)) for side in ("american", "elsewhere"))
    return list(mentions) if own > other else named


def tell_spans(mention: Mention) -> str:
    """The days of all events meant."""
    return " or ".join(f"{one.days.earliest} to {one.days.latest}" for one in mention.events)


def season(text: str, mention: Mention, direction: Direction) -> Days:
    """The days on which the press tells of any of the events as past, or as to come."""
    if direction == "past":
        return join(Interval(one.days.earliest, one.days.latest + TOLD_AFTER) for one in mention.events)
    around = text[max(mention.span.start - 40, 0) : mention.span.end + 30]
    named = load_pattern("contests", "november").search(around) and mention.events[0].days.earliest.month == 11
    before = NOVEMBER_BEFORE if named else TOLD_BEFORE
    return join(Interval(one.days.earliest - before, one.days.latest) for one in mention.events)


def is_dated(text: str, span: Span) -> bool:
    """Whether a year stands beside an event: then it may be any of them."""
    around = text[max(span.start - 25, 0) : span.end + 20]
    return bool(load_pattern("contests", "dated").search(around))


def tell_direction(text: str, mention: Mention) -> Direction | None:
    """Whether a vote, convention or debate is told as past or as to come; None where the words do not say."""
    span = mention.span
    before = re.split(r"[.;!?\n“”\"](?=\s|$)", text[max(span.start - 140, 0) : span.start])[-1]
    behind = text[span.end : span.end + 40]
    found = {side: load_pattern("contests", f"{side}_before").search(before[-70:]) for side in ("past", "future")}
    past = found["past"] or load_pattern("contests", "past_behind").search(behind)
    future = found["future"] or load_pattern("contests", "future_behind").search(behind)
    election = mention.events[0].days.earliest.month == 11
    if mention.events[0].tells == "linked":
        return None if future or load_pattern("contests", "ahead").search(before) else "past"
    if past and (future or load_pattern("contests", "ahead").search(before)):
        return None
    if past:
        return "past" if not election or load_pattern("contests", "won").search(before) else None
    november = load_pattern("contests", "november").search(text[max(span.start - 25, 0) : span.end + 25])
    return "future" if future or (november and election) else None


def read_countdown(text: str, one: Found, mention: Mention) -> list[Constraint]:
    """Read "with three weeks until the vote": about so long before it, a unit and a half either way."""
    if one.rule.read != "length" or one.span.end > mention.span.start:
        return []
    if not load_pattern("contests", "distance").match(text[one.span.end : mention.span.start]):
        return []
    unit, amount = one.value("u"), one.amount("n") if one.has("n") else None
    if amount is None or unit not in ("D", "W", "M"):
        return []
    count, unit = count_units(amount, unit)
    slack = timedelta(days={"D": 2, "W": 10, "M": 40}[unit])
    days = join(
        Interval(
            shift_day(event.days.earliest, -count, unit) - slack, shift_day(event.days.latest, -count, unit) + slack
        )
        for event in mention.events
    )
    span = Span(one.span.start, mention.span.end)
    return [Constraint(days, span, f"{one.span.of(text)} before {mention.names}", "contest-countdown", firm=False)]


def read_bare_countdown(text: str, mention: Mention) -> list[Constraint]:
    """Read "days before the vote": not long before it, whatever the number."""
    match = load_pattern("contests", "countdown").search(text, max(mention.span.start - 60, 0), mention.span.start)
    if match is None:
        return []
    reach = timedelta(days=COUNTED[match[1].lower()])
    days = join(Interval(one.days.earliest - reach, one.days.latest) for one in mention.events)
    span = Span(match.start(), mention.span.end)
    return [Constraint(days, span, f"{match[1]} before {mention.names}", "contest-near", firm=False)]
