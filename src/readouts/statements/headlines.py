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
# "Jane Smith announces Peru trip 'to help'", "Smith says Peru 'helps'": a name at the head that nobody knows
_NAME_FIRST = re.compile(r"(?:[A-Z][\w’'.-]+\s){1,4}(?=[a-z]+s\s)")
# "'No deal', says Smith"; "'No deal': on Peru, Smith is frank"
_SAID_BY = re.compile(r"[,’”\"']\s(?:says?|said|warns?|claims?|insists?|tells)\s(?:the\s)?$", re.IGNORECASE)
_LED_BY = re.compile(r"\b(?:on|in|over|about|from|for|with|to)\s$", re.IGNORECASE)
_HYPHEN_BEHIND, _HYPHEN_BEFORE = re.compile(r"-\w"), re.compile(r"\w-$")
_NO_LETTERS = re.compile(r"[\W_]+")
_SHORT = 2
_NOUNS = frozenset({"talks", "calls", "reports"})
_SPEAKERS = frozenset({"person", "office", "body", "state", "outlet"})


def is_headline(document: Document, sentence: int) -> bool:
    """Whether a sentence is a headline: flagged as one, or a first line in Title Case."""
    return document.sentences[sentence].headline or (sentence == 0 and is_title_case(document, sentence))


def is_title_case(document: Document, sentence: int) -> bool:
    """Whether nearly all longer words are written with a capital, as parsers dislike it."""
    line = document.sentences[sentence].span.of(document.text)
    words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", line) if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)


def headline_speaker(document: Document, sentence: int, passage: Passage) -> tuple[Mention, str] | None:
    """The mention that speaks by the order of the words, and the rule that says so; None where none surely does.

    "Minister: 'No deal'", "'No deal': Minister on talks", "Minister says 'no deal'", "Talks 'useful', Kremlin says",
    "'No deal', says Minister", "Minister's call for a 'deal'".
    """
    text, line = document.text, document.sentences[sentence].span
    named = _named(document, sentence, passage)
    before = [m for m in named if m.span.end <= passage.outer.start]
    said_by = [m for m in named if _SAID_BY.search(text[line.start : m.span.start])]
    if said_by:
        return said_by[-1], "headline.said_by"
    owning = [m for m in before if _owns(text[m.span.end : passage.outer.start])]
    if owning:
        return owning[-1], "headline.owns"
    named = [m for m in named if text[m.span.end : m.span.end + 2] not in ("'s", "’s")]
    before = [m for m in before if m in named]
    behind = [m for m in named if m.span.start >= passage.outer.end and not _LED_BY.search(text[: m.span.start])]
    # "… - The Courant" at the end of a title is whose article it is
    behind = [
        m for m in behind if m.kind != "outlet" or not text[: m.span.start].rstrip().endswith(("-", "–", "—", "|"))
    ]
    saying = [m for m in named if _says_next(text, m.span, line)]
    if text[line.start : passage.outer.start].rstrip().endswith(":") and before:
        near = [m for m in saying if m in before]
        return (near[-1], "headline.says") if near else (before[0], "headline.colon_before")
    if text[passage.outer.end : line.end].lstrip().startswith(":") and behind:
        return behind[0], "headline.colon_behind"
    if saying:
        near = [m for m in saying if m.span.end <= passage.outer.start] or saying
        return near[-1], "headline.says"
    # "Peruvian minister: Smith plan 'is dead'"
    leads = [m for m in before if m.kind in ("person", "office") and text[m.span.end : m.span.end + 2] == ": "]
    if leads and not _NO_LETTERS.sub("", text[line.start : leads[0].span.start]):
        return leads[0], "headline.colon_first"
    return None


def headline_subject(document: Document, sentence: int, passage: Passage) -> tuple[Mention, str] | None:
    """The mention that a headline begins with: "Minister touts 'great deal'"; none behind a name that nobody knows."""
    text, line = document.text, document.sentences[sentence].span
    before = [m for m in _named(document, sentence, passage) if m.span.end <= passage.outer.start]
    before = [m for m in before if text[m.span.end : m.span.end + 2] not in ("'s", "’s")]
    lead = text[line.start : passage.outer.start]
    if passage.looks != "speech" and _LOOSE_BEFORE.search(lead) and len(passage.span.of(text).split()) <= _SHORT:
        return None
    unknown = _NAME_FIRST.match(lead)
    if not before or (unknown and before[0].span.start >= line.start + unknown.end()):
        return None
    return before[0], "headline.first_named"


def _named(document: Document, sentence: int, passage: Passage) -> list[Mention]:
    """The mentions of a headline that may speak."""
    return [
        m
        for m in document.mentions_of(sentence)
        if m.kind in _SPEAKERS
        and m.surface != "demonym"
        and not passage.outer.overlaps(m.span)
        # "'Hard work': Peru-Chad ties": half of a word speaks for nobody
        and not _HYPHEN_BEHIND.match(document.text, m.span.end)
        and not _HYPHEN_BEFORE.search(document.text[: m.span.start][-2:])
    ]


def _owns(between: str) -> bool:
    """Whether a name owns the word of saying right before the marks: "Smith's call for a 'new start'"."""
    words = re.match(r"['’]s?\s(?:[\w-]+\s)?([\w-]+)\s(?:for|of|on|that|about)\s(?:an?\s|the\s)?$", between)
    return words is not None and bool(cues_for(words.group(1).lower(), "noun"))


def _says_next(text: str, span: Span, line: Span) -> bool:
    """Whether a verb of saying stands right behind a name."""
    word = re.match(r"\s+(?:has\s+|have\s+)?([a-z]+)\b", text[span.end : line.end])
    return (
        word is not None
        and word.group(1) not in _NOUNS
        and any(
            cue.kind in ("say", "write", "report", "ask", "promise") and "bare" in cue.frames
            for form in _lemmas(word.group(1).lower())
            for cue in cues_for(form, "verb")
        )
    )


def _lemmas(word: str) -> tuple[str, ...]:
    irregular = {"said": "say", "told": "tell", "wrote": "write"}.get(word)
    return (
        (irregular,) if irregular else (word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"))
    )
