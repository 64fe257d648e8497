"""Jobs on a Dask cluster: futures only, each shard one task."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from readouts.crowd.engines import Died, Engine, EngineLost, Processes, Result, refusal, worded
from readouts.crowd.folder import Folder
from readouts.crowd.jobs import Answer, Job, Settings, work
from readouts.crowd.records import DONE, Done, read_marker
from readouts.errors import UsageError

if TYPE_CHECKING:
    from distributed import Future, Scheduler

ALLOWED_FAILURES = 1
"""How many workers may die at one job before it is suspected; alone it is then tried as often again."""

PATIENCE = 30.0
"""Seconds in which a scheduler must answer."""

_LOOK = 1.0  # seconds between two looks at the scheduler and its workers


def open_engine(settings: Settings, scheduler: str | None, workers: int, say: Callable[[str], None]) -> Engine:
    """The workers of a scheduler; without one, `workers` processes of this machine.

    `say` is told what a person should know while waiting. Raises UsageError where Dask is missing or no scheduler
    answers.
    """
    if scheduler is None:
        return Processes(settings, workers)
    try:
        return DaskCluster(settings, scheduler, say)
    except ImportError as error:
        raise UsageError(f"--scheduler needs Dask ({error}); pip install 'readouts[cluster]'") from None


class DaskCluster:
    """The workers of a scheduler."""

    def __init__(self, settings: Settings, scheduler: str, say: Callable[[str], None]) -> None:
        import dask
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._settings = settings
        self._folder = Folder(settings.out)
        self._name = scheduler
        self._say = say
        try:
            with dask.config.set({"distributed.comm.timeouts.connect": PATIENCE}):
                self._client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
            self._client.run_on_scheduler(bear)
        except (OSError, ValueError) as error:
            raise UsageError(f"{scheduler}: no scheduler answers there ({' '.join(str(error).split())})") from None
        self._jobs: dict[str, Job] = {}
        self._futures: dict[str, Future[Answer]] = {}
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._numbers = count()
        self._waiting: deque[Job] = deque()
        self._suspects: deque[Job] = deque()
        self._alone = ""  # the job beside which no other was handed out, if there is one
        self._idle = 0

    def submit(self, job: Job) -> None:
        """Takes on a job."""
        self._waiting.append(job)

    def next(self) -> tuple[Job, Result]:
        """Waits for the next job that ends. Raises EngineLost where the scheduler is gone."""
        while True:
            self._hand_out()
            try:
                key = self._ended.get(timeout=_LOOK)
            except Empty:
                continue
            job, future = self._jobs.pop(key), self._futures.pop(key)
            if future.status == "cancelled":
                raise self._gone()
            result = self._result(job, future)
            if result is None:
                self._waiting.append(job)
            elif isinstance(result, Died) and key != self._alone:
                self._suspects.append(job)
            else:
                return job, result

    def _hand_out(self) -> None:
        """Hands out as many jobs as there are hands, for a worker's death is held against all that it has.

        A job at which workers died is done once more when all others have ended, so that it shows whose fault it was.
        """
        hands = self._hands()
        while self._waiting and len(self._futures) < hands:
            self._send(self._waiting.popleft())
        if not self._futures and not self._waiting and self._suspects and hands:
            self._send(self._suspects.popleft())

    def _hands(self) -> int:
        """The threads of all workers; says so where there is nobody to do the work. Raises EngineLost."""
        try:
            if self._client.status != "running":
                raise self._gone()
            hands: int = sum(self._client.nthreads().values())
        except (OSError, TimeoutError):
            raise self._gone() from None
        self._idle = 0 if hands else self._idle + 1
        if self._idle == PATIENCE // _LOOK:
            self._say(f"{self._name} has no workers; waiting for some")
        return hands

    def _send(self, job: Job) -> None:
        key = f"{job.kind}-{job.shard.name}-{next(self._numbers)}-{self._client.id}"
        try:
            future = self._client.submit(work, job, self._settings, key=key, pure=False)
        except Exception as error:
            raise EngineLost(f"{self._name}: {worded(error)}") from None
        self._alone = "" if self._futures else key
        self._jobs[key], self._futures[key] = job, future
        future.add_done_callback(lambda ended: self._ended.put(ended.key))

    def _gone(self) -> EngineLost:
        return EngineLost(f"the scheduler at {self._name} is gone")

    def _result(self, job: Job, future: Future[Answer]) -> Result | None:
        """What came of a job; None where that was lost with the worker that had it.

        What came of reading is told by what lies in the folder: that outlives a worker.
        """
        from distributed import KilledWorker

        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                return Died(f"{ALLOWED_FAILURES + 1} workers died at it (killed, or out of memory)")
            return refusal(error if error is not None else RuntimeError("it ended without a word"))
        if job.kind == "read":
            return read_marker(self._folder, job.shard, DONE, Done)
        answer: Answer | None = future.result() if future.status == "finished" else None
        return answer

    def close(self) -> None:
        """Lets go of the scheduler, and of what it still has to do for us."""
        with suppress(Exception):  # it may be gone
            self._client.close(timeout=5)


def bear(dask_scheduler: Scheduler) -> None:
    """Lets no more than so many workers die at a task; run on the scheduler."""
    dask_scheduler.allowed_failures = ALLOWED_FAILURES
