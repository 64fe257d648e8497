"""The command as a user meets it: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import said, told
from readouts.cli import commands, main
from readouts.exchange import encode
from readouts.ledger import open_ledger
from readouts.model import Reading

BOTH = "Eino Aalto/NMK/President of Northmark, Grete Brandt/OST/Chancellor"
NEWS = (
    told("a1", "2026-02-20", said(BOTH, "announced visit"), outlet="Courier", title="Aalto to travel"),
    told("a2", "2026-03-04", said(BOTH, "held visit", "2026-03-03"), outlet="Herald", body="The grain deal stood."),
    told("a3", "2026-03-05", said("Max Weber/OST, Ana Cruz/SUR", "held phone_call"), held_back=["one side only"]),
    told("a4", "2026-03-05"),
)


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    returncode: int
    stdout: bytes
    stderr: bytes


def readouts(*words: object, stdin: bytes = b"", folder: Path | None = None) -> Done:
    """The command run with these words in a folder, its output caught; no other process, to save time."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    came_in = io.TextIOWrapper(io.BytesIO(stdin))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["readouts", *map(str, words)])
        patch.setattr(sys, "stdin", came_in)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setenv("COLUMNS", "80")
        if folder:
            patch.chdir(folder)
        with pytest.raises(SystemExit) as ended:
            main()
    for stream in (out, err):
        stream.flush()
    assert isinstance(ended.value.code, int)
    return Done(ended.value.code, out.buffer.getvalue(), err.buffer.getvalue())


def lines_of(readings: tuple[Reading, ...]) -> bytes:
    """Readings in the exchange format."""
    return b"".join(encode(reading) + b"\n" for reading in readings)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the news, read already, and the ledger they were added to by the command."""
    made = tmp_path_factory.mktemp("cli")
    (made / "news.jsonl").write_bytes(lines_of(NEWS))
    done = readouts("add", "news.jsonl", folder=made)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().splitlines() == [
        "4 articles read, 3 contacts",
        "4 added, 0 changed, 0 unchanged",
        "readouts.sqlite holds 4 articles, 3 reports, 2 contacts",
    ]
    return made


NAMES = list(commands.commands)


@pytest.mark.parametrize("name", NAMES)
def test_help_fits_and_has_an_example(name: str) -> None:
    done = readouts(name, "--help")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert all(len(line) <= 80 for line in text.splitlines())
    assert re.search(rf"^  readouts {name}", text, re.MULTILINE), text
    assert "..." not in text.split("Options:")[1].replace("PATH]...", "").replace("minister, ...", "")


def test_help_lists_every_command_whole() -> None:
    done = readouts("--help")
    assert done.returncode == 0
    listed = re.findall(r"^  (\w+) +[A-Z].*\.$", done.stdout.decode().split("Commands:")[1], re.MULTILINE)
    assert listed == NAMES


def test_help_loads_nothing_that_is_slow() -> None:
    script = (
        "import sys\nfrom readouts.cli import commands\n"
        "for words in (['--help'], ['extract', '--help']):\n    commands(words, standalone_mode=False)\n"
        "slow = {'spacy', 'sqlalchemy', 'alembic', 'rich.table', 'trafilatura', 'readouts.knowledge'}\n"
        "print(*(slow & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_version() -> None:
    done = readouts("--version")
    assert re.fullmatch(r"readouts \d+\.\d+\.\d+\n", done.stdout.decode())


WRONG = [
    (["nonsense"], "No such command"),
    (["list", "--nonsense"], "No such option"),
    (["list", "--status", "over"], "'over' is not one of"),
    (["list", "--from", "soon"], "'soon' is not a day: write YYYY, YYYY-MM, YYYY-MM-DD"),
    (["list", "--state", "Atlantis"], "readouts: no state or body is called 'Atlantis'"),
    (["list", "--text", " "], "readouts: nothing to look for"),
    (["show", "ffffffffffffffff"], "readouts: no contact's id begins with 'ffffffffffffffff'"),
    (["show", "../etc"], "readouts: '../etc' is no contact's id"),
    (["why", "ID", "colour"], "is no contact's id"),
    (["knowledge"], "readouts: say of whom"),
    (["knowledge", "--person", "Nobody Atall"], "readouts: nobody called 'Nobody Atall' is known"),
    (["knowledge", "--state", "DEU", "--on", "2022"], "readouts: --on: give one day"),
    (["add", "news.jsonl", "--knowledge", "missing.csv"], "'missing.csv' does not exist"),
    (["score", "missing.jsonl", "news.jsonl"], "'missing.jsonl' does not exist"),
]


@pytest.mark.parametrize(("words", "says"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_wrong_commands_say_what_is_wrong(words: list[str], says: str, folder: Path) -> None:
    done = readouts(*words, folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_an_unknown_field_names_the_known_ones(folder: Path) -> None:
    (row, *_) = listed(folder)
    done = readouts("why", row["id"], "colour", folder=folder)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("readouts: no field is called 'colour'; known: participants, channel")


def listed(folder: Path, *words: str) -> list[dict[str, str]]:
    """The contacts that `list` prints for machines."""
    done = readouts("list", "--format", "csv", *words, folder=folder)
    assert done.returncode == 0
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


LISTS = [
    ([], ["visit", "phone_call"]),
    (["--person", "weber"], ["phone_call"]),
    (["--state", "NMK"], ["visit"]),
    (["--pair", "OST", "Cruz"], ["phone_call"]),
    (["--channel", "visit", "--channel", "message"], ["visit"]),
    (["--status", "held", "--from", "2026-03-05"], ["phone_call"]),
    (["--from", "2026", "--to", "2026-03-04"], ["visit"]),
    (["--text", '"grain deal"'], ["visit"]),
    (["--state", "Germany"], []),
]


@pytest.mark.parametrize(("words", "channels"), LISTS, ids=[" ".join(words) for words, _ in LISTS])
def test_lists(words: list[str], channels: list[str], folder: Path) -> None:
    assert [row["channel"] for row in listed(folder, *words)] == channels


def test_nothing_found_is_no_fault(folder: Path) -> None:
    done = readouts("list", "--person", "nobody", folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"readouts: no contact meets this\n")


LOOKING = ["list", "timeline", "doubts", "crosswalk", "show", "why"]


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
@pytest.mark.parametrize("name", LOOKING)
def test_every_view_in_every_format(name: str, form: str, folder: Path) -> None:
    row = listed(folder)[0]
    words = [row["id"][:8]] if name in ("show", "why") else []
    done = readouts(name, *words, "--format", form, folder=folder)
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert text
    if form == "table":
        assert "\x1b" not in text
        assert all(line == line.rstrip() and len(line) <= 80 for line in text.splitlines())
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
    else:
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) > 1
        assert all(len(row) == len(rows[0]) for row in rows)


def test_the_crosswalk_names_what_extract_printed(folder: Path) -> None:
    done = readouts("crosswalk", "readouts.sqlite", "--format", "jsonl", folder=folder)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["article"], row["report"]) for row in rows] == [("a1", "c1"), ("a2", "c1"), ("a3", "c1")]
    assert rows[0]["contact"] == rows[1]["contact"] != rows[2]["contact"]


def test_the_ledger_may_be_named_by_the_environment(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READOUTS_LEDGER", str(folder / "readouts.sqlite"))
    done = readouts("list", folder=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3


def test_schema_is_the_schema() -> None:
    done = readouts("schema")
    assert json.loads(done.stdout)["title"] == "Readouts exchange format, version 1"


def test_knowledge_tells_who_held_an_office() -> None:
    done = readouts("knowledge", "--state", "Germany", "--kind", "head_of_government", "--on", "2022-02-01")
    assert done.returncode == 0
    head, row = done.stdout.decode().splitlines()
    assert head.split() == ["STATE", "PERSON", "OFFICE", "FROM", "UNTIL"]
    assert row.split() == ["DEU", "Olaf", "Scholz", "Chancellor", "2021-12-08", "2025-05-06"]


WIKIDATA = """\
person,personLabel,genderLabel,altLabels,positionLabel,iso3,start,startPrecision,end,endPrecision
x/Q1,Ines Invented,female,,Prime Minister of France,FRA,1850-02-03T00:00:00Z,11,1851-01-01T00:00:00Z,9
x/Q2,Otto Odd,male,,Keeper of the Swans,DEU,1850-02-03T00:00:00Z,11,,
"""


def test_a_wikidata_result_becomes_files_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "query.csv").write_text(WIKIDATA, encoding="utf-8")
    done = readouts("knowledge", "import", "query.csv", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    told_there = done.stderr.decode().splitlines()
    assert told_there[0].startswith("readouts: left out: query.csv, line 3: office 'Keeper of the Swans' is unknown")
    assert told_there[1:] == ["query.persons.csv: 1 person", "query.tenures.csv: 1 tenure, 1 left out"]
    files = ["--knowledge", "query.persons.csv", "--knowledge", "query.tenures.csv"]
    asked = readouts("knowledge", *files, "--person", "Ines Invented", folder=tmp_path)
    assert asked.stdout.decode().splitlines()[1].split()[:5] == ["FRA", "Ines", "Invented", "Prime", "Minister"]
    again = readouts("knowledge", "import", "query.csv", folder=tmp_path)
    assert (again.returncode, b"give --force" in again.stderr) == (2, True)
    assert readouts("knowledge", "import", "query.csv", "--force", folder=tmp_path).returncode == 0


def test_the_query_can_be_printed() -> None:
    done = readouts("knowledge", "query")
    assert done.returncode == 0
    assert b"SELECT ?person ?personLabel" in done.stdout


def test_extract_of_what_was_read_already_is_the_same(folder: Path) -> None:
    first = readouts("extract", "--format", "jsonl", "news.jsonl", folder=folder)
    assert (first.returncode, first.stdout) == (0, lines_of(NEWS))
    piped = readouts("extract", "--format", "jsonl", "-", stdin=first.stdout)
    assert (piped.returncode, piped.stdout) == (0, first.stdout)
    quiet = readouts("extract", "-q", "--format", "jsonl", stdin=first.stdout)
    assert (quiet.stdout, quiet.stderr) == (first.stdout, b"")


TEXT = (
    "OSTBURG, 3 March 2022 — French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz "
    'on Wednesday, the Elysee Palace said.\n\n"We agreed on the next steps," Macron said.\n'
)


def test_from_a_text_to_the_reason(tmp_path: Path) -> None:
    """The whole way of a new user, one command after the other."""
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "call.txt").write_text(TEXT, encoding="utf-8")
    extracted = readouts("extract", "press", folder=tmp_path)
    assert extracted.returncode == 0
    assert re.search(r"held +phone +Emmanuel Macron, Olaf Scholz", extracted.stdout.decode())
    assert readouts("add", "press", folder=tmp_path).returncode == 0
    (row,) = listed(tmp_path)
    assert (row["channel"], row["status"], row["states"]) == ("phone_call", "held", "FRA; DEU")
    why = readouts("why", row["id"][:8], "channel", folder=tmp_path).stdout.decode()
    assert re.search("⟦[^⟧]*phone[^⟧]*⟧", why.replace("\n     ", " "))
    statements = readouts("statements", "--format", "csv", "press", folder=tmp_path).stdout.decode()
    assert "We agreed on the next steps," in statements
    dates = readouts("date", "press", folder=tmp_path).stdout.decode()
    assert ": 2022-03-03" in dates
    gold = {
        "id": "call",
        "contacts": [{"participants": ["Macron", "Scholz"], "channel": "phone_call", "status": "held"}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    scored = readouts("score", "gold.jsonl", "press", "--json", folder=tmp_path)
    assert json.loads(scored.stdout)["contacts found"]["right"] == 1


def test_adding_again_changes_nothing(folder: Path) -> None:
    before = (folder / "readouts.sqlite").read_bytes()
    done = readouts("add", "news.jsonl", folder=folder)
    assert done.stderr.decode().splitlines()[-2] == "0 added, 0 changed, 4 unchanged"
    with open_ledger(folder / "readouts.sqlite", create=False) as ledger:
        assert ledger.size().articles == 4
    assert len(before) == len((folder / "readouts.sqlite").read_bytes())


def test_the_same_id_with_another_text(tmp_path: Path) -> None:
    (tmp_path / "first.jsonl").write_bytes(lines_of(NEWS[:1]))
    (tmp_path / "second.jsonl").write_bytes(lines_of((told("a1", "2026-02-20", body="Another text."), NEWS[1])))
    assert readouts("add", "first.jsonl", folder=tmp_path).returncode == 0
    done = readouts("add", "second.jsonl", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "readouts: a1.txt: article id a1 is already in the ledger with another text; give this one another id",
        "2 articles read, 1 failed, 1 contact",
        "1 added, 0 changed, 0 unchanged",
        "readouts.sqlite holds 2 articles, 2 reports, 1 contact",
    ]
