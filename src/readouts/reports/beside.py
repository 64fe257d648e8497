"""Two in one sentence with a word for a contact, and nobody else: each other's parties, where no frame joins them.

"A's Gaza plan fails after B talks", "A on Monday became the first to be told by phone": the frame of the word leaves a
place empty, yet the sentence names just two who could fill it. It is the weakest way in which a contact is read, so it
is asked last, for pairs of whom the article tells nothing else, and its contacts get a confidence of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Span
from readouts.reports import grammar
from readouts.reports.candidates import Candidate, spanned
from readouts.reports.reference import Party, of_mention

HOW = "two in the sentence"
# what a candidate lacks that somebody named in the same sentence may make good
_LACKS = frozenset({"only one side named", "no party named", "a message not sent here"})
_FRAMES = frozenset({"with", "to", "object", "visit", "message", "host"})
# "open to dialogue", "expressed support for dialogue": mostly a stance, no contact
_WISHED = frozenset({"dialogue"})
_WITH = frozenset({"with", "to"})


def complete(found: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article, those that lack a party with the one other that their sentence names."""
    rows = list(found)
    told = [c for c in rows if c.reason is None]
    pairs = [(c.sides, {p.key for p, _ in c.parties}) for c in told]
    busy = {c.sentence for c in told}
    made: list[Candidate] = []
    for row in rows:
        may = row.trigger.frame in _FRAMES and not row.definite and row.trigger.lemma not in _WISHED
        if row.reason in _LACKS and row.sentence not in busy and may:
            row = _completed(row, document, pairs)
        made.append(row)
    return made


def _completed(row: Candidate, document: Document, told: Sequence[tuple[frozenset[str], set[str]]]) -> Candidate:
    """The candidate with the two that its sentence names; itself where they are not two, or told of elsewhere."""
    if _is_quoted(row.word, document.sentences[row.sentence].span, document.text):
        return row
    around = [m for m in document.mentions_of(row.sentence) if not _names_a_thing(m, row, document)]
    parties = _two([p for p, _ in row.parties], around)
    if any(p.kind == "body" for p in parties) and not row.headline:
        return row  # "an emergency meeting of the organisation": its own, about somebody else
    sides = frozenset(p.state for p in parties if p.state)
    if (
        len(sides) != 2
        or _has_others(parties, row, document)
        or any(sides <= states or {p.key for p in parties} <= keys for states, keys in told)
    ):
        return row
    return replace(
        row,
        parties=tuple((p, "participant") for p in parties),
        evidence=spanned(row.word, [s for p in parties for s in p.spans], document.sentences[row.sentence].span),
        reason=None,
        rule=f"{row.rule.partition(',')[0]}, {HOW}",
    )


def _two(parties: list[Party], mentions: Sequence[Mention]) -> list[Party]:
    """The parties of the frame and the people beside them; none where these are not just two of two states."""
    people = {p.key: p for m in mentions if m.kind in ("person", "office") and (p := of_mention(m)).acts and p.state}
    everybody = {**people, **{p.key: p for p in parties}}
    if len(everybody) != 2 or len(parties) > 1 or not people:
        return []
    return sorted(everybody.values(), key=lambda p: min(p.spans))


def _names_a_thing(mention: Mention, row: Candidate, document: Document) -> bool:
    """ "after the A raid": the name says which raid, not who met; "after A talks" is of the word itself."""
    parsed = document.parsed(row.sentence)
    whole = [token for token in parsed.doc if mention.span.covers(parsed.span(token))]
    last = whole[-1] if whole else None
    return last is not None and last.dep_ == "compound" and last.head.i != row.token and last.head not in whole


def _has_others(parties: list[Party], row: Candidate, document: Document) -> bool:
    """ "as he spoke to the security council": the one spoken with is named, and is neither of the two."""
    parsed = document.parsed(row.sentence)
    token = parsed.doc[row.token]
    partners = [*grammar.objects(token), *(o for c in token.children if c.lower_ in _WITH for o in c.children)]
    spans = [s for p in parties for s in p.spans]
    return row.trigger.verb and any(not any(s.covers(parsed.span(t)) for s in spans) for t in partners)


def _is_quoted(word: Span, sentence: Span, text: str) -> bool:
    """Whether the word stands in quotation marks opened in its sentence."""
    before = text[sentence.start : word.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
