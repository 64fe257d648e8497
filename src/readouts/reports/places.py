"""Where a contact takes place, and where the words that belong to it end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Role
from readouts.reports import grammar, triggers
from readouts.reports.grammar import behind, children
from readouts.reports.nounframes import lending
from readouts.reports.order import CLAUSE
from readouts.reports.party import Party
from readouts.reports.slots import Slots

if TYPE_CHECKING:
    from spacy.tokens import Token


def destinations(made: Slots, parsed: Parsed, parties: tuple[tuple[Party, Role], ...]) -> list[Mention]:
    """The states a journey goes to, one mention each: "to Peru and Brazil" are two."""
    travellers = {p.state for p, r in parties if r == "visitor"}
    found: dict[str, Mention] = {}
    for other in made.places:
        mention = parsed.mention(other)
        if other.i and other.nbor(-1).lower_ == "not":
            continue  # "heads to Egypt but not Israel"
        named = mention is not None and mention.kind == "state" and mention.surface != "administration"
        if mention and named and mention.state and mention.state not in travellers:
            found.setdefault(mention.state, mention)
    return list(found.values())


def place(token: Token, parsed: Parsed, made: Slots, parties: tuple[tuple[Party, Role], ...]) -> Mention | None:
    """The state or town where it takes place: the frame's own, else one behind in/at on the trigger or its verb."""
    travellers = {p.state for p, r in parties if r == "visitor"}
    for other in [t for p in made.places for t in _around(p)]:
        mention = parsed.mention(other)
        named = mention is not None and mention.kind in ("state", "body") and mention.surface != "administration"
        if mention and named and not (made.travels and mention.state in travellers):
            return mention
    if made.travels:
        return None
    verb = None if told_beside(token) else lending(token)
    for above in (token, verb):
        if above is None:
            continue
        moves = above.lemma_ in _MOVES and not (made.parties and _leads_to_whom(above))
        for other in behind(above, ("in", "at", "to") if moves else ("in", "at")):
            mention = parsed.mention(other)
            if mention and mention.kind in ("state",) and mention.surface != "demonym":
                return mention
    return None


def _around(place: Token) -> list[Token]:
    """A place's own word and those that say which; of "Iran talks in Geneva" the town, and not what they are about."""
    if place.lemma_.lower() in triggers.load().nouns:
        return behind(place, ("in", "at"))
    if place.lemma_ in _EDGES:
        return []  # "a visit to the US-Mexico border" is on either side of it
    around = [place, *children(place, "poss", "compound", "nmod", "appos")]
    of = [g for c in around[1:] for g in (c, *children(c, "compound", "nmod")) if c.dep_ in ("compound", "nmod")]
    joint = (
        place.pos_ == "PROPN" and sum(t.pos_ == "PROPN" for t in of) > 1 and any(t.text in "-–/" for t in place.subtree)
    )
    return [] if joint else around  # "the Japan-US Forces Command" is of both


_EDGES = frozenset({"border", "frontier"})


def told_beside(token: Token) -> bool:
    """ "arrives in Kyiv weeks after a meeting with B": where A arrives is not where they met."""
    return token.dep_ == "pobj" and token.head.lower_ in ("after", "before", "following", "since", "of")


# "returned to Geneva for talks"; "funnels support to Ukraine at the summit" says nothing of where it is
_MOVES = frozenset(
    {"bring", "take", "come", "return", "lead", "travel", "fly", "go", "move", "invite", "welcome", "send", "head"}
)


def _leads_to_whom(word: Token) -> bool:
    """Whether a verb's *to* leads to whom, not where: "to talk to Poland"."""
    verb = triggers.load().verbs.get(word.lemma_.lower())
    return verb is not None and verb.frame == "to"


# the bodies that have their seat in Brussels: who goes there calls on them, not on Belgium, where they are named
SEATED = frozenset({"EU", "NATO"})


def is_seat(place: Mention, bodies: Iterable[str | None]) -> bool:
    """ "attends the EU summit in Brussels": whether a town is the seat of one of these bodies."""
    return place.surface == "capital" and place.state == "BEL" and not SEATED.isdisjoint(bodies)


def seat_of(place: Mention, document: Document) -> str | None:
    """The body whose seat a town is, where its sentence names the body, not the state: the EU in Brussels."""
    near = document.mentions_of(document.sentence_at(place.span.start))
    named = {m.state for m in near if m.kind == "body" and m.state in SEATED}
    if not is_seat(place, named):
        return None
    own = any(m.state == "BEL" and m.surface != "capital" for m in near)
    return named.pop() if len(named) == 1 and not own else None


def definite(token: Token, parsed: Parsed) -> bool:
    """Whether a noun takes up something named elsewhere: "the call", "their meeting", "Wednesday's virtual talks"."""
    days = any(c.dep_ == "poss" and not parsed.mentions_at(c) for c in token.children)
    return days or any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "their", "this", "that", "his", "her") for c in token.children
    )


def clause_end(token: Token, parsed: Parsed) -> int:
    """Where the words that belong to a trigger end: at the next clause, or the sentence's end."""
    for other in token.doc[token.i + 1 :]:
        if other.lower_ in CLAUSE or other.text in (";", ":"):
            return parsed.span(other).start
    return parsed.spans[-1].end


def belongs(offset: int, token: Token, parsed: Parsed) -> bool:
    """Whether a word of medium belongs to this trigger and not to another one nearer to it."""
    other = parsed.token_at(offset)
    if other is None:
        return True
    table = triggers.load()
    verb = next((t for t in grammar.climb(other) if t.pos_ in ("VERB", "AUX")), None)
    if (
        verb is not None
        and other.lower_ in ("by", "over", "on")
        and token.i > other.i
        and token.pos_ == "NOUN"
        and any(t.lower_ in ("about", "on", "over", "regarding") for t in grammar.climb(token) if t.i > other.i)
    ):
        return False  # "told B by phone about the talks with C"
    near = [t for t in token.doc if t.lemma_.lower() in table.nouns or (t.pos_ == "VERB" and triggers.tells(t))]
    if not near:
        return True
    best = min(near, key=lambda t: (abs(t.i - other.i), -t.i))
    return (
        best.i == token.i
        or abs(token.i - other.i) <= 3
        or (verb is not None and best.dep_ == "pobj" and grammar.governor(token) in (verb, grammar.governor(best)))
        or _is_over(token, best)
        or _is_over(best, token)
    )


def _is_over(above: Token, below: Token) -> bool:
    """Whether a word governs another in its clause: not *met* in "met in April, and the two spoke by phone in May"."""
    for at in (below, *grammar.climb(below)):
        if at.i == above.i:
            return at.i != below.i
        if at.pos_ == "VERB" and at.dep_ == "conj" and children(at, *grammar.SUBJECTS):
            return False
    return False
