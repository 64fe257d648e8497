"""Whose talks a headline tells of, which leaves out with whom: the two states that it names, and no third.

"Carney moves to shield Canada from Trump tariffs as trade talks stall" are talks of Canada and the United States. Who
acts for them it does not say, so the states stand for the parties that the frame of the word does not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.reports import grammar, modality
from readouts.reports.candidate import Candidate, spanned
from readouts.reports.modality import Reading
from readouts.reports.party import Party, of_mention

if TYPE_CHECKING:
    from spacy.tokens import Token

HEADED, AGAIN = "both states of the headline", "both of the headline's other contact"
_TALKS = frozenset({"talk", "talks", "negotiation", "negotiations", "negotiate"})
_SIDE, _NOBODY = "only one side named", "no party named"
_LACKS = frozenset(
    {
        _SIDE,
        _NOBODY,
        "the purpose of another contact",
        "talked into or out of something",
        "from it",
    }
)
# whose talks they are is told, or that there may be none
_TOLD = ("between", "among", "with")
_NO_TALKS = frozenset({"talk", "negotiated"})
# "claims territory amid talks", maybe those of others; "on hopes for talks", "is in no position to negotiate"
_LOOSE = frozenset({"amid", "should", "chance", "hope", "optimism", "position", "possibility", "prospect", "stage"})
_BEFORE = frozenset({"call", "talk", "meeting", "summit"})
_AFTER = frozenset({"after", "during", "following"})
_WHERE = frozenset({"at", "from", "in", "near", "to"})
_NEAR = 3  # words: "talks to begin in Paris"
_TOPICS = ("about", "on", "over")
_ABOUT = (*_TOPICS, "for", "of", "to")
_JOINTS = re.compile(r"\b(?:as|but|while)\b")


def complete(found: Iterable[Candidate], document: Document) -> list[Candidate]:
    """The candidates of an article, the talks of a headline that lack a side with the other state that it names."""
    rows = list(found)
    told: dict[int, list[Candidate]] = {}
    for row in rows:
        if row.reason is None:
            told.setdefault(row.sentence, []).append(row)
    return [_seen(row, told.get(row.sentence, []), document) if row.headline else row for row in rows]


def _seen(row: Candidate, beside: list[Candidate], document: Document) -> Candidate:
    """A candidate of a headline, with the parties that it lacks where what stands `beside` it leaves no doubt."""
    apart = all(other.channel == "visit" and _parted(other, row, document) for other in beside)
    if apart and _may(row, document) and not (beside and row.reason != _SIDE):
        return _completed(row, document)
    if len(beside) == 1 and row.reason in (_SIDE, _NOBODY):
        return _again(row, beside[0], document)
    return row


def _parted(journey: Candidate, row: Candidate, document: Document) -> bool:
    """ "A's negotiators go to Rome, but B says no talks", not "A heads to Rome for B talks"."""
    between = document.text[journey.word.end : row.word.start].lower()
    return bool(_JOINTS.search(between))


def _again(row: Candidate, other: Candidate, document: Document) -> Candidate:
    """ "A says he will meet B again after progress in a call": of the two who will meet."""
    token = document.parsed(row.sentence).doc[row.token]
    words = [t.lower_ for t in list(token.doc)[: row.token] if document.parsed(row.sentence).span(t) > other.word]
    two = {p.key for p, _ in other.parties}
    own = {p.key for p, _ in row.parties}
    fits = len(two) == len(other.sides) == 2 and own <= two and row.trigger.lemma in _BEFORE and not row.trigger.verb
    if not fits or not _AFTER & set(words) or row.channel == other.channel:
        return row
    whole = document.sentences[row.sentence].span
    return replace(
        row,
        parties=tuple((p, "participant") for p, _ in other.parties),
        evidence=spanned(row.word, [s for p, _ in other.parties for s in p.spans], whole),
        status=Reading("held", token, "before it, in a headline"),
        status_span=row.word,
        reason=None,
        rule=f"{row.rule.partition(',')[0]}, {AGAIN}",
    )


def _may(row: Candidate, document: Document) -> bool:
    if row.reason not in _LACKS or row.trigger.lemma not in _TALKS:
        return False
    token = document.parsed(row.sentence).doc[row.token]
    if row.status.status is None or token.lower_ in _NO_TALKS or token.dep_ == "compound":
        return False  # "may be negotiation tactic", "a deal largely negotiated"
    near = [*grammar.climb(token), *token.children, *list(token.doc)[token.i + 1 : token.i + _NEAR]]
    parsed = document.parsed(row.sentence)
    if token.lemma_ == "talk" and _speaks(token, row):
        return False
    who = token.nbor(-2) if token.i > 1 and token.nbor(-1).lower_ == "in" else None
    if who is not None and who.text[:1].isupper() and not parsed.mentions_at(who):
        return False  # "Smith & Sons in talks with A to buy its mines"
    others = [t for t in grammar.behind(token, _TOLD) if not parsed.mentions_at(t)]
    between = any(c.lower_ == "between" for c in token.children)
    return not others and not between and not any({t.lower_, t.lemma_.lower()} & _LOOSE for t in near)


def _speaks(token: Token, row: Candidate) -> bool:
    """ "A talks tariffs in Ohio", "A talks toppling B": what somebody speaks of; not "B talks 'productive'"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None or following.is_quote:
        return False
    if following.tag_ == "VBG" and grammar.objects(following):
        return True
    return row.trigger.verb and (bool(grammar.objects(token)) or any(p.kind == "person" for p, _ in row.parties))


def _completed(row: Candidate, document: Document) -> Candidate:
    """The candidate with parties of the two states; itself where the headline names more, or fewer."""
    where = {m.span for m in document.mentions_of(row.sentence) if m.kind == "state" and _is_beside(m, row, document)}
    parties = {p.state: p for p, _ in row.parties if p.state and where.isdisjoint(p.spans)}
    for mention in _who_says_it(row, document) or document.mentions_of(row.sentence):
        low, high = sorted((mention.span, row.word))
        if ";" in document.text[low.end : high.start]:
            continue
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


def _who_says_it(row: Candidate, document: Document) -> list[Mention]:
    """ "A strikes B as C says progress made in talks with B": of C and B."""
    parsed = document.parsed(row.sentence)
    token = parsed.doc[row.token]
    if not grammar.behind(token, ("with",)) or len(row.parties) != 1:
        return []
    said = (t for t in grammar.climb(token) if t.lemma_.lower() in modality.load().reporting)
    speakers = [m for verb in said for t in grammar.subjects(verb) if (m := parsed.mention(t)) is not None and m.state]
    return speakers[:1]


def _for_its_state(mention: Mention, document: Document) -> Party:
    """A state named as the party that it is; of somebody who only stands in the headline the state."""
    if mention.kind in ("state", "delegation"):
        return replace(of_mention(mention), rule=HEADED)
    name = document.resolver.body_name(mention.state or "")
    return Party(name=name, kind="state", state=mention.state, spans=(mention.span,), rule=HEADED)


def _is_beside(mention: Mention, row: Candidate, document: Document) -> bool:
    """Whether a name says where, or what about, or whose something else is: "talks in Paris on the Gaza plan"."""
    parsed = document.parsed(row.sentence)
    token, word = parsed.token_at(mention.head.start), parsed.doc[row.token]
    if row.place is not None and mention.span == row.place.span and not _says_which(token, word):
        return True
    if token is None or (mention.kind == "state" and token.dep_ == "poss" and token.head.pos_ == "PROPN"):
        return True  # "UK's Smith & Sons ends talks"
    near = token.head.i == word.i or token.i + 1 == word.i
    if mention.surface in ("capital", "town") and (near or _before(token) in _WHERE):
        return True
    behind = token.dep_ == "pobj" and token.head.lower_ in ("at", "in") and not _says_which(token, word)
    verbal = behind and token.head.head.pos_ not in ("NOUN", "PROPN")
    if behind and (verbal or 0 < token.head.i - word.i <= _NEAR or token.head.head == word):
        return True
    topics = _TOPICS if row.trigger.verb or mention.kind != "state" else _ABOUT
    return any(token in c.subtree for c in word.children if c.lower_ in topics)


def _says_which(token: Token | None, word: Token) -> bool:
    """ "a breakthrough in Iran deal talks": no *in* or *to* stands between the name and the word."""
    if token is None or not 0 < word.i - token.i <= _NEAR:
        return False
    return all(t.pos_ in ("NOUN", "ADJ", "PROPN") for t in list(word.doc)[token.i + 1 : word.i])


def _before(token: Token) -> str:
    return token.nbor(-1).lower_ if token.i else ""
