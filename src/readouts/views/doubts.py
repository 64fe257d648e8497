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
    "judgement": "judgements: something has changed under them",
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
    for kind, same_kind in groupby(doubts, key=lambda doubt: doubt.kind):
        screen.line(Text(_HEADS[kind], style="bold"))
        for (source, outlet), same_source in groupby(same_kind, key=lambda doubt: (doubt.source, doubt.outlet)):
            screen.line(Text(f"  {source}", style="cyan"), f", {outlet}" if outlet else "")
            for doubt in dict.fromkeys(same_source):  # what stands twice in the same words is shown once
                _show(doubt, screen)
        screen.line()


def _show(doubt: Doubtful, screen: Screen) -> None:
    contacts = [contact[:SHORT_ID] for contact in doubt.contacts]
    what = [doubt.what] if doubt.kind == "judgement" else []
    screen.hanging("", ": ".join([*what, doubt.reason, *([", ".join(contacts)] if contacts else [])]), 5)
    for passage in doubt.passages:
        screen.hanging("", mark(passage.text, passage.marks, coloured=screen.coloured), 7)


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
        "text": [str(mark(passage.text, passage.marks, coloured=False)) for passage in doubt.passages],
    }
