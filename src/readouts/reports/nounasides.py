"""What becomes of a contact that a noun names by words that are no verb over it: "days away", "fail to happen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.reports import grammar
from readouts.reports.modality import Modality, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_AWAY = frozenset({"hours", "days", "weeks", "months"})
_ENDS = frozenset({"end", "conclude", "finish", "complete", "wrap", "leave"})
_ALOOF = frozenset({"neutral", "impartial", "even-handed", "evenhanded", "broker", "arbiter"})
_STAGES = frozenset({"final", "last", "late", "early", "advanced", "first", "closing"})
_NO_USE = frozenset({"point", "sense", "use", "need", "interest", "reason"})
_PROTESTS = frozenset({"protest", "rally", "demonstrate", "march"})
HAPPENS = frozenset({"take", "happen", "occur", "hold", "be", "come", "go", "materialise", "materialize", "arrange"})
# "snubs the summit in B": who does so was to go there
STAYS_AWAY = frozenset({"skip", "snub", "miss", "boycott", "shun"})


def told_aside(noun: Token, table: Modality) -> Reading | None:
    """ "just before ending a trip", "neutral during talks between B and C", "worth the trip": not told by the verb."""
    head = noun.head
    behind = list(noun.doc)[noun.i + 1 : noun.i + 4]
    if len(behind) > 1 and behind[0].lower_ in _AWAY and behind[1].lower_ == "away":
        return Reading("announced", behind[0], f"{behind[0].lower_} away")  # "with A's state visit days away"
    if len(behind) > 2 and behind[0].lemma_ == "fail" and behind[1].lower_ == "to" and behind[2].lemma_ in HAPPENS:
        return Reading("cancelled", behind[0], "failed to happen")  # "after talks fail to materialise"
    ends = noun.dep_ in ("dobj", "obj") and head.tag_ == "VBG" and head.lemma_ in _ENDS
    if ends and head.head.lower_ in table.before:
        return Reading("held", head, f"before {head.lower_}")
    between = any(c.lower_ == "between" for c in noun.children)
    if between and noun.dep_ in ("dobj", "obj") and head.lemma_ in STAYS_AWAY:
        return Reading("held", head, f"told of: {head.lemma_}")  # "skipped a meeting between B and C"
    shelved = head.lemma_ in ("put", "place") and noun.dep_ in grammar.SUBJECTS
    if shelved and any(g.lower_ in ("hold", "ice") for g in grammar.behind(head, ("on",))):
        return Reading("postponed", head, "put on hold")
    if head.lower_ == "worth":
        return Reading(None, head, "only worth it")
    if (
        head.lower_ in ("in", "of")
        and head.head.lemma_ in _NO_USE
        and any(c.lower_ == "no" for c in head.head.children)
    ):
        return Reading("denied", head.head, f"no {head.head.lower_} in it")  # "sees no point in talks with B"
    if head.lower_ == "of" and head.head.lemma_ == "stage" and any(c.lower_ in _STAGES for c in head.head.children):
        return Reading("ongoing", head.head, "at a stage of it")  # "cites final stages of talks"
    if noun.dep_ == "pobj" and head.lower_ == "against" and head.head.lemma_ in _PROTESTS:
        return Reading("ongoing", head.head, f"{head.head.lower_} against it")  # "thousands protest against the visit"
    if noun.dep_ == "pobj" and head.lower_ in ("in", "during", "on"):
        over = head.head
        near = [over, *grammar.children(over, "acomp", "oprd", "attr")]
        aloof = next((t for t in near if t.lower_ in _ALOOF), None)
        if aloof is not None:
            return Reading(None, aloof, f"{aloof.lower_} in it")
    return None
