"""How fast streams are read in which few articles tell of a contact: `python benchmarks/streams.py [--write]`.

Streams, each beside what a reader without a gate begins with, in turns on one core, so that other load on the
machine meets both alike:

- JSON lines in which 5 of 100 articles are candidates, beside the full spaCy pipeline over everything; and the same
  stream without those others of which the gate asks for a sentence, so that what is no candidate tells of nothing;
- candidates alone, beside the same;
- a web archive of pages of 100 kB, 5 of 100 with an example article, beside trafilatura alone over all of it.

Readouts is run as the command runs: bytes in, lines of the exchange format out. Peers read a sample drawn by a fixed
seed. Times are CPU seconds of the process; knowledge and models are loaded, and both have read something, before the
clock starts. `--quick` takes a tenth, `--write` renews its parts of `docs/speed.md`, `--long` only that on long runs
without measuring, `--json` prints bare figures.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from made_pages import made_pages, write_archive
from readouts import exchange
from readouts.knowledge import load
from readouts.language.parsing import MODEL
from readouts.reports.inputs import read_inputs
from readouts.reports.litter import look_rarely
from readouts.sources import Failure, Loaded, read
from sections import put
from stream_texts import RARE, RELEVANT, SHARED, Flow, Row, among, as_lines, candidates, mixed, others, rows_of, silent

if TYPE_CHECKING:
    from spacy.language import Language

HEADING = "## Streams"
LONG = "## Long runs"
TURNS = 8
PAGES = 600
QUICK = 10


@dataclass(slots=True)
class Clock:
    """What one reader has read in how many CPU seconds."""

    read: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def run(self, reader: Callable[[Sequence[Item]], None], some: Sequence[Item]) -> None:
        """Let a reader read some and add up."""
        begun = process_time()
        reader(some)
        self.seconds += process_time() - begun
        self.read += len(some)
        self.bytes += sum(one.size for one in some)

    @property
    def rate(self) -> float:
        """Articles or pages in a CPU second."""
        return self.read / self.seconds


@dataclass(frozen=True, slots=True)
class Item:
    """One article or page: as a line or as bytes of a page, and its text or markup."""

    data: bytes
    text: str
    size: int


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream and its two readers; what is required: items a CPU second, and how many times the peer's bytes."""

    name: str
    items: list[Item]
    ours: Callable[[Sequence[Item]], None]
    peer: Callable[[Sequence[Item]], None]
    peer_name: str
    sample: int
    required: float
    times: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Both readers on one stream."""

    stream: Stream
    ours: Clock
    peer: Clock

    @property
    def times(self) -> float:
        """How many times the peer's bytes in the same time."""
        return (self.ours.bytes / self.ours.seconds) / (self.peer.bytes / self.peer.seconds)

    @property
    def met(self) -> bool:
        """Whether what is required holds."""
        return self.ours.rate >= self.stream.required and self.times >= (self.stream.times or 0)


def of_rows(rows: Sequence[Row]) -> list[Item]:
    """Records as lines."""
    return [Item(line, row["text"], len(row["text"].encode())) for row, line in zip(rows, as_lines(rows), strict=True)]


def of_pages(count: int) -> list[Item]:
    """Made pages."""
    return [Item(data, data.decode(), len(data)) for _, data, _ in made_pages(count)]


def read_lines(some: Sequence[Item]) -> None:
    """Readouts on JSON lines."""
    _write(read("-", stdin=io.BufferedReader(Flow(one.data for one in some), 65_536)))


def read_archive(path: Path) -> None:
    """Readouts on a web archive: the gate before each page, the article found only where it lets the page pass."""
    _write(_articles(path))


def _articles(path: Path) -> Iterator[Loaded | Failure]:
    from readouts.reports.pages import worth_reading
    from readouts.sources import Page, iter_pages

    for page in iter_pages(path):
        if not isinstance(page, Page):
            raise SystemExit(str(page))
        if worth_reading(page, load()):
            yield page.article()


def _write(inputs: Iterator[Loaded | Failure]) -> None:
    for one in read_inputs(inputs, load()):
        if not isinstance(one, Failure):
            exchange.encode(one[1])


def read_with_pipeline(some: Sequence[Item]) -> None:
    """The full pipeline over every text."""
    for _ in _pipeline().pipe((one.text for one in some), batch_size=64):
        pass


def read_with_trafilatura(some: Sequence[Item]) -> None:
    """trafilatura over every page, as its own documentation runs it."""
    import trafilatura

    for one in some:
        trafilatura.extract(one.text)


@cache
def _pipeline() -> Language:
    import spacy

    return spacy.load(MODEL)


def streams(folder: Path, part: int) -> list[Stream]:
    """The three streams, every `part`th item of them."""

    def read_pages(some: Sequence[Item]) -> None:
        read_archive(archives[id(some[0])])

    rows = candidates()
    pages = of_pages(PAGES // part)
    archives = {}
    for turn in range(TURNS):
        path = folder / f"{turn}.warc.gz"
        write_archive(path, PAGES // part, turn, TURNS)
        archives[id(pages[turn])] = path
    chosen = random.Random(8).sample(rows, 1_200)
    long = [row for row in rows if len(row["text"]) >= 1_500]
    quiet = among(silent(others()), RELEVANT)
    spacy = "full spaCy pipeline"
    return [
        Stream("5 of 100 candidates", of_rows(mixed()[::part]), read_lines, read_with_pipeline, spacy, 160, 500, 100),
        Stream(
            "5 of 100, nothing in others",
            of_rows(quiet[::part]),
            read_lines,
            read_with_pipeline,
            spacy,
            160,
            0,
        ),
        Stream("candidates alone", of_rows(chosen[::part]), read_lines, read_with_pipeline, spacy, 160, 30),
        Stream("long candidates", of_rows(long[::part]), read_lines, read_with_pipeline, spacy, 40, 0),
        Stream("web pages", pages, read_pages, read_with_trafilatura, "trafilatura alone", 120, 120),
    ]


def warming() -> list[Row]:
    """A few candidates, and statements of no stream without their dates: what is loaded when first needed is then."""
    rows = [{"id": str(row["id"]), "text": str(row["text"])} for row in rows_of("official_readouts")[::30]]
    return [*candidates()[:8], *rows]


def measure(stream: Stream) -> Result:
    """Both readers on one stream, in turns."""
    count = min(len(stream.items), stream.sample)
    sample = random.Random(stream.name).sample(stream.items, count)
    look_rarely()
    stream.peer(sample[:4])
    read_lines(of_rows(warming()))
    ours, peer = Clock(), Clock()
    for turn in range(TURNS):
        ours.run(stream.ours, stream.items[turn::TURNS])
        peer.run(stream.peer, sample[turn::TURNS])
    return Result(stream, ours, peer)


def table(results: Sequence[Result], before: dict[str, float]) -> str:
    """The results as a table in Markdown."""
    rows = [
        "| stream | bytes each | before | now, a CPU second | required | beside it | a CPU second | times as fast |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in results:
        stream, old = one.stream, before.get(one.stream.name)
        times = f"**{one.times:.1f}**" + (f" (required: {stream.times:.0f})" if stream.times else "")
        rows.append(
            f"| {stream.name} | {one.ours.bytes / one.ours.read:,.0f} | {f'{old:.0f}' if old else ''} "
            f"| **{one.ours.rate:.0f}** | {f'{stream.required:.0f}' if stream.required else ''} | {stream.peer_name} "
            f"| {one.peer.rate:.1f} | {times} |"
        )
    return "\n".join(rows)


def section(results: Sequence[Result], before: dict[str, float]) -> str:
    """The part of docs/speed.md about streams."""
    return f"""{HEADING}

Written by `python benchmarks/streams.py --write`. One core, CPU seconds, each reader in turns with the other; times as
fast is the ratio of bytes of text (of pages: of markup) a second. Before is the same measurement of Readouts as it was
before it was tuned for streams. Where other work shares the cores all rates are lower, the ratio is not.

{table(results, before)}

- 5 of 100 candidates: {results[0].ours.read:,} articles, all of `attributions.jsonl` and what is no candidate in
  `feed.jsonl` and `articles.jsonl`, with candidates of both so that they are 5 of 100. A candidate was chosen by
  keywords; of the US political articles many tell of contacts, too, and most name two states somewhere.
- nothing in others: {results[1].ours.read:,} of them, without those others of which the gate has a sentence parsed:
  contacts are here as rare as candidates.
- candidates alone: {results[2].ours.read:,} drawn by a fixed seed, most of them headlines with a sentence or two; long
  candidates are those of 1,500 characters and more.
- web pages: {results[4].ours.read:,} made pages of 100 kB in web archives packed with gzip, 5 of 100 with one of the
  example articles, the others made-up news, all with menus, teasers, styles and scripts. Only where the words of the
  whole page pass the gate the article in it is looked for.
"""


def long_runs() -> str:
    """What `memory.py` and `growth.py` found, with their pictures."""
    import growth
    import memory

    text = f"{LONG}\n"
    if memory.NOTES.exists():
        text += f"""
### Memory

`python benchmarks/memory.py` reads items of feeds used again and again, each with an id and a name of its own: one of
{RARE} is a candidate, of the others the gate has nothing parsed. {memory.summary()}. {memory.ARTICLES:,} are wanted.

![Memory of a process over the articles it has read](images/{memory.PLOT.name})
"""
    if growth.POINTS.exists():
        text += f"""
### Growth

`python benchmarks/growth.py --write`: CPU seconds by the number of articles, extract of the run above; add and merge of
made articles, every one different, one of twenty with a contact of its own, into a new ledger.

{growth.summary()}

![CPU seconds by the number of articles, both axes logarithmic](images/{growth.PLOT.name})
"""
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and fail where what is required does not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of each stream only")
    parser.add_argument("--write", action="store_true", help="write the part about streams of docs/speed.md")
    parser.add_argument("--long", action="store_true", help="measure nothing, write what memory.py and growth.py found")
    parser.add_argument("--json", action="store_true", help="print the rates alone, to be given to --before")
    parser.add_argument("--before", type=Path, metavar="FILE", help="rates to compare with, as --json prints them")
    options = parser.parse_args(arguments)
    if not (SHARED / "corpora").is_dir():
        print(f"no folder {SHARED / 'corpora'}; READOUTS_SHARED names the folder above", file=sys.stderr)
        return 2
    if options.long:
        put(long_runs())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        results = [measure(stream) for stream in streams(Path(folder), QUICK if options.quick else 1)]
    if options.json:
        print(json.dumps({one.stream.name: round(one.ours.rate, 1) for one in results}))
        return 0
    before = json.loads(options.before.read_text(encoding="utf-8")) if options.before else {}
    print(table(results, before))
    if options.write:
        put(section(results, before))
        put(long_runs())
    return 0 if all(one.met for one in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
