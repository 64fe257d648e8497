"""Where a contact is only supposed: "had A met B", "not clear if A will meet B", "if B asks, A will call"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.reports import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token


def in_doubt(verb: Token) -> Token | None:
    """ "not clear if A will have an opportunity to meet B": the clause over it is one of doubt."""
    at = verb
    for above in list(grammar.climb(verb))[:3]:
        if at.dep_ not in ("acl", "xcomp", "dobj", "pcomp", "pobj", "prep"):
            return None
        doubts = (c for c in grammar.children(above, "mark") if c.lower_ in ("if", "whether", "unless"))
        if (found := next(doubts, None)) is not None:
            return found
        at = above
    return None


def inverted(verb: Token) -> bool:
    """ "Had A met B, …", "Did A meet B?": neither says that they met."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), None)
    if subject is None or first is None or first.i > subject.i or (first.i and first.nbor(-1).lower_ in _FRONTED):
        return False
    why = any(c.lower_ == "because" for v in grammar.children(verb, "advcl") for c in grammar.children(v, "mark"))
    asked = (
        verb.doc[-1].text == "?"
        and not why
        and (first.lemma_ in ("do", "have") or (first.i == 0 and first.tag_ == "MD"))
    )
    return first.lower_ in ("had", "should") or asked


_FRONTED = frozenset({"only", "nor", "neither", "never", "ever", "so", "then", "thus", "yet", "once"})


def conditioned(verb: Token) -> bool:
    """ "if B asks, A will call": whether a condition hangs on the verb."""
    return any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless")
        for clause in grammar.children(verb, "advcl")
        for c in clause.children
    )
