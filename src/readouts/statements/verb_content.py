"""What a verb of saying says: the tokens of its content, by the frames that its row of the cue list allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.statements.clauses import child, subtree
from readouts.statements.vocabulary import Cue, cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

Content = tuple[set[int], str]

_OFF = (",", '"', "'", "—", "–", "-")
_BEHIND_OBJECT = frozenset({"as", "for", "of", "about", "with", "against", "over"})


def find_content(verb: Token, cue: Cue, passive: bool) -> Content | None:
    """The content under one sense of a verb, as token places with the name of the frame; the surest frame first."""
    for frame, find in _FINDERS:
        if frame in cue.frames:
            found = find(verb, passive)
            if found is not None:
                return found
    if cue.prepositions:
        found = _behind_preposition(verb, cue)
        if found is not None:
            return found
    return _object(verb, passive) if "object" in cue.frames else None


def _clause(verb: Token, passive: bool) -> Content | None:
    """ "said (that) they agree"; "It is, he said, too late"."""
    del passive
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if clauses:
        places: set[int] = set().union(*(subtree(c) for c in clauses))
        return places - {verb.i}, "clause"
    around = _around(verb)
    return (around, "parenthesis") if around is not None else None


def _around(verb: Token) -> set[int] | None:
    """The content of a verb that stands inside or behind what is said."""
    head = verb.head
    if verb.dep_ not in ("parataxis", "ccomp") or child(verb, "nsubj") is None or head == verb:
        return None
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        # "said that it was wet, that she keeps a boat": a second clause, no word of saying
        return None
    if head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return None
    if verb.dep_ == "parataxis" or (verb.i > head.i and _set_off(verb)):
        return subtree(head, [verb]) - {verb.i}
    return None


def _set_off(verb: Token) -> bool:
    """Whether commas or quotation marks set the clause of a verb apart from what is before it."""
    low = min(t.i for t in verb.subtree)
    return low > 0 and (verb.doc[low - 1].text in _OFF or verb.doc[low].text in _OFF)


def _complement(verb: Token, passive: bool) -> Content | None:
    """ "called it a mistake", "described the talks as useful", "was dubbed a failure"."""
    parts = [c for c in verb.children if c.dep_ in ("oprd", "xcomp", "ccomp", "acomp", "attr") and c.i > verb.i]
    parts += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "for") and c.i > verb.i]
    if not parts:
        return None
    thing = child(verb, "nsubjpass") if passive else child(verb, "dobj")
    places: set[int] = set().union(*(subtree(part) for part in parts))
    return places | (subtree(thing) if thing is not None else set()), "complement"


def _asked(verb: Token, passive: bool) -> Content | None:
    """What somebody is asked to do, with who is asked: "urged Iran to hold back"."""
    for c in verb.children:
        if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > verb.i and is_infinitive(c):
            thing = child(verb, "dobj") if not passive else None
            return subtree(c) | (subtree(thing) if thing is not None else set()), "to" if passive else "hearer-to"
    return None


def _infinitive(verb: Token, passive: bool) -> Content | None:
    """ "vowed to go on"; "is expected to go on"."""
    del passive
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i and is_infinitive(c):
            return subtree(c), "to"
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has a "to" of its own."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _behind_preposition(verb: Token, cue: Cue) -> Content | None:
    """ "called for a truce", "spoke about the wall", "called for all sides to hold back"."""
    if "for" in cue.prepositions:
        for c in verb.children:
            marked = child(c, "mark")
            if c.i > verb.i and c.dep_ in ("advcl", "ccomp", "xcomp") and marked is not None and marked.lower_ == "for":
                return subtree(c), "prep"
    for preposition in verb.children:
        if preposition.dep_ in ("prep", "prt") and preposition.lower_ in cue.prepositions and preposition.i > verb.i:
            inside = child(preposition, "pobj", "pcomp")
            if inside is not None:
                return subtree(inside), "prep"
    return None


def _object(verb: Token, passive: bool) -> Content | None:
    """ "criticised the plan", "was criticised for the plan", "regrets leaving"."""
    if passive:
        thing = child(verb, "nsubjpass")
        behind = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _BEHIND_OBJECT and c.i > verb.i]
        if thing is None:
            return None
        return subtree(thing).union(*(subtree(c) for c in behind)), "object"
    thing = child(verb, "dobj")
    if thing is not None:
        places = subtree(thing)
        for c in verb.children:
            if c.i > thing.i and c.dep_ in ("prep", "oprd") and c.lower_ in _BEHIND_OBJECT:
                places |= subtree(c)
        return places, "object"
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG" and c.i > verb.i:
            return subtree(c), "object"
    return None


def quoted_as(verb: Token) -> Content | None:
    """ "Interfax quoted Peskov as saying …": "quoted" and "saying" share one content, whichever of the two has it."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        found = _clause(verb.head.head, False)
        if found is not None and found[1] == "clause":
            return found
    preposition = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    saying = child(preposition, "pcomp") if preposition is not None else None
    if saying is not None and cues_for(saying.lemma_, "verb"):
        return _clause(saying, False)
    return None


_FINDERS = (("clause", _clause), ("complement", _complement), ("hearer-to", _asked), ("to", _infinitive))
