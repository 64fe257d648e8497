"""Who is meant by the words in a party's place: names, offices, pronouns, "the two leaders", "the president"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.reports import counterparts, grammar, groups, modality, salience, strangers, triggers
from readouts.reports.asides import in_quotation, is_aside
from readouts.reports.offices import Offices
from readouts.reports.party import Party, of_mention
from readouts.reports.told import LOOK_BACK, Told

if TYPE_CHECKING:
    from spacy.tokens import Token

HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_MEMBERS = frozenset({"nation", "member", "state", "economy", "country"})
_ANY = frozenset({"a", "an", "any", "another", "no", "every", "some", "foreign", "its"})
SPEAKER = frozenset({"i", "me", "my", "we", "us", "our"})


def _speakers_of(token: Token) -> list[Token]:
    """The subjects of the word of saying right over a clause: "officials say they would" → officials."""
    verb = token.head
    while verb.dep_ in ("xcomp", "acomp") and verb.head.i != verb.i:
        verb = verb.head
    said = verb.head
    if verb.dep_ != "ccomp" or said.lemma_.lower() not in modality.load().reporting:
        return []
    return [t for t in grammar.subjects(said) if t.i < token.i]


def _with_a_stranger(token: Token, parsed: Parsed) -> bool:
    """ "A praised Karimi and said they had spoken": the other one is somebody of whom nothing is known."""
    said = grammar.governor(token.head)
    praised = said.head if said is not None and said.dep_ == "conj" else None
    return praised is not None and any(
        t.pos_ == "PROPN" and not parsed.mentions_at(t) for t in grammar.objects(praised) if t.i < token.i
    )


_NOT_HIS = frozenset({"counterpart", "opposite number", "predecessor", "successor", "rival"})
LATEST_OPENING = 6  # words before the preposition of an opening


class Reference:
    """Resolves tokens of one document to parties."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.told = Told(document)
        self._offices = Offices(document)
        self._subjects: dict[tuple[int, int, str], Party | None] = {}

    def resolve(self, token: Token, parsed: Parsed, sentence: int, others: tuple[Party, ...] = ()) -> tuple[Party, ...]:
        """The parties that a token in a party's place stands for; none where that stays open.

        `others` are parties already known of the same contact: "the president" is then the other one.
        """
        mentions = groups.with_state(parsed.mentions_at(token), token, parsed)
        if any(c.lower_ == "no" and c.dep_ == "det" for c in token.children):
            return ()  # "No British prime minister has met him since"
        if mentions and all(m.state is None for m in mentions) and (sides := groups.sides_of(token)):
            return self._officials(token, sides, parsed, sentence, others)
        if mentions:
            his = self._of_his_own(mentions[0], token, parsed, sentence)
            return (his,) if his else tuple(p for m in mentions for p in self._mentioned(m, token, others))
        if token.lemma_ in _MEMBERS:  # "with the foreign ministers of G7 nations"
            bodies = [m for c in grammar.children(token, "compound") for m in parsed.mentions_at(c) if m.kind == "body"]
            if bodies or token.lemma_ != "country":
                return tuple(of_mention(m) for m in bodies)
        word = token.lower_
        if word == "it":
            return self._state_it(token, parsed)
        if word in ("they", "them") and (sent := self._delegation(token, parsed, others)):
            return sent
        if word == "they" and (speakers := _speakers_of(token)):
            if len(speakers) == 2:  # "A and B said they discussed it"
                both = [p for t in speakers for p in self.resolve(t, parsed, sentence, others)]
                return tuple(replace(p, spans=(parsed.span(token), *p.spans), rule="the two who say it") for p in both)
            if speakers[0].tag_ == "NNS":  # "EU officials say they would be happy to discuss it": no pair named before
                return self.resolve(speakers[0], parsed, sentence, others)
            if _with_a_stranger(token, parsed):
                return ()
        if word in SPEAKER:
            return self._speaker(token, parsed, sentence)
        if word in HE or word in SHE:
            others = others if word in ("him", "he", "she", "hers") or token.dep_ != "poss" else ()
            taken = frozenset(p.key for p in others)
            found = self._antecedent(token, parsed, sentence, "m" if word in HE else "f", taken)
            return (replace(found, spans=(parsed.span(token), *found.spans), rule=f"pronoun {word}"),) if found else ()
        if sides := groups.sides_of(token):
            named = [m for t in grammar.conjoined(sides) for m in parsed.mentions_at(t) if m.kind == "person"]
            if len(named) > 1:  # "the ministers of the two countries, A and B, met"
                return tuple(of_mention(m) for m in named)
            return self._officials(token, sides, parsed, sentence, others)
        if groups.is_group(token):
            office = next((groups.OFFICES[c.lower_] for c in token.children if c.lower_ in groups.OFFICES), None)
            span, known = parsed.span(token), {p.key for p in others}
            group = self.told.of_office(span, sentence, office) if office else self.told.group(span, others)
            if token.lemma_ in groups.STATES and not any(p.rule.startswith("the parties") for p in group):
                group = self._two_states(span, sentence)
            elif token.lemma_ in ("country", "nation"):
                group = tuple(self._state_of(p) for p in group if p.state)
            return () if known & {p.key for p in group} else group  # "A and B were there to greet them"
        if groups.are_people_of_two(token):  # "A says ties with B improve as senior officials meet"
            return self._people_of(self._two_states(parsed.span(token), sentence, earlier=False), token, parsed)
        if salience.is_sent(token):
            return self._sent(token, parsed, sentence, others)
        if salience.is_opposite(token):
            return self.told.opposite(token, parsed, sentence, others)
        return ()

    def _state_of(self, party: Party) -> Party:
        """ "The two countries", of two people just named: their states."""
        name = self.document.resolver.body_name(party.state or "")
        return Party(name=name, kind="state", state=party.state, spans=party.spans, rule="the states of those named")

    def _officials(
        self, token: Token, sides: Token, parsed: Parsed, sentence: int, others: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """ "senior officials of both countries": people of the two states, not those told of before."""
        states = {p.state: p for p in self.resolve(sides, parsed, sentence, others) if p.state}
        if len(states) < 2:  # "A and B agreed that officials of both countries would talk"
            near = self.told.group(parsed.span(sides), others)
            first = self.document.sentences[max(0, sentence - 1)].span.start
            states = {p.state: p for p in near if p.state and max(s.start for s in p.spans) >= first}
        return self._people_of(tuple(states.values()), token, parsed)

    def _people_of(self, states: Sequence[Party], token: Token, parsed: Parsed) -> tuple[Party, ...]:
        """Those whom a word such as "officials" calls people of these states; nobody, where it is one state alone."""
        if len(states) < 2:
            return ()
        name = self.document.resolver.body_name
        return tuple(
            Party(
                name=f"delegation of {name(party.state or '')} ({token.lower_})",
                kind="delegation",
                state=party.state,
                spans=(parsed.span(token), *party.spans),
                rule="people of both sides",
            )
            for party in states
        )

    def _two_states(self, span: Span, sentence: int, *, earlier: bool = True) -> tuple[Party, ...]:
        """ "the two countries": the two that alone are named in the sentence before, or before it in its own.

        `earlier` looks into the sentence before, too.
        """
        for number in (sentence, sentence - 1) if earlier else (sentence,):
            here = [m for m in self.document.mentions_of(number) if m.kind == "state" and m.surface != "town"]
            text = self.document.text  # "Ethiopia and Somalia hold talks in Turkey": not where they do
            named = [m for m in here if text[max(0, m.span.start - 4) : m.span.start].lower() not in (" in ", " at ")]
            found = {m.state: m for m in named if m.span.end <= span.start}
            if len(found) == 2:
                return tuple(replace(of_mention(m), kind="state", rule="the two states named") for m in found.values())
        return ()

    def _sent(self, token: Token, parsed: Parsed, sentence: int, others: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "he planned to send a team to Cairo": people of his state, not he."""
        senders = [p for t in grammar.subjects(token.head) for p in self.resolve(t, parsed, sentence, others)]
        span = parsed.span(token)
        made = {
            p.state: Party(
                name=f"delegation of {self.document.resolver.body_name(p.state)}",
                kind="delegation",
                state=p.state,
                spans=(span, *p.spans),
                rule=f"people sent by {p.name}",
            )
            for p in senders
            if p.state
        }
        return tuple(made.values())

    def _mentioned(self, mention: Mention, token: Token, others: tuple[Party, ...]) -> tuple[Party, ...]:
        if mention.kind == "outlet" or mention.surface == "town":  # a town never acts
            return ()
        if mention.surface == "demonym":
            if grammar.paired(token):
                return (replace(of_mention(mention), kind="state"),)  # "the U.S.-Chinese talks"
            if token.dep_ in ("amod", "compound", "nmod") or (
                token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i and token.dep_ == "poss"
            ):
                return ()
            if (named := self._offices.of_nation(mention, token)) is not None:
                return (named,)
            one = not mention.span.of(self.document.text).endswith(("s", "ese", "sh", "ch"))
            if (one and token.tag_ in ("NN", "NNP", "JJ")) or grammar.children(token, "amod"):
                return ()  # "an American who flew to Rome", "poor Danes" are nobody sent
            return (replace(of_mention(mention), kind="delegation", name=f"delegation of {mention.name}"),)
        if mention.kind == "office" and mention.past and mention.person is None:
            return ()  # "a former deputy of the secretary-general": nobody in particular
        if mention.kind == "office" and mention.state is None:
            found = self._offices.its_office(mention)
            if found is None and not any(c.lower_ in _ANY for c in token.children):
                found = self._offices.bare(mention, others)  # but not "a foreign leader", "the court and its president"
            return (found,) if found else ()
        if mention.kind == "office" and mention.person is None and (meant := self._offices.so_called(mention)):
            return (meant,)
        if mention.kind == "office" and mention.title in ("counterpart", "opposite number"):
            return (counterparts.counterpart(mention, others, self.document),)
        return (of_mention(mention),)

    def _of_his_own(self, mention: Mention, token: Token, parsed: Parsed, sentence: int) -> Party | None:
        """ "His defence minister, B, flew to A": of his state, by the name told beside the office."""
        name = next((c for c in grammar.children(token, "appos") if c.pos_ == "PROPN"), None)
        his = next((c for c in grammar.children(token, "poss") if c.lower_ in ("his", "her")), None)
        if mention.kind != "office" or mention.state or mention.past or name is None or his is None:
            return None
        if parsed.mentions_at(name) or not mention.title or mention.title in _NOT_HIS:
            return None
        chief = self._antecedent(his, parsed, sentence, "m" if his.lower_ == "his" else "f")
        if chief is None or chief.state is None:
            return None
        whole = strangers.whole_name(name, parsed)
        return Party(
            name=whole.of(self.document.text),
            kind="person",
            state=chief.state,
            spans=(whole, mention.span),
            rule=f"{mention.title} of {chief.name}",
            office=mention.title,
            title=mention.title,
        )

    def _state_it(self, token: Token, parsed: Parsed) -> tuple[Party, ...]:
        """ "The US says it will discuss …": the state that is the subject of a word of saying above."""
        for verb in grammar.climb(token):
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in modality.load().reporting:
                continue
            for subject in grammar.children(verb, "nsubj"):
                for mention in parsed.mentions_at(subject):
                    if mention.kind in ("state", "body") and subject.i < token.i:
                        party = of_mention(mention)
                        return (replace(party, spans=(parsed.span(token), *party.spans), rule="pronoun it"),)
        return ()

    def _delegation(self, token: Token, parsed: Parsed, others: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "threatens the Iranian delegation while Vance talks with them": the people just named in the sentence."""
        if token.dep_ not in ("pobj", "dobj"):
            return ()
        states = {p.state for p in others}
        start = parsed.span(token).start
        for mention in reversed(self.document.mentions_of(self.document.sentence_at(start))):
            if mention.span.end <= start and mention.kind == "delegation" and mention.state not in states:
                party = of_mention(mention)
                return (replace(party, spans=(parsed.span(token), *party.spans), rule=f"pronoun {token.lower_}"),)
        return ()

    def _speaker(self, token: Token, parsed: Parsed, sentence: int) -> tuple[Party, ...]:
        """ "I spoke with B", said A: the person who says it, in this sentence or the one before or behind it."""
        span = parsed.span(token)
        text = self.document.text
        heads = [m for m in self.document.mentions_of(sentence) if text.startswith(":", m.span.end) and m.acts == "yes"]
        told = heads and heads[-1].kind == "person" and heads[-1].span.end <= span.start
        if told and token.lower_ == "i":  # a transcript's "Putin: I met B"
            party = of_mention(heads[-1])
            return (replace(party, spans=(span, *party.spans), rule=f"the speaker: {token.lower_}"),)
        for number in (sentence, sentence + 1, sentence - 1):
            if not 0 <= number < len(self.document.sentences):
                continue
            near = parsed if number == sentence else self.document.parsed(number)
            for verb in near.doc:
                if verb.pos_ != "VERB" or verb.lemma_.lower() not in modality.load().reporting:
                    continue
                for subject in grammar.children(verb, "nsubj"):
                    found = [m for m in near.mentions_at(subject) if m.kind == "person" and m.acts == "yes"]
                    if len(found) == 1:
                        party = of_mention(found[0])
                        return (replace(party, spans=(span, *party.spans), rule=f"the speaker: {token.lower_}"),)
                    if strangers.is_stranger(subject, near, self.document.text):
                        return ()
        return ()

    def _antecedent(
        self, token: Token, parsed: Parsed, sentence: int, gender: str, taken: frozenset[str] = frozenset()
    ) -> Party | None:
        """Whom a pronoun means: a subject above it in the sentence, else the nearest person before."""
        below = token
        for above in grammar.climb(token):
            if below.dep_ == "xcomp" and not grammar.children(below, *grammar.SUBJECTS) and below.i > above.i:
                for mention in [m for t in grammar.objects(above) if t.i < token.i for m in parsed.mentions_at(t)]:
                    if self._fits(mention, gender, taken):
                        return of_mention(mention)  # "urged B to stand firm when he travels"
            below = above
            if above.pos_ in ("VERB", "AUX", "NOUN"):
                for subject in grammar.children(above, "nsubj", "nsubjpass"):
                    subject = (
                        above.head if subject.lower_ in ("who", "which", "that") and above.dep_ == "relcl" else subject
                    )
                    for mention in parsed.mentions_at(subject):
                        if subject.i < token.i and self._fits(mention, gender, taken):
                            apart = token.dep_ == "poss" and strangers.between(subject.i, token)
                            return None if apart else of_mention(mention)
                    if subject.i > token.i:
                        continue
                    if strangers.is_somebody(subject):
                        return None
                    party = self._taken_up(subject, parsed, sentence, gender)
                    if party and party.key not in taken:
                        return party
                    if strangers.is_stranger(subject, parsed, self.document.text, gender):
                        return None
                if token.dep_ == "poss" and (owners := [t for t in grammar.children(above, "poss") if t.i < token.i]):
                    for mention in parsed.mentions_at(owners[0]):
                        if self._fits(mention, gender, taken):
                            return of_mention(mention)  # "Bush's aim in his meeting with B"
                    if owners[0].pos_ == "PROPN" or strangers.is_somebody(owners[0]):
                        return None
        at = parsed.span(token).start
        before = [m for m in self.document.mentions_of(sentence) if m.span.end <= at]
        inside = in_quotation(self.document.text, at)
        before = [m for m in before if inside or not in_quotation(self.document.text, m.span.start)]
        for mention in before:
            if self._fits(mention, gender, taken) and not is_aside(mention, token, parsed):
                return of_mention(mention)
        nobody = all(m.kind not in ("person", "office") for m in before)  # "At the White House, where he met B, A said"
        if nobody and (ahead := self._ahead(token, parsed, gender, taken)):
            return ahead
        for back in range(sentence - 1, max(-1, sentence - LOOK_BACK), -1):
            if (party := self._centre(back, gender)) and party.key not in taken:
                return party
            near = [
                m
                for m in self.document.mentions_of(back)
                if self._fits(m, gender, taken) and (inside or not in_quotation(self.document.text, m.span.start))
            ]
            if near:
                return of_mention(self._whom_it_is_about(near, back))
        return self._only_one(sentence, gender, taken)

    def _only_one(self, sentence: int, gender: str, taken: frozenset[str]) -> Party | None:
        """ "She has been to A", far behind her name: the one woman who acts for a state that the text has named."""
        if gender != "f":
            return None
        first = self.document.sentences[sentence].span.start
        named = {
            m.person: m
            for m in self.document.mentions
            if m.person and m.span.start < first and self._fits(m, gender, taken) and m.state and m.acts == "yes"
        }
        women = [m for p, m in named.items() if p and self.document.knowledge.person(p).gender == "f"]
        return of_mention(women[0]) if len(women) == 1 else None

    def _whom_it_is_about(self, near: list[Mention], sentence: int) -> Mention:
        """Of those named in a sentence the one who does something in it, else the first."""
        if len({m.person or m.name for m in near}) < 2:
            return near[0]
        parsed = self.document.parsed(sentence)
        does = [m for m in near if (t := parsed.token_at(m.head.start)) is not None and t.dep_ in grammar.SUBJECTS]
        return does[0] if does else near[0]

    def _centre(self, sentence: int, gender: str) -> Party | None:
        """Whom an earlier sentence is about, where its subject is itself a pronoun or an office alone."""
        if not salience.may_take_up(self.document.sentences[sentence].span.of(self.document.text)):
            return None
        parsed = self.document.parsed(sentence)
        subject = salience.centre(parsed)
        party = self._taken_up(subject, parsed, sentence, gender) if subject is not None else None
        if party is not None:
            return party
        if subject is not None and (met := self._met_there(subject, parsed, sentence, gender)):
            return met
        # "There he had an hour with B, who was curt; B's aides called it courteous": he, before B is named
        named = (m.span.start for m in self.document.mentions_of(sentence) if self._fits(m, gender, frozenset()))
        first = next(named, None)
        for token in parsed.doc:
            if first is not None and parsed.span(token).start > first:
                return None
            if token.lower_ == ("he" if gender == "m" else "she") and token.dep_ == "nsubj":
                return self._taken_up(token, parsed, sentence, gender) if token.head.dep_ != "advcl" else None
            if (
                first is not None
                and token.lower_ == ("him" if gender == "m" else "her")
                and token.dep_ in ("dobj", "dative")
            ):
                return self._taken_up(
                    token, parsed, sentence, gender
                )  # "The journey took him to A, where B gave him lunch"
        return None

    def _met_there(self, subject: Token, parsed: Parsed, sentence: int, gender: str) -> Party | None:
        """ "B welcomed him in Rome. From there he went on": whom B welcomed, since the text goes on about him."""
        trigger = triggers.tells(subject.head)
        if trigger is None or trigger.frame not in ("host", "with") or not parsed.mentions_at(subject):
            return None
        pronoun = "him" if gender == "m" else "her"
        him = next((t for t in grammar.children(subject.head, "dobj") if t.lower_ == pronoun), None)
        known = frozenset(of_mention(m).key for m in parsed.mentions_at(subject))
        return self._antecedent(him, parsed, sentence, gender, known) if him is not None else None

    def _taken_up(self, subject: Token, parsed: Parsed, sentence: int, gender: str) -> Party | None:
        """Who a subject is that is a pronoun of this gender or an office alone; found once for each."""
        key = (sentence, subject.i, gender)
        if key not in self._subjects:
            self._subjects[key] = None  # whoever asks for it while it is looked for gets no answer
            self._subjects[key] = self._meant(subject, parsed, sentence, gender)
        return self._subjects[key]

    def _meant(self, subject: Token, parsed: Parsed, sentence: int, gender: str) -> Party | None:
        if subject.lower_ in (("he", "him") if gender == "m" else ("she", "her")):
            return self._antecedent(subject, parsed, sentence, gender)
        for mention in parsed.mentions_at(subject):
            if mention.surface == "demonym" and (named := self._offices.of_nation(mention, subject)) is not None:
                return named
            if mention.kind == "office" and mention.state is None and not mention.plural:
                party = self._offices.bare(mention, ())
                known = self.document.knowledge.person(party.person).gender if party and party.person else None
                return party if known in (None, gender) else None
        return None

    def _ahead(self, token: Token, parsed: Parsed, gender: str, taken: frozenset[str]) -> Party | None:
        """ "In his meeting with B, A said …": the subject of the clause that such an opening leads to."""
        opening = [t for t in grammar.climb(token) if t.pos_ in ("ADP", "SCONJ")]
        told = any(t.dep_ == "ccomp" and t.i < t.head.i for t in grammar.climb(token))  # "His calls … helped, A said"
        if not told and (not opening or opening[-1].i > LATEST_OPENING):
            return None  # "Three years later, on his first trip to B, A promised"
        for verb in grammar.climb(token):
            if verb.pos_ in ("VERB", "AUX"):
                for subject in grammar.children(verb, *grammar.SUBJECTS):
                    for mention in parsed.mentions_at(subject):
                        named = mention.person is not None or mention.kind == "person"  # "…, an Israeli official said"
                        if subject.i > token.i and named and self._fits(mention, gender, taken):
                            return of_mention(mention)
        return None

    def _fits(self, mention: Mention, gender: str, taken: frozenset[str]) -> bool:
        if taken and of_mention(mention).key in taken:
            return False  # "B met him": he is not B
        if (
            mention.kind not in ("person", "office")
            or mention.plural
            or (mention.kind == "office" and mention.state is None)
        ):
            return False
        if mention.person:
            known = self.document.knowledge.person(mention.person).gender
            return known is None or known == gender
        return True
