"""Which value a contact takes of those its reports give."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from builders import days, said, told
from readouts.ledger.choose import Account
from readouts.ledger.contact import LedgerContact
from readouts.ledger.merge import merge
from readouts.ledger.report import describe_report
from readouts.model import Asker, Contact, StatusStep

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"


def contact_of(*rows: tuple[str | None, Contact]) -> LedgerContact:
    """The contact of reports given as (published, what it says), the same whatever their order."""
    accounts = []
    for number, (published, said_there) in enumerate(rows):
        article = told(f"a{number}", published, said_there, outlet=f"Outlet {number}").article
        accounts.append(
            Account(
                report=describe_report(article, said_there),
                said=said_there,
                outlet=article.outlet,
                title=None,
                rule="a test",
            )
        )
    (merged,) = {merge(order) for order in permutations(accounts)}
    return merged


CHANNELS = [
    (["call", "phone_call"], "phone_call", False),
    (["call", "video_call", "talks"], "video_call", False),
    (["meeting", "visit"], "visit", False),
    (["talks", "meeting"], "meeting", False),
    (["visit", "summit"], "summit", False),
    (["phone_call", "video_call", "video_call"], "video_call", True),
    (["phone_call", "video_call"], "phone_call", True),
    (["message"], "message", False),
]


@pytest.mark.parametrize(("channels", "taken", "differ"), CHANNELS)
def test_the_more_specific_channel_is_taken(channels: list[str], taken: str, differ: bool) -> None:
    contact = contact_of(*(("2026-03-04", said(BOTH, f"held {channel}")) for channel in channels))
    assert contact.channel == taken
    assert [one.field for one in contact.disagreements] == ["channel"] * differ


STATUSES = [
    ([("2026-03-01", "announced"), ("2026-03-04", "held")], "held", False),
    ([("2026-03-01", "announced"), ("2026-03-02", "postponed")], "postponed", False),
    ([("2026-03-01", "announced"), ("2026-03-01", "cancelled")], "cancelled", False),
    ([("2026-03-04", "held"), ("2026-03-05", "announced")], "held", False),
    ([("2026-03-04", "held"), ("2026-03-05", "denied")], "denied", True),
    ([(None, "cancelled"), ("2026-03-01", "announced")], "announced", False),
    ([("2026-03-01", "invited"), ("2026-03-01", "announced")], "announced", False),
]


@pytest.mark.parametrize(("steps", "taken", "differ"), STATUSES)
def test_the_latest_status_is_taken(steps: list[tuple[str | None, str]], taken: str, differ: bool) -> None:
    contact = contact_of(*((day, said(BOTH, f"{status} visit")) for day, status in steps))
    assert contact.status == taken
    assert [one.field for one in contact.disagreements] == ["status"] * differ


def test_the_history_is_in_the_order_it_was_said() -> None:
    early = replace(
        said(BOTH, "postponed visit"),
        status_history=(
            StatusStep(status="announced", date=days("2026-02-20"), said_by="Ostland"),
            StatusStep(status="postponed"),
        ),
    )
    contact = contact_of(("2026-03-10", said(BOTH, "held visit")), ("2026-03-01", early))
    assert [(step.status, step.said_by) for step in contact.status_history] == [
        ("announced", "Ostland"),
        ("postponed", None),
        ("held", None),
    ]
    assert [step.date for step in contact.status_history] == [
        days("2026-02-20"),
        days("2026-03-01"),
        days("2026-03-10"),
    ]


DATES = [
    (["2026-03-03"], "2026-03-03", False),
    (["2026-03-01/2026-03-31", "2026-03-14"], "2026-03-14", False),
    (["2026-03-02/2026-03-08", "2026-03-05/2026-03-12"], "2026-03-05/2026-03-08", False),
    (["2026-03-03", "2026-03-04", "2026-03-04"], "2026-03-04", True),
    (["2026-03-04", "2026-03-03"], "2026-03-03", True),
    ([None, "2026-03-03"], "2026-03-03", False),
]


@pytest.mark.parametrize(("stated", "taken", "differ"), DATES)
def test_the_days_that_all_share_are_taken(stated: list[str | None], taken: str, differ: bool) -> None:
    contact = contact_of(*(("2026-03-10", said(BOTH, "held call", when)) for when in stated))
    assert contact.date is not None
    assert (contact.date.earliest, contact.date.latest) == days(taken)
    assert [one.field for one in contact.disagreements] == ["date"] * differ


def test_each_side_of_a_disagreement_has_its_reports() -> None:
    contact = contact_of(
        ("2026-03-10", said(BOTH, "held call", "2026-03-03")),
        ("2026-03-11", said(BOTH, "held call", "2026-03-04")),
    )
    (differing,) = contact.disagreements
    assert [(said.value, said.reports) for said in differing.values] == [
        ("2026-03-03", (("a0", "c1"),)),
        ("2026-03-04", (("a1", "c1"),)),
    ]


BOUNDS = [
    ([("2026-03-04", "held")], None, "2026-03-04"),
    ([("2026-03-01", "announced")], "2026-03-01", None),
    ([("2026-03-01", "announced"), ("2026-03-04", "held"), ("2026-03-06", "held")], "2026-03-01", "2026-03-04"),
    ([("2026-03-05", "announced"), ("2026-03-04", "held")], None, "2026-03-04"),
    ([(None, "held")], None, None),
    ([("2026-03-01", "denied")], None, None),
]


@pytest.mark.parametrize(("steps", "not_before", "not_after"), BOUNDS)
def test_undated_contacts_are_bounded_by_their_articles(
    steps: list[tuple[str | None, str]], not_before: str | None, not_after: str | None
) -> None:
    contact = contact_of(*((day, said(BOTH, f"{status} visit")) for day, status in steps))
    assert contact.date is None
    assert [day and str(day) for day in (contact.not_before, contact.not_after)] == [not_before, not_after]


PARTIES = [
    (["Xu/AAA, Brandt/OST", "An Xu/AAA, Grete Brandt/OST"], ["An Xu", "Grete Brandt"]),
    (["Eino Aalto/NMK, office:leader of Ostland/OST", BOTH], ["Eino Aalto", "Grete Brandt"]),
    ([BOTH, "Eino Aalto/NMK, state:Ostland/OST"], ["Eino Aalto", "Grete Brandt"]),
    (["state:Northmark/NMK, delegation:delegation of Northmark/NMK"], ["delegation of Northmark"]),
    (
        ["Eino Aalto/NMK, Grete Brandt/OST/President of Ostland, office:foreign minister of Ostland/OST"],
        ["Eino Aalto", "Grete Brandt", "foreign minister of Ostland"],
    ),
    (["Eino Aalto/NMK, Aalto/SUR"], ["Eino Aalto", "Aalto"]),
]


@pytest.mark.parametrize(("reports", "names"), PARTIES)
def test_a_person_stands_for_the_unnamed(reports: list[str], names: list[str]) -> None:
    contact = contact_of(*(("2026-03-10", said(who)) for who in reports))
    assert [party.name for party in contact.participants] == names


LENGTHS: list[tuple[list[tuple[int | None, int | None]], tuple[int | None, int | None], bool]] = [
    ([(90, 90)], (90, 90), False),
    ([(60, None), (90, 90)], (90, 90), False),
    ([(None, 30), (20, None)], (20, 30), False),
    ([(90, 90), (60, 60), (60, 60)], (60, 60), True),
]


@pytest.mark.parametrize(("reports", "taken", "differ"), LENGTHS)
def test_the_minutes_that_all_allow_are_taken(
    reports: list[tuple[int | None, int | None]], taken: tuple[int | None, int | None], differ: bool
) -> None:
    contact = contact_of(*(("2026-03-10", said(BOTH, minutes=minutes)) for minutes in reports))
    assert contact.duration is not None
    assert (contact.duration.at_least_minutes, contact.duration.at_most_minutes) == taken
    assert [one.field for one in contact.disagreements] == ["duration"] * differ


def test_each_side_may_say_that_the_other_asked() -> None:
    rows = [
        ("2026-03-10", replace(said(BOTH), asked_for_by=Asker(name=name, state=state)))
        for name, state in (("Ostland", "OST"), ("Northmark", "NMK"), ("Northmark", "NMK"))
    ]
    contact = contact_of(*rows)
    assert contact.asked_for_by is not None
    assert contact.asked_for_by.state == "NMK"
    assert [one.field for one in contact.disagreements] == ["asked_for_by"]


def test_two_articles_of_one_outlet_count_once() -> None:
    rows = [("2026-03-10", said(BOTH, "held call", when)) for when in ("2026-03-03", "2026-03-03", "2026-03-04")]
    accounts = []
    for number, (published, contact) in enumerate(rows):
        article = told(f"a{number}", published, contact).article
        outlet = "Herald" if number < 2 else "Courier"
        report = describe_report(article, contact)
        accounts.append(Account(report=report, said=contact, outlet=outlet, title=None, rule="a test"))
    merged = merge(accounts)
    assert (merged.articles, merged.outlets) == (3, 2)
    assert merged.date is not None
    assert str(merged.date.earliest) == "2026-03-03"


def test_a_contact_needs_a_report() -> None:
    with pytest.raises(ValueError, match="needs a report"):
        merge([])


def test_what_is_said_more_and_less_exactly_is_refined_not_disputed() -> None:
    one = contact_of(
        ("2026-03-04", said(BOTH, "held call", "2026-03-01/2026-03-07")),
        ("2026-03-04", said(BOTH, "held video_call", "2026-03-03")),
    )
    assert one.disagreements == ()
    assert {refined.field: sorted(value.value for value in refined.values) for refined in one.refined} == {
        "channel": ["call", "video_call"],
        "date": ["2026-03-01/2026-03-07", "2026-03-03"],
    }


def test_places_in_two_states_are_a_disagreement_a_town_and_its_state_are_not() -> None:
    rows = [
        said(BOTH, "held meeting", "2026-03-03", place=place)
        for place in ("Ostburg/OST", "Ostland/OST", "Surville/SUR")
    ]
    assert contact_of(*(("2026-03-04", row) for row in rows[:2])).disagreements == ()
    (differing,) = contact_of(*(("2026-03-04", row) for row in rows)).disagreements
    assert differing.field == "place"
    assert {value.value for value in differing.values} == {"Ostburg", "Ostland", "Surville"}
