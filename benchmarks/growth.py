"""How the cost of reading and adding grows with the work: `python benchmarks/growth.py [--write]`.

Extract: CPU seconds for so many articles of the stream of `streams.py`, from the notes of `memory.py` (one process that
reads on and on), and for the first thousand measured here. Add: the readings of so many different articles of that
stream put into a new ledger, CPU seconds without the time to read them. The exponent is the slope of the line through
the points, both axes logarithmic: 1 is twice the cost for twice the work.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from memory import NOTES
from readouts import exchange
from readouts.knowledge import load
from readouts.ledger import open_ledger
from readouts.model import Reading
from readouts.reports.inputs import read_inputs
from readouts.sources import Failure, read
from stream_texts import Flow, Row, as_lines, mixed

ROOT = Path(__file__).resolve().parents[1]
PLOT = ROOT / "docs" / "images" / "growth.svg"
POINTS = ROOT / "docs" / "data" / "growth.csv"
FIRST = 1_000
ADDED = (250, 500, 1_000, 2_000)
Point = tuple[int, float]


def read_rows(rows: Sequence[Row]) -> list[Reading]:
    """The readings of records."""
    stream = io.BufferedReader(Flow(as_lines(rows)), 65_536)
    found = [one for one in read_inputs(read("-", stdin=stream), load()) if not isinstance(one, Failure)]
    for _, reading in found:
        exchange.encode(reading)
    return [reading for _, reading in found]


def extract_points(rows: Sequence[Row]) -> list[Point]:
    """The first thousand, and what the long run noted at 5,000, 10,000, 20,000, 50,000 …"""
    begun = process_time()
    read_rows(rows[:FIRST])
    points = [(FIRST, process_time() - begun)]
    with NOTES.open(encoding="utf-8", newline="") as file:
        notes = [row for row in csv.DictReader(file) if row["process"] == "1"]
    loaded = float(notes[0]["cpu_seconds"]) - (float(notes[-1]["cpu_seconds"]) - float(notes[0]["cpu_seconds"])) / max(
        1, len(notes) - 1
    )
    wanted = {n * 10**power for power in range(3, 8) for n in (1, 2, 5)} | {int(notes[-1]["articles"])}
    return points + [
        (int(row["articles"]), float(row["cpu_seconds"]) - max(0.0, loaded))
        for row in notes
        if int(row["articles"]) in wanted
    ]


def add_points(rows: Sequence[Row]) -> list[Point]:
    """New ledgers of different sizes."""
    readings = read_rows(rows[: max(ADDED)])
    points = []
    for size in ADDED:
        with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.sqlite") as ledger:
            begun = process_time()
            ledger.add(readings[:size])
            points.append((size, process_time() - begun))
    return points


def exponent(points: Sequence[Point]) -> float:
    """The slope of the line through points, both axes logarithmic."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def summary() -> str:
    """The points that are there, in a sentence for each kind of work."""
    with POINTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sentences = []
    for name in dict.fromkeys(row["work"] for row in rows):
        found = [(int(row["articles"]), float(row["cpu_seconds"])) for row in rows if row["work"] == name]
        told = ", ".join(f"{cost:,.1f} for {size:,}" for size, cost in found)
        sentences.append(f"{name.capitalize()}: {told}; exponent {exponent(found):.2f}.")
    return " ".join(sentences)


def plot(points: dict[str, list[Point]]) -> None:
    """Draw the points with their lines."""
    from matplotlib import rcParams
    from matplotlib.figure import Figure

    rcParams["svg.hashsalt"] = "readouts"
    figure = Figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.subplots()
    for (name, found), mark in zip(points.items(), "os^", strict=False):
        axes.loglog(*zip(*found, strict=True), marker=mark, label=f"{name}: exponent {exponent(found):.2f}")
    axes.set(xlabel="articles", ylabel="CPU seconds")
    axes.legend()
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PLOT, metadata={"Date": None})


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help="write the points and the picture in docs/")
    options = parser.parse_args(arguments)
    rows = mixed()
    points = {"extract": extract_points(rows), "add": add_points(rows)}
    for name, found in points.items():
        print(f"{name}: exponent {exponent(found):.2f};", ", ".join(f"{size:,}: {cost:.1f} s" for size, cost in found))
    if options.write:
        lines = [f"{name},{size},{cost:.2f}" for name, found in points.items() for size, cost in found]
        POINTS.write_text("\n".join(["work,articles,cpu_seconds", *lines]) + "\n", encoding="utf-8")
        plot(points)
    return 0


if __name__ == "__main__":
    sys.exit(main())
