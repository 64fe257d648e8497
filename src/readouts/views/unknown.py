"""People whom the knowledge does not have, with the role that the texts give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from readouts.reports import Unknown
from readouts.views.rows import Cell, Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen
from readouts.views.words import UNKNOWN, elide

COLUMNS = (
    "name", "role", "kind", "state", "articles", "mentions", "first", "last", "person", "example", "source", "outlet",
)  # fmt: skip
_COUNT, _STATE, _INDENT = 8, 5, 2


def show_unknown(rows: Sequence[Unknown], format: Format, out: TextIO) -> None:
    """Prints the worklist; the table has a sentence of a text under each name."""
    if format == "jsonl":
        write_jsonl(map(_row, rows), out)
    elif format == "csv":
        write_csv(COLUMNS, map(_row, rows), out)
    elif rows:
        _table(rows, Screen(out))


def _row(row: Unknown) -> dict[str, Cell]:
    return {
        "name": row.name,
        "role": row.role,
        "kind": row.kind,
        "state": row.state,
        "articles": row.articles,
        "mentions": row.mentions,
        "first": row.first.isoformat() if row.first else None,
        "last": row.last.isoformat() if row.last else None,
        "person": row.person,
        "example": row.example,
        "source": row.source,
        "outlet": row.outlet,
    }


def _table(rows: Sequence[Unknown], screen: Screen) -> None:
    room = screen.width - _COUNT - _STATE - 3 * 2
    columns = (
        Column("ARTICLES", right=True, width=_COUNT),
        Column("STATE", width=_STATE),
        Column("NAME", width=room // 2),
        Column("ROLE", width=room - room // 2),
    )
    screen.table(columns, [])
    for row in rows:
        name, role = elide(row.name, room // 2), elide(row.role, room - room // 2)
        screen.table(columns, [(str(row.articles), row.state or UNKNOWN, name, role)], heads=False)
        screen.line(" " * (_COUNT + _INDENT) + elide(row.example, screen.width - _COUNT - _INDENT), style="dim")
