"""Small questions to a dependency parse: who is the subject, what hangs on a preposition, which verb governs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from readouts.text import WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "obj", "dative", "iobj")


def conjoined(token: Token) -> Iterator[Token]:
    """A token and all that is joined to it: "Merz, Macron and Starmer", "Xi as well as Li", "guests including Xi"."""
    leaders = _leaders(token)
    if not leaders and token.lower_ in WEEKDAYS and token.i and token.nbor(-1) in children(token, "compound"):
        leaders = [token.nbor(-1)]  # "spoke with B Wednesday": the parse takes the day for B's name
    if leaders:
        yield from leaders
    else:
        yield token
    for child in token.children:
        if child.lower_ == "including" and (token.tag_ == "NNS" or token.lemma_ in _SENT):
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp", "dobj"):
                    yield from conjoined(below)
        if child.dep_ in ("conj", "appos") and child.i > token.i:
            yield from conjoined(child)
        elif child.dep_ == "cc" and child.lower_ in ("as", "with"):
            for below in child.children:
                if below.dep_ == "conj":
                    yield from conjoined(below)


_SENT = frozenset({"delegation", "mission", "team"})


def _leaders(token: Token) -> list[Token]:
    """ "a delegation led by A": A is the one to name."""
    of = [c for p in token.children if p.lower_ == "of" for c in p.children] if token.lemma_ in _SENT else []
    return [
        name
        for child in [
            *token.children,
            *(c for t in of for c in (*t.children, *(g for a in t.children for g in a.children))),
        ]
        if child.dep_ == "acl" and child.lemma_ in ("lead", "head") and child.tag_ == "VBN"
        for agent in child.children
        if agent.lower_ == "by"
        for name in agent.children
        if name.dep_ == "pobj"
    ]


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token that stand in one of these relations."""
    return [c for c in token.children if c.dep_ in deps]


def objects(token: Token) -> list[Token]:
    """The direct and dative objects of a verb, with all that is joined to them."""
    found = [_relative(t, token) for c in children(token, *OBJECTS) for t in conjoined(c)]
    found += [t for c in children(token, "xcomp") if describes(c) for t in objects(c)]
    return found


_ADJECTIVES = frozenset({"visiting", "outgoing", "incoming", "departing"})


def describes(token: Token) -> bool:
    """ "met visiting President A", "talks with visiting B": the parse takes it for a verb with an object of its own."""
    return token.lower_ in _ADJECTIVES and token.dep_ in ("xcomp", "pcomp")


def behind(token: Token, words: Iterable[str]) -> list[Token]:
    """What hangs on the prepositions `words` of a token: "with A and B" → A, B."""
    wanted = set(words)
    found: list[Token] = []
    joined = [c for c in children(token, "conj") if c.pos_ == "ADP"]  # "goes to A and then to B"
    for prep in [*children(token, "prep", "agent", "dative"), *joined]:
        if prep.lower_ in wanted:
            for child in prep.children:
                if describes(child) and (guests := children(child, *OBJECTS)):
                    found.extend(t for g in guests for t in conjoined(g))
                elif child.tag_ == "VBG" and (named := [c for c in children(child, "nsubj") if c.pos_ == "PROPN"]):
                    found.extend(t for c in named for t in conjoined(c))  # "says talks with B progressing"
                elif child.dep_ in ("pobj", "pcomp", "obj"):
                    found.extend(conjoined(child))
                elif child.dep_ == "conj" or (child.dep_ == "prep" and child.lower_ in wanted):
                    found.extend(t for c in child.children if c.dep_ == "pobj" for t in conjoined(c))
    return found


def with_some_named(token: Token) -> bool:
    """ "will talk with leaders including B and C": those named are only some of them."""
    return any(c.lower_ == "including" for t in behind(token, ("with",)) for c in t.children)


def between_states(token: Token) -> bool:
    """Whether a hyphen joins two names right before a word: "China-India talks"."""
    return (
        token.i >= 3
        and token.nbor(-2).text in ("-", "–", "/")
        and token.nbor(-1).pos_ == token.nbor(-3).pos_ == "PROPN"
    )


def joined_before(owner: Token) -> list[Token]:
    """ "cancels A and B's trip", where the parse takes B alone for whose it is: A."""
    if owner.dep_ != "poss" or owner.i < 2 or owner.nbor(-1).lower_ not in ("and", "&"):
        return []
    other = owner.nbor(-2)
    if other.lower_ in ("'s", "’s") and other.i:
        other = other.nbor(-1)  # "A's and B's visits"
    return [other] if other.pos_ == "PROPN" else []


def paired(token: Token) -> bool:
    """Whether a hyphen joins a word to another name: "the Franco-German talks", "U.S.-Chinese talks"."""
    around = [token.nbor(n) for n in (-1, 1) if 0 <= token.i + n < len(token.doc)]
    if token.pos_ == "ADJ":  # "U.S.-Iranian talks", but not "pro-Iranian protesters"
        return token.i >= 2 and around[0].text in ("-", "–", "/") and token.nbor(-2).pos_ == "PROPN"
    return token.pos_ == "PROPN" and token.dep_ == "compound" and any(t.text in ("-", "–", "/") for t in around)


def governor(token: Token) -> Token | None:
    """The verb (or predicate) above a token, through nouns and prepositions; None at the root."""
    at = token
    while at.head.i != at.i:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return at
    return None


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The subjects of a verb, its own or those it takes over from the verb above it.

    "A agreed to meet B": the subject of *meet* is A; "A urged C to meet B": C; "A, who met B": A; "after meeting B, A
    left": A; "A flew to Rome and met B": A.
    """
    own = own_subjects(verb)
    if len(own) == 1 and own[0].tag_ == "VBZ" and own[0].i == verb.i - 1:
        return subjects(own[0], depth + 1)  # "Blinken plans travel to B"
    if own:
        return _one_of(verb, own) or [_relative(t, verb) for t in own]
    if verb.head.lemma_ == "be" and verb.dep_ in ("xcomp", "acl", "csubj", "ccomp", "advcl"):
        who = [c for c in children(verb.head, "nsubj") if c.lower_ == "it"]
        above = governor(verb.head)
        if who and above is not None and verb.head.dep_ == "ccomp":
            return subjects(above, depth + 1)  # "It was a pleasure to meet B, A said"
    if agents := _agents(verb):
        return agents
    if depth > 6 or verb.head.i == verb.i:
        return []
    head = verb.head
    apart = verb.i > 1 and verb.nbor(-1).text == ","  # "after the president, A, travelled"
    before = verb.nbor(-2 if apart else -1) if verb.i else None
    joint = _CONJUNCTIONS - {"as"} if apart else _CONJUNCTIONS
    if depth == 0 and before is not None and before.dep_ == "pobj" and before.head.lower_ in joint:
        return list(conjoined(before))  # "C strikes a port as A meets B": the parse takes *as* for a preposition
    if verb.dep_ in ("acl", "relcl") and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        # "accepted the invitation to visit", "announced plans to meet", "the first leader to visit", "A's wish to go"
        if head.pos_ == "PROPN" or (head.pos_ == "NOUN" and head.dep_ in ("ROOT", "dep", "ccomp")):
            return list(conjoined(head))  # a headline's "Carney to visit China", "US officials to meet B, C says"
        owners = [t for c in children(head, "poss") for t in conjoined(c)]
        if owners and head.lemma_ != "invitation":
            return owners
        above = governor(head)
        return subjects(above, depth + 1) if above is not None else []
    if verb.tag_ == "VBG" and verb.dep_ in ("acl", "conj") and verb.i >= 3 and _besides(verb):
        over = governor(head) if head.pos_ not in ("VERB", "AUX") else head
        return subjects(over, depth + 1) if over is not None else []  # "A met B as well as visiting C"
    if verb.dep_ in ("relcl", "acl"):
        set_to = verb.tag_ == "VBN" and children(verb, "xcomp") and head.dep_ == "ROOT"  # a headline's "team set to go"
        return [] if _passive(verb) and not set_to else list(conjoined(head))
    if verb.tag_ == "VBG" and head.lemma_ in _LISTS and verb.dep_ in ("xcomp", "dobj", "ccomp"):
        owned = [t for c in children(head, "nsubj") for o in children(c, "poss") for t in conjoined(o)]
        return owned or subjects(head, depth + 1)  # "His itinerary includes holding talks with B"
    if verb.dep_ == "pcomp" and head.lower_ == "for" and head.head.lemma_ in _BLAMES:
        blamed = objects(head.head) + behind(head.head, ("at", "on"))
        return blamed or subjects(head.head, depth + 1)  # "C hits out at A for meeting B"
    if verb.dep_ == "pcomp" and head.lower_ == "of" and (told := children(head.head, "poss")):
        return [t for c in told for t in conjoined(c)]  # "A referred to B's account of coming under fire"
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
        # object control: "invited Petro to visit", "asked him to call"
        controlled = [t for t in objects(head) if t.i < verb.i] if head.lemma_ in _OBJECT_CONTROL else []
        return controlled or subjects(head, depth + 1)
    if head.lemma_ in SENDS and verb.dep_ == "advcl" and any(c.lower_ == "to" for c in children(verb, "aux")):
        return [t for t in objects(head) if t.i < verb.i] or subjects(head, depth + 1)  # "sent C on Monday to meet B"
    if head.pos_ in ("VERB", "AUX"):
        return subjects(head, depth + 1)
    above = governor(verb)
    return subjects(above, depth + 1) if above is not None else []


_BLAMES = frozenset(
    {
        "attack",
        "blame",
        "blast",
        "chide",
        "condemn",
        "criticise",
        "criticize",
        "hit",
        "lash",
        "mock",
        "praise",
        "rebuke",
        "scold",
        "slam",
    }
)


_SELF = frozenset({"himself", "herself", "itself", "themselves"})


def own_subjects(verb: Token) -> list[Token]:
    """The subjects that hang on a verb, without those that the commas of a headline give it."""
    own = [t for c in children(verb, *SUBJECTS) for t in conjoined(c)]
    own = [t for t in own if not (t.dep_ == "appos" and t.lower_ in _SELF)]  # "A himself"
    if not own and verb.tag_ == "NNS" and verb.i and verb.nbor(-1) in children(verb, "compound"):
        return [verb.nbor(-1)]  # "as the delegation heads for B", where the parse takes the verb for a noun
    if not own and (name := _behind_a_time(verb)) is not None:
        return [name]
    if not own and verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBZ") and verb.i > 1:
        last = verb.nbor(-2 if verb.nbor(-1).text == "," else -1)
        if last.dep_ == "appos" and last.pos_ == last.head.pos_ == "PROPN":
            return [last]  # "After talks in Warsaw, B's minister, A, promised more"
    if len(own) == 2 and verb.tag_ == "VBZ" and verb.text.endswith("s") and own[-1].i == verb.i - 1:
        return own[-1:]  # "C calls B, A meets D": the verb is of one
    if len(own) > 1 and (mark := next((c.i for c in children(verb, "mark") if own[0].i < c.i < own[-1].i), None)):
        own = [t for t in own if t.i > mark]  # "C to speak, after A and B agree a meeting"
    before = verb.nbor(-1) if own and verb.i else None
    if before is not None and verb.lemma_ in _SAYS and before.pos_ == "PROPN" and before.dep_ == "conj":
        return own if before.head in own else [before]  # "C no ally of B, A says"
    return own


def _behind_a_time(verb: Token) -> Token | None:
    """ "A travelled to C in October and B met D": the parse joins B to the month."""
    name = verb.nbor(-1) if verb.i > 1 else None
    if name is None or verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP") or name.dep_ != "conj":
        return None
    return name if name.pos_ == "PROPN" and name.nbor(-1).lower_ == "and" and name.head.dep_ in _ADJUNCTS else None


_ADJUNCTS = ("pobj", "npadvmod", "dobj")
_SAYS = frozenset({"say", "warn", "tell", "claim"})
_LISTS = frozenset({"include", "involve", "feature", "comprise"})
SENDS = frozenset({"send", "dispatch", "despatch"})
_CONJUNCTIONS = frozenset({"as", "after", "before", "until", "since"})
_OBJECT_CONTROL = frozenset(
    {
        "invite",
        "ask",
        "urge",
        "tell",
        "allow",
        "want",
        "expect",
        "send",
        "dispatch",
        "order",
        "persuade",
        "convince",
        "get",
        "help",
        "encourage",
    }
)


def _besides(verb: Token) -> bool:
    """Whether "as well as", "besides" or "in addition to" stands right before."""
    before = [t.lower_ for t in list(verb.doc)[max(0, verb.i - 3) : verb.i]]
    return before[-3:] == ["as", "well", "as"] or before[-1:] == ["besides"] or before[-2:] == ["addition", "to"]


def _one_of(verb: Token, own: list[Token]) -> list[Token]:
    """ "A and B are among the leaders who will join C", "A was one of those who met C": A and B."""
    group = verb.head
    if (
        verb.dep_ != "relcl"
        or own[0].lower_ != "who"
        or group.dep_ != "pobj"
        or group.head.lower_ not in ("among", "of")
    ):
        return []
    be = group.head.head.head if group.head.head.lower_ == "one" else group.head.head
    return [t for c in children(be, "nsubj") for t in conjoined(c)] if be.lemma_ == "be" else []


def _passive(verb: Token) -> bool:
    return verb.tag_ == "VBN"


def _agents(verb: Token) -> list[Token]:
    """ "talks led by A": who does it; but "A is expected to be received by B" has A for its subject."""
    raised = verb.dep_ == "xcomp" and children(verb, "auxpass")
    return behind(verb, ("by",)) if children(verb, "agent") and not raised else []


def _relative(token: Token, verb: Token) -> Token:
    """ "A, who met B": *who* stands for A."""
    if token.lower_ in ("who", "whom", "which", "that"):
        if verb.dep_ == "relcl":
            named = verb.head.dep_ == "appos" and verb.head.pos_ == "NOUN" and verb.head.head.pos_ == "PROPN"
            return verb.head.head if named else verb.head  # "A, the envoy who met B"
        if verb.dep_ == "ccomp" and verb.head.dep_ == "relcl":
            return verb.head.head  # "B, whom A said met C"
    return token


def climb(token: Token) -> Iterator[Token]:
    """The tokens above a token, nearest first, the root last."""
    at = token
    while at.head.i != at.i:
        at = at.head
        yield at


def next_word(token: Token) -> str:
    """The word behind a token in lower case, the empty string at the end."""
    return token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
