"""Opening an input: compression undone, its beginning looked at, never more in memory than a limit."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from readouts.sources.unpacking import BROKEN, Readable, Unpacked, damage, packed_with

HEAD = 65_536
_PART = 1 << 20


class Damaged(ValueError):
    """Compressed bytes that cannot be undone to the end; the message says why."""


class _Chained(io.RawIOBase):
    """Bytes read already, then the rest of where they came from, or what went wrong there."""

    def __init__(self, head: bytes, rest: Readable, error: Exception | None) -> None:
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
    """An input's bytes, decompressed: its first 64 KB to look at, and all of it (those included) to read once.

    `packed` is the compression that was undone; `file` the input itself, still packed, where one can seek in it.
    """

    head: bytes
    body: BinaryIO
    packed: str = ""
    file: BinaryIO | None = None


def open_stream(raw: Readable) -> Stream:
    """The stream of a file or pipe, whatever it is called decompressed if its content is compressed.

    Damage to a compressed file shows only where the reading comes to it.
    """
    file = cast(BinaryIO, raw) if _seekable(raw) else None
    head, error = _beginning(raw)
    body = io.BufferedReader(_Chained(head, raw, error), HEAD)
    kind = packed_with(head)
    if kind is None:
        return Stream(head, body, file=file)
    unpacked = Unpacked(kind, body)
    head, error = _beginning(unpacked)
    return Stream(head, io.BufferedReader(_Chained(head, unpacked, error), HEAD), kind, file)


def _seekable(raw: Readable) -> bool:
    told = getattr(raw, "seekable", None)
    return bool(told and told())


def _beginning(raw: Readable) -> tuple[bytes, Exception | None]:
    """The first 64 KB, however small the pieces a pipe hands out; less where the input ends or breaks."""
    head = b""
    try:
        while len(head) < HEAD and (part := raw.read(HEAD - len(head))):
            head += part
    except BROKEN as error:
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
    except BROKEN as error:
        raise Damaged(damage(stream.packed, error)) from None


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
    except BROKEN as error:
        raise Damaged(damage(stream.packed, error)) from None


def seekable(stream: Stream) -> BinaryIO:
    """The decompressed bytes as a file to seek in: the input itself, or a copy on disk that goes when it is closed.

    Raises Damaged where the copy cannot be made to the end.
    """
    if stream.file is not None and not stream.packed:
        stream.file.seek(0)
        return stream.file
    copy = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - the reader of it closes it
    try:
        shutil.copyfileobj(stream.body, copy, _PART)
    except BROKEN as error:
        copy.close()
        raise Damaged(damage(stream.packed, error)) from None
    copy.seek(0)
    return copy
