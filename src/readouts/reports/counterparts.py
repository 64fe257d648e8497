"""Whom "his Chinese counterpart" means: who holds in that state what the other party holds in theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.reports.party import Party, of_mention

if TYPE_CHECKING:
    from readouts.knowledge import Person

# of these there is one in a state, so that a counterpart is one man; heads of state and government may be two
_MINISTERS = frozenset({"foreign_minister", "defence_minister", "national_security_adviser"})


def counterpart(mention: Mention, others: tuple[Party, ...], document: Document) -> Party:
    """ "his Chinese counterpart": who holds in that state the office that the other party holds in theirs."""
    role = of_mention(mention)
    resolver = document.resolver
    for other in others:
        if other.office and mention.state and other.state != mention.state:
            holder = (
                _who_leads(other, mention.state, document)
                or resolver.holder(mention.state, other.title or other.office)
                or resolver.holder(mention.state, other.office)
                or _of_the_same_kind(other, mention.state, document)
            )
            words = (other.title or other.office).lower()
            if holder:
                tenure = resolver.tenure(holder.id, mention.state, other.title or other.office)
                return replace(
                    role,
                    name=holder.name,
                    kind="person",
                    person=holder.id,
                    office=tenure.title if tenure else words,
                    rule="counterpart",
                    inferred=f"counterpart of {other.name}, {other.office}",
                )
            return replace(
                role, name=f"{words} of {resolver.body_name(mention.state)}", office=words, rule="counterpart"
            )
    return role


def _who_leads(other: Party, state: str, document: Document) -> Person | None:
    """ "his British counterpart" of a US president: who leads the other state, whatever the office is called."""
    resolver = document.resolver
    leader = resolver.holder(other.state, "leader") if other.state and other.person else None
    return resolver.holder(state, "leader") if leader and leader.id == other.person else None


def _of_the_same_kind(other: Party, state: str, document: Document) -> Person | None:
    """ "met his Chinese counterpart" of a US secretary of state: the one foreign minister of the day."""
    tenure = document.resolver.tenure(other.person, other.state) if other.person else None
    if tenure is None or tenure.kind not in _MINISTERS:
        return None
    found = {t.person for t in document.knowledge.holders(state, tenure.kind, document.resolver.on)}
    return document.knowledge.person(found.pop()) if len(found) == 1 else None
