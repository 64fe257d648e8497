"""What an article is chiefly about: what is told at its head, and neither beside its news nor as long past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.reports.grouped import Detailed, Group

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAD_SENTENCES = 3
LATEST_HEAD = 4
LONG_AGO = timedelta(days=45)
_BEHIND = ("behind about", "behind after", "behind following", "behind since", "behind before")
_ASIDE = frozenset({"after", "since", "as", "while", "before", "when"})
# behind these a headline goes on about something else than its news
_BESIDE = frozenset({"after", "ahead", "amid", "as", "before", "despite", "during", "following", "while"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})


def is_main(group: Group, document: Document, groups: Sequence[Group]) -> bool:
    """Whether the article is chiefly about it: told at its head, and not as something before it."""
    first = min(m.candidate.sentence for m in group.members)
    earliest = min(min(m.candidate.sentence for m in g.members) for g in groups)
    head = document.sentences[first]
    if all(_is_aside(m, document) for m in group.members):
        return len(groups) == 1 and all(_looks_back(m) for m in group.members)
    if (first > LATEST_HEAD and head.paragraph > 1) or first > 2 * LATEST_HEAD:
        return False
    return first <= max(earliest, 0) + (1 if head.paragraph <= 1 else 0) and first < LEAD_SENTENCES + earliest


def _looks_back(detailed: Detailed) -> bool:
    """ "said after talks with B", outside a headline: the contact is the occasion of all that is told."""
    return detailed.candidate.status.rule.startswith(_BEHIND) and not detailed.candidate.headline


def _is_aside(detailed: Detailed, document: Document) -> bool:
    """ "after A met B", "as A hosts B", "the two last met in Bali": told of something else, or of long before."""
    candidate = detailed.candidate
    if candidate.status.rule.startswith(_BEHIND):
        return True
    published = document.article.published.interval
    if detailed.date and published and detailed.date.latest < published.earliest - LONG_AGO:
        return True
    token = document.parsed(candidate.sentence).doc[candidate.token]
    if candidate.headline and _is_beside_the_news(token):
        return True
    if token.pos_ not in ("VERB", "AUX"):
        return False
    marks = [c for c in token.children if c.dep_ in ("mark", "advmod") or (c.dep_ == "prep" and c.i < token.i)]
    return any(c.lower_ in _ASIDE and c.dep_ == "mark" for c in marks) or any(c.lower_ == "last" for c in marks)


def _is_beside_the_news(token: Token) -> bool:
    """A headline's "A strikes B as talks stall", "oil falls amid talks", "strikes go on despite talks"."""
    words = list(token.doc)
    joint = next((t.i for t in words[: token.i] if t.lower_ in _BESIDE), None)
    return joint is not None and any(t.tag_ in _FINITE for t in words[:joint])
