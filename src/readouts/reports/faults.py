"""Faults of the text itself, told as doubts: a president called premier, an office nobody held that day."""

from __future__ import annotations

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Contact, Doubt


def doubts(document: Document, contacts: tuple[Contact, ...]) -> tuple[Doubt, ...]:
    """One doubt for each person of a contact whom the text gives an office that the knowledge does not."""
    named = {(s.start, s.end) for c in contacts for p in c.participants for s in p.spans}
    found: dict[tuple[str, str], Doubt] = {}
    for mention in document.mentions:
        if (mention.span.start, mention.span.end) in named and mention.person and mention.title:
            says = _wrong_office(document, mention)
            if says:
                found.setdefault((mention.person, mention.title), Doubt(says=says, span=mention.span))
    return tuple(found.values())


def _wrong_office(document: Document, mention: Mention) -> str | None:
    """What is wrong with the title, None where it is right, not checked, or not known well enough."""
    on = document.article.published.interval
    assert mention.person
    assert mention.title
    if (
        mention.past
        or mention.rule.startswith("holder")
        or on is None
        or mention.title in ("counterpart", "opposite number")
    ):
        return None
    resolver, knowledge = document.resolver, document.knowledge
    kinds = knowledge.title_kinds(mention.state, mention.title)
    held = [t for t in knowledge.tenures(mention.person, on) if t.surely_covers(on)]
    if not kinds or not held or any(t.kind in kinds for t in knowledge.tenures(mention.person, on)):
        return None
    offices = " and ".join(dict.fromkeys(f"{t.title} of {resolver.body_name(t.state)}" for t in held[:2]))
    return f"calls {mention.name} {mention.title}; on that date {offices}"


def inferred_days(contacts: tuple[Contact, ...]) -> tuple[Doubt, ...]:
    """A doubt for each day that was inferred and not told."""
    return tuple(
        Doubt(
            says=f"{c.id}: the day {c.date.earliest} is inferred ({c.date.rule}), no word gives it to the contact",
            span=c.date.span,
        )
        for c in contacts
        if c.date and c.date.basis == "inferred"
    )
