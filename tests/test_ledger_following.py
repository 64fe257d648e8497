"""Invitations and promises, and what came of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from builders import said, told
from new_ledgers import new_ledger
from readouts.ledger.following import Pledge
from readouts.model import Commitment, CommitmentKind, Contact, Reading, Span

HOST, GUEST = "Grete Brandt", "Eino Aalto"
BOTH = f"{HOST}/OST, {GUEST}/NMK"


def article(
    id: str, published: str, *contacts: Contact, pledges: tuple[tuple[CommitmentKind, str, str], ...] = ()
) -> Reading:
    """An article with contacts and commitments given as (kind, by, to); each foresees the first contact, if any."""
    reading = told(id, published, *contacts, body="They talked of what is to come.")
    made = [
        Commitment(
            kind=kind,
            by=(by,) if by else (),
            to=(to,) if to else (),
            text="They",
            span=Span(0, 4),
            foresees=contacts[0].id if contacts and contacts[0].status == "invited" else None,
        )
        for kind, by, to in pledges
    ]
    return replace(reading, commitments=tuple(made))


INVITES: tuple[tuple[CommitmentKind, str, str], ...] = (("invitation", HOST, GUEST),)
INVITED = said(BOTH, "invited visit")
LATER = article("later", "2026-03-11", said(BOTH, "held visit", "2026-03-10"))

ROWS: list[tuple[str, list[Reading], list[str]]] = [
    ("nothing came of it", [article("a", "2026-03-01", pledges=INVITES)], ["open"]),
    ("the guest came", [article("a", "2026-03-01", pledges=INVITES), LATER], ["fulfilled"]),
    ("the visit foreseen was held", [article("a", "2026-03-01", INVITED, pledges=INVITES), LATER], ["fulfilled"]),
    (
        "a call fulfils no invitation",
        [
            article("a", "2026-03-01", pledges=INVITES),
            article("b", "2026-03-11", said(BOTH, "held phone_call", "2026-03-10")),
        ],
        ["open"],
    ),
    (
        "a meeting before it does not either",
        [
            article("a", "2026-03-15", pledges=INVITES),
            article("b", "2026-03-11", said(BOTH, "held visit", "2026-03-10")),
        ],
        ["open"],
    ),
    (
        "refused",
        [
            article("a", "2026-03-01", pledges=INVITES),
            article("b", "2026-03-03", pledges=(("refusal", GUEST, HOST),)),
        ],
        ["refused"],
    ),
    (
        "told by two articles it is one",
        [article("a", "2026-03-01", pledges=INVITES), article("b", "2026-03-02", pledges=INVITES)],
        ["open"],
    ),
    (
        "a year later it is another",
        [article("a", "2026-03-01", pledges=INVITES), article("b", "2027-03-02", pledges=INVITES)],
        ["open", "open"],
    ),
    (
        "a promise without a contact stays open",
        [article("a", "2026-03-01", pledges=(("promise", GUEST, ""),)), LATER],
        ["open"],
    ),
]


def pledges(tmp_path: Path, readings: list[Reading], on: date | None = None) -> list[Pledge]:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
    with new_ledger(path) as ledger:
        ledger.add(readings)
        return ledger.pledges(on)


@pytest.mark.parametrize(("readings", "states"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_came_of_it(tmp_path: Path, readings: list[Reading], states: list[str]) -> None:
    answers = {tuple(p.state for p in pledges(tmp_path, list(order))) for order in permutations(readings)}
    assert answers == {tuple(states)}


def test_as_it_stood_on_a_day(tmp_path: Path) -> None:
    readings = [article("a", "2026-03-01", pledges=INVITES), LATER]
    assert pledges(tmp_path, readings, date(2026, 2, 28)) == []
    assert [p.state for p in pledges(tmp_path, readings, date(2026, 3, 9))] == ["open"]
    (after,) = pledges(tmp_path, readings, date(2026, 3, 10))
    assert after.state == "fulfilled"
    assert after.how == "the guest met the host afterwards"


def test_an_acceptance_is_noted(tmp_path: Path) -> None:
    readings = [
        article("a", "2026-03-01", pledges=INVITES),
        article("b", "2026-03-03", pledges=(("acceptance", GUEST, HOST),)),
    ]
    (one,) = pledges(tmp_path, readings)
    assert (one.accepted, one.state) == (True, "open")
    assert [telling.article for telling in one.told] == ["a"]
    assert [p.accepted for p in pledges(tmp_path, readings, date(2026, 3, 2))] == [None]
