"""Rivals named together: whoever runs in one race, and who of them has not yet given up, bounds the day of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from readouts.model import Interval, Span
from readouts.times.constraint import Constraint
from readouts.times.daysets import join
from readouts.times.events import load_contests
from readouts.times.patterns import load_pattern
from readouts.times.people import Named, find_named, has_first_name
from readouts.times.standings import Standing, find_called, find_ended, group_standings

KINDS = ("candidate", "nominee", "presumptive", "running-mate")
BEFORE, AFTER, LATE = timedelta(days=45), timedelta(days=36), timedelta(days=21)
# Who ran on to within so many days of the vote never gave up in the sense of this clue.
TO_THE_END = timedelta(days=150)


def read_races(text: str, standings: Sequence[Standing]) -> list[Constraint]:
    """What rivals named together say: two of one race bound it to that race, if the text speaks of a race at all.

    Two or more of those who gave up before its end bound it to the time before the last of them did, where nothing in
    the text tells of a nominee or of anybody giving up.
    """
    if not load_pattern("races", "race").search(text):
        return []
    races = group_races(text, standings)
    constraints = []
    most = max((len(found) for found in races.values()), default=0)
    races = {day: found for day, found in races.items() if len(found) == most}
    together = {day: found for day, found in races.items() if len(found) >= 2}
    if together:
        days = join(
            Interval(min(one.days.earliest for one in found.values()) - BEFORE, day + AFTER)
            for day, found in together.items()
        )
        says = " or ".join(f"rivals of {day.year}: {tell_names(found)}" for day, found in together.items())
        span = min(found_span(text, one) for found in together.values() for one in found.values())
        constraints.append(Constraint(days, span, says, "race", firm=False))
    field = {
        day: {
            name: one for name, one in found.items() if one.kind == "candidate" and one.days.latest < day - TO_THE_END
        }
        for day, found in races.items()
    }
    field = {day: found for day, found in field.items() if len(found) >= 3}
    if field and not is_settled(text, standings):
        days = join(
            Interval(
                min(one.days.earliest for one in found.values()) - BEFORE,
                max(one.days.latest for one in found.values()) + LATE,
            )
            for found in field.values()
        )
        says = " or ".join(f"candidates before they gave up: {tell_names(found)}" for found in field.values())
        span = min(found_span(text, one) for found in field.values() for one in found.values())
        constraints.append(Constraint(days, span, says, "field", firm=False))
    return constraints


def tell_names(found: dict[str, Standing]) -> str:
    """The people of a race, each with the days of the standing."""
    return ", ".join(f"{one.spelled} ({one.days.earliest} to {one.days.latest})" for one in found.values())


def group_races(text: str, standings: Sequence[Standing]) -> dict[date, dict[str, Standing]]:
    """The people named in a text by the day of the vote they ran for, each with their longest standing in it."""
    votes = sorted({one.days.latest for one in load_contests() if one.name == "presidential election"})
    races: dict[date, dict[str, Standing]] = defaultdict(dict)
    held = later_offices(text, standings)
    for (person, short, kind, words), rows in group_standings(text, standings).items():
        if kind not in KINDS or "titled" in words.split(";") or not list_own(text, person, short):
            continue
        for one in rows:
            day = next((vote for vote in votes if vote >= one.days.latest), None)
            if day is None or day - one.days.earliest > timedelta(days=760):
                continue
            if one.days.latest < held.get(one.spelled, one.days.latest):
                continue
            known = races[day].get(person)
            if known is None or one.days.earliest < known.days.earliest:
                races[day][person] = one
    return dict(sorted(races.items()))


def later_offices(text: str, standings: Sequence[Standing]) -> dict[str, date]:
    """The latest office that a text gives to people, by when it began: what they ran for before is over."""
    held: dict[str, date] = {}
    for one in find_called(text, standings):
        for row in one.standings:
            if row.kind == "office":
                held[row.spelled] = max(held.get(row.spelled, row.days.earliest), row.days.earliest)
    return held


def list_own(text: str, person: str, short: str) -> list[Named]:
    """The places that name a person, without those where a first name shows that somebody else is meant."""
    names = find_named(text, person, short)
    return [one for one in names if not one.alone or not has_first_name(text, one.span.start)]


def found_span(text: str, one: Standing) -> Span:
    """The first place that names the person of a standing."""
    return list_own(text, one.person, one.short)[0].span


def is_settled(text: str, standings: Sequence[Standing]) -> bool:
    """Whether a text tells of a nominee, or of a candidate who gave up."""
    if load_pattern("races", "settled").search(text) or next(find_ended(text, standings), None):
        return True
    return any(one.time == "former" and one.kind in KINDS for one in find_called(text, standings))
