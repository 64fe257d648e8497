"""What was held back, is unsure, or could not be read, and why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from rich.text import Text

from readouts.ledger import Doubtful
from readouts.views.listing import SHORT_ID
from readouts.views.reasons import mark
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Screen

CSV_COLUMNS = ("kind", "source", "outlet", "what", "reason", "start", "end", "contacts", "text")
_HEADS = {
    "held back": "held back: seen, and not admitted",
    "doubt": "doubtful: read, but something is not right",
    "which contact": "which contact: reports that could be of any of several",
    "not read": "not read",
}


def show_doubts(doubts: Sequence[Doubtful], format: Format, out: TextIO) -> None:
    """Prints doubts, those of one kind together."""
    if format == "jsonl":
        write_jsonl(doubts, out)
        return
    if format == "csv":
        write_csv(CSV_COLUMNS, map(_csv_row, doubts), out)
        return
    screen = Screen(out)
    for kind, same in groupby(doubts, key=lambda doubt: doubt.kind):
        screen.line(Text(_HEADS[kind], style="bold"))
        for doubt in same:
            _show(doubt, screen)
        screen.line()


def _show(doubt: Doubtful, screen: Screen) -> None:
    where = f"{doubt.source} ({doubt.outlet})" if doubt.outlet else doubt.source
    screen.line(Text(f"  {where}", style="cyan"), f": {doubt.reason}")
    for passage in doubt.passages:
        screen.hanging("", mark(passage, coloured=screen.coloured), 5)
    if doubt.contacts:
        screen.hanging("", ", ".join(contact[:SHORT_ID] for contact in doubt.contacts), 5)


def _csv_row(doubt: Doubtful) -> dict[str, Cell]:
    return {
        "kind": doubt.kind,
        "source": doubt.source,
        "outlet": doubt.outlet,
        "what": doubt.what,
        "reason": doubt.reason,
        "start": doubt.span.start if doubt.span else None,
        "end": doubt.span.end if doubt.span else None,
        "contacts": list(doubt.contacts),
        "text": [str(mark(passage, coloured=False)) for passage in doubt.passages],
    }
