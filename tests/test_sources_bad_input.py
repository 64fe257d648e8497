"""Input that cannot be read: a clear reason each, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import random
import sqlite3
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.exchange import encode
from readouts.model import Reading
from readouts.sources import Failure, Loaded, make_article, read
from readouts.sources.limits import load_limits

STORY = "The president spoke with the chancellor on Tuesday, and the two agreed to meet. "
PARAGRAPHS = "".join(
    f"<p>On day {day} the president of Northmark spoke with the chancellor by phone.</p>\n" for day in range(9)
)


def outcome(path: Path) -> list[str]:
    """Ids of what was read of a path, and what was told of the rest, without the folder."""
    found = []
    for each in read([str(path)]):
        told = f"read {each.article.id}" if isinstance(each, Loaded) else str(each)
        found.append(told.replace(f"{path.parent}/", ""))
    return found


def png() -> bytes:
    """A whole picture of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00\x7f")) + chunk(b"IEND", b"")


def zipped() -> bytes:
    """A Word file as far as anybody looks: a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "empty"),
        ("a.html", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.txt.gz", gzip.compress(b"", mtime=0), "empty"),
        ("a.txt", b" \r\n\t ", "empty: nothing but white space"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", png(), "not text: PNG image"),
        ("a.html", png(), "not text: PNG image"),
        ("a.txt.gz", gzip.compress(png(), mtime=0), "not text: PNG image"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not text: PDF; save its text (pdftotext) and read that"),
        ("a.docx", zipped(), "not text: ZIP archive (perhaps a Word, OpenDocument or EPUB file); unpack it, or"),
        ("a.txt", b"{\\rtf1\\ansi They met.}", "not text: rich text (RTF); save it as plain text"),
        ("a.txt", b"BZh91AY&SY\x00", "the bzip2 file is cut off; fetch it again"),
        ("a.txt", b"They met.\x00\x00\x01", "not text: it holds zero bytes, as programs and databases do"),
        ("a.txt", random.Random(1).randbytes(3000).replace(b"\x00", b"x"), "not text: it is full of control bytes"),
        ("a.txt", "They met.".encode("utf-16")[:-1], "not UTF-16-LE, though its byte order mark says so"),
        (
            "a.xml",
            b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>',
            "a feed without entries",
        ),
        ("a.xml", b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "a feed without entries"),
        (
            "a.mhtml",
            b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\n",
            "a page saved as MHTML, which is not",
        ),
        ("a", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", " record 1: the archive is cut off; fetch it again"),
        ("a.json", b'[\n  {"text": "They met."}\n]', "JSON, but not one object a line; turn it into JSON lines: jq"),
        ("a.json", b'{\n  "text": "They met."\n}\n', "JSON, but not one object a line; turn it into JSON lines: jq"),
        ("a.txt", b'[{"text": "They met."}]', "JSON, but not one object a line; turn it into JSON lines: jq"),
        ("a.html", b"<html><body><script>var x = 1;</script></body></html>", "no readable text found in the page"),
        ("a.html", b"<html><title>They met</title><body></body></html>", "no readable text found in the page"),
        ("a.html", b"<html>", "n"),
    ],
)
def test_a_file_that_is_no_article_is_told(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = outcome(tmp_path / name)
    assert found.removeprefix(f"{name}: ").removeprefix(name).startswith(told)


def test_a_database_is_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.txt"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    assert outcome(path) == ["ledger.txt: not text: SQLite database"]


def test_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(STORY.encode())
    (tmp_path / "2.txt").write_bytes(png())
    (tmp_path / "3.txt").write_bytes(b"")
    (tmp_path / "4.html").write_text(f"<html><body><h1>They met</h1>{PARAGRAPHS}</body></html>", encoding="utf-8")
    found = list(read([str(tmp_path), str(tmp_path / "5.txt")]))
    assert [type(each) for each in found] == [Loaded, Failure, Failure, Loaded, Failure]
    assert str(found[-1]) == f"{tmp_path / '5.txt'}: no such file or folder"


# --- gzip ---------------------------------------------------------------------------------------------------------

RECORDS = [
    json.dumps({"id": f"n{number}", "text": f"{STORY}{random.Random(number).random()}"}) for number in range(3000)
]
LINES = "".join(f"{record}\n" for record in RECORDS).encode()


def test_a_gzip_file_cut_off_gives_what_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl.gz"
    data = gzip.compress(LINES)
    path.write_bytes(data[: len(data) // 2])
    *read_before, last = outcome(path)
    assert 100 < len(read_before) < 3000
    assert read_before == [f"read n{number}" for number in range(len(read_before))]
    assert last == (
        f"feed.jsonl.gz: the gzip file is cut off; fetch it again; the {len(read_before):,} lines before were read"
    )


def test_a_damaged_gzip_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl.gz"
    data = bytearray(gzip.compress(LINES))
    data[len(data) // 2 : len(data) // 2 + 50] = bytes(50)
    path.write_bytes(data)
    *read_before, last = outcome(path)
    assert 0 < len(read_before) < 3000
    assert last.startswith("feed.jsonl.gz: the gzip file is damaged (")


@pytest.mark.parametrize("kept", [2, 5, 20, 60])
def test_a_text_cut_off_is_not_taken_for_whole(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(STORY.encode())[:kept])
    assert outcome(path) == ["a.txt.gz: the gzip file is cut off; fetch it again"]


# --- JSON lines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "b", "text": "They met', "not valid JSON: Unterminated string starting at column 21"),
        ('{"id": "b" "text": "They met"}', "not valid JSON: Expecting ',' delimiter at column 12"),
        ("They met.", "not valid JSON: Expecting value at column 1"),
        ('["They met."]', "expected a JSON object, got an array"),
        ("null", "expected a JSON object, got null"),
        ('{"id": "b"}', "text: missing"),
        ('{"id": "b", "text": null}', "text: missing"),
        ('{"id": "b", "text": 12}', "text: expected a string, got the number 12"),
        ('{"id": "b", "text": ["They met."]}', "text: expected a string, got an array"),
        ('{"id": "b", "text": ""}', "text: empty"),
        ('{"id": "b", "text": " \\n"}', "text: empty: nothing but white space"),
        ('{"id": ["b"], "text": "They met."}', "id: expected a string or null, got an array"),
        ('{"id": true, "text": "They met."}', "id: expected a string or null, got true"),
        ('{"id": "b", "text": "x", "title": 4}', "title: expected a string or null, got the number 4 (record 'b')"),
        ('{"id": 4, "text": "x", "url": {}}', "url: expected a string or null, got an object (record 4)"),
        ('{"id": "b", "text": "x", "published": "8.1.2026"}', "published: '8.1.2026' is no date; write YYYY-MM-DD"),
        ('{"id": "b", "text": "x", "published": "2026-02-30"}', "published: '2026-02-30' is no date"),
        (
            '{"id": "b", "text": "x", "published": 1767910200}',
            "published: expected a date as a string or null, got the n",
        ),
        (
            '{"id": "b", "text": "x", "published": {"day": 1}}',
            "published: expected a date as a string or null, got an ob",
        ),
        ('{"text": ' + "[" * 100_000, "not valid JSON: nested too deeply"),
        ('{"version": 1, "article": {"id": "b"}}', "article: object missing required field `sha256`"),
        ('{"version": 2, "article": {"id": "b"}}', "version: 2 is not known here; this Readouts reads version 1"),
    ],
)
def test_a_broken_line_is_told_and_the_rest_is_read(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(f"{RECORDS[0]}\n{line}\n{RECORDS[1]}\n", encoding="utf-8")
    first, broken, last = outcome(path)
    assert (first, last) == ("read n0", "read n1")
    assert broken.startswith(f"feed.jsonl:2: {told}")


def test_the_bad_date_names_its_record(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text('{"id": "b", "text": "x", "published": "soon"}', encoding="utf-8")
    assert outcome(path)[0].endswith("or EARLIEST/LATEST (record 'b')")


def test_a_reading_of_another_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "read.jsonl"
    line = encode(Reading(article=make_article("They met in Oslo.", source="x")))
    path.write_bytes(line.replace(b"Oslo", b"Riga"))
    assert outcome(path) == [
        "read.jsonl:1: article.text is not the text that was read (its sha256 differs); read the article anew"
    ]


# --- too much -----------------------------------------------------------------------------------------------------


def test_a_text_larger_than_any_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    most = load_limits().page_bytes
    path.write_bytes(b"word " * (most // 5))
    assert outcome(path)[0].startswith("read ")
    path.write_bytes(b"word " * (most // 5) + b"x")
    assert outcome(path)[0].startswith("a.txt: too large for one article: more than 40,000,000 bytes")


MEASURED = """
import re, resource, sys
from pathlib import Path
from readouts.sources import read
for each in read(sys.argv[1:]):
    print(str(each)[:300] if hasattr(each, "reason") else f"read {each.article.id}")
# Linux counts a parent's memory into ru_maxrss, not into this.
status = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print((int(peak[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)
"""


def measured(path: Path) -> tuple[list[str], int]:
    """What a fresh process makes of a path, and the most memory it took, in MB."""
    done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    *found, memory = done.stdout.splitlines()
    return found, int(memory)


def test_a_line_of_50_megabytes_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(
        b"\n".join((RECORDS[0].encode(), b'{"text": "' + b"word " * 10_000_000 + b'"}', RECORDS[1].encode()))
    )
    found, memory = measured(path)
    assert found == ["read n0", f"{path}:2: line longer than 40,000,000 bytes; split the article or drop it", "read n1"]
    assert memory < 300


def test_a_bomb_of_gzip_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(300):
            file.write(bytes(1_000_000).replace(b"\x00", b" "))
    found, memory = measured(path)
    assert found == [f"{path}: too large for one article: more than 40,000,000 bytes; split it into its articles"]
    assert memory < 300


@pytest.mark.parametrize(
    ("filling", "told"),
    [
        (PARAGRAPHS * 30_000, "page too large: 2"),
        ("<script>var story = 'They met.';</script>" * 480_000, "read "),
        (f"<img src='data:image/png;base64,{'QUJD' * 5_000_000}'>", "read "),
        ("<!-- They met. -->" * 1_100_000, "read "),
    ],
    ids=["text", "scripts", "picture", "comments"],
)
def test_a_page_of_20_megabytes_is_read_or_told_in_little_memory(tmp_path: Path, filling: str, told: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>They met</h1>{PARAGRAPHS}{filling}</body></html>", encoding="utf-8")
    assert path.stat().st_size > 19_000_000
    (found,), memory = measured(path)
    assert found.removeprefix(f"{path}: ").startswith(told)
    assert memory < 600


# --- hostile pages ------------------------------------------------------------------------------------------------

HOSTILE = {
    "100,000 levels": "<div>" * 100_000 + PARAGRAPHS,
    "10,000 levels": "<div>" * 10_000 + PARAGRAPHS,
    "bold levels": "<p>" + "<b>" * 100_000 + "They met." + PARAGRAPHS,
    "tables in tables": "<table><tr><td>" * 5_000 + PARAGRAPHS,
    "nothing closed": "<p>They met <i>and <b>spoke " * 3_000,
    "one paragraph of inline": "<p>" + "".join(f"<b>They met {number}</b> and " for number in range(9_000)),
    "line breaks": "".join(f"They met {number}<br>" for number in range(20_000)),
    "attributes": f"<div {' '.join(f'a{number}=1' for number in range(100_000))}>{PARAGRAPHS}</div>",
    "a long attribute": f"<div class='{'x ' * 1_000_000}'>{PARAGRAPHS}</div>",
    "scripts not closed": "<script>" * 20_000 + PARAGRAPHS,
    "script tags not ended": "<script " * 200_000 + PARAGRAPHS,
    "comments not closed": PARAGRAPHS + "<!-- " * 300_000,
    "less-than signs": PARAGRAPHS + "<" * 1_000_000,
    "entities": PARAGRAPHS + "&amp;" * 300_000 + "&#xD800;&#0;&#x110000;&bogus;",
    "zero bytes": PARAGRAPHS.replace("day", "day\x00"),
    "deep metadata": f"<script type='application/ld+json'>{'[' * 100_000}</script>{PARAGRAPHS}",
    "wrong metadata": f"<meta property='article:published_time' content='0000-99-99T'><base href='::'>{PARAGRAPHS}",
    "a doctype bomb": "<!DOCTYPE x [<!ENTITY a '&b;&b;'><!ENTITY b '&a;&a;'>]>" + PARAGRAPHS + "&a;",
    "half characters": PARAGRAPHS + "\ud83d They met.",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_read_or_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.html"
    page = f"<html><head><title>They met</title></head><body>{HOSTILE[kind]}</body></html>"
    path.write_bytes(page.encode("utf-8", "surrogatepass"))
    (found,) = read([str(path)])
    if isinstance(found, Loaded):
        assert "spoke" in found.article.text or "They met" in found.article.text
        found.article.text.encode("utf-8")
    else:
        assert found.reason


TAGS = [
    "<p>",
    "</p>",
    "<div ",
    ">",
    "<table><td>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "&#x0;",
    "<a href='",
    "'",
    "]]>",
]
SOUP = st.lists(st.sampled_from([*TAGS, "They met in Oslo and spoke for an hour. "]) | st.text(max_size=5), max_size=40)


@settings(deadline=None, max_examples=150)
@given(SOUP.map("".join))
def test_any_soup_of_tags_is_read_or_told(soup: str) -> None:
    data = f"<html>{soup}".encode("utf-8", "surrogatepass")
    (found,) = read(["-"], stdin=io.BytesIO(data))
    assert isinstance(found, Loaded) or found.reason


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    found = list(read(["-"], stdin=io.BytesIO(data)))
    assert found
    assert all(isinstance(each, Loaded) or each.reason for each in found)
