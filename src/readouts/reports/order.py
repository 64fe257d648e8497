"""Parties by the order of words, where the parse leaves one side open: headlines above all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.language.bodies import LEADERS
from readouts.language.parsing import Parsed
from readouts.reports import grammar, triggers
from readouts.reports.grammar import conjoined
from readouts.reports.slots import Slots, mark, refers
from readouts.reports.strangers import PERSONAL
from readouts.reports.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

# "was speaking in Qatar": no party
_ELSEWHERE = frozenset({"in", "at", "on", "from", "about", "of", "for", "over", "against", "through"})
_BEFORE_NOUNS = frozenset(
    {"after", "before", "during", "amid", "despite", "since", "following", "of", "in", "for", "at"}
)
_ACTING = frozenset({"person", "office", "delegation", "state"})
CLAUSE = frozenset({"after", "before", "when", "while", "as", "but", "which", "who"})


def fill_by_order(token: Token, trigger: Trigger, parsed: Parsed, made: Slots) -> None:
    """The nearest name before, and the name behind "with/to/between" (or right behind a verb)."""
    if _said_to(token):
        return
    joined = hyphenated(token, parsed) if not trigger.verb else []
    others = [t for t, _ in made.parties if t.lower_ != "it" and not (token.dep_ == "ccomp" and t.head == token.head)]
    # "C says it will host A-B talks", where the parse has C say talks
    if joined and all(t in joined for t in others if parsed.mentions_at(t) or refers(t)):
        made.parties = mark(joined, "participant")
        made.how = ", by the order of words"
        return
    if two := _states_before(token, parsed):
        made.parties = mark(two, "participant")
        made.how = ", by the order of words"
        return
    pair = _of_the_pair(token, trigger, parsed)
    if pair and not any(m.kind == "person" for t, _ in made.parties for m in parsed.mentions_at(t)):
        made.parties = mark(pair, "participant")
        made.how = ", by the order of words"
        return
    right = named_behind(token, trigger, parsed)
    left = named_before(token, parsed)
    known = {t.i for t, _ in made.parties}
    if right and right[0].i not in known:
        made.parties += mark(right, "participant")
        made.how = ", by the order of words"
    fellows = [t for t in left if t.i not in known and not _has_own_subject(token, t, parsed)]
    before = any(t.i < token.i and (parsed.mentions_at(t) or t.pos_ == "PRON") for t, _ in made.parties)
    if fellows and (len(left) > 1 or (not before and (right or any(t.i > token.i for t, _ in made.parties)))):
        made.parties[:0] = mark(fellows, "participant")
        made.how = ", by the order of words"


def _of_the_pair(token: Token, trigger: Trigger, parsed: Parsed) -> list[Token]:
    """A headline's "A-B truce under strain ahead of talks": of the two that a hyphen joins, where nobody else is named.

    "the Doha talks" leaves them so; "talks with C", "C's talks" and "his talks" do not.
    """
    if trigger.lemma not in _TALKS or trigger.verb or grammar.children(token, "poss"):
        return []
    if any(c.lower_ in ("with", "between", "on", "about", "of") for c in grammar.children(token, "prep")):
        return []
    words = list(token.doc)
    before = words[: token.i]
    pair = [(a, b) for a, dash, b in zip(before, before[1:], before[2:], strict=False) if dash.text in ("-", "–", "/")]
    pair = [(a, b) for a, b in pair if _are_two_states(a, b, parsed)]
    if len(pair) != 1:
        return []
    two = {m.state for t in pair[0] for m in parsed.mentions_at(t)}
    named = [m for t in words if not _is_place(t) for m in parsed.mentions_at(t) if m.state and m.surface != "town"]
    named = [m for m in named if m.surface != "capital" or m.state in two]
    return list(pair[0]) if all(m.state in two for m in named) else []


def _is_place(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near")


def _are_two_states(one: Token, other: Token, parsed: Parsed) -> bool:
    both = [m for t in (one, other) if (m := parsed.mention(t)) is not None and m.kind == "state"]
    return len(both) == 2 and both[0].state != both[1].state


_TALKS = frozenset({"talk", "negotiation"})


def _has_own_subject(token: Token, other: Token, parsed: Parsed) -> bool:
    """ "A arrested: Jane Doe congratulates B": who does so is named, though of nobody known."""
    verb = token if token.pos_ == "VERB" else grammar.governor(token)
    own = grammar.children(verb, "nsubj") if verb is not None else []
    if any(c.lower_ in PERSONAL and other.i < c.i < token.i for c in own):
        return True  # "As the daughter of a diplomat, she spent years in A"
    own = [c for c in own if c.pos_ == "PROPN" and not parsed.mentions_at(c)]
    return bool(own) and other.i < own[0].i and len(list(own[0].subtree)) > 1


def _said_to(token: Token) -> bool:
    """A headline's "A to B: ready to host talks": what A says to B."""
    before = list(token.doc)[: token.i]
    colon = next((t.i for t in before if t.text == ":"), None)
    return colon is not None and colon >= 3 and any(t.lower_ == "to" for t in before[1 : colon - 1])


def named_behind(token: Token, trigger: Trigger, parsed: Parsed) -> list[Token]:
    """The name behind "with", "to" or "between", or right behind a verb, with all joined to it."""
    seen_with = False
    for other in token.doc[token.i + 1 : token.i + 14]:
        if other.lower_ in ("with", "between") or (other.lower_ == "to" and trigger.frame == "to"):
            seen_with = other.head.i == token.i or other.head.lemma_.lower() not in triggers.load().relations
        elif parsed.mentions_at(other):
            mention = parsed.mention(other)
            if mention and mention.surface in ("metonym", "capital", "demonym", "town") and not seen_with:
                continue
            if trigger.verb and mention and mention.kind == "state" and _says_of_what(other, parsed):
                continue  # "A convenes Sudan situation room meeting"
            if missed(other):
                continue
            if (
                mention
                and (mention.kind in _ACTING or mention.rule == LEADERS)
                and (
                    seen_with
                    or (
                        trigger.verb
                        and trigger.frame != "discuss"
                        and other.i <= token.i + 2
                        and other.nbor(-1).lower_ not in _ELSEWHERE
                    )
                )
            ):
                return list(conjoined(other))
        elif seen_with and refers(other):
            return [other]
        elif other.pos_ in ("VERB", "AUX") or other.lower_ in CLAUSE or other.text in (";", ":", ".", "—"):
            break
    return []


def _says_of_what(state: Token, parsed: Parsed) -> bool:
    """Whether a state's name only tells which thing: "a Sudan crisis team"."""
    at = state.head if state.dep_ == "compound" else None
    return at is not None and at.i > state.i and at.pos_ == "NOUN" and not parsed.mentions_at(at)


def missed(name: Token) -> bool:
    """ "at the summit with B conspicuous by his absence", "with B absent": not there."""
    return name.i + 1 < len(name.doc) and name.nbor(1).lower_ in ("absent", "conspicuous", "missing")


def named_before(token: Token, parsed: Parsed) -> list[Token]:
    """The nearest name before a trigger, with those joined to it: "A and B plan to meet"."""
    words = token.doc
    for other in (words[i] for i in range(token.i - 1, -1, -1)):
        mention = parsed.mention(other)
        if (
            mention
            and mention.kind in ("person", "office", "delegation")
            and (other.dep_ not in ("poss", "pobj", "dobj") or other.i == token.i - 1 or _opens(other, token))
        ):
            found, at = [other], other.i
            while at >= 2:
                joint = _joint(words[at])
                listed = len(found) > 1 and joint.text == "," and words[at].dep_ == "conj"  # "A, B and C"
                if not (listed or joint.lower_ in ("and", "&")) or not parsed.mention(joint.nbor(-1)):
                    break
                at = joint.i - 1
                found.insert(0, words[at])
            return found
        if other.text in (";", ":", "—") or other.lower_ in ("but",):
            return []
    return []


def _opens(name: Token, verb: Token) -> bool:
    """ "On Saturday A's adviser, B, flew": the parse has the name hang on the day, and the verb without a subject."""
    day = name.dep_ == "pobj" and name.head.i == 0 and name.head.lower_ in ("on", "in")
    return day and name.i > 1 and verb.nbor(-1).text == "," and not any(c.dep_ == "nsubj" for c in verb.children)


def hyphenated(token: Token, parsed: Parsed) -> list[Token]:
    """ "US-Ukraine-Russia peace talks": the states that hyphens join right before a noun, however parsed."""
    words, at = token.doc, token.i - 1
    while at > 0 and token.i - at <= MOST_BETWEEN and _says_which(words[at], parsed):
        at -= 1
    found: list[Token] = []
    while at >= 0 and (mention := parsed.mention(words[at])) and mention.kind in ("state", "body"):
        found.insert(0, words[at])
        at -= 1
        if at < 1 or words[at].text not in ("-", "–", "/"):
            break
        at -= 1
    return found if len(found) > 1 else []


def _says_which(word: Token, parsed: Parsed) -> bool:
    """ "US-Iran nuclear talks", but not "US-Iran war talks", which others may hold."""
    return word.pos_ in ("NOUN", "ADJ", "PROPN") and word.lower_ not in _WARS and not parsed.mentions_at(word)


MOST_BETWEEN = 3  # words between the names and the noun
_WARS = frozenset({"war", "conflict", "crisis"})


def _states_before(token: Token, parsed: Parsed) -> list[Token]:
    """A headline's "At A's urging, B and C to meet", "as B and C resume talks": two states right before."""
    led = token.i >= 4 and (token.nbor(-1).lower_ == "to" or token.nbor(-1).lemma_.lower() in _HOLD)
    if not led or token.nbor(-3).lower_ not in ("and", "&", ","):
        return []
    pair = [token.nbor(-4), token.nbor(-2)]
    return pair if all((m := parsed.mention(t)) and m.kind == "state" for t in pair) else []


_HOLD = frozenset({"begin", "continue", "hold", "open", "plan", "restart", "resume", "start"})


def _plural_before(token: Token, parsed: Parsed) -> bool:
    """ "US envoys arrive in Berlin", "Xi, Putin meet in Moscow": a verb's plain form behind several people."""
    before = parsed.mention(token.nbor(-1))
    if before is None or token.lower_ not in triggers.load().verbs:
        return False
    several = before.plural or before.kind == "delegation" or (before.title or "").endswith("s")
    return several or (token.i >= 3 and _joint(token.nbor(-1)).lower_ in ("and", ",", "&"))


def _joint(name: Token) -> Token:
    """The word before a name, or before its article: the *and* of "A and B", of "A and the First Lady"."""
    return name.nbor(-2 if name.i >= 3 and name.nbor(-1).lower_ == "the" else -1)


def looks_verbal(token: Token, parsed: Parsed) -> bool:
    """Whether a word the tagger takes for a noun stands like a verb: "Rubio visits Israel"."""
    if token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    if token.lower_ == "talks" and token.dep_ == "pobj" and token.head.lower_ in _BEFORE_NOUNS:
        return False  # "frees two after Marcos talks with Putin"
    between = (
        token.lower_ == "meeting" and parsed.mention(token.nbor(1)) is not None
    )  # "Trump meeting Zelensky in Rome"
    if (
        not between
        and not token.lower_.endswith(("s", "ed", "et", "ks", "oke", "rang"))
        and not _plural_before(token, parsed)
    ):
        return False
    before, after = parsed.mention(token.nbor(-1)), parsed.mention(token.nbor(1))
    if after is None and token.nbor(1).is_quote:  # "Xi hosts 'old friend' Putin"
        after = next((m for t in list(token.doc)[token.i + 2 : token.i + 6] if (m := parsed.mention(t))), None)
    if after is None and token.nbor(1).lower_ in ("to", "with", "in", "for") and token.i + 2 < len(token.doc):
        after = parsed.mention(token.nbor(2))
    return (
        before is not None
        and after is not None
        and before.kind in ("person", "office", "delegation")
        and not before.span.end < parsed.span(token).start - 1
    )
