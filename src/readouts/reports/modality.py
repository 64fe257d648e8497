"""What the words around a trigger make of it: held, announced, proposed, denied …, or no contact at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from readouts.errors import KnowledgeError
from readouts.model import Status
from readouts.reports import grammar, rulebook
from readouts.reports.hypothetical import FELL_THROUGH, conditioned, fell_through, in_doubt, inverted
from readouts.reports.rulebook import Rulebook
from readouts.text import WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

FILE = rulebook.MODALITY


@dataclass(frozen=True, slots=True)
class Modality:
    """The word lists of the data file, by lemma or word."""

    governs: dict[str, Status]
    modifiers: dict[str, Status]
    auxiliaries: dict[str, Status]
    before: frozenset[str]
    reporting: frozenset[str]
    moves: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A status with the word that says it and the rule's name; status None where the words make it no contact."""

    status: Status | None
    word: Token | None
    rule: str


def load() -> Modality:
    """The lists that hold here; KnowledgeError names the file and the fault."""
    return _made_of(rulebook.current())


@lru_cache(maxsize=8)
def _made_of(book: Rulebook) -> Modality:
    try:
        data = book.lists
        return Modality(
            _by_word(data["governs"]),
            _by_word(data["modifiers"]),
            _by_word(data["auxiliaries"]),
            frozenset(data["before"]["words"]),
            frozenset(data["reporting"]["verbs"]),
            # what puts a contact to another day: move, delay, reschedule
            frozenset(word.partition("_")[0] for word in data["governs"]["postponed"]),
        )
    except KeyError as error:
        raise KnowledgeError(f"{FILE}: {error} is missing; see the comments at its head for the form") from error


def _by_word(table: Mapping[str, list[str]]) -> dict[str, Status]:
    result: dict[str, Status] = {}
    for status, listed in table.items():
        if status not in get_args(Status):
            raise KnowledgeError(f"{FILE}: {status!r} is no status; known are {get_args(Status)}")
        for word in listed:
            result[word] = status  # type: ignore[assignment]
    return result


def of_verb(verb: Token, headline: bool, depth: int = 0) -> Reading:
    """The status that a verb group gives: its auxiliaries, negation and tense, and the verbs above it.

    "will meet", "is due to meet", "is ready to meet", "did not meet", "has met", "were to meet".
    """
    table = load()
    negation = next((c for c in verb.children if c.dep_ == "neg" or c.lower_ in ("never", "nor", "neither")), None)
    if any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in verb.children):
        return Reading("cancelled", verb, "no longer")
    taken = _mistaken(verb, table)
    if taken is not None:
        return taken
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return Reading(None, verb, "hypothetical: if")
    if (doubted := in_doubt(verb)) is not None:
        return Reading(None, doubted, "hypothetical: if")
    if inverted(verb):
        return Reading(None, verb, "hypothetical: had")
    if headline and negation is None and _to_do(verb):
        return Reading("announced", verb, "infinitive: to")
    above = _ahead(verb) or _governed(verb, table, depth)
    if above is not None:
        return above
    if any(c.lower_ in ("'d", "’d") and c.tag_ == "MD" for c in verb.children) and negation is None:
        return Reading("proposed", verb, "auxiliary: 'd")  # "says he'd meet B"
    auxiliary = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ in table.auxiliaries), None)
    if (
        negation is not None
        and auxiliary is None
        and (
            verb.tag_ in ("VBD", "VBN")
            or any(
                c.dep_ == "aux" and c.lemma_ in ("do", "have") and c.tag_ in ("VBD", "VBP", "VBZ")
                for c in verb.children
            )
        )
    ):
        return Reading(None, negation, "stated not to have been: negated past")
    if negation is not None:
        return Reading("denied", negation, "negated")
    if auxiliary is not None and auxiliary.lower_ != "will" and any(c.lower_ == "have" for c in verb.children):
        return Reading(None, auxiliary, f"{auxiliary.lower_} have …")  # "could have called", "may have met"
    if auxiliary is not None and table.auxiliaries[auxiliary.lower_] == "announced" and conditioned(verb):
        return Reading("proposed", auxiliary, "on a condition")  # "if B asks, A will call"
    if auxiliary is not None:
        return Reading(table.auxiliaries[auxiliary.lower_], auxiliary, f"auxiliary: {auxiliary.lower_}")
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return _infinitive(verb, headline, depth)
    return _tense(verb, headline, table, depth)


def _ahead(verb: Token) -> Reading | None:
    """ "is going to meet", "was unable to meet", "is yet to meet": what stands right before the infinitive."""
    perfect = {c.lower_ for c in verb.children if c.dep_ == "aux"} >= {"to", "have"}
    if perfect and verb.dep_ in ("xcomp", "ccomp") and verb.head.lower_ in ("was", "were"):
        return Reading("cancelled", verb.head, "was to have")  # "was to have met B": nothing came of it
    if verb.i < 2 or verb.nbor(-1).lower_ != "to":
        return None
    word = verb.nbor(-2)
    negated = any(c.dep_ == "neg" for c in (*word.children, *word.head.children))
    if word.lower_ == "going" and word.i == verb.head.i and any(c.lemma_ == "be" for c in word.children):
        return Reading("denied" if negated else "announced", word, "going to")
    if word.lower_ == "about" and word.head.lemma_ == "be":
        return Reading("denied" if negated else "announced", word, "about to")
    if word.lower_ in ("unable", "yet", "reluctant"):
        return Reading(None, word, f"{word.lower_} to")
    return None


def undone(word: Token, told: Reading) -> Reading:
    """ "was to host B on Monday, but A called it off": what is said of it behind, by *it* alone."""
    table = load()
    for verb in list(word.doc)[word.i + 1 :]:
        never = verb.lemma_ in ("do", "happen", "materialise", "materialize") and _negated(verb)
        if (
            never
            and told.status == "announced"
            and (verb.lemma_ != "do" or any(c.lower_ == "so" for c in verb.children))
        ):
            return Reading("cancelled", verb, "will not do so")  # "had been due to go to A will not now do so"
        if verb.pos_ != "VERB" or not any(t.lower_ in ("but", "until", "only") for t in word.doc[word.i : verb.i]):
            continue
        particle = next((c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")), "")
        status = table.governs.get(f"{verb.lemma_.lower()}_{particle}") or (
            table.governs.get(verb.lemma_.lower()) if verb.lemma_ != "call" else None
        )
        of_it = [*grammar.children(verb, "dobj"), *grammar.children(verb, "nsubjpass")]
        if status in ("cancelled", "postponed") and any(t.lower_ == "it" for t in of_it) and not _negated(verb):
            return Reading(status, verb, f"{verb.lower_} it")
    return told


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _mistaken(verb: Token, table: Modality) -> Reading | None:
    """ "Sunak cancels meeting with B", "Blinken plans travel to C": the verb before is taken for a part of this one."""
    for child in verb.children:
        if child.i == verb.i - 1 and child.dep_ in ("aux", "nsubj") and child.tag_ in ("VBZ", "VBD"):
            word = child.lower_.removesuffix("s")
            if word in table.governs and word not in ("need", "set"):
                return Reading(table.governs[word], child, f"governed by {word}")
    return None


def _to_do(verb: Token) -> bool:
    """A headline's "Xi, Modi to meet": *to* stands behind names with no verb before it."""
    if verb.i < 2 or verb.nbor(-1).lower_ != "to":
        return False
    for token in reversed(list(verb.doc)[: verb.i - 1]):
        if token.tag_ in ("VBZ", "VBD", "VBP", "VBN", "VB", "VBG", "MD") or token.pos_ in ("ADJ",):
            return token.lemma_ in ("say", "report", "confirm", "announce")
        if token.text in (":", ";", "—", "–"):
            return True
    return True


def _governed(verb: Token, table: Modality, depth: int) -> Reading | None:
    """What the verb or adjective above says: "plans to meet", "is willing to meet", "refused to meet"."""
    head = verb.head
    if depth > 3 or head.i == verb.i:
        return None
    if head.lemma_ == "keep" and verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "dobj"):
        return Reading(None, head, "keeps on with it")  # "agreed to keep communicating"
    if verb.tag_ == "VBG" and verb.dep_ in ("compound", "amod") and verb.i and head.head.i == verb.i - 1:
        status = table.governs.get(head.head.lemma_.lower())  # "denied meeting B", where "meeting" is taken for a noun
        return _turned(head.head, status, table, depth) if status else None
    if verb.dep_ in ("csubj", "csubjpass", "nsubj", "nsubjpass") and any(c.dep_ == "neg" for c in head.children):
        return Reading("denied", head, f"{head.lower_} not …")
    if verb.dep_ in ("advcl", "xcomp") and any(c.lower_ == "to" for c in grammar.children(verb, "aux")):
        asked = next((c for c in grammar.children(head, "dobj", "obj") if c.lemma_ == "invitation"), None)
        if asked is not None:  # "receives an invitation from B to visit C"
            return of_invitation(asked) or Reading("invited", asked, f"governed by {asked.lower_}")
    if verb.dep_ in ("acl", "ccomp", "relcl") and head.lemma_ in RUMOURS and head.pos_ == "NOUN":
        return rumoured(head)
    if verb.dep_ == "ccomp" and head.lemma_ == "see" and verb.tag_ in ("VB", "VBP") and _foretold(head):
        return of_verb(head, False, depth + 1)  # "the trip will see him travel to Papua New Guinea"
    if verb.dep_ == "ccomp" and head.lemma_ in ("deny", "dismiss", "reject"):
        affirmed = any(c.dep_ == "neg" for c in head.children)
        return None if affirmed else Reading("denied", head, f"governed by {head.lemma_}")
    if verb.dep_ == "ccomp" and (_foretold(verb) or not grammar.children(verb, "aux", "neg")):
        wished = _wished(verb, table)
        if wished is not None:
            return wished
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "dep", "csubj", "relcl") or (verb.dep_ == "pobj"):
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
        gerund = verb.tag_ == "VBG"
        if not (infinitive or gerund or verb.dep_ == "xcomp"):
            return None
        if head.pos_ == "ADP":
            if head.lower_ in _IN_TIME:
                return None  # "ruled out sanctions after speaking with B"
            if pulls_out(head):
                return Reading("cancelled", grammar.governor(head), "pulled out of it")
            gerund, head = True, head.head
            if head.lemma_ in _IDEAS and head.dep_ in ("dobj", "obj"):
                refused = head.head.lemma_ in _DENIES
                return Reading("denied" if refused else "proposed", head, f"{head.lower_} of it")
        request = head.lemma_ in _ASKED and head.dep_ in ("dobj", "obj")
        if request and _TAKEN.get(head.head.lemma_) == "denied":
            return Reading(
                "denied", head.head, f"{head.head.lower_} a {head.lower_}"
            )  # "turned down a request to meet"
        word = head.lemma_.lower() if head.pos_ in ("VERB", "AUX", "NOUN") else head.lower_
        status = table.governs.get(word) or table.governs.get(head.lower_)
        if word == "open" and head.pos_ == "VERB":
            status = None  # "open to talks" is a readiness, "opened the talks" is not
        if verb.dep_ == "advcl" and not (head.tag_ == "VBN" or head.pos_ == "ADJ"):
            return None
        if head.dep_ == "pcomp" and head.head.lower_ == "for" and head.head.head.lemma_ in _THANKS:
            return Reading("held", head, "told of: thanked for")  # "thanked B for agreeing to meet him"
        if status and word == "invitation":
            return of_invitation(head) or Reading(status, head, f"governed by {head.lower_}")
        if status:
            return _turned(head, status, table, depth)
    return None


_THANKS = frozenset({"thank", "praise", "applaud", "commend", "credit"})
_WISHES = frozenset({"hope", "wish", "suggest", "propose", "request", "demand", "recommend", "urge", "ask"})


def _foretold(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "should", "'ll") for c in verb.children)


def _wished(verb: Token, table: Modality) -> Reading | None:
    """ "hopes that they will meet", "proposed that they meet", "it is unlikely that they will meet"."""
    head = verb.head
    if head.lemma_ == "doubt":
        return Reading(None, head, "doubted")
    if head.lemma_ in _WISHES:
        present = any(c.dep_ == "aux" and c.lower_ == "would" for c in verb.children) or verb.tag_ in ("VB", "VBP")
        tells = head.lemma_ == "suggest" and verb.tag_ in ("VBD", "VBZ")  # "the photo suggests that they met"
        return Reading("proposed", head, f"{head.lower_} that") if (present or _foretold(verb)) and not tells else None
    if head.lemma_ == "be" and _foretold(verb):
        adjective = next((c for c in head.children if c.dep_ == "acomp"), None)
        status = table.governs.get(adjective.lower_) or table.modifiers.get(adjective.lower_) if adjective else None
        if adjective is not None and status:
            return _turned(adjective, status, table, 0)
    return None


def pulls_out(prep: Token) -> bool:
    """ "pulled out of", "backed out of", "withdrew from": what one was to take part in."""
    if prep.lower_ == "from":
        return prep.head.lemma_ == "withdraw"
    verb = prep.head.head if prep.head.lower_ == "out" else prep.head
    out = prep.head.lower_ == "out" or any(c.lower_ == "out" for c in verb.children)
    return out and verb.lemma_ in ("pull", "back", "bow", "drop")


_IN_TIME = frozenset({"after", "before", "since", "following", "during", "while", "despite"})
RUMOURS = frozenset({"report", "claim", "rumour", "rumor", "suggestion", "speculation", "allegation", "talk"})
_IDEAS = frozenset({"idea", "notion", "thought", "suggestion"})
_DENIES = frozenset({"deny", "dismiss", "reject", "rebut", "refute", "debunk", "quash"})
_UNTRUE = frozenset({"false", "untrue", "baseless", "unfounded", "fake", "wrong", "nonsense", "fabricated"})


def rumoured(noun: Token) -> Reading | None:
    """ "denied reports that A had phoned B", "reports that A had called B were false"; None for reports unanswered."""
    verb = noun.head
    if verb.lemma_ in _DENIES:
        return Reading("denied", verb, f"{noun.lower_} {verb.lower_}")
    if verb.lemma_ == "be" and noun.dep_ == "nsubj":
        untrue = next((c for c in verb.children if c.lower_ in _UNTRUE), None)
        return Reading("denied", untrue, f"{noun.lower_} {untrue.lower_}") if untrue is not None else None
    return None


_TAKEN: dict[str, Status] = {
    "accept": "announced",
    "take": "announced",
    "receive": "invited",
    "extend": "invited",
    "issue": "invited",
    "get": "invited",
    "renew": "invited",
    "repeat": "invited",
    "reiterate": "invited",
    **dict.fromkeys(("decline", "reject", "refuse", "snub", "rebuff", "spurn", "turn"), "denied"),
}


def of_invitation(noun: Token) -> Reading | None:
    """ "accepted an invitation to visit", "turned down an invitation to visit": by what was done with it."""
    verb = noun.head
    status = _TAKEN.get(verb.lemma_) if noun.dep_ in ("dobj", "obj") and verb.pos_ == "VERB" else None
    if status is None or (status == "denied" and any(c.dep_ == "neg" for c in verb.children)):
        return None
    return Reading(status, noun if status == "invited" else verb, f"invitation {verb.lower_}")


def _turned(head: Token, status: Status, table: Modality, depth: int) -> Reading:
    """A governing word's status, turned round where the word itself is negated: "no plans to meet"."""
    if any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in head.children):
        return Reading("cancelled", head, f"no longer {head.lower_}")
    over = table.governs.get(head.head.lemma_.lower()) if head.pos_ == "NOUN" and head.head.pos_ == "VERB" else None
    if over in ("postponed", "cancelled", "denied") and head.dep_ in ("dobj", "obj", "nsubjpass"):
        return Reading(over, head.head, f"{head.head.lower_} {head.lower_}")  # "postponed plans to travel"
    negated = any(c.dep_ == "neg" or c.lower_ in ("no", "not", "never") for c in head.children)
    if not negated and head.pos_ == "ADJ":
        negated = any(c.dep_ == "neg" for c in head.head.children)
    if negated and status in ("announced", "proposed", "invited"):
        return Reading("denied", head, f"not {head.lower_}")
    if negated and status == "denied":
        return Reading(None if head.lemma_ == "deny" else "proposed", head, f"not {head.lower_}")
    if status == "ongoing":
        return _tense(head, False, table, depth + 1)
    if status == "announced" and fell_through(head):
        return Reading("announced", head, f"{FELL_THROUGH}{head.lower_}")
    return Reading(status, head, f"governed by {head.lemma_.lower()}")


def _infinitive(verb: Token, headline: bool, depth: int) -> Reading:
    """ "Xi to visit Moscow" announces; "flew to Rome to meet the pope" follows the verb above."""
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN"):
        return _of_name(verb.head, verb)
    if verb.head.i == verb.i or verb.dep_ in ("ROOT", "conj", "ccomp", "relcl", "acl", "dep", "parataxis"):
        return Reading("announced", verb, "infinitive: to")
    if headline and grammar.children(verb, "nsubj"):
        return Reading("announced", verb, "infinitive: to")
    above = grammar.governor(verb)
    if above is None:
        return Reading("announced", verb, "infinitive: to")
    if (
        above.lemma_ == "be"
        and grammar.children(above, "attr", "acomp")
        and verb.dep_ in ("xcomp", "ccomp", "acl", "csubj", "advcl")
    ):
        return Reading("held", above, "it was … to")  # "it was an honour to speak with him"
    if above.lemma_ == "be" and any(above.i < c.i < verb.i and c.lower_ in ("in", "at") for c in above.children):
        there: Status = "held" if above.tag_ == "VBD" else "announced"  # "was in Berlin to see B"
        return Reading(there, above, "purpose of: be")
    if above.lemma_ == "be" or (above.dep_ == "ROOT" and headline and above.tag_ in ("NN", "NNP")):
        return Reading("announced", above, "is to")
    if above.lemma_ == "have":
        yet = any(c.lower_ == "yet" for c in above.children) or any(c.lower_ == "yet" for c in verb.children)
        return Reading(None, above, "has yet to") if yet else Reading("proposed", above, "has to")
    found = of_verb(above, headline, depth + 1)
    if found.status == "held" and above.lemma_ in _APPEALS and grammar.behind(above, ("to", "with")):
        return Reading("proposed", above, f"governed by {above.lemma_}")  # "appealed to B to meet him"
    if found.status == "ongoing" and above.lemma_ in _ON_THE_WAY:
        return Reading("announced", found.word, f"purpose of: {above.lemma_}")  # "A travels to Rome to meet B"
    return Reading(found.status, found.word, f"purpose of: {above.lemma_}") if found.status else found


_APPEALS = frozenset({"appeal", "plead", "beg"})
_NO_HASTE = frozenset({"hurry", "rush", "haste"})
_NO_WILL = frozenset({"point", "reason", "need", "intention", "desire", "wish", "sense", "interest"})
_UNDONE = frozenset({"failure", "inability"})
_UNWILLING = frozenset({"refusal", "unwillingness", "reluctance"})
_ASKED = frozenset({"request", "offer", "proposal", "bid", "plea"})
_CHANCES = frozenset({"opportunity", "chance", "pleasure", "honour", "honor", "privilege", "occasion"})
_ORDER = frozenset({"first", "second", "third", "last", "latest", "only"})


def _of_name(noun: Token, verb: Token) -> Reading:
    """ "the first leader to visit" was there; "in no hurry to meet" tells of nothing; "a decision to visit" is weak."""
    words = {c.lower_ for c in noun.children}
    if "no" in words and noun.lemma_ in _NO_HASTE:
        return Reading(None, noun, f"no {noun.lower_} to")
    if "no" in words and noun.lemma_ in _NO_WILL:
        return Reading("denied", noun, f"no {noun.lower_} to")
    if noun.lemma_ in _UNDONE:
        return Reading(None, noun, f"stated not to have been: {noun.lower_} to")  # "A's failure to call B"
    if noun.lemma_ in _UNWILLING:
        return Reading("denied", noun, f"{noun.lower_} to")
    over = noun.head
    if noun.lemma_ in _CHANCES and over.lemma_ in ("have", "get", "take") and over.tag_ == "VBD":
        return Reading("held", over, f"had the {noun.lower_} to")
    if words & _ORDER or noun.lower_ in _ORDER:
        above = grammar.governor(noun)
        past = above is None or above.tag_ in ("VBD", "VBZ", "VBN", "VBG")
        return Reading("held" if past else "announced", noun, "told of: the first to")
    return Reading("announced", verb, f"purpose of: {noun.lemma_}" if noun.lemma_ == "decision" else "infinitive: to")


# "heads to Russia": on the way
_ON_THE_WAY = frozenset(
    {"head", "travel", "fly", "arrive", "jet", "land", "visit", "tour", "journey", "leave", "depart"}
)


def _apart_in_time(verb: Token) -> bool:
    """ "days before meeting B", "before flying to Rome on Friday": told with a day of its own it may be to come."""
    counted = any(t.dep_ == "npadvmod" for t in verb.head.children)
    return counted or any(t.lower_ in WEEKDAYS for t in verb.subtree)


def _has_a_past(verb: Token) -> bool:
    """ "was meeting B hours before the raid", "was in talks with B when the news broke": over by now."""
    return any(t.lower_ in ("before", "when") and t.i > verb.i for t in verb.subtree) or any(
        t.lower_ == "before" for t in list(verb.doc)[: verb.i]
    )


def _tense(verb: Token, headline: bool, table: Modality, depth: int) -> Reading:
    mark = next((c for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in ("before", "until")), None)
    has_aux = any(c.dep_ in ("aux", "auxpass") and c.lemma_ in ("have", "be", "do") for c in verb.children)
    if headline and verb.lower_ == "headed" and not has_aux:
        return Reading("announced", verb, "headed there")  # a headline's "A headed to Rome"
    if headline and verb.tag_ == "VBG" and verb.lemma_ in grammar.SENDS and not has_aux:
        return Reading("announced", verb, "sending there")  # a headline's "A sending B to Rome"
    if verb.tag_ == "VBG":
        if be := next((c for c in verb.children if c.dep_ == "aux" and c.lemma_ == "be"), None):
            if be.tag_ == "VBD" and _has_a_past(verb):
                return Reading("held", verb, "was …ing before something else")
            if be.tag_ == "VBD" and verb.dep_ == "relcl":  # "spoke in the Kremlin, where he was meeting with B"
                return Reading("held", verb, "was …ing beside what is told")
            return Reading("ongoing", verb, "present participle: is …ing")
        if any(c.lower_ == "still" for c in grammar.children(verb, "advmod")) and verb.dep_ in ("ROOT", "ccomp"):
            return Reading("ongoing", verb, "still …ing")  # a headline's "A, B still negotiating"
        if (
            headline
            and verb.lemma_.lower() in _ON_THE_WAY
            and verb.dep_ in ("acl", "ROOT")
            and verb.head.pos_ != "NOUN"
        ):
            return Reading("ongoing", verb, "on the way")  # a headline's "A, B heading to Rome"
        above = grammar.governor(verb)
        over = [v for v in list(grammar.climb(verb))[:3] if v.pos_ == "VERB"]
        if verb.head.lower_ == "before" and any(v.tag_ == "VBD" for v in over) and not _apart_in_time(verb):
            return Reading("held", verb.head, "past tense before it")  # "denounced it before conferring with B"
        if verb.head.pos_ == "ADP" and verb.head.lower_ in table.before:
            return Reading("announced", verb.head, f"after {verb.head.lower_}")
        if (
            above is not None
            and verb.dep_ in ("advcl", "pcomp")
            and depth < 3
            and verb.head.lower_ not in ("after", "since", "following")
        ):
            found = of_verb(above, headline, depth + 1)
            if found.status in ("announced", "proposed", None):
                return found
        return Reading("held", verb, "participle")
    if verb.tag_ in ("VBD",) or (
        verb.tag_ == "VBN" and (has_aux or verb.dep_ in ("acl", "ROOT", "relcl", "conj", "ccomp"))
    ):
        return Reading("held", verb, "past tense")
    if mark is not None:
        return Reading("announced", mark, f"present tense behind {mark.lower_}")
    then = next((c for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in ("when", "once")), None)
    if then is not None and verb.dep_ == "advcl" and verb.tag_ in ("VBZ", "VBP") and _foretold(verb.head):
        return Reading("announced", then, f"present tense behind {then.lower_}")  # "will top the agenda when A meets B"
    if verb.dep_ == "conj" and depth < 3 and not grammar.children(verb, "nsubj") and verb.tag_ == "VB":
        return of_verb(verb.head, headline, depth + 1)
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in ("go", "head", "travel", "fly") and verb.dep_ == "conj":
        return Reading("announced", verb, "goes on to")  # "arrived in Paris and goes on to Belgrade"
    for_other = any(c.lower_ == "for" for c in verb.children)
    if verb.lemma_ in ("leave", "depart") and grammar.children(verb, "dobj") and not for_other:
        return Reading("held", verb, "present tense")  # "departs China": the visit is over
    if verb.tag_ in ("VBZ", "VBP", "VB"):
        return Reading("ongoing" if verb.lemma_.lower() in _ON_THE_WAY else "held", verb, "present tense")
    return Reading("ongoing" if verb.lemma_.lower() in _ON_THE_WAY else "held", verb, "verb without tense")
