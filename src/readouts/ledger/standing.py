"""The state and the office that a name implies where a report leaves them out, for comparing reports only."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from readouts.knowledge import Knowledge, load
from readouts.model import Interval, Participant, Place

_OF_STATES = ("state", "demonym", "capital", "metonym", "body", "office_body")


class Standing(NamedTuple):
    """Whom somebody stands for and as what; None where it cannot be told."""

    state: str | None
    office: str | None


def tell_standing(participant: Participant, on: Interval | None) -> Standing:
    """The state and office of a participant on a day: as given, else what the knowledge has for the name.

    A person is of the one state whose offices people of that name hold or held; of an unnamed office or delegation
    the one state in its words counts ("Israeli delegation"), else that of the one person named ("Brandt's envoys").
    """
    state, office = participant.state, participant.office
    if state and (office or participant.kind != "person"):
        return Standing(state, office)
    if participant.kind == "person":
        known = _person(participant.name, on)
        agrees = state is None or state == known.state
        return Standing(state or known.state, office or (known.office if agrees else None))
    return Standing(state or _state_in(participant.name), office)


def tell_land(place: Place | None) -> str | None:
    """The state of a place: as given, else the one state that its name is, or holds ("Western Gate, Berlin").

    >>> tell_land(Place(name="Moscow"))
    'RUS'
    """
    return (place.state or _state_in(place.name)) if place else None


@lru_cache(maxsize=65536)
def known_person(name: str) -> str | None:
    """The id of the one person that a name can mean, None where there is none or are several.

    >>> known_person("Abdel Fattah el-Sisi") == known_person("al-Sisi")
    True
    """
    found = load().persons_named(name)
    return found[0].id if len(found) == 1 else None


@lru_cache(maxsize=65536)
def _person(name: str, on: Interval | None) -> Standing:
    knowledge = load()
    held = [tenure for person in knowledge.persons_named(name) for tenure in knowledge.tenures(person.id, on)]
    ever = held or [tenure for person in knowledge.persons_named(name) for tenure in knowledge.tenures(person.id)]
    if len({tenure.state for tenure in ever}) != 1:
        return Standing(None, None)
    offices = {tenure.title for tenure in held if on and tenure.surely_covers(on)}
    return Standing(ever[0].state, offices.pop() if len(offices) == 1 else None)


@lru_cache(maxsize=65536)
def _state_in(name: str) -> str | None:
    """The one state or body in the words of a name, else the state of the one person in them."""
    knowledge = load()
    whole = knowledge.state_of(name)
    if whole:
        return whole
    matches = knowledge.find(name)
    codes = {target for match in matches if match.kind in _OF_STATES for target in match.targets}
    if not codes:
        codes = {
            code
            for match in matches
            if match.kind in ("person", "short_name")
            for code in _states(knowledge, match.targets)
        }
    return codes.pop() if len(codes) == 1 else None


def _states(knowledge: Knowledge, persons: tuple[str, ...]) -> set[str]:
    return {tenure.state for person in persons for tenure in knowledge.tenures(person)}
