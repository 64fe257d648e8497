"""A user's own rules: files checked as a whole before anything is read with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from readouts.reports import modality, rulebook, triggers
from readouts.reports.rulebook import Rulebook


def read_rules(paths: Sequence[Path]) -> Rulebook:
    """The shipped rules with a user's files laid over them, in their order: of two rows for a word the last one holds.

    Raises KnowledgeError naming the file, the row and the remedy.
    """
    if not paths:
        return rulebook.shipped()
    book = rulebook.merge(paths)
    with rulebook.using(book):
        triggers.load()
        modality.load()
    return book
