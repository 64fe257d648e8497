"""What a stretch of text is about: labels of a short controlled list, each with the words that say it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, Implementation

from readouts.errors import KnowledgeError
from readouts.model import Span, Topic

_FILE = "statements/data/topics.toml"
# A pattern without regard to case takes them for i, s and k, though they are not made so when written small.
_ODD_LETTERS = re.compile("[\u0130\u0131\u017f\u212a]")


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of the list: its label, what it covers, and the words that point to it."""

    label: str
    definition: str
    pattern: re.Pattern[str]
    words: tuple[str, ...]


@cache
def load_topics() -> tuple[TopicRow, ...]:
    """The topics of `data/topics.toml` in the order of the file; KnowledgeError where a row is wrong."""
    return read_topics(resources.files("readouts").joinpath(_FILE).read_text(encoding="utf-8"), _FILE)


def read_topics(source: str, name: str) -> tuple[TopicRow, ...]:
    """The rows of a file of topics (TOML with [[topic]]: label, definition, words), each one checked."""
    rows: list[TopicRow] = []
    for number, row in enumerate(tomllib.loads(source).get("topic", ()), start=1):
        label, definition, words = row.get("label"), row.get("definition"), row.get("words")
        where = f"{name}: topic {number}"
        if not label or not definition:
            raise KnowledgeError(f"{where}: needs a label and a definition")
        if label in {other.label for other in rows}:
            raise KnowledgeError(f"{where}: label {label!r} stands twice; keep one")
        if not words or any(not word or word != word.lower() for word in words):
            raise KnowledgeError(f"{where} ({label}): words must be a list of phrases in lower case")
        never = row.get("never", [])
        if not isinstance(never, list) or any(not word or word != word.lower() for word in never):
            raise KnowledgeError(f"{where} ({label}): never must be a list of phrases in lower case")
        rows.append(TopicRow(label, definition, _pattern(words, never), tuple(words)))
    if not rows:
        raise KnowledgeError(f"{name}: has no [[topic]]; restore the file")
    return tuple(rows)


def find_topics(text: str, span: Span | None = None) -> tuple[Topic, ...]:
    """The topics that a text (or the stretch at `span`) speaks of, in the order of the words, each label once.

    >>> text = "They spoke about grain exports and the truce."
    >>> [(topic.label, topic.span.of(text)) for topic in find_topics(text)]
    [('food and agriculture', 'grain'), ('trade and tariffs', 'exports'), ('war and ceasefire', 'truce')]
    """
    start, end = span or Span(0, len(text))
    found = []
    for row in _worth_trying(text[start:end]):
        for match in row.pattern.finditer(text, start, end):
            if match.group("word"):
                found.append(Topic(label=row.label, span=Span(*match.span())))
                break
    return tuple(sorted(found, key=lambda topic: (topic.span, topic.label)))


def _worth_trying(words: str) -> Sequence[TopicRow]:
    """The topics of which some words stand in a stretch, in their order: all of them where small letters are odd."""
    if _ODD_LETTERS.search(words):
        return load_topics()
    finder, labels = _finder()
    present = {labels[number] for number, _, _ in finder.find_matches_as_indexes(words.lower(), overlapping=True)}
    return [row for row in load_topics() if row.label in present]


@cache
def _finder() -> tuple[AhoCorasick, list[str]]:
    """What finds the words of all topics, and the label of each word."""
    rows = [(word.removesuffix("*"), row.label) for row in load_topics() for word in row.words]
    return AhoCorasick([word for word, _ in rows], implementation=Implementation.DFA), [label for _, label in rows]


def _pattern(words: list[str], never: list[str]) -> re.Pattern[str]:
    """A pattern whose group `word` holds a word of the topic, and is empty where a phrase of `never` stands."""
    empty = rf"\b(?:{_any_of(never)})|" if never else ""
    return re.compile(rf"{empty}\b(?P<word>{_any_of(words)})", re.IGNORECASE)


def _any_of(phrases: list[str]) -> str:
    ordered = sorted(phrases, key=lambda word: (-len(word), word))
    return "|".join(re.escape(w.removesuffix("*")) + (r"[\w-]*" if w.endswith("*") else r"\b") for w in ordered)
