"""The days on which a text is likely to have been written, from how far such words usually lie behind their day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from readouts.errors import KnowledgeError
from readouts.model import Interval
from readouts.times.signs import WINDOW, Sign
from readouts.times.words import read_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLUMNS = ("sign", "weight")
# Answers within a year hold the day in 95 of 100 texts, wider ones in 98; what the clues alone say within a month is
# kept where at least 80 of 100 such texts are of those days. Chosen on the half developed on.
SURE, SURER, KEPT = 0.95, 0.98, 0.8
YEAR, MONTH = 366, 31


def read_weights(path: Path | None = None) -> dict[str, float]:
    """The weights of signs of one file (ours without `path`); what is no number is a KnowledgeError with its line."""
    weights = {}
    for line, row in read_rows("lags.csv", COLUMNS, path):
        try:
            weights[row["sign"]] = float(row["weight"])
        except ValueError:
            raise KnowledgeError(
                f"{path or 'lags.csv'}:{line}: {row['sign']!r}: {row['weight']!r} is no number; fit the table anew"
            ) from None
    return weights


@cache
def load_weights() -> dict[str, float]:
    """The weights of the package, learnt on texts whose day is known (`benchmarks/fit_dating.py`)."""
    return read_weights()


class Shares:
    """How likely each day of the window is, as running sums: `sums[i]` is the share of the first i days."""

    def __init__(self, signs: Sequence[Sign], weights: dict[str, float]) -> None:
        """Weigh the signs; those without weight say nothing."""
        import numpy as np

        days = WINDOW[1] - WINDOW[0]
        steps = [0.0] * (days + 1)
        for one in signs:
            weight = weights.get(one.name, 0.0) * one.share
            steps[one.first - WINDOW[0]] += weight
            steps[one.end - WINDOW[0]] -= weight
        # from one change to the next all days are alike
        changes = [0, *(at for at in range(1, days) if steps[at])]
        scores = list(accumulate(steps[at] for at in changes))
        most = max(scores)
        alike = np.diff([*changes, days])
        sums = np.cumsum(np.repeat([exp(score - most) for score in scores], alike))
        self.sums: NDArray[np.float64] = np.concatenate(([0.0], sums)) / sums[-1]

    def of(self, days: Interval) -> float:
        """The share of an interval."""
        first, end = days.earliest.toordinal() - WINDOW[0], days.latest.toordinal() + 1 - WINDOW[0]
        last = len(self.sums) - 1
        return float(self.sums[min(max(end, 0), last)] - self.sums[min(max(first, 0), last)])

    def shortest(self, share: float) -> Interval:
        """The shortest interval with at least such a share; of equally short ones the first."""
        import numpy as np

        sums, last = self.sums, len(self.sums) - 1
        starts = sums[:-1]
        # where an interval that begins on each day has the share; a sum found so may be one step beside it by rounding
        ends = np.minimum(np.searchsorted(sums, starts + share), last)
        while (long := (ends > 0) & (sums[ends - 1] - starts >= share)).any():
            ends[long] = np.searchsorted(sums, sums[ends[long] - 1])
        while (short := (ends < last) & (sums[ends] - starts < share)).any():
            ends[short] = np.minimum(np.searchsorted(sums, sums[ends[short]], side="right"), last)
        enough = sums[ends] - starts >= share
        lengths = np.where(enough, ends - np.arange(last), last + 1)
        first = int(lengths.argmin())
        day, length = WINDOW[0] + first, int(lengths[first])
        return Interval(date.fromordinal(day), date.fromordinal(min(day + length, WINDOW[1]) - 1))


def find_likely(signs: Sequence[Sign], said: Interval | None) -> tuple[Interval, float]:
    """The days on which a text with such signs is likely to have been written, and the share of texts they hold.

    `said`, what its clues leave without customs, is kept where it is within a month and agrees.
    """
    shares = Shares(signs, load_weights())
    if said is not None and (said.latest - said.earliest).days <= MONTH and shares.of(said) >= KEPT:
        return said, KEPT
    days = shares.shortest(SURE)
    return (days, SURE) if (days.latest - days.earliest).days < YEAR else (shares.shortest(SURER), SURER)
