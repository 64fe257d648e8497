"""Who may sign in, as a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from readouts.ledger.accounts import Account
from readouts.views.rows import Format, write_csv, write_jsonl
from readouts.views.screen import Column, Screen

_COLUMNS = ("name", "role", "created", "disabled")


def list_accounts(accounts: Iterable[Account], form: Format, out: TextIO) -> int:
    """Prints accounts by name; returns how many."""
    found = list(accounts)
    rows = [{column: getattr(account, column) for column in _COLUMNS} for account in found]
    if form == "jsonl":
        write_jsonl(rows, out)
    elif form == "csv":
        write_csv(_COLUMNS, rows, out)
    elif found:
        heads = [Column("NAME"), Column("ROLE", width=8), Column("SINCE", width=10), Column("DISABLED", width=10)]
        cells = [[one.name, one.role, one.created[:10], (one.disabled or "")[:10]] for one in found]
        Screen(out).table(heads, cells)
    return len(found)
