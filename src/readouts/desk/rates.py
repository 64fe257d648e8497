"""How often something may be tried: so many times within so many seconds, by whom and what for."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

_MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`times` within `seconds`."""

    times: int
    seconds: float


WRONG_PASSWORDS = Rate(5, 900)
"""Wrong passwords of one name from one address."""
WRONG_FROM_ADDRESS = Rate(30, 900)
"""Wrong passwords from one address, whatever the names."""
WRONG_FOR_NAME = Rate(100, 900)
"""Wrong passwords of one name, wherever from: high, so that nobody locks out somebody else easily."""


class Counter:
    """Counts what happened lately, by key; of very many keys it forgets those that were counted longest ago."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[Hashable, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: Hashable, rate: Rate) -> float:
        """Seconds until the rate allows one more; 0 where it does now."""
        with self._lock:
            times = self._lately(key, rate)
            return max(times[0] + rate.seconds - self._clock(), 0.0) if len(times) >= rate.times else 0.0

    def count(self, key: Hashable, rate: Rate) -> None:
        """Notes that it happened once more."""
        with self._lock:
            times = self._lately(key, rate)
            times.append(self._clock())
            self._seen[key] = times
            self._seen.move_to_end(key)
            while len(self._seen) > _MOST_KEYS:
                self._seen.popitem(last=False)

    def forget(self, key: Hashable) -> None:
        """Begins anew for a key."""
        with self._lock:
            self._seen.pop(key, None)

    def _lately(self, key: Hashable, rate: Rate) -> deque[float]:
        times = self._seen.get(key, deque())
        first = self._clock() - rate.seconds
        while times and times[0] <= first:
            times.popleft()
        return times
