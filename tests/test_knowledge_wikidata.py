"""The result of the documented Wikidata query becomes rows of our own form, which load again."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from readouts.errors import KnowledgeError
from readouts.knowledge import import_wikidata, load, write_persons, write_tenures
from readouts.knowledge.loading import DATA
from readouts.knowledge.wikidata import NEEDED
from readouts.model import Interval

K = load()
AT = "http://www.wikidata.org/entity/"
MADE_UP = {
    "person": AT + "Q999001", "personLabel": "Ada Example", "genderLabel": "female",
    "altLabels": "Ada M. Example|Ada", "positionLabel": "Prime Minister of New Zealand", "iso3": "NZL",
    "start": "2031-03-02T00:00:00Z", "startPrecision": "11", "end": "", "endPrecision": "",
}  # fmt: skip


def result(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "query.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, NEEDED)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_new_person_comes_with_office_and_source(tmp_path: Path) -> None:
    found = import_wikidata(result(tmp_path, MADE_UP), K)
    (person,), (tenure,) = found.persons, found.tenures
    assert (person.id, person.aliases, person.gender) == ("ada-example-q999001", ("Ada M. Example",), "f")
    assert (tenure.person, tenure.title, tenure.kind) == (person.id, "Prime Minister", "head_of_government")
    assert tenure.start == Interval.day(date(2031, 3, 2))
    assert tenure.end is None
    assert person.source == tenure.source == "Wikidata Q999001"
    assert found.skipped == ()


def test_a_known_person_keeps_the_id(tmp_path: Path) -> None:
    row = MADE_UP | {"person": AT + "Q3052772", "personLabel": "Emmanuel Macron", "iso3": "FRA", "altLabels": ""}
    found = import_wikidata(result(tmp_path, row | {"positionLabel": "President of the French Republic"}), K)
    assert found.persons == ()
    assert [t.person for t in found.tenures] == ["emmanuel-macron"]


@pytest.mark.parametrize(
    ("label", "state", "title", "kind"),
    [
        ("Minister of Foreign Affairs of Poland", "POL", "Minister of Foreign Affairs", "foreign_minister"),
        ("Chancellor of Germany", "DEU", "Chancellor", "head_of_government"),
        ("President of Iran", "IRN", "President", "head_of_government"),
        ("Federal Reserve Chair", "USA", "Federal Reserve Chair", "other"),
    ],
)
def test_positions(tmp_path: Path, label: str, state: str, title: str, kind: str) -> None:
    (tenure,) = import_wikidata(result(tmp_path, MADE_UP | {"positionLabel": label, "iso3": state}), K).tenures
    assert (tenure.title, tenure.kind) == (title, kind)


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [("11", "2031-03-02", "2031-03-02"), ("10", "2031-03-01", "2031-03-31"), ("9", "2031-01-01", "2031-12-31")],
)
def test_precision(tmp_path: Path, precision: str, first: str, last: str) -> None:
    (tenure,) = import_wikidata(result(tmp_path, MADE_UP | {"startPrecision": precision}), K).tenures
    assert tenure.start == Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"positionLabel": "Keeper of the Seals and Gardens"}, "office 'Keeper of the Seals and Gardens' is unknown"),
        ({"start": "", "startPrecision": ""}, "no day to begin with"),
        ({"startPrecision": "7"}, "no day to begin with"),
    ],
)
def test_what_is_left_out_is_listed(tmp_path: Path, change: dict[str, str], says: str) -> None:
    found = import_wikidata(result(tmp_path, MADE_UP | change), K)
    assert found.tenures == ()
    assert len(found.skipped) == 1
    assert says in found.skipped[0]
    assert "query.csv, line 2" in found.skipped[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"iso3": "ZZZ"}, r"query\.csv, line 2, iso3: 'ZZZ' is no state here"),
        ({"start": "yesterday"}, r"query\.csv, line 2, start: 'yesterday' is no Wikidata time"),
    ],
)
def test_a_wrong_row_is_told(tmp_path: Path, change: dict[str, str], says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        import_wikidata(result(tmp_path, MADE_UP | change), K)


def test_another_result_is_told(tmp_path: Path) -> None:
    path = tmp_path / "query.csv"
    path.write_text("person,personLabel\nx,y\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"query\.csv, line 1: no column genderLabel"):
        import_wikidata(path, K)


def test_imported_rows_load_again(tmp_path: Path) -> None:
    found = import_wikidata(result(tmp_path, MADE_UP | {"positionLabel": "Finance Minister"}), K)
    people, offices = tmp_path / "people.csv", tmp_path / "offices.csv"
    with people.open("w", encoding="utf-8") as out:
        write_persons(found.persons, out)
    with offices.open("w", encoding="utf-8") as out:
        write_tenures(found.tenures, out)
    knowledge = load((people, offices))
    held = knowledge.office("ada-example-q999001", Interval.day(date(2032, 1, 1)))
    assert held == found.tenures[0]
    assert knowledge.person("ada-example-q999001") == found.persons[0]


def test_the_query_asks_for_what_the_import_needs() -> None:
    query = (DATA / "wikidata.sparql").read_text(encoding="utf-8")
    asked = query.split("SELECT", 1)[1].split("WHERE", 1)[0]
    assert [word.lstrip("?") for word in asked.split()] == list(NEEDED)
