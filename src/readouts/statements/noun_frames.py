"""Saying without a verb: nouns ("his claim that"), adjectives ("is sure that"), "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.called import load_called
from readouts.statements.clauses import child, negated, owner, subject, subtree
from readouts.statements.frames import Frame, make_frame
from readouts.statements.verb_content import is_infinitive
from readouts.statements.vocabulary import Cue, cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOPIC = frozenset({"of", "about", "on", "for", "that", "against", "with", "in", "to"})
_PHRASAL = frozenset(
    {"pobj", "prep", "dobj", "pcomp", "compound", "amod", "nummod", "appos", "attr", "acl", "relcl", "nmod", "agent"}
)
_RATES = frozenset({"cent", "day", "year", "capita", "week", "month", "hour", "person", "share"})


def noun_frames(parsed: Parsed, noun: Token) -> Iterator[Frame]:
    """ "his claim that …", "a promise to …", "criticism of …": a noun of saying with its content behind it."""
    for cue in cues_for(noun.lemma_, "noun"):
        places, frame = _behind_noun(noun, cue)
        if not places:
            continue
        source = owner(noun)
        if source is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
            source = subject(noun.head)
        if source is not None:
            places = places - {t.i for t in source.subtree}
        if not places:
            # "a defence of Smith" is not Smith's
            continue
        told = noun.dep_ == "dobj" and cues_for(noun.head.lemma_, "verb")
        yield make_frame(parsed, noun, cue.kind, source, places, f"frame.{frame}" + (".object" if told else ""))
        return


def _behind_noun(noun: Token, cue: Cue) -> tuple[set[int], str]:
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep_ in ("acl", "ccomp", "relcl") and "clause" in cue.frames and child(c, "mark") is not None:
            return subtree(c), "noun-clause"
        if c.dep_ in ("acl", "xcomp", "relcl") and "to" in cue.frames and is_infinitive(c):
            return subtree(c), "noun-to"
        inside = child(c, "pobj", "pcomp") if c.dep_ == "prep" and "of" in cue.frames and c.lower_ in _TOPIC else None
        if inside is not None:
            return subtree(inside), "noun-of"
    return set(), ""


def adjective_frames(parsed: Parsed, adjective: Token) -> Iterator[Frame]:
    """ "is sure that …", "are willing to …", "was wary of …"."""
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "conj", "oprd") or verb.pos_ not in ("AUX", "VERB"):
        return
    for cue in cues_for(adjective.lemma_, "adj"):
        for c in adjective.children:
            found = _behind_adjective(c, cue) if c.i > adjective.i else None
            if found is not None:
                inside, frame = found
                rule = f"frame.adjective-{frame}"
                yield make_frame(
                    parsed, adjective, cue.kind, subject(verb), subtree(inside), rule, negated=negated(verb)
                )
                return


def _behind_adjective(token: Token, cue: Cue) -> tuple[Token, str] | None:
    if token.dep_ == "ccomp" and "clause" in cue.frames:
        return token, "clause"
    if token.dep_ == "xcomp" and "to" in cue.frames:
        return token, "to"
    inside = child(token, "pobj", "pcomp") if token.dep_ == "prep" and token.lower_ in cue.prepositions else None
    return (inside, "prep") if inside is not None else None


def according(parsed: Parsed, token: Token) -> Iterator[Frame]:
    """ "…, according to Xinhua": the rest of the clause is the content."""
    last, source = _authority(token)
    if source is None or last is None:
        return
    holder = token if token.lower_ != "keeping" else token.head
    clause = holder.head
    if token.i == 0:
        while holder.head != holder:
            holder = holder.head
        clause, holder = holder, token
    while clause.dep_ in _PHRASAL and token.i > 0 and clause.head != clause:
        clause = clause.head
    places = subtree(clause, [holder]) - subtree(source) - {holder.i, token.i, last.i}
    span = Span(parsed.spans[token.i].start, parsed.spans[last.i].end)
    yield make_frame(parsed, token, "say", source, places, "frame.according", span=span)


def in_words(parsed: Parsed, token: Token) -> Iterator[Frame]:
    """ "In Doe's words, …", "in the words of Doe, …", "in Doe's view, …": the rest of the clause is the content.

    "Doe's view is that …": what it is is the content.
    """
    source = child(token, "poss")
    of = child(token, "prep")
    if source is None and of is not None and of.lower_ == "of":
        source = child(of, "pobj")
    if source is None:
        return
    before = token.head
    if token.dep_ == "pobj" and before.lower_ == "in" and before.dep_ == "prep" and before.head != before:
        places = subtree(before.head, [before])
        yield make_frame(parsed, token, "say", source, places, "frame.in_words")
    elif token.dep_ == "nsubj" and before.lemma_ == "be" and token.lower_ == "view":
        content = child(before, "ccomp")
        if content is not None:
            yield make_frame(parsed, token, "say", source, subtree(content), "frame.in_words")


def _authority(token: Token) -> tuple[Token | None, Token | None]:
    """The last word of "according to", "per" or "in keeping with", and on whose authority."""
    doc = token.doc
    if token.lower_ == "per":
        source = child(token, "pobj")
        fits = source is not None and source.lower_ not in _RATES and token.dep_ == "prep"
        return (token, source) if fits else (None, None)
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.lower_ == "according" and following is not None and following.lower_ == "to":
        return following, child(following, "pobj") or child(token, "pobj")
    if token.lower_ == "keeping" and following is not None and following.lower_ == "with":
        # machine rewriting turns "according to a transcript" into "in keeping with a transcript"
        source = child(following, "pobj")
        if source is not None and source.lower_ in load_called().papers:
            return following, source
    return None, None
