"""When an article appeared: the date it was given, the date it bears, or what its own words leave possible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from readouts.model import Doubt, Interval, Published, PublishedBasis, PublishedEvidence, Span
from readouts.times.ages import load_births, read_ages
from readouts.times.bounds import is_quoted, read_bounds, read_events, read_explained
from readouts.times.constraint import Constraint
from readouts.times.contacts import read_known
from readouts.times.contests import read_contests, read_seasons
from readouts.times.datelines import read_head
from readouts.times.daysets import EVER, FIRST, LAST, Days, meet, span_days
from readouts.times.events import Event, find_mentions, load_contests, load_events, load_seasons
from readouts.times.find import scan
from readouts.times.found import Anchor, Found, Told
from readouts.times.likely import find_likely
from readouts.times.offices import Offices, read_offices
from readouts.times.races import read_races
from readouts.times.readers import read_found
from readouts.times.signs import list_signs
from readouts.times.standings import load_standings, read_called
from readouts.times.tense import firm_direction
from readouts.times.yearless import read_yearless

# Wider than this is no date: "some time between 2009 and 2025" is better said as unknown.
WIDEST = timedelta(days=10 * 366)
# The press calls people by titles and races some weeks before they begin and after they end: what rests on such clues
# is that much wider. Narrower answers rest on several clues that agree.
NARROW = timedelta(days=31)
LINGER = timedelta(days=30)
_CUSTOMS = ("race", "field", "season", "age", "contest-")
# Clues that lean on customs: what rests on none of them is stated, on both sides.
_LEANING = (*_CUSTOMS, "yearless", "offices-of-lead")
# How far a text's words usually lie behind its day was learnt on whole articles; shorter texts say too little.
WHOLE = 1000
# Moscow and Washington differ by a day; a day is slack, not a clash.
SLACK = timedelta(days=1)


def date_article(
    text: str,
    given: Published | None = None,
    knowledge: Offices | None = None,
    *,
    events: Sequence[Event] | None = None,
) -> tuple[Published, tuple[Doubt, ...]]:
    """When an article appeared, as a closed interval of days with the words that bound it, and what is doubtful.

    A `given` date wins and is only compared with the text: what the text tells as past and is later is a doubt. Without
    one, a dateline or a line "Published ..." is taken; else the interval that the words leave possible: dates told as
    past or coming, weekdays with dates, dated public `events` (the package's own by default), offices that people hold
    (`knowledge`). Where they leave more than ten years, or contradict each other, the date is unknown; what was seen
    stays as evidence. Nothing is taken from a clock.

    >>> published, _ = date_article("They met yesterday, February 24, 2022, the ministry said.")
    >>> published.earliest, published.evidence[0].rule
    (datetime.date(2022, 2, 25), 'day-explained')
    """
    if given is not None and given.basis == "given" and given.interval is not None:
        return given, tuple(list_clashes(text, given.interval))
    head = read_head(text)
    constraints = read_clues(text, knowledge, load_events() if events is None else events)
    constraints = [one for one in constraints if not any(one.span.overlaps(line.span) for line in head)]
    published, doubts = combine(head[:1], constraints)
    if head or doubts or len(text) < WHOLE or not constraints or is_stated(published):
        return published, doubts
    return weigh(text, constraints, published), ()


def is_stated(published: Published) -> bool:
    """Whether an answer rests on what the text states, on both sides, and on no custom of the press."""
    if published.interval is None:
        return False
    return not any(one.rule.startswith(_LEANING) or one.rule.endswith("-now") for one in published.evidence)


def weigh(text: str, constraints: Sequence[Constraint], said: Published) -> Published:
    """The days that are likely by how far such words usually lie behind their day; unknown where they are too many."""
    agreed, used, _ = settle(constraints)
    signs = list_signs(text, scan(text), constraints, agreed if used else ())
    days, share = find_likely(signs, said.interval)
    # Words of time beside one event are hardly mistaken, and narrow what is likely.
    stated, _, _ = settle([one for one in constraints if one.rule in ("event-with-time", "contact-with-time")])
    days = span_days(meet(stated, (days,))) or days
    if days.latest - days.earliest > WIDEST:
        return Published(evidence=said.evidence)
    bounding = keep_bounding(used, agreed)
    latest = max(used or constraints, key=lambda one: (one.days[0].earliest, -one.span.start))
    says = f"with all that it says, {share:.0%} of such texts are of {days.earliest} to {days.latest}"
    evidence = PublishedEvidence(span=latest.span, says=says, rule="likely")
    return Published(
        earliest=days.earliest,
        latest=days.latest,
        basis="inferred",
        evidence=(*(one.evidence for one in bounding), evidence),
    )


def read_clues(text: str, knowledge: Offices | None, events: Sequence[Event]) -> list[Constraint]:
    """All that a text says of its day, in no order."""
    scanned = scan(text)
    mentions = find_mentions(text, [event for event in events if event.tells != "contact"])
    constraints = [*read_bounds(text, scanned), *read_events(text, scanned, mentions)]
    constraints.extend(read_contests(text, scanned, find_mentions(text, load_contests())))
    constraints.extend(read_seasons(text, find_mentions(text, load_seasons())))
    constraints.extend(read_called(text, load_standings()))
    constraints.extend(read_races(text, load_standings()))
    constraints.extend(read_ages(text, load_births()))
    constraints.extend(read_yearless(scanned, {one.days.earliest for mention in mentions for one in mention.events}))
    constraints.extend(read_known(text, scanned, [event for event in events if event.tells == "contact"]))
    if knowledge is not None:
        constraints.extend(read_offices(text, knowledge))
    return constraints


def combine(head: Sequence[Constraint], constraints: Sequence[Constraint]) -> tuple[Published, tuple[Doubt, ...]]:
    """The days that all clues leave, those of the head first, then the firm ones, then the others while they agree."""
    days, used, doubts = settle(constraints, head)
    if not days:
        return Published(evidence=tuple(one.evidence for one in used)), doubts
    span = span_days(days)
    kept = keep_bounding(used, days)
    bounding = tuple(one.evidence for one in kept)
    if span is None or span.earliest <= FIRST or span.latest >= LAST or span.latest - span.earliest > WIDEST:
        return Published(evidence=bounding), doubts
    customs = any(one.rule.startswith(_CUSTOMS) or one.rule.endswith("-now") for one in kept)
    if not head and customs and span.latest - span.earliest > NARROW:
        span = Interval(span.earliest - LINGER, span.latest + LINGER)
    basis: PublishedBasis = "given" if head and head[0] in used and span.earliest == span.latest else "inferred"
    return Published(earliest=span.earliest, latest=span.latest, basis=basis, evidence=bounding), doubts


def settle(
    constraints: Sequence[Constraint], head: Sequence[Constraint] = ()
) -> tuple[Days, list[Constraint], tuple[Doubt, ...]]:
    """The days that clues leave together, the clues that agree with them, and doubts; no days where firm ones clash."""
    days: Days = (EVER,)
    used: list[Constraint] = []
    doubts: list[Doubt] = []
    if len({one.says for one in constraints if one.rule.endswith("-now")}) < 2:
        # One title alone may be of another time.
        constraints = [one for one in constraints if one.rule != "title-now"]
    for one in [*head, *(one for one in constraints if one.firm), *(one for one in constraints if not one.firm)]:
        left = meet(days, one.days)
        if left:
            days = left
            used.append(one)
        elif one.firm and used:
            doubts.append(Doubt(says=f"{one.says}; this does not agree with: {used[0].says}", span=one.span))
            if one not in head and used[0] not in head:
                return (), used, tuple(doubts)
    return days, used, tuple(doubts)


def keep_bounding(used: Sequence[Constraint], days: Days) -> list[Constraint]:
    """The clues without which the interval would be wider; of clues that say the same, the first."""
    kept = list(used)
    for one in reversed(used):
        rest = [other for other in kept if other is not one]
        left: Days = (EVER,)
        for other in rest:
            left = meet(left, other.days)
        if left == days:
            kept = rest
    return kept


def list_clashes(text: str, given: Interval) -> list[Doubt]:
    """What in a text does not agree with the day it was given, or with the calendar; the given day is kept.

    A dateline or "today (5 May)" of another day, a full date told as past that lies after the given day, a weekday
    that its date does not fall on.
    """
    wide = (Interval(given.earliest - SLACK, given.latest + SLACK),)
    scanned = scan(text)
    named = [read_explained(one) for one in scanned if isinstance(one, Found) and one.rule.name == "today-explained"]
    clashes = [one for one in [*read_head(text)[:1], *named] if not meet(one.days, wide)]
    doubts = [Doubt(says=f"{one.says}, but the article is dated {given.latest}", span=one.span) for one in clashes]
    for one in scanned:
        if isinstance(one, Found) and not any(one.span.overlaps(clash.span) for clash in clashes):
            doubts.extend(list_faults(one, given))
    return sorted(doubts, key=lambda doubt: doubt.span or Span(0, 0))


def list_faults(one: Found, given: Interval) -> list[Doubt]:
    """What one full date does not agree with: its own weekday, or the day the article was given."""
    meaning = read_found(one, Anchor(None, None, Told()))
    if meaning is None or meaning.interval is None or meaning.unit not in ("D", "M"):
        return []
    day, words = meaning.interval.earliest, one.span.of(one.tokens.text)
    if one.has("w") and meaning.unit == "D" and int(one.value("w")) != day.isoweekday():
        return [Doubt(says=f"says {words}, but that day was a {day:%A}", span=one.span)]
    past = firm_direction(one.tokens, one.first, one.last) == "past"
    if day > given.latest + SLACK and past and not is_quoted(one.tokens.text, one.span):
        return [Doubt(says=f"tells {words} as past, but the article is dated {given.latest}", span=one.span)]
    return []
