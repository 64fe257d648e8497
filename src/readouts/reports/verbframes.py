"""Frames of verbs: where the parties of "met", "phoned", "travelled to", "received" stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.bodies import LEADERS
from readouts.language.parsing import Parsed
from readouts.reports import seen, triggers
from readouts.reports.grammar import behind, children, conjoined, next_word, objects, subjects
from readouts.reports.groups import is_group
from readouts.reports.order import named_before, named_behind
from readouts.reports.reference import SPEAKER
from readouts.reports.salience import is_opposite
from readouts.reports.slots import GO, LENGTHS, Slots, is_person, mark, passive, refers

if TYPE_CHECKING:
    from spacy.tokens import Token


def verb_with(token: Token, parsed: Parsed) -> Slots:
    """ "A met B", "A met with B", "A and B met"."""
    made = Slots(mark(subjects(token), "participant") + mark(objects(token) + behind(token, ("with",)), "participant"))
    if passive(token):  # "was met at the airport by B"
        made.parties += mark(behind(token, ("by",)), "participant")
    if token.dep_ == "acl" and token.head.lemma_ in _ASKED:  # "turned down a request from B to meet"
        made.parties += mark(behind(token.head, ("from", "by")), "participant")
    if token.lemma_ in ("hug", "embrace") and not any(is_person(t, parsed) for t in objects(token)):
        made.reason = "no person embraced"
    if token.lemma_ in _TOWARDS:
        made.parties += mark(behind(token, _TOWARDS[token.lemma_]), "participant")
    if token.lemma_ == "see" and (passive(token) or not seen.met(token, parsed)):
        made.reason = "seen, not met"
    return made


_ASKED = frozenset({"request", "offer", "invitation", "proposal", "bid", "plea", "call"})
# "bumped into B", "dropped in on B"
_TOWARDS = {"bump": ("into",), "drop": ("on",)}
_WORDS = frozenset({"view", "opinion", "pleasantry", "word", "note", "greeting", "remark", "joke"})


def _of_another_word(token: Token) -> bool:
    """ "spoke about trade and her meeting with B": the parse gives the verb what belongs to the noun."""
    preps = [c for c in children(token, "prep") if c.lower_ in ("with", "to")]
    before = [p.nbor(-1) for p in preps if p.i > token.i + 1]
    rows = [triggers.load().nouns.get(t.lemma_.lower()) if t.pos_ == "NOUN" else None for t in before]
    return bool(rows) and all(row is not None and row.frame in ("with", "event", "visit") for row in rows)


def verb_to(token: Token, parsed: Parsed) -> Slots:
    """ "A spoke to B", "A conferred with B"; "spoke for the poor" is no contact, "spoke for an hour" may be one."""
    partners = [] if _of_another_word(token) else behind(token, ("with", "to"))
    made = Slots(mark(subjects(token), "participant") + mark(partners, "participant"))
    told = not partners
    if told and next_word(token) == "about" and not (_several(token) and (token.lemma_ == "talk" or _by_phone(token))):
        made.reason = "spoke about something"
    if told and not _several(token) and behind(token, ("about",)):
        made.reason = "spoke about something"  # "spoke on Thursday about B"
    of = [t for t in behind(token, ("of",)) if t.lemma_ not in ("week", "month", "year")]
    if told and of:  # but "spoke on Thursday of last week"
        made.reason = "spoke about something"  # "spoke highly of B"
    if token.lemma_ == "exchange" and not any(t.lemma_.lower() in _WORDS for t in objects(token)):
        made.reason = "exchanged something else"
    if token.lemma_ == "talk" and any(t.lemma_ not in LENGTHS for t in objects(token)):
        made.channel = None if _by_phone(token) else "talks"  # "talks peace with B"
        if told:
            made.reason = "talked into or out of something"  # "tries to talk Turkey out of its veto"
    if token.lemma_ == "call":  # "called on B in Jeddah": paid a call
        made.parties += mark(behind(token, ("on",)), "participant")
    if any(t.lemma_ == "interview" for t in behind(token, ("in", "during"))):
        made.reason = "an interview"
    beside = at_side(token)
    if token.lemma_ in _SIDE_BY_SIDE and (beside or token.lemma_ != "sit"):
        # "spoke alongside B": before the press, after they met; "sat next to B"
        made.parties = mark(subjects(token), "participant") + mark(beside, "participant")
        if not any(is_person(t, parsed) for t in beside):
            made.reason = "at nobody's side"
    elif beside and token.lemma_ == "speak":
        made.parties = mark(subjects(token), "participant") + mark(beside, "participant")
    if any(t.lemma_.lower() not in LENGTHS for t in behind(token, ("for",))) and next_word(token) == "for":
        made.reason = "spoke for somebody"
    return made


def at_side(token: Token) -> list[Token]:
    """At whose side somebody speaks, sits or stands: "alongside B", "next to B", "across the table from B"."""
    found = behind(token, ("alongside", "beside", "opposite"))
    for word in children(token, "advmod", "prep", "prt"):
        if word.lower_ in ("next", "across"):
            found += behind(word, ("to", "from"))
    if not found and any(c.lower_ == "across" for c in token.children):
        found += behind(token, ("from",))
    if token.lemma_ == "appear" or any(c.lower_ == "side" for c in children(token, "npadvmod", "advmod", "dobj")):
        found += behind(token, ("with",))  # "stood side by side with B"
    return found


_SIDE_BY_SIDE = frozenset({"sit", "stand", "appear"})


def _by_phone(token: Token) -> bool:
    return any(t.lower_ in ("phone", "telephone", "video") for t in list(token.doc)[token.i : token.i + 12])


def _several(token: Token) -> bool:
    who = subjects(token)[:1]
    return any(len(list(conjoined(c))) > 1 or (c.tag_ == "NNS" and refers(c)) for c in who)


def verb_object(token: Token, parsed: Parsed) -> Slots:
    """ "A phoned B", "B was phoned by A"; "A called B a dictator" is no call."""
    callees, callers = objects(token), subjects(token)
    if passive(token):
        callees, callers = subjects(token), behind(token, ("by",))
    if not callees and token.dep_ == "compound" and is_person(token.head, parsed):
        callees = [token.head]  # "A rang B", where the parse takes the verb for a part of B's name
        callers = callers or named_before(token, parsed)
    listed = _listed(token, parsed) if not callees else []
    made = Slots(mark(callers, "caller") + mark(callees or listed, "callee"))
    if listed:
        return made
    if (token.lemma_ == "call" and children(token, "oprd", "ccomp")) or not any(
        parsed.mentions_at(t) or t.pos_ == "PRON" or is_opposite(t) or is_group(t) for t in callees
    ):
        made.reason = "nobody was called"
    if token.lemma_ == "call" and any(parsed.mentions_at(o) for t in callees for o in children(t, "poss")):
        made.reason = "called names"  # a headline's "calls A's B remarks troubling"
    if token.lemma_ == "call" and any(t.lower_ in _CALLED_TO for t in behind(token, ("to",))):
        made.reason = "called up to somewhere"
    if token.lemma_ == "call" and (
        len(children(token, "dobj", "obj", "dative")) > 1 or any(_named(t) for t in callees)
    ):
        made.reason = "called names"
    return made


def _listed(token: Token, parsed: Parsed) -> list[Token]:
    """A headline's "A calls B, C meets D": the parse takes B and C for those who meet."""
    if token.i + 2 >= len(token.doc) or token.nbor(2).lower_ != "and":
        return []
    name = token.nbor(1)
    met = name.dep_ == "nsubj" and name.head.tag_ == "VBZ" and name.head.i > name.i + 2
    return [name] if met and is_person(name, parsed) else []


# "called B to the stage", "called B to account"
_CALLED_TO = frozenset({"stage", "podium", "lectern", "account", "order", "table", "mind", "front"})


def _named(callee: Token) -> bool:
    """Whether a name is called right behind: 'called the ambassador "a liar"', "called him the worst of all"."""
    behind_it = list(callee.doc)[callee.i + 1 : callee.i + 2]
    further = (t for t in callee.subtree if t.i > callee.i)  # 'called B, the candidate, "too radical"'
    return any(t.is_quote or (t.dep_ == "det" and t.lower_ in ("a", "an")) for t in behind_it) or any(
        t.is_quote for t in further
    )


def verb_join(token: Token, parsed: Parsed) -> Slots:
    """ "A joins B for talks", "A joined B in Rome": in person; "joins B in condemning C" is no contact."""
    met = behind(token, ("by",)) if passive(token) else objects(token)  # "was joined in A by B"
    joined = [t for t in met if is_person(t, parsed) and t.lower_ not in ("it", "us", "you", "them")]
    made = Slots(mark(subjects(token), "participant") + mark(joined, "participant"))
    aims = [c for p in children(token, "prep") if p.lower_ in ("for", "in", "at", "on") for c in p.children]
    fellows = [t for c in aims for t in behind(c, ("with",)) if is_person(t, parsed)]
    made.parties += mark(fellows if joined else [], "participant")  # "joined B for a session with C"
    if not joined or not aims or any(c.pos_ == "VERB" for c in aims) or token.dep_ == "amod":
        made.reason = "joined nobody somewhere"
    return made


def verb_host(token: Token, parsed: Parsed) -> Slots:
    """ "A received B", "B was received by A"."""
    agents = behind(token, ("by",)) if token.tag_ in ("VBN", "VBD") and not objects(token) else []
    if passive(token):
        guests, hosts = subjects(token), behind(token, ("by",))  # also "A, who had been received by B"
    elif any(is_person(t, parsed) for t in agents):  # a headline's "A greeted by B"
        guests = [t for c in children(token, "nsubj") for t in conjoined(c)] or named_before(token, parsed)
        hosts = agents
    else:
        guests, hosts = objects(token), subjects(token)
    if not passive(token) and any(t.lemma_.lower() in _RECEIVED for t in guests if _is_first_object(t, token)):
        return Slots(mark(hosts, "host"), reason="received something")
    if not passive(token) and not any(parsed.mentions_at(t) or t.pos_ == "PRON" for t in guests):
        somewhere = next_word(token) in ("in", "at")  # "received in the Kremlin President of A B"
        near = list(token.doc)[token.i + 1 : token.i + (11 if somewhere else 7)]
        near = near[: next((n for n, t in enumerate(near) if t.text == ","), None)]
        here = {m.state for t in hosts for m in parsed.mentions_at(t)}
        people = [t for t in near if (m := parsed.mention(t)) and m.kind in ("person", "office") and m.state]
        first = next((t for t in people if not here & {m.state for m in parsed.mentions_at(t)}), None)
        guests += conjoined(first) if first is not None else []  # "hosted war-weary B and C", "hosts 'old friend' B"
    where = behind(token, ("in", "at"))
    away = passive(token) and not any(parsed.mentions_at(t) or is_person(t, parsed) for t in hosts)
    placed = any(m.kind == "state" for t in where for m in parsed.mentions_at(t))
    if away and placed and any(is_person(t, parsed) for t in guests):
        # "was welcomed in A by a guard of honour", "to be received in Downing Street": by whom, the place says
        return Slots(mark(guests, "visitor"), places=where, travels=True, channel="visit")
    inviting = hosts or named_before(token, parsed)
    leader = token.lemma_ == "host" and any((m := parsed.mention(t)) and m.kind == "person" for t in inviting)
    made = Slots(mark(hosts, "host") + mark(guests, "visitor"), places=behind(token, ("in", "at", "to")))
    several = {m.state for t in guests for m in parsed.mentions_at(t) if m.kind == "person"}
    somewhere = any((m := parsed.mention(t)) and m.kind == "state" for t in behind(token, ("to",)))
    apart = not any(t.lower_ == "together" and t.i > token.i for t in token.subtree)
    if token.lemma_ == "bring" and apart and not (len(several) > 1 and somewhere):  # "brought B and C to Camp David"
        made.reason = "brought something"
    if not any(
        (
            (m := parsed.mention(t))
            and (m.kind in ("person", "office", "delegation") or (leader and m.kind == "state") or m.rule == LEADERS)
        )
        or t.pos_ == "PRON"
        or is_group(t)  # "offered to host the two leaders"
        for t in guests
    ) and not (token.lemma_ == "bring" and len({m.state for t in hosts for m in parsed.mentions_at(t)}) > 1):
        made.reason = "no guest named"
    return made


def _is_first_object(token: Token, verb: Token) -> bool:
    """ "received A at the White House, the first visit by": what is added behind a comma is not what was received."""
    return all(c.i >= token.i for c in children(verb, "dobj"))


# "received calls from A and B": the noun tells of it
_RECEIVED = frozenset({"call", "letter", "message", "invitation", "telegram", "congratulation", "visit", "request"})


def verb_message(token: Token, parsed: Parsed) -> Slots:
    """ "A congratulated B", unless it was done in another contact."""
    told = objects(token) + (behind(token, ("to",)) if token.lemma_ == "write" else [])
    made = Slots(
        mark([t for t in subjects(token) if t.lower_ not in SPEAKER], "participant")
        + mark([t for t in told if (m := parsed.mention(t)) and m.kind in ("person", "office")], "participant")
    )
    others = triggers.load()
    if any(
        (t.lemma_.lower() in others.nouns and others.nouns[t.lemma_.lower()].channel != "message")
        or (t.pos_ == "VERB" and t.lemma_ in ("meet", "speak", "call"))
        for t in token.doc
    ):
        made.reason = "congratulated in another contact"
    if len(made.parties) < 2:
        made.reason = "nobody addressed"
    return made


def verb_invite(token: Token, parsed: Parsed) -> Slots:
    """ "A invited B to Moscow", "B was invited by A"."""
    if passive(token):
        guests, hosts = [t for c in children(token, "nsubjpass") for t in conjoined(c)], behind(token, ("by",))
    else:
        guests, hosts = objects(token), subjects(token)
        if not guests and token.tag_ in ("VBN", "VBD"):
            guests, hosts = hosts, []  # a headline's "B invited to the White House"
    places = behind(token, ("to",))
    for goal in children(token, "xcomp", "advcl", "ccomp"):
        places += objects(goal) + behind(goal, GO)
    # "B invited to the White House": by whom, the place says
    made = Slots(mark(hosts, "host") + mark(guests, "visitor"), places=places, status="invited", travels=not hosts)
    goals = [g.lemma_ for g in children(token, "xcomp", "advcl", "ccomp")]
    somewhere = any(parsed.mentions_at(t) for t in places)
    if any(t.lemma_.lower() in _EXERCISES for t in places):
        made.reason = "invited to something else"  # "invited to A's military exercises"
    if goals and not somewhere and not any(g in _VISITS for g in goals):
        made.reason = "invited to something else"  # "invited the US to work on an agenda"
    return made


_EXERCISES = frozenset({"exercise", "drill", "manoeuvre", "maneuver", "parade", "festival"})
_VISITS = frozenset(
    {
        "address",
        "attend",
        "come",
        "discuss",
        "fly",
        "go",
        "hold",
        "join",
        "meet",
        "participate",
        "speak",
        "stay",
        "take",
        "talk",
        "tour",
        "travel",
        "visit",
    }
)


def verb_discuss(token: Token, parsed: Parsed) -> Slots:
    """ "A discussed the war with B"; a group that discusses takes up a contact named elsewhere."""
    relations = triggers.load().relations
    others = behind(token, ("with",)) + [
        t
        for o in objects(token)
        for t in behind(o, ("with",))
        # "discussed the war with A" is told of a person, and of a state what the war is with
        if o.lemma_.lower() not in relations or (o.lemma_.lower() not in _OF_TWO and is_person(t, parsed))
    ]
    others = others or [t for t in named_behind(token, triggers.load().verbs["discuss"], parsed) if t.pos_ != "PRON"]
    made = Slots(mark(subjects(token), "participant") + mark(others, "participant"))
    sides = {m.state for t, _ in made.parties if (m := parsed.mention(t)) and m.kind in ("person", "office")}
    group = any(refers(t) and t.lower_ not in ("he", "she", "i", "we", "it") for t, _ in made.parties)
    group = group or _are_two_states(subjects(token), parsed)
    if not others and len(sides - {None}) < 2 and not group:
        made.reason = "discussed with nobody named"
        around = [token, *objects(token)]  # "to discuss peace moves in Moscow"
        towns = [
            t
            for o in around
            for t in behind(o, ("in",))
            if (m := parsed.mention(t)) and m.surface in ("capital", "town")
        ]
        towns = [t for t in towns if (m := parsed.mention(t)) and m.state not in sides]
        if towns and len(sides - {None}) == 1:  # "envoy A to discuss the truce in Moscow"
            made.parties = [(t, "visitor") for t, _ in made.parties]
            made.places, made.travels, made.channel, made.reason = towns, True, "visit", None
    return made


def _are_two_states(who: list[Token], parsed: Parsed) -> bool:
    """ "A and B to discuss a ceasefire": with each other."""
    mentions = [m for t in who if (m := parsed.mention(t)) is not None]
    two = len(who) == len(mentions) == len({m.state for m in mentions}) == 2
    return two and all(m.kind == "state" and m.surface in ("state", "metonym", "capital") for m in mentions)


# what one has with another: "discussed his relationship with B"
_OF_TWO = frozenset(
    {
        "alliance",
        "contact",
        "cooperation",
        "dialogue",
        "engagement",
        "friendship",
        "negotiation",
        "partnership",
        "relation",
        "relations",
        "relationship",
        "talk",
        "talks",
        "tie",
        "ties",
    }
)


def verb_agree(token: Token, parsed: Parsed) -> Slots:
    """ "A and B agreed to …", "A, B sign accord": people of two sides who do so have talked."""
    agents = behind(token, ("by",)) if passive(token) else []
    joint = [t for t in agents or subjects(token) if _acts_for(t, parsed)]
    joint += [t for t in named_before(token, parsed) if not agents and t not in joint and _acts_for(t, parsed)]
    sides = {m.state for t in joint if (m := parsed.mention(t))}
    if len(sides) == 1 and token.lemma_ in ("sign", "ink"):  # "he and A signed it", "A signed an accord with B"
        told = [t for w in (token, *objects(token)) for t in behind(w, ("with",))]
        fellows = [t for t in subjects(token) if t.lower_ in ("he", "she") and t not in joint]
        fellows += [t for t in told if t.lower_ in ("him", "her") or _acts_for(t, parsed)]
        joint += fellows
        sides |= {(m.state if (m := parsed.mention(t)) else t.lower_) for t in fellows}
    made = Slots(mark(joint, "participant"))
    table = triggers.load()
    # "agreed to meet in May", "signed it at a meeting"; "signed a pact in B, where they met" is one contact
    parts = [t for c in children(token, "xcomp", "ccomp", "dobj", "prep") for t in c.subtree]
    aside = {t.i for c in token.subtree if c.dep_ == "relcl" for t in c.subtree}
    further = (t for t in parts if t.i not in aside)
    if any(triggers.tells(t) or t.lemma_.lower() in table.nouns for t in further):
        made.reason = "agreed on or in another contact"
    elif len(sides) < 2 or children(token, "neg") or _is_of(token):  # "B and C, who agreed to help"
        made.reason = "agreed with nobody named"
    return made


def _is_of(token: Token) -> bool:
    """Whether a clause tells of the name before it; "the summit, where A and B signed it" has a subject of its own."""
    return token.dep_ == "relcl" and not any(c.lower_ == "where" for c in children(token, "advmod"))


def _acts_for(token: Token, parsed: Parsed) -> bool:
    mention = parsed.mention(token)
    return (
        mention is not None and mention.kind in ("person", "office") and mention.acts == "yes" and bool(mention.state)
    )
