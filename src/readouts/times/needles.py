"""Which of many words stand in a text: all looked for at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation


def find_present(text: str, needles: Iterable[str]) -> set[str]:
    """Those of the words, or pieces of words, that a text holds; the empty one is in every text.

    >>> sorted(find_present("They met in Oslo.", ["met", "in Oslo", "call", ""]))
    ['', 'in Oslo', 'met']
    """
    wanted = frozenset(needles)
    finder, words = _finder(wanted)
    found = {words[number] for number, _, _ in finder.find_matches_as_indexes(text, overlapping=True)}
    return found | (wanted & {""})


@lru_cache(maxsize=64)
def _finder(needles: frozenset[str]) -> tuple[AhoCorasick, list[str]]:
    words = sorted(needles - {""})
    return AhoCorasick(words, implementation=Implementation.DFA), words
