"""Whom a visitor meets, told behind the visit: "flew to A and sat opposite B", "to A, where B hosted him".

A visit to a state is one to the leader of it whom the visitor has to do with in the same breath: in what the visitor
goes on to do, in what happens where the visit went, or in what is done to the visitor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readouts.reports import grammar, triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

# "sat with B", "secured a promise from B", "laid it out for B", "went before B"; not "about B", "against B", "after B"
_TOWARDS = frozenset({"with", "from", "to", "for", "before", "alongside", "beside", "opposite", "by"})
_HIM = frozenset({"him", "her", "them"})
_TALKS = re.compile(
    r"\bfor (?:[\w’'-]+ ){0,4}?(?:talks|meetings?|discussions|consultations|negotiations) with (?:the )?$",
    re.IGNORECASE,
)
_FAR = 6  # steps between a name and the verb it belongs to


def talks_are_for(before: str) -> bool:
    """ "flew to A a week after the deal for talks with B": whatever the parse hangs the talks on."""
    return bool(_TALKS.search(before))


def is_met(name: Token, visit: Token) -> bool:
    """Whether the visitor has to do with who is named, in a clause of the visitor's own or of the place visited."""
    verb = visit if visit.pos_ in ("VERB", "AUX") else grammar.governor(visit)
    if verb is None or name.i <= visit.i:
        return False
    name = _first(name)
    if name.dep_ == "nsubj":
        return _acts_on_visitor(name, visit, verb)
    clause = _reached_from(name)
    return clause is not None and (_is_own(clause, visit, verb) or _is_there(clause, visit, verb))


def _first(name: Token) -> Token:
    """Where a name joined or added to another stands: "from A's president B and C", "the head of the service, B"."""
    while name.dep_ in ("conj", "appos", "compound", "nmod") and name.head.i != name.i and name.head.pos_ != "VERB":
        name = name.head
    return name


def _reached_from(name: Token) -> Token | None:
    """The verb that does something to or with somebody; None where the name only says what something is about."""
    for _ in range(_FAR):
        if name.dep_ in ("dobj", "dative", "obj"):
            above = name.head
            if above.pos_ == "VERB" and above.lemma_.lower() not in triggers.load().addressed and _tells(above):
                return None
        elif name.dep_ == "pobj" and name.head.lower_ in _TOWARDS:
            above = name.head.head
            if name.head.lower_ == "by" and above.tag_ != "VBN":
                return None
        else:
            return None
        if above.pos_ in ("VERB", "AUX"):
            return None if grammar.children(above, "neg") else above
        name = _first(above)
    return None


def _tells(verb: Token) -> bool:
    """A verb with a person as its object that asks for nobody's presence: "criticised B", "backed B"."""
    return verb.lemma_.lower() not in _IN_PERSON


_IN_PERSON = frozenset(
    {
        "embrace",
        "hug",
        "kiss",
        "see",
        "meet",
        "brief",
        "join",
        "consult",
        "lobby",
        "talk",
        "hand",
        "give",
        "show",
        "ask",
    }
)


def _chain(verb: Token) -> Iterator[Token]:
    """A verb and those above it that it is joined to without a subject of its own."""
    for _ in range(_FAR):
        yield verb
        own = grammar.children(verb, *grammar.SUBJECTS)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep") or own or verb.head.i == verb.i:
            return
        if any(c.dep_ == "mark" for c in verb.children):
            return
        verb = verb.head if verb.dep_ != "pcomp" else verb.head.head


def _is_own(clause: Token, visit: Token, verb: Token) -> bool:
    """Whether the visitor is the one who does it: "flew to A and went over it with B", "flew to A to see B"."""
    return any(above.i in (visit.i, verb.i) for above in _chain(clause)) and clause.i >= min(visit.i, verb.i)


def _is_there(clause: Token, visit: Token, verb: Token) -> bool:
    """Whether it is done where the visit went, by the visitor: "flew to A, where he laid it out for B"."""
    for above in _chain(clause):
        if above.dep_ == "relcl" and any(c.lower_ == "where" for c in above.children):
            doer = grammar.children(above, *grammar.SUBJECTS)
            his = any(t.pos_ == "PRON" for t in doer) or any(c.dep_ == "agent" for c in clause.children)
            return his and any(t.i in (visit.i, verb.i) for t in grammar.climb(above.head))
    return False


def _acts_on_visitor(name: Token, visit: Token, verb: Token) -> bool:
    """ "went to A, where B received him", "was in A on Monday, and B told him there", "will be in A when B hosts C"."""
    clause = name.head
    if clause.pos_ != "VERB" or grammar.children(clause, "neg"):
        return False
    him = any(t.lower_ in _HIM for t in grammar.children(clause, "dobj", "dative"))
    told = triggers.tells(clause)
    hosts = told is not None and told.frame in ("host", "with")
    if clause.dep_ == "relcl":
        where = any(c.lower_ == "where" for c in clause.children)
        return where and (him or hosts) and any(t.i in (visit.i, verb.i) for t in grammar.climb(clause.head))
    if clause.dep_ == "conj":
        return him and clause.head.i in (visit.i, verb.i)
    when = any(c.lower_ in ("when", "as") for c in clause.children)
    return clause.dep_ == "advcl" and when and (him or hosts) and clause.head.i in (visit.i, verb.i)
