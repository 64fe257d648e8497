"""Answers that take long are given again for a while, so that many readers of one large ledger do not wait for each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

from starlette.requests import Request

from readouts.errors import ReadoutsError
from readouts.ledger import Ledger

AGE = 30.0
"""Seconds for which an answer that took long is given again as it is."""

OLDEST = 150.0
"""Seconds up to which an older one is still given, while it is worked out anew behind."""

LONG = 0.015
"""Seconds from which on it took long; what comes quicker is always worked out anew."""

_MOST = 500

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Kept:
    lock: Lock = field(default_factory=Lock)
    answer: object = None
    made: float = float("-inf")
    epoch: Hashable = None
    renewing: bool = False


class Recall(Generic[Asked]):
    """Answers by question, worked out from what `source` opens, which is whom is asked.

    What was answered in an earlier `epoch` is forgotten: it changes with everything that is written here.
    """

    def __init__(
        self,
        source: Callable[[], AbstractContextManager[Asked]],
        epoch: Callable[[], Hashable] = lambda: None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._source = source
        self._epoch = epoch
        self._clock = clock
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, of: Asked, work_out: Callable[[Asked], Answer]) -> Answer:
        """The answer to a question, fresh where it comes quickly, else at most OLDEST seconds old.

        One that is older than AGE is given once more, and worked out anew by a connection of its own meanwhile.
        """
        with self._lock:
            kept = self._kept.setdefault(question, _Kept())
            self._kept.move_to_end(question)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        age = self._clock() - kept.made if kept.epoch == self._epoch() else float("inf")
        if age < AGE:
            return kept.answer  # type: ignore[return-value]
        if age < OLDEST:
            had = kept.answer
            with self._lock:
                renewing, kept.renewing = kept.renewing, True
            if not renewing:
                Thread(target=self._renew, args=(kept, work_out), daemon=True).start()
            return had  # type: ignore[return-value]
        with kept.lock:
            if self._clock() - kept.made < AGE and kept.epoch == self._epoch():
                return kept.answer  # type: ignore[return-value]
            return self._work_out(kept, of, work_out)

    def _renew(self, kept: _Kept, work_out: Callable[[Asked], Answer]) -> None:
        """Works an answer out anew behind, unless somebody who waits for it does.

        Nobody may hold the lock and wait for a connection: those who have one may be waiting for the lock.
        """
        try:
            with self._source() as own:
                if kept.lock.acquire(blocking=False):
                    try:
                        self._work_out(kept, own, work_out)
                    finally:
                        kept.lock.release()
        except ReadoutsError:
            kept.made = float("-inf")  # whoever asks next is told what is the matter
        finally:
            kept.renewing = False

    def _work_out(self, kept: _Kept, of: Asked, work_out: Callable[[Asked], Answer]) -> Answer:
        begun, epoch = self._clock(), self._epoch()
        found = work_out(of)
        ended = self._clock()
        kept.answer, kept.made = (found, ended) if ended - begun >= LONG else (None, float("-inf"))
        kept.epoch = epoch
        return found


def recall_of(request: Request) -> Recall[Ledger]:
    """The answers that the desk of a request keeps."""
    kept: Recall[Ledger] = request.app.state.recall
    return kept
