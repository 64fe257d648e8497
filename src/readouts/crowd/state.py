"""How far a crawl is, told by what lies in its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec
from msgspec.structs import replace

from readouts.crowd.folder import Folder
from readouts.crowd.jobs import Settings
from readouts.crowd.records import DONE, GONE, SPLIT, Done, Gone, Split, place_of, read_failed, read_marker
from readouts.crowd.shards import Shard
from readouts.errors import UsageError

PLAN = "crawl.json"


class Crawl(msgspec.Struct, frozen=True):
    """What a crawl's folder is to hold: how it is read, and all shards in their order."""

    settings: Settings
    shards: tuple[Shard, ...]


class Missing(msgspec.Struct, frozen=True):
    """A shard, a part of one or a single record that was not read, and why."""

    kind: Literal["shard", "record"]
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A shard or a part of one that is read as a whole, with the marker it has, if any."""

    shard: Shard
    marker: Done | Gone | None


def load_crawl(folder: Folder) -> Crawl:
    """What the folder is to hold; UsageError where it holds no crawl."""
    data = folder.read(PLAN)
    if data is None:
        raise UsageError(f"{folder.place}: there is no crawl here; `readouts crawl INPUT... --out DIR` makes one")
    try:
        return msgspec.json.decode(data, type=Crawl)
    except msgspec.DecodeError as error:
        raise UsageError(f"{folder.place}/{PLAN}: not what this version writes ({error}); crawl anew") from None


def save_crawl(folder: Folder, crawl: Crawl) -> None:
    """Writes down what a folder is to hold."""
    folder.write(PLAN, msgspec.json.encode(crawl))


def leaves(folder: Folder, shard: Shard) -> Iterator[Leaf]:
    """The shard itself, or the parts it was cut into, in order."""
    there = folder.sizes(f"shards/{shard.name}")
    if DONE in there:
        done = read_marker(folder, shard, DONE, Done)
        whole = done is not None and all(there.get(name) == size for name, size in done.sizes.items())
        if whole and done is not None and done.failed and not shard.again:
            again = next(leaves(folder, shard.failed))
            if again.marker is not None:  # what is told of its failed records is told there
                yield Leaf(shard, replace(done, records=done.records - done.failed, failed=0))
                yield again
                return
        yield Leaf(shard, done if whole else None)
    elif SPLIT in there and (split := read_marker(folder, shard, SPLIT, Split)):
        for part in shard.parts(split.pages):
            yield from leaves(folder, part)
    elif GONE in there:
        yield Leaf(shard, read_marker(folder, shard, GONE, Gone))
    else:
        yield Leaf(shard, None)


def all_leaves(folder: Folder, crawl: Crawl) -> Iterator[Leaf]:
    """The leaves of all shards, in order."""
    for shard in crawl.shards:
        yield from leaves(folder, shard)


def find_missing(folder: Folder, crawl: Crawl, refused: Mapping[str, str] = {}) -> Iterator[Missing]:
    """What of a crawl was not read, or could not be, in order; `refused` says why by the names of shards."""
    for leaf in all_leaves(folder, crawl):
        match leaf.marker:
            case Done():
                failed = read_failed(folder, leaf.shard) if leaf.marker.failed else ()
                yield from (Missing("record", one.source, one.reason) for one in failed)
            case Gone():
                yield Missing("record" if leaf.marker.alone else "shard", leaf.marker.source, leaf.marker.reason)
            case None:
                yield Missing("shard", leaf.shard.sources, refused.get(leaf.shard.name, "not read yet"))


def forget_failed(folder: Folder, crawl: Crawl) -> list[Shard]:
    """The shards of which records failed, to be read again; what was given up counts as not read from now on."""
    failed = []
    for leaf in list(all_leaves(folder, crawl)):
        if isinstance(leaf.marker, Gone):
            folder.remove(place_of(leaf.shard, GONE))
        elif leaf.marker is not None and leaf.marker.failed:
            failed.append(replace(leaf.shard, again=False))
    return failed
