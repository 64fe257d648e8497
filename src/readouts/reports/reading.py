"""One article → everything that is read of it."""

from __future__ import annotations

import re
from dataclasses import replace

from readouts import statements, times
from readouts.knowledge import Knowledge
from readouts.language import detect, gate, rewritten
from readouts.language.document import Document
from readouts.model import Article, Contact, HeldBack, Reading, Span, TimeExpression
from readouts.reports import anchors, candidates, details, faults, joining, triggers
from readouts.reports.assembly import assemble
from readouts.reports.candidates import Candidate
from readouts.reports.joining import Detailed, Group


def read_article(article: Article, knowledge: Knowledge, *, full: bool = False) -> Reading:
    """Everything an article says of contacts, each value with the characters that say it.

    `full` reads every sentence, so that statements and times are all those of the text.
    """
    language = detect.identify(article.text)
    if language.foreign:
        reason = f"in another language than English ({language.code})"
        held = HeldBack(what="the whole article", reason=reason, span=None)
        return Reading(article=replace(article, language=language.code), held_back=(held,))
    published, clashes = times.date_article(article.text, article.published, knowledge)
    article = replace(
        article,
        language=article.language or language.code,
        published=published,
        rewritten=rewritten.judge(article.text),
    )
    document = Document(article, knowledge)
    numbers = gate.candidates(document, triggers.load().gate)
    document.parse(range(len(document.sentences)) if full else numbers)
    found = list(candidates.find(document, numbers))
    dated = _times(document, full or bool(found))
    rows = [_to_come(row, document) for row in _detailed(document, found, dated)]
    groups = joining.join(rows)
    contacts = tuple(assemble(document, group, i, groups, dated) for i, group in enumerate(_ordered(groups), 1))
    return Reading(
        article=article,
        contacts=contacts,
        statements=statements.read(document, full=full, sentences=numbers),
        times=dated if full else _bearing(dated, contacts),
        held_back=_held_back(document, rows, groups),
        doubts=(*clashes, *faults.doubts(document, contacts), *faults.inferred_days(contacts)),
    )


def _times(document: Document, wanted: bool) -> tuple[TimeExpression, ...]:
    if not wanted:
        return ()

    def tense(offset: int) -> details.Tense | None:
        return details.tense_at(document, offset)

    return times.find(
        document.text, document.article.published.interval, tense=tense, sentences=[s.span for s in document.sentences]
    )


def _detailed(document: Document, found: list[Candidate], dated: tuple[TimeExpression, ...]) -> list[Detailed]:
    lengths = times.durations(document.text) if found else ()
    return [
        Detailed(
            c,
            anchors.anchored(c, document) or details.date_of(c, dated, document),
            details.duration_of(c, lengths, document),
            details.place_of(c, document),
        )
        for c in found
    ]


def _to_come(row: Detailed, document: Document) -> Detailed:
    """ "heads to China next week": the present tense with a day still to come announces."""
    published, status = document.article.published.interval, row.candidate.status
    if row.date and published and row.date.earliest > published.latest and status.status in ("held", "ongoing"):
        ahead = replace(status, status="announced", rule=f"{status.rule}, of a day to come")
        return replace(row, candidate=replace(row.candidate, status=ahead))
    return row


def _ordered(groups: list[Group]) -> list[Group]:
    return sorted(groups, key=lambda g: g.members[0].candidate.word)


def _bearing(dated: tuple[TimeExpression, ...], contacts: tuple[Contact, ...]) -> tuple[TimeExpression, ...]:
    """The time expressions that a contact rests on."""
    used = {c.date.span for c in contacts if c.date and c.date.span}
    return tuple(t for t in dated if t.span in used)


def _held_back(document: Document, rows: list[Detailed], groups: list[Group]) -> tuple[HeldBack, ...]:
    """What looked like a contact and was not admitted, with why."""
    used = {id(m) for g in groups for m in g.members}
    return tuple(
        HeldBack(
            what=_short(document.text, row.candidate.evidence), reason=row.candidate.reason, span=row.candidate.evidence
        )
        for row in rows
        if id(row) not in used and row.candidate.reason and row.candidate.parties
    )


def _short(text: str, span: Span) -> str:
    return re.sub(r"\s+", " ", span.of(text))[:160]
