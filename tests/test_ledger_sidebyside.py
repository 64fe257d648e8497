"""Two accounts of one contact side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import said, told
from readouts.errors import UsageError
from readouts.ledger import open_ledger
from readouts.ledger.sidebyside import SideBySide, align
from readouts.model import Asker, Contact, Reading

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"

ALIGNED = [
    (
        "one thing in other words",
        "The leaders discussed the bridge over the strait at length.",
        "Both leaders discussed a bridge over the strait.",
        "both",
        None,
    ),
    (
        "denied by one",
        "The chancellor agreed to open the border.",
        "The chancellor did not agree to open the border.",
        "contradictory",
        "one of them denies it",
    ),
    (
        "other numbers",
        "The call lasted 50 minutes and touched on fishing.",
        "The call lasted 90 minutes and touched on fishing.",
        "contradictory",
        "numbers differ: 50 and 90",
    ),
    (
        "other numbers in words",
        "The call lasted two hours and touched on fishing.",
        "The call lasted one hour and touched on fishing.",
        "contradictory",
        "numbers differ: 2 and 1",
    ),
    (
        "one as no number",
        "Both called the two straits one of the main questions.",
        "Both called the straits one of the main questions.",
        "both",
        None,
    ),
    (
        "something else",
        "They spoke about grain and the harvest.",
        "Flowers were laid at the monument of the fallen.",
        "only A",
        None,
    ),
]


@pytest.mark.parametrize(("a", "b", "verdict", "why"), [row[1:] for row in ALIGNED], ids=[row[0] for row in ALIGNED])
def test_sentences_are_aligned(a: str, b: str, verdict: str, why: str | None) -> None:
    rows = list(align(a, b))
    assert (rows[0].verdict, rows[0].why) == (verdict, why)
    assert rows[0].a_span is not None
    assert rows[0].a_span.of(a) == rows[0].a == a
    assert len(rows) == (2 if verdict == "only A" else 1)


PIECES = st.sampled_from([row[1] for row in ALIGNED] + [row[2] for row in ALIGNED])
TEXTS = st.lists(PIECES, max_size=5).map(" ".join)


@given(TEXTS, TEXTS)
def test_every_sentence_stands_once_and_swapping_swaps(a: str, b: str) -> None:
    rows, swapped = list(align(a, b)), list(align(b, a))
    assert [row.a_span for row in rows if row.a_span] == sorted({row.a_span for row in rows if row.a_span})
    assert len([row for row in rows if row.b_span]) == len({row.b_span for row in rows if row.b_span})
    assert sum(row.verdict == "only A" for row in rows) == sum(row.verdict == "only B" for row in swapped)


def laid(tmp_path: Path, *readings: Reading, a: str | None = None, b: str | None = None) -> SideBySide:
    """The accounts of the only contact in a ledger of these readings."""
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(readings)
        (contact,) = list(ledger.contacts())
        return ledger.side_by_side(contact.id, a, b)


def account(id: str, published: str, outlet: str, one: Contact) -> Reading:
    return told(id, published, one, outlet=outlet, body="The two spoke of the bridge.")


NORTH = replace(
    said(BOTH, "held call", "2026-03-03", minutes=(50, 50)), asked_for_by=Asker(name="Ostland", state="OST")
)
OST = replace(
    said(BOTH, "held phone_call", "2026-03-03", minutes=(90, 90)), asked_for_by=Asker(name="Northmark", state="NMK")
)


def test_fields_of_both_accounts(tmp_path: Path) -> None:
    found = laid(tmp_path, account("n", "2026-03-04", "North", NORTH), account("o", "2026-03-05", "Ost", OST))
    verdicts = {row.field: row.verdict for row in found.fields}
    assert verdicts == {
        "channel": "both",
        "status": "both",
        "date": "both",
        "duration": "contradictory",
        "asked_for_by": "contradictory",
    }
    assert found.first == "A"
    assert (found.a.article, found.b.article) == ("n", "o")
    assert "both" in [row.verdict for row in found.sentences]


def test_official_accounts_of_two_states_are_taken_before_others(tmp_path: Path) -> None:
    found = laid(
        tmp_path,
        account("p", "2026-03-03", "Some Paper", NORTH),
        account("t", "2026-03-04", "TASS", NORTH),
        account("x", "2026-03-03", "Xinhua", OST),
    )
    assert (found.a.article, found.b.article, found.first) == ("x", "t", "A")


def test_it_is_said_where_the_two_are_not_clear(tmp_path: Path) -> None:
    three = [account(id, "2026-03-04", f"Paper {id}", NORTH) for id in "abc"]
    with pytest.raises(UsageError, match="name two of a, b, c"):
        laid(tmp_path, *three)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        (contact,) = list(ledger.contacts())
        assert ledger.side_by_side(contact.id, "c", "a").a.article == "c"
        with pytest.raises(UsageError, match="no report of this contact stands in 'z'"):
            ledger.side_by_side(contact.id, "c", "z")
