"""Timeline, contact and article in a real browser: read without scripts, reached by keyboard, drawn for any screen."""

from __future__ import annotations

import gzip
import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from starlette.datastructures import QueryParams

from builders import said, told
from desk_checks import SCREENS, check_axe, check_fits, check_tab, follow, opened
from desk_server import serving
from readouts.desk.charting import WIDTH, chart_bars, chart_marks
from readouts.desk.layering import PART, Laid, cut_paragraphs
from readouts.desk.originals import find_clutter
from readouts.desk.recalling import AGE, OLDEST, Recall
from readouts.desk.signs import KINDS, kind_of
from readouts.desk.viewing import View, read_view
from readouts.errors import UsageError
from readouts.ledger import open_ledger
from readouts.ledger.chronicle import Heap
from readouts.ledger.counting import Switches, count_contacts
from readouts.model import Reading, Span

HEAVIEST = 250_000
"""Bytes that a page may weigh, packed, with all that it loads."""

PAGES = {
    "timeline": "/",
    "pair": "/?pair=China&pair=Russia&order=oldest",
    "filtered": "/?status=held&channel=visit&certainty=days&level=leaders&from=2022&to=2024",
    "words": "/?text=ukraine&ranks=leaders&trips=trips",
    "nothing": "/?person=Nobody",
    "contact": "/contacts/beb1d6d1e01e83e5",
    "accounts": "/contacts/824edb3125bcbce0",
    "article": "/articles/nc-2023-03-23",
    "page": "/articles/1a3452d7fc37e9b1?original=1",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_all_fits(browser: Browser, desk: str, path: str) -> None:
    for width, scheme in SCREENS if path == PAGES["accounts"] else SCREENS[:2]:
        with opened(browser, desk + path, width=width, scheme=scheme) as page:
            check_fits(page)
            check_axe(page)


@pytest.mark.parametrize("path", [PAGES[name] for name in ("pair", "contact", "article")])
@pytest.mark.parametrize("width", [2560, 640])
def test_pages_fit_large_screens_and_twice_the_size(browser: Browser, desk: str, path: str, width: int) -> None:
    """640 pixels are what is left of 1280 at 200 %."""
    with opened(browser, desk + path, width=width) as page:
        check_fits(page)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_tab_reaches_every_mark_and_control(browser: Browser, desk: str, path: str) -> None:
    with opened(browser, desk + path, scripts=True) as page:
        check_tab(page)


def contacts_in(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger)) as file:
        number: int = file.execute("SELECT count(*) FROM contacts").fetchone()[0]
    return number


def test_every_mark_of_the_overview_is_a_titled_link(browser: Browser, desk: str, example_ledger: Path) -> None:
    with opened(browser, desk + "/") as page:
        marks = page.locator(".chart a")
        assert marks.count() == contacts_in(example_ledger)
        told_of = marks.evaluate_all("all => all.map(one => one.querySelector('title').textContent)")
        assert len([one for one in told_of if ": " in one]) == contacts_in(example_ledger)
        assert page.locator(".chart a .sign-span").count() > 0
        frames = ("#f-boundedleft", "#f-boundedright", "#f-unknown", "#k-took", "#k-ahead", "#k-moved", "#k-off")
        assert [page.locator(f".chart a use[href='{one}']").count() > 0 for one in frames] == [True] * len(frames)
        follow(page, marks.first, "keyboard")
        assert "/contacts/" in page.url


@pytest.mark.parametrize("path", [PAGES[name] for name in ("timeline", "contact", "article", "page")])
def test_a_page_is_read_without_scripts_and_is_light(browser: Browser, desk: str, path: str) -> None:
    with opened(browser, desk + path, scripts=False) as page:
        words = page.inner_text("main")
        weight = sum(
            len(gzip.compress(httpx.get(address).content))
            for address in [desk + path, *(desk + one for one in _parts(httpx.get(desk + path).text))]
        )
    assert len(words) > 500
    assert weight < HEAVIEST


def _parts(page: str) -> list[str]:
    return [
        one.split('"')[0] for one in page.replace('src="', 'href="').split('href="')[1:] if one.startswith("/static")
    ]


def test_a_pair_is_found_filtered_and_counted(browser: Browser, desk: str, example_ledger: Path) -> None:
    with open_ledger(example_ledger, create=False) as ledger:
        every = [c for c in ledger.contacts() if {"CHN", "RUS"} <= {p.state for p in c.participants}]
    count = count_contacts(every, "year", Switches())
    with opened(browser, desk + "/") as page:
        page.get_by_label("Who: a person, state or body").fill("China")
        page.get_by_label("and with whom").fill("Russia")
        page.get_by_label("and with whom").press("Enter")
        page.wait_for_url("**/?pair=China**")
        assert f"{len(every)} contacts, of which {count.total} count" in page.inner_text("main")
        years = dict(
            page.locator("#numbers ~ .scroll tbody tr").evaluate_all(
                "all => all.map(row => [row.cells[0].innerText, Number(row.cells[row.cells.length - 1].innerText)])"
            )
        )
        assert years == {**{row.key: row.count for row in count.rows}, "all": count.total}
        follow(page, page.get_by_role("link", name="2022", exact=True).first, "keyboard")
        assert "from=2022&to=2022" in page.url
        follow(page, page.locator(".chips a").first, "keyboard")
        assert "pair=China" not in page.url
        assert "pair=Russia" in page.url


def test_pages_of_a_timeline_hold_every_contact_once(browser: Browser, desk: str, example_ledger: Path) -> None:
    with opened(browser, desk + "/") as page:
        seen = page.locator(".timeline a").evaluate_all("all => all.map(one => one.href)")
        follow(page, page.get_by_role("link", name="Earlier contacts"), "keyboard")
        seen += page.locator(".timeline a").evaluate_all("all => all.map(one => one.href)")
        assert page.get_by_role("link", name="Earlier contacts").count() == 0
    assert len(seen) == len(set(seen)) == contacts_in(example_ledger)


def test_why_leads_from_a_value_to_its_words_in_the_article(browser: Browser, desk: str) -> None:
    with opened(browser, desk + PAGES["contact"]) as page:
        page.get_by_role("link", name="why: date").press("Enter")
        row = page.locator("#why-date tbody tr").first
        assert row.is_visible()
        follow(page, row.get_by_role("link"), "keyboard")
        assert page.locator("#at").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_layers_are_switched_with_scripts_and_without(browser: Browser, desk: str, scripts: bool) -> None:
    with opened(browser, desk + PAGES["article"], scripts=scripts) as page:
        note = page.locator(".note-contacts").first
        assert note.is_visible()
        for shown in (False, True):
            page.get_by_role("link", name="contacts", exact=True).press("Enter")
            page.wait_for_url(re.compile("contacts" if shown else r"layers=times[^&]*chains$"))
            assert note.is_visible() == shown
            current = page.get_by_role("link", name="contacts", exact=True).get_attribute("aria-current")
            assert (current == "true") == shown


def test_a_text_that_was_forgotten_leaves_labels_without_words(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "own.sqlite"
    first = told(
        "a1", "2026-03-04", said("Eino Aalto/NMK, Grete Brandt/OST", "held call", "2026-03-03"), body="Secret."
    )
    other = told("a2", "2026-03-05", said("Eino Aalto/NMK, Grete Brandt/OST", "held call", "2026-03-03"), body="Open.")
    with open_ledger(file) as ledger:
        ledger.add([first, other])
        ledger.forget("a1", by="Anna", made="2026-05-01T08:00:00+00:00", why="asked for")
        contact = next(ledger.contacts()).id
    with serving(file) as address:
        with opened(browser, f"{address}/articles/a1") as page:
            assert "does not hold the text" in page.inner_text("main")
            assert "Eino Aalto, Grete Brandt" in page.inner_text("main")
            assert "Secret" not in page.content()
        with opened(browser, f"{address}/contacts/{contact}") as page:
            assert "does not hold the text of this article" in page.inner_text("main")
            assert "Secret" not in page.content()


def test_a_heap_of_contacts_is_drawn_as_bars_that_lead_to_them(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "many.sqlite"
    with open_ledger(file) as ledger:
        ledger.add(_many(160))
    with serving(file) as address, opened(browser, address) as page:
        assert page.locator(".chart .bar").count() > 20
        check_axe(page)
        check_tab(page)
        bar = page.locator(".chart a").nth(3)
        number = int(str(bar.get_attribute("aria-label")).split(": ")[1].split()[0])
        follow(page, bar, "keyboard")
        assert f"{number} contact" in page.inner_text("[role=status]")


def _many(number: int) -> Iterator[Reading]:
    chance = random.Random(3)
    for place in range(number):
        day = date(2024, 1, 5) + timedelta(days=place * 7)
        how = chance.choice(["held call", "announced visit", "postponed talks", "denied meeting", "attempted call"])
        yield told(f"n{place}", str(day + timedelta(1)), said("Eino Aalto/NMK, Grete Brandt/OST", how, str(day)))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/?status=lost", "status: 'lost' is none of proposed"),
        ("/?from=yesterday", "is not a day"),
        ("/?state=Atlantis", "Atlantis"),
        ("/?outlets=many", "outlets: 'many' is no number"),
        ("/?person=%25", "is no name"),
        ("/?text=%22%22", "nothing to look for"),
        ("/?ranks=kings", "ranks: 'kings'"),
        ("/?person=" + "x" * 300, "too long"),
        ("/articles/nc-2023-03-23?layers=all", "layers: 'all'"),
    ],
)
def test_what_an_address_cannot_mean_is_told(desk: str, address: str, words: str) -> None:
    answer = httpx.get(desk + address)
    assert answer.status_code == 400
    assert words in answer.text.replace("&#39;", "'")


@pytest.mark.parametrize("path", ["/contacts/ffffffff", "/contacts/x", "/articles/none", "/articles/", "/nowhere"])
def test_what_is_not_there_is_told(desk: str, path: str) -> None:
    assert httpx.get(desk + path).status_code == 404


def test_the_first_letters_of_an_id_lead_to_its_page(desk: str) -> None:
    answer = httpx.get(desk + "/contacts/beb1d6d1?a=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/contacts/beb1d6d1e01e83e5?a=x")


VALUES = {
    "person": ["Xi", "al-Sisi", "Müller & Söhne"],
    "state": ["China"],
    "pair": ["CHN", "Russia"],
    "text": ['"grain deal" x'],
    "from": ["2022-03"],
    "to": ["2025"],
    "channel": ["visit", "call"],
    "status": ["held"],
    "certainty": ["bounded"],
    "level": ["leaders"],
    "outlets": ["3"],
    "rejected": ["yes"],
    "order": ["oldest"],
    "messages": ["yes"],
    "margins": ["no"],
    "summits": ["pairs"],
    "ranks": ["ministers"],
    "counted": ["held", "announced"],
}


@given(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
def test_an_address_says_all_that_a_view_is(names: Sequence[str]) -> None:
    view = read_view(QueryParams([(name, value) for name in names for value in VALUES[name]]))
    again = read_view(QueryParams(view.address().partition("?")[2]))
    assert again == view
    assert (view == View()) == (not names)


def test_values_of_an_address_are_bounded() -> None:
    with pytest.raises(UsageError, match="at most"):
        read_view(QueryParams([("person", f"P{number}") for number in range(40)]))


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(st.tuples(SPANS, st.sampled_from(["contacts", "times", "chains"]))), st.integers(0, 60))
def test_pieces_are_the_text_and_each_has_what_lies_over_it(spans: list[tuple[Span, str]], at: int) -> None:
    text = "Xi called.\nPutin\n\nAnd then they spoke again, at length, of grain and gas.\n"
    laid = [Laid(span, layer) for span, layer in spans]  # type: ignore[arg-type]
    pieces = [piece for some in cut_paragraphs(text, laid, 0, at) for piece in some]
    assert "".join(piece.words for piece in pieces) == text.replace("\n\n", "").rstrip("\n")
    gap, end = text.index("\n\n"), len(text.rstrip("\n"))
    printed = {*range(end)} - {gap, gap + 1}  # what parts two paragraphs is in none; a line's end within one is
    marked = {layer for span, layer in spans if not printed.isdisjoint(range(span.start, span.end))}
    assert {one.removeprefix("over-") for piece in pieces for one in piece.classes.split()} == marked
    assert sum(piece.here for piece in pieces) <= 1


def test_a_long_text_is_shown_in_parts() -> None:
    text = "word " * (PART // 2)
    parts = ["".join(piece.words for some in cut_paragraphs(text, [], part) for piece in some) for part in range(3)]
    assert "".join(parts) == text


def test_clutter_is_what_a_reader_saw_besides_the_article() -> None:
    page = "<nav>Menu</nav><script>x()</script><p>They   met.</p><p>Share</p><p>Share</p>"
    assert find_clutter(page, "They met.\n") == ["Menu", "Share"]


def test_an_answer_that_took_long_is_given_again_for_a_while() -> None:
    now, made, opened_ones = [0.0], [0], [0]
    renewed = Event()

    @contextmanager
    def source() -> Iterator[str]:
        opened_ones[0] += 1
        yield "another"
        renewed.set()

    epoch = [0]
    recall = Recall(source, lambda: epoch[0], lambda: now[0])

    def slowly(of: str) -> tuple[str, int]:
        now[0] += 1
        made[0] += 1
        return of, made[0]

    def at_once(of: str) -> tuple[str, int]:
        made[0] += 1
        return of, made[0]

    assert [recall.answer("a", "own", slowly) for _ in range(3)] == [("own", 1)] * 3
    now[0] += AGE + 1
    assert recall.answer("a", "own", slowly) == ("own", 1)
    assert renewed.wait(10)
    assert recall.answer("a", "own", slowly) == ("another", 2)
    now[0] += OLDEST + 1
    assert recall.answer("a", "own", slowly) == ("own", 3)
    epoch[0] += 1  # somebody judged here
    assert [recall.answer("a", "own", slowly) for _ in range(2)] == [("own", 4)] * 2
    assert [recall.answer("b", "own", at_once) for _ in range(2)] == [("own", 5), ("own", 6)]
    assert opened_ones == [1]


def test_an_answer_is_worked_out_while_its_renewal_waits_for_a_connection() -> None:
    now, epoch, free = [0.0], [0], Event()

    @contextmanager
    def source() -> Iterator[str]:
        assert free.wait(10)  # all connections are in use
        yield "another"

    def slowly(of: str) -> str:
        now[0] += 1
        return of

    recall = Recall(source, lambda: epoch[0], lambda: now[0])
    assert recall.answer("a", "first", slowly) == "first"
    now[0] += AGE + 1
    assert recall.answer("a", "own", slowly) == "first"
    epoch[0] += 1
    assert recall.answer("a", "own", slowly) == "own"
    free.set()


@pytest.mark.parametrize(
    "whens", [["?"], ["0001-01"], ["9999-12"], ["0001-01", "9999-12", "?"], ["2024-02-29"], ["2024-01", "2024-12"]]
)
def test_bars_stay_in_the_drawing_whatever_the_days(whens: list[str]) -> None:
    chart = chart_bars([Heap(when, "held", "day", 3) for when in whens])
    assert chart is not None
    assert sum(bar.number for bar in chart.bars) == 3 * len(whens)
    assert all(0 <= bar.x <= WIDTH and bar.x + bar.width <= WIDTH for bar in chart.bars)
    assert all(0 <= tick.x <= WIDTH for tick in chart.ticks)


@pytest.mark.parametrize("when", ["0001-01-01", "9999-12-31", "2024-02-01/2024-02-29", None])
def test_marks_stay_in_the_drawing_whatever_the_days(when: str | None, tmp_path: Path) -> None:
    published = None if when is None or when.startswith(("0", "9")) else "2024-03-01"
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([told("a", published, said("Eino Aalto/NMK, Grete Brandt/OST", "held call", when))])
        chart = chart_marks(list(ledger.contacts()))
    assert chart is not None
    assert [0 <= mark.x <= WIDTH for mark in chart.marks] == [True]


def test_every_status_has_its_sign() -> None:
    assert {kind_of("held"), kind_of("announced"), kind_of("postponed"), kind_of("denied"), kind_of("attempted")} == {
        *KINDS
    }
    assert chart_bars([]) is None
    assert chart_marks([]) is None
