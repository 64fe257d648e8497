"""The status of a contact named by a noun: "ahead of talks", "cancelled the visit", "the meeting is set for Friday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.model import Status
from readouts.reports import grammar, headlines
from readouts.reports.modality import RUMOURS, Modality, Reading, load, of_verb, pulls_out, rumoured
from readouts.reports.nounasides import HAPPENS, told_aside
from readouts.text import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOLDS = frozenset(
    {
        "hold",
        "have",
        "conduct",
        "make",
        "pay",
        "attend",
        "chair",
        "join",
        "take",
        "wrap",
        "conclude",
        "finish",
        "end",
        "complete",
        "undertake",
        "receive",
        "give",
        "send",
        "exchange",
        "share",
        "do",
        "extend",
        "convey",
        "deliver",
    }
)
# "ahead of the visit", "before his trip"; a verb about the contact in the past says that it was held
_ABOUT = frozenset(
    {
        "confirm",
        "describe",
        "hail",
        "praise",
        "tout",
        "recall",
        "criticise",
        "criticize",
        "welcome",
        "disclose",
        "acknowledge",
    }
)
_PROGRAMMES = frozenset({"programme", "program", "itinerary", "schedule", "agenda", "timetable"})
_HASTENS = frozenset({"hasten", "speed", "accelerate", "facilitate", "enable", "encourage", "support", "help", "allow"})
LIGHT = frozenset({"chair", "co-chair", "host", "hold", "attend", "join", "head", "lead", "open", "visit", "address"})
_TAKES_PART = frozenset({"engage", "take", "participate", "enter", "partake", "join", "part"})


def of_noun(noun: Token, headline: bool) -> Reading:
    """The status of the contact that a noun names, from its modifiers, its preposition and its verb.

    "a planned visit" is announced, "ahead of talks" too; "postponed the trip", "the call was cancelled", "no meeting
    is planned" say what they say; "in a call with B, A said" is held.
    """
    table = load()
    near = [*list(grammar.climb(noun))[:5], *grammar.children(noun.head.head, "acomp")]  # "it's 'too late' for talks"
    early = next((t for t in near if t.lower_ in ("early", "late", "premature") and _too(t)), None)
    if early is not None:
        return Reading(None, early, f"too {early.lower_}")
    if (other := told_aside(noun, table)) is not None:
        return other
    found = _by_place(noun, headline, table)
    missed = found.status == "denied" or found.rule.startswith("stated not")
    if missed and any(c.lower_ in ("planned", "scheduled", "announced") for c in noun.children):
        return Reading("cancelled", found.word, "not made, though announced")  # "will not make the planned visit"
    if found.status in ("cancelled", "postponed", "denied") and not found.rule.startswith("not "):
        return found  # "the planned call was cancelled"
    supposed = next((c for c in noun.children if c.lower_ == "any"), None)
    if supposed is not None and found.status in ("held", "announced"):
        return Reading(None, supposed, "any …")  # "says that any summit would need more"
    negated = next((c for c in noun.children if c.dep_ in ("det", "neg") and c.lower_ == "no"), None)
    if negated is not None:
        return Reading("denied", negated, "no …")
    for child in noun.children:
        status = table.modifiers.get(child.lower_)
        if status and child.dep_ in ("amod", "compound", "nmod", "acl"):
            return Reading(status, child, f"modifier: {child.lower_}")
    for child in grammar.children(noun, "acl", "relcl", "xcomp"):
        ahead = noun.lemma_ in JOURNEYS and any(c.lower_ in ("will", "would") for c in grammar.children(child, "aux"))
        if ahead and found.status == "held":
            return Reading("announced", child, "on the programme")  # "a world tour which will also include A"
        if child.lemma_ in _GOES_ON and any(c.lower_ == "to" for c in grammar.children(child, "aux")):
            return Reading("announced", child, "infinitive: to")  # a headline's "A's visit to go ahead"
        if child.tag_ == "VBG" and child.lemma_ in _RUNS and child.dep_ == "acl":
            return Reading("ongoing", child, f"{child.lower_}")  # "says A talks continuing at pace"
        if child.tag_ == "VBG" and child.lemma_ in _PREPARES and any(c.lemma_ == "be" for c in child.children):
            return Reading(_PREPARES[child.lemma_], child, f"{child.lower_}")  # "a trip to B that A was planning"
        status = table.governs.get(child.lemma_.lower())
        others = any(c.lower_ not in ("which", "that") for c in grammar.children(child, "nsubjpass"))
        if others and child.dep_ == "relcl":
            continue  # "a visit, during which A is expected to meet B"
        if child.tag_ == "VBN" and status and status != "ongoing" and child.lower_ not in _MEANT:
            return Reading(status, child, f"participle: {child.lower_}")
    if headline and found.status == "held" and (told := headlines.told_behind(noun, table)):
        return told
    if any(c.lower_ == "on" and any(g.lower_ == "hold" for g in c.children) for c in noun.children):
        return Reading("postponed", noun, "on hold")
    if (
        headline
        and found.status == "held"
        and (found.rule.startswith(("noun alone", "behind for", "behind of", "verb without", "present")))
    ):
        return headlines.by_order(noun, table) or found
    return found


_IMPERILS = frozenset({"imperil", "jeopardise", "jeopardize", "threaten"})
# "the summit delay", "the visit's cancellation"
PUT_OFF: dict[str, Status] = {"delay": "postponed", "postponement": "postponed", "cancellation": "cancelled"}
_MEANT = frozenset({"aimed", "intended"})  # "a call aimed at easing tension" took place
_PREPARES: dict[str, Status] = {"plan": "announced", "prepare": "announced", "consider": "proposed", "mull": "proposed"}
_RUNS = frozenset({"continue", "proceed", "advance", "resume", "go"})
_GOES_ON = frozenset(
    {"go", "proceed", "happen", "take", "begin", "start", "resume", "continue", "follow", "open", "kick", "restart"}
)


def _too(adjective: Token) -> bool:
    return adjective.lower_ == "premature" or any(c.lower_ == "too" for c in adjective.children)


def _by_place(noun: Token, headline: bool, table: Modality) -> Reading:
    """By where the noun stands: behind a preposition, as a subject, as an object, alone in a headline."""
    head = noun.head
    if noun.dep_ == "pobj" or (noun.dep_ in ("conj", "pobj") and head.pos_ == "ADP"):
        return _behind(head, headline, table)
    if noun.lower_ == "meet" and (mark := next((c for c in noun.children if c.lower_ in table.before), None)):
        return _to_come(mark, headline)  # a headline's "before A meet", which the parse takes for a verb
    chaired = next((c for c in noun.children if c.lower_ in LIGHT and c.i and c.nbor(-1).lower_ == "to"), None)
    if headline and noun.dep_ == "appos" and chaired is not None:
        return Reading("announced", chaired, "infinitive: to")  # "A, B to chair summit"
    if noun.dep_ in ("conj", "appos") and head.i != noun.i and head.pos_ in ("NOUN", "PROPN"):
        return _by_place(head, headline, table)
    if noun.dep_ in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return _subject(head, noun, headline, table)
    if noun.dep_ in ("dobj", "obj", "attr", "oprd", "dative") and head.pos_ in ("VERB", "AUX"):
        return _object(head, headline, table, noun)
    if any(t.lemma_.lower() in _IMPERILS for t in list(noun.doc)[: noun.i]) and headline:
        return Reading("announced", noun, "imperilled")
    if noun.dep_ == "compound" and (put_off := PUT_OFF.get(head.lemma_)):
        return Reading(put_off, head, f"{head.lower_} of it")
    if noun.dep_ in ("compound", "poss", "nmod") and head.i != noun.i:
        return _by_place(head, headline, table)
    if noun.dep_ in ("npadvmod", "dep", "nmod") and head.pos_ in ("VERB", "AUX"):
        return _object(head, headline, table)
    return Reading("held", noun, "noun alone")


_STANCES = frozenset(
    {"importance", "necessity", "value", "virtue", "benefit", "usefulness", "hint", "merit", "future", "fate"}
)
_FEARS = frozenset({"afraid", "fearful", "wary", "sceptical", "skeptical", "critical"})
PUSHES = frozenset({"push", "press", "pressure", "force", "drag", "bring", "coax", "nudge", "lure"})
_KEEPS_OUT = frozenset({"bar", "ban", "exclude", "disinvite", "expel", "block", "absent", "absence"})
_MEDIUMS = frozenset({"call", "phone", "sideline", "sidelines", "margins", "fringes"})
_PAVES = frozenset({"pave", "clear", "open", "smooth", "prepare"})
_GOES_TO = frozenset({"head", "go", "travel", "fly", "come", "return", "jet", "journey"})
# "ahead of a second round of talks": the round's place is the talks'
_ROUNDS = frozenset(
    {"round", "rounds", "series", "set", "day", "session", "phase", "beginning", "number", "string", "couple", "range"}
)


def _behind(prep: Token, headline: bool, table: Modality) -> Reading:
    if prep.lower_ == "of" and prep.head.lower_ in _ROUNDS and prep.head.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass"):
        return _by_place(prep.head, headline, table)
    if prep.lower_ in table.before or (prep.lower_ == "of" and prep.head.lower_ in table.before):
        return _to_come(prep, headline)
    if prep.lower_ == "from" and prep.head.lemma_ == "expect":
        return Reading("announced", prep.head, "expected of it")  # "what to expect from the meeting"
    kept_out = prep.lower_ == "from" and prep.head.lemma_ in _KEEPS_OUT  # "barred B from the summit"
    if kept_out or prep.lower_ == "against":  # "advises against travel to B"
        return Reading(None, prep.head, f"{prep.lower_} it")
    if prep.lower_ in ("for", "to") and prep.head.lower_ == "way" and prep.head.head.lemma_ in _PAVES:
        return Reading("proposed", prep.head, "on the way to it")  # "to pave the way for a meeting"
    if headline and (told := _in_headline(prep, table)) is not None:
        return told
    if prep.lower_ == "into" and prep.head.lemma_ in PUSHES and grammar.objects(prep.head):
        return Reading("proposed", prep.head, f"{prep.head.lower_} into it")
    if prep.lower_ == "to" and prep.head.lemma_ in _GOES_TO and prep.head.pos_ == "VERB":
        return _goal(of_verb(prep.head, headline))  # "flies to talks in Geneva"
    if prep.lower_ == "for" and prep.head.pos_ == "VERB" and prep.i < prep.head.i:
        return Reading("held", prep, "behind for")  # "In A for talks, B urged C to": what is urged is something else
    if prep.lower_ == "for" and prep.head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        return _purpose(prep, headline, table)
    if prep.lower_ in ("of", "about") and prep.head.lemma_ in RUMOURS and (told := rumoured(prep.head)):
        return told  # "reports of a call are false"
    if prep.lower_ in ("on", "about", "for") and prep.head.lemma_ == "be":
        for named in grammar.children(prep.head, "attr", "nsubj"):
            if named.lemma_ in _AGREED and any(c.lower_ == "no" for c in named.children):
                return Reading("proposed", named, f"no {named.lower_}")  # "there is no agreement yet on a meeting"
    if (prep.lower_ in ("of", "at") and prep.head.lemma_ in _STANCES) or (
        prep.lower_ == "of" and prep.head.lemma_ in _FEARS
    ):
        return Reading(None, prep.head, f"{prep.head.lower_} of it")  # "stressed the importance of dialogue"
    out = prep.head if prep.head.lower_ == "out" else None
    if prep.lower_ == "of" and out is not None and out.head.lemma_ == "leave":
        return Reading(None, out.head, "left out of it")
    if prep.lower_ in ("of", "from") and pulls_out(prep):
        return Reading("cancelled", grammar.governor(prep), "pulled out of it")
    if prep.lower_ == "in" and prep.head.lemma_ in _TAKES_PART:
        return _object(prep.head, headline, table)
    near = [*prep.children, *list(prep.doc)[prep.i + 1 : prep.i + 2]]
    on_call = prep.lower_ == "on" and any(c.lower_ in _MEDIUMS for c in near)
    under_way = prep.lower_ == "in" and prep.head.lemma_ == "be" and prep.head.tag_ in ("VBZ", "VBP")
    if under_way and any(c.lemma_ in ("talk", "negotiation", "discussion") for c in prep.children):
        found = of_verb(prep.head, headline)
        return Reading("ongoing", prep.head, "is in talks") if found.status == "held" else found
    if (
        prep.lower_ in ("of", "to", "about", "on", "for")
        and not on_call  # "rejected B's demands on call"
        and not (prep.lower_ == "on" and any(c.lemma_ in JOURNEYS for c in prep.children))  # "on a visit, A asked B"
        and prep.head.pos_ in ("NOUN", "VERB", "ADJ")
        and prep.head.lemma_.lower() in table.governs
    ):
        head = prep.head
        if head.pos_ == "VERB":
            return _object(head, headline, table)
        return _governed(head, table.governs[head.lemma_.lower()])
    return _beside(prep, headline)


def _beside(prep: Token, headline: bool) -> Reading:
    """What is done in the contact or beside it: "will raise it in talks", "said after a call"."""
    verb = grammar.governor(prep)
    if verb is not None and any(c.lower_ in ("phone", "telephone") for c in prep.children):
        return of_verb(verb, headline)  # "tried to reach B by phone"
    if verb is not None and prep.lower_ in ("in", "during", "on", "at", "with"):
        found = of_verb(verb, headline)
        if found.status == "announced" and (
            found.rule == "auxiliary: will" or (headline and found.rule == "infinitive: to")
        ):
            return Reading("announced", found.word, f"in the clause of {verb.lemma_}")
    return Reading("held", prep, f"behind {prep.lower_}")


def _goal(found: Reading) -> Reading:
    """What somebody is on the way to is still to come."""
    return Reading("announced" if found.status == "ongoing" else found.status, found.word, found.rule)


def _in_headline(prep: Token, table: Modality) -> Reading | None:
    """ "C says A in talks with B", "A, B to chair summit": what a headline's preposition tells."""
    talks = any(c.lower_ in ("talks", "negotiations") for c in prep.children)
    if prep.lower_ == "in" and talks and (prep.head.pos_ == "PROPN" or prep.head.lemma_ in table.reporting):
        return Reading("ongoing", prep, "in talks")
    if prep.lower_ == "to" and prep.i + 1 < len(prep.doc) and prep.nbor(1).lemma_.lower() in LIGHT:
        return Reading("announced", prep, "infinitive: to")  # the parse takes *chair* for a noun
    return None


def _governed(head: Token, status: Status) -> Reading:
    """ "plans for a call"; "no plans for a call" denies it, "plans for a call have collapsed" cancels it."""
    if head.dep_ in ("nsubj", "nsubjpass", "dobj") and status in ("announced", "proposed"):
        over = load().governs.get(head.head.lemma_.lower())
        if head.head.lemma_ == "turn" and any(c.lower_ == "down" for c in head.head.children):
            over = "denied"  # "turned down B's request for a meeting"
        if head.head.lemma_ in _FAILS and head.dep_ == "nsubj":
            over = "cancelled"
        if over in ("cancelled", "postponed", "denied"):
            return Reading(over, head.head, f"{head.lower_} {head.head.lower_}")
    if any(c.lower_ == "no" for c in head.children):
        return Reading("denied", head, f"no {head.lower_}")
    if head.pos_ == "VERB" and status in ("announced", "invited") and grammar.children(head, "neg"):
        return Reading("denied", head, f"not {head.lower_}")  # "will not invite B to the summit"
    if head.dep_ in ("dobj", "obj") and head.head.lemma_ in _GETS and grammar.children(head.head, "neg"):
        return Reading(None, head, f"no {head.lower_} received")  # "has not received any proposals on a meeting"
    return Reading(status, head, f"governed by {head.lemma_.lower()}")


_GETS = frozenset({"receive", "get", "see", "hear", "have"})
_FAILS = frozenset({"collapse", "founder", "unravel", "evaporate", "crumble"})


def _to_come(prep: Token, headline: bool) -> Reading:
    """ "before talks": to come, unless the sentence tells what is past."""
    verb = grammar.governor(prep)
    while verb is not None and verb.tag_ == "VBG" and grammar.governor(verb) is not None:
        verb = grammar.governor(verb)  # "kept A waiting before their meeting"
    if prep.lower_ == "before" and verb is not None and verb.tag_ == "VBD" and not headline:
        return Reading("held", prep, "before, in the past")
    return Reading("announced", prep, f"behind {prep.lower_}")


def _purpose(prep: Token, headline: bool, table: Modality) -> Reading:
    """ "arrives for talks", "push for a meeting", "plans for a visit"."""
    head = prep.head
    for subject in grammar.children(head, "nsubj", "nsubjpass") if head.pos_ in ("VERB", "AUX") else []:
        named = table.governs.get(subject.lemma_.lower())
        if subject.lemma_ in _SETTLED:
            return _settled(subject)  # "preparations are under way for", "no date has been set for"
        if head.lemma_ == "be" and named:
            return _governed(subject, named)
    particle = next((c.lower_ for c in head.children if c.dep_ == "prt"), "")
    status = table.governs.get(f"{head.lemma_.lower()}_{particle}") if particle else None
    if head.lemma_ == "move" and grammar.next_word(head) == "on":
        return Reading("announced", head, "moves on to it")  # "before moving on to Rio for the summit"
    status = status or table.governs.get(head.lemma_.lower()) or table.governs.get(head.lower_)
    if status and status != "ongoing":
        return _governed(head, status)
    if head.lemma_ == "be" and any(c.lower_ in ("off", "due", "bound", "poised") for c in head.children):
        return Reading("announced", head, "off for it")
    if head.lemma_ == "be" and any(t.lower_ == "way" for t in grammar.behind(head, ("on",))):
        return Reading("announced", head, "on the way to it")
    if head.pos_ in ("VERB", "AUX"):
        found = of_verb(head, headline)
        return Reading(
            "announced" if found.status == "ongoing" else found.status, found.word, f"purpose of: {head.lemma_}"
        )
    if head.pos_ == "NOUN" and head.lemma_ in JOURNEYS:
        return of_noun(head, headline)  # "postponed a trip to Berlin for talks with B"
    if head.lemma_ in _SETTLED:
        return _settled(head)
    return Reading("held", prep, "behind for")


def _settled(noun: Token) -> Reading:
    """ "no date for a meeting", "a date for talks has not been set"."""
    verb = grammar.governor(noun)
    neg = any(c.lower_ == "no" for c in noun.children) or (verb and any(c.dep_ == "neg" for c in verb.children))
    return Reading("proposed" if neg else "announced", noun, f"{noun.lower_} for it")


JOURNEYS = frozenset({"visit", "trip", "tour", "journey", "stay", "stop", "stopover"})
_AGREED = frozenset({"agreement", "decision", "deal", "consensus", "clarity", "word", "confirmation", "understanding"})
# what is settled of a contact that is still to come
_SETTLED = frozenset({"date", "time", "timing", "timetable", "venue", "location", "preparation", "framework"})


def _subject(verb: Token, noun: Token, headline: bool, table: Modality) -> Reading:
    """ "The talks will take place", "the visit was postponed", "a meeting is being arranged"."""
    status = table.governs.get(verb.lemma_.lower())
    if verb.lemma_ in _FAILS and any(c.lower_ == "to" for c in grammar.children(verb, "aux")):
        return Reading("held", verb, f"told of: {verb.lemma_}")  # "caused talks to collapse"
    particle = next((c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")), "")
    if verb.lemma_ == "fall" and any(c.lower_ == "through" for c in verb.children):
        particle = "through"
    if particle:
        status = table.governs.get(f"{verb.lemma_.lower()}_{particle}", None if verb.lemma_ == "call" else status)
        if particle == "through" and status:
            return Reading(status, verb, f"{verb.lower_} {particle}")
    if verb.lemma_ == "push" and any(t.lower_ in MONTHS for t in grammar.behind(verb, ("to",))):
        return Reading("postponed", verb, "pushed to")  # "visit pushed to late May"
    passive = noun.dep_ == "nsubjpass" or (headline and verb.tag_ in ("VBN", "VBD") and status is not None)
    if status and (passive or verb.lemma_ == "be") and status not in ("ongoing",):
        open_to = any(c.lower_ in _UNSURE for c in grammar.children(verb, "aux"))
        if any(c.dep_ == "neg" for c in verb.children):
            return Reading(_UNDONE.get(status, "denied"), verb, f"not {verb.lower_}")
        if open_to and status in ("cancelled", "postponed"):
            return Reading("announced", verb, f"perhaps {verb.lower_}")
        return Reading(status, verb, f"is {verb.lower_}")
    if verb.lemma_ == "be":
        for child in grammar.children(verb, "acomp", "attr", "prep", "oprd"):
            word = table.governs.get(child.lower_) or table.modifiers.get(child.lower_)
            if word and word != "ongoing":
                return Reading(word, child, f"is {child.lower_}")
            if child.lower_ in ("off", "unlikely"):
                return Reading("cancelled" if child.lower_ == "off" else "denied", child, f"is {child.lower_}")
            if child.lower_ == "on" and any(g.lower_ == "hold" for g in child.children):
                return Reading("postponed", child, "is on hold")
            if child.lower_ == "under" and any(g.lower_ == "way" for g in child.children) and verb.tag_ != "VBD":
                return Reading("ongoing", child, "is under way")
    found = of_verb(verb, headline)
    if _negated(found) and not _comes_about(verb, noun):  # "The talks did not produce a deal"
        past = any(c.dep_ == "aux" and c.lower_ in ("did", "had", "has", "have") for c in verb.children)
        return Reading("held" if past or verb.tag_ == "VBD" else "announced", verb, f"told of: {verb.lemma_}")
    if found.status == "proposed" and found.rule.endswith(" that") and verb.lemma_ not in HAPPENS:
        return Reading("announced", verb, f"hopes of it: {verb.lemma_}")  # "hopes his trip will end the row"
    if found.status in ("held", "ongoing") and verb.lemma_ in _NEARS and verb.tag_ in ("VBZ", "VBP", "VBG"):
        return Reading("announced", verb, f"{verb.lower_}, still to come")
    if (
        headline
        and found.rule == "present tense"
        and found.status == "held"
        and verb.lemma_ not in HAPPENS | table.governs.keys()
    ):
        return Reading("held", verb, f"told of: {verb.lemma_}")  # a headline's "A's trip rewards a regime"
    if (
        found.status == "held"
        and verb.lemma_ in ("begin", "start", "continue", "resume")
        and verb.tag_ in ("VBZ", "VBP", "VB")
    ):
        return Reading("ongoing", verb, f"{verb.lemma_}, present tense")
    return found


def _negated(reading: Reading) -> bool:
    return (reading.status, reading.rule) == ("denied", "negated") or reading.rule.startswith("stated not")


_OPENS = frozenset({"start", "begin", "resume", "restart", "open", "commence", "proceed"})


def _comes_about(verb: Token, noun: Token) -> bool:
    """Whether a verb tells of a contact's coming about: "did not take place", "will not go ahead", "was not held"."""
    if noun.dep_ == "nsubjpass" or verb.lemma_ in HAPPENS - {"take", "go", "come", "be"} or verb.lemma_ in _OPENS:
        return True
    words = {c.lower_ for c in verb.children}
    if verb.lemma_ == "be":
        return not grammar.children(verb, "acomp", "attr")
    return bool(words & {"place", "ahead", "forward", "through", "off", "about"})


# "may be cancelled" is still to come, and so is what "has not been cancelled"
_UNSURE = frozenset({"may", "might", "could", "can"})
_UNDONE: dict[str, Status] = {"cancelled": "announced", "postponed": "announced", "denied": "proposed"}
_NEARS = frozenset({"near", "loom", "approach", "await", "hang", "beckon"})


def _object(verb: Token, headline: bool, table: Modality, noun: Token | None = None) -> Reading:
    """ "held talks", "cancelled the visit", "wants a meeting", "will hold a call"."""
    status = table.governs.get(verb.lemma_.lower())
    if verb.lemma_ in ("offer", "extend", "convey") and any(
        c.lemma_.lower() in ("congratulation", "congratulations", "condolence", "condolences") for c in verb.children
    ):
        status = None
    if noun is not None and noun.lemma_ in ("message", "letter") and verb.lemma_ in ("offer", "extend", "convey"):
        status = None  # who offers it gives it
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    if particle:
        status = table.governs.get(f"{verb.lemma_.lower()}_{particle}", status)
    if verb.lemma_ == "open":
        status = None
    listing = next((v for v in (verb, *list(grammar.climb(verb))[:2]) if v.lemma_ == "include"), None)
    if listing is not None and any(c.lemma_ in _PROGRAMMES for c in grammar.children(listing, "nsubj")):
        return Reading("announced", listing, "on the programme")  # "his itinerary includes holding talks with B"
    if verb.lemma_ == "rule" and particle != "out":
        status = None
    if verb.lemma_ == "call" and particle != "off" and not particle:
        status = None
    if verb.lemma_ in _HASTENS and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return Reading(None, verb, "only a purpose")  # "a ceasefire to hasten talks with B"
    found = of_verb(verb, headline)
    if verb.lemma_ == "be" and found.rule == "present tense":  # "It is their first meeting": held or to come
        return Reading("held", verb, "told of: be")
    if (
        verb.lemma_ == "confirm"
        and noun is not None
        and noun.lemma_ in ("visit", "trip", "tour", "summit")
        and found.status == "held"
    ):
        return Reading("announced", verb, f"{verb.lower_} the {noun.lower_}")
    if verb.lemma_ in _ABOUT and found.status == "held":
        return Reading("held", verb, f"told of: {verb.lemma_}")
    if status is None or (status == "ongoing" and found.status != "held"):
        return found
    if status == "ongoing":
        return Reading("ongoing" if verb.tag_ in ("VBZ", "VBP", "VB", "VBG") else "held", verb, f"{verb.lemma_} …")
    asked = verb.tag_ == "VB" and any(c.lower_ == "for" for c in grammar.children(verb, "mark"))
    if status in ("cancelled", "postponed") and (asked or found.status in ("proposed", "denied", None)):
        # "may cancel", "refused to cancel", "did not cancel", "calls for A to cancel"
        return Reading("announced", verb, f"not yet {verb.lower_}")
    if status == "denied" and (negated := next((c for c in verb.children if c.dep_ == "neg"), None)) is not None:
        return Reading("proposed", negated, f"not {verb.lower_}")  # "does not rule out a meeting"
    if found.status == "denied" and found.rule == "negated":
        return Reading("denied", found.word, f"not {verb.lower_}")
    if verb.lemma_ == "announce" and found.status == "held":
        return Reading("announced", verb, "announced")
    return Reading(status, verb, f"governed by {verb.lemma_.lower()}")
