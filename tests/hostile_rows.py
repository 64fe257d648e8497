"""What is sent to harm a desk, row by row, with what must happen; the documentation has the same table."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from hostile_articles import IMAGE, SCRIPT

JUDGEMENT = {"kind": "note", "why": "so", "contacts": ["CONTACT"]}
BOMB = gzip.compress(b"They met. " * 1_000_000) * 100  # one behind the other are one


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
