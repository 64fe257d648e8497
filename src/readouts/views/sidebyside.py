"""Two accounts of one contact in two columns."""

from __future__ import annotations

from typing import TextIO

from rich.text import Text

from readouts.ledger.sidebyside import Account, SideBySide
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import show_days, show_word

COLUMNS = ("what", "verdict", "a", "b", "why")
_STYLES = {"both": "green", "contradictory": "bold red", "only A": "", "only B": ""}


def show_side_by_side(laid: SideBySide, format: Format, out: TextIO) -> None:
    """Prints what both accounts say, what only one says, and where they contradict each other."""
    if format == "jsonl":
        write_jsonl([laid], out)
        return
    if format == "csv":
        rows: list[dict[str, Cell]] = [
            {"what": row.field, "verdict": row.verdict, "a": row.a, "b": row.b, "why": None} for row in laid.fields
        ]
        rows += [
            {"what": "sentence", "verdict": row.verdict, "a": row.a, "b": row.b, "why": row.why}
            for row in laid.sentences
        ]
        write_csv(COLUMNS, rows, out)
        return
    screen = Screen(out)
    for letter, account in (("A", laid.a), ("B", laid.b)):
        screen.line(Text(letter, style="bold"), f"  {_name(account)}")
    first = {"A": "A was first", "B": "B was first", None: "not known which was first"}[laid.first]
    screen.line(f"   {first}")
    screen.line()
    room = (screen.width - 13 - 18 - 2 * 3) // 2
    rows_shown = [
        (Text(r.verdict, style=_STYLES[r.verdict]), show_word(r.field), r.a or "–", r.b or "–") for r in laid.fields
    ]
    screen.table(
        [Column("", width=13), Column("FIELD", width=18), Column("A", width=room), Column("B", width=room)], rows_shown
    )
    screen.line()
    room = (screen.width - 13 - 2 * 2) // 2
    for row in laid.sentences:
        verdict = Text(row.verdict, style=_STYLES[row.verdict])
        cells = (verdict, row.a or "–", row.b or "–")
        screen.table([Column("", width=13), Column("", width=room), Column("", width=room)], [cells], heads=False)
        if row.why:
            screen.hanging("", Text(f"({row.why})", style="red"), 15)
        screen.line()


def _name(account: Account) -> str:
    parts = [account.article, account.outlet or "", f"word of {account.origin}", show_days(account.published)]
    return ", ".join(part for part in parts if part)
