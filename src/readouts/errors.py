"""What can go wrong, as one tree.

::

    ReadoutsError              the root: catch this one to catch all of ours
    ├── SourceError            a file or record that cannot be read (names path and reason)
    ├── KnowledgeError         a knowledge file that is wrong (names file, line and remedy)
    ├── ExchangeError          JSON that is not the exchange format (names line and field)
    ├── LedgerError            a ledger that cannot be opened, written or read
    │   └── ChangedError       what was to be judged changed after it was looked at
    └── UsageError             a value given by the user that means nothing here
"""

from __future__ import annotations


class ReadoutsError(Exception):
    """Root of all errors raised on purpose by this package."""


class SourceError(ReadoutsError):
    """An input that cannot be read: `path` names it (with `#record` behind it), `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class KnowledgeError(ReadoutsError):
    """A knowledge file that is wrong: the message names file, line, field and what to do."""


class ExchangeError(ReadoutsError):
    """Input that claims to be in the exchange format and is not."""


class LedgerError(ReadoutsError):
    """A ledger that cannot be opened, read or written."""


class ChangedError(LedgerError):
    """What was to be judged is not any more what it was when it was looked at."""


class UsageError(ReadoutsError):
    """A value given by the user that means nothing here."""
