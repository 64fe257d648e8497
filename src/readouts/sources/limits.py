"""How much of anything is read: one table, `data/limits.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from readouts.errors import KnowledgeError

_PATH = "sources/data/limits.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of each that is read; the table says what each is and what happens beyond it."""

    article_characters: int
    line_bytes: int
    page_bytes: int
    unpacked_times: int
    archive_depth: int
    article_sentences: int
    article_contacts: int


@cache
def load_limits() -> Limits:
    """The shipped limits; KnowledgeError where the table is wrong.

    >>> load_limits().article_characters
    5000000
    """
    told = tomllib.loads(files("readouts").joinpath(_PATH).read_text(encoding="utf-8"))
    names = [field.name for field in fields(Limits)]
    if sorted(told) != sorted(names):
        raise KnowledgeError(f"{_PATH}: it must have just the tables {', '.join(names)}")
    for name in names:
        most = told[name].get("most")
        if not isinstance(most, int) or most < 1:
            raise KnowledgeError(f"{_PATH}: {name}: most must be a whole number above 0")
    return Limits(**{name: told[name]["most"] for name in names})
