"""How the cost of reading and adding grows with the work: `python benchmarks/growth.py [--write]`.

Extract: CPU seconds for so many articles of the stream of `memory.py`, from its notes (one process that reads on and
on). Add and merge: so many different articles of the first stream of `streams.py`, crawled once, put into a new ledger,
CPU seconds without the time to read them. The exponent is the slope of the line through the points, both axes
logarithmic: 1 is twice the cost for twice the work.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from memory import NOTES
from readouts.crowd.crawl import crawl
from readouts.crowd.folder import Folder
from readouts.crowd.merge import merge
from readouts.crowd.records import Done, Kept, article_file, read_bucket
from readouts.crowd.state import Crawl, all_leaves, load_crawl, save_crawl
from readouts.exchange import decode
from readouts.ledger import open_ledger
from readouts.reports.parallel import Way
from stream_texts import as_lines, mixed

ROOT = Path(__file__).resolve().parents[1]
PLOT = ROOT / "docs" / "images" / "growth.svg"
POINTS = ROOT / "docs" / "data" / "growth.csv"
CRAWLED = 2_000
PARTS = (1, 2, 4, 8)
Point = tuple[int, float]


def extract_points() -> list[Point]:
    """What the long run noted at 5,000, 10,000, 20,000, 50,000 … and at its end."""
    with NOTES.open(encoding="utf-8", newline="") as file:
        notes = [row for row in csv.DictReader(file) if row["process"] == "1"]
    cost = [float(row["cpu_seconds"]) for row in notes]
    loading = max(0.0, cost[0] - (cost[-1] - cost[0]) / max(1, len(notes) - 1))
    wanted = {n * 10**power for power in range(3, 8) for n in (1, 2, 5)} | {int(notes[-1]["articles"])}
    return [
        (int(row["articles"]), seconds - loading)
        for row, seconds in zip(notes, cost, strict=True)
        if int(row["articles"]) in wanted
    ]


def crawl_once(folder: Path) -> tuple[Folder, Crawl]:
    """Articles crawled in eight shards."""
    path = folder / "a.jsonl"
    path.write_bytes(b"".join(as_lines(mixed()[:CRAWLED])))
    crawl([str(path)], str(folder / "out"), Way(), shard_size=path.stat().st_size // max(PARTS) + 1)
    out = Folder(str(folder / "out"))
    return out, load_crawl(out)


def ledger_points() -> dict[str, list[Point]]:
    """New ledgers made of more and more shards: by adding their readings, and by merging."""
    points: dict[str, list[Point]] = {"add": [], "merge": []}
    with tempfile.TemporaryDirectory() as name:
        out, whole = crawl_once(Path(name))
        for parts in PARTS:
            some = Crawl(whole.settings, whole.shards[:parts])
            save_crawl(out, some)
            readings = [decode(row.line, "crawl") for row in _rows(out, some)]
            for work, do in (
                ("add", lambda ledger, of=readings: ledger.add(of)),
                ("merge", lambda ledger: merge(out.place, ledger)),
            ):
                with open_ledger(Path(name) / f"{work}-{parts}.sqlite") as ledger:
                    begun = process_time()
                    do(ledger)
                    points[work].append((len(readings), process_time() - begun))
    return points


def _rows(out: Folder, some: Crawl) -> list[Kept]:
    """What was crawled, in order."""
    rows = []
    for leaf in all_leaves(out, some):
        if isinstance(leaf.marker, Done):
            buckets = [n for n in range(some.settings.buckets) if article_file(n) in leaf.marker.sizes]
            rows += sorted((row for n in buckets for row in read_bucket(out, leaf.shard, n)), key=lambda row: row.at)
    return rows


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
    points = {"extract": extract_points(), **ledger_points()}
    for name, found in points.items():
        print(f"{name}: exponent {exponent(found):.2f};", ", ".join(f"{size:,}: {cost:.1f} s" for size, cost in found))
    if options.write:
        lines = [f"{name},{size},{cost:.2f}" for name, found in points.items() for size, cost in found]
        POINTS.write_text("\n".join(["work,articles,cpu_seconds", *lines]) + "\n", encoding="utf-8")
        plot(points)
    return 0


if __name__ == "__main__":
    sys.exit(main())
