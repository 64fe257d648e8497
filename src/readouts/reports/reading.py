"""One article → everything that is read of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from readouts import statements, times
from readouts.knowledge import Knowledge
from readouts.language import detect, rewritten
from readouts.language.document import Document, parse_together
from readouts.language.gate import Gate
from readouts.model import Article, Contact, Doubt, HeldBack, Reading, Span, TimeExpression
from readouts.reports import (
    anchors,
    beside,
    candidates,
    confidence,
    days,
    details,
    faults,
    gatherings,
    headtalks,
    joining,
    linking,
    partners,
    repeats,
    rulebook,
    tenses,
    triggers,
    venues,
)
from readouts.reports.assembly import assemble
from readouts.reports.candidate import Candidate
from readouts.reports.grouped import Detailed, Group
from readouts.reports.rulebook import Rulebook
from readouts.sources.limits import limits

if TYPE_CHECKING:
    from spacy.tokens import Token

T = TypeVar("T")
# A batch ends at so many articles or characters: many small ones are parsed together, few long ones held at once.
BATCH = 256
BATCH_CHARACTERS = 300_000


def read_article(article: Article, knowledge: Knowledge, *, full: bool = False) -> Reading:
    """Everything an article says of contacts, each value with the characters that say it.

    `full` reads every sentence, so that statements and times are all those of the text.
    """
    return next(read_articles([article], knowledge, full=full))


def read_articles(
    articles: Iterable[Article],
    knowledge: Knowledge,
    *,
    full: bool = False,
    batch: int = BATCH,
    rules: Rulebook | None = None,
    gate: Gate | None = None,
) -> Iterator[Reading]:
    """The readings of many articles, in order: up to `batch` of them are parsed together, and held in memory.

    `rules` are the shipped ones unless others are given, and `gate`, which chooses the sentences to parse, is theirs.
    """
    for some in batches(articles, lambda article: len(article.text), batch):
        readings = _read_batch(some, knowledge, full, gate)
        while True:
            with rulebook.using(rules):  # only while one is read: what happens between two is not ours
                reading = next(readings, None)
            if reading is None:
                break
            yield reading


def batches(rows: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Rows in lists of at most `most`, and of not many more than BATCH_CHARACTERS by their `size`."""
    some: list[T] = []
    held = 0
    for row in rows:
        some.append(row)
        held += size(row)
        if len(some) >= most or held >= BATCH_CHARACTERS:
            yield some
            some, held = [], 0
    if some:
        yield some


def _read_batch(articles: list[Article], knowledge: Knowledge, full: bool, gate: Gate | None) -> Iterator[Reading]:
    begun = [_begin(article, knowledge) for article in articles]
    gate = gate or triggers.load().gate
    documents = [_judged(d) if full else d for d in begun if isinstance(d, Document)]
    first = {id(d): gate.first(d) for d in documents}
    parse_together([(d, range(len(d.sentences)) if full else first[id(d)]) for d in documents])
    found = {id(d): _candidates(d, first[id(d)]) for d in documents}
    # what tells of no contact is neither judged nor dated: that would cost more than all the rest
    telling = [d for d in documents if any(c.reason is None for c in found[id(d)])]
    judged = {id(d): d if full else _judged(d) for d in telling}
    rest = {key: gate.rest(d) for key, d in judged.items()}
    parse_together([(d, rest[key]) for key, d in judged.items()])
    parse_together([row for key, d in judged.items() for row in statements.asked(d, rest[key])])
    read = iter(documents)
    for one in begun:
        if isinstance(one, Reading):
            yield one
            continue
        document = next(read)
        key = id(document)
        if key in rest:
            document = judged[key]
            reading = _finish(document, _candidates(document, rest[key]), rest[key], full)
        else:
            reading = _finish(document, found[key], first[key], full)
        document.finer = None
        yield reading


def _candidates(document: Document, numbers: Iterable[int]) -> list[Candidate]:
    found = beside.complete(repeats.add(candidates.find(document, numbers), document), document)
    found = headtalks.complete(found, document)
    return gatherings.add(partners.add(found, document), document)


def _begin(article: Article, knowledge: Knowledge) -> Document | Reading:
    """The article's document; a text that is too long or not in English is held back."""
    most = limits().article_characters
    if len(article.text) > most:
        return _held_whole(article, f"longer than the limit of {most:,} characters (article_characters); split it")
    language = article.language or _language(article.text)
    if language not in ("en", None):
        return _held_whole(replace(article, language=language), f"in another language than English ({language})")
    document = Document(article if language == article.language else replace(article, language=language), knowledge)
    most = limits().article_sentences
    if len(document.text) > most and len(document.sentences) > most:  # else nothing is split that is not asked for
        document.sentences = document.sentences[:most]
    return document


def _held_whole(article: Article, reason: str) -> Reading:
    """The reading of an article of which nothing is read."""
    return Reading(article=article, held_back=(HeldBack(what="the whole article", reason=reason, span=None),))


def _judged(document: Document) -> Document:
    """Whether the text was rewritten; and for an undated article the date that its own text allows.

    A date found is one more thing known of the names in the text: they are read anew.
    """
    article = replace(document.article, rewritten=rewritten.judge(document.text))
    if article.published.basis == "given":
        document.article = article
        return document
    published, document.clashes = times.date_article(article.text, article.published, document.knowledge)
    article = replace(article, published=published)
    if published.interval == document.article.published.interval:
        document.article = article
        return document
    return document.redated(article)


def _language(text: str) -> str | None:
    """The language of a text where that is sure."""
    found = detect.identify(text)
    return found.code if found.sure else None


def _finish(document: Document, found: list[Candidate], numbers: list[int], full: bool) -> Reading:
    """From a document's candidates to its reading."""
    if not found and not full:  # of most articles there is nothing to say
        return Reading(article=document.article, held_back=tuple(_beyond(document, [])))
    told = any(c.reason is None for c in found)
    dated = _times(document) if full or told else ()
    rows = [_to_come(row, document) for row in _detailed(document, found, dated)]
    joined = _ordered(joining.join(rows, document.article.published.interval))
    groups, beyond = joined[: limits().article_contacts], joined[limits().article_contacts :]
    contacts = confidence.judge(
        document.article, [assemble(document, group, i, groups, dated) for i, group in enumerate(groups, 1)]
    )
    return Reading(
        article=document.article,
        contacts=contacts,
        statements=linking.link(
            statements.read(document, full=full, sentences=numbers, dated=dated) if full or contacts else (),
            contacts,
            document.text,
        ),
        commitments=linking.foresee(statements.commitments(document, None if full else numbers, dated), contacts)
        if full or contacts
        else (),
        times=dated if full else _bearing(dated, contacts),
        held_back=(*_held_back(document, rows, joined), *_beyond(document, beyond)),
        doubts=_doubts(document, contacts),
    )


def _doubts(document: Document, contacts: tuple[Contact, ...]) -> tuple[Doubt, ...]:
    """What the article itself gets wrong, and what was inferred; nothing of an article without a contact."""
    if not contacts:
        return ()
    clashes = document.clashes
    if clashes is None:
        _, clashes = times.date_article(document.text, document.article.published, document.knowledge)
    return (*clashes, *faults.doubts(document, contacts), *faults.inferred_days(contacts))


def _times(document: Document) -> tuple[TimeExpression, ...]:
    def tense(offset: int) -> tenses.Tense | None:
        return tenses.tense_at(document, offset)

    return times.find(
        document.text, document.article.published.interval, tense=tense, sentences=[s.span for s in document.sentences]
    )


def _detailed(document: Document, found: list[Candidate], dated: tuple[TimeExpression, ...]) -> list[Detailed]:
    lengths = times.durations(document.text) if dated else ()
    made = []
    for c in found:
        date = anchors.anchored(c, document) or details.date_of(c, dated, document)
        date = date or anchors.counted(c, dated, document)
        place = venues.place_of(c, document)
        length = details.duration_of(c, lengths, document)
        told = details.is_three_way(c, document), details.is_aside(c, document), details.is_lasting(c, found, document)
        made.append(Detailed(venues.in_person(c, place), date, length, place, *told))
    return made


def _to_come(row: Detailed, document: Document) -> Detailed:
    """ "heads to China next week": the present tense with a day still to come announces."""
    published, status = document.article.published.interval, row.candidate.status
    words = (row.date.text or "") if row.date else ""
    later = words.lower().startswith("later ") and status.status == "ongoing"
    after = row.date is not None and published is not None and row.date.earliest > published.latest
    past = status.rule == "past tense" or (status.word is not None and status.word.tag_ == "VBD")
    plain = status.status == "held" and (past or not after) and not _had_been(status.word)
    tomorrow = days.a_day_later(row.date, document) if plain else None
    if tomorrow is not None:
        return replace(row, date=tomorrow)
    if after and not later and past and status.status == "held":  # "In May of that year B was welcomed"
        return replace(row, date=days.a_week_before(row.date, published))
    over = row.date is not None and published is not None and row.date.latest < published.earliest
    if over and status.status == "announced" and status.rule == "behind before":
        held = replace(
            status, status="held", rule="before, in the past"
        )  # "let B wait before their meeting on Tuesday"
        return replace(row, candidate=replace(row.candidate, status=held))
    if (
        over
        and status.status == "announced"
        and _had_been(status.word)
        and (nearer := days.a_week_later(row.date, published)) is not None
    ):
        return replace(row, date=nearer)  # "had been due on Sunday", of the one that is nearer than the last
    if later or (after and status.status in ("held", "ongoing")):
        ahead = replace(status, status="announced", rule=f"{status.rule}, of a day to come")
        return replace(row, candidate=replace(row.candidate, status=ahead))
    return row


def _had_been(word: Token | None) -> bool:
    """ "had been due", "had been scheduled to": what was planned, whatever became of it."""
    return word is not None and any(c.lower_ == "had" for t in (word, word.head) for c in t.children)


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


def _beyond(document: Document, groups: list[Group]) -> Iterator[HeldBack]:
    """What stands behind the last sentence that is read of a long article, and the contacts that are too many."""
    most = limits().article_sentences
    left = len(document.text) > most and len(document.sentences) == most
    end = document.sentences[-1].span.end if left else 0
    if left and document.text[end:].strip():
        reason = f"beyond the limit of {limits().article_sentences:,} sentences (article_sentences)"
        yield HeldBack(what="the rest of the article", reason=reason, span=Span(end, len(document.text)))
    for group in groups:
        span = group.members[0].candidate.evidence
        reason = f"beyond the limit of {limits().article_contacts:,} contacts (article_contacts)"
        yield HeldBack(what=_short(document.text, span), reason=reason, span=span)


def _short(text: str, span: Span) -> str:
    return re.sub(r"\s+", " ", span.of(text))[:160]
