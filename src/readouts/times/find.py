"""Find every time expression of a text, with its TIMEX3 value and the closed interval of days it means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from readouts.model import Interval, Span, TimeExpression
from readouts.times.anchored import Anchors
from readouts.times.bordered import find_bordered
from readouts.times.counted import find_counted
from readouts.times.found import Anchor, Direction, Found, Meaning, Told
from readouts.times.lengths import bound_minutes
from readouts.times.phrases import Phrase, find_phrases
from readouts.times.readers import read_found
from readouts.times.recent import keep_recent
from readouts.times.rules import load_rules
from readouts.times.tense import guess_direction
from readouts.times.tokens import FILLER, Tokens, cut_tokens

# "final Friday", "final night" for last Friday, last night: rules that read both say which it was.
REWRITTEN = ("final", "subsequent")
MARKED = ("weekday-last", "last-night", "weekday-of-shifted-week", "month-of-shifted-year", "part-of-shifted-unit")
Tense = Callable[[int], Literal["past", "present", "future"] | None]
# "on Easter Monday", "during Ramadan": as past or to come as the verb is.
LEANING = re.compile(r"\b(?:on|at|over|during|in|since|after|around)\s+(?:the\s+)?$", re.IGNORECASE)
# A number with one of these before it is an amount of money, a version, a piece of a longer number.
GLUED_BEFORE = "$€£¥#/.-–:@+"
GLUED_AFTER = "%°′″$€£@"


def find(
    text: str,
    published: Interval | date | None = None,
    *,
    tense: Tense | None = None,
    sentences: Sequence[Span] | None = None,
) -> tuple[TimeExpression, ...]:
    """Every time expression of a text, in its order.

    `published` is the day on which the text appeared, or the interval of days: relative words are read from it, from
    both its ends where it is wider than a day, and have no interval without it. `tense` gives the tense of the clause
    at a character offset; where it gives None or is left out, the words of the same sentence (those of `sentences`, if
    given) are looked at, and the past is taken where they are silent. Spans count characters of `text`.

    >>> from datetime import date
    >>> [(e.text, e.value, e.earliest, e.rule) for e in find("They spoke on Friday.", date(2025, 1, 21))]
    [('Friday', '2025-01-17', datetime.date(2025, 1, 17), 'weekday')]
    """
    if isinstance(published, date):
        published = Interval.day(published)
    told = Told()
    expressions: list[TimeExpression] = []
    scanned = scan(text)
    for one in scanned:
        if isinstance(one, Found):
            meaning = resolve(one, published, *choose_direction(one, tense, sentences), told)
            rule, kind = name_rule(one), one.rule.type
        else:
            meaning, rule, kind = one.resolve(published, *choose_lean(one, text, tense, sentences)), one.rule, one.type
        if meaning is None:
            continue
        if kind in ("DATE", "TIME"):
            told.tell(one.span.start, meaning)
        days = meaning.interval
        expressions.append(
            TimeExpression(
                span=one.span,
                text=one.span.of(text),
                type=kind,
                value=meaning.value,
                earliest=days.earliest if days else None,
                latest=days.latest if days else None,
                rule=rule,
            )
        )
    anchors = Anchors(text, published, expressions)
    counted = find_counted(anchors, scanned)
    kept = [one for one in expressions if not any(one.span.overlaps(other.span) for other in counted)]
    kept.extend(counted)
    kept.extend(
        find_bordered(anchors, [one.span for one in kept], lambda span: lean_at(text, span, tense, sentences)[0])
    )
    return tuple(sorted(kept, key=lambda one: one.span.start))


def name_rule(found: Found) -> str:
    """The rule's name, with a mark where its first word is what a machine makes of "last" or "next"."""
    name = found.rule.name
    word = found.string("s").partition(" ")[0]
    return f"{name}-rewritten" if word in REWRITTEN and name in MARKED else name


@keep_recent
def scan(text: str) -> tuple[Found | Phrase, ...]:
    """The expressions of a text in its order, not yet resolved; a fixed phrase goes before what overlaps it."""
    phrases = find_phrases(text)
    founds = [one for one in _selected(text) if not any(one.span.overlaps(p.span) for p in phrases)]
    return tuple(sorted([*founds, *phrases], key=lambda one: one.span.start))


@keep_recent
def _selected(text: str) -> tuple[Found, ...]:
    return tuple(select(_tokens(text)))


@keep_recent
def _tokens(text: str) -> Tokens:
    return cut_tokens(text)


def durations(text: str) -> tuple[tuple[Span, int | None, int | None], ...]:
    """Every length told in hours or minutes: span, at least and at most so many minutes.

    An exact number bounds both sides, and so does "about"; "more than" only from below, "nearly" and "just under"
    only from above; "several hours" is at least 120.

    >>> durations("The call lasted more than one-and-a-half hours.")
    ((Span(start=16, end=46), 90, None),)
    """
    found = []
    for one in _selected(text):
        if one.rule.read == "length":
            bounds = bound_minutes(one)
            if bounds is not None:
                found.append((one.span, *bounds))
    return tuple(found)


def choose_direction(
    found: Found, tense: Tense | None, sentences: Sequence[Span] | None
) -> tuple[Direction | None, bool]:
    """Past or future, and whether that is sure: from the caller's tense, else from the words beside the expression.

    The present tense tells neither: "the offer expires Nov. 21".
    """
    given = tense(found.span.start) if tense is not None else None
    tokens = found.tokens
    words = guess_direction(tokens, found.first, found.last, find_sentence(tokens, found.span, sentences))
    if given is None or given == "present":
        return words
    # "authorised a payment due Dec. 7": the verb's tense is surely that of "on Dec. 7" only.
    return given, words == (given, True) or has_lean(tokens.text, found.span.start)


def choose_lean(
    phrase: Phrase, text: str, tense: Tense | None, sentences: Sequence[Span] | None
) -> tuple[Direction | None, bool]:
    """The same for a named day without its year; "before Easter" may be said with any tense."""
    if phrase.feast is None or phrase.year is not None or phrase.which or not has_lean(text, phrase.span.start):
        return None, False
    return lean_at(text, phrase.span, tense, sentences)


def has_lean(text: str, at: int) -> bool:
    """Whether "on", "in" or their like stands right before: the verb's tense is that of the day."""
    return LEANING.search(text, max(at - 20, 0), at) is not None


def lean_at(
    text: str, span: Span, tense: Tense | None, sentences: Sequence[Span] | None
) -> tuple[Direction | None, bool]:
    """Past or future around a span, and whether that is sure; the present is neither."""
    given = tense(span.start) if tense is not None else None
    if given is not None and given != "present":
        return given, True
    tokens = _tokens(text)
    first, last = bisect_right(tokens.ends, span.start), bisect_left(tokens.starts, span.end)
    return guess_direction(tokens, first, last, find_sentence(tokens, span, sentences))


def find_sentence(tokens: Tokens, span: Span, sentences: Sequence[Span] | None) -> tuple[int, int]:
    """The token numbers of the sentence around a span, end exclusive; of all where no sentences are given."""
    if sentences:
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        if at >= 0:
            first = bisect_right(tokens.ends, sentences[at].start)
            return first, bisect_right(tokens.starts, sentences[at].end - 1)
    return 0, len(tokens.starts)


def resolve(
    found: Found, published: Interval | None, direction: Direction | None, sure: bool, told: Told
) -> Meaning | None:
    """The meaning seen from the days of publication: from both ends where they differ, joined."""
    if published is None:
        return read_found(found, Anchor(None, direction, told))
    first = read_found(found, Anchor(published.earliest, direction, told, sure))
    if published.earliest == published.latest or first is None:
        return first
    last = read_found(found, Anchor(published.latest, direction, told, sure))
    if last is None or last == first:
        return last
    bare = read_found(found, Anchor(None, direction, told))
    span = None
    if first.interval and last.interval:
        span = Interval(first.interval.earliest, max(first.interval.latest, last.interval.latest))
    value = first.value if first.value == last.value else bare.value if bare else ""
    return Meaning(value, span, first.unit if first.unit == last.unit else "")


def select(tokens: Tokens) -> list[Found]:
    """The matches that stand: the longest first, then the earlier rule; traps take their words out of play."""
    candidates: list[tuple[int, int, int, Found]] = []
    rules = load_rules()
    row, places = gather(tokens, rules.stretch.finditer(tokens.classes))
    for order, rule in enumerate(rules.rules):
        for match in rule.pattern.finditer(row):
            first, last = match.span()
            if first == last:
                continue
            parts = {
                name: (places[at], places[end - 1] + 1)
                for name in rule.pattern.groupindex
                for at, end in [match.span(name)]
                if at >= 0 and end > at
            }
            candidates.append(
                (first - last, order, first, Found(rule, tokens, places[first], places[last - 1] + 1, parts))
            )
    candidates.sort(key=lambda one: one[:3])
    taken = bytearray(len(tokens.starts))
    chosen = []
    nowhere = Told()
    for _, _, _, found in candidates:
        if any(taken[found.first : found.last]) or is_glued(found):
            continue
        if not found.rule.trap:
            if read_found(found, Anchor(None, None, nowhere)) is None:
                continue
            chosen.append(found)
        taken[found.first : found.last] = b"\1" * (found.last - found.first)
    return chosen


def gather(tokens: Tokens, stretches: Iterator[re.Match[str]]) -> tuple[str, list[int]]:
    """The stretches worth looking at, fillers between, and the token number of each character of that row."""
    pieces: list[str] = []
    places: list[int] = []
    for stretch in stretches:
        pieces.append(FILLER + stretch.group())
        places.append(max(stretch.start() - 1, 0))
        places.extend(range(*stretch.span()))
    return "".join(pieces) + FILLER, [*places, len(tokens.starts) - 1]


def is_glued(found: Found) -> bool:
    """Whether the match is a piece of a longer word or number ("$1999", "F-16", "555-1999")."""
    text, span = found.tokens.text, found.span
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    if before.isalnum() or after.isalnum() or (after in ":-" and after and text[span.end + 1 : span.end + 2].isdigit()):
        return True
    if text[span.start].isdigit() and before and before in GLUED_BEFORE:
        return before not in ".-–:/" or text[span.start - 2 : span.start - 1].isalnum()
    return bool(text[span.end - 1].isdigit() and after and after in GLUED_AFTER)
