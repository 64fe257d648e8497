"""A crawl into a ledger: its buckets made ready side by side, then written by one."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from readouts.crowd.folder import Folder
from readouts.crowd.jobs import start
from readouts.crowd.prepare import Order, Parcel, holding, prepare, read_ready
from readouts.crowd.records import Done, Gone, read_failed
from readouts.crowd.state import Leaf, Missing, all_leaves, find_missing, load_crawl
from readouts.errors import LedgerError
from readouts.ledger import Entry, Ledger
from readouts.ledger.add import AddResult
from readouts.sources import Failure

Noticed = Callable[[Entry | Failure], None]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge: what the ledger took, and what of the crawl is missing."""

    added: AddResult
    missing: list[Missing]


def merge(
    place: str,
    ledger: Ledger,
    *,
    jobs: int = 1,
    started: str | None = None,
    expect: Callable[[int], None] = lambda _: None,
    tell: Noticed = lambda _: None,
) -> Merged:
    """Writes a crawl into a ledger, as `readouts add` of the same inputs would have.

    `jobs` processes make the buckets ready in files of this machine (where TMPDIR says), then one writes them in the
    order of the inputs. Stopped, the ledger is whole; done again, what it has is passed over. What was not read yet is
    left out and told. `expect` is called with the number of articles, `tell` with each. Raises UsageError where there
    is no crawl, SourceError where a file of it is damaged, LedgerError.
    """
    folder = Folder(place)
    crawl = load_crawl(folder)
    found = list(all_leaves(folder, crawl))
    done = [(leaf.shard, leaf.marker.sizes) for leaf in found if isinstance(leaf.marker, Done)]
    with TemporaryDirectory(prefix="readouts-merge-") as name:
        parcels = [
            Parcel(folder.place, holding(done, bucket), bucket, Path(name) / f"{bucket:03}")
            for bucket in range(crawl.settings.buckets)
        ]
        numbers = _prepare_all(parcels, jobs)
        failures = list(_failures(folder, found))
        expect(sum(numbers) + len(failures))
        streams = [read_ready(parcel.into) for parcel in parcels]
        entries = _in_order(failures, streams, tell)
        added = ledger.add(entries, started=started)
    return Merged(added, list(find_missing(folder, crawl)))


def _prepare_all(parcels: Sequence[Parcel], jobs: int) -> list[int]:
    """Makes every bucket ready; returns how many entries each has."""
    if jobs == 1:
        return [prepare(parcel) for parcel in parcels]
    with _pool(min(jobs, len(parcels))) as pool:
        waiting = [pool.submit(prepare, parcel) for parcel in parcels]
        try:
            return [future.result() for future in as_completed(waiting)]
        except BrokenProcessPool:
            raise LedgerError(
                "a process that made a bucket ready died (killed, or out of memory); nothing was written; "
                "merge again, with fewer --jobs"
            ) from None


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block, whatever they are at."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), start)
    try:
        yield pool
    finally:
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


def _failures(folder: Folder, found: Iterable[Leaf]) -> Iterator[tuple[Order, Failure]]:
    """What could not be read, each in its place among all records."""
    for leaf in found:
        if isinstance(leaf.marker, Gone) and leaf.marker.alone:
            yield (leaf.shard.number, leaf.shard.first), Failure(leaf.marker.source, leaf.marker.reason)
        elif isinstance(leaf.marker, Done) and leaf.marker.failed:
            for one in read_failed(folder, leaf.shard):
                yield (leaf.shard.number, one.at), Failure(one.source, one.reason)


def _in_order(
    failures: Sequence[tuple[Order, Failure]], streams: Sequence[Iterator[tuple[Order, Entry]]], tell: Noticed
) -> Iterator[Entry | Failure]:
    every: list[Iterator[tuple[Order, Entry | Failure]]] = [iter(failures), *streams]
    for _, one in heapq.merge(*every, key=lambda pair: pair[0]):
        tell(one)
        yield one
