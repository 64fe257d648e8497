"""What a passage in quotation marks looks like by itself: speech, scare quotes, a title or a mentioned word."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from readouts.errors import KnowledgeError
from readouts.model import Span

Looks = Literal["speech", "scare", "title", "word"]

_KEYS = ("title_before", "word_before", "speech_before")
_SMALL = "small_words"
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONG = 5
_LONGEST_TITLE = 8
_MARKS = "\"'“”‘’«»„"


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Phrases that stand right before a passage and tell what it is."""

    title_before: re.Pattern[str]
    word_before: re.Pattern[str]
    speech_before: re.Pattern[str]
    small_words: frozenset[str]


@cache
def load_marked_words() -> MarkedWords:
    """The phrases of `data/marked_words.toml`; KnowledgeError where a list is missing or empty."""
    name = "statements/data/marked_words.toml"
    return read_marked_words(resources.files("readouts").joinpath(name).read_text(encoding="utf-8"), name)


def read_marked_words(source: str, name: str) -> MarkedWords:
    """The phrases of a TOML file, one list a key, each one checked."""
    table = tomllib.loads(source)
    patterns = {}
    for key in (*_KEYS, _SMALL):
        rows = table.get(key)
        if not isinstance(rows, list) or not rows or not all(isinstance(row, str) and row for row in rows):
            raise KnowledgeError(f"{name}: {key!r} must be a list of phrases; add or mend it")
        if key == _SMALL:
            continue
        ordered = sorted(rows, key=lambda row: (-len(row), row))
        # "called it a", "described them as": small words may stand between.
        small = r"(?:\s(?:it|him|her|them|a|an|the|as))*" if key == "speech_before" else ""
        phrases = "|".join(map(re.escape, ordered))
        patterns[key] = re.compile(rf"(?:^|\W)(?:{phrases}){small}[\s,:]*$", re.IGNORECASE)
    return MarkedWords(**patterns, small_words=frozenset(table[_SMALL]))


def judge_looks(text: str, span: Span, outer: Span) -> tuple[Looks, str]:
    """What the passage at `span` (`outer` with its marks) looks like, and the name of the rule that says so.

    >>> judge_looks('the so-called "experts" met', Span(15, 22), Span(14, 23))
    ('word', 'looks.word_before')
    """
    words = [match.group() for match in _WORD.finditer(text, span.start, span.end)]
    before = text[max(0, outer.start - 40) : outer.start].rstrip(_MARKS + " ")
    tables = load_marked_words()
    if tables.title_before.search(before) and _capitalised(words):
        return "title", "looks.title_before"
    if text[outer.start - 1 : outer.start] == "=" and outer.start:
        return "word", "looks.markup"
    if tables.word_before.search(before) and len(words) <= 10:
        return "word", "looks.word_before"
    if 2 <= len(words) <= _LONGEST_TITLE and _capitalised(words):
        return "title", "looks.capitals"
    if len(words) >= _LONG:
        return "speech", "looks.long"
    ending = text[span.end - 1]
    if ending in "?!…" or (ending in ".," and len(words) > 1 and not (ending == "," and _capitalised(words))):
        return "speech", "looks.ends_like_a_clause"
    if tables.speech_before.search(before):
        return "speech", "looks.said_before"
    return "scare", "looks.short"


def _capitalised(words: list[str]) -> bool:
    """Whether the words are written as a title is: "War and Peace"."""
    small = load_marked_words().small_words
    return (
        bool(words)
        and all(word[:1].isupper() or word[:1].isdigit() or word in small for word in words)
        and words[0][:1].isupper()
    )
