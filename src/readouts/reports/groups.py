"""Words for several at once: "they", "the two leaders", "both countries", "the foreign ministers"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.reports import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

THEY = frozenset({"they", "them", "their", "both", "pair", "duo", "two", "trio", "each"})
GROUP_NOUNS = frozenset(
    {
        "leader",
        "president",
        "side",
        "man",
        "minister",
        "party",
        "counterpart",
        "official",
        "premier",
        "statesman",
        "head",
        "diplomat",
        "country",
        "nation",
        "delegation",
        "negotiator",
        "chief",
        "envoy",
    }
)
# "the defence chiefs", "the foreign ministers": whose office is told
OFFICES = {
    "defense": "defence_minister",
    "defence": "defence_minister",
    "foreign": "foreign_minister",
    "finance": "finance_minister",
    "trade": "trade_minister",
}
_PEERS = frozenset({"rival", "neighbour", "neighbor", "politician", "politicians", "woman"})
# who may stand for a state without a name
PEOPLE = frozenset(
    {
        "adviser",
        "aide",
        "ambassador",
        "commander",
        "delegate",
        "delegation",
        "diplomat",
        "envoy",
        "expert",
        "general",
        "minister",
        "negotiator",
        "officer",
        "official",
        "representative",
        "team",
    }
)
STATES = frozenset({"country", "nation", "side", "party", "government"})


_SIDES = STATES | {"rival", "neighbour", "neighbor", "state", "power", "capital", "ally", "army"}


def is_group(token: Token) -> bool:
    """Whether a word stands for those named elsewhere together."""
    if token.lower_ == "last" and any(c.lower_ in THEY for c in token.children):
        return True  # "the two last met": the parse takes *last* for their name
    if token.lower_ in THEY and token.pos_ in ("PRON", "NOUN", "NUM", "DET", "PROPN"):
        return True
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        return False  # "Tashiev and Yatimov, the heads of the two committees"
    within = grammar.behind(token, ("of",))
    of = [t for t in within if t.pos_ == "NOUN" and t.lemma_.lower() not in _SIDES]
    if of and token.lemma_.lower() not in ("side", "party"):
        return False  # "the heads of the two committees"
    if any(t.lemma_.lower() == "party" and not {c.lower_ for c in t.children} & {"two", "both", "the"} for t in within):
        return False  # "the leaders of all parties", "of opposition parties"
    if token.lemma_.lower() in _PEERS and any(c.lower_ in ("two", "both") for c in token.children):
        return True
    if token.lemma_.lower() in GROUP_NOUNS and token.tag_ in ("NNS", "NNPS"):
        kids = {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "predet", "poss", "amod")}
        if token.dep_ == "poss" and (token.head.tag_ == "NNS" or any(c.lower_ == "of" for c in token.head.children)):
            return False  # "the annual leaders' meeting of the Arab League", "the leaders' meetings on trade"
        if any(c.dep_ == "amod" and c.text[:1].isupper() for c in token.children):
            return False  # "the African leaders" are others than the two told of
        if "warring" in kids or "rival" in kids or "opposing" in kids:
            return False  # "both warring sides" are others than those who speak of them
        first = token.i == 0 and token.lower_ == "leaders"  # a headline's "Leaders discussed it in a call"
        return first or bool(kids & {"the", "two", "both", "their", "three", "these"})
    return False


def are_people_of_two(token: Token) -> bool:
    """ "A says ties with B improve as senior officials meet": of nobody else, so people of the two named before."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in PEOPLE or token.dep_ != "nsubj":
        return False
    verb = token.head
    beside = verb.dep_ == "advcl" and any(c.lower_ in ("as", "after", "when") for c in grammar.children(verb, "mark"))
    plain = all(c.dep_ == "amod" and c.text[:1].islower() for c in token.children)
    return verb.lemma_ == "meet" and beside and plain and not grammar.children(verb, "dobj")


def sides_of(token: Token) -> Token | None:
    """ "officials of both countries", "representatives from the two sides": whose people they are."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in PEOPLE:
        return None
    for of in grammar.behind(token, ("of", "from")):
        if of.lemma_.lower() in _SIDES and any(c.lower_ in ("both", "two") for c in of.children):
            return of
    return None


def led_by(token: Token, parsed: Parsed) -> str | None:
    """ "a French delegation headed by Minister A": the state whose people somebody leads."""
    verb = token.head.head if token.head.lower_ == "by" else None
    if verb is None or verb.dep_ != "acl" or verb.lemma_ not in ("head", "lead"):
        return None
    return next((m.state for m in parsed.mentions_at(verb.head) if m.kind == "delegation"), None)


def with_state(mentions: Sequence[Mention], token: Token, parsed: Parsed) -> list[Mention]:
    """What stands at a word, who leads a delegation with the state of its people."""
    led = led_by(token, parsed)
    return [replace(m, state=led) if led and m.kind == "person" and not m.state else m for m in mentions]


def together(starts: Sequence[int], parsed: Parsed) -> bool:
    """Whether two that are named at these offsets have one verb over them: what one does is done with the other."""
    at = [parsed.token_at(start) for start in starts]
    verbs = {v.i for t in at if t is not None and (v := grammar.governor(t)) is not None}
    return len(starts) == 2 and len(verbs) == 1
