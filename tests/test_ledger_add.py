"""Adding: twice changes nothing, order changes nothing, what contradicts is refused."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import said, told
from new_ledgers import new_ledger
from readouts.exchange import text_digest
from readouts.ledger import Entry, Query, dump, open_ledger
from readouts.model import Reading
from readouts.sources.loaded import Failure

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"

FEED = (
    told("a1", "2026-03-01", said(BOTH, "announced visit"), outlet="Courier"),
    told("a2", "2026-03-04", said(BOTH, "held visit", "2026-03-03"), outlet="Herald", doubts=["who?"]),
    told("a3", "2026-03-04", said("Eino Aalto/NMK, state:Ostland/OST", "held meeting", "2026-03-03")),
    told("a4", "2026-03-05", said(BOTH, "held call", "2026-03-05"), said(BOTH, "held visit", main=False, id="c2")),
    told("a5", "2026-03-06", said("Eino Aalto/NMK, Max Weber/OST", "held call", "2026-03-05"), held_back=["a test"]),
    told("a6", "2026-03-09", said(BOTH, "cancelled visit", "2026-03-20"), outlet="Courier"),
    told("a7", None, said(BOTH, "held talks")),
    told("a8", "2026-03-09"),
)


def ledger_of(folder: Path, *portions: list[Reading], batch: int = 200) -> list[str]:
    """The dump of a new ledger to which the portions were added one after the other."""
    file = folder / "l.sqlite"
    file.unlink(missing_ok=True)
    with new_ledger(file) as ledger:
        for portion in portions:
            assert not ledger.add(portion, batch=batch).failed
        return list(dump(ledger))


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        first = ledger.add(FEED)
        before = list(dump(ledger))
        second = ledger.add(reversed(FEED))
        assert (first.added, first.changed, first.unchanged) == (len(FEED), 0, 0)
        assert (second.added, second.changed, second.unchanged) == (0, 0, len(FEED))
        assert list(dump(ledger)) == before
        assert ledger.size().articles == len(FEED)


@given(order=st.permutations(FEED), cuts=st.sets(st.integers(1, len(FEED) - 1)), batch=st.integers(1, 9))
@settings(max_examples=20, deadline=None)
def test_order_and_portions_never_matter(order: list[Reading], cuts: set[int], batch: int) -> None:
    edges = [0, *sorted(cuts), len(order)]
    portions = [order[start:end] for start, end in pairwise(edges)]
    with TemporaryDirectory() as folder:
        assert ledger_of(Path(folder), *portions, batch=batch) == whole_feed()


@cache
def whole_feed() -> list[str]:
    """The ledger of the whole feed, added at once."""
    with TemporaryDirectory() as folder:
        return ledger_of(Path(folder), list(FEED))


def generated(seed: int) -> list[Reading]:
    """A fortnight of news about few people, so that much is near to much else."""
    chance = random.Random(seed)
    who = [BOTH, "Eino Aalto/NMK, office:leader of Ostland/OST", "Eino Aalto/NMK, Max Weber/OST", "Eino Aalto, Brandt"]
    how = ["held call", "held visit", "held meeting", "announced visit", "denied meeting", "ongoing talks"]
    found = []
    for number in range(25):
        contacts = []
        for place in range(chance.randint(0, 3)):
            day = chance.randint(1, 14)
            when = chance.choice([None, None, f"2026-03-{day:02}", f"2026-03-{day:02}/2026-03-{day + 9:02}"])
            main = chance.random() < 0.7
            contacts.append(said(chance.choice(who), chance.choice(how), when, id=f"c{place}", main=main))
        published = chance.choice([None, *(f"2026-03-{day:02}" for day in range(1, 20))])
        found.append(told(f"a{number:02}", published, *contacts, outlet=chance.choice(["Courier", "Herald", None])))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_dense_news_in_any_order_and_portions(seed: int, tmp_path: Path) -> None:
    news = generated(seed)
    whole = ledger_of(tmp_path, news)
    chance = random.Random(seed)
    for size in (1, 4):
        chance.shuffle(news)
        assert ledger_of(tmp_path, *(news[start : start + size] for start in range(0, len(news), size))) == whole
    assert ledger_of(tmp_path, news, news) == whole


def test_a_new_reading_takes_the_old_ones_place(tmp_path: Path) -> None:
    old = told("a2", "2026-03-04", said(BOTH, "held visit", "2026-03-03"))
    new = replace(old, contacts=(replace(old.contacts[0], channel="summit", id="other"),))
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([*FEED[:1], old])
        result = ledger.add([new])
        assert (result.added, result.changed, result.unchanged) == (0, 1, 0)
        changed = list(dump(ledger))
    assert changed == ledger_of(tmp_path, [new, FEED[0]])


def test_what_a_removed_report_kept_apart_is_joined_anew(tmp_path: Path) -> None:
    """Two contacts as near leave a third report apart; with one of the two gone it has a home."""
    two = told("a", "2026-03-09", said(BOTH, "held call", "2026-03-03"), said(BOTH, "held call", "2026-03-03", id="c2"))
    far = told("b", "2026-03-20", said(BOTH, "held call", main=False))
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([two, far])
        assert ledger.size().contacts == 3
        assert [doubt.kind for doubt in ledger.doubts()] == ["which contact"]
        ledger.add([replace(two, contacts=two.contacts[:1])])
        assert ledger.size().contacts == 1
        assert ledger.doubts() == []


def test_the_same_id_with_another_text_is_refused(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(FEED)
        before = [line for line in dump(ledger) if '"failures"' not in line]
        other = told("a1", "2026-03-01", said(BOTH, "held call"), source="other.txt")
        result = ledger.add([other])
        reason = "article id a1 is already in the ledger with another text; give this one another id"
        assert result.failed == [Failure("other.txt", reason)]
        assert [doubt.reason for doubt in ledger.doubts() if doubt.kind == "not read"] == [reason]
        assert [line for line in dump(ledger) if '"failures"' not in line] == before


REFUSED = [
    ("sha256", replace(FEED[0], article=replace(FEED[0].article, sha256=text_digest("another")))),
    ("same id", replace(FEED[3], contacts=tuple(replace(contact, id="c1") for contact in FEED[3].contacts))),
]


@pytest.mark.parametrize(("word", "reading"), REFUSED, ids=[word for word, _ in REFUSED])
def test_unsound_readings_are_refused_and_the_rest_added(word: str, reading: Reading, tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        result = ledger.add([reading, FEED[4]])
        assert result.added == 1
        assert [word in missing.reason for missing in result.failed] == [True]


def test_a_missing_input_is_a_doubt_until_it_can_be_read(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        missing = Failure("a1.txt", "not text")
        assert ledger.add([missing, missing, FEED[1]]).failed == [missing, missing]
        assert [(d.source, d.reason) for d in ledger.doubts() if d.kind == "not read"] == [("a1.txt", "not text")]
        ledger.add([FEED[0]])
        assert [d for d in ledger.doubts() if d.kind == "not read"] == []


def test_of_two_places_the_first_by_name_is_kept(tmp_path: Path) -> None:
    here, there = (replace(FEED[0], article=replace(FEED[0].article, source=s)) for s in ("here.txt", "there.txt"))
    assert ledger_of(tmp_path, [here], [there]) == ledger_of(tmp_path, [there], [here])
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        assert ledger.add([here, there]).unchanged == 2


def test_a_text_left_out_comes_later_and_is_never_lost(tmp_path: Path) -> None:
    whole = FEED[1]
    bare = replace(whole, article=replace(whole.article, text=""))
    assert ledger_of(tmp_path, [bare], [whole]) == ledger_of(tmp_path, [whole], [bare]) == ledger_of(tmp_path, [whole])


def test_without_texts_reasons_still_have_their_offsets(tmp_path: Path) -> None:
    bare = replace(FEED[1], article=replace(FEED[1].article, text=""))
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([bare])
        (contact,) = ledger.contacts()
        (reason,) = ledger.reasons(contact.id, "channel")
        assert (reason.passages, reason.spans) == ((), bare.contacts[0].claims[0].spans)


def test_pages_are_kept_as_they_came(tmp_path: Path) -> None:
    page = b"<html>\xff\x00 as it was"
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([Entry(FEED[0], page)])
        with ledger._store.reading() as connection:
            (packed,) = connection.exec_driver_sql("SELECT packed FROM pages").scalars()
        assert zlib.decompress(packed) == page
        before = list(dump(ledger))
        assert ledger.add([FEED[0]]).unchanged == 1
        assert list(dump(ledger)) == before


def test_each_run_is_in_the_history(tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(FEED, started="2026-03-10T12:00:00+00:00")
        ledger.add(FEED[:2])
        with ledger._store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT started, added, unchanged FROM runs ORDER BY id").all()
    assert [tuple(row) for row in rows] == [("2026-03-10T12:00:00+00:00", len(FEED), 0), (None, 0, 2)]


def test_a_fault_in_a_batch_keeps_the_batches_before(tmp_path: Path) -> None:
    def entries() -> Iterator[Reading]:
        yield from FEED[:4]
        raise RuntimeError("the reader fell over")

    with new_ledger(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(RuntimeError):
            ledger.add(entries(), batch=3)
        assert ledger.size().articles == 3
        assert [c.status for c in ledger.contacts(Query(statuses=("held",)))] == ["held"]
