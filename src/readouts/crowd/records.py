"""What a shard leaves behind: its articles in buckets, what failed, and a marker that tells that they are whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from hashlib import sha256
from types import TracebackType
from typing import BinaryIO, Self, TypeVar

import msgspec
import zstandard

from readouts.crowd.folder import Folder
from readouts.crowd.shards import Shard
from readouts.errors import SourceError
from readouts.exchange import encode
from readouts.model import Reading
from readouts.sources import Loaded

DONE, SPLIT, GONE, FAILED = "done.json", "split.json", "gone.json", "failed.jsonl"


class Failed(msgspec.Struct, frozen=True):
    """A record of a shard that could not be read; `at` is its place among the shard's records."""

    at: int
    source: str
    reason: str


class Beside(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept beside an article: its place among the shard's records, and the page's own bytes."""

    at: int
    page: bytes | None = None


class Done(msgspec.Struct, frozen=True):
    """The marker of a shard that was read.

    `records` are all its records, `kept` the articles written, `passed` the pages in which no article was looked for,
    `left_out` the articles that are not kept, by why; `sizes` the bytes of each file.
    """

    records: int
    kept: int
    passed: int
    left_out: dict[str, int]
    contacts: int
    failed: int
    sizes: dict[str, int]


class Split(msgspec.Struct, frozen=True):
    """The marker of a shard at which workers died: it is read in parts up to the page at which it ends."""

    pages: int


class Gone(msgspec.Struct, frozen=True):
    """The marker of a part that is given up: `source` names the record, or the inputs where nothing nearer is known.

    `alone` tells that it is one record, at which workers died.
    """

    source: str
    reason: str
    alone: bool = False


Marker = TypeVar("Marker", Done, Split, Gone)


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of a bucket: its place in the shard, its line of the exchange format, its page."""

    at: int
    line: bytes
    page: bytes | None


def place_of(shard: Shard, file: str) -> str:
    """Where a file of a shard lies below the crawl's folder."""
    return f"shards/{shard.name}/{file}"


def read_marker(folder: Folder, shard: Shard, name: str, kind: type[Marker]) -> Marker | None:
    """A marker of a shard; None where there is none, or where its file is damaged."""
    try:
        return msgspec.json.decode(folder.read(place_of(shard, name)) or b"", type=kind)
    except msgspec.DecodeError:
        return None


def bucket_of(key: str, buckets: int) -> int:
    """The bucket of a key: the same in every process, on every machine.

    >>> bucket_of("a", 16), bucket_of("a", 2)
    (10, 0)
    """
    return int.from_bytes(sha256(key.encode("utf-8", "surrogatepass")).digest()[:8], "big") % buckets


class Writer:
    """Writes what comes of one shard; used as a context. All that is read of one article lies in one bucket.

    After a fault nothing is there; at the end of the block all files are, and only then is the shard to be marked.
    """

    def __init__(self, folder: Folder, shard: Shard, buckets: int) -> None:
        self._folder = folder
        self._shard = shard
        self._buckets = buckets
        self._open: dict[str, zstandard.ZstdCompressionWriter] = {}
        self._stack = ExitStack()
        self._failed: list[Failed] = []
        self._left_out: Counter[str] = Counter()
        self._kept = self._contacts = self._passed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def keep(self, at: int, loaded: Loaded, reading: Reading) -> None:
        """Writes an article with all that was read of it."""
        bucket = bucket_of(reading.article.id, self._buckets)
        self._file(article_file(bucket)).write(encode(reading) + b"\n")
        self._file(beside_file(bucket)).write(msgspec.json.encode(Beside(at, loaded.raw)) + b"\n")
        self._kept += 1
        self._contacts += len(reading.contacts)

    def fail(self, at: int, source: str, reason: str) -> None:
        """Notes a record that could not be read."""
        self._failed.append(Failed(at, source, reason))

    def leave_out(self, reason: str) -> None:
        """Counts an article that is not kept."""
        self._left_out[reason] += 1

    def pass_over(self) -> None:
        """Counts a page in which no article was looked for."""
        self._passed += 1

    def done(self) -> Done:
        """The marker, once the block has ended; what failed is written now."""
        lines = b"".join(msgspec.json.encode(one) + b"\n" for one in self._failed)
        self._folder.write(place_of(self._shard, FAILED), lines)
        names = [*sorted(self._open), FAILED]
        return Done(
            records=self._kept + self._passed + self._left_out.total() + len(self._failed),
            kept=self._kept,
            passed=self._passed,
            left_out=dict(sorted(self._left_out.items())),
            contacts=self._contacts,
            failed=len(self._failed),
            sizes={name: self._folder.size(place_of(self._shard, name)) or 0 for name in names},
        )

    def _file(self, name: str) -> zstandard.ZstdCompressionWriter:
        if name not in self._open:
            file = self._stack.enter_context(self._folder.writing(place_of(self._shard, name)))
            packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
            self._open[name] = self._stack.enter_context(packer.stream_writer(file, closefd=False))
        return self._open[name]


def article_file(bucket: int) -> str:
    """The file of a bucket's articles: lines of the exchange format."""
    return f"articles-{bucket:03}.jsonl.zst"


def beside_file(bucket: int) -> str:
    """The file of what is kept beside a bucket's articles, line by line."""
    return f"beside-{bucket:03}.jsonl.zst"


def read_failed(folder: Folder, shard: Shard) -> list[Failed]:
    """The records of a shard that failed, in order."""
    data = folder.read(place_of(shard, FAILED)) or b""
    return [msgspec.json.decode(line, type=Failed) for line in data.splitlines()]


def read_bucket(folder: Folder, shard: Shard, bucket: int) -> Iterator[Kept]:
    """The articles of one shard in one bucket, in order; SourceError where a file is not what was written."""
    decoder = msgspec.json.Decoder(Beside)
    name = place_of(shard, article_file(bucket))
    try:
        with (
            closing(folder.open(name)) as articles,
            closing(folder.open(place_of(shard, beside_file(bucket)))) as pages,
        ):
            for line, beside in zip(_lines(articles), map(decoder.decode, _lines(pages)), strict=True):
                yield Kept(beside.at, line, beside.page)
    except (OSError, ValueError, zstandard.ZstdError, msgspec.MsgspecError) as error:
        remedy = f"take shards/{shard.name} away and crawl again"
        raise SourceError(f"{folder.place}/{name}", f"damaged ({error}); {remedy}") from None


def _lines(file: BinaryIO) -> Iterator[bytes]:
    rest = b""
    with zstandard.ZstdDecompressor().stream_reader(file, closefd=False) as reader:
        while part := reader.read(1 << 20):
            *lines, rest = (rest + part).split(b"\n")
            yield from lines
    if rest:
        raise zstandard.ZstdError("it ends in the middle of a line")
