"""A dossier as a page tells it: copies under what they are copies of, sentences marked, and why each value is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from readouts.ledger import Passage
from readouts.ledger.contact import LedgerContact, Member
from readouts.ledger.dossier import Dossier
from readouts.ledger.support import Source
from readouts.ledger.why import FIELDS, cite
from readouts.model import Claim

_HEAD = re.compile(r"[a-z_]+")
_SENTENCES = 8
"""Sentences of one report that are shown."""


@dataclass(slots=True)
class Told:
    """One report with its sentences; `more` of them are left out; `copies` descend from the same text."""

    member: Member
    source: Source
    passages: tuple[Passage, ...]
    more: int
    copies: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Home:
    """An independent origin with the reports that go back to it; `kind` is None where nobody knows the origin."""

    name: str
    kind: str | None
    rule: str
    reports: tuple[Told, ...]


@dataclass(frozen=True, slots=True, order=True)
class Ground:
    """What one value of a field rests on in one article: the words, where they begin, and the rule."""

    value: str
    article: str
    start: int
    words: str
    rule: str
    inferred_from: str


def tell_homes(dossier: Dossier) -> list[Home]:
    """The reports under their origins, the copies of one text folded under the first of them."""
    told = list(_tell(dossier))
    heads = {article: members[0] for members in _families(dossier) for article in members[1:]}
    own = {one.source.article: one for one in reversed(told)}
    for one in told:
        head = heads.get(one.source.article)
        if head in own:
            own[head].copies.append(one)
    standing = [one for one in told if heads.get(one.source.article) not in own]
    homes = []
    for origin in dossier.support.origins:
        reports = tuple(one for one in standing if one.source.article in origin.articles)
        if reports:
            homes.append(Home(origin.name, origin.kind, origin.rule, reports))
    unknown = tuple(one for one in standing if one.source.article in dossier.support.unknown)
    return [*homes, Home("Origin not known", None, "", unknown)] if unknown else homes


def tell_grounds(dossier: Dossier) -> dict[str, list[Ground]]:
    """What the values of each field rest on, the fields in their order."""
    found: dict[str, set[Ground]] = {}
    for source in dossier.sources:
        for claim in source.said.claims:
            found.setdefault(_field(claim), set()).add(_ground(claim, source))
    return {name: sorted(found[name]) for name in sorted(found, key=lambda one: (_place(one), one))}


def _place(name: str) -> int:
    return FIELDS.index(name) if name in FIELDS else len(FIELDS)


def _field(claim: Claim) -> str:
    """The field that a claim is about: `participants` of "participants[0].state"."""
    head = _HEAD.match(claim.field)
    return head.group() if head else claim.field


def _ground(claim: Claim, source: Source) -> Ground:
    words = " … ".join(_flat(span.of(source.text)) for span in claim.spans) if source.text else ""
    start = claim.spans[0].start if claim.spans else -1
    value = f"{claim.field.partition('.')[2] or claim.field.rpartition('[')[0] or claim.field}: {claim.value}"
    return Ground(value, source.article, start, words, claim.rule, claim.inferred_from or "")


def _flat(words: str) -> str:
    return " ".join(words.split())


def _tell(dossier: Dossier) -> Iterator[Told]:
    """Each report that was looked into, in the order in which they appeared."""
    members = {(one.article, one.report): one for one in dossier.contact.reports}
    for source in sorted(dossier.sources, key=_appeared):
        spans = sorted({*source.said.evidence, *(span for one in source.said.claims for span in one.spans)})
        passages = cite(source.text, spans)
        yield Told(members[source.article, source.report], source, passages[:_SENTENCES], len(passages[_SENTENCES:]))


def _appeared(source: Source) -> tuple[date, str, str]:
    return source.published.earliest if source.published else date.max, source.article, source.report


def _families(dossier: Dossier) -> list[list[str]]:
    """The articles of each family of copies, the first that appeared first."""
    order = {source.article: _appeared(source) for source in dossier.sources}
    return [sorted(kin.members, key=lambda article: order[article]) for kin in dossier.support.copies]


def count_origins(dossier: Dossier, name: str) -> tuple[int, tuple[str, ...]]:
    """How many articles say the value of a field, and the independent origins of these."""
    for one in dossier.support.fields:
        if one.field == name:
            return len(one.articles), one.origins
    return 0, ()


def values_of(contact: LedgerContact) -> list[tuple[str, str]]:
    """The plain fields of a contact that have a value, with the value in words."""
    found: list[tuple[str, str]] = []
    if contact.visit_type:
        found.append(("visit_type", contact.visit_type))
    if contact.setting:
        found.append(("setting", contact.setting))
    if contact.place:
        found.append(("place", contact.place.name + (f" ({contact.place.state})" if contact.place.state else "")))
    for name, side in (("asked_for_by", contact.asked_for_by), ("announced_first_by", contact.announced_first_by)):
        if side:
            found.append((name, side.name + (f" ({side.state})" if side.state else "")))
    if contact.topics:
        found.append(("topics", ", ".join(contact.topics)))
    return found
