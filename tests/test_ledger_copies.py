"""Which texts descend from one."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readouts.errors import KnowledgeError
from readouts.ledger.copyrules import load_copy_rules, read_copy_rules
from readouts.ledger.descent import find_copies
from readouts.ledger.families import Known, find_kin
from readouts.ledger.likeness import compare_texts
from readouts.ledger.trace import trace
from readouts.model import Article, Interval, Published
from readouts.sources.articles import make_article

STORY = """Aalto and Brandt agree on a bridge over the strait

The president of Northmark and the chancellor of Ostland agreed on Monday to build a bridge over the strait that parts
their countries, after a decade of quarrels over who should pay for it. The work is to begin in spring and to take six
years. Both sides will carry half of the cost, and a commission of engineers from the two capitals will watch over it.
Farmers on the eastern shore had protested against the plan for months, since the road to the bridge cuts through their
fields. The chancellor promised them new land and a fair price. The last ferry between the harbours is expected to sail
in the year in which the bridge opens."""

OTHER = """Ostland's chancellor receives Aalto

Grete Brandt met Eino Aalto in the old town hall on Monday afternoon. The pair spoke for two hours about fishing, the
price of grain and a bridge that both capitals have wanted since the war. An agreement was signed before the cameras,
but details of the financing remain open. Officials from the treasury said the sum would be known within weeks."""

QUOTE = (
    "“We have waited ten long years for this day, and I can promise every family on both shores that the work will be "
    "done in time and that nobody who loses a field will be left without help from either of our governments”"
)

REWORDED = """Aalto and Brandt consent on a bridge across the strait

The head of Northmark and the chancellor of Ostland agreed on Monday to construct a bridge over the strait that splits
their nations, after a decade of disputes over who should pay for it. The labour is to start in spring and to take six
years. Both sides will bear half of the price, and a panel of engineers from the two cities will watch over it.
Growers on the eastern coast had rallied against the plan for months, since the road to the bridge slices through their
fields. The chancellor pledged them new land and a fair sum. The final ferry between the ports is expected to travel
in the year in which the bridge opens."""

THERE_AND_BACK = """Aalto and Brandt agree on bridge across the strait

On Monday, Northmark's president and Ostland's chancellor agreed to build a bridge over the strait separating their
countries, after a decade of disputes over who should pay for it. Work should start in the spring and last six years.
The two sides will bear half of the costs, and a commission of engineers from both capitals will supervise it. Farmers
on the east coast had been protesting the plan for months, because the road to the bridge cuts through their fields.
The Chancellor promised them new land and a fair price. The last ferry between the ports should sail in the year in
which the bridge is opened."""

SENTENCES = STORY.replace("\n", " ").split(". ")
COPIES = [
    ("verbatim", STORY.replace("\n", " "), "same text"),
    ("other case and marks", STORY.upper().replace(",", ""), "same text"),
    ("cut", "\n".join(STORY.splitlines()[:5]), "cut"),
    ("retitled", "A bridge at last\n" + STORY.partition("\n")[2], "same text"),
    ("clutter", f"Advertisement\n\n{STORY}\n\nContinue reading...\nThe post X appeared first on Y.", "same text"),
    ("reordered", ". ".join(SENTENCES[3:] + SENTENCES[:3]), "reordered"),
    ("reworded", REWORDED, "rewritten"),
    ("translated there and back", THERE_AND_BACK, "rewritten"),
]


@pytest.mark.parametrize(("text", "kind"), [row[1:] for row in COPIES], ids=[row[0] for row in COPIES])
def test_copies_are_known_with_what_was_done(text: str, kind: str) -> None:
    likeness = compare_texts(trace(STORY), trace(text))
    assert likeness is not None
    assert likeness.kind == kind
    assert compare_texts(trace(text), trace(STORY)) == likeness


BACKGROUND = (
    "The two countries have quarrelled over the strait since the war, when its only bridge was blown up by sappers on "
    "their retreat and the ferry company went bankrupt twice in a single decade. "
)
MONDAY = (
    "Engineers who had walked along the eastern shore for a week told reporters on Monday that the ground is softer "
    "than anybody had thought, and that pillars would have to be driven forty metres into the mud. Their report will "
    "be handed to the treasury, which must find another eleven million crowns before the autumn. " + BACKGROUND + "A "
    "cheaper plan for a tunnel was thrown out last year after fishermen blocked the harbour with their boats."
)
FRIDAY = (
    "A court in the northern capital threw out on Friday the last complaint of nine farmers whose fields lie where the "
    "new road is planned, and ordered them to pay the costs of the trial. The judge called their fears unfounded. "
    + BACKGROUND
    + "Lawyers said that an appeal was under way, while villagers lit candles outside of the hall and sang."
)
INDEPENDENT = [
    ("a later story tells its background again", MONDAY, FRIDAY),
    ("one event, two reporters", STORY, OTHER),
    (
        "one statement quoted by both",
        f"Brandt spoke in the harbour before the ships. {QUOTE}, she said, and left without taking questions.",
        f"At a rally of farmers the chancellor tried to calm the crowd. {QUOTE}, Brandt told the angry owners of land.",
    ),
    (
        "headlines with the same names and offices",
        "Northmark's President Eino Aalto to meet Ostland's Chancellor Grete Brandt on the sidelines of the summit",
        "Chancellor Grete Brandt snubs Northmark's President Eino Aalto at the security conference in Ostburg",
    ),
]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in INDEPENDENT], ids=[row[0] for row in INDEPENDENT])
def test_independent_reports_are_no_copies(a: str, b: str) -> None:
    assert compare_texts(trace(a), trace(b)) is None


def test_one_headline_months_apart_is_no_copy() -> None:
    line = "Northmark and Ostland resume stalled talks on the bridge over the strait"
    days = [Interval.day(date(2026, 3, 1)), Interval.day(date(2026, 9, 1))]
    longer = f"{line}\n\nEngineers of both sides met behind closed doors while farmers burnt straw outside the hall."
    traces = {"a": trace(line), "b": trace(longer)}
    assert len(find_kin(traces, {"a": Known("A", days[0]), "b": Known("B", days[0])})) == 1
    other = trace(f"Northmark and Ostland resume stalled talks on fishing, grain\n\n{longer.partition(chr(10))[2]}")
    near = {"a": Known("A", days[0]), "b": Known("B", days[1])}
    assert find_kin({"a": trace(line), "b": other}, near) == []


TEXTS = {"s": STORY, "o": OTHER, "r": REWORDED, "c": COPIES[2][1], "m": COPIES[5][1], "q": INDEPENDENT[2][1]}


def test_the_order_of_texts_never_matters() -> None:
    answers = {
        tuple((kin.members, kin.kind) for kin in find_kin({id: trace(TEXTS[id]) for id in order}))
        for order in permutations(TEXTS)
    }
    assert answers == {((("c", "m", "r", "s"), "rewritten"),)}


@given(st.text(max_size=300), st.text(max_size=300))
def test_comparing_is_the_same_both_ways_round_for_any_text(a: str, b: str) -> None:
    assert compare_texts(trace(a), trace(b)) == compare_texts(trace(b), trace(a))


def article(id: str, text: str, day: str | None = None, outlet: str | None = None) -> Article:
    """An article of that text."""
    days = date.fromisoformat(day) if day else None
    published = Published(earliest=days, latest=days, basis="given") if days else Published()
    return make_article(text, source=id, id=id, outlet=outlet, published=published)


ORIGINS = [
    (
        "credited before it was first",
        [("a", f"{STORY} (Reuters)", "2026-03-01", "Courier"), ("b", STORY, "2026-03-02", "Reuters")],
        "b",
        "others credit its outlet",
    ),
    ("days in part unknown", [("a", STORY, "2026-03-02", None), ("b", STORY, None, None)], None, None),
    ("first", [("a", STORY, "2026-03-02", None), ("b", STORY, "2026-03-03", None)], "a", "it appeared first"),
    ("same day", [("a", STORY, "2026-03-02", None), ("b", STORY, "2026-03-02", None)], None, None),
    (
        "credited",
        [("a", f"{STORY} (Reuters)", "2026-03-02", "Courier"), ("b", STORY, "2026-03-02", "Reuters")],
        "b",
        "others credit its outlet",
    ),
    (
        "complete",
        [("a", COPIES[2][1], None, None), ("b", STORY, None, None)],
        "b",
        "it is complete, the others are cut",
    ),
]


@pytest.mark.parametrize(("rows", "origin", "why"), [row[1:] for row in ORIGINS], ids=[row[0] for row in ORIGINS])
def test_the_origin_is_told_where_it_can_be(
    rows: list[tuple[str, str, str | None, str | None]], origin: str | None, why: str | None
) -> None:
    (family,) = find_copies(article(*row) for row in rows)
    assert (family.origin, family.why) == (origin, why)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("share = 0.2", "share = 2.0|share: 2.0 is no share"),
        ("run = 3", "run = 'x'|run"),
        ("sign = \"http\", pattern = 'https?://\\S+'", "sign = \"http\", pattern = '('|clutter 'http'"),
    ],
)
def test_wrong_rules_are_named(wrong: str, told: str) -> None:
    from importlib.resources import files

    text = files("readouts").joinpath("ledger/data/copies.toml").read_text("utf-8")
    assert load_copy_rules() == read_copy_rules(text)
    put, message = told.split("|")
    assert wrong in text
    with pytest.raises(KnowledgeError, match=message):
        read_copy_rules(text.replace(wrong, put, 1))
