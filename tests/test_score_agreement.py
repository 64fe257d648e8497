"""Our table against an independent scorer of the same definitions, on real gold and generated predictions.

The scorer (`score/score.py`) and the gold (`gold/*.jsonl`) lie outside the project: see READOUTS_SHARED in
CONTRIBUTING.md.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from readouts.score import read_gold_file, read_predictions, score, score_files
from score_faults import FAULTS, Record, predict, spoil

SHARED = Path(os.environ.get("READOUTS_SHARED") or Path(__file__).parents[2] / "shared")
SETS = ("seeds", "dev", "official")
ROUNDS = 100  # generated prediction files a gold set
ARTICLES = 25  # articles in each

pytestmark = pytest.mark.skipif(
    not (SHARED / "score" / "score.py").is_file() or not (SHARED / "gold").is_dir(),
    reason=f"no reference scorer and gold in {SHARED} (set READOUTS_SHARED)",
)


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=SETS)
def gold_path(request: pytest.FixtureRequest) -> Path:
    return SHARED / "gold" / f"{request.param}.jsonl"


def load(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def test_gold_is_perfect(reference: ModuleType, gold_path: Path) -> None:
    predictions = [predict(record) for record in load(gold_path)]
    table = score_files(gold_path, predictions)
    expected, _ = reference.score(reference.load_gold(str(gold_path)), predictions)
    assert table.to_json() == expected
    assert list(table.rows) == list(expected)
    assert table.differences == ()


@pytest.mark.parametrize("half", ["open", "check"])
@pytest.mark.parametrize("name", ["dev", "official"])
def test_halves_agree(reference: ModuleType, name: str, half: str) -> None:
    path = SHARED / "gold" / f"{name}.jsonl"
    predictions = list(spoil(random.Random(half), load(path), Counter()))
    expected, _ = reference.score(reference.load_gold(str(path), half), predictions, partial=True)
    assert score_files(path, predictions, partial=True, half=half).to_json() == expected


def test_generated_predictions_agree(reference: ModuleType, gold_path: Path) -> None:
    """The same figures, to the last digit given, for every combination of switches."""
    gold, articles = load(gold_path), {article.id: article for article in read_gold_file(gold_path)}
    used: Counter[str] = Counter()
    for seed in range(ROUNDS):
        rng = random.Random(f"{gold_path.stem} {seed}")
        some = rng.sample(gold, min(ARTICLES, len(gold)))
        predictions = list(spoil(rng, some, used))
        undated, partial = seed % 2 == 1, seed % 4 > 1
        expected, errors = reference.score(some, predictions, undated, partial)
        ours = [articles[record["id"]] for record in some]
        table = score(ours, read_predictions(predictions), undated=undated, partial=partial)
        assert table.to_json() == expected, f"seed {seed}"
        assert bool(table.differences) == bool(errors), f"seed {seed}"
    assert set(used) >= {fault.__name__ for fault in FAULTS} | {"missing article"}
