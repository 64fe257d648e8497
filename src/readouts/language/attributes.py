"""Word classes and lemmas of parsed words, each kind of word worked out once.

The model's own components for this take half of the parser's time, though what they say of a word depends on the word,
its tag and its relation alone. So they are asked once for each such triple, and the answer is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc
    from thinc.types import Ints2d

COMPONENTS = ("attribute_ruler", "lemmatizer")
# Kept triples: some 100 bytes each; beyond this many all are forgotten and learnt again.
MOST = 400_000
_STOP = (".", ".", "punct")
# A relation that no rule of the model looks at, in place of all of those.
_ANY = "npadvmod"
# what the model's rules make of these verbs' forms ("hopes" → "hop"), and the verb that they are
_LEMMAS = {
    "hop": "hope", "ax": "axe", "din": "dine", "slat": "slate", "co-hoste": "co-host", "preppe": "prep",
    "rang": "ring",
}  # fmt: skip


class Attributes:
    """Sets part of speech, morphology and lemma of documents that have tags and relations."""

    def __init__(self, nlp: Language) -> None:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG

        self._nlp = nlp
        self._steps = [nlp.get_pipe(name) for name in COMPONENTS]
        self._given, self._set = [ORTH, TAG, DEP], [POS, MORPH, LEMMA]
        self._known: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        self._tellings = list(_tellings(cast("AttributeRuler", self._steps[0])))
        index = cast("Lemmatizer", self._steps[1]).lookups.get_table("lemma_index", {})
        for name in list(index):
            index[name] = frozenset(index[name])  # the model's are lists of up to 57,000 words, gone through each time

    def fill(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        """The same documents, in order, with their attributes set."""
        keys = [[tuple(row) for row in doc.to_array(self._given).tolist()] for doc in docs]
        if len(self._known) > MOST:
            self._known.clear()
        new = dict.fromkeys(key for rows in keys for key in rows if key not in self._known)
        if new:
            self._learn(new)
        for doc, rows in zip(docs, keys, strict=True):
            values = np.array([self._known[key] for key in rows], dtype="uint64")
            doc.from_array(self._set, cast("Ints2d", values))
            yield doc

    def _learn(self, keys: Iterable[tuple[int, int, int]]) -> None:
        """Learn what kinds of word have not been met; of relations that make no difference one stands for all."""
        strings = self._nlp.vocab.strings
        any_relation = strings.add(_ANY)
        kinds = {
            key: key if self._differs(*(strings[part] for part in key)) else (key[0], key[1], any_relation)
            for key in keys
        }
        new = [kind for kind in dict.fromkeys(kinds.values()) if kind not in self._known]
        if new:
            self._ask(new)
        self._known.update((key, self._known[kind]) for key, kind in kinds.items())

    def _differs(self, word: str, tag: str, relation: str) -> bool:
        """Whether a rule of the components looks at this relation in such a word."""
        return any(
            relation in telling.relations
            and (not telling.tags or tag in telling.tags)
            and (not telling.words or word.lower() in telling.words)
            for telling in self._tellings
        )

    def _ask(self, keys: list[tuple[int, int, int]]) -> None:
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


@dataclass(frozen=True, slots=True)
class _Telling:
    """The relations that one rule looks at, and the tags and small words it does so in; none are all."""

    relations: frozenset[str]
    tags: frozenset[str]
    words: frozenset[str]


def _tellings(ruler: AttributeRuler) -> Iterator[_Telling]:
    """What the rules for single words look at; no rule for several words can hold here."""
    for row in ruler.patterns:
        for pattern in cast("list[list[dict[str, object]]]", row["patterns"]):
            if len(pattern) == 1 and "DEP" in pattern[0]:
                [token] = pattern
                yield _Telling(_all_of(token["DEP"]), _only(token.get("TAG")), _only(token.get("LOWER")))


def _all_of(condition: object) -> frozenset[str]:
    """Every value that a condition names: "nsubj", {"IN": ["aux", "auxpass"]}, {"NOT_IN": ["det"]}."""
    if isinstance(condition, dict):
        return frozenset(value for values in condition.values() for value in values)
    return frozenset([str(condition)])


def _only(condition: object) -> frozenset[str]:
    """The values that a condition asks for; none where it asks for none in particular."""
    if condition is None or (isinstance(condition, dict) and set(condition) != {"IN"}):
        return frozenset()
    return _all_of(condition)
