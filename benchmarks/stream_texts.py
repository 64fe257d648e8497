"""The streams that `streams.py` measures: news in which one article of twenty may report a contact."""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.reports import triggers
from readouts.sources.articles import make_article

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED") or ROOT.parent / "shared")
SEED = 8
# Of each hundred articles so many are candidates, chosen by keywords as possibly reporting a contact.
RELEVANT = 5
# Of so many articles of the long streams one is a candidate.
RARE = 200

Row = dict[str, str]


def rows_of(corpus: str) -> list[dict[str, object]]:
    """The records of a corpus, in the order of the file."""
    lines = (SHARED / "corpora" / f"{corpus}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def candidates() -> list[Row]:
    """The articles and items of feeds that may report a contact."""
    return [_row(row) for corpus in ("feed", "articles") for row in rows_of(corpus) if row["candidate"]]


def others() -> list[Row]:
    """All others, and US political articles."""
    general = [_row(row) for corpus in ("feed", "articles") for row in rows_of(corpus) if not row["candidate"]]
    return [*(_row(row) for row in rows_of("attributions")), *general]


def mixed() -> list[Row]:
    """All others with so many candidates, drawn by a fixed seed, that those are 5 of 100, in an order drawn so too."""
    return among(others(), RELEVANT)


def silent(rows: Sequence[Row]) -> list[Row]:
    """Those of which the gate has no sentence parsed: that nothing is told of a contact in them is known without."""
    gate = triggers.load().gate
    articles = (make_article(row["text"], source="-") for row in rows)
    return [row for row, one in zip(rows, articles, strict=True) if not gate.first(Document(one, load()))]


def among(rest: Sequence[Row], relevant: int) -> list[Row]:
    """Articles with so many candidates, drawn by a fixed seed, that of 100 so many are, in an order drawn so too."""
    return _drawn(rest, len(rest) * relevant // (100 - relevant))


def rare() -> list[Row]:
    """Items of feeds without a sentence that is parsed, but for one of `RARE`, which is a candidate."""
    rest = silent([_row(row) for row in rows_of("feed") if not row["candidate"]])
    return _drawn(rest, len(rest) // (RARE - 1))


def _drawn(rest: Sequence[Row], number: int) -> list[Row]:
    chance = random.Random(SEED)
    rows = [*rest, *chance.sample(candidates(), number)]
    chance.shuffle(rows)
    return rows


def _row(row: dict[str, object]) -> Row:
    """A record as the command takes it: what it needs to know of an article."""
    known = {key: row.get(key) for key in ("id", "text", "published", "outlet", "title")}
    known["id"] = row.get("id") or row["doc"]
    return {key: str(value) for key, value in known.items() if value}


def as_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Records as JSON lines."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def again_and_again(rows: list[Row], articles: int) -> Iterator[Row]:
    """So many articles of the same texts, each with an id and, in its first line, a name that no other has."""
    for number, row in zip(range(articles), cycle(rows), strict=False):
        name = "".join("aeioubdgklmnprst"[int(digit, 16)] for digit in f"{number:x}")
        yield {**row, "id": f"{number}-{row['id']}", "text": f"Ostan{name}: {row['text']}"}


class Flow(io.RawIOBase):
    """Lines made as they are asked for, to be read like a pipe."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._rest = lines, b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """The next bytes; none at the end."""
        if not self._rest:
            self._rest = next(self._lines, b"")
        part = self._rest[: len(buffer)]
        self._rest = self._rest[len(part) :]
        buffer[: len(part)] = part
        return len(part)
