"""Whom a text goes on about: the subject of a sentence, to which the next sentence's pronoun looks back.

"A arrived in Rome. He met B. In the evening he spoke to C": the second *he* is who the first one is, not B.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports.grammar import OBJECTS, SENDS, SUBJECTS, children

if TYPE_CHECKING:
    from spacy.tokens import Token

# a sentence without one of these has no subject that would need another sentence to be understood
_TAKES_UP = re.compile(r"\b(?:he|she|him|her|the (?:\w+ )?[a-z]+)\b", re.IGNORECASE)
# words for the other of two who met, understood from the contact told before
OPPOSITES = frozenset({"host", "guest", "visitor"})


def may_take_up(text: str) -> bool:
    """Whether the subject of a sentence may be a pronoun or an office alone; cheap, before it is parsed."""
    return _TAKES_UP.search(text) is not None


def centre(parsed: Parsed) -> Token | None:
    """The subject of a sentence's main clause; None where it has none of its own."""
    for token in parsed.doc:
        if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX"):
            own = children(token, *SUBJECTS)
            return own[0] if len(own) == 1 else None
    return None


def is_opposite(token: Token) -> bool:
    """ "his host", "the visitor", "their guest": one of the two of the contact told before."""
    known = token.lemma_.lower() in OPPOSITES and token.tag_ == "NN"
    return known and any(c.dep_ == "poss" or c.lower_ == "the" for c in token.children)


def is_sent(token: Token) -> bool:
    """Whether a noun is the people that somebody sends: "will send a negotiating team to Cairo"."""
    sent = token.dep_ in OBJECTS and token.head.lemma_ in SENDS
    return sent and token.lemma_.lower() in _PEOPLE_SENT


_PEOPLE_SENT = frozenset({"team", "delegation", "mission", "envoy", "negotiator", "representative", "emissary"})
