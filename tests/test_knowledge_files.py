"""The knowledge files: each fault is told with file, line and remedy; a user's rows lie over ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from readouts.errors import KnowledgeError
from readouts.knowledge import load
from readouts.knowledge.checks import check
from readouts.knowledge.tables import COLUMNS, Tables, read_table
from readouts.model import Interval

HEAD = {kind: ",".join(columns) + "\n" for kind, columns in COLUMNS.items()}
PERSON = "jo-doe,Jo Doe,,Doe,,,a list\n"
OTHER = "al-roe,Al Roe,,Roe,,,a list\n"
STATE = "ABC,Abcia,state,,Abcian,,,,head_of_state,,a list\n"
TENURE = "jo-doe,ABC,President,head_of_state,2020-01-01,2024-01-01,,,a list\n"


def write(folder: Path, kind: str, rows: str, name: str | None = None) -> Path:
    path = folder / (name or f"{kind}.csv")
    path.write_text(HEAD[kind] + rows, encoding="utf-8")
    return path


ROWS = [
    # kind of file, rows, line, what is said
    ("persons", "jo-doe,Jo Doe,,Doe,x,,a list\n", 2, "gender: 'x' is unknown"),
    ("persons", "jo-doe,,,Doe,,,a list\n", 2, "name: is empty"),
    ("persons", "jo-doe,Jo Doe,,Doe,,,\n", 2, "source: is empty"),
    ("persons", "jo-doe,Jo Doe ,,Doe,,,a list\n", 2, "name: 'Jo Doe ' has blanks around it"),
    ("persons", "jo-doe,Jo Doe,Joe Doe;;,Doe,,,a list\n", 2, "aliases: 'Joe Doe;;' has an empty part"),
    ("persons", "jo-doe,Jo Doe,Joe Doe;Joe Doe,Doe,,,a list\n", 2, "says one value twice"),
    ("persons", PERSON + PERSON, 3, "id: the row of line 2 again"),
    ("persons", PERSON + "al-roe,Al Roe\n", 3, "row: has 2 cells; it needs 7"),
    ("persons", PERSON + 'al-roe,"Al Roe,,Roe,,,a list\n', 3, "quote cells"),
    ("tenures", "jo-doe,ABC,President,boss,2020,,,,a list\n", 2, "kind: 'boss' is unknown"),
    ("tenures", "jo-doe,ABC,President,head_of_state,soon,,,,a list\n", 2, "start: 'soon' is not a day"),
    ("tenures", "jo-doe,ABC,President,head_of_state,2020-02-31,,,,a list\n", 2, "is not a day of the calendar"),
    ("tenures", "jo-doe,ABC,President,head_of_state,2020,2019,,,a list\n", 2, "end: '2019' lies before the start"),
    ("tenures", "jo-doe,ABC,President,head_of_state,2020,,maybe,,a list\n", 2, "acting: 'maybe' is unknown"),
    ("states", "ABC,Abcia,island,,,,,,head_of_state,,a list\n", 2, "kind: 'island' is unknown"),
    ("states", "ABC,Abcia,state,,,,,,boss,,a list\n", 2, "leader: 'boss' is no kind of office"),
    ("outlets", "The Abc,,,gazette,,,a list\n", 2, "kind: 'gazette' is unknown"),
    ("outlets", "The Abc,,,newspaper,no,,a list\n", 2, "official: 'no' is unknown"),
    ("titles", "chief,,boss,,,a list\n", 2, "kinds: 'boss' is no kind of office"),
    ("cautious", "May,\n", 2, "note: is empty"),
    ("honorifics", "Mr,word\n", 2, "note: 'word' is unknown"),
]


@pytest.mark.parametrize(("kind", "rows", "line", "says"), ROWS)
def test_a_wrong_cell_is_told(tmp_path: Path, kind: str, rows: str, line: int, says: str) -> None:
    path = write(tmp_path, kind, rows)
    with pytest.raises(KnowledgeError) as told:
        read_table(path, Tables())
    message = str(told.value)
    assert message.startswith(f"{kind}.csv, line {line}")
    assert says in message
    assert ";" in message or "quote" in message, "the remedy is missing"


def test_an_unknown_header_names_the_forms(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,office\nJo Doe,President\n", encoding="utf-8")
    with pytest.raises(
        KnowledgeError, match=r"mine\.csv, line 1: unknown columns 'name,office'.*tenures: person,state"
    ):
        read_table(path, Tables())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00bad", b"id,name\n"])
def test_a_file_of_another_kind_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"mine\.csv"):
        read_table(path, Tables())


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.csv: cannot be read"):
        load((tmp_path / "none.csv",))


BETWEEN = [
    ("a person nobody knows", {"states": STATE, "tenures": TENURE}, "'jo-doe' is not in persons.csv"),
    ("a state nobody knows", {"persons": PERSON, "tenures": TENURE}, "'ABC' is not in states.csv"),
    ("an outlet's state", {"outlets": "The Abc,,XYZ,newspaper,,,a list\n"}, "'XYZ' is not in states.csv"),
    ("a title's state", {"titles": "chief,XYZ,head_of_state,,,a list\n"}, "'XYZ' is not in states.csv"),
    (
        "one title in two spellings",
        {"titles": "defence chief,,defence_minister,,,a list\nDefense Chief,,military,,,a list\n"},
        "'Defense Chief' is read as 'defence chief'",
    ),
    (
        "two holders of one office",
        {
            "persons": PERSON + OTHER,
            "states": STATE,
            "tenures": TENURE + "al-roe,ABC,President,head_of_state,2023-06,,,,a list\n",
        },
        "al-roe and jo-doe both hold head_of_state of ABC on 2023-06-30",
    ),
    (
        "a shared name",
        {
            "persons": PERSON + "jo-doe-2,José Dóe,Jo Doe,Dóe,,,a list\n",
            "states": STATE,
            "tenures": TENURE + "jo-doe-2,ABC,Foreign Minister,foreign_minister,2021,,,,a list\n",
        },
        "'jo doe' names jo-doe too, of ABC in the same years",
    ),
]


@pytest.mark.parametrize(("why", "files", "says"), BETWEEN, ids=[row[0] for row in BETWEEN])
def test_what_must_hold_between_rows(tmp_path: Path, why: str, files: dict[str, str], says: str) -> None:
    tables = Tables()
    for kind, rows in files.items():
        read_table(write(tmp_path, kind, rows), tables)
    with pytest.raises(KnowledgeError) as told:
        check(tables)
    assert says in str(told.value), why


ALLOWED = [
    ("a handover on one day", "al-roe,ABC,President,head_of_state,2024-01-01,,,,a list\n"),
    ("an acting holder", "al-roe,ABC,President,head_of_state,2023-06,,yes,,a list\n"),
    ("a note that says why", "al-roe,ABC,President,head_of_state,2023-06,,,rival,a list\n"),
    ("days that need not overlap", "al-roe,ABC,President,head_of_state,2023-12-01/2024-02-01,,,,a list\n"),
    ("an office of many", "al-roe,ABC,Finance Minister,minister,2021,,,,a list\n"),
]


@pytest.mark.parametrize(("why", "row"), ALLOWED, ids=[row[0] for row in ALLOWED])
def test_what_is_no_overlap(tmp_path: Path, why: str, row: str) -> None:
    tables = Tables()
    for kind, rows in (("persons", PERSON + OTHER), ("states", STATE), ("tenures", TENURE + row)):
        read_table(write(tmp_path, kind, rows), tables)
    check(tables)
    assert len(tables.tenures) == 2, why


def test_a_users_rows_lie_over_ours(tmp_path: Path) -> None:
    people = write(tmp_path, "persons", "jo-doe,Jo Doe,Joanna Doe,Doe,f,,own list\n")
    offices = write(tmp_path, "tenures", "jo-doe,NZL,Trade Minister,minister,2030,,,,own list\n", "offices.csv")
    knowledge = load((people, offices))
    (found,) = knowledge.persons_named("Joanna Doe")
    held = knowledge.office(found.id, Interval.day(date(2031, 5, 1)))
    assert held is not None
    assert (held.title, held.source) == ("Trade Minister", "own list")
    assert knowledge.persons_named("Emmanuel Macron")
    assert not load().persons_named("Joanna Doe")


def test_a_users_row_with_our_key_replaces_ours(tmp_path: Path) -> None:
    (ours,) = load().holder_of("FRA", "president", Interval.day(date(2024, 5, 1)))
    end = "emmanuel-macron,FRA,President,head_of_state,2017-05-14,2031-01-01,,,own list\n"
    changed = load((write(tmp_path, "tenures", end),))
    (theirs,) = changed.holder_of("FRA", "president", Interval.day(date(2030, 5, 1)))
    assert (theirs.person, theirs.end) == (ours.person, Interval.day(date(2031, 1, 1)))


def test_a_users_successor_needs_our_tenure_ended(tmp_path: Path) -> None:
    people = write(tmp_path, "persons", "jo-doe,Jo Doe,,Doe,,,own list\n")
    offices = write(tmp_path, "tenures", "jo-doe,FRA,President,head_of_state,2020,,,,own list\n", "mine.csv")
    with pytest.raises(KnowledgeError, match=r"(mine|tenures)\.csv, line \d+, start: .* both hold .* FRA"):
        load((people, offices))
