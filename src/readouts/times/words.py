"""Words and the class each belongs to, as the rules of time expressions name them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from readouts.errors import KnowledgeError

CASES = ("any", "capital", "title", "upper")
DATA = files("readouts.times") / "data"


@dataclass(frozen=True, slots=True)
class Word:
    """One row of `words.csv`: the class, what the word stands for, and how it must be written to count."""

    kind: str
    value: str
    case: str

    def written(self, token: str) -> bool:
        """Whether the token has the capitals that this word asks for.

        >>> Word("MAY", "5", "capital").written("may")
        False
        """
        if self.case == "any":
            return True
        if self.case == "capital":
            return token[0].isupper()
        if self.case == "title":
            return token[0].isupper() and token[1:].islower()
        return token.isupper()


def read_rows(name: str, columns: tuple[str, ...], path: Path | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of one data file with their line numbers; a wrong column is a KnowledgeError."""
    source = path if path is not None else DATA / name
    try:
        text = source.read_text(encoding="utf-8-sig")  # tables saved by Excel begin with a mark
    except UnicodeDecodeError as fault:
        raise KnowledgeError(f"{source}: byte {fault.start} is not UTF-8; save the table as UTF-8") from None
    table = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(table.fieldnames or ()) != columns:
        found = ",".join(table.fieldnames or ()) or "none"
        raise KnowledgeError(f"{source}:1: columns must be {','.join(columns)}, found {found}; mend the first line")
    for row in table:
        if None in row or None in row.values():
            raise KnowledgeError(f"{source}:{table.line_num}: needs {len(columns)} fields; quote commas inside one")
        yield table.line_num, row


@cache
def load_words() -> dict[str, Word]:
    """All words of `words.csv`, lower case, with their class; a word twice or an unknown case is a KnowledgeError."""
    words: dict[str, Word] = {}
    for line, row in read_rows("words.csv", ("class", "word", "value", "case")):
        if row["word"] in words:
            raise KnowledgeError(f"words.csv:{line}: {row['word']!r} is there already; a word has one class")
        if row["case"] not in CASES:
            raise KnowledgeError(f"words.csv:{line}: case {row['case']!r} must be one of {', '.join(CASES)}")
        words[row["word"]] = Word(row["class"], row["value"], row["case"])
    return words
