"""What is made faster finds the same: each short cut beside the plain way, in tables and generated texts."""

from __future__ import annotations

import gc
import html
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, product

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from readouts.exchange import encode
from readouts.knowledge import load
from readouts.language import atoms, parsing, sentences, titles
from readouts.language.attributes import COMPONENTS, Attributes
from readouts.language.document import Document
from readouts.language.markup import visible
from readouts.language.vectors import Hidden, Vectors, hasten, hasten_parser
from readouts.model import Article, Published
from readouts.reports import read_article, read_articles, triggers
from readouts.reports.pages import may_tell, worth_reading
from readouts.sources import Loaded, Page, make_article
from readouts.statements.topics import find_topics, load_topics
from readouts.times import phrases
from test_examples import TEXTS

EXAMPLES = sorted(TEXTS.items())
SENTENCES = [one.span.of(text) for _, text in EXAMPLES for one in sentences.split(text)][::3]
DAY = date(2022, 3, 1)
PIECES = (
    "Emmanuel Macron", "Olaf Scholz", "Xi Jinping", "Mr Brown", "May", "France", "the German chancellor", "Berlin",
    "the Kremlin", "NATO", "met", "called", "talks", "a visit", "spoke with", "he", "they", "the two leaders", "both",
    "President", "prime minister", "on Monday", "rain", "of the match", "his counterpart", ".", ",", "\n\n", "\n\n",
)  # fmt: skip
NAMES_OF_DAYS = (
    "Christmas", "last", "this", "Easter", "Easter Monday,", "next", "Eid al-Fitr", "2024", "of 2023", "rain",
    "New Year", "last last", "Ash Wednesday", "May", "Day", "St. Patrick’s Day", "Ukraine", "İ", "state",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join)


def vectors() -> Vectors:
    made = hasten(parsing.model())
    if made is None:
        pytest.skip("on this machine the model makes its own vectors")
    return made


def test_vectors_are_those_of_the_model() -> None:
    docs = [parsing.model().make_doc(text) for text in SENTENCES]
    own = parsing.model().get_pipe("tok2vec").predict(docs)  # type: ignore[attr-defined]
    for mine, theirs in zip(vectors().of(docs), own, strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-4)


def test_vectors_of_a_sentence_do_not_depend_on_others() -> None:
    docs = [parsing.model().make_doc(text) for text in SENTENCES[:60]]
    together, made = vectors().of(docs), vectors()
    assert all(np.array_equal(rows, made.of([doc])[0]) for rows, doc in zip(together, docs, strict=True))


def test_what_the_parser_makes_of_a_word_is_its_own_and_does_not_depend_on_others() -> None:
    plain = spacy.load(parsing.MODEL, exclude=["ner"])
    node = plain.get_pipe("parser").model.get_ref("lower")  # type: ignore[attr-defined]
    words = np.random.default_rng(8).standard_normal((301, 64)).astype(np.float32)
    own = node.predict(words)
    if not hasten_parser(plain):
        pytest.skip("on this machine the parser multiplies by itself")
    made = node.predict(words)
    np.testing.assert_allclose(made, own, atol=1e-4)
    alone = Hidden(node)
    assert all(np.array_equal(made[at + 1], alone.of(words[at : at + 1])[1]) for at in range(len(words)))


def test_parses_are_those_of_the_model_as_it_comes() -> None:
    plain = spacy.load(parsing.MODEL, exclude=["ner"])
    document = Document(make_article("\n\n".join(SENTENCES[:80]), source="x"), load())
    document.parse(range(len(document.sentences)))
    for number in range(len(document.sentences)):
        fast = document.parsed(number).doc
        words = Doc(plain.vocab, words=[t.text for t in fast], spaces=[bool(t.whitespace_) for t in fast])
        for doc in plain.pipe([words], disable=COMPONENTS):
            assert [(t.tag_, t.dep_, t.head.i) for t in doc] == [(t.tag_, t.dep_, t.head.i) for t in fast]


KINDS = list(
    product(
        ("but", "it", "I", "have", "talks", "visiting", "Paris", "that", "to", "met", "better", "this"),
        ("CC", "PRP", "VBP", "NNS", "VBG", "NNP", "WDT", "TO", "VBD", "JJR", "IN", "DT"),
        ("nsubj", "dobj", "pobj", "aux", "mark", "advmod", "ROOT", "det", "conj", "amod", "npadvmod", "prep"),
    )
)


@pytest.mark.parametrize("kinds", [KINDS[at::12] for at in range(12)])
def test_attributes_are_those_of_the_components(kinds: Sequence[tuple[str, str, str]]) -> None:
    nlp = spacy.load(parsing.MODEL, exclude=["ner"])
    attributes = Attributes(parsing.model())
    for word, tag, relation in kinds:
        rows = {"words": [word, "."], "tags": [tag, "."], "deps": [relation, "punct"], "heads": [0, 0]}
        plain = Doc(nlp.vocab, **rows)  # type: ignore[arg-type]
        for name in COMPONENTS:
            plain = nlp.get_pipe(name)(plain)
        [fast] = attributes.fill([Doc(parsing.model().vocab, **rows)])  # type: ignore[arg-type]
        assert (fast[0].pos_, str(fast[0].morph), fast[0].lemma_) == (
            plain[0].pos_, str(plain[0].morph), plain[0].lemma_,
        ), (word, tag, relation)  # fmt: skip


@given(texts)
def test_titles_are_found_where_the_pattern_finds_them(text: str) -> None:
    table = titles.load()
    assert [m.span() for m in atoms._titles(text, table)] == [m.span() for m in table.pattern.finditer(text)]


@given(texts)
def test_atoms_do_not_overlap(text: str) -> None:
    found = atoms.find(text, load())
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(texts)
@settings(deadline=None)
def test_what_passes_by_sentences_passes_by_blocks(text: str) -> None:
    gate = triggers.load().gate
    document = Document(Article(id="a", sha256="a", source="a", text=text), load())
    if gate.first(document):
        assert gate.passes([block for block in text.split("\n\n") if block.strip()], load())


def page_of(text: str) -> Page:
    """A page with a text, its paragraphs marked up, among scripts and menus."""
    title, *rest = [html.escape(part) for part in text.split("\n") if part.strip()]
    body = "".join(f"<p>{part}</p>" for part in rest)
    markup = (
        f"<html><head><title>{title}</title><script>met('France','China')</script></head><body>"
        f"<nav><ul><li>World<li>Sport</ul></nav><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return Page(source="page.html", raw=markup.encode())


@pytest.mark.parametrize("name", [name for name, text in EXAMPLES if "\n" in text.strip()])
def test_no_page_that_tells_is_passed_over(name: str) -> None:
    page = page_of(TEXTS[name])
    loaded = page.article()
    if isinstance(loaded, Loaded) and read_article(loaded.article, load()).contacts:
        assert worth_reading(page, load())


BLOCKS = [
    ("<p>Ms <b>Doe</b>&rsquo;s\n call</p>", ["Ms Doe’s call"]),
    ("<p>Xi <a href='/x'>Jin<i>ping</i></a> met</p><p>him</p>", ["Xi Jinping met", "him"]),
    ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
    ("a<br>b<br/>c", ["a b c"]),
    ("<script>if (a<b) met()</script>left", ["left"]),
    ("<SCRIPT>a</SCRIPT>left<!-- <p>met</p> -->", ["left"]),
    ("<script>never ends <p>met</p>", ["never ends", "met"]),
    ('<meta property="og:title" content="A &amp; B"><p>x</p>', ["A & B", "x"]),
    ("İ<style>p{}</style>x", ["İ", "x"]),
    ("", []),
]


@pytest.mark.parametrize(("markup", "blocks"), BLOCKS)
def test_blocks_of_a_page(markup: str, blocks: list[str]) -> None:
    assert visible(markup) == blocks


@given(st.text(alphabet="<>/!-ap script\n&;\"'=İ", max_size=80))
def test_any_markup_has_blocks(markup: str) -> None:
    assert all(block.strip() == block and block for block in visible(markup))


TELLING = [
    ("<p>French President <b>Macron</b> called Xi&nbsp;Jinping.</p>", True),
    ("<h1>Macron</h1><p>The French president met Olaf <em>Scholz</em>.</p>", True),
    ("<p>Macron and Scholz were in Rome.</p><p>Rain fell.</p><p>The two met.</p>", True),
    ("<ul><li>France<li>China<li>Visit us</ul><p>Rain.</p>", False),
    ("<p>Rain is on its way to France.</p>", False),
    ("<script>Macron met Scholz</script>", False),
    ("", False),
]


@pytest.mark.parametrize(("markup", "expected"), TELLING)
def test_pages_that_may_tell(markup: str, expected: bool) -> None:
    assert may_tell(markup, load()) is expected


def test_what_is_no_page_or_no_text_is_left_to_the_reader() -> None:
    assert worth_reading(Page(source="a", raw=b"They met.", kind="plain"), load())


def test_nothing_of_an_article_stays_in_memory() -> None:
    text = '"We met," Emmanuel Macron said after talks with Olaf Scholz in Berlin.\n\nHe spoke with him by phone.'
    held = _documents()
    for number in range(3):
        list(read_articles([make_article(f"{text} {number}", source="x")], load()))
    gc.collect()
    assert _documents() <= held + 1  # the last one may still be bound


def _documents() -> int:
    gc.collect()
    return sum(isinstance(one, Document) for one in gc.get_objects())


def test_a_model_that_knows_too_many_words_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(EXAMPLES[0][1], source="x")
    before, model = encode(read_article(article, load())), parsing.model()
    monkeypatch.setattr(parsing, "MOST_STRINGS", 1)
    assert encode(read_article(article, load())) == before
    assert parsing.model() is not model


def test_a_text_on_another_day_is_parsed_as_if_anew() -> None:
    day = Published(earliest=DAY, latest=DAY, basis="given")
    text = "The French president met the German chancellor in Berlin. They spoke by phone with the US president."
    undated = Document(Article(id="a", sha256="a", source="a", text=text), load())
    undated.parse([0, 1])
    dated = Article(id="a", sha256="a", source="a", text=text, published=day)
    again, anew = undated.redated(dated), Document(dated, load())
    assert again.mentions == anew.mentions
    for number in (0, 1):
        assert [str(token.head) for token in again.parsed(number).doc] == [str(t.head) for t in anew.parsed(number).doc]
        assert again.parsed(number).mentions == anew.parsed(number).mentions


@given(st.lists(st.sampled_from(NAMES_OF_DAYS), max_size=12).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_named_days_are_those_that_trying_everywhere_finds(text: str) -> None:
    _, pattern, _ = phrases._named_days()
    lower = text.lower().replace("\n", " ")
    found = [match.span() for match in phrases._days_in(text, lower, pattern)]
    assert found == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(("name", "text"), EXAMPLES[::4])
def test_topics_are_those_that_trying_every_pattern_finds(name: str, text: str) -> None:
    del name
    found = {}
    for row in load_topics():
        found[row.label] = next((match for match in row.pattern.finditer(text) if match.group("word")), None)
    expected = sorted((match.span(), label) for label, match in found.items() if match)
    assert [(topic.span, topic.label) for topic in find_topics(text)] == expected
