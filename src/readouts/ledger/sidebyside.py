"""Two accounts of one contact side by side: what both say, what only one says, where they contradict each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from readouts.errors import UsageError
from readouts.language.sentences import split
from readouts.ledger.copyrules import load_copy_rules
from readouts.ledger.credits import find_credits
from readouts.ledger.origins import find_origin
from readouts.ledger.rules import load_rules
from readouts.ledger.support import Source
from readouts.ledger.trace import stem
from readouts.model import Contact, Interval, Span

Verdict = Literal["both", "only A", "only B", "contradictory"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_ALIKE = 0.34
_MUCH_ALIKE = 0.5
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Account:
    """One of the two: its article and report, the outlet, whose word it is, and when it appeared."""

    article: str
    report: str
    outlet: str | None
    origin: str
    published: Interval | None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field in both accounts; a value is None where that account does not say."""

    field: str
    verdict: Verdict
    a: str | None
    b: str | None


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """Two sentences that say one thing, or one that only one account has, with where they stand.

    `why` says by what two sentences contradict each other.
    """

    verdict: Verdict
    a: str | None
    a_span: Span | None
    b: str | None
    b_span: Span | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two accounts of the contact with this id; `first` appeared first, None where that is not known."""

    contact: str
    a: Account
    b: Account
    first: Literal["A", "B"] | None
    fields: tuple[FieldRow, ...]
    sentences: tuple[SentenceRow, ...]


def lay_side_by_side(contact: str, sources: Sequence[Source], a: str | None = None, b: str | None = None) -> SideBySide:
    """The two accounts of the articles named, else the official ones of two states, else the only two there are.

    Raises UsageError where it cannot be told which two are meant, or one has no text.
    """
    one, other = _choose(sources, a, b)
    left, right = _account(one), _account(other)
    return SideBySide(
        contact=contact,
        a=left,
        b=right,
        first=_first(left.published, right.published),
        fields=tuple(_compare_fields(one.said, other.said)),
        sentences=tuple(align(one.text, other.text)),
    )


def _choose(sources: Sequence[Source], a: str | None, b: str | None) -> tuple[Source, Source]:
    found = {source.article: source for source in sorted(sources, key=lambda s: (s.article, s.report), reverse=True)}
    if a and b:
        for name in (a, b):
            if name not in found:
                raise UsageError(f"no report of this contact stands in {name!r}; `readouts show` lists the articles")
        return found[a], found[b]
    official: dict[str, Source] = {}
    for source in sorted(found.values(), key=lambda source: source.article):
        origin = find_origin(source.outlet, source.byline, find_credits(source.text), source.said.reported_by)
        if origin.kind == "official" and origin.key:
            official.setdefault(origin.key, source)
    some = [official[key] for key in sorted(official)] if len(official) > 1 else [found[id] for id in sorted(found)]
    if len(some) < 2:
        raise UsageError("only one article reports this contact; there is nothing to compare it with")
    if len(some) > 2:
        raise UsageError(f"more than two accounts: name two of {', '.join(source.article for source in some)}")
    return some[0], some[1]


def _account(source: Source) -> Account:
    origin = find_origin(source.outlet, source.byline, find_credits(source.text), source.said.reported_by)
    return Account(source.article, source.report, source.outlet, origin.name, source.published)


def _first(a: Interval | None, b: Interval | None) -> Literal["A", "B"] | None:
    if a is None or b is None:
        return None
    if a.latest < b.earliest:
        return "A"
    return "B" if b.latest < a.earliest else None


def _compare_fields(a: Contact, b: Contact) -> Iterator[FieldRow]:
    """Each field that one of the accounts has."""
    refines = load_rules().refines
    rows: list[tuple[str, object, object, Callable[[], bool]]] = [
        ("channel", a.channel, b.channel, lambda: a.channel in refines[b.channel] or b.channel in refines[a.channel]),
        ("status", a.status, b.status, lambda: False),
        (
            "date",
            a.date.interval if a.date else None,
            b.date.interval if b.date else None,
            lambda: bool(a.date and b.date and a.date.interval.overlaps(b.date.interval)),
        ),
        ("place", a.place and a.place.name, b.place and b.place.name, lambda: _same_land(a, b)),
        ("duration", a.duration and a.duration.text, b.duration and b.duration.text, lambda: _lengths_agree(a, b)),
        ("asked_for_by", a.asked_for_by and a.asked_for_by.name, b.asked_for_by and b.asked_for_by.name, lambda: False),
        (
            "announced_first_by",
            a.announced_first_by and a.announced_first_by.name,
            b.announced_first_by and b.announced_first_by.name,
            lambda: False,
        ),
    ]
    for field, left, right, agree in rows:
        if left is None and right is None:
            continue
        same = agree() or (left == right and field != "duration")  # "a while" is not always the same while
        verdict: Verdict = "both" if same else "contradictory"
        if left is None or right is None:
            verdict = "only B" if left is None else "only A"
        yield FieldRow(field, verdict, _print(left), _print(right))
    topics = [{topic.label for topic in said.topics} for said in (a, b)]
    for label in sorted(topics[0] | topics[1]):
        has = (label in topics[0], label in topics[1])
        verdict = "both" if all(has) else "only A" if has[0] else "only B"
        yield FieldRow("topic", verdict, label if has[0] else None, label if has[1] else None)


def _same_land(a: Contact, b: Contact) -> bool:
    return bool(a.place and b.place and a.place.state and a.place.state == b.place.state)


def _lengths_agree(a: Contact, b: Contact) -> bool:
    if not (a.duration and b.duration):
        return False
    low = max(a.duration.at_least_minutes or 0, b.duration.at_least_minutes or 0)
    highs = [d.at_most_minutes for d in (a.duration, b.duration) if d.at_most_minutes is not None]
    return not highs or low <= min(highs)


def _print(value: object) -> str | None:
    if isinstance(value, Interval):
        return str(value.earliest) if value.earliest == value.latest else f"{value.earliest}/{value.latest}"
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with the words that tell, whether it denies something, and its numbers."""

    text: str
    span: Span
    words: frozenset[str]
    denies: bool
    numbers: frozenset[str]


def align(a: str, b: str) -> Iterator[SentenceRow]:
    """The sentences of two texts, each with the one of the other text that says the same, in the order of the first.

    Pairs are made from the most alike on; each sentence stands in one. Two that are much alike contradict each other
    where one of them denies, or where their numbers differ.

    >>> rows = align("They talked about grain.", "The pair did not talk about grain.")
    >>> [(row.verdict, row.why) for row in rows]
    [('contradictory', 'one of them denies it')]
    """
    left, right = _say(a), _say(b)
    near = [
        (-_likeness(one, other), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if _likeness(one, other) >= _ALIKE
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(near):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i, one in enumerate(left):
        if i in pairs:
            other = right[pairs[i]]
            why = _contradiction(one, other)
            yield SentenceRow("contradictory" if why else "both", one.text, one.span, other.text, other.span, why)
        else:
            yield SentenceRow("only A", one.text, one.span, None, None)
    for j, other in enumerate(right):
        if j not in pairs.values():
            yield SentenceRow("only B", None, None, other.text, other.span)


def _say(text: str) -> list[_Said]:
    said = []
    rules = load_copy_rules()
    dull, denying = rules.reporting_words, rules.denying_words
    for sentence in split(text):
        if sentence.headline:
            continue
        words = [word.lower().replace("’", "'") for word in _WORD.findall(sentence.span.of(text))]
        told = frozenset(stem(word.removesuffix("'s")) for word in words if len(word) > 2 and word not in dull)
        denies = any(word in denying or word.endswith("n't") for word in words)
        spelt = _spelt_numbers(words)
        numbers = frozenset(_NUMBER.findall(sentence.span.of(text))) | frozenset(spelt.values())
        telling = told - denying - numbers - spelt.keys()
        said.append(_Said(sentence.span.of(text), sentence.span, telling, denies, numbers))
    return said


def _spelt_numbers(words: Sequence[str]) -> dict[str, str]:
    """The numbers in words, with their digits; "one" only before what is measured: one hour, not one of them."""
    rules = load_copy_rules()
    found = {word: rules.number_words[word] for word in words if word in rules.number_words}
    if not any(word == "one" and after.startswith(rules.measured_words) for word, after in pairwise(words)):
        found.pop("one", None)
    return found


def _likeness(a: _Said, b: _Said) -> float:
    """The share of telling words that both have, between that of the shorter and that of the whole."""
    both = len(a.words & b.words)
    if both < min(_FEWEST, len(a.words), len(b.words)) or not both:
        return 0.0
    return 2 * both / (len(a.words) + len(b.words))


def _contradiction(a: _Said, b: _Said) -> str | None:
    if _likeness(a, b) < _MUCH_ALIKE:
        return None
    if a.denies != b.denies:
        return "one of them denies it"
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        return f"numbers differ: {', '.join(sorted(a.numbers))} and {', '.join(sorted(b.numbers))}"
    return None
