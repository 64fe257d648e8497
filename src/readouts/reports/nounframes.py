"""Frames of nouns: where the parties of "talks", "a call", "a meeting" stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.reports import grammar, modality, triggers
from readouts.reports.grammar import behind, children, conjoined, objects, subjects
from readouts.reports.nouns import JOURNEYS, PUSHES, PUT_OFF
from readouts.reports.order import missed
from readouts.reports.salience import is_sent
from readouts.reports.slots import LENGTHS, Slots, is_person, mark, passive, refers

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_with(token: Token, parsed: Parsed) -> Slots:
    """ "talks with B", "a call between A and B", "the A–B talks": owners, the subject lent, and whom it is with."""
    others = [t for t in _fellows(token, parsed) if not missed(t)] + (
        behind(token, ("on",)) if token.head.lemma_ == "pay" else []
    )
    owners = owners_of(token) + _planning(token, parsed)
    venues = [o for o in owners if o.dep_ not in ("poss", "conj") and _near(o, token)]
    venues = [o for o in venues if (m := parsed.mention(o)) and m.surface in ("metonym", "capital", "town")]
    owners = [o for o in owners if o not in venues]
    if token.lemma_ == "meeting" and any(c.lower_ in _OF_ONES_OWN for c in token.children if c.dep_ != "poss"):
        # "convenes a Sudan Cobra meeting": what it is about
        owners = [o for o in owners if o.dep_ == "poss" or not (m := parsed.mention(o)) or m.kind != "state"]
    if token.dep_ == "pobj" and token.head.lower_ == "for" and not owners and acts_there(token.head.head, parsed):
        owners = list(conjoined(token.head.head))  # a headline's "A in Rome for talks with B and C"
    if not owners and not others:
        owners = _both_in(token, parsed)
    there = _there(token, parsed) if others else None
    if there is not None:
        return Slots(mark([there], "participant") + mark(others, "participant"))
    verb = lending(token)
    aside = token.dep_ == "pobj" and token.head.lower_ in ASIDE and any(parsed.mentions_at(o) for o in owners)
    if verb is not None and not aside:  # "meets A after a B call": not with A
        fellows = behind(verb, ("with", "between"))  # "attended the meeting with fellow leaders of the C"
        if token.lemma_ == "call" and token.dep_ in grammar.OBJECTS:  # "took calls from B and C", "made a call to B"
            fellows += behind(verb, _CALLS_OF.get(verb.lemma_, ()))
        others += fellows + [t for o in fellows if o.lower_ in _OF_STATES for t in behind(o, ("of",))]
    others += [t for c in children(token, "acl", "relcl") for t in behind(c, ("with", "between"))]
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX"):
        others += behind(token.head, ("between",))  # "a call took place between A and B"
    told = None
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "during", "at", "on", "via"):
        others += _addressed(token, parsed, bool(others))
        press = objects(verb) if verb is not None and verb.lemma_.lower() in modality.load().reporting else []
        told = next((t for t in press if t.lemma_.lower() in _PRESS), None)  # "told reporters in a call"
    lent = _lent(token, verb, owners, parsed)
    two = {m.state for t in owners for m in parsed.mentions_at(t)} - {None}
    if verb is not None and verb.lemma_ == "host" and len(two) > 1:  # "Pakistan hopes to host US-Iran talks"
        here = [t for t in lent if any(m.kind == "state" and m.state not in two for m in parsed.mentions_at(t))]
        lent, venues = [t for t in lent if t not in here], [*venues, *here]
    owners = _without_topic(token, owners, lent, parsed)
    if len({m.state for t in lent for m in parsed.mentions_at(t)}) > 1:  # "A and B held their last talks"
        owners = [o for o in owners if o.lower_ != "their"]
    owners = [o for o in owners if o.i > _last_hinderer(token)]
    made = Slots(mark(owners, "participant") + mark(lent, "participant") + mark(others, "participant"))
    if any(c.lower_ == "between" for c in children(token, "prep")):
        made.parties = mark(others, "participant")
    if token.dep_ == "pobj" and token.head.lower_ == "for" and not others:
        _aimed_at(token.head.head, made, parsed)
    made.parties = [(t, r) for t, r in made.parties if others or not _is_topic(t, token, owners, parsed)]
    made.reason = made.reason or ("with others than leaders" if told else _of_nobody(token, made, parsed))
    made.places = venues
    if token.dep_ == "pobj" or verb is not None:
        _abroad(token, verb, others, made, parsed)
    if token.lemma_ == "meeting" and (
        _of_an_organ(token, parsed) or (not others and _is_session(token, [*owners, *venues], parsed))
    ):
        made.reason = "a session of a body"  # "condemned it at a UN Security Council meeting"
    return made


_CALLS_OF = {
    **dict.fromkeys(("field", "get", "have", "receive", "take"), ("from",)),
    **dict.fromkeys(("make", "place"), ("to",)),
}


def _aimed_at(above: Token, made: Slots, parsed: Parsed) -> None:
    """What talks are that something else is *for*: its purpose, what is called for, or what one asks of the other."""
    if above.pos_ == "VERB" and above.lemma_ not in _GATHERS:
        if above.lemma_.lower() not in modality.load().governs:
            made.reason = "the purpose of another contact"
    elif asked := _answered(above, parsed):
        made.parties = mark(asked, "participant")  # "A rejects B's call for talks"
    elif above.pos_ == "NOUN" and above.lemma_ in _APPEALS:
        made.reason = "calls for something"  # "A and B echoed the mediators' call for talks"


def _of_an_organ(token: Token, parsed: Parsed) -> bool:
    """ "called a meeting of the security council"; not "of the US and the Gulf council", which are two."""
    of = behind(token, ("of",))
    with_a_state = any((m := parsed.mention(t)) and m.kind == "state" for t in of)
    return not with_a_state and any(t.lemma_.lower() in _ORGANS for t in of)


def _answered(appeal: Token, parsed: Parsed) -> list[Token]:
    """ "A rejects B's call for talks": of the one who asks for them and the one who is asked."""
    verb = appeal.head
    if appeal.pos_ != "NOUN" or appeal.dep_ not in ("dobj", "obj") or verb.lemma_ not in _ANSWERS:
        return []
    asking = [t for t in children(appeal, "poss", "compound", "nmod") if parsed.mentions_at(t)]
    asked = [t for t in subjects(verb) if parsed.mentions_at(t)]
    return [*asked, *asking] if asked and asking else []


def _planning(token: Token, parsed: Parsed) -> list[Token]:
    """ "the call that A had", "the talks that he plans with B"."""
    return [
        t
        for clause in children(token, "relcl")
        if clause.lemma_ in _HAS
        for t in subjects(clause)
        if parsed.mentions_at(t) or (t.pos_ == "PRON" and t.i > token.i and behind(clause, ("with",)))
    ]


_HAS = frozenset({"plan", "have", "hold", "schedule", "arrange", "seek", "want"})
_PRESS = frozenset({"reporter", "journalist", "press", "medium", "media", "lawmaker", "investor"})


def _is_topic(owner: Token, token: Token, owners: list[Token], parsed: Parsed) -> bool:
    """ "urged calm in Sudan meeting", "A's B oil meeting": what it is about, where it is not told with whom."""
    mention = parsed.mention(owner)
    plain = owner.dep_ == "compound" and owner.head.i == token.i and not grammar.between_states(token)
    if token.lower_ != "meeting" or not plain or mention is None or mention.surface != "state":
        return False
    inside = token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "during")
    about = [c for c in children(token, "compound") if not parsed.mentions_at(c)]
    people = [o for o in owners if is_person(o, parsed)]
    return inside or any(about or o.dep_ == "compound" for o in people)


def _last_hinderer(token: Token) -> int:
    """Where a headline's "C imperils A-B summit" has its verb, maybe taken for a noun; -1 where none is."""
    return max((t.i for t in list(token.doc)[: token.i] if t.lemma_.lower() in _HINDERS), default=-1)


def _both_in(token: Token, parsed: Parsed) -> list[Token]:
    """A headline's "Caracas, Washington in talks on prisoners": the two right before it, whatever the parse says."""
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ != "in" or prep.i < 3 or prep.nbor(-2).lower_ not in (",", "and", "&"):
        return []
    two = [prep.nbor(-3), prep.nbor(-1)]
    states = {m.state for t in two if (m := parsed.mention(t)) and m.kind == "state" and m.surface != "town"}
    return two if len(states) == 2 else []


def _there(token: Token, parsed: Parsed) -> Token | None:
    """ "as A in Rome for talks with B": who stands right before the place, whatever the parse makes of it."""
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ != "for" or prep.i < 3 or prep.nbor(-2).lower_ != "in":
        return None
    place, who = parsed.mention(prep.nbor(-1)), prep.nbor(-3)
    town = place is not None and place.kind == "state" and place.surface in ("capital", "town", "state")
    return who if town and acts_there(who, parsed) and who.pos_ != "PRON" else None


def _lent(token: Token, verb: Token | None, owners: list[Token], parsed: Parsed) -> list[Token]:
    """Who takes part by doing it: the subject of the verb, or whoever travels for it."""
    between_them = {m.state for o in owners if (m := parsed.mention(o)) and m.kind != "outlet" and m.state}
    lent = verb is not None and verb.lemma_.lower() in triggers.load().light and token.dep_ != "pobj"
    if len(between_them) > (0 if token.head.lower_ == "amid" else 1) and not lent:
        return []  # "C signs a deal ahead of the A-B meeting", "C hosts D amid the A talks"
    of_others = token.lower_ == "gathering" and any(c.lower_ == "of" for c in token.children)
    if of_others and token.dep_ == "dobj" and not lent:
        return []  # "A pinpointed a gathering of leaders"
    own = token.head.head.pos_ == "VERB" and token.lemma_ != "talk" and bool(behind(token, ("with",)))
    if token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head.lemma_ in _APPEALS and not own:
        return []  # "A and B issued a joint call for talks to resume"
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("in", "during") else None
    if over is not None and over.dep_ in grammar.SUBJECTS and parsed.mentions_at(over):
        return [over]  # "officials of A, in meetings with B, said"
    if over is None and token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.pos_ == "ADJ":
        over = token.head.head  # a headline's "A open to talks with B"
        return [t for c in children(over, "nsubj") for t in conjoined(c)] or outer(token, verb, parsed)
    return _travellers(token, parsed) or outer(token, verb, parsed)


def _near(owner: Token, token: Token) -> bool:
    """ "their Tokyo meeting", and not "Washington eyes a 'very productive' A-B meeting"."""
    between = list(token.doc)[owner.i + 1 : token.i]
    return not any(t.is_quote or t.tag_ in ("VBZ", "VBD", "VBP") for t in between) and len(between) < FAR


FAR = 4  # words


def _without_topic(token: Token, owners: list[Token], outer: list[Token], parsed: Parsed) -> list[Token]:
    """ "The Kremlin sees a breakthrough after Ukraine talks with the US": the state before is what they are about."""
    aside = any(t.lower_ in ASIDE for t in list(token.doc)[max(0, token.i - 4) : token.i])
    if not aside or not behind(token, ("with",)) or not any(parsed.mentions_at(t) for t in outer):
        return owners
    states = [o for o in owners if o.dep_ == "compound" and (m := parsed.mention(o)) and m.kind == "state"]
    return [o for o in owners if o not in states] if len(states) == 1 and not grammar.between_states(token) else owners


def _is_session(token: Token, owners: list[Token], parsed: Parsed) -> bool:
    """ "at the UN Security Council meeting", "ahead of the NATO meeting": where or when something else is told."""
    if token.dep_ != "pobj" or not any((m := parsed.mention(o)) and m.kind == "body" for o in owners):
        return False
    return token.head.lower_ in {"at", "in", "for", "over", *ASIDE} or token.head.head.lower_ == "ahead"


# who does this to talks is not in them
_HINDERS = frozenset(
    {
        "complicate",
        "hamper",
        "hinder",
        "overshadow",
        "cloud",
        "upend",
        "imperil",
        "sabotage",
        "jeopardise",
        "jeopardize",
    }
)
_SAYS = frozenset({"say", "claim", "believe", "think", "add", "note", "report"})
COMMA = 2  # characters of ", "
_APPEALS = frozenset({"call", "appeal", "demand", "plea"})
_ORGANS = frozenset({"council", "cabinet", "parliament", "government", "committee", "board", "politburo", "bureau"})
MEALS = frozenset({"lunch", "dinner", "breakfast", "luncheon", "banquet"})
ASIDE = frozenset({"after", "before", "following", "during", "amid", "ahead"})


def _of_nobody(token: Token, made: Slots, parsed: Parsed) -> str | None:
    """ "despite calls from A for a ceasefire" are none; of "Calls with A and B followed" it is not told whose."""
    if token.lower_ == "talk" and behind(token, ("by",)) and any(t.lower_ == "of" for t in token.subtree):
        return "talk of something"  # "talk by A and B of peace"
    if token.lower_ == "calls" and behind(token, ("from",)) and behind(token, ("for",)):
        return "calls for something"
    if token.lower_ == "calls" and token.head.lemma_ in _ANSWERS and not behind(token, ("with", "between", "to")):
        return "calls for something"  # "dismissed A's calls"
    whom = behind(token, ("with",))
    apart = any(c.lower_ in triggers.load().separate for c in token.children)
    if apart and sum(len(parsed.mentions_at(t)) for t in whom) > 1 and all(t in whom for t, _ in made.parties):
        return "only one side named"  # "officials, in separate meetings with A and B, …"
    if len(whom) == 2 and parsed.span(whom[1]).start - parsed.span(whom[0]).end <= COMMA:
        return None  # a headline's "Before talks with A, B hardens its terms"
    listed = len(whom) > 1 and any(t.lower_ in ("and", "&") for t in token.doc[whom[0].i : whom[-1].i])
    return "only one side named" if listed and len(whom) == len(made.parties) and token.tag_ == "NNS" else None


# what is done with an appeal
_ANSWERS = frozenset(
    {
        "answer",
        "back",
        "defy",
        "dismiss",
        "echo",
        "heed",
        "ignore",
        "oppose",
        "rebuff",
        "reject",
        "renew",
        "resist",
        "spurn",
        "support",
    }
)


_GIVEN = frozenset({"give", "host", "hold", "throw", "lay", "offer"})


def _fellows(token: Token, parsed: Parsed) -> list[Token]:
    """Whom the words name behind the noun: "with B", "between A and B", "a round of talks with B", "led by A and B"."""
    others = behind(token, ("with", "between", "to", "of", "among", "by", "from"))
    if token.lemma_.lower() in MEALS:  # "laid on a banquet for B"
        given = [token.head] if token.dep_ in grammar.OBJECTS and token.head.lemma_ in _GIVEN else []
        others += [t for w in (token, *given) for t in behind(w, ("for",)) if is_person(t, parsed)]
    # "a call last month between A and B"
    others += [t for when in children(token, "npadvmod") for t in behind(when, ("with", "between"))]
    others += [
        t
        for o in children(token, "prep")
        if o.lower_ == "of"
        for p in children(o, "pobj")
        for t in behind(p, ("with", "between"))
    ]
    others += [t for o in others if o.lower_ in _OF_STATES for t in behind(o, ("of",))]
    if token.dep_ == "nsubjpass" and token.head.lemma_ in _LED:
        led = behind(token.head, ("by",))  # "the talks were led by A and B"
        sides = {m.state for t in led for m in parsed.mentions_at(t)}
        others += led if len(sides) > 1 else []  # "attended by ministers of A" says who else was there
    return others


def owners_of(token: Token) -> list[Token]:
    """Who stands before the noun: "A's talks", "the A–B talks"."""
    owners = [t for c in children(token, "poss", "compound", "nmod", "amod") for t in conjoined(c)]
    owners = [o for o in owners if not _brokers(o)]  # "US-led talks": of others
    owners += [g for o in owners for g in children(o, "poss", "compound", "nmod", "amod")]
    deep = [g for o in owners for g in children(o, "compound", "nmod") if g not in owners]
    owners += deep if token.lemma_ in ("talk", "negotiation") else []  # "EU financial services alignment talks"
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _ROUNDS | LENGTHS:
        # "A and B complete round of talks", where the parse takes the verb for an adjective
        owners += [t for c in children(token.head.head, "poss", "compound", "nmod") for t in conjoined(c)]
        if token.head.head.dep_ == "conj":
            owners += [a for o in children(token.head.head, "poss") for a in grammar.joined_before(o)]
    if token.pos_ == "VERB":  # "China–India talks stall", where the parse takes the noun for a verb
        owners += [g for o in children(token, "nsubj") for g in (o, *children(o, "compound", "nmod"))]
    if token.dep_ == "compound" and token.head.lemma_ in PUT_OFF:  # "after the A-B summit delay"
        owners += [t for c in children(token.head, "compound", "poss") if c.i < token.i for t in conjoined(c)]
        owners += [g for o in owners for g in children(o, "compound")]
    if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        owners += children(token.head, "poss")  # "A's trip and B meeting"
        owners += [a for o in children(token, "poss") for a in grammar.joined_before(o)]  # "off A and B's meeting"
    return owners


def _brokers(owner: Token) -> bool:
    """Whether a name says by whom talks are led, not whose they are: "US-led", "Saudi-brokered"."""
    behind_it = "".join(t.lower_ for t in list(owner.doc)[owner.i : owner.i + 3])
    name = owner.lower_
    return name in _BROKERED or any(behind_it.startswith(f"{name}-{word}") for word in _BROKERED)


_BROKERED = frozenset({"led", "brokered", "mediated", "backed", "sponsored", "hosted", "facilitated"})
_LED = frozenset({"lead", "chair", "head", "attend", "co-chair"})
# where one's own people are met
_OF_ONES_OWN = frozenset({"room", "cobra", "cabinet", "office"})
_ROUNDS = frozenset({"round", "series", "set", "day", "session", "string", "flurry"})
# "between the Governments of A, B and C"
_OF_STATES = frozenset({"government", "governments", "leaders", "presidents", "ministers", "states"})
# "has talks in Geneva": who does so is there
_IS_THERE = frozenset(
    {"hold", "have", "attend", "join", "begin", "start", "resume", "lead", "continue", "conclude", "set", "be", "due"}
)


def _abroad(token: Token, verb: Token | None, others: list[Token], made: Slots, parsed: Parsed) -> None:
    """ "A in Moscow for talks", "A is set for talks in Nairobi": a visit, where nobody is named whom A meets there."""
    if token.lemma_.lower() not in ("talk", "talks", "negotiation", "negotiations", "meeting", "summit") or any(
        parsed.mentions_at(t) or (refers(t) and t.pos_ == "PRON") for t in others
    ):
        return
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "for" else None
    if above is not None and acts_there(above, parsed) and not children(token, "poss"):
        travellers, places = [above], behind(above, ("in",))  # a headline without a verb
    elif verb is not None and verb.lemma_ in _IS_THERE and token.lemma_ != "summit":
        travellers, places = [t for t, _ in made.parties if acts_there(t, parsed)], behind(token, ("in",))
    else:
        return
    places = [t for t in places if (m := parsed.mention(t)) and m.surface in ("state", "capital", "town")]
    states = {m.state for t, _ in made.parties for m in parsed.mentions_at(t) if m.state}
    here = {m.state for t in travellers if (m := parsed.mention(t))}
    if travellers and places and states <= here and not here & {m.state for t in places if (m := parsed.mention(t))}:
        made.parties, made.places = mark(travellers, "visitor"), places
        made.travels, made.channel = True, "visit"


def acts_there(token: Token, parsed: Parsed) -> bool:
    """Whether a word names somebody who may be sent or meet others."""
    mention = parsed.mention(token)
    return mention is not None and mention.kind in ("person", "office", "delegation") and mention.acts == "yes"


# "gathered for a summit": those who do so are in it
_GATHERS = frozenset({"gather", "assemble", "convene", "meet", "come", "sit", "join", "reconvene"})


def _addressed(token: Token, parsed: Parsed, known: bool) -> list[Token]:
    """Who is told something in the contact: "told B in a call", "discussed it with B in a call"."""
    verbs = [t for t in grammar.climb(token) if t.pos_ == "VERB"][:3]
    verb = next((v for v in verbs if v.lemma_ in triggers.load().addressed), None)
    if verb is not None:
        led = token.i < verb.i and token.head.head.i == verb.i  # "in a call, A urged B"
        told = [t for t in objects(verb) if led or t.i < token.i]
        owned = [g for t in told if not parsed.mentions_at(t) for g in children(t, "poss", "compound")]
        # "rejected B's demands in a call"
        named = [t for t in (*told, *owned) if parsed.mentions_at(t) or t.pos_ == "PRON"]
        near = list(token.doc)[verb.i + 1 : verb.i + 3]
        # "called B crazy in a phone call": the parse takes B and what B is called for a clause
        return named or [t for t in near if is_person(t, parsed) and t.i < token.i]
    if not verbs:
        return []
    if passive(verbs[0]):  # "it was made clear to B during a meeting with C"
        over = [verbs[0], *children(verbs[0], "oprd", "acomp")]
        told = [t for w in over for t in behind(w, ("to",)) if t.i < token.i and is_person(t, parsed)]
        if told:
            return told
    return [
        t
        for prep in list(token.doc)[min(verbs[0].i, token.i) : token.i]
        if prep.lower_ == "with"
        # "hopes for a deal with B at meeting": where nobody else is met, it is B
        and (not known or prep.head.lemma_.lower() not in triggers.load().relations)
        for child in children(prep, "pobj")
        for t in conjoined(child)
        if any(m.kind in ("person", "office") for m in parsed.mentions_at(t))
    ]


def lending(token: Token) -> Token | None:
    """The verb whose object (or adjunct) the noun is: "held a call with", "spoke in a call with"."""
    head = token.head
    at = token
    while at.dep_ in ("conj", "appos", "compound", "nmod") and head.i != at.i and head.pos_ in ("NOUN", "PROPN"):
        at, head = head, head.head
    # "held a new round of talks", "a series of meetings"
    if at.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN":
        at, head = head.head, head.head.head
    if at.dep_ in ("dobj", "obj", "attr", "oprd", "npadvmod", "dep", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return head
    if at.dep_ == "pobj" and head.pos_ == "ADP" and head.head.pos_ in ("VERB", "AUX"):
        return head.head
    return None


def _travellers(token: Token, parsed: Parsed) -> list[Token]:
    """ "cancels the envoys' trip to A for talks with B": those who travel, not who cancels."""
    journey = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "for" else None
    if journey is None or journey.pos_ != "NOUN" or journey.lemma_ not in JOURNEYS:
        return []
    return [t for t in children(journey, "poss") if parsed.mentions_at(t)]


def outer(token: Token, verb: Token | None, parsed: Parsed, *, climb: bool = True) -> list[Token]:
    """The subject lent to a noun by the verb over it, or if need be by those above it; a subject noun has none."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return []
    if verb is None:
        verb = grammar.governor(token)
        if verb is None:
            return []
        below = next((t for t in [token, *grammar.climb(token)] if t.head.i == verb.i), token)
        if below.dep_ in ("nsubj", "nsubjpass"):
            return []
    pushed = token.dep_ == "pobj" and token.head.lower_ == "into" and verb.lemma_ in PUSHES
    if pushed and (found := [t for t in objects(verb) if parsed.mentions_at(t)]):
        return found  # "to push B into talks with C"
    if sent := [t for t in objects(verb) if is_sent(t)]:
        return sent  # "will send a team for talks with B"
    if verb.lemma_ in _HINDERS and token.dep_ in ("dobj", "obj"):
        return []  # "B is complicating the talks with C"
    found = subjects(verb)
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "during") and not behind(token, ("with", "between")):
        told = objects(verb.head) if verb.dep_ == "xcomp" else []
        if found and all(t in told for t in found):
            return subjects(verb.head)  # "A urged B to stand down in a call": not B alone
    above = verb
    for _ in range(4 if climb else 0):
        if token.dep_ != "pobj" or not found or any(is_person(t, parsed) for t in found):
            break
        # "urged both countries to refrain from attacking C during talks with B": who urged is in the talks
        linked = above.dep_ in ("xcomp", "ccomp", "pcomp") or above.head.pos_ == "ADP"
        higher = grammar.governor(above) if linked else None
        if higher is None or (higher.lemma_ in _SAYS and above.lemma_ != "be"):
            break  # "C says A will not invite B to the summit"
        above = higher
        found = subjects(above) or found
    return found
