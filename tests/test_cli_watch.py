"""`readouts watch` and addresses given to `readouts add`, against a real server."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive_builders import page, zipped
from local_site import answering
from readouts.cli import commands
from readouts.cli.watching import Round, _look_on
from readouts.knowledge import load
from readouts.sources.fetching import Fetcher


@dataclass
class News:
    """A site with a feed: what it answers at each path, and what it was asked."""

    address: str = ""
    answers: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def publish(self, *numbers: int) -> None:
        """Sets the feed and the pages it links."""
        items = "".join(
            f"<item><title>Talk {n}</title><link>{self.address}/{n}</link><guid>g{n}</guid>"
            f"<pubDate>Tue, {n:02d} Mar 2022 10:00:00 GMT</pubDate>"
            f"<description>In short, talk {n}.</description></item>"
            for n in numbers
        )
        feed = f'<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'
        self.answers["/feed"] = (200, "application/rss+xml", feed)
        for n in numbers:
            self.answers.setdefault(f"/{n}", (200, "text/html", story(n)))


def story(number: int) -> str:
    """A page that tells of a call."""
    return (
        f"<html><head><title>Talk {number}</title></head><body><article><h1>Talk {number}</h1>"
        "<p>French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday.</p>"
        f"<p>The two leaders talked about energy for {number} minutes, and about the harvest of the year.</p>"
        "</article></body></html>"
    )


@pytest.fixture
def news() -> Iterator[News]:
    site = News()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, kind, body = site.answers.get(self.path, (404, "text/plain", ""))
            tag = f'"{abs(hash(body))}"'
            if self.headers["If-None-Match"] == tag:
                status, body = 304, ""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

    with answering(Handler) as site.address:
        yield site


def run(*words: object) -> Result:
    return CliRunner().invoke(commands, [str(word) for word in words], standalone_mode=False)


def look(folder: Path, news: News, *more: str) -> Result:
    """One look at the site's feed."""
    (folder / "list.txt").write_text(f"# news\n{news.address}/feed\n", encoding="utf-8")
    news.asked.clear()
    words = ("watch", folder / "list.txt", "--ledger", folder / "a.sqlite", "--once", "--delay", "0", *more)
    return run(*words)


def held(folder: Path) -> list[str]:
    """The last part of the addresses of the articles in the ledger."""
    connection = sqlite3.connect(folder / "a.sqlite")
    try:
        return sorted(row[0].rpartition("/")[2] for row in connection.execute("SELECT url FROM articles"))
    finally:
        connection.close()


def test_only_what_is_new_is_fetched_and_never_twice(tmp_path: Path, news: News) -> None:
    news.publish(1, 2)
    first = look(tmp_path, news)
    assert (first.return_value, held(tmp_path)) == (0, ["1", "2"])
    assert news.asked == ["/robots.txt", "/feed", "/2", "/1"]
    second = look(tmp_path, news)
    assert (second.return_value, news.asked) == (0, ["/robots.txt", "/feed"])
    news.publish(1, 2, 3)
    third = look(tmp_path, news)
    assert (third.return_value, news.asked, held(tmp_path)) == (0, ["/robots.txt", "/feed", "/3"], ["1", "2", "3"])


def test_a_feed_that_fails_is_told_and_the_others_go_on(tmp_path: Path, news: News) -> None:
    news.publish(1)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("They met in Oslo.", encoding="utf-8")
    (tmp_path / "list.txt").write_text(f"{news.address}/none\n{news.address}/feed\nfolder\n", encoding="utf-8")
    words = ("watch", tmp_path / "list.txt", "--ledger", tmp_path / "a.sqlite", "--once", "--delay", "0")
    found = run(*words)
    assert found.return_value == 1
    assert f"readouts: {news.address}/none: the server answers 404\n" in found.stderr
    assert "2 articles read, 1 failed, 1 contact" in found.stderr
    again = run(*words)
    assert "0 articles read, 1 failed, 0 contacts" in again.stderr


def test_a_page_that_cannot_be_had_now_is_tried_again(tmp_path: Path, news: News) -> None:
    news.publish(1, 2)
    news.answers["/1"] = (500, "text/html", "")
    first = look(tmp_path, news)
    assert (first.return_value, held(tmp_path)) == (1, ["2"])
    news.answers["/1"] = (200, "text/html", story(1))
    second = look(tmp_path, news)
    assert (second.return_value, news.asked, held(tmp_path)) == (0, ["/robots.txt", "/feed", "/1"], ["1", "2"])


def test_where_a_page_is_gone_the_feed_s_own_words_are_read(tmp_path: Path, news: News) -> None:
    news.publish(1)
    news.answers["/1"] = (404, "text/html", "")
    found = look(tmp_path, news)
    assert found.return_value == 1
    assert held(tmp_path) == ["1"]
    again = look(tmp_path, news)
    assert (again.return_value, "/1" in news.asked) == (0, False)


def test_entries_alone_ask_for_no_page(tmp_path: Path, news: News) -> None:
    news.publish(1, 2)
    assert look(tmp_path, news, "--entries").return_value == 0
    assert (news.asked, held(tmp_path)) == (["/robots.txt", "/feed"], ["1", "2"])


def test_what_was_seen_is_kept_beside_the_ledger(tmp_path: Path, news: News) -> None:
    news.publish(1)
    look(tmp_path, news)
    state = json.loads((tmp_path / "a.sqlite.watch").read_text(encoding="utf-8"))
    assert state["feeds"][f"{news.address}/feed"]["seen"] == ["g1"]
    (tmp_path / "a.sqlite.watch").write_text("{", encoding="utf-8")
    found = look(tmp_path, news)
    assert "take it away to read everything again" in str(found.exception)


def test_an_address_is_added_as_a_page_or_a_feed(tmp_path: Path, news: News) -> None:
    news.publish(1, 2)
    addresses = [f"{news.address}/{name}" for name in ("1", "feed", "9")]
    found = run("add", *addresses, "--ledger", tmp_path / "a.sqlite")
    assert found.return_value == 1
    assert "3 articles read, 1 failed, 1 contact" in found.stderr
    assert f"readouts: {news.address}/9: the server answers 404" in found.stderr


def test_pages_of_archives_are_looked_at_first(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped({"1.html": story(1).encode(), "2.html": page(2).encode()}))
    (tmp_path / "list.txt").write_text("in\n", encoding="utf-8")
    words = ["watch", str(tmp_path / "list.txt"), "--once", "--ledger", str(tmp_path / "a.sqlite")]
    done = CliRunner().invoke(commands, words, standalone_mode=False)
    assert done.stderr == "1 article read, 1 page without a sign of a contact, 1 contact\n"


def test_a_ledger_that_cannot_be_written_now_is_tried_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.txt").write_text("in\n", encoding="utf-8")
    (tmp_path / "a.sqlite").write_text("not a ledger yet", encoding="utf-8")
    with Fetcher() as fetcher:
        look = Round(fetcher, load(()), tmp_path / "a.sqlite", tmp_path / "a.watch", entries=False)
        _look_on(tmp_path / "list.txt", look, quiet=True)
    assert capsys.readouterr().err.endswith("; it is tried again at the next look\n")
