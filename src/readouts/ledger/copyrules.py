"""The rules by which copies are known, from `data/copies.toml`, checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import msgspec

from readouts.errors import KnowledgeError

_FILE = "ledger/data/copies.toml"
_SHARES = (
    "share", "telling", "telling_short", "head", "head_body", "pairs", "plain", "share_apart", "share_own",
    "share_bare", "same", "reworded", "order", "cut",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class CopyRules:
    """All that comparing texts takes for granted; what each number means stands in the file."""

    run: int
    quotation: int
    share: float
    long: int
    telling: float
    telling_least: int
    short: int
    telling_short: float
    telling_short_least: int
    head: float
    head_least: int
    head_body: float
    near: int
    pairs: float
    plain: float
    plain_least: int
    longer: int
    days: int
    share_apart: float
    share_own: float
    bare: int
    share_bare: float
    same: float
    reworded: float
    order: float
    cut: float
    clutter: tuple[str, ...]
    common: str
    field: str

    @cached_property
    def clutter_pattern(self) -> re.Pattern[str]:
        """One pattern for all clutter."""
        return re.compile("|".join(f"(?:{one})" for one in self.clutter), re.IGNORECASE)

    @cached_property
    def dull_words(self) -> frozenset[str]:
        """The words that tell no story: common ones and those of the field."""
        return self.common_words | frozenset(self.field.split())

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that say little by themselves."""
        return frozenset(self.common.split())


@cache
def load_copy_rules() -> CopyRules:
    """The rules as shipped. Raises KnowledgeError where the file is wrong."""
    return read_copy_rules(files("readouts").joinpath(_FILE).read_text("utf-8"))


def read_copy_rules(text: str) -> CopyRules:
    """The rules that a text in TOML states; raises KnowledgeError, naming the field and the remedy."""
    try:
        rules = msgspec.convert(tomllib.loads(text), type=CopyRules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{_FILE}: {error}") from None
    for name in _SHARES:
        if not 0 < getattr(rules, name) <= 1:
            raise KnowledgeError(f"{_FILE}: {name}: {getattr(rules, name)} is no share; give a number above 0, up to 1")
    for pattern in rules.clutter:
        try:
            re.compile(pattern)
        except re.error as error:
            raise KnowledgeError(f"{_FILE}: clutter: {pattern!r}: {error}; mend the pattern") from None
    return rules
