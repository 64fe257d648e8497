"""Further fields of a contact: kind of visit, setting, and who asked for it."""

from __future__ import annotations

import re

from readouts.language.document import Document
from readouts.model import Asker, Span, VisitType
from readouts.reports.grouped import Group

_TYPES: tuple[tuple[VisitType, re.Pattern[str]], ...] = (
    ("state", re.compile(r"\bstate (?:visit|trip)\b", re.IGNORECASE)),
    ("official", re.compile(r"\bofficial (?:\w+ )?(?:visit|trip)\b", re.IGNORECASE)),
    ("working", re.compile(r"\bworking (?:visit|trip)\b", re.IGNORECASE)),
    ("private", re.compile(r"\bprivate (?:visit|trip)\b", re.IGNORECASE)),
    ("stopover", re.compile(r"\b(?:stopover|refuell?ing stop|transit stop)\b", re.IGNORECASE)),
)
_SETTING = re.compile(
    r"\bon the (?:sidelines|margins|fringes) of (?:the |an? |this year['’]s )?"
    r"((?:[\w’'-]+ ){0,6}?(?:summit|conference|forum|assembly|meeting|session|talks|ceremony|funeral|games))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bat (?:the )?(?:\w+ ){0,3}?(?:side['’]s |['’]s )?(?:initiative|request|invitation)\b", re.IGNORECASE
)
_AT = re.compile(r"\bat (?:the )?(?:initiative|request) of\b", re.IGNORECASE)


def visit_type(group: Group, document: Document) -> tuple[VisitType, Span] | None:
    """The kind of visit that the words of the contact say."""
    for number in sorted({m.candidate.sentence for m in group.members}):
        sentence = document.sentences[number].span
        for kind, pattern in _TYPES:
            match = pattern.search(sentence.of(document.text))
            if match:
                return kind, Span(sentence.start + match.start(), sentence.start + match.end())
    return None


def setting(group: Group, document: Document) -> Span | None:
    """ "on the sidelines of the summit": the words that say where the contact was fitted in."""
    for number in sorted({m.candidate.sentence for m in group.members}):
        sentence = document.sentences[number].span
        match = _SETTING.search(sentence.of(document.text))
        if match:
            return Span(sentence.start + match.start(), sentence.start + match.end())
    return None


def asked_for_by(group: Group, document: Document) -> Asker | None:
    """ "at the German side's initiative", "at the request of Kyiv": which side asked for the contact."""
    states = {p.state for p, _ in group.parties}
    for number in sorted({m.candidate.sentence for m in group.members}):
        sentence = document.sentences[number].span
        text = sentence.of(document.text)
        for match in [*_AT.finditer(text), *_ASKED.finditer(text)]:
            if match.group().lower().endswith("invitation"):
                continue
            reach = Span(sentence.start + match.start(), min(sentence.end, sentence.start + match.end() + 40))
            found = [m for m in document.mentions if m.state in states and reach.start <= m.span.start < reach.end]
            if found:
                span = Span(reach.start, max(sentence.start + match.end(), found[0].span.end))
                name = next((p.name for p, _ in group.parties if p.state == found[0].state), found[0].name)
                return Asker(name=name, state=found[0].state, span=span)
    return None
