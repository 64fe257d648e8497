"""What pages look up in a ledger: counted right, bounded, the same in a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from postgres_server import fresh_schema
from readouts.ledger import Decision, Ledger, dump, meetings, open_ledger
from readouts.ledger.meetings import Among, Of
from readouts.ledger.queue import QueueOf
from readouts.ledger.rolls import RollOf
from readouts.model import Commitment, Reading, Reporter, Span
from test_ledger_parts import WITHOUT_PARTS


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a ledger can be made."""
    if request.param == "server":
        return fresh_schema(request.getfixturevalue("postgres"))
    return tmp_path / "l.sqlite"


@pytest.fixture
def ledger(place: str | Path) -> Iterator[Ledger]:
    """A small ledger of calls, visits and an invitation."""
    with new_ledger(place, *readings()) as opened:
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
    *WITHOUT_PARTS,
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


@pytest.mark.parametrize(
    ("of", "words", "found"),
    [
        ("persons", "", [(AALTO, 4, "2026-06-01"), (BRANDT, 4, "2026-06-01"), (CELIK, 2, "2026-03-20")]),
        ("persons", "cel", [(CELIK, 2, "2026-03-20")]),
        ("persons", "ÇELİK", [(CELIK, 2, "2026-03-20")]),
        ("persons", "elik", []),
        ("persons", "100%", []),
        ("states", "", [("NMK", 4, "2026-06-01"), ("OST", 4, "2026-06-01"), ("WST", 2, "2026-03-20")]),
        ("outlets", "", [("Courier", 2, "2026-04-02"), ("Herald", 3, "2026-03-21")]),
        ("outlets", "her", [("Herald", 3, "2026-03-21")]),
    ],
)
def test_roll(ledger: Ledger, of: RollOf, words: str, found: list[tuple[str, int, str]]) -> None:
    entries, more = ledger.survey.roll(of, words)
    assert [(one.key, one.number, one.latest) for one in entries] == found
    assert not more


def test_roll_come_in_portions(ledger: Ledger) -> None:
    first, more = ledger.survey.roll("persons", most=2)
    rest, after = ledger.survey.roll("persons", after=first[-1].key, most=2)
    assert ([one.name for one in first + rest], more, after) == (
        ["Eino Aalto", "Grete Brandt", "Zoë Çelik"],
        True,
        False,
    )


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 4, 1), []),
        (date(2026, 4, 2), [("2026-06-01", "announced")]),
        (date(2026, 6, 1), [("2026-06-01", "announced")]),
        (date(2026, 6, 2), []),
        (date(2026, 3, 4), []),
    ],
)
def test_upcoming(ledger: Ledger, on: date, found: list[tuple[str, str]]) -> None:
    upcoming, more = ledger.survey.upcoming(on)
    assert [(str(one.contact.date and one.contact.date.earliest), one.status) for one in upcoming] == found
    assert not more


def test_open_pledges_follow_what_came_of_them(ledger: Ledger) -> None:
    assert ledger.survey.open_pledges(date(2026, 4, 1)) == ([], False)
    ((pledge,), _) = ledger.survey.open_pledges(date(2026, 4, 2))
    assert (pledge.kind, pledge.by, pledge.to, pledge.state) == (
        "invitation",
        ("Grete Brandt",),
        ("Eino Aalto",),
        "open",
    )
    came = said("Eino Aalto/NMK, Grete Brandt/OST", "held visit", "2026-06-01", place="Lakeside")
    ledger.add([told("a6", "2026-06-02", came, outlet="Herald")])
    assert ledger.survey.open_pledges(date(2026, 6, 3)) == ([], False)
    ((pledge,), _) = ledger.survey.open_pledges(date(2026, 6, 3), kept=True)
    assert pledge.state == "fulfilled"
    ((pledge,), _) = ledger.survey.open_pledges(date(2026, 5, 3))
    assert pledge.state == "open"


def test_pledges_are_those_of_the_whole_list(ledger: Ledger) -> None:
    on = date(2026, 5, 1)
    assert ledger.survey.open_pledges(on, kept=True)[0] == ledger.pledges(on)


def test_waiting_disagreements_go_once_judged(ledger: Ledger) -> None:
    other = said("Eino Aalto/NMK, Grete Brandt/OST", "denied phone_call", "2026-03-03")
    ledger.add([told("b1", "2026-03-05", other, outlet="Courier")])
    (one,) = ledger.survey.waiting("disagreement").waiting
    assert one.why == "Reports differ: status."
    decision = Decision(kind="accept", by="Anna", made="2026-04-01", why="seen", contacts=(one.contacts[0].id,))
    ledger.judge(decision)
    assert ledger.survey.waiting("disagreement").waiting == ()


def test_waiting_for_which_contact(ledger: Ledger) -> None:
    both = "Eino Aalto/NMK, Grete Brandt/OST"
    ledger.add(
        [
            told(
                "c1",
                "2026-07-09",
                said(both, "held call", "2026-07-03"),
                said(both, "held call", "2026-07-03", id="c2"),
            ),
            told("c2", "2026-07-20", said(both, "held call", main=False)),
        ]
    )
    waiting = ledger.survey.waiting("which contact").waiting
    listed = [doubt for doubt in ledger.doubts() if doubt.kind == "which contact"]
    assert len(waiting) == len(listed) > 0
    for one in waiting:
        assert len(one.contacts) >= 2


@pytest.mark.parametrize(("of", "why"), [("held back", "one side only"), ("doubt", "two days")])
def test_waiting_texts_come_in_portions(ledger: Ledger, of: QueueOf, why: str) -> None:
    ledger.add(
        [
            told(f"d{n:02}", "2026-08-01", body="A sentence.", held_back=["one side only"], doubts=["two days"])
            for n in range(23)
        ]
    )
    first = ledger.survey.waiting(of)
    rest = ledger.survey.waiting(of, first.next)
    assert (len(first.waiting), len(rest.waiting), rest.next) == (20, 3, None)
    assert first.waiting[0].why == why
    assert first.waiting[0].passages[0].text == "A sentence."
    assert len({one.key for one in (*first.waiting, *rest.waiting)}) == 23


def test_waiting_flagged_judgements(ledger: Ledger) -> None:
    contact = ledger.survey.latest(Among(keys=(CELIK,)), 1)[0]
    ledger.judge(Decision(kind="reject", by="Anna", made="2026-04-01", why="so", contacts=(contact.id,)))
    assert ledger.survey.waiting("judgement").waiting == ()
    ledger.add([told("e1", "2026-03-22", said("Eino Aalto/NMK, Zoë Çelik/WST", "held call", "2026-03-20"))])
    (one,) = ledger.survey.waiting("judgement").waiting
    assert "1 more report of it came since" in one.why


def test_chains(ledger: Ledger) -> None:
    call = said("Eino Aalto/NMK, Zoë Çelik/WST", "held phone_call", "2026-08-01")
    chained = told("f1", "2026-08-02", call, outlet="Herald")
    by = (Reporter(name="Xinhua News Agency", kind="agency", span=Span(0, 4)),)
    ledger.add([replace(chained, contacts=(replace(chained.contacts[0], reported_by=by),))])
    (chain,) = ledger.survey.chains()
    assert (chain.outlet, [link.name for link in chain.links], chain.reports) == ("Herald", ["Xinhua News Agency"], 1)
    assert ledger.survey.chains("Xinhua") == [chain]
    assert ledger.survey.chains("Courier") == []
    assert [piece.article for piece in ledger.survey.pieces("Herald")] == ["f1", "a3", "a1", "a4"]
