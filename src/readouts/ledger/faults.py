"""What SQLite and PostgreSQL complain of, in words that name the ledger and the remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

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


# By the first characters of the server's code of the error; the longest that fits counts.
_SERVER_WORDS = {
    "55P03": "another program is writing to it; try again when that has finished",
    "40": "another program was writing to it; try again",
    "53100": "the server's disk is full; what was added before is kept, free some space and add the rest again",
    "53": "the server has no more room for this; try again later",
    "42501": "you may not do this there; ask for the rights on the schema and its tables",
    "25006": "it can only be read there; connect to the server that is written to",
    "57": "the server broke off; what was added before is kept, add the rest again",
    "08": "the connection to the server broke; what was added before is kept, add the rest again",
    "28": "the server lets nobody in with this name and password",
    "3D": "there is no such database on the server; make it first (createdb)",
}


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Turns what the database raises inside the block into a LedgerError that names the ledger and says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{name}: {_explain(error.orig)}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{name}: {_explain(error)}") from error


def _explain(error: BaseException | None) -> str:
    code = getattr(error, "sqlite_errorname", None)
    if code:
        return next((words for start, words in _WORDS.items() if code.startswith(start)), f"{error}")
    state = getattr(error, "sqlstate", None) or ""
    fitting = [start for start in _SERVER_WORDS if state.startswith(start)]
    if fitting:
        return _SERVER_WORDS[max(fitting, key=len)]
    told = " ".join(str(error).split())
    if not state and type(error).__name__ == "OperationalError":
        return f"the server cannot be reached or broke off ({told}); what was added before is kept"
    return told
