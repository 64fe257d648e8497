"""The cheap gate: which sentences are worth parsing at all."""

from __future__ import annotations

import re

from readouts.language.document import Document

# Words that take up people named before: with a trigger beside them a sentence may tell of a contact without a name.
_TAKES_UP = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|both|two|pair|leaders?|presidents?|ministers?|sides?|premiers?|delegations?)\b",
    re.IGNORECASE,
)
FEWEST_SIDES = 2


def candidates(document: Document, triggers: re.Pattern[str]) -> list[int]:
    """The numbers of the sentences that hold a trigger and somebody who may take part.

    An article that names fewer than two states, bodies or people of theirs has none; nor has one without a trigger.
    """
    hits = [m.start() for m in triggers.finditer(document.text)]
    if not hits:
        return []
    sides = {m.state or m.name for m in document.mentions if m.kind != "outlet"}
    if len(sides) < FEWEST_SIDES:
        return []
    kept = []
    for number in sorted({document.sentence_at(hit) for hit in hits}):
        named = any(m.kind != "outlet" for m in document.mentions_of(number))
        if named or _TAKES_UP.search(document.sentences[number].span.of(document.text)):
            kept.append(number)
    return kept
