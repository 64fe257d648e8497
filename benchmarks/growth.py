"""How the cost of reading and adding grows with the work: `python benchmarks/growth.py [WORK]... [--write]`.

extract: CPU seconds for so many articles of the stream of `memory.py`, from its notes (one process that reads on and
on). add and merge: so many different made articles, of which one of twenty tells of a contact of its own
(`made_news.py`), given as lines of the exchange format or as a crawl of them, put into a new ledger; CPU seconds of
all that `readouts add` and `readouts merge` do with them. `--most N` ends with so many. The exponent is the slope of
the line through the points, both axes logarithmic: 1 is twice the cost for twice the work. Works that are not named
keep the points that are there.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

from made_news import made_news
from memory import NOTES
from readouts.crowd.crawl import crawl
from readouts.crowd.folder import Folder
from readouts.crowd.merge import merge
from readouts.crowd.state import Crawl, load_crawl, save_crawl
from readouts.exchange import decode, encode
from readouts.ledger import open_ledger
from readouts.model import Reading
from readouts.reports.parallel import Way

ROOT = Path(__file__).resolve().parents[1]
PLOT = ROOT / "docs" / "images" / "growth.svg"
POINTS = ROOT / "docs" / "data" / "growth.csv"
MOST = 1_000_000
LEAST = 1_000
Point = tuple[int, float]


def extract_points(_: int) -> list[Point]:
    """What the long run noted at 1,000, 2,000, 5,000, 10,000 … and at its end."""
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


def _sizes(most: int) -> list[int]:
    """1,000, 10,000 … up to the most."""
    return [LEAST * 10**power for power in range(round(math.log10(most / LEAST)) + 1)]


def add_points(most: int) -> list[Point]:
    """A new ledger, to which so many lines are added: what that has cost at each size on the way."""
    points: list[Point] = []
    with tempfile.TemporaryDirectory() as name:
        lines = _lines(Path(name), most)
        with open_ledger(Path(name) / "a.sqlite") as ledger:
            ledger.add(_clocked(lines, _sizes(most), points))
    return points


def _lines(folder: Path, number: int) -> Path:
    """The made articles as lines of the exchange format."""
    path = folder / "made.jsonl"
    with path.open("wb") as file:
        file.writelines(encode(reading) + b"\n" for reading in made_news(number))
    return path


def _clocked(path: Path, sizes: Sequence[int], points: list[Point]) -> Iterator[Reading]:
    """The readings of a file, with a point noted when as many as one of the sizes are in the ledger."""
    begun, number = process_time(), 0
    with path.open("rb") as file:
        for number, line in enumerate(file):
            if number in sizes:
                points.append((number, process_time() - begun))
            yield decode(line, path.name)
    points.append((number + 1, process_time() - begun))


def merge_points(most: int) -> list[Point]:
    """A crawl of so many articles in shards of a thousand or so, of which more and more are merged into new ledgers."""
    points = []
    with tempfile.TemporaryDirectory() as name:
        lines = _lines(Path(name), most)
        crawl([str(lines)], str(Path(name) / "out"), Way(), shard_size=lines.stat().st_size // (most // LEAST) + 1)
        lines.unlink()
        out = Folder(str(Path(name) / "out"))
        whole = load_crawl(out)
        for size in _sizes(most):
            save_crawl(out, Crawl(whole.settings, whole.shards[: size // LEAST]))
            path = Path(name) / f"{size}.sqlite"
            with open_ledger(path) as ledger:
                begun = process_time()
                merged = merge(out.place, ledger)
                points.append((merged.added.added, process_time() - begun))
            path.unlink()
    return points


def exponent(points: Sequence[Point]) -> float:
    """The slope of the line through points, both axes logarithmic."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def noted() -> dict[str, list[Point]]:
    """The points that are there, of each kind of work."""
    found: dict[str, list[Point]] = {}
    if POINTS.exists():
        with POINTS.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["work"], []).append((int(row["articles"]), float(row["cpu_seconds"])))
    return found


def summary() -> str:
    """The points that are there, in a line for each kind of work."""
    lines = []
    for name, found in noted().items():
        told = ", ".join(f"{cost:,.1f} for {size:,}" for size, cost in found)
        lines.append(f"- {name}: {told}; exponent {exponent(found):.2f}.")
    return "\n".join(lines)


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
    works: dict[str, Callable[[int], list[Point]]] = {
        "extract": extract_points,
        "add": add_points,
        "merge": merge_points,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("works", nargs="*", metavar="WORK", help=f"of {', '.join(works)}; all unless given")
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help="articles added and merged at most")
    parser.add_argument("--write", action="store_true", help="write the points and the picture in docs/")
    options = parser.parse_args(arguments)
    before = noted()
    points = {name: measure(options.most) if name in (options.works or works) else before.get(name, [])
              for name, measure in works.items()}  # fmt: skip
    points = {name: found for name, found in points.items() if found}
    for name, found in points.items():
        print(f"{name}: exponent {exponent(found):.2f};", ", ".join(f"{size:,}: {cost:.1f} s" for size, cost in found))
    if options.write:
        lines = [f"{name},{size},{cost:.2f}" for name, found in points.items() for size, cost in found]
        POINTS.write_text("\n".join(["work,articles,cpu_seconds", *lines]) + "\n", encoding="utf-8")
        plot(points)
    return 0


if __name__ == "__main__":
    sys.exit(main())
