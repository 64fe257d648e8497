"""A piece of text → its words as the model's tokenizer cuts them, each run of characters between spaces cut once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# Where runs cannot be cut one by one: white space that is no single space is a word, and of several pairs of single
# marks or faces made of marks the tokenizer cuts the later ones otherwise.
_WHOLE = re.compile(r"[^\S ]|  |''.*''|[:;=][-'’]?[()\[\]*/|}>]|[()\[\]][-']?[:;=]")
# Longer runs of characters are addresses and the like, which do not come again.
_LONGEST = 40
# Runs that are kept: some 200 bytes each; beyond this many all are forgotten and cut again.
_MOST = 50_000


class Words:
    """Cuts texts into words.

    The tokenizer looks at no more than what stands between two spaces, but for a few marks, so that a run of characters
    need be cut once: in news nine of ten come again.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, piece: str) -> list[tuple[str, str]]:
        """Each word with the space behind it, if there is one: "didn't go" → did, n't and a space, go."""
        if _WHOLE.search(piece):
            return self._cut(piece)
        runs = piece.split(" ")
        words: list[tuple[str, str]] = [] if runs[0] or not piece else [(" ", "")]
        for run in runs:
            if run:
                cut = self._known.get(run) or self._learn(run)
                words += [(word, "") for word in cut[:-1]]
                words.append((cut[-1], " "))
        if words and runs[-1]:
            words[-1] = (words[-1][0], "")
        return words

    def _learn(self, run: str) -> tuple[str, ...]:
        cut = tuple(word for word, _ in self._cut(run))
        if len(run) <= _LONGEST:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[run] = cut
        return cut

    def _cut(self, piece: str) -> list[tuple[str, str]]:
        return [(token.text, token.whitespace_) for token in self._nlp.make_doc(piece)]
