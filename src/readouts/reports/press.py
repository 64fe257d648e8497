"""Frame of what two say side by side before the press: "at a news conference in Kyiv with B", "in remarks alongside B".

Who speaks to the press alone meets nobody; who does it beside the leader of another state has met that leader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports import grammar
from readouts.reports.slots import Slots, is_person, mark

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = ("alongside", "beside")
# with whom one holds these; "remarks with B" are no more than a wording
_HELD_WITH = frozenset({"conference", "appearance", "briefing", "availability"})
_OF_THE_PRESS = frozenset({"news", "press", "media", "joint"})
_FAR = 9  # words


def noun_press(token: Token, parsed: Parsed) -> Slots:
    """ "A said at a news conference with B", "A and B told a joint news conference"."""
    verb = grammar.governor(token)
    speakers = [t for c in grammar.children(token, "poss") for t in grammar.conjoined(c)]
    if not speakers and verb is not None:
        speakers = grammar.subjects(verb)
    fellows = [t for t in _fellows(token, verb) if is_person(t, parsed)]
    people = [t for t in speakers if is_person(t, parsed)]
    made = Slots(mark(people, "participant") + mark(fellows, "participant"))
    before_press = any(c.lower_ in _OF_THE_PRESS for c in token.children) or token.lemma_ != "conference"
    joint = any(c.lower_ == "joint" for c in token.children)
    both = {m.state for t in people for m in parsed.mentions_at(t)}
    if not before_press and grammar.next_word(token) != "with":
        made.reason = "a conference, not of the press"
    elif not fellows and not (joint and len(both) > 1 and token.lemma_.lower() in _HELD_WITH):
        made.reason = "alone before the press"
    return made


def _fellows(token: Token, verb: Token | None) -> list[Token]:
    """Who stands beside: behind the noun, behind its verb, or behind the place named between."""
    words = ("with", *_BESIDE) if token.lemma_.lower() in _HELD_WITH else _BESIDE
    found = grammar.behind(token, words)
    if found or verb is None:
        return found
    found = [t for t in grammar.behind(verb, words) if t.i > token.i]
    for other in list(token.doc)[token.i + 1 : token.i + _FAR]:
        if found or other.pos_ == "VERB" or other.text in (",", ";", ":", "”", '"'):
            break
        if other.lower_ in words and other.pos_ == "ADP":
            found = [t for c in grammar.children(other, "pobj") for t in grammar.conjoined(c)]
    return found
