"""Whom a written name may mean: exact first, then near spellings of the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import JaroWinkler

from readouts.knowledge.nouns import Person
from readouts.text import fold

# "Zelenskyy" for "Zelensky", "Mohammad" for "Mohammed"; below it "Larijani" would be "Lariani".
_NEAR = 0.92
_SHORTEST = 5


class Names:
    """An index of persons by folded name; `titles` are the folded words that may stand before one."""

    def __init__(self, persons: Iterable[Person], titles: frozenset[str]) -> None:
        self._titles = titles
        self._full: dict[str, dict[str, None]] = defaultdict(dict)
        self._short: dict[str, dict[str, None]] = defaultdict(dict)
        self._by_shape: dict[tuple[int, str], list[str]] = defaultdict(list)
        for person in persons:
            for name in (person.name, *person.aliases):
                self._full[fold(name)][person.id] = None
            for name in person.short:
                self._short[fold(name)][person.id] = None
        for name in (*self._full, *self._short):
            words = name.split()
            self._by_shape[len(words), words[0][0]].append(name)

    def named(self, name: str) -> tuple[str, ...]:
        """The ids of all persons the name may mean, in the order of the files."""
        words = fold(name).split()
        while words:
            exact = self._exact(" ".join(words))
            if exact:
                return exact
            if words[0] not in self._titles:
                return self._near(words)
            words = words[1:]
        return ()

    def _exact(self, folded: str) -> tuple[str, ...]:
        return tuple(self._full.get(folded, ())) or tuple(self._short.get(folded, ()))

    def _near(self, words: list[str]) -> tuple[str, ...]:
        """Persons whose name has as many words, each the same or nearly so; short words must be the same."""
        found: dict[str, None] = {}
        for name in self._by_shape.get((len(words), words[0][0]), ()):
            if all(_same(a, b) for a, b in zip(words, name.split(), strict=True)):
                found.update(dict.fromkeys(self._exact(name)))
        return tuple(found)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST:
        return False
    return JaroWinkler.similarity(one, other) >= _NEAR
