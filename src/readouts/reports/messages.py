"""Frames of nouns for what is sent or told from afar (a message, the phone, an invitation) or on the sidelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports import coming, modality, triggers
from readouts.reports.grammar import behind, children, conjoined, next_word, objects, subjects
from readouts.reports.nounframes import lending, outer
from readouts.reports.slots import Slots, is_person, mark, passive, refers

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_message(token: Token, parsed: Parsed) -> Slots:
    """ "sent a message to B", "A's letter to B": who wrote to whom."""
    verb = lending(token)
    to = behind(token, ("to", "from", "of")) + (
        behind(verb, ("to",)) + [t for c in children(verb, "dative") for t in conjoined(c)] if verb is not None else []
    )
    had = verb is not None and verb.lemma_ == "have" and behind(token, ("from",))  # "had had a letter from B"
    if verb is not None and verb.lemma_ in ("receive", "get"):
        to += behind(verb, ("from",))
    to += [t for c in children(token, "acl") if c.lemma_ == "send" for t in behind(c, ("to",))]
    owners = [t for c in children(token, "poss") for t in conjoined(c)] + outer(token, verb, parsed)
    if verb is not None and token.dep_ == "nsubjpass":
        owners += behind(verb, ("by",))  # "letters were sent by A to B"
    made = Slots(mark(owners, "participant") + mark(to, "participant"))
    people = [t for t, _ in made.parties if ((m := parsed.mention(t)) and m.kind in ("person", "office")) or refers(t)]
    made.parties = [(t, r) for t, r in made.parties if t in people]
    sent = any(c.lemma_ == "send" and behind(c, ("to",)) for c in children(token, "acl"))
    if verb is None or not (verb.lemma_ in _SENDS or sent or had):  # "said it in a message sent to B"
        made.reason = "a message not sent here"
    elif not any(t in owners for t, _ in made.parties):
        made.reason = "nobody known sent it"  # "telegrams were sent to A and B"
    elif any(
        t.lemma_.lower() in ("call", "conversation", "meeting", "talk", "meet", "speak")
        and not (t.lemma_ == "call" and t.tag_ == "VBG" and next_word(t) not in ("him", "her"))  # "calling it a day"
        for t in token.doc
    ):
        made.reason = "congratulated in another contact"
    return made


_SENDS = frozenset({"send", "extend", "exchange", "offer", "convey", "receive", "deliver", "write"})


def _on_the(token: Token) -> bool:
    return token.i > 1 and token.nbor(-1).lower_ == "the" and token.nbor(-2).lower_ == "on"


def noun_medium(token: Token, parsed: Parsed) -> Slots:
    """ "told B by phone", "A and B agreed by phone": where the verb itself names no contact."""
    nouns = triggers.load().nouns
    if token.lemma_ in _BESIDE and any(t.lemma_.lower() in nouns and t.i < token.i for t in token.doc):
        return Slots(reason="the medium of another word")  # "a meeting held on the sidelines"
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("by", "over", "on", "via") else None
    if children(token, "poss", "amod") or (token.lemma_ in ("line", "blower") and not _on_the(token)):
        verb = None  # "on his phone", "in line with B"
    if verb is None or verb.pos_ != "VERB" or verb.lemma_ == "spend":
        if verb is not None and verb.lemma_ in ("be", "spend"):  # "was on the phone with B", "spent an hour on it"
            others = behind(token, ("with", "to")) + behind(verb, ("with", "to"))
            return Slots(mark(subjects(verb), "participant") + mark(others, "participant"))
        return Slots(reason="no medium of a contact")
    table = triggers.load()
    if triggers.tells(verb) and verb.lemma_ not in ("discuss", "reach"):
        return Slots(reason="the medium of another word")
    if any(t.lemma_.lower() in table.nouns and t.i != token.i for t in (*objects(verb), *behind(verb, ("in",)))):
        return Slots(reason="the medium of another word")
    made = Slots(mark(subjects(verb), "participant") + mark(objects(verb) + behind(verb, ("with",)), "participant"))
    if passive(verb):  # "was raised by A with B on the sidelines"
        made.parties += mark(behind(verb, ("by",)), "participant")
    people = [t for t, _ in made.parties if is_person(t, parsed) or refers(t)]
    made.parties = [(t, r) for t, r in made.parties if t in people]
    return made


_BESIDE = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})


def noun_invitation(token: Token, parsed: Parsed) -> Slots:
    """ "A's invitation to B", "B turned down an invitation from A": a visit, where no verb of going is behind it."""
    hosts = [t for t in children(token, "poss") + behind(token, ("from", "of", "by")) if parsed.mentions_at(t)]
    guests = [t for t in behind(token, ("to", "for")) if is_person(t, parsed)]
    verb = lending(token)
    if verb is not None and not guests:
        outer = subjects(verb)
        guests = [t for t in objects(verb) if is_person(t, parsed)] if outer == hosts else outer
    made = Slots(mark(guests, "visitor") + mark(hosts, "host"))
    told = modality.of_invitation(token)
    going = coming.invited_to(token, guests, told.status if told else None, parsed) if not hosts else None
    if going is not None:
        return going
    if told is None or not hosts or any(c.dep_ in ("acl", "relcl") for c in token.children):
        made.reason = "an invitation told by another word"
    else:
        made.status = told.status
    return made
