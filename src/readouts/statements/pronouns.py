"""Whom "he", "she", "it" and "they" mean: by gender, number and nearness."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.cast import Cast, Named
from readouts.statements.clauses import phrase
from readouts.statements.known import speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

MALE, FEMALE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
PLURAL, FIRST = frozenset({"they", "them", "their"}), frozenset({"i", "we"})
PRONOUNS = MALE | FEMALE | PLURAL | FIRST | {"it"}
OWNING = frozenset({"his", "her", "their"})
# "He added": whoever spoke before, whoever else the sentence names first
_GOES_ON = frozenset({"add", "continue", "conclude"})
_LEADS_UP = re.compile(r"^\W*(?:In|At|During|On|After|Before|With|Despite|Following|Through|By)\s+$")
# where somebody is, no one: "at work in Cape Doe"
_PLACED = frozenset({"in", "at", "near", "to", "outside", "inside", "across", "around", "into", "toward", "towards"})
_LOOK_BACK = 8
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "pobj", "conj", "appos", "attr")


class Pronouns:
    """Resolves the pronouns of one document; `name` names the phrase at a token, `tellers` who speaks in a sentence."""

    def __init__(self, cast: Cast, name: Callable[[Parsed, int, int, Span], Named]) -> None:
        self.cast = cast
        self.document = cast.document
        self._name = name
        self._subjects: dict[int, Named | None] = {}
        self.tellers: Callable[[int], Sequence[Named]] = lambda _: ()
        self.all_named = name

    def resolve(self, parsed: Parsed, sentence: int, token: Token) -> Named | None:
        """Whom a pronoun means: a subject before it in its sentence, else who speaks or acts in those before."""
        word = token.lower_
        found = self._find(parsed, sentence, token, word)
        if found is not None and word in MALE | FEMALE:
            self.cast.learn(found, "m" if word in MALE else "f")
        return found

    def _find(self, parsed: Parsed, sentence: int, token: Token, word: str) -> Named | None:
        if word in FIRST:
            turn = self.cast.turn_at(parsed.spans[token.i].start)
            return turn or (self.cast.spoken[-1] if self.cast.spoken else None)
        ahead = self._ahead(sentence, parsed.spans[token.i], word) if word in OWNING else None
        if ahead is not None:
            return ahead
        goes_on = token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and token.head.lemma_ in _GOES_ON
        inside = None if goes_on else self._before(parsed, sentence, token)
        if inside is not None:
            return inside
        for back in range(sentence - 1, max(-1, sentence - _LOOK_BACK), -1):
            found = self._center(back, word)
            if found is not None:
                return found
        return next((n for n in reversed(self.cast.spoken) if self._fits(n, word)), None)

    def _ahead(self, sentence: int, place: Span, word: str) -> Named | None:
        """ "In his call for calm, Smith named nobody": the subject that a sentence leads up to."""
        start = self.document.sentences[sentence].span.start
        if _LEADS_UP.search(self.document.text[start : place.start]) is None:
            return None
        main = self.subject_of(sentence)
        apart = (
            main is not None
            and main.span.start > place.end
            and main.span.of(self.document.text).lower() not in PRONOUNS
        )
        return main if main is not None and apart and self._fits(main, word) else None

    def subject_of(self, sentence: int) -> Named | None:
        """Who is the subject of a sentence's main verb."""
        if sentence not in self._subjects:
            self._subjects[sentence] = None
            parsed = self.document.parsed(sentence)
            for token in parsed.doc:
                main = token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT"
                if main and not self.cast.is_quoted(parsed.spans[token.i]):
                    self._subjects[sentence] = self.all_named(parsed, sentence, token.i, phrase(parsed, token))
                    break
        return self._subjects[sentence]

    def _before(self, parsed: Parsed, sentence: int, token: Token) -> Named | None:
        """A subject, else anybody, named earlier in the pronoun's own sentence."""
        for other in parsed.doc[: token.i]:
            noun = other.dep_ in _SUBJECTS and other.lower_ not in PRONOUNS and other.pos_ in ("PROPN", "NOUN")
            if noun and not self.cast.is_quoted(parsed.spans[other.i]):
                named = self._name(parsed, sentence, other.i, phrase(parsed, other))
                if self._fits(named, token.lower_):
                    return named
        for mention in self.document.mentions_of(sentence):
            before = mention.kind == "person" and mention.span.end <= parsed.spans[token.i].start
            if before and not self.cast.is_quoted(mention.span):
                named = speaker_of(self.cast, mention)
                if self._fits(named, token.lower_):
                    return named
        return None

    def _center(self, sentence: int, word: str) -> Named | None:
        """Whom a sentence is about: people by name first (who spoke, who acts, who is named), then everybody else."""
        spoken = [n for n in reversed(self.cast.spoken) if self.document.sentence_at(n.span.start) == sentence]
        named = [
            speaker_of(self.cast, mention)
            for mention in self.document.mentions_of(sentence)
            if mention.kind in ("person", "office", "delegation") and not self.cast.is_quoted(mention.span)
        ]
        acting = (*spoken, *self.tellers(sentence), self.subject_of(sentence), *named)
        rows = [n for n in acting if n is not None and self._fits(n, word)]
        if word in MALE | FEMALE:
            # "a European official threatened them": such a one is "he" only once he has spoken
            known = {n.key for n in self.cast.spoken}
            told = acting[: len(acting) - len(named) - 1]
            rows = [n for n in rows if n.sort == "person" or n.key in known or n in told or self._is_the_one(n)]
        if word == "it" and not rows:
            # "Doe United said …, it added": a name that nobody knows may be a body's
            rows = [n for n in acting[: len(acting) - len(named)] if n is not None and self._may_be_body(n)]
        best = [n for n in rows if (n.plural if word in PLURAL else n.sort == "person")]
        if best or rows or word not in MALE | FEMALE:
            return next(iter(best or rows), None)
        return next((n for n in self._others(sentence) if self._fits(n, word)), None)

    def _others(self, sentence: int) -> Iterator[Named]:
        """People named in a sentence whom the knowledge does not know: "met Jane Underhill"."""
        parsed = self.document.parsed(sentence)
        for token in parsed.doc:
            full = token.pos_ == "PROPN" and token.i > 0 and parsed.doc[token.i - 1].pos_ == "PROPN"
            owns = token.dep_ == "poss" and token.head.dep_ in _SUBJECTS
            placed = token.dep_ == "pobj" and token.head.lower_ in _PLACED
            unknown = full and (token.dep_ in _OBJECTS or owns) and not placed and not parsed.mentions[token.i]
            if not unknown or self.cast.is_quoted(parsed.spans[token.i]):
                continue
            named = self._name(parsed, sentence, token.i, phrase(parsed, token))
            if named.sort == "person":
                yield named

    def _is_the_one(self, named: Named) -> bool:
        """Whether an office without a name is that of one person: "the first minister"."""
        return named.sort == "office" and named.span.of(self.document.text).lower().startswith("the ")

    def _may_be_body(self, named: Named) -> bool:
        """Whether nothing shows that a name is a person's."""
        known = named.gender or named.state or self.cast.genders.get(named.key) or named.plural
        return named.sort == "person" and named.key == named.name.lower() and not known

    def _fits(self, named: Named, word: str) -> bool:
        """Whether a pronoun may mean them."""
        if word in PLURAL:
            return (named.plural and named.sort != "words") or named.sort in ("body", "unnamed", "office")
        if word == "it":
            return named.sort in ("body", "outlet", "paper")
        known = named.gender or self.cast.genders.get(named.key)
        gender = "m" if word in MALE else "f"
        return named.sort in ("person", "office", "unnamed") and not named.plural and known in (None, gender)
