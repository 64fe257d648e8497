"""Which reports of a contact are copies is kept with it: checked, rebuilt, and still told where the texts are gone."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from readouts.ledger import Ledger, dump, open_ledger, restore_ledger
from readouts.model import Reading
from test_ledger_copies import OTHER, STORY

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
CALL = said(BOTH, "held call", "2026-03-03")


def news(article: str, text: str) -> Reading:
    return told(article, "2026-03-04", CALL, outlet=f"Paper {article}", body=text)


NEWS = [news("a1", STORY), news("a2", STORY.upper()), news("a3", OTHER), news("a4", STORY.replace("\n", " "))]
TOGETHER = ("a1", "a2", "a4")


def families(ledger: Ledger) -> list[tuple[str, ...]]:
    """The families of copies of the only contact."""
    (contact,) = ledger.contacts()
    return [kin.members for kin in ledger.support(contact.id).copies]


def test_any_order_gives_the_same_copies(tmp_path: Path) -> None:
    found = set()
    for number, order in enumerate(permutations(NEWS)):
        with new_ledger(tmp_path / f"{number}.sqlite") as ledger:
            ledger.add(order[:2])
            ledger.add(order[2:])
            found.add("\n".join(dump(ledger)))
    assert len(found) == 1
    assert '"table": "copies"' in found.pop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "l.sqlite"
    new_ledger(path, *NEWS).close()
    return path


def test_copies_are_told_checked_and_rebuilt(file: Path) -> None:
    with open_ledger(file) as ledger:
        assert families(ledger) == [TOGETHER]
        assert ledger.check() == []
        assert ledger.rebuild().same
        assert families(ledger) == [TOGETHER]


def test_a_forgotten_text_leaves_its_article_a_copy(file: Path) -> None:
    with open_ledger(file) as ledger:
        (contact,) = ledger.contacts()
        before = len(ledger.support(contact.id).origins)
        for article in ("a2", "a1"):
            ledger.forget(article, by="Anna", made="2026-04-01", why="asked to")
            assert families(ledger) == [TOGETHER]
            assert ledger.check() == []
        assert ledger.rebuild().same
        ledger.add([replace(NEWS[0], doubts=()), news("a5", OTHER.upper())])  # the one is read again, another comes
        assert sorted(families(ledger)) == [TOGETHER, ("a3", "a5")]
        assert ledger.check() == []
        assert ledger.rebuild().same
        assert len(ledger.support(contact.id).origins) == before


def test_a_ledger_shared_without_texts_tells_its_copies(file: Path, tmp_path: Path) -> None:
    with open_ledger(file) as ledger:
        ledger.backup(tmp_path / "b", texts=False)
    restore_ledger(tmp_path / "b", tmp_path / "shared.sqlite")
    with open_ledger(tmp_path / "shared.sqlite") as shared:
        assert families(shared) == [TOGETHER]
        assert shared.check() == []
        assert shared.rebuild().same
        shared.add(NEWS)  # who has the texts fills them in
        with open_ledger(file) as ledger:
            assert list(dump(shared)) == list(dump(ledger))


def test_another_text_of_an_article_is_compared_anew(file: Path) -> None:
    with open_ledger(file) as ledger:
        ledger.add([replace(NEWS[1], article=replace(NEWS[1].article, url="https://courier.example/2"))])
        other = news("a9", "Rain fell on the harbour. " + OTHER.lower())
        ledger.add([replace(other, article=replace(other.article, url="https://courier.example/2"))])
        assert families(ledger) == [("a1", "a4"), ("a3", "a9")]
        ledger.add([replace(NEWS[0], contacts=())])  # read anew, it tells of no contact
        assert families(ledger) == [("a3", "a9")]
        assert ledger.check() == []
