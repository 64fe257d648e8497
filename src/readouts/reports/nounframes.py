"""Frames of nouns: where the parties of "talks", "a call", "the visit", "a message" stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports import grammar, triggers
from readouts.reports.grammar import behind, children, conjoined, objects, subjects
from readouts.reports.slots import Slots, is_person, mark, refers

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_with(token: Token, parsed: Parsed) -> Slots:
    """ "talks with B", "a call between A and B", "the A–B talks": owners, the subject lent, and whom it is with."""
    others = behind(token, ("with", "between", "to", "of", "among", "by", "from"))
    others += [
        t
        for o in children(token, "prep")
        if o.lower_ == "of"
        for p in children(o, "pobj")
        for t in behind(p, ("with", "between"))
    ]
    owners = [t for c in children(token, "poss", "compound", "nmod", "amod") for t in conjoined(c)]
    owners += [g for o in owners for g in children(o, "poss", "compound", "nmod", "amod")]
    venues = [
        o for o in owners if o.dep_ != "poss" and (m := parsed.mention(o)) and m.surface in ("metonym", "capital")
    ]
    owners = [o for o in owners if o not in venues]
    verb = lending(token)
    if verb is not None:
        others += behind(verb, ("with", "between"))
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "during", "at", "on", "via"):
        others += _addressed(token, parsed)
    outer = _outer(token, verb, parsed)
    made = Slots(mark(owners, "participant") + mark(outer, "participant") + mark(others, "participant"))
    if any(c.lower_ == "between" for c in children(token, "prep")):
        made.parties = mark(others, "participant")
    if token.dep_ == "pobj" and token.head.lower_ == "for" and not others and token.head.head.pos_ == "VERB":
        made.reason = "the purpose of another contact"
    made.places = venues
    return made


def _addressed(token: Token, parsed: Parsed) -> list[Token]:
    """Who is told something in the contact: "told B in a call", "discussed it with B in a call"."""
    verbs = [t for t in grammar.climb(token) if t.pos_ == "VERB"][:3]
    verb = next((v for v in verbs if v.lemma_ in triggers.load().addressed), None)
    if verb is not None:
        return [t for t in objects(verb) if t.i < token.i and (parsed.mentions_at(t) or t.pos_ == "PRON")]
    if not verbs:
        return []
    return [
        t
        for prep in list(token.doc)[min(verbs[0].i, token.i) : token.i]
        if prep.lower_ == "with" and prep.head.lemma_.lower() not in triggers.load().relations
        for child in children(prep, "pobj")
        for t in conjoined(child)
        if any(m.kind in ("person", "office") for m in parsed.mentions_at(t))
    ]


def lending(token: Token) -> Token | None:
    """The verb whose object (or adjunct) the noun is: "held a call with", "spoke in a call with"."""
    head = token.head
    at = token
    while at.dep_ in ("conj", "appos", "compound", "nmod") and head.i != at.i and head.pos_ in ("NOUN", "PROPN"):
        at, head = head, head.head
    # "held a new round of talks", "a series of meetings"
    if at.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN":
        at, head = head.head, head.head.head
    if at.dep_ in ("dobj", "obj", "attr", "oprd", "npadvmod", "dep", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return head
    if at.dep_ == "pobj" and head.pos_ == "ADP" and head.head.pos_ in ("VERB", "AUX"):
        return head.head
    return None


def _outer(token: Token, verb: Token | None, parsed: Parsed) -> list[Token]:
    """The subject lent to a noun by the verb over it; a subject noun has none of its own."""
    if token.dep_ in ("nsubj", "nsubjpass") or any(
        t.dep_ in ("nsubj", "nsubjpass") and t.pos_ != "PROPN" for t in (token,)
    ):
        return []
    if verb is None:
        verb = grammar.governor(token)
        if verb is None:
            return []
        below = next((t for t in [token, *grammar.climb(token)] if t.head.i == verb.i), token)
        if below.dep_ in ("nsubj", "nsubjpass"):
            return []
    found = subjects(verb)
    above = grammar.governor(verb)
    if (
        token.dep_ == "pobj"
        and verb.dep_ in ("xcomp", "ccomp")
        and above is not None
        and found
        and not any(is_person(t, parsed) for t in found)
    ):
        # "urged both countries to work together during talks with B": who urged is in the talks
        return subjects(above) or found
    return found


def noun_visit(token: Token, parsed: Parsed) -> Slots:
    """ "A's visit to Paris", "on a trip to Paris": who travels, and where to."""
    owners = [t for c in children(token, "poss", "compound", "nmod", "amod") for t in conjoined(c)]
    owners += [g for o in owners for g in children(o, "poss", "compound", "nmod")]
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
    places = behind(token, ("to", "in", "into", "at", "on")) + [t for t in owners if t not in travellers]
    if verb is not None:
        places += behind(verb, ("to", "in"))
    if not travellers and not of:
        travellers = _outer(token, verb, parsed)
    hosts = [t for t in behind(token, ("with", "to")) if (m := parsed.mention(t)) and m.kind in ("person", "office")]
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


def noun_message(token: Token, parsed: Parsed) -> Slots:
    """ "sent a message to B", "A's letter to B": who wrote to whom."""
    verb = lending(token)
    to = behind(token, ("to", "from", "of")) + (
        behind(verb, ("to",)) + [t for c in children(verb, "dative") for t in conjoined(c)] if verb is not None else []
    )
    owners = [t for c in children(token, "poss") for t in conjoined(c)]
    made = Slots(
        mark(owners, "participant") + mark(_outer(token, verb, parsed), "participant") + mark(to, "participant"),
        sureness=0.8,
    )
    people = [t for t, _ in made.parties if ((m := parsed.mention(t)) and m.kind in ("person", "office")) or refers(t)]
    made.parties = [(t, r) for t, r in made.parties if t in people]
    if verb is None or verb.lemma_ not in (
        "send",
        "extend",
        "exchange",
        "offer",
        "convey",
        "receive",
        "deliver",
        "write",
    ):
        made.reason = "a message not sent here"
    elif any(t.lemma_.lower() in ("call", "conversation", "meeting", "talk", "meet", "speak") for t in token.doc):
        made.reason = "congratulated in another contact"
    return made


def noun_event(token: Token, parsed: Parsed) -> Slots:
    """ "the G20 summit", "A attends the summit in Rome": the people named with it."""
    made = noun_with(token, parsed)
    made.places = behind(token, ("in", "at"))
    people = [t for t, _ in made.parties if ((m := parsed.mention(t)) and m.kind in ("person", "office")) or refers(t)]
    if not people:
        made.reason = "a summit without people named"
    verb = lending(token)
    if verb is not None and verb.lemma_ in ("attend", "join", "chair", "co-chair", "host") and people:
        made.travels = True
        made.places += [t for c in children(token, "compound", "nmod", "amod") for t in conjoined(c)]
    return made
