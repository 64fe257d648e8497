"""Which report is of which contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TextIO

from rich.text import Text

from readouts.ledger import Crossing
from readouts.views.listing import SHORT_ID
from readouts.views.rows import Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import elide

COLUMNS = ("article", "report", "contact", "rule", "part_of")


def show_crosswalk(crossings: Iterable[Crossing], format: Format, out: TextIO) -> None:
    """Prints one line a report: the article's id, the report's id in it, the contact, and by which rule."""
    if format == "jsonl":
        write_jsonl(crossings, out)
    elif format == "csv":
        write_csv(COLUMNS, map(asdict, crossings), out)
    else:
        screen = Screen(out)
        room = screen.width - SHORT_ID - 18 - 3 * 2
        rows = [
            (
                elide(c.article, room * 2 // 3),
                elide(c.report, room // 3),
                Text(c.contact[:SHORT_ID], style="cyan"),
                c.rule,
            )
            for c in crossings
        ]
        if rows:
            screen.table([Column(name.upper()) for name in COLUMNS[:4]], rows)
