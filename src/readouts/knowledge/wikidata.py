"""From the result of the documented Wikidata query to rows of our own form."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from readouts.errors import KnowledgeError
from readouts.knowledge.base import Knowledge
from readouts.knowledge.days import write_days
from readouts.knowledge.nouns import Gender, Person, Tenure
from readouts.knowledge.tables import COLUMNS, Place
from readouts.model import Interval
from readouts.text import fold

NEEDED = (
    "person", "personLabel", "genderLabel", "altLabels", "positionLabel", "iso3",
    "start", "startPrecision", "end", "endPrecision",
)  # fmt: skip
_TIME = re.compile(r"[+]?(\d{4})-(\d{2})-(\d{2})T")
_GENDERS: dict[str, Gender] = {"male": "m", "female": "f", "trans woman": "f", "trans man": "m"}
_YEAR, _MONTH, _DAY = 9, 10, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import yields: persons new to the knowledge, tenures, and what was left out with the reason."""

    persons: tuple[Person, ...]
    tenures: tuple[Tenure, ...]
    skipped: tuple[str, ...]


def import_wikidata(csv_path: Path, knowledge: Knowledge) -> Imported:
    """Read the CSV of the query in `data/wikidata.sparql`; people whom `knowledge` has keep their id.

    Raises KnowledgeError where the file is not that result or a row cannot be read; offices whose title is unknown
    are skipped and listed. Sources read "Wikidata Q567".
    """
    persons: dict[str, Person] = {}
    tenures: dict[tuple[str, str, str, Interval | None], Tenure] = {}
    skipped: list[str] = []
    for place, row in _rows(csv_path):
        state = row["iso3"]
        if knowledge.state(state) is None:
            raise place.wrong("iso3", f"{state!r} is no state here", "give the ISO 3166 alpha-3 code of a state")
        named = _title(knowledge, state, row["positionLabel"])
        if named is None:
            skipped.append(f"{place.file}, line {place.line}: office {row['positionLabel']!r} is unknown")
            continue
        title, kind = named
        item = row["person"].rsplit("/", 1)[-1]
        person = _person(knowledge, row, state, item, persons)
        start, end = _days(place, row, "start"), _days(place, row, "end")
        if start is None:
            skipped.append(f"{place.file}, line {place.line}: {row['personLabel']} has no day to begin with")
            continue
        tenures[person, state, title, start] = Tenure(
            person=person, state=state, title=title, kind=kind, start=start, end=end, source=f"Wikidata {item}"
        )
    return Imported(persons=tuple(persons.values()), tenures=tuple(tenures.values()), skipped=tuple(skipped))


def write_persons(persons: Iterable[Person], out: TextIO) -> None:
    """Persons as a CSV file that `load(extra=...)` reads."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS["persons"])
    for p in persons:
        writer.writerow([p.id, p.name, ";".join(p.aliases), ";".join(p.short), p.gender or "", p.note, p.source])


def write_tenures(tenures: Iterable[Tenure], out: TextIO) -> None:
    """Tenures as a CSV file that `load(extra=...)` reads."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS["tenures"])
    for t in tenures:
        days = (write_days(t.start), write_days(t.end))
        writer.writerow([t.person, t.state, t.title, t.kind, *days, "yes" if t.acting else "", t.note, t.source])


def _rows(path: Path) -> Iterator[tuple[Place, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}); save the result of the query as CSV") from error
    reader = csv.DictReader(text.splitlines(keepends=True))
    missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
    if missing:
        raise KnowledgeError(
            f"{path.name}, line 1: no column {', '.join(missing)}; run the query of docs/knowledge.md unchanged"
        )
    for row in reader:
        place = Place(path.name, reader.line_num)
        if None in row or None in row.values():
            raise place.wrong("row", "has more or fewer cells than the first line", "save the result anew as CSV")
        yield place, row


def _title(knowledge: Knowledge, state: str, label: str) -> tuple[str, str] | None:
    """The title a position's label begins with, and its kind: "Prime Minister" of "Prime Minister of Japan"."""
    words = label.split(" ")
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count])
        kinds = knowledge.title_kinds(state, phrase)
        if kinds:
            return phrase[:1].upper() + phrase[1:], kinds[0]
    return None


def _person(knowledge: Knowledge, row: dict[str, str], state: str, item: str, persons: dict[str, Person]) -> str:
    name = row["personLabel"]
    for known in knowledge.persons_named(name):
        names = {fold(n) for n in (known.name, *known.aliases)}
        if fold(name) in names and any(t.state == state for t in knowledge.tenures(known.id)):
            return known.id
    id = f"{'-'.join(fold(name).split())}-{item.lower()}"
    aliases = tuple(dict.fromkeys(a for a in row["altLabels"].split("|") if " " in a and ";" not in a and a != name))
    persons[id] = Person(
        id=id, name=name, aliases=aliases, gender=_GENDERS.get(row["genderLabel"]), source=f"Wikidata {item}"
    )
    return id


def _days(place: Place, row: dict[str, str], column: str) -> Interval | None:
    """The days of a Wikidata time with its precision: 9 a year, 10 a month, 11 a day."""
    value, precision = row[column], row[column + "Precision"]
    if not value:
        return None
    parts = _TIME.match(value)
    if parts is None or not precision.isdigit():
        raise place.wrong(column, f"{value!r} is no Wikidata time", "run the query of docs/knowledge.md unchanged")
    year, month, day = (int(part) for part in parts.groups())
    if int(precision) >= _DAY:
        return Interval.day(date(year, month, day))
    if int(precision) == _MONTH:
        return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    if int(precision) == _YEAR:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    return None
