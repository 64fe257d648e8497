"""What the processes of one desk share: that something was written, and what was tried how often."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from mmap import mmap
from multiprocessing import get_context
from multiprocessing.managers import BaseManager
from typing import cast

from readouts.desk.rates import Counter

_WIDE = 8


class Epoch:
    """Changes with everything that one of some processes writes: each has a number of its own, which all can see."""

    def __init__(self, processes: int = 1) -> None:
        self._numbers = mmap(-1, processes * _WIDE)
        self._own = slice(0, _WIDE)

    def become(self, process: int) -> None:
        """Counts as the process of this number from now on."""
        self._own = slice(process * _WIDE, (process + 1) * _WIDE)

    def advance(self) -> None:
        """Notes that this process wrote; one thread at a time."""
        number = int.from_bytes(self._numbers[self._own], "little")
        self._numbers[self._own] = (number + 1).to_bytes(_WIDE, "little")

    @property
    def now(self) -> bytes:
        """What is equal as long as nobody wrote."""
        return self._numbers[:]


@dataclass(frozen=True, slots=True)
class Shared:
    """The epoch, the counts of wrong passwords and those of what each visitor sent."""

    epoch: Epoch = field(default_factory=Epoch)
    wrong_passwords: Counter = field(default_factory=Counter)
    posts: Counter = field(default_factory=Counter)


@contextmanager
def share(processes: int) -> Iterator[Shared]:
    """What so many processes share that are forked within the block; a process more keeps their counts meanwhile."""
    manager = _Counters(ctx=get_context("fork"))
    manager.start(_stay)
    try:
        yield Shared(Epoch(processes), *(cast("Counter", manager.counter()) for _ in range(2)))  # type: ignore[attr-defined]
    finally:
        manager.shutdown()


class _Counters(BaseManager):
    """Keeps counts for others."""


_Counters.register("counter", Counter)


def _stay() -> None:
    """Ends when it is told to, not when Ctrl-C ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
