"""What is kept of the last texts."""

from __future__ import annotations

from readouts.times.recent import MOST, keep_recent


def test_what_was_made_of_the_last_texts_is_kept_and_forgotten_by_their_length() -> None:
    made: list[str] = []

    @keep_recent
    def count(text: str) -> int:
        made.append(text[:1])
        return len(text)

    half = MOST // 2
    for text in ("a" * half, "b" * half, "a" * half, "c" * half, "b" * half, "a" * half):
        assert count(text) == half
    assert made == ["a", "b", "c", "a"]


def test_a_text_longer_than_all_that_is_kept_is_kept_itself() -> None:
    made: list[str] = []

    @keep_recent
    def count(text: str) -> int:
        made.append(text[:1])
        return len(text)

    assert [count(text) for text in ("a", "b" * (2 * MOST), "b" * (2 * MOST), "a")] == [1, 2 * MOST, 2 * MOST, 1]
    assert made == ["a", "b", "a"]
