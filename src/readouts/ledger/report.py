"""A report as the ledger compares it: who, which way, when, said when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from readouts.ledger.agree import Who
from readouts.ledger.ids import identify_report
from readouts.ledger.parts import Layer
from readouts.ledger.party import Party, describe_party
from readouts.ledger.rules import Rules, load_rules
from readouts.ledger.standing import tell_land
from readouts.model import Article, Channel, Contact, Interval, Status

DATED, FRESH, LOOSE, ADRIFT = range(4)
"""How firmly a report stands in time: by a stated day; told just after; only bounded; not at all."""

AHEAD: tuple[Status, ...] = ("proposed", "invited", "announced", "confirmed")
"""What is said of a contact before it takes place."""

_MOST_SIDES = 8
_MOST_MONTHS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one article says of one contact, reduced to what decides whether another speaks of the same one.

    `window` is the days in which the contact can lie, None where nothing bounds it; `anchor` the day that the
    window is counted from; `firmness` one of DATED, FRESH, LOOSE, ADRIFT; `land` the state of the place; `layer`
    whether its article places it in another report, or another in it. It is
    `filed` under keys, and those that could be of the same contact are filed under the keys `sought`.
    """

    id: str
    article: str
    contact: str
    parties: tuple[Party, ...]
    channel: Channel
    status: Status
    main: bool
    land: str | None
    window: Interval | None
    anchor: date | None
    firmness: int
    published: Interval | None
    layer: Layer = "alone"
    filed: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    sought: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)
    who: Who = field(default=Who((), "other", None), init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "who", Who(self.parties, self.channel, self.land))
        object.__setattr__(self, "filed", file_under(self))
        object.__setattr__(self, "sought", look_under(self.filed))

    @property
    def sides(self) -> frozenset[str]:
        """The states and bodies known to take part."""
        return frozenset(party.state for party in self.parties if party.state)

    @property
    def seniority(self) -> tuple[date, str]:
        """What orders the reports of a contact: the first published comes first, the unknown last."""
        return (self.published.earliest if self.published else date.max, self.id)


def describe_report(article: Article, contact: Contact, layer: Layer = "alone") -> Report:
    """What merging needs to know of a contact that an article reports."""
    published = article.published.interval
    window, anchor, firmness = _place_in_time(contact, published, load_rules())
    return Report(
        id=identify_report(article.id, contact.id),
        article=article.id,
        contact=contact.id,
        parties=tuple(describe_party(participant, window or published) for participant in contact.participants),
        channel=contact.channel,
        status=contact.status,
        main=contact.main,
        land=tell_land(contact.place),
        window=window,
        anchor=anchor,
        firmness=firmness,
        published=published,
        layer=layer,
    )


def file_under(report: Report) -> frozenset[str]:
    """The keys a report is filed under: two sides or two persons, the way of meeting, a month it can lie in.

    Who meets in person, or somebody unnamed, is also filed alone: as `guest` with a known host, else as `alone`. A
    summit is filed under each land in which it can be.
    """
    states = sorted(report.sides)[:_MOST_SIDES]
    names = sorted({party.key for party in report.parties})[:_MOST_SIDES]
    who = ["&".join(pair) for group in (states, names) for pair in combinations(group, 2)]
    lonely = len(states) < 2
    unnamed = any(party.kind in ("office", "delegation") for party in report.parties)
    if lonely or unnamed or "in_person" in load_rules().families[report.channel]:
        who += [f"{'alone' if lonely else 'guest'}:{name}" for name in names]
    if report.channel == "summit":
        who += [f"venue:{land}" for land in sorted({*states, *([report.land] if report.land else [])})]
    ways, months = load_rules().families[report.channel], _months(report, load_rules())
    return frozenset(f"{key}|{way}|{month}" for key in who for way in ways for month in months)


def look_under(filed: frozenset[str]) -> frozenset[str]:
    """The keys under which those are filed that could be of one contact with a report that is filed under `filed`.

    Those filed alone look among the guests as well; guests, of whom there are many, look only among those alone.
    """
    pairs = {key for key in filed if not key.startswith(("alone:", "guest:"))}
    alone = {key.replace("guest:", "alone:", 1) for key in filed - pairs}
    guests = {key.replace("alone:", "guest:", 1) for key in filed if key.startswith("alone:")}
    return frozenset(pairs | alone | guests)


def _place_in_time(
    contact: Contact, published: Interval | None, rules: Rules
) -> tuple[Interval | None, date | None, int]:
    stated = contact.date.interval if contact.date else None
    if stated:
        width = (stated.latest - stated.earliest).days
        if width <= rules.narrow:
            return stated, stated.earliest + timedelta(width // 2), DATED
        if width > rules.widest:
            return None, None, ADRIFT
        return stated, published.earliest if published else stated.earliest, LOOSE
    if published is None or (published.latest - published.earliest).days > rules.narrow:
        return None, None, ADRIFT
    reach = rules.statuses[contact.status]
    before, after = (reach.before, reach.after) if contact.main else (reach.far_before, reach.far_after)
    window = Interval(_shift(published.earliest, -before), _shift(published.latest, after))
    fresh = contact.main and contact.status in ("held", "ongoing")
    return window, published.latest, FRESH if fresh else LOOSE


def _shift(day: date, days: int) -> date:
    """The day so many days on, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _months(report: Report, rules: Rules) -> list[str]:
    """Every month within reach of the report, as YYYY-MM."""
    if report.window is None or report.anchor is None:
        return []
    earliest = min(
        report.window.earliest, _shift(report.anchor, -rules.together) if report.firmness == LOOSE else date.max
    )
    latest = max(report.window.latest, _shift(report.anchor, rules.together) if report.firmness == LOOSE else date.min)
    first, last = _shift(earliest, -rules.slack), _shift(latest, rules.slack)
    numbers = list(_count_months(first, last))[:_MOST_MONTHS]
    if report.status == "postponed":  # what came of it, or what it was to be
        numbers += _count_months(_shift(earliest, -rules.moved), _shift(latest, rules.moved))
    if report.firmness == DATED and report.published and latest > report.published.latest:
        told = report.published  # others may say of these days that it comes, or is off, and give no day
        numbers += _count_months(_shift(told.earliest, -rules.together), _shift(told.latest, rules.together))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in dict.fromkeys(numbers)]


def _count_months(first: date, last: date) -> range:
    """Months as numbers, from that of one day to that of another."""
    return range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
