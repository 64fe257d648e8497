"""What belongs to a candidate: its date, its duration, its place — and not to the saying, or to another contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import ContactDate, Duration, Place, Span, TimeExpression
from readouts.reports import grammar, modality, places, triggers
from readouts.reports.candidates import Candidate
from readouts.reports.nounframes import lending
from readouts.text import MONTHS, WEEKDAYS
from readouts.times import zone_of

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
    if verb is not None and verb.dep_ == "acl" and verb.lemma_ in _ARRANGES:
        verb = grammar.governor(verb)
    if verb is None:
        return None
    head = grammar.climb(token)
    to = next((t for t in head if t.pos_ in ("ADP", "VERB", "AUX", "NOUN")), None)
    if to is not None and to.lower_ in ("to", "until", "till") and verb.lemma_.lower() in modality.load().moves:
        return "future"  # "moved to June", "delayed until next year"
    if verb.lemma_ in _AHEAD and (verb.tag_ == "VBN" or token.head.lower_ == "due"):
        return "future"  # "is expected in Rome in June"
    found = modality.of_verb(verb, document.sentences[number].headline)
    if found.status == "announced" and (_has(verb, "have") or any(_has(v, "had") for v in _over(verb))):
        return "past"  # "was to have met on Monday", "had been due to meet on Monday"
    if found.status in ("announced", "proposed", "invited"):
        return "future"
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    return "future" if _soon(token, verb, document) else "present"


def _has(verb: Token, word: str) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == word for c in verb.children)


def _over(verb: Token) -> list[Token]:
    """The words that a verb in the infinitive hangs on: "had been due to meet" → due, been."""
    found: list[Token] = []
    while verb.dep_ in ("xcomp", "acomp") and verb.head.i != verb.i:
        verb = verb.head
        found.append(verb)
    return found


def _soon(token: Token, verb: Token, document: Document) -> bool:
    """ "is meeting B on Thursday", "meets B on Thursday" of a Tuesday's text: a weekday still to come.

    Where the present tense only names the day, the weekday nearest to the text is meant: captions tell so of the past.
    """
    published = document.article.published.interval
    if token.lower_ not in WEEKDAYS or published is None or published.earliest != published.latest:
        return False
    running = verb.tag_ == "VBG" and any(c.lemma_ == "be" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    if verb.lemma_.lower() in modality.load().reporting or not (running or verb.tag_ in ("VBZ", "VBP")):
        return False
    ahead = (WEEKDAYS.index(token.lower_) - published.latest.weekday()) % 7
    return 1 <= ahead <= (6 if running else 3)


_AHEAD = frozenset({"expect", "schedule", "slate", "plan", "due"})


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
    found = best[1] if best else _day_of_saying(candidate, times, token, document)
    if found is None:
        return None
    time = _whole_range(found, times, document)
    assert time.earliest
    assert time.latest
    relative = not any(c.isdigit() for c in time.text) or "ago" in time.text
    return ContactDate(
        earliest=time.earliest,
        latest=time.latest,
        zone=zone_of(time),
        text=time.text,
        span=time.span,
        rule=f"{time.rule}; hangs on the contact's word",
        basis="relative" if relative or time.text.lower() in _NOT_ABSOLUTE else "stated",
    )


def _whole_range(time: TimeExpression, times: Sequence[TimeExpression], document: Document) -> TimeExpression:
    """ "from Friday to Sunday": both days with all between them."""
    for other in times:
        gap = document.text[time.span.end : other.span.start] if other.span.start > time.span.end else ""
        led = document.text[max(0, time.span.start - 5) : time.span.start].lower().endswith(("from ", "ween "))
        joined = led and gap.strip().lower() in ("to", "until", "till", "through", "and")
        if joined and other.latest and time.earliest and time.earliest <= other.latest:
            whole = Span(time.span.start, other.span.end)
            return replace(time, span=whole, text=whole.of(document.text), latest=other.latest, rule="from … to")
    return time


def _day_of_saying(
    candidate: Candidate, times: Sequence[TimeExpression], token: Token, document: Document
) -> TimeExpression | None:
    """ "told B on Sunday in a meeting", "pledged on Friday as he met B": what is said in a contact is said on its day.

    Also over the border of a sentence: "Xi said on Tuesday … . Xi made the remarks when holding talks with B."
    """
    if candidate.reason is not None or candidate.status.status not in ("held", "ongoing"):
        return None
    if not _is_occasion(token) and candidate.trigger.frame != "medium":
        return None
    days = [t for t in _of_sentence(times, candidate, document) if _is_day_of(t)]
    if not days and _REMARKS.search(document.sentences[candidate.sentence].span.of(document.text)):
        for number in range(candidate.sentence - 1, max(-1, candidate.sentence - 3), -1):
            before = document.sentences[number].span
            days = [t for t in times if before.covers(t.span) and _is_day_of(t)]
            if days:
                break
    if len(days) != 1:
        return None
    parsed = document.parsed(document.sentence_at(days[0].span.start))
    head = _head_of(days[0].span, parsed)
    if head is None:
        return None
    verb = next((t for t in grammar.climb(head) if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in modality.load().reporting:
        return None
    speakers = {m.person for t in grammar.subjects(verb) for m in parsed.mentions_at(t) if m.person}
    return days[0] if speakers & {p.person for p, _ in candidate.parties} else None


_REMARKS = re.compile(
    r"\bmade\s+(?:the|these|his|her|such)\s+(?:remarks?|comments?|statements?|pledges?|appeals?)\b", re.IGNORECASE
)


def _is_day_of(time: TimeExpression) -> bool:
    return time.type == "DATE" and time.earliest is not None and time.earliest == time.latest


def _is_occasion(token: Token) -> bool:
    """Whether something is said to be done in the contact: "in a call with", "as he met", "when holding talks"."""
    for above in [token, *grammar.climb(token)]:
        if above.pos_ == "ADP" and above.lower_ in ("in", "during", "at"):
            return True
        if above.pos_ == "ADP" and above.lower_ in ("after", "before", "following", "since", "ahead"):
            return False
        if above.pos_ in ("VERB", "AUX") and any(
            c.lower_ in ("as", "when", "while", "during") for c in grammar.children(above, "mark", "advmod")
        ):
            return True
    return False


def _of_sentence(times: Sequence[TimeExpression], candidate: Candidate, document: Document) -> list[TimeExpression]:
    reach = candidate.stretch or document.sentences[candidate.sentence].span
    return [t for t in times if reach.covers(t.span)]


# "since Monday", "before the New Year" bound a contact and do not date it
_BORDERS = frozenset({"since", "before", "until", "till", "ahead", "than"})
# over these a noun shares the day of its verb: "on Friday held talks", "said it in a call on Friday"
_BINDING = frozenset({"in", "during", "at", "on", "for", "with", "of", "to"})


def _distance(span: Span, token: Token, parsed: Parsed, candidate: Candidate) -> int | None:
    """How near a time hangs to the trigger, None where it belongs to something else (the saying, another event)."""
    time = _head_of(span, parsed)
    if time is None:
        return None
    anchors = _anchors(token, candidate, parsed)
    reporting = modality.load().reporting
    if time.dep_ in ("pobj", "npadvmod", "tmod") and _said_then(time, token, anchors):
        return None
    for steps, above in enumerate(grammar.climb(time), 1):
        if above.i in anchors and not (anchors[above.i] == 4 and steps > 2):
            return steps * 10 + anchors[above.i] + (3 if span.end < parsed.span(token).start else 0)
        if above.pos_ in ("VERB", "AUX") and above.lemma_.lower() in reporting:
            if token.pos_ == "NOUN" and above.i < token.i < time.i and _same_stretch(time, token):
                return 150 + time.i - token.i  # "a statement released after their meeting in Rome on Thursday"
            return None
        if steps == 1 and above.lemma_ == "time" and above.pos_ == "NOUN":
            return None  # "for the last time this year"
        if (above.lower_ in _BORDERS and above.pos_ in ("ADP", "SCONJ", "ADV")) or (
            above.pos_ in ("NOUN", "PROPN")
            and steps == 1
            and time.dep_ in ("compound", "amod", "nmod")
            and not (_names_day(time) and parsed.mentions_at(above))  # "Today President A met B", "On Monday A met B"
        ):
            return None
        if above.pos_ in ("VERB", "AUX") and not (above.dep_ == "acl" and above.lemma_ in _ARRANGES):
            break
    if candidate.trigger.frame != "invite" and _same_stretch(time, token):
        return 200 + abs(time.i - token.i)
    return None


# "talks in A hosted by B on Sunday": the day is that of the talks
_ARRANGES = frozenset({"host", "mediate", "broker", "chair", "organise", "organize", "facilitate", "convene", "lead"})


def _names_day(time: Token) -> bool:
    return time.lower_ in _NOT_ABSOLUTE or (time.lower_.endswith("day") and time.pos_ == "PROPN")


def _said_then(time: Token, token: Token, anchors: dict[int, int]) -> bool:
    """ "said on Wednesday he wanted to meet B": the day right behind a word of saying is that of the saying."""
    at = time.head.i if time.dep_ == "pobj" and time.head.pos_ == "ADP" else time.i
    before = token.doc[at - 1] if at else None
    if before is None or before.pos_ != "VERB" or before.i == token.i or before.i in anchors:
        return False
    return before.lemma_.lower() in modality.load().reporting and token.i > time.i


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


def _anchors(token: Token, candidate: Candidate, parsed: Parsed) -> dict[int, int]:
    """The tokens on which the contact's date may hang: the trigger, its verb, what it is part of."""
    if candidate.trigger.frame == "invite":
        # "invited her on Friday to visit in spring": the day on *invite* is the invitation's
        return {goal.i: 0 for goal in grammar.children(token, "xcomp", "advcl", "ccomp")}
    found = {token.i: 0}
    if not places.definite(
        token, parsed
    ):  # "a meeting that A held on Friday", not "following the talks held on Friday"
        found.update({t.i: 1 for t in grammar.children(token, "relcl", "acl") if t.lemma_ in ("hold", "have", "take")})
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
    if token.i > time.i and any(t.dep_ == "cc" and t.head.pos_ in ("VERB", "AUX") for t in between):
        return False  # "arrived on Monday and goes on to Belgrade"
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
    reach = candidate.stretch or document.sentences[candidate.sentence].span
    for span, low, high in lengths:
        if not reach.covers(span) or (low is None and high is None):
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
    if candidate.stretch is not None and token.i and not candidate.stretch.covers(candidate.word):
        return None  # a further name of a list that leaves out its verb
    if candidate.place is not None and candidate.place.kind != "body":
        return _place_of_mention(candidate.place, parsed, document)
    verb = lending(token)
    told = [t for t in grammar.children(token, "relcl", "acl") if t.lemma_ in ("hold", "have", "take")]
    for head in [token, *([verb] if verb is not None else []), *told, *_settings(token, verb)]:
        for other in grammar.behind(head, ("in", "at", "on")):
            found = _named_place(other, parsed, document)
            if found:
                return found
    return (
        None
        if candidate.channel in ("call", "phone_call", "video_call", "message")
        else _place_nearby(token, parsed, document)
    )


def _settings(token: Token, verb: Token | None) -> list[Token]:
    """ "on the sidelines of the summit in Bali": the nouns in which a setting is told."""
    heads = [t for t in (token, verb) if t is not None]
    settings = [t for h in heads for t in grammar.behind(h, ("on", "at", "during"))]
    return [t for s in settings for t in (s, *grammar.behind(s, ("of",)))]


def _place_of_mention(mention: Mention, parsed: Parsed, document: Document) -> Place:
    """The place of a state's name: "Japan's Nara" and "Kazan, Russia" are the town, in that state."""
    named = _narrower(mention.span, document.text)
    token = parsed.token_at(mention.head.start)
    if token is not None and token.dep_ in ("poss", "compound", "nmod", "appos") and mention.surface == "state":
        head = token.head
        if head.pos_ == "PROPN" and not parsed.mentions_at(head) and head.head.pos_ == "ADP":
            span = _name_around(head, parsed, without=token)
            if not _is_day(span.of(document.text)):
                return Place(name=span.of(document.text), state=mention.state, span=span)
    return Place(name=named.of(document.text), state=mention.state, span=named)


def _named_place(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """The place that a word behind in/at names: a state's name or a name that is nothing else, but no day."""
    mention = parsed.mention(token)
    if mention is not None:
        named = _narrower(mention.head, document.text)
        fits = mention.kind == "state" and mention.surface not in ("demonym", "administration")
        return Place(name=named.of(document.text), state=mention.state, span=named) if fits else None
    if token.lemma_.lower() in triggers.load().towns:
        for other in grammar.behind(token, ("of",)):
            return _named_place(other, parsed, document)  # "in the Russian city of Kazan"
    if token.pos_ == "NOUN":
        return _named_venue(token, parsed, document)
    if token.pos_ != "PROPN" or not parsed.span(token).of(document.text)[:1].isupper():
        return None
    span = _name_around(token, parsed)
    if _is_day(span.of(document.text)):
        return None
    return Place(name=span.of(document.text), state=_state_behind(token, parsed), span=span)


def _state_behind(token: Token, parsed: Parsed) -> str | None:
    """The state that stands right behind a town, or behind in: "Kazan, Russia", "the palace in Riyadh"."""
    for other in [*grammar.children(token, "appos", "npadvmod"), *grammar.behind(token, ("in",))]:
        mention = parsed.mention(other)
        if mention is not None and mention.kind == "state" and mention.surface != "demonym":
            return mention.state
    return None


def _named_venue(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "at his Ayrshire golf course": a venue that a name of its own tells apart."""
    names = [
        c
        for c in grammar.children(token, "compound", "nmod", "poss")
        if c.pos_ == "PROPN" and not parsed.mentions_at(c) and parsed.span(c).of(document.text)[:1].isupper()
    ]
    if not names or token.lemma_.lower() not in triggers.load().venues:
        return None
    span = Span(min(parsed.span(c).start for c in names), parsed.span(token).end)
    return Place(name=span.of(document.text), span=span)


def _parts(word: Token) -> bool:
    """Whether another happening ends at a word: "C strikes D as A meets B", "kills 9, putting talks in peril"."""
    gerund = word.text == "," and word.i + 1 < len(word.doc) and word.nbor(1).tag_ == "VBG"
    return gerund or word.text in (";", ":") or word.lower_ in ("as", "while", "when", "but")


_TOPIC = frozenset({"about", "on", "over", "for", "of", "against", "regarding"})


def _place_nearby(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "A in Rome for talks with B", "shook hands in Bali and then talked": the nearest place of the clause."""
    last = places.clause_end(token, parsed)
    words = list(token.doc)
    behind = [t for t in words[token.i + 1 :] if parsed.span(t).start < last]
    border = next((t.i + 1 for t in reversed(words[: token.i]) if _parts(t)), 0)
    for other in [*behind, *reversed(words[border : token.i])]:
        if other.lower_ in ("in", "at") and other.pos_ == "ADP":
            if other.head.pos_ == "NOUN" and other.head.dep_ == "pobj" and other.head.head.lower_ in _TOPIC:
                continue  # "to speak about the war in Ukraine"
            if other.head.lemma_.lower() in triggers.load().relations and other.head.dep_ == "dobj":
                continue  # "to end the war in Ukraine"
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


def _name_around(token: Token, parsed: Parsed, without: Token | None = None) -> Span:
    parts = [token] + [
        c
        for c in token.children
        if c.dep_ in ("compound", "amod", "poss", "nmod")
        and c.pos_ == "PROPN"
        and (without is None or c.i != without.i)
    ]
    return Span(min(parsed.span(t).start for t in parts), max(parsed.span(t).end for t in parts))


def _is_day(name: str) -> bool:
    """Whether a name is one of the calendar: "May", "Dec. 23", "Easter Sunday", but not "Marseille"."""
    return name.lower().endswith("day") or name.lower().split()[0].rstrip(".") in MONTHS
