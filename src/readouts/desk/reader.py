"""Reads articles that somebody pastes or drops, in a process of its own that is ended where it takes too long."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from io import BytesIO
from multiprocessing import get_context
from threading import Lock

from readouts.errors import UsageError
from readouts.ledger import Entry
from readouts.sources import Failure

LARGEST = 2 * 1024 * 1024
"""Bytes of what is read."""

MOST = 20
"""Articles of one file."""

SLOWEST = 60.0
"""Seconds, of which the first reading takes several to load the rules."""


class Reader:
    """One process that reads, started when it is first needed; whoever comes while it reads waits."""

    def __init__(self, slowest: float = SLOWEST) -> None:
        self._slowest = slowest
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def read(self, content: bytes, published: str) -> list[Entry | Failure]:
        """The readings of a text, page or file of JSON lines; raises UsageError where it is too much or too slow."""
        if len(content) > LARGEST:
            raise UsageError(f"that is more than {LARGEST // 1024 // 1024} MB; `readouts add` takes more")
        with self._lock:
            self._pool = self._pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            waiting = self._pool.submit(read_content, content, published)
            try:
                return waiting.result(self._slowest)
            except (TookTooLong, BrokenProcessPool):
                self._end()
                raise UsageError(
                    f"it could not be read within {self._slowest:g} seconds; give less of it, or use `readouts add`"
                ) from None

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._pool:
            for process in list((self._pool._processes or {}).values()):
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def read_content(content: bytes, published: str) -> list[Entry | Failure]:
    """What the reading process does: the first articles of some bytes, with the days they appeared unless they say."""
    from itertools import islice

    from readouts.knowledge import load
    from readouts.knowledge.days import read_days
    from readouts.reports import read_inputs
    from readouts.sources import Options, read

    days = read_days(published) if published else None
    loaded = islice(read("-", Options(published=days), stdin=BytesIO(content)), MOST)
    found: list[Entry | Failure] = []
    for one in read_inputs(loaded, load(), full=True):
        found.append(one if isinstance(one, Failure) else Entry(one[1], one[0].raw))
    return found
