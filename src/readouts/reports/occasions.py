"""Frames of visits and summits: who travels and where to, who takes part in an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports import coming, grammar, modality
from readouts.reports.grammar import behind, children, conjoined
from readouts.reports.nounasides import STAYS_AWAY
from readouts.reports.nounframes import ASIDE, FAR, acts_there, lending, noun_with, outer, owners_of
from readouts.reports.nouns import LIGHT
from readouts.reports.slots import Slots, capitals, is_person, mark, refers

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_visit(token: Token, parsed: Parsed) -> Slots:
    """ "A's visit to Paris", "on a trip to Paris": who travels, and where to."""
    owners = [t for c in children(token, "poss", "compound", "nmod", "amod") for t in conjoined(c)]
    owners += [g for o in owners for g in (*children(o, "poss", "compound", "nmod"), *grammar.joined_before(o))]
    travellers = [
        t
        for t in owners
        if ((m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")) or t.pos_ == "PRON"
    ]
    of = [
        t
        for t in behind(token, ("by", "of", "from"))
        if (m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")
    ]
    verb = lending(token)
    places = capitals(behind(token, ("to", "in", "into", "at", "on")), parsed)
    places += [t for t in owners if t not in travellers]
    places += [t for visitor in of for t in behind(visitor, ("to",))]  # "a visit from B to C"
    if token.i and token.nbor(-1).dep_ == "pobj" and (m := parsed.mention(token.nbor(-1))) and m.kind == "state":
        places.append(token.nbor(-1))  # "brings his daughter on China trip", where the parse ends at *China*
    own = coming.states(places, parsed) if token.dep_ == "pobj" and token.head.lower_ in ASIDE else []
    if verb is not None and not own:
        places += behind(verb, ("to", "in"))  # but of "arrived in A after stops in B and C" the stops have their own
    places += coming.stations(token, parsed)
    hosts = [t for t in behind(token, ("with", "to")) if (m := parsed.mention(t)) and m.kind in ("person", "office")]
    if not travellers and not of:
        travellers = _who_goes(token, verb, parsed)
    elif (
        not places
        and not (behind(token, ("by",)) and _goes_on_to(token))
        and (found := [t for t in outer(token, verb, parsed) if parsed.mentions_at(t)])
    ):
        # "China seeks closer ties during Macron visit", "A vows to block it ahead of B visit"
        places = [t for t in found if (m := parsed.mention(t)) and m.kind not in ("person", "office")]
        hosts += [t for t in found if t not in places][:1]
    if travellers and not places and not hosts and token.dep_ in grammar.SUBJECTS:
        hosts += _who_says(token, travellers, parsed)
    travellers = _from_abroad(token, travellers, places, parsed)
    made = Slots(
        mark(travellers + of, "visitor") + mark(hosts, "host" if travellers or of else "visitor"),
        places=places,
        travels=True,
    )
    if (
        not any(
            (m := parsed.mention(g)) and m.state
            for t in places
            for g in (t, *children(t, "poss", "compound", "nmod", "appos"))
        )
        and not hosts
    ):
        made.reason = "no state visited"
    return made


def _who_goes(token: Token, verb: Token | None, parsed: Parsed) -> list[Token]:
    """Who travels, where the noun does not say whose visit it is: mostly who does what is told over it."""
    aside = token.head.lower_ in ASIDE
    travellers = outer(token, verb, parsed, climb=not aside)
    if aside:  # "says A and B will meet after the C visit": states do not travel
        travellers = [t for t in travellers if is_person(t, parsed) or acts_there(t, parsed)]
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "on" else None
    if not travellers and over is not None and is_person(over, parsed):
        travellers = list(conjoined(over))  # a headline's "In pictures: A and B on visit"
    if not travellers and token.dep_ == "pobj" and token.head.lower_ == "in":
        # "A meeting with the royal family in state visit to B"
        travellers = [t for t in children(token.head.head, "compound", "poss") if is_person(t, parsed)]
    return travellers


def _who_says(token: Token, travellers: list[Token], parsed: Parsed) -> list[Token]:
    """A headline's "B says A visit will be difficult": B is called on, where A is of another state."""
    verb = token.head
    above = verb.head if verb.dep_ == "ccomp" else None
    if (
        above is None
        or above.lemma_.lower() not in modality.load().reporting
        or any(t.pos_ == "PRON" for t in travellers)
    ):
        return []
    theirs = {m.state for t in travellers for m in parsed.mentions_at(t)}
    said = [t for t in children(above, "nsubj") if is_person(t, parsed)]
    return [t for t in said if (m := parsed.mention(t)) and m.state and m.state not in theirs and m.acts == "yes"]


def _goes_on_to(token: Token) -> bool:
    """ "condemned the visit by A to the islands": where to is told, though the place is not known."""
    return any(t.lower_ == "to" and t.nbor(1).tag_ != "VB" for t in list(token.doc)[token.i + 1 : -1][:6])


def _from_abroad(token: Token, travellers: list[Token], places: list[Token], parsed: Parsed) -> list[Token]:
    """A headline's "A basks in praise from B on C visit": not B, who is of C, but the other one named before."""
    sides = [{m.state for m in parsed.mentions_at(t)} for t in travellers]
    visited = {m.state for t in places for m in parsed.mentions_at(t) if m.state}
    if not travellers or not visited or not all(side and side <= visited for side in sides):
        return travellers
    people = [t for t in list(token.doc)[: token.i] if (m := parsed.mention(t)) and m.kind == "person" and m.state]
    others = [t for t in people if (m := parsed.mention(t)) and m.state not in visited]
    return others if len(others) == 1 else travellers


def _below(token: Token, parsed: Parsed) -> list[Token]:
    """Who does something behind the colon of a headline that opens with a summit's name."""
    opens = token.i + 2 < len(token.doc) and token.nbor(1).text == ":" and token.i < FAR
    if not opens or not any(m.kind == "body" for c in children(token, "compound") for m in parsed.mentions_at(c)):
        return []
    first = token.nbor(2)
    named = [t for t in conjoined(first) if (m := parsed.mention(t)) and m.kind == "person" and m.acts == "yes"]
    return named if first.dep_ in grammar.SUBJECTS and first in named else []


def _of_two_states(token: Token, parsed: Parsed) -> bool:
    """ "the Canada-Mexico summit": of two states, whose leaders are not named; not "the EU summit"."""
    owners = [m for t in owners_of(token) for m in parsed.mentions_at(t)]
    return grammar.between_states(token) and len({m.state for m in owners if m.kind in ("state", "body")}) == 2


def noun_event(token: Token, parsed: Parsed) -> Slots:
    """ "the G20 summit", "A attends the summit in Rome": the people named with it."""
    made = noun_with(token, parsed)
    if made.travels:
        return made  # "A in B for a summit"
    made.places = behind(token, ("in", "at"))
    if token.dep_ == "appos" and any(c.lower_ in LIGHT and c.i and c.nbor(-1).lower_ == "to" for c in token.children):
        made.parties = [*mark(list(conjoined(token.head))[:-1], "participant"), *made.parties]  # "A, B to chair summit"
    people = [t for t, _ in made.parties if ((m := parsed.mention(t)) and m.kind in ("person", "office")) or refers(t)]
    if not people and (told := _below(token, parsed)):
        made.parties += mark(told, "participant")  # a headline's "C summit: A and B say they are partners"
        people = told
    if not people and not (made.reason is None and _of_two_states(token, parsed)):
        made.reason = "a summit without people named"
    verb = lending(token)
    bodies = [t for t, _ in made.parties if (m := parsed.mention(t)) and m.kind in ("body", "state")]
    there = people and token.dep_ == "pobj" and token.head.lower_ == "at" and _is_there(token)
    if (
        len(people) == 1
        and bodies
        and not there
        and token.dep_ == "pobj"
        and token.head.lower_ in ("at", "after", "before", "during")
    ):
        made.reason = "only the setting of another contact"  # "Trump switched planes at the NATO summit"
    clause = verb if verb is not None and verb.dep_ == "advcl" and token.dep_ == "dobj" else None
    if clause is not None and any(c.lower_ in ("when", "as", "while", "where") for c in clause.children):
        both = [t for t in children(clause, *grammar.SUBJECTS) if refers(t) and t.lower_ not in ("he", "she", "it")]
        if both:
            made.reason = "only the setting of another contact"  # "met at a dinner, when the two attended the summit"
    takes_part = verb is not None and verb.lemma_ in ("attend", "join", "chair", "co-chair", "host", *STAYS_AWAY)
    if (takes_part and people) or there:
        made.travels = True
        told = coming.states(made.places, parsed)  # "chair the Gaza summit in Egypt": in Egypt
        made.places += [] if told else [t for c in children(token, "compound", "nmod", "amod") for t in conjoined(c)]
    return made


def _is_there(token: Token) -> bool:
    """ "A will be at the summit in B", "A will lead the delegation at the summit": in it, and not only beside it."""
    above = token.head.head
    if above.lemma_ == "be":
        return above.pos_ in ("VERB", "AUX") and bool(children(above, "nsubj"))
    return above.lemma_ == "delegation" and above.dep_ == "dobj" and above.head.lemma_ in ("lead", "head")
