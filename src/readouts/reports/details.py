"""What belongs to a candidate: its date and its duration — and not to the saying, or to another contact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import ContactDate, Duration, Span, TimeExpression
from readouts.reports import days, grammar, modality, places, tenses, triggers
from readouts.reports.candidate import Candidate
from readouts.reports.nounframes import lending
from readouts.reports.nouns import JOURNEYS
from readouts.times import zone_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_ABSOLUTE = ("today", "yesterday", "tomorrow")
WIDEST_DAYS = 366


def date_of(candidate: Candidate, times: Sequence[TimeExpression], document: Document) -> ContactDate | None:
    """The date that the sentence gives the contact: the nearest time expression that hangs on it."""
    parsed = document.parsed(candidate.sentence)
    token = parsed.doc[candidate.token]
    if _had_been_planned(token):
        return None
    best: tuple[int, TimeExpression] | None = None
    ahead = candidate.status.status in ("announced", "proposed", "invited")
    for time in _of_sentence(times, candidate, document):
        if time.type not in ("DATE", "TIME") or time.interval is None:
            continue
        if days.width(time) > WIDEST_DAYS or days.is_far(time, document) or days.of_a_tour(time, token, parsed):
            continue
        if (
            days.counts(time, token)
            or days.of_a_tour(time, token, parsed)
            or (ahead and time.text.lower().endswith(" ago"))
        ):
            continue  # "a meeting scheduled two weeks ago"
        distance = _distance(time.span, token, parsed, candidate)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time)
    found = best[1] if best else _day_of_saying(candidate, times, token, document)
    if found is None:
        return _same_day(candidate, times, token, document)
    found = days.beside(found, times, document.text)
    time = days.as_told(days.third_of_month(days.whole_range(found, times, document)), document)
    time = days.whole_stay(time, candidate, document)
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


def _had_been_planned(token: Token) -> bool:
    """ "The call had been planned for Monday; it was brought forward": the day of which nothing came."""
    verb = token.head
    planned = token.dep_ == "nsubjpass" and verb.lemma_ in tenses.AHEAD | tenses.FIXED and tenses.has(verb, "had")
    return planned and any(t.lower_ in ("brought", "moved", "but") for t in list(token.doc)[verb.i + 1 :])


_TOLD_BEFORE = 4  # sentences from the one that tells the day
_SAME_DAY = re.compile(
    r"\b(?:(?:earlier|later) (?:in|on|that|the same)(?: the| that| the same)? day|in the (?:morning|afternoon|evening)"
    r"|(?P<eve>the (?:night|evening) before))\b(?! (?:of|hours))",
    re.IGNORECASE,
)


def _same_day(
    candidate: Candidate, times: Sequence[TimeExpression], token: Token, document: Document
) -> ContactDate | None:
    """ "said on Monday that A had met B earlier in the day": the one day told there, else that of publication."""
    reach = candidate.stretch or document.sentences[candidate.sentence].span
    match = _SAME_DAY.search(document.text, reach.start, reach.end)
    if match is None or candidate.reason is not None:
        return None
    parsed = document.parsed(candidate.sentence)
    at = parsed.token_at(match.start())
    if at is None or token.i > at.i or any(t.text == ";" for t in token.doc[token.i : at.i]):
        return None
    span = Span(match.start(), match.end())
    told = [t for t in _of_sentence(times, candidate, document) if days.is_day(t)]
    for number in range(candidate.sentence - 1, max(-1, candidate.sentence - _TOLD_BEFORE), -1):
        before = document.sentences[number].span
        told = told or [t for t in times if before.covers(t.span) and days.is_day(t)]
    published = document.article.published.interval
    one_told = {t.earliest for t in told if t.earliest}
    day = one_told.pop() if len(one_told) == 1 else None
    if day is None and not told and published is not None and published.earliest == published.latest:
        day = published.earliest
    if day is None:
        return None
    day -= timedelta(days=1) if match["eve"] else timedelta()
    text = span.of(document.text)
    return ContactDate(earliest=day, latest=day, text=text, span=span, rule="the day told of", basis="relative")


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
    told = [t for t in _of_sentence(times, candidate, document) if days.is_day(t)]
    if not told and _REMARKS.search(document.sentences[candidate.sentence].span.of(document.text)):
        for number in range(candidate.sentence - 1, max(-1, candidate.sentence - 3), -1):
            before = document.sentences[number].span
            told = [t for t in times if before.covers(t.span) and days.is_day(t)]
            if told:
                break
    if len(told) != 1:
        return None
    parsed = document.parsed(document.sentence_at(told[0].span.start))
    head = days.head_of(told[0].span, parsed)
    if head is None:
        return None
    verb = next((t for t in grammar.climb(head) if t.pos_ == "VERB"), None)
    if verb is None or not (verb.lemma_.lower() in modality.load().reporting or verb in grammar.climb(token)):
        return None
    speakers = {m.person for t in grammar.subjects(verb) for m in parsed.mentions_at(t) if m.person}
    return told[0] if speakers & {p.person for p, _ in candidate.parties} else None


_REMARKS = re.compile(
    r"\bmade\s+(?:the|these|his|her|such)\s+(?:remarks?|comments?|statements?|pledges?|appeals?)\b", re.IGNORECASE
)


def _is_occasion(token: Token) -> bool:
    """Whether something is said to be done in the contact: "in a call with", "as he met", "when holding talks"."""
    if token.dep_ == "conj" and token.pos_ == "NOUN" and token.head.lemma_.lower() not in triggers.load().nouns:
        return False  # "spoke about trade in Asia and his meeting with B"
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
    time = days.head_of(span, parsed)
    if time is None or any(t.text in (":", ";") for t in token.doc[token.i : time.i]):
        return None
    if (border := _lies_before(token)) is not None and time.i < border.i:
        return None  # "sees B on Tuesday before flying to C", "spoke on Tuesday ahead of A's visit"
    if _comes_after(token) and time not in list(token.subtree):
        return None  # "arrived in A on Wednesday after stops in B"
    if _is_moved_to(time, token):
        return 1
    anchors = _anchors(token, candidate, parsed)
    reporting = modality.load().reporting
    if time.dep_ in ("pobj", "npadvmod", "tmod") and _said_then(time, token, anchors):
        return None
    if _is_when(time, token) or _is_cleft(time, token):
        return 5
    for steps, above in enumerate(grammar.climb(time), 1):
        if grammar.describes(above):
            continue
        if above.i in anchors and above.i != token.i and _is_of_another(time, token):
            return None
        if above.i in anchors and time.i < token.i and token.dep_ == "ccomp" and above.lemma_.lower() in reporting:
            return None  # "confirmed at a briefing on Friday that A will go"
        if above.i in anchors and not (anchors[above.i] == 4 and steps > 2):
            shared = 100 if anchors[above.i] == 4 else 0  # "A went last month, while B was there in June"
            return steps * 10 + anchors[above.i] + shared + (3 if span.end < parsed.span(token).start else 0)
        if above.pos_ in ("VERB", "AUX") and above.lemma_.lower() in reporting:
            if token.pos_ == "NOUN" and above.i < token.i < time.i and _same_stretch(time, token):
                return 150 + time.i - token.i  # "a statement released after their meeting in Rome on Thursday"
            return None
        left = above.lower_ == "back" or above.lemma_ == "return"
        if left and any(t.lemma_ in JOURNEYS for t in grammar.behind(above, ("from",))):
            return None  # "back from a visit at the start of the week, A phoned B", "returned on Friday from a trip"
        if steps == 2 and time.dep_ == "pobj" and time.head.lower_ == "of" and above.pos_ == "NOUN":
            return None  # "talks on the treaty of 2019"
        if steps == 1 and above.lemma_ == "time" and above.pos_ == "NOUN":
            return None  # "for the last time this year"
        if (above.lower_ in _BORDERS and above.pos_ in ("ADP", "SCONJ", "ADV")) or (
            above.pos_ in ("NOUN", "PROPN")
            and steps == 1
            and time.dep_ in ("compound", "amod", "nmod", "nummod", "poss")
            and not (_names_day(time) and parsed.mentions_at(above))  # "Today President A met B", "On Monday A met B"
            # "at Monday's summit", "on the sidelines of the 2022 SCO meeting"
            and not ((time.dep_ == "poss" or time.like_num) and above.lemma_.lower() in _OCCASIONS)
            and not (token.dep_ == "acl" and token.head.i == above.i)  # "the May 5 accord signed by A and B"
        ):
            return None
        if above.head.i == token.i and above.dep_ == "advcl" and any(c.lower_ == "when" for c in above.children):
            return 100 + steps * 10  # "last met when B visited A in May"
        if above.pos_ in ("VERB", "AUX") and not (above.dep_ == "acl" and above.lemma_ in tenses.ARRANGES):
            if steps <= 2 and above.dep_ == "acl" and above.tag_ == "VBN" and above.i < time.i < token.i:
                return None  # "discussed the treaty signed in May in a call"
            break
    if candidate.trigger.frame != "invite" and _same_stretch(time, token):
        return 200 + abs(time.i - token.i)
    return None


def _is_moved_to(time: Token, token: Token) -> bool:
    """ "A's visit has been postponed to June", "delayed their call until Monday": the day that it is put off to."""
    to = time.head if time.dep_ == "pobj" and time.head.lower_ in ("to", "until", "till") else None
    moved = to.head if to is not None else None
    if moved is None or moved.lemma_.lower() not in modality.load().moves:
        return False
    return token.head.i == moved.i and token.dep_ in (*grammar.SUBJECTS, *grammar.OBJECTS)


def _comes_after(token: Token) -> bool:
    """Whether a stop is one on the way: "after stops in B"; of calls and talks the day is mostly that of the verb."""
    return token.lemma_ in ("stop", "stopover") and token.dep_ == "pobj" and token.head.lower_ in ("after", "following")


def _is_of_another(time: Token, token: Token) -> bool:
    """ "A's visit reminds me of B's trip to C in 1985": right behind another contact's noun, whatever it hangs on."""
    if token.pos_ != "NOUN" or token.dep_ not in grammar.SUBJECTS or time.i < token.i:
        return False
    nouns = triggers.load().nouns
    others = [t for t in list(token.doc)[token.i + 1 : time.i] if t.pos_ == "NOUN" and t.lemma_.lower() in nouns]
    return any(any(c.dep_ == "poss" for c in t.children) for t in others)


def _lies_before(token: Token) -> Token | None:
    """The word *before* or *ahead* over a trigger, which parts it from what is told of another."""
    for above in grammar.climb(token):
        if above.lower_ in ("before", "ahead") and above.pos_ in ("ADP", "SCONJ", "ADV"):
            return above
        if above.pos_ in ("VERB", "AUX"):
            return None
    return None


def _is_when(time: Token, token: Token) -> bool:
    """ "since March, when A spoke to B", "on Monday, when B is due in Rome", "on Monday, the day A met B"."""
    verb = token.head if token.lower_ == "due" else token
    day = verb.head
    if day.lower_ == "day" and day.dep_ == "appos":
        return day.head.i == time.i and verb.dep_ == "relcl"
    told = day.i == time.i and verb.pos_ in ("VERB", "AUX")
    return told and any(c.lower_ == "when" for c in grammar.children(verb, "advmod", "mark"))


def _is_cleft(time: Token, token: Token) -> bool:
    """ "It was on Monday that A met B", "On Monday it was the turn of A, who met B"."""
    be = time.head.head if time.dep_ == "pobj" and time.head.lower_ in ("on", "in", "at") else time.head
    if be.lemma_ != "be" or be.i == token.i or be not in grammar.climb(token):
        return False
    return any(c.lower_ == "it" for c in grammar.children(be, "nsubj"))


_OCCASIONS = frozenset({"summit", "meeting", "conference", "forum", "gathering", "talks", "session", "ceremony"})


def _names_day(time: Token) -> bool:
    return time.lower_ in _NOT_ABSOLUTE or (time.lower_.endswith("day") and time.pos_ == "PROPN")


def _said_then(time: Token, token: Token, anchors: dict[int, int]) -> bool:
    """ "said on Wednesday he wanted to meet B": the day right behind a word of saying is that of the saying."""
    at = time.head.i if time.dep_ == "pobj" and time.head.pos_ == "ADP" else time.i
    before = token.doc[at - 1] if at else None
    if before is None or before.pos_ != "VERB" or before.i == token.i or before.i in anchors:
        return False
    return before.lemma_.lower() in modality.load().reporting and token.i > time.i


_BEGINS = frozenset({"begin", "start", "commence", "resume", "restart", "open"})
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
        goals = [*grammar.children(token, "xcomp", "advcl", "ccomp"), *grammar.behind(token, ("for",))]
        return {goal.i: 0 for goal in goals}
    found = {token.i: 0}
    told = any(grammar.behind(t, ("with", "between")) for t in (token, *grammar.children(token, "relcl")))
    if not places.definite(token, parsed) or told:
        # "a meeting that A held on Friday", not "following the talks held on Friday"
        found.update(
            {t.i: 1 for t in grammar.children(token, "relcl", "acl") if t.lemma_ in ("hold", "have", "take", "plan")}
        )
    # "a meeting with A, planned for Friday"
    fixed = tenses.AHEAD | tenses.FIXED
    found.update({t.i: 1 for t in grammar.children(token, "acl", "relcl") if t.lemma_ in fixed and t.tag_ == "VBN"})
    # "a visit that began on Sunday", "will make a visit, starting on Tuesday"
    over = lending(token) or token
    begun = [*grammar.children(token, "acl", "relcl", "xcomp")]
    begun += [t for set_to in begun for t in grammar.children(set_to, "xcomp")]  # "a trip set to begin on Tuesday"
    begun += [t for t in grammar.children(over, "advcl") if t.tag_ == "VBG" and t.i > token.i]
    found.update({t.i: 1 for t in begun if t.lemma_ in _BEGINS and not grammar.objects(t)})
    # "talks between A's and B's negotiators, which took place on Monday"
    clauses = [v for t in grammar.behind(token, ("with", "between")) for v in grammar.children(t, "relcl")]
    found.update({v.i: 1 for v in clauses if any(s.lower_ == "which" for s in grammar.children(v, *grammar.SUBJECTS))})
    if candidate.trigger.frame == "agree" and token.dep_ == "acl":
        found[token.head.i] = 1
    beside = token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > token.head.i
    if beside and token.head.lemma_.lower() not in modality.load().reporting:
        found[token.head.i] = 3  # "on Sunday became the first to go there, shaking hands with B"
    if token.pos_ not in ("VERB", "AUX"):
        occasion = False
        for above in [] if _is_apposed(token) else grammar.climb(token):
            if above.pos_ in ("VERB", "AUX"):
                # "told him on Saturday in a call": what is said in the contact is said on its day
                if occasion or (
                    above.lemma_.lower() not in modality.load().reporting and above.lemma_.lower() not in _ACTS
                ):
                    found[above.i] = 2
                found.update(_told_then(above))
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
        found.update(_told_then(token))
        if token.dep_ == "xcomp" and token.head.lemma_ in ("be", "have", "due", "set", "schedule", "expect", "plan"):
            found[token.head.i] = 3
    return found


def _is_apposed(token: Token) -> bool:
    """ "A's exit this year, as well as B's visits": the day of another noun, that tells of no contact."""
    before = [t.lower_ for t in list(token.doc)[max(0, token.i - 4) : token.i]]
    return (
        token.dep_ in ("appos", "conj") and "well" in before and token.head.lemma_.lower() not in triggers.load().nouns
    )


def _told_then(verb: Token) -> dict[int, int]:
    """The verb above that shares its day: "pledged aid on Friday as he held", "shocked them on Friday by agreeing"."""
    as_it_happens = verb.dep_ == "advcl" and any(
        c.lower_ in ("as", "when", "while") for c in grammar.children(verb, "mark", "advmod")
    )
    if as_it_happens:
        return {verb.head.i: 4}
    while verb.dep_ == "xcomp":
        verb = verb.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "by" and verb.head.head.pos_ == "VERB":
        return {verb.head.head.i: 4}
    return {}


def _same_stretch(time: Token, token: Token) -> bool:
    """Whether no other verb and no comma lies between a time and the trigger, whatever the parse says."""
    low, high = sorted((time.i, token.i))
    between = list(token.doc[low + 1 : high])
    if any((t.pos_ in ("VERB", "AUX") and t.i != token.i) or t.text in (",", ";", ":", "—", "–") for t in between):
        return False
    if token.i > time.i and any(t.lower_ == "about" for t in between):
        return False  # "spoke on Thursday about trade and a meeting with B"
    if token.i > time.i and any(t.dep_ == "cc" and t.head.pos_ in ("VERB", "AUX") for t in between):
        return False  # "arrived on Monday and goes on to Belgrade"
    does = [s for s in grammar.own_subjects(token) if time.i < s.i < token.i] if token.pos_ == "VERB" else []
    if does and any(t.lower_ == "and" and t.i < does[0].i for t in between):
        return False  # "A went to C in May and B met D in Rome", where the parse joins B to the month
    reporting = modality.load().reporting
    verb = time.nbor(-1) if time.i else None
    return not (verb is not None and verb.lemma_.lower() in reporting and verb.i != token.i) and len(between) < 9


_THREE_WAY = frozenset({"trilateral", "tripartite", "quadrilateral", "multilateral"})


def is_three_way(candidate: Candidate, document: Document) -> bool:
    """ "the trilateral talks", "sat down for a three-way meeting": whether a contact is said to be of more than two."""
    token = document.parsed(candidate.sentence).doc[candidate.token]
    aims = grammar.behind(token, ("for", "in")) if candidate.trigger.verb else []
    words = [c for t in (token, *aims) for c in t.children]
    ways = [c for c in words if c.lower_ == "way" and c.i > 1 and c.nbor(-1).text == "-"]  # in three tokens
    return any(c.lower_ in _THREE_WAY for c in words) or any(c.nbor(-2).lower_ in ("three", "four") for c in ways)


_ASIDE = re.compile(r"\b(?:sidelines?|margins|fringes|edges|eve) of\b", re.IGNORECASE)


def is_aside(candidate: Candidate, document: Document) -> bool:
    """ "met on the sidelines of the summit", "on the eve of it": whether a contact is said to be another than that."""
    sentence = document.sentences[candidate.sentence].span
    return candidate.trigger.frame not in ("event", "medium") and bool(
        _ASIDE.search(document.text, sentence.start, sentence.end)
    )


_LASTING = re.compile(
    r"\b(?:(?:two|three|four|five|six|seven|[2-9])-day|week-?long)\b(?: [\w-]+){0,3}? (?:visit|trip|stay)\b|"
    r"\b(?:visit|trip|stay)\b[^.;]{0,60}? from [\w ]{1,14} (?:to|until|through) [\w ]{1,14}",
    re.IGNORECASE,
)


def is_lasting(candidate: Candidate, candidates: Iterable[Candidate], document: Document) -> bool:
    """ "a four-day visit to A", "will visit A from Monday to Friday": a length of the visit's own, not of a tour's."""
    if candidate.channel != "visit" or candidate.reason is not None:
        return False
    sentence = document.sentences[candidate.sentence].span
    alone = all(
        c.sides <= candidate.sides
        for c in candidates
        if c.sentence == candidate.sentence and c.channel == "visit" and c.reason is None
    )
    return alone and _LASTING.search(document.text, sentence.start, sentence.end) is not None


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
        head = days.head_of(span, parsed)
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
