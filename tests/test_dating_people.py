"""Undated texts dated by what people are in them: candidates, office holders, rivals, ages; by votes and seasons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from readouts.errors import KnowledgeError
from readouts.model import Interval
from readouts.times import date_article, list_clues
from readouts.times.ages import live_through, read_births
from readouts.times.article import read_clues
from readouts.times.contests import tell_direction
from readouts.times.events import find_mentions, load_contests, load_events, load_seasons
from readouts.times.standings import find_called, load_standings, read_standings

# (text, how the text calls the first person it gives a standing: kind and time)
CALLED = [
    ("Republican presidential candidate Marco Rubio spoke.", ("candidate", "now")),
    ("GOP front-runner Donald Trump spoke.", ("candidate", "now")),
    ("The Clinton campaign answered.", ("campaign", "now")),
    ("Supporters heard Mr. Sanders, who is running for president, on the square.", ("campaign", "now")),
    ("The presumptive Republican nominee, Donald J. Trump, spoke.", ("presumptive", "now")),
    ("Democratic nominee Hillary Clinton spoke.", ("nominee", "now")),
    ("Running mate Tim Kaine spoke.", ("running-mate", "now")),
    ("President-elect Donald Trump spoke.", ("elect", "now")),
    ("President Barack Obama spoke.", ("office", "now")),
    ("House Speaker Paul Ryan spoke.", ("office", "now")),
    ("Former House Speaker John Boehner spoke.", ("office", "former")),
    ("Former presidential candidate Ben Carson spoke.", ("candidate", "former")),
    ("In the year 2012 then-Secretary of State Hillary Clinton spoke.", ("office", "other")),
    ("He was an adviser to President Barack Obama.", ("office", "other")),
    # what the rule must leave alone
    ("A President Trump would change that.", None),
    ("Deputy Defense Secretary Smith spoke.", None),
    ("Marco Rubio spoke.", None),
    ("The Chelsea Clinton campaign for reading opened.", None),
    ("Would-be President Trump spoke.", None),
    ("The candidate spoke.", None),
]


@pytest.mark.parametrize(("text", "expected"), CALLED)
def test_what_people_are_called(text: str, expected: tuple[str, str] | None) -> None:
    called = find_called(text, load_standings())
    assert ((called[0].kind, called[0].time) if called else None) == expected


# (text, past or future, or None where the words do not say)
TOLD = [
    ("He won the Iowa caucuses.", "past"),
    ("After the New Hampshire primary he rested.", "past"),
    ("He spoke ahead of the Iowa caucuses.", "future"),
    ("The Iowa caucuses are weeks away.", "future"),
    ("They look to the general election in November.", "future"),
    ("The Iowa caucuses draw many.", None),
    ("He will rest after the Iowa caucuses.", None),
    ("If he wins after the Iowa caucuses, he may go on.", None),
]


@pytest.mark.parametrize(("text", "direction"), TOLD)
def test_votes_are_past_or_to_come(text: str, direction: str | None) -> None:
    mentions = [one for one in find_mentions(text, load_contests()) if one.events[0].tells == "recurring"]
    assert tell_direction(text, mentions[0]) == direction


# (text, rule, a day it allows, a day it does not allow)
CLUES = [
    ("Hillary Clinton, 68, spoke.", "age", "2016-03-01", "2014-03-01"),
    ("Vladimir Putin (60) spoke.", "age", "2013-01-01", "2012-01-01"),
    ("This was told on the eve of the presumptive Republican nominee's speech.", "season", "2016-06-01", "2017-06-01"),
    ("With three weeks until the Iowa caucuses, he spoke.", "contest-countdown", "2016-01-11", "2015-06-01"),
    ("Days before the Iowa caucuses, he spoke.", "contest-near", "2016-01-28", "2016-02-03"),
    ("Tuesday's New York primary was lively.", "event-with-time", "2016-04-20", "2016-05-20"),
    ("The bill was signed on March 3 in the capital.", "yearless-past", "2016-04-01", "2016-02-01"),
    ("The council will be held on March 3 in the capital.", "yearless-future", "2016-02-01", "2016-04-01"),
    ("Candidates Donald Trump and Hillary Clinton debated.", "race", "2016-01-01", "2013-01-01"),
    (
        "The debate heard Marco Rubio, Jeb Bush and Chris Christie.",
        "field",
        "2016-01-01",
        "2016-08-01",
    ),
    ("Former House Speaker John Boehner spoke.", "standing-over", "2016-01-01", "2014-01-01"),
    ("Ben Carson dropped out of the race.", "candidacy-over", "2016-04-01", "2015-04-01"),
]


@pytest.mark.parametrize(("text", "rule", "inside", "outside"), CLUES)
def test_a_clue_leaves_some_days_and_not_others(text: str, rule: str, inside: str, outside: str) -> None:
    clues = [one for one in read_clues(text, None, load_events()) if one.rule == rule]
    assert clues
    allowed = [
        any(d.earliest <= date.fromisoformat(day) <= d.latest for d in clues[0].days) for day in (inside, outside)
    ]
    assert allowed == [True, False]


# (text, the rule that must leave it alone)
LEFT_ALONE = [
    ("“Hillary Clinton, 68,” the note said.", "age"),
    ("He came in 68, said Hillary Clinton.", "age"),
    ("The June 23 vote was told of.", "yearless-past"),
    ("The attack was on October 7 and shocked many.", "yearless-past"),
    ("They will stay until August 12.", "yearless-past"),
    ("The 2008 Iowa caucuses were won by another.", "contest-past"),
    ("Marco Rubio and Jeb Bush live in Florida.", "race"),
    ("The nominee thanked Marco Rubio, Jeb Bush and Chris Christie for the debate.", "field"),
    ("He was becoming the presumptive Republican nominee.", "season"),
    ("Carson has dropped out of the top three.", "candidacy-over"),
]


@pytest.mark.parametrize(("text", "rule"), LEFT_ALONE)
def test_a_rule_leaves_other_words_alone(text: str, rule: str) -> None:
    assert rule not in {one.rule for one in read_clues(text, None, load_events())}


def test_people_and_votes_together_bound_both_sides() -> None:
    text = (
        "Republican presidential candidate Marco Rubio answered Hillary Clinton, 68, days before the Iowa caucuses. "
        "President Obama spoke on Jan. 12."
    )
    published, doubts = date_article(text)
    assert published.interval == Interval(date(2016, 1, 16), date(2016, 2, 1))
    assert (published.basis, doubts) == ("inferred", ())
    sides = {clue.rule: clue.side for clue in list_clues(text, published)}
    assert (sides["contest-near"], sides["office-begun"]) == ("both", "below")


def test_a_title_alone_does_not_date_a_text() -> None:
    text = "It was Prime Minister Tony Blair who said so."
    assert date_article(text)[0].basis == "unknown"


def test_a_year_of_life() -> None:
    assert live_through(date(1952, 10, 7), 60) == Interval(date(2012, 10, 7), date(2013, 10, 6))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Ann Smith,Smith,emperor,,2001-01-01,2002-01-01,public record", "kind"),
        ("Ann Smith,Smith,office,Mayor,2002-01-01,2001-01-01,public record", "earliest"),
        ("Ann Smith,Smith,office,Mayor,2001-01-01,2002-01-01,", "source"),
        ("Ann (Smith,Smith,office,Mayor,2001-01-01,2002-01-01,public record", "mend"),
    ],
)
def test_a_wrong_standing_is_told_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"person,short,kind,words,earliest,latest,source\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=says) as fault:
        read_standings(path)
    assert "mine.csv:2" in str(fault.value)


def test_a_wrong_birthday_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("person,short,born,source\nAnn Smith,Smith,soon,public record\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.csv:2"):
        read_births(path)


def test_the_shipped_tables_are_whole() -> None:
    assert len(load_standings()) > 300
    assert {one.tells for one in load_seasons()} == {"season"}
    assert {one.tells for one in load_contests()} == {"recurring", "linked"}
