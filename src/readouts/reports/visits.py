"""A visit and the meeting in it: told together, they are one contact; with several meetings it stays beside them."""

from __future__ import annotations

from dataclasses import replace

from readouts.reports.grouped import Detailed, Group, days_meet, family, is_inside, phase, same_party


def with_meetings(groups: list[Group]) -> list[Group]:
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
        apart = any(is_inside(v, m) for g in inside for v in visit.members for m in g.members)
        if len(inside) == 1 and days_meet(visit, inside[0]) and not apart:
            visit.members += [_as_arrived(m, visit) for m in inside[0].members]
            visit.members.sort(key=lambda d: d.candidate.word)
            groups = [g for g in groups if g is not inside[0]]
    return groups


def _as_arrived(meeting: Detailed, visit: Group) -> Detailed:
    """ "was in Berlin on Monday to see B": what A was there for is told as having been."""
    there = [m.candidate for m in visit.members if m.candidate.status.status == "held"]
    ahead = phase(meeting.candidate.status.status) == "to come" and len(there) == len(visit.members)
    return replace(meeting, candidate=replace(meeting.candidate, status=there[0].status)) if ahead else meeting


def _same_visit(visit: Group, meeting: Group) -> bool:
    travellers = [p for p, r in visit.parties if r == "visitor"]
    hosts = {p.state for p, r in visit.parties if r != "visitor"}
    theirs = meeting.parties
    if not travellers or not all(any(same_party(t, q) for q, _ in theirs) for t in travellers):
        return False
    if len(theirs) != len(travellers) + 1 or not any(q.state in hosts for q, _ in theirs):
        return False
    return all(
        phase(a.candidate.status.status) == phase(b.candidate.status.status) or _on_the_way(a, b)
        for a in visit.members
        for b in meeting.members
    )


def _on_the_way(visit: Detailed, meeting: Detailed) -> bool:
    """ "lands in Turkey, planning to meet B": the visit that has begun holds the meeting to come."""
    ahead = phase(meeting.candidate.status.status) == "to come" and meeting.date is None
    same = 0 <= meeting.candidate.sentence - visit.candidate.sentence <= 1  # "A has arrived. He is to meet B."
    purpose = meeting.candidate.status.rule.startswith(_TO_COME)  # "was in Berlin to see B"
    arrived = visit.candidate.status.status == "held" and purpose
    return ahead and same and (visit.candidate.status.status == "ongoing" or arrived)


_TO_COME = ("infinitive", "purpose", "is to", "governed by expect", "governed by due", "auxiliary: will")
