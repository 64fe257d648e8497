"""Opens the store that an address means."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from readouts.ledger.postgresql import ADDRESSES, ServerStore
from readouts.ledger.sqlite import FileStore
from readouts.ledger.store import Filling, Store


def open_store(
    place: str | PathLike[str], *, create: bool, writable: bool, wait: float, fill: Filling | None = None
) -> Store:
    """The store at a path or at an address that begins with postgresql://; raises LedgerError."""
    address = fspath(place)
    if isinstance(place, str) and address.startswith(ADDRESSES):
        return ServerStore(address, create=create, writable=writable, wait=wait, fill=fill)
    return FileStore(Path(place), create=create, writable=writable, wait=wait, fill=fill)
