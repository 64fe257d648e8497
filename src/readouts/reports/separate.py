"""Who was met one by one and who together: "spoke with A and B" are two contacts, "A and B spoke" is one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.model import CALLS, Role
from readouts.reports import triggers
from readouts.reports.candidate import Candidate
from readouts.reports.grammar import behind, children, climb, with_some_named
from readouts.reports.grammar import objects as objects_of
from readouts.reports.party import Party

if TYPE_CHECKING:
    from spacy.tokens import Token

Row = tuple[Party, Role]
FORMER = frozenset({"previous", "past", "earlier", "prior", "former", "recent"})
# "his calls with A and B" are two; "his talks with A and B" may be one
_COUNTED = frozenset({"call", "meeting", "conversation", "visit"})
_AT_ONE_TABLE = frozenset({"sit", "stand", "appear"})
_FRAMES = ("with", "to", "object", "message", "medium")


def split(candidate: Candidate) -> list[Candidate]:
    """ "spoke with A and B": one contact with each, where nothing in the article says that they were together."""
    subjects, objects = _either_side(candidate)
    if candidate.trigger.frame == "message":  # "A and B congratulated C": one message from each
        return [
            replace(candidate, parties=(one, *objects), apart=False)
            for one in subjects
            if one[0].state is not None and all(one[0].state != p.state for p, _ in objects)
        ]
    if len(subjects) > 1 and len(objects) == 1 and len({p.state for p, _ in subjects}) > 1:
        return [
            replace(candidate, parties=(one, *objects), apart=False)
            for one in subjects
            if one[0].state is not None and one[0].state != objects[0][0].state
        ]
    return [
        replace(candidate, parties=(*subjects, (party, role)), apart=False)
        for party, role in objects
        if party.state is not None and all(party.state != p.state for p, _ in subjects)
    ]


def may_be(candidate: Candidate, token: Token) -> bool:
    """ "spoke with A and B", "calls with A and B" may be two contacts; "A and B spoke", "a call with A and B" one."""
    frame = candidate.trigger.frame
    subjects, objects = _either_side(candidate)
    if candidate.reason is not None:
        return False
    if frame == "visit" and (candidate.trigger.verb or token.tag_ == "NNS"):  # "visited the leaders of A and B"
        return len({p.state for p, _ in objects if p.state}) > 1
    said = any(c.lower_ == "separately" for c in token.children)  # "hosted A and B separately"
    if frame not in _FRAMES and not (said and frame == "host"):
        return False
    if frame == "message":
        return candidate.trigger.verb and len({p.key for p, _ in subjects}) > 1 and bool(objects)
    words = {c.lower_ for c in token.children} | {
        g.lower_ for c in token.children if c.dep_ == "prep" for g in c.subtree
    }
    fewer, more = sorted((len(subjects), len(objects)))
    if fewer == 1 < more and (words & triggers.load().separate or _each(token, subjects)):
        return True  # "in separate calls, A spoke with B and C", "A and B met separately with C"
    if not any(p.key not in candidate.objects for p, _ in candidate.parties):
        return False  # "meetings between A, B and C"
    if fewer > 1 or candidate.trigger.lemma in _AT_ONE_TABLE or _are_together(candidate, token, subjects, objects):
        return False  # "A sat down with B and C", "A and B met C and D": at one table
    return bool(subjects) and _several(candidate, subjects, objects) and _tells_of_several(candidate, token)


def _are_together(candidate: Candidate, token: Token, subjects: list[Row], objects: list[Row]) -> bool:
    """ "met the two leaders", "met both B and C", "met with his B and C counterparts", "met B, with A's own C"."""
    if all(p.rule.startswith(("the group", "the parties")) for p, _ in objects):
        return True
    if candidate.channel in CALLS and not behind(token, ("with", "to")):
        return False
    if candidate.status.status in ("announced", "ongoing") and with_some_named(token):
        return True
    partners = [c for t in token.children if t.dep_ == "prep" for c in children(t, "pobj")]
    called = [g for t in (*objects_of(token), *partners) for g in (t, *children(t, "appos"))]
    if any(t.lemma_ in ("counterpart", "number", "colleague") and t.tag_ == "NNS" for t in called):
        return True
    if candidate.channel in CALLS:
        return False
    if _with_minister([p for p, _ in objects]):
        return True
    where = [t for t in token.subtree if t.dep_ == "relcl" and any(c.lower_ == "where" for c in t.children)]
    if any(s.lower_ in ("they", "three") for verb in where for s in children(verb, "nsubj")):
        return True  # "met A and B in Lima, where they agreed"
    own = {p.state for p, _ in subjects}
    both = any(c.lower_ == "both" for t in (*children(token, "dobj"), *partners) for c in t.children)
    return both or any(p.state in own for p, _ in objects)


_MINISTER = re.compile(
    r"(?<!prime )\bminister\b|\bvice[- ]president\b|\b(?:foreign|defen[cs]e) secretary\b", re.IGNORECASE
)


def _with_minister(objects: list[Party]) -> bool:
    """ "met the president of C and its foreign minister": one of the two serves the other, who has him at the table."""
    if len(objects) != 2 or len({p.state for p in objects}) != 1:
        return False
    serves = [any(_MINISTER.search(words) for words in (p.title, p.office) if words) for p in objects]
    return serves == [False, True]


def _each(token: Token, subjects: list[Row]) -> bool:
    """ "In calls with C, both A and B agreed to it": each in one of their own."""
    own = (s for verb in climb(token) for s in children(verb, "nsubj"))
    both = any(c.lower_ in ("both", "each") for s in own for c in s.children)
    return both and token.lower_ == "calls" and len({p.state for p, _ in subjects}) > 1


def _several(candidate: Candidate, subjects: list[Row], objects: list[Row]) -> bool:
    """Whether there is more than one to speak with: several of one state share a call, but not a meeting."""
    # "a call with A and B" of one state is one, but not with its president and the one to come
    elect = any((p.title or "").endswith("elect") for p, _ in objects)
    remote = candidate.channel in CALLS and not elect
    theirs = [p for p, _ in objects if p.state not in {q.state for q, _ in subjects}]
    return len({(p.state or p.key) if remote else p.key for p in theirs}) > 1


def _tells_of_several(candidate: Candidate, token: Token) -> bool:
    """Whether the word may stand for more than one contact: a verb, "calls", "past talks", "told B and C by phone"."""
    counted = candidate.trigger.lemma in _COUNTED or any(c.lower_ in FORMER for c in token.children)
    return candidate.trigger.verb or candidate.trigger.frame == "medium" or (token.tag_ == "NNS" and counted)


def _either_side(candidate: Candidate) -> tuple[list[Row], list[Row]]:
    """The parties before the trigger and those behind it."""
    behind_it = [row for row in candidate.parties if row[0].key in candidate.objects]
    objects = [row for row in behind_it if row[1] != "visitor" or candidate.trigger.frame == "host"]
    subjects = [row for row in candidate.parties if row not in objects]
    if not subjects and len(objects) > 2:  # "In separate calls, A told B and C"
        objects.sort(key=lambda row: min(row[0].spans))
        subjects, objects = objects[:1], objects[1:]
    return subjects, objects
