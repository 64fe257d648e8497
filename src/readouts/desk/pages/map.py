"""The map: where contacts took place, drawn, and the same in a table; places that cannot be located are listed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readouts.desk.drawing import draw
from readouts.desk.ledgers import reading
from readouts.desk.picking import address, pick
from readouts.desk.recalling import recall_of
from readouts.desk.shapes import HEIGHT, WIDTH, load_shapes
from readouts.desk.towns import Located, locate
from readouts.knowledge import load
from readouts.ledger.meetings import MOST, Spot

_SHOWN = 250


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: how many contacts, under which names articles have it, how large it is drawn."""

    place: Located
    contacts: int
    names: tuple[str, ...]
    latest: str | None
    radius: float
    address: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A place that is not on the map, and why."""

    name: str
    state: str | None
    contacts: int
    why: str


def world(request: Request) -> Response:
    """The places of the contacts that are asked for."""
    picked = pick(request.query_params)
    with reading(request) as ledger:
        spots, bounded = recall_of(request).answer(
            ("places", picked.among), ledger, lambda own: own.survey.places(picked.among)
        )
    marks, missing = _sort(spots)
    names = {one.place.state: _name(one.place.state) for one in marks}
    return draw(
        request,
        "map.html",
        shapes=load_shapes(),
        width=WIDTH,
        height=HEIGHT,
        marks=marks[:_SHOWN],
        missing=missing[:_SHOWN],
        names=names,
        picked=picked,
        bounded=bounded,
        most=MOST,
        shown=_SHOWN,
        left=max(len(marks) - _SHOWN, 0),
    )


def _sort(spots: Iterable[Spot]) -> tuple[list[Mark], list[Missing]]:
    """The places that can be drawn, those of most contacts first, and the others."""
    found: dict[Located, list[Spot]] = {}
    missing: dict[tuple[str, str | None, str], int] = {}
    for spot in spots:
        place = locate(spot.name, spot.state, spot.host)
        if isinstance(place, Located):
            found.setdefault(place, []).append(spot)
        else:
            key = (spot.name, spot.state or spot.host, place.why)
            missing[key] = missing.get(key, 0) + spot.contacts
    most = max((sum(one.contacts for one in some) for some in found.values()), default=1)
    marks = [_mark(place, some, most) for place, some in found.items()]
    marks.sort(key=lambda mark: (-mark.contacts, mark.place.name))
    return marks, [Missing(name, state, number, why) for (name, state, why), number in missing.items()]


def _mark(place: Located, spots: list[Spot], most: int) -> Mark:
    contacts = sum(spot.contacts for spot in spots)
    latest = max((spot.latest for spot in spots if spot.latest), default=None)
    names = tuple(sorted({spot.name for spot in spots}))
    there = address("/search", {"q": f'"{names[0]}"', "in": "contacts"})
    return Mark(place, contacts, names, latest, round(4 + 14 * math.sqrt(contacts / most), 1), there)


def _name(code: str) -> str:
    known = load().state(code)
    return known.name if known else code


routes = [Route("/map", world)]
