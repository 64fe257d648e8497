"""A document cut into sentences as if its quotation marks were not there.

A splitter that keeps quotations whole makes one sentence of ten where a mark is lost or closes with another
character; the act of saying then drowns in it.  "“It is late. We must go,” he said." are two sentences here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from readouts.language import sentences
from readouts.language.document import Document, parse_together
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.language.people import Resolver
from readouts.language.sentences import Sentence
from readouts.model import Span
from readouts.statements.marks import find_marks
from readouts.statements.passages import find_paragraphs
from readouts.statements.vocabulary import load_cues

_PLATFORM_ENDS = re.compile(r"\b(?:on|to|via)\sX\.(?=\s+[\"“‘']?[A-Z])")
_ASKED = re.compile(r"[?!][)\]]*$")


def refine(document: Document) -> Finer:
    """The document with finer sentences; made once for each document."""
    if isinstance(document, Finer):
        return document
    if not isinstance(document.finer, Finer):
        document.finer = Finer(document)
    return document.finer


class Finer(Document):
    """A document over the text, mentions and parses of another, with sentences of its own."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.article, document.knowledge)
        self._whole = document
        self._same = {s.span: n for n, s in enumerate(document.sentences)}

    @property
    def resolver(self) -> Resolver:
        """Who is meant by a name or an office on the article's date."""
        return self._whole.resolver

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the whole text, in order."""
        return self._whole.mentions

    @cached_property
    def quotation_marks(self) -> tuple[Span, ...]:
        """Where quotation marks stand."""
        return tuple(
            Span(mark.start, mark.end)
            for start, end in find_paragraphs(self.text)
            for mark in find_marks(self.text, start, end)
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, quotation marks left out of account."""
        blank = list(self.text)
        for mark in self.quotation_marks:
            blank[mark.start : mark.end] = " " * (mark.end - mark.start)
        for platform in _PLATFORM_ENDS.finditer(self.text):
            # "Doe wrote on X. Roe agreed": the platform is no initial of a name
            blank[platform.end() - 1] = "!"
        marked = {i for mark in self.quotation_marks for i in range(mark.start, mark.end)}
        rows = [_widen(self.text, s, marked) for s in sentences.split("".join(blank))]
        return tuple(_joined(self.text, rows, marked))

    def parse(self, numbers: Iterable[int]) -> None:
        """Parse these sentences together, those that the document below shares by its own parse."""
        wanted = self.unparsed(numbers)
        if wanted:
            parse_together(self.asked(wanted))
            shared = {n: below for n in wanted if (below := self._shared(n)) is not None}
            self._parses.update({n: self._whole.parsed(below) for n, below in shared.items()})

    def asked(self, numbers: Iterable[int]) -> list[tuple[Document, list[int]]]:
        """What is to be parsed for these sentences: those of the document below that are the same, and others here."""
        wanted = self.unparsed(numbers)
        shared = [below for n in wanted if (below := self._shared(n)) is not None]
        return [(self._whole, shared), (self, [n for n in wanted if self._shared(n) is None])]

    def _shared(self, number: int) -> int | None:
        return self._same.get(self.sentences[number].span)

    def parsed(self, number: int) -> Parsed:
        """The parse of one sentence, made now if need be."""
        if number not in self._parses:
            self.parse([number])
        return self._parses[number]


def _widen(text: str, sentence: Sentence, marked: set[int]) -> Sentence:
    """A sentence with the marks that lie against its ends."""
    start, end = sentence.span
    while start - 1 in marked and not _closes_before(text, start - 1):
        start -= 1
    while end in marked and not (end > 0 and text[end - 1].isspace()):
        end += 1
    return Sentence(Span(start, end), sentence.paragraph, sentence.headline)


def _closes_before(text: str, at: int) -> bool:
    """Whether a mark stands against the word before it, not against the one behind."""
    return at > 0 and not text[at - 1].isspace() and at + 1 < len(text) and text[at + 1].isspace()


def _joined(text: str, rows: Iterable[Sentence], marked: set[int]) -> Iterator[Sentence]:
    """Sentences with `"Why?" he asked` and the like put together again."""
    held: Sentence | None = None
    for row in rows:
        start = max(row.span.start, held.span.end) if held else row.span.start
        row = Sentence(Span(start, max(start, row.span.end)), row.paragraph, row.headline)
        if held is not None and held.paragraph == row.paragraph and _goes_on(text, held.span, row.span, marked):
            held = Sentence(Span(held.span.start, row.span.end), held.paragraph, held.headline and row.headline)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _goes_on(text: str, before: Span, behind: Span, marked: set[int]) -> bool:
    """``"Will it hold?" the minister asked``: a question or cry in marks goes on with its act of saying."""
    if before.end - 1 not in marked or not _ASKED.search(before.of(text).rstrip("\"'“”’»")):
        return False
    return any(_is_cue(word) for word in re.findall(r"\b[a-z]+\b", behind.of(text)[:60].partition(":")[0])[:4])


def _is_cue(word: str) -> bool:
    forms = (word, word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("s"))
    irregular = {"said": "say", "told": "tell", "wrote": "write"}.get(word)
    cues = load_cues()
    return irregular is not None or any(
        any(cue.kind in ("say", "ask", "write", "urge") for cue in cues.get((form, "verb"), ())) for form in forms
    )
