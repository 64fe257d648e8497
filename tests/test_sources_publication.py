"""Publication dates as metadata and command lines write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.errors import UsageError
from readouts.model import Interval
from readouts.sources import Options, read_published

WRITTEN = [
    ("2026-01-08", "2026-01-08", "2026-01-08"),
    (" 2026-01-08 ", "2026-01-08", "2026-01-08"),
    ("2026-1-8", "2026-01-08", "2026-01-08"),
    ("2026-02", "2026-02-01", "2026-02-28"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2026", "2026-01-01", "2026-12-31"),
    ("20260108", "2026-01-08", "2026-01-08"),
    ("20260108T1130Z", "2026-01-08", "2026-01-08"),
    # A timestamp gives the day it is written with, whatever day that is elsewhere.
    ("2026-01-08T23:30:00-05:00", "2026-01-08", "2026-01-08"),
    ("2026-01-08T00:10:00+14:00", "2026-01-08", "2026-01-08"),
    ("2026-01-08T23:30:00.123Z", "2026-01-08", "2026-01-08"),
    ("2026-01-08 23:30 UTC", "2026-01-08", "2026-01-08"),
    ("2026-01-08T23:30", "2026-01-08", "2026-01-08"),
    ("Thu, 08 Jan 2026 23:30:00 GMT", "2026-01-08", "2026-01-08"),
    ("Thu, 08 Jan 2026 23:30:00 -0500", "2026-01-08", "2026-01-08"),
    ("2026-01-08/2026-01-10", "2026-01-08", "2026-01-10"),
    ("2026-01 / 2026-03", "2026-01-01", "2026-03-31"),
    ("2025/2026-01-05", "2025-01-01", "2026-01-05"),
]


@pytest.mark.parametrize(("words", "earliest", "latest"), WRITTEN)
def test_dates_are_read(words: str, earliest: str, latest: str) -> None:
    assert read_published(words) == (date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "is no date"),
        ("yesterday", "is no date; write YYYY-MM-DD, YYYY-MM, a timestamp"),
        ("01/02/2026", "is no date"),
        ("8.1.2026", "is no date"),
        ("2026-13-01", "is no date"),
        ("2026-02-30", "is no date"),
        ("0000-01-01", "is no date"),
        ("2026-01-08T", "is no date"),
        ("2026-01-08 at noon", "is no date"),
        ("2026-01-08/", "is no date"),
        ("/2026-01-08", "is no date"),
        ("2026/01/08", "is no date"),
        ("1767910200", "is no date"),
        ("２０２６-01-08", "is no date"),
        ("2026-01-10/2026-01-08", "ends before it begins"),
    ],
)
def test_what_is_no_date_is_refused_with_the_remedy(words: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        read_published(words)
    assert repr(words) in str(caught.value)


@settings(deadline=None)
@given(st.text())
def test_any_words_are_a_date_or_refused(words: str) -> None:
    try:
        days = read_published(words)
    except UsageError:
        return
    assert days.earliest <= days.latest


OWN, GIVEN = Interval.day(date(2026, 1, 8)), Interval.day(date(2020, 2, 2))


@pytest.mark.parametrize(
    ("options", "own", "expected"),
    [
        (Options(), None, None),
        (Options(), OWN, OWN),
        (Options(published=GIVEN), None, GIVEN),
        (Options(published=GIVEN), OWN, OWN),
        (Options(ignore_dates=True), OWN, None),
        (Options(ignore_dates=True, published=GIVEN), OWN, GIVEN),
    ],
)
def test_options_date_what_has_no_date(options: Options, own: Interval | None, expected: Interval | None) -> None:
    published = options.date(own)
    assert published.interval == expected
    assert published.basis == ("given" if expected else "unknown")
    assert published.evidence == ()
