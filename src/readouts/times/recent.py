"""What was made of the last texts, kept for whoever asks again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

Made = TypeVar("Made")
# Texts that are read together have about so many characters; they are dated first, and their expressions read later.
MOST = 400_000


def keep_recent(make: Callable[[str], Made]) -> Callable[[str], Made]:
    """The same function, which keeps what it made of the last texts: of MOST characters, of the last one in any case.

    What is kept is given to everybody who asks: it must not be changed.
    """
    kept: dict[str, Made] = {}
    held = 0
    lock = Lock()

    @wraps(make)
    def recall(text: str) -> Made:
        nonlocal held
        with lock:
            if text in kept:
                return kept[text]
        made = make(text)
        with lock:
            if text not in kept:
                kept[text] = made
                held += len(text)
            while held > MOST and len(kept) > 1:
                oldest = next(iter(kept))
                del kept[oldest]
                held -= len(oldest)
        return made

    return recall
