"""What each party did in a contact: who called, who went to whom, who mediated; by its words or by where they met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import Channel, Claim, Place, Role, Span
from readouts.reports import places
from readouts.reports.grammar import OBJECTS, behind
from readouts.reports.grouped import Group, family
from readouts.reports.party import Party

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALLOWED: dict[str, tuple[Role, ...]] = {
    "call": ("caller", "callee", "mediator"),
    "person": ("visitor", "host", "mediator"),
    "talks": ("visitor", "host", "mediator"),
}
# "with visiting President A", but not "while visiting President A"
_VISITING = re.compile(r"(?P<before>[\w’'-]*)[^\w.]*\b(?P<word>visiting) (?:[\w’'.-]+ ){0,5}$", re.IGNORECASE)
_AT_WORK = frozenset(
    {"after", "and", "before", "by", "from", "of", "on", "since", "than", "when", "while", "without"}
    | {"am", "are", "be", "been", "being", "is", "was", "were"}
)
_MEDIATORS = re.compile(r"\bmediators?\b", re.IGNORECASE)
_CO_MEDIATORS = re.compile(r"\b(?P<word>(?:co-)?mediators?),? (?:[\w’'-]+(?:,|, and| and) )*$", re.IGNORECASE)
_NEAR = 80  # characters before a name
_ENDS: tuple[tuple[str, Role, Role], ...] = (("to", "callee", "caller"), ("from", "caller", "callee"))


def settle(
    group: Group,
    parties: Sequence[tuple[Party, Role]],
    channel: Channel,
    place: Place | None,
    document: Document,
    claims: list[Claim],
) -> list[tuple[Party, Role]]:
    """The parties with their roles, each with a claim that says what it rests on.

    Roles are kept only where the channel has them: callers in calls, visitors and hosts in person. Whom the frame
    gives none, words beside the name may ("visiting", "mediators"), or the place: where one side is at home there, it
    hosts, and who comes from elsewhere visits.
    """
    allowed = _ALLOWED.get(family(channel), ("mediator",))
    rows = [_Row(p, r if r in allowed else "participant") for p, r in parties]
    _mediating(rows, document)
    if "caller" in allowed:
        _calling(rows, group, document)
    elif "host" in allowed:
        _visiting(rows, document)
        _by_place(rows, place)
    claims.extend(row.claim(number) for number, row in enumerate(rows) if row.role != "participant")
    return [(row.party, row.role) for row in rows]


class _Row:
    """A party and its role, with what that rests on."""

    def __init__(self, party: Party, role: Role) -> None:
        self.party = party
        self.role = role
        self.spans = party.spans
        self.rule = "role in the contact's frame"
        self.given = party.inferred or (None if party.spans else party.name)

    def take(self, role: Role, rule: str, span: Span | None, given: str | None = None) -> None:
        """Have a role, unless the frame or nearer words gave one."""
        if self.role == "participant":
            self.role, self.rule, self.spans, self.given = role, rule, (span,) if span else (), given

    def claim(self, number: int) -> Claim:
        """What the role rests on, for the `number`th participant."""
        field = f"participants[{number}].role"
        return Claim(field=field, value=self.role, spans=self.spans, rule=self.rule, inferred_from=self.given)


def _mediating(rows: list[_Row], document: Document) -> None:
    """ "talks with Egyptian and Qatari mediators", "co-mediators A and B"."""
    for row in rows:
        for span in row.party.spans:
            before = _CO_MEDIATORS.search(document.text, max(span.start - _NEAR, 0), span.start)
            if _MEDIATORS.search(row.party.name) or before is not None:
                start = span.start if before is None else before.start("word")
                row.take("mediator", "named as a mediator", Span(start, span.end))


def _calling(rows: list[_Row], group: Group, document: Document) -> None:
    """ "A's call to B", "a call from A": one end is told, the other is the other party's."""
    for member in group.members if len(rows) == 2 else ():
        parsed = document.parsed(member.candidate.sentence)
        word = parsed.token_at(member.candidate.word.start)
        if word is None or word.pos_ != "NOUN":
            continue
        for preposition, role, other in _ENDS:
            over = [word.head] if word.dep_ in OBJECTS else []  # "took calls from B"
            ends = {t.i for w in (word, *over) for t in behind(w, (preposition,))}
            at = [any(p is parsed and t.i in ends for p, t in _tokens(row.party, document)) for row in rows]
            if sum(at) == 1:
                for row, here in zip(rows, at, strict=True):
                    row.take(role if here else other, f"a call {preposition}", member.candidate.word)


def _visiting(rows: list[_Row], document: Document) -> None:
    """ "met visiting President A": A is the guest, who is not of A's state the host."""
    guests = [(row, span) for row in rows if (span := _said_to_visit(row.party, document)) is not None]
    for row, span in guests:
        row.take("visitor", "said to be visiting", span)
    if len({row.party.state for row, _ in guests}) == 1:
        guest, span = guests[0]
        others = [row for row in rows if row.party.state != guest.party.state]
        for row in others if len({row.party.state for row in others}) == 1 else ():
            row.take("host", "whom one said to be visiting meets", span)


def _said_to_visit(party: Party, document: Document) -> Span | None:
    if party.kind not in ("person", "office"):
        return None
    for span in party.spans:
        start = max(span.start - _NEAR, 0)
        found = _VISITING.search(document.text[start : span.start])
        if found is not None and found["before"].lower() not in _AT_WORK:
            return Span(start + found.start("word"), span.end)
    return None


def _by_place(rows: list[_Row], place: Place | None) -> None:
    """Hosts and visitors by the state that they met in."""
    if place is None or place.state is None:
        return
    states = {row.party.state for row in rows}
    home = {place.state, *(places.SEATED if place.state == "BEL" and "BEL" not in states else ())}
    if not states & home or not states - home - {None}:
        return
    for row in rows:
        if row.party.state in home:
            row.take("host", "at home where they met", place.span, place.name)
        elif row.party.state is not None:
            row.take("visitor", "abroad where they met", place.span, place.name)


def _tokens(party: Party, document: Document) -> Iterator[tuple[Parsed, Token]]:
    """The tokens that stand for a party, where the sentence is parsed."""
    for span in party.spans:
        parsed = document.parsed_already(document.sentence_at(span.start))
        token = parsed.token_at(span.start) if parsed is not None else None
        if parsed is not None and token is not None:
            yield parsed, token
