"""Files of every format to articles: texts, offsets, ids, sources, dates."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.exchange import decode, encode
from readouts.model import Article, Interval, Reading
from readouts.sources import Loaded, Options, make_article, read, read_published

PAGES = Path(__file__).parent / "pages"
STORY = (
    "Aalto phones Brandt\r\n\r\nThe president spoke with the chancellor on Tuesday,\tshe said.  “Soon,” he added.\n\n"
)


def loaded(path: Path, options: Options = Options()) -> list[Loaded]:  # noqa: B008 - frozen
    """What is read of a path, all of which must be readable."""
    found = list(read([str(path)], options))
    assert all(isinstance(each, Loaded) for each in found), found
    return [each for each in found if isinstance(each, Loaded)]


def article(path: Path, options: Options = Options()) -> Article:  # noqa: B008 - frozen
    (only,) = loaded(path, options)
    return only.article


# --- plain text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_plain_text_stays_as_it_is(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.encode(encoding))
    found = article(path)
    assert found.text == STORY
    assert found.sha256 == sha256(STORY.encode()).hexdigest()
    assert found.id == found.sha256[:16]
    assert found.source == str(path)
    assert (found.title, found.outlet, found.byline, found.url) == (None, None, None, None)
    assert found.published.basis == "unknown"
    assert found.language == "en"


def test_the_same_text_has_one_id_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8", newline="")
    (tmp_path / "b").write_bytes(gzip.compress(STORY.encode("utf-16")))
    first, second = (each.article for each in loaded(tmp_path))
    assert first.id == second.id != ""
    assert first.source != second.source


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip("\ufeff \u3000"))
)
def test_any_text_comes_through_a_pipe_unchanged(text: str) -> None:
    data = f"Note. {text}".encode()
    (found,) = read(["-"], stdin=io.BytesIO(data))
    assert isinstance(found, Loaded)
    assert found.article.text == f"Note. {text}"
    assert found.article.source == "-"
    assert found.raw is None


# --- JSON lines ---------------------------------------------------------------------------------------------------


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_record_gives_what_it_has(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "feed.jsonl",
        {
            "id": "n1",
            "text": STORY,
            "title": "Aalto phones Brandt",
            "published": "2026-03-03T23:50:00-05:00",
            "outlet": "Courier",
            "byline": "I. Halloran",
            "url": "https://courier.example/1",
            "published_time": "ignored",
            "tags": ["x"],
        },
    )
    found = article(path)
    assert (found.id, found.source, found.text) == ("n1", f"{path}#n1", STORY)
    assert (found.title, found.outlet, found.byline) == ("Aalto phones Brandt", "Courier", "I. Halloran")
    assert found.url == "https://courier.example/1"
    assert found.published.interval == Interval.day(date(2026, 3, 3))
    assert found.published.basis == "given"


def test_a_record_needs_no_more_than_text(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text('\n{"text": "They met."}\n\n{"text": "They spoke.", "id": null, "title": ""}', encoding="utf-8")
    first, second = (each.article for each in loaded(path))
    assert (first.source, first.id) == (f"{path}:2", sha256(b"They met.").hexdigest()[:16])
    assert (second.source, second.title) == (f"{path}:4", None)


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2026-01-08", "2026-01-08"),
        ("2026-01-08/2026-01-10", "2026-01-08/2026-01-10"),
        ({"earliest": "2026-01-08", "latest": "2026-01-10", "basis": "given"}, "2026-01-08/2026-01-10"),
        ({"earliest": None, "latest": None, "basis": "unknown"}, None),
        (None, None),
        ("", None),
    ],
)
def test_dates_of_records(tmp_path: Path, published: object, days: str | None) -> None:
    path = jsonl(tmp_path / "feed.jsonl", {"text": "They met.", "published": published})
    assert article(path).published.interval == (read_published(days) if days else None)


def test_numbers_are_taken_as_ids(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "feed.jsonl", {"id": 7, "text": "They met."})
    assert (article(path).id, article(path).source) == ("7", f"{path}#7")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_records_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "feed.jsonl"
    lines = "".join(
        json.dumps({"id": f"n{n}", "text": f"Élysée {n} " * n}, ensure_ascii=False) + "\r\n" for n in range(1, 400)
    )
    path.write_bytes(lines.encode(encoding))
    found = loaded(path)
    assert [each.article.id for each in found] == [f"n{n}" for n in range(1, 400)]
    assert found[-1].article.text == "Élysée 399 " * 399


def test_half_a_character_is_replaced_and_doubted(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(r'{"text": "They met \ud83d", "title": "x\udc00"}', encoding="ascii")
    (found,) = loaded(path)
    assert found.article.text == "They met \ufffd"
    assert found.article.title == "x\ufffd"
    assert [doubt.span for doubt in found.doubts] == [(9, 10)]


def test_records_not_in_utf8_are_read_and_doubted(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes('{"text": "They met at the Élysée."}\n{"text": "Plain."}\n'.encode("cp1252"))
    first, second = loaded(path)
    assert first.article.text == "They met at the Élysée."
    assert "read as cp1252" in first.doubts[0].says
    assert second.doubts == ()


# --- our own format -----------------------------------------------------------------------------------------------


def test_lines_of_the_exchange_format_come_with_their_reading(tmp_path: Path) -> None:
    made = make_article(
        "They met.", source="x.txt", id="a1", published=Options(published=read_published("2026-01-08")).date(None)
    )
    reading = Reading(article=made)
    path = tmp_path / "read.jsonl"
    path.write_bytes(
        encode(reading) + b'\n{"id": "b", "text": "Plain record."}\n' + encode(reading, text=False) + b"\n"
    )
    first, second, third = loaded(path)
    assert first.reading == reading
    assert first.article == made
    assert second.reading is None
    assert third.reading == decode(encode(reading, text=False), "x")
    assert third.article.text == ""


def test_such_articles_can_be_dated_anew(tmp_path: Path) -> None:
    made = make_article(
        "They met.", source="x.txt", published=Options(published=read_published("2026-01-08")).date(None)
    )
    path = tmp_path / "read.jsonl"
    path.write_bytes(encode(Reading(article=made)))
    assert article(path, Options(ignore_dates=True)).published.basis == "unknown"
    assert article(path, Options(published=read_published("2020"))).published == made.published


# --- HTML ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "outlet", "byline", "url", "published"),
    [
        (
            "courier.html",
            "Aalto and Brandt agree to reopen border crossing after call",
            "The Harbour Courier",
            "Ingrid Halloran",
            "https://www.harbourcourier.example/world/aalto-brandt-call-border-crossing",
            "2026-03-03",
        ),
        ("chancellery.html", "Readout of the Chancellor's call with President Aalto", None, None, None, "2026-03-04"),
        (
            "undated.html",
            "Bridge talks: ministers to meet in Oslo",
            None,
            None,
            "https://www.fennickbulletin.example/news/story/4471",
            None,
        ),
        ("gazette.html", "Northmark Gazette", None, None, None, None),
        (
            "live.html",
            "Oslo summit live: leaders arrive",
            "Meridian News",
            None,
            "https://meridian.example/live/2026/04/17/oslo-summit",
            "2026-04-17",
        ),
    ],
)
def test_pages_say_what_they_are(
    name: str, title: str, outlet: str | None, byline: str | None, url: str | None, published: str | None
) -> None:
    (found,) = loaded(PAGES / name)
    page = found.article
    assert (page.title, page.outlet, page.byline, page.url) == (title, outlet, byline, url)
    assert page.published.interval == (read_published(published) if published else None)
    assert page.published.evidence == ()
    assert found.raw == (PAGES / name).read_bytes()
    assert page.sha256 == sha256(page.text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "kept", "left_out"),
    [
        (
            "courier.html",
            [
                "Aalto and Brandt agree to reopen border crossing after call\n",
                "\nThe call, which lasted about forty minutes, was the first between them since the dispute",
                "“We will sign the papers in Oslo next month,” Ms Aalto told reporters afterwards.",
                "\n- Northmark wants the old quotas back.\n",
                "Neither side would say which of them had asked for the call.",
            ],
            [
                "cookies",
                "Sign up",
                "Advertisement",
                "Most read",
                "About time too",
                "herring matters",
                "Registered office",
            ],
        ),
        (
            "chancellery.html",
            ["\n\nChancellor Brandt spoke yesterday", "papers for signature."],
            ["Deutsch", "Imprint"],
        ),
        ("undated.html", ["“Last time they met, in May, nothing came of it,” said"], ["Tides", "Letters"]),
        (
            "gazette.html",
            ["President Béranger of Valoire arrived at Château Ardoise on Saturday", "lycée"],
            ["Politics", "|"],
        ),
        ("live.html", ["\nChancellor Brandt has landed at Gardermoen"], ["Cookies"]),
    ],
)
def test_pages_give_their_text_without_the_clutter(name: str, kept: list[str], left_out: list[str]) -> None:
    text = article(PAGES / name).text
    assert [words for words in kept if words not in text] == []
    assert [words for words in left_out if words in text] == []


def test_a_page_keeps_its_title_once() -> None:
    for name in ("courier.html", "live.html"):
        page = article(PAGES / name)
        assert page.title is not None
        assert page.text.startswith(page.title)
        assert page.text.count(page.title) == 1


def test_a_page_dated_by_the_user_only_where_it_has_no_date() -> None:
    options = Options(published=read_published("2026-03-05"))
    assert article(PAGES / "undated.html", options).published.interval == Interval.day(date(2026, 3, 5))
    assert article(PAGES / "courier.html", options).published.interval == Interval.day(date(2026, 3, 3))
    assert article(PAGES / "courier.html", Options(ignore_dates=True)).published.basis == "unknown"


# --- detection, compression, order --------------------------------------------------------------------------------

PAGE = (PAGES / "undated.html").read_bytes()
RECORD = b'{"id": "n1", "text": "The president spoke with the chancellor."}\n'


@pytest.mark.parametrize(
    ("name", "data", "source", "is_page"),
    [
        ("a.txt", b"They met.", "", False),
        ("a", b"They met.", "", False),
        ("a.html", b"They met.", "", False),
        ("a.jsonl.txt", RECORD, "#n1", False),
        ("a.txt", PAGE, "", True),
        ("a", PAGE, "", True),
        ("a.htm", b"<br>They spoke for an hour, the chancellor and the president.<br>Nothing came of it.", "", True),
        ("a.txt", b"{They met} in brackets.", "", False),
        ("a.txt", b"[They met] in brackets.", "", False),
        ("a.txt", b"<They met> in brackets.", "", False),
        ("a.txt", "\ufeff<!-- x --><!DOCTYPE html>".encode() + PAGE, "", True),
        ("a.txt", "<html><p>The president spoke with the chancellor for an hour.</p>".encode("utf-16"), "", True),
        ("a.txt", b'{"text": "' + b"The president spoke. " * 5000 + b'"}', ":1", False),
        ("-.txt", b"{broken\n" + RECORD, "#n1", False),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_the_content_tells_the_format(
    tmp_path: Path, name: str, data: bytes, source: str, is_page: bool, packed: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if packed else data)
    found = [each for each in read([str(path)]) if isinstance(each, Loaded)]
    assert [each.article.source for each in found] == [f"{path}{source}"]
    assert (found[0].raw == data) == is_page


def test_a_pipe_that_hands_out_bytes_one_by_one_is_read_alike() -> None:
    class Trickle(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.source = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self.source.readinto(memoryview(buffer)[:1])

    for data in (RECORD * 3, gzip.compress(RECORD * 3), PAGE, STORY.encode("utf-16")):
        at_once = list(read(["-"], stdin=io.BytesIO(data)))
        assert list(read(["-"], stdin=Trickle(data))) == at_once  # type: ignore[arg-type]
        assert all(isinstance(each, Loaded) for each in at_once)


def test_gzip_in_several_members_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl.gz"
    path.write_bytes(gzip.compress(RECORD) + gzip.compress(RECORD.replace(b"n1", b"n2")))
    assert [each.article.id for each in loaded(path)] == ["n1", "n2"]


def test_records_are_read_as_they_are_asked_for() -> None:
    class Endless(io.RawIOBase):
        handed_out = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            part = (RECORD * (len(buffer) // len(RECORD) + 1))[: len(buffer) // len(RECORD) * len(RECORD)]
            buffer[: len(part)] = part
            self.handed_out += len(part)
            return len(part)

    endless = Endless()
    articles = read(["-"], stdin=endless)  # type: ignore[arg-type]
    for _ in range(2000):
        assert isinstance(next(articles), Loaded)
    assert endless.handed_out < 1_000_000


def test_the_same_input_gives_the_same_output(tmp_path: Path) -> None:
    jsonl(tmp_path / "b.jsonl", {"text": "They met."}, {"text": 3})
    paths = [str(PAGES), str(tmp_path)]
    assert list(read(paths)) == list(read(paths))
