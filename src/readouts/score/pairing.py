"""Pairing gold with predictions one to one, the best fit first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Gold = TypeVar("Gold")
Guess = TypeVar("Guess")


def pair(gold: Sequence[Gold], guesses: Sequence[Guess], fit: Callable[[Gold, Guess], float]) -> list[tuple[int, int]]:
    """The pairs as (index in gold, index in guesses), best fit first; a fit of 0 makes no pair.

    Of equal fits the one later in the gold, then the one later in the guesses, goes first.
    """
    fits = [(fit(want, got), i, j) for i, want in enumerate(gold) for j, got in enumerate(guesses)]
    pairs: list[tuple[int, int]] = []
    free_gold, free_guesses = set(range(len(gold))), set(range(len(guesses)))
    for score, i, j in sorted(fits, reverse=True):
        if score > 0 and i in free_gold and j in free_guesses:
            free_gold.discard(i)
            free_guesses.discard(j)
            pairs.append((i, j))
    return pairs
