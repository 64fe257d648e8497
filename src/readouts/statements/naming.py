"""Who is meant by the words that name a speaker: names, pronouns, offices, "the official", "his office"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.called import load_called
from readouts.statements.clauses import antecedent, child, phrase, subject
from readouts.statements.vocabulary import cues_for
from readouts.text import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

Sort = Literal["person", "office", "body", "outlet", "paper", "unnamed", "words"]

_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "they": None,
    "them": None,
    "their": None,
    "i": None,
    "we": None,
    "it": None,
}
_PLURAL = frozenset({"they", "them", "their", "we"})
_LOOK_BACK = 8
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|one|another)\s+", re.IGNORECASE)
_OWNED = re.compile(r"([A-Z][\w .-]+?)['’]s?\s+(.+)", re.DOTALL)
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who speaks: `name` as shown, `key` the same for the same one, `span` the words that name them here."""

    name: str
    key: str
    sort: Sort
    span: Span
    state: str | None = None
    head: str = ""
    gender: str | None = None
    plural: bool = False


class Naming:
    """Names the speakers of one document; what was resolved before helps with what follows."""

    def __init__(self, document: Document, quoted: Sequence[Span] = ()) -> None:
        self.document = document
        self.quoted = quoted
        self.text = document.text
        self.called = load_called()
        self.spoken: list[Named] = []
        self._subjects: dict[int, Named | None] = {}

    def name(self, parsed: Parsed, sentence: int, at: int, span: Span) -> Named:
        """Whoever the phrase at `span` with its head token `at` names."""
        token = parsed.doc[at]
        mention = parsed.mention(token)
        if mention is not None and mention.surface != "demonym":
            return self._of_mention(mention, span)
        set_beside = child(token, "appos")
        if set_beside is not None and token.pos_ == "NOUN" and parsed.mentions[set_beside.i]:
            return replace(self.name(parsed, sentence, set_beside.i, span), span=span)
        word = token.lower_
        if word in _PRONOUNS and token.pos_ in ("PRON", "DET", "PROPN", "NOUN"):
            found = self._pronoun(parsed, sentence, token, word)
            return replace(found, span=span) if found else Named(span.of(self.text), word, "words", span)
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
            # "Putin's New Year wish was “…”": the words are his
            return self.name(parsed, sentence, whose.i, phrase(parsed, whose))
        return named

    # --- known names

    def of_mention(self, mention: Mention) -> Named:
        """Whom a mention names, by itself."""
        return self._of_mention(mention, mention.span)

    def _of_mention(self, mention: Mention, span: Span) -> Named:
        words = mention.head.of(self.text)
        if mention.kind == "office":
            return self._office(mention, span)
        if mention.kind == "person" or mention.person:
            other = self._introduced(mention)
            if other is not None:
                return Named(other, other.lower(), "person", span, None, "", self.called.gender(other))
            gender = self._gender(mention)
            return Named(
                mention.name, mention.person or mention.name, "person", span, mention.state, "", gender, mention.plural
            )
        if mention.kind == "outlet":
            return Named(mention.name, mention.name, "outlet", span, None, "", None, False)
        if mention.surface in ("metonym", "capital", "office_body"):
            name = _DETERMINER.sub("", words)
            return Named(name, name, "body", span, mention.state)
        name = (
            mention.name
            if mention.kind == "state" and mention.rule != "administration"
            else _DETERMINER.sub("", mention.span.of(self.text))
        )
        return Named(name, name, "body", span, mention.state, "", None, mention.plural)

    def _introduced(self, mention: Mention) -> str | None:
        """The full name by which the text introduced somebody else of that surname: "Jane Clark" for "Clark"."""
        surname = mention.head.of(self.text)
        if " " in surname or not surname[:1].isupper() or not mention.name or fold(surname) not in fold(mention.name):
            return None
        full = self._fuller(surname, mention.head)
        if full == surname or fold(full.split()[0]) in fold(mention.name):
            return None
        known = any(
            m.person == mention.person and " " in m.head.of(self.text) for m in self.document.mentions if m.person
        )
        return None if known else full

    def _gender(self, mention: Mention) -> str | None:
        if mention.person:
            known = self.document.knowledge.person(mention.person).gender
            if known:
                return known
        return self.called.gender(mention.span.of(self.text)) or self.called.gender(mention.name)

    def _office(self, mention: Mention, span: Span) -> Named:
        """An office without a name: its holder where the text names one, else its words."""
        words = _DETERMINER.sub("", mention.span.of(self.text))
        gender = self.called.gender(words)
        title = (mention.title or mention.head.of(self.text)).lower()
        before = span.of(self.text)[:2].lower()
        definite = (
            self.text[max(0, mention.span.start - 4) : mention.span.start + 4].lower().lstrip().startswith("the ")
        )
        if definite and mention.state is None:
            same = next((n for n in reversed(self.spoken) if title in n.name.lower().split() or title == n.head), None)
            if same is not None:
                return replace(same, span=span)
        if mention.person and any(m.person == mention.person and m.kind == "person" for m in self.document.mentions):
            return Named(mention.name, mention.person, "person", span, mention.state, title, gender)
        if before not in ("a ", "an") and not mention.plural:
            holder = self._holder(mention, title)
            if holder is not None:
                return replace(holder, span=span)
        sort: Sort = "unnamed" if title.split()[-1] in self.called.unnamed and mention.state is None else "office"
        whole = _DETERMINER.sub("", span.of(self.text)) if len(span.of(self.text)) < 60 else words
        whole = self._adjectival(whole)
        return Named(whole, whole.lower(), sort, span, mention.state, title, gender, mention.plural)

    def _adjectival(self, words: str) -> str:
        """ "Ukraine’s foreign ministry" → "Ukrainian foreign ministry": one name for one body."""
        owned = _OWNED.match(words)
        code = self.document.knowledge.state_of(owned.group(1)) if owned else None
        state = self.document.knowledge.state(code) if code else None
        return f"{state.demonyms[0]} {owned.group(2)}" if owned and state and state.demonyms else words

    def _holder(self, mention: Mention, title: str) -> Named | None:
        """The person of the text who holds the office: the last one named before, of that state where it is given."""
        best: Mention | None = None
        for other in self.document.mentions:
            if other.kind != "person" or other.past:
                continue
            if other.span.start >= mention.span.start and best is not None:
                break
            office = f"{other.office or ''} {other.title or ''}".lower()
            general = title in ("leader", "president", "head of state") and any(
                w in office for w in ("president", "leader", "chairman", "king", "emir", "supreme")
            )
            same = title in office or general or (title == "leader" and "prime minister" in office)
            if not same or (mention.state and other.state != mention.state):
                continue
            best = other
        if best is None and title == "leader" and mention.state:
            # the one person of that state named before: dates of office are not always known
            before = [
                m
                for m in self.document.mentions
                if m.kind == "person" and m.state == mention.state and m.span.end <= mention.span.start
            ]
            best = before[0] if len({m.person or m.name for m in before}) == 1 else None
        return self._of_mention(best, best.span) if best is not None else None

    # --- pronouns

    def _pronoun(self, parsed: Parsed, sentence: int, token: Token, word: str) -> Named | None:
        """Whom a pronoun means: a subject before it in its sentence, else who speaks or acts in those before."""
        gender, plural = _PRONOUNS[word], word in _PLURAL
        if word in ("i", "we"):
            return self.spoken[-1] if self.spoken else None
        inside = self._before_in_sentence(parsed, sentence, token, gender, plural)
        if inside is not None:
            return inside
        for mention in self.document.mentions_of(sentence):
            if (
                mention.kind == "person"
                and mention.span.end <= parsed.spans[token.i].start
                and not self._quoted(mention.span)
            ):
                named = self._of_mention(mention, mention.span)
                if self._fits(named, gender, plural):
                    return named
        for back in range(sentence - 1, max(-1, sentence - _LOOK_BACK), -1):
            found = self._center(back, gender, plural)
            if found is not None:
                return found
        return next((n for n in reversed(self.spoken) if self._fits(n, gender, plural)), None)

    def _before_in_sentence(
        self, parsed: Parsed, sentence: int, token: Token, gender: str | None, plural: bool
    ) -> Named | None:
        for other in parsed.doc:
            if other.i >= token.i:
                break
            if (
                other.dep_ in ("nsubj", "nsubjpass")
                and other.lower_ not in _PRONOUNS
                and other.pos_ in ("PROPN", "NOUN")
            ):
                if self._quoted(parsed.spans[other.i]):
                    continue
                named = self.name(parsed, sentence, other.i, phrase(parsed, other))
                if self._fits(named, gender, plural):
                    return named
        return None

    def _center(self, sentence: int, gender: str | None, plural: bool) -> Named | None:
        """Whom a sentence is about: its speaker or subject, else the first person it names."""
        for spoken in reversed(self.spoken):
            if self.document.sentence_at(spoken.span.start) == sentence and self._fits(spoken, gender, plural):
                return spoken
        if plural:
            for mention in self.document.mentions_of(sentence):
                if mention.plural and mention.kind in ("office", "delegation") and not self._quoted(mention.span):
                    return self._of_mention(mention, mention.span)
        subject = self.subject_of(sentence)
        if subject is not None and self._fits(subject, gender, plural):
            return subject
        for mention in self.document.mentions_of(sentence):
            if mention.kind in ("person", "office") and not self._quoted(mention.span):
                named = self._of_mention(mention, mention.span)
                if self._fits(named, gender, plural):
                    return named
        return None

    def subject_of(self, sentence: int) -> Named | None:
        """Who is the subject of a sentence's main verb."""
        if sentence not in self._subjects:
            self._subjects[sentence] = None
            parsed = self.document.parsed(sentence)
            for token in parsed.doc:
                if (
                    token.dep_ in ("nsubj", "nsubjpass")
                    and token.head.dep_ == "ROOT"
                    and not self._quoted(parsed.spans[token.i])
                ):
                    self._subjects[sentence] = self.name(parsed, sentence, token.i, phrase(parsed, token))
                    break
        return self._subjects[sentence]

    def _fits(self, named: Named, gender: str | None, plural: bool) -> bool:
        """Whether a pronoun of this gender and number may mean them."""
        if plural:
            return named.plural or named.sort in ("body", "unnamed", "office")
        if gender is None:
            return named.sort in ("body", "outlet", "paper")
        return named.sort in ("person", "office", "unnamed") and not named.plural and named.gender in (None, gender)

    def _quoted(self, span: Span) -> bool:
        return any(outer.covers(span) for outer in self.quoted)

    # --- everybody else

    def _of_words(self, parsed: Parsed, sentence: int, token: Token, span: Span) -> Named:
        """A phrase that the knowledge does not know."""
        words = span.of(self.text)
        plain = _DETERMINER.sub("", words)
        head = token.lower_
        gender = self.called.gender(words)
        plural = token.tag_ in ("NNS", "NNPS")
        name = self._proper(parsed, token)
        if name is not None:
            full = self._fuller(name, span)
            gender = gender or self.called.gender(full)
            return Named(
                full,
                full.lower(),
                "person",
                span,
                None,
                head,
                gender,
                False,
            )
        if head in self.called.papers:
            issuer = self._issuer(parsed, sentence, token)
            if issuer is not None:
                return replace(issuer, span=span, sort="paper" if issuer.sort == "person" else issuer.sort)
            return Named(plain, plain.lower(), "paper", span, None, head)
        if (head in self.called.media and words == words.lower()) or head == "media":
            return Named(plain, plain.lower(), "outlet", span, None, head)
        definite = bool(re.match(r"(?:the|that|this|those|these)\b", words, re.IGNORECASE))
        if definite and len(words.split()) <= 3:
            same = next((n for n in reversed(self.spoken) if n.head == head or head in n.name.lower().split()), None)
            if same is not None:
                return replace(same, span=span)
        owned = self._owned(parsed, sentence, token, plain)
        if owned is not None:
            return replace(owned, span=span)
        plain = self._adjectival(plain)
        sort: Sort = "unnamed" if head in self.called.unnamed else "body" if head in self.called.bodies else "words"
        return Named(plain, plain.lower(), sort, span, None, head, gender, plural)

    def _proper(self, parsed: Parsed, token: Token) -> str | None:
        """The proper name that a token ends, honorifics left out: "Rear Adm Jane Doe" → "Jane Doe"."""
        if token.pos_ != "PROPN" and not (token.text[:1].isupper() and token.i > 0):
            return None
        low = token.i
        while (
            low > 0
            and (_CAPITAL.match(parsed.doc[low - 1].text) or parsed.doc[low - 1].lower_ in self.called.particles)
            and parsed.doc[low - 1].pos_ != "PUNCT"
            and parsed.doc[low - 1].lower_ not in self.called.never_names
            and not parsed.mentions[low - 1]
        ):
            low -= 1
        high = token.i
        while low < high and parsed.doc[low].lower_.strip(".") in self.called.honorifics:
            low += 1
        words = [parsed.doc[i].text for i in range(low, high + 1)]
        if not words or not words[-1][:1].isupper() or words[-1].lower() in self.called.never_names:
            return None
        return self.text[parsed.spans[low].start : parsed.spans[high].end]

    def _fuller(self, name: str, span: Span) -> str:
        """The full name of the text for a surname: "Mr Fear" → "Gary Fear"."""
        if " " in name:
            return name
        pattern = re.compile(
            rf"\b((?:[A-Z][\w’'-]+\s(?:[A-Z]\.\s)?)(?:(?:de|van|von|der|bin|al|el)\s)?{re.escape(name)})\b"
        )
        for match in pattern.finditer(self.text):
            first = match.group(1).split()[0].strip(".").lower()
            title = first in self.called.honorifics or first in self.called.never_names or first.endswith(("'s", "’s"))
            if title or match.start(1) == span.start:
                continue
            before = self.text[: match.start(1)].rstrip(" ")[-1:]
            if self.called.gender(match.group(1)) or before.islower() or before == ",":
                return match.group(1)
        return name

    def _issuer(self, parsed: Parsed, sentence: int, paper: Token) -> Named | None:
        """Who issued a paper: "a transcript released by the Kremlin", "a statement from his office"."""
        for c in paper.subtree:
            if c.dep_ == "pobj" and c.head.lower_ in ("by", "from") and c.i > paper.i:
                return self.name(parsed, sentence, c.i, phrase(parsed, c))
            if c.dep_ == "poss" and c.head == paper:
                return self.name(parsed, sentence, c.i, phrase(parsed, c))
        return None

    def _owned(self, parsed: Parsed, sentence: int, token: Token, plain: str) -> Named | None:
        """ "his office", "their spokesman": whose it is, by name."""
        for c in token.children:
            if c.dep_ == "poss" and c.lower_ in _PRONOUNS:
                whose = self._pronoun(parsed, sentence, c, c.lower_)
                if whose is not None:
                    rest = plain.split(" ", 1)[1] if " " in plain else plain
                    name = f"{whose.name}’s {rest}"
                    sort: Sort = "body" if token.lower_ in self.called.bodies else "office"
                    return Named(name, name.lower(), sort, whose.span, whose.state, token.lower_)
        return None
