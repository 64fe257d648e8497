"""Learn how far words lie behind the day of their text: `python benchmarks/fit_dating.py [--folds|--check] [TABLE]`.

Reads the half developed on (see `times.py`) of `attributions.jsonl`, `articles.jsonl` and `official_readouts.jsonl`,
undated, and writes the weights of their signs to TABLE (the package's `lags.csv` without it). The weights are those of
a log-linear model over weeks: the share of a week is proportional to the exponential of the weights of the classes its
signs are of on that week. `--check` writes nothing, but tells whether the table is what would be written, byte for
byte. `--folds` writes nothing, but learns on three quarters of the documents and tells how many
days of the fourth the shortest intervals hold.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dating import read_dated
from readouts.knowledge import load
from readouts.times.article import read_clues, settle
from readouts.times.datelines import read_head
from readouts.times.events import load_events
from readouts.times.find import scan
from readouts.times.likely import SURE, SURER
from readouts.times.signs import WINDOW, Sign, list_signs
from times import half_of

# The official statements are much alike: they count for less.
CORPORA = {"attributions.jsonl": 1.0, "articles.jsonl": 1.0, "official_readouts.jsonl": 0.3}
TABLE = Path(__file__).resolve().parents[1] / "src/readouts/times/data/lags.csv"
STEP = 7
WEEKS = (WINDOW[1] - WINDOW[0]) // STEP
MIDDLES = WINDOW[0] + np.arange(WEEKS) * STEP + STEP // 2
LEAST, ROUNDS, RIDGE = 3, 60, 1.0
Floats = NDArray[np.float64]


@dataclass
class Text:
    """One text: its id, how much it counts, its signs, and the week it is of."""

    doc: str
    share: float
    signs: list[Sign]
    week: int


@dataclass
class Grid:
    """The signs of one text by week: which weights they have, and how much each counts in each week."""

    numbers: NDArray[np.int64]
    counts: NDArray[np.float32]


def read_texts() -> list[Text]:
    """The texts to learn from, without those that bear their date."""
    knowledge, texts = load(), []
    for name, share in CORPORA.items():
        for doc, day, text in read_dated(name):
            if half_of(doc) != "developed on" or read_head(text):
                continue
            constraints = read_clues(text, knowledge, load_events())
            agreed, used, _ = settle(constraints)
            signs = list_signs(text, scan(text), constraints, agreed if used else ())
            if signs:
                texts.append(Text(doc, share, signs, find_week(day)))
    return texts


def find_week(day: date) -> int:
    """The number of the week of a day."""
    return min(max((day.toordinal() - WINDOW[0]) // STEP, 0), WEEKS - 1)


def lay_out(text: Text, names: dict[str, int]) -> Grid:
    """The signs of a text as numbers by week."""
    steps: dict[str, NDArray[np.float32]] = {}
    for sign in text.signs:
        if sign.name in names:
            row = steps.setdefault(sign.name, np.zeros(WEEKS + 1, np.float32))
            row[np.searchsorted(MIDDLES, sign.first)] += sign.share
            row[np.searchsorted(MIDDLES, sign.end)] -= sign.share
    columns = [np.cumsum(row)[:-1] for row in steps.values()]
    counts = np.stack(columns, axis=1) if columns else np.zeros((WEEKS, 0), np.float32)
    return Grid(np.array([names[name] for name in steps], np.int64), counts)


def spread(grid: Grid, weights: Floats) -> Floats:
    """The share of each week."""
    scores = grid.counts @ weights[grid.numbers]
    shares: Floats = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


def learn(texts: Sequence[Text], grids: Sequence[Grid], size: int) -> Floats:
    """The weights under which the weeks of the texts are likeliest, large weights being costly (Adam, all at once)."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, ROUNDS + 1):
        slope = RIDGE * weights
        for text, grid in zip(texts, grids, strict=True):
            expected = grid.counts.T @ spread(grid, weights) - grid.counts[text.week]
            np.add.at(slope, grid.numbers, text.share * expected)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        pace = 0.15 if step < ROUNDS * 0.6 else 0.05
        weights = weights - pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def shortest(shares: Floats, share: float) -> tuple[int, int]:
    """The first and the last week of the shortest run with such a share."""
    sums = np.concatenate([[0.0], np.cumsum(shares)])
    ends = np.searchsorted(sums, sums[:-1] + share - 1e-12)
    lengths = np.where(ends <= WEEKS, ends - np.arange(WEEKS), 10 * WEEKS)
    first = int(np.argmin(lengths))
    return (first, int(ends[first]) - 1) if lengths[first] <= WEEKS else (0, WEEKS - 1)


def tell_folds(texts: Sequence[Text], grids: Sequence[Grid], size: int) -> None:
    """Print how many weeks the intervals of texts hold that were not learnt from, and how many are within a year."""
    folds = [hashlib.sha256(b"x" + one.doc.encode()).digest()[0] % 4 for one in texts]
    held: Counter[float] = Counter()
    narrow: Counter[float] = Counter()
    for fold in range(4):
        rest = [at for at, own in enumerate(folds) if own != fold]
        weights = learn([texts[at] for at in rest], [grids[at] for at in rest], size)
        for text, grid, own in zip(texts, grids, folds, strict=True):
            for share in (0.8, 0.9, SURE, SURER) if own == fold else ():
                first, last = shortest(spread(grid, weights), share)
                held[share] += first <= text.week <= last
                narrow[share] += last - first < 52
    for share in sorted(held):
        told = f"hold the week {held[share] / len(texts):.3f}, within a year {narrow[share] / len(texts):.3f}"
        print(f"shortest {share:.2f}: {told}")


def main(arguments: Sequence[str]) -> int:
    """Learn, and write the table or tell of the folds."""
    texts = read_texts()
    counts = Counter(name for text in texts for name in {sign.name for sign in text.signs})
    names = {name: number for number, name in enumerate(sorted(one for one, count in counts.items() if count >= LEAST))}
    grids = [lay_out(text, names) for text in texts]
    print(f"{len(texts)} texts, {len(names)} classes of signs")
    if "--folds" in arguments:
        tell_folds(texts, grids, len(names))
        return 0
    weights = learn(texts, grids, len(names))
    table = "sign,weight\n" + "".join(f"{name},{weights[number]:.3f}\n" for name, number in names.items())
    path = next((Path(one) for one in arguments if not one.startswith("--")), TABLE)
    if "--check" in arguments:
        same = path.read_text(encoding="utf-8") == table
        print(f"{path} is {'what is learnt, byte for byte' if same else 'NOT what is learnt: write it anew'}")
        return 0 if same else 1
    path.write_text(table, encoding="utf-8")
    print(f"{path} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
