"""Lists that leave out their verb: "met A on Monday for three hours, and on Tuesday B; next up is the prime minister".

Each name with a day or place of its own is a contact of its own ("met A in Rome, B in Paris"); names without one
("met A and B on Monday") are not parted here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 3
_MONTHS = frozenset({"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"})
_DAYS = frozenset({"yesterday", "today", "tomorrow"})
_SPANS = frozenset({"week", "weekend", "month", "year"})
_NEXT_DAY = frozenset({"next", "following", "same", "previous"})
_BETWEEN = frozenset(
    {
        "and",
        "then",
        "later",
        "also",
        "but",
        "before",
        "followed",
        "by",
        "afterwards",
        "finally",
        "with",
        "most",
        "recently",
        "last",
    }
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A further name of such a list: from which token it runs, and its status where the words give one."""

    name: Token
    start: int
    status: Status | None = None


def find_gaps(verb: Token, parsed: Parsed) -> list[Gap]:
    """The further names behind a verb that have a day of their own, in order."""
    words = list(verb.doc)
    first = next((t for t in words[verb.i + 1 : verb.i + 9] if _is_name(t, parsed)), None)
    if first is None:
        return []
    found = _gaps(words, first.i + 1, parsed)
    dated = bool(found) and (
        any(_is_day(t) for t in words[first.i + 1 : found[0].start]) or _is_placed(words, first.i, parsed)
    )
    led = any(_is_day(t) for t in words[max(0, verb.i - 12) : verb.i])
    return found if dated or led or (found and found[0].status) else []


def once_again(word: Token, parsed: Parsed) -> int | None:
    """ "met in Rome on Monday and again on Friday": from which offset a second contact of the same two is told."""
    words = list(word.doc)
    for token in words[word.i + 1 :]:
        if token.lower_ == "again" and token.nbor(-1).lower_ in ("and", "then") and token.i + 2 < len(words):
            told = _day_until(words, token.i + 1) > token.i + 1 or words[token.i + 2].text[:3] in _MONTHS
            named = any(_is_name(t, parsed) for t in words[token.i + 1 : token.i + 5])
            before = any(_is_day(t) or t.text[:3] in _MONTHS or t.lower_ in _SPANS for t in words[: token.i])
            if told and before and not named and word.pos_ in ("VERB", "NOUN"):
                return parsed.span(token.nbor(-1)).start
    return _second_day(word, words, parsed)


def _second_day(word: Token, words: list[Token], parsed: Parsed) -> int | None:
    """ "have met twice, on May 3 and May 9", "held two calls, on Monday and on Friday": where the second day begins."""
    counted = any(t.lower_ == "twice" for t in (*word.children, *word.head.children))
    if not counted and not any(t.lower_ == "two" and t.dep_ == "nummod" for t in word.children):
        return None  # but "the two met on Monday and Tuesday"
    for token in words[word.i + 1 : -1]:
        if token.lower_ != "and":
            continue
        after = [t for t in words[token.i + 1 : token.i + 3] if t.lower_ not in ("on", "in")]
        first = [t for t in words[max(word.i, token.i - 3) : token.i] if _is_day(t) or t.text[:3] in _MONTHS]
        if first and after and (_is_day(after[0]) or after[0].text[:3] in _MONTHS):
            return parsed.span(token).start
    return None


def _gaps(words: list[Token], at: int, parsed: Parsed) -> list[Gap]:
    starts = [
        n for n in range(at, len(words)) if words[n].text in (",", ";", ":", "–", "—") or words[n].lower_ == "and"
    ]
    starts = [n for n in starts if not (words[n].lower_ == "and" and n - 1 in starts)]
    made: list[Gap] = []
    for start in starts:
        gap = _gap(words, start, parsed)
        if gap is not None and (not made or gap.name.i > made[-1].name.i):
            made.append(gap)
    return made


def _gap(words: list[Token], start: int, parsed: Parsed) -> Gap | None:
    at = start + 1
    while at < len(words) and words[at].lower_ in _BETWEEN:
        at += 1
    if at + 1 < len(words) and words[at].lower_ == "next":
        return _next_up(words, start, at, parsed)
    own = _day_until(words, at)
    name = _name_from(words, own, parsed)
    if name is None or (name.i + 1 < len(words) and words[name.i + 1].pos_ in ("VERB", "AUX")):
        return None
    if name.dep_ == "conj" and name.head.dep_ == "pobj" and name.head.head.lower_ == "between":
        return None  # "met A in Rome ahead of a meeting between B and C in Paris"
    behind = words[name.i + 1 : name.i + 1 + _NEAR]
    stops = next((n for n, t in enumerate(behind) if t.text in (",", ";") or t.lower_ == "and"), len(behind))
    dated = own > at or any(_is_day(t) for t in behind[:stops]) or _is_placed(words, name.i, parsed)
    return Gap(name, start) if dated else None


def _is_placed(words: list[Token], name: int, parsed: Parsed) -> bool:
    """Whether a place stands right behind a name: "A in Rome", "B at his residence in Florida"."""
    if name + 2 >= len(words) or words[name + 1].lower_ not in ("in", "at"):
        return False
    for token in words[name + 2 : name + 5]:
        mention = parsed.mention(token)
        if mention is not None and mention.kind == "state":
            return True
        if token.pos_ == "PROPN" and not _is_day(token) and token.text[:3] not in _MONTHS:
            return True
    return False


def _next_up(words: list[Token], start: int, at: int, parsed: Parsed) -> Gap | None:
    """ "next up is the Australian prime minister", "next comes B"."""
    head = [t.lower_ for t in words[at : at + 4]]
    if not ({"is", "comes", "are"} & set(head) or ("will" in head and "be" in head)):
        return None
    name = _name_from(words, at + 2, parsed, reach=4)
    return Gap(name, start, "announced") if name is not None else None


def _day_until(words: list[Token], at: int) -> int:
    """Where a phrase of time that begins at `at` ends: "on Tuesday", "on the following day", "a day later"."""
    for end in range(at, min(at + 5, len(words))):
        if _is_day(words[end]):
            after = end + 1
            while after < len(words) and words[after].lower_ in (
                "later",
                "after",
                "morning",
                "evening",
                "afternoon",
                ",",
            ):
                after += 1
            return after
        if words[end].lower_ not in ("on", "the", "a", "one", "last", "late", "early", *_NEXT_DAY):
            break
    return at


def _name_from(words: list[Token], at: int, parsed: Parsed, reach: int = _NEAR) -> Token | None:
    for token in words[at : at + reach]:
        if _is_name(token, parsed):
            return token
        if token.lower_ not in ("the", "with", "by", "his", "her", "its", "be", "is"):
            return None
    return None


def _is_name(token: Token, parsed: Parsed) -> bool:
    mention = parsed.mention(token)
    return mention is not None and mention.kind in ("person", "office")


def _is_day(token: Token) -> bool:
    word = token.lower_
    if word == "day":
        return token.i > 0 and token.nbor(-1).lower_ in (*_NEXT_DAY, "a", "one")
    return word in _DAYS or (word.endswith("day") and len(word) > 5 and token.text[:1].isupper())
