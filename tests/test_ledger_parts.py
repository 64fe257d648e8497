"""What is part of what: a visit holds its meetings, a summit what happened on its margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import said, told
from new_ledgers import new_ledger
from postgres_server import fresh_schema
from readouts.ledger import Decision, Ledger, dump, open_ledger
from readouts.ledger.counting import Switches, count_contacts
from readouts.ledger.parts import find_parts
from readouts.model import Channel, Contact, Reading

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
VISIT = said(BOTH, "held visit", "2026-03-02/2026-03-04", id="v", place="Ostburg/OST")
MEETING = said(BOTH, "held meeting", "2026-03-03", id="m")


def part(contact: Contact, of: str) -> Contact:
    """The report as its article says that it is part of another."""
    return replace(contact, part_of=of)


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([VISIT, MEETING], [("m", "v")]),
        ([MEETING, VISIT], [("m", "v")]),
        ([VISIT, part(said(BOTH, "held call", id="m"), "v")], [("m", "v")]),  # an article may say what no rule would
        ([VISIT, said(BOTH, "held meeting", "2026-03-05", id="m")], []),  # the day after
        ([VISIT, said(BOTH, "held meeting", id="m")], []),  # no day told
        ([VISIT, said(BOTH, "held meeting", "2026-03-03", id="m", place="Nordhaven/NMK")], []),
        ([VISIT, said(BOTH, "held meeting", "2026-03-03", id="m", place="Ostburg/OST")], [("m", "v")]),
        ([VISIT, said(BOTH, "announced meeting", "2026-03-03", id="m")], []),
        ([VISIT, said(BOTH, "cancelled meeting", "2026-03-03", id="m")], []),
        ([VISIT, said(BOTH, "held phone_call", "2026-03-03", id="m")], []),
        ([VISIT, said("Eino Aalto/NMK, Li Wu/SUD", "held meeting", "2026-03-03", id="m")], []),
        ([VISIT, said("Eino Aalto/NMK, state:Nordmark/NMK", "held meeting", "2026-03-03", id="m")], []),
        ([VISIT, replace(VISIT, id="w"), MEETING], []),  # one of two: not told which
        ([VISIT, replace(VISIT, id="w")], []),
        ([said(f"{BOTH}, Li Wu/SUD", "held summit", "2026-03-03", id="s"), MEETING], [("m", "s")]),
        ([part(VISIT, "gone"), part(MEETING, "m")], [("m", "v")]),
    ],
)  # fmt: skip
def test_what_an_article_places_in_what(contacts: list[Contact], expected: list[tuple[str, str]]) -> None:
    assert [(one.report, one.whole) for one in find_parts(contacts)] == expected


FEED = (
    told("a1", "2026-03-04", VISIT, MEETING, outlet="Courier"),
    told("a2", "2026-03-04", said(BOTH, "held meeting", "2026-03-03"), outlet="Herald"),
    told("a3", "2026-03-05", part(replace(MEETING, place=None), "v"), replace(VISIT, place=None), outlet="Post"),
    told("a4", "2026-03-05", replace(MEETING, id="x"), part(replace(VISIT, channel="talks"), "x"), outlet="Late Post"),
    told(
        "a5",
        "2026-03-06",
        said("Eino Aalto/NMK, Li Wu/SUD, Grete Brandt/OST", "held summit", "2026-03-05", id="s"),
        part(said("Eino Aalto/NMK, Li Wu/SUD", "held meeting", "2026-03-05", id="t"), "s"),
        part(VISIT, "s"),
        outlet="Courier",
    ),
    told("a6", "2026-03-06", part(replace(VISIT, date=None), "c"), part(said(BOTH, "held call", id="c"), "v")),
    told("a7", "2026-03-01", replace(VISIT, status="announced"), part(said(BOTH, "announced talks", id="t"), "v")),
)


@cache
def whole_feed() -> list[str]:
    """The ledger of the whole feed, added at once."""
    with TemporaryDirectory() as folder, new_ledger(Path(folder) / "l.sqlite") as ledger:
        ledger.add(FEED)
        assert ledger.check() == []
        assert '"part_of": null' not in "".join(x for x in dump(ledger) if x.startswith('{"table": "parts"'))
        return list(dump(ledger))


@given(order=st.permutations(FEED), batch=st.integers(1, 8), again=st.integers(0, len(FEED) - 1))
@settings(max_examples=25, deadline=None)
def test_order_and_portions_never_matter(order: list[Reading], batch: int, again: int) -> None:
    """Nor does it that an article was there without its contacts before."""
    bare = replace(order[again], contacts=())
    with TemporaryDirectory() as folder, new_ledger(Path(folder) / "l.sqlite") as ledger:
        ledger.add([bare])
        ledger.add(order, batch=batch)
        assert list(dump(ledger)) == whole_feed()
        assert ledger.check() == []


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of the first three articles."""
    with new_ledger(tmp_path / "l.sqlite", *FEED[:3]) as one:
        yield one


def ids(ledger: Ledger) -> dict[Channel, str]:
    """The contacts by their channels, of which each is there once."""
    return {contact.channel: contact.id for contact in ledger.contacts()}


def test_a_visit_holds_its_meeting_whichever_article_told_it(ledger: Ledger) -> None:
    found = ids(ledger)
    assert ledger.contact(found["meeting"]).part_of == found["visit"]
    assert ledger.contact(found["visit"]).part_of is None
    assert ledger.contact(found["meeting"]).articles == 3
    parts = ledger.parts(found["visit"])
    assert (parts.whole, [one.id for one in parts.parts]) == (None, [found["meeting"]])
    parts = ledger.parts(found["meeting"])
    assert (parts.whole and parts.whole.id, parts.parts) == (found["visit"], ())
    assert {crossing.part_of for crossing in ledger.crosswalk() if crossing.contact == found["meeting"]} == {
        found["visit"]
    }


def test_it_is_said_why(ledger: Ledger) -> None:
    meeting = ids(ledger)["meeting"]
    assert [(one.article, one.rule) for one in ledger.reasons(meeting, "part_of")] == [
        ("a1", "days, sides and land of the visit"),
        ("a3", "said of the report"),
    ]


def test_a_visit_and_its_meeting_count_once_or_twice(ledger: Ledger) -> None:
    twice = count_contacts(ledger.contacts())
    once = count_contacts(ledger.contacts(), switches=Switches(parts=False))
    assert (twice.total, once.total) == (2, 1)
    assert [(one.switch, one.contacts) for one in once.left_out] == [("parts", (ids(ledger)["meeting"],))]
    assert ("parts", "no", 1, -1) in [(e.switch, e.value, e.total, e.change) for e in twice.effects]


def test_what_people_judge_moves_the_parts(ledger: Ledger) -> None:
    found = ids(ledger)
    rejected = ledger.judge(
        Decision(kind="reject", by="Anna", made="2026-04-01", why="never was", contacts=(found["visit"],))
    )
    assert ledger.contact(found["meeting"]).part_of is None
    assert ledger.check() == []
    ledger.judge(Decision(kind="undo", by="Anna", made="2026-04-02", why="it was", undoes=rejected.id))
    assert ledger.contact(found["meeting"]).part_of == found["visit"]
    ledger.judge(
        Decision(
            kind="merge", by="Anna", made="2026-04-03", why="one event", contacts=(found["visit"], found["meeting"])
        )
    )
    assert [contact.part_of for contact in ledger.contacts()] == [None]
    assert ledger.check() == []


def test_a_wrong_place_is_found(ledger: Ledger) -> None:
    found = ids(ledger)
    with ledger._store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE contacts SET part_of = NULL WHERE id = '{found['meeting']}'")
        connection.exec_driver_sql("UPDATE parts SET rule = 'another' WHERE article = 'a3'")
    assert {(fault.table, fault.key) for fault in ledger.check()} == {("parts", "a3"), ("contacts", found["meeting"])}


WITHOUT_PARTS = (
    "DROP TABLE copies",
    "DROP TABLE parts",
    "UPDATE reports SET compared = replace(replace(compared, ',\"layer\":\"part\"', ''), ',\"layer\":\"whole\"', '')",
    "UPDATE contacts SET merged = "
    "replace(merged, ',\"part_of\":' || coalesce('\"' || part_of || '\"', 'null') || '}', '}')",
    "DROP INDEX ix_contacts_part_of",
    "ALTER TABLE contacts DROP COLUMN part_of",
    "UPDATE entries SET traits = traits & ~32",
)


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_ledger_without_parts_gets_them(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = tmp_path / "l.sqlite" if kind == "file" else fresh_schema(request.getfixturevalue("postgres"))
    with open_ledger(place) as ledger:
        ledger.add(FEED)
        with ledger._store.writing() as connection:
            for statement in (*WITHOUT_PARTS, "UPDATE alembic_version SET version_num = '0006'"):
                connection.exec_driver_sql(statement)
    with open_ledger(place) as ledger:
        assert list(dump(ledger)) == whole_feed()
        assert ledger.check() == []
