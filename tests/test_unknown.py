"""People by the role a text gives them: whom it is about, what is left out, and rows ready for a knowledge file."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

import readouts
from readouts.cli import commands
from readouts.knowledge import load, write_persons, write_tenures
from readouts.language import roles
from readouts.language.document import Document
from readouts.model import Article, Published
from readouts.reports import Unknown, Worklist, person_rows, tenure_rows
from readouts.sources import make_article

DAY = date(2024, 2, 6)


def article(text: str, name: str = "a.txt", day: date | None = DAY) -> Article:
    published = Published(earliest=day, latest=day, basis="given") if day else Published()
    return make_article(text, source=name, published=published)


def worklist(*articles: Article) -> list[Unknown]:
    made = Worklist(load())
    for one in articles:
        made.add(one)
    return made.rows()


# text; name, role, kind and state of each that is found
ROWS: list[tuple[str, list[tuple[str, str, str, str | None]]]] = [
    (
        "Kenyan central bank governor Jane Doe met reporters.",
        [("Jane Doe", "central bank governor", "other", "KEN")],
    ),
    ("Turkish Opposition Leader Jane Doe spoke.", [("Jane Doe", "opposition leader", "opposition_leader", "TUR")]),
    ("Jane Doe, Kenya's new trade envoy, went to Rome.", [("Jane Doe", "trade envoy", "envoy", "KEN")]),
    ("Jane Doe, the new economy minister of Kenya, spoke.", [("Jane Doe", "economy minister", "minister", "KEN")]),
    ("Bank of Japan Governor Aki Doe raised rates.", [("Aki Doe", "Bank of Japan Governor", "other", "JPN")]),
    ("The governor of the Bank of Japan, Jun Doe.", [("Jun Doe", "governor of the Bank of Japan", "other", "JPN")]),
    ("Fed chair Jane Doe waited.", [("Jane Doe", "Fed chair", "other", "USA")]),
    ("Saudi Crown Prince Sami bin Doe was there.", [("Sami bin Doe", "crown prince", "crown_prince", "SAU")]),
    ("French economy minister Dr. Jeanne Doe's aides", [("Jeanne Doe", "economy minister", "minister", "FRA")]),
    ("Deputy Finance Minister Jane Doe flew out.", [("Jane Doe", "deputy finance minister", "deputy_minister", None)]),
    (
        "An envoy, Jane Doe, and special envoy Jim Roe left.",
        [("Jane Doe", "envoy", "envoy", None), ("Jim Roe", "special envoy", "envoy", None)],
    ),
    # nobody's role now, nobody's full name, no name at all
    ("Former Kenyan central bank governor Jane Doe died.", []),
    ("The then Kenyan foreign minister Jane Doe wrote it.", []),
    ("Kenyan trade envoy Doe spoke.", []),
    ("The opposition leader Wednesday spoke.", []),
    ("The opposition leader of the United National Movement spoke.", []),
    ("The company's vice president Jane Doe resigned.", []),
    # title case: the words behind a role may be verbs
    ("Kenyan Trade Envoy Sees Appetite For Deal\n\nShe said so in Rome.", []),
    (
        "Kenyan Trade Envoy Jane Doe Sees Appetite For Deal\n\nEverybody listened to Jane Doe in Rome.",
        [("Jane Doe", "trade envoy", "envoy", "KEN")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:40] for text, _ in ROWS])
def test_people_are_found_by_their_roles(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    found = list(roles.find(Document(article(text), load())))
    short = [(b.name.split(" Sees")[0], b.role, b.kind, b.state) for b in found]
    assert short == expected
    assert all(b.span.of(text) == b.name for b in found)


def test_who_is_known_in_the_role_is_not_listed() -> None:
    assert worklist(article("US Secretary of State Antony Blinken met Kenyan trade envoy Jane Doe.")) != []
    assert [row.name for row in worklist(article("US Secretary of State Antony Blinken met Jane Doe, an aide."))] == []


def test_the_most_frequent_come_first_with_role_state_and_days() -> None:
    rows = worklist(
        article("Trade envoy Jane Doe left.", "a.txt", date(2024, 2, 6)),
        article("Kenyan trade envoy Jane Doe came. Kenya's trade envoy Jane Doe spoke.", "b.txt", date(2024, 2, 9)),
        article("Turkish opposition leader Jim Roe spoke.", "c.txt", None),
    )
    first, second = rows
    assert (first.name, first.role, first.state) == ("Jane Doe", "trade envoy", "KEN")
    assert (first.articles, first.mentions) == (2, 3)
    assert (first.first, first.last) == (date(2024, 2, 6), date(2024, 2, 9))
    assert (first.example, first.source) == ("Trade envoy Jane Doe left.", "a.txt")
    assert (second.name, second.articles, second.first) == ("Jim Roe", 1, None)


def test_rows_are_ready_for_a_knowledge_file(tmp_path: Path) -> None:
    text = "Kenyan central bank governor Jane Doe met French finance minister Jean Roe in Paris on Monday."
    knowledge = load()
    rows = worklist(article(text))
    files = []
    persons, tenures = StringIO(), StringIO()
    write_persons(person_rows(rows, knowledge), persons)
    write_tenures(tenure_rows(rows, knowledge), tenures)
    for name, out in (("persons.csv", persons), ("tenures.csv", tenures)):
        files.append(tmp_path / name)
        files[-1].write_text(out.getvalue(), encoding="utf-8")
    (tenure, _) = csv.DictReader(files[1].read_text(encoding="utf-8").splitlines())
    assert (tenure["person"], tenure["state"], tenure["title"]) == ("jane-doe", "KEN", "Central Bank Governor")
    assert (tenure["start"], tenure["end"]) == (f"../{DAY}", f"{DAY}/..")
    own = load(tuple(files))
    assert own.tenures("jane-doe")[0].kind == "other"
    (contact,) = readouts.read_text(text, published=str(DAY), knowledge=files).contacts
    assert [(p.name, p.state, p.office) for p in contact.participants] == [
        ("Jane Doe", "KEN", "Central Bank Governor"),
        ("Jean Roe", "FRA", "Finance Minister"),
    ]
    again = Worklist(own)
    again.add(article(text))
    assert again.rows() == []


def test_an_id_is_given_once() -> None:
    (row,) = worklist(article("Kenyan trade envoy Olaf Doe spoke."))
    taken = load().persons[0]
    same = Unknown(**{**{f: getattr(row, f) for f in row.__slots__}, "name": taken.id.replace("-", " ").title()})
    ids = [person.id for person in person_rows([same, same], load())]
    assert len({*ids, taken.id}) == 3


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_the_command_prints_the_worklist(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kenyan trade envoy Jane Doe went to Rome. " * 3, encoding="utf-8")
    words = ["unknown", str(tmp_path), "--quiet", "--published", "2024-02-06", "--format", form]
    output = CliRunner().invoke(commands, words, standalone_mode=False).output
    if form == "table":
        assert output.splitlines()[1].split() == ["1", "KEN", "Jane", "Doe", "trade", "envoy"]
        assert max(map(len, output.splitlines())) <= 80
        return
    (row,) = csv.DictReader(StringIO(output)) if form == "csv" else [json.loads(output)]
    assert (row["name"], row["state"], str(row["mentions"]), row["first"]) == ("Jane Doe", "KEN", "3", "2024-02-06")


def test_few_mentions_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kenyan trade envoy Jane Doe went to Rome.", encoding="utf-8")
    result = CliRunner().invoke(commands, ["unknown", str(tmp_path), "--at-least", "2"], standalone_mode=False)
    assert "1 article read, nobody not known" in result.output
