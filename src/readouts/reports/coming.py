"""Who comes, and where somebody is asked to: "A came to Beijing for the games", "A had an invitation to Washington"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Status
from readouts.reports import triggers
from readouts.reports.grammar import SUBJECTS, behind, children, objects, subjects
from readouts.reports.slots import Slots, capitals, mark

if TYPE_CHECKING:
    from spacy.tokens import Token

    from readouts.reports.triggers import Trigger


def states(tokens: list[Token], parsed: Parsed) -> list[Token]:
    """Those of some words that name a state, or the town or house that stands for it: also "the Chinese capital"."""
    named = [(t, m) for t in tokens if (m := parsed.mention(t)) and m.kind == "state"]
    return [t for t, m in named if m.surface != "demonym" or t.head.lemma_ == "capital"]


def verb_come(token: Token, parsed: Parsed) -> Slots:
    """ "A came to Beijing": a visit, where somebody named comes and a state stands behind; "came to power" is none."""
    travellers = [
        t
        for t in subjects(token)
        if (m := parsed.mention(t)) and m.kind in ("person", "office") and m.acts != "no" and m.state and not m.past
    ]
    if token.tag_ == "VBD":  # "the then prime minister, A, came to Delhi"
        travellers += [
            t for t in subjects(token) if (m := parsed.mention(t)) and m.past and m.kind == "person" and _then(t)
        ]
    if token.dep_ == "xcomp" and token.head.lemma_ in ("ask", "invite", "urge"):
        travellers += [t for t in subjects(token) if t.lower_ in ("him", "her", "them")]  # "asking him to come to A"
    if token.dep_ in ("acl", "xcomp", "relcl") and token.head.lemma_ == "invitation":
        # "an invitation to B to come to A"
        travellers += behind(token.head, ("to", "for"))
    places = states(capitals(behind(token, ("to",)), parsed), parsed)
    if token.dep_ == "advcl" and any(c.lower_ == "when" for c in token.children):  # "meets B when he comes to A"
        travellers += [t for t in subjects(token) if t.lower_ in ("he", "she")]
    ahead = token.tag_ == "VBZ" and token.dep_ == "advcl"  # "will meet B when he comes to A"
    made = Slots(mark(travellers, "visitor"), places=places, travels=True, status="announced" if ahead else None)
    if not travellers or not places:
        made.reason = "nobody comes to a state"
    elif token.dep_ == "relcl" and any(c.lower_ == "had" for c in token.children):
        made.reason = "what had led there"  # "met B, who had come to Moscow for the games"
    return made


def standing(token: Token, parsed: Parsed) -> Trigger | None:
    """The trigger that an *in* is where it makes a headline without a verb: "Scholz, Macron in Kyiv for first time"."""
    return triggers.load().verbs.get("be") if _stands_in(token, parsed) else None


def _stands_in(token: Token, parsed: Parsed) -> bool:
    """Whether nobody but those who came stands before an *in*, and a place behind it: "Xi in charge" is none."""
    if not token.i or token.i + 1 >= len(token.doc):
        return False
    place = parsed.mention(token.nbor(1))
    if place is None or place.kind != "state" or place.surface == "demonym":
        return False
    before, behind = list(token.doc)[: token.i], list(token.doc)[token.i + 1 :]
    colon = max((t.i for t in before if t.text == ":"), default=-1)  # "Live updates: A in Oman"
    before = before[colon + 1 :]
    names = [t for t in before if t.text not in (",", "&") and t.lower_ not in ("and", "the")]
    if not names or not all((m := parsed.mention(t)) and m.kind in _MAY_COME and m.acts == "yes" for t in names):
        return False
    table = triggers.load()
    told = [t for t in behind if triggers.tells(t) is not None or t.lower_ in table.nouns]
    aim = len(behind) > 1 and behind[1].lower_ == "to"
    if told and not (aim and len(told) == 1 and not any(t.lower_ in ("with", "meet", "see", "visit") for t in behind)):
        return False  # "A in Kyiv for talks with B": told by the other word; but "A in Oman to discuss the strait"
    beyond = next((t for t in behind[1:] if parsed.mention(t) is not place), None)
    return beyond is None or beyond.lower_ in _AND_THEN


_MAY_COME = ("person", "office", "delegation")
_AND_THEN = frozenset(
    {"for", "to", "as", "on", "after", "amid", "ahead", "with", "at", "says", ",", ":", "-", "–", "—"}
)


def _then(token: Token) -> bool:
    return any(t.lower_ == "then" for t in list(token.doc)[max(0, token.i - 6) : token.i])


def stations(token: Token, parsed: Parsed) -> list[Token]:
    """ "a tour of A and B", "the trip takes in A and B", "a tour that will take him to A": the states of a journey."""
    found = behind(token, ("of",)) if token.lemma_ in ("tour", "swing", "trip") else []
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("after", "following") else None
    if over is not None and over.lemma_ in ("leave", "depart"):
        found += objects(over)  # "left Moscow after a three-day state visit"
    picked = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "for" else None
    if picked is not None and picked.lemma_ in ("choose", "pick", "select"):
        found += capitals(objects(picked), parsed)  # "chose A for his first trip abroad"
    verbs = [token.head] if token.dep_ in SUBJECTS else []
    for verb in [*verbs, *children(token, "relcl")]:
        if verb.lemma_ in _COVERS or (verb.lemma_ == "take" and any(c.lower_ == "in" for c in verb.children)):
            found += objects(verb) + behind(verb, ("in",))
        elif verb.lemma_ in ("take", "bring", "lead"):
            found += behind(verb, ("to", "through"))
    return states(found, parsed)


_COVERS = frozenset({"include", "cover", "span", "comprise", "feature"})


def invited_to(token: Token, guests: list[Token], status: Status | None, parsed: Parsed) -> Slots | None:
    """ "A accepted an invitation to Washington", "A has an invitation to the Kremlin": by whom, the place says."""
    places = states(behind(token, ("to",)), parsed)
    had = token.dep_ in ("dobj", "obj") and token.head.lemma_ in ("have", "get", "receive")
    told: Status | None = status or ("invited" if had else None)
    if not places or told is None or not any(m.kind == "person" for t in guests for m in parsed.mentions_at(t)):
        return None
    return Slots(mark(guests, "visitor"), places=places, travels=True, status=told)
