"""Passages in quotation marks: what is found, what it looks like; a stray mark spoils only its own paragraph."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readouts.statements import passages
from readouts.statements.passages import outermost

FOUND = [
    ("straight", 'He said: "We agree." She nodded.', ["We agree."]),
    ("curly", "He said: “We agree.” She nodded.", ["We agree."]),
    ("broken", '"We agree," he said, "on all of it."', ["We agree,", "on all of it."]),
    ("curly opened, straight closed", 'He called it “a start" and left.', ["a start"]),
    ("straight opened, curly closed", 'He called it "a start” and left.', ["a start"]),
    ("single marks of a headline", "Minister calls talks 'frank and long'", ["frank and long"]),
    ("curly single marks", "Minister: ‘We won’t wait’ for reply", ["We won’t wait"]),
    (
        "single marks around apostrophes",
        "'We don't want the ministers' jobs,' she said.",
        ["We don't want the ministers' jobs,"],
    ),
    ("possessive only", "The ministers' meeting and the leaders' dinner were short.", []),
    ("possessive behind a passage", "It was a 'short visit' after the leaders' dinner.", ["short visit"]),
    ("passage that ends in s before a word", "They signed a 'no limits' pact.", ["no limits"]),
    ("decades and clipped words", "In the '90s they told 'em to go, rock 'n' roll style.", []),
    ("inches", 'The plate was 12" wide. "It fits," he said.', ["It fits,"]),
    ("german marks", "Er sagte „wir kommen“ und ging.", ["wir kommen"]),
    ("angle marks", "Il a dit « nous venons » hier.", ["nous venons"]),
    ("space behind the opening mark", "She wrote: “ We come in peace,” and left.", ["We come in peace,"]),
    (
        "paragraphs lost, opened again",
        'He said: "It is late. "We must go now." They went.',
        ["It is late.", "We must go now."],
    ),
    ("stray closing mark", 'They left early." Then he said: "Fine."', ["Fine."]),
    ("full stop behind the mark", 'It was "very useful". "We go on," she said.', ["very useful", "We go on,"]),
    ("nothing between", 'An empty "" pair and "..." dots.', []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_finds_outermost_passages(text: str, expected: list[str]) -> None:
    assert [p.span.of(text) for p in outermost(passages(text))] == expected


def test_nested_passages_follow_the_one_that_holds_them() -> None:
    text = "\"They asked, 'Why now?' and left,\" he said."
    assert [(p.depth, p.span.of(text)) for p in passages(text)] == [
        (0, "They asked, 'Why now?' and left,"),
        (1, "Why now?"),
    ]


def test_double_marks_inside_single_ones() -> None:
    text = "'He told me \"no\" twice,' she said."
    assert [(p.depth, p.span.of(text)) for p in passages(text)] == [(0, 'He told me "no" twice,'), (1, "no")]


def test_runs_over_paragraphs() -> None:
    text = 'He said: "First this.\n\n"Then that," and left.'
    found = passages(text)
    assert [(p.span.of(text), p.closed, p.continues) for p in found] == [
        ("First this.", False, False),
        ("Then that,", True, True),
    ]


def test_a_stray_mark_spoils_only_its_paragraph() -> None:
    text = 'A 5" stray and an "unclosed word here\n\n"We agree," he said.\n\nShe said "yes".'
    assert [p.span.of(text) for p in passages(text)][-2:] == ["We agree,", "yes"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "The two ministers spoke for an hour about grain and about the ships",
        'that carry it, and the host said afterwards that "the first cargo of',
        "the year may leave within days if the weather holds and the insurers",
        'agree to the terms" which were sent to them at the end of last week.',
        "Nobody else was present in the room while the two of them did speak.",
    ]
    text = "\n".join(lines)
    assert [p.span.of(text)[:16] for p in passages(text)] == ["the first cargo "]


LOOKS = [
    ('He said "we will go on with the talks" today.', "speech"),
    ('She called it "a mistake", no more.', "speech"),
    ('The so-called "experts" met.', "word"),
    ('He wrote the novel "War and Rain" at home.', "title"),
    ('The "tough" meeting went on.', "scare"),
    ('The group "Friends of Rain" met.', "title"),
]


@pytest.mark.parametrize(("text", "looks"), LOOKS)
def test_looks(text: str, looks: str) -> None:
    (passage,) = passages(text)
    assert passage.looks == looks


@given(st.text(alphabet=st.sampled_from(list("ab .,\n\"'“”‘’«»„s5:-—")), max_size=80))
def test_passages_hold_together_whatever_the_marks(text: str) -> None:
    found = passages(text)
    for passage in found:
        assert passage.outer.covers(passage.span)
        assert 0 <= passage.outer.start < passage.outer.end <= len(text)
        assert passage.span.of(text) == passage.span.of(text).strip() != ""
    flat = outermost(found)
    for left, right in itertools.pairwise(flat):
        assert left.outer.end <= right.outer.start
    assert found == passages(text)
