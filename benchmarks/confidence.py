"""Is a contact printed with .9 right nine times of ten? `python benchmarks/confidence.py`, new weights: `--train`.

Reads the hand-coded articles that there are: the examples, `evaluation/`, and below the folder that READOUTS_SHARED
names (`../shared` without it) the news and the official statements. Every contact read is an example, right where the
scorer pairs it with one of the gold. `--train` weighs the features of `readouts.reports.confidence` on the halves
*open* and writes `data/confidence.json`; what it prints then is told by cross-validation: each contact is judged by
weights that were made without any contact between the same states. With `--half check` the shipped weights are judged
on the other half. Of texts that rules were written on fewer contacts are wrong than of those that users bring, so there
each wrong one counts twice; on such texts the confidence told is then a little too low, and elsewhere about right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from readouts.knowledge import Knowledge, load
from readouts.model import Reading
from readouts.reports import read_inputs
from readouts.reports.confidence import confidence, describe
from readouts.score import GoldArticle, Rate, Retrieval, give_verdicts, read_gold_file
from readouts.sources import Failure, Options, read

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED") or ROOT.parent / "shared")
WEIGHTS = ROOT / "src" / "readouts" / "reports" / "data" / "confidence.json"
FEWEST, PENALTY, SMALLEST, STEPS, FOLDS = 6, 6.0, 0.02, 30, 10
SEEN = 2.0  # how often a wrong contact counts where rules were written while looking at it: half of such were mended
STANDARD = 0.9  # the confidence from which nine of ten are to be right
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
EDGES = (0.98, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.0)
SMALLEST_BIN = 30


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Hand-coded articles and the texts they are of; `halved` where one half is kept to check on.

    `developed` says that rules were written while looking at these texts.
    """

    name: str
    gold: Path
    texts: tuple[Path, ...]
    halved: bool = True
    partial: bool = False
    developed: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """One contact read: its features, whether it is right, the set it is of, and the states it is between."""

    features: tuple[str, ...]
    right: bool
    name: str
    sides: str
    weight: float = 1.0

    @property
    def fold(self) -> int:
        """Contacts between the same states are in one fold: two articles may tell of one contact."""
        return hashlib.sha256(self.sides.encode()).digest()[0] % FOLDS


@dataclass(frozen=True, slots=True)
class Judged:
    """One contact read with its confidence."""

    confidence: float
    right: bool
    name: str


# the files of `evaluation/` with the labels of texts drawn by chance
DRAWN = ("feed", "articles", "further_articles", "further_feed")


def gold_sets() -> Iterator[GoldSet]:
    """The sets there are."""
    yield GoldSet("examples", ROOT / "examples" / "gold.jsonl", (ROOT / "examples" / "articles",), halved=False)
    gold, corpora = SHARED / "gold", SHARED / "corpora"
    news = (corpora / "feed.jsonl", corpora / "articles.jsonl")
    official = (corpora / "official_readouts.jsonl",)
    for found in (
        GoldSet("news", gold / "dev.jsonl", news),
        *(GoldSet(name, ROOT / "evaluation" / f"{name}.jsonl", news, developed=False) for name in DRAWN),
        GoldSet("official", gold / "official.jsonl", official, partial=True),
    ):
        if found.gold.is_file() and all(text.exists() for text in found.texts):
            yield found


def read_set(one: GoldSet, half: str, knowledge: Knowledge) -> Iterator[Example]:
    """The examples of one half of a set, in the order read."""
    gold = read_gold_file(one.gold, half if one.halved else None)
    for verdict in give_verdicts(gold, _readings(gold, one, knowledge), partial=one.partial):
        reading, contact = verdict.reading, verdict.contact
        features = tuple(describe(reading.article, contact, reading.contacts))
        sides = "+".join(sorted({p.state or "?" for p in contact.participants}))
        weight = SEEN if one.developed and not verdict.found else 1.0
        yield Example(features, verdict.found, one.name, sides, weight)


def _readings(gold: Sequence[GoldArticle], one: GoldSet, knowledge: Knowledge) -> Iterator[Reading]:
    wanted = {name for article in gold for name in article.names}
    inputs = read([str(path) for path in one.texts], Options())
    kept = (i for i in inputs if isinstance(i, Failure) or not one.halved or i.article.id in wanted)
    for found in read_inputs(kept, knowledge, min_confidence=0.0):
        if isinstance(found, Failure):
            sys.exit(str(found))
        yield found[1]


def train(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of a logistic regression with a penalty on large ones, by Newton's method; no chance is in it."""
    often = Counter(f for e in examples for f in set(e.features))
    names = sorted(f for f, n in often.items() if n >= FEWEST)
    at = {f: i for i, f in enumerate(names)}
    rows = np.zeros((len(examples), len(names)))
    for number, example in enumerate(examples):
        rows[number, [at[f] for f in example.features if f in at]] = 1.0
    right = np.array([float(e.right) for e in examples])
    counts = np.array([e.weight for e in examples])
    penalty = np.full(len(names), PENALTY)
    penalty[at["always"]] = 0.01
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (likely - right)) + penalty * weights
        curve = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return {f: round(float(w), 3) for f, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST}


def judge(example: Example, weights: dict[str, float] | None = None) -> Judged:
    """An example with its confidence, by the shipped weights unless others are given."""
    return Judged(confidence(example.features, weights), example.right, example.name)


def cross_validate(examples: Sequence[Example]) -> list[Judged]:
    """Every example judged by weights made without its fold."""
    judged = []
    for fold in range(FOLDS):
        weights = train([e for e in examples if e.fold != fold])
        judged += [judge(e, weights) for e in examples if e.fold == fold]
    return judged


@dataclass(frozen=True, slots=True)
class Bin:
    """The contacts printed with a confidence from `low` to `high`: how many are right, and the mean told."""

    low: float
    high: float
    right: Rate
    told: float

    def __str__(self) -> str:
        return f"{_short(self.low)} to {_short(self.high)}"


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a set where contacts of less than a confidence are held back."""

    least: float
    found: Retrieval


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """The bins of a reliability table, the surest first; what would hold fewer than 30 is joined to the next below."""
    left = sorted(judged, key=lambda j: -j.confidence)
    parts: list[list[Judged]] = [[]]
    for low in EDGES:
        parts[-1] += [j for j in left if j.confidence >= low]
        left = [j for j in left if j.confidence < low]
        if len(parts[-1]) >= SMALLEST_BIN and len(left) >= SMALLEST_BIN:
            parts.append([])
    return [_bin(part) for part in parts if part]


def _bin(part: Sequence[Judged]) -> Bin:
    told = [j.confidence for j in part]
    return Bin(min(told), max(told), Rate(sum(j.right for j in part), len(part)), sum(told) / len(told))


def sure(judged: Sequence[Judged]) -> tuple[Rate, Rate]:
    """Of the contacts printed with .9 or more, how many are right; and how many of all right ones are of these."""
    high = [j for j in judged if j.confidence >= STANDARD]
    right = sum(j.right for j in high)
    return Rate(right, len(high)), Rate(right, sum(j.right for j in judged))


def cuts(judged: Sequence[Judged], gold: int) -> list[Cut]:
    """What is found at each threshold; `gold` is the number of contacts that there are to find."""
    kept = [(least, [j.right for j in judged if j.confidence >= least]) for least in THRESHOLDS]
    return [Cut(least, Retrieval(sum(rights), len(rights), gold)) for least, rights in kept]


def read_all(half: str, knowledge: Knowledge) -> tuple[list[Example], Counter[str]]:
    """The examples of one half of all sets, and how many contacts the gold of each set has."""
    examples: list[Example] = []
    gold: Counter[str] = Counter()
    for one in gold_sets():
        if one.halved or half == "open":
            examples += read_set(one, half, knowledge)
            lines = read_gold_file(one.gold, half if one.halved else None)
            gold[one.name] = sum(len(article.contacts or ()) for article in lines)
    return examples, gold


def show(judged: Sequence[Judged], gold: Counter[str]) -> None:
    """Print both tables."""
    high, of_all = sure(judged)
    print(f"printed with .9 or more: {_figure(high)} right; of all right ones {_figure(of_all)}")
    for one in reliability(judged):
        print(f"  {one!s:12} told {_short(one.told)}, right {_figure(one.right)}")
    for name in gold:
        print(f"{name}: held back below, then contacts found")
        for cut in cuts([j for j in judged if j.name == name], gold[name]):
            found = cut.found
            print(
                f"  {_short(cut.least)}: F1 {_short(found.f1)}, precision {_short(found.precision)}, "
                f"recall {_short(found.recall)} ({found.right}/{found.predicted}/{found.gold})"
            )


def _figure(rate: Rate) -> str:
    return f"{_short(rate.accuracy or 0.0)} ({rate.right}/{rate.of})"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def main() -> None:
    """Make the weights, or judge the shipped ones."""
    parser = argparse.ArgumentParser(description="How far a contact's confidence is to be trusted.")
    parser.add_argument("--train", action="store_true", help="write new weights, made from the halves open")
    parser.add_argument("--half", choices=("open", "check"), default="open", help="the half to judge (default: open)")
    asked = parser.parse_args()
    if asked.train and asked.half == "check":
        parser.error("weights are made from the halves open alone")
    if asked.train and not WEIGHTS.is_file():
        WEIGHTS.write_text("{}\n", encoding="utf-8")  # nothing can be read without a file of weights
    examples, gold = read_all(asked.half, load())
    if asked.train:
        weights = train(examples)
        WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        right = sum(e.right for e in examples)
        print(f"{len(examples)} contacts, {right} of them right: {len(weights)} weights in {WEIGHTS.relative_to(ROOT)}")
    if asked.half == "open":
        print("By cross-validation:")
        show(cross_validate(examples), gold)
    else:
        show([judge(e) for e in examples], gold)


if __name__ == "__main__":
    main()
