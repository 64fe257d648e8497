"""The rules by which reports are merged, from `data/merging.toml`, checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

import msgspec

from readouts.errors import KnowledgeError
from readouts.model import Channel, Status

_FILE = "ledger/data/merging.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Days before and after an article in which a contact it gives no date for can lie, and the status's place."""

    course: int
    before: int
    after: int
    far_before: int
    far_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A class of offices: the words that tell it, the other ranks that it does not exclude."""

    name: str
    words: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that merging takes for granted; lengths are days."""

    slack: int
    narrow: int
    widest: int
    together: int
    fresh: int
    moved: int
    families: dict[Channel, tuple[str, ...]]
    refines: dict[Channel, tuple[Channel, ...]]
    statuses: dict[Status, Reach]
    ranks: tuple[Rank, ...]

    def rank(self, office: str | None) -> str | None:
        """The rank that the words of an office tell, or None.

        >>> load_rules().rank("Prime Minister of the United Kingdom")
        'head_of_government'
        """
        words = f" {(office or '').casefold().replace('-', ' ')} "
        return next((rank.name for rank in self.ranks if any(f" {word} " in words for word in rank.words)), None)

    def exclude(self, a: str | None, b: str | None) -> bool:
        """Whether two ranks cannot be one person's: a foreign minister is not the president.

        >>> load_rules().exclude("foreign_minister", "head_of_state")
        True
        """
        if a is None or b is None or a == b:
            return False
        also = {rank.name: rank.also for rank in self.ranks}
        return b not in also[a] and a not in also[b]

    def related(self, a: Channel, b: Channel) -> bool:
        """Whether two channels can be said of one contact: call and phone_call can, call and visit cannot."""
        return bool(set(self.families[a]) & set(self.families[b]))


@cache
def load_rules() -> Rules:
    """The rules as shipped. Raises KnowledgeError where the file is wrong."""
    return read_rules(files("readouts").joinpath(_FILE).read_text("utf-8"))


def read_rules(text: str) -> Rules:
    """The rules that a text in TOML states; raises KnowledgeError, naming the field and the remedy."""
    try:
        rules = msgspec.convert(tomllib.loads(text), type=Rules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{_FILE}: {error}") from None
    for what, table, wanted in (
        ("families", rules.families, get_args(Channel)),
        ("refines", rules.refines, get_args(Channel)),
        ("statuses", rules.statuses, get_args(Status)),
    ):
        for missing in sorted(set(wanted) - {str(key) for key in table}):
            raise KnowledgeError(f"{_FILE}: [{what}]: {missing} is missing; add a line for it")
    known = {rank.name for rank in rules.ranks}
    for rank in rules.ranks:
        for unknown in sorted(set(rank.also) - known):
            raise KnowledgeError(f"{_FILE}: rank {rank.name}: also: no rank is called {unknown}; add it or take it out")
    return rules
