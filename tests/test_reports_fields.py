"""Parties, day and place of each contact of short texts: the rows of reports_fields.csv, places behind an @."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from contact_rows import reading_of, row_of


def _rows() -> list[tuple[str, str, list[str]]]:
    with Path(__file__).with_name("reports_fields.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["published"], row["text"].replace("\\n", "\n"), [c for c in row["contacts"].split("; ") if c])
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(("published", "text", "contacts"), _rows())
def test_fields(published: str, text: str, contacts: list[str]) -> None:
    found = reading_of(text, published).contacts
    assert sorted(f"{row_of(one)} @{one.place.name if one.place else '-'}" for one in found) == contacts
