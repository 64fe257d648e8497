"""What a crawl of web news costs: rates measured here, a month and a year computed from them.

    python benchmarks/crawl_costs.py [--pages N] [--write]

Made web pages of 100 kB in web archives, 5 of 100 with an example article that tells of contacts, are crawled by one
process with --relevant and merged. Two amounts are read, and the rate is of the difference, so that what is loaded once
is told apart. `--pages` is how many a month has; --write keeps the tables in docs/cluster.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from made_pages import write_archive

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cluster.md"
BEGIN, END = "<!-- costs -->\n", "<!-- end of costs -->\n"
FEW, MANY = 200, 1000
MONTH = 12_000_000
CORES = (2, 16, 128)


@dataclass(frozen=True, slots=True)
class Run:
    """CPU seconds of crawling and of merging so many pages, articles kept, bytes of inputs, crawl and ledger."""

    pages: int
    crawling: float
    merging: float
    kept: int
    inputs: int
    crawled: int
    ledger: int


@dataclass(frozen=True, slots=True)
class Rates:
    """What one page more costs: CPU seconds and bytes; `start` is what is loaded once, in CPU seconds."""

    start: float
    crawling: float
    merging: float
    kept: float
    inputs: float
    crawled: float
    ledger: float


def measure(folder: Path, pages: int) -> Run:
    """Crawls and merges so many pages."""
    folder.mkdir()
    archive, out, ledger = folder / "a.warc.gz", folder / "out", folder / "a.sqlite"
    write_archive(archive, pages)
    crawling = _cpu("crawl", archive, "--out", out, "--relevant", "--shard-size", 1000)
    merging = _cpu("merge", out, "--ledger", ledger)
    done = [json.loads(path.read_bytes()) for path in out.glob("shards/*/done.json")]
    return Run(
        pages,
        crawling,
        merging,
        sum(one["kept"] for one in done),
        archive.stat().st_size,
        sum(path.stat().st_size for path in out.rglob("*") if path.is_file()),
        ledger.stat().st_size,
    )


def _cpu(*words: object) -> float:
    """The CPU seconds of a command and all its processes."""
    began = os.times()
    subprocess.run([sys.executable, "-m", "readouts", *map(str, words)], check=True, capture_output=True)
    ended = os.times()
    return ended.children_user + ended.children_system - began.children_user - began.children_system


def rates(few: Run, many: Run) -> Rates:
    """The rates of the difference."""
    pages = many.pages - few.pages
    crawling = (many.crawling - few.crawling) / pages
    return Rates(
        start=few.crawling - few.pages * crawling,
        crawling=crawling,
        merging=(many.merging - few.merging) / (many.kept - few.kept),
        kept=(many.kept - few.kept) / pages,
        inputs=many.inputs / many.pages,
        crawled=(many.crawled - few.crawled) / pages,
        ledger=(many.ledger - few.ledger) / pages,
    )


def table(found: Rates, month: int) -> str:
    """What was measured and what is computed of it."""
    rows = [
        "| measured | |\n|---|---|\n",
        f"| web pages crawled a CPU second | {1 / found.crawling:.0f} |\n",
        f"| loading, once a process | {found.start:.1f} CPU s |\n",
        f"| articles kept of 100 pages | {100 * found.kept:.1f} |\n",
        f"| articles merged a CPU second | {1 / found.merging:.0f} |\n",
        f"| bytes of a crawl's folder, a page read | {found.crawled:,.0f} |\n",
        f"| bytes of the ledger, a page read | {found.ledger:,.0f} |\n",
        "\n| computed | a month | a year |\n|---|---|---|\n",
        f"| pages (assumed) | {month:,} | {12 * month:,} |\n",
        _row("crawling, CPU hours", month * found.crawling / 3600),
    ]
    for cores in CORES:
        rows.append(_row(f"crawling on {cores} cores, hours", month * found.crawling / 3600 / cores))
    rows += [
        _row("merging, hours of one core", month * found.kept * found.merging / 3600),
        _row("articles kept", month * found.kept),
        _row("crawl's folder, GB", month * found.crawled / 1e9),
        _row("ledger, GB", month * found.ledger / 1e9),
    ]
    return "".join(rows)


def _row(name: str, month: float) -> str:
    return f"| {name} | {_show(month)} | {_show(12 * month)} |\n"


def _show(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def main() -> int:
    """Measures and prints the tables."""
    parser = argparse.ArgumentParser(description="Measures what a crawl of web news costs.")
    parser.add_argument("--pages", type=int, default=MONTH, help="pages of a month (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="keep the tables in docs/cluster.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="readouts-costs-") as name:
        few, many = (measure(Path(name) / str(pages), pages) for pages in (FEW, MANY))
    sys.stderr.write(f"{few}\n{many}\n")
    found = table(rates(few, many), given.pages)
    sys.stdout.write(found)
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{found}{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
