"""How the cost of reading and adding grows with the work: `python benchmarks/growth.py [WORK]... [--write]`.

extract: CPU seconds for so many articles of the stream of `memory.py`, from its notes (one process that reads on and
on). add and merge: so many different made articles, of which one of twenty tells of a contact of its own
(`made_news.py`), given as lines of the exchange format or as a crawl of them, put into a new ledger; CPU seconds of
all that `readouts add` and `readouts merge` do with them. `--most N` ends with so many; `--least N` begins with so many
and keeps the points below that are there. The exponent is the slope of the line through the points, both axes
logarithmic: 1 is twice the cost for twice the work. Works that are not named keep the points that are there.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import process_time

from made_news import made_news
from memory import NOTES
from readouts.crowd.crawl import Order, crawl
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
Note = Callable[[int, float], None]


def extract_points(_: int, note: Note) -> None:
    """What the long run noted at 1,000, 2,000, 5,000, 10,000 … and at its end."""
    with NOTES.open(encoding="utf-8", newline="") as file:
        notes = [row for row in csv.DictReader(file) if row["process"] == "1"]
    sizes = [int(row["articles"]) for row in notes]
    cost = [float(row["cpu_seconds"]) for row in notes]
    loading = max(0.0, cost[0] - sizes[0] * (cost[-1] - cost[0]) / (sizes[-1] - sizes[0]))
    wanted = {*_sizes(sizes[-1]), sizes[-1]}
    for size, seconds in zip(sizes, cost, strict=True):
        if size in wanted and seconds > loading:
            note(size, seconds - loading)


def _sizes(most: int) -> list[int]:
    """1,000, 2,000, 5,000, 10,000 … up to the most."""
    found = [n * LEAST * 10**power for power in range(4) for n in (1, 2, 5)]
    return [size for size in found if size <= most]


def add_points(most: int, note: Note) -> None:
    """A new ledger, to which so many are added: what that has cost at each size on the way, decoding included."""
    with tempfile.TemporaryDirectory() as name, open_ledger(Path(name) / "a.sqlite") as ledger:
        ledger.add(_clocked(most, note))


def _clocked(most: int, note: Note) -> Iterator[Reading]:
    """Made articles out of their lines; a point is noted when as many as one of the sizes are in the ledger."""
    news, sizes = made_news(most), _sizes(most)
    making, begun = 0.0, process_time()
    for number in range(most):
        if number in sizes:
            note(number, process_time() - begun - making)
        before = process_time()
        line = encode(next(news))
        making += process_time() - before
        yield decode(line, "made")
    note(most, process_time() - begun - making)


def merge_points(most: int, note: Note, least: int = LEAST) -> None:
    """A crawl of so many articles in shards of a thousand or so, of which more and more are merged into new ledgers."""
    with tempfile.TemporaryDirectory() as name:
        lines = Path(name) / "made.jsonl"
        with lines.open("wb") as file:
            file.writelines(encode(reading) + b"\n" for reading in made_news(most))
        size, place = lines.stat().st_size // (most // LEAST) + 1, str(Path(name) / "out")
        crawl(Order(inputs=[str(lines)], out=place, way=Way(), shard_size=size))
        lines.unlink()
        out = Folder(place)
        whole = load_crawl(out)
        for size in (size for size in _sizes(most) if size >= least):
            save_crawl(out, Crawl(whole.settings, whole.shards[: size // LEAST]))
            path = Path(name) / f"{size}.sqlite"
            with open_ledger(path) as ledger:
                begun = process_time()
                merged = merge(out.place, ledger)
                note(merged.added.added, process_time() - begun)
            path.unlink()


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


def write(points: dict[str, list[Point]]) -> None:
    """Keep the points, and draw them."""
    lines = [f"{name},{size},{cost:.2f}" for name, found in points.items() for size, cost in found]
    POINTS.write_text("\n".join(["work,articles,cpu_seconds", *lines]) + "\n", encoding="utf-8")
    lines_of = {name: found for name, found in points.items() if len(found) > 1}
    if lines_of:
        plot(lines_of)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and draw; each point is written at once, so that a run that is stopped was not for nothing."""
    works: dict[str, Callable[[int, Note], None]] = {
        "extract": extract_points,
        "add": add_points,
        "merge": merge_points,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("works", nargs="*", metavar="WORK", help=f"of {', '.join(works)}; all unless given")
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help="articles added and merged at most")
    parser.add_argument("--write", action="store_true", help="write the points and the picture in docs/")
    parser.add_argument("--least", type=int, default=LEAST, metavar="N", help="articles merged at first")
    options = parser.parse_args(arguments)
    works["merge"] = partial(merge_points, least=options.least)
    for name in options.works or works:
        points = [one for one in noted().get(name, []) if name == "merge" and one[0] < options.least]

        def note(size: int, cost: float, name: str = name, points: list[Point] = points) -> None:
            points.append((size, cost))
            print(f"{name} {size:,}: {cost:.1f} s", flush=True)
            if options.write:
                there = {**noted(), name: points}
                write({work: there[work] for work in works if work in there})

        works[name](options.most, note)
        print(f"{name}: exponent {exponent(points):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
