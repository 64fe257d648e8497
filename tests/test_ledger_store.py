"""Backup, restore and rebuild: the same ledger, row for row, in a file and on a server."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from builders import said, told
from postgres_server import fresh_schema
from readouts.errors import LedgerError
from readouts.ledger import Decision, Entry, Query, dump, open_ledger, restore_ledger
from readouts.ledger.judgement import JudgementKind
from readouts.sources.loaded import Failure
from test_ledger_add import FEED, generated
from test_ledger_versions import FIRST, SECOND

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a new ledger can be made: in a file, and in a schema of a server."""
    if request.param == "file":
        return tmp_path / "l.sqlite"
    return fresh_schema(request.getfixturevalue("postgres"))


JUDGED: list[tuple[JudgementKind, tuple[int, ...]]] = [("accept", (0,)), ("merge", (0, 1)), ("reject", (2,))]


def fill(place: str | Path) -> list[str]:
    """Makes a ledger with something of everything in it; returns its dump."""
    with open_ledger(place) as ledger:
        ledger.add([Entry(FEED[0], b"<p>page</p>"), *FEED[1:], Failure("lost.txt", "not text"), FIRST, SECOND])
        contacts = [contact.id for contact in ledger.contacts()]
        for number, (kind, some) in enumerate(
            [("accept", contacts[:1]), ("merge", contacts[:2]), ("reject", contacts[2:3])]
        ):
            made = f"2026-04-0{number + 1}T00:00:00+00:00"
            ledger.judge(Decision(kind=kind, by="Anna", made=made, why="so", contacts=tuple(some)))  # type: ignore[arg-type]
        ledger.forget("a2", by="Anna", made="2026-04-09", why="asked to")
        assert ledger.check() == []
        return list(dump(ledger))


def test_a_ledger_says_the_same_wherever_it_is_kept(place: str | Path, tmp_path: Path) -> None:
    assert fill(place) == fill(tmp_path / "reference.sqlite")


def test_rebuilding_gives_the_same_ledger(place: str | Path) -> None:
    whole = fill(place)
    with open_ledger(place, create=False, change=True) as ledger:
        rebuilt = ledger.rebuild()
        assert (rebuilt.same, rebuilt.articles, rebuilt.judgements) == (True, len(FEED) + 1, 3)
        assert list(dump(ledger)) == whole
        assert ledger.check() == []


def test_rebuilding_mends_what_was_worked_out_and_a_dry_run_does_not(place: str | Path) -> None:
    whole = fill(place)
    with open_ledger(place, create=False, change=True) as ledger:
        with ledger._store.writing() as connection:
            connection.exec_driver_sql("DELETE FROM contacts")
        damaged = list(dump(ledger))
        assert ledger.check()
        assert not ledger.rebuild(keep=False).same
        assert list(dump(ledger)) == damaged
        assert ledger.rebuild().new > 0
        assert list(dump(ledger)) == whole


@pytest.mark.parametrize("seed", [7])
def test_dense_news_rebuilt(seed: int, place: str | Path) -> None:
    with open_ledger(place) as ledger:
        ledger.add(generated(seed))
        assert ledger.rebuild().same
        assert ledger.check() == []


def test_restored_into_a_file_and_a_server(place: str | Path, postgres: str, tmp_path: Path) -> None:
    whole = fill(place)
    backup = tmp_path / "whole.backup"
    with open_ledger(place, create=False) as ledger:
        rows = ledger.backup(backup)
    for target in (tmp_path / "again.sqlite", fresh_schema(postgres)):
        assert restore_ledger(backup, target) == rows
        with open_ledger(target) as ledger:
            assert list(dump(ledger)) == whole
            assert ledger.check() == []
            assert len(list(ledger.contacts(Query(words='"Max Weber"')))) == 1
            again = tmp_path / "again.backup"
            ledger.backup(again)
            assert again.read_bytes() == backup.read_bytes()
            assert ledger.add([told("new", "2026-05-01", said(BOTH))]).added == 1  # it goes on


def test_shared_without_texts(place: str | Path, tmp_path: Path) -> None:
    fill(place)
    backup, bare = tmp_path / "bare.backup", tmp_path / "bare.sqlite"
    with open_ledger(place, create=False) as ledger:
        ledger.backup(backup, texts=False)
        contacts = list(ledger.contacts())
        spans = [reason.spans for contact in contacts for reason in ledger.reasons(contact.id)]
    with gzip.open(backup, "rb") as lines:
        told_of = lines.read()
    assert b"corrected" not in told_of
    assert b"had a visit" not in told_of
    restore_ledger(backup, bare)
    with open_ledger(bare) as ledger:
        assert ledger.check() == []
        assert list(ledger.contacts()) == contacts
        assert [reason.spans for contact in contacts for reason in ledger.reasons(contact.id)] == spans
        ledger.add(FEED)  # who has the texts can fill them in
        assert ledger.reasons(contacts[0].id)[0].passages


def test_a_backup_is_not_made_over_a_ledger(tmp_path: Path) -> None:
    fill(tmp_path / "l.sqlite")
    with open_ledger(tmp_path / "l.sqlite", create=False) as ledger:
        ledger.backup(tmp_path / "b")
        with pytest.raises(LedgerError, match="the backup cannot be written: No such file or directory"):
            ledger.backup(tmp_path / "nowhere" / "b")
    with pytest.raises(LedgerError, match="there is a ledger here already"):
        restore_ledger(tmp_path / "b", tmp_path / "l.sqlite")


SPOILT: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda data: data[: len(data) // 2], "a part of one only"),
    (lambda data: gzip.compress(gzip.decompress(data)[:-200]), "is not whole, or was changed"),
    (lambda data: gzip.compress(gzip.decompress(data).replace(b"Herald", b"Hera1d")), "is not whole, or was changed"),
    (lambda _: gzip.compress(b""), "is not whole"),
    (lambda _: b"notes", "this is no backup of a ledger"),
    (lambda _: gzip.compress(b'{"id": 1}\n{"id": 2}\n'), "no backup of a ledger"),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILT, ids=[words for _, words in SPOILT])
def test_a_spoilt_backup_leaves_nothing_behind(spoil: Callable[[bytes], bytes], words: str, tmp_path: Path) -> None:
    fill(tmp_path / "l.sqlite")
    backup = tmp_path / "b"
    with open_ledger(tmp_path / "l.sqlite", create=False) as ledger:
        ledger.backup(backup)
    backup.write_bytes(spoil(backup.read_bytes()))
    with pytest.raises(LedgerError, match=words):
        restore_ledger(backup, tmp_path / "again.sqlite")
    assert not (tmp_path / "again.sqlite").exists()


def test_a_newer_backup_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "l.sqlite")
    with open_ledger(tmp_path / "l.sqlite", create=False) as ledger:
        ledger.backup(tmp_path / "b")
    with gzip.open(tmp_path / "b") as lines:
        head, *rest = lines.read().splitlines(keepends=True)
    newer = json.dumps({**json.loads(head), "schema": "9999"}).encode() + b"\n"
    (tmp_path / "b").write_bytes(gzip.compress(b"".join([newer, *rest])))
    with pytest.raises(LedgerError, match="made by a newer Readouts"):
        restore_ledger(tmp_path / "b", tmp_path / "again.sqlite")


def test_a_ledger_put_together_from_articles_and_judgements_alone(place: str | Path, tmp_path: Path) -> None:
    """Nothing but what people gave goes into it: the readings in another order, then what was judged."""
    news = [replace(one) for one in reversed(FEED)]
    with open_ledger(place) as ledger, closing(open_ledger(tmp_path / "other.sqlite")) as other:
        ledger.add(FEED)
        first, second, *_ = [contact.id for contact in ledger.contacts()]
        ledger.judge(Decision(kind="merge", by="Anna", made="2026-04-01", why="so", contacts=(first, second)))
        ledger.judge(Decision(kind="note", by="Anna", made="2026-04-02", why="so", contacts=(first,)))
        other.take([held.judgement for held in ledger.judgements()])
        for one in news:
            other.add([one])
        assert list(dump(other)) == list(dump(ledger))
