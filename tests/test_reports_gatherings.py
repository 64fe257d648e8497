"""Further wordings of the press: the rows of reports_gatherings.csv (summits, contacts told one by one, who is told
something on a visit) and of reports_misreadings.csv (what was once read with the wrong people, or as a contact)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from contact_rows import told


def _rows(name: str) -> list[tuple[str, str, list[str]]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [
            (row["published"], row["text"].replace("\\n", "\n"), [c for c in row["contacts"].split("; ") if c])
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(
    ("published", "text", "contacts"), _rows("reports_gatherings.csv") + _rows("reports_misreadings.csv")
)
def test_gatherings_and_more(published: str, text: str, contacts: list[str]) -> None:
    assert told(text, published) == sorted(contacts)
