"""Who reports a sentence: the chain, nearest to the reader first."""

from __future__ import annotations

import pytest

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Article, Span
from readouts.statements import reporters

CHAINS = [
    ("Putin and Xi may speak this week, state news agency TASS said on Monday.", [("TASS", "agency")]),
    (
        "Vedomosti, a Moscow newspaper, reported earlier, citing a diplomatic source, that the Russian and Chinese "
        "presidents would hold talks before spring, reported TASS.",
        [("TASS", "agency"), ("Vedomosti", "outlet"), ("diplomatic source", "anonymous")],
    ),
    ("Putin told Xi that he would come, the Kremlin said.", [("Kremlin", "official"), ("Vladimir Putin", "official")]),
    (
        "Xi will meet Trump in May, a senior official told Reuters.",
        [("Reuters", "agency"), ("senior official", "anonymous")],
    ),
    ("Trump will visit China, according to the White House.", [("White House", "official")]),
    ("Kremlin: Putin to meet Xi next week", [("Kremlin", "official")]),
    ("Putin to meet Xi next week, says Kremlin", [("Kremlin", "official")]),
    ("Putin to meet Xi next week: Kremlin", [("Kremlin", "official")]),
    (
        "Xi and Putin will hold talks, Interfax quoted Peskov as saying.",
        [("Interfax", "agency"), ("Dmitry Peskov", "official")],
    ),
    ("Putin met Xi in Moscow on Friday.", []),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chain_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    document = Document(Article(id="a", sha256="", source="a", text=text), load())
    found = reporters(document, Span(0, len(text)))
    assert [(link.name, link.kind) for link in found] == expected
    for link in found:
        assert link.span.of(text).strip()


def test_chain_of_a_clause_only() -> None:
    text = "Putin met Xi in Moscow, and the Kremlin said Trump would visit Beijing."
    document = Document(Article(id="a", sha256="", source="a", text=text), load())
    clause = Span(text.index("Trump"), len(text) - 1)
    assert [link.name for link in reporters(document, clause)] == ["Kremlin"]
    assert reporters(document, Span(0, 22)) == ()
