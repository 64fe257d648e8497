"""Candidates → contacts: mentions of one contact in one article become one report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from readouts.model import ContactDate, Duration, Interval, Place, Role
from readouts.reports import candidates
from readouts.reports.candidates import Candidate
from readouts.reports.modality import Reading
from readouts.reports.party import Party

FAMILY = {
    "call": "call",
    "phone_call": "call",
    "video_call": "call",
    "meeting": "person",
    "visit": "person",
    "summit": "person",
}
_TAKEN_UP = ("the parties of the contact", "the group named", "pronoun")
LONG_AGO = timedelta(days=90)
NEAR_PLACE = 60  # characters; what stands farther off may be where something else was
_TO_COME = ("proposed", "invited", "announced", "confirmed")
_CALLED_OFF = ("postponed", "cancelled", "denied", "attempted")


@dataclass(frozen=True, slots=True)
class Detailed:
    """A candidate with what belongs to it; `three_way` is what is called trilateral."""

    candidate: Candidate
    date: ContactDate | None
    duration: Duration | None
    place: Place | None
    three_way: bool = False


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


def _of_other_rank(one: Sequence[tuple[Party, Role]], other: Sequence[tuple[Party, Role]]) -> bool:
    """ "US and Chinese officials met in Rome": not the meeting of their presidents."""
    return all(p.kind == "delegation" for p, _ in one) and all(_leads(p) for p, _ in other)


_LEADERS = re.compile(r"\b(?:president|prime minister|premier|chancellor|king|emir|supreme leader)\b", re.IGNORECASE)


def _leads(party: Party) -> bool:
    """Whether somebody leads their state, by the office the party has."""
    office = party.office or ""
    return party.kind == "person" and not party.past and bool(_LEADERS.search(office)) and "vice" not in office.lower()


def join(rows: Sequence[Detailed], published: Interval | None = None) -> list[Group]:
    """The contacts of an article: full candidates first, then those that only take up a contact ("the call").

    `published` is when the article was: of a summit a year before nobody says "the meeting", where that has no day.
    """
    groups: list[Group] = []
    rows = _mediums(_parted(rows))
    for row in rows:
        if row.candidate.reason is None:
            home = next((g for g in groups if _fits(g, row)), None)
            if home is None and (spoken := _spoken_there(row)) is not None:
                home = next((g for g in groups if _fits(g, spoken)), None)
                row = spoken if home is not None else row
            if home is None:
                home = Group()
                groups.append(home)
            home.members.append(row)
    for row in rows:
        if row.candidate.reason is not None:
            home = _taken_up(groups, row, published)
            if home is not None:
                home.members.append(row)
                home.members.sort(key=lambda d: d.candidate.word)
    groups = _visits_with_meetings(groups)
    for row in rows:
        if row.place is not None and row.candidate.reason in _ASIDE:
            homes = [g for g in groups if _stands_aside(g, row)]
            if len(homes) == 1:
                homes[0].aside.append(row)
    return groups


_ASIDE = ("only the setting of another contact", "with others than leaders", "no guest named")


def _stands_aside(group: Group, row: Detailed) -> bool:
    """ "Trade is on the agenda for A's trip to Delhi", "A met an official in Delhi" below a headline: where it is."""
    mine = row.candidate
    if not all(compatible_families(m.candidate.channel, mine.channel) for m in group.members):
        return False
    if not all(any(same_party(p, q) for q, _ in group.parties) for p, _ in mine.parties):
        return False
    if mine.reason == "no guest named":  # "arrives in A, welcomed by the king at Windsor"
        return any(m.candidate.sentence == mine.sentence and m.candidate.channel == "visit" for m in group.members)
    if not mine.parties:
        return False
    if mine.reason == "with others than leaders":
        first = min(m.candidate.sentence for m in group.members)
        return all(m.candidate.headline for m in group.members) and 0 < mine.sentence - first <= 1
    return mine.channel == "visit" and any(m.candidate.channel == "visit" for m in group.members)


def _spoken_there(row: Detailed) -> Detailed | None:
    """ "They met in Bali. The two spoke for an hour": who is only taken up speaks where the two were said to be."""
    candidate = row.candidate
    plain = candidate.trigger.verb and candidate.channel == "call" and candidate.channel_span == candidate.word
    if plain and candidate.parties and all(p.rule.startswith(_TAKEN_UP) for p, _ in candidate.parties):
        return replace(row, candidate=replace(candidate, channel="talks"))
    return None


def _mediums(rows: Sequence[Detailed]) -> list[Detailed]:
    """A headline's "meet" for what the text tells of as a call: the medium goes before the name."""
    made = list(rows)
    body = [r.candidate for r in rows if not r.candidate.headline and r.candidate.reason is None]
    for n, row in enumerate(made):
        mine = row.candidate
        if not mine.headline or mine.reason or mine.channel not in ("meeting", "summit") or mine.place or row.place:
            continue
        same = [c for c in body if _same_parties(c.parties, mine.parties)]
        if (
            same
            and all(family(c.channel) in ("call", "talks") for c in same)
            and any(family(c.channel) == "call" for c in same)
        ):
            made[n] = replace(row, candidate=replace(mine, channel="talks"))
    return made


def _parted(rows: Sequence[Detailed]) -> list[Detailed]:
    """What was told in one breath of several contacts, each on its own; together where another sentence has them so."""
    made: list[Detailed] = []
    for row in rows:
        mine = row.candidate
        together = any(
            o.candidate is not mine
            and not o.candidate.apart
            and o.candidate.reason is None
            and len(o.candidate.sides) > 2
            and o.candidate.sides <= mine.sides
            and compatible_families(o.candidate.channel, mine.channel)
            for o in rows
        )
        if (mine.apart and (mine.alone or not together)) or _told_apart(mine, rows):
            made += [replace(row, candidate=c) for c in candidates.apart(mine)]
        else:
            made.append(row)
    return made


def _told_apart(mine: Candidate, rows: Sequence[Detailed]) -> bool:
    """ "held talks with A and B … In his meeting with B": where one of them is told of alone, they were two."""
    if mine.reason or mine.trigger.frame not in ("with", "to") or len(mine.parties) != 3 or len(mine.sides) != 2:
        return False
    keys = {p.key for p, _ in mine.parties}
    pairs = {
        frozenset(p.key for p, _ in r.candidate.parties)
        for r in rows
        if r.candidate is not mine and r.candidate.reason is None and len(r.candidate.parties) == 2
    }
    return len(candidates.apart(mine)) == 2 and any(pair < keys for pair in pairs)


def family(channel: str) -> str:
    """The family in which channels can be of one contact; talks are of every one."""
    return FAMILY.get(channel, channel)


def compatible_families(a: str, b: str) -> bool:
    """Whether two channels can be of one contact."""
    if {a, b} == {"phone_call", "video_call"}:
        return False
    left, right = family(a), family(b)
    return left == right or ("talks" in (left, right) and {left, right} <= {"talks", "call", "person"})


def _fits(group: Group, row: Detailed) -> bool:
    """Whether a full candidate tells of a group's contact: parties, channel, date and status go together."""
    candidate = row.candidate
    if not all(compatible_families(m.candidate.channel, candidate.channel) for m in group.members):
        return False
    if not _same_parties(group.parties, candidate.parties) or _is_another_round(group, row):
        return False
    if any(_told_one_by_one(m.candidate, candidate) for m in group.members):
        return False
    fewer, more = sorted((len(group.parties), len(candidate.parties)))
    if fewer < more > 2 and (candidate.alone or any(m.candidate.alone for m in group.members)):
        return False  # "In a separate meeting, A pressed B": not the one with C, too
    if row.date and group.dates and not any(_near(row.date, d) for d in group.dates):
        return False
    if _of_other_rank(group.parties, candidate.parties) or _of_other_rank(candidate.parties, group.parties):
        return False
    if row.date and not group.dates and _looks_back(row, group):
        return False
    if not _one_place(group, row):
        return False
    if row.candidate.back != all(m.candidate.back for m in group.members) and not (row.date and group.dates):
        return False  # "their last meeting" is not the one that the text is about
    return _status_fits(group, row)


def _is_to_come(group: Group) -> bool:
    return all(_phase(m.candidate.status.status) == "to come" for m in group.members)


def _one_place(group: Group, row: Detailed) -> bool:
    """Whether no two states are told as where it was: "A's visit to B's capital" is not the summit in a third state."""
    if family(row.candidate.channel) == "call":
        return True
    body = row.candidate.body
    if body and any(m.candidate.body not in (None, body) for m in group.members):
        return False  # "this year's G7 summit in Italy" and the one of NATO
    here = _state_of_place(row)
    told = [m for m in group.members if _state_of_place(m)]
    if here is None or any(m.candidate.sentence == row.candidate.sentence for m in told):
        return True
    return not told or here in {_state_of_place(m) for m in told}


def _state_of_place(row: Detailed) -> str | None:
    """The state told as where it was: by the frame, else a third one; a town at home may be of something else."""
    if row.candidate.place is not None:
        return row.candidate.place.state
    place = row.place
    if place is None or place.span is None or place.state in row.candidate.sides:
        return None
    return place.state if abs(place.span.start - row.candidate.word.end) <= NEAR_PLACE else None


def _told_one_by_one(one: Candidate, other: Candidate) -> bool:
    """ "have met twice, in A and in B": one word, two stretches of the sentence."""
    same = one.word == other.word and one.sentence == other.sentence
    return same and one.stretch is not None and other.stretch is not None and one.stretch != other.stretch


def _is_another_round(group: Group, row: Detailed) -> bool:
    """ "their trilateral talks with C", "their call with C": another contact than the one that A and B had."""
    if len(group.sides) != 2:
        return False
    if row.three_way and not any(m.three_way for m in group.members):
        return True
    new = [p for p, _ in row.candidate.parties if p.kind in ("person", "office") and p.state not in group.sides]
    others = [p for p, _ in row.candidate.parties if p not in new]
    return len(new) == 1 and len(others) > 1 and all(p.rule.startswith(_TAKEN_UP) for p in others)


def _looks_back(row: Detailed, group: Group) -> bool:
    """ "Following their talks in Sochi on October 22 …", later in the text: not the day of the news that has none."""
    rule = row.candidate.status.rule
    behind = rule.startswith(
        ("behind after", "behind following", "behind since", "behind on", "behind of", "behind at")
    )
    first = min(m.candidate.sentence for m in group.members)
    told = {m.candidate.channel for m in group.members}
    other = row.candidate.channel not in told or bool(told & {"phone_call", "video_call"})
    return behind and other and row.candidate.sentence > first


def _near(a: ContactDate, b: ContactDate) -> bool:
    return a.interval.overlaps(b.interval)


def _same_parties(a: Sequence[tuple[Party, Role]], b: Sequence[tuple[Party, Role]]) -> bool:
    """Every party of the smaller set is one of the larger; a pair never joins a contact of three named people."""
    small, large = sorted((a, b), key=len)
    left = list(large)
    for party, _ in small:
        match = next((other for other in left if same_party(party, other[0])), None)
        if match is None:
            return False
        left.remove(match)
    told = {p.state for p, _ in small if p.state}
    # of further sides one may be named elsewhere: "the pair met" is not "talks with Egyptian and Qatari mediators"
    further = {p.state for p, _ in left if p.state} - told
    return len(told) >= 2 and (len(left) <= 1 or (len(further) <= 1 and all(p.kind != "person" for p, _ in left)))


def _status_fits(group: Group, row: Detailed) -> bool:
    """What is to come and what was held are two contacts, unless one date holds for both or one status is weak."""
    new = row.candidate.status
    for member in group.members:
        old = member.candidate.status
        called_off = {old.status, new.status} & set(_CALLED_OFF)
        if (
            called_off
            and old.status != new.status
            and member.candidate.channel != row.candidate.channel
            and ("talks" in (member.candidate.channel, row.candidate.channel) or _was_held(old) or _was_held(new))
        ):
            return False
        if _falls_alone(member.candidate, row.candidate) or _falls_alone(row.candidate, member.candidate):
            return False
        if _phase(old.status) == _phase(new.status) or "past-or-future" in (_phase(old.status), _phase(new.status)):
            continue
        if member.date and row.date and _near(member.date, row.date):
            continue
        if weak(old.rule) or weak(new.rule):
            continue
        return False
    return True


def _falls_alone(visit: Candidate, meeting: Candidate) -> bool:
    """ "A is to fly to Rome but will not meet B there": the visit stands; with a visit its meetings fall, too."""
    off = meeting.status.status in _CALLED_OFF and visit.status.status not in _CALLED_OFF
    return off and visit.channel == "visit" and meeting.channel == "meeting"


def _was_held(reading: Reading) -> bool:
    return reading.status == "held" and not weak(reading.rule)


def _phase(status: str | None) -> str:
    if status in _TO_COME:
        return "to come"
    return "past-or-future" if status in _CALLED_OFF else "held"


def weak(rule: str) -> bool:
    """Whether a status rests on nothing but a noun's place."""
    return rule in ("noun alone", "verb without tense") or rule.startswith(("behind ", "told of", "purpose of"))


def _taken_up(groups: list[Group], row: Detailed, published: Interval | None) -> Group | None:
    """The contact that a word without its two parties takes up: the last one before it of its family, else the next."""
    candidate = row.candidate
    if candidate.reason not in (
        "only one side named",
        "no party named",
        "a summit without people named",
        "discussed with nobody named",
        "no state visited",
    ):
        return None

    def agrees(group: Group) -> bool:
        if not all(compatible_families(m.candidate.channel, candidate.channel) for m in group.members):
            return False
        if (
            candidate.trigger.channel == "visit"
            and not any(m.candidate.channel == "visit" for m in group.members)
            and not candidate.definite
        ):
            return False
        if not all(any(same_party(p, q) for q, _ in group.parties) for p, _ in candidate.parties):
            return False
        if not _status_fits(group, row) or not _one_place(group, row):
            return False
        summit = candidate.trigger.channel == "summit"
        dated = published is not None and published.earliest == published.latest
        if dated and row.date and not group.dates and row.date.latest - row.date.earliest > LONG_AGO:
            return False  # "this year's summit"
        if row.date and not group.dates and (summit or _is_to_come(group)):
            return row.date.interval.latest > published.latest - LONG_AGO if published else True
        return not (row.date and group.dates and not any(_near(row.date, d) for d in group.dates))

    own = candidate.parties and (candidate.headline or candidate.reason == "no state visited")  # "A's trip begins"
    if not candidate.definite and (not own or candidate.reason.startswith("a summit")):
        return None
    if _tells_news(row):
        told = [g for g in groups if agrees(g)]
        return _alike(told, candidate)[0] if told else None
    before = [g for g in groups if g.members[0].candidate.word < candidate.word and agrees(g)]
    before = _alike(before, candidate)
    if before:
        return max(before, key=lambda g: max(m.candidate.word for m in g.members if m.candidate.word < candidate.word))
    return next((g for g in groups if agrees(g)), None)


def _alike(groups: list[Group], candidate: Candidate) -> list[Group]:
    """For "this week's visit" the visits, where there are any, and not those who met at a summit."""
    if candidate.trigger.channel != "visit":
        return groups
    return [g for g in groups if any(_of_visit(m.candidate) for m in g.members)] or groups


def _of_visit(candidate: Candidate) -> bool:
    return candidate.channel == "visit" or candidate.trigger.frame == "host"


def _tells_news(row: Detailed) -> bool:
    """ "The call comes a day after …" is said of what the article is about, not of the call named last."""
    return row.candidate.definite and not row.candidate.parties and row.candidate.status.rule == "present tense"


def _visits_with_meetings(groups: list[Group]) -> list[Group]:
    """A visit to a state and the one meeting told with somebody of it are one contact; several meetings stay apart."""
    visits = [
        g
        for g in groups
        if any(m.candidate.channel == "visit" for m in g.members)
        and all(p.kind != "person" or r != "host" for p, r in g.parties)
    ]
    for visit in visits:
        inside = [
            g
            for g in groups
            if g is not visit
            and all(family(m.candidate.channel) in ("person", "talks") for m in g.members)
            and _same_visit(visit, g)
        ]
        if len(inside) == 1 and _days_meet(visit, inside[0]):
            visit.members += inside[0].members
            visit.members.sort(key=lambda d: d.candidate.word)
            groups = [g for g in groups if g is not inside[0]]
    return groups


def _same_visit(visit: Group, meeting: Group) -> bool:
    travellers = [p for p, r in visit.parties if r == "visitor"]
    hosts = {p.state for p, r in visit.parties if r != "visitor"}
    theirs = meeting.parties
    if not travellers or not all(any(same_party(t, q) for q, _ in theirs) for t in travellers):
        return False
    if len(theirs) != len(travellers) + 1 or not any(q.state in hosts for q, _ in theirs):
        return False
    return all(
        _phase(a.candidate.status.status) == _phase(b.candidate.status.status) or _on_the_way(a, b)
        for a in visit.members
        for b in meeting.members
    )


def _on_the_way(visit: Detailed, meeting: Detailed) -> bool:
    """ "lands in Turkey, planning to meet B": the visit that has begun holds the meeting to come."""
    ahead = _phase(meeting.candidate.status.status) == "to come" and meeting.date is None
    same = visit.candidate.sentence == meeting.candidate.sentence
    return ahead and same and visit.candidate.status.status == "ongoing"


def _days_meet(visit: Group, meeting: Group) -> bool:
    return not (visit.dates and meeting.dates) or any(_near(a, b) for a in visit.dates for b in meeting.dates)
