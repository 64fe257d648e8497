"""Who is meant by the words that name a speaker: names, pronouns, "the official", "his office"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.cast import Cast, Named, Sort, without_article
from readouts.statements.clauses import antecedent, child, phrase, subject
from readouts.statements.known import introduced_by, meant_by, speaker_of, varied
from readouts.statements.papers import Papers
from readouts.statements.pronouns import PRONOUNS, Pronouns
from readouts.statements.unknown import adjectival, fuller_name, name_at_end, name_behind_office, person_of, proper_name
from readouts.statements.vocabulary import cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = re.compile(r"(?:the|that|this|those|these)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"((?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+)\s\([RDI]-[A-Z][\w.]*$")
# A name and its party and state take no more characters; the text before them need not be searched.
_REACH = 160
_LANDS = frozenset({"country", "nation", "state"})
_YEARS_OLD = re.compile(r"\d+-year-old$")
_SET_OFF = re.compile(r",\s((?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+)(?=,)")
_CUT_NAME = re.compile(
    r"-\w+(?:\s(?:of|to|for|in|at)\s(?:[\w’'-]+\s?){1,6}?)?,\s((?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+)(?=,)"
)
_SHORT, _LONG = 3, 6
_COUNTED = frozenset({"first", "second", "third", "fourth", "other", "another", "former", "latter"})
_OF_MANY = frozenset({"family", "couple", "crowd", "public"})
# "the government", "the army": of a state, whichever name stood before
_GENERAL = frozenset(
    {"government", "army", "military", "administration", "cabinet", "parliament", "court", "police", "presidency"}
)


class Naming:
    """Names the speakers of one document; what was resolved before helps with what follows."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.document = cast.document
        self.text = cast.text
        self.called = cast.called
        self.pronouns = Pronouns(cast, self.name)
        self.papers = Papers(cast, self.pronouns, self.name)
        self._open: set[tuple[int, int]] = set()

    def name(self, parsed: Parsed, sentence: int, at: int, span: Span) -> Named:
        """Whoever the phrase at `span` with its head token `at` names.

        A phrase may lead back to itself ("his aide's letter", where "he" is looked for among the subjects): such a
        one stays mere words.
        """
        place = (sentence, at)
        if place in self._open:
            words = without_article(span.of(self.text))
            return Named(words, words.lower(), "words", span)
        self._open.add(place)
        try:
            return self._name(parsed, sentence, at, span)
        finally:
            self._open.discard(place)

    def _name(self, parsed: Parsed, sentence: int, at: int, span: Span) -> Named:
        token = parsed.doc[at]
        end = parsed.spans[at].end
        before = _IN_BRACKETS.search(self.text, max(0, end - _REACH), end)
        if before is not None and before.end(1) < span.start:
            # "Jane Doe (R-Ohio) said": whose party and state it is
            return person_of(self.cast, before.group(1), Span(*before.span(1)))
        mention = parsed.mention(token)
        if mention is not None and mention.surface != "demonym":
            return speaker_of(self.cast, mention, span)
        opens = next((m for m in self.document.mentions_of(sentence) if m.span.start == span.start), None)
        apart = opens is not None and "," in self.text[opens.span.start : opens.span.end + 1]
        if mention is None and opens is not None and opens.kind == "person" and apart:
            # "Jane Doe, spokeswoman of the Peruvian foreign ministry": the name with what is told of her
            return speaker_of(self.cast, opens, span)
        set_beside = child(token, "appos")
        if set_beside is not None and token.pos_ == "NOUN" and parsed.mentions[set_beside.i]:
            return replace(self.name(parsed, sentence, set_beside.i, span), span=span)
        beside = self._named_beside(parsed, token, set_beside, span)
        if beside is not None:
            return beside
        if token.lower_ in PRONOUNS and token.pos_ in ("PRON", "DET", "PROPN", "NOUN"):
            found = self.pronouns.resolve(parsed, sentence, token)
            return replace(found, span=span) if found else Named(span.of(self.text), token.lower_, "words", span)
        return self._of_words(parsed, sentence, token, span)

    def all_named(self, parsed: Parsed, sentence: int, at: int, span: Span) -> Named:
        """The same with those joined to it: "Smith and Doe said" are both."""
        named = self.name(parsed, sentence, at, span)
        if named.sort != "person":
            return named
        others, token = [], parsed.doc[at]
        while (joined := child(token, "conj")) is not None:
            link = child(token, "cc")
            other = self.name(parsed, sentence, joined.i, phrase(parsed, joined))
            if (link is not None and link.lower_ != "and") or other.sort != "person":
                return named
            others.append(other.name)
            token = joined
        if not others:
            return named
        name = " and ".join(part for part in (", ".join([named.name, *others[:-1]]), others[-1]) if part)
        return replace(named, name=name, key=name.lower(), state=None, gender=None, plural=True)

    def actor(self, parsed: Parsed, sentence: int, outer: Span, beside: bool = False) -> Named | None:
        """Whoever is the subject where a passage stands; with `beside` only of a verb of saying, calling or judging."""
        inside = [t for t in parsed.doc if outer.start <= parsed.spans[t.i].start < outer.end]
        if not inside:
            return None
        verb = inside[0]
        while verb.head != verb and (verb.pos_ not in ("VERB", "AUX") or verb in inside):
            verb = verb.head
        if beside and not cues_for(verb.lemma_, "verb"):
            return None
        who = subject(verb)
        while (who is None or who in inside) and verb.head != verb:
            verb = verb.head
            who = subject(verb)
        if who is None or who in inside:
            return None
        who = antecedent(who)
        named = self.name(parsed, sentence, who.i, phrase(parsed, who))
        whose = next((t for t in who.subtree if t.dep_ == "poss" and parsed.mentions[t.i]), None)
        if named.sort in ("words", "paper") and whose is not None:
            # "Smith's New Year wish was “…”": the words are Smith's
            return self.name(parsed, sentence, whose.i, phrase(parsed, whose))
        return named

    def _of_words(self, parsed: Parsed, sentence: int, token: Token, span: Span) -> Named:
        """A phrase that the knowledge does not know."""
        own = parsed.spans[token.i]
        # of "his critics, who …" the span is that of "who", the words are those of the critics
        words = (span if span.covers(own) else phrase(parsed, token)).of(self.text)
        plain, head = without_article(words), token.lower_
        if head in self.called.papers:
            return self.papers.named(parsed, sentence, token, span)
        if head in self.called.media and (" " in plain or words == words.lower()):
            return Named(plain, plain.lower(), "outlet", span, head=head)
        ending = name_at_end(self.cast, plain.partition(",")[0])
        # of "Rabbi Jane Doe of Congregation Or Shalom" the name is the first
        if ending is not None and (token.pos_ != "PROPN" or token.text in ending):
            return person_of(self.cast, ending, span)
        gender = self.called.gender(words)
        name = proper_name(self.cast, parsed, token)
        if name is not None:
            if name.lower() in self.called.bodies and " " in plain:
                # "the Institute for Rain and Snow"
                return Named(plain, plain.lower(), "body", span, head=head)
            full = fuller_name(self.cast, name, span, sure=False)
            body = {word.lower() for word in full.split()} & self.called.bodies
            gender = gender or self.cast.gender_of(full)
            acronym = full.isupper() and len(full) >= _SHORT and words.lower().startswith("the ")
            of_many = bool(body) or acronym or (gender is None and " " in full and words.lower().startswith("the "))
            return Named(full, full.lower(), "body" if of_many else "person", span, head=head, gender=gender)
        if _YEARS_OLD.search(words) and _DEFINITE.match(words):
            person = self._of_age(sentence, words)
            if person is not None:
                return replace(person, span=span)
        same = self._meant(head, words, span)
        if same is not None:
            return replace(same, span=span)
        cut = self._cut(span)
        if cut is not None:
            return cut
        behind = name_behind_office(self.cast, plain)
        if behind is not None:
            return person_of(self.cast, behind, span)
        if (
            token.tag_ == "NN"
            and head in self.called.unnamed
            and words.lower().startswith("the ")
            and plain.endswith(head)
        ):
            other = varied(self.cast, head, span, None)
            if other is not None:
                return replace(other, span=span)
        kin = self._body(sentence, token, words)
        if kin is not None:
            return replace(kin, span=span)
        owned = self._owned(parsed, sentence, token, plain)
        if owned is not None:
            return replace(owned, span=span)
        plain = adjectival(self.cast, plain)
        many = token.tag_ in ("NNS", "NNPS") or head in _OF_MANY
        return Named(plain, plain.lower(), self._sort(token), span, None, head, gender, many)

    def _meant(self, head: str, words: str, span: Span) -> Named | None:
        """Whom "the official", "the senior official" means; "the second source" is not the first."""
        parts = words.lower().split()
        if not _DEFINITE.match(words):
            return None
        if len(parts) > _SHORT:
            # "the Luton College professor": whoever was introduced as one
            known = head in self.called.unnamed and len(parts) <= _LONG and parts[-1] == head
            return introduced_by(self.cast, head, span) if known else None
        if head not in self.called.unnamed:
            return self.cast.spoke(head)
        same = meant_by(self.cast, head, span)
        counted = _COUNTED & set(parts)
        return same if same is None or counted <= set(same.name.lower().split()) else None

    def _of_age(self, sentence: int, words: str) -> Named | None:
        """ "the 72-year-old": whoever's age the text gives so, else the last speaker or subject."""
        age = re.escape(re.sub(r"\D", "", words))
        told = re.search(rf"((?:[A-Z][\w’'-]+\s)*[A-Z][\w’'-]+),\s{age}\b(?!\s*(?:per|%|million))", self.text)
        if told is not None:
            place = Span(*told.span(1))
            mention = next((m for m in self.document.mentions_in(place) if m.kind == "person"), None)
            return speaker_of(self.cast, mention) if mention else person_of(self.cast, told.group(1), place)
        spoke = next((n for n in reversed(self.cast.spoken) if n.sort == "person"), None)
        acted = self.pronouns.subject_of(sentence - 1) if spoke is None and sentence else None
        return spoke or (acted if acted is not None and acted.sort == "person" else None)

    def _cut(self, span: Span) -> Named | None:
        """ "The special co-ordinator in Chad, Jane Doe, said": a noun that the parse cut at its hyphen."""
        beside = _CUT_NAME.match(self.text, span.end)
        return person_of(self.cast, beside.group(1), span) if beside is not None else None

    def _sort(self, token: Token) -> Sort:
        """What sort of speaker a common noun is."""
        if token.lower_ in self.called.unnamed:
            return "unnamed"
        return "body" if token.lower_ in self.called.bodies else "words"

    def _named_beside(self, parsed: Parsed, token: Token, beside: Token | None, span: Span) -> Named | None:
        """ "a restaurant owner, Jane Doe, said": the name set beside a common noun."""
        if token.pos_ != "NOUN" and token.lower_ != "one":
            return None
        person = token.lower_ in self.called.unnamed
        if token.pos_ == "NOUN" and beside is not None and beside.i > token.i and beside.pos_ == "PROPN":
            name = proper_name(self.cast, parsed, beside)
        else:
            # "the head of the party, Jane Doe, said", "one of its founders, Jane Doe, said": the parse sets the name
            # beside the party
            set_off = _SET_OFF.match(self.text, span.end) if person or token.lower_ == "one" else None
            name = set_off.group(1) if set_off else None
        if name is None or {part.lower() for part in name.split()} & self.called.bodies:
            return None
        if " " not in name and not (person and self.cast.called.gender(f"{name} {name}")):
            # "his wife, Jane, said": a given name alone only of people
            return None
        gender = self.called.gender(span.of(self.text)) or self.cast.gender_of(name)
        return replace(person_of(self.cast, name, span), gender=gender)

    def _body(self, sentence: int, token: Token, words: str) -> Named | None:
        """ "the party", "the group": the body of that kind which the text named last, by name."""
        bare = _DEFINITE.match(words) and len(words.split()) == 2 and token.tag_ == "NN"
        if not bare or token.lower_ not in self.called.bodies or token.lower_ in _LANDS | _GENERAL:
            return None
        return self.cast.body_named(token.lower_, self.document.sentences[sentence].span.start)

    def _owned(self, parsed: Parsed, sentence: int, token: Token, plain: str) -> Named | None:
        """ "his office", "their spokesman": whose it is, by name."""
        for c in token.children:
            if c.dep_ != "poss" or c.lower_ not in PRONOUNS:
                continue
            whose = self.pronouns.resolve(parsed, sentence, c)
            if whose is not None:
                rest = plain.split(" ", 1)[1] if " " in plain else plain
                name = f"{whose.name}’s {rest}"
                if token.lower_ in _LANDS:
                    return None
                known = self._sort(token)
                sort: Sort = (
                    "office" if known == "unnamed" or (known == "words" and parsed.mentions[token.i]) else known
                )
                many = token.tag_ in ("NNS", "NNPS") or token.lower_ in _OF_MANY
                gender = self.called.gender(rest)
                return Named(name, name.lower(), sort, whose.span, whose.state, token.lower_, gender, many)
        return None
