"""`readouts ledger check`: a sound ledger has no fault, and each kind of damage is found and named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from readouts.ledger import Decision, Query, dump, open_ledger

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
NEWS = [
    told("a1", "2026-03-01", said(BOTH, "announced visit"), outlet="Courier", body="Much else was said."),
    told("a2", "2026-03-04", said(BOTH, "held visit", "2026-03-03"), held_back=["no day"], doubts=["who?"]),
    told("a3", "2026-03-04", said("Eino Aalto/NMK, state:Ostland/OST", "held meeting", "2026-03-03")),
    told("a4", "2026-03-09", said(BOTH, "held call", "2026-03-08")),
]

DAMAGES = [
    ("articles", "UPDATE articles SET text = text || '!' WHERE id = 'a1'", "sha256"),
    ("articles", "UPDATE articles SET title = 'Other' WHERE id = 'a1'", "does not say what the article's reading says"),
    ("articles", "UPDATE articles SET reading = 'no' WHERE id = 'a1'", "its reading cannot be read"),
    ("articles", "UPDATE articles SET reading = replace(reading, '[[0,', '[[900,') WHERE id = 'a1'", "start < end"),
    (
        "articles",
        "UPDATE articles SET reading = replace(reading, '[[0,', '[[0,9'), text = text",
        "lies outside the text",
    ),
    ("held_back", "DELETE FROM held_back", "does not say"),
    ("doubts", "UPDATE doubts SET says = 'nobody'", "does not say"),
    ("reports", "UPDATE reports SET said = replace(said, 'call', 'visit') WHERE article = 'a4'", "does not say"),
    ("reports", "UPDATE reports SET local_id = 'c7' WHERE article = 'a4'", "does not say"),
    ("crosswalk", "DELETE FROM crosswalk WHERE rule = 'first told'", "the report is of no contact"),
    ("crosswalk", "UPDATE crosswalk SET rule = 'a whim' WHERE rule = 'first told'", "does not lead to the reports"),
    ("contacts", "UPDATE contacts SET status = 'denied' WHERE channel = 'call'", "its columns do not say"),
    ("contacts", "UPDATE contacts SET merged = '{}' WHERE channel = 'call'", "cannot be read"),
    (
        "participants",
        "UPDATE participants SET name = 'Nobody' WHERE position = 0",
        "are not those that the contact names",
    ),
    ("statuses", "DELETE FROM statuses WHERE position = 1", "are not the steps"),
    ("copies", "INSERT INTO copies SELECT min(id), max(id), 'a whim', 1.0, 'cut' FROM reports", "texts show"),
    ("copies", "UPDATE copies SET kind = 'cut'", "texts show"),
    ("copies", "DELETE FROM copies", "texts show"),
    ("copies", "UPDATE copies SET other = 'f' || other", "is no report"),
    ("bearings", "UPDATE bearings SET report = NULL", "are not the reports that it is of"),
    ("contacts", "UPDATE contacts SET judged = 0", "names none of the judgements"),
    ("judgements", "DROP TRIGGER judgements_update; UPDATE judgements SET why = 'else'", "is not what was judged"),
    ("articles", "INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')", "full-text search is not in step"),
    (
        "versions",
        "INSERT INTO versions SELECT id, sha256, 0, id, text, reading, NULL FROM articles LIMIT 1",
        "earlier text",
    ),
    ("articles", "INSERT INTO forgotten SELECT sha256, id, 'A', 'T', 'W' FROM articles LIMIT 1", "was taken out"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger with a judgement in it."""
    path = tmp_path / "l.sqlite"
    with new_ledger(path, *NEWS) as ledger:
        contact = next(iter(ledger.contacts()))
        ledger.judge(Decision(kind="accept", by="Anna", made="2026-04-01", why="so", contacts=(contact.id,)))
    return path


def test_a_sound_ledger_has_no_fault(file: Path) -> None:
    for change in (True, False):
        with open_ledger(file, create=False, change=change) as ledger:
            assert ledger.check() == []


@pytest.mark.parametrize(("table", "statement", "words"), DAMAGES, ids=[str(n) for n in range(len(DAMAGES))])
def test_each_damage_is_found(table: str, statement: str, words: str, file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(statement)
    connection.commit()
    connection.close()
    with open_ledger(file, create=False, change=True) as ledger:
        found = ledger.check()
        assert [fault for fault in found if fault.table == table and words in fault.says], found


def test_checking_changes_nothing(file: Path) -> None:
    with open_ledger(file) as ledger:
        before = list(dump(ledger))
        ledger.check()
        assert list(dump(ledger)) == before


def test_a_damaged_index_of_words_is_mended_by_rebuilding(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    with open_ledger(file) as ledger:
        assert ledger.check()
        assert ledger.rebuild().same
        assert ledger.check() == []
    assert_found(file)


def assert_found(file: Path) -> None:
    with open_ledger(file, create=False) as ledger:
        assert [contact.status for contact in ledger.contacts(Query(words='"much else"'))] == ["held"]
