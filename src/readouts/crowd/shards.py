"""A shard: the files, or the range of one, that are read, kept and done again as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from itertools import islice, pairwise
from typing import BinaryIO

import msgspec

from readouts.crowd.folder import open_input
from readouts.sources import Failure, Page, pages_of
from readouts.sources.finding import why_not
from readouts.sources.lines import lines_of
from readouts.sources.streams import open_stream

PARTS = 8
"""Into how many parts a shard is cut at which a worker died."""


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file by its absolute `path` or address, and the `source` that its articles name.

    Of a file that is cut, the bytes from `begin` to `end`, before which there are so many `lines`. `state` is how large
    the file was and when it was changed last. An input that is not there has a `reason` and no path.
    """

    source: str
    path: str = ""
    state: str = ""
    begin: int = 0
    end: int | None = None
    lines: int = 0
    reason: str | None = None


class Shard(msgspec.Struct, frozen=True, omit_defaults=True):
    """Pieces that are read as one: by their place among the shards, and a `key` made of what they are and how read.

    `size` are their bytes, about. A part of a shard has the pages `first` to `last`; `again` are those of its pages
    that failed, read once more.
    """

    number: int
    key: str
    pieces: tuple[Piece, ...]
    size: int = 0
    first: int = 0
    last: int | None = None
    again: bool = False

    @property
    def failed(self) -> Shard:
        """What failed of it, to be read again."""
        return msgspec.structs.replace(self, size=0, again=True)

    @property
    def name(self) -> str:
        """What its folder is called.

        >>> Shard(3, "5e", ()).name, Shard(3, "5e", (), 0, 0, 12).name
        ('5e', '5e.0-12')
        """
        whole = self.key if self.last is None else f"{self.key}.{self.first}-{self.last}"
        return f"{whole}.again" if self.again else whole

    @property
    def sources(self) -> str:
        """What it is of, in few words."""
        first, last = self.pieces[0], self.pieces[-1]
        whole = first.source if first.source == last.source else f"{first.source} to {last.source}"
        if first is last and (first.lines or first.end is not None):
            whole = f"{whole} from line {first.lines + 1}"
        if self.last is None:
            return whole
        pages = f"record {self.last}" if self.last - self.first == 1 else f"records {self.first + 1} to {self.last}"
        return f"{pages} of {whole}"

    def parts(self, pages: int) -> list[Shard]:
        """The shard cut in parts of about as many of its pages each; `pages` is where it ends.

        >>> [part.name for part in Shard(3, "5e", (), 0, 0, 12).parts(3)]
        ['5e.0-1', '5e.1-2', '5e.2-3']
        """
        size = max(1, -(-(pages - self.first) // PARTS))
        edges = [*range(self.first, pages, size), pages]
        share = self.size // max(1, len(edges) - 1)
        return [Shard(self.number, self.key, self.pieces, share, begin, end) for begin, end in pairwise(edges)]


def key_of(pieces: tuple[Piece, ...], reading: bytes) -> str:
    """The key of pieces that are read in this way: another where a file or the way has changed."""
    return sha256(msgspec.json.encode(pieces) + b"\n" + reading).hexdigest()[:16]


def pages_in(shard: Shard) -> Iterator[tuple[int, Page | Failure]]:
    """The pages of a shard, each with its place among all pages of the shard's pieces."""
    pages = (page for piece in shard.pieces for page in _pages_of_piece(piece))
    yield from islice(enumerate(pages), shard.first, shard.last)


def _pages_of_piece(piece: Piece) -> Iterator[Page | Failure]:
    if piece.reason is not None:
        yield Failure(piece.source, piece.reason)
        return
    try:
        with closing(open_input(piece.path)) as raw:
            if piece.end is None:
                yield from pages_of(raw, piece.source)
            else:
                raw.seek(piece.begin)
                for page in lines_of(open_stream(_Range(raw, piece.end - piece.begin)), piece.source):
                    yield _numbered_on(page, piece)
    except OSError as error:
        yield Failure(piece.source, why_not(error))


def _numbered_on(page: Page | Failure, piece: Piece) -> Page | Failure:
    """A line under its number in the whole file."""
    name = page.source if isinstance(page, Page) else page.path
    number = name.removeprefix(f"{piece.source}:")
    if not piece.lines or not number.isdecimal():
        return page
    name = f"{piece.source}:{int(number) + piece.lines}"
    return replace(page, source=name) if isinstance(page, Page) else replace(page, path=name)


class _Range:
    """So many bytes of a file from where it stands."""

    def __init__(self, raw: BinaryIO, size: int) -> None:
        self._raw = raw
        self._left = size

    def read(self, size: int, /) -> bytes:
        part = self._raw.read(min(size, self._left))
        self._left -= len(part)
        return part
