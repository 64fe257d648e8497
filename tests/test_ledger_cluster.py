"""Which reports are of one contact."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import said, told
from readouts.ledger.cluster import cluster
from readouts.ledger.compare import compatible, supporting
from readouts.ledger.moving import MOVED, may_move
from readouts.ledger.report import Report, describe_report
from readouts.model import Contact

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
UNNAMED = "Eino Aalto/NMK, office:leader of Ostland/OST"


def reports(*rows: tuple[str, str | None, Contact]) -> list[Report]:
    """Reports of articles given as (id, published, what it says)."""
    return [describe_report(told(id, published, contact).article, contact) for id, published, contact in rows]


def grouping(some: list[Report]) -> set[frozenset[str]]:
    """The groups as sets of article ids with the report's own."""
    return {frozenset(f"{r.article}/{r.contact}" for r in group.reports) for group in cluster(some).groups}


CALL = said(BOTH, "held call", "2026-03-03")
VISIT = said(BOTH, "held visit", "2026-03-03")
OFFICES = "delegation:delegation of Northmark/NMK, delegation:delegation of Ostland/OST"


def call(who: str, when: str | None = "2026-03-03", how: str = "held call", **more: str) -> Contact:
    """A report like CALL by other persons."""
    return said(who, how, when, place=more.get("place"))


AHEAD = said(BOTH, "announced visit")
ENVOY = "Eino Aalto/NMK, office:envoy of Ostland/OST"
STATES = "state:Northmark/NMK, state:Ostland/OST"
ENVOYS = "delegation:delegation of Northmark/NMK, state:Ostland/OST"
XI = "Xi Jinping/CHN, delegation:delegation of Russia/RUS"

TOGETHER = [
    ("the same day", "2026-03-04", CALL, CALL),
    ("call and phone call", "2026-03-04", CALL, said(BOTH, "held phone_call", "2026-03-03")),
    ("call and talks", "2026-03-04", CALL, said(BOTH, "held talks", "2026-03-03")),
    ("a day apart by time zone", "2026-03-04", CALL, said(BOTH, "held call", "2026-03-04")),
    ("a day within a week", "2026-03-09", CALL, said(BOTH, "held call", "2026-03-02/2026-03-08")),
    ("a visit and its meeting", "2026-03-04", VISIT, said(BOTH, "held meeting", "2026-03-02/2026-03-05")),
    ("undated, told that day", "2026-03-03", CALL, said(BOTH, "held call")),
    ("neither dated, one day's news", "2026-03-03", said(BOTH, "held call"), said(BOTH, "held call")),
    ("announced, then held", "2026-03-01", VISIT, said(BOTH, "announced visit")),
    (
        "announced and cancelled",
        "2026-03-01",
        said(BOTH, "announced visit", "2026-03-03"),
        said(BOTH, "cancelled visit"),
    ),
    ("a person and an unnamed leader", "2026-03-04", CALL, call(UNNAMED)),
    ("a person and a state", "2026-03-04", CALL, call("Eino Aalto/NMK, state:Ostland/OST")),
    (
        "one names who is in the delegation",
        "2026-03-04",
        call("delegation:delegation of Northmark/NMK", how="held visit", place="Ostburg/OST"),
        call("Max Weber/NMK, delegation:delegation of Northmark/NMK", how="held visit", place="Ostburg/OST"),
    ),
    ("two delegations", "2026-03-04", call(OFFICES), call(OFFICES.replace("delegation of N", "envoys of N"))),
    ("another spelling", "2026-03-04", CALL, call("Aalto/NMK, Grete Brandtt/OST")),
    ("a state known to one only", "2026-03-04", CALL, call("Eino Aalto, Grete Brandt")),
    ("the host is the land", "2026-03-04", VISIT, call("Eino Aalto/NMK", how="held visit", place="Ostburg/OST")),
    ("background, not long after", "2026-03-20", CALL, said(BOTH, "held call", main=False)),
    ("a third state told of by one", "2026-03-04", CALL, call(f"{BOTH}, Ana Cruz/SUR")),
    ("somebody of unknown state and an envoy", "2026-03-04", call("Eino Aalto/NMK, Max Weber"), call(ENVOY)),
    ("a venue abroad", "2026-03-04", said(STATES, "held talks", place="Oslo/NOR"), call(ENVOYS, place="Oslo/NOR")),
    ("one gives the day of what both expect", "2026-03-01", said(BOTH, "announced visit", "2026-06-10"), AHEAD),
    (
        "a month, in the same land",
        "2026-03-30",
        call(BOTH, how="held visit", place="Ostburg/OST"),
        call(BOTH, "2026-03-01/2026-03-31", "held visit", place="Lakeside/OST"),
    ),
    (
        "a day, and places in two lands",
        "2026-03-30",
        call(BOTH, how="held visit", place="Ostburg/OST"),
        call(BOTH, how="held visit", place="Nordhaven/NMK"),
    ),
    (
        "guests of one summit",
        "2026-03-04",
        call(BOTH, how="held summit"),
        call("Ana Cruz/SUR", how="held summit", place="Ostburg/OST"),
    ),
    (
        "guests of one summit in a third land",
        "2026-03-04",
        call("Ana Cruz/SUR", how="held summit", place="Oslo/NOR"),
        call("Eino Aalto/NMK", how="held summit", place="Oslo/NOR"),
    ),
    ("a state told by its capital", "2026-03-04", call("Xi Jinping, delegation:Russian delegation"), call(XI)),
]

APART = [
    ("two calls in one week", "2026-03-07", CALL, said(BOTH, "held call", "2026-03-06")),
    ("a call and a visit", "2026-03-04", CALL, VISIT),
    (
        "a summit with each of two guests",
        "2026-03-04",
        call(BOTH, how="held summit", place="Ostburg/OST"),
        call("Ana Cruz/SUR, Grete Brandt/OST", how="held summit", place="Ostburg/OST"),
    ),
    (
        "two summits of which nobody says where",
        "2026-03-04",
        call(BOTH, how="held summit"),
        call("Ana Cruz/SUR", how="held summit"),
    ),
    (
        "a summit and a meeting with another guest",
        "2026-03-04",
        call("Eino Aalto/NMK", how="held summit", place="Ostburg/OST"),
        call("Ana Cruz/SUR, Grete Brandt/OST", how="held meeting", place="Ostburg/OST"),
    ),
    ("other persons of the states", "2026-03-04", CALL, call("Eino Aalto/NMK, Max Weber/OST")),
    ("another state", "2026-03-04", CALL, call("Eino Aalto/NMK, Ana Cruz/SUR")),
    (
        "a minister is not the leader",
        "2026-03-04",
        call(f"{BOTH}/President"),
        call(UNNAMED.replace("leader", "minister")),
    ),
    ("two persons are not two delegations", "2026-03-04", CALL, call(OFFICES)),
    (
        "a state is no evidence for a person",
        "2026-03-04",
        call("Eino Aalto/NMK, state:Ostland/OST"),
        call("office:envoy/NMK, state:Ostland/OST"),
    ),
    ("announced too long before", "2026-01-01", VISIT, said(BOTH, "announced visit")),
    ("background, long after", "2026-07-20", CALL, said(BOTH, "held call", main=False)),
    ("no article is dated", None, said(BOTH, "held call"), said(BOTH, "held call")),
    ("a date too wide to compare", "2026-03-04", CALL, said(BOTH, "held call", "2020-01-01/2026-12-31")),
    ("a guest in another land", "2026-03-04", VISIT, call("Eino Aalto/NMK", how="held visit", place="Surville/SUR")),
    ("a third person, nobody shared", "2026-03-04", CALL, call("Max Weber/OST, Ida Holm/NMK, Ana Cruz/SUR")),
    ("mere states, no venue", "2026-03-04", said(STATES, "held talks"), call("Eino Aalto/NMK, state:Ostland/OST")),
    ("two named of whom one is unknown", "2026-03-04", CALL, call("Eino Aalto/NMK, Max Weber")),
    (
        "a month, in another land",
        "2026-03-30",
        call(BOTH, how="held visit", place="Ostburg/OST"),
        call(BOTH, "2026-03-01/2026-03-31", "held visit", place="Nordhaven/NMK"),
    ),
    ("namesakes of two states", "2026-03-04", CALL, call("Eino Aalto/SUR, Grete Brandt/OST")),
]


@pytest.mark.parametrize(("published", "one", "other"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER])
def test_reports_of_one_contact_are_joined(published: str, one: Contact, other: Contact) -> None:
    both = reports(("a", published, one), ("b", published, other))
    assert grouping(both) == grouping(both[::-1]) == {frozenset({"a/c1", "b/c1"})}


@pytest.mark.parametrize(("published", "one", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_what_is_doubtful_stays_apart(published: str | None, one: Contact, other: Contact) -> None:
    both = reports(("a", published, one), ("b", published, other))
    assert grouping(both) == grouping(both[::-1]) == {frozenset({"a/c1"}), frozenset({"b/c1"})}


def test_two_reports_of_one_article_are_two_contacts() -> None:
    article = told(
        "a", "2026-03-04", said(BOTH, "held call", "2026-03-03"), said(BOTH, "held call", "2026-03-03", id="c2")
    )
    assert len(cluster([describe_report(article.article, contact) for contact in article.contacts]).groups) == 2


def test_a_chain_of_days_is_not_one_contact() -> None:
    chain = reports(*((f"a{day}", "2026-03-09", said(BOTH, "held call", f"2026-03-0{day}")) for day in range(1, 8)))
    assert all(len(group.reports) <= 2 for group in cluster(chain).groups)


def test_an_announcement_joins_the_next_contact_and_no_later_one() -> None:
    rows = reports(
        ("a", "2026-03-01", said(BOTH, "announced visit")),
        ("b", "2026-03-11", said(BOTH, "held visit", "2026-03-10")),
        ("c", "2026-04-02", said(BOTH, "held visit", "2026-04-01")),
    )
    assert grouping(rows) == {frozenset({"a/c1", "b/c1"}), frozenset({"c/c1"})}


def test_a_report_as_near_to_two_contacts_is_a_question() -> None:
    rows = reports(
        ("a", "2026-03-21", said(BOTH, "held call", "2026-03-04")),
        ("b", "2026-03-20", said(BOTH, "held call", main=False)),
    )
    assert grouping(rows) == {frozenset({"a/c1", "b/c1"})}
    told_apart = told(
        "c", "2026-03-21", said(BOTH, "held call", "2026-03-04"), said(BOTH, "held call", "2026-03-04", id="c2")
    )
    two = [describe_report(told_apart.article, contact) for contact in told_apart.contacts]
    partition = cluster([*two, rows[1]])
    assert len(partition.groups) == 3
    assert [question.report for question in partition.questions] == [rows[1].id]
    assert set(partition.questions[0].candidates) == {report.id for report in two}


WHO = st.sampled_from(
    [
        BOTH,
        UNNAMED,
        "Eino Aalto/NMK, state:Ostland/OST",
        "Eino Aalto, Grete Brandt",
        "Eino Aalto/NMK, Max Weber/OST",
        "Eino Aalto/NMK",
        "delegation:delegation of Northmark/NMK, delegation:delegation of Ostland/OST",
    ]
)
HOWS = (
    "held call, held phone_call, held visit, held meeting, announced visit, announced call, denied meeting, "
    "postponed visit, postponed call"
)
HOW = st.sampled_from(HOWS.split(", "))
DAYS = st.integers(1, 12)
WHEN = st.one_of(
    st.none(),
    DAYS.map(lambda day: f"2026-03-{day:02}"),
    st.tuples(DAYS, st.integers(1, 15)).map(lambda p: f"2026-03-{p[0]:02}/2026-03-{p[0] + p[1]:02}"),
)
ROW = st.tuples(WHO, HOW, WHEN, st.booleans(), DAYS, st.integers(0, 4))


def described(rows: list[tuple[str, str, str | None, bool, int, int]]) -> list[Report]:
    """Reports of generated rows, several of them in one article where the last number says so."""
    found = []
    for number, (who, how, when, main, day, article) in enumerate(rows):
        contact = said(who, how, when, id=f"c{number}", main=main)
        reading = told(f"a{article}-{day}", f"2026-03-{day:02}", contact)
        found.append(describe_report(reading.article, contact))
    return found


@settings(deadline=None)
@given(st.lists(ROW, max_size=5))
def test_order_never_matters(rows: list[tuple[str, str, str | None, bool, int, int]]) -> None:
    some = described(rows)
    assert len({frozenset(grouping(list(order))) for order in permutations(some)}) == 1


@given(st.lists(ROW, max_size=14))
def test_groups_are_sound(rows: list[tuple[str, str, str | None, bool, int, int]]) -> None:
    some = described(rows)
    groups = cluster(some).groups
    assert sorted(report.id for group in groups for report in group.reports) == sorted(report.id for report in some)
    for group in groups:
        now = [report for report in group.reports if group.rules[report.id] != MOVED]
        assert all(compatible(a, b) for a, b in combinations(now, 2))
        assert len({report.article for report in group.reports}) == len(group.reports)
        assert len(now) == len(group.reports) or any(report.status == "postponed" for report in group.reports)
        assert set(group.rules) == {report.id for report in group.reports}


@given(ROW, ROW)
def test_comparing_is_the_same_both_ways_round(
    one: tuple[str, str, str | None, bool, int, int], other: tuple[str, str, str | None, bool, int, int]
) -> None:
    a, b = described([one, other])
    assert compatible(a, b) == compatible(b, a)
    assert supporting(a, b) == supporting(b, a)
    assert may_move(a, b) == may_move(b, a)
