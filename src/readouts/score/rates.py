"""Figures with their doubt: a rate, or precision, recall and F1, each with its 95% interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

Json = dict[str, float | int | list[float] | None]
_Z = 1.959964  # of the 95% interval


def wilson(right: int, total: int) -> tuple[float, float]:
    """The two ends of the 95% interval of a rate (Wilson's), to three digits.

    It takes the cases as independent; those of one article or event are not, so the truth is somewhat wider.
    """
    scale = total + _Z * _Z
    middle = (right + _Z * _Z / 2) / scale
    half = _Z / scale * math.sqrt(right * (total - right) / total + _Z * _Z / 4)
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a number were right."""

    right: int
    of: int

    @property
    def accuracy(self) -> float | None:
        """The share that is right, to three digits; None of none."""
        return _share(self.right, self.of) if self.of else None

    def to_json(self) -> Json:
        """The figures under the names that a table has them."""
        figures: Json = {"accuracy": self.accuracy}
        if self.of:
            figures["accuracy_interval"] = list(wilson(self.right, self.of))
        return {**figures, "right": self.right, "of": self.of}


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How many of those predicted and of those wanted were right."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the predicted that is right, to three digits; 0 of none."""
        return _share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the gold that is right, to three digits; 0 of none."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, to three digits."""
        if not self.right:
            return 0.0
        precision, recall = self.right / self.predicted, self.right / self.gold
        return round(2 * precision * recall / (precision + recall), 3)

    def to_json(self) -> Json:
        """The figures under the names that a table has them."""
        figures: Json = {"precision": self.precision}
        if self.predicted:
            figures["precision_interval"] = list(wilson(self.right, self.predicted))
        figures["recall"] = self.recall
        if self.gold:
            figures["recall_interval"] = list(wilson(self.right, self.gold))
        return {**figures, "f1": self.f1, "right": self.right, "predicted": self.predicted, "gold": self.gold}


def _share(right: int, total: int) -> float:
    return round(right / total, 3) if total else 0.0
