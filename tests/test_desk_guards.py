"""Who is let in where: roles, sessions, tokens, rates, proxies, and what a desk for others asks before it starts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from builders import said, told
from desk_people import PASSWORD, PEOPLE, TOKENS, add_people, csrf_of, hashed, sign_in, visitor
from desk_server import serving
from postgres_server import fresh_schema, server
from readouts.desk.admission import role_for
from readouts.desk.app import build_app
from readouts.desk.forms import read_next
from readouts.desk.headers import HEADERS
from readouts.desk.hosts import is_loopback, name_of
from readouts.desk.rates import Counter, Rate
from readouts.desk.settings import Settings
from readouts.errors import UsageError
from readouts.ledger import open_ledger
from readouts.ledger.accounts import digest_of
from test_cli import readouts

CALL = told("a1", "2026-03-04", said("Eino Aalto/NMK, Grete Brandt/OST", "held call", "2026-03-03"), outlet="Courier")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one call, with three accounts."""
    file = tmp_path_factory.mktemp("guards") / "l.sqlite"
    with open_ledger(file) as opened:
        opened.add([CALL])
        add_people(opened)
    return file


@pytest.fixture(scope="module")
def address(ledger: Path) -> Iterator[str]:
    """A desk where everybody signs in."""
    with serving(ledger, Settings(port=0, sign_in=True)) as at:
        yield at


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("desk.example", "desk.example"),
        ("Desk.Example:8080", "desk.example"),
        ("desk.example.", "desk.example"),
        ("127.0.0.1:1", "127.0.0.1"),
        ("[::1]:80", "::1"),
        ("[::1]", "::1"),
        ("", None),
        (":80", None),
        ("desk.example:x", None),
        ("a:b:1", None),
        ("evil@desk.example", None),
        ("desk.example/x", None),
        ("desk example", None),
    ],
)
def test_names_of_hosts(host: str, name: str | None) -> None:
    assert name_of(host) == name


@pytest.mark.parametrize(
    ("host", "inner"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.5", False), ("desk.example", False), ("localhost.evil.example", False)],
)  # fmt: skip
def test_loopback(host: str, inner: bool) -> None:
    assert is_loopback(host) is inner
    assert Settings(host=host).signs_in is not inner
    assert Settings(host=host, proxied=True).signs_in


@pytest.mark.parametrize(
    ("path", "method", "role"),
    [
        ("/", "GET", "reader"),
        ("/contacts/x", "HEAD", "reader"),
        ("/review", "GET", "reader"),
        ("/review/x", "POST", "reviewer"),
        ("/api/v1/judgements", "GET", "reader"),
        ("/api/v1/judgements", "POST", "reviewer"),
        ("/anything/new", "POST", "reviewer"),
        ("/accounts", "GET", "admin"),
        ("/accounts", "POST", "admin"),
        ("/accounts/x", "GET", "admin"),
        ("/account", "POST", "reader"),
        ("/searches", "POST", "reader"),
        ("/sign-out", "POST", "reader"),
        ("/sign-in", "POST", "nobody"),
        ("/sign-in/x", "GET", "reader"),
        ("/static/desk.css", "GET", "nobody"),
        ("/staticx", "GET", "reader"),
    ],
)
def test_what_a_path_asks_for(path: str, method: str, role: str) -> None:
    assert role_for(path, method) == role


@pytest.mark.parametrize("who", [None, *PEOPLE])
@pytest.mark.parametrize(
    ("method", "path", "least"),
    [
        ("GET", "/", "reader"),
        ("GET", "/account", "reader"),
        ("GET", "/accounts", "admin"),
        ("GET", "/api/v1/contacts", "reader"),
        ("POST", "/api/v1/judgements", "reviewer"),
        ("POST", "/accounts", "admin"),
    ],
)
def test_roles(who: str | None, method: str, path: str, least: str, address: str) -> None:
    """By a token, so that nothing else stands in the way."""
    head = {"Authorization": f"Bearer {TOKENS[who]}"} if who else {}
    got = httpx.request(method, address + path, headers={**head, "Content-Type": "application/json"})
    if who is None:
        assert got.status_code == (303 if method == "GET" and "/api/" not in path else 401)
        return
    order = ["reader", "reviewer", "admin"]
    allowed = order.index(PEOPLE[who]) >= order.index(least)
    assert (got.status_code == 403) is not allowed
    assert got.status_code < 500


def test_a_session_from_first_to_last(address: str) -> None:
    client = visitor(address)
    asked = client.get("/contacts?person=Aalto")
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?next=%2Fcontacts%3Fperson%3DAalto")
    done = sign_in(client, "vera", onward="/account")
    assert (done.status_code, done.headers["location"]) == (303, "/account")
    cookie = done.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Vera" in client.get("/account").text
    assert client.get("/sign-in").status_code == 303
    kept = dict(client.cookies)
    out = client.post("/sign-out", data={"csrf": csrf_of(client, "/account")})
    assert out.headers["clear-site-data"] == '"cache"'
    assert httpx.get(address + "/account", cookies=kept).status_code == 303


def test_over_https_the_cookie_is_bound_to_the_host(ledger: Path) -> None:
    with serving(ledger, Settings(port=0, proxied=True, hosts=("desk.example",))) as at:
        head = {"Host": "desk.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        got = httpx.get(at + "/sign-in", headers=head)
        assert re.match(r"__Host-readouts-\d+=", got.headers["set-cookie"])
        assert "Secure" in got.headers["set-cookie"]
        assert got.headers["strict-transport-security"]
        plain = httpx.get(at + "/sign-in", headers={"Host": "desk.example"})
        assert "__Host-" not in plain.headers["set-cookie"]
        assert "strict-transport-security" not in plain.headers


def test_without_a_proxy_nobody_is_believed(address: str) -> None:
    got = httpx.get(address + "/sign-in", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
    assert "__Host-" not in got.headers["set-cookie"]
    assert "evil" not in got.text


def guess(client: httpx.Client, name: str, **head: str) -> int:
    form = {"name": name, "password": "not this one at all", "csrf": csrf_of(client)}
    return client.post("/sign-in", data=form, headers=head).status_code


def test_wrong_passwords_are_counted_for_the_one_who_tries(ledger: Path) -> None:
    with serving(ledger, Settings(port=0, proxied=True, hosts=("127.0.0.1",))) as at:
        client = visitor(at)
        one, other = {"X-Forwarded-For": "203.0.113.1"}, {"X-Forwarded-For": "203.0.113.1, 203.0.113.2"}
        assert [guess(client, "vera", **one) for _ in range(6)] == [403] * 5 + [429]
        assert guess(client, "VERA ", **one) == 429  # the same name
        spoofed = {"X-Forwarded-For": "198.51.100.7, 203.0.113.1"}  # what a client writes comes first
        assert guess(client, "vera", **spoofed) == 429
        assert guess(client, "rita", **one) == 403
        form = {"name": "vera", "password": PASSWORD, "csrf": csrf_of(client)}
        late = client.post("/sign-in", data=form, headers=one)
        assert late.status_code == 429
        assert int(late.headers["retry-after"]) > 0
        assert (
            client.post("/sign-in", data=form, headers=other).status_code == 303
        )  # who is elsewhere is not locked out


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(address: str) -> None:
    client = visitor(address)
    answers = [
        re.sub(r'value="[^"]*"', "", client.post("/sign-in", data={"name": name, "password": "x", "csrf": token}).text)
        for name in ("rita", "nobody")
        for token in [csrf_of(client)]
    ]
    assert answers[0] == answers[1]


def test_posts_are_bounded(ledger: Path) -> None:
    with serving(ledger, Settings(port=0, posts=3)) as at:
        codes = [httpx.post(at + "/api/v1/judgements", json={}).status_code for _ in range(4)]
        assert codes == [422, 422, 422, 429]
        assert httpx.get(at + "/api/v1/size").status_code == 200


def test_a_counter_forgets() -> None:
    now = [0.0]
    counter, rate = Counter(lambda: now[0]), Rate(2, 10)
    assert counter.wait("a", rate) == 0
    counter.count("a", rate)
    now[0] = 4
    counter.count("a", rate)
    assert (counter.wait("a", rate), counter.wait("b", rate)) == (6, 0)
    now[0] = 10
    assert counter.wait("a", rate) == 0
    counter.count("a", rate)
    assert counter.wait("a", rate) == 4
    counter.forget("a")
    assert counter.wait("a", rate) == 0


def test_accounts_are_managed_at_the_desk(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as opened:
        add_people(opened)
    with serving(file, Settings(port=0, sign_in=True)) as at:
        ada, rita = visitor(at, "Ada"), visitor(at, "Rita")

        def change(**form: str) -> httpx.Response:
            return ada.post("/accounts", data={**form, "csrf": csrf_of(ada, "/accounts")})

        assert change(do="add", name="Nils", password=PASSWORD, role="reader").status_code == 303
        assert visitor(at, "Nils").get("/").status_code == 200
        assert change(do="add", name="nils", password=PASSWORD, role="reader").status_code == 422
        assert change(do="add", name="Olaf", password="short", role="reader").status_code == 422
        assert change(do="add", name="Olaf", password=PASSWORD, role="owner").status_code == 422
        assert change(do="role", name="Ada", role="reader").status_code == 422
        assert change(do="drop", name="Ada").status_code == 400
        assert rita.get("/accounts").status_code == 403
        assert change(do="role", name="Rita", role="admin").status_code == 303
        assert rita.get("/accounts").status_code == 303  # a role changes at the next signing in
        assert visitor(at, "Rita").get("/accounts").status_code == 200
        assert change(do="disable", name="Nils").status_code == 303
        assert sign_in(visitor(at), "Nils").status_code == 403
        assert change(do="enable", name="Nils").status_code == 303
        assert change(do="password", name="Nils", password="another bridge of piers").status_code == 303
        assert sign_in(visitor(at), "Nils", "another bridge of piers").status_code == 303


def test_ones_own_password_and_tokens(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as opened:
        add_people(opened)
    with serving(file, Settings(port=0, sign_in=True)) as at:
        rita = visitor(at, "Rita")

        def change(**form: str) -> httpx.Response:
            return rita.post("/account", data={**form, "csrf": csrf_of(rita, "/account")})

        made = re.search(r"readouts_[\w-]{43}", change(do="token", label="a script").text)
        assert made
        head = {"Authorization": f"Bearer {made[0]}"}
        assert httpx.get(at + "/api/v1/size", headers=head).status_code == 200
        assert made[0] not in rita.get("/account").text
        assert change(do="drop", token=digest_of(made[0])).status_code == 303
        assert httpx.get(at + "/api/v1/size", headers=head).status_code == 401
        assert change(do="drop", token=digest_of(TOKENS["Ada"])).status_code == 422
        assert change(do="password", old="wrong", password="another bridge of piers").status_code == 422
        assert change(do="password", old=PASSWORD, password="another bridge of piers").status_code == 303
        assert rita.get("/account").status_code == 303
        assert sign_in(visitor(at), "Rita").status_code == 403
        assert sign_in(visitor(at), "Rita", "another bridge of piers").status_code == 303


def test_a_hash_of_an_older_measure_is_renewed(tmp_path: Path) -> None:
    from argon2 import PasswordHasher

    file = tmp_path / "l.sqlite"
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with open_ledger(file) as opened:
        opened.accounts.add("Old", weak, "reader", datetime.now(UTC))
    with serving(file, Settings(port=0, sign_in=True)) as at:
        visitor(at, "Old")
    with open_ledger(file) as opened:
        found = opened.accounts.find("Old")
        assert found
        assert found[1].startswith("$argon2id$v=19$m=65536")


def test_a_session_that_ran_out_lets_nobody_in(ledger: Path, address: str) -> None:
    client = visitor(address, "Rita")
    (name,) = client.cookies
    now = datetime.now(UTC)
    with open_ledger(ledger) as opened:
        opened.accounts.begin_session("rita", "s" * 43, now - timedelta(2), now - timedelta(1))
    assert httpx.get(address + "/", cookies={name: "s" * 43}).status_code == 303


@pytest.mark.parametrize("path", ["/", "/nope", "/sign-in", "/api/v1/size", "/api/v1/nope", "/static/desk.css"])
def test_every_answer_has_the_headers(path: str, address: str) -> None:
    got = httpx.get(address + path)
    for name, value in HEADERS.items():
        assert got.headers[name] == value
    assert "server" not in got.headers
    assert "unsafe" not in got.headers["content-security-policy"]


def test_a_fault_of_ours_shows_no_trace(ledger: Path, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("a secret of the machine")

    app = build_app(ledger, settings=Settings())
    app.router.routes.insert(0, Route("/broken", broken))
    app.router.routes.insert(0, Route("/api/v1/broken", broken))
    transport = httpx.ASGITransport(app)

    async def ask(path: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path)

    for path in ("/broken", "/api/v1/broken"):
        with ThreadPoolExecutor(1) as apart:  # a browser of other tests may have a loop in this thread
            got = apart.submit(asyncio.run, ask(path)).result()
        assert got.status_code == 500
        assert "secret" not in got.text
        assert "Traceback" not in got.text
        assert got.headers["content-security-policy"]
    assert "a secret of the machine" in caplog.text  # for who looks after it


def test_a_desk_comes_back_when_its_server_does() -> None:
    import psycopg

    with server() as address:
        place = fresh_schema(address)
        with open_ledger(place) as opened:
            opened.add([CALL])
        with serving(place) as at:
            body = {"kind": "note", "why": "so", "by": "Anna", "contacts": [contact_of(at)]}
            assert httpx.post(at + "/api/v1/judgements", json=body).status_code == 201
            with psycopg.connect(address, autocommit=True) as connection:
                own = "pg_backend_pid() <> pid AND application_name = 'readouts'"
                connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {own}")
            codes = [httpx.get(at + "/api/v1/size").status_code for _ in range(12)]
            assert set(codes) == {200, 503}
            assert codes[-1] == 200
            again = {**body, "why": "again"}
            assert [httpx.post(at + "/api/v1/judgements", json=again).status_code for _ in range(2)] == [503, 201]


def contact_of(at: str) -> str:
    return str(httpx.get(at + "/api/v1/contacts").json()["contacts"][0]["id"])


@pytest.mark.parametrize(
    ("words", "sign_ins"),
    [
        (("--host", "0.0.0.0"), True),
        (("--behind-proxy",), True),
        (("--sign-in",), True),
    ],
)
def test_a_desk_for_others_does_not_start_without_an_account(
    words: tuple[str, ...], sign_ins: bool, tmp_path: Path
) -> None:
    file = tmp_path / "l.sqlite"
    open_ledger(file).close()
    done = readouts("serve", file, "--port", "0", *words)
    assert done.returncode == 2
    assert b"make an account first: readouts accounts add" in done.stderr
    assert sign_ins


def test_disabled_accounts_do_not_count(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as opened:
        opened.accounts.add("Rita", hashed(), "reader", datetime.now(UTC))
        opened.accounts.disable("Rita", datetime.now(UTC))
    with pytest.raises(UsageError, match="make an account first"):
        build_app(file, settings=Settings(sign_in=True))


@pytest.mark.parametrize(
    ("onward", "led"),
    [
        ("/", "/"),
        ("/contacts?person=Xi&from=2022", "/contacts?person=Xi&from=2022"),
        ("/contacts/%C3%A9", "/contacts/%C3%A9"),
        (None, "/"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("https:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=1", "/"),
        ("/\t/evil.example", "/"),
        (" //evil.example", "/"),
        ("/" + "x" * 3000, "/"),
    ],
)
def test_where_signing_in_may_lead(onward: str | None, led: str) -> None:
    assert read_next(onward) == led
