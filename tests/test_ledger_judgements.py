"""Judgements: kept beside what the machine says, undone singly, found again or flagged, never lost."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy.exc import DBAPIError

from builders import said, told
from new_ledgers import new_ledger
from readouts.errors import ChangedError, LedgerError, UsageError
from readouts.ledger import Decision, Held, Ledger, Query, dump, open_ledger
from readouts.ledger.contact import tell_state
from readouts.ledger.correcting import read_value, show_value
from readouts.ledger.judgement import JudgementKind
from readouts.model import Claim, Contact, Reading, Span

BOTH = "Eino Aalto/NMK, Grete Brandt/OST"
CALLS = [
    told("a1", "2026-03-03", said(BOTH, "held call", "2026-03-03"), outlet="Courier"),
    told("a2", "2026-03-04", said(BOTH, "held call", "2026-03-03"), outlet="Herald"),
    told("a3", "2026-03-09", said(BOTH, "held call", "2026-03-08"), outlet="Herald"),
    told("a4", "2026-03-09", said("Eino Aalto/NMK, Max Weber/OST", "held visit", "2026-03-08")),
]
_TIMES = count()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Two calls, one of them told twice, and a visit."""
    return new_ledger(tmp_path / "l.sqlite", *CALLS)


def decide(
    ledger: Ledger,
    kind: JudgementKind,
    *contacts: str,
    field: str | None = None,
    value: str | None = None,
    reports: Sequence[str] = (),
    undoes: str | None = None,
) -> str:
    """Judges, each time a second later, and returns the judgement's id."""
    seconds = next(_TIMES)
    made = f"2026-04-01T{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}+00:00"
    decision = Decision(
        kind=kind, by="Anna", made=made, why="she knows", contacts=contacts, field=field, value=value,
        reports=tuple(reports), undoes=undoes,
    )  # fmt: skip
    return ledger.judge(decision).id


def test_who_looked_before_another_judged_is_told(ledger: Ledger) -> None:
    first, second = list(ledger.contacts())[:2]
    seen = {first.id: tell_state(first)}
    decision = Decision(kind="accept", by="Ben", made="2026-04-02", why="so", contacts=(first.id,))
    decide(ledger, "note", second.id)  # another contact
    decide(ledger, "note", first.id)
    with pytest.raises(ChangedError, match="was changed after you looked at it"):
        ledger.judge(decision, seen=seen)
    assert len(ledger.judgements()) == 2
    ledger.judge(decision, seen={first.id: tell_state(ledger.contact(first.id))})
    decide(ledger, "merge", first.id, second.id)
    gone = ({first.id, second.id} - {contact.id for contact in ledger.contacts()}).pop()
    with pytest.raises(ChangedError, match="not there any more"):
        ledger.judge(decision, seen={gone: "0"})


@pytest.mark.parametrize("kind", ["accept", "reject", "correct", "split", "note"])
@pytest.mark.parametrize("number", [0, 2])
def test_but_to_merge_one_contact_is_judged(kind: JudgementKind, number: int, ledger: Ledger) -> None:
    some = [contact.id for contact in ledger.contacts()][:number]
    with pytest.raises(UsageError, match=f"to {kind}, give one contact"):
        decide(ledger, kind, *some, field="place", value="Geneva")
    assert ledger.judgements() == []


def home(ledger: Ledger, article: str, report: str = "c1") -> str:
    """The contact of a report."""
    return next(one.contact for one in ledger.crosswalk() if (one.article, one.report) == (article, report))


def held(ledger: Ledger, id: str) -> Held:
    return next(one for one in ledger.judgements() if one.id == id)


def sound(ledger: Ledger) -> bool:
    return ledger.check() == []


CORRECTIONS = [
    ("channel", "phone_call"),
    ("status", "denied"),
    ("date", "2026-03-05"),
    ("date", "2026-03-05/2026-03-07"),
    ("date", "-"),
    ("place", "Geneva/CHE"),
    ("place", "Geneva"),
    ("duration", "60"),
    ("duration", "60/90"),
    ("duration", "60/"),
    ("duration", "/90"),
    ("visit_type", "working"),
    ("setting", "margins of a summit"),
    ("topics", "energy; trade"),
    ("topics", "-"),
    ("asked_for_by", "Ostland/OST"),
    ("announced_first_by", "Nordmark/NMK"),
    ("main", "no"),
    ("participants", "Eino Aalto/NMK/president; state:Ostland/OST; Weber"),
]


@pytest.mark.parametrize(("field", "value"), CORRECTIONS)
def test_a_persons_value_stands_beside_the_machines(field: str, value: str, ledger: Ledger) -> None:
    before = ledger.contact(home(ledger, "a1"))
    id = decide(ledger, "correct", before.id, field=field, value=value)
    after = ledger.contact(before.id)
    (judged,) = after.judgements
    shown = show_value(field, read_value(field, value))
    assert (judged.id, judged.field, judged.value, judged.state) == (id, field, shown, "kept")
    assert judged.machine == show_value(field, read_value_of(before, field))
    assert show_value(field, read_value_of(after, field)) == shown == value
    assert sound(ledger)
    decide(ledger, "undo", undoes=id)
    assert ledger.contact(before.id) == before
    assert sound(ledger)


def read_value_of(contact: object, field: str) -> str:
    import msgspec

    return msgspec.json.encode(getattr(contact, field)).decode()


WRONG = [
    ("channel", "pigeon", "'pigeon' is no channel; known: phone_call"),
    ("channel", "-", "channel cannot be unknown"),
    ("date", "soon", "'soon' is not a day"),
    ("duration", "long", "give minutes: 60, 60/90"),
    ("duration", "90/60", "give minutes"),
    ("place", "Geneva/Switzerland", "a name and a code: Geneva/CHE"),
    ("participants", ";", "a contact needs participants"),
    ("main", "perhaps", "'perhaps' is no answer"),
    ("colour", "red", "'colour' cannot be corrected; these can: participants"),
]


@pytest.mark.parametrize(("field", "value", "words"), WRONG)
def test_what_is_no_value_is_refused_and_nothing_kept(field: str, value: str, words: str, ledger: Ledger) -> None:
    before = list(dump(ledger))
    with pytest.raises(UsageError) as refused:
        decide(ledger, "correct", home(ledger, "a1"), field=field, value=value)
    assert words in str(refused.value)
    assert list(dump(ledger)) == before


def test_who_when_and_why_are_needed(ledger: Ledger) -> None:
    whole = Decision(
        kind="accept", by="Anna", made="2026-04-01T10:00:00+00:00", why="so", contacts=(home(ledger, "a1"),)
    )
    wrong = (
        (replace(whole, by=" "), "--by"),
        (replace(whole, why=""), "--why"),
        (replace(whole, made="today"), "'today' is no time"),
    )
    for decision, words in wrong:
        with pytest.raises(UsageError, match=words):
            ledger.judge(decision)
    ledger.judge(whole)
    with pytest.raises(UsageError, match="in the ledger already"):
        ledger.judge(whole)


def test_what_is_rejected_is_left_out_of_lists_and_kept(ledger: Ledger) -> None:
    contact = home(ledger, "a3")
    id = decide(ledger, "reject", contact)
    assert contact not in [one.id for one in ledger.contacts()]
    assert contact in [one.id for one in ledger.contacts(Query(rejected=True))]
    assert ledger.contact(contact).verdict == "rejected"
    later = decide(ledger, "accept", contact)
    assert ledger.contact(contact).verdict == "accepted"
    assert [one.overtaken for one in ledger.contact(contact).judgements] == [later, None]
    decide(ledger, "undo", undoes=later)
    assert ledger.contact(contact).verdict == "rejected"
    decide(ledger, "undo", undoes=id)
    assert ledger.contact(contact).verdict is None
    assert sound(ledger)


def test_more_reports_of_a_rejected_contact_are_a_doubt(ledger: Ledger) -> None:
    id = decide(ledger, "reject", home(ledger, "a3"))
    ledger.add([told("a5", "2026-03-10", said(BOTH, "held call", "2026-03-08"))])
    assert home(ledger, "a5") == home(ledger, "a3")
    assert (held(ledger, id).state, held(ledger, id).reason) == ("flagged", "1 more report of it came since")
    assert [doubt.reason for doubt in ledger.doubts() if doubt.kind == "judgement"] == [
        "flagged: 1 more report of it came since"
    ]


def test_another_machine_value_under_a_correction_is_a_doubt(ledger: Ledger) -> None:
    id = decide(ledger, "correct", home(ledger, "a3"), field="channel", value="phone_call")
    ledger.add([told("a5", "2026-03-10", said(BOTH, "held video_call", "2026-03-08"))])
    assert ledger.contact(home(ledger, "a3")).channel == "phone_call"
    assert held(ledger, id).reason == "the reports say video_call now, when it was judged they said call"


def test_a_machine_that_comes_round_to_a_correction_is_no_doubt(ledger: Ledger) -> None:
    id = decide(ledger, "correct", home(ledger, "a3"), field="channel", value="phone_call")
    ledger.add([told("a5", "2026-03-10", said(BOTH, "held phone_call", "2026-03-08"))])
    (judged,) = ledger.contact(home(ledger, "a3")).judgements
    assert (judged.machine, held(ledger, id).state) == ("phone_call", "kept")


def test_merged_and_split_and_each_undone_alone(ledger: Ledger) -> None:
    whole = list(dump(ledger))
    merging = decide(ledger, "merge", home(ledger, "a1"), home(ledger, "a3"))
    assert home(ledger, "a1") == home(ledger, "a2") == home(ledger, "a3")
    assert {one.rule for one in ledger.crosswalk() if one.contact == home(ledger, "a1")} >= {"judged the same"}
    splitting = decide(ledger, "split", home(ledger, "a1"), reports=["a2"])
    assert home(ledger, "a1") == home(ledger, "a3") != home(ledger, "a2")
    assert sound(ledger)
    undoing = decide(ledger, "undo", undoes=merging)
    assert len({home(ledger, "a1"), home(ledger, "a2"), home(ledger, "a3")}) == 3
    decide(ledger, "undo", undoes=undoing)
    assert home(ledger, "a1") == home(ledger, "a3") != home(ledger, "a2")
    decide(ledger, "undo", undoes=splitting)
    assert home(ledger, "a1") == home(ledger, "a2") == home(ledger, "a3")
    decide(ledger, "undo", undoes=merging)
    tables = ("judgements", "grounds", "bearings")
    assert [line for line in dump(ledger) if json.loads(line)["table"] not in tables] == whole
    assert sound(ledger)


def test_what_comes_later_joins_the_side_it_is_like(ledger: Ledger) -> None:
    decide(ledger, "split", home(ledger, "a1"), reports=["a2#c1"])
    ledger.add([told("a6", "2026-03-05", said(BOTH, "held call", "2026-03-03"))])
    assert home(ledger, "a6") == home(ledger, "a1") != home(ledger, "a2")
    assert sound(ledger)


def test_a_merge_answers_which_contact(tmp_path: Path) -> None:
    two = told("a", "2026-03-09", said(BOTH, "held call", "2026-03-03"), said(BOTH, "held call", "2026-03-03", id="c2"))
    far = told("b", "2026-03-20", said(BOTH, "held call", main=False))
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([two, far])
        assert [doubt.kind for doubt in ledger.doubts()] == ["which contact"]
        id = decide(ledger, "merge", home(ledger, "b"), home(ledger, "a", "c2"))
        assert ledger.doubts() == []
        assert home(ledger, "b") == home(ledger, "a", "c2") != home(ledger, "a", "c1")
        decide(ledger, "undo", undoes=id)
        decide(ledger, "merge", home(ledger, "a", "c1"), home(ledger, "a", "c2"))
        assert ledger.doubts() == []
        assert ledger.size().contacts == 1  # no matter which of the two: they are one
        assert sound(ledger)


REFUSED = [
    ("merge", ["a1"], {}, "two or more different contacts"),
    ("merge", ["a1", "a1"], {}, "two or more different contacts"),
    ("split", ["a1"], {"reports": ["a1", "a2"]}, "some of the contact's reports and not all"),
    ("split", ["a1"], {"reports": ["a9"]}, "is not one of the contact's reports: a1#c1, a2#c1"),
    ("undo", [], {"undoes": "0123"}, "is no judgement's id"),
]


@pytest.mark.parametrize(("kind", "articles", "more", "words"), REFUSED)
def test_decisions_that_mean_nothing(
    kind: JudgementKind, articles: list[str], more: dict[str, object], words: str, ledger: Ledger
) -> None:
    with pytest.raises(UsageError) as refused:
        decide(ledger, kind, *(home(ledger, one) for one in articles), **more)  # type: ignore[arg-type]
    assert words in str(refused.value)


def test_an_undone_judgement_is_not_undone_twice(ledger: Ledger) -> None:
    id = decide(ledger, "note", home(ledger, "a1"))
    decide(ledger, "undo", undoes=id[:6])
    with pytest.raises(UsageError, match="is undone already"):
        decide(ledger, "undo", undoes=id)


def test_rows_of_judgements_are_never_changed_or_removed(ledger: Ledger) -> None:
    decide(ledger, "accept", home(ledger, "a1"))
    for statement in ("DELETE FROM judgements", "UPDATE judgements SET why = 'other'", "DELETE FROM grounds"):
        with pytest.raises((LedgerError, DBAPIError), match="only ever added"), ledger._store.writing() as connection:
            connection.exec_driver_sql(statement)


def test_judgements_are_taken_to_another_ledger(ledger: Ledger, tmp_path: Path) -> None:
    first = decide(ledger, "merge", home(ledger, "a1"), home(ledger, "a3"))
    decide(ledger, "correct", home(ledger, "a4"), field="status", value="cancelled")
    decide(ledger, "undo", undoes=first)
    with new_ledger(tmp_path / "other.sqlite") as other:
        judged = [one.judgement for one in ledger.judgements()]
        assert other.take(judged) == 3
        assert [one.state for one in other.judgements()] == ["flagged", "flagged", "kept"]  # no article is there yet
        other.add(reversed(CALLS))
        assert list(dump(other)) == list(dump(ledger))
        assert other.take(judged) == 0


def moved(reading: Reading, shift: str) -> Reading:
    """The reading of a text in which everything stands further back, its reports numbered otherwise."""
    by = len(shift)

    def on(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    def later(contact: Contact, number: int) -> Contact:
        claims = tuple(
            Claim(
                field=claim.field, value=claim.value, spans=tuple(map(on, claim.spans)), rule=claim.rule,
                inferred_from=claim.inferred_from,
            )
            for claim in contact.claims
        )  # fmt: skip
        return replace(contact, id=f"c{number}", evidence=tuple(map(on, contact.evidence)), claims=claims)

    contacts = tuple(later(contact, number) for number, contact in enumerate(reading.contacts, 2))
    text = shift + reading.article.text
    from readouts.exchange import text_digest

    article = replace(reading.article, text=text, sha256=text_digest(text), url="https://example.org/a/1")
    return replace(reading, article=article, contacts=contacts)


@pytest.mark.parametrize(
    ("change", "state", "words"),
    [
        ("same", "kept", None),
        ("renumbered", "moved", "it is report c9 of a4 now"),
        ("shifted", "moved", "its words were found again; it is report c2 of a4 now"),
        ("others", "flagged", "its parties are others now"),
        ("elsewhere", "flagged", "it rests on other words now; report c1 has its parties, channel and status"),
        ("gone", "flagged", "article a4 no longer reports it"),
    ],
)
def test_what_moves_under_a_judgement_is_told(change: str, state: str, words: str | None, tmp_path: Path) -> None:
    old = replace(CALLS[3], article=replace(CALLS[3].article, url="https://example.org/a/1"))
    contact = old.contacts[0]
    new = {
        "same": old,
        "renumbered": replace(old, contacts=(replace(contact, id="c9"),)),
        "shifted": moved(old, "A correction was made. "),
        "others": replace(old, contacts=(replace(contact, participants=contact.participants[:1]),)),
        "elsewhere": replace(old, contacts=(replace(contact, evidence=(Span(30, 40),)),)),
        "gone": replace(old, contacts=()),
    }[change]
    if change == "elsewhere":
        old = replace(old, contacts=(replace(contact, evidence=(Span(0, 10),)),))
    with new_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([*CALLS[:3], old])
        id = decide(ledger, "correct", home(ledger, "a4"), field="status", value="denied")
        ledger.add([new])
        told_of = held(ledger, id)
        assert (told_of.state, bool(told_of.contacts)) == (state, change != "gone")
        assert words is None or words in (told_of.reason or "")
        assert [doubt.kind for doubt in ledger.doubts()].count("judgement") == (state != "kept")
        if told_of.contacts:
            assert ledger.contact(told_of.contacts[0]).status == "denied"
        assert sound(ledger)
        ledger.add([old]) if change != "shifted" else None
        assert held(ledger, id).state == ("kept" if change != "shifted" else "moved")


def news(seed: int) -> list[Reading]:
    """Three months of contacts between few people, each told by up to three articles of two reports."""
    chance = random.Random(seed)
    people = ["Eino Aalto/NMK", "Grete Brandt/OST", "Max Weber/OST", "Ida Lund/SUD", "Per Holm/VES"]
    found: list[Reading] = []
    for number in range(90):
        who = ", ".join(chance.sample(people, 2))
        how, day = chance.choice(["held call", "held meeting", "announced visit"]), chance.randint(1, 28)
        when = f"2026-{chance.randint(3, 5):02}-{day:02}"
        for copy in range(chance.randint(1, 3)):
            other = said(", ".join(chance.sample(people, 2)), "held talks", when, id="c2", main=False)
            outlet = chance.choice(["Courier", "Herald", None])
            found.append(told(f"n{number:03}{copy}", when, said(who, how, when), other, outlet=outlet))
    return found


def reread(reading: Reading, chance: random.Random) -> Reading:
    """What other rules might read: reports renumbered, gone, with other words, another channel or nobody's name."""
    contacts = list(reading.contacts)
    way = chance.randrange(7)
    if way == 0:
        contacts = [replace(one, id=f"k{place}") for place, one in enumerate(reversed(contacts))]
    elif way == 1:
        contacts = contacts[:1]
    elif way == 2:
        contacts = [replace(contacts[0], channel="other"), *contacts[1:]]
    elif way == 3:
        parties = contacts[0].participants
        contacts = [
            replace(contacts[0], participants=(*parties[:1], replace(parties[1], name="an envoy"))),
            *contacts[1:],
        ]
    elif way == 4:
        start, end = contacts[0].evidence[0]
        contacts = [replace(contacts[0], evidence=(Span(start, start + (end - start) // 2),)), *contacts[1:]]
    return replace(reading, contacts=tuple(contacts))


def judge_at_random(ledger: Ledger, number: int, chance: random.Random) -> list[str]:
    """So many judgements of all kinds, on contacts drawn by chance."""
    kinds = get_args(JudgementKind)
    made: list[str] = []
    fields = [("channel", "phone_call"), ("date", "2026-04-04"), ("status", "denied"), ("place", "Geneva/CHE")]
    while len(made) < number:
        kind: JudgementKind = kinds[len(made) % len(kinds)]
        ids = [contact.id for contact in ledger.contacts(Query(rejected=True))]
        contact = ledger.contact(chance.choice(ids))
        if kind == "split":
            contact = ledger.contact(chance.choice([i for i in ids if len(ledger.contact(i).reports) > 1]))
            member = chance.choice(contact.reports)
            made.append(decide(ledger, kind, contact.id, reports=[f"{member.article}#{member.report}"]))
        elif kind == "merge":
            made.append(decide(ledger, kind, *chance.sample(ids, 2)))
        elif kind == "undo":
            open_to = [one.id for one in ledger.judgements() if one.undone_by is None]
            made.append(decide(ledger, kind, undoes=chance.choice(open_to)))
        elif kind == "correct":
            field, value = chance.choice(fields)
            made.append(decide(ledger, kind, contact.id, field=field, value=value))
        else:
            made.append(decide(ledger, kind, contact.id))
    return made


def replay(number: int, seed: int, folder: Path) -> dict[str, int]:
    """Judges, reads anew by other rules, adds in another order; counts the states of the judgements afterwards.

    None is lost: all are there, each kept, moved or flagged with a reason; the order of adding does not matter.
    """
    chance, articles = random.Random(seed), news(seed)
    with open_ledger(folder / "first.sqlite") as first:
        first.add(articles)
        made = judge_at_random(first, number, chance)
        assert first.check() == []
        judged = [one.judgement for one in first.judgements()]
        again = [reread(article, chance) for article in articles]
        chance.shuffle(again)
        for start in range(0, len(again), 40):
            first.add(again[start : start + 40])
        assert first.check() == []
        after = first.judgements()
        assert [one.id for one in after] == made
        assert all(one.reason for one in after if one.state != "kept")
        standing = [one for one in after if one.undone_by is None and one.judgement.kind != "undo"]
        assert all(one.contacts for one in standing if one.state != "flagged")
        doubtful = {doubt.what.split(",")[0].removeprefix("judgement ") for doubt in first.doubts()}
        assert {one.id for one in standing if one.state != "kept"} <= doubtful
        whole = list(dump(first))
        assert first.rebuild().same
    chance.shuffle(again)
    with open_ledger(folder / "second.sqlite") as second:
        second.add(again[:50])
        second.take(judged)
        second.add(again[50:], batch=17)
        assert list(dump(second)) == whole
    states = [one.state for one in after]
    return {state: states.count(state) for state in ("kept", "moved", "flagged")}


@pytest.mark.parametrize("seed", [1, 2])
def test_judgements_hold_over_other_rules_and_another_order(seed: int, tmp_path: Path) -> None:
    counts = replay(35, seed, tmp_path)
    assert sum(counts.values()) == 35
    assert all(counts.values()), "each kind of end must come about, else the test tries too little"
