"""Counts many contacts at once that are alike in all that counting asks, by the same switches as one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from readouts.ledger.counting import Effect, Switches, all_excluding, alternatives, excludes, print_value
from readouts.ledger.entries import MAIN, MARGINS, PART, PRIVATE, REJECTED, STOPOVER
from readouts.model import Channel, Status

Kind = tuple[Status, Channel, int, int, int]
"""Status, channel, traits, level and sides: all that switches ask for."""


@dataclass(frozen=True, slots=True)
class Alike:
    """`number` contacts of one year that no switch tells apart."""

    year: str
    status: Status
    channel: Channel
    traits: int
    level: int
    sides: int
    number: int

    @property
    def rejected(self) -> bool:
        """Whether people judged it not to be."""
        return bool(self.traits & REJECTED)

    @property
    def main(self) -> bool:
        """Whether an article is chiefly about it."""
        return bool(self.traits & MAIN)

    @property
    def stopover(self) -> bool:
        """Whether it is a refuelling stop."""
        return bool(self.traits & STOPOVER)

    @property
    def private(self) -> bool:
        """Whether it is a private visit."""
        return bool(self.traits & PRIVATE)

    @property
    def margins(self) -> bool:
        """Whether it took place on the margins of a summit."""
        return bool(self.traits & MARGINS)

    @property
    def part(self) -> bool:
        """Whether it is part of a visit or summit."""
        return bool(self.traits & PART)


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers by year and channel, their total, how many each switch leaves out, what others would make."""

    cells: dict[tuple[str, Channel], int]
    total: int
    left_out: dict[str, int]
    effects: tuple[Effect, ...]


def tally(some: Sequence[Alike], rules: Switches) -> Tally:
    """Counts as `count_contacts` does. Trips as one need the contacts themselves: `rules.trips` counts as "stops"."""
    rules = replace(rules, trips="stops")
    cells: dict[tuple[str, Channel], int] = {}
    left_out: dict[str, int] = {}
    numbers: dict[Kind, int] = {}
    leaving: dict[Kind, list[str]] = {}  # the switches that leave out what is of a kind; none of them asks for the year
    for one in some:
        kind = (one.status, one.channel, one.traits, one.level, one.sides)
        names = leaving.get(kind)
        if names is None:
            names = leaving[kind] = all_excluding(one, rules)
        numbers[kind] = numbers.get(kind, 0) + one.number
        if names:
            left_out[names[0]] = left_out.get(names[0], 0) + one.number
        else:
            cells[one.year, one.channel] = cells.get((one.year, one.channel), 0) + _units(one, rules)
    total = sum(cells.values())
    return Tally(cells, total, left_out, tuple(_effects(numbers, leaving, rules, total)))


def _units(one: Alike, rules: Switches) -> int:
    """What they count as: themselves, or each two sides of a summit."""
    if rules.summits == "pairs" and one.channel == "summit" and one.sides > 2:
        return one.number * one.sides * (one.sides - 1) // 2
    return one.number


def _effects(
    numbers: Mapping[Kind, int], leaving: Mapping[Kind, Sequence[str]], rules: Switches, total: int
) -> Iterator[Effect]:
    """What each other value of each switch would make: what no other switch leaves out, and that value neither."""
    near: dict[str, list[Alike]] = {}  # by the one switch that leaves them out, "" where none does
    for kind, names in leaving.items():
        if len(names) < 2:
            near.setdefault(names[0] if names else "", []).append(Alike("", *kind, numbers[kind]))
    for switch, value in alternatives(rules):
        if switch == "trips":
            continue
        other = replace(rules, **{switch: value})  # type: ignore[arg-type]
        own = (*near.get("", ()), *near.get(switch, ()))
        number = sum(_units(one, other) for one in own if not excludes(switch, one, other))
        yield Effect(switch, print_value(value), number, number - total)
