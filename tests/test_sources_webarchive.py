"""Web archives: which records are pages, what they carry, and what is left of damaged ones."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_builders import answer, packed, page, pages, record, response, told
from readouts.sources import Loaded, Page, iter_pages
from readouts.sources.limits import set_limits

RECORDS = [response(number) for number in range(6)]
NAMES = [f"a.warc record {number + 1} (https://courier.example/{number})" for number in range(6)]
MEMBERS = packed(RECORDS)
PLAIN, GZIP = b"".join(RECORDS), b"".join(MEMBERS)


@pytest.mark.parametrize(
    "data", [PLAIN, GZIP, gzip.compress(PLAIN), zstandard.compress(PLAIN)], ids=["plain", "gz", "one member", "zst"]
)
def test_every_page_of_an_archive_is_there(tmp_path: Path, data: bytes) -> None:
    found = pages(tmp_path / "a.warc", data)
    assert [each.source.rpartition("/a.warc")[2] for each in found] == [name[6:] for name in NAMES]
    assert [each.raw for each in found] == [page(number).encode() for number in range(6)]
    assert {(each.kind, each.charset, each.fetched) for each in found} == {("html", "utf-8", "2022-01-05T06:07:08Z")}
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_record_is_the_same_article_in_whichever_archive(tmp_path: Path) -> None:
    (first, *_), (second, *_) = pages(tmp_path / "a.warc", PLAIN), pages(tmp_path / "b.warc.gz", GZIP)
    one, two = first.article(), second.article()
    assert isinstance(one, Loaded)
    assert isinstance(two, Loaded)
    assert (one.article.id, one.article.text, one.article.url) == (two.article.id, two.article.text, two.article.url)
    assert one.article.url == "https://courier.example/0"
    assert str(one.article.published.earliest) == "2022-01-01"
    assert one.raw == page(0).encode()


@pytest.mark.parametrize(
    "passed_over",
    [
        record("warcinfo", "x", b"software: x\r\n", "application/warc-fields"),
        record("request", "https://courier.example/", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record("metadata", "https://courier.example/", b"a: b\r\n", "application/warc-fields"),
        record("response", "https://courier.example/a.png", answer(b"\x89PNG", "image/png")),
        record("response", "https://courier.example/a", answer(b"gone", status="404 Not Found")),
        record("response", "https://courier.example/a", answer(b"", status="301 Moved", more="Location: /b\r\n")),
        record("response", "dns:courier.example", b"2022\n10.0.0.1\n", "text/dns"),
    ],
)
def test_what_is_no_page_is_passed_over_and_counted(tmp_path: Path, passed_over: bytes) -> None:
    assert told(tmp_path / "a.warc", passed_over + RECORDS[1]) == ["a.warc record 2 (https://courier.example/1)"]


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-16"])
def test_the_charset_of_the_answer_counts(tmp_path: Path, charset: str) -> None:
    (only,) = pages(tmp_path / "a.warc", response(3, charset))
    found = only.article()
    assert isinstance(found, Loaded)
    assert "Zürich" in found.article.text
    assert not found.doubts


def test_compressed_and_chunked_answers_are_undone(tmp_path: Path) -> None:
    body = gzip.compress(page(1).encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    (only,) = pages(tmp_path / "a.warc", record("response", "https://courier.example/1", answer(chunked, more=more)))
    assert only.raw == page(1).encode()


def test_the_texts_of_a_wet_file_are_plain(tmp_path: Path) -> None:
    wet = record("conversion", "https://courier.example/7", "They met in Zürich.".encode(), "text/plain")
    (only,) = pages(tmp_path / "a.wet.gz", gzip.compress(wet))
    found = only.article()
    assert isinstance(found, Loaded)
    assert (found.article.text, found.article.url) == ("They met in Zürich.", "https://courier.example/7")


def test_a_page_that_was_cut_off_when_it_was_fetched_is_doubted(tmp_path: Path) -> None:
    cut = RECORDS[0].replace(b"WARC-Type", b"WARC-Truncated: length\r\nWARC-Type")
    (only,) = pages(tmp_path / "a.warc", cut)
    found = only.article()
    assert isinstance(found, Loaded)
    assert [doubt.says for doubt in found.doubts] == ["cut off when it was fetched (length)"]


DAMAGED = b"".join([*MEMBERS[:2], MEMBERS[2][:200], bytes(30), MEMBERS[2][230:], *MEMBERS[3:]])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (DAMAGED, "the gzip file is damaged"),
        (b"".join([*MEMBERS[:2], MEMBERS[2][:70], *MEMBERS[3:]]), "the gzip file is damaged"),
        (b"".join([*RECORDS[:2], RECORDS[2][:400], *RECORDS[3:]]), "it is cut off: another record begins in it"),
        (b"".join([*RECORDS[:2], b"garbage\r\n" * 30, *RECORDS[3:]]), "no record begins where one should"),
        (PLAIN.replace(RECORDS[2], RECORDS[2].replace(b"Length: ", b"Length: 9")), "it is cut off: another record"),
        (PLAIN.replace(RECORDS[2], RECORDS[2].replace(b"Length: ", b"Length: x")), "its Content-Length is missing"),
        (PLAIN.replace(RECORDS[2], RECORDS[2].replace(b"Length: 1", b"Length: ")), "its length is not the one"),
    ],
)
def test_a_broken_record_is_told_and_the_rest_read(tmp_path: Path, data: bytes, reason: str) -> None:
    *found, fourth, fifth, sixth = told(tmp_path / "a.warc", data)
    assert found[:2] == NAMES[:2]
    assert found[2].startswith(f"failed: a.warc record 3: {reason}")
    assert [fourth, fifth, sixth] == NAMES[3:]
    assert len(found) == 3


@given(kept=st.integers(2, len(GZIP) - 1))  # by one byte nobody knows a gzip file
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_gzip_archive_cut_off_anywhere_gives_what_stands_before(tmp_path: Path, kept: int) -> None:
    ends = [sum(map(len, MEMBERS[: number + 1])) for number in range(6)]
    whole = sum(end <= kept for end in ends)
    found = told(tmp_path / "a.warc", GZIP[:kept])
    assert found[:whole] == NAMES[:whole]
    # All of a page can be there where only the checksum behind it is cut off: it is read, and the cut is told.
    assert [each for each in found if not each.startswith("failed: ")] in (NAMES[:whole], NAMES[: whole + 1])
    assert sum(each.startswith("failed: ") for each in found) == (kept not in ends)


@given(kept=st.integers(10, len(PLAIN) - 5))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_plain_archive_cut_off_anywhere_gives_what_stands_before(tmp_path: Path, kept: int) -> None:
    ends = [sum(map(len, RECORDS[: number + 1])) for number in range(6)]
    found = told(tmp_path / "a.warc", PLAIN[:kept])
    whole = sum(end - 4 <= kept for end in ends)  # the blank lines behind a record may be missing
    assert found[:whole] == NAMES[:whole]
    beyond = kept - (ends[whole - 1] if whole else 0)
    assert len(found) == whole + (beyond > 0)


@given(at=st.integers(0, len(GZIP) - 60), noise=st.binary(min_size=1, max_size=50))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_noise_costs_no_more_than_the_records_it_is_in(tmp_path: Path, at: int, noise: bytes) -> None:
    starts = [sum(map(len, MEMBERS[:number])) for number in range(6)]
    hurt = {max(n for n in range(6) if starts[n] <= place) for place in range(at, at + len(noise))}
    data = GZIP[:at] + noise + GZIP[at + len(noise) :]
    (tmp_path / "n.warc").write_bytes(data)
    if data[:2] != b"\x1f\x8b":
        return  # it is no gzip file any more
    found = {each.raw for each in iter_pages(tmp_path / "n.warc") if isinstance(each, Page)}
    assert {page(number).encode() for number in range(6) if number not in hurt} <= found


def test_a_page_beyond_the_limit_is_told_and_the_rest_read(tmp_path: Path) -> None:
    big = record("response", "https://courier.example/big", answer(b"<html>" + b"x" * 200_000))
    set_limits({"page_bytes": 5_000})
    try:
        found = told(tmp_path / "a.warc", big + RECORDS[1])
    finally:
        set_limits({})
    assert found == [
        "failed: a.warc record 1 (https://courier.example/big): page too large: more than 5,000 bytes",
        "a.warc record 2 (https://courier.example/1)",
    ]
