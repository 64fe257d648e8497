"""What was not, or need not have been: conditions, doubts, plans that fell through."""

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


FELL_THROUGH = "no more than had been "


def fell_through(plan: Token) -> bool:
    """ "had been due to meet", "had been expected in Kyiv", "was supposed to go": a plan of which nothing came.

    Where nothing else is told of it: what came of it another word may say.
    """
    words = [plan, plan.head] if plan.dep_ in ("acomp", "attr", "oprd") else [plan]
    if any(c.lower_ in ("already", "long", "also") for w in words for c in w.children):
        return False
    had = any(c.lower_ == "had" and c.dep_ == "aux" for w in words for c in w.children)
    been = any(c.lower_ == "been" for c in plan.children) or plan.head.lower_ == "been"
    supposed = plan.lemma_ == "suppose" and any(c.lower_ in ("was", "were") for c in plan.children)
    return (had and been) or supposed
