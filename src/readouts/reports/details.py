"""What belongs to a candidate: its date, its duration, its place — and not to the saying, or to another contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import ContactDate, Duration, Place, Span, TimeExpression
from readouts.reports import grammar, modality, places
from readouts.reports.candidates import Candidate
from readouts.reports.nounframes import lending

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]
_NOT_ABSOLUTE = ("today", "yesterday", "tomorrow")
WIDEST_DAYS = 366


def tense_at(document: Document, offset: int) -> Tense | None:
    """The tense of the verb over an offset, where its sentence was parsed; a headline's "to meet" is future."""
    number = document.sentence_at(offset)
    parsed = document.parsed_already(number)
    token = parsed.token_at(offset) if parsed else None
    if token is None:
        return None
    verb = token if token.pos_ in ("VERB", "AUX") else grammar.governor(token)
    if verb is None:
        return None
    found = modality.of_verb(verb, document.sentences[number].headline)
    if found.status in ("announced", "proposed", "invited"):
        return "future"
    return "past" if verb.tag_ in ("VBD", "VBN") else "present"


def date_of(candidate: Candidate, times: Sequence[TimeExpression], document: Document) -> ContactDate | None:
    """The date that the sentence gives the contact: the nearest time expression that hangs on it."""
    parsed = document.parsed(candidate.sentence)
    token = parsed.doc[candidate.token]
    best: tuple[int, TimeExpression] | None = None
    for time in _of_sentence(times, candidate, document):
        if time.type not in ("DATE", "TIME") or time.interval is None:
            continue
        if (time.interval.latest - time.interval.earliest).days > WIDEST_DAYS:
            continue
        distance = _distance(time.span, token, parsed, candidate)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time)
    if best is None:
        return None
    time = best[1]
    assert time.earliest
    assert time.latest
    relative = not any(c.isdigit() for c in time.text) or "ago" in time.text
    return ContactDate(
        earliest=time.earliest,
        latest=time.latest,
        text=time.text,
        span=time.span,
        rule=f"{time.rule}; hangs on the contact's word",
        basis="relative" if relative or time.text.lower() in _NOT_ABSOLUTE else "stated",
    )


def _of_sentence(times: Sequence[TimeExpression], candidate: Candidate, document: Document) -> list[TimeExpression]:
    sentence = document.sentences[candidate.sentence].span
    return [t for t in times if sentence.covers(t.span)]


# "since Monday", "before the New Year" bound a contact and do not date it
_BORDERS = frozenset({"since", "before", "until", "till", "ahead", "than"})
# over these a noun shares the day of its verb: "on Friday held talks", "said it in a call on Friday"
_BINDING = frozenset({"in", "during", "at", "on", "for", "with", "of", "to"})


def _distance(span: Span, token: Token, parsed: Parsed, candidate: Candidate) -> int | None:
    """How near a time hangs to the trigger, None where it belongs to something else (the saying, another event)."""
    time = _head_of(span, parsed)
    if time is None:
        return None
    anchors = _anchors(token, candidate)
    reporting = modality.load().reporting
    for steps, above in enumerate(grammar.climb(time), 1):
        if above.i in anchors:
            return steps * 10 + anchors[above.i] + (3 if span.end < parsed.span(token).start else 0)
        if above.pos_ in ("VERB", "AUX") and above.lemma_.lower() in reporting:
            return None
        if steps == 1 and above.lemma_ == "time" and above.pos_ == "NOUN":
            return None  # "for the last time this year"
        if (above.lower_ in _BORDERS and above.pos_ in ("ADP", "SCONJ", "ADV")) or (
            above.pos_ in ("NOUN", "PROPN") and steps == 1 and time.dep_ in ("compound", "amod", "nmod")
        ):
            return None
        if above.pos_ in ("VERB", "AUX"):
            break
    if candidate.trigger.frame != "invite" and _same_stretch(time, token):
        return 200 + abs(time.i - token.i)
    return None


def _head_of(span: Span, parsed: Parsed) -> Token | None:
    inside = [t for t in parsed.doc if span.start <= parsed.span(t).start < span.end]
    return next((t for t in inside if t.head not in inside), inside[0] if inside else None)


_ACTS = frozenset(
    {
        "cancel",
        "postpone",
        "delay",
        "announce",
        "propose",
        "invite",
        "accept",
        "reject",
        "deny",
        "scrap",
        "shelve",
        "request",
        "confirm",
        "call",
        "rule",
        "refuse",
        "decline",
        "offer",
        "agree",
    }
)


def _anchors(token: Token, candidate: Candidate) -> dict[int, int]:
    """The tokens on which the contact's date may hang: the trigger, its verb, what it is part of."""
    if candidate.trigger.frame == "invite":
        # "invited her on Friday to visit in spring": the day on *invite* is the invitation's
        return {goal.i: 0 for goal in grammar.children(token, "xcomp", "advcl", "ccomp")}
    found = {token.i: 0}
    if token.pos_ not in ("VERB", "AUX"):
        occasion = False
        for above in grammar.climb(token):
            if above.pos_ in ("VERB", "AUX"):
                # "told him on Saturday in a call": what is said in the contact is said on its day
                if occasion or (
                    above.lemma_.lower() not in modality.load().reporting and above.lemma_.lower() not in _ACTS
                ):
                    found[above.i] = 2
                break
            if above.pos_ in ("ADP", "SCONJ", "ADV") and above.lower_ not in _BINDING:
                break
            occasion = above.lower_ in ("in", "during") and above.pos_ in ("ADP", "SCONJ")
            found[above.i] = 1
    else:
        for above in grammar.climb(token):
            if above.lemma_.lower() in modality.load().governs and token.dep_ in ("xcomp", "ccomp", "pobj", "pcomp"):
                found[above.i] = 3
            break
        if token.dep_ == "advcl" and any(
            c.lower_ in ("as", "when", "while") for c in grammar.children(token, "mark", "advmod")
        ):
            found[token.head.i] = 4  # "told him on Friday as they met"
        if token.dep_ == "xcomp" and token.head.lemma_ in ("be", "have", "due", "set", "schedule", "expect", "plan"):
            found[token.head.i] = 3
    return found


def _same_stretch(time: Token, token: Token) -> bool:
    """Whether no other verb and no comma lies between a time and the trigger, whatever the parse says."""
    low, high = sorted((time.i, token.i))
    between = list(token.doc[low + 1 : high])
    if any((t.pos_ in ("VERB", "AUX") and t.i != token.i) or t.text in (",", ";", ":", "—", "–") for t in between):
        return False
    reporting = modality.load().reporting
    verb = time.nbor(-1) if time.i else None
    return not (verb is not None and verb.lemma_.lower() in reporting and verb.i != token.i) and len(between) < 9


_DISTANCE = re.compile(r"\s+(?:after|before|later|earlier|ago|ahead)\b")


def duration_of(
    candidate: Candidate, lengths: Sequence[tuple[Span, int | None, int | None]], document: Document
) -> Duration | None:
    """How long it lasted, where the sentence says so of this contact: "for 25 minutes", "a two-hour call"."""
    parsed = document.parsed(candidate.sentence)
    token = parsed.doc[candidate.token]
    sentence = document.sentences[candidate.sentence].span
    for span, low, high in lengths:
        if not sentence.covers(span) or (low is None and high is None):
            continue
        head = _head_of(span, parsed)
        # "two hours after he had landed" is a distance, no length
        if head is None or _DISTANCE.match(document.text, span.end):
            continue
        chain = [head, *grammar.climb(head)]
        near = next((i for i, t in enumerate(chain) if t.i == token.i), None)
        lasting = any(t.lemma_ in ("last", "run", "go", "take") and t.pos_ == "VERB" for t in chain[:4])
        verb = lending(token)
        if (near is not None and near <= 4) or lasting or (verb is not None and any(t.i == verb.i for t in chain[:3])):
            return Duration(at_least_minutes=low, at_most_minutes=high, text=span.of(document.text), span=span)
    return None


def place_of(candidate: Candidate, document: Document) -> Place | None:
    """Where: the frame's place by name and state, or a name behind in/at that is no state ("in Ayrshire")."""
    parsed = document.parsed(candidate.sentence)
    token = parsed.doc[candidate.token]
    if candidate.place is not None:
        named = _narrower(candidate.place.span, document.text)
        return Place(name=named.of(document.text), state=candidate.place.state, span=named)
    verb = lending(token)
    for head in [token, *([verb] if verb is not None else [])]:
        for other in grammar.behind(head, ("in", "at", "on")):
            found = _named_place(other, parsed, document)
            if found:
                return found
    return (
        None
        if candidate.channel in ("call", "phone_call", "video_call", "message")
        else _place_nearby(token, parsed, document)
    )


def _named_place(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """The place that a word behind in/at names: a state's name or a name that is nothing else, but no day."""
    mention = parsed.mention(token)
    if mention is not None:
        named = _narrower(mention.head, document.text)
        fits = mention.kind == "state" and mention.surface not in ("demonym", "administration")
        return Place(name=named.of(document.text), state=mention.state, span=named) if fits else None
    if token.pos_ != "PROPN" or not parsed.span(token).of(document.text)[:1].isupper():
        return None
    span = _name_around(token, parsed)
    return None if _is_day(span.of(document.text)) else Place(name=span.of(document.text), span=span)


_TOPIC = frozenset({"about", "on", "over", "for", "of", "against", "regarding"})


def _place_nearby(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "A in Rome for talks with B", "shook hands in Bali and then talked": the nearest place of the clause."""
    last = places.clause_end(token, parsed)
    words = list(token.doc)
    behind = [t for t in words[token.i + 1 :] if parsed.span(t).start < last]
    for other in [*behind, *reversed(words[: token.i])]:
        if other.lower_ in ("in", "at") and other.pos_ == "ADP":
            if other.head.pos_ == "NOUN" and other.head.dep_ == "pobj" and other.head.head.lower_ in _TOPIC:
                continue  # "to speak about the war in Ukraine"
            for child in grammar.children(other, "pobj"):
                found = _named_place(child, parsed, document)
                if found:
                    return found
    return None


def _narrower(span: Span, text: str) -> Span:
    """ "Japan's Nara": the state's own name without what the mention carries besides."""
    words = span.of(text)
    for lead in ("the ", "The "):
        if words.startswith(lead):
            return Span(span.start + len(lead), span.end)
    return span


def _name_around(token: Token, parsed: Parsed) -> Span:
    parts = [token] + [
        c for c in token.children if c.dep_ in ("compound", "amod", "poss", "nmod") and c.pos_ == "PROPN"
    ]
    return Span(min(parsed.span(t).start for t in parts), max(parsed.span(t).end for t in parts))


def _is_day(name: str) -> bool:
    return name.lower().endswith("day") or name.lower()[:3] in (
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    )
