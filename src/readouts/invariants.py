"""What holds between the parts of a reading, beyond what a schema can say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256

from readouts.model import Contact, ContactDate, Duration, Interval, Published, Reading, Span, Statement

# Fields of a contact whose value must rest on a claim wherever it is not null.
_CLAIMED = (
    "participants",
    "channel",
    "status",
    "visit_type",
    "setting",
    "part_of",
    "date",
    "duration",
    "place",
    "asked_for_by",
    "announced_first_by",
)
_CONTACT_FIELDS = frozenset(field.name for field in fields(Contact))


def check(reading: Reading) -> list[str]:
    """What is wrong with a reading as a whole: one sentence a fault, in the order of the fields; empty if sound.

    Spans must lie within the text and hold a character; `text` must be the characters of its span; intervals must
    not end before they begin; ids of contacts must be unique and every reference must lead to one; claims must name
    a field of the contact, and every value must have one. Where `article.text` was left out, spans are checked for
    order only.

    >>> from readouts.model import Article, Doubt
    >>> from readouts.exchange import text_digest
    >>> article = Article(id="a", sha256=text_digest("They met."), source="a.txt", text="They met.")
    >>> check(Reading(article=article, doubts=(Doubt(says="who?", span=Span(0, 40)),)))
    ['doubts[0].span: [0, 40] lies outside the text, which has 9 characters']
    """
    return [
        *check_spans(reading),
        *_ends(reading),
        *_ids(reading),
        *_claims(reading),
    ]


def check_spans(reading: Reading) -> list[str]:
    """What is wrong with a reading's digest, its spans, and the words that it says stand there; empty if sound."""
    return [*_digest(reading), *_spans(reading), *_quoted_words(reading)]


def _text_left_out(reading: Reading) -> bool:
    """Whether the text is empty only because it was not passed on."""
    return not reading.article.text and reading.article.sha256 != sha256(b"").hexdigest()


def _digest(reading: Reading) -> Iterator[str]:
    if not _text_left_out(reading):
        found = sha256(reading.article.text.encode("utf-8", "surrogatepass")).hexdigest()
        if found != reading.article.sha256:
            yield f"article.sha256: {reading.article.sha256} is not that of the text, {found}"


def _walk(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Every noun, span and interval within a value, with its path."""
    if is_dataclass(value):
        yield path, value
        for field in fields(value):
            yield from _walk(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)
    elif isinstance(value, (Span, Interval)):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}[{index}]")


def _spans(reading: Reading) -> Iterator[str]:
    length = None if _text_left_out(reading) else len(reading.article.text)
    for path, value in _walk(reading, ""):
        if isinstance(value, Span):
            if value.start >= value.end:
                yield f"{path}: [{value.start}, {value.end}] is empty or runs backwards"
            elif value.start < 0 or (length is not None and value.end > length):
                yield f"{path}: [{value.start}, {value.end}] lies outside the text, which has {length} characters"


def _quoted_words(reading: Reading) -> Iterator[str]:
    """Words that are not those of their span: times, dates, durations and commitments carry both."""
    if _text_left_out(reading):
        return
    for path, value in _walk(reading, ""):
        span, words = getattr(value, "span", None), getattr(value, "text", None)
        if isinstance(span, Span) and isinstance(words, str) and span.of(reading.article.text) != words:
            yield f"{path}.text: {words!r} is not what stands at {list(span)}, {span.of(reading.article.text)!r}"


def _ends(reading: Reading) -> Iterator[str]:
    for path, value in _walk(reading, ""):
        earliest, latest = getattr(value, "earliest", None), getattr(value, "latest", None)
        if (earliest is None) != (latest is None):
            yield f"{path}: earliest and latest must both be days or both null"
        elif earliest is not None and latest is not None and earliest > latest:
            yield f"{path}: latest {latest} lies before earliest {earliest}"
        if isinstance(value, Published) and (value.basis == "unknown") != (earliest is None):
            yield f"{path}.basis: {value.basis!r} does not go with earliest {earliest}"
        if isinstance(value, Duration):
            low, high = value.at_least_minutes, value.at_most_minutes
            if low is None and high is None:
                yield f"{path}: neither bound is known"
            elif low is not None and high is not None and low > high:
                yield f"{path}: at least {low} minutes is more than at most {high}"
        if isinstance(value, ContactDate) and value.basis != "inferred" and value.span is None:
            yield f"{path}.span: missing, though the basis is {value.basis!r}"


def _ids(reading: Reading) -> Iterator[str]:
    counts = Counter(contact.id for contact in reading.contacts)
    for contact_id, count in counts.items():
        if count > 1:
            yield f"contacts: {count} have the id {contact_id!r}"
    for path, value in _walk(reading, ""):
        for field in ("part_of", "contact", "foresees"):
            target = getattr(value, field, None)
            if isinstance(target, str) and target not in counts:
                yield f"{path}.{field}: no contact has the id {target!r}"
        if isinstance(value, Contact) and value.part_of == value.id:
            yield f"{path}.part_of: the contact itself"
        if isinstance(value, Statement) and not value.content:
            yield f"{path}.content: empty"


def _claims(reading: Reading) -> Iterator[str]:
    for index, contact in enumerate(reading.contacts):
        path = f"contacts[{index}]"
        if not contact.participants:
            yield f"{path}.participants: empty"
        if not contact.evidence:
            yield f"{path}.evidence: empty"
        claimed = {_root(claim.field) for claim in contact.claims}
        for field in sorted(claimed - _CONTACT_FIELDS):
            yield f"{path}.claims: {field!r} is no field of a contact"
        for field in _CLAIMED:
            if getattr(contact, field) and field not in claimed:
                yield f"{path}.{field}: no claim says what it rests on"


def _root(field: str) -> str:
    """The field itself of a path such as `participants[0].office`."""
    return re.split(r"[.\[]", field, maxsplit=1)[0]
