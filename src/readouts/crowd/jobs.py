"""What workers do. It must be importable where they run: what they have loaded is kept from one job to the next."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from multiprocessing import parent_process
from pathlib import Path
from typing import Literal

import msgspec

from readouts.crowd.code import fingerprint
from readouts.crowd.folder import Folder, absolute
from readouts.crowd.plan import is_changed
from readouts.crowd.records import DONE, Done, Writer, place_of, read_failed, read_marker
from readouts.crowd.relevance import why_left_out
from readouts.crowd.shards import Shard, pages_in
from readouts.errors import ExchangeError, UsageError
from readouts.knowledge import Knowledge, load
from readouts.model import Interval, Reading
from readouts.reports import read_rules
from readouts.reports.inputs import find_articles, read_found
from readouts.reports.litter import look_rarely
from readouts.reports.parallel import Row, Way
from readouts.reports.rulebook import Rulebook
from readouts.sources import Failure, Loaded, Options, Page, Passed
from readouts.sources.limits import given_limits, set_limits

Kind = Literal["read", "redo", "count", "name"]
_one_at_a_time = threading.Lock()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for all jobs of a crawl: where to, how to read, in how many buckets, by which code.

    Files of `knowledge` and `rules` are named by their absolute paths, under which workers must find them.
    """

    out: str
    buckets: int
    code: str
    limits: dict[str, int]
    relevant: bool = False
    every_page: bool = False
    published: Interval | None = None
    ignore_dates: bool = False
    knowledge: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    min_confidence: float | None = None

    @property
    def way(self) -> Way:
        """How pages are read."""
        return Way(
            options=Options(published=self.published, ignore_dates=self.ignore_dates),
            knowledge=tuple(map(Path, self.knowledge)),
            rules=tuple(map(Path, self.rules)),
            every_page=self.every_page,
            min_confidence=self.min_confidence,
        )

    @property
    def reading(self) -> bytes:
        """All that decides what comes of a shard: its folder apart, with what the files named hold."""
        files = [Path(name).read_bytes() for name in (*self.knowledge, *self.rules)]
        return msgspec.json.encode((msgspec.structs.replace(self, out=""), files))


def settings_of(out: str, way: Way, buckets: int, *, relevant: bool = False) -> Settings:
    """The settings of a crawl by this code, with the limits that hold here."""
    return Settings(
        out=out,
        buckets=buckets,
        code=fingerprint(),
        limits=given_limits(),
        relevant=relevant,
        every_page=way.every_page,
        published=way.options.published,
        ignore_dates=way.options.ignore_dates,
        knowledge=tuple(absolute(str(path)) for path in way.knowledge),
        rules=tuple(absolute(str(path)) for path in way.rules),
        min_confidence=way.min_confidence,
    )


class Job(msgspec.Struct, frozen=True):
    """A shard to `read`; its failed records to `redo`; its pages to `count`; or its first page to `name`."""

    kind: Kind
    shard: Shard


Answer = Done | int | str


def start() -> None:
    """Makes a process of this machine ready: it ends with the one that started it, and leaves Ctrl-C to that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def work(job: Job, settings: Settings) -> Answer:
    """Does a job: what came of a shard or of its failed records, how many pages it has, or the name of its first page.

    Where failed records cannot be read alone, since the shard's files are others now, there are 0 of them.

    Raises UsageError where the worker has other code, OSError where it cannot write.
    """
    if settings.code != fingerprint():
        raise UsageError(f"this worker reads by {fingerprint()}, the crawl by {settings.code}; make them one")
    with _one_at_a_time:
        set_limits(settings.limits)
        if job.kind == "read":
            return read_shard(job.shard, settings)
        if job.kind == "redo":
            return redo_failed(job.shard, settings) or 0
        if job.kind == "count":
            return job.shard.first + sum(1 for _ in pages_in(job.shard))
        return next((page.source if isinstance(page, Page) else page.path for _, page in pages_in(job.shard)), "")


def read_shard(shard: Shard, settings: Settings) -> Done:
    """Reads a shard into its files and marks it as done; what is there of it already is written anew."""
    Folder(settings.out).remove(place_of(shard.failed, DONE))
    return _read(shard, settings, pages_in(shard))


def redo_failed(shard: Shard, settings: Settings) -> Done | None:
    """Reads the records of a shard that failed, and nothing else; None where its files are others than they were.

    They are others where one was changed, or where it has more records than were read, as when a cut one is mended.
    """
    folder = Folder(settings.out)
    done = read_marker(folder, shard, DONE, Done)
    wanted = {one.at for one in read_failed(folder, shard)}
    if done is None or any(is_changed(piece) for piece in shard.pieces):
        return None
    count, pages = 0, []
    for at, page in pages_in(shard):
        count += 1
        if at in wanted:
            pages.append((at, page))
    return _read(shard.failed, settings, pages) if count == done.records else None


def _read(shard: Shard, settings: Settings, pages: Iterable[tuple[int, Page | Failure]]) -> Done:
    folder = Folder(settings.out)
    places: deque[int] = deque()
    with Writer(folder, shard, settings.buckets) as writer:
        for row in _rows(_noted(pages, places), settings.way):
            at = places.popleft()
            if isinstance(row, Passed):
                writer.pass_over()
            elif isinstance(row, Failure):
                writer.fail(at, row.path, row.reason)
            elif reason := settings.relevant and why_left_out(row[1]):
                writer.leave_out(reason)
            else:
                _keep(writer, at, *row)
    done = writer.done()
    folder.write(place_of(shard, DONE), msgspec.json.encode(done))
    return done


def _keep(writer: Writer, at: int, loaded: Loaded, reading: Reading) -> None:
    try:
        writer.keep(at, loaded, reading)
    except ExchangeError as error:  # it cannot be written down as it is
        writer.fail(at, reading.article.source, str(error))


def _noted(pages: Iterable[tuple[int, Page | Failure]], places: deque[int]) -> Iterator[Page | Failure]:
    """The pages alone; the place of each is noted."""
    for at, page in pages:
        places.append(at)
        yield page


def _rows(pages: Iterable[Page | Failure], way: Way) -> Iterator[Row]:
    """What comes of each page, in order."""
    knowledge, rules = _ready(way)
    articles = find_articles(pages, way.options, lambda: knowledge, gated=not way.every_page)
    return read_found(articles, knowledge, full=way.full, min_confidence=way.min_confidence, rules=rules)


@cache
def _ready(way: Way) -> tuple[Knowledge, Rulebook | None]:
    ready = load(way.knowledge), read_rules(way.rules)
    look_rarely()
    return ready
