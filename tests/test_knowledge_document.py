"""What docs/knowledge.md says of the files is true, and its examples too."""

from __future__ import annotations

import csv
import doctest
import re
from pathlib import Path

import pytest

from readouts.knowledge import KINDS
from readouts.knowledge.loading import DATA, FILES
from readouts.knowledge.tables import COLUMNS

PAGE = Path(__file__).parents[1] / "docs" / "knowledge.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+\.csv)` \| ([\d,]+) \| (.*) \|$", re.M)
TABLE = {name: (int(rows.replace(",", "")), cell) for name, rows, cell in ROW.findall(TEXT)}


def test_examples() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried > 5
    assert failed == 0


@pytest.mark.parametrize("name", FILES)
def test_rows_and_columns(name: str) -> None:
    rows, described = TABLE[name]
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        header, *found = csv.reader(lines)
    assert rows == len(found)
    assert f"`{','.join(COLUMNS[name.removesuffix('.csv')])}`" in described
    assert tuple(header) == COLUMNS[name.removesuffix(".csv")]


def test_kinds_are_listed_in_order() -> None:
    section = TEXT.split("`kind` of an office, highest first:", 1)[1].split(". A president", 1)[0]
    assert tuple(re.findall(r"`(\w+)`", section)) == KINDS


def test_the_query_is_the_shipped_one() -> None:
    shown = re.search(r"```sparql\n(.*?)```", TEXT, re.S)
    shipped = (DATA / "wikidata.sparql").read_text(encoding="utf-8")
    assert shown is not None
    assert shown[1] == shipped[shipped.index("SELECT") :]


def test_the_form_of_a_users_file_is_ours() -> None:
    example = re.search(r"```text\n(.*?)\n", TEXT)
    assert example is not None
    assert tuple(example[1].split(",")) == COLUMNS["tenures"]
