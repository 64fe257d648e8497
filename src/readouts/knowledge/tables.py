"""Reading the knowledge files: one CSV file, one kind of row, every cell checked where it stands."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from readouts.errors import KnowledgeError
from readouts.knowledge.days import read_days
from readouts.knowledge.nouns import (
    KINDS,
    OUTLET_KINDS,
    STATE_KINDS,
    Gender,
    Outlet,
    OutletKind,
    Person,
    State,
    StateKind,
    Tenure,
    Title,
    Town,
)
from readouts.model import Interval

COLUMNS: dict[str, tuple[str, ...]] = {
    "persons": ("id", "name", "aliases", "short", "gender", "note", "source"),
    "tenures": ("person", "state", "title", "kind", "start", "end", "acting", "note", "source"),
    "states": (
        "code", "name", "kind", "aliases", "demonyms", "capitals", "metonyms", "offices", "leader", "note", "source",
    ),
    "outlets": ("name", "aliases", "state", "kind", "official", "note", "source"),
    "titles": ("title", "state", "kinds", "office", "note", "source"),
    "towns": ("town", "state", "note", "source"),
    "cautious": ("term", "note"),
    "honorifics": ("word", "note"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the file's name and the line, counted from 1."""

    file: str
    line: int

    def wrong(self, column: str, says: str, remedy: str) -> KnowledgeError:
        """The error for a cell of this row.

        >>> str(Place("tenures.csv", 7).wrong("start", "'soon' is not a day", "write YYYY"))
        "tenures.csv, line 7, start: 'soon' is not a day; write YYYY"
        """
        return KnowledgeError(f"{self.file}, line {self.line}, {column}: {says}; {remedy}")


@dataclass(slots=True)
class Tables:
    """All rows of all files, each under its key with the place it stands at; later files replace rows of one key."""

    persons: dict[str, tuple[Person, Place]] = field(default_factory=dict)
    tenures: dict[tuple[str, str, str, Interval | None], tuple[Tenure, Place]] = field(default_factory=dict)
    states: dict[str, tuple[State, Place]] = field(default_factory=dict)
    outlets: dict[str, tuple[Outlet, Place]] = field(default_factory=dict)
    titles: dict[tuple[str | None, str], tuple[Title, Place]] = field(default_factory=dict)
    towns: dict[str, tuple[Town, Place]] = field(default_factory=dict)
    cautious: dict[str, tuple[str, Place]] = field(default_factory=dict)
    honorifics: dict[str, tuple[str, Place]] = field(default_factory=dict)


class _Row:
    """One row of a file: cells by column, with the errors that name them."""

    def __init__(self, cells: dict[str, str], place: Place) -> None:
        self.cells = cells
        self.place = place

    def text(self, column: str, needed: bool = False) -> str:
        value = self.cells[column]
        if value != value.strip():
            raise self.place.wrong(column, f"{value!r} has blanks around it", "take them away")
        if needed and not value:
            raise self.place.wrong(column, "is empty", "every row needs it")
        return value

    def several(self, column: str) -> tuple[str, ...]:
        value = self.text(column)
        parts = tuple(part.strip() for part in value.split(";")) if value else ()
        if "" in parts:
            raise self.place.wrong(column, f"{value!r} has an empty part", "put one ; between two values")
        if len(set(parts)) < len(parts):
            raise self.place.wrong(column, f"{value!r} says one value twice", "leave one of them out")
        return parts

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        value = self.text(column)
        if value not in allowed:
            raise self.place.wrong(
                column, f"{value!r} is unknown", f"choose one of {', '.join(a or 'empty' for a in allowed)}"
            )
        return value

    def days(self, column: str) -> Interval | None:
        try:
            return read_days(self.text(column))
        except ValueError as error:
            raise self.place.wrong(column, str(error), "see docs/knowledge.md, Days") from error

    def yes(self, column: str) -> bool:
        return self.one_of(column, ("", "yes")) == "yes"


def _person(row: _Row) -> tuple[str, Person]:
    person = Person(
        id=row.text("id", needed=True),
        name=row.text("name", needed=True),
        aliases=row.several("aliases"),
        short=row.several("short"),
        gender=cast("Gender | None", row.one_of("gender", ("", "m", "f")) or None),
        note=row.text("note"),
        source=row.text("source", needed=True),
    )
    return person.id, person


def _tenure(row: _Row) -> tuple[tuple[str, str, str, Interval | None], Tenure]:
    tenure = Tenure(
        person=row.text("person", needed=True),
        state=row.text("state", needed=True),
        title=row.text("title", needed=True),
        kind=row.one_of("kind", KINDS),
        start=row.days("start"),
        end=row.days("end"),
        acting=row.yes("acting"),
        note=row.text("note"),
        source=row.text("source", needed=True),
    )
    if tenure.start and tenure.end and tenure.end.latest < tenure.start.earliest:
        raise row.place.wrong("end", f"{row.cells['end']!r} lies before the start", "correct one of the two")
    return (tenure.person, tenure.state, tenure.title, tenure.start), tenure


def _state(row: _Row) -> tuple[str, State]:
    state = State(
        code=row.text("code", needed=True),
        name=row.text("name", needed=True),
        kind=cast("StateKind", row.one_of("kind", STATE_KINDS)),
        aliases=row.several("aliases"),
        demonyms=row.several("demonyms"),
        capitals=row.several("capitals"),
        metonyms=row.several("metonyms"),
        offices=row.several("offices"),
        leader=row.several("leader"),
        note=row.text("note"),
        source=row.text("source", needed=True),
    )
    for kind in state.leader:
        if kind not in KINDS:
            raise row.place.wrong("leader", f"{kind!r} is no kind of office", f"choose of {', '.join(KINDS)}")
    return state.code, state


def _outlet(row: _Row) -> tuple[str, Outlet]:
    outlet = Outlet(
        name=row.text("name", needed=True),
        aliases=row.several("aliases"),
        state=row.text("state") or None,
        kind=cast("OutletKind", row.one_of("kind", OUTLET_KINDS)),
        official=row.yes("official"),
        note=row.text("note"),
        source=row.text("source", needed=True),
    )
    return outlet.name, outlet


def _title(row: _Row) -> tuple[tuple[str | None, str], Title]:
    title = Title(
        title=row.text("title", needed=True),
        state=row.text("state") or None,
        kinds=row.several("kinds"),
        office=row.text("office") or None,
        note=row.text("note"),
        source=row.text("source", needed=True),
    )
    for kind in title.kinds:
        if kind not in (*KINDS, "leader"):
            raise row.place.wrong("kinds", f"{kind!r} is no kind of office", f"choose of leader, {', '.join(KINDS)}")
    return (title.state, title.title), title


def _town(row: _Row) -> tuple[str, Town]:
    town = Town(
        name=row.text("town", needed=True),
        state=row.text("state", needed=True),
        note=row.text("note"),
        source=row.text("source", needed=True),
    )
    return town.name, town


def _term(row: _Row) -> tuple[str, str]:
    return row.text("term", needed=True), row.text("note", needed=True)


def _honorific(row: _Row) -> tuple[str, str]:
    return row.text("word", needed=True), row.one_of("note", ("title", "part of a title"))


def read_table(path: Path, tables: Tables) -> None:
    """Add the rows of one file to `tables`; its header says which kind of rows they are.

    Raises KnowledgeError that names file, line, column and remedy: an unknown header, a wrong cell, one key twice.
    """
    readers: dict[str, Callable[[_Row], tuple[object, object]]] = {
        "persons": _person,
        "tenures": _tenure,
        "states": _state,
        "outlets": _outlet,
        "titles": _title,
        "towns": _town,
        "cautious": _term,
        "honorifics": _honorific,
    }
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}); give a CSV file in UTF-8") from error
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    kind, columns = _header(path.name, lines)
    read, kept = readers[kind], cast("dict[object, tuple[object, Place]]", getattr(tables, kind))
    seen: dict[object, int] = {}
    for row in _rows(path.name, columns, lines):
        key, value = read(row)
        if key in seen:
            raise row.place.wrong(columns[0], f"the row of line {seen[key]} again", "leave one of them out")
        seen[key] = row.place.line
        kept[key] = (value, row.place)


def _header(file: str, lines: Iterator[list[str]]) -> tuple[str, tuple[str, ...]]:
    columns = tuple(next(lines, []))
    for kind, expected in COLUMNS.items():
        if columns == expected:
            return kind, columns
    forms = "; ".join(f"{kind}: {','.join(expected)}" for kind, expected in COLUMNS.items())
    raise KnowledgeError(
        f"{file}, line 1: unknown columns {','.join(columns)!r}; the first line must be one of {forms}"
    )


def _rows(file: str, columns: tuple[str, ...], lines: Iterator[list[str]]) -> Iterator[_Row]:
    line = 1
    try:
        for cells in lines:
            line += 1
            place = Place(file, line)
            if len(cells) != len(columns):
                raise place.wrong("row", f"has {len(cells)} cells", f"it needs {len(columns)}, as the first line")
            yield _Row(dict(zip(columns, cells, strict=True)), place)
    except csv.Error as error:
        raise KnowledgeError(f'{file}, line {line + 1}: {error}; quote cells with commas in "') from error
