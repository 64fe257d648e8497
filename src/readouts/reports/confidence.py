"""How likely a contact is right: a logistic regression over what the reading itself shows of it.

Weights are numbers in `data/confidence.json`, made by `benchmarks/confidence.py --train` from hand-coded articles; no
model is loaded beside them. The features are read off the contact as it is printed (its claims with their rules, its
parties, what else the article tells), so that a confidence can be looked into: `weigh` lists what made it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from readouts.errors import KnowledgeError
from readouts.model import Article, Claim, Contact, HeldBack, Reading
from readouts.reports.headtalks import AGAIN, HEADED

MIN_CONFIDENCE = 0.3
"""Contacts of less are held back unless asked otherwise; docs/accuracy.md has the table that it was chosen by."""
_FILE = "reports/data/confidence.json"
_HIGHEST, _LOWEST = 0.99, 0.01
_HEAD, _TOP = 160, 600  # characters: the headline and the first sentence; the first paragraphs
_WIDE, _LONG = 110, 1200
_REMADE = 0.5


@cache
def load_weights() -> Mapping[str, float]:
    """The weights of `data/confidence.json`; KnowledgeError where the file is not of that shape."""
    return read_weights(resources.files("readouts").joinpath(_FILE).read_text(encoding="utf-8"), _FILE)


def read_weights(source: str, name: str) -> Mapping[str, float]:
    """The weights of a JSON file that maps features to numbers, checked."""
    remedy = "run benchmarks/confidence.py --train"
    try:
        table = json.loads(source)
    except ValueError as error:
        raise KnowledgeError(f"{name}: {error}; {remedy}") from None
    if not isinstance(table, dict) or not all(isinstance(value, float | int) for value in table.values()):
        raise KnowledgeError(f"{name}: it must map features to numbers; {remedy}")
    return table


def judge(article: Article, contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """The contacts of an article, each with its confidence: 0.01 to 0.99, to two digits."""
    return tuple(replace(c, confidence=confidence(describe(article, c, contacts))) for c in contacts)


def confidence(features: Sequence[str], weights: Mapping[str, float] | None = None) -> float:
    """The likelihood that a contact with these features is right: 0.01 to 0.99, to two digits.

    `weights` are the shipped ones unless others are given.
    """
    total = sum(weight for _, weight in weigh(features, weights))
    likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return round(max(_LOWEST, min(_HIGHEST, likely)), 2)


def weigh(features: Sequence[str], weights: Mapping[str, float] | None = None) -> list[tuple[str, float]]:
    """The features that count, in the order of their names, with their weights: above 0 speaks for the contact."""
    known = load_weights() if weights is None else weights
    return [(feature, known[feature]) for feature in sorted(set(features)) if feature in known]


def withhold(reading: Reading, least: float) -> Reading:
    """The reading without the contacts of less confidence than `least` (0 to 1), which stand in `held_back`, with why.

    What else is told stays; a statement made in a contact that is held back is of no contact then.
    """
    low = [c for c in reading.contacts if c.confidence < least]
    if not low:
        return reading
    gone = {c.id for c in low}
    kept = tuple(replace(c, part_of=None) if c.part_of in gone else c for c in reading.contacts if c.id not in gone)
    return replace(
        reading,
        contacts=kept,
        statements=tuple(replace(s, contact=None) if s.contact in gone else s for s in reading.statements),
        commitments=tuple(replace(c, foresees=None) if c.foresees in gone else c for c in reading.commitments),
        held_back=(*reading.held_back, *(_held_back(c, least) for c in low)),
    )


def _held_back(contact: Contact, least: float) -> HeldBack:
    """A contact too doubtful to be printed, in short."""
    parties = ", ".join(p.name for p in contact.participants)
    return HeldBack(
        what=f"{contact.channel}, {contact.status}: {parties}"[:160],
        reason=f"confidence {_short(contact.confidence)}, below {_short(least)}",
        span=contact.evidence[0] if contact.evidence else None,
    )


def _short(value: float) -> str:
    return f"{value:g}".removeprefix("0")


def describe(article: Article, contact: Contact, contacts: Sequence[Contact]) -> list[str]:
    """What a contact looks like, as named features; `contacts` are all of its article."""
    rules = {field: [c for c in contact.claims if c.field == field] for field in ("participants", "channel", "status")}
    return [
        "always",
        *_of_word(contact, rules["channel"]),
        *_of_status(contact, rules["status"]),
        *_of_parties(contact, rules["participants"]),
        *_of_place(article, contact),
        *_of_details(contact),
        *_of_others(contact, contacts),
    ]


def _of_word(contact: Contact, claims: Sequence[Claim]) -> Iterator[str]:
    yield f"channel={contact.channel}"
    for claim in claims:
        word, _, frame = claim.rule.partition(": frame ")
        frame, _, how = frame.partition(",")
        yield f"frame={word.split(' ')[0]} {frame}"
        if how.strip() in (HEADED, AGAIN):
            yield "by headline"
        elif how:
            yield from ("by order", f"by order={word.split(' ')[0]}")


def _of_status(contact: Contact, claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        yield f"status rule={kind_of_rule(claim.rule)}"
    if len({step.status for step in contact.status_history}) > 1:
        yield "status told twice"


def kind_of_rule(rule: str) -> str:
    """A status rule without the word that it names: "governed by plan" is "governed by"."""
    for start in ("governed by", "auxiliary", "infinitive", "modifier", "behind", "told of", "purpose of", "frame"):
        if rule.startswith(start):
            return start
    return rule if rule in ("past tense", "present tense", "participle", "noun alone", "negated") else "other"


def _of_parties(contact: Contact, claims: Sequence[Claim]) -> Iterator[str]:
    people = contact.participants
    kinds = [p.kind for p in people]
    yield f"parties={min(4, len(people))}"
    yield "all persons" if set(kinds) == {"person"} else f"least={min(kinds, key=_RANK.index)}"
    if not set(kinds) & {"person", "office"}:
        yield "nobody named"
    states = [p.state for p in people if p.state]
    if len(states) < len(people):
        yield "party without a state"
    if len(set(states)) < len(states):
        yield "two of one state"
    for claim in claims:
        how = _HOW.get(claim.rule) or next((v for k, v in _HOW.items() if claim.rule.startswith(k)), None)
        if how:
            yield f"party={how}"
        if claim.inferred_from:
            yield "party inferred"
    far = [p for p in people if not any(e.covers(s) for e in contact.evidence for s in p.spans)]
    if far:
        yield "party named elsewhere"


_RANK = ("state", "body", "delegation", "office", "person")
_HOW = {
    "pronoun": "pronoun",
    "the group named before": "group",
    "the parties of the contact told before": "parties before",
    "state visited": "state visited",
    "name of a state": "state",
    "name of a body": "body",
    "people sent": "people sent",
    "counterpart": "counterpart",
    "office of a state": "office",
    "holder of the office": "holder",
    "the ": "bare office",
    "name joined": "joined",
    "name with title": "title",
}


def _of_place(article: Article, contact: Contact) -> Iterator[str]:
    first = min((e.start for e in contact.evidence), default=0)
    yield "head" if first < _HEAD else "top" if first < _TOP else "body"
    if contact.evidence and "," in contact.evidence[0].of(article.text):
        yield "comma inside"
    width = max((e.end - e.start for e in contact.evidence), default=0)
    if width > _WIDE:
        yield "wide evidence"
    yield f"tellings={min(3, len(contact.evidence))}"
    if len(article.text) > _LONG:
        yield "long article"
    if article.rewritten is not None and article.rewritten.score >= _REMADE:
        yield "rewritten"
    if article.published.basis != "given":
        yield "undated article"


def _of_details(contact: Contact) -> Iterator[str]:
    yield "main" if contact.main else "not main"
    yield f"date={contact.date.basis}" if contact.date else "no date"
    for name, value in (("place", contact.place), ("duration", contact.duration), ("setting", contact.setting)):
        if value:
            yield name
    if contact.reported_by:
        yield "reported by somebody"


def _of_others(contact: Contact, contacts: Sequence[Contact]) -> Iterator[str]:
    yield f"contacts={min(4, len(contacts))}"
    for other in contacts:
        if other.id != contact.id and any(a.overlaps(b) for a in contact.evidence for b in other.evidence):
            yield "shared evidence"
