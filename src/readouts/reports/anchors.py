"""Days told by an event: "spoke a day after the president was sworn in", "called B on Sunday, a day after he met C"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from readouts.language.document import Document
from readouts.model import ContactDate, Span, TimeExpression
from readouts.reports import days as of_days
from readouts.reports.candidate import Candidate
from readouts.times.events import find_mentions, load_events

_NUMBERS = {"a": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_DISTANCE = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}})\s+days?\s+(after|before)\s+", re.IGNORECASE)
REACH = 60


def anchored(candidate: Candidate, document: Document) -> ContactDate | None:
    """The day that a counted distance from a known public event gives, where the sentence tells it of the contact.

    Only days are counted: "a week after" is no day.
    """
    sentence = document.sentences[candidate.sentence].span
    text = sentence.of(document.text)
    for distance in _DISTANCE.finditer(text):
        tail = Span(sentence.start + distance.end(), min(sentence.end, sentence.start + distance.end() + 2 * REACH))
        for mention in find_mentions(document.text[sentence.start : tail.end], load_events()):
            start = mention.span.start + sentence.start
            days = {event.days for event in mention.events}
            published = document.article.published.interval
            fitting = [
                d for d in days if d.earliest == d.latest and (published is None or d.earliest <= published.latest)
            ]
            if not tail.start <= start < tail.start + REACH or not fitting:
                continue
            event = max(fitting)  # of several so named the latest before the article
            count = _NUMBERS.get(distance.group(1).lower()) or int(distance.group(1))
            day = event.earliest + timedelta(days=count if distance.group(2).lower() == "after" else -count)
            span = Span(sentence.start + distance.start(), sentence.start + mention.span.end)
            if candidate.word.start > span.end and candidate.word.start - span.end > REACH:
                continue
            return ContactDate(
                earliest=day,
                latest=day,
                text=span.of(document.text),
                span=span,
                rule=f"counted from: {mention.names}",
                basis="relative",
            )
    return None


_FROM_ANOTHER = re.compile(
    rf"\b(?:({'|'.join(_NUMBERS)}|\d{{1,2}})\s+days?|exactly\s+(a|one)\s+week)\s+(after|before)\s+", re.IGNORECASE
)
WEEK = 7


def counted(candidate: Candidate, times: Sequence[TimeExpression], document: Document) -> ContactDate | None:
    """ "phoned B on Sunday, a day after he met C": the day of C, counted from that of what is told before it.

    That day stands in front of the distance in its sentence, or is the only one of the sentence before.
    """
    sentence = document.sentences[candidate.sentence].span
    told = None
    for distance in _FROM_ANOTHER.finditer(document.text, sentence.start, sentence.end):
        between = document.text[distance.end() : candidate.word.start]
        if distance.end() <= candidate.word.start <= distance.end() + REACH and not _BORDER.search(between):
            told = distance
    if told is None or candidate.reason is not None:
        return None
    here = [t for t in times if of_days.is_day(t) and sentence.start <= t.span.start and t.span.end <= told.start()]
    if not here and candidate.sentence:
        before = document.sentences[candidate.sentence - 1].span
        found = [t for t in times if of_days.is_day(t) and before.covers(t.span)]
        here = found if len({t.earliest for t in found}) == 1 else []
    if not here or here[-1].earliest is None:
        return None
    count = WEEK if told.group(2) else _NUMBERS.get(told.group(1).lower()) or int(told.group(1))
    day = here[-1].earliest + timedelta(days=-count if told.group(3).lower() == "after" else count)
    span = Span(told.start(), told.end(3))
    rule = f"counted from: {here[-1].text}"
    return ContactDate(earliest=day, latest=day, text=span.of(document.text), span=span, rule=rule, basis="relative")


_BORDER = re.compile(r"[,;:]")
