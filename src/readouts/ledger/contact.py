"""One real contact as the ledger shows it: each value chosen by a stated rule, with the reports that say it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from readouts.ledger.judgement import Judged, Verdict
from readouts.model import Channel, DateBasis, Interval, PersonKind, Role, Status, VisitType


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One report of a contact: the article's id, the report's id in it, and the rule by which it belongs here."""

    article: str
    report: str
    rule: str
    outlet: str | None
    title: str | None
    published: Interval | None
    status: Status
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part; `reports` counts the reports that name them."""

    name: str
    kind: PersonKind
    state: str | None
    office: str | None
    role: Role
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of the status history: `date` is when it was said, `article` and `report` where."""

    status: Status
    date: Interval | None
    said_by: str | None
    article: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days of a contact, closed interval: the narrowest that all reports with a date allow."""

    earliest: datetime.date
    latest: datetime.date
    zone: str | None
    basis: DateBasis
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """Duration in minutes; either bound may be unknown."""

    at_least_minutes: int | None
    at_most_minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place most reports name, the state it lies in."""

    name: str
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side that asked for or first announced the contact."""

    name: str
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value of a field and the reports that say it, as (article, report)."""

    value: str
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field on which reports give values that cannot all be right."""

    field: str
    values: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerContact:
    """One contact with its reports.

    `date` is None where no report gives one; `not_before` and `not_after` then say what the articles' own dates
    leave open: held by the day that it was reported as held, still ahead on the day that it was announced.
    `disagreements` are fields whose values cannot all be right, `refined` those whose values can, with their reports.
    Where a person corrected a field it has that value; `judgements` has the machine's beside it. `part_of` is the id
    of the contact that this one is part of.
    """

    id: str
    participants: tuple[Party, ...]
    channel: Channel
    visit_type: VisitType | None
    setting: str | None
    status: Status
    status_history: tuple[Step, ...]
    date: When | None
    not_before: datetime.date | None
    not_after: datetime.date | None
    duration: Lasting | None
    place: Where | None
    topics: tuple[str, ...]
    asked_for_by: Side | None
    announced_first_by: Side | None
    main: bool
    articles: int
    outlets: int
    reports: tuple[Member, ...]
    disagreements: tuple[Disagreement, ...]
    refined: tuple[Disagreement, ...] = ()
    verdict: Verdict | None = None
    judgements: tuple[Judged, ...] = ()
    part_of: str | None = None


def tell_state(contact: LedgerContact) -> str:
    """A digest of all that a contact says, 32 hexadecimal digits: another one once anything of it has changed."""
    return sha256(msgspec.json.encode(contact)).hexdigest()[:32]
