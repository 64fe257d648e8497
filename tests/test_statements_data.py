"""The data files of the statements: what is shipped is sound, what is wrong names file, place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readouts.errors import KnowledgeError
from readouts.statements.called import load_called, read_called
from readouts.statements.commitments import load_commitment_words, read_commitment_words
from readouts.statements.marks import load_marks, read_marks
from readouts.statements.media import load_media, read_media
from readouts.statements.plausible import load_weights, plausibility, read_weights
from readouts.statements.speechlike import load_marked_words, read_marked_words
from readouts.statements.topics import find_topics, load_topics, read_topics
from readouts.statements.vocabulary import cues_for, load_cues, read_cues


def test_what_is_shipped_loads() -> None:
    assert len(load_cues()) > 500
    assert load_marks().lean["“"] == ("double", "open")
    assert load_marked_words().title_before.search("the novel ")
    assert load_media().platform.search("wrote on X")
    assert {row.kind for row in load_commitment_words()} == {"promise", "invitation", "acceptance", "refusal"}
    assert load_called().particles >= {"von", "de"}
    assert 0 < load_weights().threshold < 1
    assert len({row.label for row in load_topics()}) == len(load_topics()) > 15


def test_no_given_name_is_of_both() -> None:
    assert not load_called().male_names & load_called().female_names


HEAD = "lemma,pos,kind,frames\n"
WRONG: list[tuple[str, Callable[[str, str], object], str, str]] = [
    ("columns of cues", lambda s, n: list(read_cues(s, n)), "lemma,kind\nsay,say\n", "f: line 1: columns"),
    ("capital", lambda s, n: list(read_cues(s, n)), HEAD + "Say,verb,say,clause\n", "f: line 2: lemma 'Say'"),
    ("part of speech", lambda s, n: list(read_cues(s, n)), HEAD + "say,word,say,clause\n", "f: line 2: pos 'word'"),
    ("kind", lambda s, n: list(read_cues(s, n)), HEAD + "say,verb,talk,clause\n", "f: line 2: kind 'talk'"),
    ("frames", lambda s, n: list(read_cues(s, n)), HEAD + "say,verb,say,sentence\n", "f: line 2: frames 'sentence'"),
    ("twice", lambda s, n: list(read_cues(s, n)), HEAD + 2 * "say,verb,say,clause\n", "f: line 3: say"),
    ("no marks", read_marks, 'double_open = ["“"]', "f: 'double_close'"),
    ("no phrases", read_marked_words, "title_before = []", "f: 'title_before'"),
    ("no media", read_media, 'platforms = "X"', "f: 'platforms'"),
    ("capital among people", read_called, 'honorifics = ["Mr"]', "f: 'honorifics'"),
    ("topic without words", read_topics, '[[topic]]\nlabel = "a"\ndefinition = "b"\nwords = []', r"f: topic 1 \(a\)"),
    ("no topic", read_topics, "", "f: has no"),
    ("binding word", read_commitment_words, "word,pos,kind,needs\nvow,verb,oath,to\n", "f: line 2: kind 'oath'"),
    ("threshold", read_weights, '{"threshold": 2.0, "weights": {}}', "f: 'threshold'"),
    ("weights", read_weights, '{"threshold": 0.5, "weights": {"a": "b"}}', "f: 'weights'"),
]


@pytest.mark.parametrize(("read", "source", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_names_place_and_remedy(read: Callable[[str, str], object], source: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read(source, "f")


def test_cues_by_lemma() -> None:
    assert {cue.kind for cue in cues_for("call", "verb")} >= {"call", "urge"}
    assert cues_for("sing", "verb") == ()
    assert "for" in next(cue for cue in cues_for("call", "verb") if cue.kind == "say").prepositions


def test_plausibility_is_a_likelihood() -> None:
    assert plausibility([]) == 0.5
    assert plausibility(["word=say", "rule=frame.clause", "kind=say"]) > plausibility(
        ["word=enjoy", "rule=frame.object"]
    )


TOPICS = [
    ("They spoke about sanctions and gas prices.", ["sanctions", "energy"]),
    ("A ceasefire and the release of hostages.", ["war and ceasefire", "hostages and prisoners"]),
    ("Toward the reward.", []),
    ("They signed a tariff deal on semiconductors.", ["trade and tariffs", "technology and space"]),
]


@pytest.mark.parametrize(("text", "labels"), TOPICS)
def test_topics(text: str, labels: list[str]) -> None:
    found = find_topics(text)
    assert [topic.label for topic in found] == labels
    assert all(topic.span.of(text).strip() for topic in found)
