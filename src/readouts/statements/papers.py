"""Papers that speak for whoever issued them: "a ministry statement", "the letter", "a transcript released by …"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.cast import Cast, Named, without_article
from readouts.statements.clauses import phrase, subject
from readouts.statements.pronouns import Pronouns
from readouts.statements.vocabulary import cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

_ISSUES = frozenset({"release", "issue", "publish", "send", "post", "write", "distribute", "circulate", "make", "read"})
_LOOK_BACK, _NEXT = 6, 3
# papers in which somebody says what is told before
_SAID_SO = frozenset({"statement", "message", "post", "tweet", "release"})
# "a letter seen by Smith" is not Smith's
_SEEN = frozenset({"see", "read", "review", "view", "obtain"})
_DEFINITE = ("the ", "this ", "that ", "its ", "his ", "her ", "their ")
_ISSUED_BEFORE = frozenset({"in", "in a", "via", "through", "to"})


class Papers:
    """Names the papers of one document by their issuers; `name` names the phrase at a token."""

    def __init__(self, cast: Cast, pronouns: Pronouns, name: Callable[[Parsed, int, int, Span], Named]) -> None:
        self.cast = cast
        self.document = cast.document
        self.pronouns = pronouns
        self._name = name

    def named(self, parsed: Parsed, sentence: int, paper: Token, span: Span) -> Named:
        """Whoever issued a paper; "the readout" is the one told of before, in the words of the text where none is."""
        issuer = self._issuer(parsed, sentence, paper)
        if issuer is not None:
            named = replace(issuer, span=span, sort="paper", head=paper.lower_)
            self.cast.papers.append(named)
            return named
        own = parsed.spans[paper.i]
        # of "the report, which said …" the span is that of "which", the words are those of the report
        words = (span if span.covers(own) else phrase(parsed, paper)).of(self.cast.text)
        if words.lower().startswith(_DEFINITE):
            earlier = self._earlier(sentence, paper)
            if earlier is not None:
                return replace(earlier, span=span, sort="paper", head=paper.lower_)
        plain = without_article(words)
        return Named(plain, plain.lower(), "paper", span, head=paper.lower_)

    def _issuer(self, parsed: Parsed, sentence: int, paper: Token) -> Named | None:
        """Whoever the phrase itself names: its owner, "by" and "from", a clause behind it, a noun before it."""
        for c in paper.subtree:
            seen = c.head.head.lemma_ in _SEEN
            by = c.dep_ == "pobj" and c.head.lower_ in ("by", "from") and c.i > paper.i and not seen
            if by or (c.dep_ == "poss" and c.head == paper):
                return self._name(parsed, sentence, c.i, phrase(parsed, c))
        for c in paper.children:
            wrote = next((s for s in c.children if s.dep_ == "nsubj"), None) if c.dep_ == "relcl" else None
            if wrote is not None and c.lemma_ in _ISSUES and wrote.lower_ not in ("which", "that", "who"):
                return self._name(parsed, sentence, wrote.i, phrase(parsed, wrote))
        for c in paper.children:
            before = c.i < paper.i and c.dep_ in ("compound", "nmod")
            if before and (parsed.mentions[c.i] or c.lower_ in self.cast.called.bodies):
                named = self._name(parsed, sentence, c.i, phrase(parsed, c))
                known = self.cast.spoke(c.lower_) if not parsed.mentions[c.i] else None
                return known or self._body(sentence, c) or named
        if paper.dep_ == "dobj" and paper.head.lemma_ in _ISSUES:
            who = subject(paper.head)
            return self._name(parsed, sentence, who.i, phrase(parsed, who)) if who is not None else None
        return None

    def _body(self, sentence: int, noun: Token) -> Named | None:
        """The body that a bare noun stands for ("a ministry statement"): the one named last before."""
        return self.cast.body_named(noun.lower_, self.document.sentences[sentence].span.start)

    def _earlier(self, sentence: int, paper: Token) -> Named | None:
        """Who issued the paper told of before: one with an issuer, or the one in which somebody said something."""
        known = next((p for p in reversed(self.cast.papers) if p.head == paper.lower_), None)
        if known is not None:
            return known
        for back in range(sentence, max(-1, sentence - _LOOK_BACK), -1):
            parsed = self.document.parsed(back)
            for token in reversed(list(parsed.doc)):
                if token.lower_ != paper.lower_ or (back == sentence and token.i >= paper.i):
                    continue
                found = self._teller(parsed, back, token)
                if found is not None:
                    return found
        return self._who_spoke(sentence) if paper.lower_ in _SAID_SO else None

    def _who_spoke(self, sentence: int) -> Named | None:
        """ "The ministry condemned it. “…,” the statement read": whoever is told of before a statement nobody saw."""
        for back in range(sentence - 1, max(-1, sentence - _NEXT), -1):
            for named in (*self.pronouns.tellers(back), self.pronouns.subject_of(back)):
                if named is not None and named.sort in ("person", "office", "body"):
                    return named
        return None

    def _teller(self, parsed: Parsed, sentence: int, paper: Token) -> Named | None:
        """Who says something in a paper, or issues it: "said in a statement", "published a report"."""
        if self.cast.is_quoted(parsed.spans[paper.i]):
            return None
        if paper.dep_ == "dobj":
            return self._issuer(parsed, sentence, paper) if paper.head.lemma_ in _ISSUES else None
        if paper.dep_ != "pobj" or paper.head.lower_ not in _ISSUED_BEFORE:
            return self._issuer(parsed, sentence, paper)
        verb = paper.head.head
        if not cues_for(verb.lemma_, "verb"):
            return None
        who = subject(verb)
        return self._name(parsed, sentence, who.i, phrase(parsed, who)) if who is not None else None
