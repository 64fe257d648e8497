"""What carries jobs out: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import errno
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Protocol

from readouts.crowd.jobs import Answer, Job, Settings, start, work
from readouts.errors import ReadoutsError, UsageError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)


class EngineLost(ReadoutsError):
    """What carried the jobs out is gone: nothing more can be done now, and what was done is kept."""


@dataclass(frozen=True, slots=True)
class Died:
    """A job at which workers died, more often than chance would have it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A job that ended with an error; after one that is `general` no other job can end well either."""

    reason: str
    general: bool = False


Result = Answer | Died | Refused


class Engine(Protocol):
    """Carries jobs out, several at a time."""

    def submit(self, job: Job) -> None:
        """Takes on a job."""

    def next(self) -> tuple[Job, Result]:
        """Waits for the next job that ends. Raises EngineLost."""

    def close(self) -> None:
        """Ends it, with whatever it is still at."""


def worded(error: BaseException) -> str:
    """An error in one line, for people."""
    if isinstance(error, OSError):
        return f"{error.filename or 'the folder of the crawl'}: {(error.strerror or str(error)).lower()}"
    if isinstance(error, ReadoutsError):
        return str(error)
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def refusal(error: BaseException) -> Refused:
    """What an error means for the crawl."""
    return Refused(worded(error), isinstance(error, UsageError) or getattr(error, "errno", None) in _NO_ROOM)


class Processes:
    """Processes of this machine; those that die are replaced.

    Of the jobs under way when one dies each is done again alone, so that it shows which of them was at fault.
    """

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings = settings
        self._workers = workers
        self._pool = self._new(workers)
        self._waiting: deque[Job] = deque()
        self._under_way: dict[Future[Answer], Job] = {}
        self._suspects: deque[Job] = deque()

    def _new(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, get_context("spawn"), start)

    def submit(self, job: Job) -> None:
        """Takes on a job."""
        self._waiting.append(job)

    def next(self) -> tuple[Job, Result]:
        """Waits for the next job that ends."""
        while not self._suspects:
            while self._waiting and len(self._under_way) < 2 * self._workers:
                job = self._waiting.popleft()
                try:
                    self._under_way[self._pool.submit(work, job, self._settings)] = job
                except BrokenProcessPool:
                    self._waiting.appendleft(job)
                    break
            ended, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
            for future in ended:
                if not isinstance(future.exception(), BrokenProcessPool):
                    return self._under_way.pop(future), _result(future)
            self._suspects.extend(self._under_way.values())
            self._under_way.clear()
            self._end()
            self._pool = self._new(self._workers)
        return self._alone(self._suspects.popleft())

    def _alone(self, job: Job) -> tuple[Job, Result]:
        for _ in range(2):  # once more: what killed it may have come from outside
            with self._new(1) as pool:
                future = pool.submit(work, job, self._settings)
                if not isinstance(future.exception(), BrokenProcessPool):
                    return job, _result(future)
        return job, Died("the process died (killed, or out of memory), each time anew")

    def close(self) -> None:
        """Ends the processes, whatever they are at."""
        self._end()

    def _end(self) -> None:
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


def _result(future: Future[Answer]) -> Result:
    error = future.exception()
    return future.result() if error is None else refusal(error)
