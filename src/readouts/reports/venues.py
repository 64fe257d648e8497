"""Where a contact takes place, by the name that its sentence gives: a building, a town, a state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import CALLS, Place, Span
from readouts.reports import grammar, places, triggers
from readouts.reports.candidate import Candidate
from readouts.reports.headtalks import HEADED
from readouts.reports.nounframes import lending
from readouts.reports.slots import LENGTHS
from readouts.text import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Token


def place_of(candidate: Candidate, document: Document) -> Place | None:
    """Where: the frame's place by name and state, or a name behind in/at that is no state ("in Ayrshire").

    "a breakthrough in Iran talks", where a headline has nobody else: Iran is a party, and not the place.
    """
    found = _place_of(candidate, document)
    named = candidate.rule.endswith(HEADED) and any(found and found.span in p.spans for p, _ in candidate.parties)
    return None if named else found


def _place_of(candidate: Candidate, document: Document) -> Place | None:
    parsed = document.parsed(candidate.sentence)
    token = parsed.doc[candidate.token]
    framed = candidate.place if candidate.place is not None and candidate.place.kind != "body" else None
    if candidate.stretch is not None and not candidate.stretch.covers(candidate.word):
        # a further name of a list that leaves out its verb
        return _place_of_mention(framed, parsed, document) if framed else _behind_name(token, parsed, document)
    found = _told_place(token, parsed, document)
    if framed is not None:
        elsewhere = found is not None and found.state is not None and found.state != framed.state
        at = parsed.token_at(framed.head.start)
        if found and elsewhere and framed.surface == "town" and at is not None and at.dep_ == "compound":
            return found  # "Gaza ceasefire talks in the Qatari capital"
        if found and found.span and found.span.end <= framed.span.start and not elsewhere:
            return found  # "met at the lodge in Japan", but of "stops in Israel and Egypt" each has its own
        return _place_of_mention(framed, parsed, document)
    if found or candidate.channel in (*CALLS, "message"):
        return found
    found = _place_where(token, parsed, document) or _place_nearby(token, parsed, document)
    return found or _of_the_host(candidate, token, parsed, document)


_NEAR = 6  # words of a headline: "A offers to host B-C talks", however it is parsed


def _of_the_host(candidate: Candidate, token: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "A hosted talks between B and C", "talks hosted by A": in A, where that is a state and none of the two."""
    near = list(token.doc)[max(0, token.i - _NEAR) : token.i] if candidate.headline else [token.head]
    over = next((t for t in near if t.lemma_.lower() == "host"), None)
    hosts = grammar.subjects(over) if over is not None else []
    if over is not None and not hosts and candidate.headline:  # "A 'ready to host B-C talks'"
        hosts = [t for t in list(token.doc)[: over.i] if parsed.mention(t) is not None][:1]
    hosts += [t for c in grammar.children(token, "acl") if c.lemma_ == "host" for t in grammar.behind(c, ("by",))]
    named = [m for t in hosts if (m := parsed.mention(t)) is not None]
    if candidate.trigger.verb or len(named) != 1 or named[0].kind != "state" or named[0].state in candidate.sides:
        return None
    return _place_of_mention(named[0], parsed, document)


def in_person(candidate: Candidate, place: Place | None) -> Candidate:
    """ "talked for hours at the Kremlin": talk whose place is told is held in person."""
    plain = candidate.trigger.verb and candidate.channel == "call" and candidate.channel_span == candidate.word
    if plain and place is not None and candidate.trigger.frame == "to":
        return replace(candidate, channel="meeting")
    return candidate


def _told_place(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """The first place behind in, at or on at the word, at the verb that lends it, or at the setting told with it."""
    verb = None if places.told_beside(token) else lending(token)
    told = [t for t in grammar.children(token, "relcl", "acl") if t.lemma_ in ("hold", "have", "take")]
    # "a meeting of the Coalition of the Willing in Paris", where the parse gives the place to the name
    bodies = [t for t in grammar.behind(token, ("of",)) if any(m.kind == "body" for m in parsed.mentions_at(t))]
    for head in [token, *([verb] if verb is not None else []), *told, *_settings(token, verb), *bodies]:
        for other in grammar.behind(head, ("in", "at", "on", "outside", "near")):
            about = other.head.lower_ == "on" and other.pos_ == "PROPN" and not _is_venue(other.text)
            found = None if about else _named_place(other, parsed, document)  # "a meeting on Ukraine"
            if found:
                return found
    lasted = [t for t in grammar.behind(token, ("for",)) if t.lemma_ in LENGTHS]  # "talked for hours in Bali"
    for other in [t for length in lasted for t in grammar.behind(length, ("in", "at"))]:
        if found := _named_place(other, parsed, document):
            return found
    return next((p for s in (token, *_settings(token, verb)) if (p := _named_for(s, parsed, document))), None)


def _named_for(event: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "at the Samarkand summit", "in a Lima hotel": the town that says which one."""
    known = event.lower_ in _EVENTS or event.lemma_.lower() in triggers.load().venues | {"summit"}
    joint = event.i == 0 or event.nbor(-1).text in ("-", "–", "/")
    for town in grammar.children(event, "compound", "nmod") if known and not joint else []:
        mention = parsed.mention(town)
        if mention is not None and mention.surface in ("town", "capital"):
            return _in_town(_narrower(mention.head, document.text), mention.state, document)
    return None


def _behind_name(name: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "met A in Rome and B in Genoa": the place right behind a name of a list."""
    for prep in list(name.doc)[name.i + 1 : name.i + 3]:
        if prep.lower_ in ("in", "at") and prep.pos_ == "ADP":
            for other in grammar.children(prep, "pobj"):
                return _named_place(other, parsed, document)
    return None


def _place_where(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "left for Samarkand, where A is to hold talks with B": the place that *where* takes up."""
    for verb in [token, *grammar.climb(token)]:
        if verb.pos_ in ("VERB", "AUX") and any(c.lower_ == "where" for c in grammar.children(verb, "advmod")):
            place = verb.head if verb.dep_ == "relcl" else None
            return _named_place(place, parsed, document) if place is not None else None
    return None


def _settings(token: Token, verb: Token | None) -> list[Token]:
    """ "on the sidelines of the summit in Bali": the nouns in which a setting is told."""
    heads = [t for t in (token, verb) if t is not None]
    settings = [t for h in heads for t in grammar.behind(h, ("on", "at", "during"))]
    return [t for s in settings for t in (s, *grammar.behind(s, ("of",)))]


def _place_of_mention(mention: Mention, parsed: Parsed, document: Document) -> Place:
    """The place of a state's name: "Japan's Nara" and "Kazan, Russia" are the town, in that state."""
    named = _narrower(mention.span, document.text)
    token = parsed.token_at(mention.head.start)
    if token is not None and token.dep_ in ("poss", "compound", "nmod", "appos") and mention.surface == "state":
        head = token.head
        if head.lemma_.lower() in triggers.load().towns and head.i > token.i:
            names = [c for c in grammar.children(head, "compound", "nmod") if c.i > token.i and _is_name(c, parsed)]
            head = names[-1] if names else head  # "Japan's Nara prefecture"
            if names:
                span = _name_around(head, parsed, without=token)
                return Place(name=span.of(document.text), state=mention.state, span=span)
        if head.pos_ == "PROPN" and not parsed.mentions_at(head) and head.head.pos_ == "ADP":
            span = _name_around(head, parsed, without=token)
            if not _is_day(span.of(document.text)):
                return Place(name=span.of(document.text), state=mention.state, span=span)
    if token is not None and mention.surface == "demonym" and token.head.lemma_ == "capital":
        return _capital(mention, token.head, parsed, document)
    if mention.surface == "demonym" and mention.state:
        return Place(
            name=document.resolver.body_name(mention.state), state=mention.state, span=named
        )  # "on German visit"
    if mention.surface in ("state", "demonym"):
        return Place(name=named.of(document.text), state=mention.state, span=named)
    return _in_town(_with_venue(named, parsed, document), mention.state, document)


def _capital(owner: Mention, capital: Token, parsed: Parsed, document: Document) -> Place:
    """ "in the Chinese capital", "in Kenya's capital", "the capital of Qatar": the town, by its name."""
    named = _narrower(owner.span, document.text)
    own = parsed.span(capital)
    named = Span(min(named.start, own.start), max(named.end, own.end))
    state = document.knowledge.state(owner.state) if owner.state else None
    town = state.capitals[0] if state and state.capitals else named.of(document.text)
    return Place(name=town, state=owner.state, span=named)


def _is_name(token: Token, parsed: Parsed) -> bool:
    return token.pos_ == "PROPN" and not parsed.mentions_at(token)


def _named_place(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """The place that a word behind in/at names: a state's name or a name that is nothing else, but no day."""
    mention = parsed.mention(token)
    if mention is not None:
        named = _with_venue(_narrower(mention.head, document.text), parsed, document)
        fits = mention.kind == "state" and mention.surface not in ("demonym", "administration")
        return _in_town(named, mention.state, document) if fits else None
    if token.lemma_ == "capital" and not grammar.children(token, "appos"):
        for owner in [*grammar.children(token, "amod", "poss", "nmod", "compound"), *grammar.behind(token, ("of",))]:
            mention = parsed.mention(owner)
            if mention is not None and mention.kind == "state" and mention.surface in ("state", "demonym"):
                return _capital(mention, token, parsed, document)
    if token.lemma_.lower() in triggers.load().towns:
        for other in [*grammar.children(token, "appos"), *grammar.behind(token, ("of",))]:
            return _named_place(other, parsed, document)  # "in the Russian city of Kazan"
    if token.pos_ == "NOUN":
        return _named_venue(token, parsed, document)
    if token.lemma_.lower() in triggers.load().nouns:
        return None  # "on an Official Visit"
    if token.pos_ != "PROPN" or not parsed.span(token).of(document.text)[:1].isupper():
        return None
    span = _with_venue(_name_around(token, parsed), parsed, document)
    name = span.of(document.text)
    if name.split()[-1].lower() in _CRAFT:
        return None  # "on Air Force One"
    if _is_wide(name) or _is_day(name) or _is_event(name) or (_is_body(name) and token.head.lower_ != "at"):
        return None
    return _in_town(span, _state_behind(token, parsed), document)


def _with_venue(span: Span, parsed: Parsed, document: Document) -> Span:
    """ "Meseberg castle", "the Great Hall of the People": the name with what belongs to it behind."""
    tail = _TAIL.match(document.text, span.end)
    if tail and span.of(document.text).split()[-1].lower() in _OF_SOMETHING:
        return Span(span.start, tail.end())
    word = _WORD.match(document.text, span.end)
    sentence_ends = parsed.spans[-1].end
    if word and word.group(1).lower() in triggers.load().venues and word.end() <= sentence_ends:
        return Span(span.start, word.end())
    return span


_WORD = re.compile(r"\s(\w+)\b")
_TAIL = re.compile(r" of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*")
_OF_SOMETHING = frozenset(
    {
        "hall",
        "gate",
        "gulf",
        "cape",
        "fort",
        "hill",
        "dome",
        "bay",
        "palace",
        "house",
        "castle",
        "ministry",
        "university",
        "chamber",
        "museum",
    }
)
_TOWN_BEHIND = (" in ", " near ", " outside ")


def _in_town(span: Span, state: str | None, document: Document) -> Place:
    """A venue with the town right behind it: "the Elysee Palace in Paris", "Camp David, Maryland"."""
    for mention in document.mentions_of(document.sentence_at(span.start)):
        gap = document.text[span.end : mention.span.start] if mention.span.start > span.end else ""
        town = mention.kind == "state" and mention.surface in ("capital", "town")
        if town and (gap in _TOWN_BEHIND or (gap == ", " and _is_venue(span.of(document.text)))):
            span, state = Span(span.start, mention.span.end), mention.state or state
            break
    return Place(name=span.of(document.text), state=state, span=span)


def _is_venue(name: str) -> bool:
    return name.split()[-1].lower() in triggers.load().venues


def _is_event(name: str) -> bool:
    """Whether a name is of a happening: "at the General Assembly"."""
    return name.split()[-1].lower() in _EVENTS


def _is_wide(name: str) -> bool:
    """Whether a name is of somewhere too wide to meet: "in the Middle East", "in the Barents Sea"."""
    return name.lower() in _REGIONS or name.split()[-1].lower() in ("sea", "ocean", "strait", "peninsula")


def _is_body(name: str) -> bool:
    """Whether a name is of people who decide: "a senior figure in the Military Commission"."""
    return name.split()[0].lower() in _BODIES or name.split()[-1].lower() in _BODIES


_CRAFT = frozenset({"one", "plane", "jet", "aircraft", "airplane"})
# too wide to be where somebody met
_REGIONS = frozenset(
    {
        "africa",
        "america",
        "arctic",
        "asia",
        "asia-pacific",
        "balkans",
        "caribbean",
        "east",
        "europe",
        "gulf",
        "indo-pacific",
        "latin america",
        "middle east",
        "pacific",
        "region",
        "sahel",
        "west",
    }
)
_EVENTS = frozenset(
    {"assembly", "conference", "summit", "forum", "games", "olympics", "dialogue", "session", "expo", "convention"}
)
_BODIES = frozenset(
    {
        "army",
        "cabinet",
        "commission",
        "committee",
        "congress",
        "council",
        "forces",
        "government",
        "ministry",
        "movement",
        "parliament",
        "party",
        "senate",
        "union",
    }
)


def _state_behind(token: Token, parsed: Parsed) -> str | None:
    """The state that stands right behind a town, or behind in: "Kazan, Russia", "the palace in Riyadh"."""
    for other in [*grammar.children(token, "appos", "npadvmod"), *grammar.behind(token, ("in",))]:
        mention = parsed.mention(other)
        if mention is not None and mention.kind == "state" and mention.surface != "demonym":
            return mention.state
    return None


def _named_venue(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "at his Ayrshire golf course", "at Jerusalem's Western Wall": a venue that a name of its own tells apart."""
    names = [
        c
        for c in grammar.children(token, "compound", "nmod", "poss", "amod")
        if parsed.span(c).of(document.text)[:1].isupper()
        and not any(m.kind != "state" or m.surface == "demonym" for m in parsed.mentions_at(c))
        and (c.pos_ == "PROPN" or parsed.span(token).of(document.text)[:1].isupper())
    ]
    if not names:
        return None
    if all(parsed.mentions_at(c) for c in names):
        return _named_for(token, parsed, document)
    span = Span(min(parsed.span(c).start for c in names), parsed.span(token).end)
    own = any(not parsed.mentions_at(c) for c in names)
    a_venue = token.lemma_.lower() in triggers.load().venues
    titled = (
        parsed.span(token).of(document.text)[:1].isupper()
        and not document.sentences[document.sentence_at(span.start)].headline
    )
    wall = own and token.head.lower_ == "at" and any(c.dep_ == "poss" and parsed.mentions_at(c) for c in names)
    if not own or not (a_venue or titled or wall) or _is_event(span.of(document.text)):
        return None
    return _in_town(_with_venue(span, parsed, document), None, document)


def _parts(word: Token) -> bool:
    """Whether another happening ends at a word: "C strikes D as A meets B", "kills 9, putting talks in peril"."""
    gerund = word.text == "," and word.i + 1 < len(word.doc) and word.nbor(1).tag_ == "VBG"
    return gerund or word.text in (";", ":") or word.lower_ in ("as", "while", "when", "but")


def _is_outside(noun: Token, token: Token) -> bool:
    """Whether a noun behind a word is none of its own: what is told of it is told of something else."""
    return noun.i > token.i and noun not in token.subtree


_TOPIC = frozenset({"about", "on", "over", "for", "of", "against", "regarding"})


def _place_nearby(token: Token, parsed: Parsed, document: Document) -> Place | None:
    """ "A in Rome for talks with B", "shook hands in Bali and then talked": the nearest place of the clause."""
    last = places.clause_end(token, parsed)
    words = list(token.doc)
    behind = [t for t in words[token.i + 1 :] if parsed.span(t).start < last]
    behind = behind[: next((n for n, t in enumerate(behind) if t.is_quote), len(behind))]  # what is said is elsewhere
    border = next((t.i + 1 for t in reversed(words[: token.i]) if _parts(t)), 0)
    if places.told_beside(token) and token.head.lower_ not in ("of", "before"):
        border = max(border, token.head.i)  # "arrives in A weeks after a meeting with B"
    if any(c.lower_ == "between" for c in token.children):
        border = token.i  # "met A in Rome to prepare the summit between B and C"
    for other in [*behind, *reversed(words[border : token.i])]:
        if other.lower_ in ("in", "at") and other.pos_ == "ADP":
            if other.head.pos_ == "NOUN" and other.head.dep_ == "pobj" and other.head.head.lower_ in _TOPIC:
                continue  # "to speak about the war in Ukraine"
            if other.head.lemma_.lower() in triggers.load().relations and other.head.dep_ == "dobj":
                continue  # "to end the war in Ukraine"
            if (
                (clause := grammar.governor(other)) is not None
                and clause.dep_ == "relcl"
                and _is_outside(clause.head, token)
            ):
                continue  # "comes on the heels of talks that were held in Doha"
            over = other.head.head
            if other.lower_ == "in" and other.head.dep_ == "dobj" and over.lemma_ in ("discuss", "debate", "review"):
                continue  # "discussed interests in Greenland"
            for child in grammar.children(other, "pobj"):
                found = _named_place(child, parsed, document)
                if found:
                    return found
    return None


def _narrower(span: Span, text: str) -> Span:
    """ "Japan's Nara": the state's own name without what the mention carries besides."""
    words = span.of(text)
    for lead in ("the ", "The "):
        if words.startswith(lead):
            return Span(span.start + len(lead), span.end)
    return span


def _name_around(token: Token, parsed: Parsed, without: Token | None = None) -> Span:
    parts = [token] + [
        c
        for c in token.children
        if c.dep_ in ("compound", "amod", "poss", "nmod")
        and c.pos_ == "PROPN"
        and (without is None or c.i != without.i)
    ]
    return Span(min(parsed.span(t).start for t in parts), max(parsed.span(t).end for t in parts))


def _is_day(name: str) -> bool:
    """Whether a name is one of the calendar: "May", "Dec. 23", "Easter Sunday", but not "Marseille"."""
    return name.lower().endswith("day") or name.lower().split()[0].rstrip(".") in MONTHS
