"""Verbs of saying: who says what, to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.clauses import child, negated, phrase, subject, subtree
from readouts.statements.frames import Frame, make_frame
from readouts.statements.verb_content import find_content, quoted_as
from readouts.statements.vocabulary import Cue, cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENSES = (
    *("say", "write", "report", "ask", "urge", "promise", "refuse", "call", "judge", "stance"),
    *("show", "discuss", "think", "want", "seem"),
)
_ORDER = {kind: number for number, kind in enumerate(_SENSES)}
_RANK = {"clause": 0, "parenthesis": 1, "complement": 2, "hearer-to": 2, "to": 3, "prep": 4, "object": 5}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_QUOTES = frozenset({"quote", "cite"})
_PUT = frozenset({"put", "say", "note", "describe", "tell", "point", "report", "explain", "write"})


def verb_frames(parsed: Parsed, verb: Token) -> Iterator[Frame]:
    """The act of saying of one verb, if it has one: under the sense whose content is the surest."""
    cues = cues_for(verb.lemma_, "verb")
    if not cues:
        return
    passive = child(verb, "auxpass", "nsubjpass") is not None
    found = _best(verb, cues, passive)
    if found is None:
        return
    places, frame, cue = found
    if frame == "clause" and verb.tag_ == "VBN" and verb.dep_ == "acl" and child(verb, "agent") is not None:
        # "said in a letter published by them that …": the clause is what was said
        return
    if passive and frame == "clause" and verb.lemma_ in _QUOTES and child(verb, "nsubjpass") is not None:
        # "Smith was quoted by CNN as saying": the words are Smith's
        passive = False
    source = _agent(verb) if passive else _named_before(parsed, verb, subject(verb))
    behind = _behind_agent(source, cue) if passive and frame in ("object", "complement") else None
    if behind is not None:
        # "was accused by Smith of stalling": what hangs on Smith in the parse is the charge
        places, frame = subtree(behind), "prep"
    if source is not None and not (passive and frame in ("object", "complement")):
        places = places - (subtree(source) if verb not in source.subtree else {source.i})
    hearer: Token | None = None
    if verb.lemma_ == "tell" and source is not None and source.i == verb.i + 1 and source.dep_ == "nsubj":
        # "the author of the book, told Reuters.": whom it is told, whatever the parse makes of it
        source, hearer = None, source
    if hearer is not None:
        places = places - subtree(hearer)
    elif "hearer" in cue.frames or frame == "hearer-to":
        hearer = child(verb, "nsubjpass") if passive else _told(verb)
        if hearer is not None and hearer != source and frame != "hearer-to":
            places = places - subtree(hearer)
    rule = f"frame.{frame}" + (".passive" if passive else "")
    yield make_frame(
        parsed,
        verb,
        cue.kind,
        source,
        places,
        rule,
        span=_with_particle(parsed, verb),
        hearer=hearer,
        negated=negated(verb),
    )


def _best(verb: Token, cues: tuple[Cue, ...], passive: bool) -> tuple[set[int], str, Cue] | None:
    found: tuple[set[int], str, Cue] | None = None
    for sense in sorted(cues, key=lambda c: _ORDER[c.kind]):
        content = find_content(verb, sense, passive)
        if content is not None and (found is None or _RANK[content[1]] < _RANK[found[1]]):
            found = (*content, sense)
    says = next((cue for cue in cues if "bare" in cue.frames), None)
    if says is not None and (found is None or found[1] == "object"):
        shared = quoted_as(verb)
        if shared is not None:
            return (*shared, says)
    return found or ((set(), "bare", says) if says is not None else None)


def _agent(verb: Token) -> Token | None:
    """ "was quoted by Interfax": who does it, where the passive tells."""
    agent = child(verb, "agent")
    if agent is None:
        # "was described as “a trap” by critics"
        agent = next((t for t in verb.subtree if t.lower_ == "by" and t.i and t.nbor(-1).is_quote), None)
    return child(agent, "pobj") if agent is not None else None


def _behind_agent(source: Token | None, cue: Cue) -> Token | None:
    of = child(source, "prep") if source is not None else None
    return child(of, "pobj", "pcomp") if of is not None and of.lower_ in cue.prepositions else None


def _told(verb: Token) -> Token | None:
    found = child(verb, "dative", "dobj")
    if found is not None and found.dep_ == "dative" and found.pos_ == "ADP":
        return child(found, "pobj")
    return found


def _named_before(parsed: Parsed, verb: Token, source: Token | None) -> Token | None:
    """The person named right before the verb where the parse took something else for the subject.

    Captions run into sentences: "Related article Minister Doe said": Doe said it.
    """
    before = verb.doc[verb.i - 1] if verb.i else None
    mention = parsed.mention(before) if before is not None else None
    if before is None or mention is None or mention.kind not in ("person", "office") or before == source:
        return source
    if verb.tag_ not in _FINITE or (source is not None and parsed.mentions[source.i]):
        return source
    if source is not None and phrase(parsed, source).covers(parsed.spans[before.i]):
        return source
    return before if source is None or source.i < before.i else source


def _with_particle(parsed: Parsed, verb: Token) -> Span:
    """The verb with its particle: "pointed out"."""
    particle = child(verb, "prt")
    last = particle if particle is not None and particle.i == verb.i + 1 else verb
    return Span(parsed.spans[verb.i].start, parsed.spans[last.i].end)


def as_put(parsed: Parsed, token: Token) -> Iterator[Frame]:
    """ "…, as Putin put it": the clause above is the content."""
    verb = token.head
    source = child(verb, "nsubj")
    if token.dep_ != "mark" or verb.lemma_ not in _PUT or verb.dep_ != "advcl" or source is None:
        return
    if any(c.dep_ in ("ccomp", "dobj") and c.lower_ != "it" for c in verb.children):
        return
    span = _with_particle(parsed, verb)
    yield make_frame(parsed, verb, "say", source, subtree(verb.head, [verb]), "frame.as_put", span=span)
