"""Articles dated by contacts that are known with their day, and by a user's own events on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from builders import said, told
from readouts.ledger import open_ledger
from readouts.model import Interval
from readouts.times import KnownContact, date_article, find_known, list_clues
from test_cli import readouts

RURITAN, BORDURAN, STRELSAU = (
    ("Rudolf Ruritan", "Ruritan"),
    ("Bob Borduran", "Borduran"),
    ("Flavia Strelsau", "Strelsau"),
)
# A Tuesday, and the Thursday behind it.
CALL = KnownContact("call", (RURITAN, BORDURAN), "phone_call", Interval.day(date(2025, 1, 21)), "a ledger")
LATER = KnownContact("later call", (RURITAN, BORDURAN), "call", Interval.day(date(2026, 1, 20)), "a ledger")
MEETING = KnownContact("meeting", (STRELSAU, BORDURAN), "meeting", Interval.day(date(2025, 1, 23)), "a ledger")
KNOWN = (CALL, MEETING)

# (text, contacts known, first and last day of the answer, None where it stays open)
TEXTS = [
    ("Ruritan spoke with Borduran by telephone on January 21.", KNOWN, "2025-01-21", "2025-08-29"),
    ("Ruritan called Borduran on Tuesday. Strelsau met Borduran on Thursday.", KNOWN, "2025-01-23", "2025-01-27"),
    ("Ruritan and Borduran held a call on Tuesday. Strelsau met Borduran today.", KNOWN, "2025-01-23", "2025-01-23"),
    ("Borduran called Ruritan on Tuesday. Borduran received Strelsau on Thursday.", KNOWN, "2025-01-23", "2025-01-27"),
    (
        "Ruritan called Borduran on Tuesday. Strelsau met Borduran on Thursday.",
        (CALL, LATER, MEETING),
        "2025-01-23",
        "2025-01-27",
    ),
    # On some Tuesday the two may have met again.
    ("Ruritan called Borduran on Tuesday.", KNOWN, None, None),
    # Days that do not agree.
    ("Ruritan called Borduran on Wednesday. Strelsau met Borduran on Thursday.", KNOWN, None, None),
    # Still ahead, wanted, inside quotation marks, the day of the saying, or another way to meet.
    ("Ruritan will call Borduran on Tuesday. Strelsau met Borduran on Thursday.", KNOWN, None, None),
    ("Ruritan wants to have called Borduran by January 21.", KNOWN, None, None),
    ("Ruritan is to receive Borduran on January 21.", KNOWN, None, None),
    ("“Ruritan called Borduran on January 21,” the paper wrote.", KNOWN, None, None),
    ("Ruritan, who had called Borduran, said on January 21 that all was well.", KNOWN, None, None),
    ("Ruritan met Borduran on January 21.", KNOWN, None, None),
    ("Ruritan called Strelsau on January 21.", KNOWN, None, None),
    ("Ruritan spoke. Borduran called on January 21.", KNOWN, None, None),
    ("Ruritan called Borduran on January 21.", (), None, None),
]


@pytest.mark.parametrize(("text", "known", "first", "last"), TEXTS, ids=[one[0] for one in TEXTS])
def test_known_contacts_date_a_text(
    text: str, known: tuple[KnownContact, ...], first: str | None, last: str | None
) -> None:
    published, doubts = date_article(text, events=find_known(text, known))
    if first is None or last is None:
        assert not [one for one in published.evidence if one.rule == "contact-with-time"]
        return
    assert (str(published.earliest), str(published.latest), published.basis) == (first, last, "inferred")
    assert "contact-with-time" in {one.rule for one in published.evidence}
    assert doubts == ()


def test_a_contact_that_may_be_another_is_seen_and_bounds_nothing() -> None:
    text = "Ruritan called Borduran on Tuesday."
    events = find_known(text, KNOWN)
    published, _ = date_article(text, events=events)
    (clue,) = list_clues(text, published, events=events)
    assert (clue.rule, clue.side) == ("contact-alone", "none")


def test_a_day_told_with_the_contact_gives_way_to_what_is_firm() -> None:
    text = "Ruritan called Borduran on January 21. They meet tomorrow, 5 March 2019."
    published, _ = date_article(text, events=find_known(text, KNOWN))
    assert published.interval == Interval.day(date(2019, 3, 4))


def test_only_contacts_whose_sides_are_named_are_looked_for() -> None:
    assert [one.name for one in find_known("Bob Borduran called Ruritan.", KNOWN)] == ["call"]
    assert find_known("Borduran called.", KNOWN) == ()
    other = KnownContact("other", (RURITAN, BORDURAN), "other", CALL.days, "a ledger")
    assert find_known("Borduran, Ruritan", [other]) == ()


def kept(folder: Path) -> Path:
    """A ledger of two contacts, and a third of which no day is known."""
    ledger = folder / "kept.sqlite"
    with open_ledger(ledger) as one:
        one.add(
            [
                told("a1", "2025-01-22", said("Eino Aalto/NMK, Grete Brandt/OST", "held phone_call", "2025-01-21")),
                told("a2", "2025-01-24", said("Max Weber/OST, Eino Aalto/NMK", "held meeting", "2025-01-23")),
                told("a3", "2025-02-24", said("Max Weber/OST, Ana Cruz/SUR", "announced meeting", "2025-03-01")),
            ]
        )
    return ledger


def test_the_command_takes_the_contacts_of_a_ledger(tmp_path: Path) -> None:
    ledger = kept(tmp_path)
    text = "Grete Brandt called Eino Aalto on Tuesday. Max Weber met Eino Aalto in the capital on Thursday.\n"
    alone = json.loads(readouts("date", "--format", "jsonl", stdin=text.encode()).stdout)
    assert alone["published"]["basis"] == "unknown"
    done = readouts("date", "--why", "--format", "jsonl", "--ledger", ledger, stdin=text.encode())
    row = json.loads(done.stdout)
    assert (row["published"]["earliest"], row["published"]["latest"]) == ("2025-01-23", "2025-01-27")
    assert {clue["rule"] for clue in row["clues"]} == {"contact-with-time"}
    assert "phone call of Eino Aalto and Grete Brandt" in row["clues"][0]["says"]
    assert done.stderr.decode() == "1 article read: 1 inferred\n"


EVENTS = (
    "name,needs,pattern,earliest,latest,tells,source\n"
    "flood of Norland,norland,(?:flood|flooding) (?:of|in) Norland,2020-04-03,2020-04-03,fact,my notes\n"
)
TEXT = "The king spoke two days after the flood in Norland.\n"


def test_the_command_takes_events_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("\ufeff" + EVENTS, encoding="utf-8")
    done = readouts("date", "--events", tmp_path / "mine.csv", "--why", stdin=TEXT.encode())
    assert done.returncode == 0
    assert done.stdout.decode().startswith("-: 2020-04-05 (inferred)\n")
    assert max(map(len, done.stdout.decode().splitlines())) <= 80
    assert "knows of flood of Norland, 2020-04-03" in done.stdout.decode()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (EVENTS.replace("2020-04-03", "2020-04-33").encode(), ":2: 'flood of Norland': day is out of range"),
        (EVENTS.replace("(?:", "(").replace("|", "(").encode(), ":2: 'flood of Norland': missing ), unterminated"),
        (EVENTS.replace("name", "title").encode(), ":1: columns must be name,needs,pattern,"),
        (EVENTS.replace(",fact", ",fat").encode(), "tells one of"),
        (EVENTS.replace(",my notes", ",").encode(), "needs a source"),
        (EVENTS.replace(",my notes", "").encode(), ":2: needs 7 fields"),
        (EVENTS.replace(",norland,", ",Norland,").encode(), "needs be in lower case"),
        (EVENTS.replace("(?:flood|flooding) (?:of|in) Norland", "").encode(), "must not match nothing"),
        (b"\xff\xfe", "byte 0 is not UTF-8; save the table as UTF-8"),
        (b"", ":1: columns must be name,needs"),
    ],
)
def test_faulty_events_are_told_with_file_line_and_remedy(tmp_path: Path, table: bytes, says: str) -> None:
    (tmp_path / "mine.csv").write_bytes(table)
    done = readouts("date", "--events", tmp_path / "mine.csv", stdin=TEXT.encode())
    assert done.returncode == 2
    assert done.stdout == b""
    assert f"{tmp_path / 'mine.csv'}:" in done.stderr.decode()
    assert says in done.stderr.decode()


def test_a_text_in_another_language_is_not_dated() -> None:
    text = (
        "Die beiden Minister trafen sich gestern, February 24, 2022, wie der Sprecher der Regierung am Abend sagte.\n"
    )
    assert (
        json.loads(readouts("date", "--format", "jsonl", stdin=text.encode()).stdout)["published"]["basis"] == "unknown"
    )
