"""How much memory a long stream takes: `python benchmarks/memory.py [--articles N] [--jobs N] [--mixed]`.

Items of feeds of which one in 200 is a candidate and no other has a sentence parsed (`--mixed`: the first stream of
`streams.py`), used again and again, each with an id and a name of its own in its first line, read as a pipe is and
written as JSON lines to nowhere. Each process notes its memory on the way in a file of `docs/data/`; `--plot` draws
them all.
"""

from __future__ import annotations

import argparse
import csv
import io
import multiprocessing
import os
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from readouts import exchange
from readouts.knowledge import load
from readouts.reports.inputs import read_inputs
from readouts.reports.litter import look_rarely
from readouts.sources import Failure, read
from stream_texts import Flow, Row, again_and_again, as_lines, mixed, rare

ROOT = Path(__file__).resolve().parents[1]
NOTES = ROOT / "docs" / "data" / "memory.csv"
PLOT = ROOT / "docs" / "images" / "memory.svg"
ARTICLES = 2_000_000
EVERY, CLOSELY, AT_FIRST = 10_000, 1_000, 10_000  # notes: every so many, more closely among the first
MOST = 600  # MB a process
_PAGE = os.sysconf("SC_PAGE_SIZE")
COLUMNS = ("process", "articles", "cpu_seconds", "memory_mb", "peak_mb")


def resident() -> float:
    """The memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 1e6


def run(process: int, articles: int, notes: Path, texts: Callable[[], list[Row]]) -> None:
    """Read so many articles and note the memory on the way."""
    knowledge = load()
    look_rarely()
    stream = io.BufferedReader(Flow(as_lines(again_and_again(texts(), articles))), 65_536)
    with notes.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        for number, one in enumerate(read_inputs(read("-", stdin=stream), knowledge), 1):
            if isinstance(one, Failure):
                raise SystemExit(str(one))
            exchange.encode(one[1])
            if number % (EVERY if number > AT_FIRST else CLOSELY) == 0:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
                rows.writerow((process, number, f"{process_time():.0f}", f"{resident():.0f}", f"{peak:.0f}"))
                file.flush()


def plot() -> None:
    """Draw the memory of every process over the articles it has read."""
    from matplotlib import rcParams
    from matplotlib.figure import Figure

    rcParams["svg.hashsalt"] = "readouts"  # the same picture byte for byte
    with NOTES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    figure = Figure(figsize=(7, 3.2), layout="constrained")
    axes = figure.subplots()
    for process in sorted({row["process"] for row in rows}):
        own = [row for row in rows if row["process"] == process]
        axes.plot([int(row["articles"]) for row in own], [float(row["memory_mb"]) for row in own], label=process)
    axes.axhline(MOST, linestyle="--", color="0.5")
    axes.set(xlabel="articles read", ylabel="MB resident", ylim=(0, MOST * 1.1), xlim=(0, None))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.legend(title="process", loc="lower right")
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PLOT, metadata={"Date": None})


def summary() -> str:
    """What the notes come to, in one sentence."""
    with NOTES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    last = {row["process"]: row for row in rows}
    articles = sum(int(row["articles"]) for row in last.values())
    peak = max(float(row["peak_mb"]) for row in rows)
    early = min(10 * EVERY, max(EVERY, articles // len(last) // 10 // EVERY * EVERY))
    begun = max(float(row["memory_mb"]) for row in rows if int(row["articles"]) == early)
    ended = max(float(row["memory_mb"]) for row in last.values())
    return (
        f"{articles:,} articles by {len(last)} process(es): peak {peak:.0f} MB a process (at most {MOST}), "
        f"{begun:.0f} MB after {early:,} articles and {ended:.0f} MB at the end"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, gather the notes, draw, and fail where memory is not bounded."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=ARTICLES, help="articles in all")
    parser.add_argument("--jobs", type=int, default=1, help="processes, each with its part of them")
    parser.add_argument("--mixed", action="store_true", help="the first stream of streams.py instead of a rarer one")
    parser.add_argument("--plot", action="store_true", help="draw from the notes that are there")
    options = parser.parse_args(arguments)
    NOTES.parent.mkdir(parents=True, exist_ok=True)
    if not options.plot:
        parts = [NOTES.with_name(f"memory-{process}.csv") for process in range(1, options.jobs + 1)]
        context = multiprocessing.get_context("spawn")
        share = options.articles // options.jobs
        running = [
            context.Process(target=run, args=(n, share, part, mixed if options.mixed else rare))
            for n, part in enumerate(parts, 1)
        ]
        for one in running:
            one.start()
        for one in running:
            one.join()
        if any(one.exitcode for one in running):
            return 1
        NOTES.write_text(
            ",".join(COLUMNS) + "\n" + "".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8"
        )
        for part in parts:
            part.unlink()
    plot()
    print(summary())
    with NOTES.open(encoding="utf-8", newline="") as file:
        return 0 if all(float(row["peak_mb"]) <= MOST for row in csv.DictReader(file)) else 1


if __name__ == "__main__":
    sys.exit(main())
