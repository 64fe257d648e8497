"""The table of figures, and the list of differences behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from readouts.score.rates import Json, Rate, Retrieval, wilson

_NAME_WIDTH = 36


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where prediction and gold differ: which article, what kind, which contact, in words."""

    article: str
    kind: str
    contact_key: str | None
    detail: str

    def to_json(self) -> dict[str, str | None]:
        """The four fields as they are."""
        return asdict(self)

    def __str__(self) -> str:
        where = f" {self.contact_key}" if self.contact_key else ""
        return f"{self.article}:{where} {self.kind}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of figures by name, in the order they are shown, and every difference."""

    rows: Mapping[str, Rate | Retrieval]
    differences: tuple[Difference, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """The rows as plain figures: rates to three digits, the ends of their 95% intervals, the counts."""
        return {name: row.to_json() for name, row in self.rows.items()}

    def lines(self) -> tuple[str, ...]:
        """The table in plain text, 80 columns wide at most; ±.04 is half the width of the 95% interval."""
        rates = {name: row for name, row in self.rows.items() if isinstance(row, Rate)}
        retrievals = {name: row for name, row in self.rows.items() if isinstance(row, Retrieval)}
        head = f"{'':{_NAME_WIDTH}}{'precision':11}{'recall':11}{'F1':5}right/said/gold"
        below = f"{'':{_NAME_WIDTH}}{'right':11}of"
        return (
            head,
            *(_show_retrieval(name, row) for name, row in retrievals.items()),
            "",
            below,
            *(_show_rate(name, row) for name, row in rates.items()),
        )


def _show_retrieval(name: str, row: Retrieval) -> str:
    precision, recall = _show(row.right, row.predicted), _show(row.right, row.gold)
    counts = f"{row.right}/{row.predicted}/{row.gold}"
    return f"{name:{_NAME_WIDTH}}{precision:11}{recall:11}{_short(row.f1):5}{counts}"


def _show_rate(name: str, row: Rate) -> str:
    return f"{name:{_NAME_WIDTH}}{_show(row.right, row.of):11}{row.right}/{row.of}"


def _show(right: int, total: int) -> str:
    if not total:
        return "-"
    low, high = wilson(right, total)
    return f"{_short(right / total)} ±{_short((high - low) / 2)}"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")
