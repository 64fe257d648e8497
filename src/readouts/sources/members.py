"""Gzip files of many members, as web archives are: what is damaged is left out, and the next member is read."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from readouts.sources.streams import Damaged
from readouts.sources.unpacking import Bomb, Bound, Gunzip, damage

_MAGIC = b"\x1f\x8b\x08"
_PART = 65_536
# So much of a member is looked at to see whether it is one.
_ENOUGH = 4096
# Bytes of a member kept to look for the next in, where this one turns out to be damaged.
_KEPT = 8 << 20


class Members(Gunzip):
    """The decompressed bytes; a read raises Damaged where a member breaks, the next read goes on behind it.

    A member counts as one only where it begins with `begins`, so that chance bytes are not taken for one.
    """

    def __init__(self, file: BinaryIO, begins: bytes) -> None:
        super().__init__(file)
        self._begins = begins
        self._kept = bytearray()  # the packed bytes of the member that is being read
        self._bound = Bound()

    def read(self, size: int = _PART, /) -> bytes:
        """At most `size` bytes, none at the end."""
        try:
            found = super().read(size)
            self._bound.out(len(found))
        except (zlib.error, EOFError) as error:
            self._recover()
            raise Damaged(damage("gzip", error)) from None
        except Bomb as error:
            while self.more():
                pass
            self._waiting, self._member = b"", None
            raise Damaged(damage("gzip", error)) from None
        return found

    def more(self) -> bytes:
        """More packed bytes."""
        part = super().more()
        self._bound.taken(len(part))
        if self._member is not None:
            self._kept += part
            del self._kept[:-_KEPT]
        return part

    def begin(self, packed: bytes) -> None:
        """Keeps what there is of a member."""
        self._kept = bytearray(packed)

    def _recover(self) -> None:
        """Goes to the next member that begins behind the beginning of this one."""
        held, at = bytes(self._kept), 1
        self._member, self._waiting, self._kept = None, b"", bytearray()
        while True:
            at = held.find(_MAGIC, at)
            if at < 0 or at + _ENOUGH > len(held):
                keep = held[at:] if at >= 0 else held[-2:]
                part = self.more()
                if part:
                    held, at = keep + part, 0
                    continue
                if at < 0:
                    return
            if self._is_one(held[at : at + _ENOUGH]):
                self._waiting = held[at:]
                return
            at += 1

    def _is_one(self, packed: bytes) -> bool:
        try:
            return zlib.decompressobj(31).decompress(packed, 64).startswith(self._begins)
        except zlib.error:
            return False
