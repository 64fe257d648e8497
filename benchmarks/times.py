"""Time expressions against a gold set in the TIMEX3 manner: `python benchmarks/times.py [--write PAGE|--rows [KIND]]`.

`--write` puts the values into a page, between its lines `<!-- expressions -->` and `<!-- end of expressions -->`.
`--rows` reads the tested sentences of `tests/times_expressions.csv` instead, all or those of one kind ("listed" are
those that show each kind of expression once), and prints what is found beside what is expected.

What `evaluation/times_gold.csv` lists as the gold's own errors is counted as gold says in the first value, and counted
out, with what was read there, in the second. Reads `corpora/timex.jsonl` (doc, dct, text, timexes) below the folder
that READOUTS_SHARED names, `../shared` without it. Documents are halved by the first byte of the SHA-256 of their id:
even ones to develop on, odd ones held out.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from readouts.model import Interval, Span, TimeExpression
from readouts.times import find

FAULTS = Path(__file__).resolve().parents[1] / "evaluation" / "times_gold.csv"
HALVES = ("developed on", "held out", "both")
KINDS = ("all", "DATE", "DURATION", "TIME", "SET")
ROWS = Path(__file__).resolve().parents[1] / "tests" / "times_expressions.csv"
SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@dataclass
class Tally:
    """Counts of one half and one type: gold expressions, found ones, those that overlap, those with the right value."""

    gold: int = 0
    found: int = 0
    overlap: int = 0
    right: int = 0

    def f1(self, hits: int) -> float:
        """Twice the hits over all expressions of both sides."""
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 0.0


def read_lines(name: str) -> Iterator[dict[str, object]]:
    """The records of one corpus."""
    with (SHARED / "corpora" / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def half_of(doc: str) -> str:
    """Which half a document is in."""
    return "held out" if hashlib.sha256(doc.encode()).digest()[0] % 2 else "developed on"


def compare(gold: list[dict[str, object]], found: tuple[TimeExpression, ...], tally: Tally) -> None:
    """Pair expressions that overlap, the largest overlap first, each used once, and count."""
    pairs = []
    for at, one in enumerate(gold):
        start, end = int(str(one["start"])), int(str(one["end"]))
        for other_at, other in enumerate(found):
            shared = min(end, other.span.end) - max(start, other.span.start)
            if shared > 0:
                apart = abs(start - other.span.start) + abs(end - other.span.end)
                pairs.append((-shared, apart, at, other_at))
    used: set[int] = set()
    used_found: set[int] = set()
    tally.gold += len(gold)
    tally.found += len(found)
    for _, _, at, other_at in sorted(pairs):
        if at in used or other_at in used_found:
            continue
        used.add(at)
        used_found.add(other_at)
        tally.overlap += 1
        tally.right += gold[at]["value"] == found[other_at].value


def read_faults() -> dict[str, set[tuple[int, int]]]:
    """The spans of the gold's own errors, by document."""
    faults: dict[str, set[tuple[int, int]]] = defaultdict(set)
    with FAULTS.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            faults[row["doc"]].add((int(row["start"]), int(row["end"])))
    return faults


def measure_expressions() -> str:
    """Print overlap and value F1 by half and type, raw and without the gold's errors, and documents a CPU second.

    Gives the table of values.
    """
    faults = read_faults()
    records = list(read_lines("timex.jsonl"))
    find("on 5 May 2020")
    started = time.process_time()
    results = [find(str(r["text"]), Interval.day(date.fromisoformat(str(r["dct"])))) for r in records]
    seconds = time.process_time() - started
    print(f"{len(records)} documents, {len(records) / seconds:.0f} a CPU second")
    raw: dict[str, list[float]] = defaultdict(list)
    freed: dict[str, list[float]] = defaultdict(list)
    for half in HALVES:
        for kind in KINDS:
            tally, fair = Tally(), Tally()
            for record, result in zip(records, results, strict=True):
                doc = str(record["doc"])
                if half in (half_of(doc), "both"):
                    gold = [t for t in record["timexes"] if kind in ("all", t["type"])]  # type: ignore[attr-defined]
                    found = tuple(one for one in result if kind in ("all", one.type))
                    compare(gold, found, tally)
                    wrong = faults[doc]
                    compare(
                        [one for one in gold if (one["start"], one["end"]) not in wrong],
                        tuple(one for one in found if not any(one.span.overlaps(Span(*span)) for span in wrong)),
                        fair,
                    )
            shown = f"gold {tally.gold:4}  found {tally.found:4}"
            raw[half].append(tally.f1(tally.right))
            freed[half].append(fair.f1(fair.right))
            print(
                f"{half:13} {kind:9} {shown}  overlap {tally.f1(tally.overlap):.3f}  value {raw[half][-1]:.3f}"
                f"  without the gold's errors {freed[half][-1]:.3f}"
            )
    rows = [(f"half {half}" if half != "both" else half, raw[half]) for half in HALVES]
    rows += [(f"{name}, without the gold's errors", freed[half]) for (name, _), half in zip(rows, HALVES, strict=True)]
    head = f"| | {' | '.join(KINDS)} |\n|{'---|' * (len(KINDS) + 1)}"
    return "\n".join([head, *(f"| {name} | {' | '.join(map(show_share, values))} |" for name, values in rows)])


def show_share(value: float) -> str:
    """A share with three digits, without the nought before the point."""
    return f"{value:.3f}".removeprefix("0")


def write_table(path: Path, name: str, table: str) -> None:
    """Put a table between the marks `<!-- name -->` and `<!-- end of name -->` of a page."""
    opening, closing = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(opening)
    _, _, behind = rest.partition(closing)
    if not rest or not behind:
        raise SystemExit(f"{path}: no lines {opening.strip()} and {closing}")
    path.write_text(f"{before}{opening}\n{table}\n\n{closing}{behind}", encoding="utf-8")


def show_rows(kind: str | None) -> int:
    """Print sentences with what is found in them; the number of those in which it is not what is expected."""
    with ROWS.open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if kind in (None, row["kind"])]
    wrong = 0
    for (text, published), group in groupby(rows, key=lambda row: (row["text"], row["published"])):
        expected = [(row["words"], row["earliest"], row["latest"], row["value"]) for row in group if row["words"]]
        found = [
            (one.text, str(one.earliest or ""), str(one.latest or ""), one.value)
            for one in find(text, date.fromisoformat(published))
        ]
        wrong += found != expected
        print(f"{'' if found == expected else 'WRONG '}{text}  ({published})")
        for words, first, last, value in found:
            print(f"    {words}: {value}" + (f", {first or '...'} to {last or '...'}" if first or last else ""))
    print(f"{len(rows)} rows, {wrong} sentences read otherwise")
    return wrong


def main(arguments: Sequence[str]) -> int:
    """Measure where the data is there, or print the tested rows."""
    if arguments[:1] == ["--rows"]:
        return min(show_rows(arguments[1] if arguments[1:] else None), 1)
    if not (SHARED / "corpora" / "timex.jsonl").exists():
        print(f"no data at {SHARED}: set READOUTS_SHARED", file=sys.stderr)
        return 1
    table = measure_expressions()
    if arguments[:1] == ["--write"]:
        write_table(Path(arguments[1]), "expressions", table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
