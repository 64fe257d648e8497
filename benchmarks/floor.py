"""What far simpler ways find in the same texts: `python benchmarks/floor.py`; docs/accuracy.md has the table.

**Floor**: a contact of every sentence in which two leaders of two states stand together with a word for a contact; the
word gives the channel, every contact was held, none has a date. **Petrarch-style**: an event of every verb for a
contact ("hold talks" too) with an actor as its subject and another as its object or behind *with*, *to*, *from*, by the
whole sentence's dependency parse; *will*, *plans to* and the like make it announced, a negation drops it. So code the
programs of the PETRARCH line, which cannot be run here: `pip index versions` finds none of petrarch, petrarch2,
petrarch3 and universalpetrarch on PyPI, their source is to be had from its repositories only, and they want
constituency parses (the last one: universal dependencies) made with Stanford's programs. This is a small coder in their
manner.

Both are given what took us most of the work: who is who on the day, which words name a contact, and the sentences.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from readouts.knowledge import Knowledge, load
from readouts.language.document import Document, parse_together
from readouts.language.mentions import Mention
from readouts.language.parsing import Parsed
from readouts.model import Article
from readouts.reports import triggers
from readouts.reports.grammar import behind, children, objects
from readouts.score import GoldArticle, Retrieval, Table, read_gold_file, read_predictions, score
from readouts.sources import Failure, Options, read

if TYPE_CHECKING:
    from spacy.tokens import Token

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED") or ROOT.parent / "shared")
WORDS_OF_FUTURE = ("will", "shall", "would", "to")
INTENT = ("plan", "expect", "agree", "schedule", "intend", "set", "prepare", "hope", "want", "due")
ROWS = ("contacts found", "contacts exact", "main contacts found", "channel", "status", "participants", "date")
EMPTY = "texts without a contact left empty"


@dataclass(frozen=True, slots=True)
class Pair:
    """A contact as the simple ways have it: two people, a channel, a status, and the sentence."""

    people: tuple[Mention, Mention]
    channel: str
    status: str
    sentence: int


Way = Callable[[Document], Iterator[Pair]]


def floor(document: Document) -> Iterator[Pair]:
    """Every two leaders of two states in a sentence that holds a word for a contact."""
    forms = {form: t.channel for t in _words() for form in triggers.forms(t.lemma)}
    for number, sentence in enumerate(document.sentences):
        words = [word.strip(".,;:!?\"'“”‘’()").lower() for word in sentence.span.of(document.text).split()]
        channel = next((forms[word] for word in words if word in forms), None)
        people = [m for m in document.mentions_of(number) if _is_leader(m)]
        if channel:
            for one, other in combinations(people, 2):
                if one.state != other.state:
                    yield Pair((one, other), channel, "held", number)


def petrarch_style(document: Document) -> Iterator[Pair]:
    """Every verb for a contact with an actor before it and another behind it, of another state."""
    table = triggers.load()
    for number in range(len(document.sentences)):
        parsed = document.parsed(number)
        for token in parsed.doc:
            word = table.verbs.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
            noun = table.nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
            verb = token if word else token.head if noun and token.dep_ in ("dobj", "pobj") else None
            found = word or noun
            if verb is None or found is None or any(c.dep_ == "neg" for c in verb.children):
                continue
            sources = _actors(children(verb, "nsubj"), parsed)
            targets = _actors([*objects(verb), *behind(verb, _TO), *behind(token, _TO)], parsed)
            for one in sources:
                for other in [t for t in targets if t.state != one.state] or [
                    s for s in sources if s.state != one.state
                ]:
                    yield Pair((one, other), found.channel, "announced" if _intended(verb) else "held", number)


_TO = ("with", "to", "from", "between")


def _actors(tokens: Sequence[Token], parsed: Parsed) -> list[Mention]:
    """Whoever has a state: people, offices, states, delegations."""
    joined = [j for t in tokens for j in (t, *t.conjuncts)]
    return list({m.span: m for t in joined for m in parsed.mentions_at(t) if m.state and m.acts != "no"}.values())


def _intended(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in WORDS_OF_FUTURE for c in verb.children) or verb.head.lemma_ in INTENT


def _words() -> list[triggers.Trigger]:
    table = triggers.load()
    return [*table.verbs.values(), *table.nouns.values()]


def _is_leader(mention: Mention) -> bool:
    return mention.kind in ("person", "office") and mention.state is not None and mention.acts != "no"


def code(articles: Sequence[Article], way: Way, knowledge: Knowledge) -> Iterator[dict[str, object]]:
    """What a way says of articles, in the exchange format as far as it is scored; one contact a pair and channel."""
    documents = [Document(article, knowledge) for article in articles]
    if way is petrarch_style:
        parse_together([(d, range(len(d.sentences))) for d in documents])
    for document in documents:
        pairs: dict[tuple[frozenset[str], str], Pair] = {}
        for pair in way(document):
            key = (frozenset(person.name for person in pair.people), family_of(pair.channel))
            pairs.setdefault(key, pair)
        first = min((pair.sentence for pair in pairs.values()), default=0)
        yield {
            "article": {"id": document.article.id, "source": document.article.source},
            "contacts": [_contact(pair, document, pair.sentence == first) for pair in pairs.values()],
        }


def family_of(channel: str) -> str:
    """Calls, or all that is in person."""
    return "call" if channel.endswith("call") else "message" if channel == "message" else "person"


def _contact(pair: Pair, document: Document, main: bool) -> dict[str, object]:
    return {
        "participants": [{"name": p.name, "state": p.state, "kind": p.kind} for p in pair.people],
        "channel": pair.channel,
        "status": pair.status,
        "main": main,
        "evidence": [list(document.sentences[pair.sentence].span)],
    }


def news(half: str) -> tuple[tuple[GoldArticle, ...], list[Article]]:
    """The hand-coded news of one half, and its articles."""
    gold = read_gold_file(SHARED / "gold" / "dev.jsonl", half)
    wanted = {name for article in gold for name in article.names}
    paths = [str(SHARED / "corpora" / name) for name in ("feed.jsonl", "articles.jsonl")]
    inputs = [one for one in read(paths, Options()) if not isinstance(one, Failure)]
    return gold, [one.article for one in inputs if one.article.id in wanted]


def tables(half: str, knowledge: Knowledge) -> dict[str, Table]:
    """The figures of both ways on one half of the news."""
    gold, articles = news(half)
    ways: dict[str, Way] = {"floor": floor, "petrarch-style": petrarch_style}
    return {name: score(gold, read_predictions(code(articles, way, knowledge))) for name, way in ways.items()}


def main() -> None:
    """Print the figures of both halves."""
    knowledge = load()
    for half in ("open", "check"):
        for name, table in tables(half, knowledge).items():
            print(f"{name}, {half}")
            for row in (*ROWS, EMPTY):
                value = table.rows[row]
                told = f"F1 {value.f1}, {value.precision}, {value.recall}" if isinstance(value, Retrieval) else value
                print(f"  {row}: {told}")


if __name__ == "__main__":
    main()
