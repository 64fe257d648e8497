"""The status of a contact in a headline, which leaves out the words that would say it: by the order of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readouts.reports.modality import Modality, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


def told_behind(noun: Token, table: Modality) -> Reading | None:
    """A headline's word behind the noun: "A–B call possible", "A's visit in doubt"."""
    if noun.i + 1 >= len(noun.doc):
        return None
    word, last = noun.nbor(1), noun.i + 2 >= len(noun.doc)
    behind = "" if last else noun.nbor(2).lower_
    status = table.modifiers.get(word.lower_) or (table.governs.get(word.lower_) if word.lower_ in _LOOMS else None)
    if status and (last or behind in (",", ":", "-", "in", "on", "for", "this", "next", "after", "over", "says", "as")):
        return Reading(status, word, f"{word.lower_} behind it, in a headline")
    if word.lower_ in ("loom", "looms"):
        return Reading("announced", word, f"{word.lower_} behind it, in a headline")
    if word.lemma_ in ("hang", "hangs") and behind == "in":
        return Reading("announced", word, "in the balance")
    if word.lower_ == "in" and behind in ("doubt", "question", "limbo", "jeopardy"):
        return Reading("announced", word, f"in {behind}")
    return None


_LOOMS = frozenset({"likely", "unlikely", "due", "ready"})


def by_order(noun: Token, table: Modality) -> Reading | None:
    """A headline's governing word stands a little before: "A pitches meeting with B", "A cancels envoys' trip"."""
    for token in reversed(list(noun.doc)[max(0, noun.i - 9) : noun.i]):
        status = table.governs.get(token.lemma_.lower())
        if token.lemma_ == "call" and token.pos_ == "VERB" and token.i == noun.i - 1:
            return None  # "officials call talks with B constructive"
        if status and status != "ongoing" and token.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            return Reading(status, token, f"behind {token.lower_}, in a headline")
        if token.text in (",", ";", ":") or token.lower_ in ("after", "as", "while", "amid"):
            return None
    return None
