"""Drives a crawl: what is missing is read, what kills its readers is narrowed down, all else goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from readouts.crowd.cluster import open_engine
from readouts.crowd.code import fingerprint
from readouts.crowd.engines import Engine, EngineLost, Refused, Result
from readouts.crowd.folder import Folder
from readouts.crowd.jobs import Job, settings_of
from readouts.crowd.plan import SHARD_SIZE, make_plan
from readouts.crowd.records import DONE, GONE, SPLIT, Done, Gone, Split, place_of
from readouts.crowd.shards import Shard
from readouts.crowd.state import Crawl, Missing, all_leaves, find_missing, forget_failed, load_crawl, save_crawl
from readouts.errors import UsageError
from readouts.reports.parallel import Way

BUCKETS = 8
_DIED = "the process that read it died (killed, or out of memory), each time anew; it is left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be crawled into which folder, and how.

    `scheduler` is the address of Dask's; without one `workers` processes of this machine read. `relevant` keeps only
    articles that tell of something; a shard has about `shard_size` bytes and `buckets` files of articles; with `redo`
    what failed or was given up is read again.
    """

    inputs: Sequence[str]
    out: str
    way: Way
    scheduler: str | None = None
    workers: int = 1
    relevant: bool = False
    shard_size: int = SHARD_SIZE
    buckets: int = BUCKETS
    redo: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A shard or a part of one that has ended, with what came of it."""

    shard: Shard
    done: Done | None
    before: bool = False


@dataclass(slots=True)
class Crawled:
    """What lies in a crawl's folder now: shards read now and before, what came of them, what is missing.

    `again` are records that had failed and were read once more, alone.
    """

    shards: int = 0
    again: int = 0
    before: int = 0
    records: int = 0
    kept: int = 0
    passed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    contacts: int = 0
    missing: list[Missing] = field(default_factory=list)
    broken_off: str | None = None


def crawl(
    order: Order,
    *,
    expect: Callable[[int], None] = lambda _: None,
    tell: Callable[[Step], None] = lambda _: None,
    say: Callable[[str], None] = lambda _: None,
) -> Crawled:
    """Reads inputs into a folder, shard by shard, on the workers of a scheduler or processes of this machine.

    A shard that the folder has already, of the same files, read by the same code in the same way, is not read again.
    Without inputs the folder's own plan is gone on with, in its own way. `expect` is called with the bytes to be read,
    `tell` with each shard, `say` with what a person should know meanwhile. Raises UsageError where there is nothing to
    read or no engine, OSError where the folder cannot be written.
    """
    folder = Folder(order.out)
    if order.inputs:
        settings = settings_of(folder.place, order.way, order.buckets, relevant=order.relevant)
        plan = Crawl(settings, tuple(make_plan(order.inputs, settings.reading, order.shard_size)))
        save_crawl(folder, plan)
    else:
        plan = _plan_there(folder)
    failed = forget_failed(folder, plan) if order.redo else []
    crawled = Crawled()
    missing: dict[str, Shard] = {}
    for leaf in all_leaves(folder, plan):
        if leaf.marker is None:
            missing[leaf.shard.name] = leaf.shard
        else:
            crawled.before += not leaf.shard.again
            tell(Step(leaf.shard, leaf.marker if isinstance(leaf.marker, Done) else None, before=True))
    refused: dict[str, str] = {}
    jobs = [*(Job("read", shard) for shard in missing.values()), *(Job("redo", shard) for shard in failed)]
    if jobs:
        expect(sum(shard.size for shard in missing.values()))
        engine = open_engine(plan.settings, order.scheduler, min(order.workers, len(jobs)), say)
        drive = _Drive(folder, engine, refused, tell, say)
        try:
            drive.run(jobs)
        except EngineLost as error:
            crawled.broken_off = str(error)
        finally:
            crawled.shards, crawled.again = drive.read, drive.again
            engine.close()
    _sum_up(folder, plan, crawled, refused)
    return crawled


def _plan_there(folder: Folder) -> Crawl:
    """The plan of a folder, to be gone on with by the same code."""
    plan = load_crawl(folder)
    if plan.settings.code != fingerprint():
        raise UsageError(
            f"{folder.place}: begun by {plan.settings.code}, this is {fingerprint()}; give the inputs again"
        )
    return Crawl(msgspec.structs.replace(plan.settings, out=folder.place), plan.shards)


def _sum_up(folder: Folder, plan: Crawl, crawled: Crawled, refused: Mapping[str, str]) -> None:
    """Counts what there is now."""
    for leaf in all_leaves(folder, plan):
        if isinstance(leaf.marker, Done):
            crawled.records += leaf.marker.records
            crawled.kept += leaf.marker.kept
            crawled.passed += leaf.marker.passed
            crawled.left_out.update(leaf.marker.left_out)
            crawled.contacts += leaf.marker.contacts
    crawled.missing = list(find_missing(folder, plan, refused))


class _Drive:
    """Hands shards to an engine until all have ended."""

    def __init__(
        self,
        folder: Folder,
        engine: Engine,
        refused: dict[str, str],
        tell: Callable[[Step], None],
        say: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._engine = engine
        self._refused = refused
        self._tell = tell
        self._say = say
        self._open = 0
        self.read = self.again = 0

    def run(self, jobs: Sequence[Job]) -> None:
        """Has jobs done and what follows from them; `read` counts the shards and parts that were read, `again` the
        failed records. Raises EngineLost."""
        for job in jobs:
            self._submit(job)
        while self._open:
            job, result = self._engine.next()
            self._open -= 1
            self._take(job, result)

    def _submit(self, job: Job) -> None:
        self._engine.submit(job)
        self._open += 1

    def _take(self, job: Job, result: Result) -> None:
        shard = job.shard
        if isinstance(result, Refused):
            if result.general:
                raise EngineLost(result.reason)
            self._refused[shard.name] = result.reason
            self._tell(Step(shard, None))
        elif isinstance(result, Done):
            if job.kind == "redo":
                self.again += result.records
            else:
                self.read += 1
            self._tell(Step(shard.failed if job.kind == "redo" else shard, result))
        elif job.kind == "redo":  # its files are others now, or a record of it kills
            self._folder.remove(place_of(shard, DONE))
            self._submit(Job("read", shard))
        elif isinstance(result, int):
            self._split(shard, result)
        elif isinstance(result, str):
            self._give_up(shard, Gone(result, _DIED, alone=True))
        elif job.kind == "read":
            self._narrow(shard)
        else:  # it dies where the pages are only counted or named
            self._give_up(shard, Gone(shard.sources, f"{result.reason}, before any of its records could be told"))

    def _narrow(self, shard: Shard) -> None:
        """Goes on with parts of a shard that killed its workers, down to the one record that does."""
        if shard.last is None:
            self._submit(Job("count", shard))
        elif shard.last - shard.first > 1:
            self._split(shard, shard.last)
        else:
            self._submit(Job("name", shard))

    def _split(self, shard: Shard, pages: int) -> None:
        if pages <= shard.first:
            self._give_up(shard, Gone(shard.sources, "workers died at it, and it has no records"))
            return
        self._folder.write(place_of(shard, SPLIT), msgspec.json.encode(Split(pages)))
        self._say(f"{shard.sources}: a worker died at it, it is read in parts")
        for part in shard.parts(pages):
            self._submit(Job("read", part))

    def _give_up(self, shard: Shard, gone: Gone) -> None:
        self._folder.write(place_of(shard, GONE), msgspec.json.encode(gone))
        self._tell(Step(shard, None))
