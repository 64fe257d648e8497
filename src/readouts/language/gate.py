"""The cheap gate: which sentences are worth parsing at all.

Two steps. A sentence comes first that holds a word for a contact and two sides, or one side and a word that takes up
another ("he", "his counterpart", "the two leaders"). Only where one of these turns out to tell of a contact are the
article's other sentences with such a word looked at: they may add to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from readouts.knowledge import Knowledge
from readouts.language import sentences, titles
from readouts.language.document import Document
from readouts.model import Span

# Words that stand for people named elsewhere: with a trigger and one side beside them a sentence may tell of a contact.
_TAKES_UP = re.compile(
    r"\b(?:he|she|they|him|them|his|her|their|who|counterparts?|both|two|pair|leaders?|presidents?|premiers?|"
    r"ministers?|prime|delegations?|envoys?|sides|chief|officials|negotiators)\b",
    re.IGNORECASE,
)
# "The talks were held by video link": what was told before, without a name
_DEFINITE = re.compile(
    r"(?:The|This|Another|Further|New|Fresh|A (?:second|third|fourth|further|new|fresh|follow-up))\s+"
    r"(?:[\w-]+\s+){0,2}?(?:talks|call|meeting|conversation|visit|summit|trip)\b"
)
_GROUP = re.compile(r"\b(?:they|both|the two|the pair|two leaders|leaders|presidents|ministers)\b", re.IGNORECASE)
# "A will host 30 leaders at a summit": of the article's own side, too
_GATHERED = re.compile(r"\b(?:summit|gather(?:s|ed|ing)?)\b", re.IGNORECASE)
# "Scholz in Kyiv for first time in two years": a headline tells of a visit without a word for it
_STANDS_IN = re.compile(r"[A-Z][^\n.;:]{2,60}?[ \u00a0]in[ \u00a0](?:the[ \u00a0])?[A-Z][^\n]{0,100}(?:\n|$)")
FEWEST_SIDES = 2


_NEXT_WORD = re.compile(r"[\s\u00a0]+(\w+)")


@dataclass(frozen=True, slots=True)
class Follows:
    """What makes a trigger word count: one of `wanted` right behind it (none: any word may), none of `never` there,
    and one of `beside` somewhere in its sentence (none: nothing is asked)."""

    wanted: frozenset[str]
    never: frozenset[str]
    beside: frozenset[str]

    def either(self, other: Follows) -> Follows:
        """What lets a word pass that passes by one of two."""
        wanted = self.wanted | other.wanted if self.wanted and other.wanted else frozenset[str]()
        beside = self.beside | other.beside if self.beside and other.beside else frozenset[str]()
        return Follows(wanted, self.never & other.never, beside)


class Gate:
    """The gate for a set of trigger words, every form in lower case."""

    def __init__(self, words: Mapping[str, Follows]) -> None:
        self._behind = words
        forms = sorted({form for word in words for form in (word, word.capitalize(), word.title(), word.upper())})
        self._finder = AhoCorasick(forms, implementation=Implementation.DFA, matchkind=MatchKind.LeftmostLongest)

    def hits(self, text: str) -> list[tuple[int, frozenset[str]]]:
        """Where the trigger words of a text begin, and what must stand beside each."""
        return [
            (start, self._behind[text[start:end].lower()].beside)
            for _, start, end in self._finder.find_matches_as_indexes(text)
            if not (start and text[start - 1].isalnum())
            and not text[end : end + 1].isalnum()
            and self._followed(text, start, end)
        ]

    def _followed(self, text: str, start: int, end: int) -> bool:
        rule = self._behind[text[start:end].lower()]
        following = _NEXT_WORD.match(text, end)
        word = following.group(1).lower() if following else ""
        return word in rule.wanted if rule.wanted else word not in rule.never

    def passes(self, blocks: Sequence[str], knowledge: Knowledge) -> bool:
        """Whether a text may tell of a contact, looked at block by block: where `first` finds something, this is true.

        A block is a paragraph, a heading, an item of a menu. Whose article it is, is not asked: a page around it would
        give the wrong answer.
        """
        text = "\n".join(blocks)
        hits = self.hits(text)
        standing = [number for number, block in enumerate(blocks) if _STANDS_IN.match(block)]
        if not hits and not standing:
            return False
        starts = list(accumulate((len(block) + 1 for block in blocks[:-1]), initial=0))
        named: dict[int, list[tuple[int, set[str]]]] = {}
        for match in knowledge.find(text):
            sides = _sides(match.kind, match.targets, knowledge)
            named.setdefault(bisect_right(starts, match.start) - 1, []).append((match.start, sides))
        for place, side in _only_titles(text):
            named.setdefault(bisect_right(starts, place) - 1, []).append((place, {side}))
        if any(len(_all_sides(named.get(number, []))) >= FEWEST_SIDES for number in standing):
            return True
        for number, near in groupby((start for start, _ in hits), lambda hit: bisect_right(starts, hit) - 1):
            before = _all_sides(named.get(number - 1, []) + named.get(number - 2, []))
            there = named.get(number, [])
            if there or len(before) >= FEWEST_SIDES:
                for span in _around(blocks[number], starts[number], near):
                    if self._counts(text[span.start : span.end], span, there, before):
                        return True
        return False

    def _counts(self, sentence: str, span: Span, there: list[tuple[int, set[str]]], before: set[str]) -> bool:
        sides = _all_sides([row for row in there if span.start <= row[0] < span.end])
        if sides:
            return len(sides) >= FEWEST_SIDES or bool(_TAKES_UP.search(sentence))
        before = before | _all_sides([row for row in there if row[0] < span.start])
        return len(before) >= FEWEST_SIDES and bool(_GROUP.search(sentence))

    def first(self, document: Document) -> list[int]:
        """The numbers of the sentences to parse first; none means that the article tells of no contact."""
        hits = self.hits(document.text)
        stands = _stands(document)
        if not hits and not stands:
            return []
        places = _only_titles(document.text)
        named: Counter[str] = Counter()
        starts: list[tuple[int, str]] = []
        for match in document.names:
            found = _sides(match.kind, match.targets, document.knowledge)
            places += ((match.start, side) for side in found)
            if match.kind != "town":  # where somebody goes makes no article its own
                named.update(found)
                starts += ((match.start, side) for side in found)
        if len({side for _, side in places}) < FEWEST_SIDES:
            return []
        # whose article it is, counted by names and by sentences: that side alone tells nothing
        home = _most(named)
        if home:
            told = {(document.sentence_at(start), side) for start, side in starts}
            home = home if home == _most(Counter(side for _, side in told)) else ""
        sides: dict[int, set[str]] = {}
        for start, side in places:
            sides.setdefault(document.sentence_at(start), set()).add(side)
        asked = {n for start, beside in hits if self._beside(document, n := document.sentence_at(start), beside)}
        if stands and len(sides.get(0, ())) >= FEWEST_SIDES:
            asked.add(0)
        return [n for n in sorted(asked) if self._worth(document, n, sides, home)]

    def _beside(self, document: Document, number: int, beside: frozenset[str]) -> bool:
        if not beside:
            return True
        return not beside.isdisjoint(document.sentences[number].span.of(document.text).lower().split())

    def _worth(self, document: Document, number: int, named: dict[int, set[str]], home: str) -> bool:
        sides = named.get(number, set())
        if len(sides) >= FEWEST_SIDES:
            return True
        text = document.sentences[number].span.of(document.text)
        if not sides:
            # "They spoke by phone": the two are named just before
            before = named.get(number - 1, set()) | named.get(number - 2, set())
            return len(before) >= FEWEST_SIDES and bool(_GROUP.search(text))
        return (sides != {home} or bool(_GATHERED.search(text))) and bool(_TAKES_UP.search(text))

    def rest(self, document: Document) -> list[int]:
        """The numbers of all sentences that hold a trigger word and somebody who may take part."""
        kept = []
        stands = {0} if _stands(document) else set()
        for number in sorted({document.sentence_at(hit) for hit, _ in self.hits(document.text)} | stands):
            named = any(m.kind != "outlet" for m in document.mentions_of(number))
            text = document.sentences[number].span.of(document.text)
            if named or _TAKES_UP.search(text) or _DEFINITE.match(text):
                kept.append(number)
        return kept


def _most(named: Counter[str]) -> str:
    """What is counted more often than all else; nothing where two are."""
    (side, most), (_, second) = (*named.most_common(2), ("", 0), ("", 0))[:2]
    return side if most > second else ""


def _stands(document: Document) -> bool:
    """Whether the article's first line may be a headline without a verb: "Scholz in Kyiv for first time"."""
    return _STANDS_IN.match(document.text) is not None and document.sentences[0].headline


def _only_titles(text: str) -> list[tuple[int, str]]:
    """Titles that name their state themselves, and where they stand: "the Pope"."""
    only = titles.load().only
    return [(match.start(), only[match.group().lower()]) for match in _only_pattern().finditer(text)]


@cache
def _only_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(titles.load().only, key=len, reverse=True))
    return re.compile(rf"\b(?=[A-Z])(?i:{listed})\b")


def _around(block: str, start: int, hits: Iterable[int]) -> Iterator[Span]:
    """The sentences of a block in which hits stand, by their places in the text."""
    spans = [Span(start + one.span.start, start + one.span.end) for one in sentences.split(block)]
    for hit in hits:
        yield next((span for span in reversed(spans) if span.start <= hit), spans[0])


def _all_sides(named: Iterable[tuple[int, set[str]]]) -> set[str]:
    return {side for _, sides in named for side in sides}


def _sides(kind: str, targets: tuple[str, ...], knowledge: Knowledge) -> set[str]:
    """The states and bodies that a name may stand for."""
    if kind == "outlet":
        return set()
    if kind in ("person", "short_name"):
        return {side for person in targets for side in _sides_of(knowledge, person)}
    return set(targets[:1])


@cache
def _sides_of(knowledge: Knowledge, person: str) -> frozenset[str]:
    return frozenset(t.state for t in knowledge.tenures(person)) or frozenset({person})
