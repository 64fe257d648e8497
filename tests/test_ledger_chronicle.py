"""Contacts along time for pages: the same ones, in the same order and number, as a query and a count give."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from builders import said, told
from postgres_server import fresh_schema
from readouts.errors import UsageError
from readouts.ledger import Decision, Ledger, Query, open_ledger
from readouts.ledger.chronicle import Asked, Place
from readouts.ledger.counting import Switches, alternatives, count_contacts
from readouts.ledger.tallying import tally
from readouts.model import Contact, Reading

PEOPLE = (
    "Eino Aalto/NMK/President of Northmark", "Grete Brandt/OST/Chancellor", "Max Weber/OST/Foreign Minister",
    "Ida Lund/SUD/Prime Minister", "Per Holm/VES", "office:envoy of Westland/VES", "Uwe Brandt/VES/Minister",
)  # fmt: skip
WAYS = (
    "held phone_call", "held visit", "announced visit", "held summit", "denied meeting", "postponed talks",
    "held message", "ongoing talks", "cancelled visit", "held video_call",
)  # fmt: skip


def news() -> Iterator[Reading]:
    """Articles about all kinds of contacts, with and without days."""
    chance = random.Random(7)
    for number in range(160):
        who = ", ".join(chance.sample(PEOPLE, chance.choice([2, 2, 2, 3, 4])))
        day = date(2024, 1, 1).toordinal() + chance.randrange(800)
        last = day + chance.choice([0, 0, 0, 6, 40])
        when = chance.choice([None, f"{date.fromordinal(day)}/{date.fromordinal(last)}"])
        published = None if when is None and chance.random() < 0.4 else str(date.fromordinal(last + 1))
        one = said(who, chance.choice(WAYS), when, main=chance.random() < 0.7)
        yield told(f"n{number:03}", published, _dressed(one, chance), outlet=chance.choice(["Courier", "Herald"]))


def _dressed(one: Contact, chance: random.Random) -> Contact:
    if one.channel == "visit":
        return replace(one, visit_type=chance.choice([None, "stopover", "private"]))
    return replace(one, setting=chance.choice([None, "margins of the Lake Summit"])) if one.channel == "talks" else one


@pytest.fixture(scope="module", params=["file", "server"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of such news, with one contact that somebody rejected."""
    on_server = request.param == "server"
    place = (
        fresh_schema(request.getfixturevalue("postgres")) if on_server else tmp_path_factory.mktemp("l") / "l.sqlite"
    )
    with open_ledger(place) as opened:
        opened.add(news())
        last = list(opened.contacts())[-1]
        opened.judge(Decision(kind="reject", contacts=(last.id,), by="Anna", made="2026-05-01T08:00:00+00:00", why="x"))
        yield opened


QUESTIONS = [
    (Asked(), Query()),
    (Asked(rejected=True), Query(rejected=True)),
    (Asked(states=("OST",)), Query(states=("OST",))),
    (Asked(states=("OST", "NMK")), Query(states=("OST", "NMK"))),
    (Asked(persons=(("n:grete brandt",),)), Query(persons=("Grete Brandt",))),
    (Asked(persons=(("n:grete brandt", "n:uwe brandt"),)), Query(persons=("Brandt",))),
    (
        Asked(persons=(("n:grete brandt", "n:uwe brandt"), ("n:eino aalto",))),
        Query(persons=("Brandt", "Aalto")),
    ),
    (Asked(persons=(("n:eino aalto",),), states=("VES",)), Query(persons=("Aalto",), states=("VES",))),
    (Asked(channels=("visit", "talks")), Query(channels=("visit", "talks"))),
    (Asked(statuses=("held",), states=("SUD",)), Query(statuses=("held",), states=("SUD",))),
    (
        Asked(since=date(2024, 6, 1), until=date(2025, 2, 1)),
        Query(since=date(2024, 6, 1), until=date(2025, 2, 1)),
    ),
    (Asked(until=date(2024, 6, 1), states=("OST",)), Query(until=date(2024, 6, 1), states=("OST",))),
    (Asked(words="Aalto Eino", states=("NMK",)), Query(words="Aalto Eino", states=("NMK",))),
    (Asked(persons=((),)), Query(persons=("Nobody At All",))),
]


@pytest.mark.parametrize(("asked", "query"), QUESTIONS)
@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_hold_what_a_query_finds(ledger: Ledger, asked: Asked, query: Query, newest_first: bool) -> None:
    wanted = [contact.id for contact in ledger.contacts(query)]
    found: list[str] = []
    days: list[str] = []
    after: Place | None = None
    while True:
        leaf = ledger.chronicle.leaf(asked, 7, after, newest_first=newest_first)
        found += [contact.id for contact in leaf.contacts]
        if leaf.end is None:
            break
        assert len(leaf.contacts) == 7
        after = leaf.end
        days.append(after.day)
    if newest_first:
        assert sorted(found) == sorted(wanted)
        assert days == sorted((day for day in days if day != "?"), reverse=True) + [day for day in days if day == "?"]
    else:
        assert found == wanted
    assert wanted or asked.persons == ((),)
    assert sum(heap.number for heap in ledger.chronicle.heaps(asked, "month")) == len(wanted)


@pytest.mark.parametrize(("asked", "query"), QUESTIONS[:6])
def test_a_tally_is_the_count_of_the_contacts(ledger: Ledger, asked: Asked, query: Query) -> None:
    contacts = list(ledger.contacts(query))
    alike = ledger.chronicle.alike(asked)
    some = [Switches(), *(replace(Switches(), **{name: value}) for name, value in alternatives(Switches()))]  # type: ignore[arg-type]
    assert len(some) > len(fields(Switches))
    for rules in some:
        if rules.trips == "trips":
            continue
        count = count_contacts(contacts, "year", rules)
        found = tally(alike, rules)
        assert found.total == count.total
        years: dict[str, int] = {}
        for (year, _), number in found.cells.items():
            years[year] = years.get(year, 0) + number
        assert years == {row.key: row.count for row in count.rows}
        assert found.left_out == {out.switch: len(out.contacts) for out in count.left_out}
        assert found.effects == tuple(effect for effect in count.effects if effect.switch != "trips")


def test_each_filter_of_a_page_leaves_some_and_takes_some(ledger: Ledger) -> None:
    every = {contact.id: contact for contact in ledger.contacts()}
    for asked in (Asked(level=1), Asked(level=2), Asked(outlets=2), Asked(sureness=("days", "bounded"))):
        found = ledger.chronicle.leaf(asked, 1000).contacts
        assert 0 < len(found) < len(every)
    assert all(contact.outlets >= 2 for contact in ledger.chronicle.leaf(Asked(outlets=2), 1000).contacts)
    assert len(ledger.chronicle.leaf(Asked(level=2), 1000).contacts) < len(
        ledger.chronicle.leaf(Asked(level=1), 1000).contacts
    )


@pytest.mark.parametrize(
    ("part", "keys"),
    [
        ("Brandt", ("n:grete brandt", "n:uwe brandt")),
        ("BRANDT uwe", ("n:uwe brandt",)),
        ("bran", ()),
        ("%", None),
        ("a%_'\"b", ()),
    ],
)
def test_names_are_found_by_their_words(ledger: Ledger, part: str, keys: tuple[str, ...] | None) -> None:
    if keys is None:
        with pytest.raises(UsageError, match="is no name"):
            ledger.chronicle.names(part)
    else:
        assert ledger.chronicle.names(part) == keys


WHOLE_YEARS = (
    Asked(states=("OST",), since=date(2025, 1, 1)),
    Asked(since=date(2024, 1, 1), until=date(2024, 12, 31)),
    Asked(states=("VES",), until=date(2024, 12, 31), rejected=True),
    Asked(outlets=2, level=1),
    Asked(channels=("visit",), sureness=("days", "bounded")),
)


@pytest.mark.parametrize("asked", WHOLE_YEARS)
def test_what_is_kept_counted_is_what_counting_gives(asked: Asked, ledger: Ledger) -> None:
    """As many in all as are found one by one, as many a year as there are in its months."""
    found = ledger.chronicle.leaf(asked, 1000).contacts
    assert sum(one.number for one in ledger.chronicle.alike(asked)) == len(found) > 0
    years: dict[str, int] = {}
    for heap in ledger.chronicle.heaps(asked, "month"):
        years[heap.when[:4]] = years.get(heap.when[:4], 0) + heap.number
    kept: dict[str, int] = {}
    for heap in ledger.chronicle.heaps(asked, "year"):
        kept[heap.when] = kept.get(heap.when, 0) + heap.number
    assert kept == years


def test_numbers_that_went_wrong_are_found(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as own:
        own.add([told("n1", "2026-02-02", said("Eino Aalto/NMK, Max Weber/OST", "held visit", "2026-02-01"))])
        assert own.check() == []
        with own._store.writing() as connection:
            connection.exec_driver_sql("UPDATE tallies SET number = 2 WHERE key = '*'")
            connection.exec_driver_sql("DELETE FROM tallies WHERE key = 's:OST'")
        assert [(fault.table, fault.key) for fault in own.check()] == [("tallies", "*"), ("tallies", "s:OST")]


@pytest.mark.parametrize("states", [(), ("OST",)])
def test_as_many_are_gone_through_as_there_are(ledger: Ledger, states: tuple[str, ...]) -> None:
    every = sum(heap.number for heap in ledger.chronicle.heaps(Asked(states=states, rejected=True), "year"))
    assert ledger.chronicle.width(Asked(states=states, channels=("talks",))) == every
    assert ledger.chronicle.width(Asked(states=states, words="spoke")) == 0
