"""The world as it is drawn: shapes of countries on an Equal Earth map, and where a place lies on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise

import msgspec

from readouts.errors import KnowledgeError

WIDTH, HEIGHT = 1000.0, 440.0
"""Units of the drawing."""

_FILE = "desk/data/countries-110m.json"
_DIGEST = "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # of Šavrič, Patterson and Jenny, 2018
_M = math.sqrt(3) / 2
_EAST, _NORTH = 2.7066299836, 1.3173627591  # the map's reach in units of the sphere's radius
_SEVENTH = "010"
"""Antarctica, where nobody meets; the map ends north of it."""

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A country: its ISO 3166 number (None where it has none), its name, its outline and the middle of it."""

    number: str | None
    name: str
    path: str
    middle: tuple[float, float]


class _Transform(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Properties(msgspec.Struct):
    name: str


class _Polygon(msgspec.Struct, tag_field="type", tag="Polygon"):
    arcs: list[list[int]]
    properties: _Properties
    id: str | None = None

    @property
    def rings(self) -> list[list[int]]:
        return self.arcs


class _MultiPolygon(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    arcs: list[list[list[int]]]
    properties: _Properties
    id: str | None = None

    @property
    def rings(self) -> list[list[int]]:
        return [ring for polygon in self.arcs for ring in polygon]


class _Collection(msgspec.Struct):
    geometries: list[_Polygon | _MultiPolygon]


class _Objects(msgspec.Struct):
    countries: _Collection


class _Topology(msgspec.Struct):
    transform: _Transform
    objects: _Objects
    arcs: list[list[tuple[int, int]]]


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the drawing, in degrees north and east.

    >>> project(0, 0), project(90, 0)[1], project(0, 180)[0]
    ((500.0, 243.4), 0.0, 1000.0)
    """
    angle = math.asin(_M * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
    x = math.radians(longitude) * math.cos(angle) / slope
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    scale = WIDTH / 2 / _EAST
    return round(WIDTH / 2 + x * scale, 1), round((_NORTH - y) * scale, 1)


@cache
def load_shapes() -> tuple[Shape, ...]:
    """The countries of the world; raises KnowledgeError where the file is not the one that was shipped."""
    content = files("readouts").joinpath(_FILE).read_bytes()
    if sha256(content).hexdigest() != _DIGEST:
        raise KnowledgeError(f"{_FILE}: is not the file that Readouts was shipped with; install Readouts again")
    topology = msgspec.json.decode(content, type=_Topology)
    arcs = [list(_unfold(arc, topology.transform)) for arc in topology.arcs]
    shapes = []
    for one in topology.objects.countries.geometries:
        if one.id != _SEVENTH:
            outlines = list(_outlines(one.rings, arcs))
            shapes.append(Shape(one.id, one.properties.name, "".join(map(_path, outlines)), _middle(outlines)))
    return tuple(shapes)


def _unfold(arc: Sequence[tuple[int, int]], transform: _Transform) -> Iterator[tuple[float, float]]:
    """The points of an arc in degrees east and north, from steps of whole numbers."""
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]


def _outlines(numbers: Sequence[Sequence[int]], arcs: Sequence[Ring]) -> Iterator[Ring]:
    """The outlines of a country, each put together from arcs; one counted from below is walked backwards."""
    for ring in numbers:
        points: list[tuple[float, float]] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        yield from ([project(latitude, longitude) for longitude, latitude in part] for part in _parted(points))


def _parted(points: Ring) -> list[Ring]:
    """An outline cut where it leaps from one edge of the map to the other."""
    parts: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if parts[-1] and abs(point[0] - parts[-1][-1][0]) > 180:
            parts.append([])
        parts[-1].append(point)
    if len(parts) > 1:  # it began in the middle of one
        parts[0] = parts.pop() + parts[0]
    return list(parts)


def _path(outline: Ring) -> str:
    """An outline as a path of SVG, points that fall on one another left out."""
    kept = [point for number, point in enumerate(outline) if number == 0 or point != outline[number - 1]]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in kept) + "Z" if len(kept) > 3 else ""


def _middle(outlines: Sequence[Ring]) -> tuple[float, float]:
    """The centre of mass of the largest outline."""
    outline = max(outlines, key=lambda one: abs(_area(one)))
    area = _area(outline)
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*outline, outline[0]]):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return round(x / (6 * area), 1), round(y / (6 * area), 1)


def _area(outline: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*outline, outline[0]])) / 2
