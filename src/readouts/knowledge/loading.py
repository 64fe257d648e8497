"""Loading the knowledge: the package's own files, then the user's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from readouts.knowledge.base import Knowledge
from readouts.knowledge.checks import check
from readouts.knowledge.tables import Tables, read_table

DATA = Path(__file__).parent / "data"
FILES = (
    "states.csv", "towns.csv", "persons.csv", "tenures.csv", "outlets.csv", "titles.csv", "cautious.csv",
    "honorifics.csv",
)  # fmt: skip


def load(extra: Sequence[Path] = ()) -> Knowledge:
    """The knowledge of the package, with the user's files laid over it: a row with the key of one of ours replaces it.

    Raises KnowledgeError that names file, line, column and what to do.
    """
    return _ours() if not extra else _read(tuple(extra))


@cache
def _ours() -> Knowledge:
    return _read(())


def _read(extra: tuple[Path, ...]) -> Knowledge:
    tables = Tables()
    for path in (*(DATA / name for name in FILES), *extra):
        read_table(path, tables)
    check(tables)
    return Knowledge(tables)
