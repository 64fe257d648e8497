"""The places in a frame: who stands where, and the small questions that all frames ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Channel, Role, Status
from readouts.reports import triggers
from readouts.reports.grammar import behind, children
from readouts.reports.groups import GROUP_NOUNS, THEY, is_group, sides_of
from readouts.reports.salience import is_opposite, is_sent

if TYPE_CHECKING:
    from spacy.tokens import Token

GO = ("to", "in", "into", "for", "at", "on")
LENGTHS = frozenset({"minute", "hour", "day", "time", "while", "half", "second"})


_PLACES = frozenset(
    {"nation", "country", "kingdom", "republic", "state", "city", "town", "resort", "port", "island", "village"}
)


@dataclass(slots=True)
class Slots:
    """The tokens in a frame's places with their roles, and what the frame itself says."""

    parties: list[tuple[Token, Role]] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)
    travels: bool = False
    status: Status | None = None
    channel: Channel | None = None
    reason: str | None = None
    how: str = ""


def mark(tokens: list[Token], role: Role) -> list[tuple[Token, Role]]:
    """Tokens with one role each."""
    return [(t, role) for t in tokens]


def capitals(tokens: list[Token], parsed: Parsed) -> list[Token]:
    """The tokens, "the Chinese capital" and "the West African nation of Togo" by the word that says whose it is."""
    made = []
    for token in tokens:
        named: list[Token] = []
        if token.lemma_.lower() == "capital":  # "the Iranian capital, Tehran"
            named = children(token, "appos", "amod", "compound", "nmod", "poss")
        elif token.lemma_.lower() in _PLACES and not parsed.mentions_at(token):
            named = behind(token, ("of",)) + children(token, "appos", "amod", "compound")  # "the Chinese port"
        named.sort(key=lambda t: t.dep_ != "appos")
        made += [t for t in named if (m := parsed.mention(t)) and m.kind == "state"][:1] or [token]
    return made


def passive(token: Token) -> bool:
    """Whether a verb is in the passive: "was received"."""
    return bool(children(token, "nsubjpass", "auxpass"))


def refers(token: Token) -> bool:
    """Whether a word takes up somebody named elsewhere: a pronoun, "both", "leaders"."""
    word = token.lemma_.lower()
    taken_up = token.pos_ == "PRON" or token.lower_ in THEY or word in GROUP_NOUNS
    return taken_up or is_opposite(token) or is_sent(token) or is_group(token) or sides_of(token) is not None


def somebody(token: Token, parsed: Parsed) -> bool:
    """Whether a token may stand for a leader or those a leader sends."""
    if any(m.kind != "outlet" for m in parsed.mentions_at(token)) or token.lower_ in ("other", "another"):
        return True  # "spoke to each other"
    if token.tag_ == "NNS" and any(
        m.kind in ("person", "office", "body")
        for c in (*children(token, "compound"), *behind(token, ("of", "from")))
        for m in parsed.mentions_at(c)
    ):
        return True  # "with the foreign ministers of the G7 nations"
    if token.lower_ == "officials" and not any(c.dep_ in ("det", "poss", "nummod", "amod") for c in token.children):
        return False  # "a call with officials": of one's own
    if token.lower_ == "governments":
        return True  # "a meeting between the governments of A and B"
    return token.lemma_.lower() not in triggers.load().addressees and refers(token)


def is_person(token: Token, parsed: Parsed) -> bool:
    """Whether a token stands for a person."""
    return token.pos_ == "PRON" or any(m.kind in ("person", "office") for m in parsed.mentions_at(token))
