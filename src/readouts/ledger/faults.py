"""What SQLite complains of, in words that name the file and the remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from readouts.errors import LedgerError

_WORDS = {
    "SQLITE_FULL": "the disk is full; what was added before is kept, free some space and add the rest again",
    "SQLITE_READONLY": "it cannot be written; check the permissions of the file and its folder",
    "SQLITE_BUSY": "another program is writing to it; try again when that has finished",
    "SQLITE_LOCKED": "another program is writing to it; try again when that has finished",
    "SQLITE_NOTADB": "this is not a ledger of Readouts",
    "SQLITE_CORRUPT": "the file is damaged; restore it from a copy, or add the articles to a new ledger",
    "SQLITE_CANTOPEN": "it cannot be opened; check that its folder exists and that you may write there",
    "SQLITE_PERM": "it cannot be opened; check the permissions of the file and its folder",
    "SQLITE_IOERR": "reading or writing the disk failed; what was added before is kept",
    "SQLITE_TOOBIG": "an article or page is too large for it",
}


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turns what SQLite raises inside the block into a LedgerError that names the ledger and says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{path}: {_explain(error.orig)}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {_explain(error)}") from error


def _explain(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", "")
    return next((words for start, words in _WORDS.items() if name.startswith(start)), f"{error}")
