"""What pages look up in a ledger: counted right, bounded, the same in a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders import said, told
from postgres_server import fresh_schema, server
from readouts.ledger import Ledger, dump, open_ledger
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
    "DROP TABLE places",
    "DROP TABLE commitments",
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
