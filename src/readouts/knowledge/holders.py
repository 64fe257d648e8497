"""Who held what on a date: the rows of `readouts knowledge`."""

from __future__ import annotations

from dataclasses import dataclass

from readouts.knowledge.base import Knowledge
from readouts.knowledge.days import write_days
from readouts.knowledge.nouns import KINDS, Tenure
from readouts.model import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One row: an office, who held it, whether that is sure for the whole of the days asked for, and from where."""

    state: str
    title: str
    person: str
    name: str
    kind: str
    start: str
    end: str
    acting: bool
    sure: bool
    note: str
    source: str


def who(knowledge: Knowledge, state: str, on: Interval | None = None) -> list[Holder]:
    """The holders of all offices of a state or body that may have been held on `on` (ever without it), highest first.

    >>> from datetime import date
    >>> from readouts.knowledge import load
    >>> [h.name for h in who(load(), "DEU", Interval.day(date(2022, 3, 1))) if h.kind == "head_of_government"]
    ['Olaf Scholz']
    """
    rows: list[Holder] = []
    for kind in KINDS:
        held = [t for t in knowledge.holders(state, kind, on) if t.kind == kind]
        rows += [_row(knowledge, tenure, on) for tenure in held]
    return rows


def _row(knowledge: Knowledge, tenure: Tenure, on: Interval | None) -> Holder:
    return Holder(
        state=tenure.state,
        title=tenure.title,
        person=tenure.person,
        name=knowledge.person(tenure.person).name,
        kind=tenure.kind,
        start=write_days(tenure.start),
        end=write_days(tenure.end),
        acting=tenure.acting,
        sure=on is None or tenure.surely_covers(on),
        note=tenure.note,
        source=tenure.source,
    )
