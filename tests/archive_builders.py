"""Pages, records and archives that tests of inputs are made of."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from readouts.sources import Failure, Page, iter_pages

PARAGRAPHS = "".join(
    f"<p>On day {day} the president of Northmark spoke with the chancellor by phone about trade.</p>\n"
    for day in range(9)
)


def page(number: int, words: str = "Zürich") -> str:
    """A page of its own for each number."""
    return (
        f"<html><head><title>Talk {number}</title>"
        f'<meta property="article:published_time" content="2022-01-{number % 28 + 1:02d}T10:00:00Z"></head>'
        f"<body><nav>Menu</nav><article><h1>Talk {number}</h1>{PARAGRAPHS}<p>Number {number} {words}</p></article>"
        "</body></html>"
    )


def record(kind: str, url: str, content: bytes, content_type: str = "application/http; msgtype=response") -> bytes:
    """One record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-05T06:07:08Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash((kind, url))):032x}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(
    body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    """What a server sends."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body


def response(number: int, charset: str = "utf-8") -> bytes:
    """The record of a page."""
    body = page(number).encode(charset)
    return record("response", f"https://courier.example/{number}", answer(body, f"text/html; charset={charset}"))


def packed(records: Sequence[bytes]) -> list[bytes]:
    """Each record a gzip member, as Common Crawl has them."""
    return [gzip.compress(each, mtime=0) for each in records]


def tarred(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A tar archive of files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def told(path: Path, data: bytes) -> list[str]:
    """What comes of an input with these bytes: the names of its pages, and the failures, without the folder."""
    path.write_bytes(data)
    found = [each.source if isinstance(each, Page) else f"failed: {each}" for each in iter_pages(path)]
    return [each.replace(f"{path.parent}/", "") for each in found]


def pages(path: Path, data: bytes) -> list[Page]:
    """The pages of an input, all of which must be readable."""
    path.write_bytes(data)
    found = list(iter_pages(path))
    assert not [each for each in found if isinstance(each, Failure)], found
    return [each for each in found if isinstance(each, Page)]
