"""Candidates → contacts: mentions of one contact in one article become one report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from readouts.model import Interval, Role
from readouts.reports import separate, summits, visits
from readouts.reports.candidate import Candidate
from readouts.reports.grouped import (
    CALLED_OFF,
    Detailed,
    Group,
    compatible_families,
    family,
    is_inside,
    near,
    phase,
    same_party,
)
from readouts.reports.modality import Reading
from readouts.reports.party import Party

_TAKEN_UP = ("the parties of the contact", "the group named", "pronoun")
LONG_AGO = timedelta(days=90)
NEAR_PLACE = 60  # characters; what stands farther off may be where something else was


def _of_other_rank(one: Sequence[tuple[Party, Role]], other: Sequence[tuple[Party, Role]]) -> bool:
    """ "US and Chinese officials met in Rome": not the meeting of their presidents."""
    sent = {p.state for p, _ in one if p.kind == "delegation"}
    return len(sent & {p.state for p, _ in other if _leads(p)}) > 1


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
            if home is not None and not _goes_to_himself(row.candidate, home):
                home.members.append(row)
                home.members.sort(key=lambda d: d.candidate.word)
    groups = visits.with_meetings(summits.together(groups))
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
            made += [replace(row, candidate=c) for c in separate.split(mine)]
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
    return len(separate.split(mine)) == 2 and any(pair < keys for pair in pairs)


def _fits(group: Group, row: Detailed) -> bool:
    """Whether a full candidate tells of a group's contact: parties, channel, date and status go together."""
    candidate = row.candidate
    if not all(compatible_families(m.candidate.channel, candidate.channel) for m in group.members):
        return False
    if not _same_parties(group.parties, candidate.parties) or _is_another_round(group, row):
        return False
    if _is_beside_summit(group, row) or any(is_inside(m, row) or is_inside(row, m) for m in group.members):
        return False
    if any(_told_one_by_one(m.candidate, candidate) for m in group.members):
        return False
    fewer, more = sorted((len(group.parties), len(candidate.parties)))
    if fewer < more > 2 and (candidate.alone or any(m.candidate.alone for m in group.members)):
        return False  # "In a separate meeting, A pressed B": not the one with C, too
    if row.date and group.dates and not any(near(row.date, d) for d in group.dates):
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
    return all(phase(m.candidate.status.status) == "to come" for m in group.members)


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


def _is_beside_summit(group: Group, row: Detailed) -> bool:
    """ "A and B met on the sidelines of the summit": not the summit, which both attend."""
    if row.aside:
        return any(m.candidate.trigger.frame == "event" for m in group.members)
    return row.candidate.trigger.frame == "event" and any(m.aside for m in group.members)


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
        called_off = {old.status, new.status} & set(CALLED_OFF)
        if (
            called_off
            and old.status != new.status
            and member.candidate.channel != row.candidate.channel
            and ("talks" in (member.candidate.channel, row.candidate.channel) or _was_held(old) or _was_held(new))
        ):
            return False
        if _falls_alone(member.candidate, row.candidate) or _falls_alone(row.candidate, member.candidate):
            return False
        if phase(old.status) == phase(new.status) or "past-or-future" in (phase(old.status), phase(new.status)):
            continue
        if member.date and row.date and near(member.date, row.date):
            continue
        if weak(old.rule) or weak(new.rule):
            continue
        return False
    return True


def _falls_alone(visit: Candidate, meeting: Candidate) -> bool:
    """ "A is to fly to Rome but will not meet B there": the visit stands; with a visit its meetings fall, too."""
    off = meeting.status.status in CALLED_OFF and visit.status.status not in CALLED_OFF
    return off and visit.channel == "visit" and meeting.channel == "meeting"


def _was_held(reading: Reading) -> bool:
    return reading.status == "held" and not weak(reading.rule)


def weak(rule: str) -> bool:
    """Whether a status rests on nothing but a noun's place."""
    return rule in ("noun alone", "verb without tense") or rule.startswith(("behind ", "told of", "purpose of"))


def _goes_to_himself(candidate: Candidate, group: Group) -> bool:
    """ "A is to visit B … B sang during a state visit": not A's, since who is visited does not travel."""
    hosts = {p.key for p, r in group.parties if r == "host"}
    return any(p.key in hosts for p, r in candidate.parties if r == "visitor")


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
        visited = {
            m.candidate.place.state for m in group.members if m.candidate.channel == "visit" and m.candidate.place
        }
        if visited and candidate.place is not None and candidate.place.state not in visited:
            return False  # "Following his meetings in A, he will go on to B"
        summit = candidate.trigger.channel == "summit"
        if summit and any(m.aside for m in group.members):
            return False  # "met on the sidelines of the summit"
        if summit and candidate.place is not None:
            others = {m.place.state for m in group.members if m.place and m.place.state}
            if others and candidate.place.state not in others:
                return False  # "will meet B in Santiago, before moving on to Rio for the summit"
        dated = published is not None and published.earliest == published.latest
        if dated and row.date and not group.dates and row.date.latest - row.date.earliest > LONG_AGO:
            return False  # "this year's summit"
        if row.date and not group.dates and (summit or _is_to_come(group)):
            return row.date.interval.latest > published.latest - LONG_AGO if published else True
        return not (row.date and group.dates and not any(near(row.date, d) for d in group.dates))

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
    if candidate.trigger.lemma == "summit":  # "the summit" is not the meeting beside it
        return [g for g in groups if any(m.candidate.trigger.lemma == "summit" for m in g.members)] or groups
    if candidate.trigger.channel != "visit":
        return groups
    return [g for g in groups if any(_of_visit(m.candidate) for m in g.members)] or groups


def _of_visit(candidate: Candidate) -> bool:
    return candidate.channel == "visit" or candidate.trigger.frame == "host"


def _tells_news(row: Detailed) -> bool:
    """ "The call comes a day after …" is said of what the article is about, not of the call named last."""
    return row.candidate.definite and not row.candidate.parties and row.candidate.status.rule == "present tense"
