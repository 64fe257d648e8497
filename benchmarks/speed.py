"""How fast articles are read, beside the same model over everything: `python benchmarks/speed.py [--quick]`.

Reads `corpora/feed.jsonl` and `corpora/attributions.jsonl` below the folder that READOUTS_SHARED names, `../shared`
without it. Readouts reads all items; the full spaCy pipeline of the same model reads a sample drawn by a fixed seed,
in turns with Readouts on one core, so that other load on the machine meets both alike. Knowledge and models are
loaded, and both have read something, before the clock starts. Times are CPU seconds of the process. Peak memory is
that of a process which reads one corpus with Readouts and does nothing else.

`--quick` takes every tenth item, `--write` writes `docs/speed.md`, `--profile` shows where the time goes instead.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

import spacy
from spacy.language import Language

from readouts.knowledge import load
from readouts.language.parsing import MODEL
from readouts.model import Article, Published
from readouts.reports import read_articles
from readouts.sources import make_article
from sections import put

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED") or ROOT.parent / "shared")
TURNS = 16
MOST_MEMORY = 600  # MB
QUICK = 10


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of articles: how many of them the full pipeline reads, and how many times faster Readouts must be."""

    name: str
    about: str
    sample: int
    required: float

    def articles(self, quick: bool) -> list[Article]:
        """The articles in the order of the file, or every tenth of them."""
        lines = (SHARED / "corpora" / self.name).read_text(encoding="utf-8").split("\n")
        records = [json.loads(line) for line in lines if line]
        return [self._article(record) for record in (records[::QUICK] if quick else records)]

    def _article(self, record: dict[str, str]) -> Article:
        day = record.get("published")
        published = Published()
        if day:
            published = Published(earliest=date.fromisoformat(day), latest=date.fromisoformat(day), basis="given")
        return make_article(record["text"], source=record.get("id") or record["doc"], published=published)


CORPORA = (
    Corpus("feed.jsonl", "items of news feeds, with their dates", 600, 4.0),
    Corpus("attributions.jsonl", "US political articles, undated", 60, 12.0),
)


@dataclass(slots=True)
class Clock:
    """What one reader has read in how many CPU seconds."""

    articles: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def run(self, some: Sequence[Article], reader: Callable[[Sequence[Article]], None]) -> None:
        """Let a reader read some articles and add up."""
        begun = process_time()
        reader(some)
        self.seconds += process_time() - begun
        self.articles += len(some)
        self.bytes += sum(len(article.text.encode()) for article in some)

    @property
    def articles_a_second(self) -> float:
        """Articles in a CPU second."""
        return self.articles / self.seconds

    @property
    def megabytes_a_second(self) -> float:
        """Millions of bytes of text in a CPU second."""
        return self.bytes / 1e6 / self.seconds


@dataclass(frozen=True, slots=True)
class Result:
    """Both readers on one corpus, and the memory that Readouts needs for it in MB."""

    corpus: Corpus
    ours: Clock
    pipeline: Clock
    memory: float

    @property
    def ratio(self) -> float:
        """How many times the bytes that the full pipeline reads in the same time."""
        return self.ours.megabytes_a_second / self.pipeline.megabytes_a_second

    @property
    def met(self) -> bool:
        """Whether what is required holds."""
        return self.ratio >= self.corpus.required and self.memory < MOST_MEMORY


def read_ours(some: Sequence[Article]) -> None:
    """Readouts, as the command reads."""
    for _ in read_articles(some, load()):
        pass


def pipeline_reader(nlp: Language) -> Callable[[Sequence[Article]], None]:
    """The full pipeline over every text."""

    def read(some: Sequence[Article]) -> None:
        for _ in nlp.pipe((article.text for article in some), batch_size=64):
            pass

    return read


def in_turns(articles: Sequence[Article], turns: int) -> list[list[Article]]:
    """The articles dealt out to turns, so that every turn has its share of each part of the file."""
    return [list(articles[turn::turns]) for turn in range(turns)]


def measure(corpus: Corpus, quick: bool) -> Result:
    """Both readers on one corpus, in turns."""
    articles = corpus.articles(quick)
    count = min(len(articles), corpus.sample // (QUICK if quick else 1))
    sample = random.Random(corpus.name).sample(articles, count)
    turns = max(2, TURNS // (4 if quick else 1))
    others = pipeline_reader(spacy.load(MODEL))
    for reader in (read_ours, others):
        reader(sample[:8])
    ours, pipeline = Clock(), Clock()
    for mine, theirs in zip(in_turns(articles, turns), in_turns(sample, turns), strict=True):
        ours.run(mine, read_ours)
        pipeline.run(theirs, others)
    return Result(corpus, ours, pipeline, measure_memory(corpus, quick))


def measure_memory(corpus: Corpus, quick: bool) -> float:
    """The peak memory in MB of a process of its own that reads the corpus."""
    command = [sys.executable, __file__, "--memory-of", corpus.name, *(["--quick"] if quick else [])]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def read_and_weigh(corpus: Corpus, quick: bool) -> float:
    """Read a corpus and give the peak memory of this process in MB."""
    read_ours(corpus.articles(quick))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)  # macOS counts in bytes


def table(results: Sequence[Result]) -> str:
    """The results as a table in Markdown."""
    rows = [
        "| texts | reader | articles read | articles a second | MB a second | times as fast | required | peak memory |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        name = result.corpus.name
        rows.append(
            f"| {name} | Readouts | {_read(result.ours)} | **{result.ratio:.1f}** | "
            f"{result.corpus.required:.0f} | {result.memory:.0f} MB |"
        )
        rows.append(f"| {name} | full pipeline | {_read(result.pipeline)} | 1 | | |")
    return "\n".join(rows)


def _read(clock: Clock) -> str:
    return f"{clock.articles:,} | {clock.articles_a_second:.0f} | {clock.megabytes_a_second:.3f}"


def page(results: Sequence[Result], quick: bool) -> str:
    """docs/speed.md."""
    about = "\n".join(f"- `{r.corpus.name}`: {r.ours.articles:,} {r.corpus.about}." for r in results)
    how = "--quick --write`, a tenth of the texts" if quick else "--write`"
    return f"""# Speed

Written by `python benchmarks/speed.py {how}. One core, CPU seconds; MB are millions of bytes of
text in UTF-8.

{table(results)}

{about}

Readouts decides sentence by sentence what may tell of a contact and parses only that. The full pipeline is the same
model, `{MODEL}`, with all its parts over every text (`nlp.pipe`, batches of 64),
which is what a reader without such a gate starts with; it extracts nothing yet. Of each corpus it reads a sample drawn
by a fixed seed. Both take turns, a part of the texts each time, so that other load on the machine meets both alike;
times as fast is the ratio of MB a second. Knowledge and models are loaded, and both readers warm, before the clock
starts. Peak memory is that of a process of its own which reads all the texts with Readouts, loading included; it must
stay below {MOST_MEMORY} MB.

The texts are no part of Readouts. `READOUTS_SHARED` names the folder that holds them, as `corpora/NAME`.
"""


def profile(corpus: Corpus, quick: bool) -> None:
    """The fifteen functions that take most time in one corpus, by themselves and with what they call."""
    articles = corpus.articles(quick)
    read_ours(articles[:8])
    profiler = cProfile.Profile()
    profiler.runcall(read_ours, articles)
    print(f"== {corpus.name}: {len(articles):,} articles")
    for order in ("tottime", "cumulative"):
        pstats.Stats(profiler).sort_stats(order).print_stats(15)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and fail where what is required does not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="every tenth item only")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md")
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    parser.add_argument("--memory-of", choices=[corpus.name for corpus in CORPORA], help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    missing = [c.name for c in CORPORA if not (SHARED / "corpora" / c.name).is_file()]
    if missing:
        print(f"not in {SHARED / 'corpora'}: {', '.join(missing)}; READOUTS_SHARED names the folder", file=sys.stderr)
        return 2
    if options.memory_of:
        print(read_and_weigh(next(c for c in CORPORA if c.name == options.memory_of), options.quick))
        return 0
    if options.profile:
        for corpus in CORPORA:
            profile(corpus, options.quick)
        return 0
    results = [measure(corpus, options.quick) for corpus in CORPORA]
    print(table(results))
    if options.write:
        put(page(results, options.quick))
    return 0 if all(result.met for result in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
