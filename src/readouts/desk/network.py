"""Who met whom as a drawing: persons or states as points, those who met most near each other, the same every time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx

from readouts.ledger.meetings import Meeting

WIDTH, HEIGHT = 1000, 640
"""Units of the drawing."""

_EDGE = 60
_SEED = 7


@dataclass(frozen=True, slots=True)
class Point:
    """Somebody on the drawing: how many meetings with the others that are drawn, where, how large."""

    key: str
    name: str
    meetings: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Line:
    """Two who met: its ends and how broad it is."""

    meeting: Meeting
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]


def lay_out(meetings: Sequence[Meeting]) -> Network:
    """Places everybody: by springs that pull those together who met, from a start that is always the same."""
    return _lay_out(tuple(meetings))


@lru_cache(maxsize=128)
def _lay_out(meetings: tuple[Meeting, ...]) -> Network:
    names: dict[str, str] = {}
    count: dict[str, int] = {}
    graph = networkx.Graph()
    for one in meetings:
        graph.add_edge(one.a, one.b, weight=1 + math.log(one.contacts))
        for key, name in ((one.a, one.a_name), (one.b, one.b_name)):
            names[key] = name
            count[key] = count.get(key, 0) + one.contacts
    if not names:
        return Network((), ())
    spread = networkx.spring_layout(graph, seed=_SEED, k=2.2 / math.sqrt(len(names)), iterations=120, weight="weight")
    places = _fit({key: (float(x), float(y)) for key, (x, y) in spread.items()})
    most = max(count.values())
    points = [
        Point(key, names[key], count[key], *places[key], round(6 + 16 * math.sqrt(count[key] / most), 1))
        for key in sorted(names, key=lambda key: (-count[key], key))
    ]
    broadest = max(one.contacts for one in meetings)
    lines = [
        Line(one, *places[one.a], *places[one.b], round(1 + 7 * math.sqrt(one.contacts / broadest), 1))
        for one in meetings
    ]
    return Network(tuple(points), tuple(lines))


def _fit(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The places spread over the drawing, with room for names at its edges."""
    xs, ys = zip(*places.values(), strict=True)
    wide, high = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    return {
        key: (
            round(2 * _EDGE + (x - min(xs)) / wide * (WIDTH - 4 * _EDGE), 1),
            round(_EDGE + (y - min(ys)) / high * (HEIGHT - 2 * _EDGE), 1),
        )
        for key, (x, y) in places.items()
    }
