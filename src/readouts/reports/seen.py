"""When *see* is a meeting: "hopes to see B", "saw B for an hour", "saw B in Paris", "the pair last saw each other"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports.grammar import behind, children, objects, subjects
from readouts.reports.slots import LENGTHS, is_person, passive, refers

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = frozenset({"separately", "privately", "alone"})
# "saw B as a rival", "saw in B an ally", "saw B through", "saw B off": no meeting
_OTHERWISE = frozenset({"as", "through", "off", "out", "like", "into", "behind", "for"})


def met(token: Token, parsed: Parsed) -> bool:
    """Whether a form of *see* tells of a meeting: to come, for a while, or in the past with people alone behind it."""
    if _to_come(token) or _for_a_while(token):
        return True
    before = any(c.lower_ in ("before", "when", "until") for c in children(token, "mark", "advmod"))
    each = any(t.lower_ in ("other", "another") for t in objects(token))
    if before and each and token.tag_ in ("VBP", "VBZ"):
        return True  # "before A and B see each other in July"
    past = token.tag_ == "VBD" or (token.tag_ == "VBN" and any(c.lemma_ == "have" for c in children(token, "aux")))
    if not past or passive(token) or any(c.lower_ in _OTHERWISE for c in children(token, "prep", "prt")):
        return False
    if children(token, "ccomp", "xcomp", "oprd", "mark") or children(token, "neg"):
        return False
    seen = objects(token)
    if [t for t in seen if t.lower_ in ("other", "another")]:  # "the pair last saw each other"
        return any(refers(t) or parsed.mentions_at(t) for t in subjects(token))
    if not seen or any(children(t, "acl") for t in seen):  # "saw B leaving"
        return False
    return all(_acting(t, parsed) for t in seen) and any(is_person(t, parsed) for t in subjects(token))


def _to_come(token: Token) -> bool:
    """ "to see B", "would see B on Tuesday"; not "would see B as a threat", "will see B lose"."""
    aux = {c.lower_ for c in children(token, "aux")}
    plain = not any(c.lower_ == "as" or c.dep_ in ("ccomp", "xcomp", "oprd", "advcl", "neg") for c in token.children)
    return "to" in aux or (bool(aux & {"will", "would"}) and plain)


def _acting(token: Token, parsed: Parsed) -> bool:
    mention = parsed.mention(token)
    return mention is not None and mention.kind in ("person", "office") and mention.acts == "yes"


def _for_a_while(token: Token) -> bool:
    told = any(c.lower_ in _TOLD for c in token.children)
    return told or any(t.lemma_ in LENGTHS - {"time"} for t in behind(token, ("for",)))
