"""Who met whom as a drawing: persons or states as points, those who met most near each other, the same every time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx
import numpy

from readouts.ledger.meetings import Meeting

WIDTH, HEIGHT = 1000, 640
"""Units of the drawing."""

_EDGE, _TOP = 70, 34
_FEW = 3
_STEPS = 80
_STACK = 4
"""Small groups that share a strip, one above the other."""

_ROOM = (118, 44)
"""What one with its name takes."""

_ROUNDS = 100


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
        graph.add_edge(one.a, one.b)
        for key, name in ((one.a, one.a_name), (one.b, one.b_name)):
            names[key] = name
            count[key] = count.get(key, 0) + one.contacts
    if not names:
        return Network((), ())
    places = _place(graph)
    most = max(count.values())
    points = [
        Point(key, names[key], count[key], *places[key], round(6 + 11 * math.sqrt(count[key] / most), 1))
        for key in sorted(names, key=lambda key: (-count[key], key))
    ]
    broadest = max(one.contacts for one in meetings)
    lines = [
        Line(one, *places[one.a], *places[one.b], round(1 + 7 * math.sqrt(one.contacts / broadest), 1))
        for one in meetings
    ]
    return Network(tuple(points), tuple(lines))


Places = dict[str, tuple[float, float]]


def _place(graph: networkx.Graph) -> Places:
    """Each group of people who are linked in a strip of its own, the largest first, nobody on top of another."""
    groups = [sorted(group) for group in networkx.connected_components(graph)]
    groups.sort(key=lambda group: (-len(group), group))
    strips = [groups[:1], *(groups[start : start + _STACK] for start in range(1, len(groups), _STACK))]
    widths = [max(len(group) ** 0.75 for group in strip) for strip in strips]
    scale = (WIDTH - 2 * _EDGE) / sum(widths)
    found: Places = {}
    left = float(_EDGE)
    for strip, width in zip(strips, widths, strict=True):
        high = (HEIGHT - 2 * _TOP) / len(strip)
        for number, group in enumerate(strip):
            found |= _spread(graph.subgraph(group), (left, _TOP + number * high, width * scale, high))
        left += width * scale
    return _part(found)


def _spread(graph: networkx.Graph, box: tuple[float, float, float, float]) -> Places:
    """A group within a box, by springs."""
    names = sorted(graph)
    ring = {
        name: (math.cos(6.2832 * n / len(names)), math.sin(6.2832 * n / len(names))) for n, name in enumerate(names)
    }
    found = _spring(graph, names, ring)
    xs, ys = [place[0] for place in found.values()], [place[1] for place in found.values()]
    left, top, wide, high = box
    inner_wide, inner_high = max(wide - 2 * _EDGE, 1), max(high - 2 * _TOP, 1)
    return {
        name: (
            left + _EDGE + inner_wide * _share(float(found[name][0]), xs),
            top + _TOP + inner_high * _share(float(found[name][1]), ys),
        )
        for name in names
    }


def _spring(graph: networkx.Graph, names: list[str], ring: Places) -> Places:
    """Pulls those together who met and pushes all apart, ever more calmly; where there are but a few, as they stand."""
    if len(names) <= _FEW:
        return ring
    at = numpy.array([ring[name] for name in names])
    links = networkx.to_numpy_array(graph, nodelist=names, weight=None)
    wanted = 3 / math.sqrt(len(names))
    for step in numpy.linspace(0.2, 0.004, _STEPS):
        between = at[:, None, :] - at[None, :, :]
        length = numpy.hypot(between[:, :, 0], between[:, :, 1]).clip(0.01)
        force = wanted**2 / length**2 - links * length / wanted
        move = (between * force[:, :, None]).sum(axis=1)
        at += move / numpy.hypot(move[:, 0], move[:, 1]).clip(0.01)[:, None] * step
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, at, strict=True)}


def _share(value: float, values: Sequence[float]) -> float:
    """Where a value lies between the least and the greatest, from 0 to 1; in the middle where all are one."""
    least, most = float(min(values)), float(max(values))
    return (value - least) / (most - least) if most - least > 1e-9 else 0.5


def _part(places: Places) -> Places:
    """Pushes those apart whose names would lie over each other, all at once, until none does or for some rounds."""
    names = sorted(places)
    at = numpy.array([places[name] for name in names])
    apart = numpy.triu(numpy.ones((len(names), len(names))), 1) - numpy.tril(numpy.ones((len(names), len(names))), -1)
    least, most = numpy.array([_EDGE, _TOP]), numpy.array([WIDTH - _EDGE, HEIGHT - _TOP])
    for _ in range(_ROUNDS):
        between = at[:, None, :] - at[None, :, :]
        over = numpy.array(_ROOM) - abs(between)
        both = (over > 0).all(axis=2)
        numpy.fill_diagonal(both, False)
        if not both.any():
            break
        upright = over[:, :, 1] * 2 < over[:, :, 0]
        for axis, own in ((0, both & ~upright), (1, both & upright)):
            sign = numpy.where(between[:, :, axis] == 0, -apart, numpy.sign(between[:, :, axis]))
            at[:, axis] += (own * sign * (over[:, :, axis] / 2 + 0.5)).sum(axis=1)
        at = at.clip(least, most)
    return {name: (round(float(x), 1), round(float(y), 1)) for name, (x, y) in zip(names, at, strict=True)}
