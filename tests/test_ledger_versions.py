"""Articles that were fetched again with another text, and texts that must go."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from readouts.errors import UsageError
from readouts.ledger import Decision, Entry, Query, Version, dump, open_ledger
from readouts.ledger.addresses import tell_address
from readouts.ledger.versions import compare
from readouts.model import Reading

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
URL = "https://www.example.org/news/1"


def at(url: str | None, reading: Reading) -> Reading:
    return replace(reading, article=replace(reading.article, url=url))


FIRST = at(
    URL, told("v1", "2026-03-03", said(BOTH, "held call", "2026-03-03"), body="Zebras were there.", title="Call")
)
SECOND = at(
    URL, told("v2", "2026-03-04", said(BOTH, "held video_call", "2026-03-03"), body="It was corrected.", title="Call")
)
THIRD = at("http://example.org/news/1/#end", told("v3", "2026-03-05", body="Nothing is left of it.", title="Gone"))
OTHER = told("o1", "2026-03-04", said(BOTH, "held call", "2026-03-03"), outlet="Herald")

ADDRESSES = [
    ("https://www.Example.org/news/1", "example.org/news/1"),
    ("http://example.org/news/1/", "example.org/news/1"),
    ("https://example.org/news/1#top", "example.org/news/1"),
    ("https://example.org/?id=7", "example.org?id=7"),
    ("https://example.org/", None),
    ("https://example.org", None),
    ("not an address", None),
    ("http://[broken/news", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "address"), ADDRESSES)
def test_what_lies_at_one_address(url: str | None, address: str | None) -> None:
    assert tell_address(url) == address


@pytest.mark.parametrize("order", list(permutations([FIRST, SECOND, THIRD])))
def test_the_newest_text_counts_whatever_came_first(order: tuple[Reading, ...], tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        for one in (*order[:2], OTHER, *order[2:]):
            ledger.add([one])
        assert ledger.size().articles == 2
        assert [(v.id, v.newest) for v in ledger.versions()] == [("v1", False), ("v2", False), ("v3", True)]
        assert [(one.article, one.report) for one in ledger.crosswalk()] == [("o1", "c1")]
        assert ledger.check() == []
        assert ledger.rebuild().same
        again = ledger.add(order)
        assert (again.added, again.changed, again.unchanged) == (0, 0, 3)


def test_what_changed_is_told(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        result = ledger.add([FIRST, SECOND])
        assert (result.added, result.changed) == (1, 1)
        old, new = ledger.versions("v1")
        assert (old.changes, old.gone, old.new) == ((), (), ())
        assert [(c.kind, c.text) for c in new.changes or ()] == [
            ("gone", "Eino Aalto and Grete Brandt had a call, held."),
            ("gone", "Zebras were there."),
            ("new", "Eino Aalto and Grete Brandt had a video_call, held."),
            ("new", "It was corrected."),
        ]
        texts = {"gone": FIRST.article.text, "new": SECOND.article.text}
        assert all(change.span.of(texts[change.kind]) == change.text for change in new.changes or ())
        assert new.gone == ("held call, Eino Aalto and Grete Brandt, 2026-03-03",)
        assert new.new == ("held video_call, Eino Aalto and Grete Brandt, 2026-03-03",)
        assert [contact.channel for contact in ledger.contacts()] == ["video_call"]


def test_of_equal_days_what_came_later_is_newer(tmp_path: Path) -> None:
    same_day = at(URL, told("v9", "2026-03-03", said(BOTH, "held talks", "2026-03-03")))
    for order, newest in (((FIRST, same_day), "v9"), ((same_day, FIRST), "v1")):
        with new_ledger(tmp_path / f"{newest}.sqlite") as ledger:
            ledger.add(order)
            assert [version.id for version in ledger.versions() if version.newest] == [newest]


def test_the_same_id_at_the_same_address_is_a_version_too(tmp_path: Path) -> None:
    new = replace(SECOND, article=replace(SECOND.article, id="v1"))
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        assert not ledger.add([FIRST, new]).failed
        assert [version.id for version in ledger.versions("v1")] == ["v1", "v1"]
        assert ledger.check() == []


def test_a_site_is_no_article(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([at("https://example.org/", FIRST), at("https://example.org/", SECOND)])
        assert (ledger.size().articles, ledger.versions()) == (2, [])


def test_an_earlier_text_read_anew_takes_its_old_readings_place(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([Entry(FIRST, b"<p>page</p>"), SECOND])
        result = ledger.add([replace(FIRST, contacts=())])
        assert (result.changed, result.unchanged) == (1, 0)
        assert ledger.versions()[1].gone == ()
        with ledger._store.reading() as connection:  # its page is not lost
            assert connection.exec_driver_sql("SELECT count(packed) FROM versions").scalar() == 1


COMPARED = [
    ("They met. It rained.", "They met. It rained.", []),
    ("They met.", "They met. It rained.", [("new", "It rained.")]),
    ("They met. It rained.", "It rained.", [("gone", "They met.")]),
    ("", "It rained.", None),
]


@pytest.mark.parametrize(("old", "new", "changes"), COMPARED)
def test_sentences_compared(old: str, new: str, changes: list[tuple[str, str]] | None) -> None:
    found = compare(old, new)
    assert (None if found is None else [(one.kind, one.text) for one in found]) == changes


def forget(file: Path, article: str) -> int:
    with open_ledger(file, create=False, change=True) as ledger:
        return ledger.forget(article, by="Anna", made="2026-04-01", why="asked to").texts


def holds(file: Path, word: bytes) -> bool:
    """Whether a word is anywhere in the bytes of the ledger's files."""
    return any(word.lower() in path.read_bytes().lower() for path in file.parent.glob(file.name + "*"))


def test_a_forgotten_text_is_nowhere_and_its_labels_stay(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as ledger:
        ledger.add([Entry(FIRST, b"<p>Zebras</p>"), SECOND, OTHER])
        (contact,) = ledger.contacts()
        ledger.judge(Decision(kind="note", by="Anna", made="2026-04-01", why="hm", contacts=(contact.id,)))
        spans = [reason.spans for reason in ledger.reasons(contact.id)]
    assert holds(file, b"zebras")
    assert holds(file, b"corrected")
    assert forget(file, "v2") == 2
    assert not holds(file, b"zebras")
    assert not holds(file, b"corrected")
    with open_ledger(file) as ledger:
        assert ledger.check() == []
        assert [reason.spans for reason in ledger.reasons(contact.id)] == spans
        assert [member.title for member in ledger.contact(contact.id).reports] == [None, None]
        assert [version.changes for version in ledger.versions()] == [(), None]
        assert list(ledger.contacts(Query(words="corrected"))) == []
        before = list(dump(ledger))
        assert ledger.add([Entry(SECOND, b"<p>corrected</p>"), FIRST]).unchanged == 2
        assert list(dump(ledger)) == before
        assert ledger.rebuild().same
    assert not holds(file, b"corrected")
    assert forget(file, "v1") == 0  # an earlier id of it; nothing is left to take out


def test_a_text_that_comes_after_it_was_forgotten_elsewhere(tmp_path: Path) -> None:
    """Another version of a forgotten article is another text: it is kept, until it is taken out too."""
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as ledger:
        ledger.add([FIRST])
    assert forget(file, "v1") == 1
    with open_ledger(file) as ledger:
        ledger.add([SECOND])
        assert [version.changes for version in ledger.versions()] == [(), None]
        assert len(list(ledger.contacts(Query(words="corrected")))) == 1
    assert forget(file, "v2") == 1


def test_what_is_no_article_cannot_be_forgotten(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([FIRST, OTHER])
        for wrong in ("x", ""):
            with pytest.raises(UsageError, match="is no article's id"):
                ledger.forget(wrong, by="Anna", made="2026-04-01", why="so")
        assert ledger.forget("o", by="Anna", made="2026-04-01", why="so").article == "o1"


def test_versions_of_an_article_that_never_changed(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([OTHER])
        (only,) = ledger.versions("o1")
        assert isinstance(only, Version)
        assert (only.newest, only.changes) == (True, ())
