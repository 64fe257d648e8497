"""How a request comes to the ledger: a reading connection of its own for as long as it looks, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from os import PathLike
from queue import LifoQueue
from threading import Lock

from starlette.requests import Request

from readouts.desk.sharing import Epoch
from readouts.errors import ChangedError, LedgerError
from readouts.ledger import Ledger, open_ledger


class Ledgers:
    """The connections of a desk to its one ledger, opened when they are first needed and used again."""

    def __init__(self, target: str | PathLike[str], readers: int, epoch: Epoch) -> None:
        self._target = target
        self._idle: LifoQueue[Ledger | None] = LifoQueue()
        for _ in range(readers):
            self._idle.put(None)
        self._writer: Ledger | None = None
        self._writing = Lock()
        self._epoch = epoch

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """A ledger that is only read, for one thread; waits while all are in use. Raises LedgerError.

        One whose store broke off is opened anew for whoever comes next.
        """
        ledger = self._idle.get()
        try:
            ledger = ledger or open_ledger(self._target, create=False)
            yield ledger
        except LedgerError:
            if ledger:
                ledger.close()
            ledger = None
            raise
        finally:
            self._idle.put(ledger)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger to write to; one at a time. Raises LedgerError."""
        with self._writing:
            if self._writer is None:
                self._writer = open_ledger(self._target, create=False, change=True)
            try:
                yield self._writer
            except ChangedError:
                raise
            except LedgerError:
                self._writer.close()
                self._writer = None
                raise
            finally:
                self._epoch.advance()

    def close(self) -> None:
        """Lets go of all connections that are not in use."""
        while not self._idle.empty():
            ledger = self._idle.get()
            if ledger:
                ledger.close()
        with self._writing:
            if self._writer:
                self._writer.close()
            self._writer = None


def ledgers_of(request: Request) -> Ledgers:
    """The connections of the desk that a request came to."""
    found: Ledgers = request.app.state.ledgers
    return found


def reading(request: Request) -> AbstractContextManager[Ledger]:
    """A ledger that a page reads from.

    Reading blocks: pages are plain functions, which run in threads; `async` ones call it by `run_in_threadpool`.
    """
    return ledgers_of(request).reading()


def writing(request: Request) -> AbstractContextManager[Ledger]:
    """The ledger that a form writes to."""
    return ledgers_of(request).writing()
