"""Lengths told in hours and minutes, as bounds."""

from __future__ import annotations

import pytest

from readouts.times import durations

ROWS = [
    ("The call lasted more than one and a half hours.", "more than one and a half hours", 90, None),
    ("The call lasted more than one-and-a-half hours.", "more than one-and-a-half hours", 90, None),
    ("They talked for more than 1.5 hours.", "more than 1.5 hours", 90, None),
    ("It took just under three hours.", "just under three hours", None, 180),
    ("It took just over three hours.", "just over three hours", 180, None),
    ("They spoke for 95 minutes.", "95 minutes", 95, 95),
    ("The talks lasted several hours.", "several hours", 120, None),
    ("The talks went on for hours.", "hours", 120, None),
    ("a two-hour call", "two-hour", 120, 120),
    ("a 90-minute conversation", "90-minute", 90, 90),
    ("an hour-long call", "an hour-long", 60, 60),
    ("an hour and a half", "an hour and a half", 90, 90),
    ("half an hour", "half an hour", 30, 30),
    ("an hour and 35 minutes", "an hour and 35 minutes", 95, 95),
    ("1 hour 20 minutes", "1 hour 20 minutes", 80, 80),
    ("two hours and ten minutes", "two hours and ten minutes", 130, 130),
    ("between one and two hours", "between one and two hours", 60, 120),
    ("one to two hours", "one to two hours", 60, 120),
    ("nearly two hours", "nearly two hours", None, 120),
    ("almost two hours", "almost two hours", None, 120),
    ("about an hour", "about an hour", 60, 60),
    ("at least four hours", "at least four hours", 240, None),
    ("up to 45 minutes", "up to 45 minutes", None, 45),
    ("no more than 20 minutes", "no more than 20 minutes", None, 20),
    ("a two-plus hours session", "two-plus hours", 120, None),
    ("two hours or more", "two hours or more", 120, None),
    ("four-and-a-half hours", "four-and-a-half hours", 270, 270),
    ("2½ hours", "2½ hours", 150, 150),
    ("2 1/2 hours", "2 1/2 hours", 150, 150),
    ("two and a half hours", "two and a half hours", 150, 150),
    ("They spoke for a few minutes.", "a few minutes", None, None),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), ROWS)
def test_length_is_bounded(text: str, words: str, low: int | None, high: int | None) -> None:
    assert [(span.of(text), a, b) for span, a, b in durations(text)] == [(words, low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "They spoke two hours ago.",
        "The plane landed three hours later.",
        "a 20-year treaty",
        "They met at 15:00.",
        "after hours",
        "the minutes of the meeting",
        "a two-day visit",
        "the eleventh hour",
    ],
)
def test_no_length(text: str) -> None:
    assert durations(text) == ()
