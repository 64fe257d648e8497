"""The reports of one contact → the contact: which value is taken of each field, and where they disagree.

Rules, field by field: participants are all that any report names, a person in place of the unnamed office, delegation
or state that it stands for; the channel is the most specific one that nothing contradicts, else the one in most
outlets; the status is the latest by the articles' dates, and what was held is not undone by a late announcement; the
date is the days that all dated reports share, else those of most outlets; of the rest, what most outlets say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from readouts.ledger.choose import (
    Account,
    choose_channel,
    choose_date,
    choose_duration,
    choose_status,
    disagree,
    most,
    print_days,
)
from readouts.ledger.contact import Disagreement, LedgerContact, Member, Side, Step, Where
from readouts.ledger.gather import gather_parties
from readouts.ledger.ids import identify_contact
from readouts.ledger.moving import MOVED
from readouts.ledger.report import AHEAD
from readouts.ledger.rules import load_rules


def merge(accounts: Sequence[Account]) -> LedgerContact:
    """One contact from the reports of it, whatever their order; raises ValueError where there are none."""
    if not accounts:
        raise ValueError("a contact needs a report")
    told = sorted(accounts, key=lambda account: account.report.seniority)
    when, days_differ = choose_date(told)
    not_before, not_after = _bounds(told) if when is None else (None, None)
    channel, channels_differ = choose_channel(told)
    status, statuses_differ = choose_status(told)
    duration, lengths_differ = choose_duration(told)
    differing = (
        channels_differ,
        statuses_differ,
        days_differ,
        lengths_differ,
        _sides_differ("asked_for_by", told, _asker),
        _sides_differ("announced_first_by", told, _announcer),
        _places_differ(told),
    )
    refined = [
        *(() if channels_differ else _refined("channel", told, lambda account: account.said.channel)),
        *(() if days_differ else _refined("date", told, _days)),
        *(() if lengths_differ else _refined("duration", told, _length)),
    ]
    return LedgerContact(
        id=identify_contact(told[0].report.id),
        participants=gather_parties([account.said.participants for account in told]),
        channel=channel,
        visit_type=most(told, lambda account: account.said.visit_type),
        setting=most(told, lambda account: account.said.setting),
        status=status,
        status_history=_history(told),
        date=when,
        not_before=not_before,
        not_after=not_after,
        duration=duration,
        place=most(told, lambda a: Where(name=a.said.place.name, state=a.said.place.state) if a.said.place else None),
        topics=tuple(sorted({topic.label for account in told for topic in account.said.topics})),
        asked_for_by=most(told, _asker),
        announced_first_by=most(told, _announcer),
        main=any(account.said.main for account in told),
        articles=len({account.report.article for account in told}),
        outlets=len({account.source for account in told}),
        reports=tuple(_member(account) for account in told),
        disagreements=tuple(one for one in differing if one is not None),
        refined=tuple(refined),
    )


def _bounds(told: Sequence[Account]) -> tuple[date | None, date | None]:
    """What the articles' own dates leave open: after the last that looked ahead, by the first that looked back."""
    ahead = [a.report.published.earliest for a in told if a.report.published and a.report.status in AHEAD]
    back = [a.report.published.latest for a in told if a.report.published and a.report.status == "held"]
    not_before, not_after = max(ahead, default=None), min(back, default=None)
    if not_before and not_after and not_before > not_after:
        not_before = None
    return not_before, not_after


def _history(told: Sequence[Account]) -> tuple[Step, ...]:
    """All that was said of the status, by the day it was said; what has no day comes first."""
    steps: list[Step] = []
    for account in told:
        report, said = account.report, account.said
        own = [(step.status, step.date, step.said_by) for step in said.status_history] or [(said.status, None, None)]
        steps += [
            Step(status=status, date=day or report.published, said_by=by, article=report.article, report=report.contact)
            for status, day, by in own
        ]
    courses = load_rules().statuses
    return tuple(sorted(steps, key=lambda s: (s.date.latest if s.date else date.min, courses[s.status].course)))


def _asker(account: Account) -> Side | None:
    asker = account.said.asked_for_by
    return Side(name=asker.name, state=asker.state) if asker else None


def _announcer(account: Account) -> Side | None:
    announcer = account.said.announced_first_by
    return Side(name=announcer.name, state=announcer.state) if announcer else None


def _sides_differ(field: str, told: Sequence[Account], read: Callable[[Account], Side | None]) -> Disagreement | None:
    """Each side says that the other one asked, or that it announced first: the accounts may differ on it."""
    sides = {side.state or side.name for side in map(read, told) if side}
    if len(sides) < 2:
        return None
    return disagree(field, told, lambda account: side.name if (side := read(account)) else None)


def _places_differ(told: Sequence[Account]) -> Disagreement | None:
    """Places in two states cannot both be right; a town and its state can."""
    states = {account.said.place.state for account in told if account.said.place and account.said.place.state}
    if len(states) < 2:
        return None
    return disagree("place", told, lambda account: account.said.place.name if account.said.place else None)


def _refined(field: str, told: Sequence[Account], read: Callable[[Account], object]) -> Iterator[Disagreement]:
    """Values that differ and can all be right, of which the one that says most was taken."""
    found = disagree(field, told, read)
    if len(found.values) > 1:
        yield found


def _days(account: Account) -> str | None:
    counts = account.said.date is not None and account.rule != MOVED
    return print_days(account.said.date.interval) if counts and account.said.date else None


def _length(account: Account) -> str | None:
    return account.said.duration.text if account.said.duration else None


def _member(account: Account) -> Member:
    report = account.report
    return Member(
        article=report.article,
        report=report.contact,
        rule=account.rule,
        outlet=account.outlet,
        title=account.title,
        published=report.published,
        status=report.status,
        main=report.main,
    )
