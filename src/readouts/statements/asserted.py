"""Whether a statement was made, or only that it was not, or whether it was: denied and questioned saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Article, Statement
from readouts.statements.clauses import negated
from readouts.statements.finer import refine
from readouts.statements.passages import outermost, passages
from readouts.statements.vocabulary import cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

Asserted = Literal["said", "denied", "asked"]
_REFUSES = frozenset({"refuse", "decline", "fail", "avoid", "stop"})
_NEVER = frozenset({"never", "nowhere"})
# without one of these near the word of saying nothing is denied or asked, and no parse is needed
_HINT = re.compile(r"n[o'’]t\b|\b(?:never|nowhere|no|nor|refus|declin|fail|avoid|stop)|\?", re.IGNORECASE)
_NEAR = 300


def as_asserted(article: Article, statements: Sequence[Statement]) -> list[Asserted]:
    """`asserted` for statements of an article that was read before; without its text all count as said."""
    hinted = [one for one in statements if one.cue is not None and _hints(article.text, one)]
    if not hinted:
        return ["said"] * len(statements)
    document = Document(article, load())
    return [asserted(document, one) if one in hinted else "said" for one in statements]


def _hints(text: str, statement: Statement) -> bool:
    """Whether the paragraph around the word of saying has a word that denies, or a question mark."""
    if statement.cue is None or statement.cue.end > len(text):
        return False
    start = max(text.rfind("\n", 0, statement.cue.start) + 1, statement.cue.start - _NEAR)
    end = text.find("\n", statement.cue.end)
    return _HINT.search(text[start : end if end >= 0 else len(text)]) is not None


def asserted(document: Document, statement: Statement) -> Asserted:
    """Whether the text says that it was said, that it was not (`denied`), or asks whether it was (`asked`).

    "did not say that", "refused to say whether" and "never said" are denied; "did Doe say that …?" is asked.  A
    statement without a word of saying, and one whose word is not parsed as one, counts as said.

    >>> from readouts.knowledge import load
    >>> from readouts.model import Article
    >>> from readouts.statements import read
    >>> text = "Macron did not say that he would come."
    >>> document = Document(Article(id="a", sha256="", source="a", text=text), load())
    >>> [asserted(document, one) for one in read(document, full=True)]
    ['denied']
    """
    if statement.cue is None:
        return "said"
    finer = refine(document)
    number = finer.sentence_at(statement.cue.start)
    token = finer.parsed(number).token_at(statement.cue.start)
    if token is not None and _denied(token):
        return "denied"
    sentence = finer.sentences[number].span
    asks = sentence.of(document.text).rstrip().endswith("?")
    quoted = asks and any(p.outer.covers(statement.cue) for p in outermost(passages(document.text)))
    return "asked" if asks and not quoted and token is not None and _main(token) else "said"


def _denied(token: Token) -> bool:
    """Whether the saying is denied, or what it hangs on is refusing."""
    if token.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        # "made no mention of the war"
        return True
    held = [token, token.head] if token.dep_ in ("xcomp", "pcomp") else [token]
    refuses = token.dep_ == "xcomp" and token.head.lemma_.lower() in _REFUSES
    if token.lemma_.lower() in _REFUSES:
        refuses = any(
            cue.kind == "say" for c in token.children if c.dep_ == "xcomp" for cue in cues_for(c.lemma_, "verb")
        )
    return refuses or any(negated(verb) or any(c.lower_ in _NEVER for c in verb.children) for verb in held)


def _main(token: Token) -> bool:
    """Whether the question is about the saying: "did Doe say?", not "what will Doe, who said …, do?"."""
    return token.dep_ == "ROOT" or (token.dep_ in ("conj", "xcomp") and token.head.dep_ == "ROOT")
