"""Where the time of a stream goes: `python benchmarks/streams_parts.py [--every N] [--write]`.

The first stream of `streams.py` in three kinds of articles: those in which the gate asks for no sentence, those of
which it has sentences parsed that tell of no contact, and those that tell of one. Each kind is read by itself, once to
warm up and once by the clock (CPU seconds of the process).
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from time import process_time

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.model import Reading
from readouts.reports import triggers
from readouts.reports.inputs import read_inputs
from readouts.sources import Failure, read
from sections import put
from stream_texts import SHARED, Flow, Row, as_lines, mixed
from streams import of_rows, read_lines

HEADING = "## Where the time goes"
KINDS = ("stopped by the gate", "parsed, no contact", "with a contact")
EVERY = 4


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


def table(rows: Sequence[Row]) -> str:
    """The kinds with their number, time, and what share of the time each takes, as a table in Markdown."""
    timed = []
    for kind, some in parts(rows).items():
        begun = process_time()
        read_lines(of_rows(some))
        timed.append((kind, len(some), process_time() - begun))
    whole = sum(seconds for _, _, seconds in timed)
    lines = ["| articles | number | ms each | share of the time |", "|---|---|---|---|"]
    lines += [
        f"| {kind} | {count:,} | {1000 * seconds / max(1, count):.1f} | {seconds / whole:.0%} |"
        for kind, count, seconds in timed
    ]
    return "\n".join([*lines, f"| all | {len(rows):,} | {1000 * whole / len(rows):.1f} | |"])


def page(shown: str, every: int) -> str:
    """The part of docs/speed.md."""
    of = "" if every == 1 else f", every {every}th article"
    return f"""{HEADING}

Written by `python benchmarks/streams_parts.py --write`: the first stream above{of}, each kind of article read by
itself.

{shown}

What is stopped by the gate is hardly worth more work. An article with a contact has all its quotations read as well,
wherever they stand in it, and where it has no date of its own it is dated by what it says.
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
    shown = table(mixed()[:: options.every])
    print(shown)
    if options.write:
        put(page(shown, options.every))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
