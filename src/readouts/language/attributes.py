"""Word classes and lemmas of parsed words, each kind of word worked out once.

The model's own components for this take half of the parser's time, though what they say of a word depends on the word,
its tag and its relation alone. So they are asked once for each such triple, and the answer is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.types import Ints2d

COMPONENTS = ("attribute_ruler", "lemmatizer")
# Kept triples: some 100 bytes each; beyond this many all are forgotten and learnt again.
MOST = 400_000
_STOP = (".", ".", "punct")
# what the model's rules make of these verbs' forms ("hopes" → "hop"), and the verb that they are
_LEMMAS = {"hop": "hope", "ax": "axe", "din": "dine", "slat": "slate", "co-hoste": "co-host", "preppe": "prep"}


class Attributes:
    """Sets part of speech, morphology and lemma of documents that have tags and relations."""

    def __init__(self, nlp: Language) -> None:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG

        self._nlp = nlp
        self._steps = [nlp.get_pipe(name) for name in COMPONENTS]
        self._given, self._set = [ORTH, TAG, DEP], [POS, MORPH, LEMMA]
        self._known: dict[tuple[int, int, int], tuple[int, int, int]] = {}

    def fill(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        """The same documents, in order, with their attributes set."""
        keys = [[tuple(row) for row in doc.to_array(self._given).tolist()] for doc in docs]
        if len(self._known) > MOST:
            self._known.clear()
        new = list(dict.fromkeys(key for rows in keys for key in rows if key not in self._known))
        if new:
            self._learn(new)
        for doc, rows in zip(docs, keys, strict=True):
            values = np.array([self._known[key] for key in rows], dtype="uint64")
            doc.from_array(self._set, cast("Ints2d", values))
            yield doc

    def _learn(self, keys: list[tuple[int, int, int]]) -> None:
        """Ask the components about words they have not been asked about, all in one made-up document.

        A full stop stands between any two of them: a few of the model's rules look at two words together ("be" and what
        follows), and what a word is told here must not depend on which others are new beside it.
        """
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        rows = [
            part for word, tag, relation in keys for part in ((strings[word], strings[tag], strings[relation]), _STOP)
        ]
        words, tags, deps = (list(column) for column in zip(*rows, strict=True))
        doc = Doc(self._nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(rows))))
        for step in self._steps:
            doc = step(doc)
        for token in doc:
            if token.tag_.startswith("VB"):
                token.lemma_ = _LEMMAS.get(token.lemma_, token.lemma_)
        answers = doc.to_array(self._set).tolist()[::2]
        self._known.update(zip(keys, (tuple(row) for row in answers), strict=True))
