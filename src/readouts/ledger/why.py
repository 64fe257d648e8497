"""What a contact's values rest on: the sentences, with the characters that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from readouts.errors import UsageError
from readouts.language.sentences import split
from readouts.ledger import tables as t
from readouts.ledger.contact import LedgerContact
from readouts.model import Claim, Contact, Interval, Span

FIELDS = (
    "participants", "channel", "status", "date", "place", "duration", "visit_type", "setting", "topics",
    "asked_for_by", "announced_first_by", "part_of", "reported_by", "evidence",
)  # fmt: skip
_HEAD = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article that begins at character `start` of it; `marks` are counted within the sentence."""

    start: int
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One value of one field in one report, with what it rests on.

    `passages` is empty where the value was inferred, or where the ledger was not given the article's text;
    `spans` count in the article's text in any case.
    """

    field: str
    value: str
    rule: str
    inferred_from: str | None
    spans: tuple[Span, ...]
    passages: tuple[Passage, ...]
    article: str
    report: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Interval | None


def find_reasons(connection: Connection, contact: LedgerContact, field: str | None) -> Iterator[Reason]:
    """Each claim of each report of the contact on one field, or on all; raises UsageError for an unknown field."""
    if field is not None and field not in FIELDS:
        raise UsageError(f"no field is called {field!r}; known: {', '.join(FIELDS)}")
    columns = (t.reports.c.said, t.articles.c.text, t.articles.c.url, t.parts.c.rule)
    whole = t.reports.alias()
    query = select(*columns, whole.c.local_id.label("whole"))
    query = query.join_from(t.reports, t.articles, t.articles.c.id == t.reports.c.article)
    query = query.outerjoin(t.parts, t.parts.c.report == t.reports.c.id)
    query = query.outerjoin(whole, whole.c.id == t.parts.c.whole)
    for member in contact.reports:
        place = (t.reports.c.article == member.article, t.reports.c.local_id == member.report)
        row = connection.execute(query.where(*place)).one()
        for claim in _claims(msgspec.json.decode(row.said, type=Contact), row.whole, row.rule):
            if field is None or _field(claim) == field:
                yield Reason(
                    field=claim.field,
                    value=claim.value,
                    rule=claim.rule,
                    inferred_from=claim.inferred_from,
                    spans=claim.spans,
                    passages=cite(row.text, claim.spans),
                    article=member.article,
                    report=member.report,
                    title=member.title,
                    outlet=member.outlet,
                    url=row.url,
                    published=member.published,
                )


def cite(article: str | None, spans: Sequence[Span]) -> tuple[Passage, ...]:
    """The sentences in which the spans stand, each once, with the spans marked in them.

    >>> cite("They met. Xi called Putin on Friday.", [Span(29, 35)])
    (Passage(start=10, text='Xi called Putin on Friday.', marks=(Span(start=19, end=25),)),)
    """
    if not article:
        return ()
    passages = []
    for sentence in split(article):
        marks = sorted({span for span in spans if span.overlaps(sentence.span)})
        if marks:
            start, end = sentence.span
            within = tuple(Span(max(m.start, start) - start, min(m.end, end) - start) for m in marks)
            passages.append(Passage(start, sentence.span.of(article), within))
    return tuple(passages)


def _claims(said: Contact, whole: str | None, rule: str | None) -> Iterator[Claim]:
    """The claims of a report in the order of the fields; what it is part of, and its evidence, as further ones."""
    if said.evidence:
        evidence = Claim(field="evidence", value="a contact", spans=said.evidence, rule="evidence")
    order = {field: place for place, field in enumerate(FIELDS)}
    claims = list(said.claims)
    if whole and rule and not any(_field(claim) == "part_of" for claim in claims):
        told = f"report {whole} of the same article"
        claims.append(Claim(field="part_of", value=whole, spans=(), rule=rule, inferred_from=told))
    yield from sorted(claims, key=lambda claim: order.get(_field(claim), len(FIELDS)))
    if said.evidence:
        yield evidence


def _field(claim: Claim) -> str:
    """The field that a claim is about: `participants` of "participants[0].state"."""
    head = _HEAD.match(claim.field)
    return head.group() if head else claim.field
