"""Opening an input: gzip undone, its beginning looked at, never more in memory than a limit."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

HEAD = 65_536
_PART = 1 << 20
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)


class Damaged(ValueError):
    """Compressed bytes that cannot be undone to the end; the message says why."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes | None: ...


class _Chained(io.RawIOBase):
    """Bytes read already, then the rest of where they came from, or what went wrong there."""

    def __init__(self, head: bytes, rest: _Readable, error: Exception | None) -> None:
        self._head = head
        self._rest = rest
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if self._error and not self._head:
            raise self._error
        part = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer)) or b""
        self._head = self._head[len(part) :]
        buffer[: len(part)] = part
        return len(part)


@dataclass(frozen=True, slots=True)
class Stream:
    """An input's bytes, decompressed: its first 64 KB to look at, and all of it (those included) to read once."""

    head: bytes
    body: BinaryIO


def open_stream(raw: _Readable) -> Stream:
    """The stream of a file or pipe, by its content gzip or not.

    Damage to a gzip file shows only where the reading comes to it.
    """
    head, error = _beginning(raw)
    body = io.BufferedReader(_Chained(head, raw, error), HEAD)
    if head[:2] != b"\x1f\x8b":
        return Stream(head, body)
    unzipped = gzip.GzipFile(fileobj=body)
    head, error = _beginning(unzipped)
    return Stream(head, io.BufferedReader(_Chained(head, unzipped, error), HEAD))


def _beginning(raw: _Readable) -> tuple[bytes, Exception | None]:
    """The first 64 KB, however small the pieces a pipe hands out; less where the input ends or breaks."""
    head = b""
    try:
        while len(head) < HEAD and (part := raw.read(HEAD - len(head))):
            head += part
    except _BROKEN as error:
        return head, error
    return head, None


def read_whole(stream: Stream, limit: int) -> bytes | None:
    """All bytes, or None where there are more than `limit`. Raises Damaged."""
    parts, size = [], 0
    for part in read_parts(stream):
        parts.append(part)
        size += len(part)
        if size > limit:
            return None
    return b"".join(parts)


def read_parts(stream: Stream) -> Iterator[bytes]:
    """The bytes in parts of at most 1 MB. Raises Damaged after the last that can be had."""
    try:
        while part := stream.body.read(_PART):
            yield part
    except _BROKEN as error:
        raise Damaged(_damage(error)) from None


def read_lines(stream: Stream, limit: int) -> Iterator[bytes | None]:
    """The lines with their ends, one at a time; None for one longer than `limit` bytes, which is passed over.

    Raises Damaged after the last whole line.
    """
    try:
        while line := stream.body.readline(limit + 1):
            if len(line) <= limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.body.readline(_PART)
            yield None
    except _BROKEN as error:
        raise Damaged(_damage(error)) from None


def _damage(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the gzip file is cut off; fetch it again"
    return f"the gzip file is damaged ({error}); fetch it again"
