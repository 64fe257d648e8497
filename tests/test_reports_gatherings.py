"""Gatherings, contacts told one by one, who is told something on a visit, and further wordings of the press: the rows
of reports_gatherings.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from contact_rows import told


def _rows() -> list[tuple[str, str, list[str]]]:
    with Path(__file__).with_name("reports_gatherings.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["published"], row["text"].replace("\\n", "\n"), [c for c in row["contacts"].split("; ") if c])
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(("published", "text", "contacts"), _rows())
def test_gatherings_and_more(published: str, text: str, contacts: list[str]) -> None:
    assert told(text, published) == sorted(contacts)
