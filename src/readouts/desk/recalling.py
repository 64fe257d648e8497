"""Answers that take long are given again for a while, so that many readers of one large ledger do not wait for each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TypeVar

AGE = 30.0
"""Seconds for which an answer that took long is given again."""

LONG = 0.015
"""Seconds from which on it took long; what comes quicker is always worked out anew."""

_MOST = 500

Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Kept:
    lock: Lock = field(default_factory=Lock)
    answer: object = None
    made: float = float("-inf")


class Recall:
    """Answers by question. Whoever comes while an old one is worked out anew is given the old one."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer to a question, at most AGE seconds old; fresh where it comes quickly."""
        with self._lock:
            kept = self._kept.setdefault(question, _Kept())
            self._kept.move_to_end(question)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        had = kept.made > float("-inf")
        if had and (self._clock() - kept.made < AGE or not kept.lock.acquire(blocking=False)):
            return kept.answer  # type: ignore[return-value]
        if not had:
            kept.lock.acquire()
        try:
            if kept.made > float("-inf") and self._clock() - kept.made < AGE:
                return kept.answer  # type: ignore[return-value]
            begun = self._clock()
            found = work_out()
            ended = self._clock()
            kept.answer, kept.made = (found, ended) if ended - begun >= LONG else (None, float("-inf"))
            return found
        finally:
            kept.lock.release()
