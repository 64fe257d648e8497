"""Which word names a contact: by its lemma, its part of speech and what stands beside it.

"called B" is a trigger, "called on B to stop", "heeded the call" and "the visiting minister" are none.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports import grammar, modality, order, triggers
from readouts.reports.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token


def spot(token: Token, parsed: Parsed) -> Trigger | None:
    """The trigger that a token is, by its part of speech; None where it is none."""
    table = triggers.load()
    lemma = "meet" if token.lower_ == "meeting" and order.looks_verbal(token, parsed) else token.lemma_.lower()
    if lemma not in table.verbs and lemma not in table.nouns and lemma != "name" and token.lower_ not in table.nouns:
        return None
    if parsed.mentions_at(token) or (token.dep_ == "amod" and token.tag_ in ("VBG", "VBN")):
        return None  # "the visiting prime minister"
    if token.lower_ == "visiting" and token.i + 1 < len(token.doc) and not any(c.dep_ == "aux" for c in token.children):
        guest = parsed.mention(token.nbor(1))
        if guest is not None and guest.kind in ("person", "office"):
            return None  # "meets visiting Thai prime minister"
    verb, noun = table.verbs.get(lemma), table.nouns.get(lemma) or table.nouns.get(token.lower_)
    if lemma == "name" and any(c.lower_ in ("video", "phone", "telephone", "cellphone") for c in token.children):
        return table.nouns["call"]  # "a video name": machine rewriting of "call"
    if token.lower_ == "talks" and token.pos_ == "VERB":
        if _is_noun(token, parsed):
            return noun
        if _is_topic(token, parsed):
            return None
    if lemma == "conference" and any(c.lower_ == "video" for c in token.children):
        return table.nouns["videoconference"]
    found = _by_part_of_speech(token, parsed, verb, noun)
    if found and noun and not found.verb and verb and order.looks_verbal(token, parsed):
        found = verb
    following = grammar.next_word(token)
    if token.pos_ in ("VERB", "AUX"):  # "came to Beijing", "has been to Rome"
        phrasal = table.verbs.get(f"{lemma} {following}") or table.verbs.get(f"{token.lower_} {following}")
        if phrasal and (token.pos_ == "VERB" or token.lower_ == "been"):
            return phrasal
    if lemma == "call" and following == "on" and verb is not None and token.pos_ == "VERB" and _pays(token, parsed):
        return replace(verb, channel="meeting", frame="to")
    phoned = any(c.lower_ in _PHONE for c in grammar.children(token, "compound"))
    if lemma == "call" and not _has_fellows(token) and not _told_in(token, phoned) and _asks(token):
        return None
    if (
        found is None
        or (following in found.never and (found.verb or not phoned))
        or (found.needs and following not in found.needs)
    ):
        return None
    if (
        not found.verb
        and token.dep_ == "compound"
        and (token.head.lemma_.lower() in table.nouns or token.head.lower_ in table.nouns)
    ):
        return None
    if (
        not found.verb
        and found.lemma != "conference"
        and any(c.lower_ in table.modifiers for c in token.children if c.dep_ in ("compound", "amod", "nmod"))
        and not (lemma == "call" and _is_conference_of_leaders(token, parsed))
    ):
        return None
    return found


def _by_part_of_speech(token: Token, parsed: Parsed, verb: Trigger | None, noun: Trigger | None) -> Trigger | None:
    """The row for verbs or that for nouns, by what the token is in its sentence."""
    if verb and noun:
        with_whom = any(c.lower_ in ("with", "between") for c in token.children) and not grammar.objects(token)
        nominal = token.dep_ == "pobj" and bool(grammar.children(token, "compound", "poss", "det"))  # "of B visit"
        if token.lower_ == "meet" and any(parsed.mentions_at(c) for c in grammar.children(token, "compound")):
            nominal = True  # "before A meet"
        verbal = token.pos_ in ("VERB", "AUX") and not nominal and not (with_whom and token.lemma_.lower() == "call")
        return verb if verbal else noun
    if token.pos_ in ("VERB", "AUX") or order.looks_verbal(token, parsed):
        return verb or noun
    return noun


def _pays(token: Token, parsed: Parsed) -> bool:
    """ "called on the crown prince in Jeddah": paid a call; "called on B to stop", "called on B in Rome to" is none."""
    one = [t for t in grammar.behind(token, ("on",)) if any(m.kind == "person" for m in parsed.mentions_at(t))]
    if any(c.lower_ == "for" for c in token.children):
        return False  # "calls on B for talks in a third country"
    asked = [t.nbor(1) for t in list(token.doc)[token.i + 2 : -1] if t.lower_ == "to" and t.nbor(1).tag_ == "VB"]
    asks = any(v.head.i == token.i or v.head in one for v in asked)  # "before flying to C to meet D" asks nobody
    placed = any(t.lower_ in ("in", "at") for t in (*token.children, *(c for o in one for c in o.children)))
    # "and later called on B, the head of the party"
    behind = list(token.doc)[token.i + 2 :]
    behind = behind[: next((n for n, t in enumerate(behind) if t.text == "," and n), None)]
    alone = not any(t.lower_ in ("to", "for", "not") for t in behind)
    return bool(one) and (placed or alone) and not asks


_PHONE = frozenset({"phone", "telephone", "video"})  # "in a phone call for help": no call for something


def _is_conference_of_leaders(token: Token, parsed: Parsed) -> bool:
    """ "held a conference call with B": not one with analysts."""
    return any(parsed.mentions_at(t) for t in grammar.behind(token, ("with", "between", "among")))


def _has_fellows(token: Token) -> bool:
    """Whether a noun says with whom, or hangs on a verb of holding: "a call with B to discuss"."""
    verb = token.head
    held = verb.lemma_ in ("hold", "have", "join", "make", "place", "take", "arrange", "schedule", "plan")
    got = verb.lemma_ in ("get", "receive", "answer") and token.tag_ == "NN"
    return held or got or any(c.lower_ in ("with", "between") for c in token.children)


def _told_in(token: Token, phoned: bool) -> bool:
    """ "urged B in a phone call to send aid": what is asked for is the verb's, not the call's."""
    if token.head.pos_ != "ADP" or token.head.lower_ not in ("in", "during", "over", "on") or token.tag_ != "NN":
        return False
    verb = grammar.governor(token)
    return phoned or (verb is not None and verb.lemma_.lower() in modality.load().reporting)


def _asks(token: Token) -> bool:
    """Whether a call is one to do something: "a joint call to uphold the law", "dismissed calls to refrain"."""
    follows = token.i + 2 < len(token.doc) and token.nbor(1).lower_ == "to" and token.nbor(2).tag_ == "VB"
    heeded = token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in _HEEDS
    return follows or heeded or _demands(token)


_HEEDS = frozenset({"heed", "echo", "back", "support", "ignore", "renew", "repeat", "reiterate", "endorse", "issue"})


def _demands(token: Token) -> bool:
    """ "dismissed calls from the UK to refrain": what is asked for."""
    words = list(token.doc)[token.i + 1 : token.i + 11]
    follows = any(a.lower_ == "to" and b.tag_ == "VB" for a, b in pairwise(words))
    if token.tag_ == "NNS" and follows and grammar.next_word(token) in ("from", "by", "for"):
        return True
    return token.pos_ == "NOUN" and any(
        c.dep_ in ("acl", "relcl", "xcomp") and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children)
        for c in token.children
    )


def _is_noun(token: Token, parsed: Parsed) -> bool:
    """ "China–India talks stall", "says Iran talks continuing": the parse takes *talks* for what a state does."""
    goes_on = _state_before(token, parsed) and _go_on(token)
    return goes_on or _has_modifier(token, parsed) or grammar.between_states(token)


def _is_topic(token: Token, parsed: Parsed) -> bool:
    """ "its position in Cuba talks": what it is about; not "after Cuba talks with B"."""
    led = token.i > 1 and token.nbor(-2).lower_ in ("in", "during", "after", "from")
    return led and _state_before(token, parsed) and grammar.next_word(token) not in ("with", "to")


def _state_before(token: Token, parsed: Parsed) -> bool:
    before = parsed.mention(token.nbor(-1)) if token.i > 1 else None
    return before is not None and before.kind == "state"


def _has_modifier(talks: Token, parsed: Parsed) -> bool:
    """ "rules out direct ceasefire talks": verbs have no object's place and no adjectives."""
    before = [c for c in grammar.children(talks, "amod", "compound") if c.i < talks.i and not parsed.mentions_at(c)]
    return talks.dep_ in grammar.OBJECTS and bool(before)


def _go_on(talks: Token) -> bool:
    """A headline's "says Iran talks continuing at pace", "Iran talks to resume Monday"."""
    words = list(talks.doc)[talks.i + 1 : talks.i + 3]
    going = bool(words) and words[0].tag_ == "VBG"
    return going or (len(words) > 1 and words[0].lower_ == "to" and words[1].lemma_ in _ON)


_ON = frozenset({"resume", "begin", "start", "continue", "restart", "proceed", "go", "take", "open"})
