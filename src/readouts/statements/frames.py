"""Acts of saying in a parsed sentence: cue, source and content, by the shape of the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.called import load_called
from readouts.statements.clauses import antecedent, child, negated, owner, phrase, subject, subtree, to_spans
from readouts.statements.vocabulary import Cue, CueKind, cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of saying found in a sentence.

    `cue` and `word` are the words of saying and their lemma; `source` the phrase that names who says it (None where it
    is left out) and `source_at` the place of its head in the parse; `content` the clause; `hearer` whom it is told.
    """

    sentence: int
    word: str
    kind: CueKind
    cue: Span
    cue_at: int
    source: Span | None
    source_at: int | None
    content: tuple[Span, ...]
    rule: str
    hearer: Span | None = None
    negated: bool = False


def find_frames(parsed: Parsed, sentence: int) -> tuple[Frame, ...]:
    """Every act of saying in one parsed sentence, in the order of the cues."""
    found: list[Frame] = []
    for token in parsed.doc:
        if token.pos_ in ("VERB", "AUX"):
            found += _verb_frames(parsed, token, sentence)
        elif token.pos_ == "NOUN":
            found += _noun_frames(parsed, token, sentence)
        elif token.pos_ == "ADJ":
            found += _adjective_frames(parsed, token, sentence)
        if token.lower_ in ("according", "per", "keeping"):
            found += _according(parsed, token, sentence)
        if token.lower_ == "as":
            found += _as_put(parsed, token, sentence)
    return tuple(found)


# --- verbs


def _verb_frames(parsed: Parsed, verb: Token, sentence: int) -> Iterator[Frame]:
    cues = cues_for(verb.lemma_, "verb")
    if not cues:
        return
    passive = child(verb, "auxpass", "nsubjpass") is not None
    hearer: Token | None = None
    found: tuple[set[int], str, Cue] | None = None
    for sense in sorted(cues, key=lambda c: _ORDER[c.kind]):
        content = _verb_content(verb, sense, passive)
        if content is not None and (found is None or _RANK[content[1]] < _RANK[found[1]]):
            found = (content[0], content[1], sense)
    says = next((cue for cue in cues if "bare" in cue.frames), None)
    if found is None and says is not None:
        found = _quoted_as(verb, says) or (set(), "bare", says)
    if found is None:
        return
    source = _named_before(parsed, verb, _source_of(verb, passive)) if not passive else _source_of(verb, passive)
    places, frame, cue = found
    if source is not None:
        places -= _source_places(source, verb)
    if "hearer" in cue.frames or frame == "hearer-to":
        hearer = _hearer(verb, passive)
        if hearer is not None and hearer != source and frame != "hearer-to":
            places -= subtree(hearer)
    yield Frame(
        sentence,
        verb.lemma_.lower(),
        cue.kind,
        _cue_span(parsed, verb),
        verb.i,
        phrase(parsed, source) if source is not None else None,
        antecedent(source).i if source is not None else None,
        to_spans(parsed, places),
        f"frame.{frame}" + (".passive" if passive else ""),
        phrase(parsed, hearer) if hearer is not None else None,
        negated(verb),
    )


def _quoted_as(verb: Token, cue: Cue) -> tuple[set[int], str, Cue] | None:
    """ "Interfax quoted Peskov as saying …": "quoted" and "saying" share one content, whichever of the two has it."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        clauses = [c for c in verb.head.head.children if c.dep_ == "ccomp"]
        if clauses:
            return set().union(*(subtree(c) for c in clauses)), "clause", cue
    preposition = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    saying = child(preposition, "pcomp") if preposition is not None else None
    if saying is not None and cues_for(saying.lemma_, "verb"):
        clauses = [c for c in saying.children if c.dep_ == "ccomp"]
        if clauses:
            return set().union(*(subtree(c) for c in clauses)), "clause", cue
    return None


_ORDER: dict[str, int] = {
    kind: n
    for n, kind in enumerate(
        (
            "say",
            "write",
            "report",
            "ask",
            "urge",
            "promise",
            "refuse",
            "call",
            "judge",
            "stance",
            "show",
            "discuss",
            "think",
            "want",
            "seem",
        )
    )
}
_RANK = {"clause": 0, "quoted": 0, "parenthesis": 1, "complement": 2, "hearer-to": 2, "to": 3, "prep": 4, "object": 5}


def _verb_content(verb: Token, cue: Cue, passive: bool) -> tuple[set[int], str] | None:
    """The content under one sense of the verb, as token places with the name of the frame."""
    frames = cue.frames
    if "clause" in frames:
        clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _is_source_clause(c, verb)]
        if clauses:
            places = set().union(*(subtree(c) for c in clauses))
            return places - {verb.i}, "clause"
        around = _around(verb)
        if around is not None:
            return around, "parenthesis"
    if "complement" in frames:
        called = _called(verb, passive)
        if called is not None:
            return called, "complement"
    if "hearer-to" in frames and not passive:
        asked = _asked(verb)
        if asked is not None:
            return asked, "hearer-to"
    if "to" in frames or ("hearer-to" in frames and passive):
        wanted = [
            c
            for c in verb.children
            if c.dep_ in ("xcomp", "ccomp", "advcl")
            and c.i > verb.i
            and child(c, "aux") is not None
            and any(a.lower_ == "to" for a in c.children if a.dep_ == "aux")
        ]
        if wanted:
            return subtree(wanted[0]), "to"
    if "for" in cue.prepositions:
        # "called for all sides to hold back"
        for c in verb.children:
            marked = child(c, "mark")
            if c.i > verb.i and c.dep_ in ("advcl", "ccomp", "xcomp") and marked is not None and marked.lower_ == "for":
                return subtree(c), "prep"
    for preposition in verb.children:
        if preposition.dep_ in ("prep", "prt") and preposition.lower_ in cue.prepositions and preposition.i > verb.i:
            inside = child(preposition, "pobj", "pcomp")
            if inside is not None:
                return subtree(inside), "prep"
    if "object" in frames and not passive:
        thing = child(verb, "dobj")
        if thing is not None:
            return _from_here(verb, thing), "object"
        gerund = next(
            (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG" and c.i > verb.i), None
        )
        if gerund is not None:
            return subtree(gerund), "object"
    return None


def _is_source_clause(clause: Token, verb: Token) -> bool:
    return clause.dep_ == "ccomp" and child(verb, "nsubj") == clause


def _around(verb: Token) -> set[int] | None:
    """The content of a verb that stands inside or behind what is said: "It is, he said, too late"."""
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "conj", "dep") or child(verb, "nsubj") is None:
        return None
    head = verb.head
    if head == verb or head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return None
    if verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and verb.i > head.i and _set_off(verb)):
        return subtree(head, [verb]) - {verb.i}
    return None


def _set_off(verb: Token) -> bool:
    """Whether commas or quotation marks set the clause of a verb apart from what is before it."""
    low = min(t.i for t in verb.subtree)
    if low == 0:
        return False
    return verb.doc[low - 1].text in (",", '"', "'", "—", "–", "-") or verb.doc[low].text in (",", '"', "—", "–")


def _called(verb: Token, passive: bool) -> set[int] | None:
    """What somebody is called: "called it a mistake", "described the talks as useful"."""
    parts = [c for c in verb.children if c.dep_ in ("oprd", "xcomp", "ccomp", "acomp", "attr") and c.i > verb.i]
    parts += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "for") and c.i > verb.i]
    if not parts:
        return None
    thing = child(verb, "dobj")
    places = set().union(*(subtree(part) for part in parts))
    if thing is not None and not passive:
        places |= subtree(thing)
    return places


def _asked(verb: Token) -> set[int] | None:
    """What somebody is asked to do, with who is asked: "urged Iran to hold back"."""
    for c in verb.children:
        if (
            c.dep_ in ("ccomp", "xcomp", "advcl")
            and c.i > verb.i
            and any(a.lower_ == "to" for a in c.children if a.dep_ == "aux")
        ):
            places = subtree(c)
            thing = child(verb, "dobj")
            if thing is not None:
                places |= subtree(thing)
            return places
    return None


def _from_here(verb: Token, thing: Token) -> set[int]:
    """The object and what belongs to it behind it."""
    places = subtree(thing)
    for c in verb.children:
        if c.i > thing.i and c.dep_ in ("prep", "oprd") and c.lower_ in ("as", "for", "of", "about", "with", "against"):
            places |= subtree(c)
    return places


def _source_of(verb: Token, passive: bool) -> Token | None:
    if passive:
        agent = child(verb, "agent")
        by = child(agent, "pobj") if agent is not None else None
        if by is not None:
            return by
        return None
    return subject(verb)


def _named_before(parsed: Parsed, verb: Token, source: Token | None) -> Token | None:
    """The person named right before the verb where the parse took something else for the subject.

    Captions run into sentences: "Related article Minister Doe said": Doe said it.
    """
    before = verb.doc[verb.i - 1] if verb.i else None
    mention = parsed.mention(before) if before is not None else None
    if before is None or mention is None or mention.kind not in ("person", "office") or before == source:
        return source
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or (source is not None and parsed.mentions[source.i]):
        return source
    if source is not None and phrase(parsed, source).covers(parsed.spans[before.i]):
        return source
    return before if source is None or source.i < before.i else source


def _source_places(source: Token, verb: Token) -> set[int]:
    return subtree(source) if verb.i not in {t.i for t in source.subtree} else {source.i}


def _hearer(verb: Token, passive: bool) -> Token | None:
    if passive:
        return child(verb, "nsubjpass")
    found = child(verb, "dative", "dobj")
    if found is not None and found.dep_ == "dative" and found.pos_ == "ADP":
        return child(found, "pobj")
    return found


def _cue_span(parsed: Parsed, verb: Token) -> Span:
    """The verb with its particle: "pointed out"."""
    last = verb
    for c in verb.children:
        if c.dep_ == "prt" and c.i == verb.i + 1:
            last = c
    return Span(parsed.spans[verb.i].start, parsed.spans[last.i].end)


# --- nouns, adjectives, according to


def _noun_frames(parsed: Parsed, noun: Token, sentence: int) -> Iterator[Frame]:
    for cue in cues_for(noun.lemma_, "noun"):
        places: set[int] = set()
        frame = ""
        for c in noun.children:
            if c.i < noun.i:
                continue
            if c.dep_ in ("acl", "ccomp", "relcl") and "clause" in cue.frames and child(c, "mark") is not None:
                places, frame = subtree(c), "noun-clause"
            elif (
                c.dep_ in ("acl", "xcomp", "relcl")
                and "to" in cue.frames
                and any(a.lower_ == "to" for a in c.children if a.dep_ == "aux")
            ):
                places, frame = subtree(c), "noun-to"
            elif (
                c.dep_ == "prep" and "of" in cue.frames and c.lower_ in ("of", "about", "on", "for", "that", "against")
            ):
                inside = child(c, "pobj", "pcomp")
                if inside is not None:
                    places, frame = subtree(inside), "noun-of"
            if places:
                break
        if not places:
            continue
        source = owner(noun)
        if source is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
            source = subject(noun.head)
        yield Frame(
            sentence,
            noun.lemma_.lower(),
            cue.kind,
            parsed.spans[noun.i],
            noun.i,
            phrase(parsed, source) if source is not None else None,
            antecedent(source).i if source is not None else None,
            to_spans(parsed, places - ({t.i for t in source.subtree} if source is not None else set())),
            f"frame.{frame}" + (".object" if noun.dep_ == "dobj" and cues_for(noun.head.lemma_, "verb") else ""),
        )
        return


def _adjective_frames(parsed: Parsed, adjective: Token, sentence: int) -> Iterator[Frame]:
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "conj", "oprd") or verb.pos_ not in ("AUX", "VERB"):
        return
    for cue in cues_for(adjective.lemma_, "adj"):
        for c in adjective.children:
            clause = c.dep_ == "ccomp" and "clause" in cue.frames
            to = c.dep_ == "xcomp" and "to" in cue.frames
            prep = child(c, "pobj", "pcomp") if c.dep_ == "prep" and c.lower_ in cue.prepositions else None
            if not (clause or to or prep is not None) or c.i < adjective.i:
                continue
            source = subject(verb)
            yield Frame(
                sentence,
                adjective.lemma_.lower(),
                cue.kind,
                parsed.spans[adjective.i],
                adjective.i,
                phrase(parsed, source) if source is not None else None,
                antecedent(source).i if source is not None else None,
                to_spans(parsed, subtree(prep if prep is not None else c)),
                "frame.adjective-" + ("clause" if clause else "to" if to else "prep"),
                None,
                negated(verb),
            )
            return


_THROUGH = frozenset(
    {"pobj", "prep", "dobj", "pcomp", "compound", "amod", "nummod", "appos", "attr", "acl", "relcl", "nmod", "agent"}
)
_RATES = frozenset({"cent", "day", "year", "capita", "week", "month", "hour", "person", "share"})


def _according(parsed: Parsed, token: Token, sentence: int) -> Iterator[Frame]:
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
    while clause.dep_ in _THROUGH and token.i > 0 and clause.head != clause:
        clause = clause.head
    places = subtree(clause, [holder]) - {holder.i}
    cue = Span(parsed.spans[token.i].start, parsed.spans[last.i].end)
    spans = to_spans(parsed, places)
    yield Frame(sentence, token.lower_, "say", cue, token.i, phrase(parsed, source), source.i, spans, "frame.according")


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


def _as_put(parsed: Parsed, token: Token, sentence: int) -> Iterator[Frame]:
    """ "…, as Putin put it": the clause above is the content."""
    verb = token.head
    if (
        token.dep_ != "mark"
        or verb.lemma_ not in ("put", "say", "note", "describe", "tell", "point", "report", "explain", "write")
        or verb.dep_ != "advcl"
    ):
        return
    source = child(verb, "nsubj")
    if source is None:
        return
    places = subtree(verb.head, [verb])
    yield Frame(
        sentence,
        verb.lemma_,
        "say",
        _cue_span(parsed, verb),
        verb.i,
        phrase(parsed, source),
        source.i,
        to_spans(parsed, places),
        "frame.as_put",
    )
