"""Whose talks a headline tells of, which leaves out with whom: the two states that it names, and no third.

"Carney moves to shield Canada from Trump tariffs as trade talks stall" are talks of Canada and the United States. Who
acts for them it does not say, so the states stand for the parties that the frame of the word does not give.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.reports import grammar
from readouts.reports.candidate import Candidate, spanned
from readouts.reports.party import Party, of_mention

if TYPE_CHECKING:
    from spacy.tokens import Token

HEADED = "the two states of the headline"
_TALKS = frozenset({"talk", "talks", "negotiation", "negotiations", "negotiate"})
_LACKS = frozenset(
    {
        "only one side named",
        "no party named",
        "the purpose of another contact",
        "talked into or out of something",
        "from it",
    }
)
# whose talks they are is told, or that there may be none
_TOLD = ("between", "among", "with")
_HOPED_FOR = frozenset({"chance", "hope", "optimism", "possibility", "prospect", "stage"})
_LOOSE = frozenset({"amid", "should"})  # "claims territory amid talks": maybe those of others
_WHERE = frozenset({"at", "from", "in", "near", "to"})
_NEAR = 3  # words: "talks to begin in Paris"
_ABOUT = ("about", "for", "of", "on", "over", "to")


def complete(found: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article, the talks of a headline that lack a side with the other state that it names."""
    rows = list(found)
    busy = {row.sentence for row in rows if row.reason is None}
    return [_completed(row, document) if row.sentence not in busy and _may(row, document) else row for row in rows]


def _may(row: Candidate, document: Document) -> bool:
    if not row.headline or row.reason not in _LACKS or row.trigger.lemma not in _TALKS:
        return False
    token = document.parsed(row.sentence).doc[row.token]
    near = [*grammar.climb(token), *token.children]
    if token.i + 1 < len(token.doc):
        near.append(token.nbor(1))
    loose = token.lower_ == "talk" or any(t.lower_ in _LOOSE for t in near) or row.status.status is None
    return not loose and not grammar.behind(token, _TOLD) and not any(t.lemma_.lower() in _HOPED_FOR for t in near)


def _completed(row: Candidate, document: Document) -> Candidate:
    """The candidate with parties of the two states; itself where the headline names more, or fewer."""
    parties = {p.state: p for p, _ in row.parties if p.state}
    for mention in document.mentions_of(row.sentence):
        if mention.state and not mention.past and not _is_beside(mention, row, document):
            parties.setdefault(mention.state, _for_its_state(mention, document))
    states = [document.knowledge.state(state) for state in parties]
    if len(parties) != 2 or not all(state is not None and state.kind == "state" for state in states):
        return row
    # "Gaza talks" of one side with another: what they are about
    about = row.place is not None and row.place.state in parties and row.place.span < row.word
    whole = document.sentences[row.sentence].span
    return replace(
        row,
        parties=tuple((p, "participant") for p in parties.values()),
        place=None if about else row.place,
        evidence=spanned(row.word, [s for p in parties.values() for s in p.spans], whole),
        reason=None,
        rule=f"{row.rule.partition(',')[0]}, {HEADED}",
    )


def _for_its_state(mention: Mention, document: Document) -> Party:
    """A state named as the party that it is; of somebody who only stands in the headline the state."""
    if mention.kind in ("state", "delegation"):
        return replace(of_mention(mention), rule=HEADED)
    name = document.resolver.body_name(mention.state or "")
    return Party(name=name, kind="state", state=mention.state, spans=(mention.span,), rule=HEADED)


def _is_beside(mention: Mention, row: Candidate, document: Document) -> bool:
    """Whether a name says where, or what about, or whose something else is: "talks in Paris on the Gaza plan"."""
    if row.place is not None and mention.span == row.place.span:
        return True
    parsed = document.parsed(row.sentence)
    token, word = parsed.token_at(mention.head.start), parsed.doc[row.token]
    if token is None or (mention.kind == "state" and token.dep_ == "poss" and token.head.pos_ == "PROPN"):
        return True  # "UK's Smith & Sons ends talks"
    if mention.surface in ("capital", "town") and (_before(token) in _WHERE or token.head.i == word.i):
        return True
    behind = token.dep_ == "pobj" and token.head.lower_ in ("at", "in")
    if behind and (0 < token.head.i - word.i <= _NEAR or token.head.head in (word, *grammar.climb(word))):
        return True
    about = [t for c in word.children if c.lower_ in _ABOUT for t in c.subtree]
    return mention.kind == "state" and token in about and not row.trigger.verb


def _before(token: Token) -> str:
    return token.nbor(-1).lower_ if token.i else ""
