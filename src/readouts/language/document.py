"""One article under the reader's eye: its sentences, its mentions, and the parses that are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from readouts.knowledge import Knowledge, Match
from readouts.language import capitals, parsing, sentences
from readouts.language.dateline import without_dateline
from readouts.language.introduced import again, by_given_name
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed, Unit
from readouts.language.people import Resolver
from readouts.language.phrases import Composer
from readouts.language.sentences import Sentence
from readouts.model import Article, Doubt, Span


class Document:
    """An article with what the language room knows of it, each part made when first asked for.

    `clashes` are what in its text does not agree about its day, once that was looked at; None before. `finer` is the
    document of the same text in finer sentences, once somebody made one: who is done with both takes it off, so that
    neither keeps the other in memory.
    """

    def __init__(self, article: Article, knowledge: Knowledge) -> None:
        self.article = article
        self.knowledge = knowledge
        self.text = article.text
        self._parses: dict[int, Parsed] = {}
        self._known: dict[int, Parsed] = {}
        self.clashes: tuple[Doubt, ...] | None = None
        self.finer: Document | None = None

    def redated(self, article: Article) -> Document:
        """The document of the same text on another day: who is meant is asked anew, the rest is kept.

        A sentence is parsed again only where its names make other words of it now.
        """
        other = Document(article, self.knowledge)
        other.sentences, other.names = self.sentences, self.names
        other._known, other.clashes = self._parses, self.clashes
        return other

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; the outlet's name behind a headline is none of its words."""
        return tuple(
            part
            for one in sentences.split(self.text)
            for part in sentences.without_tail(one, self.text, lambda name: self.knowledge.outlet(name) is not None)
        )

    @cached_property
    def _cased(self) -> str:
        """The text in which names are looked for and which is parsed: flashes all in capitals are read as headlines."""
        return capitals.recase(self.text, self.knowledge)

    @cached_property
    def names(self) -> list[Match]:
        """The names of the knowledge in the text, in order."""
        return self.knowledge.find(self._cased)

    @cached_property
    def _composer(self) -> Composer:
        return Composer(self._cased, self.knowledge, self.article.published.interval, self.names)

    @property
    def resolver(self) -> Resolver:
        """Who is meant by a name or an office on the article's date."""
        return self._composer.resolver

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the whole text, in order."""
        found = without_dateline(self._cased, self._composer.mentions())
        found = by_given_name(self._cased, found, self.knowledge)
        return tuple(sorted([*found, *again(self._cased, found)], key=lambda m: (m.span.start, m.head.start)))

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset (the one before it where it lies between two)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _by_sentence(self) -> dict[int, list[Mention]]:
        rows: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            rows.setdefault(self.sentence_at(mention.span.start), []).append(mention)
        return rows

    def mentions_of(self, sentence: int) -> list[Mention]:
        """The mentions that begin in a sentence."""
        return self._by_sentence.get(sentence, [])

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions that lie wholly inside a span."""
        return [m for m in self.mentions if span.covers(m.span)]

    def parse(self, numbers: Iterable[int]) -> None:
        """Parse these sentences together (cheaper than one by one)."""
        parse_together([(self, numbers)])

    def unparsed(self, numbers: Iterable[int]) -> list[int]:
        """Those of these sentences that exist and were not parsed yet, in order."""
        return sorted({n for n in numbers if 0 <= n < len(self.sentences)} - self._parses.keys())

    def _tokens_of(self, number: int) -> list[tuple[Mention, ...]]:
        """The mentions of a sentence in groups that stand as one token each: overlapping ones together."""
        groups: list[list[Mention]] = []
        for mention in self.mentions_of(number):
            if groups and mention.span.start < max(m.span.end for m in groups[-1]):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return [tuple(group) for group in groups]

    def parsed_already(self, number: int) -> Parsed | None:
        """The parse of a sentence if it was made before, else None."""
        return self._parses.get(number)

    def parsed(self, number: int) -> Parsed:
        """The parse of one sentence, made now if need be."""
        if number not in self._parses:
            self.parse([number])
        return self._parses[number]

    def _unit(self, number: int) -> Unit:
        return Unit(self._cased, self.sentences[number], self._tokens_of(number))


def parse_together(wanted: Sequence[tuple[Document, Iterable[int]]]) -> None:
    """Parse sentences of several documents in one go: the parser is twice as fast so, and finds the same."""
    places = [(document, number) for document, numbers in wanted for number in document.unparsed(numbers)]
    if places:
        known = [document._known.get(number) for document, number in places]
        parses = parsing.parse_units([document._unit(number) for document, number in places], known)
        for (document, number), parsed in zip(places, parses, strict=True):
            document._parses[number] = parsed
