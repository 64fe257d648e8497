"""The participants of several reports → those of the contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from readouts.ledger.contact import Party
from readouts.ledger.party import describe_party, same_person
from readouts.ledger.rules import load_rules
from readouts.model import Participant, Role


def gather_parties(reports: Sequence[Sequence[Participant]]) -> tuple[Party, ...]:
    """Everybody whom a report names, in the order first told.

    An unnamed office, delegation or state is left out where somebody stands in its place: "the Chinese leader" and
    Xi Jinping are one participant, and so are China and its delegation.
    """
    groups: list[list[Participant]] = []
    for participant in (one for report in reports for one in report):
        home = next((group for group in groups if _same(group, participant)), None)
        if home is None:
            groups.append([participant])
        else:
            home.append(participant)
    groups = _joined(groups)
    kept = [group for group in groups if not any(_stands_for(other, group) for other in groups)]
    return tuple(_describe(group) for group in kept)


def _same(group: Sequence[Participant], participant: Participant) -> bool:
    """Whether a participant is the one that all of a group name."""
    known = {member.state for member in group if member.state}
    if participant.state and known and participant.state not in known:
        return False
    if participant.kind == "person":
        return all(same_person(describe_party(member), describe_party(participant)) for member in group)
    return all(
        member.kind == participant.kind and describe_party(member).key == describe_party(participant).key
        for member in group
    )


def _joined(groups: list[list[Participant]]) -> list[list[Participant]]:
    """Groups that a longer name told later brings together: "Xi", then "Xi Jinping"."""
    result: list[list[Participant]] = []
    for group in groups:
        home = next((other for other in result if all(_same(other, member) for member in group)), None)
        if home is None:
            result.append(list(group))
        else:
            home += group
    return result


def _stands_for(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    """Whether `one` is a closer word for the unnamed `other`: the person of an office, the delegation of a state."""
    a, b = describe_party(_fullest(one)), describe_party(_fullest(other))
    if one is other or b.named or a.state is None or a.state != b.state:
        return False
    if load_rules().exclude(a.rank, b.rank):
        return False
    closeness = {"person": 0, "office": 1, "delegation": 2, "body": 3, "state": 3}
    return (closeness[a.kind], -len(one), a.name) < (closeness[b.kind], -len(other), b.name)


def _fullest(group: Sequence[Participant]) -> Participant:
    """The one with the name that most reports use; of equals the longest."""
    names = Counter(member.name for member in group)
    return min(group, key=lambda member: (-names[member.name], -len(member.name), member.name, member.office or ""))


def _describe(group: Sequence[Participant]) -> Party:
    fullest = _fullest(group)
    roles: Counter[Role] = Counter(member.role for member in group if member.role != "participant")
    return Party(
        name=fullest.name,
        kind=fullest.kind,
        state=_commonest([member.state for member in group]),
        office=_commonest([member.office for member in group]),
        role=min(roles, key=lambda role: (-roles[role], role), default="participant"),
        reports=len(group),
    )


def _commonest(values: Sequence[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)
