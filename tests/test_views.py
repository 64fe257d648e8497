"""Values in words, tables in columns, rows for machines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import days, said, told
from readouts.exchange import decode
from readouts.ledger import Ledger, open_ledger
from readouts.model import (
    Duration,
    HeldBack,
    Published,
    PublishedEvidence,
    Reading,
    Reporter,
    Span,
    Speaker,
    Statement,
    StatusStep,
)
from readouts.views.contact import show_contact
from readouts.views.crosswalk import show_crosswalk
from readouts.views.dates import show_dates
from readouts.views.doubts import show_doubts
from readouts.views.listing import CSV_COLUMNS, list_contacts
from readouts.views.readings import show_readings, show_statements
from readouts.views.reasons import mark, show_reasons
from readouts.views.rows import Format
from readouts.views.timeline import show_timeline
from readouts.views.words import elide, show_days, show_minutes, show_names, show_when

DAYS = [
    (None, "?"),
    ("2025-01-21", "2025-01-21"),
    ("2025-02-05/2025-02-08", "2025-02-05..08"),
    ("2025-02-01/2025-02-28", "2025-02"),
    ("2024-02-01/2024-02-28", "2024-02-01..28"),
    ("2025-01-30/2025-02-02", "2025-01-30..02-02"),
    ("2025-12-30/2026-01-02", "2025-12-30..01-02"),
    ("2025-01-01/2025-12-31", "2025"),
    ("2025-03-01/2025-05-31", "2025-03..05"),
    ("2025-11-01/2026-01-31", "2025-11..2026-01"),
    ("2024-06-03/2026-01-02", "2024..2026"),
    ("9999-12-31", "9999-12-31"),
    ("9999-12-01/9999-12-31", "9999-12-01..31"),
]


@pytest.mark.parametrize(("interval", "words"), DAYS)
def test_days(interval: str | None, words: str) -> None:
    assert show_days(days(interval)) == words


@given(st.dates(), st.dates())
def test_days_always_fit_their_column(one: object, other: object) -> None:
    first, last = sorted([str(one), str(other)])
    assert len(show_days(days(f"{first}/{last}"))) <= 17


MINUTES = [
    (90, 90, "1 h 30 min"),
    (60, 60, "1 h"),
    (45, 45, "45 min"),
    (0, 0, "0 min"),
    (60, None, "at least 1 h"),
    (None, 30, "at most 30 min"),
    (60, 90, "1 h to 1 h 30 min"),
]


@pytest.mark.parametrize(("at_least", "at_most", "words"), MINUTES)
def test_minutes(at_least: int | None, at_most: int | None, words: str) -> None:
    assert show_minutes(at_least, at_most) == words


NAMES = [
    (["Eino Aalto", "Grete Brandt"], 30, "Eino Aalto, Grete Brandt"),
    (["Eino Aalto", "Grete Brandt"], 15, "Eino Aalto,\nGrete Brandt"),
    (["Eino Aalto", "Grete Brandt", "Ana Cruz"], 15, "Eino Aalto, +2"),
    (["Eino Aalto", "Grete Brandt", "Ana Cruz"], 20, "Eino Aalto,\nGrete Brandt, +1"),
    (["delegation of the United Northern Isles"], 20, "delegation of the U…"),
    (["delegation of the United Northern Isles", "B", "C"], 20, "delegation of the…,\nB, C"),
    ([], 20, ""),
]


@pytest.mark.parametrize(("names", "width", "lines"), NAMES)
def test_names(names: list[str], width: int, lines: str) -> None:
    assert show_names(names, width) == lines


@given(st.lists(st.text("abc ", min_size=1, max_size=40).filter(str.strip), max_size=9), st.integers(12, 60))
def test_names_always_fit(names: list[str], width: int) -> None:
    lines = show_names(names, width).split("\n")
    assert len(lines) <= 2
    assert all(len(line) <= width for line in lines)


@given(st.text(max_size=30), st.integers(1, 40))
def test_what_is_elided_fits(words: str, width: int) -> None:
    assert len(elide(words, width)) <= max(width, 1)
    assert elide(words, 40) == words


MARKS = [
    ("Xi called Putin.", [(3, 9)], "Xi ⟦called⟧ Putin."),
    ("Xi called Putin.", [(0, 2), (3, 9)], "⟦Xi⟧ ⟦called⟧ Putin."),
    ("Xi called Putin.", [(0, 9), (3, 15)], "⟦Xi called Putin⟧."),
    ("A line\nbroken.", [(2, 6)], "A ⟦line⟧ broken."),
    ("Nothing.", [], "Nothing."),
]


@pytest.mark.parametrize(("text", "spans", "marked"), MARKS)
def test_marks(text: str, spans: list[tuple[int, int]], marked: str) -> None:
    assert str(mark(text, [Span(*span) for span in spans], coloured=False)) == marked


LONG = "Minister Bartholomäus Wolfeschlegelsteinhausen/OST/Acting Federal Minister for Foreign and European Affairs"
BOTH = "Eino Aalto/NMK/President of Northmark, Grete Brandt/OST/Chancellor"
NEWS = (
    told("a1", "2026-02-20", said(BOTH, "announced visit"), outlet="Courier", title="Aalto to travel to Ostburg"),
    told(
        "a-very-long-identifier-of-an-article",
        "2026-03-04",
        replace(
            said(BOTH, "held visit", "2026-03-03", place="Ostburg/OST", minutes=(90, 90)),
            status_history=(
                StatusStep(status="postponed", said_by="Ostland", date=days("2026-02-27")),
                StatusStep(status="held"),
            ),
        ),
        outlet="The Herald of the Northern Counties and Isles",
        title="A title so long that nobody could ever hope to see the whole of it in a terminal of eighty columns",
    ),
    told("a3", "2026-03-05", said(BOTH, "held meeting", "2026-03-04", main=False), held_back=["only one side named"]),
    told("a4", "2026-03-05", said(f"{LONG}, Ana Cruz/SUR, Li Na/CHN, Jo Lee/KOR", "held summit"), doubts=["premier?"]),
    told("a5", None, said("Max Weber/OST, Ana Cruz/SUR", "ongoing talks")),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The news in a ledger."""
    with open_ledger(tmp_path_factory.mktemp("views") / "l.sqlite") as made:
        made.add(NEWS)
        yield made


VIEWS = ("list", "show", "why", "timeline", "doubts", "crosswalk", "extract", "statements", "date")


def printed_views(ledger: Ledger) -> dict[str, str]:
    """What each view prints as a table."""
    outs = {name: io.StringIO() for name in VIEWS}
    contacts = list(ledger.contacts())
    list_contacts(contacts, "table", outs["list"])
    for contact in contacts:
        show_contact(contact, "table", outs["show"])
        show_reasons(ledger.reasons(contact.id), "table", outs["why"])
    show_timeline(contacts, "table", outs["timeline"])
    show_doubts(ledger.doubts(), "table", outs["doubts"])
    show_crosswalk(ledger.crosswalk(), "table", outs["crosswalk"])
    show_readings(NEWS, "table", outs["extract"])
    show_statements([spoken()], "table", outs["statements"])
    show_dates([reading.article for reading in (*NEWS, dated())], "table", outs["date"])
    return {name: out.getvalue() for name, out in outs.items()}


def spoken() -> Reading:
    """An article with a quotation that came through two links."""
    text = 'Grete Brandt told Radio Ost, the Courier reported, that "the talks\nwere good".'
    reading = told("s1", "2026-03-05", body=text)
    start = reading.article.text.index("that")
    quoted = reading.article.text.index("the talks")
    statement = Statement(
        speaker=Speaker(name="Grete Brandt", state="OST", mention=Span(0, 12)),
        kind="mixed",
        content=(Span(start, len(text) - 1),),
        quoted=(Span(quoted, quoted + 19),),
        via=(Reporter(name="Radio Ost", kind="outlet", span=Span(18, 27)),),
    )
    return replace(reading, statements=(statement,))


def dated() -> Reading:
    """An article whose day is inferred."""
    reading = told("d1", None, body="A day after the inauguration they met.")
    evidence = PublishedEvidence(span=Span(0, 28), says="a day after 2025-01-20", rule="event")
    interval = days("2025-01-21")
    assert interval
    published = Published(earliest=interval.earliest, latest=interval.latest, basis="inferred", evidence=(evidence,))
    return replace(reading, article=replace(reading.article, published=published))


@pytest.mark.parametrize("width", [80, 60, 120])
def test_tables_fit_and_are_plain_when_piped(ledger: Ledger, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name, text in printed_views(ledger).items():
        assert text, name
        for line in text.splitlines():
            assert len(line) <= width, (name, line)
            assert line == line.rstrip(), (name, line)
            assert not re.search(r"[\x00-\x1f\u2500-\u257f]", line), (name, line)


def test_ids_are_never_cut_or_wrapped(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = printed_views(ledger)
    for contact in ledger.contacts():
        for name in ("list", "timeline", "crosswalk"):
            assert re.search(rf"(?<!\w){contact.id[:8]}(?!\w)", text[name]), name
        assert re.search(rf"^{contact.id}$", text["show"], re.MULTILINE)


def test_the_list_says_when_and_who(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = printed_views(ledger)["list"].splitlines()
    assert lines[0].split() == ["ID", "WHEN", "STATUS", "CHANNEL", "WHO", "ART"]
    assert lines[1].split()[1:] == ["2026-03-03", "held", "visit", "Eino", "Aalto,", "Grete", "Brandt", "3"]
    assert lines[2].split()[1:5] == ["by", "2026-03-05", "held", "summit"]
    assert lines[-1].split()[1:4] == ["?", "ongoing", "talks"]


def test_one_contact_with_all_that_is_known(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    contact = next(ledger.contacts())
    out = io.StringIO()
    show_contact(contact, "table", out, ledger.support(contact.id))
    text = out.getvalue()
    for words in (
        f"{contact.id}\nvisit, held, 2026-03-03\n",
        "  Eino Aalto    NMK  President of Northmark\n",
        "place               Ostburg (OST)\n",
        "duration            1 h 30 min\n",
        "  2026-02-20  announced  a1\n  2026-02-27  postponed  a-very-long-identifier-of-an-article, Ostland\n",
        "reports  3 articles, 1 independent origin, not official; 3 outlets\n",
        "origins\n",
        "said more and less exactly\n  channel           visit: a1",
        "  2026-02-20  Courier",
        "  date              2026-03-03: a-very-long-identifier-of-an-article\n                    2026-03-04: a3\n",
    ):
        assert words in text, text


def test_why_marks_the_words(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    contact = next(ledger.contacts())
    out = io.StringIO()
    show_reasons(ledger.reasons(contact.id, "channel"), "table", out)
    assert out.getvalue().startswith(
        "channel: visit\n"
        "  Courier, 2026-02-20, a1  [channel word]\n"
        "     Eino Aalto and Grete Brandt had a ⟦visit⟧, announced.\n"
    )
    out = io.StringIO()
    show_reasons(ledger.reasons(contact.id, "date"), "table", out)
    assert "     inferred from when it appeared\n" in out.getvalue()


def test_statements_and_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = io.StringIO()
    show_statements([spoken()], "table", out)
    assert out.getvalue().splitlines()[:3] == [
        "s1  2026-03-05",
        "  Grete Brandt (mixed, through Radio Ost)",
        '     that "⟦the talks were good⟧"',
    ]
    out = io.StringIO()
    show_dates([dated().article, NEWS[4].article], "table", out)
    assert out.getvalue().splitlines() == [
        "d1: 2025-01-21 (inferred)",
        "     “A day after the inauguration”: a day after 2025-01-20 [event]",
        "a5: cannot be dated",
    ]


def rows_of(out: io.StringIO) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_lists_for_machines(ledger: Ledger) -> None:
    contacts = list(ledger.contacts())
    out = io.StringIO()
    assert list_contacts(contacts, "csv", out) == len(contacts)
    rows = rows_of(out)
    assert tuple(rows[0]) == CSV_COLUMNS
    assert rows[0]["participants"] == "Eino Aalto; Grete Brandt"
    assert (rows[0]["earliest"], rows[0]["at_least_minutes"], rows[-1]["earliest"]) == ("2026-03-03", "90", "")
    out = io.StringIO()
    list_contacts(contacts, "jsonl", out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["id"] for line in lines] == [contact.id for contact in contacts]
    assert lines[0]["date"]["earliest"] == "2026-03-03"


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_other_views_for_machines(ledger: Ledger, form: Format) -> None:
    contact = next(ledger.contacts())
    reasons, doubts = ledger.reasons(contact.id), ledger.doubts()
    outs = [io.StringIO() for _ in range(6)]
    show_reasons(reasons, form, outs[0])
    show_doubts(doubts, form, outs[1])
    show_crosswalk(ledger.crosswalk(), form, outs[2])
    show_readings(NEWS, form, outs[3])
    show_statements([spoken()], form, outs[4])
    show_dates([dated().article, NEWS[4].article], form, outs[5])
    for out, count in zip(outs, (len(reasons), len(doubts), 5, 5, 1, 2), strict=True):
        rows = rows_of(out) if form == "csv" else [json.loads(line) for line in out.getvalue().splitlines()]
        assert len(rows) == count


def test_jsonl_of_readings_is_the_exchange_format() -> None:
    out = io.StringIO()
    show_readings(NEWS, "jsonl", out)
    assert tuple(decode(line.encode(), "out") for line in out.getvalue().splitlines()) == NEWS
    out = io.StringIO()
    show_readings(NEWS[:1], "jsonl", out, text=False)
    assert "text" not in json.loads(out.getvalue())["article"]


def test_durations_are_shown_in_csv_of_readings() -> None:
    out = io.StringIO()
    show_readings(NEWS, "csv", out)
    rows = rows_of(out)
    assert isinstance(NEWS[1].contacts[0].duration, Duration)
    assert [row["at_least_minutes"] for row in rows] == ["", "90", "", "", ""]
    assert rows[0]["evidence"] == "Eino Aalto and Grete Brandt had a visit, announced."
    assert [row["main"] for row in rows] == ["yes", "yes", "no", "yes", "yes"]


def test_nothing_to_show_prints_nothing(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as empty:
        empty.add([])
        out = io.StringIO()
        assert list_contacts(empty.contacts(), "table", out) == 0
        assert show_timeline(empty.contacts(), "table", out) == 0
        show_doubts(empty.doubts(), "table", out)
        show_crosswalk(empty.crosswalk(), "table", out)
        assert out.getvalue() == ""


def test_when_of_contacts_that_no_article_dates(ledger: Ledger) -> None:
    assert [show_when(contact) for contact in ledger.contacts()] == ["2026-03-03", "by 2026-03-05", "?"]


def test_a_title_cannot_steer_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    steering = "\x1b[2J\x07\u202egnp\r\x9b31m"
    news = told("a1\x1b", "2026-03-04", said(f"Eino{steering} Aalto/NMK, B/OST"), title=steering, outlet=steering)
    with open_ledger(tmp_path / "l.sqlite") as made:
        made.add([replace(news, held_back=(HeldBack(what=steering, reason=steering, span=Span(0, 9)),))])
        (contact,) = made.contacts()
        out = io.StringIO()
        list_contacts([contact], "table", out)
        show_contact(contact, "table", out)
        show_timeline([contact], "table", out)
        show_reasons(made.reasons(contact.id), "table", out)
        show_doubts(made.doubts(), "table", out)
        show_crosswalk(made.crosswalk(), "table", out)
        show_readings([news], "table", out)
    assert "gnp" in out.getvalue()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out.getvalue())
