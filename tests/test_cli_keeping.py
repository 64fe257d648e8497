"""The commands around judgements and the ledger as a whole: what they print, and with which exit code."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from readouts.ledger import open_ledger
from test_cli import readouts

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
WHO = ("--by", "Anna", "--why", "she knows", "--made", "2026-04-01T10:00:00+00:00")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger of one call told twice, and a visit."""
    path = tmp_path / "l.sqlite"
    new_ledger(
        path,
        told("a1", "2026-03-04", said(BOTH, "held call", "2026-03-03"), body="Zebras."),
        told("a2", "2026-03-04", said(BOTH, "held call", "2026-03-03")),
        told("a3", "2026-03-09", said(BOTH, "held visit", "2026-03-08")),
    ).close()
    return path


def contact(file: Path, article: str) -> str:
    with open_ledger(file, create=False) as ledger:
        return next(one.contact for one in ledger.crosswalk() if one.article == article)


def test_judged_listed_undone_and_taken_elsewhere(file: Path, tmp_path: Path) -> None:
    at = ("--ledger", file)
    done = readouts("judge", "correct", contact(file, "a1")[:6], "date", "2026-03-02", *WHO, *at)
    assert done.returncode == 0, done.stderr
    id, kind, of = done.stdout.decode().split()
    assert (kind, of) == ("correct", contact(file, "a1"))
    assert b"date: 2026-03-02 (machine: 2026-03-03)" in readouts("show", of, *at).stdout
    assert readouts("judge", "reject", contact(file, "a3"), *WHO, *at).returncode == 0
    assert len(readouts("list", "--format", "jsonl", *at).stdout.splitlines()) == 1
    assert len(readouts("list", "--format", "jsonl", "--rejected", *at).stdout.splitlines()) == 2
    told_of = tmp_path / "j.jsonl"
    told_of.write_bytes(readouts("judgements", "--format", "jsonl", *at).stdout)
    assert [json.loads(line)["kind"] for line in told_of.read_bytes().splitlines()] == ["correct", "reject"]
    assert readouts("judge", "take", told_of, *at).stderr == b"0 judgements taken in\n"
    assert readouts("judge", "undo", id[:8], *WHO, *at).returncode == 0
    assert b"undone by" in readouts("judgements", *at).stdout
    (listed,) = readouts("list", "--format", "jsonl", *at).stdout.splitlines()
    assert json.loads(listed)["date"]["earliest"] == "2026-03-03"


WRONG = [
    (("judge", "accept", "ID", "--by", "Anna"), 2, b"Missing option '--why'"),
    (("judge", "accept", "ffff", *WHO), 2, b"no contact's id begins with 'ffff'"),
    (("judge", "correct", "ID", "colour", "red", *WHO), 2, b"'colour' cannot be corrected; these can: participants"),
    (("judge", "split", "ID", "a1", "a2", *WHO), 2, b"to split, name some of the contact's reports and not all"),
    (("judge", "undo", "00", *WHO), 2, b"is no judgement's id"),
    (("forget", "zz", *WHO), 2, b"'zz' is no article's id"),
    (("versions", "zz"), 2, b"'zz' is no article's id"),
]


@pytest.mark.parametrize(("words", "code", "told_of"), WRONG, ids=[" ".join(words[:2]) for words, _, _ in WRONG])
def test_wrong_words(words: tuple[str, ...], code: int, told_of: bytes, file: Path) -> None:
    given = [contact(file, "a1") if word == "ID" else word for word in words]
    done = readouts(*given, "--ledger", file)
    assert (done.returncode, told_of in done.stderr) == (code, True), done.stderr


@pytest.mark.parametrize("words", [("judge", "accept", "ab", *WHO), ("ledger", "check"), ("forget", "a1", *WHO)])
def test_no_ledger_is_made_by_mistake(words: tuple[str, ...], tmp_path: Path) -> None:
    done = readouts(*words, "--ledger", tmp_path / "no.sqlite")
    assert (done.returncode, b"there is no ledger here" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_judgements_that_are_none(tmp_path: Path, file: Path) -> None:
    wrong = tmp_path / "j.jsonl"
    wrong.write_text('{"kind": "guess"}\n')
    done = readouts("judge", "take", wrong, "--ledger", file)
    assert (done.returncode, b"j.jsonl, line 1: no judgement" in done.stderr) == (1, True)


def test_a_fault_is_told_and_ends_with_one(file: Path) -> None:
    done = readouts("ledger", "check", "--ledger", file)
    assert (done.returncode, b"no faults (3 articles, 3 reports, 2 contacts)" in done.stdout) == (0, True)
    connection = sqlite3.connect(file)
    connection.execute("UPDATE articles SET text = 'Other.' WHERE id = 'a1'")
    connection.commit()
    connection.close()
    done = readouts("ledger", "check", "--ledger", file)
    assert done.returncode == 1
    assert done.stdout.startswith(b"articles a1: article.sha256")


def test_backup_restore_rebuild_and_forget(file: Path, tmp_path: Path) -> None:
    again = ("--ledger", tmp_path / "again.sqlite")
    assert readouts("ledger", "backup", tmp_path / "b", "--no-text", "--ledger", file).returncode == 0
    assert readouts("ledger", "restore", tmp_path / "b", *again).returncode == 0
    assert readouts("ledger", "restore", tmp_path / "b", *again).returncode == 1
    assert readouts("ledger", "rebuild", *again).stdout == b"3 articles, 0 judgements: the same ledger\n"
    assert readouts("list", "--text", "zebras", *again).stdout == b""
    assert readouts("forget", "a1", *WHO, "--ledger", file).stdout == b"a1: 1 text taken out\n"
    assert readouts("list", "--text", "zebras", "--ledger", file).stdout == b""
    assert readouts("ledger", "migrate", "--ledger", file).returncode == 0
