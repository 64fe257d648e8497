"""The data files of the room: what the loaders refuse, and that every rule and reader is in use."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from readouts.errors import KnowledgeError
from readouts.times import load_events, read_events
from readouts.times.feasts import (
    julian_easter_of,
    list_days,
    load_feasts,
    load_moving,
    on_year,
    read_feasts,
    read_moving,
)
from readouts.times.fiscal import list_fiscal, load_fiscal
from readouts.times.phrases import load_phrases
from readouts.times.readers import READERS
from readouts.times.rules import Compiler, compile_rule, load_rules
from readouts.times.tense import load_cues
from readouts.times.tokens import load_classes
from readouts.times.words import load_words, read_rows

HEAD = "name,needs,pattern,earliest,latest,tells,source\n"


def test_every_rule_names_a_reader_that_is_there() -> None:
    assert {rule.read for rule in load_rules().rules if not rule.trap} <= set(READERS)
    assert {rule.read for rule in load_rules().rules if not rule.trap} == set(READERS)


def test_words_have_classes_that_rules_can_name() -> None:
    assert {word.kind for word in load_words().values()} <= set(load_classes())
    assert all(word == word.lower() for word in load_words())


def test_no_rule_matches_nothing() -> None:
    assert not [rule.name for rule in load_rules().rules if rule.pattern.fullmatch("")]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"name": "r", "pattern": "NOSUCH", "read": "weekday"}, "no class or macro 'NOSUCH'"),
        ({"name": "r", "pattern": "WD &", "read": "weekday"}, "cannot read '&'"),
        ({"name": "r", "pattern": "WD", "reads": "weekday"}, "reads"),
        ({"pattern": "WD"}, "needs name and pattern"),
    ],
)
def test_a_wrong_rule_is_named(row: dict[str, object], says: str) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(says)):
        compile_rule(row, Compiler({}))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("fall,fall,(fall,2001-01-01,2001-01-01,fact,record\n", ":2: 'fall'"),
        ("fall,fall,fall,2001-13-01,2001-01-01,fact,record\n", ":2: 'fall'"),
        ("fall,fall,fall,2001-01-02,2001-01-01,fact,record\n", "earliest not after latest"),
        ("fall,fall,fall,2001-01-01,2001-01-01,fact,\n", "needs a source"),
        ("fall,fall,fall,2001-01-01,2001-01-01,perhaps,record\n", "tells one of"),
        ("fall,fall,fall\n", ":2: needs 7 fields"),
    ],
)
def test_a_wrong_event_is_named(tmp_path: Path, body: str, says: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(says)) as fault:
        read_events(path)
    assert "mine.csv" in str(fault.value)


@pytest.mark.parametrize(
    ("read", "table", "says"),
    [
        (read_feasts, "name,day,before,after,source\nFeast,XXXX-13-01,0,0,record\n", ":2: 'Feast' needs a day that is"),
        (read_feasts, "name,day,before,after,source\nFeast,XXXX-05-FRIDAY,0,0,record\n", ":2: 'Feast' needs a day"),
        (read_feasts, "name,day,before,after,source\nFeast,MOVING:none,0,0,record\n", ":2: 'Feast' needs a day"),
        (read_feasts, "name,day,before,after,source\nFeast,XXXX-05-01,one,0,record\n", "numbers of days before"),
        (read_feasts, "name,day,before,after,source\nFeast,XXXX-05-01,0,0,\n", "and a source"),
        (
            read_feasts,
            "name,day,before,after\nFeast,XXXX-05-01,0,0\n",
            ":1: columns must be name,day,before,after,source",
        ),
        (list_fiscal, "owner,pattern,begins,named_by,source\nNorland,N,13-1,last,law\n", ":2: 'Norland' needs begins"),
        (list_fiscal, "owner,pattern,begins,named_by,source\nNorland,N,April,last,law\n", ":2: 'Norland' needs begins"),
        (list_fiscal, "owner,pattern,begins,named_by,source\nNorland,N,4-1,middle,law\n", "named_by first or last"),
        (list_fiscal, "owner,pattern,begins,named_by,source\nNorland,(N,4-1,last,law\n", "a pattern and a source"),
        (list_fiscal, "owner,pattern,begins,named_by,source\nNorland,N,4-1,last,\n", "a pattern and a source"),
        (read_moving, "feast,day\nholi,2024-03-25\nholi,2025-03-34\n", ":3: '2025-03-34' is no day; write it as year-"),
        (read_moving, "feast,days\nholi,2024-03-25\n", ":1: columns must be feast,day, found feast,days"),
    ],
)
def test_a_wrong_day_or_fiscal_year_is_named(
    tmp_path: Path, read: Callable[[Path], object], table: str, says: str
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(says)) as fault:
        read(path)
    assert str(fault.value).startswith(str(path))


def test_wrong_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,day\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.csv:1: columns must be"):
        list(read_rows("events.csv", ("name",), path))


def test_events_have_days_and_needs_that_their_patterns_keep() -> None:
    events = load_events()
    assert len(events) > 80
    assert all(event.needs == event.needs.lower() for event in events)
    assert len({(event.name, event.pattern.pattern, event.days) for event in events}) == len(events)


def test_phrases_and_tense_words_load() -> None:
    assert load_phrases()[0]["at the moment"][1] == "PRESENT_REF"
    assert load_feasts()["good friday"].day == "EASTER-2"
    assert load_cues()["will"].direction == "future"


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        ("EASTER+0", 2024, date(2024, 3, 31)),
        ("EASTER+0", 2025, date(2025, 4, 20)),
        ("EASTER-2", 2022, date(2022, 4, 15)),
        ("EASTER+0", 2000, date(2000, 4, 23)),
        ("XXXX-11-THURSDAY-4", 2024, date(2024, 11, 28)),
        ("XXXX-09-MONDAY-1", 2023, date(2023, 9, 4)),
        ("XXXX-05-MONDAY-5", 2024, date(2024, 5, 27)),
        ("XXXX-12-25", 2021, date(2021, 12, 25)),
    ],
)
def test_named_days_of_a_year(day: str, year: int, expected: date) -> None:
    assert on_year(day, year) == expected


@pytest.mark.parametrize(
    ("year", "day"), [(1991, "04-07"), (2016, "05-01"), (2022, "04-24"), (2024, "05-05"), (2025, "04-20")]
)
def test_easter_of_the_eastern_churches(year: int, day: str) -> None:
    assert julian_easter_of(year) == date.fromisoformat(f"{year}-{day}")


def test_feasts_that_follow_the_moon_come_about_every_year() -> None:
    for feast, days in load_moving().items():
        gaps = {(later - earlier).days for earlier, later in pairwise(days)}
        assert min(gaps) >= 350, feast
        assert max(gaps) <= 386, feast


def test_every_feast_has_a_day_in_every_year_of_the_press() -> None:
    for name, feast in load_feasts().items():
        assert len(list_days(feast.day, 2010, 2030)) >= 20, name


@pytest.mark.parametrize(
    ("words", "year", "first", "last"),
    [
        ("U.S.", 2024, "2023-10-01", "2024-09-30"),
        ("British", 2024, "2024-04-06", "2025-04-05"),
        ("India’s", 2024, "2024-04-01", "2025-03-31"),
        ("Australia's", 2024, "2023-07-01", "2024-06-30"),
        ("German", 2024, "2024-01-01", "2024-12-31"),
    ],
)
def test_fiscal_years_of_states(words: str, year: int, first: str, last: str) -> None:
    (days,) = {known.days(year) for pattern, known in load_fiscal() if pattern.search(f"the {words} fiscal year")}
    assert (str(days.earliest), str(days.latest)) == (first, last)


def test_events_that_words_lean_on_need_a_word() -> None:
    assert all(event.needs for event in load_events() if event.tells in ("fact", "after"))
