"""The tense over a time in a text: whether "on Monday" is told of what was, or of what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from readouts.language.document import Document
from readouts.reports import grammar, modality, triggers
from readouts.text import WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]


def tense_at(document: Document, offset: int) -> Tense | None:
    """The tense of the verb over an offset, where its sentence was parsed; a headline's "to meet" is future."""
    number = document.sentence_at(offset)
    parsed = document.parsed_already(number)
    token = parsed.token_at(offset) if parsed else None
    if token is None:
        return None
    token = token.head if token.dep_ == "det" else token  # "moved to the end of April"
    verb = token if token.pos_ in ("VERB", "AUX") else grammar.governor(token)
    if verb is not None and verb.dep_ == "acl" and verb.lemma_ in ARRANGES:
        verb = grammar.governor(verb)
    if verb is None:
        return None
    verb = _told_over(token, verb)
    if _ahead_of(token):
        return "future"
    if _is_behind(token):
        return "past"
    head = grammar.climb(token)
    to = next((t for t in head if t.pos_ in ("ADP", "VERB", "AUX", "NOUN")), None)
    if to is not None and to.lower_ in ("to", "until", "till") and verb.lemma_.lower() in modality.load().moves:
        return "future"  # "moved to June", "delayed until next year"
    if verb.lemma_ in AHEAD and (verb.tag_ == "VBN" or token.head.lower_ == "due"):
        return "future"  # "is expected in Rome in June"
    fixed = verb.lemma_ in FIXED and not has(verb, "had")
    if fixed and to is not None and to.lower_ == "for" and to.head.i == verb.i:
        return "future"  # a headline's "talks set for October 20"
    if _plans(verb):
        return "future"  # "eyes a trip in May", "planned a meeting on Friday"
    if verb.dep_ == "xcomp" and verb.head.lower_ == "talks" and has(verb, "to"):
        return "future"  # a headline's "says A talks to resume Monday", where the parse has A talk
    if verb.dep_ in ("advcl", "xcomp") and verb.head.tag_ == "VBD" and verb.head.lemma_ in _SETS_OUT:
        return "past"  # "flew to Rome to sign it on March 1"
    found = modality.of_verb(verb, document.sentences[number].headline)
    if found.status == "announced" and (has(verb, "have") or any(has(v, "had") for v in _over(verb))):
        return "past"  # "was to have met on Monday", "had been due to meet on Monday"
    if found.status in ("announced", "proposed", "invited"):
        return "future"
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    return "future" if _soon(token, verb, document) else "present"


def _told_over(token: Token, verb: Token) -> Token:
    """ "urged B to hold back in a call on Monday": the call is of the urging, though the parse has it with the rest."""
    table = triggers.load()
    noun = next((t for t in grammar.climb(token) if t.pos_ == "NOUN"), None)
    behind = noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "over")
    asked = verb.dep_ in ("xcomp", "ccomp") and any(c.lower_ == "to" for c in grammar.children(verb, "aux"))
    if noun is None or not behind or noun.lemma_.lower() not in table.nouns or not asked:
        return verb
    above = verb.head
    told = above.lemma_.lower() in table.addressed or above.lemma_.lower() in modality.load().reporting
    told = told or (above.lemma_ == "call" and bool(grammar.behind(above, ("on", "for"))))
    return above if told and above.tag_ in ("VBD", "VBZ") else verb


def _ahead_of(token: Token) -> bool:
    """ "ahead of Thursday's meeting": the weekday to come, whatever the tense."""
    owned = token.dep_ == "poss" and token.lower_ in WEEKDAYS
    before = [t.lower_ for t in list(token.doc)[max(0, token.i - 3) : token.i]]
    return owned and (before[-2:] == ["ahead", "of"] or before[-3:-1] == ["ahead", "of"])


def _is_behind(token: Token) -> bool:
    """ "threatened to cancel it after A's visit in June": a day of what came before, where all of it is past."""
    above = list(grammar.climb(token))
    verbs = [t for t in above if t.pos_ in ("VERB", "AUX") and t.lower_ != "following"]
    nearest = next((n for n, t in enumerate(above) if t in verbs), len(above))
    after = any(t.lower_ in ("after", "following") and t.pos_ in ("ADP", "SCONJ", "VERB") for t in above[:nearest])
    return after and bool(verbs) and (verbs[-1].tag_ == "VBD" or has(verbs[-1], "would"))


def has(verb: Token, word: str) -> bool:
    """Whether a verb has this auxiliary."""
    return any(c.dep_ == "aux" and c.lower_ == word for c in verb.children)


def _plans(verb: Token) -> bool:
    """Whether a verb has a contact to come for its object."""
    nouns = triggers.load().nouns
    return verb.lemma_ in _SEEKS and any(c.lemma_.lower() in nouns for c in grammar.children(verb, "dobj"))


_SEEKS = frozenset(
    {"eye", "plan", "want", "seek", "propose", "schedule", "mull", "request", "set", "arrange", "prepare"}
)


def _over(verb: Token) -> list[Token]:
    """The words that a verb in the infinitive hangs on: "had been due to meet" → due, been."""
    found: list[Token] = []
    while verb.dep_ in ("xcomp", "acomp") and verb.head.i != verb.i:
        verb = verb.head
        found.append(verb)
    return found


def _soon(token: Token, verb: Token, document: Document) -> bool:
    """ "is meeting B on Thursday", "meets B on Thursday" of a Tuesday's text: a weekday still to come.

    Where the present tense only names the day, the weekday nearest to the text is meant: captions tell so of the past.
    """
    published = document.article.published.interval
    if token.lower_ not in WEEKDAYS or published is None or published.earliest != published.latest:
        return False
    running = verb.tag_ == "VBG" and any(c.lemma_ == "be" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    if verb.lemma_.lower() in modality.load().reporting or not (running or verb.tag_ in ("VBZ", "VBP")):
        return False
    ahead = (WEEKDAYS.index(token.lower_) - published.latest.weekday()) % 7
    return 1 <= ahead <= (6 if running or verb.lemma_ in _SETS_OUT else 3)


_SETS_OUT = frozenset({"travel", "fly", "head", "leave", "depart", "go"})


AHEAD = frozenset({"expect", "schedule", "slate", "plan", "due"})
FIXED = frozenset({"set", "fix", "schedule", "slate", "plan", "book", "pencil", "arrange"})
# "talks in A hosted by B on Sunday": the day is that of the talks
ARRANGES = frozenset({"host", "mediate", "broker", "chair", "organise", "organize", "facilitate", "convene", "lead"})
