"""People, states, outlets, the network, the map, search and plan in a real browser: read, reached, followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser

from builders import said, told
from desk_checks import NARROW, SCREENS, check_axe, check_fits, check_tab, follow, opened, press
from desk_server import serving
from readouts.desk.marking import cut
from readouts.desk.network import HEIGHT, WIDTH, lay_out
from readouts.desk.shapes import load_shapes, project
from readouts.desk.towns import Located, NotLocated, locate
from readouts.ledger import open_ledger
from readouts.ledger.meetings import Meeting
from readouts.model import Span

PAGES = {
    "people": "/people",
    "people found": "/people?q=xi",
    "person": "/people/Xi%20Jinping",
    "states": "/states",
    "state": "/states/CHN",
    "outlets": "/outlets",
    "outlet": "/outlets/Meridian%20Wire",
    "network": "/network",
    "network of states": "/network?of=states&from=2022",
    "map": "/map?status=any",
    "search": "/search?q=ukraine",
    "statements": "/search?q=ukraine&in=statements",
    "contacts": "/search?q=ukraine&in=contacts&status=held",
    "plan": "/plan?on=2026-03-01&all=yes",
}


@pytest.fixture(scope="module")
def own_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk with places that can be told from others and places that cannot."""
    file = tmp_path_factory.mktemp("desk") / "own.sqlite"
    both = "Eino Aalto/NMK, Grete Brandt/OST"
    places = ["Geneva/CHE", "Geneva/CHE", "Springfield/USA", "Xanadu", "Victoria/SYC", "Japan/JPN"]
    with open_ledger(file) as ledger:
        ledger.add(
            told(f"a{n}", f"2026-0{n + 1}-04", said(both, "held meeting", f"2026-0{n + 1}-03", place=place))
            for n, place in enumerate(places)
        )
    with serving(file) as address:
        yield address


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_all_fits(browser: Browser, desk: str, path: str) -> None:
    for width, scheme in SCREENS if path in ("/map?status=any", "/network") else SCREENS[:2]:
        with opened(browser, desk + path, width=width, scheme=scheme) as page:
            check_fits(page)
            check_axe(page)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_mark_and_control_is_reached_by_tab_and_nothing_needs_scripts(
    browser: Browser,
    desk: str,
    path: str,
) -> None:
    with opened(browser, desk + path) as page:
        told_with = page.inner_text("main")
        check_tab(page)
    with opened(browser, desk + path, scripts=False) as page:
        assert page.inner_text("main") == told_with


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/people", "Xi Jinping"),
        ("/people?q=nobody", "Nobody in this ledger is called so"),
        ("/people/Joe%20Biden", "2021-01-20"),
        ("/people/Joe%20Biden", "Whom they met most"),
        ("/states/DEU", "Olaf Scholz"),
        ("/states/RUS", "TASS, agency, owned by the state or its voice"),
        ("/outlets", "Who reports whom"),
        ("/network", "Vladimir Putin and Xi Jinping"),
        ("/map", "Natural Earth"),
        ("/map", "GeoNames"),
        ("/search?q=barley", "Nothing holds all these words"),
        ("/plan?on=2026-03-01", "Sanae Takaichi, Donald Trump"),
    ],
)
def test_what_pages_say(browser: Browser, desk: str, path: str, says: str) -> None:
    with opened(browser, desk + path) as page:
        assert says in page.inner_text("main")


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/people/Nobody%20Atall", 404, "no such page"),
        ("/states/QQQ", 404, "no such page"),
        ("/outlets/Nowhere%20Gazette", 404, "no such page"),
        ("/map?state=Atlantis", 400, "no state or body is called"),
        ("/map?channel=pigeon", 400, "pigeon"),
        ("/network?of=cats", 400, "neither persons nor states"),
        ("/network?from=yesterday", 400, "from"),
        ("/plan?on=soon", 400, "on"),
        ("/search?q=%3F%21", 400, "nothing to look for"),
        ("/search?q=x&in=dreams", 400, "dreams"),
        ("/search?q=x&page=-1", 400, "page"),
        (f"/search?q={'x' * 400}", 400, "more than"),
    ],
)
def test_what_cannot_be_shown_is_said(browser: Browser, desk: str, path: str, status: int, says: str) -> None:
    with opened(browser, desk + path, status=status) as page:
        assert says in page.inner_text("main")


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_from_the_network_to_a_person_to_the_timeline(browser: Browser, desk: str, by: str) -> None:
    with opened(browser, f"{desk}/network") as page:
        point = page.locator("svg .points a", has_text="Olaf Scholz")
        follow(page, point, by)
        assert page.inner_text("h1") == "Olaf Scholz"
        follow(page, page.locator("text=On the timeline"), by)
        assert "Scholz" in page.inner_text("main")


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_filters_stand_in_the_address(browser: Browser, desk: str, by: str) -> None:
    with opened(browser, f"{desk}/network") as page:
        if by == "mouse":
            page.fill("#pick-person", "Emmanuel Macron")
            follow(page, page.locator("button.primary"), by)
        else:
            page.focus("#pick-person")
            page.keyboard.type("Emmanuel Macron")
            press(page, "Enter")
        assert "person=Emmanuel+Macron" in page.url
        pairs = page.locator("table tbody th").all_inner_texts()
        assert pairs
        assert all("Emmanuel Macron" in pair or "Jens Stoltenberg" in pair for pair in pairs)
        follow(page, page.locator("text=Clear"), by)
        assert page.url == f"{desk}/network"


def test_the_map_and_its_table_hold_the_same(browser: Browser, own_desk: str) -> None:
    with opened(browser, f"{own_desk}/map") as page:
        marks = {
            re.sub(r":.*|,.*", "", one.get_attribute("aria-label") or "") for one in page.locator(".marks a").all()
        }
        assert marks == {"Geneva", "Victoria", "Japan"}
        tables = page.locator("table").all_inner_texts()
        assert all(name in tables[0] for name in marks)
        assert "Geneva\tSwitzerland\tGeneva\t2" in tables[0]
        assert "somewhere in Japan" in tables[0]
        assert "there are 8 towns of this name in USA" in tables[1]
        assert "Xanadu" in tables[1]


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_searching_and_saving(browser: Browser, tmp_path: Path, example_ledger: Path, by: str) -> None:
    file = tmp_path / "news.sqlite"
    file.write_bytes(example_ledger.read_bytes())
    with serving(file) as address, opened(browser, f"{address}/search") as page:
        page.locator("#pick-q:focus").wait_for()  # the field takes the focus by itself
        page.keyboard.type('"video call"')
        press(page, "Enter")
        assert "video call" in {mark.casefold() for mark in page.locator("mark").all_inner_texts()}
        follow(page, page.get_by_role("link", name="statements", exact=True), by)
        assert "in=statements" in page.url
        page.fill("#save-name", "calls by <b>video</b>")
        follow(page, page.get_by_role("button", name="Save"), by)
        follow(page, page.get_by_role("link", name="calls by <b>video</b>"), by)
        assert "in=statements" in page.url
        follow(page, page.get_by_role("button", name="Forget"), by)
        assert page.get_by_role("link", name="calls by <b>video</b>").count() == 0


def test_pages_of_hits(browser: Browser, desk: str) -> None:
    with opened(browser, f"{desk}/search?q=ukraine") as page:
        first = page.locator(".hits h3").all_inner_texts()
        follow(page, page.get_by_role("link", name="More", exact=True), "mouse")
        assert "page=2" in page.url
        assert not set(first) & set(page.locator(".hits h3").all_inner_texts())
        follow(page, page.get_by_role("link", name="Before", exact=True), "mouse")
        assert page.locator(".hits h3").all_inner_texts() == first


def test_the_plan_prints(browser: Browser, desk: str) -> None:
    with opened(browser, f"{desk}/plan?on=2026-03-01&all=yes", width=NARROW) as page:
        page.emulate_media(media="print")
        assert not page.locator("form.filters").is_visible()
        assert page.locator("table").first.is_visible()


def test_the_plan_is_of_today_unless_a_day_is_asked_for(browser: Browser, desk: str) -> None:
    with opened(browser, f"{desk}/plan") as page:
        assert date.fromisoformat(page.input_value("#on")).year >= 2026
        follow(page, page.get_by_role("link", name="A month before"), "keyboard")
        assert "on=" in page.url


@pytest.mark.parametrize(
    ("name", "state", "host", "found"),
    [
        ("Paris", None, None, ("Paris", "FRA", "town")),
        ("Paris", "USA", None, ("Paris", "USA", "town")),
        ("Kiev", "UKR", None, ("Kyiv", "UKR", "town")),
        ("Western Gate, Berlin", None, None, ("Berlin", "DEU", "town")),
        ("Washington", None, None, ("Washington", "USA", "town")),
        ("the old fort", None, "KEN", ("Kenya", "KEN", "state")),
        ("Japan", None, None, ("Japan", "JPN", "state")),
        ("Springfield", "USA", None, None),
        ("Xanadu", None, None, None),
        ("", None, None, None),
    ],
)
def test_places(name: str, state: str | None, host: str | None, found: tuple[str, str, str] | None) -> None:
    place = locate(name, state, host)
    if found is None:
        assert isinstance(place, NotLocated)
        assert place.why
    else:
        assert isinstance(place, Located)
        assert (place.name, place.state, place.sort) == found
        assert 0 < place.x < 1000
        assert 0 < place.y < 440


def test_the_world_is_drawn_whole() -> None:
    shapes = load_shapes()
    assert len({shape.name for shape in shapes}) > 170
    assert all(re.fullmatch(r"(M[\d.,L-]+Z)+", shape.path) for shape in shapes)
    france = next(shape for shape in shapes if shape.name == "France")
    near = project(46.5, 2.5)
    assert abs(france.middle[0] - near[0]) < 8
    assert abs(france.middle[1] - near[1]) < 8


def test_a_network_is_laid_out_the_same_every_time_with_room_for_names() -> None:
    pairs = [
        Meeting(f"p{a}", f"P{a}", f"p{b}", f"P{b}", 1 + a * b % 5, None) for a in range(9) for b in range(a + 1, 9)
    ]
    pairs.append(Meeting("x", "X", "y", "Y", 3, None))
    drawn = lay_out(pairs)
    assert drawn == lay_out(list(pairs))
    assert len(drawn.points) == 11
    assert len(drawn.lines) == len(pairs)
    for point in drawn.points:
        assert 0 <= point.x <= WIDTH
        assert 0 <= point.y <= HEIGHT
    places = [(point.x, point.y) for point in drawn.points]
    assert all(
        abs(a[0] - b[0]) > 30 or abs(a[1] - b[1]) > 15 for number, a in enumerate(places) for b in places[number + 1 :]
    )
    assert lay_out([]).points == ()


def test_marks_that_overlap_are_one() -> None:
    assert list(cut("abcdef", [Span(1, 3), Span(2, 4), Span(0, 0)])) == [
        ("a", False), ("bc", True), ("d", True), ("ef", False),
    ]  # fmt: skip


HOSTILE = (
    "'; DROP TABLE contacts; --",
    '"*" NEAR(',
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "%",
    "x" * 250,
    "\u202e",
    " ",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_find_nothing_and_break_nothing(desk: str, words: str) -> None:
    paths = (
        "/people?q={}", "/people?after={}", "/people/{}", "/states/{}", "/outlets?q={}", "/outlets/{}",
        "/network?person={}", "/network?state={}", "/map?from={}", "/map?channel={}", "/search?q={}",
        "/search?q=x&outlet={}&speaker={}&in=statements", "/search?q=x&person={}&in=contacts", "/plan?on={}",
        "/review?of={}", "/review?of=disagreement&after={}", "/review?of=held%20back&after={}", "/review?done={}",
        "/review/audit?by={}&before={}", "/review/contacts/{}",
    )  # fmt: skip
    with httpx.Client(base_url=desk, timeout=30) as client:
        for path in paths:
            answer = client.get(path.replace("{}", quote(words, safe="")))
            assert answer.status_code in (200, 400, 404), (path, answer.status_code)
            assert "<script>alert" not in answer.text
