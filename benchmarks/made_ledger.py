"""A ledger of any size made for `desk.py`, written as rows, since reading and merging a million articles takes hours.

Each contact is of a day of 2015 to 2026 and of two persons (a tenth of five), out of 3,000 who hold an office by the
knowledge, the first of whom take part in most. One to twelve articles report it, of about 400 outlets, each with a text
of 70 words out of 36: the worst case for search, as every word stands in most articles. A third has a place, half of
the articles a statement, a twentieth an invitation, a fifth held something back. The same seed, the same ledger.
"""

from __future__ import annotations

import bisect
import random
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Table

from readouts.knowledge import load
from readouts.ledger import open_ledger, tables
from readouts.ledger.contact import LedgerContact, Member, Party, Step, When, Where
from readouts.ledger.copied import by_article, link_reports
from readouts.ledger.entries import entry_rows
from readouts.ledger.families import Known
from readouts.ledger.ids import identify_contact, identify_report
from readouts.ledger.settle import contact_row, listed_under, participant_rows, place_rows, status_rows
from readouts.ledger.trace import trace
from readouts.ledger.write import Row, article_rows
from readouts.model import (
    Article,
    Channel,
    Commitment,
    Contact,
    ContactDate,
    HeldBack,
    Interval,
    Participant,
    Place,
    Published,
    Reading,
    Span,
    Speaker,
    Statement,
    Status,
)

SEED, PERSONS, FIRST, DAYS, PORTION = 5, 3000, date(2015, 1, 1), 4300, 4000
TEXT = [
    "the",
    "talks",
    "on",
    "trade",
    "and",
    "grain",
    "went",
    "well",
    "they",
    "said",
    "after",
    "meeting",
    "in",
    "hall",
    "where",
    "energy",
    "security",
    "border",
    "war",
    "peace",
    "deal",
    "was",
    "spoken",
    "of",
    "with",
    "ministers",
    "present",
    "for",
    "hours",
    "until",
    "evening",
    "came",
    "both",
    "sides",
    "table",
]
CHANNELS: tuple[Channel, ...] = ("phone_call", "video_call", "call", "meeting", "visit", "summit", "talks", "message")
STATUSES: tuple[Status, ...] = ("held", "held", "held", "announced", "proposed", "denied", "postponed", "ongoing")
PLACES = (("Geneva", "CHE"), ("Paris", "FRA"), ("Moscow", "RUS"), ("Beijing", "CHN"), ("the old palace", None))
Who = tuple[str, str | None, str | None]


class Crowd:
    """The persons, of whom those at the front are picked most; the first `beyond` of them never."""

    def __init__(self, chance: random.Random, beyond: int = 0) -> None:
        held = [(one.name, load().tenures(one.id)) for one in load().persons]
        self.all: list[Who] = [(name, own[-1].state, own[-1].title) for name, own in held if own]
        chance.shuffle(self.all)
        del self.all[PERSONS:]
        self._weights = list(accumulate(1 / (place + 1) ** 0.9 for place in range(beyond, len(self.all))))
        del self.all[:beyond]

    def pick(self, chance: random.Random) -> Who:
        """One of them."""
        return self.all[bisect.bisect(self._weights, chance.random() * self._weights[-1])]


def make_ledger(file: Path, reports: int) -> Crowd:
    """Writes a ledger of so many reports, or a few more; returns who takes part."""
    open_ledger(file).close()
    store = sqlite3.connect(file)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF"):
        store.execute(f"PRAGMA {pragma}")
    chance, number, waiting = random.Random(SEED), 0, dict[Table, list[Row]]()
    crowd = Crowd(chance)
    for told, readings in _tell_stories(crowd, chance):
        if number >= reports:
            break
        _write(readings, told, waiting)
        number += len(readings)
        if len(waiting[tables.articles]) > PORTION:
            _flush(store, waiting)
    _flush(store, waiting)
    store.execute("PRAGMA journal_mode = WAL")
    store.close()
    return crowd


def make_readings(number: int, seed: int, beyond: int = 0) -> Iterator[Reading]:
    """So many readings, or a few more, of the same persons and days as the ledger's, told by other articles.

    Every other contact is one that a ledger of the same size tells of. The first `beyond` of the persons, who meet
    most, take no part.
    """
    there = random.Random(SEED)
    everybody = Crowd(there)
    often = {name for name, _, _ in everybody.all[:beyond]}
    known = (told for told, _ in _tell_stories(everybody, there) if often.isdisjoint(p.name for p in told.participants))
    crowd, chance, made = Crowd(random.Random(SEED), beyond), random.Random(seed), 0
    while made < number:
        drawn = _draw(crowd, chance)
        if drawn is None:
            continue
        day, who, some = drawn
        told = tell_contact(who, day, chance)
        if chance.random() < 0.5:
            told = next(known)
            day = told.date.earliest if told.date and told.date.earliest else day
        yield from (make_reading(seed * 10**8 + made + place, told, day, chance) for place in range(some))
        made += some


def _tell_stories(crowd: Crowd, chance: random.Random) -> Iterator[tuple[Contact, list[Reading]]]:
    """The contacts of a made ledger, each with the articles that tell of it; without end."""
    number = 0
    while True:
        drawn = _draw(crowd, chance)
        if drawn is None:
            continue
        day, who, some = drawn
        told = tell_contact(who, day, chance)
        yield told, [make_reading(number + place, told, day, chance) for place in range(some)]
        number += some


def _draw(crowd: Crowd, chance: random.Random) -> tuple[date, list[Who], int] | None:
    """A day, who meets on it and how many articles tell of it; None where too few were picked."""
    day, some = FIRST + timedelta(chance.randrange(DAYS)), 1 + min(int(chance.expovariate(0.45)), 11)
    who = list(dict.fromkeys(crowd.pick(chance) for _ in range(2 if chance.random() < 0.9 else 5)))
    return (day, who, some) if len(who) > 1 else None


def tell_contact(who: Sequence[Who], day: date, chance: random.Random) -> Contact:
    place = chance.choice(PLACES) if chance.random() < 0.35 else None
    return Contact(
        id="c1",
        participants=tuple(Participant(name=name, state=state, office=office) for name, state, office in who),
        channel=chance.choice(CHANNELS),
        status=chance.choice(STATUSES),
        date=ContactDate(earliest=day, latest=day, rule="given") if chance.random() < 0.85 else None,
        place=Place(name=place[0], state=place[1]) if place else None,
        main=True,
    )


def make_reading(number: int, told: Contact, day: date, chance: random.Random) -> Reading:
    """One article about it."""
    a, b = (one.name for one in told.participants[:2])
    said = f"{a} and {b} had a {told.channel.replace('_', ' ')}. "
    text = said + " ".join(chance.choices(TEXT, k=70)) + "."
    published = day + timedelta(chance.randrange(5))
    span = Span(0, len(said) - 2)
    speaker, words = Speaker(name=a), Span(len(said), len(said) + 60)
    return Reading(
        article=Article(
            id=f"art-{number:08}",
            sha256=sha256(text.encode()).hexdigest(),
            source=f"made/{number:08}",
            text=text,
            title=f"{a} and {b}: {' '.join(chance.choices(TEXT, k=4))}",
            outlet=f"Outlet {chance.randrange(400)}" if chance.random() < 0.8 else chance.choice(["Reuters", "AP"]),
            published=Published(earliest=published, latest=published, basis="given"),
        ),
        contacts=(told,),
        statements=(Statement(speaker=speaker, kind="indirect", content=(words,)),) if chance.random() < 0.5 else (),
        commitments=(Commitment(kind="invitation", by=(a,), to=(b,), text=span.of(text), span=span),)
        if chance.random() < 0.05
        else (),
        held_back=(HeldBack(what="meeting", reason="only one side named", span=span),) if chance.random() < 0.2 else (),
    )


def _write(readings: Sequence[Reading], told: Contact, waiting: dict[Table, list[Row]]) -> None:
    """The rows of the articles, and of the contact that they make together."""
    contact = _merge(readings, told)
    ids = [identify_report(one.article.id, told.id) for one in readings]
    made = [rows for one in readings for rows in article_rows(one)]
    made.append((tables.contacts, [contact_row(contact)]))
    made.append((tables.crosswalk, [{"report": id, "contact": contact.id, "rule": "same days"} for id in ids]))
    made.append((tables.participants, participant_rows(contact)))
    made.append((tables.entries, entry_rows(contact, listed_under(contact))))
    made.append((tables.places, place_rows(contact)))
    made.append((tables.statuses, status_rows(contact)))
    if len(readings) > 1:
        texts = {
            one.article.id: (trace(one.article.text), Known(one.article.outlet, one.article.published.interval))
            for one in readings
        }
        made.append((tables.copies, link_reports(by_article(zip(texts, ids, strict=True)), texts)))
    for table, rows in made:
        waiting.setdefault(table, []).extend(rows)


def _merge(readings: Sequence[Reading], told: Contact) -> LedgerContact:
    """What they say together, which is the same; put together without the merging, for the sake of time."""
    days = [one.article.published.earliest for one in readings]
    dated = [Interval(day, day) if day else None for day in days]
    members = [
        Member(
            article=one.article.id, report=told.id, rule="same days", outlet=one.article.outlet,
            title=one.article.title, published=day, status=told.status, main=True,
        )
        for one, day in zip(readings, dated, strict=True)
    ]  # fmt: skip
    outlets = len({one.article.outlet for one in readings})
    steps = [Step(status=told.status, date=dated[0], said_by=None, article=members[0].article, report=told.id)]
    return LedgerContact(
        id=identify_contact(identify_report(members[0].article, told.id)),
        participants=tuple(
            Party(name=one.name, kind="person", state=one.state, office=one.office, role="participant",
                  reports=len(members))
            for one in told.participants
        ),
        channel=told.channel, visit_type=None, setting=None, status=told.status, status_history=tuple(steps),
        date=When(earliest=told.date.earliest, latest=told.date.latest, zone=None, basis="stated",
                  reports=len(members)) if told.date else None,
        not_before=None, not_after=None if told.date else max(day for day in days if day), duration=None,
        place=Where(name=told.place.name, state=told.place.state) if told.place else None, topics=(),
        asked_for_by=None, announced_first_by=None, main=True, articles=len(members), outlets=outlets,
        reports=tuple(members), disagreements=(),
    )  # fmt: skip


def _flush(store: sqlite3.Connection, waiting: dict[Table, list[Row]]) -> None:
    for table, rows in waiting.items():
        if rows:
            names = list(rows[0])
            told, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            store.executemany(
                f"INSERT INTO {table.name} ({told}) VALUES ({marks})", [tuple(one.values()) for one in rows]
            )
        rows.clear()
    store.commit()
