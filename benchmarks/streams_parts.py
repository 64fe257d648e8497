"""Where the time of a stream goes: `python benchmarks/streams_parts.py [--every N] [--write]`.

The first stream of `streams.py` in three kinds of articles: those in which the gate asks for no sentence, those of
which it has sentences parsed that tell of no contact, and those that tell of one. Each kind is read by itself, once to
warm up and once by the clock (CPU seconds of the process). What parsing takes of it is told apart.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time
from unittest.mock import patch

from readouts.knowledge import load
from readouts.language import parsing
from readouts.language.document import Document
from readouts.language.parsing import Parsed, Unit
from readouts.model import Reading
from readouts.reports import triggers
from readouts.reports.inputs import read_inputs
from readouts.reports.litter import look_rarely
from readouts.sources import Failure, read
from sections import put
from stream_texts import SHARED, Flow, Row, as_lines, mixed
from streams import of_rows, read_lines

HEADING = "## Where the time goes"
KINDS = ("stopped by the gate", "parsed, no contact", "with a contact")
EVERY = 4
_parse_units = parsing.parse_units


def kind_of(reading: Reading) -> str:
    """Which of the three kinds an article is."""
    if reading.contacts:
        return KINDS[2]
    asked = reading.article.language in ("en", None) and triggers.load().gate.first(Document(reading.article, load()))
    return KINDS[1] if asked else KINDS[0]


def parts(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows by their kind; reading them to know it warms up."""
    found: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    stream = io.BufferedReader(Flow(as_lines(rows)), 65_536)
    for row, one in zip(rows, read_inputs(read("-", stdin=stream), load()), strict=True):
        if isinstance(one, Failure):
            raise SystemExit(str(one))
        found[kind_of(one[1])].append(row)
    return found


@dataclass(slots=True)
class Parser:
    """How many sentences were parsed, in how many CPU seconds; put in the parser's place while something is read."""

    sentences: int = 0
    seconds: float = 0.0

    def parse(self, units: Sequence[Unit], known: Sequence[Parsed | None] = ()) -> Iterator[Parsed]:
        """What the parser says of the units."""
        begun = process_time()
        found = list(_parse_units(units, known))
        self.seconds += process_time() - begun
        self.sentences += len(found)
        return iter(found)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of articles: how many, the CPU seconds for them, and what was parsed of them."""

    kind: str
    number: int
    seconds: float
    parser: Parser

    @property
    def row(self) -> str:
        """A row of the table, but for its end."""
        number = max(1, self.number)
        return (
            f"| {self.kind} | {self.number:,} | {self.parser.sentences / number:.1f} "
            f"| {1000 * self.seconds / number:.1f} | {1000 * self.parser.seconds / number:.1f} |"
        )


def table(rows: Sequence[Row]) -> str:
    """The kinds with their number, sentences, times, and what share of the time each takes, as a table in Markdown."""
    timed = []
    for kind, some in parts(rows).items():
        parser = Parser()
        begun = process_time()
        with patch.object(parsing, "parse_units", parser.parse):
            read_lines(of_rows(some))
        timed.append(Part(kind, len(some), process_time() - begun, parser))
    whole = sum(one.seconds for one in timed)
    parsed = Parser(sum(one.parser.sentences for one in timed), sum(one.parser.seconds for one in timed))
    return "\n".join(
        [
            "| articles | number | sentences parsed each | ms each | of it parsing | share of the time |",
            "|---|---|---|---|---|---|",
            *(f"{one.row} {one.seconds / whole:.0%} |" for one in timed),
            f"{Part('all', len(rows), whole, parsed).row} |",
        ]
    )


def page(shown: str, every: int) -> str:
    """The part of docs/speed.md."""
    of = "" if every == 1 else f", every {every}th article"
    return f"""{HEADING}

Written by `python benchmarks/streams_parts.py --write`: the first stream above{of}, each kind of article read by
itself.

{shown}

What is stopped by the gate is hardly worth more work. An article with a contact has all its quotations read as well,
wherever they stand in it, and where it has no date of its own it is dated by what it says. 500 articles a second are
2.0 ms an article, all told: of this stream parsing alone, of the sentences that are asked for and nothing else, takes
the time in the last line.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--every", type=int, default=EVERY, metavar="N", help="every Nth article only")
    parser.add_argument("--write", action="store_true", help="write its part of docs/speed.md")
    options = parser.parse_args(arguments)
    if not (SHARED / "corpora").is_dir():
        print(f"no folder {SHARED / 'corpora'}; READOUTS_SHARED names the folder above", file=sys.stderr)
        return 2
    look_rarely()
    shown = table(mixed()[:: options.every])
    print(shown)
    if options.write:
        put(page(shown, options.every))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
