"""Texts whose quotation marks are lost, doubled, swapped: whatever is read keeps to the text and to its order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.statements import find, passages

TEXT = (
    "“We will wait,” Macron told Le Monde. “It is 'late',” he added.\n\n"
    'Scholz: "No comment." He didn\'t say, according to the Kremlin, that "talks" had failed.'
)
MARKS = [place for place, letter in enumerate(TEXT) if letter in "\"'“”"]
CHANGES = st.dictionaries(
    st.sampled_from(MARKS), st.sampled_from(["", '"', "''", "“", "”“", "‘", "’’", "«", "\n", '"\n\n"']), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_changed_marks_break_nothing(changes: dict[int, str]) -> None:
    text = "".join(changes.get(place, letter) for place, letter in enumerate(TEXT))
    found = find(text)
    assert [one.content for one in found] == sorted(one.content for one in found)
    for one in found:
        assert one.content
        for span in (*one.content, *one.quoted, *(link.span for link in one.via)):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
        assert all(a.end <= b.start for a, b in pairwise(one.content))
        assert all(any(part.covers(quoted) for part in one.content) for quoted in one.quoted)
        assert one.speaker is None or one.speaker.name.strip()
    for passage in passages(text):
        assert passage.outer.covers(passage.span)
        assert passage.outer.end <= len(text)
