"""Quotation marks one by one: what each may be in its place, before any two of them are paired."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from readouts.errors import KnowledgeError

Family = Literal["double", "single"]

_KEYS = ("double_open", "double_close", "double_either", "single_open", "single_either", "apostrophe_words")
_OPENERS_BESIDE = "([{<—–-/…*_>|"
_CLOSERS_BESIDE = ")]}.,;:!?—–-/…*_|"
_DECADE = re.compile(r"\d0s\b|\d\d\b(?!\d)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: its characters `start` to `end`, whether its place and shape let it open, close, or both."""

    start: int
    end: int
    family: Family
    opens: bool
    closes: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class MarkTable:
    """Which characters are marks, and the words that start with an apostrophe."""

    lean: dict[str, tuple[Family, str]]
    pattern: re.Pattern[str]
    apostrophe_words: frozenset[str]


@cache
def load_marks() -> MarkTable:
    """The table of marks from `data/marks.toml`; KnowledgeError where a key is missing or holds no text."""
    name = "statements/data/marks.toml"
    return read_marks(resources.files("readouts").joinpath(name).read_text(encoding="utf-8"), name)


def read_marks(source: str, name: str) -> MarkTable:
    """The table of marks of a TOML file, one list a key, each one checked."""
    table = tomllib.loads(source)
    for key in _KEYS:
        rows = table.get(key)
        if not isinstance(rows, list) or not rows or not all(isinstance(row, str) and row for row in rows):
            raise KnowledgeError(f"{name}: {key!r} must be a list of texts; add or mend it")
    lean: dict[str, tuple[Family, str]] = {}
    for key in _KEYS[:-1]:
        family, side = key.split("_")
        for text in table[key]:
            if text in lean:
                raise KnowledgeError(f"{name}: {text!r} stands in two lists; keep one")
            lean[text] = ("double" if family == "double" else "single", side)
    longest_first = sorted(lean, key=lambda text: (-len(text), text))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return MarkTable(lean, pattern, frozenset(table["apostrophe_words"]))


def find_marks(text: str, start: int, end: int) -> tuple[Mark, ...]:
    """Every quotation mark between `start` and `end` (one paragraph), apostrophes and inch signs left out.

    >>> [(m.start, m.opens, m.closes) for m in find_marks('He said "no".', 0, 13)]
    [(8, True, False), (11, False, True)]
    """
    table = load_marks()
    found = []
    for match in table.pattern.finditer(text, start, end):
        family, side = table.lean[match.group()]
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        mark: Mark | None
        if family == "double":
            mark = _double(match.start(), match.end(), side, before, after)
        else:
            mark = _single(text, match.start(), match.end(), side, before, after)
        if mark is not None:
            found.append(mark)
    return tuple(found)


def _double(start: int, end: int, side: str, before: str, after: str) -> Mark | None:
    """A double mark: the shape of its place decides, the character only where the place leaves both open."""
    starts = _may_start(before) and not after.isspace()
    ends = not before.isspace() and _may_end(after)
    if side == "either":
        if starts == ends:
            return Mark(start, end, "double", True, True)
        return Mark(start, end, "double", starts, ends)
    if side == "open":
        # „…“ closes with the mark that opens elsewhere: a letter before and a space after make it a closing one.
        return Mark(start, end, "double", not (ends and not starts and not before.isspace()), ends and not starts)
    return Mark(start, end, "double", starts and not ends, not (starts and not ends))


def _single(text: str, start: int, end: int, side: str, before: str, after: str) -> Mark | None:
    """A single mark, or None for an apostrophe: inside a word, before "em" or a decade."""
    if before.isalnum() and after.isalnum():
        return None
    starts = _may_start(before) and (after.isalnum() or after in '$£€…“"[(#@')
    ends = not before.isspace() and _may_end(after)
    if starts and side != "open" and _is_apostrophe_word(text, end):
        return None
    if side == "open":
        return Mark(start, end, "single", True, False) if not after.isspace() else None
    if starts and not ends:
        return Mark(start, end, "single", True, False)
    if ends and not starts:
        # "leaders' meeting": after an s and before a word it may be a possessive.
        weak = before in "sSxz" and bool(re.match(r"\s+[\w$£€(]|-\w", text[end : end + 3]))
        return Mark(start, end, "single", False, True, weak)
    if starts and ends:
        return Mark(start, end, "single", True, True)
    return None


def _is_apostrophe_word(text: str, end: int) -> bool:
    if _DECADE.match(text, end):
        return True
    word = re.match(r"\w+", text[end : end + 12])
    return bool(word) and word is not None and word.group().lower() in load_marks().apostrophe_words


def _may_start(before: str) -> bool:
    return before.isspace() or before in _OPENERS_BESIDE or before in load_marks().lean or before in ",:;."


def _may_end(after: str) -> bool:
    return after.isspace() or after in _CLOSERS_BESIDE or after in load_marks().lean
