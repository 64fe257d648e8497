"""Promises, invitations, acceptances and refusals: who binds whom to what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, get_args

from readouts.errors import KnowledgeError
from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import Commitment, CommitmentKind, ContactDate, Span, TimeExpression
from readouts.statements.cast import Cast
from readouts.statements.clauses import child, negated, owner, phrase, subject
from readouts.statements.finer import refine
from readouts.statements.naming import Naming
from readouts.statements.passages import outermost, passages

if TYPE_CHECKING:
    from spacy.tokens import Token

Needs = Literal["", "to", "to-act", "to-thing", "means", "thing", "act", "invitation", "attendance"]

_FILE = "statements/data/commitments.csv"
_COLUMNS = ["word", "pos", "kind", "needs"]
_THINGS = frozenset(
    {
        "invitation",
        "invite",
        "offer",
        "proposal",
        "request",
        "call",
        "plan",
        "deal",
        "meeting",
        "visit",
        "talk",
        "summit",
        "overture",
        "idea",
        "demand",
        "ultimatum",
        "term",
        "condition",
        "compromise",
        "something",
        "it",
        "that",
        "this",
    }
)
_ACTS = frozenset(
    {"meeting", "visit", "talk", "summit", "call", "negotiation", "contact", "trip", "dialogue", "conversation"}
)
_PAUSES = frozenset({"ceasefire", "truce", "pause", "halt", "armistice", "exchange", "swap", "release", "withdrawal"})
_MEANS = frozenset(
    {
        "investment",
        "aid",
        "support",
        "help",
        "assistance",
        "fund",
        "funding",
        "money",
        "loan",
        "grant",
        "euro",
        "dollar",
        "pound",
    }
)
# "declined to comment": nothing was asked that would bind
_MERE_WORDS = frozenset(
    {
        "comment",
        "elaborate",
        "say",
        "answer",
        "discuss",
        "name",
        "identify",
        "respond",
        "specify",
        "disclose",
        "confirm",
    }
)
_DENY = frozenset({"deny", "dispute"})
_ATTENDANCE = frozenset({"attendance", "participation", "presence", "visit"})
_SPEAKERS = frozenset({"person", "office", "body", "unnamed", "paper"})
_FLIPPED: dict[CommitmentKind, CommitmentKind] = {"promise": "refusal", "acceptance": "refusal"}


@dataclass(frozen=True, slots=True)
class CommitmentWord:
    """A verb or noun that binds somebody; `needs` says what must hang on it for it to count.

    to: an infinitive or a clause; thing: an invitation, an offer and the like; act: a meeting, a visit and the like;
    to-act, to-thing: one of these behind "to"; means: money or help; invitation, attendance: just that.
    """

    word: str
    pos: Literal["verb", "noun"]
    kind: CommitmentKind
    needs: Needs


@cache
def load_commitment_words() -> tuple[CommitmentWord, ...]:
    """The rows of `data/commitments.csv`; KnowledgeError with line and remedy where one is wrong."""
    return read_commitment_words(resources.files("readouts").joinpath(_FILE).read_text(encoding="utf-8"), _FILE)


def read_commitment_words(source: str, name: str) -> tuple[CommitmentWord, ...]:
    """The rows of such a file (CSV with the columns word, pos, kind, needs), each one checked."""
    rows = csv.DictReader(io.StringIO(source))
    if rows.fieldnames != _COLUMNS:
        raise KnowledgeError(f"{name}: line 1: columns must be {', '.join(_COLUMNS)}")
    words: list[CommitmentWord] = []
    for line, row in enumerate(rows, start=2):
        word, pos, kind, needs = (str(row[column] or "").strip() for column in _COLUMNS)
        if not word or word != word.lower():
            raise KnowledgeError(f"{name}: line {line}: word {word!r} must be in lower case")
        for column, value, allowed in (
            ("pos", pos, ("verb", "noun")),
            ("kind", kind, get_args(CommitmentKind)),
            ("needs", needs, get_args(Needs)),
        ):
            if value not in allowed:
                raise KnowledgeError(f"{name}: line {line}: {column} {value!r} must be one of {', '.join(allowed)}")
        words.append(CommitmentWord(word, pos, kind, needs))  # type: ignore[arg-type]
    return tuple(words)


@cache
def _gate() -> re.Pattern[str]:
    """A crude look at the text: a stem of one of the words stands in the sentence."""
    stems = sorted({row.word.split()[0][:5].removesuffix("e") for row in load_commitment_words()})
    return re.compile(rf"\b(?:{'|'.join(stems)}|swor|took|taken|sent)", re.IGNORECASE)


def commitments(
    document: Document, sentences: Iterable[int] | None = None, dated: Sequence[TimeExpression] = ()
) -> tuple[Commitment, ...]:
    """Who promises, invites, accepts or refuses what, in text order.

    `sentences` are numbers of the document's sentences to look at (all that hold a word of binding where None);
    `dated` the time expressions of the text, of which the first inside a commitment dates it.  "Xi invited Macron to
    visit Beijing in May": an invitation by Xi Jinping to Emmanuel Macron.
    """
    finer = refine(document)
    naming = Naming(Cast(finer, [p.outer for p in outermost(passages(document.text))]))
    found: list[Commitment] = []
    for number in _wanted(document, finer, sentences):
        parsed = finer.parsed(number)
        for token in parsed.doc:
            row = _row(token)
            if row is not None:
                found += _commitment(parsed, number, token, row, naming, dated)
    return tuple(sorted(_widest(found), key=lambda c: c.span))


def _wanted(document: Document, finer: Document, sentences: Iterable[int] | None) -> list[int]:
    spans = [s.span for s in finer.sentences] if sentences is None else [document.sentences[n].span for n in sentences]
    numbers = {n for s in spans for n in range(finer.sentence_at(s.start), finer.sentence_at(s.end - 1) + 1)}
    return sorted(n for n in numbers if _gate().search(finer.sentences[n].span.of(document.text)))


def _row(token: Token) -> CommitmentWord | None:
    """The row whose word and needs a token meets."""
    pos = {"VERB": "verb", "NOUN": "noun"}.get(token.pos_)
    if pos is None:
        return None
    particle = child(token, "prt")
    word = token.lemma_.lower() + (f" {particle.lower_}" if particle is not None else "")
    return next((row for row in _rows_of().get((pos, word), ()) if _meets(token, row.needs)), None)


@cache
def _rows_of() -> dict[tuple[str, str], list[CommitmentWord]]:
    """The rows of each word, in their order."""
    rows: dict[tuple[str, str], list[CommitmentWord]] = {}
    for row in load_commitment_words():
        rows.setdefault((row.pos, row.word), []).append(row)
    return rows


def _meets(token: Token, needs: Needs) -> bool:
    if token.head.lemma_ in _DENY and token.dep_ in ("ccomp", "pcomp", "xcomp"):
        return False
    thing = child(token, "dobj", "nsubjpass")
    if thing is None and token.dep_ == "relcl":
        thing = token.head
    noun = thing.lemma_.lower() if thing is not None else ""
    if needs == "to":
        bound = _bound(token)
        # "commitment to close cooperation": an adjective that the parse takes for a verb
        return (
            bound is not None
            and bound.lemma_ not in _MERE_WORDS
            and not (token.pos_ == "NOUN" and bound.lemma_ == "close")
        )
    if needs in ("to-act", "to-thing"):
        return _agreed_to(token, needs)
    if needs == "means":
        return thing is not None and (noun in _MEANS or any(t.tag_ == "$" for t in thing.subtree))
    if needs == "thing":
        return noun in _THINGS
    if needs == "act":
        return noun in _ACTS or child(token, "pcomp", "xcomp") is not None
    if needs == "invitation":
        return noun in ("invitation", "invite")
    if needs == "attendance":
        return noun in _ATTENDANCE
    return token.pos_ != "NOUN" or owner(token) is not None or token.dep_ in ("dobj", "pobj", "nsubj")


def _agreed_to(token: Token, needs: Needs) -> bool:
    """ "agreed to talks", "agreed to the plan", "the plan agreed to by them"."""
    preposition = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    if preposition is None or child(preposition, "pcomp") is not None:
        return False
    thing = child(preposition, "pobj")
    noun = thing.lemma_.lower() if thing is not None else token.head.lemma_.lower() if token.dep_ == "acl" else ""
    return noun in (_ACTS | _PAUSES) if needs == "to-act" else noun in _THINGS


def _bound(token: Token) -> Token | None:
    """What somebody binds themselves to: an infinitive, or a clause with "that"."""
    for c in token.children:
        infinitive = any(a.lower_ == "to" and a.dep_ == "aux" for a in c.children)
        clause = c.dep_ == "ccomp" or (infinitive and c.dep_ in ("xcomp", "acl", "advcl"))
        gerund = c.dep_ == "prep" and c.lower_ == "to" and child(c, "pcomp") is not None
        if c.i > token.i and (clause or gerund):
            return c
    return None


def _commitment(
    parsed: Parsed, number: int, token: Token, row: CommitmentWord, naming: Naming, dated: Sequence[TimeExpression]
) -> Iterator[Commitment]:
    by, to = _parties(token, row)
    names = [_names(parsed, number, who, naming) for who in (by, to)]
    if not names[0] and not names[1] and not _somebody(token, by):
        return
    if row.kind == "invitation" and negated(token):
        return
    kind = _FLIPPED.get(row.kind, row.kind) if row.pos == "verb" and negated(token) else row.kind
    places = [t.i for who in (by, to, _bound(token)) if who is not None for t in who.subtree]
    places += [
        token.i,
        *(
            t.i
            for c in token.children
            if c.dep_ in ("nsubjpass", "dobj", "prt", "neg", "dative", "prep", "pcomp", "xcomp")
            for t in c.subtree
        ),
    ]
    span = Span(parsed.spans[min(places)].start, parsed.spans[max(places)].end)
    text = naming.text[span.start : span.end].rstrip(" .,;:")
    span = Span(span.start, span.start + len(text))
    yield Commitment(kind=kind, by=names[0], to=names[1], text=text, span=span, date=_date(span, dated))


def _parties(token: Token, row: CommitmentWord) -> tuple[Token | None, Token | None]:
    """Who binds and who is bound or asked."""
    passive = child(token, "nsubjpass")
    agent = child(token, "agent")
    by = child(agent, "pobj") if agent is not None else None
    if row.pos == "noun":
        whose = owner(token)
        # "renewed his invitation to Smith": "to" may hang on the verb
        asked = _behind(token, "to", "for") or (_behind(token.head, "to") if token.dep_ == "dobj" else None)
        return whose if whose is not None else child(token, "compound", "nmod"), asked
    if row.kind == "invitation" and row.word == "invite":
        return (by, passive) if passive is not None else (subject(token), child(token, "dobj"))
    who = by if passive is not None else subject(token)
    thing = child(token, "dobj", "nsubjpass")
    if row.needs == "to-thing" and by is None and agent is None:
        behind = _behind(token, "by")
        who = behind if behind is not None else who
    whose = owner(thing) if thing is not None else None
    if row.kind == "invitation" and thing is not None:
        return who, child(token, "dative") or _behind(token, "to") or _behind(thing, "to", "for")
    return who, whose if whose is not None else _behind(thing, "from", "by") if thing is not None else _hearer(token)


def _somebody(token: Token, by: Token | None) -> bool:
    """Whether somebody is bound whom the text does not name: "we agreed to", "it was agreed to", "thank you for"."""
    if token.pos_ == "NOUN":
        return any(above.lemma_ in ("thank", "grateful", "appreciate") for above in token.ancestors)
    passive = child(token, "nsubjpass")
    if passive is not None:
        return passive.lower_ == "it" and token.lemma_ == "agree"
    return by is not None and (by.lower_ in ("we", "they", "i", "he", "she", "both") or by.tag_ == "NNS")


def _hearer(token: Token) -> Token | None:
    found = child(token, "dobj", "dative")
    return found if found is not None and token.lemma_ in ("promise", "assure", "guarantee") else None


def _behind(token: Token | None, *words: str) -> Token | None:
    for c in token.children if token is not None else ():
        if c.dep_ in ("prep", "dative", "agent") and c.lower_ in words:
            return child(c, "pobj")
    return None


def _names(parsed: Parsed, number: int, token: Token | None, naming: Naming) -> tuple[str, ...]:
    """The names of a party and those joined to it; none where nobody who can bind is meant."""
    if token is None:
        return ()
    joined = [token, *(c for c in token.children if c.dep_ == "conj" and c.i > token.i)]
    named = [naming.name(parsed, number, t.i, phrase(parsed, t)) for t in joined]
    return tuple(dict.fromkeys(n.name for n in named if n.sort in _SPEAKERS))


def _date(span: Span, dated: Sequence[TimeExpression]) -> ContactDate | None:
    for time in dated:
        if span.covers(time.span) and time.earliest and time.latest:
            return ContactDate(
                earliest=time.earliest,
                latest=time.latest,
                text=time.text,
                span=time.span,
                rule=time.rule,
                basis="relative",
            )
    return None


def _widest(found: Sequence[Commitment]) -> list[Commitment]:
    """ "accepted the invitation": the acceptance, not the invitation inside it; of the same span and kind one."""
    kept: list[Commitment] = []
    for one in sorted(found, key=lambda c: (c.span.start - c.span.end, c.span, c.kind != "refusal", c.kind)):
        if not any(other.span.covers(one.span) for other in kept):
            kept.append(one)
    return kept
