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
    "share", "half", "retold", "rest", "little", "order_little", "telling", "whole", "telling_short", "head",
    "head_body", "pairs", "plain", "share_apart", "share_own", "share_bare", "framed",
    "same", "reworded", "order", "cut",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Clutter:
    """What surrounds texts: words that stand in it, and a pattern of the whole."""

    sign: str
    pattern: str


@dataclass(frozen=True, kw_only=True)
class CopyRules:
    """All that comparing texts takes for granted; what each number means stands in the file."""

    run: int
    quotation: int
    share: float
    long: int
    half: float
    row: int
    retold: float
    rest: float
    little: float
    order_little: float
    telling: float
    telling_least: int
    whole: float
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
    framed: float
    same: float
    reworded: float
    order: float
    cut: float
    clutter: tuple[Clutter, ...]
    common: str
    field: str
    denials: str
    reporting: str
    measured: str
    numbers: str

    def strip(self, text: str) -> str:
        """The text with clutter replaced by line ends."""
        low = text.lower()
        for one in self.clutter:
            if one.sign in low:
                text = re.sub(one.pattern, "\n", text, flags=re.IGNORECASE)
        return text.strip()

    @cached_property
    def dull_words(self) -> frozenset[str]:
        """The words that tell no story: common ones and those of the field."""
        return self.common_words | frozenset(self.field.split())

    @cached_property
    def denying_words(self) -> frozenset[str]:
        """The words that deny something."""
        return frozenset(self.denials.split())

    @cached_property
    def number_words(self) -> dict[str, str]:
        """Numbers in words, with their digits."""
        pairs = (one.partition("=") for one in self.numbers.split())
        return {word: digits for word, _, digits in pairs}

    @cached_property
    def measured_words(self) -> tuple[str, ...]:
        """What is counted: hours, days."""
        return tuple(self.measured.split())

    @cached_property
    def reporting_words(self) -> frozenset[str]:
        """The common words and those of reporting: they say nothing of what was said."""
        return self.common_words | frozenset(self.reporting.split())

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
    for one in rules.clutter:
        try:
            re.compile(one.pattern)
        except re.error as error:
            raise KnowledgeError(f"{_FILE}: clutter {one.sign!r}: {error}; mend the pattern") from None
    return rules
