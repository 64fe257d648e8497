"""Time expressions in sentences: the words, the days they mean, how finely, the TIMEX3 value, the rule.

The rows are in `times_expressions.csv`; rows that follow each other with one text are all the expressions of that text,
a row without words says that it has none. `spares` names a rule that must leave the text alone. 21 January 2025 is a
Tuesday.
"""

from __future__ import annotations

import csv
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from readouts.model import Interval
from readouts.times import days_in_utc, find, precision_of, zone_of
from readouts.times.rules import load_rules


class Row(NamedTuple):
    """One row of the table."""

    kind: str
    text: str
    published: str
    words: str
    earliest: str
    latest: str
    precision: str
    value: str
    rule: str
    spares: str


with (Path(__file__).parent / "times_expressions.csv").open(encoding="utf-8", newline="") as source:
    ROWS = [Row(*row) for row in list(csv.reader(source))[1:]]
TEXTS = [list(rows) for _, rows in groupby(ROWS, key=lambda row: (row.kind, row.text, row.published, row.spares))]


@pytest.mark.parametrize("rows", TEXTS, ids=[rows[0].text for rows in TEXTS])
def test_expressions_of_a_text(rows: list[Row]) -> None:
    found = find(rows[0].text, date.fromisoformat(rows[0].published))
    told = [
        (one.text, str(one.earliest or ""), str(one.latest or ""), precision_of(one), one.value, one.rule)
        for one in found
    ]
    assert told == [row[3:9] for row in rows if row.words]
    assert rows[0].spares not in {one.rule for one in found}


def test_every_rule_reads_a_row_and_spares_one() -> None:
    rules = load_rules().rules
    read = {row.rule for row in ROWS}
    assert {rule.name for rule in rules if not rule.trap} <= read
    assert {rule.name for rule in rules} <= {row.spares for row in ROWS}
    assert {"named-day", "named-days", "present-phrase", "future-phrase", "counted-from-event"} <= read
    assert len([row for row in ROWS if row.words]) >= 400
    assert len(set(ROWS)) == len(ROWS)


def test_words_of_rewriting_are_marked() -> None:
    marked = {row.text for row in ROWS if row.rule.endswith("rewritten")}
    assert {row.text for row in ROWS if row.kind == "rewritten"} - marked == {"He will meet his week with the envoy."}


def test_a_day_does_for_an_interval_of_one_day() -> None:
    day = date(2025, 1, 21)
    assert find("They met on Friday.", day) == find("They met on Friday.", Interval.day(day))


@pytest.mark.parametrize(
    ("text", "zone", "in_utc"),
    [
        ("They spoke at 15:00 GMT Saturday.", "GMT", "2025-01-18"),
        ("They spoke at 10 p.m. EST on Friday.", "EST", "2025-01-18"),
        ("They spoke at 02:00 MSK on Friday.", "MSK", "2025-01-16"),
        ("They spoke at 15:00 Moscow time on Friday.", "Moscow time", None),
        ("They spoke at 6 p.m. local time on Friday.", "local time", None),
        ("They spoke at 6 p.m. on Friday.", None, None),
        ("They spoke on Friday morning.", None, None),
        ("They spoke at 15:00 GMT.", "GMT", None),
    ],
)
def test_zones_are_kept_and_move_the_day(text: str, zone: str | None, in_utc: str | None) -> None:
    (one,) = find(text, date(2025, 1, 21))
    assert zone_of(one) == zone
    days = days_in_utc(one)
    assert (str(days.earliest) if days else None) == in_utc


@pytest.mark.parametrize(
    ("text", "tense", "day"),
    [
        # The verb's tense is surely that of a day behind "on"; beside the day alone it only leans.
        ("They met after long talks in the old town on Feb. 7.", "past", "2024-02-07"),
        ("They approved the payment, which falls due Feb. 7.", "past", "2025-02-07"),
        ("They gave the envoy until Feb. 7.", "past", "2025-02-07"),
        # The present is no tense of the day.
        ("The offer expires Feb. 7.", "present", "2025-02-07"),
        ("The two meet Feb. 7.", None, "2025-02-07"),
        ("They will meet on Feb. 7.", "future", "2025-02-07"),
        ("A meeting planned in the town for Friday fell through.", "future", "2025-01-24"),
        ("A meeting planned in the town on Friday fell through.", "past", "2025-01-17"),
    ],
)
def test_the_tense_of_a_parse(text: str, tense: Literal["past", "present", "future"] | None, day: str) -> None:
    (one,) = find(text, date(2025, 1, 21), tense=lambda _: tense)
    assert str(one.earliest) == day
