"""Days that no word gives the contact itself, but that the article's own words leave little choice about.

Both readings are marked as inferred and told as doubts: "The call comes a day after …" is the news of its day; a
transcript or readout released on a day is of a contact of that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from readouts.language.document import Document
from readouts.model import ContactDate, Span, TimeExpression
from readouts.reports.grouped import Detailed, Group, family

_RELEASED = re.compile(
    r"\b(?:transcripts?|readouts?|read-outs?)\b(?:\W+\w+){0,2}?\W+(?:released|published|launched|issued|posted|circulated)\b[^.;:]{0,60}?\bon\s",
    re.IGNORECASE,
)
NEWS_OF_THE_DAY = "news of its day: the contact comes …"
RELEASE = "day on which its transcript or readout was released"


def infer(
    group: Group, groups: Sequence[Group], document: Document, dated: Sequence[TimeExpression]
) -> ContactDate | None:
    """The inferred day of a held call or meeting without a date; None where there is no ground for one."""
    if (
        group.dates
        or not _held(group)
        or any(m.candidate.channel in ("visit", "summit", "message") for m in group.members)
    ):
        return None
    calls = [
        g
        for g in groups
        if _held(g) and family(g.members[0].candidate.channel) == family(group.members[0].candidate.channel)
    ]
    if calls and calls[0] is group:
        for match in _RELEASED.finditer(document.text):
            time = next((t for t in dated if 0 <= t.span.start - match.end() <= 4 and t.interval), None)
            if time is not None and time.earliest and time.earliest == time.latest:
                span = Span(match.start(), time.span.end)
                return ContactDate(
                    earliest=time.earliest,
                    latest=time.latest,
                    text=span.of(document.text),
                    span=span,
                    rule=RELEASE,
                    basis="inferred",
                )
    published = document.article.published.interval
    for member in group.members:
        if published is not None and _comes(member, document):
            word = member.candidate.word
            return ContactDate(
                earliest=published.earliest,
                latest=published.latest,
                text=word.of(document.text),
                span=word,
                rule=NEWS_OF_THE_DAY,
                basis="inferred",
            )
    return None


def _held(group: Group) -> bool:
    """Whether the first telling of it says that it was held."""
    return group.members[0].candidate.status.status in ("held", "ongoing")


def _comes(member: Detailed, document: Document) -> bool:
    """ "The call comes a day after …", in the present tense."""
    parsed = document.parsed(member.candidate.sentence)
    token = parsed.doc[member.candidate.token]
    head = token.head
    return (
        member.candidate.definite
        and token.dep_ == "nsubj"
        and token.tag_ == "NN"
        and head.lemma_ in ("come", "follow")
        and head.tag_ in ("VBZ", "VBP")
    )
