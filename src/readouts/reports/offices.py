"""Who is meant by an office alone, or by a nation's name alone: "the president", "its leader", "the Canadian"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.reports import grammar, salience
from readouts.reports.party import Party, of_mention
from readouts.reports.told import LOOK_BACK

if TYPE_CHECKING:
    from spacy.tokens import Token

# of whom a text names one of a state where it goes on with "the minister of that state"
_MAY_BE = frozenset({"minister", "envoy", "ambassador", "negotiator"})


# the words of offices that a shorter or more general word may mean
_ALSO = {
    "pm": ("prime minister",),
    "premier": ("premier", "prime minister"),
    "monarch": ("king", "queen", "emperor", "emir", "sultan"),
}


class Offices:
    """Finds the persons of one document whom an office stands for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def so_called(self, mention: Mention) -> Party | None:
        """ "the Myanmar minister": the one minister of that state whom the text has named before."""
        if mention.title not in _MAY_BE or mention.plural or mention.past:
            return None
        before = [m for m in self.document.mentions if m.span.end <= mention.span.start and m.state == mention.state]
        offices = {m.name: (m.title or m.office or "").lower() for m in before if m.kind == "person"}
        named = [m for m in before if m.kind == "person" and mention.title in offices[m.name].split()]
        if len({m.person or m.name for m in named}) != 1:
            return None
        return replace(of_mention(named[0]), spans=(mention.span, named[0].span), rule=f"the {mention.title} named")

    def of_nation(self, mention: Mention, token: Token) -> Party | None:
        """ "The Canadian came from Jakarta": the one person of that state named in the sentences before."""
        number = self.document.sentence_at(mention.span.start)
        alone = token.dep_ in (*grammar.SUBJECTS, *grammar.OBJECTS, "pobj") and token.tag_ in ("NN", "NNP", "JJ")
        if not alone or [c.lower_ for c in token.children] != ["the"]:
            return None
        near = (m for n in range(max(0, number - LOOK_BACK), number) for m in self.document.mentions_of(n))
        found = {m.person: m for m in near if m.person and m.state == mention.state and m.acts == "yes" and not m.past}
        if len(found) != 1:
            return None
        (one,) = found.values()
        return replace(of_mention(one), spans=(mention.span, one.span), rule=f"the one of {mention.name} named before")

    def its_office(self, mention: Mention) -> Party | None:
        """ "As Canada …, its leader will visit China": the office in the state named before in the sentence."""
        before = self.document.text[max(0, mention.span.start - 4) : mention.span.start].lower()
        own = mention.span.of(self.document.text).lower().startswith("its ")
        if not mention.title or not (own or before.endswith("its ")):
            return None
        number = self.document.sentence_at(mention.span.start)
        states = [
            m for m in self.document.mentions_of(number) if m.kind == "state" and m.span.end <= mention.span.start
        ]
        if not states or states[0].state is None:
            return None
        state = states[0].state
        resolver = self.document.resolver
        holder = resolver.holder(state, mention.title)
        role = replace(of_mention(mention), state=state, name=f"{mention.title} of {resolver.body_name(state)}")
        if holder is None:
            return replace(role, rule="its office")
        return replace(
            role,
            name=holder.name,
            kind="person",
            person=holder.id,
            rule="its office",
            inferred=f"{mention.title} of {state}",
        )

    def bare(self, mention: Mention, others: tuple[Party, ...]) -> Party | None:
        """ "the president", "the prime minister": the one person of the text so called."""
        taken = {p.key for p in others}
        states = {p.state for p in others}
        found: dict[str, Mention] = {}
        beside = False
        for other in self.document.mentions:
            if other.kind not in ("person", "office") or other.state is None or other is mention or not mention.title:
                continue
            asked = _ALSO.get(mention.title, (mention.title,))
            same = other.title == mention.title or any(a in (other.office or "").lower() for a in asked)
            if not same or other.past or of_mention(other).key in taken:
                continue
            if other.state in states:
                beside = True
            else:
                key = other.person or other.name
                if key not in found or other.span.start < mention.span.start:
                    found[key] = other
        # who is named with the office only later is introduced there: "the prime minister will meet … B of A"
        before = {key: m for key, m in found.items() if m.span.start < mention.span.start}
        if beside and not before:
            # "the prime minister and foreign secretary A" are of one state; "the prime minister met B, with A beside"
            return self._of_one_side(mention, taken) if len(states - {None}) > 1 else None
        found = before or found
        one = next(iter(found.values())) if len(found) == 1 else self._nearest(mention, set(found))
        if one is None:
            return None
        return self._as_told(mention, one)

    def _of_one_side(self, mention: Mention, taken: set[str]) -> Party | None:
        """The one person of the text so called, where others of the same state take part, too."""
        found = {
            m.person: m
            for m in reversed(self.document.mentions)
            if m.person
            and not m.past
            and m.person not in taken
            and mention.title in (m.title, (m.office or "").lower())
        }
        return self._as_told(mention, *found.values()) if len(found) == 1 else None

    def _as_told(self, mention: Mention, one: Mention) -> Party:
        return replace(of_mention(one), spans=(mention.span, one.span), rule=f"the {mention.title} of the text")

    def _nearest(self, mention: Mention, keys: set[str]) -> Mention | None:
        """Which of several presidents of a text "the president" is: the one alone named just before."""
        number = self.document.sentence_at(mention.span.start)
        for back in range(number, max(-1, number - LOOK_BACK), -1):
            near = [m for m in self.document.mentions_of(back) if m.span.end <= mention.span.start]
            named = {m.person or m.name: m for m in near if m.kind in ("person", "office") and m.state is not None}
            there = [m for key, m in named.items() if key in keys]
            if len(there) > 1 and back < number:  # "A spoke to B. The president also …": A, whom it is about
                there = [m for m in there if self._is_centre(m, back)]
            if there:
                return there[0] if len(there) == 1 else None
        return self._most_named(mention, keys)

    def _most_named(self, mention: Mention, keys: set[str]) -> Mention | None:
        """Whom of several the text goes on about: named before, and twice as often as any other of them.

        With a capital the office is that of who publishes the text: "The President will speak with".
        """
        if mention.head.of(self.document.text)[:1].isupper():
            return None
        times = Counter(key for m in self.document.mentions if (key := m.person or m.name) in keys)
        often = [*times.most_common(2), ("", 0)]
        if not times or often[0][1] < 2 * max(often[1][1], 1):
            return None
        named = [m for m in self.document.mentions if (m.person or m.name) == often[0][0] and m.state is not None]
        return named[0] if named and named[0].span.end <= mention.span.start else None

    def _is_centre(self, mention: Mention, sentence: int) -> bool:
        """Whether somebody named is the subject of the main clause of an earlier sentence, alone."""
        parsed = self.document.parsed(sentence)
        subject = salience.centre(parsed)
        if subject is None or len(list(grammar.conjoined(subject))) > 1:
            return False
        return mention in parsed.mentions_at(subject)
