"""What is meant to harm the desk or who looks at it: each row says what is sent, and what must happen."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog

from desk_people import PASSWORD, TOKENS, add_people, csrf_of, visitor
from desk_server import serving
from hostile_articles import BREAKOUT, IMAGE, SCRIPT, hostile_ledger
from hostile_rows import FORGED, FORMS, KEPT, RAW, ROWS, UPLOADS, Row, table
from postgres_server import fresh_schema
from readouts.desk.settings import Settings
from readouts.ledger import dump, open_ledger

SETTINGS = Settings(port=0, sign_in=True, posts=10_000, slowest=1.0)
IN_FILE = pytest.mark.parametrize("desk", ["file"], indirect=True)
"""For what does not come to the store."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk, the place of its ledger, a contact in it, and all that the ledger held at first."""

    address: str
    place: str | Path
    contact: str
    held: tuple[str, ...]


@pytest.fixture(scope="module", params=["file", "server"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk of hostile articles where everybody signs in."""
    folder = tmp_path_factory.mktemp("hostile")
    place: str | Path = folder / "l.sqlite"
    if request.param == "server":
        place = fresh_schema(request.getfixturevalue("postgres"))
    hostile_ledger(place, folder / "articles")
    with open_ledger(place) as ledger:
        add_people(ledger)
        contact = next(iter(ledger.contacts())).id
    with serving(place, SETTINGS) as address:
        yield Desk(address, place, contact, held(place))


@pytest.fixture(scope="module")
def members(desk: Desk) -> tuple[httpx.Client, httpx.Client]:
    """The browsers of a reviewer and a reader who are signed in."""
    return visitor(desk.address, "Vera"), visitor(desk.address, "Rita")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_hostile_requests(row: Row, desk: Desk) -> None:
    ask(row, desk)


def test_nothing_was_changed_by_them(desk: Desk) -> None:
    assert held(desk.place) == desk.held
    ask(KEPT, desk)
    new = "".join(set(held(desk.place)) - set(desk.held))
    assert "window.harmed=1" in new


def ask(row: Row, desk: Desk) -> None:
    """Sends a row and looks at what comes back."""
    head = {**({"Authorization": f"Bearer {TOKENS[row.who]}"} if row.who else {}), **row.head}
    body = row.json
    if isinstance(body, dict) and body.get("contacts") == ["CONTACT"]:
        body = {**body, "contacts": [desk.contact]}
    with httpx.Client(base_url=desk.address, timeout=30) as client:
        got = client.request(
            row.method, httpx.URL(desk.address).copy_with(raw_path=row.path.encode()), headers=head,
            json=body, content=row.content,
        )  # fmt: skip
    assert got.status_code in row.gets, got.text
    for word in row.never:
        assert word not in got.text
    assert "evil" not in got.headers.get("location", "") or got.headers["location"].startswith("/sign-in?next=%2F")
    assert "evil" not in got.headers.get("set-cookie", "")
    if "evil.example" in row.path or "evil.example" in row.head.values():
        assert not re.search(r'(href|action|src)="[^"]*//evil', got.text)
        assert 'value="//evil' not in got.text


def held(place: str | Path) -> tuple[str, ...]:
    """All that a ledger holds, and its accounts."""
    with open_ledger(place, create=False) as ledger:
        return (*dump(ledger), *map(str, ledger.accounts.all()))


@IN_FILE
@pytest.mark.parametrize(("what", "head"), FORGED)
def test_forged_forms(what: str, head: dict[str, str], desk: Desk, members: tuple[httpx.Client, httpx.Client]) -> None:
    vera, rita = members
    tokens = {"OWN": csrf_of(vera, "/account"), "OTHER": csrf_of(rita, "/account")}
    wanted = {name: value.replace("HOST", urlsplit(desk.address).netloc) for name, value in head.items()}
    token = wanted.pop("token", None)
    data = {"do": "token", "label": "x"} | ({"csrf": tokens.get(token, token)} if token is not None else {})
    names = {name.replace("_", "-"): value for name, value in wanted.items()}
    got = vera.post("/account", data=data, headers=names)
    assert got.status_code == 403, what
    assert "readouts_" not in got.text


@IN_FILE
def test_own_forms(desk: Desk) -> None:
    vera = visitor(desk.address, "Vera")
    token = csrf_of(vera, "/account")
    assert vera.post("/account", data={"do": "token", "label": "x", "csrf": token}).status_code == 200
    multipart = {"csrf": (None, token), "do": (None, "token"), "label": (None, "y")}
    assert vera.post("/account", files=multipart).status_code == 200
    by_head = {"X-CSRF-Token": token, "Origin": desk.address, "Sec-Fetch-Site": "same-origin"}
    assert vera.post("/account", data={"do": "token", "label": "z"}, headers=by_head).status_code == 200


@IN_FILE
def test_a_session_cannot_be_fixed_beforehand(desk: Desk) -> None:
    victim = visitor(desk.address)
    victim.get("/sign-in")
    (name,) = victim.cookies
    planted = "p" * 43
    victim.cookies.clear()
    victim.cookies.set(name, planted, domain="127.0.0.1")
    done = victim.post("/sign-in", data={"name": "Vera", "password": PASSWORD, "csrf": csrf_of(victim), "next": "/"})
    assert done.status_code == 303
    assert planted not in done.headers["set-cookie"]
    assert victim.get("/account").status_code == 200
    assert httpx.get(desk.address + "/account", cookies={name: planted}).status_code == 303


@IN_FILE
def test_signing_in_again_begins_another_session(desk: Desk) -> None:
    assert dict(visitor(desk.address, "Vera").cookies) != dict(visitor(desk.address, "Vera").cookies)


@IN_FILE
def test_of_two_cookies_none_is_believed(desk: Desk) -> None:
    ((name, own),) = visitor(desk.address, "Vera").cookies.items()
    for cookies in (f"{name}={own}; {name}={'p' * 43}", f"{name}={'p' * 43}; {name}={own}"):
        assert httpx.get(desk.address + "/account", headers={"Cookie": cookies}).status_code == 303
    assert httpx.get(desk.address + "/account", headers={"Cookie": f"{name}={own}"}).status_code == 200


def test_what_was_read_from_the_store_opens_nothing(desk: Desk) -> None:
    with open_ledger(desk.place, create=False) as ledger, ledger._store.reading() as connection:
        stored = list(connection.exec_driver_sql("SELECT digest FROM tokens").scalars())
    assert stored
    for digest in stored:
        got = httpx.get(desk.address + "/api/v1/size", headers={"Authorization": f"Bearer {digest}"})
        assert got.status_code == 401


def raw(desk: Desk, sent: bytes) -> bytes:
    """What the desk answers to bytes that no client would send; nothing where it hangs up on them."""
    at = urlsplit(desk.address)
    answer = b""
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=20) as connection:
        try:
            connection.sendall(sent)
            while part := connection.recv(65536):
                answer += part
                if b"\r\n\r\n" in answer:
                    break
        except (ConnectionResetError, BrokenPipeError):
            pass
    return answer


@IN_FILE
@pytest.mark.parametrize(("what", "sent", "gets"), RAW, ids=[row[0] for row in RAW])
def test_hostile_bytes(what: str, sent: bytes, gets: tuple[bytes, ...], desk: Desk) -> None:
    answer = raw(desk, sent)
    assert answer[9:12] in gets, (what, answer[:200])
    assert b"Traceback" not in answer
    assert httpx.get(desk.address + "/sign-in").status_code == 200  # it goes on


@pytest.mark.parametrize(("what", "content", "gets"), FORMS)
def test_hostile_forms(what: str, content: bytes, gets: int, desk: Desk) -> None:
    client = visitor(desk.address)
    body = b"csrf=" + csrf_of(client).encode() + b"&" + content
    got = client.post("/sign-in", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert got.status_code == gets, what
    assert "<script>alert" not in got.text


@IN_FILE
@pytest.mark.parametrize(("who", "what", "name", "content", "gets"), UPLOADS, ids=[row[1] for row in UPLOADS])
def test_hostile_uploads(who: str, what: str, name: str, content: bytes, gets: int, desk: Desk) -> None:
    head = {"Authorization": f"Bearer {TOKENS[who]}"}
    with httpx.Client(base_url=desk.address, headers=head, timeout=60) as client:
        got = client.post(
            "/review/read", files={"file": (name, content)}, data={"title": SCRIPT, "url": "javascript:x"}
        )
    assert got.status_code in (gets, 422 if gets == 200 else gets), what
    assert harms_of(got.text) == []
    assert "root:x:" not in got.text


def pages(desk: Desk) -> list[str]:
    """Every page that shows something of the hostile articles."""
    with open_ledger(desk.place, create=False) as ledger:
        contacts = [contact.id for contact in ledger.contacts()]
        articles = [one.id for one in ledger.listing.articles(None, None, 50).rows]
        outlets = sorted({one.outlet for one in ledger.listing.articles(None, None, 50).rows if one.outlet})
        names = sorted({party.name for contact in ledger.contacts() for party in contact.participants})
    marked = [quote(word, safe="") for word in (SCRIPT, IMAGE, BREAKOUT)]
    return [
        "/", "/people", "/states", "/outlets", "/map", "/network", "/review", "/plan", "/review/audit", "/review/read",
        "/accounts", "/states/NMK", "/plan?on=2022-03-08", "/search?q=script&in=statements", "/search?q=Macron",
        *(f"/review?of={quote(of)}" for of in ("which contact", "disagreement", "judgement", "held back", "doubt")),
        *(f"/review/contacts/{one}" for one in contacts),
        *(f"/outlets/{quote(one, safe='')}" for one in outlets),
        *(f"/contacts/{one}" for one in contacts),
        *(f"/articles/{quote(one, safe='')}" for one in articles),
        *(f"/people/{quote(one, safe='')}" for one in names),
        *(f"{page}?{name}={word}" for word in marked for page, name in (
            ("/", "person"), ("/", "text"), ("/", "from"), ("/search", "q"), ("/people", "q"), ("/nope", "x"),
            ("/sign-in", "next"), ("/outlets", "name"), ("/map", "person"), ("/network", "person"))),
        *(f"/{word}" for word in marked),
        *(f"/contacts/{word}" for word in marked),
    ]  # fmt: skip


ALLOWED_MARKUP = re.compile(r"<script\b[^>]*\bsrc=\"/static/[^\"]+\"[^>]*></script>")


def harms_of(html: str) -> list[str]:
    """What of a page could run or lead astray: scripts within it, attributes that run, addresses that are none."""
    bare = ALLOWED_MARKUP.sub("", html)
    found = [sign for sign in ("<script", 'onerror="', "<svg onload", "<img src=x", "49$") if sign in bare]
    found += re.findall(r"<[^>]*\son\w+\s*=\s*[\"'][^>]*>", bare) + re.findall(r"<[^>]+\sstyle=[^>]*>", bare)
    addresses = re.findall(r'(?:href|src|action|formaction|poster|data)="([^"]*)"', html)
    return found + [
        one for one in addresses if re.match(r"\s*(javascript|data|vbscript):", unescape(one), re.IGNORECASE)
    ]


@IN_FILE
def test_no_page_lets_markup_through(desk: Desk) -> None:
    head = {"Authorization": f"Bearer {TOKENS['Ada']}"}
    shown = 0
    for page in pages(desk):
        got = httpx.get(desk.address + page, headers=head, timeout=60)
        assert got.status_code < 500, (page, got.text)
        if "text/html" not in got.headers.get("content-type", ""):
            continue
        shown += "alert(" in unescape(got.text)
        assert harms_of(got.text) == [], page
    assert shown > 5  # the words are there, as words


@IN_FILE
def test_no_script_runs_in_a_browser(desk: Desk, browser: Browser) -> None:
    context = browser.new_context(extra_http_headers={"Authorization": f"Bearer {TOKENS['Ada']}"})
    wrong: list[str] = []
    page = context.new_page()

    def note_dialog(dialog: Dialog) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", note_dialog)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("console", lambda said: wrong.append(f"console {told(said)}") if is_wrong(said) else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(desk.address) else None)
    for address in pages(desk):
        answer = page.goto(desk.address + address)
        assert answer
        assert page.evaluate("window.harmed") is None, address
        assert page.evaluate("document.querySelectorAll('[onerror],[onload]').length") == 0, address
        assert wrong == [], address
    context.close()


def is_wrong(said: ConsoleMessage) -> bool:
    """Whether a message tells more than that a page is not there."""
    return said.type == "error" and "the server responded with a status of 4" not in said.text


def told(said: ConsoleMessage) -> str:
    return f"{said.type}: {said.text}"


def test_the_documentation_tells_every_row() -> None:
    told_of = (Path(__file__).parents[1] / "docs" / "desk-team.md").read_text("utf-8")
    assert "\n".join(table()) in told_of
