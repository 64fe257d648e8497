"""How sure a contact is: what the weights are read from, what is held back, and that nothing of it is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import readouts
from readouts.cli import commands
from readouts.errors import KnowledgeError
from readouts.model import Reading
from readouts.reports import MIN_CONFIDENCE, withhold
from readouts.reports.confidence import confidence, describe, load_weights, read_weights, weigh

DAY = "2022-03-08"
PLAIN = "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday."
VAGUE = (
    "Farmers went home late in the evening, tired of waiting for news of the price of milk, and few had hope left. "
    "Nothing moved on the roads into the capital, where the ministry had promised to publish its figures by noon. "
    "It was said that talks between Norway and Iceland about cod, which their fishers want, could come in summer. "
)
TWO = f"{PLAIN}\n\n{VAGUE}"


def read(text: str, least: float | None = None) -> Reading:
    return readouts.read_text(text, published=DAY, min_confidence=least)


def test_the_shipped_weights_are_of_features_that_are_told() -> None:
    told = {"always"} | {f for c in read(TWO, 0.0).contacts for f in describe(read(TWO).article, c, (c,))}
    assert "always" in load_weights()
    assert told & load_weights().keys() > {"always"}


def test_a_plain_telling_is_surer_than_a_vague_one() -> None:
    sure, vague = sorted(read(TWO, 0.0).contacts, key=lambda c: -c.confidence)
    assert {p.name for p in sure.participants} == {"Emmanuel Macron", "Olaf Scholz"}
    assert sure.confidence >= 0.9 > vague.confidence


@pytest.mark.parametrize(
    ("features", "weights", "wanted"),
    [
        ([], {}, 0.5),
        (["a"], {"a": 2.2}, 0.9),
        (["a", "a"], {"a": 2.2}, 0.9),
        (["a", "b", "never weighed"], {"a": 2.2, "b": -2.2}, 0.5),
        (["a"], {"a": 90.0}, 0.99),
        (["a"], {"a": -90.0}, 0.01),
    ],
)
def test_confidence_is_of_the_sum_of_the_weights(features: list[str], weights: dict[str, float], wanted: float) -> None:
    assert confidence(features, weights) == wanted


def test_weigh_tells_what_counted() -> None:
    assert weigh(["b", "a", "c"], {"a": 1.0, "b": -0.5}) == [("a", 1.0), ("b", -0.5)]


@given(st.lists(st.sampled_from(sorted(load_weights()))))
def test_confidence_is_a_share_whatever_the_features(features: list[str]) -> None:
    assert 0.01 <= confidence(features) <= 0.99
    assert confidence(features) == confidence([*reversed(features), *features])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{", "mine.json: Expecting property name"),
        ("[]", "mine.json: it must map features to numbers"),
        ('{"head": "much"}', "mine.json: it must map features to numbers"),
    ],
)
def test_a_wrong_file_of_weights_is_told_with_the_remedy(source: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError, match=r"run benchmarks/confidence.py --train") as told:
        read_weights(source, "mine.json")
    assert str(told.value).startswith(complaint)


def test_what_falls_below_is_held_back_with_its_reason() -> None:
    all_of_it = read(TWO, 0.0)
    vague = min(all_of_it.contacts, key=lambda c: c.confidence)
    least = vague.confidence + 0.01
    kept = read(TWO, least)
    assert len(kept.contacts) == len(all_of_it.contacts) - 1
    assert vague not in kept.contacts
    (held,) = [h for h in kept.held_back if h.reason.startswith("confidence")]
    assert held.span == vague.evidence[0]
    assert all(p.name in held.what for p in vague.participants)
    assert held.reason == f"confidence {vague.confidence:g}, below {least:g}".replace("0.", ".")


@given(st.floats(min_value=0, max_value=1))
def test_nothing_is_lost(least: float) -> None:
    whole = FULL
    kept = withhold(whole, least)
    assert all(c.confidence >= least for c in kept.contacts)
    assert len(kept.contacts) + len(kept.held_back) == len(whole.contacts) + len(whole.held_back)
    ids = {c.id for c in kept.contacts}
    assert all(s.contact is None or s.contact in ids for s in kept.statements)
    assert (kept.statements == whole.statements) or len(ids) < len(whole.contacts)


SPOKEN = f'{PLAIN} "We agreed to meet again in Berlin," Macron said after the call.\n\n{VAGUE}'
FULL = read(SPOKEN, 0.0)


def test_a_statement_and_a_part_of_what_is_held_back_are_of_no_contact() -> None:
    first, *others = FULL.contacts
    linked = replace(
        FULL,
        contacts=(replace(first, confidence=0.2), *(replace(c, part_of=first.id, confidence=0.9) for c in others)),
        statements=tuple(replace(s, contact=first.id) for s in FULL.statements),
    )
    kept = withhold(linked, 0.5)
    assert others
    assert FULL.statements
    assert all(c.part_of is None for c in kept.contacts)
    assert all(s.contact is None for s in kept.statements)


def test_the_default_is_the_documented_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TWO, encoding="utf-8")
    plain = list(readouts.read(tmp_path / "a.txt", published=DAY))
    asked = list(readouts.read(tmp_path / "a.txt", published=DAY, min_confidence=MIN_CONFIDENCE))
    none = list(readouts.read(tmp_path / "a.txt", published=DAY, min_confidence=1.0))
    assert plain == asked
    assert [len(one.contacts) for one in none if isinstance(one, Reading)] == [0]


def test_a_file_of_weights_is_in_the_order_of_its_features() -> None:
    path = Path(readouts.__file__).parent / "reports" / "data" / "confidence.json"
    names = list(json.loads(path.read_text(encoding="utf-8")))
    assert names == sorted(names)


def test_the_help_tells_the_default() -> None:
    told = CliRunner().invoke(commands, ["extract", "--help"], standalone_mode=False).output
    assert f"[default: {MIN_CONFIDENCE}]" in told
