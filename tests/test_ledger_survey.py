"""What pages look up in a ledger: counted right, bounded, the same in a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders import said, told
from postgres_server import fresh_schema, server
from readouts.ledger import Decision, Ledger, dump, meetings, open_ledger
from readouts.ledger.meetings import Among, Of
from readouts.model import Commitment, Reading, Span


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A server of our own."""
    with server() as address:
        yield address


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a ledger can be made."""
    if request.param == "server":
        return fresh_schema(request.getfixturevalue("postgres"))
    return tmp_path / "l.sqlite"


@pytest.fixture
def ledger(place: str | Path) -> Iterator[Ledger]:
    """A small ledger of calls, visits and an invitation."""
    with open_ledger(place) as opened:
        opened.add(list(readings()))
        yield opened


def readings() -> Iterator[Reading]:
    both = "Eino Aalto/NMK, Grete Brandt/OST"
    yield told("a1", "2026-03-04", said(both, "held phone_call", "2026-03-03"), outlet="Herald")
    yield told("a2", "2026-03-20", said(both, "held meeting", "2026-03-19", place="Geneva/CHE"), outlet="Courier")
    yield told("a3", "2026-03-21", said("Eino Aalto/NMK, Zoë Çelik/WST", "held call", "2026-03-20"), outlet="Herald")
    yield told("a4", None, said("Grete Brandt/OST, Zoë Çelik/WST", "proposed talks"), outlet="Herald")
    invited = told("a5", "2026-04-02", said(both, "announced visit", "2026-06-01", place="Lakeside"), outlet="Courier")
    promise = Commitment(
        kind="invitation", by=("Grete Brandt",), to=("Eino Aalto",), text="Eino", span=Span(0, 4), foresees="c1"
    )
    yield replace(invited, commitments=(promise,))


UNDONE = (
    "DROP TABLE entries",
    "DROP TABLE places",
    "DROP TABLE commitments",
    "DROP INDEX ix_articles_outlet",
    "DROP INDEX ix_participants_name",
    "DROP INDEX ix_participants_state",
    "ALTER TABLE participants DROP COLUMN ordered_by",
    "CREATE INDEX ix_participants_name ON participants (name_key)",
    "CREATE INDEX ix_participants_state ON participants (state)",
    "UPDATE alembic_version SET version_num = '0004'",
)


def test_an_older_ledger_is_filled(place: str | Path) -> None:
    with open_ledger(place) as ledger:
        ledger.add(list(readings()))
        before = list(dump(ledger))
        assert sum('"table": "places"' in line for line in before) == 2
        assert sum('"table": "commitments"' in line for line in before) == 1
        with ledger._store.writing() as connection:
            for statement in UNDONE:
                connection.exec_driver_sql(statement)
    with open_ledger(place) as migrated:
        assert list(dump(migrated)) == before
        assert migrated.check() == []
        assert migrated.rebuild().same


AALTO, BRANDT, CELIK = "eino aalto", "grete brandt", "zoe celik"


@pytest.mark.parametrize(
    ("among", "of", "found"),
    [
        (Among(keys=(AALTO,)), "persons", [(BRANDT, 2, "2026-03-19"), (CELIK, 1, "2026-03-20")]),
        (
            Among(keys=(AALTO,)),
            "states",
            [("NMK", 3, "2026-03-20"), ("OST", 2, "2026-03-19"), ("WST", 1, "2026-03-20")],
        ),
        (Among(state="OST"), "states", [("NMK", 2, "2026-03-19")]),
        (Among(keys=(AALTO,), state="WST"), "persons", [(CELIK, 1, "2026-03-20")]),
        (
            Among(keys=(AALTO,), since=date(2026, 3, 10)),
            "persons",
            [(BRANDT, 1, "2026-03-19"), (CELIK, 1, "2026-03-20")],
        ),
        (Among(keys=(AALTO,), until=date(2026, 3, 10)), "persons", [(BRANDT, 1, "2026-03-03")]),
        (Among(keys=(AALTO,), channels=("call",)), "persons", [(CELIK, 1, "2026-03-20")]),
        (Among(keys=(BRANDT,), statuses=()), "persons", [(AALTO, 3, "2026-06-01"), (CELIK, 1, None)]),
        (Among(keys=("nobody",)), "persons", []),
    ],
)
def test_partners(ledger: Ledger, among: Among, of: Of, found: list[tuple[str, int, str | None]]) -> None:
    partners, bounded = ledger.survey.partners(among, of, 10)
    assert [(one.key, one.contacts, one.latest) for one in partners] == found
    assert not bounded


@pytest.mark.parametrize(
    ("among", "of", "found"),
    [
        (Among(), "persons", [(AALTO, BRANDT, 2), (AALTO, CELIK, 1)]),
        (Among(), "states", [("NMK", "OST", 2), ("NMK", "WST", 1)]),
        (Among(statuses=()), "persons", [(AALTO, BRANDT, 3), (AALTO, CELIK, 1), (BRANDT, CELIK, 1)]),
        (Among(keys=(CELIK,), statuses=()), "persons", [(AALTO, CELIK, 1), (BRANDT, CELIK, 1)]),
        (Among(state="OST"), "persons", [(AALTO, BRANDT, 2)]),
        (Among(since=date(2026, 3, 20), until=date(2026, 3, 20)), "persons", [(AALTO, CELIK, 1)]),
    ],
)
def test_meetings(ledger: Ledger, among: Among, of: Of, found: list[tuple[str, str, int]]) -> None:
    pairs, _ = ledger.survey.meetings(among, of, 10)
    assert [(one.a, one.b, one.contacts) for one in pairs] == found


def test_places(ledger: Ledger) -> None:
    spots, _ = ledger.survey.places(Among(statuses=()))
    assert [(one.name, one.state, one.contacts) for one in spots] == [("Geneva", "CHE", 1), ("Lakeside", None, 1)]
    assert [one.name for one in ledger.survey.places(Among())[0]] == ["Geneva"]
    assert [one.name for one in ledger.survey.places(Among(keys=(CELIK,)))[0]] == []


def test_the_latest_come_first_and_undated_ones_last(ledger: Ledger) -> None:
    found = ledger.survey.latest(Among(keys=(BRANDT,), statuses=()), 10)
    assert [str(one.date.earliest) if one.date else None for one in found] == [
        "2026-06-01",
        "2026-03-19",
        "2026-03-03",
        None,
    ]
    assert len(ledger.survey.latest(Among(statuses=()), 2)) == 2


def test_what_was_rejected_does_not_count(ledger: Ledger) -> None:
    (contact,) = ledger.survey.latest(Among(keys=(CELIK,)), 10)
    ledger.judge(Decision(kind="reject", by="Anna", made="2026-04-01", why="so", contacts=(contact.id,)))
    assert ledger.survey.partners(Among(keys=(CELIK,)), "persons", 10)[0] == []


def test_older_contacts_are_left_uncounted_and_it_is_said(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "MOST", 2)
    partners, bounded = ledger.survey.partners(Among(keys=(AALTO,)), "persons", 10)
    assert [(one.key, one.contacts) for one in partners] == [(CELIK, 1)]  # the announced visit is one of the two latest
    assert bounded
