"""Frames: where the parties of a trigger stand in its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Role, Span, Status
from readouts.reports import grammar, triggers
from readouts.reports.grammar import behind, children, conjoined, objects, subjects
from readouts.reports.reference import GROUP_NOUNS, THEY, Party
from readouts.reports.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

WITH = ("with", "to", "between", "among", "alongside", "and")
GO = ("to", "in", "into", "for", "at", "on")
_CLAUSE = frozenset({"after", "before", "when", "while", "as", "but", "which", "who"})


@dataclass(slots=True)
class Slots:
    """The tokens in a frame's places with their roles, and what the frame itself says."""

    parties: list[tuple[Token, Role]] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)
    travels: bool = False
    status: Status | None = None
    reason: str | None = None
    how: str = ""
    sureness: float = 0.9


def slots(token: Token, trigger: Trigger, parsed: Parsed) -> Slots:
    """The parties of a trigger: by its frame, and by the order of the words where the parse leaves one side open."""
    made = (_VERBS if trigger.verb else _NOUNS)[trigger.frame](token, parsed)
    others = _others(token, trigger)
    if others and not any(_somebody(t, parsed) for t in others):
        made.reason = made.reason or "with others than leaders"
    if not trigger.verb and _is_setting(token):
        made.reason = made.reason or "only the setting of another contact"
    named = sum(bool(parsed.mentions_at(t)) or _refers(t) for t, _ in made.parties)
    if named < 2 and not made.travels and made.reason is None:
        _by_order(token, trigger, parsed, made)
    return made


def _others(token: Token, trigger: Trigger) -> list[Token]:
    found = behind(token, ("with", "to", "between"))
    return found + objects(token) if trigger.verb and trigger.frame in ("with", "object", "host") else found


def _somebody(token: Token, parsed: Parsed) -> bool:
    """Whether a token may stand for a leader or those a leader sends."""
    if any(m.kind != "outlet" for m in parsed.mentions_at(token)):
        return True
    return token.lemma_.lower() not in triggers.load().addressees and _refers(token)


def _is_setting(token: Token) -> bool:
    """ "on the sidelines of the summit", "met at a summit": where another contact took place."""
    settings = triggers.load().settings
    table = triggers.load()
    for above in list(grammar.climb(token))[:4]:
        if above.lemma_.lower() in settings and above.pos_ == "NOUN":
            return True
        if above.pos_ in ("VERB", "AUX"):
            summit = token.lemma_.lower() == "summit" and token.dep_ == "pobj"
            return summit and above.lemma_.lower() in table.verbs and table.verbs[above.lemma_.lower()].channel in ("meeting", "call", "talks")
    return False


def _refers(token: Token) -> bool:
    return token.pos_ == "PRON" or token.lower_ in THEY or token.lemma_.lower() in GROUP_NOUNS


def _mark(tokens: list[Token], role: Role) -> list[tuple[Token, Role]]:
    return [(t, role) for t in tokens]


# --- verbs


def _passive(token: Token) -> bool:
    return bool(children(token, "nsubjpass"))


def _with(token: Token, parsed: Parsed) -> Slots:
    return Slots(_mark(subjects(token), "participant") + _mark(objects(token) + behind(token, ("with",)), "participant"))


def _to(token: Token, parsed: Parsed) -> Slots:
    return Slots(_mark(subjects(token), "participant") + _mark(behind(token, ("with", "to")), "participant"))


def _object(token: Token, parsed: Parsed) -> Slots:
    """ "A phoned B"; "A called B a dictator" is no call."""
    callees = [t for t in objects(token)]
    made = Slots(_mark(subjects(token), "caller") + _mark(callees, "callee"))
    if children(token, "oprd", "ccomp") or not any(parsed.mentions_at(t) or t.pos_ == "PRON" for t in callees):
        made.reason = "nobody was called"
    if token.lemma_ == "call" and len(children(token, "dobj", "obj", "dative")) > 1:
        made.reason = "called names"
    return made


def _visit(token: Token, parsed: Parsed) -> Slots:
    places = objects(token)
    if not any(parsed.mentions_at(t) for t in places):
        places += [t for t in list(token.doc)[token.i + 1 : token.i + 3] if parsed.mentions_at(t)]
    hosts = [t for t in places if (m := parsed.mention(t)) and m.kind not in ("state", "body")]
    return Slots(
        _mark(subjects(token), "visitor") + _mark(hosts, "host"),
        places=[t for t in places if t not in hosts] + behind(token, GO),
        travels=True,
        reason=None if any(parsed.mentions_at(t) for t in places) or not places else "visits no state",
    )


def _go(token: Token, parsed: Parsed) -> Slots:
    places = behind(token, GO) + [t for c in children(token, "npadvmod", "dobj", "advmod") for t in conjoined(c)]
    for goal in _purposes(token):
        places += behind(goal, GO)
    hosts = [t for goal in _purposes(token) for t in (objects(goal) + behind(goal, ("with",))) if parsed.mentions_at(t)]
    hosts += [t for p in behind(token, ("for",)) for t in behind(p, ("with",))]
    if token.dep_ == "acl" and token.head.lemma_ == "invitation":
        hosts += children(token.head, "poss") + behind(token.head, ("from", "of"))
    if not any(parsed.mentions_at(t) for t in places):
        places += [t for t in list(token.doc)[token.i + 1 : token.i + 4] if parsed.mentions_at(t)]
    above = token.head if token.dep_ == "xcomp" else token
    if above.dep_ == "conj" and not any(parsed.mentions_at(t) for t in places):
        # "visited Paris last month, and B is to go this month"
        after = list(token.doc)[above.head.i + 1 : above.head.i + 4]
        places += [t for t in objects(above.head) + behind(above.head, GO) + after if parsed.mentions_at(t)]
    reason = None if any((m := parsed.mention(g)) and m.kind in ("state", "body") for t in places for g in (t, *children(t, "poss", "compound", "nmod"))) else "no state to go to"
    return Slots(_mark(subjects(token), "visitor") + _mark(hosts, "host"), places=places, travels=True, reason=reason)


def _purposes(token: Token) -> list[Token]:
    """The verbs of purpose below a verb: "flew to Rome to meet the pope"."""
    return [c for c in children(token, "advcl", "xcomp") if c.lemma_ in ("meet", "see", "visit", "speak", "talk")]


def _host(token: Token, parsed: Parsed) -> Slots:
    if _passive(token):
        guests, hosts = [t for c in children(token, "nsubjpass") for t in conjoined(c)], behind(token, ("by",))
    else:
        guests, hosts = objects(token), subjects(token)
    made = Slots(_mark(hosts, "host") + _mark(guests, "visitor"), places=behind(token, ("in", "at", "to")))
    if not any(((m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")) or t.pos_ == "PRON" for t in guests):
        made.reason = "no guest named"
    return made


def _message(token: Token, parsed: Parsed) -> Slots:
    made = Slots(_mark(subjects(token), "participant") + _mark([t for t in objects(token) if (m := parsed.mention(t)) and m.kind in ("person", "office")], "participant"))
    others = triggers.load()
    if any((t.lemma_.lower() in others.nouns and others.nouns[t.lemma_.lower()].channel != "message") or (t.pos_ == "VERB" and t.lemma_ in ("meet", "speak", "call")) for t in token.doc):
        made.reason = "congratulated in another contact"
    if len(made.parties) < 2:
        made.reason = "nobody addressed"
    return made


def _invite(token: Token, parsed: Parsed) -> Slots:
    if _passive(token):
        guests, hosts = [t for c in children(token, "nsubjpass") for t in conjoined(c)], behind(token, ("by",))
    else:
        guests, hosts = objects(token), subjects(token)
    places = behind(token, ("to",))
    for goal in children(token, "xcomp", "advcl", "ccomp"):
        places += objects(goal) + behind(goal, GO)
    return Slots(_mark(hosts, "host") + _mark(guests, "visitor"), places=places, status="invited")


def _send(token: Token, parsed: Parsed) -> Slots:
    travellers = [t for t in objects(token) if (m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")]
    places = behind(token, ("to",)) + [p for t in objects(token) for p in behind(t, ("to",))]
    made = Slots(_mark(travellers, "visitor"), places=places, travels=True, sureness=0.8)
    if not travellers:
        made.reason = "nobody sent"
    return made


def _discuss(token: Token, parsed: Parsed) -> Slots:
    """ "A discussed the war with B"; a group that discusses takes up a contact named elsewhere."""
    relations = triggers.load().relations
    others = behind(token, ("with",)) + [t for o in objects(token) if o.lemma_.lower() not in relations for t in behind(o, ("with",))]
    others = others or [t for t in _right(token, triggers.load().verbs["discuss"], parsed) if t.pos_ != "PRON"]
    made = Slots(_mark(subjects(token), "participant") + _mark(others, "participant"), sureness=0.7)
    if not others:
        made.reason = "discussed with nobody named"
    return made


# --- nouns


def _noun_with(token: Token, parsed: Parsed) -> Slots:
    others = behind(token, ("with", "between", "to", "of", "among", "by", "from"))
    others += [t for o in children(token, "prep") if o.lower_ == "of" for p in children(o, "pobj") for t in behind(p, ("with", "between"))]
    owners = [t for c in children(token, "poss", "compound", "nmod", "amod") for t in conjoined(c)]
    owners += [g for o in owners for g in children(o, "poss", "compound", "nmod", "amod")]
    venues = [o for o in owners if o.dep_ != "poss" and (m := parsed.mention(o)) and m.surface in ("metonym", "capital")]
    owners = [o for o in owners if o not in venues]
    verb = _lending(token)
    if verb is not None:
        others += behind(verb, ("with", "between"))
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "during", "at", "on", "via"):
        others += _addressed(token, parsed)
    outer = _outer(token, verb, parsed)
    made = Slots(_mark(owners, "participant") + _mark(outer, "participant") + _mark(others, "participant"))
    if any(c.lower_ == "between" for c in children(token, "prep")):
        made.parties = _mark(others, "participant")
    if token.dep_ == "pobj" and token.head.lower_ == "for" and not others and token.head.head.pos_ == "VERB":
        made.reason = "the purpose of another contact"
    made.places = venues
    return made


def _addressed(token: Token, parsed: Parsed) -> list[Token]:
    """Who is told something in the contact: "told B in a call", "discussed it with B in a call"."""
    verbs = [t for t in grammar.climb(token) if t.pos_ == "VERB"][:3]
    verb = next((v for v in verbs if v.lemma_ in _ADDRESSES), None)
    if verb is not None:
        return [t for t in objects(verb) if t.i < token.i and (parsed.mentions_at(t) or t.pos_ == "PRON")]
    if not verbs:
        return []
    return [
        t
        for prep in list(token.doc)[min(verbs[0].i, token.i) : token.i]
        if prep.lower_ == "with" and prep.head.lemma_.lower() not in triggers.load().relations
        for child in children(prep, "pobj")
        for t in conjoined(child)
        if any(m.kind in ("person", "office") for m in parsed.mentions_at(t))
    ]


# "told B in a call", "pressed B on Taiwan in a phone call": the one addressed takes part
_ADDRESSES = frozenset({"tell", "ask", "urge", "inform", "warn", "congratulate", "assure", "press", "thank", "invite", "brief", "praise", "update", "remind"})


def _lending(token: Token) -> Token | None:
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


def _outer(token: Token, verb: Token | None, parsed: Parsed) -> list[Token]:
    """The subject lent to a noun by the verb over it; a subject noun has none of its own."""
    if token.dep_ in ("nsubj", "nsubjpass") or any(t.dep_ in ("nsubj", "nsubjpass") and not t.pos_ == "PROPN" for t in (token,)):
        return []
    if verb is None:
        verb = grammar.governor(token)
        if verb is None:
            return []
        below = next((t for t in [token, *grammar.climb(token)] if t.head.i == verb.i), token)
        if below.dep_ in ("nsubj", "nsubjpass"):
            return []
    found = subjects(verb)
    above = grammar.governor(verb)
    if token.dep_ == "pobj" and verb.dep_ in ("xcomp", "ccomp") and above is not None and found and not any(_is_person(t, parsed) for t in found):
        # "urged both countries to work together during talks with B": who urged is in the talks
        return subjects(above) or found
    return found


def _is_person(token: Token, parsed: Parsed) -> bool:
    return token.pos_ == "PRON" or any(m.kind in ("person", "office") for m in parsed.mentions_at(token))


def _noun_visit(token: Token, parsed: Parsed) -> Slots:
    owners = [t for c in children(token, "poss", "compound", "nmod", "amod") for t in conjoined(c)]
    owners += [g for o in owners for g in children(o, "poss", "compound", "nmod")]
    travellers = [t for t in owners if ((m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")) or t.pos_ == "PRON"]
    of = [t for t in behind(token, ("by", "of", "from")) if (m := parsed.mention(t)) and m.kind in ("person", "office", "delegation")]
    verb = _lending(token)
    places = behind(token, ("to", "in", "into", "at", "on")) + [t for t in owners if t not in travellers]
    if verb is not None:
        places += behind(verb, ("to", "in"))
    if not travellers and not of:
        travellers = _outer(token, verb, parsed)
    hosts = [t for t in behind(token, ("with", "to")) if (m := parsed.mention(t)) and m.kind in ("person", "office")]
    made = Slots(_mark(travellers + of, "visitor") + _mark(hosts, "host" if travellers or of else "visitor"), places=places, travels=True)
    if not any((m := parsed.mention(g)) and m.state for t in places for g in (t, *children(t, "poss", "compound", "nmod", "appos"))) and not hosts:
        made.reason = "no state visited"
    return made


def _noun_message(token: Token, parsed: Parsed) -> Slots:
    verb = _lending(token)
    to = behind(token, ("to", "from", "of")) + (behind(verb, ("to",)) + [t for c in children(verb, "dative") for t in conjoined(c)] if verb is not None else [])
    owners = [t for c in children(token, "poss") for t in conjoined(c)]
    made = Slots(_mark(owners, "participant") + _mark(_outer(token, verb, parsed), "participant") + _mark(to, "participant"), sureness=0.8)
    people = [t for t, _ in made.parties if ((m := parsed.mention(t)) and m.kind in ("person", "office")) or _refers(t)]
    made.parties = [(t, r) for t, r in made.parties if t in people]
    if verb is None or verb.lemma_ not in ("send", "extend", "exchange", "offer", "convey", "receive", "deliver", "write"):
        made.reason = "a message not sent here"
    elif any(t.lemma_.lower() in ("call", "conversation", "meeting", "talk", "meet", "speak") for t in token.doc):
        made.reason = "congratulated in another contact"
    return made


def _event(token: Token, parsed: Parsed) -> Slots:
    made = _noun_with(token, parsed)
    made.places = behind(token, ("in", "at"))
    people = [t for t, _ in made.parties if ((m := parsed.mention(t)) and m.kind in ("person", "office")) or _refers(t)]
    if not people:
        made.reason = "a summit without people named"
    verb = _lending(token)
    if verb is not None and verb.lemma_ in ("attend", "join", "chair", "co-chair", "host") and people:
        made.travels = True
        made.places += [t for c in children(token, "compound", "nmod", "amod") for t in conjoined(c)]
    return made


Frame = Callable[["Token", Parsed], Slots]
_VERBS: dict[str, Frame] = {
    "with": _with, "to": _to, "object": _object, "visit": _visit, "go": _go, "host": _host, "message": _message, "invite": _invite, "discuss": _discuss, "send": _send,
}
_NOUNS: dict[str, Frame] = {"with": _noun_with, "visit": _noun_visit, "message": _noun_message, "event": _event}


# --- by the order of words, where the parse gives less than two


def _by_order(token: Token, trigger: Trigger, parsed: Parsed, made: Slots) -> None:
    """The nearest name before, and the name behind "with/to/between" (or right behind a verb)."""
    right = _right(token, trigger, parsed)
    left = _left(token, parsed)
    known = {t.i for t, _ in made.parties}
    if right and right[0].i not in known:
        made.parties += _mark(right, "participant")
        made.how, made.sureness = ", by the order of words", 0.7
    fellows = [t for t in left if t.i not in known]
    before = any(t.i < token.i and (parsed.mentions_at(t) or _refers(t)) for t, _ in made.parties)
    if fellows and (len(left) > 1 or (not before and (right or any(t.i > token.i for t, _ in made.parties)))):
        made.parties[:0] = _mark(fellows, "participant")
        made.how, made.sureness = ", by the order of words", 0.7


def _right(token: Token, trigger: Trigger, parsed: Parsed) -> list[Token]:
    seen_with = False
    for other in list(token.doc)[token.i + 1 : token.i + 14]:
        if other.lower_ in ("with", "between") or (other.lower_ == "to" and trigger.frame == "to"):
            seen_with = other.head.i == token.i or other.head.lemma_.lower() not in triggers.load().relations
        elif parsed.mentions_at(other):
            mention = parsed.mention(other)
            if mention and mention.surface in ("metonym", "capital", "demonym") and not seen_with:
                continue
            if mention and mention.kind in ("person", "office", "delegation", "state") and (seen_with or (trigger.verb and trigger.frame != "discuss" and other.i <= token.i + 2)):
                return list(conjoined(other))
        elif seen_with and _refers(other):
            return [other]
        elif other.pos_ in ("VERB", "AUX") or other.lower_ in _CLAUSE or other.text in (";", ":", ".", "—"):
            break
    return []


def _left(token: Token, parsed: Parsed) -> list[Token]:
    """The nearest name before a trigger, with those joined to it: "A and B plan to meet"."""
    words = list(token.doc)
    for other in reversed(words[: token.i]):
        mention = parsed.mention(other)
        if mention and mention.kind in ("person", "office", "delegation") and (other.dep_ not in ("poss", "pobj") or other.i == token.i - 1):
            found, at = [other], other.i
            while at >= 2 and words[at - 1].lower_ in ("and", "&") and parsed.mention(words[at - 2]):
                at -= 2
                found.insert(0, words[at])
            return found
        if other.text in (";", ":", "—") or other.lower_ in ("but",):
            return []
    return []


def looks_verbal(token: Token, parsed: Parsed) -> bool:
    """Whether a word the tagger takes for a noun stands like a verb: "Rubio visits Israel"."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or not token.lower_.endswith(("s", "ed", "et", "ks", "oke")):
        return False
    before, after = parsed.mention(token.nbor(-1)), parsed.mention(token.nbor(1))
    if after is None and token.nbor(1).lower_ in ("to", "with", "in", "for") and token.i + 2 < len(token.doc):
        after = parsed.mention(token.nbor(2))
    return before is not None and after is not None and before.kind in ("person", "office", "delegation") and not before.span.end < parsed.span(token).start - 1


def destinations(made: Slots, parsed: Parsed, parties: tuple[tuple[Party, Role], ...]) -> list[Mention]:
    """The states a journey goes to, one mention each: "to Peru and Brazil" are two."""
    travellers = {p.state for p, r in parties if r == "visitor"}
    found: dict[str, Mention] = {}
    for other in made.places:
        mention = parsed.mention(other)
        if mention and mention.kind == "state" and mention.state and mention.state not in travellers:
            found.setdefault(mention.state, mention)
    return list(found.values())


def place(token: Token, parsed: Parsed, made: Slots, parties: tuple[tuple[Party, Role], ...]) -> Mention | None:
    """The state or town where it takes place: the frame's own, else one behind in/at on the trigger or its verb."""
    travellers = {p.state for p, r in parties if r == "visitor"}
    for other in [t for p in made.places for t in (p, *children(p, "poss", "compound", "nmod", "appos"))]:
        mention = parsed.mention(other)
        if mention and mention.kind in ("state", "body") and not (made.travels and mention.state in travellers):
            return mention
    if made.travels:
        return None
    verb = _lending(token)
    for above in (token, verb):
        if above is None:
            continue
        for other in behind(above, ("in", "at", "to")):
            mention = parsed.mention(other)
            if mention and mention.kind in ("state",) and mention.surface != "demonym":
                return mention
    return None


def definite(token: Token, parsed: Parsed) -> bool:
    """Whether a noun takes up something named elsewhere: "the call", "their meeting", "Wednesday's virtual talks"."""
    days = any(c.dep_ == "poss" and not parsed.mentions_at(c) for c in token.children)
    return days or any(c.dep_ in ("det", "poss") and c.lower_ in ("the", "their", "this", "that", "his", "her") for c in token.children)


def clause_end(token: Token, parsed: Parsed) -> int:
    """Where the words that belong to a trigger end: at the next clause, or the sentence's end."""
    for other in list(token.doc)[token.i + 1 :]:
        if other.lower_ in _CLAUSE or other.text in (";", ":"):
            return parsed.span(other).start
    return parsed.spans[-1].end


def belongs(offset: int, token: Token, parsed: Parsed) -> bool:
    """Whether a word of medium belongs to this trigger and not to another one nearer to it."""
    other = parsed.token_at(offset)
    if other is None:
        return True
    table = triggers.load()
    near = [t for t in token.doc if t.lemma_.lower() in table.nouns or (t.pos_ == "VERB" and t.lemma_.lower() in table.verbs)]
    if not near:
        return True
    best = min(near, key=lambda t: (abs(t.i - other.i), -t.i))
    return best.i == token.i or abs(token.i - other.i) <= 3 or token in list(grammar.climb(best)) or best in list(grammar.climb(token))


def span_of(tokens: list[Token], parsed: Parsed) -> Span:
    """The stretch of text from the first to the last of some tokens."""
    return Span(min(parsed.span(t).start for t in tokens), max(parsed.span(t).end for t in tokens))
