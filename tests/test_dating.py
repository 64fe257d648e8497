"""Articles without a date, dated by what they bear and say; and given dates, which always win."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from readouts.model import Interval, Published
from readouts.times import date_article, read_events

HEADS = [
    ("OSLO, January 21, 2025 (NPA) — The two ministers met.", "2025-01-21", "dateline"),
    ("OSLO, Norway, Jan. 21, 2025 (NPA) - The two ministers met.", "2025-01-21", "dateline"),
    ("A headline\n\nOSLO, 21 January 2025 /NPA/ -- The two ministers met.", "2025-01-21", "dateline"),
    ("Jan 6, 2025 (Agency) - The two ministers met.", "2025-01-06", "dateline"),
    ("Ministers meet\nPublished: 21 January 2025\nThe two met.", "2025-01-21", "published-line"),
    ("Ministers meet\nPublished on January 21, 2025\nThe two met.", "2025-01-21", "published-line"),
    ("Ministers meet\nPosted 2025-01-21 10:30\nThe two met.", "2025-01-21", "published-line"),
    ("Ministers meet\n21 January 2025\nThe two met.", "2025-01-21", "date-line"),
    ("Ministers meet\nJanuary 21, 2025, 10:30 am EST\nThe two met.", "2025-01-21", "date-line"),
    ("Ministers meet\nLast updated: 22 January 2025\nThe two met.", "2025-01-22", "updated-line"),
    (
        "Ministers meet\nPublished 21 January 2025\nUpdated 22 January 2025\nThe two met.",
        "2025-01-21",
        "published-line",
    ),
]


@pytest.mark.parametrize(("text", "day", "rule"), HEADS)
def test_the_head_gives_the_day(text: str, day: str, rule: str) -> None:
    published, doubts = date_article(text)
    assert published.interval == Interval.day(date.fromisoformat(day))
    assert published.basis == "given"
    assert [one.rule for one in published.evidence] == [rule]
    assert doubts == ()


# (text, first day, last day, rules of the evidence)
INFERRED = [
    ("They met yesterday, February 24, 2022, he said.", "2022-02-25", "2022-02-25", {"day-explained"}),
    ("They met today (January 21, 2025), he said.", "2025-01-21", "2025-01-21", {"day-explained"}),
    ("They meet tomorrow, 5 March 2024, he said.", "2024-03-04", "2024-03-04", {"day-explained"}),
    (
        "The minister was in Oslo yesterday, February 24. The pact had been signed in May 2021. "
        "They will see each other on 3 June 2022.",
        "2022-02-25",
        "2022-02-25",
        {"day-explained", "date-past", "date-to-come"},
    ),
    (
        "The treaty was signed on March 1, 2023. The next meeting will be held on 5 May 2023.",
        "2023-03-01",
        "2023-05-05",
        {"date-past", "date-to-come"},
    ),
    ("They agreed much this year, 2022, he said.", "2022-01-01", "2022-12-31", {"year-named"}),
    (
        "The two would sum up 2021 before the end of the year, the aide said.",
        "2021-10-01",
        "2021-12-31",
        {"year-closing"},
    ),
    (
        "The premiers spoke by telephone a day after Donald Trump was sworn in as the 47th US president.",
        "2025-01-21",
        "2025-01-21",
        {"event-distance-of-lead"},
    ),
    (
        "They spoke hours after the launch of Russia's full-scale invasion of Ukraine yesterday, February 24.",
        "2022-02-25",
        "2022-02-25",
        {"day-explained", "event-with-time"},
    ),
    (
        "Nancy Pelosi's trip to Taiwan last week was a provocation, the embassy said.",
        "2022-08-08",
        "2022-08-14",
        {"event-with-time"},
    ),
]


@pytest.mark.parametrize(("text", "first", "last", "rules"), INFERRED)
def test_words_leave_an_interval(text: str, first: str, last: str, rules: set[str]) -> None:
    published, _ = date_article(text)
    assert published.interval == Interval(date.fromisoformat(first), date.fromisoformat(last))
    assert published.basis == "inferred"
    assert {one.rule for one in published.evidence} == rules
    assert all(one.says and one.span.of(text) for one in published.evidence)


UNKNOWN = [
    "The two ministers met on Friday and spoke of trade.",
    "The two ministers met on February 24.",
    "He was born in 1952 and will be remembered.",
    "By 2030 all of it shall be green, he said.",
    "“We met on 3 May 2019 and we will meet on 4 May 2020,” he said.",
    "Officials deny a possible invasion of Ukraine.",
    "Donald Trump's inauguration will be held in the capital.",
    "They met after the fall of the Berlin Wall.",
    "",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_cannot_be_dated_is_left_open(text: str) -> None:
    published, _ = date_article(text)
    assert (published.basis, published.earliest, published.latest) == ("unknown", None, None)


def test_a_bound_on_one_side_stays_as_evidence() -> None:
    published, _ = date_article("The treaty was signed on March 1, 2023.")
    assert published.basis == "unknown"
    assert [one.rule for one in published.evidence] == ["date-past"]


def test_clues_that_contradict_leave_the_date_open_and_are_doubts() -> None:
    text = "He arrived today (5 March 2024). She left today (9 June 2021)."
    published, doubts = date_article(text)
    assert published.interval is None
    assert len(doubts) == 1
    assert "does not agree" in doubts[0].says


GIVEN = Published(earliest=date(2024, 5, 6), latest=date(2024, 5, 6), basis="given")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The pact was signed on May 9, 2024.", 1),
        ("The pact was signed on May 7, 2024.", 0),
        ("The pact was signed on May 5, 2024.", 0),
        ("The pact will be signed on May 9, 2024.", 0),
        ("“It was signed on May 9, 2024,” he will say.", 0),
        ("OSLO, May 20, 2024 (NPA) — The two ministers met.", 1),
        ("OSLO, May 6, 2024 (NPA) — The two ministers met.", 0),
        ("They met today (June 3, 2024).", 1),
        ("They met today (May 6, 2024).", 0),
        ("They met on Wednesday, May 3, 2024.", 1),
        ("They met on Friday, May 3, 2024.", 0),
    ],
)
def test_a_given_date_wins_and_clashes_are_doubts(text: str, count: int) -> None:
    published, doubts = date_article(text, GIVEN)
    assert published is GIVEN
    assert len(doubts) == count
    assert all(one.span is not None for one in doubts)


def test_users_add_events_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,needs,pattern,earliest,latest,tells,source\n"
        "flood of Norland,norland,flood of Norland,2020-04-03,2020-04-03,fact,my notes\n",
        encoding="utf-8",
    )
    text = "The king spoke two days after the flood of Norland."
    assert date_article(text)[0].interval is None
    published, _ = date_article(text, events=read_events(path))
    assert published.interval == Interval.day(date(2020, 4, 5))


@dataclass(frozen=True)
class Held:
    state: str
    kind: str
    possible: Interval


@dataclass(frozen=True)
class Name:
    start: int
    end: int
    kind: str
    targets: tuple[str, ...]


RULERS = {
    "Ruritan": Held("RUR", "head_of_state", Interval(date(2010, 3, 1), date(2015, 3, 1))),
    "Borduran": Held("BOR", "head_of_government", Interval(date(2013, 6, 1), date(2018, 6, 1))),
}
KINDS = {("RUR", "president"): "head_of_state", ("BOR", "prime minister"): "head_of_government"}


class Realms:
    """Two invented realms with their rulers, as the dating asks for them."""

    def find(self, text: str) -> list[Name]:
        found = [(text.find(name), name) for name in RULERS if name in text]
        return [Name(at, at + len(name), "person", (name,)) for at, name in sorted(found)]

    def tenures(self, person_id: str) -> list[Held]:
        return [RULERS[person_id]]

    def title_kinds(self, state: str | None, title: str) -> tuple[str, ...]:
        kind = KINDS.get((state or "", title))
        return (kind,) if kind else ()


def test_offices_held_together_bound_the_day() -> None:
    text = "President Ruritan received Prime Minister Borduran in his castle."
    published, _ = date_article(text, None, Realms())
    # A month and a half of slack on both sides: the press is early and late with titles.
    assert published.interval == Interval(date(2013, 4, 17), date(2015, 4, 15))
    assert published.basis == "inferred"


@pytest.mark.parametrize(
    "text",
    [
        "Former President Ruritan received former Prime Minister Borduran.",
        "Prime Minister Ruritan received President Borduran.",
        "Ruritan received Borduran.",
        "Vice President Ruritan received Prime Minister-designate Borduran.",
    ],
)
def test_offices_that_are_not_held_bound_nothing(text: str) -> None:
    published, _ = date_article(text, None, Realms())
    assert published.evidence == ()


def test_a_single_ruler_bounds_from_below_only() -> None:
    published, _ = date_article("President Ruritan received guests.", None, Realms())
    assert published.interval is None
    assert [one.rule for one in published.evidence] == ["office-begun"]


# (text, whether its election is one of the data)
ELECTIONS = [
    ("Republicans and Democrats in the Senate met after last month's general election.", True),
    ("MPs met the prime minister after last week's general election.", False),
    ("The main opposition spoke with Democrats after last week's general election.", False),
    ("The two spoke after last week's general election.", False),
]


@pytest.mark.parametrize(("text", "american"), ELECTIONS)
def test_an_election_without_its_state_is_american_among_americans_only(text: str, american: bool) -> None:
    published, _ = date_article(text)
    assert bool(published.evidence) is american
