"""A bucket of a crawl → entries of a ledger in a file of this machine, made by several processes at once."""

from __future__ import annotations

import heapq
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from readouts.crowd.folder import Folder
from readouts.crowd.records import Kept, article_file, read_bucket
from readouts.crowd.shards import Shard
from readouts.exchange import decode
from readouts.ledger import Entry

_PORTION = 2_000_000  # bytes of readings and pages that are held at once, about

Order = tuple[int, int]
"""The place of a record among all of a crawl: its shard's, and its own there."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a process is to make ready: one bucket of these shards, into a file."""

    place: str
    shards: tuple[Shard, ...]
    bucket: int
    into: Path


def prepare(parcel: Parcel) -> int:
    """Makes a bucket ready; returns how many entries it has. Raises SourceError where one of its files is damaged.

    Of an article that is there several times with the very same line and page, the first is enough.
    """
    number = 0
    with parcel.into.open("wb") as file:
        for some in _portions(_once(_kept(parcel))):
            pickle.dump([_ready(*one) for one in some], file, pickle.HIGHEST_PROTOCOL)
            number += len(some)
    return number


def read_ready(path: Path) -> Iterator[tuple[Order, Entry]]:
    """What was made ready, in its order."""
    with path.open("rb") as file:
        while True:
            try:
                some = pickle.load(file)
            except EOFError:
                return
            yield from some


def _kept(parcel: Parcel) -> Iterator[tuple[Order, Kept]]:
    folder = Folder(parcel.place)
    for _, same in groupby(parcel.shards, key=lambda shard: shard.number):
        # what failed once and was read again lies beside the rest of its shard
        rows = [_of_shard(folder, shard, parcel.bucket) for shard in same]
        yield from heapq.merge(*rows, key=lambda row: row[0])


def _of_shard(folder: Folder, shard: Shard, bucket: int) -> Iterator[tuple[Order, Kept]]:
    return (((shard.number, kept.at), kept) for kept in read_bucket(folder, shard, bucket))


def _once(all_kept: Iterable[tuple[Order, Kept]]) -> Iterator[tuple[Order, Kept]]:
    seen: set[bytes] = set()
    for order, kept in all_kept:
        digest = sha256(kept.line + b"\n" + (kept.page or b"")).digest()[:16]
        if digest not in seen:
            seen.add(digest)
            yield order, kept


def _portions(entries: Iterable[tuple[Order, Kept]]) -> Iterator[list[tuple[Order, Kept]]]:
    some: list[tuple[Order, Kept]] = []
    held = 0
    for one in entries:
        some.append(one)
        held += len(one[1].line) + len(one[1].page or b"")
        if held > _PORTION:
            yield some
            some, held = [], 0
    if some:
        yield some


def _ready(order: Order, kept: Kept) -> tuple[Order, Entry]:
    return order, Entry(decode(kept.line, "crawl"), kept.page)


def holding(shards: Sequence[tuple[Shard, dict[str, int]]], bucket: int) -> tuple[Shard, ...]:
    """The shards that have something in a bucket, by the sizes of their files."""
    return tuple(shard for shard, sizes in shards if article_file(bucket) in sizes)
