"""Counting by named rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import get_args

import pytest

from builders import said, told
from readouts.ledger.choose import Account
from readouts.ledger.contact import LedgerContact
from readouts.ledger.counting import By, Count, Switches, alternatives, count_contacts, print_value
from readouts.ledger.merge import merge
from readouts.ledger.report import describe_report
from readouts.model import Contact, Status

BOTH = "Eino Aalto/NMK/President, Grete Brandt/OST/Chancellor"
THREE = f"{BOTH}, Ana Cruz/SUR/President"


def contact(article: str, one: Contact) -> LedgerContact:
    """The contact of one report."""
    reading = told(article, "2026-03-20", one).article
    return merge([Account(report=describe_report(reading, one), said=one, outlet=None, title=None, rule="first told")])


def visit(article: str, when: str, to: str) -> LedgerContact:
    """A visit of Aalto's."""
    return contact(article, visitor(said(f"Eino Aalto/NMK/President, {to}", "held visit", when)))


def visitor(one: Contact) -> Contact:
    """The first participant as the visitor."""
    first, *others = one.participants
    return replace(one, participants=(replace(first, role="visitor"), *others))


CALL = contact("call", said(BOTH, "held phone_call", "2026-03-03"))
GROUP = contact("group", said(THREE, "held video_call", "2025-05-05"))
SUMMIT = contact("summit", said(THREE, "held summit", "2026-03-09/2026-03-10"))
MARGINS = contact("margins", replace(said(BOTH, "held meeting", "2026-03-09"), setting="margins of the summit"))
STOP = contact("stop", replace(said(BOTH, "held visit", "2025-12-31/2026-01-01"), visit_type="stopover"))
PRIVATE = contact("private", replace(said(BOTH, "held visit"), visit_type="private"))
MESSAGE = contact("message", said(BOTH, "held message", "2026-02-01"))
AHEAD = contact("ahead", said(BOTH, "announced visit", "2026-06-01"))
MENTIONED = contact("mentioned", said(BOTH, "held call", "2024-03-01", main=False))
MINISTERS = contact(
    "ministers", said("Ida Holm/NMK/Foreign Minister, Max Weber/OST/Foreign Minister", "held call", "2026-03-04")
)
MEETING = replace(contact("meeting", said(BOTH, "held meeting", "2026-03-02")), part_of="b0b0")
AIDES = contact("aides", said("Ida Holm/NMK/adviser, Max Weber/OST/spokesman", "held call", "2026-03-05"))
ALL = [CALL, GROUP, SUMMIT, MARGINS, STOP, PRIVATE, MESSAGE, AHEAD, MENTIONED, MINISTERS, AIDES, MEETING]

TOTALS = [
    ("as shipped", Switches(), 10),
    ("messages", Switches(messages=True), 11),
    ("no stopovers", Switches(stopovers=False), 9),
    ("no private visits", Switches(private=False), 9),
    ("no margins", Switches(margins=False), 9),
    ("no parts of others", Switches(parts=False), 9),
    ("no group calls", Switches(group_calls=False), 9),
    ("no background", Switches(background=False), 9),
    ("a summit for each pair", Switches(summits="pairs"), 12),
    ("ministers or leaders", Switches(ranks="ministers"), 9),
    ("leaders", Switches(ranks="leaders"), 8),
    ("announced alone", Switches(statuses=("announced",)), 1),
]


@pytest.mark.parametrize(("rules", "total"), [row[1:] for row in TOTALS], ids=[row[0] for row in TOTALS])
def test_a_switch_leaves_out_what_it_says(rules: Switches, total: int) -> None:
    counted = count_contacts(ALL, switches=rules)
    assert counted.total == total
    if rules.summits == "one":
        left = {id for one in counted.left_out for id in one.contacts}
        assert total + len(left) == len(ALL)


@pytest.mark.parametrize("rules", [row[1] for row in TOTALS], ids=[row[0] for row in TOTALS])
def test_effects_say_what_the_other_switch_really_makes(rules: Switches) -> None:
    counted = count_contacts(ALL, switches=rules)
    assert len(counted.effects) == len(list(alternatives(rules)))
    for effect, (switch, value) in zip(counted.effects, alternatives(rules), strict=True):
        other = replace(rules, **{switch: value})  # type: ignore[arg-type]
        assert (effect.switch, effect.value) == (switch, print_value(value))
        assert count_contacts(ALL, switches=other).total == effect.total == counted.total + effect.change


@pytest.mark.parametrize("rules", [Switches(), Switches(statuses=get_args(Status), messages=True)])
def test_what_people_rejected_never_counts(rules: Switches) -> None:
    some = [replace(one, verdict="rejected") if one in (CALL, AHEAD) else one for one in ALL]
    counted = count_contacts(some, switches=rules)
    left = next(one for one in counted.left_out if one.switch == "rejected")
    assert set(left.contacts) == {CALL.id, AHEAD.id}
    assert counted.total == count_contacts([x for x in ALL if x not in (CALL, AHEAD)], switches=rules).total
    assert all(CALL.id not in row.contacts for row in counted.rows)


def rows(counted: Count) -> dict[str, int]:
    return {row.key: row.count for row in counted.rows}


BY: list[tuple[By, list[LedgerContact], dict[str, int]]] = [
    ("year", ALL, {"2024": 1, "2025": 1, "2025/2026": 1, "2026": 6, "not dated": 1}),
    ("month", [CALL, PRIVATE, SUMMIT], {"2026-03": 2, "not dated": 1}),
    ("pair", [CALL, SUMMIT], {"NMK OST": 2, "NMK SUR": 1, "OST SUR": 1}),
    ("person", [CALL, GROUP], {"Eino Aalto": 2, "Grete Brandt": 2, "Ana Cruz": 1}),
    ("state", [CALL, GROUP], {"NMK": 2, "OST": 2, "SUR": 1}),
    ("channel", [CALL, GROUP, SUMMIT], {"phone_call": 1, "video_call": 1, "summit": 1}),
    ("all", ALL, {"all": 10}),
]


@pytest.mark.parametrize(("by", "some", "expected"), BY, ids=[row[0] for row in BY])
def test_numbers_by_key(by: By, some: list[LedgerContact], expected: dict[str, int]) -> None:
    counted = count_contacts(some, by)
    assert rows(counted) == expected
    assert all(len(row.contacts) == row.count for row in counted.rows)


def test_a_summit_by_pairs_names_the_pair() -> None:
    assert rows(count_contacts([SUMMIT], "pair", Switches(summits="pairs"))) == {
        "NMK OST": 1,
        "NMK SUR": 1,
        "OST SUR": 1,
    }


def test_a_trip_is_one_where_stops_follow_each_other() -> None:
    stops = [
        visit("a", "2026-03-01/2026-03-02", "Grete Brandt/OST"),
        visit("b", "2026-03-03", "Ana Cruz/SUR"),
        visit("c", "2026-03-20", "Grete Brandt/OST"),
    ]
    assert count_contacts(stops).total == 3
    by_trip = count_contacts(stops, switches=Switches(trips="trips"))
    assert by_trip.total == 2
    assert sorted(len(row.contacts) for row in by_trip.rows) == [3]


def test_the_order_of_contacts_never_matters() -> None:
    assert len({str(count_contacts(order, "pair")) for order in permutations([CALL, SUMMIT, MARGINS, MESSAGE])}) == 1
