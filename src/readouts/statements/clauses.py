"""Pieces of a parsed sentence: subtrees as spans of the text, whoever is the subject of a verb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.called import load_called
from readouts.statements.vocabulary import cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# "“…,” said Smith": what stands before a verb whose subject follows
_BEFORE_INVERTED = frozenset({",", '"', "'", "''", "”", "’"})
_EDGES = frozenset({",", ";", ":", "-", "--", "–", "—", "."})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def subtree(token: Token, without: Iterable[Token] = ()) -> set[int]:
    """The places of the tokens below `token` and itself, those below `without` left out."""
    places = {t.i for t in token.subtree}
    for other in without:
        places -= {t.i for t in other.subtree}
    return places


def to_spans(parsed: Parsed, places: set[int]) -> tuple[Span, ...]:
    """Tokens as spans of the text: one for each unbroken run, commas and dashes at its edges left out."""
    found: list[Span] = []
    ordered = sorted(places)
    begin = 0
    for k in range(1, len(ordered) + 1):
        if k < len(ordered) and ordered[k] == ordered[k - 1] + 1:
            continue
        run = ordered[begin:k]
        begin = k
        while run and parsed.doc[run[0]].text in _EDGES:
            run = run[1:]
        while run and parsed.doc[run[-1]].text in _EDGES:
            run = run[:-1]
        if run and any(parsed.doc[i].text[0].isalnum() for i in run):
            found.append(Span(parsed.spans[run[0]].start, parsed.spans[run[-1]].end))
    return tuple(found)


def phrase(parsed: Parsed, token: Token) -> Span:
    """The noun phrase of a token: its subtree without clauses and appositions set off behind it.

    For a mention it is at least the mention; what hangs behind a person's name is no part of it ("Smith of stalling").
    """
    mention = parsed.mention(token)
    named = mention is not None and mention.kind == "person" and token.pos_ == "PROPN"
    places = {token.i}
    for child in token.children:
        if (
            child.dep_ in ("relcl", "acl", "advcl", "appos", "cc", "conj", "punct", "parataxis", "ccomp")
            and child.i > token.i
        ):
            continue
        if child.dep_ == "prep" and (_occasion(child) or (named and child.i > token.i)):
            continue
        places |= {t.i for t in child.subtree}
    low = token.i
    while low - 1 in places:
        low -= 1
    high = token.i
    while high + 1 in places:
        high += 1
    return Span(parsed.spans[low].start, parsed.spans[high].end)


def _occasion(preposition: Token) -> bool:
    """Whether a preposition begins where words were said: "said the mission in a statement to the press"."""
    thing = child(preposition, "pobj")
    called = load_called()
    return (
        preposition.lower_ in ("in", "at", "during")
        and thing is not None
        and (thing.lower_ in called.papers or thing.lemma_ in called.occasions)
    )


def child(token: Token, *dependencies: str) -> Token | None:
    """The first child with one of these dependencies."""
    return next((c for c in token.children if c.dep_ in dependencies), None)


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does it: the subject, taken over from the governing verb or noun where the verb has none of its own.

    "Putin met Xi, saying …": Putin. "a letter saying …": letter. "Xi, who said …": Xi is behind "who".
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if own:
        # "state news agency TASS said" may have two: the one beside the verb has the name
        if own[-1].i > verb.i > 0 and verb.doc[verb.i - 1].text in _BEFORE_INVERTED:
            return own[-1]
        return own[-1] if own[-1].i < verb.i else own[0]
    if depth > 6 or verb.head == verb:
        return None
    head = verb.head
    if verb.dep_ in ("acl", "relcl"):
        return head
    if verb.dep_ in ("pcomp", "prep", "agent"):
        return governor_subject(verb, depth)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "auxpass", "aux", "parataxis"):
        if _trails(verb):
            return subject(head.head, depth + 1)
        if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ") and head.tag_ == "VB" and head.dep_ == "ccomp":
            # "He said they would go on and expressed doubt": a past beside a bare verb goes with "said"
            return subject(head.head, depth + 1)
        if verb.dep_ == "conj" and _other_tense(verb):
            return subject(head.head, depth + 1)
        if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
            controlled = child(head, "dobj")
            # "urged him to say": the object says it; "used the visit to say": the subject does
            asks = head.lemma_ == "quote" or any("hearer-to" in cue.frames for cue in cues_for(head.lemma_, "verb"))
            if asks and controlled is not None and controlled.i < verb.i:
                return controlled
        above = subject(head, depth + 1)
        # "it was better to tell them": nobody tells
        return above if above is None or above.lower_ not in ("it", "there") else None
    return None


def _other_tense(verb: Token) -> bool:
    """ "Smith said troops had answered and pledged a review": beside "had answered" a plain past goes with "said"."""
    head = verb.head
    if verb.tag_ not in ("VBD", "VBZ") or head.dep_ != "ccomp" or head.tag_ not in ("VBN", "VBG"):
        return False
    speaks = any(cue.kind not in ("think", "want", "show", "seem") for cue in cues_for(verb.lemma_, "verb"))
    over = any("clause" in cue.frames for cue in cues_for(head.head.lemma_, "verb"))
    return speaks and over and child(verb, "aux", "auxpass") is None


def _trails(verb: Token) -> bool:
    """ "Smith denied that they had met, calling it a tale": a participle behind a comma goes with who speaks."""
    head = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or head.dep_ != "ccomp" or verb.i == 0:
        return False
    if head.head.i > head.i:
        return False
    says = any("clause" in cue.frames for cue in cues_for(head.head.lemma_, "verb"))
    return says and verb.doc[verb.i - 1].text == "," and verb.lemma_ not in ("say", "tell", "ask", "write")


def governor_subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject of the verb above prepositions: "closed by saying …", "quoted as saying …"."""
    head = verb.head
    while head.dep_ in ("prep", "pcomp", "agent") and head.head != head:
        head = head.head
    if head.pos_ in ("VERB", "AUX") and head != verb:
        quoted = child(head, "dobj")
        if verb.head.lower_ == "as" and quoted is not None and quoted.i < verb.i:
            return quoted
        return subject(head, depth + 1)
    return head if head.pos_ in ("NOUN", "PROPN") else None


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for, else the token itself."""
    if token.lower_ in _RELATIVE:
        verb = token.head
        while verb.dep_ not in ("relcl", "acl") and verb.head != verb:
            verb = verb.head
        if verb.dep_ in ("relcl", "acl"):
            return _one_from(verb.head) if token.lower_ == "who" else verb.head
    return token


def _one_from(noun: Token) -> Token:
    """ "Jane Doe, an expert from Acme, who agreed": not Acme agreed, nor anybody from there."""
    if noun.dep_ != "pobj" or noun.pos_ != "PROPN" or noun.head.lower_ not in ("from", "at"):
        return noun
    person = noun.head.head
    if person.lower_ not in load_called().unnamed:
        return noun
    return person.head if person.dep_ == "appos" else person


def owner(noun: Token) -> Token | None:
    """Whose it is: "Putin's claim", "his claim", "the claim by Putin", "the Kremlin statement"."""
    possessor = child(noun, "poss")
    if possessor is not None:
        return possessor
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("by", "from", "of", "among"):
            of = child(preposition, "pobj")
            if of is not None and (preposition.lower_ != "of" or of.pos_ in ("PROPN", "PRON")):
                return of
    return None


def negated(verb: Token) -> bool:
    """Whether the saying itself is denied: "did not say"."""
    return child(verb, "neg") is not None
