"""Words cut run by run are those that the model's tokenizer makes of the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readouts.language.parsing import model
from readouts.language.words import Words

PIECES = [
    "",
    " ",
    "a ",
    " said that ",
    "He didn't go; U.S.-led talks, e.g. in St. Gallen (10:30 a.m.), cost $5bn…",
    "two  spaces",
    "a\u00a0b c\n",
    "https://a.example/path?" + "x" * 60 + " said",
    "for ''us,'' and ''them'', he said :) (so: ;-)",
    "“We’ll see,” she said—twice. :-)",
]
SIGNS = st.text(st.sampled_from("abcXY z  .,'’-—()“”:/5$\u00a0\n"), max_size=30)


def cut(piece: str) -> list[tuple[str, str]]:
    return [(token.text, token.whitespace_) for token in model().make_doc(piece)]


@pytest.mark.parametrize("piece", PIECES)
def test_words_are_the_tokenizers(piece: str) -> None:
    words = Words(model())
    assert words.of(piece) == words.of(piece) == cut(piece)


@given(st.lists(SIGNS, max_size=4).map(" ".join))
def test_words_are_the_tokenizers_whatever_the_text(piece: str) -> None:
    assert Words(model()).of(piece) == cut(piece)
