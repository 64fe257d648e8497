"""Parties: who takes part in a contact, for which state, and the characters that say so."""

from __future__ import annotations

from dataclasses import dataclass

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import PersonKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in a party's place: who, for which state, and the characters that say so."""

    name: str
    kind: PersonKind
    state: str | None
    spans: tuple[Span, ...]
    rule: str
    person: str | None = None
    office: str | None = None
    title: str | None = None
    inferred: str | None = None
    past: bool = False
    acts: bool = True

    @property
    def key(self) -> str:
        """What makes it the same party: the person, else the name."""
        return self.person or self.name.casefold()


def of_mention(mention: Mention) -> Party:
    """A mention as a party."""
    kind: PersonKind = "person"
    if mention.kind == "office" and mention.person is None:
        kind = "office"
    elif mention.kind in ("state", "body", "delegation"):
        kind = mention.kind
    return Party(
        name=mention.name,
        kind=kind,
        state=mention.state,
        spans=(mention.span,),
        rule=mention.rule,
        person=mention.person,
        office=mention.office
        if not mention.past or mention.person is None
        else f"former {mention.title or mention.office}",
        title=mention.title,
        inferred=mention.inferred,
        past=mention.past,
        acts=mention.acts == "yes" or (mention.acts == "named" and mention.state is not None),
    )


def is_leader(mention: Mention) -> bool:
    """Whether a mention is of one who acts for a state, by name or office."""
    return mention.kind in ("person", "office") and bool(mention.state) and mention.acts == "yes" and not mention.plural


def leaders(document: Document, sentence: int) -> list[Mention]:
    """Those named in a sentence who act for a state now."""
    return [m for m in document.mentions_of(sentence) if is_leader(m) and not m.past]
