"""Web archives (WARC) and the texts made of them (WET): one record, one page; what is broken is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastwarc.warc import WarcRecord

from readouts.sources.limits import limits
from readouts.sources.loaded import Failure
from readouts.sources.members import Members
from readouts.sources.naming import named
from readouts.sources.page import Page
from readouts.sources.streams import Damaged, Stream
from readouts.sources.unpacking import BROKEN, Readable, damage

_PAGES = ("text/html", "application/xhtml+xml")
_BEGINS = re.compile(rb"WARC/1\.[01]\r?\n")
_HEAD = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
# Where a record stands within another, that was broken off before its end or lies about its length.
_INNER = re.compile(rb"WARC/1\.[01]\r\n(?:WARC-|Content-)[A-Za-z-]+: ")
_LONGEST_HEAD = 65_536
_PART = 1 << 20


class _Broken(Exception):
    """A record that is not whole; the message says why."""


class _Cut(_Broken):
    """A record behind which nothing comes."""


class _Bytes:
    """Bytes on their way: what was read and is not yet taken is looked into."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._ended = False
        self.held = b""

    def more(self) -> bool:
        """Holds some more; False at the end. Raises _Broken at damage, behind which one can go on."""
        if self._ended:
            return False
        try:
            part = self._source.read(_PART) or b""
        except Damaged as error:
            self.held = b""  # the beginning of the record that is broken
            raise _Broken(str(error)) from None
        self.held += part
        self._ended = not part
        return bool(part)

    def take(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end."""
        if len(self.held) < size:
            parts, there = [self.held], len(self.held)
            self.held = b""
            while there < size and self.more():
                parts.append(self.held)
                there += len(self.held)
                self.held = b""
            self.held = b"".join(parts)
        taken, self.held = self.held[:size], self.held[size:]
        return taken

    def skip(self, size: int) -> bool:
        """Passes over `size` bytes; False where there are fewer."""
        while size > 0:
            part = self.take(min(size, _PART))
            if not part:
                return False
            size -= len(part)
        return True


class _Unbroken:
    """Another compression, or none: damage ends it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._error: str | None = None

    def read(self, size: int, /) -> bytes:
        if self._error:
            return b""
        try:
            return self._stream.body.read(size)
        except BROKEN as error:
            self._error = damage(self._stream.packed, error)
            raise Damaged(self._error) from None


@dataclass(frozen=True, slots=True)
class _Record:
    """The head of a record and its block; None where that is too long to be held."""

    head: bytes
    block: bytes | None


def records_of(stream: Stream, source: str) -> Iterator[Page | Failure]:
    """The pages of an archive in their order: successful answers with HTML, and the texts of a WET file.

    Requests, metadata, pictures, redirects and errors of servers are passed over. A record that is broken is a
    failure at `FILE record N`, counting all records, and the reading goes on with the next that begins behind it.
    """
    coming = _Bytes(_opened(stream))
    number = 0
    while True:
        number += 1
        try:
            record = _next_record(coming)
            if record is None:
                return
            found = _page(record, source, number)
        except _Cut as error:
            yield Failure(named(source, number, None), str(error))
            return
        except _Broken as error:
            yield Failure(named(source, number, None), f"{error}; it is left out")
            _find_next(coming)
            continue
        if found is not None:
            yield found


def _opened(stream: Stream) -> Readable:
    if stream.packed == "gzip" and stream.file is not None:
        stream.file.seek(0)
        return Members(stream.file, b"WARC/1.")
    return _Unbroken(stream)


def _next_record(coming: _Bytes) -> _Record | None:
    """The next record; None at the end. Raises _Broken."""
    while True:
        coming.held = coming.held.lstrip(b"\r\n")
        if len(coming.held) >= 10 or not coming.more():
            break
    if not coming.held:
        return None
    if not _BEGINS.match(coming.held):
        raise (_Cut if len(coming.held) < 10 else _Broken)("no record begins where one should")
    while not (end := _HEAD.search(coming.held, 0, _LONGEST_HEAD)):
        if len(coming.held) > _LONGEST_HEAD:
            coming.held = coming.held[4:]
            raise _Broken("its head has no end")
        if not coming.more():
            raise _Cut("the archive is cut off; fetch it again; the records before were read")
    head = coming.take(end.end())
    told = _LENGTH.search(head)
    if told is None:
        raise _Broken("its Content-Length is missing or no number")
    return _Record(head, _block(coming, int(told[1])))


def _block(coming: _Bytes, length: int) -> bytes | None:
    """The block of a record, None where it is too long. Raises _Broken where it is not whole."""
    limit = limits().page_bytes + _LONGEST_HEAD
    block = coming.take(min(length, limit))
    inner = _INNER.search(block)
    if inner:
        coming.held = block[inner.start() :] + coming.held
        raise _Broken("it is cut off: another record begins in it")
    if len(block) < min(length, limit) or (length > limit and not coming.skip(length - limit)):
        raise _Cut("the archive is cut off; fetch it again; the records before were read")
    while len(coming.held) < 4 and coming.more():
        pass
    if coming.held and not coming.held.startswith((b"\r\n", b"\n", b"WARC/1.")):
        raise _Broken("its length is not the one it tells")
    return block if length <= limit else None


def _find_next(coming: _Bytes) -> None:
    """Goes to where the next record begins, over whatever damage lies before it."""
    while True:
        found = _BEGINS.search(coming.held)
        if found:
            coming.held = coming.held[found.start() :]
            return
        coming.held = coming.held[-10:]
        try:
            if not coming.more():
                coming.held = b""
                return
        except _Broken:
            coming.held = b""  # it is part of what was told already


def _page(record: _Record, source: str, number: int) -> Page | Failure | None:
    """What a record yields; None for one that is no page."""
    kind = _field(record.head, b"WARC-Type")
    content = _field(record.head, b"Content-Type").lower()
    wanted = (
        (kind == "response" and content.startswith("application/http"))
        or (kind == "resource" and content.split(";")[0].strip() in _PAGES)
        or (kind == "conversion" and content.split(";")[0].strip() in ("", "text/plain"))
    )
    if not wanted:
        return None
    url = _field(record.head, b"WARC-Target-URI").strip("<>") or None
    name = named(source, number, url)
    if record.block is None:
        return Failure(name, f"page too large: more than {limits().page_bytes:,} bytes")
    charset = "utf-8" if kind == "conversion" else _charset(content)
    raw = record.block
    if kind == "response":
        try:
            answer = _answer(record)
        except (OSError, ValueError) as error:
            return Failure(name, f"the server's answer cannot be read: {error}")
        if answer is None:
            return None
        raw, charset = answer
        if len(raw) > limits().page_bytes:
            return Failure(name, f"page too large: more than {limits().page_bytes:,} bytes")
    cut = _field(record.head, b"WARC-Truncated")
    return Page(
        source=name,
        raw=raw,
        kind="plain" if kind == "conversion" else "html",
        charset=charset,
        url=url,
        fetched=_field(record.head, b"WARC-Date") or None,
        doubts=(f"cut off when it was fetched ({cut})",) if cut else (),
        archived=True,
    )


def _answer(record: _Record) -> tuple[bytes, str | None] | None:
    """The body of an answer, its own compression undone, and its charset; None where it is no page."""
    told = WarcRecord.from_bytes(record.head + (record.block or b"") + b"\r\n\r\n")
    told.parse_http(auto_decode="all")
    kind = (told.http_content_type or "").lower()
    if told.http_headers.status_code != 200 or (kind and kind not in _PAGES):
        return None
    return told.reader.read(limits().page_bytes + 1), told.http_charset


def _field(head: bytes, name: bytes) -> str:
    """A field of a record's head; "" where it is missing."""
    found = re.search(rb"^" + name + rb":[ \t]*([^\r\n]*)", head, re.IGNORECASE | re.MULTILINE)
    return found[1].decode("utf-8", "replace").strip() if found else ""


def _charset(content_type: str) -> str | None:
    found = re.search(r"charset=[\"']?([\w.:-]+)", content_type)
    return found[1] if found else None
