"""Which of many words stand in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readouts.times.needles import find_present

pieces = st.text("abc ", max_size=4)


@given(st.text("abc ", max_size=30), st.sets(pieces, max_size=8))
def test_the_words_found_are_those_that_stand_in_the_text(text: str, needles: set[str]) -> None:
    assert find_present(text, needles) == {needle for needle in needles if needle in text}
