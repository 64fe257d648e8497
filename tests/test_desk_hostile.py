"""What is meant to harm the desk or who looks at it: each row says what is sent, and what must happen."""

from __future__ import annotations

import gzip
import re
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog

from desk_people import PASSWORD, TOKENS, add_people, csrf_of, visitor
from desk_server import browser, serving
from hostile_articles import BREAKOUT, IMAGE, SCRIPT, hostile_ledger
from postgres_server import fresh_schema, server
from readouts.desk.settings import Settings
from readouts.ledger import dump, open_ledger

__all__ = ["browser"]

BOMB = gzip.compress(b"They met. " * 1_000_000) * 100  # one behind the other are one
SETTINGS = Settings(port=0, sign_in=True, posts=10_000, slowest=1.0)
JUDGEMENT = {"kind": "note", "why": "so", "contacts": ["CONTACT"]}
IN_FILE = pytest.mark.parametrize("desk", ["file"], indirect=True)
"""For what does not come to the store."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk, the place of its ledger, a contact in it, and all that the ledger held at first."""

    address: str
    place: str | Path
    contact: str
    held: tuple[str, ...]


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A server of our own."""
    with server() as address:
        yield address


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One request: by whom (a token's), how and where, with what; and the statuses that it may get.

    `never` must not be in the answer's head or body. CONTACT stands for a contact's id. Nothing in the ledger may
    change by any of them but those of `KEPT`.
    """

    what: str
    gets: tuple[int, ...]
    method: str = "GET"
    path: str = "/"
    who: str | None = "Vera"
    head: Mapping[str, str] = field(default_factory=dict)
    json: object = None
    content: bytes | None = None
    never: tuple[str, ...] = ("Traceback", "sqlite3", "psycopg", "SELECT ", "root:x:")


def posts(what: str, gets: int, content: bytes, **head: str) -> Row:
    return Row(
        what=what, gets=(gets,), method="POST", path="/api/v1/judgements", content=content,
        head={"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in head.items()}},
    )  # fmt: skip


def judges(what: str, gets: int, **fields: object) -> Row:
    body = {**JUDGEMENT, **fields}
    return Row(what=what, gets=(gets,), method="POST", path="/api/v1/judgements", json=body)


def asks(what: str, gets: tuple[int, ...], path: str, who: str | None = "Vera", **head: str) -> Row:
    return Row(what=what, gets=gets, path=path, who=who, head={n.replace("_", "-"): v for n, v in head.items()})


SQL = "' OR 1=1; DROP TABLE articles; --"
ROWS = (
    # SQL and the syntax of full-text search, where names and words are meant
    asks("SQL in a name", (200,), f"/api/v1/contacts?person={quote(SQL)}"),
    asks("SQL in a state", (400,), f"/api/v1/contacts?state={quote(SQL)}"),
    asks("SQL in a channel", (400,), f"/api/v1/contacts?channel={quote(SQL)}"),
    asks("SQL in a day", (400,), f"/api/v1/contacts?from={quote(SQL)}"),
    asks("SQL in words", (200,), f"/api/v1/contacts?text={quote(SQL)}"),
    asks("SQL in an id", (404,), f"/api/v1/contacts/{quote(SQL, safe='')}"),
    asks("SQL in an article's id", (404,), f"/api/v1/articles/{quote(SQL, safe='')}"),
    asks("SQL in an outlet", (200,), f"/api/v1/articles?outlet={quote(SQL)}"),
    asks("SQL in a speaker", (200,), f"/api/v1/statements?speaker={quote(SQL)}"),
    asks("wildcards of LIKE in a name", (400,), "/api/v1/contacts?person=%25&person=_____"),
    asks("SQL in a cursor", (200,), "/api/v1/contacts?after=WyInIE9SIDE9MSAtLSIsIngiXQ"),
    asks("a cursor of other kinds", (400,), "/api/v1/contacts?after=W3sieCI6MX1d"),
    asks("a cursor out of all bounds", (400,), "/api/v1/judgements?after=Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ"),
    asks("FTS: an open quotation", (200,), "/api/v1/search?q=%22grain"),
    asks("FTS: operators", (200,), "/api/v1/search?q=grain+OR+NEAR(energy+3)+NOT+x*"),
    asks("FTS: a column", (200,), "/api/v1/search?q=title:grain"),
    asks("FTS: signs alone", (400,), "/api/v1/search?q=%22%22*()-%5E%3A"),
    asks("FTS: a tsquery", (200,), "/api/v1/search?q=grain+%26+!energy+%7C+(x+%3C-%3E+y)"),
    asks("a name of signs", (400,), "/api/v1/contacts?person=%22*%22"),
    asks("words of 10,000 letters", (400,), f"/api/v1/search?q={'x' * 10_000}"),
    asks("a thousand names", (400,), "/api/v1/contacts?" + "&".join(["person=a"] * 1000)),
    asks("NUL in words", (400,), "/api/v1/search?q=a%00b"),
    asks("NUL in a path", (400,), "/api/v1/contacts/a%00b"),
    asks("NUL in a page's address", (400,), "/contacts/a%00b"),
    asks("bytes that are no UTF-8", (400,), "/api/v1/search?q=%ff%fe"),
    asks("half a character", (400,), "/api/v1/search?q=%ed%a0%80"),
    asks("a number of a thousand digits", (400,), f"/api/v1/contacts?limit={'9' * 1000}"),
    asks("a day of the year 0", (400,), "/api/v1/contacts?from=0000-01-01"),
    # Paths that lead out
    asks("traversal in static files", (404,), "/static/../app.py"),
    asks("traversal, encoded", (404,), "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
    asks("traversal, encoded slashes", (404,), "/static/..%2f..%2f..%2fetc%2fpasswd"),
    asks("traversal, backslashes", (404,), "/static/..%5c..%5capp.py"),
    asks("an absolute path", (404,), "/static//etc/passwd"),
    asks("traversal in an article's id", (200,), "/api/v1/articles/..%2F..%2Fetc%2Fpasswd"),  # there is one
    asks("traversal in a report", (404,), "/api/v1/reports/..%2F..%2Fetc%2Fshadow/c1"),
    # Bodies
    posts("JSON 100,000 levels deep", 400, b"[" * 100_000),
    posts("JSON that is cut off", 400, b'{"kind": "note"'),
    posts("JSON in bytes that are no UTF-8", 400, b'{"why": "\xff\xfe"}'),
    posts("half a character in JSON", 400, b'{"why": "\\ud800"}'),
    posts("an infinite number", 400, b'{"kind": 1e999}'),
    posts("a list where an object is meant", 422, b"[1]"),
    posts("a body of 300 kB", 413, b'"' + b"x" * 300_000 + b'"'),
    posts("JSON as a form", 415, b"{}", Content_Type="text/plain"),
    judges("NUL in a reason", 422, why="a\0b"),
    judges("a field that there is not", 422, owner="me"),
    judges("a judgement in another's name", 422, by="Ada"),
    judges("SQL in a judgement's contact", 422, contacts=[SQL]),
    judges("21 contacts", 422, kind="merge", contacts=["a"] * 21),
    judges("a field with a path", 422, kind="correct", field="__class__", value="x"),
    # Who is not who they say
    asks("nobody", (401,), "/api/v1/size", None),
    asks("a token that is not known", (401,), "/api/v1/size", None, Authorization="Bearer readouts_x"),
    asks("a token in two parts", (401,), "/api/v1/size", None, Authorization="Bearer a b"),
    asks("a password in place of a token", (401,), "/api/v1/size", None, Authorization="Basic VmVyYTp4"),
    asks("a cookie of SQL", (401,), "/api/v1/size", None, Cookie=f"readouts-0={'a' * 40}' OR 1=1 --"),
    Row(what="a reader who judges", gets=(403,), method="POST", path="/api/v1/judgements", who="Rita", json=JUDGEMENT),
    Row(what="a reviewer at the accounts", gets=(403,), path="/accounts"),
    Row(what="a reader who makes an admin", gets=(403,), method="POST", path="/accounts", who="Rita",
        content=b"do=role&name=Rita&role=admin"),
    # Methods
    Row(what="DELETE", gets=(405,), method="DELETE", path="/api/v1/judgements/x"),
    Row(what="TRACE", gets=(405,), method="TRACE", path="/"),
    Row(what="a made-up method", gets=(405,), method="HACK", path="/"),
    Row(what="POST where one only looks", gets=(405,), method="POST", path="/api/v1/size", json={}),
    asks("an overridden method", (200,), "/api/v1/judgements", X_HTTP_Method_Override="DELETE"),
    asks("an overridden method behind the path", (400,), "/api/v1/judgements?_method=DELETE"),
    # Whose name the desk is asked by
    asks("another host", (421,), "/", Host="evil.example"),
    asks("another host that begins like ours", (421,), "/", Host="127.0.0.1.evil.example"),
    asks("our host as a user", (421,), "/", Host="127.0.0.1@evil.example"),
    asks("another host behind a proxy that is not there", (303,), "/", None, X_Forwarded_Host="evil.example"),
    # Heads and where they lead
    asks("a line break in `next`", (200,), "/sign-in?next=/%0d%0aSet-Cookie:%20evil=1", None),
    asks("another site in `next`", (200,), "/sign-in?next=//evil.example", None),
    asks("a line break in a path", (404,), "/a%0d%0aSet-Cookie:%20evil=1"),
    asks("two slashes", (404,), "//evil.example/x"),
    asks("If-None-Match of 8 kB", (200,), "/api/v1/size", If_None_Match="x" * 8000),
)  # fmt: skip


KEPT = judges("script in a reason, kept as words", 201, why=SCRIPT + IMAGE)


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


FORGED: tuple[tuple[str, dict[str, str]], ...] = (
    ("no token", {}),
    ("an empty token", {"token": ""}),
    ("a token of somebody else", {"token": "OTHER"}),
    ("a token that is no text", {"token": "\ufffd\u202e"}),
    ("of another site", {"token": "OWN", "Origin": "https://evil.example"}),
    ("of no site", {"token": "OWN", "Origin": "null"}),
    ("of our host by another scheme", {"token": "OWN", "Origin": "https://HOST"}),
    ("of our host at another port", {"token": "OWN", "Origin": "http://127.0.0.1:1"}),
    ("a browser says it is of another site", {"token": "OWN", "Sec_Fetch_Site": "cross-site"}),
    ("a browser says it is of a neighbour", {"token": "OWN", "Sec_Fetch_Site": "same-site"}),
)


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


POST = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
GET, END = b"GET / HTTP/1.1\r\n", b"Connection: close\r\n\r\n"
HOST, EVIL = b"Host: 127.0.0.1\r\n", b"Host: evil.example\r\n"
PIECES = b"Transfer-Encoding: chunked\r\n"
RAW = (
    ("no host", GET + END, (b"400",)),
    ("two hosts", GET + HOST + EVIL + END, (b"400",)),
    ("an absolute address", b"GET http://evil.example/ HTTP/1.1\r\n" + EVIL + END, (b"421",)),
    ("two lengths", POST + b"Content-Length: 3\r\nContent-Length: 5\r\n" + END + b"abcde", (b"400",)),
    ("a length that is none", POST + b"Content-Length: -1\r\n" + END, (b"400",)),
    ("a length and pieces", POST + b"Content-Length: 3\r\n" + PIECES + END + b"0\r\n\r\n", (b"400",)),
    ("a body that never ends", POST + PIECES + END + (b"8000\r\n" + b"x" * 0x8000 + b"\r\n") * 9, (b"413",)),
    ("a body that comes too slowly", POST + b"Content-Length: 100\r\n" + END + b"name=", (b"408",)),
    ("a space in a name of the head", GET + b"Host : 127.0.0.1\r\n" + END, (b"400",)),
    ("a head of 2 MB", GET + HOST + b"X: " + b"x" * 2_000_000 + b"\r\n" + END, (b"400", b"")),
    ("bytes that are no HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", (b"400",)),
)


@IN_FILE
@pytest.mark.parametrize(("what", "sent", "gets"), RAW, ids=[row[0] for row in RAW])
def test_hostile_bytes(what: str, sent: bytes, gets: tuple[bytes, ...], desk: Desk) -> None:
    answer = raw(desk, sent)
    assert answer[9:12] in gets, (what, answer[:200])
    assert b"Traceback" not in answer
    assert httpx.get(desk.address + "/sign-in").status_code == 200  # it goes on


FORMS = (
    ("a form of 300 kB", b"name=" + b"x" * 300_000, 413),
    ("10,000 fields", b"&".join(b"f%d=1" % n for n in range(10_000)), 400),
    ("NUL in a name", b"name=a%00b&password=x", 400),
    ("a name of 10,000 letters", b"name=" + b"x" * 10_000 + b"&password=x", 403),
    ("a password of 100,000 letters", b"name=Vera&password=" + b"x" * 100_000, 403),
    ("bytes that are no UTF-8", b"name=%ff%fe&password=%ff", 403),
    ("SQL in a name", b"name=%27+OR+1%3D1+--&password=x", 403),
    ("markup in a name", b"name=%3Cscript%3Ealert(1)%3C/script%3E&password=x", 403),
    ("two names", b"name=Vera&name=Ada&password=x", 403),
)


@pytest.mark.parametrize(("what", "content", "gets"), FORMS)
def test_hostile_forms(what: str, content: bytes, gets: int, desk: Desk) -> None:
    client = visitor(desk.address)
    body = b"csrf=" + csrf_of(client).encode() + b"&" + content
    got = client.post("/sign-in", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert got.status_code == gets, what
    assert "<script>alert" not in got.text


PAGE = f"<html><head><title>{SCRIPT}</title></head><body><article><p>{IMAGE} They met.</p></article></body></html>"
UPLOADS: tuple[tuple[str, str, str, bytes, int], ...] = (
    ("Vera", "a page with script in it", "page.html", PAGE.encode(), 200),
    ("Vera", "a file named by markup", f"{IMAGE}.txt", b"They met in Paris on Monday.", 200),
    ("Vera", "a file named by a path", "../../../../etc/passwd", b"They met in Paris on Monday.", 200),
    ("Vera", "a file that is none", "x.html", b"\x00\xff\x00" * 1000, 200),
    ("Vera", "gzip that holds 1 GB", "bomb.txt.gz", BOMB, 200),
    ("Vera", "17 MB", "large.txt", b"x" * 17_000_000, 413),
    ("Rita", "a reader who has something read", "x.txt", b"They met.", 403),
)


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


def table() -> list[str]:
    """The rows as the documentation has them."""
    rows = [(row.what, row.gets) for row in (*ROWS, KEPT)]
    rows += [(f"a form to sign in: {what}", (gets,)) for what, _, gets in FORMS]
    rows += [(f"a forged form: {what}", (403,)) for what, _ in FORGED]
    rows += [(f"an upload: {what}", (gets,)) for _, what, _, _, gets in UPLOADS]
    rows += [(f"bytes: {what}", tuple(int(got) if got else 0 for got in gets)) for what, _, gets in RAW]
    return [f"| {what} | {' or '.join(OUTCOMES[status] for status in gets)} |" for what, gets in rows]


OUTCOMES = {
    0: "hung up",
    200: "taken as words, answered",
    201: "taken as words, kept",
    303: "led to the page for signing in",
    400: "refused (400)",
    401: "not let in (401)",
    403: "not allowed (403)",
    404: "not there (404)",
    405: "not taken (405)",
    408: "broken off (408)",
    413: "too large (413)",
    415: "not taken (415)",
    421: "not our name (421)",
    422: "refused (422)",
    431: "too large (431)",
}


def test_the_documentation_tells_every_row() -> None:
    told_of = (Path(__file__).parents[1] / "docs" / "desk-team.md").read_text("utf-8")
    assert "\n".join(table()) in told_of
