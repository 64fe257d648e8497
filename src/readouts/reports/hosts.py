"""Who travels and who hosts: several visitors each on their own, two sides in a third state, the state visited."""

from __future__ import annotations

import re
from dataclasses import replace

from readouts.language.bodies import LEADERS
from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Place, Role, Span
from readouts.reports import places
from readouts.reports.party import Party
from readouts.reports.slots import Slots
from readouts.reports.triggers import Trigger

_TOGETHER = frozenset({"arrive", "reach", "land"})  # "the leaders of A and B arrived in C": on one visit


def several_visitors(
    parties: tuple[tuple[Party, Role], ...], trigger: Trigger, apart: bool
) -> list[tuple[tuple[Party, Role], ...]]:
    """ "the British and Canadian prime ministers visited Beijing", "visits by A and B": each on one of their own."""
    visitors = [row for row in parties if row[1] == "visitor"]
    rest = tuple(row for row in parties if row[1] != "visitor")
    several = trigger.lemma not in _TOGETHER and len({row[0].state for row in visitors}) > 1
    shared = len({row[0].spans[:1] for row in visitors}) == 1
    return [(row, *rest) for row in visitors] if several and (shared or apart) else []


def posted_there(parties: tuple[tuple[Party, Role], ...], place: Mention | None, document: Document) -> str | None:
    """ "A's ambassador to India visited Mumbai", "the consul general in Mashhad": who is posted there visits nobody."""
    for party, role in parties:
        posted = role == "visitor" and _POSTED.search(f"{party.title or ''} {party.office or ''} {party.name}")
        if place is None or place.state is None or not posted:
            continue
        if any(document.resolver.body_name(place.state) in s.of(document.text) for s in party.spans):
            return "posted there"
        towns = [m for m in document.mentions_of(document.sentence_at(party.spans[0].start)) if m.state == place.state]
        if any(_HELD_IN.fullmatch(document.text[s.end : m.span.start]) for s in party.spans for m in towns):
            return "posted there"
    return None


_POSTED = re.compile(r"\b(?:ambassador|consul|chargé|charge d['’]affaires|high commissioner)\b", re.IGNORECASE)
_HELD_IN = re.compile(r" (?:in|to|at) (?:the )?")


def from_two_sides(parties: tuple[tuple[Party, Role], ...], place: Mention | None) -> bool:
    """ "Vance and Iranian officials arrive in Switzerland": they meet each other there, not their host."""
    visitors = {p.state for p, r in parties if r == "visitor" and p.state}
    return len(visitors) == 2 and len(visitors) == len({p.state for p, _ in parties}) and place is not None


def without_bodies(
    parties: tuple[tuple[Party, Role], ...], place: Mention | None, trigger: Trigger
) -> tuple[tuple[Party, Role], ...]:
    """ "attends the BRICS summit in Russia": the body gives the summit its name, the host state is the other side."""
    if trigger.frame != "event" or place is None or place.kind != "state" or _is_seat(place, parties):
        return parties
    return tuple((p, r) for p, r in parties if p.kind != "body")


def of_summit(
    parties: tuple[tuple[Party, Role], ...], place: Place | None, document: Document
) -> tuple[tuple[Party, Role], ...]:
    """A summit of a body whose place another sentence tells: the state that hosts it is the other side, as above."""
    if place is None or place.state is None or place.span is None or all(p.kind != "body" for p, _ in parties):
        return parties
    bodies = {p.state for p, _ in parties if p.kind == "body"}
    seat = place.state == "BEL" and not places.SEATED.isdisjoint(bodies)
    # "G7 leaders met": they are the ones who take part
    rest = tuple((p, r) for p, r in parties if p.kind != "body" or _are_its_leaders(p, document))
    if seat or place.state in bodies or not rest:
        return parties
    if any(p.state == place.state for p, _ in rest):
        return rest if len({p.state for p, _ in rest}) > 1 else parties
    return (*rest, (held_in(place.state, place.span, document), "host"))


def _are_its_leaders(party: Party, document: Document) -> bool:
    """ "G7 leaders met", but not "the G7 leaders' meeting", which they give its name."""
    end = max((s.end for s in party.spans), default=0)
    return party.rule == LEADERS and not document.text.startswith(("'", "’"), end)


def held_in(state: str, span: Span, document: Document) -> Party:
    """The state in which a gathering is held, as its host; `span` is where the text names it."""
    return Party(name=document.resolver.body_name(state), kind="state", state=state, spans=(span,), rule="held there")


def _is_seat(place: Mention, parties: tuple[tuple[Party, Role], ...]) -> bool:
    """ "attends the EU summit in Brussels": the host is the body itself."""
    return places.is_seat(place, [p.state for p, _ in parties if p.kind == "body"])


def with_host(
    parties: tuple[tuple[Party, Role], ...], place: Mention | None, slots: Slots, document: Document
) -> tuple[tuple[Party, Role], ...]:
    """A visit's host state is a side, too: "Rubio visits Israel"."""
    if not slots.travels or place is None or place.state is None or _is_seat(place, parties):
        return parties
    sides = {p.state for p, _ in parties}
    if place.state in sides:
        return parties
    nameless = [p for p, r in parties if r != "visitor" and p.state is None and p.kind == "person" and p.title]
    if len(nameless) == 1:  # "travelled to A for talks with deputy foreign minister B": of A
        return tuple((replace(p, state=place.state) if p in nameless else p, r) for p, r in parties)
    seat = places.seat_of(place, document)  # "was in Brussels to brief EU leaders": the body is called on
    host = Party(
        name=document.resolver.body_name(seat or place.state),
        kind="body" if seat else "state",
        state=seat or place.state,
        spans=(place.span,),
        rule="state visited",
    )
    return (*parties, (host, "host"))
