"""What became of a contact from article to article: one contact with a history, or several."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import said, told
from new_ledgers import new_ledger
from readouts.ledger import LedgerContact, dump
from readouts.model import Reading

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
Told = tuple[str, str, str | None]

STORIES: dict[str, tuple[list[Told], list[str]]] = {
    "announced, then held": (
        [("2026-03-01", "announced visit", "2026-03-10"), ("2026-03-11", "held visit", "2026-03-10")],
        ["2026-03-10: announced, held"],
    ),
    "invited, announced, confirmed, cancelled": (
        [
            ("2026-03-01", "invited visit", None),
            ("2026-03-03", "announced visit", "2026-03-20"),
            ("2026-03-05", "confirmed visit", "2026-03-20"),
            ("2026-03-18", "cancelled visit", "2026-03-20"),
        ],
        ["2026-03-20: invited, announced, confirmed, cancelled"],
    ),
    "put off, then held": (
        [
            ("2026-03-01", "announced visit", "2026-03-10"),
            ("2026-03-08", "postponed visit", "2026-03-10"),
            ("2026-04-21", "held visit", "2026-04-20"),
        ],
        ["2026-04-20: announced, postponed, held"],
    ),
    "put off without a day, then held": (
        [
            ("2026-03-01", "announced visit", "2026-03-10"),
            ("2026-03-08", "postponed visit", None),
            ("2026-04-21", "held visit", "2026-04-20"),
        ],
        ["2026-04-20: announced, postponed, held"],
    ),
    "put off to a day": (
        [("2026-03-01", "announced visit", "2026-03-10"), ("2026-03-08", "postponed visit", "2026-03-20")],
        ["2026-03-20: announced, postponed"],
    ),
    "put off twice": (
        [
            ("2026-03-01", "announced visit", "2026-03-10"),
            ("2026-03-08", "postponed visit", "2026-03-10"),
            ("2026-03-12", "announced visit", "2026-04-01"),
            ("2026-03-30", "postponed visit", "2026-04-01"),
            ("2026-05-03", "held visit", "2026-05-02"),
        ],
        ["2026-05-02: announced, postponed, announced, postponed, held"],
    ),
    "put off, another way of meeting in between": (
        [("2026-03-08", "postponed visit", "2026-03-10"), ("2026-03-16", "held call", "2026-03-16")],
        ["2026-03-10: postponed", "2026-03-16: held"],
    ),
    "put off, the next so late that it is another": (
        [("2026-03-08", "postponed visit", "2026-03-10"), ("2026-09-02", "held visit", "2026-09-01")],
        ["2026-03-10: postponed", "2026-09-01: held"],
    ),
    "put off, another was planned all along": (
        [
            ("2026-03-01", "announced visit", "2026-04-20"),
            ("2026-03-08", "postponed visit", "2026-03-10"),
            ("2026-04-21", "held visit", "2026-04-20"),
        ],
        ["2026-03-10: postponed", "2026-04-20: announced, held"],
    ),
    "cancelled, then another": (
        [("2026-03-08", "cancelled visit", "2026-03-10"), ("2026-03-21", "held visit", "2026-03-20")],
        ["2026-03-10: cancelled", "2026-03-20: held"],
    ),
    "two calls in one week": (
        [
            ("2026-03-03", "held call", "2026-03-03"),
            ("2026-03-06", "held call", "2026-03-06"),
            ("2026-03-07", "held phone_call", "2026-03-06"),
        ],
        ["2026-03-03: held", "2026-03-06: held, held"],
    ),
    "denied": (
        [("2026-03-06", "held meeting", "2026-03-05"), ("2026-03-07", "denied meeting", "2026-03-05")],
        ["2026-03-05: held, denied (status)"],
    ),
}  # fmt: skip


def story(name: str, who: str = BOTH) -> list[Reading]:
    """The articles of a story, each of an outlet of its own."""
    return [
        told(f"{name} {number}", day, said(who, how, when), outlet=f"Courier {number}")
        for number, (day, how, when) in enumerate(STORIES[name][0])
    ]


def read(contact: LedgerContact) -> str:
    """A contact in the words of the table."""
    disputed = f" ({', '.join(one.field for one in contact.disagreements)})" if contact.disagreements else ""
    day = contact.date.earliest if contact.date else "?"
    return f"{day}: {', '.join(step.status for step in contact.status_history)}{disputed}"


@pytest.mark.parametrize("name", STORIES)
def test_what_became_of_it(name: str, tmp_path: Path) -> None:
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(story(name))
        assert [read(contact) for contact in ledger.contacts()] == STORIES[name][1]
        assert ledger.check() == []


FEED = [
    reading
    for number, name in enumerate(STORIES)
    for reading in story(name, f"Eino Aalto{number % 2}/NMK, Grete Brandt{number % 3}/OST")
]


@cache
def whole_feed() -> list[str]:
    """The ledger of all stories, some of them of the same two."""
    with TemporaryDirectory() as folder, new_ledger(Path(folder) / "l.sqlite") as ledger:
        ledger.add(FEED)
        assert any("moved to another day" in line for line in dump(ledger))
        return list(dump(ledger))


@given(order=st.permutations(FEED), batch=st.integers(1, 40))
@settings(max_examples=12, deadline=None)
def test_order_and_portions_never_matter(order: list[Reading], batch: int) -> None:
    with TemporaryDirectory() as folder, new_ledger(Path(folder) / "l.sqlite") as ledger:
        ledger.add(order, batch=batch)
        assert list(dump(ledger)) == whole_feed()
