"""Rows for machines: one base for all exports."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TextIO

import msgspec

Format = Literal["table", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = ("table", "jsonl", "csv")
Cell = str | int | float | bool | None | Sequence[str]


def write_jsonl(nouns: Iterable[object], out: TextIO) -> None:
    """Each noun as one line of JSON; fields are named as in Python."""
    for noun in nouns:
        out.write(json.dumps(msgspec.to_builtins(noun), ensure_ascii=False) + "\n")


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], out: TextIO) -> None:
    """Rows under a line of heads; lists are joined by "; ", what is not known is empty, truth is yes or no."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (str, int, float)):
        return value
    return "; ".join(value)
