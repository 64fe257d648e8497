"""Former contacts that are counted and told: "have met four times, in A, B, C and D", "most recently in A in August".

How often two have met is no contact; where the words say where each time was, or when the last was, these are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.reports.candidate import Candidate
from readouts.reports.candidates import UNCOUNTED

if TYPE_CHECKING:
    from spacy.tokens import Token

_LATEST = re.compile(
    r"\b(?:most recently|the (?:last|latest|most recent)(?: (?:time|one|occasion|of (?:them|which)))?(?: being)?|"
    r"lastly|and last)\b"
)
_TIMES = re.compile(r"\b(twice|two|three|four|five|six|[2-6])\b(?: times| occasions)?")
_NUMBERS = {"twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_IN = re.compile(r"\b(?:in|at|to)\s+(?:the\s+)?$")
_LISTED = re.compile(r"(?:,|,? and|,? then)\s+(?:(?:in|at|to)\s+)?(?:the\s+)?$")


def add(rows: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article, with those of former contacts that the words tell one by one.

    "A and B have met four times in a year, in Riyadh, Geneva, Kuala Lumpur and New York" → four meetings, each at its
    place; "three times, most recently in Alaska in August" → the last; "have met in Vienna, Malta and Bangkok" → three.
    """
    return [made for row in rows for made in (_told(row, document) or _each_place(row, document) or [row])]


def _each_place(row: Candidate, document: Document) -> list[Candidate]:
    """ "have met in Vienna, Malta and Bangkok": a meeting in each of the states, though nobody counts them."""
    told = row.reason in (None, UNCOUNTED) and row.status.status == "held"
    if not told or row.trigger.lemma not in ("meet", "meeting"):
        return []
    parsed = document.parsed(row.sentence)
    token = parsed.doc[row.token]
    if not row.trigger.verb and token.tag_ != "NNS":
        return []
    behind = Span(row.word.end, document.sentences[row.sentence].span.end)
    where_each = [m for m in _places(document, row.sentence, behind) if _is_where(m, token, parsed)]
    if len(where_each) < 2 or len({m.state for m in where_each}) < len(where_each):
        return []
    people = [m for m in document.mentions_of(row.sentence) if m.kind in ("person", "office")]
    if any(where_each[0].span.end <= m.span.start < where_each[-1].span.start for m in people):
        return []  # "met B in Moscow and C in Beijing"
    if "," in document.text[where_each[-2].span.end : where_each[-1].span.start] and len(where_each) == 2:
        return []  # "in Vienna, Austria"
    borders = [m.span.start for m in where_each] + [behind.end]
    return [_one(row, Span(low, high), m) for m, low, high in zip(where_each, borders, borders[1:], strict=False)]


def _is_where(mention: Mention, token: Token, parsed: Parsed) -> bool:
    """Whether a place hangs on the word of meeting by in or at, itself or joined to one that does."""
    at = parsed.token_at(mention.head.start)
    while at is not None and at.dep_ in ("conj", "appos") and at.head.i < at.i:
        at = at.head
    if at is None or at.dep_ != "pobj" or at.head.lower_ not in ("in", "at"):
        return False
    above = at.head.head
    while above.dep_ in ("pobj", "prep", "conj") and above.i > token.i:
        above = above.head
    return above.i == token.i


def _told(row: Candidate, document: Document) -> list[Candidate]:
    if row.reason != UNCOUNTED or len(row.sides) < 2 or row.status.status != "held":
        return []
    sentence = document.sentences[row.sentence].span
    behind = Span(row.word.end, sentence.end)
    latest = _LATEST.search(document.text, behind.start, behind.end)
    if latest is not None:
        stretch = Span(latest.start(), behind.end)
        where = next(iter(_places(document, row.sentence, stretch)), None)
        return [_one(row, stretch, where)] if where or _any_digit_or_month(stretch.of(document.text)) else []
    count = _TIMES.search(document.text, behind.start, behind.end)
    if count is None:
        return []
    number = _NUMBERS.get(count.group(1)) or int(count.group(1))
    where_each = _places(document, row.sentence, Span(count.end(), behind.end))
    if len(where_each) != number:
        return []
    borders = [m.span.start for m in where_each] + [behind.end]
    return [_one(row, Span(low, high), m) for m, low, high in zip(where_each, borders, borders[1:], strict=False)]


def _one(row: Candidate, stretch: Span, where: Mention | None) -> Candidate:
    rule = f"{row.rule}, told one by one"
    return replace(row, reason=None, stretch=stretch, place=where, back=True, rule=rule, apart=False)


def _places(document: Document, sentence: int, stretch: Span) -> list[Mention]:
    """The towns and states of a list "in A, B and C", "in A in 2019 and in B in 2022"."""
    found: list[Mention] = []
    for mention in document.mentions_of(sentence):
        if mention.kind != "state" or mention.surface == "demonym" or not stretch.covers(mention.span):
            continue
        before = document.text[stretch.start : mention.span.start]
        if _IN.search(before) or (found and _LISTED.search(before)):
            found.append(mention)
    return found


def _any_digit_or_month(words: str) -> bool:
    return bool(re.search(r"\d|\b(?:January|February|March|April|May|June|July|August)\b", words)) or bool(
        re.search(r"\b(?:September|October|November|December|week|month|year|yesterday)\b|day\b", words)
    )
