"""Who speaks in a headline: parses of headlines fail, their order of words does not."""

from __future__ import annotations

import re

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Span
from readouts.statements.passages import Passage
from readouts.statements.vocabulary import cues_for

# 'Rivals clash over "betrayal"': a noun in marks behind these is the paper's, not anybody's words.
_LOOSE_BEFORE = re.compile(r"\b(?:after|amid|over|with|against|despite|following)\s*$", re.IGNORECASE)
_NAME_FIRST = re.compile(r"[A-Z][\w’'-]+\s[A-Z][\w’'-]+(?=\s[a-z])")
_SHORT = 2
_SPEAKERS = frozenset({"person", "office", "body", "state", "outlet"})


def is_headline(document: Document, sentence: int) -> bool:
    """Whether a sentence is a headline: flagged as one, or a first line in Title Case."""
    row = document.sentences[sentence]
    if row.headline:
        return True
    words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", row.span.of(document.text)) if len(w) > 3]
    return sentence == 0 and len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)


def headline_speaker(document: Document, sentence: int, passage: Passage) -> tuple[Mention, str] | None:
    """The mention that speaks, and the rule that says so; None where the headline names nobody fit to.

    "Minister: 'No deal'", "'No deal': Minister on talks", "Minister says 'no deal'", "Talks 'useful', Kremlin says",
    "Minister touts 'great deal'".
    """
    text, line = document.text, document.sentences[sentence].span
    named = [m for m in document.mentions_of(sentence) if m.kind in _SPEAKERS and m.surface != "demonym"]
    named = [m for m in named if not passage.outer.overlaps(m.span)]
    owners = [m for m in named if text[m.span.end : m.span.end + 2] in ("'s", "’s")]
    behind_says = [m for m in named if _said_by(text[line.start : m.span.start])]
    if behind_says:
        return behind_says[-1], "headline.said_by"
    before = [m for m in named if m.span.end <= passage.outer.start]
    behind = [m for m in named if m.span.start >= passage.outer.end]
    owning = [m for m in before if _owns(text[m.span.end : passage.outer.start])]
    if owning:
        return owning[-1], "headline.owns"
    before, behind = [m for m in before if m not in owners], [m for m in behind if m not in owners]
    if text[line.start : passage.outer.start].rstrip().endswith(":") and before:
        saying = [m for m in before if _says_next(text, m.span, line)]
        return (saying[-1], "headline.says") if saying else (before[0], "headline.colon_before")
    if text[passage.outer.end : line.end].lstrip().startswith(":") and behind:
        return behind[0], "headline.colon_behind"
    saying = [m for m in named if _says_next(text, m.span, line)]
    if saying:
        near = [m for m in saying if m.span.end <= passage.outer.start] or saying
        return near[-1], "headline.says"
    lead = text[line.start : passage.outer.start]
    if passage.looks != "speech" and _LOOSE_BEFORE.search(lead) and len(passage.span.of(text).split()) <= _SHORT:
        return None
    # "Jane Smith announces Peru trip 'to help'": the line begins with a name that nobody knows
    unknown = _NAME_FIRST.match(lead)
    if not before or (unknown and before[0].span.start > line.start + unknown.end()):
        return None
    return before[0], "headline.first_named"


def _said_by(before: str) -> bool:
    """Whether a verb of saying leads to a name: "…, says Smith"."""
    return bool(re.search(r",\s(?:says?|said|warns?|claims?)\s(?:the\s)?$", before))


def _owns(between: str) -> bool:
    """Whether a name owns the word of saying right before the marks: "Smith's call for a 'new start'"."""
    words = re.match(r"['’]s?\s(?:[\w-]+\s)?([\w-]+)\s(?:for|of|on|that|about)\s(?:an?\s|the\s)?$", between)
    return words is not None and bool(cues_for(words.group(1).lower(), "noun"))


def _says_next(text: str, span: Span, line: Span) -> bool:
    """Whether a verb of saying stands right behind a name."""
    word = re.match(r"\s+(?:has\s+|have\s+)?([a-z]+)\b", text[span.end : line.end])
    return word is not None and any(
        cue.kind in ("say", "write", "report", "ask", "promise") and "bare" in cue.frames
        for form in _lemmas(word.group(1).lower())
        for cue in cues_for(form, "verb")
    )


def _lemmas(word: str) -> tuple[str, ...]:
    irregular = {"said": "say", "told": "tell", "wrote": "write"}.get(word)
    return (
        (irregular,) if irregular else (word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"))
    )
