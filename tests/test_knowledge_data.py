"""The shipped knowledge: what must be true of its rows, and what it must know."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from readouts.knowledge import KINDS, load
from readouts.knowledge.checks import check
from readouts.knowledge.loading import DATA, FILES
from readouts.knowledge.tables import Tables, read_table
from readouts.model import Interval
from readouts.text import fold

K = load()
SHARED = Path(os.environ.get("READOUTS_SHARED") or Path(__file__).parents[2] / "shared")
GOLD = [SHARED / "gold" / name for name in ("dev.jsonl", "official.jsonl", "seeds.jsonl")]
TWENTY = [
    "ARG", "AUS", "BRA", "CAN", "CHN", "DEU", "FRA", "GBR", "IDN", "IND", "ITA", "JPN", "KOR", "MEX", "RUS", "SAU",
    "TUR", "USA", "ZAF",
]  # fmt: skip
# Seoul had no defence minister from the martial law of December 2024 to July 2025.
VACANT = {("KOR", "defence minister", 2025)}


@pytest.fixture(scope="module")
def rows() -> Tables:
    tables = Tables()
    for name in FILES:
        read_table(DATA / name, tables)
    return tables


def test_the_files_pass_their_own_checks(rows: Tables) -> None:
    check(rows)
    assert len(rows.persons) > 4000
    assert len(rows.tenures) > 5000


def test_every_person_holds_an_office(rows: Tables) -> None:
    held = {tenure.person for tenure, _ in rows.tenures.values()}
    assert set(rows.persons) == held


def test_every_row_has_its_source(rows: Tables) -> None:
    sources = [t.source for t, _ in rows.tenures.values()] + [p.source for p, _ in rows.persons.values()]
    for source in sources:
        for part in source.split(" + "):
            assert re.fullmatch(r"general knowledge|stated in .+, \d{4}-\d{2}-\d{2}|[\w-]+/[\w.-]+:.+", part), part


def test_what_was_only_stated_starts_no_later_than_it_was_stated(rows: Tables) -> None:
    for tenure, place in rows.tenures.values():
        if tenure.source.startswith("stated in"):
            said = date.fromisoformat(tenure.source.split(" + ")[0][-10:])
            assert tenure.start is not None
            assert tenure.start.latest <= said, place


def test_nobody_starts_in_the_future_or_before_the_last_century(rows: Tables) -> None:
    for tenure, place in rows.tenures.values():
        assert tenure.start is not None, place
        assert tenure.start.latest < date(2026, 12, 31), place
        assert tenure.start.earliest == date.min or tenure.start.earliest.year > 1940, place
        assert tenure.end is None or tenure.end.latest == date.max or tenure.end.latest.year <= 2026, place


def test_ids_are_plain() -> None:
    for person in K.persons:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", person.id), person.id
    for state in K.states:
        pattern = r"[A-Z]{3}" if state.kind in ("state", "territory") else r"[A-Za-z0-9+]{2,9}"
        assert re.fullmatch(pattern, state.code), state.code


def test_names_are_names() -> None:
    """No alias that is one word (those are short names), an office with a name, or an administration."""
    office = re.compile(r"(?i)^(?:president|senator|ambassador|chancellor|governor|mr|mrs) |administration")
    for person in K.persons:
        for alias in person.aliases:
            assert " " in alias or "-" in alias, (person.id, alias)
            assert not office.search(alias), (person.id, alias)


def test_nobody_bears_the_name_of_another_as_an_alias() -> None:
    names = Counter(fold(person.name) for person in K.persons)
    own = {fold(person.name): person.id for person in K.persons}
    for person in K.persons:
        for alias in person.aliases:
            assert own.get(fold(alias), person.id) == person.id, (person.id, alias)
    assert [name for name, count in names.items() if count > 1] == ["david johnston"]


@pytest.mark.parametrize("code", [s.code for s in K.states if s.kind == "state" and s.code not in ("ATA", "SMR")])
def test_every_state_has_a_leader_now_or_lately(code: str) -> None:
    """Small states may lack the years before their snapshot, none lacks a leader at the end of 2025."""
    absent = {"AND", "CHE", "WSM", "PLW", "BRN", "LIE"}
    if code not in absent:
        assert K.holder_of(code, "leader", Interval.day(date(2025, 6, 1))), code


@pytest.mark.parametrize("code", TWENTY)
@pytest.mark.parametrize("title", ["leader", "foreign minister", "defence minister"])
@pytest.mark.parametrize("year", [2018, 2020, 2021, 2022, 2023, 2024, 2025])
def test_the_twenty_have_one_holder_each_year(code: str, title: str, year: int) -> None:
    held = {t.person for t in K.holder_of(code, title, Interval.day(date(year, 6, 10)))}
    assert len(held) == (0 if (code, title, year) in VACANT else 1), held


def test_leaders_are_kinds_of_office() -> None:
    for state in K.states:
        assert state.leader, state.code
        assert set(state.leader) <= set(KINDS)


@pytest.mark.skipif(not GOLD[0].is_file(), reason=f"no gold in {SHARED} (set READOUTS_SHARED)")
def test_persons_of_the_open_gold_are_known() -> None:
    """At least 97 of 100 persons named as participants are known, whoever is asked by date holds an office."""
    known = named = 0
    for path in GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("half") == "check":
                continue
            for contact in row["contacts"]:
                for given in contact["participants"]:
                    name = given["name"] if isinstance(given, dict) else given
                    if " of " in name or "delegation" in name:
                        continue
                    named += 1
                    known += bool(K.persons_named(name))
    assert named > 500
    assert known / named >= 0.97
