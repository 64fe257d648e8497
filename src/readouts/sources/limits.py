"""How much of anything is read: one table, `data/limits.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files

from readouts.errors import KnowledgeError, UsageError

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


_given: dict[str, int] = {}


def limits() -> Limits:
    """The limits that hold: the shipped ones, and in place of these what `set_limits` was given.

    >>> limits().article_characters
    5000000
    """
    return replace(load_limits(), **_given) if _given else load_limits()


def set_limits(rows: Mapping[str, int]) -> None:
    """Lets other limits hold in this process, by name; those that are not named are the shipped ones again.

    Raises UsageError for a name that is none and a number below 1.
    """
    names = [field.name for field in fields(Limits)]
    for name, most in rows.items():
        if name not in names:
            raise UsageError(f"no limit is called {name!r}; there are {', '.join(names)}")
        if most < 1:
            raise UsageError(f"{name}: the least is 1")
    _given.clear()
    _given.update(rows)


def given_limits() -> dict[str, int]:
    """What `set_limits` was given, for another process to be told."""
    return dict(_given)


@cache
def load_limits() -> Limits:
    """The shipped limits; KnowledgeError where the table is wrong."""
    told = tomllib.loads(files("readouts").joinpath(_PATH).read_text(encoding="utf-8"))
    names = [field.name for field in fields(Limits)]
    if sorted(told) != sorted(names):
        raise KnowledgeError(f"{_PATH}: it must have just the tables {', '.join(names)}")
    for name in names:
        most = told[name].get("most")
        if not isinstance(most, int) or most < 1:
            raise KnowledgeError(f"{_PATH}: {name}: most must be a whole number above 0")
    return Limits(**{name: told[name]["most"] for name in names})
