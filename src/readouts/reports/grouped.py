"""The reports of one article as groups of candidates: what each has with it, and whether two go together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from readouts.model import ContactDate, Duration, Place, Role
from readouts.reports.candidate import Candidate
from readouts.reports.party import Party

FAMILY = {
    "call": "call",
    "phone_call": "call",
    "video_call": "call",
    "meeting": "person",
    "visit": "person",
    "summit": "person",
}
TO_COME = ("proposed", "invited", "announced", "confirmed")
CALLED_OFF = ("postponed", "cancelled", "denied", "attempted")


@dataclass(frozen=True, slots=True)
class Detailed:
    """A candidate with what belongs to it.

    `three_way`: called trilateral, `aside`: beside a summit, `lasting`: a visit of which a length of its own is told.
    """

    candidate: Candidate
    date: ContactDate | None
    duration: Duration | None
    place: Place | None
    three_way: bool = False
    aside: bool = False
    lasting: bool = False


@dataclass(slots=True)
class Group:
    """The candidates that tell of one contact, in the order of the text; `aside` are words that only tell its place."""

    members: list[Detailed] = field(default_factory=list)
    aside: list[Detailed] = field(default_factory=list)

    @property
    def parties(self) -> tuple[tuple[Party, Role], ...]:
        """All parties, the better named where two say the same."""
        kept: list[tuple[Party, Role]] = []
        for detailed in self.members:
            for party, role in detailed.candidate.parties:
                at = next((i for i, (k, _) in enumerate(kept) if same_party(k, party)), None)
                if at is None:
                    kept.append((party, role))
                else:
                    kept[at] = _better(kept[at], (party, role))
        return _only_people(kept)

    @property
    def sides(self) -> frozenset[str]:
        """The states of the parties."""
        return frozenset(p.state for p, _ in self.parties if p.state)

    @property
    def dates(self) -> list[ContactDate]:
        """The dates told, in the order of the text."""
        return [d.date for d in self.members if d.date]


def _better(known: tuple[Party, Role], new: tuple[Party, Role]) -> tuple[Party, Role]:
    """The one of two namings that says more; the spans of both are kept, and the more telling role."""
    rank = {"person": 0, "office": 1, "delegation": 2, "body": 3, "state": 4}
    first, second = (known, new) if rank[known[0].kind] <= rank[new[0].kind] else (new, known)
    role = first[1] if first[1] != "participant" else second[1]
    spans = tuple(dict.fromkeys(known[0].spans + new[0].spans)) if known[0].key == new[0].key else first[0].spans
    return replace(first[0], spans=spans), role


def _only_people(parties: list[tuple[Party, Role]]) -> tuple[tuple[Party, Role], ...]:
    named = {p.state for p, _ in parties if p.kind in ("person", "office", "delegation")}
    return tuple((p, r) for p, r in parties if p.kind not in ("state", "body") or p.state not in named)


def same_party(a: Party, b: Party) -> bool:
    """Whether two namings may be of one party: the same person, or the same side where one names no person."""
    if a.key == b.key:
        return True
    if a.state is None or a.state != b.state:
        return False
    if (a.person is None or b.person is None) and a.kind == b.kind == "person":
        short, long = sorted((a.name.split(), b.name.split()), key=len)
        return set(short) <= set(long)
    return a.kind != "person" or b.kind != "person"


def family(channel: str) -> str:
    """The family in which channels can be of one contact; talks are of every one."""
    return FAMILY.get(channel, channel)


def compatible_families(a: str, b: str) -> bool:
    """Whether two channels can be of one contact."""
    if {a, b} == {"phone_call", "video_call"}:
        return False
    left, right = family(a), family(b)
    return left == right or ("talks" in (left, right) and {left, right} <= {"talks", "call", "person"})


def near(a: ContactDate, b: ContactDate) -> bool:
    """Whether two dates share a day."""
    return a.interval.overlaps(b.interval)


def is_inside(visit: Detailed, meeting: Detailed) -> bool:
    """ "is on a four-day visit", and elsewhere "met B": such a visit stands beside what is done on it."""
    one, other = visit.candidate, meeting.candidate
    told = other.channel in ("meeting", "talks") and other.trigger.frame == "with" and one.sentence != other.sentence
    people = [p for p, _ in other.parties if p.kind == "person"]
    return visit.lasting and told and len({p.state for p in people}) > 1


def days_meet(one: Group, other: Group) -> bool:
    """Whether the days told of two groups share one, or one of them has none."""
    return not (one.dates and other.dates) or any(near(a, b) for a in one.dates for b in other.dates)


def phase(status: str | None) -> str:
    """Whether a status is of what is to come, of what was held, or of what may be either."""
    if status in TO_COME:
        return "to come"
    return "past-or-future" if status in CALLED_OFF else "held"
