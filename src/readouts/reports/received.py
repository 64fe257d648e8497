"""Who of the state visited is named beside a visit: "was in Paris, where Macron urged him to", "to dine with Trump".

A visit whose frame names nobody of its host is one to who is told in the same sentence to be with the visitor there:
who does something to him, to whom he does it, with whom he does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Role
from readouts.reports import grammar, triggers
from readouts.reports.candidate import Candidate
from readouts.reports.grouped import phase
from readouts.reports.joining import weak
from readouts.reports.party import Party, leaders, of_mention

if TYPE_CHECKING:
    from spacy.tokens import Token

# with whom: "standing next to B", "alongside B", "across the table from B", "handed it to B"
_BESIDE = frozenset({"with", "alongside", "beside", "opposite", "to", "for", "from", "by"})
_TALKS = re.compile(
    r"\bfor (?:[\w’'-]+ ){0,4}?(?:talks|meetings?|discussions|consultations|negotiations) with (?:the )?$",
    re.IGNORECASE,
)
_WITH_ONE = frozenset({"him", "her", "them"})
# what a host does with whom he has received, besides saying something to him
_GREETS = frozenset(
    {
        "entertain",
        "embrace",
        "fete",
        "fête",
        "hug",
        "toast",
        "feed",
        "honour",
        "honor",
        "receive",
        "host",
        "welcome",
        "see",
        "meet",
        "greet",
        "await",
        "persuade",
        "convince",
        "lobby",
        "talk",
        "show",
    }
)
_TRIES = frozenset({"try", "seek", "want", "hope", "attempt", "use"})
_HANDS = frozenset({"present", "hand", "give", "deliver", "offer", "pledge", "promise", "propose"})
_SEATED = frozenset({"sit", "seat"})
# what one does with or for whom one has come to: "secured a promise from B", "laid it out for B"
_GETS = frozenset({"secure", "extract", "obtain", "win", "get", "hear", "receive", "seek"})
_SETS_OUT = frozenset({"lay", "set", "outline", "spell"})


def add(rows: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article, visits with whom the same sentence tells of as receiving."""
    found = list(rows)
    return [_received(row, found, document) for row in found]


def _received(row: Candidate, rows: list[Candidate], document: Document) -> Candidate:
    host = next((p for p, r in row.parties if r == "host" and p.kind == "state"), None)
    visitors = [p for p, r in row.parties if r == "visitor"]
    if host is None or row.reason is not None or row.trigger.frame == "event" or not visitors:
        return row
    parsed = document.parsed(row.sentence)
    here = {of_mention(m).key: m for m in leaders(document, row.sentence) if m.state == host.state}
    near = {
        key: m for key, m in here.items() if _is_with_them(m, row, visitors, parsed) or _talks_with(m, row, document)
    }
    if len(near) != 1 or any(_tells(other, row, next(iter(near))) for other in rows):
        return row
    first = next(iter(near.values()))
    hosts = [first, *_fellows(first, {p.state for p in visitors}, parsed)]
    kept: tuple[tuple[Party, Role], ...] = tuple((p, r) for p, r in row.parties if p is not host)
    named: list[tuple[Party, Role]] = [(replace(of_mention(m), rule="named beside the visit"), "host") for m in hosts]
    return replace(row, parties=(*kept, *named))


def _talks_with(mention: Mention, row: Candidate, document: Document) -> bool:
    """ "flew to A a week after the deal for talks with B": whatever the parse hangs the talks on."""
    before = document.text[row.word.end : mention.span.start] if row.word < mention.span else ""
    named = [m for m in leaders(document, row.sentence) if row.word < m.span < mention.span]
    return bool(_TALKS.search(before)) and all(m.state in (mention.state, *row.sides) for m in named)


def _fellows(host: Mention, visitors: set[str | None], parsed: Parsed) -> list[Mention]:
    """ "Macron and von der Leyen urged him": who is joined to the host and does the same."""
    at = parsed.token_at(host.head.start)
    if at is None or at.dep_ == "conj":
        return []
    joined = [m for t in grammar.conjoined(at) if t.i != at.i for m in parsed.mentions_at(t)]
    known = {*visitors, host.state, None}
    return [m for m in joined if m.kind == "person" and m.acts == "yes" and m.state not in known]


def _tells(other: Candidate, row: Candidate, key: str) -> bool:
    """Whether another word of the sentence tells of the host: with somebody else, or of a day that is yet to come.

    "landed on Tuesday and is due to see B on Wednesday" are two; "will fly to A, where he is to see B" is one.
    """
    if other is row or other.sentence != row.sentence or other.reason is not None:
        return False
    two = {p.key for p, _ in other.parties}
    visitors = {p.key for p, r in row.parties if r == "visitor"}
    same = phase(other.status.status) == phase(row.status.status) or weak(other.status.rule)
    return key in two and not (visitors & two and same)


def _is_with_them(mention: Mention, row: Candidate, visitors: list[Party], parsed: Parsed) -> bool:
    """Whether somebody of the state visited is told to be with the visitors."""
    at = parsed.token_at(mention.head.start)
    if at is None:
        return False
    while at.dep_ in ("appos", "conj") and at.head.i != at.i:
        if at.dep_ == "conj" and _is_visitor(at.head, visitors, parsed):
            return True  # "where he and B promised"
        at = at.head
    if any(_addresses_him(v) for v in grammar.children(at, "relcl")):
        return at.i > row.token  # "was shown into the office of B, who pressed him"
    if at.dep_ == "pobj":
        return at.i > row.token and _beside(at.head, row, visitors, parsed)
    verb = at.head
    if verb.pos_ != "VERB" or grammar.children(verb, "neg"):
        return False
    if at.dep_ in grammar.OBJECTS:
        return _is_done_to(verb) and at.i > row.token and _is_theirs(verb, row, visitors, parsed)
    if at.dep_ in grammar.SUBJECTS:
        tried = grammar.children(verb, "xcomp") if verb.lemma_ in _TRIES else []
        doing = [v for v in (verb, *tried) if _is_done_to(v)]
        return any(t.lower_ in _WITH_ONE or _is_visitor(t, visitors, parsed) for v in doing for t in grammar.objects(v))
    return False


def _is_done_to(verb: Token) -> bool:
    """A verb of what one does to somebody who is there: tells, urges, embraces, receives him."""
    return verb.lemma_.lower() in triggers.load().addressed or verb.lemma_.lower() in _GREETS


def _addresses_him(verb: Token) -> bool:
    return _is_done_to(verb) and any(t.lower_ in _WITH_ONE for t in grammar.objects(verb))


def _beside(preposition: Token, row: Candidate, visitors: list[Party], parsed: Parsed) -> bool:
    """ "standing next to B", "to sign a pact with B", "was fêted by B", "presented it to B"; not "ties with B"."""
    word, above = preposition.lower_, preposition.head
    verb = above if above.pos_ == "VERB" else grammar.governor(above)
    if word not in _BESIDE or verb is None or not _is_theirs(verb, row, visitors, parsed):
        return False
    if word == "by":
        return verb.lemma_ in _GREETS
    if word == "to":
        return verb.lemma_ in _HANDS or above.lower_ in ("next", "close")
    if word == "from":
        seat = above.lower_ == "across" or any(c.lower_ == "across" for c in above.children) or verb.lemma_ in _SEATED
        return seat or verb.lemma_ in _GETS
    if word == "for":
        return verb.lemma_ in _SETS_OUT
    return above.lemma_.lower() not in triggers.load().relations


def _is_theirs(verb: Token, row: Candidate, visitors: list[Party], parsed: Parsed) -> bool:
    """Whether a verb is the visitors': it has no subject of its own, or one that is they."""
    own = grammar.children(verb, *grammar.SUBJECTS)
    if verb.i == row.token or not own:
        return True
    return any(_is_visitor(t, visitors, parsed) for t in own)


def _is_visitor(token: Token, visitors: list[Party], parsed: Parsed) -> bool:
    if token.lower_ in ("he", "she", "they", "who"):
        return True
    keys = {p.key for p in visitors}
    return any(of_mention(m).key in keys for m in parsed.mentions_at(token))
