"""Words that tell what sort of speaker a phrase names: people unnamed, media, papers, bodies; men and women."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from readouts.errors import KnowledgeError

_FILE = "statements/data/people.toml"


@dataclass(frozen=True, slots=True)
class Called:
    """The lists of `data/people.toml`, in lower case."""

    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    unnamed: frozenset[str]
    media: frozenset[str]
    papers: frozenset[str]
    bodies: frozenset[str]
    occasions: frozenset[str]
    particles: frozenset[str]
    never_names: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Whether a word in small letters is a given name."""
        return word in self.male_names or word in self.female_names

    def gender(self, words: str) -> str | None:
        """Whether words such as "Mrs Smith", "a spokesman" tell of a man (m) or a woman (f); None where they do not.

        >>> load_called().gender("Mrs Smith"), load_called().gender("Smith")
        ('f', None)
        """
        parts = [part.strip(".,’'").lower() for part in words.split()]
        for part in parts:
            if part in self.male:
                return "m"
            if part in self.female:
                return "f"
        for part in parts[:-1]:
            if part in self.male_names:
                return "m"
            if part in self.female_names:
                return "f"
        return None


@cache
def load_called() -> Called:
    """The lists of `data/people.toml`; KnowledgeError where one is missing, empty or not in lower case."""
    return read_called(resources.files("readouts").joinpath(_FILE).read_text(encoding="utf-8"), _FILE)


def read_called(source: str, name: str) -> Called:
    """The lists of a file of such words (TOML, one list a key), each one checked."""
    table = tomllib.loads(source)
    lists = {}
    for part in fields(Called):
        rows = table.get(part.name)
        if (
            not isinstance(rows, list)
            or not rows
            or not all(isinstance(row, str) and row == row.lower() != "" for row in rows)
        ):
            raise KnowledgeError(f"{name}: {part.name!r} must be a list of words in lower case; add or mend it")
        lists[part.name] = frozenset(rows)
    return Called(**lists)
