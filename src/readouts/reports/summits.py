"""One summit of a body told of several times: "A told the NATO summit", "B used the summit to", "C attended it"."""

from __future__ import annotations

from dataclasses import replace

from readouts.reports.grouped import Detailed, Group, days_meet, phase


def together(groups: list[Group]) -> list[Group]:
    """The groups of an article, those that tell of one body's summit as one: who takes part stands in many sentences.

    Two summits of a body are told apart by their days, their places, and by one being to come.
    """
    kept: list[Group] = []
    for group in groups:
        home = next((g for g in kept if _one_summit(g, group)), None)
        if home is None:
            kept.append(group)
        else:
            home.members = _attended([*home.members, *group.members])
            home.members.sort(key=lambda d: d.candidate.word)
    return kept


def _attended(members: list[Detailed]) -> list[Detailed]:
    """ "was invited to the summit", which was held: whoever was invited was there."""
    told = [m.candidate.status for m in members if m.candidate.status.status in ("held", "ongoing")]
    return [
        replace(m, candidate=replace(m.candidate, status=told[0]))
        if told and m.candidate.status.status == "invited"
        else m
        for m in members
    ]


def _one_summit(one: Group, other: Group) -> bool:
    bodies = _bodies(one)
    if len(bodies) != 1 or bodies != _bodies(other):
        return False
    if not days_meet(one, other):
        return False
    places = [{m.place.state for m in g.members if m.place and m.place.state} for g in (one, other)]
    if all(places) and places[0].isdisjoint(places[1]):
        return False
    asked = {m.candidate.status.status for g in (one, other) for m in g.members} & {"invited"}
    return bool(asked) or _phases(one) == _phases(other)


def _bodies(group: Group) -> set[str | None]:
    """The bodies whose summit it is; none where a word of the group tells of anything else."""
    told = {m.candidate.body for m in group.members} - {None}
    theirs = all(m.candidate.body or m.candidate.trigger.lemma == "summit" for m in group.members)
    return told if theirs and any(m.candidate.channel == "summit" for m in group.members) else set()


def _phases(group: Group) -> set[str]:
    return {phase(m.candidate.status.status) for m in group.members}
