"""The nouns: what one article yields, as frozen dataclasses in the shape of the exchange format.

Offsets count Unicode code points in `Article.text`; a span is `(start, end)`, end exclusive. Days are
`datetime.date`; an interval of days is closed. `readouts.exchange` turns these into JSON and back; the names
of the fields are the names of the keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Self

PersonKind = Literal["person", "office", "delegation", "state", "body"]
Role = Literal["caller", "callee", "visitor", "host", "mediator", "participant"]
Channel = Literal["phone_call", "video_call", "call", "meeting", "visit", "summit", "talks", "message", "other"]
CALLS: tuple[Channel, ...] = ("phone_call", "video_call", "call")  # those at a distance, by voice
VisitType = Literal["state", "official", "working", "private", "stopover"]
Status = Literal[
    "proposed", "invited", "announced", "confirmed", "ongoing", "held", "attempted", "postponed", "cancelled", "denied"
]
StatementKind = Literal["direct", "mixed", "indirect"]
CommitmentKind = Literal["promise", "invitation", "acceptance", "refusal"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
ReporterKind = Literal["official", "agency", "outlet", "anonymous"]
DateBasis = Literal["stated", "relative", "inferred"]
PublishedBasis = Literal["given", "inferred", "unknown"]


class Span(NamedTuple):
    """A stretch of an article's text: code points `start` to `end`, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves.

        >>> Span(4, 7).of("met Xi.")
        'Xi.'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Interval(NamedTuple):
    """A closed interval of days."""

    earliest: date
    latest: date

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    @classmethod
    def day(cls, day: date) -> Self:
        """One single day."""
        return cls(day, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEvidence:
    """One piece of text that bounds the publication date, what it says, and the rule that read it."""

    span: Span
    says: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the article appeared: a closed interval of days, or unknown (both ends None)."""

    earliest: date | None = None
    latest: date | None = None
    basis: PublishedBasis = "unknown"
    evidence: tuple[PublishedEvidence, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """The interval, or None where the date is unknown."""
        return Interval(self.earliest, self.latest) if self.earliest and self.latest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """How likely the text was rewritten by a machine (0 to 1), and the phrases that betray it."""

    score: float = 0.0
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its text, unchanged for ever, with what is known of it."""

    id: str
    sha256: str
    source: str
    text: str = ""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    url: str | None = None
    published: Published = Published()
    rewritten: Rewritten = Rewritten()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of one field, with the characters that say it and the rule that read it.

    A claim without a span must say what it was inferred from: one with neither cannot be made.
    """

    field: str
    value: str
    spans: tuple[Span, ...]
    rule: str
    inferred_from: str | None = None

    def __post_init__(self) -> None:
        if not self.spans and not self.inferred_from:
            raise ValueError(f"claim on {self.field!r} has neither a span nor what it was inferred from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who takes part: `state` is an ISO 3166 alpha-3 or a body's code, `office` the one held that day."""

    name: str
    kind: PersonKind = "person"
    state: str | None = None
    office: str | None = None
    role: Role = "participant"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One entry of a contact's status history: `date` is the day it was said, where that is known."""

    status: Status
    said_by: str | None = None
    date: Interval | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDate:
    """When a contact takes place: a closed interval of days, the words that say it and how they were read."""

    earliest: date
    latest: date
    zone: str | None = None
    text: str | None = None
    span: Span | None = None
    rule: str = ""
    basis: DateBasis = "stated"

    @property
    def interval(self) -> Interval:
        """The two ends as an interval."""
        return Interval(self.earliest, self.latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long it lasted, in minutes; either bound may be unknown."""

    at_least_minutes: int | None
    at_most_minutes: int | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: the name of the place, the state it lies in."""

    name: str
    state: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What it was about: a label of the controlled list and the words that say it."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """The side that asked for the contact."""

    name: str
    state: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcer:
    """The side that announced the contact first, and when."""

    name: str
    state: str | None = None
    date: Interval | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """One link of a chain of reporting."""

    name: str
    kind: ReporterKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What one article says of one contact: a report."""

    id: str
    participants: tuple[Participant, ...]
    channel: Channel
    status: Status
    visit_type: VisitType | None = None
    setting: str | None = None
    part_of: str | None = None
    status_history: tuple[StatusStep, ...] = ()
    date: ContactDate | None = None
    duration: Duration | None = None
    place: Place | None = None
    topics: tuple[Topic, ...] = ()
    asked_for_by: Asker | None = None
    announced_first_by: Announcer | None = None
    main: bool = False
    reported_by: tuple[Reporter, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.5
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it; `mention` is the span of the words that name the speaker here ("he")."""

    name: str
    state: str | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOn:
    """The day something was said."""

    earliest: date
    latest: date
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words laid in somebody's mouth: `content` the clause, `quoted` the passages in marks, the marks left out."""

    speaker: Speaker | None
    kind: StatementKind
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    cue: Span | None = None
    addressee: str | None = None
    said_on: SaidOn | None = None
    via: tuple[Reporter, ...] = ()
    topics: tuple[Topic, ...] = ()
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Somebody promises, invites, accepts or refuses; `foresees` is the id of the contact it foresees."""

    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    text: str
    span: Span
    date: ContactDate | None = None
    foresees: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression: `value` as TIMEX3 has it, and the closed interval of days it was resolved to."""

    span: Span
    text: str
    type: TimeType
    value: str
    earliest: date | None = None
    latest: date | None = None
    rule: str = ""

    @property
    def interval(self) -> Interval | None:
        """The interval, or None where the expression names no days."""
        return Interval(self.earliest, self.latest) if self.earliest and self.latest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Something seen and not admitted: what it looked like, why not, where."""

    what: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something the machine is unsure of, or a fault of the text itself."""

    says: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What Readouts says of one article."""

    article: Article
    contacts: tuple[Contact, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    version: int = 1
