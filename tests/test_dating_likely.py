"""Texts that only lean towards some days: the signs they bear, and the shortest days that hold enough of such texts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readouts.errors import KnowledgeError
from readouts.model import Interval
from readouts.times import date_article, list_clues
from readouts.times.daysets import FIRST, LAST, Days, join, since, until
from readouts.times.find import scan
from readouts.times.likely import KEPT, SURE, SURER, Shares, find_likely, load_weights, read_weights
from readouts.times.signs import WINDOW, Sign, cut_around, cut_months, cut_yearday, cut_years, list_signs

DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
SETS = st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=4).map(
    lambda pairs: join(Interval(min(pair), max(pair)) for pair in pairs)
)
# Enough prose that says nothing of its day, so that a text counts as a whole article.
PROSE = "The committee heard from the towns along the river, and its members asked about roads and water. " * 12


def assert_cut(stretches: list[tuple[str, int, int]]) -> None:
    """Every day of the window is of exactly one class."""
    ordered = sorted((first, end) for _, first, end in stretches)
    assert ordered[0][0] == WINDOW[0]
    assert ordered[-1][1] == WINDOW[1]
    assert all(one[1] == other[0] for one, other in pairwise(ordered))


@settings(deadline=None)
@given(st.one_of(SETS, DAYS.map(since), DAYS.map(until)))
def test_a_clue_gives_every_day_one_class(days: Days) -> None:
    assert_cut(cut_around(days))


@pytest.mark.parametrize("value", ["XXXX-01-01", "XXXX-02-29", "XXXX-12-31", "XXXX-11-THURSDAY-4"])
def test_a_yearly_day_gives_every_day_one_class(value: str) -> None:
    assert_cut(list(cut_yearday(value)))


@pytest.mark.parametrize("number", [1, 6, 12])
def test_a_month_and_a_year_give_every_day_one_class(number: int) -> None:
    assert_cut(list(cut_months(number)))
    assert_cut(cut_years(2000 + number))


# (days of a clue, day, class)
CLASSES = [
    (since(date(2012, 5, 1)), date(2012, 5, 1), "s6"),
    (since(date(2012, 5, 1)), date(2012, 4, 30), "s5"),
    (since(date(2012, 5, 1)), date(2012, 5, 8), "s7"),
    (since(date(2012, 5, 1)), date(2013, 5, 1), "s12"),
    (until(date(2012, 5, 1)), date(2012, 5, 1), "u6"),
    (until(date(2012, 5, 1)), date(2012, 5, 3), "u5"),
    ((Interval(date(2012, 5, 1), date(2012, 5, 3)),), date(2012, 5, 4), "o0"),
    ((Interval(date(2012, 5, 1), date(2012, 5, 3)),), date(2012, 6, 10), "o1"),
]


@pytest.mark.parametrize(("days", "day", "kind"), CLASSES)
def test_a_day_is_of_the_class_of_its_distance(days: Days, day: date, kind: str) -> None:
    assert [name for name, first, end in cut_around(days) if first <= day.toordinal() < end] == [kind]


def test_signs_name_no_day_and_no_year() -> None:
    text = "On March 3 they met. The law of 2012 was signed last June. It opened in May 2015."
    names = {one.name for one in list_signs(text, scan(text), (), ())}
    assert {name.partition(":")[0] for name in names} == {"day0", "ml-past", "year0", "year1", "yl-past"}


def test_the_shortest_days_hold_the_share() -> None:
    first = date(2012, 5, 1).toordinal()
    shares = Shares([Sign("near", first, first + 10, 1.0)], {"near": 20.0})
    assert shares.shortest(0.99) == Interval(date(2012, 5, 1), date(2012, 5, 10))
    assert shares.shortest(0.49) == Interval(date(2012, 5, 1), date(2012, 5, 5))
    assert shares.of(Interval(FIRST, LAST)) == pytest.approx(1)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(1, 900), st.sampled_from(["a", "b"])), max_size=5), st.floats(0.05, 0.99))
def test_no_shorter_days_hold_as_much(rows: list[tuple[date, int, str]], share: float) -> None:
    signs = []
    for day, length, name in rows:
        start, end = max(day.toordinal(), WINDOW[0]), min(day.toordinal() + length, WINDOW[1])
        if start < end:
            signs.append(Sign(name, start, end, 1.0))
    shares = Shares(signs, {"a": 6.0, "b": -2.0})
    days = shares.shortest(share)
    assert shares.of(days) >= share - 1e-9
    sums, length = shares.sums, (days.latest - days.earliest).days + 1
    assert all(sums[at + length - 1] - sums[at] < share for at in range(len(sums) - length))


def test_what_clues_say_within_a_month_is_kept_where_it_is_likely() -> None:
    weights = load_weights()
    assert weights
    said = Interval(date(2012, 5, 1), date(2012, 5, 20))
    strong = [Sign(max(weights, key=lambda name: weights[name]), said.earliest.toordinal(), said.latest.toordinal(), 9)]
    assert find_likely(strong, said) == (said, KEPT)
    days, share = find_likely([], said)
    assert days != said
    assert share == SURER


# (text, first day possible by what it states, last day of anything that it can mean)
WHOLE = [
    ("Speaker Paul Ryan said that the law of 2014 is dead. They met in February. ", "2015-09-15", "2019-02-15"),
    ("Sen. Tom Cotton and Speaker Paul Ryan spoke after the attacks in Brussels. ", "2016-02-15", "2019-02-15"),
]


@pytest.mark.parametrize(("text", "first", "last"), WHOLE)
def test_a_whole_article_with_a_beginning_gets_an_end(text: str, first: str, last: str) -> None:
    published, doubts = date_article(text + PROSE)
    assert published.earliest is not None
    assert published.latest is not None
    assert date.fromisoformat(first) <= published.earliest <= published.latest <= date.fromisoformat(last)
    assert published.basis == "inferred"
    assert doubts == ()
    assert published.evidence[-1].rule == "likely"
    assert [clue.days for clue in list_clues(text + PROSE, published) if clue.rule == "likely"] == [published.interval]
    assert f"{SURE:.0%}" in published.evidence[-1].says or f"{SURER:.0%}" in published.evidence[-1].says


@pytest.mark.parametrize("text", [PROSE, "The law was signed on March 3, 2012."])
def test_texts_without_clues_and_short_ones_stay_unknown(text: str) -> None:
    assert date_article(text)[0].interval is None


def test_what_is_stated_on_both_sides_is_not_weighed() -> None:
    text = "The treaty was signed on March 1, 2023. The next meeting will be held on 5 May 2023. " + PROSE
    assert date_article(text)[0].interval == Interval(date(2023, 3, 1), date(2023, 5, 5))


def test_a_weight_that_is_no_number_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lags.csv"
    path.write_text("sign,weight\nage:o0,much\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"lags\.csv:2: 'age:o0': 'much' is no number"):
        read_weights(path)


steps = st.lists(
    st.tuples(st.integers(0, 16_000), st.integers(1, 900), st.sampled_from([-9.0, -0.3, 0.1, 0.7, 3.0, 25.0, 300.0])),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(steps, st.sampled_from([0.5, SURE, SURER]))
def test_the_shortest_interval_is_the_one_that_trying_each_first_day_finds(
    rows: list[tuple[int, int, float]], share: float
) -> None:
    first = WINDOW[0]
    signs = [
        Sign(str(n), first + at, min(first + at + length, WINDOW[1]), 1.0) for n, (at, length, _) in enumerate(rows)
    ]
    shares = Shares(signs, {str(n): weight for n, (_, _, weight) in enumerate(rows)})
    sums, end, best = shares.sums.tolist(), 0, (len(shares.sums), 0)
    for begun in range(len(sums) - 1):
        while end < len(sums) - 1 and sums[end] - sums[begun] < share:
            end += 1
        if sums[end] - sums[begun] < share:
            break
        best = min(best, (end - begun, begun))
    found = shares.shortest(share)
    assert (found.earliest.toordinal() - first, found.latest.toordinal() + 1 - found.earliest.toordinal()) == (
        best[1],
        best[0],
    )
