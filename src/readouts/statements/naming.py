"""Who is meant by the words that name a speaker: names, pronouns, "the official", "his office"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.cast import Cast, Named, Sort, without_article
from readouts.statements.clauses import antecedent, child, phrase, subject
from readouts.statements.known import speaker_of
from readouts.statements.pronouns import PRONOUNS, Pronouns
from readouts.statements.unknown import adjectival, fuller_name, name_at_end, person_of, proper_name
from readouts.statements.vocabulary import cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = re.compile(r"(?:the|that|this|those|these)\b", re.IGNORECASE)
_LANDS = frozenset({"country", "nation", "state"})
_ISSUES = frozenset({"release", "issue", "publish", "send", "post", "write", "distribute", "circulate", "make"})
_YEARS_OLD = re.compile(r"\d+-year-old$")
_SHORT = 3


class Naming:
    """Names the speakers of one document; what was resolved before helps with what follows."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.document = cast.document
        self.text = cast.text
        self.called = cast.called
        self.pronouns = Pronouns(cast, self.name)
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
        mention = parsed.mention(token)
        if mention is not None and mention.surface != "demonym":
            return speaker_of(self.cast, mention, span)
        set_beside = child(token, "appos")
        if set_beside is not None and token.pos_ == "NOUN" and parsed.mentions[set_beside.i]:
            return replace(self.name(parsed, sentence, set_beside.i, span), span=span)
        if token.lower_ in PRONOUNS and token.pos_ in ("PRON", "DET", "PROPN", "NOUN"):
            found = self.pronouns.resolve(parsed, sentence, token)
            return replace(found, span=span) if found else Named(span.of(self.text), token.lower_, "words", span)
        return self._of_words(parsed, sentence, token, span)

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
            return self._paper(parsed, sentence, token, span)
        if head in self.called.media and (" " in plain or words == words.lower()):
            return Named(plain, plain.lower(), "outlet", span, head=head)
        ending = name_at_end(self.cast, plain.partition(",")[0])
        if ending is not None:
            return person_of(self.cast, ending, span)
        gender = self.called.gender(words)
        name = proper_name(self.cast, parsed, token)
        if name is not None:
            full = fuller_name(self.cast, name, span, sure=False)
            body = {word.lower() for word in full.split()} & self.called.bodies
            gender = gender or self.cast.gender_of(full)
            return Named(full, full.lower(), "body" if body else "person", span, head=head, gender=gender)
        if _YEARS_OLD.search(words) and _DEFINITE.match(words):
            person = next((n for n in reversed(self.cast.spoken) if n.sort == "person"), None)
            if person is not None:
                return replace(person, span=span)
        same = self.cast.spoke(head) if _DEFINITE.match(words) and len(words.split()) <= _SHORT else None
        if same is not None:
            return replace(same, span=span)
        owned = self._owned(parsed, sentence, token, plain)
        if owned is not None:
            return replace(owned, span=span)
        plain = adjectival(self.cast, plain)
        sort: Sort = "unnamed" if head in self.called.unnamed else "body" if head in self.called.bodies else "words"
        return Named(plain, plain.lower(), sort, span, None, head, gender, token.tag_ in ("NNS", "NNPS"))

    def _paper(self, parsed: Parsed, sentence: int, paper: Token, span: Span) -> Named:
        """Whoever issued a paper: "a transcript released by the Kremlin"; "the readout" is the one named before."""
        issuer = self._issuer(parsed, sentence, paper)
        if issuer is not None:
            named = replace(issuer, span=span, sort="paper", head=paper.lower_)
            self.cast.papers.append(named)
            return named
        words = span.of(self.text)
        earlier = next((p for p in reversed(self.cast.papers) if p.head == paper.lower_), None)
        if earlier is not None and words.lower().startswith("the "):
            return replace(earlier, span=span)
        plain = without_article(words)
        return Named(plain, plain.lower(), "paper", span, head=paper.lower_)

    def _issuer(self, parsed: Parsed, sentence: int, paper: Token) -> Named | None:
        for c in paper.subtree:
            by = c.dep_ == "pobj" and c.head.lower_ in ("by", "from") and c.i > paper.i
            if by or (c.dep_ == "poss" and c.head == paper):
                return self.name(parsed, sentence, c.i, phrase(parsed, c))
        if paper.dep_ == "dobj" and paper.head.lemma_ in _ISSUES:
            who = subject(paper.head)
            return self.name(parsed, sentence, who.i, phrase(parsed, who)) if who is not None else None
        return None

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
                sort: Sort = "body" if token.lower_ in self.called.bodies else "office"
                return Named(name, name.lower(), sort, whose.span, whose.state, token.lower_)
        return None
