"""Who took part in the contacts told so far: whom "they", "the two leaders", "both of them", "his host" stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Role, Span
from readouts.reports import grammar, groups, modality
from readouts.reports.groups import THEY
from readouts.reports.party import Party, of_mention

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOK_BACK = 5
NEAR = 3
_LEADING = frozenset({"leader", "president", "premier"})
_MINISTERS = frozenset({"foreign_minister", "defence_minister", "national_security_adviser", "finance_minister"})
_NUMBERS = {"three": 3, "trio": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_CORE = ("nsubj", "dobj")
_PEOPLE = ("person", "office")
_DEATHS = frozenset({"assassination", "burial", "death", "funeral", "killing", "murder"})
_TWO = frozenset({"two", "both", "pair", "duo"})
_AS = re.compile(r"\bas (?:the )?$")
_GATHERS = frozenset({"host", "receive", "invite", "welcome", "gather", "bring", "convene"})


class Told:
    """The parties of the contacts that a document has told so far, the last one's first."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._pair: tuple[Party, ...] = ()
        self._pair_at = 0
        self._pairs: list[tuple[tuple[Party, ...], int]] = []
        self._roles: dict[str, Role] = {}
        self._visitor: tuple[Party, int] | None = None

    def note(self, parties: tuple[tuple[Party, Role], ...], sentence: int) -> None:
        """Remember the parties of a contact just told: "the two leaders" are they, "his host" is one of them."""
        visitors = [p for p, r in parties if r == "visitor"]
        if len(visitors) == 1:
            self._visitor = visitors[0], sentence
        people = tuple(p for p, _ in parties if p.kind in ("person", "office"))
        if len({p.state for p in people}) >= 2:
            self._pair, self._pair_at = people, sentence
            self._pairs.append((people, sentence))
            self._roles = {p.key: r for p, r in parties}

    def again(self, span: Span, sentence: int) -> tuple[Party, ...]:
        """Those of the contact told just before, for whom "a second round" or "further talks" are."""
        if not self._pair or sentence - self._pair_at > NEAR:
            return ()
        return tuple(replace(p, spans=(span, *p.spans), rule="those of the contact told before") for p in self._pair)

    def visitor(self, span: Span, sentence: int) -> tuple[Party, ...]:
        """Who was told just before to visit another state: "Visits to A and B will follow" are theirs."""
        if self._visitor is None or not 0 < sentence - self._visitor[1] <= NEAR:
            return ()
        party = self._visitor[0]
        return (replace(party, spans=(span, *party.spans), rule="the visitor told of before"),)

    def who_did(self, span: Span, sentence: int, others: tuple[Party, ...]) -> tuple[Party, ...]:
        """Who took part first in the contact told just before: "A conversation with C followed" is theirs."""
        if (
            not self._pair
            or not 0 <= sentence - self._pair_at <= 1
            or {p.state for p in self._pair} & {p.state for p in others}
        ):
            return ()
        return (replace(self._pair[0], spans=(span, *self._pair[0].spans), rule="who had the contact told before"),)

    def of_office(self, span: Span, sentence: int, office: str) -> tuple[Party, ...]:
        """ "the defence chiefs", "the two foreign ministers": the last two told of who hold that office."""
        for pair, at in reversed(self._pairs):
            held = [self.document.resolver.tenure(p.person) for p in pair if p.person]
            if sentence - at <= 2 * LOOK_BACK and len(held) == len(pair) and all(t and t.kind == office for t in held):
                return tuple(replace(p, spans=(span, *p.spans), rule="the group named") for p in pair)
        return ()

    def opposite(self, token: Token, parsed: Parsed, sentence: int, others: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "his host", "the visitor": of the two who met in the contact told before, the one in that role."""
        if len(self._pair) != 2 or not 0 <= sentence - self._pair_at <= LOOK_BACK:
            return ()
        span, word = parsed.span(token), token.lemma_.lower()
        wanted = "host" if word == "host" else "visitor"
        known = {p.key for p in others}
        rest = [p for p in self._pair if p.key not in known]
        if len(rest) == len(self._pair):  # none of the two is named here: the roles they had say which one it is
            rest = [p for p in rest if self._roles.get(p.key) == wanted]
        if len(rest) != 1 or self._roles.get(rest[0].key) == ("visitor" if word == "host" else "host"):
            return ()
        return (replace(rest[0], spans=(span, *rest[0].spans), rule=f"the {word} of the contact told before"),)

    def _number(self, span: Span, number: int) -> int:
        """ "the three leaders", "all four": how many are said to be; 0 where nothing is said."""
        token = self.document.parsed(number).token_at(span.start)
        words = [t.lower_ for t in (token, *token.children)] if token is not None else []
        return next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)

    def _so_many(self, span: Span, number: int, many: int, others: tuple[Party, ...]) -> tuple[Party, ...]:
        """The last persons of so many states told of together, or named in one sentence, or alone before; or nobody."""
        rule = "so many told of before"
        for pair, at in reversed(self._pairs):
            if number - at <= 2 * LOOK_BACK and len(pair) == many:
                return tuple(replace(p, spans=(span, *p.spans), rule=rule) for p in pair)
        known = {p.state for p in others}
        alone = range(max(0, number - 2 * LOOK_BACK), number)  # "the three presidents": whoever else is named, too
        for sentences in (*((n,) for n in reversed(alone[-LOOK_BACK:])), alone):
            named: dict[str, Party] = {}
            for mention in (m for n in sentences for m in self.document.mentions_of(n)):
                fits = mention.kind == "person" and mention.acts == "yes" and mention.state not in (None, *known)
                if fits and self._may_lead(party := of_mention(mention)):
                    named.setdefault(party.key, party)
            if len(named) == many and len({p.state for p in named.values()}) == many:
                return tuple(replace(p, spans=(span, *p.spans), rule=rule) for p in named.values())
        return ()

    def _two_of(self, span: Span, number: int) -> tuple[Party, ...]:
        """ "the two ministers" behind a meeting of three that one of them hosted: the other two."""
        parsed = self.document.parsed(number)
        token = parsed.token_at(span.start)
        counted = token is not None and any(t.lower_ in _TWO for t in (token, *token.children))
        if not counted or len(self._pair) != 3:
            return ()
        rest = tuple(p for p in self._pair if self._roles.get(p.key) not in ("host", "mediator"))
        return rest if len(rest) == 2 else ()

    def _with_who_is_named(self, span: Span, number: int) -> tuple[Party, ...]:
        """ "What A asked was not told after the two men's talks": of the pairs told of the last one with A; or nobody.

        Who only says something of the two, or is told of them, may be another.
        """
        parsed = self.document.parsed(number)
        token = parsed.token_at(span.start)
        if token is None or token.lemma_ != "man" or token.dep_ != "poss":
            return self._pair
        named = {
            of_mention(m).key
            for t in parsed.doc[: token.i]
            if t.dep_ in grammar.SUBJECTS and t.head.lemma_.lower() not in modality.load().reporting
            for m in parsed.mentions_at(t)
            if m.kind == "person"
        }
        pairs = [self._pair, *(pair for pair, at in reversed(self._pairs) if number - at <= LOOK_BACK)]
        return next((pair for pair in pairs if named <= {p.key for p in pair}), ())

    def _are_leaders(self, span: Span, number: int) -> bool:
        token = self.document.parsed(number).token_at(span.start)
        if token is not None and token.lemma_.lower() == "head":  # "the heads of state"
            return any(t.lower_ in ("state", "government") for t in grammar.behind(token, ("of",)))
        return token is not None and any(t.lemma_.lower() in _LEADING for t in (token, *token.children, token.head))

    def _is_dead(self, mention: Mention) -> bool:
        """ "since the killing of A", "after A's death": nobody who meets anybody since."""
        token = self.document.parsed(self.document.sentence_at(mention.span.start)).token_at(mention.head.start)
        if token is None or token.dep_ not in ("poss", "compound", "pobj"):
            return False
        above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
        return above.lemma_.lower() in _DEATHS

    def _are_ministers(self, span: Span, number: int) -> bool:
        """ "the two ministers", and no prime ministers."""
        token = self.document.parsed(number).token_at(span.start)
        return token is not None and token.lemma_ == "minister" and not any(c.lower_ == "prime" for c in token.children)

    def _is_minister(self, party: Party) -> bool:
        tenure = self.document.resolver.tenure(party.person) if party.person else None
        return tenure is not None and (tenure.kind in _MINISTERS or tenure.kind == "minister")

    def _before(self, number: int) -> list[tuple[Party, ...]]:
        """The pairs told of not long before, the last first."""
        return [pair for pair, at in reversed(self._pairs) if number - at <= 2 * LOOK_BACK]

    def _may_lead(self, party: Party) -> bool:
        """Whether somebody may be called a leader: not one who is known to hold another office."""
        tenure = self.document.resolver.tenure(party.person) if party.person else None
        return tenure is None or tenure.kind not in _MINISTERS

    def _who_lead(self, number: int) -> tuple[Party, ...]:
        """ "both leaders" behind talks of ministers: the last two told of who may be so called."""
        for pair, at in reversed(self._pairs):
            if number - at <= 2 * LOOK_BACK and len(pair) == 2 and all(self._may_lead(p) for p in pair):
                return pair
        return ()

    def _just_named(self, number: int) -> tuple[Party, ...]:
        """ "A told B that …. The pair met this morning": who alone stand in the sentence before, told of later."""
        if number == 0 or (self._pair and number - 1 <= self._pair_at):
            return ()
        named: dict[str, Party] = {}
        for mention in self.document.mentions_of(number - 1):
            if mention.kind in ("person", "office") and mention.state and mention.acts == "yes" and not mention.plural:
                party = of_mention(mention)
                named.setdefault(party.key, party)
        two = tuple(named.values())
        if not groups.together([p.spans[0].start for p in two], self.document.parsed(number - 1)):
            return ()
        known = {p.key for p in self._pair}
        other = len({p.state for p in two}) == len(two) == 2 and not {p.key for p in two} <= known
        return two if other else ()

    def _pair_of_clause(self, span: Span, number: int) -> tuple[Party, ...]:
        """ "A praised B during their phone call", "agreed between A and B in their talks": those of the clause."""
        parsed = self.document.parsed(number)
        token = parsed.token_at(span.start)
        if token is None or token.lower_ not in THEY:
            return ()
        over: list[Mention] = []
        for verb in grammar.climb(token):
            if verb.pos_ != "VERB":
                continue
            subjects, objects = ([t for c in grammar.children(verb, d) for t in grammar.conjoined(c)] for d in _CORE)
            # "the call had come from A and B when they met": of two behind one word
            joint = [grammar.behind(verb, (word,)) for word in ("between", "from", "by")]
            for told in (*joint, [*subjects, *objects]):
                people = [m for t in told if t.i < token.i for m in parsed.mentions_at(t) if m.kind in _PEOPLE]
                if len(told) == len(people) > 1 and len({m.state for m in people} - {None}) > 1:
                    return tuple(of_mention(m) for m in people)
            above = [m for t in subjects if t.i < token.i for m in parsed.mentions_at(t) if m.kind == "person"]
            if token.lower_ == "their" and len(above) == len(subjects) == 1:
                over.append(above[0])  # "A let B wait before their meeting"
            if len(over) == 2 and len({m.state for m in over} - {None}) == 2:
                return tuple(of_mention(m) for m in over)
        return ()

    def _earlier(self, span: Span, others: tuple[Party, ...], number: int) -> tuple[Party, ...]:
        """ "C hosted both of them" behind a contact of C's own: the two leaders told of before that."""
        parsed = self.document.parsed(number)
        token = parsed.token_at(span.start)
        verb = grammar.governor(token) if token is not None else None
        if token is None or verb is None or token.lemma_.lower() in groups.STATES:
            return ()
        if verb.lemma_ not in _GATHERS and not (token.dep_ == "pobj" and token.head.lower_ == "with"):
            return ()
        known = {p.key for p in others}
        for pair, at in reversed(self._pairs):
            if number - at <= LOOK_BACK and len(pair) == 2 and not known & {p.key for p in pair}:
                return tuple(
                    replace(p, spans=(span, *p.spans), rule="the parties of a contact told before") for p in pair
                )
        return ()

    def group(self, span: Span, others: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "they", "the two leaders": the last persons of two states named before, else the first named behind."""
        number = self.document.sentence_at(span.start)
        if self._pair and others and {p.key for p in self._pair} & {p.key for p in others}:
            return self._earlier(span, others, number)  # "A negotiated with both sides": A is none of them
        if (many := self._number(span, number)) > 2:
            return self._so_many(span, number, many, others)
        if here := self._pair_of_clause(span, number):
            return tuple(replace(p, spans=(span, *p.spans), rule="the group named just before") for p in here)
        if fresh := self._just_named(number):
            return tuple(replace(p, spans=(span, *p.spans), rule="the group named just before") for p in fresh)
        if self._pair and number - self._pair_at <= LOOK_BACK:
            pair = self._two_of(span, number) or self._with_who_is_named(span, number)
            if self._are_leaders(span, number) and not all(self._may_lead(p) for p in pair):
                pair = self._who_lead(number)
            if self._are_ministers(span, number):
                pair = next((p for p in (pair, *self._before(number)) if all(map(self._is_minister, p))), pair)
            rule = "the parties of the contact told before"
            return tuple(replace(p, spans=(span, *p.spans), rule=rule) for p in pair)
        leaders = self._are_leaders(span, number)
        first = self.document.sentences[max(0, number - LOOK_BACK)].span.start
        before = [m for m in self.document.mentions if first <= m.span.start < span.start]
        named: list[Party] = []
        for mention in reversed(before):
            if mention.kind not in ("person", "office") or mention.state is None or mention.acts == "no":
                continue
            if mention.acts == "named" and _AS.search(self.document.text[: mention.span.start][-8:]):
                continue  # "his position as head of B": he himself
            if self._is_dead(mention):
                continue
            party = of_mention(mention)
            if leaders and not self._may_lead(party):
                continue
            if all(party.key != p.key and party.state != p.state for p in named):
                named.append(replace(party, spans=(span, *party.spans), rule="the group named before"))
            if len(named) == 2:
                return tuple(reversed(named))
        return ()
