"""Jobs on a Dask cluster: futures only, each shard one task."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from readouts.crowd.engines import Died, Engine, EngineLost, Processes, Result, refusal, worded
from readouts.crowd.jobs import Answer, Job, Settings, work
from readouts.errors import UsageError

if TYPE_CHECKING:
    from distributed import Future, Scheduler

ALLOWED_FAILURES = 2
"""How many workers may die at one task before it is given up."""

PATIENCE = 30.0
"""Seconds in which a scheduler must answer."""

_LOOK = 1.0  # seconds between two looks whether the scheduler is still there


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

    def submit(self, job: Job) -> None:
        """Takes on a job. Raises EngineLost."""
        key = f"{job.kind}-{job.shard.name}-{next(self._numbers)}-{self._client.id}"
        try:
            future = self._client.submit(work, job, self._settings, key=key, pure=False)
            self._jobs[key], self._futures[key] = job, future
            future.add_done_callback(lambda ended: self._ended.put(ended.key))
        except Exception as error:
            raise EngineLost(f"{self._name}: {worded(error)}") from None

    def next(self) -> tuple[Job, Result]:
        """Waits for the next job that ends. Raises EngineLost where the scheduler is gone."""
        looks = 0
        while True:
            try:
                key = self._ended.get(timeout=_LOOK)
                break
            except Empty:
                looks += 1
                self._look(looks)
        future = self._futures.pop(key)
        if future.status in ("cancelled", "lost"):
            raise EngineLost(f"the scheduler at {self._name} is gone")
        return self._jobs.pop(key), self._result(future)

    def _look(self, looks: int) -> None:
        """Sees whether the scheduler is there, and says so where there is nobody to do the work."""
        if self._client.status != "running":
            raise EngineLost(f"the scheduler at {self._name} is gone")
        if looks == PATIENCE // _LOOK and not self._client.scheduler_info().get("workers"):
            self._say(f"{self._name} has no workers; waiting for some")

    def _result(self, future: Future[Answer]) -> Result:
        from distributed import KilledWorker

        if future.status == "finished":
            answer: Result = future.result()
            return answer
        error = future.exception()
        if isinstance(error, KilledWorker):
            return Died(f"{ALLOWED_FAILURES + 1} workers died at it (killed, or out of memory)")
        return refusal(error if error is not None else RuntimeError("it ended without a word"))

    def close(self) -> None:
        """Lets go of the scheduler, and of what it still has to do for us."""
        with suppress(Exception):  # it may be gone
            self._client.close(timeout=5)


def bear(dask_scheduler: Scheduler) -> None:
    """Lets no more than so many workers die at a task; run on the scheduler."""
    dask_scheduler.allowed_failures = ALLOWED_FAILURES
