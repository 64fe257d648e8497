"""Families of copies, as a table and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from readouts.ledger.descent import Family
from readouts.views.rows import Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import elide

COLUMNS = ("members", "kind", "origin", "why")


def show_copies(families: Sequence[Family], format: Format, out: TextIO) -> int:
    """Prints families; returns how many there were."""
    if format == "jsonl":
        write_jsonl(families, out)
    elif format == "csv":
        write_csv(
            COLUMNS, [{"members": f.members, "kind": f.kind, "origin": f.origin, "why": f.why} for f in families], out
        )
    else:
        screen = Screen(out)
        rest = screen.width - 9 - 16 - 32 - 3 * 2
        rows = [
            (f.kind, elide(f.origin or "?", 16), elide(f.why or "", 32), elide(", ".join(f.members), rest))
            for f in families
        ]
        heads = [Column("KIND"), Column("ORIGIN"), Column("WHY"), Column("MEMBERS")]
        if rows:
            screen.table(heads, rows)
    return len(families)
