"""Frames: where the parties of a trigger stand in its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Role
from readouts.reports import coming, grammar, journeys, messages, nounframes, occasions, press, triggers, verbframes
from readouts.reports.grammar import behind, children, conjoined, objects
from readouts.reports.groups import GROUP_NOUNS, sides_of
from readouts.reports.order import fill_by_order, hyphenated, looks_verbal, named_before
from readouts.reports.slots import Slots, mark, refers, somebody
from readouts.reports.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token


def slots(token: Token, trigger: Trigger, parsed: Parsed) -> Slots:
    """The parties of a trigger: by its frame, and by the order of the words where the parse leaves one side open."""
    made = (_VERBS if trigger.verb else _NOUNS)[trigger.frame](token, parsed)
    if not trigger.verb and token.pos_ == "VERB" and (pair := hyphenated(token, parsed)):
        made = Slots(mark(pair, "participant"))  # "as doubt surrounds A-B talks": the parse has somebody talk
    others = _others(token, trigger)
    if trigger.verb and trigger.frame in ("to", "with", "object") and _is_outlet(token, parsed):
        made.reason = made.reason or "told an outlet"
    if not trigger.verb and _met_by_others(token, parsed):
        made.reason = made.reason or "with others than leaders"
    if others and (included := _included(token, trigger, others, parsed)):
        made.parties += mark(included, "participant")
        others += included
    if others and not made.travels and not any(somebody(t, parsed) for t in others):
        made.reason = made.reason or "with others than leaders"
    if not trigger.verb and _is_discussed(token):
        made.reason = made.reason or "only spoken of"
    if not trigger.verb and (_in_another_word(token) or _at_table(token)):
        made.reason = made.reason or "the medium of another word"
    # "on the agenda of the meeting between A and B": a contact of its own
    with_whom = any((m := parsed.mention(t)) and m.kind == "person" for t in behind(token, ("with", "between")))
    if not trigger.verb and _is_setting(token) and not with_whom:
        made.reason = made.reason or "only the setting of another contact"
    nobody = made.travels and trigger.verb
    nobody = nobody and not any(r == "visitor" and (parsed.mentions_at(t) or refers(t)) for t, r in made.parties)
    if nobody and (looks_verbal(token, parsed) or token.tag_ in ("VBZ", "VBD")):
        made.parties = [*mark(named_before(token, parsed), "visitor"), *made.parties]
        made.how = ", by the order of words"
    if trigger.verb and trigger.frame == "host" and looks_verbal(token, parsed) and not _has(made, "host"):
        made.parties = [*mark(named_before(token, parsed), "host"), *made.parties]
        made.how = ", by the order of words"
    named = sum(
        max(len({m.state for m in parsed.mentions_at(t)}), 2 if sides_of(t) else refers(t)) for t, _ in made.parties
    )
    if of_states := _of_states(made, parsed):
        made.parties += of_states
    elif named < 2 and not made.travels and made.reason is None:
        fill_by_order(token, trigger, parsed, made)
    elif _is_purpose(token, trigger) and made.parties and all(t.i > token.i for t, _ in made.parties):
        made.parties = [*mark(named_before(token, parsed), "participant"), *made.parties]
    return made


def _is_outlet(token: Token, parsed: Parsed) -> bool:
    """ "Reuters spoke with B": an interview."""
    who = grammar.subjects(token)
    return bool(who) and all((m := parsed.mention(t)) and m.kind == "outlet" for t in who)


def _met_by_others(token: Token, parsed: Parsed) -> bool:
    """A headline's "A dominates as Europe's leaders meet": who meets is told, though not by name."""
    if token.i < 3 or token.nbor(-1).lower_.removesuffix("s") not in GROUP_NOUNS or parsed.mentions_at(token.nbor(-1)):
        return False
    return token.nbor(-1).lower_.endswith("s") and token.nbor(-2).lower_ in ("'s", "’s")


def _of_states(made: Slots, parsed: Parsed) -> list[tuple[Token, Role]]:
    """ "US, China commerce chiefs": officials of two states whose office is not known."""
    for token, role in made.parties:
        if token.tag_ == "NNS" and refers(token) and not parsed.mentions_at(token):
            owners = [t for c in children(token, "compound", "nmod", "amod", "poss") for t in conjoined(c)]
            owners = [t for t in owners if (m := parsed.mention(t)) and m.kind in ("state", "body")]
            if len({m.state for t in owners if (m := parsed.mention(t))}) > 1:
                return mark(owners, role)
    return []


def _has(made: Slots, role: str) -> bool:
    return any(r == role for _, r in made.parties)


def _is_purpose(token: Token, trigger: Trigger) -> bool:
    """ "Kim crosses into China to meet Xi, Putin": who does it stands before."""
    verbal = trigger.verb and trigger.frame in ("with", "to", "object")
    return verbal and token.i >= 2 and token.nbor(-1).lower_ == "to"


def _others(token: Token, trigger: Trigger) -> list[Token]:
    """Whom the words say it was with: "a call with reporters", "met donors", "spoke to the press"."""
    if trigger.verb and trigger.frame == "host":
        return objects(token)  # "was received with full honours"
    if trigger.verb and trigger.frame in ("with", "object"):
        # "met with visiting President B"; "met in Rome, with both sides playing it down" says with nobody
        partners = [t for t in behind(token, ("with",)) if t.lower_ != "visiting" and t.pos_ != "VERB"]
        partners = [t for t in partners if not any(c.tag_ == "VBG" for c in children(t, "acl"))]
        # "met in June - their first meeting since May": what it was, not whom they met
        return partners + [t for t in objects(token) if t.lemma_.lower() not in triggers.load().nouns]
    if trigger.frame in ("with", "to", "event"):
        return behind(token, ("with", "to", "between") if trigger.frame == "to" or not trigger.verb else ("with",))
    return []


def _included(token: Token, trigger: Trigger, others: list[Token], parsed: Parsed) -> list[Token]:
    """ "meet counterparts at the summit, including B and C", "had talks with leaders, including his first with B"."""
    groups = [g for t in others for g in t.subtree if g.tag_ == "NNS" and g.lower_ in _MANY]
    if trigger.frame not in ("with", "to", "object") or not groups or any(_is_named(t, parsed) for t in others):
        return []
    for word in list(token.doc)[groups[0].i + 1 :]:
        if word.text == ";" or (word.pos_ == "VERB" and word.lower_ != "including"):
            break
        if word.lower_ != "including" or token not in grammar.climb(word):
            continue
        named = [t for c in children(word, "pobj", "dobj") for t in (*conjoined(c), *behind(c, ("with",)))]
        return [t for t in named if _is_named(t, parsed)]
    return []


# "counterparts, including B": of whom some are named behind
_MANY = frozenset({"leaders", "counterparts", "officials", "ministers", "presidents", "premiers", "allies", "partners"})


def _is_named(token: Token, parsed: Parsed) -> bool:
    return any(m.kind == "person" and m.state and m.acts == "yes" for m in parsed.mentions_at(token))


def _is_discussed(token: Token) -> bool:
    """ "A, B discuss air defence, next C meeting": what they speak of."""
    if not any(c.lower_ in ("next", "upcoming", "recent", "last", "previous") for c in token.children):
        return False
    at = token
    while at.dep_ in ("conj", "appos") and at.head.i != at.i:
        at = at.head
    topic = at.head.lemma_ == "discuss" and at.dep_ in ("dobj", "obj", "npadvmod", "dep")
    return topic and not behind(token, ("with", "between"))


def _in_another_word(token: Token) -> bool:
    """ "In separate calls A spoke with B and C", "A, B meet in last talks": the verb tells of them."""
    table = triggers.load()
    own = table.nouns.get(token.lemma_.lower()) or table.nouns.get(token.lower_)
    last = own is not None and own.frame == "with" and token.dep_ == "pobj" and token.head.lower_ == "in"
    if last and not behind(token, ("with", "between")):
        verb = triggers.tells(token.head.head)
        if verb is not None and verb.frame == "with" and token.head.head.pos_ == "VERB":
            return True
    if token.dep_ != "pobj" or not any(c.lower_ in table.separate for c in token.children):
        return False
    if behind(token, ("with",)) and token.head.head.lemma_ == "discuss":
        return False  # "in separate meetings with B and C, A discussed": with whom, the noun says
    return triggers.tells(token.head.head) is not None


def _at_table(token: Token) -> bool:
    """ "hold meetings with B, C and D at a dinner": the dinner is the last one's, and no further contact."""
    table = triggers.load()
    if token.lemma_.lower() not in nounframes.MEALS or token.dep_ != "pobj" or token.head.lower_ not in ("at", "over"):
        return False
    return any(t.lemma_.lower() in _MEETS for t in list(token.doc)[: token.i] if t.lemma_.lower() in table.nouns)


_MEETS = frozenset({"meeting", "talk", "talks", "discussion", "negotiation", "consultation"})


def _is_setting(token: Token) -> bool:
    """ "on the sidelines of the summit", "met at a summit": where another contact took place."""
    settings = triggers.load().settings
    for above in list(grammar.climb(token))[:4]:
        if above.lemma_.lower() in settings and above.pos_ == "NOUN":
            return True
        if above.pos_ in ("VERB", "AUX"):
            summit = token.lemma_.lower() == "summit" and token.dep_ == "pobj" and above.lemma_ != "drop"
            # "agreed for their summit", "At a summit in C, A and B agreed to"
            summit = summit and not (above.lemma_ == "agree" and (token.head.lower_ == "for" or token.i < above.i))
            told = triggers.tells(above)
            meets = told is not None and told.channel in ("meeting", "call", "talks")
            return summit and (meets or above.lemma_ == "come")  # "who had come to A for the summit"
    return False


Frame = Callable[["Token", Parsed], Slots]


_VERBS: dict[str, Frame] = {
    "with": verbframes.verb_with,
    "to": verbframes.verb_to,
    "object": verbframes.verb_object,
    "visit": journeys.verb_visit,
    "go": journeys.verb_go,
    "host": verbframes.verb_host,
    "join": verbframes.verb_join,
    "message": verbframes.verb_message,
    "invite": verbframes.verb_invite,
    "discuss": verbframes.verb_discuss,
    "agree": verbframes.verb_agree,
    "send": journeys.verb_send,
    "lead": journeys.verb_lead,
    "expected": journeys.expected,
    "presence": journeys.presence,
    "come": coming.verb_come,
}


_NOUNS: dict[str, Frame] = {
    "with": nounframes.noun_with,
    "visit": occasions.noun_visit,
    "message": messages.noun_message,
    "event": occasions.noun_event,
    "medium": messages.noun_medium,
    "expected": journeys.expected,
    "press": press.noun_press,
    "guest": journeys.noun_guest,
    "invitation": messages.noun_invitation,
}
