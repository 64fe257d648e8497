"""Frames of journeys: who travels, and where to: "travelled to Paris", "was in Moscow", "is due in Rome"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports import coming, groups, triggers
from readouts.reports.grammar import behind, children, climb, conjoined, governor, next_word, objects, subjects
from readouts.reports.salience import is_sent
from readouts.reports.slots import GO, LENGTHS, Slots, capitals, is_person, mark, passive, refers

if TYPE_CHECKING:
    from spacy.tokens import Token


def verb_visit(token: Token, parsed: Parsed) -> Slots:
    """ "A visited Paris", "A visited B"."""
    places = objects(token)
    if not any(parsed.mentions_at(t) for t in places):
        places += [t for t in list(token.doc)[token.i + 1 : token.i + 3] if parsed.mentions_at(t)]
    places = [s for t in capitals(places, parsed) for s in (_both(t, parsed) or [t])]
    places += _lying_in(places, parsed)
    places += [] if places else _told_of_when(token, parsed)
    reaches = token.lemma_ == "reach"  # "the agreements reached by A and B", "tried to reach B by phone"
    may_lack = not places and not reaches
    if reaches:
        places = [t for t in places if not is_person(t, parsed)]
    hosts = [t for t in places if (m := parsed.mention(t)) and m.kind not in ("state", "body")]
    hosts += [t for t in places if t.lower_ in ("him", "her") and t.dep_ == "dobj"]  # "will visit him on Monday"
    hosts += inviting(token, parsed)
    here = [t for t in behind(token, ("in", "near", "outside")) if (m := parsed.mention(t)) and m.kind == "state"]
    named = bool(here) or any(parsed.mentions_at(t) or t in hosts for t in places)
    return Slots(
        mark(subjects(token) + _companions(token, parsed), "visitor") + mark(hosts, "host"),
        places=[t for t in places if t not in hosts] + behind(token, GO),
        travels=True,
        reason=None if named or may_lack else "visits no state",
    )


def _told_of_when(token: Token, parsed: Parsed) -> list[Token]:
    """ "Hanoi upgraded its ties when the president visited": the state that the clause above is told of."""
    if not any(c.lower_ in ("when", "after") for c in token.children):
        return []
    above = [v for v in climb(token) if v.i != token.i and v.pos_ in ("VERB", "AUX")]
    return coming.states([t for v in above[:1] for t in subjects(v)], parsed)


_HOURS = frozenset({"hour", "minute", "morning", "afternoon", "evening", "night"})


def _lying_in(places: list[Token], parsed: Parsed) -> list[Token]:
    """ "visited the Amazon rainforest in Brazil", "visited a plant in southern Ukraine": where the place lies."""
    named = [t for p in places if not parsed.mentions_at(p) for t in behind(p, ("in", "near", "outside"))]
    return [t for t in named if (m := parsed.mention(t)) and m.kind == "state" and m.surface != "demonym"]


def _both(token: Token, parsed: Parsed) -> list[Token]:
    """ "visited both countries": the two that alone are named before in the sentence."""
    counted = token.lemma_ in ("country", "nation") and any(c.lower_ in ("both", "two") for c in token.children)
    before = list(token.doc)[: token.i] if counted else []
    states = {m.state: t for t in before if (m := parsed.mention(t)) and m.kind == "state" and m.surface == "state"}
    return list(states.values()) if len(states) == 2 else []


def verb_go(token: Token, parsed: Parsed) -> Slots:
    """ "A travelled to Paris", also to meet B there."""
    ways = [token, *(c for c in children(token, "advmod") if c.lower_ in _ONWARDS)]  # "is headed next to A"
    places = capitals([t for w in ways for t in behind(w, tuple(g for g in GO if g != "for"))], parsed)
    aims = [t for t in behind(token, ("for",)) if parsed.mentions_at(t)]
    places += [t for t in aims if next_word(t) not in triggers.load().nouns]  # "leaves for Rome", not "for Iran talks"
    if token.lemma_ in ("leave", "depart"):  # "departs A for B": the parse may hang the goal on what is left
        places += [t for o in objects(token) for t in behind(o, ("for",)) if parsed.mentions_at(t)]
    else:
        places += [t for c in children(token, "npadvmod", "dobj", "advmod") for t in conjoined(c)]
    if not any(parsed.mentions_at(t) for t in places) and any(c.lower_ == "there" for c in children(token, "advmod")):
        before = [
            t
            for t in list(token.doc)[: token.i]
            if t.pos_ == "PROPN" and (m := parsed.mention(t)) and m.surface in _PLACES
        ]
        places += before[-1:]  # "officials in Sanaa said that A would travel there"
    if token.lemma_ == "return":
        places += behind(token, ("from",))  # "returned from Washington": where A had been
    for goal in _purposes(token):
        places += behind(goal, GO)
    hosts = [t for goal in _purposes(token) for t in (objects(goal) + behind(goal, ("with",))) if parsed.mentions_at(t)]
    aims = [t for p in behind(token, ("for",)) for t in (p, *behind(p, ("of",)))]
    hosts += [t for p in aims for t in behind(p, ("with",))]  # "for the latest round of talks with B"
    hosts += [
        t
        for p in behind(token, ("for",))
        for t in children(p, "compound", "poss", "nmod")
        if (m := parsed.mention(t)) and m.kind in ("person", "office")
    ]  # "arrives for Putin summit"
    hosts += inviting(token, parsed)
    leaves = token.lemma_ in ("leave", "depart") and next_word(token) != "for"  # "leaves A on Monday"
    if not leaves and not any(parsed.mentions_at(t) for t in places):
        near = list(token.doc)[token.i + 1 : token.i + 4]
        places += [t for t in near if parsed.mentions_at(t) and (t.i == token.i + 1 or t.nbor(-1).lower_ in GO)]
    above = token.head if token.dep_ == "xcomp" else token
    if above.dep_ == "conj" and not any(parsed.mentions_at(t) for t in places):
        # "visited Paris last month, and B is to go this month"
        after = list(token.doc)[above.head.i + 1 : above.head.i + 4]
        places += [t for t in objects(above.head) + behind(above.head, GO) + after if parsed.mentions_at(t)]
    reason = _goes_nowhere(token, places, parsed)
    travellers = subjects(token) + _companions(token, parsed)
    made = Slots(mark(travellers, "visitor") + mark(hosts, "host"), places=places, travels=True, reason=reason)
    if token.lower_ == "headed" and any(c.lower_ in ("is", "are") for c in children(token, "auxpass")):
        made.status = "announced"
    return made


def _goes_nowhere(token: Token, places: list[Token], parsed: Parsed) -> str | None:
    """Why a verb of going tells of no journey to a state; None where it does."""
    to_do = any(t.lower_ in _NO_PLACE for t in behind(token, ("to", "into"))) or (
        token.lower_ == "going" and next_word(token) == "to" and token.nbor(2).tag_ == "VB"
    )
    left_to = token.lemma_ == "leave" and any(t.lower_ in ("it", "that", "this") for t in objects(token))
    taken = token.tag_ == "VBN" and token.lemma_ == "fly" and (passive(token) or token.dep_ == "conj")
    taken = taken or any(t.lower_ in _SEIZED for t in token.doc)  # "B, who was captured, has landed in A"
    gone = token.lower_ == "gone" and not children(token, "aux")  # "what may happen with B gone"
    return (
        "taken there"
        if taken
        else "gone"
        if gone
        else "left to somebody"
        if left_to
        else "goes to do something else"
        if to_do
        else None
        if any(
            (m := parsed.mention(g)) and m.kind in ("state", "body")
            for t in places
            for g in (t, *children(t, "poss", "compound", "nmod"))
        )
        else "no state to go to"
    )


_PLACES = frozenset({"capital", "town", "state"})
_ONWARDS = frozenset({"next", "then", "onward", "onwards", "back", "on", "later"})
# "go back to war", "go into battle"
_NO_PLACE = frozenset({"war", "battle", "work", "court", "jail", "prison", "school"})
_SEIZED = frozenset(
    {
        "arraignment",
        "escorted",
        "jailed",
        "ouster",
        "removal",
        "seized",
        "captured",
        "capture",
        "extradited",
        "extradition",
        "deported",
        "deportation",
        "abducted",
        "abduction",
        "custody",
        "charges",
    }
)


def _companions(token: Token, parsed: Parsed) -> list[Token]:
    """Who goes along: "visited Kyiv alongside B", "was in Kyiv, accompanied by B"."""
    along = [t for t in behind(token, ("alongside",)) if is_person(t, parsed)]
    jointly = children(token, "advmod")  # "travelled with B to A", "went to A together with B": not those of A
    fellows = [t for w in (token, *jointly) for t in behind(w, ("with",)) if is_person(t, parsed)]
    there = {m.state for t in behind(token, GO) + objects(token) for m in parsed.mentions_at(t)}
    along += [t for t in fellows if parsed.mentions_at(t) and not there & {m.state for m in parsed.mentions_at(t)}]
    for verb in children(token, "advcl", "acl", "dep", "conj"):
        if verb.lemma_ in ("accompany", "join") and verb.tag_ == "VBN":
            along += [t for t in behind(verb, ("by",)) if (m := parsed.mention(t)) and m.kind == "person"]
    return along


def inviting(token: Token, parsed: Parsed) -> list[Token]:
    """Who invites: "accepted A's invitation to visit", "an invitation from A to travel"."""
    if token.dep_ != "acl" or token.head.lemma_ != "invitation":
        return []
    asked = children(token.head, "poss") + behind(token.head, ("from", "of", "by"))
    return [t for t in asked if (m := parsed.mention(t)) and m.kind in ("person", "office")]


def _purposes(token: Token) -> list[Token]:
    """The verbs of purpose below a verb: "flew to Rome to meet the pope"."""
    met = [c for c in children(token, "advcl", "xcomp") if c.lemma_ in ("meet", "see", "visit", "speak", "talk")]
    return [c for c in met if c.tag_ != "VBN" and not any(a.lemma_ == "have" for a in children(c, "aux"))]


def verb_send(token: Token, parsed: Parsed) -> Slots:
    """ "A sent B to Moscow", "A sent a delegation"."""
    travellers = [
        t for t in objects(token) if (m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")
    ]
    places = behind(token, ("to",)) + [p for t in objects(token) for p in behind(t, ("to",))]
    travellers = travellers or [t for t in objects(token) if is_sent(t)]
    made = Slots(mark(travellers, "visitor"), places=places, travels=True)
    if not travellers:
        made.reason = "nobody sent"
    return made


def verb_lead(token: Token, parsed: Parsed) -> Slots:
    """ "A led a delegation to Moscow": A travels."""
    led = [t for t in objects(token) if t.lemma_.lower() in _LED]
    places = capitals(behind(token, ("to",)) + [p for t in led for p in behind(t, ("to",))], parsed)
    made = Slots(mark(subjects(token), "visitor"), places=places, travels=True)
    if not led or not any((m := parsed.mention(t)) and m.kind == "state" for t in places):
        made.reason = "led nobody to a state"
    return made


_LED = frozenset({"delegation", "team", "mission", "group"})


def noun_guest(token: Token, parsed: Parsed) -> Slots:
    """ "A was B's guest in Moscow", "was in Moscow as a guest of B", "in Moscow, the guest of B": a visit to B."""
    hosts = [t for t in (*children(token, "poss"), *behind(token, ("of",))) if is_person(t, parsed)]
    above = governor(token)
    travellers = subjects(above) if above is not None and token.dep_ in ("attr", "appos", "pobj") else []
    apart = token.dep_ == "pobj" and token.head.lower_ != "as"
    near = [t for w in (token, above, *hosts) if w is not None for t in behind(w, ("in", "at"))]
    places = [t for t in near if (m := parsed.mention(t)) and m.kind == "state"]
    made = Slots(mark(travellers, "visitor") + mark(hosts, "host"), places=places[:1], travels=True)
    if token.tag_ != "NN" or apart or not hosts or not places or not travellers:
        made.reason = "nobody's guest in a state"
    return made


def expected(token: Token, parsed: Parsed) -> Slots:
    """ "A is expected in Paris", "A is due in Paris on Friday"."""
    above = token if token.pos_ == "VERB" else token.head
    travellers = [
        t
        for t in subjects(above)
        if ((m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")) or t.lower_ in ("he", "she")
    ]
    near = capitals(behind(token, ("in", "at")) + behind(above, ("in", "at")), parsed)
    places = [t for t in near if parsed.mentions_at(t)]
    made = Slots(mark(travellers, "visitor"), places=places, travels=True, status="announced")
    if not travellers or not places or (token.pos_ == "VERB" and token.tag_ != "VBN"):
        made.reason = "nobody expected"
    return made


def presence(token: Token, parsed: Parsed) -> Slots:
    """ "A was in Moscow in May", "A spent two days in Moscow": a visit, where A is of another state."""
    if token.pos_ not in ("VERB", "AUX"):  # a headline's "A, B in Kyiv for talks"
        first = max((t.i for t in list(token.doc)[: token.i] if t.text == ":"), default=0)
        names = [t for t in list(token.doc)[first : token.i] if parsed.mentions_at(t)]
        return Slots(mark(names, "visitor"), places=[token.nbor(1)], travels=True, status="ongoing")
    travellers = [
        t
        for t in subjects(token)
        if (m := parsed.mention(t))
        and m.kind in ("person", "office", "delegation")
        and not m.past
        and m.acts == "yes"
        and (m.state or groups.led_by(t, parsed))
    ]
    past = token.tag_ in ("VBD", "VBN")
    if past or any(c.lower_ == "will" for c in children(token, "aux")):  # "He was in A", "He will be in A from Monday"
        travellers += [t for t in subjects(token) if t.lower_ in ("he", "she")]
    near = [t for w in (token, *children(token, "advmod", "acomp")) for t in behind(w, ("in",))]  # "was back in A"
    been_to = behind(token, ("to",)) if token.lemma_ == "be" and token.tag_ == "VBN" else []  # "has been to A and B"
    near += been_to
    near = coming.states(capitals(near, parsed), parsed)  # "was in the Iranian capital"
    places = [
        t
        for t in near
        if (m := parsed.mention(t)) and m.kind == "state" and m.surface in ("state", "capital", "town", "demonym")
    ]
    inside = [t for t in behind(token, ("in", "at", "inside")) if any(c.lower_ == "the" for c in t.children)]
    # "spent three hours at the Kremlin", "was in the Oval Office"
    places += [t for t in inside if (m := parsed.mention(t)) and m.kind == "state" and m.surface == "metonym"]
    fellows = [t for t in behind(token, ("with",)) if is_person(t, parsed)] if token.lemma_ == "spend" else []
    lengths = [t for o in objects(token) for t in (o, *behind(o, ("of",)))]
    several = {m.state for t in subjects(token) for m in parsed.mentions_at(t) if m.kind == "person"} - {None}
    together = any(t.lower_ == "together" for t in token.subtree) or any(t.lemma_ in _HOURS for t in lengths)
    both = any((refers(t) and t.tag_ != "PRP") or t.lower_ == "they" for t in subjects(token))
    if token.lemma_ == "spend" and both and any(t.lower_ == "together" for t in token.subtree):
        return Slots(mark(subjects(token), "participant"), places=places[:1], channel="meeting")
    if token.lemma_ == "spend" and len(several) > 1 and together and not fellows:  # "A and B spent an hour in a villa"
        return Slots(mark(subjects(token), "participant"), places=places[:1], channel="meeting")
    if fellows and any(t.lemma_ in LENGTHS for t in lengths):  # "spent an hour with B", "the better part of an hour"
        return Slots(mark([*subjects(token), *fellows], "participant"), channel="meeting")
    where = places if been_to else places[:1]
    made = Slots(mark(travellers + _companions(token, parsed), "visitor"), places=where, travels=True)
    if token.lemma_ == "be" and travellers and places:  # "was in Moscow with B"
        beside = [t for w in (token, *places[:1]) for t in behind(w, ("with",))]
        here = parsed.mention(places[0])
        state = here.state if here else None
        made.parties += mark([t for t in beside if any(m.state == state for m in parsed.mentions_at(t))], "host")
    if token.tag_ in ("VBZ", "VBP") and token.lemma_ == "be":
        made.status = "ongoing"
    what = [t for t in children(token, "attr", "acomp", "oprd") if t.lower_ not in ("last", "back")]
    sides = {m.state for t in travellers for m in parsed.mentions_at(t)} - {None}
    apart = len(sides) > 1 and token.lemma_ == "be"  # "A and B are in C for the forum": of their own each
    if not travellers or not places or what or apart:
        made.reason = "nobody said to be abroad"
    return made
