"""Scoring: what counts as the same name, day, channel, participant, contact and passage; tables, files and errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readouts.errors import ExchangeError, SourceError
from readouts.model import Interval
from readouts.score import Difference, Rate, Retrieval, Table, holds_predictions, read_gold_article, score_files, wilson
from readouts.score.channels import channel, related, status_group
from readouts.score.days import near, read_days
from readouts.score.names import same_name, same_place
from readouts.score.pairing import pair

Object = dict[str, object]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Xi", "Xi Jinping", True),
        ("Jinping Xi", "Xi Jinping", True),
        ("Volodymyr Zelensky", "Zelenskyy", True),
        ("Yuri Ushakov", "Oushakov", True),
        ("Recep Tayyip Erdoğan", "Erdogan", True),
        ("Li Qiang", "Li Keqiang", True),  # two letters of slack: the price of romanisations
        ("Li Qiang", "Xi Jinping", False),
        ("Wang", "Wong", False),  # short names differ by a letter
        ("Donald Trump", "Melania Trump", False),
        ("", "Xi", False),
        ("习近平", "Xi", False),
    ],
)
def test_names(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("U.S.", "the United States", True),
        ("Great Hall of the People, Beijing", "Beijing", True),
        ("state TV", "state television", True),
        ("Paris", "Berlin", False),
        ("Paris", "", False),
    ],
)
def test_places(a: str, b: str, same: bool) -> None:
    assert same_place(a, b) is same


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2022-02-04", date(2022, 2, 4), date(2022, 2, 4)),
        ("2022-02-04T09:30:00Z", date(2022, 2, 4), date(2022, 2, 4)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-02-04/2022-03", date(2022, 2, 4), date(2022, 3, 31)),
    ],
)
def test_days(value: str, earliest: date, latest: date) -> None:
    assert read_days(value) == Interval(earliest, latest)


@pytest.mark.parametrize("value", ["soon", "2022-13", "2022-02-30", "04.02.2022", "2022-02-04-05", "/2022-01-01"])
def test_days_that_are_none(value: str) -> None:
    with pytest.raises(ValueError, match="is no day; write YYYY"):
        read_days(value)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(-5, 5))
def test_days_a_day_apart_are_near(day: date, gap: int) -> None:
    other = date.fromordinal(day.toordinal() + gap)
    assert near(Interval.day(day), Interval.day(other)) is (abs(gap) <= 1)
    assert near(Interval.day(day), None)


@pytest.mark.parametrize(
    ("a", "b", "one_family"),
    [
        ("phone call", "video_call", True),
        ("visit", "summit", True),
        ("talks", "call", True),
        ("talks", "meeting", True),
        ("talks", "message", False),
        ("call", "visit", False),
        (None, "other", True),
        ("seance", "other", True),
    ],
)
def test_channels(a: str | None, b: str, one_family: bool) -> None:
    assert related(channel(a), channel(b)) is one_family


def test_statuses_of_one_group() -> None:
    pairs = [("confirmed", "announced"), ("invited", "proposed"), ("ongoing", "held")]
    assert [status_group(a) for a, _ in pairs] == [b for _, b in pairs]
    assert status_group("denied") == "denied"


def test_pairs_are_one_to_one_best_first() -> None:
    fits = {("a", "x"): 2.0, ("a", "y"): 3.0, ("b", "y"): 2.5, ("b", "x"): 0.0}
    assert pair(["a", "b"], ["x", "y"], lambda want, got: fits[want, got]) == [(0, 1)]


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278)],  # as published tables have them
)
def test_wilson(right: int, total: int, low: float, high: float) -> None:
    assert wilson(right, total) == (low, high)


# --- one contact against one --------------------------------------------------------------------------------------


def person(name: str, state: str | None = None, kind: str = "person") -> Object:
    return {"name": name, "state": state, "kind": kind}


GOLD: Object = {
    "contact_key": "k",
    "participants": ["Emmanuel Macron", "Olaf Scholz"],
    "sides": ["FRA", "DEU"],
    "channel": "meeting",
    "status": "held",
    "date": "2023-01-22",
    "place": "Paris",
    "duration_minutes": 90,
    "main": True,
    "evidence": [10, 50],
}
GUESS: Object = {
    "participants": [person("Emmanuel Macron", "FRA"), person("Olaf Scholz", "DEU")],
    "channel": "meeting",
    "status": "held",
    "date": {"earliest": "2023-01-22", "latest": "2023-01-22"},
    "place": {"name": "Paris"},
    "duration": {"at_least_minutes": 90, "at_most_minutes": None},
    "main": True,
    "evidence": [[20, 30]],
}


def compare(path: Path, gold: Mapping[str, object], guess: Mapping[str, object]) -> Table:
    """The table of one contact of one article against one."""
    path.write_text(json.dumps({"id": "one", "contacts": [gold]}), encoding="utf-8")
    return score_files(path, [{"article": {"id": "one"}, "contacts": [guess]}])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def kinds(table: Table) -> list[str]:
    return [difference.kind for difference in table.differences]


@pytest.mark.parametrize(
    ("gold", "guess", "wrong"),
    [
        ({}, {}, []),
        ({}, {"channel": "visit"}, ["wrong channel"]),
        ({"accept": {"channel": ["visit"]}}, {"channel": "visit"}, []),
        ({}, {"channel": "phone_call"}, ["missed", "spurious"]),
        ({}, {"status": "ongoing"}, []),
        ({}, {"status": "announced"}, ["wrong status"]),
        ({}, {"date": None}, ["wrong date"]),
        ({"accept": {"date": [None]}}, {"date": None}, []),
        ({}, {"date": "2023-01-23"}, ["wrong date"]),
        ({}, {"date": "2023-01-24"}, ["missed", "spurious"]),
        ({"unscored": ["date"]}, {"date": "2023-01-24"}, []),
        ({"date": None}, {}, ["wrong date"]),
        ({}, {"place": {"name": "Berlin"}}, ["wrong place"]),
        ({}, {"place": {"name": "the Elysee Palace in Paris"}}, []),
        ({"place": None}, {"place": {"name": "Berlin"}}, []),
        ({}, {"duration": None}, ["wrong duration"]),
        ({}, {"duration": {"at_least_minutes": None, "at_most_minutes": 90}}, []),
        ({"duration_minutes": {"at_most": 90}}, {}, ["wrong duration"]),
        ({}, {"main": False}, ["wrong main flag"]),
        ({"main": None}, {"main": False}, []),
    ],
)
def test_fields(path: Path, gold: Object, guess: Object, wrong: list[str]) -> None:
    assert kinds(compare(path, GOLD | gold, GUESS | guess)) == wrong


ROLE: Object = {"participants": ["Emmanuel Macron", "foreign minister of Iran"], "sides": ["FRA", "IRN"]}
GROUP: Object = {"participants": ["Emmanuel Macron", "leaders of the Sahel"], "sides": ["FRA", "MLI", "NER"]}


@pytest.mark.parametrize(
    ("gold", "people", "wrong"),
    [
        ({}, [person("Macron"), person("Scholz")], []),
        ({}, ["Macron", "Scholz"], []),
        ({}, [person("Macron", "FRA")], ["missed", "spurious"]),
        ({}, [person("Macron", "FRA"), person("Baerbock", "DEU")], ["wrong participants"]),
        ({}, [person("Macron", "FRA"), person("Scholz", "DEU"), person("Baerbock", "DEU")], ["wrong participants"]),
        ({}, [person("Macron", "FRA"), person("Scholz", "DEU"), person("Germany", "DEU", "state")], []),
        (
            {},
            [person("Macron", "FRA"), person("Scholz", "DEU"), person("Poland", "POL", "state")],
            ["wrong participants"],
        ),
        (ROLE, [person("Macron", "FRA"), person("Foreign Minister of Iran", "IRN", "office")], []),
        (ROLE, [person("Macron", "FRA"), person("Hossein Amir-Abdollahian", "IRN")], []),
        (ROLE, [person("Macron", "FRA"), person("Catherine Colonna", "FRA")], ["missed", "spurious"]),
        (GROUP, [person("Macron", "FRA"), person("Bazoum", "NER"), person("Goita", "MLI")], []),
        (GROUP, [person("Macron", "FRA"), person("Bazoum", "NER"), person("Scholz", "DEU")], ["wrong participants"]),
    ],
)
def test_participants(path: Path, gold: Object, people: list[object], wrong: list[str]) -> None:
    assert kinds(compare(path, GOLD | gold, GUESS | {"participants": people})) == wrong


GIVEN = [person("Macron", "FRA") | {"role": "visitor"}, person("Scholz", "DEU")]


@pytest.mark.parametrize(
    ("roles", "wrong"),
    [
        ({}, []),
        ({"Emmanuel Macron": "visitor"}, []),
        ({"Emmanuel Macron": "host"}, ["wrong role"]),
        ({"Emmanuel Macron": "host", "Olaf Scholz": "host"}, ["wrong role", "wrong role"]),
    ],
)
def test_roles(path: Path, roles: Object, wrong: list[str]) -> None:
    assert kinds(compare(path, GOLD | {"roles": roles}, GUESS | {"participants": GIVEN})) == wrong


# --- quotations, publication, whole files -------------------------------------------------------------------------

QUOTE: Object = {"speaker": "Olaf Scholz", "content": [100, 160], "quote": "We stand together", "via": ["ARD"]}
SAID: Object = {
    "speaker": {"name": "Scholz"},
    "kind": "direct",
    "content": [[98, 162]],
    "quoted": [[100, 160]],
    "via": [{"name": "ARD", "kind": "outlet"}],
}


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ({}, []),
        ({"kind": "mixed"}, []),
        ({"kind": "indirect"}, ["missed quotation"]),
        ({"quoted": None}, []),
        ({"quoted": None, "kind": "mixed"}, ["missed quotation"]),
        ({"quoted": [[100, 130]]}, []),
        ({"quoted": [[100, 129]]}, ["missed quotation", "spurious quotation"]),
        ({"quoted": [[100, 140], [141, 160]]}, ["spurious quotation"]),
        ({"speaker": {"name": "Macron"}}, ["wrong speaker"]),
        ({"speaker": None}, ["wrong speaker"]),
        ({"via": []}, ["wrong via"]),
        ({"via": [{"name": "ZDF"}, {"name": "ARD"}]}, []),
    ],
)
def test_quotations(path: Path, statement: Object, wrong: list[str]) -> None:
    path.write_text(json.dumps({"id": "one", "quotes": [QUOTE]}), encoding="utf-8")
    assert kinds(score_files(path, [{"article": {"id": "one"}, "statements": [SAID | statement]}])) == wrong


def test_a_passage_in_two_statements_counts_once_with_the_first_speaker(path: Path) -> None:
    path.write_text(json.dumps({"id": "one", "quotes": [QUOTE]}), encoding="utf-8")
    twice = [SAID, SAID | {"speaker": {"name": "Macron"}}]
    table = score_files(path, [{"article": {"id": "one"}, "statements": twice}])
    assert table.rows["quotations"] == Retrieval(1, 1, 1)
    assert table.rows["speakers"] == Rate(1, 1)


@pytest.mark.parametrize(
    ("published", "right"),  # overlaps, contains the truth, right or left open, within a month, exact
    [
        ("2023-01-23", (1, 1, 1, 1, 1)),
        ({"earliest": "2023-01-20", "latest": "2023-02-10"}, (1, 1, 1, 1, 0)),
        ("2023", (1, 1, 1, 0, 0)),
        (None, (0, 0, 1, 0, 0)),
        ({"earliest": None, "latest": None, "basis": "unknown"}, (0, 0, 1, 0, 0)),
        ("2023-01-24", (0, 0, 0, 0, 0)),
    ],
)
def test_publication_dates(path: Path, published: object, right: tuple[int, ...]) -> None:
    path.write_text(json.dumps({"id": "one", "published": "2023-01-23"}), encoding="utf-8")
    table = score_files(path, [{"article": {"id": "one", "published": published}}])
    rows = [row for name, row in table.rows.items() if name.startswith("publication date")]
    assert [row.right for row in rows] == list(right)


@pytest.mark.parametrize(
    "article",
    [
        {"id": "one"},
        {"id": "other", "source": "texts/one.txt"},
        {"id": "other", "source": "C:\\texts\\one"},
        {"id": "other", "source": "texts/feed.jsonl#one"},
        {"id": "other", "text": "Hello."},
        {"id": "other", "sha256": "2d8bd7d9bb5f85ba643f0110d50cb506a1fe439e769a22503193ea6046bb87f7"},
    ],
)
def test_articles_are_matched(path: Path, article: Object) -> None:
    digest = "2d8bd7d9bb5f85ba643f0110d50cb506a1fe439e769a22503193ea6046bb87f7"  # of "Hello."
    path.write_text(json.dumps({"id": "one", "sha256": digest, "contacts": [GOLD]}), encoding="utf-8")
    table = score_files(path, [{"article": article, "contacts": [GUESS]}])
    assert table.rows["contacts exact"] == Retrieval(1, 1, 1)


def test_an_article_without_prediction_is_missed(path: Path) -> None:
    path.write_text(json.dumps({"id": "one", "contacts": [GOLD]}), encoding="utf-8")
    table = score_files(path, [{"article": {"id": "two"}, "contacts": [GUESS]}])
    assert kinds(table) == ["no prediction", "missed"]
    assert table.rows["contacts found"] == Retrieval(0, 0, 1)


def test_partial_forgives_what_is_not_main(path: Path) -> None:
    path.write_text(json.dumps({"id": "one", "contacts": [GOLD]}), encoding="utf-8")
    message = GUESS | {"channel": "message"}
    predictions: list[Object] = [
        {"article": {"id": "one"}, "contacts": [GUESS, message | {"main": False}, message | {"main": True}]}
    ]
    assert score_files(path, predictions).rows["contacts found"] == Retrieval(1, 3, 1)
    assert score_files(path, predictions, partial=True).rows["contacts found"] == Retrieval(1, 2, 1)


def test_undated_scores_a_date_only_where_the_text_gives_it(path: Path) -> None:
    lines = [{"id": "one", "contacts": [GOLD]}, {"id": "two", "contacts": [GOLD | {"date_absolute": True}]}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    far = GUESS | {"date": "2020-05-05"}
    predictions: list[Object] = [
        {"article": {"id": "one"}, "contacts": [far]},
        {"article": {"id": "two"}, "contacts": [far]},
    ]
    table = score_files(path, predictions, undated=True)
    assert table.rows["contacts found"] == Retrieval(1, 2, 2)
    assert table.rows["date"] == Rate(0, 0)
    assert table.rows["date right or left open"] == Rate(0, 1)


def test_half_picks_the_lines(path: Path) -> None:
    lines = [{"id": "one", "half": "open", "contacts": []}, {"id": "two", "half": "check", "contacts": [GOLD]}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert score_files(path, [], half="open").rows["texts without a contact left empty"] == Rate(1, 1)
    with pytest.raises(SourceError, match="no line with the key 'half' equal to 'other'"):
        score_files(path, [], half="other")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"line 2: .*"),
        ("[]", "line 2: an object was expected"),
        ('{"contacts": []}', "line 2: Object missing required field `id`"),
        ('{"id": "one"}', "line 2: id 'one' stands in line 1 already"),
        ('{"id": "x", "contacts": [{"participants": [], "status": "held"}]}', r"line 2: contacts\[0\]: .*`channel`"),
        (
            '{"id": "x", "contacts": [{"participants": [3], "channel": "visit", "status": "held"}]}',
            r"participants\[0\]: Exp",
        ),
        (
            '{"id": "x", "contacts": [{"participants": [], "channel": "visit", "status": "held", "date": "Friday"}]}',
            r"line 2: contacts\[0\]: date: 'Friday' is no day",
        ),
        (
            '{"id": "x", "contacts": [{"participants": [], "channel": "visit", "status": "held", "evidence": [1]}]}',
            r"line 2: contacts\[0\]: evidence: \[1\] is no span",
        ),
        (
            '{"id": "x", "contacts": [{"participants": ["A"], "channel": "visit", "status": "held",'
            ' "roles": {"B": "host"}}]}',
            r"line 2: contacts\[0\]: roles: no participant is written 'B'",
        ),
        (
            '{"id": "x", "contacts": [{"participants": ["A"], "channel": "visit", "status": "held",'
            ' "roles": {"A": "guest"}}]}',
            r"roles.*'guest'",
        ),
        ('{"id": "x", "quotes": [{"content": [1, 2]}]}', r"line 2: quotes\[0\]: .*`speaker`"),
        ('{"id": "x", "published": "2022-02-0x"}', "line 2: published: '2022-02-0x' is no day"),
        ('{"id": "x", "published": {"earliest": "2022-02-01", "latest": "2022-01-01"}}', "line 2: published: .*before"),
    ],
)
def test_a_wrong_gold_line_is_named(path: Path, line: str, message: str) -> None:
    path.write_text('{"id": "one"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        score_files(path, [])


def test_gold_that_is_not_there(path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        score_files(path, [])
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no line to score with"):
        score_files(path, [])


def test_a_wrong_prediction_is_named(path: Path) -> None:
    path.write_text('{"id": "one"}\n', encoding="utf-8")
    with pytest.raises(ExchangeError, match="prediction 2: Object missing required field `article`"):
        score_files(path, [{"article": {}}, {"contacts": []}])


def test_what_holds_predictions(path: Path) -> None:
    path.write_text('\n{"article": {"id": "x"}}\n', encoding="utf-8")
    assert holds_predictions(path)
    path.write_text('{"id": "x", "text": "an article"}\n', encoding="utf-8")
    assert not holds_predictions(path)
    path.write_bytes(b"\x89PNG\xff")
    assert not holds_predictions(path)


def test_what_is_not_labelled_is_not_scored() -> None:
    article = read_gold_article({"id": 7, "contacts": []})
    assert (article.id, article.contacts, article.passages, article.published) == ("7", (), None, None)


def test_lines_fit_a_terminal(path: Path) -> None:
    lines = compare(path, GOLD, GUESS).lines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("contacts found") and "1/1/1" in line for line in lines)


def test_differences_are_objects(path: Path) -> None:
    table = compare(path, GOLD, GUESS | {"channel": "visit"})
    assert table.differences == (Difference("one", "wrong channel", "k", "visit, not meeting"),)
    assert table.differences[0].to_json() == {
        "article": "one",
        "kind": "wrong channel",
        "contact_key": "k",
        "detail": "visit, not meeting",
    }
    assert str(table.differences[0]) == "one: k wrong channel: visit, not meeting"
