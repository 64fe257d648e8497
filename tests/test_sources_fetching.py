"""Fetching from a real server that is slow, huge, forbidding, busy or lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest

from local_site import answering
from readouts.sources.fetching import Fetched, Fetcher, Manners, Refused, Unchanged
from readouts.sources.limits import set_limits

QUICK = Manners(delay=0, timeout=0.5, whole=1.0, patience=5)


@dataclass
class Site:
    """What a server answers, and what it was asked."""

    address: str = ""
    robots: str | int = "User-agent: *\nDisallow: /private/\n"
    busy: int = 0
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def give(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content_Type": "text/html; charset=windows-1252", **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            if self.path == "/robots.txt":
                code = site.robots if isinstance(site.robots, int) else 200
                self.give(code, site.robots.encode() if isinstance(site.robots, str) else b"")
            elif self.path == "/page":
                if self.headers["If-None-Match"] == '"1"':
                    self.give(304)
                else:
                    self.give(200, "Zürich".encode("cp1252"), ETag='"1"', Last_Modified="Wed, 05 Jan 2022 00:00:00 GMT")
            elif self.path == "/busy":
                site.busy -= 1
                if site.busy >= 0:
                    self.give(429, Retry_After="2")
                else:
                    self.give(200, b"at last")
            elif self.path == "/later":
                self.give(503, Retry_After="86400")
            elif self.path.startswith("/hop"):
                self.give(302, Location=f"/hop{int(self.path[4:]) + 1}" if self.path != "/hop3" else "/page")
            elif self.path.startswith("/endless"):
                self.give(302, Location=f"{self.path}x")
            elif self.path == "/file":
                self.give(302, Location="file" + ":///etc/passwd")
            elif self.path == "/pdf":
                self.give(200, b"%PDF", Content_Type="application/pdf")
            elif self.path == "/huge":
                self.give(200, b"x" * 50_000)
            elif self.path == "/silent":
                time.sleep(1.2)
            elif self.path == "/drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(8):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.3)
            else:
                self.give(404)

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    with answering(_handler(site)) as site.address:
        yield site


def test_a_page_is_fetched_with_what_is_needed_to_ask_again(site: Site) -> None:
    with Fetcher(QUICK) as fetcher:
        found = fetcher.fetch(f"{site.address}/page")
        assert isinstance(found, Fetched)
        assert (found.body, found.charset, found.etag) == ("Zürich".encode("cp1252"), "windows-1252", '"1"')
        again = fetcher.fetch(f"{site.address}/page", etag=found.etag, modified=found.modified)
    assert again == Unchanged()
    assert site.asked == ["/robots.txt", "/page", "/page"]
    assert all(agent.startswith("readouts/") for agent in site.agents)


def test_redirects_are_followed_to_a_bound(site: Site) -> None:
    with Fetcher(QUICK) as fetcher:
        found = fetcher.fetch(f"{site.address}/hop1")
    assert isinstance(found, Fetched)
    assert found.url == f"{site.address}/page"


@pytest.mark.parametrize(
    ("path", "reason", "later"),
    [
        ("/private/1", "its robots.txt does not allow it", False),
        ("/gone", "the server answers 404", False),
        ("/endless", "more than 5 redirects", False),
        ("/file", "leads to 'file" + ":///etc/passwd', which is no web address", False),
        ("/pdf", "not a page but application/pdf; fetch it yourself and give the file", False),
        ("/later", "the server asks not to be asked now (503), and to come back in 86,400 s", True),
        ("/silent", "no answer in time", True),
        ("/drip", "no answer in time", True),
    ],
)
def test_what_gives_nothing_is_told(site: Site, path: str, reason: str, later: bool) -> None:
    with Fetcher(QUICK) as fetcher:
        found = fetcher.fetch(f"{site.address}{path}")
    assert found == Refused(f"{site.address}{path}", reason, later)


def test_a_page_beyond_the_limit_is_not_held(site: Site) -> None:
    set_limits({"page_bytes": 10_000})
    try:
        with Fetcher(QUICK) as fetcher:
            found = fetcher.fetch(f"{site.address}/huge")
    finally:
        set_limits({})
    assert found == Refused(f"{site.address}/huge", "page too large: more than 10,000 bytes")


def test_a_server_that_asks_to_wait_is_waited_for(site: Site) -> None:
    site.busy = 2
    waits: list[float] = []
    with Fetcher(QUICK, sleep=waits.append) as fetcher:
        found = fetcher.fetch(f"{site.address}/busy")
    assert isinstance(found, Fetched)
    assert [round(wait) for wait in waits] == [2, 2]


@pytest.mark.parametrize(
    ("robots", "allowed"), [(404, True), (403, True), (500, False), ("", True), ("User-agent: *\nDisallow: /", False)]
)
def test_robots_txt_that_is_missing_allows_and_one_that_fails_forbids(
    site: Site, robots: str | int, allowed: bool
) -> None:
    site.robots = robots
    with Fetcher(QUICK) as fetcher:
        assert isinstance(fetcher.fetch(f"{site.address}/page"), Fetched) is allowed
    assert ("/page" in site.asked) is allowed


def test_one_host_is_asked_at_its_own_pace(site: Site) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 7\n"
    waits: list[float] = []
    with Fetcher(QUICK, sleep=waits.append) as fetcher:
        for _ in range(3):
            fetcher.fetch(f"{site.address}/page")
    assert [round(wait) for wait in waits] == [7, 7]


def test_a_server_that_is_not_there_is_told() -> None:
    with Fetcher(QUICK) as fetcher:
        found = fetcher.fetch("http://127.0.0.1:9/x")
    assert isinstance(found, Refused)
    assert found.later
    assert "its robots.txt cannot be had" in found.reason
