"""What holds of time expressions whatever the text and the day."""

from __future__ import annotations

from calendar import month_name
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from readouts.model import Interval, Published, Span
from readouts.times import date_article, durations, find
from readouts.times.values import is_value

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
WORDS = """
Monday Friday Sunday tuesday January Feb. May March August Might 5 12 21 31 1998 2024 2,024 1.5 3-4 15:00 a.m. p.m. GMT
last next this final past coming the a of in on at by since until week month year decade quarter weekend night morning
today yesterday tomorrow tonight days weeks months hours minutes two three twenty-four half several ago earlier later
before after early mid- late first second third fall spring summer every each daily now recently soon ' ’s ½ – - , . / (
) Ünïcode 東京 İstanbul 😀 ١٢ ² met will said Mrs G20 $2020 1990s ’90s Q3 9/11 Christmas New Year's Eve
"""
PIECES = st.sampled_from([*WORDS.split(), "\u00a0", "\n", "\n\n", ""])
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80)

# The data files are read here, so that no first example is charged with them.
date_article("They met on 5 May 2024.")


def last_shift(text: str, day: date, step: int) -> tuple[Interval | None, Interval | None]:
    """The interval of the only expression of a text, written on a day and `step` days later."""
    (first,), (second,) = (find(text, Interval.day(day + timedelta(days=by))) for by in (0, step))
    return first.interval, second.interval


@given(TEXTS, DAYS)
def test_spans_days_and_values_are_sound(text: str, day: date) -> None:
    found = find(text, Interval.day(day))
    for one in found:
        assert text[one.span.start : one.span.end] == one.text != ""
        assert (one.earliest is None) == (one.latest is None)
        assert one.earliest is None or one.latest is None or one.earliest <= one.latest
        assert is_value(one.value), one
        assert one.rule
    spans = [one.span for one in found]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


@given(TEXTS)
def test_without_publication_only_absolute_words_have_days(text: str) -> None:
    relative = {"weekday", "today", "yesterday", "tomorrow", "shifted-unit", "last-night", "ago", "month", "month-day"}
    for one in find(text):
        assert is_value(one.value), one
        assert one.interval is None or one.rule not in relative


@given(TEXTS, DAYS, st.integers(1, 400))
def test_a_wider_publication_never_narrows(text: str, day: date, width: int) -> None:
    wide = find(text, Interval(day, day + timedelta(days=width)))
    for edge in (day, day + timedelta(days=width)):
        narrow = find(text, Interval.day(edge))
        assert [one.span for one in narrow] == [one.span for one in wide]
        for one, other in zip(narrow, wide, strict=True):
            if one.interval and other.interval and one.rule == other.rule and one.rule in {"weekday", "today", "month"}:
                assert other.interval.earliest <= one.interval.earliest
                assert one.interval.latest <= other.interval.latest


@given(
    DAYS,
    st.sampled_from(["They met on Friday.", "They will meet on Friday.", "They met last week.", "They met today."]),
)
def test_a_week_later_all_is_a_week_later(day: date, text: str) -> None:
    first, second = last_shift(text, day, 7)
    assert first is not None
    assert second == Interval(first.earliest + timedelta(days=7), first.latest + timedelta(days=7))


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_that_weekday_and_near(day: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    (past,) = find(f"They met on {name}.", Interval.day(day))
    (future,) = find(f"They will meet on {name}.", Interval.day(day))
    assert past.latest is not None
    assert future.latest is not None
    assert past.latest.weekday() == future.latest.weekday() == weekday
    assert timedelta(0) <= day - past.latest < timedelta(days=7)
    assert timedelta(0) <= future.latest - day < timedelta(days=7)


@given(DAYS)
def test_written_dates_are_read_back(day: date) -> None:
    month = month_name[day.month]
    for words in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat()):
        (one,) = find(f"They met on {words} in Oslo.")
        assert (one.text, one.earliest, one.latest, one.value) == (words, day, day, day.isoformat())


@given(DAYS, st.sampled_from(["past", "present", "future"]))
def test_the_given_tense_decides(day: date, tense: str) -> None:
    asked: list[int] = []

    def tell(offset: int) -> str:
        asked.append(offset)
        return tense

    (one,) = find("The talks on Friday", Interval.day(day), tense=tell)  # type: ignore[arg-type]
    assert one.earliest is not None
    assert asked == [13]
    assert (one.earliest >= day) if tense == "future" else (one.earliest <= day)


@given(st.integers(2, 300), st.sampled_from(["minutes", "hours"]))
def test_exact_lengths_bound_both_sides(amount: int, unit: str) -> None:
    minutes = amount * (60 if unit == "hours" else 1)
    assert durations(f"They spoke for {amount} {unit}.") == ((Span(15, 16 + len(f"{amount}{unit}")), minutes, minutes),)
    assert [row[1:] for row in durations(f"They spoke for more than {amount} {unit}.")] == [(minutes, None)]
    assert [row[1:] for row in durations(f"They spoke for nearly {amount} {unit}.")] == [(None, minutes)]


def test_sentences_bound_where_the_tense_is_looked_for() -> None:
    text = "They will see, on Friday they met"
    day = Interval.day(date(2025, 1, 21))
    (whole,) = find(text, day)
    (cut,) = find(text, day, sentences=[Span(0, 14), Span(15, len(text))])
    assert whole.earliest == date(2025, 1, 24)
    assert cut.earliest == date(2025, 1, 17)


@given(TEXTS, st.none() | DAYS)
def test_dating_never_fails_and_a_given_date_is_kept(text: str, day: date | None) -> None:
    given_date = Published(earliest=day, latest=day, basis="given") if day else None
    published, doubts = date_article(text, given_date)
    assert day is None or published is given_date
    assert published.interval is None or published.interval.earliest <= published.interval.latest
    assert (published.basis == "unknown") == (published.interval is None)
    spans = [one.span for one in published.evidence] + [one.span for one in doubts if one.span is not None]
    assert len(spans) == len(published.evidence) + len(doubts)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(
    DAYS, st.sampled_from(["OSLO, {} (NPA) — They met.", "News\nPublished: {}\nThey met.", "They met yesterday, {}."])
)
def test_a_day_that_the_text_bears_is_found(day: date, frame: str) -> None:
    published, _ = date_article(frame.format(f"{month_name[day.month]} {day.day}, {day.year}"))
    shift = timedelta(days=1) if "yesterday" in frame else timedelta(0)
    assert published.interval == Interval.day(day + shift)
