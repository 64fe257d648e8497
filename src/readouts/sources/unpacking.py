"""Undoing compression: gzip, bzip2, xz and Zstandard, known by their first bytes, with a bound to what comes out."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import Protocol, cast

import zstandard

from readouts.sources.limits import limits

# Below this nothing is a bomb, however well it packs: it does no harm.
_HARMLESS = 100_000_000
# A block of Zstandard makes at most 128 KB of 4 bytes: so little at a time that no part unpacks to more than some MB.
_ZSTD_PART = 1024
_PART = 65_536


class Readable(Protocol):
    """What has bytes to give."""

    def read(self, size: int, /) -> bytes | None: ...


class Bomb(ValueError):
    """Bytes that unpack to far more than any text would."""


BROKEN = (EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, Bomb)
SUFFIXES = (".gz", ".bz2", ".xz", ".zst")


class Bound:
    """Counts packed and unpacked bytes, and raises Bomb where there are too many of these for those."""

    def __init__(self) -> None:
        self._in = self._out = 0

    def taken(self, size: int) -> None:
        """So many packed bytes were read."""
        self._in += size

    def out(self, size: int) -> None:
        """So many bytes came out of them."""
        self._out += size
        times = limits().unpacked_times
        if self._out > _HARMLESS and self._out > times * self._in:
            raise Bomb(f"it unpacks to more than {times} times its size, as no text does")


class _Counted:
    """Packed bytes on their way, counted."""

    def __init__(self, raw: Readable, bound: Bound) -> None:
        self._raw = raw
        self._bound = bound

    def read(self, size: int = -1, /) -> bytes:
        part = self._raw.read(size) or b""
        self._bound.taken(len(part))
        return part


class Gunzip:
    """Gzip members, one behind the other; zlib.error where one is damaged, EOFError where the last is cut off."""

    def __init__(self, raw: Readable) -> None:
        self._raw = raw
        self._waiting = b""
        self._member: zlib._Decompress | None = None

    def read(self, size: int = _PART, /) -> bytes:
        """At most `size` bytes, none at the end: all that stands before damage, save what it is packed with."""
        while True:
            self._waiting = self._waiting or self.more()
            if self._member is None:
                # Zeros behind a member are padding, as some writers have it.
                self._waiting = self._waiting.lstrip(b"\x00") or self.more().lstrip(b"\x00")
                if not self._waiting:
                    return b""
                self.begin(self._waiting)
                self._member = zlib.decompressobj(31)
            elif not self._waiting and not self._member.eof:
                raise EOFError
            found = self._member.decompress(self._waiting, size)
            self._waiting = self._member.unconsumed_tail
            if self._member.eof:
                self._waiting, self._member = self._member.unused_data, None
            if found:
                return found

    def more(self) -> bytes:
        """More packed bytes."""
        return self._raw.read(_PART) or b""

    def begin(self, packed: bytes) -> None:
        """Called where a member begins, with those of its packed bytes that are there."""


class _Unzstd:
    """Zstandard frames, one behind the other; EOFError where the last is cut off."""

    def __init__(self, raw: Readable) -> None:
        self._raw = raw
        self._maker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._in = self._out = b""

    def read(self, size: int = -1, /) -> bytes:
        while not self._out:
            self._in = self._in or self._raw.read(_ZSTD_PART) or b""
            if not self._in:
                if self._frame is not None:
                    raise EOFError
                return b""
            self._frame = self._frame or self._maker.decompressobj()
            self._out = self._frame.decompress(self._in)
            self._in = b""
            if self._frame.eof:
                self._in, self._frame = self._frame.unused_data, None
        part, self._out = self._out[:size], self._out[size:]
        return part


class Unpacked:
    """Decompressed bytes; Bomb where they are too many for what they were made of."""

    def __init__(self, kind: str, raw: Readable) -> None:
        self.kind = kind
        self._bound = Bound()
        self._bytes = _opened(kind, _Counted(raw, self._bound))

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        try:
            part = self._bytes.read(size) or b""
        except OSError as error:
            if self.kind == "bzip2" and error.errno is None:  # how that module tells of damage
                raise lzma.LZMAError(str(error)) from None
            raise
        self._bound.out(len(part))
        return part


def _opened(kind: str, packed: _Counted) -> Readable:
    # The modules want files; they call nothing but `read`.
    file = cast(io.BufferedIOBase, packed)
    if kind == "gzip":
        return Gunzip(packed)
    if kind == "bzip2":
        return bz2.BZ2File(file)
    if kind == "xz":
        return lzma.LZMAFile(file)  # type: ignore[arg-type]
    return _Unzstd(packed)


def packed_with(head: bytes) -> str | None:
    """Which compression bytes begin with.

    >>> packed_with(bytes.fromhex("28b52ffd"))
    'Zstandard'
    """
    if head[:2] == b"\x1f\x8b":
        return "gzip"
    if head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
        return "bzip2"
    if head[:6] == b"\xfd7zXZ\x00":
        return "xz"
    return "Zstandard" if head[:4] == b"\x28\xb5\x2f\xfd" else None


def damage(kind: str, error: Exception) -> str:
    """What is wrong with a compressed file, for its reader."""
    kind = kind or "packed"
    if isinstance(error, Bomb):
        return f"{error}; nothing more of it is read"
    if isinstance(error, EOFError):
        return f"the {kind} file is cut off; fetch it again"
    return f"the {kind} file is damaged ({error}); fetch it again"
