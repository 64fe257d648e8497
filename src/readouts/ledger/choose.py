"""Of several values for one field of a contact: the one to take, and whether the rest contradicts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, get_args

from readouts.ledger.contact import Disagreement, Lasting, Said, When
from readouts.ledger.moving import MOVED
from readouts.ledger.report import AHEAD, Report
from readouts.ledger.rules import load_rules
from readouts.model import Channel, Contact, ContactDate, DateBasis, Interval, Status

_BEFORE_HELD: tuple[Status, ...] = (*AHEAD, "ongoing")
_OFF: tuple[Status, ...] = ("denied", "cancelled")
_ON: tuple[Status, ...] = ("held", "ongoing")
_FOREVER = 10**9

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A report with all that it says, where it appeared, and the rule by which it is one of this contact."""

    report: Report
    said: Contact
    outlet: str | None
    title: str | None
    rule: str

    @property
    def source(self) -> str:
        """What counts once when values are weighed: the outlet, else the article."""
        return self.outlet or f"?{self.report.article}"


def most(told: Sequence[Account], read: Callable[[Account], T | None]) -> T | None:
    """The value that most outlets give; of equals the one first told."""
    sources = _sources(told, read)
    return max(sources, key=lambda value: len(sources[value]), default=None)


def disagree(field: str, told: Sequence[Account], read: Callable[[Account], object]) -> Disagreement:
    """Each value of a field with the reports that say it, in the order first told."""
    values: dict[str, list[tuple[str, str]]] = {}
    for account in told:
        value = read(account)
        if value is not None:
            values.setdefault(str(value), []).append((account.report.article, account.report.contact))
    return Disagreement(
        field=field, values=tuple(Said(value=value, reports=tuple(reports)) for value, reports in values.items())
    )


def choose_channel(told: Sequence[Account]) -> tuple[Channel, Disagreement | None]:
    """The channel that says most and that all others are a vaguer word for, else the one in most outlets."""
    refines = load_rules().refines
    channels = [channel for channel in get_args(Channel) if any(account.said.channel == channel for account in told)]
    for channel in channels:
        if all(other == channel or other in refines[channel] for other in channels):
            return channel, None
    # "phone call" and "video call": the vaguer words still count for both
    weight = {c: len({a.source for a in told if a.said.channel in (c, *refines[c])}) for c in channels}
    best = max(channels, key=lambda channel: (weight[channel], -channels.index(channel)))
    return best, disagree("channel", told, lambda account: account.said.channel)


def choose_status(told: Sequence[Account]) -> tuple[Status, Disagreement | None]:
    """The latest status by the articles' dates; of one day, the one later in a contact's course.

    What was held is not undone by an article that still announces it; that it is held and denied is a disagreement.
    """
    statuses = {account.report.status for account in told}
    courses = load_rules().statuses
    open_to = [a.report for a in told if "held" not in statuses or a.report.status not in _BEFORE_HELD]
    latest = max(open_to, key=lambda r: (r.published.latest if r.published else date.min, courses[r.status].course))
    if statuses.isdisjoint(_OFF) or statuses.isdisjoint(_ON):
        return latest.status, None
    return latest.status, disagree("status", told, lambda account: account.report.status)


def choose_date(told: Sequence[Account]) -> tuple[When | None, Disagreement | None]:
    """The days that all dated reports share; where there are none, those on which most outlets agree.

    Where it was put off, the day that it was to have before counts no more.
    """
    told = [account for account in told if account.rule != MOVED] or told
    dated = [(account, account.said.date) for account in told if account.said.date]
    if not dated:
        return None, None
    weight = {
        day.interval: len({a.source for a, other in dated if other.interval.overlaps(day.interval)}) for _, day in dated
    }
    days = min(weight, key=lambda i: (-weight[i], i.latest - i.earliest, i))
    agreeing: list[ContactDate] = []
    for _, day in sorted(dated, key=lambda pair: (pair[1].latest - pair[1].earliest, pair[1].interval)):
        if day.interval.overlaps(days):
            days = Interval(max(days.earliest, day.earliest), min(days.latest, day.latest))
            agreeing.append(day)
    basis = min((day.basis for day in agreeing), key=get_args(DateBasis).index)
    zone = next((day.zone for day in agreeing if day.zone), None)
    when = When(earliest=days.earliest, latest=days.latest, zone=zone, basis=basis, reports=len(agreeing))
    if len(agreeing) == len(dated):
        return when, None
    return when, disagree("date", told, lambda a: print_days(a.said.date.interval) if a.said.date else None)


def choose_duration(told: Sequence[Account]) -> tuple[Lasting | None, Disagreement | None]:
    """The minutes that all reports allow; where there are none, what most outlets say."""
    bounds = _sources(told, _minutes)
    if not bounds:
        return None, None
    at_least, at_most = max(low for low, _ in bounds), min(high for _, high in bounds)
    differ = at_least > at_most
    if differ:
        at_least, at_most = max(bounds, key=lambda bound: len(bounds[bound]))
    lasting = Lasting(at_least_minutes=at_least or None, at_most_minutes=at_most if at_most < _FOREVER else None)
    if not differ:
        return lasting, None
    return lasting, disagree("duration", told, lambda a: a.said.duration.text if a.said.duration else None)


def print_days(days: Interval) -> str:
    """An interval in ISO form.

    >>> print_days(Interval(date(2025, 2, 5), date(2025, 2, 8)))
    '2025-02-05/2025-02-08'
    """
    return str(days.earliest) if days.earliest == days.latest else f"{days.earliest}/{days.latest}"


def _minutes(account: Account) -> tuple[int, int] | None:
    duration = account.said.duration
    if duration is None:
        return None
    high = duration.at_most_minutes
    return duration.at_least_minutes or 0, _FOREVER if high is None else high


def _sources(told: Sequence[Account], read: Callable[[Account], T | None]) -> dict[T, set[str]]:
    sources: dict[T, set[str]] = {}
    for account in told:
        value = read(account)
        if value is not None:
            sources.setdefault(value, set()).add(account.source)
    return sources
