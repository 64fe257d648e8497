"""Pages → readings in several processes: the same readings in the same order as in one."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path

from readouts.knowledge import Knowledge
from readouts.model import Reading
from readouts.reports.inputs import find_articles, read_found
from readouts.reports.litter import look_rarely
from readouts.reports.ownrules import read_rules
from readouts.reports.rulebook import Rulebook
from readouts.sources import Failure, Loaded, Options, Page, Passed
from readouts.sources.limits import given_limits, set_limits

Row = tuple[Loaded, Reading] | Failure | Passed
# What a process is handed at once: enough to be parsed together, little enough to be held several times over.
_PAGES = 64
_BYTES = 4_000_000
_DIED = "the process that read it died (killed, or out of memory), and once more alone; it is left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How pages are read: all that a process has to know.

    `every_page` looks for an article in each page of an archive, those too in which nothing can tell of a contact.
    """

    options: Options = field(default_factory=Options)
    knowledge: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    full: bool = False
    every_page: bool = False
    min_confidence: float | None = None


def read_pages(pages: Iterable[Page | Failure], way: Way, jobs: int) -> Iterator[Row]:
    """Each page with its reading, failures passed on where they stand, read by `jobs` processes.

    The rows and their order are those of one process. Where a process dies, what it was at is read again, a page at a
    time in a process of its own; a page at which that dies too is a Failure, and the rest goes on. A few hundred pages
    are held.
    """
    crew = _Crew(way, jobs)
    waiting: deque[tuple[list[Page | Failure], Future[list[Row]]]] = deque()
    try:
        for some in _portions(pages):
            waiting.append((some, crew.hand(some)))
            if len(waiting) > 2 * jobs:
                yield from crew.take(waiting)
        while waiting:
            yield from crew.take(waiting)
    finally:
        crew.dismiss()


def _portions(pages: Iterable[Page | Failure]) -> Iterator[list[Page | Failure]]:
    some: list[Page | Failure] = []
    held = 0
    for page in pages:
        some.append(page)
        held += len(page.raw) if isinstance(page, Page) else 0
        if len(some) >= _PAGES or held >= _BYTES:
            yield some
            some, held = [], 0
    if some:
        yield some


class _Crew:
    """Processes that read; replaced when one of them dies."""

    def __init__(self, way: Way, jobs: int) -> None:
        self._way = way
        self._jobs = jobs
        self._pool = self._new(jobs)
        self._lone: ProcessPoolExecutor | None = None  # the one process that reads a page alone

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, get_context("spawn"), _start, (self._way, given_limits()))

    def hand(self, some: list[Page | Failure]) -> Future[list[Row]]:
        """Hands out a portion; where the processes have died already, its rows will say so."""
        try:
            return self._pool.submit(_read_portion, some)
        except BrokenProcessPool as error:
            broken: Future[list[Row]] = Future()
            broken.set_exception(error)
            return broken

    def take(self, waiting: deque[tuple[list[Page | Failure], Future[list[Row]]]]) -> list[Row]:
        """The rows of the portion that has waited longest."""
        some, rows = waiting.popleft()
        try:
            return rows.result()
        except BrokenProcessPool:
            self._replace(waiting)
            return [row for page in some for row in self._alone(page)]

    def _replace(self, waiting: deque[tuple[list[Page | Failure], Future[list[Row]]]]) -> None:
        """Takes on new processes, and hands them again what the others did not come to."""
        self.dismiss()
        self._pool = self._new(self._jobs)
        for index, (some, rows) in enumerate(waiting):
            if not (rows.done() and rows.exception() is None):
                waiting[index] = (some, self.hand(some))

    def _alone(self, page: Page | Failure) -> list[Row]:
        """The row of one page, read while nothing else is read by its process."""
        if isinstance(page, Failure):
            return [page]
        if self._lone is None:
            self._lone = self._new(1)
        try:
            return self._lone.submit(_read_portion, [page]).result()
        except BrokenProcessPool:
            self._lone = None
            return [Failure(page.source, _DIED)]

    def dismiss(self) -> None:
        """Ends the processes, whatever they are at."""
        for pool in (self._pool, self._lone):
            if pool is not None:
                processes = list((pool._processes or {}).values())
                pool.shutdown(wait=False, cancel_futures=True)
                for process in processes:
                    process.terminate()
        self._lone = None


@dataclass(slots=True)
class _Bench:
    """What a process has ready."""

    way: Way
    knowledge: Knowledge
    rules: Rulebook | None


_bench: list[_Bench] = []


def _start(way: Way, limits: dict[str, int]) -> None:
    """Makes a process ready; it ends with the one that started it, and leaves Ctrl-C to that."""
    from readouts.knowledge import load

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_limits(limits)
    _bench[:] = [_Bench(way, load(way.knowledge), read_rules(way.rules))]
    look_rarely()
    gc.freeze()  # what is ready stays: it is never looked through


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_portion(some: list[Page | Failure]) -> list[Row]:
    (bench,) = _bench
    way = bench.way
    gated = not (way.full or way.every_page)
    inputs = find_articles(some, way.options, lambda: bench.knowledge, gated=gated)
    return list(
        read_found(inputs, bench.knowledge, full=way.full, min_confidence=way.min_confidence, rules=bench.rules)
    )
