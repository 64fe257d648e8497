"""The cast of a document: who has spoken so far, in which words, and what the words tell of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Span
from readouts.statements.called import load_called

Sort = Literal["person", "office", "body", "outlet", "paper", "unnamed", "words"]

_BEFORE_PREPOSITION = re.compile(r"\s(?:of|from|for|in|at|with|to|close|familiar)\b")
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|one(?!\s+of\b)|another)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who speaks: `name` as shown, `key` the same for the same one, `span` the words that name them here."""

    name: str
    key: str
    sort: Sort
    span: Span
    state: str | None = None
    head: str = ""
    gender: str | None = None
    plural: bool = False


class Cast:
    """What is known of a document's speakers while it is read from start to end."""

    def __init__(self, document: Document, quoted: Sequence[Span] = ()) -> None:
        self.document = document
        self.text = document.text
        self.called = load_called()
        self.quoted = quoted
        self.spoken: list[Named] = []
        self.papers: list[Named] = []
        self.genders: dict[str, str] = {}
        self.turns: list[tuple[Span, Named]] = []
        # where a name stands with a word before it that may be a given name
        self.preceded: dict[str, list[re.Match[str]]] = {}

    def is_quoted(self, span: Span) -> bool:
        """Whether words stand inside quotation marks."""
        return any(outer.covers(span) for outer in self.quoted)

    def turn_at(self, offset: int) -> Named | None:
        """Who has the word at a place of a transcript."""
        return next((named for span, named in self.turns if span.start <= offset < span.end), None)

    def gender(self, mention: Mention) -> str | None:
        """Whether a mention means a man or a woman, where the knowledge or the words tell."""
        known: str | None = self.document.knowledge.person(mention.person).gender if mention.person else None
        known = known or self.genders.get(mention.person or mention.name)
        return known or self.called.gender(mention.span.of(self.text)) or self.gender_of(mention.name)

    def gender_of(self, name: str) -> str | None:
        """Whether a name is a man's or a woman's: by the given name, else by how the text calls them ("Ms Doe")."""
        known = self.genders.get(name.lower()) or self.called.gender(name)
        if known is None and name[:1].isupper():
            surname = re.escape(name.split()[-1])
            particles = "|".join(sorted(self.called.particles))
            courtesy = re.search(
                rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady)\.?\s(?:(?:{particles})\s)*{surname}\b", self.text
            )
            known = self.called.gender(f"{courtesy.group(1)} {name}") if courtesy else None
        return known

    def learn(self, named: Named, gender: str) -> None:
        """Keep what a pronoun told of somebody: who was once "he" is no "she" later."""
        if named.gender is None and named.sort == "person":
            self.genders.setdefault(named.key, gender)

    def spoke(self, word: str) -> Named | None:
        """The last speaker whom a word describes: "the official", "the ministry".

        "The ministry" is no "ministry spokesperson": of people the word must be the last of their name.
        """
        for named in reversed(self.spoken):
            # "official from the group" is no group
            words = _BEFORE_PREPOSITION.split(named.name.lower())[0].split()
            words = named.name.lower().split() if named.sort == "body" or not words else words
            if word == named.head or word in (words if named.sort == "body" else words[-1:]):
                return named
        return None

    def body_named(self, noun: str, before: int) -> Named | None:
        """The body named last before a place whose name ends in a noun: "Green Party" for "party"."""
        pattern = re.compile(rf"\b((?:[A-Z][\w’'-]+\s(?:of\s|for\s|and\s)?){{1,4}}{re.escape(noun.capitalize())})\b")
        last = None
        for match in pattern.finditer(self.text, 0, before):
            last = match
        if last is None:
            return None
        name = without_article(last.group(1))
        return Named(name, name, "body", Span(*last.span(1)), head=noun) if " " in name else None

    def is_named(self, mention: Mention) -> bool:
        """Whether the text names, by name, the person that an office stands for."""
        return mention.person is not None and any(
            m.person == mention.person and m.kind == "person" for m in self.document.mentions
        )


def without_article(words: str) -> str:
    """A phrase without its determiner.

    >>> without_article("the foreign ministry")
    'foreign ministry'
    """
    return _DETERMINER.sub("", words.lstrip(" ,;:\"“”'‘’-–—"))
