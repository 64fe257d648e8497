"""Commands that read articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import format_option, ledger_option, reading_options
from readouts.errors import UsageError
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.knowledge import Knowledge
    from readouts.ledger import Entry
    from readouts.model import Reading
    from readouts.sources import Failure, Loaded
    from readouts.views.progress import Run
    from readouts.views.rows import Format

FAILED = 1
"""Exit code where an input could not be read."""


@click.command()
@reading_options
@click.option("--no-text", is_flag=True, help="Leave the articles' texts out (jsonl only).")
@click.option("--full", is_flag=True, help="Read every sentence, for all statements and times.")
@format_option
def extract(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
    full: bool,
    no_text: bool,
) -> int:
    """Print what articles say, without a ledger.

    \b
    readouts extract article.txt
    readouts extract --format jsonl articles/ > read.jsonl
    readouts extract --published 2022-01-21 undated.txt
    cat page.html | readouts extract -

    jsonl is the exchange format, one article a line: see `readouts schema`. It can
    be given to `readouts add` and `readouts score`, on another machine too.
    """
    from readouts.views.readings import show_readings

    with _running(quiet) as run:
        readings = _readings(run, paths, published, ignore_dates, extra, full=full)
        show_readings(readings, form, sys.stdout, text=not no_text)
    return _code(run)


@click.command()
@reading_options
@ledger_option
def add(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    file: Path,
) -> int:
    """Read articles into a ledger.

    \b
    readouts add articles/ --ledger 2022.sqlite
    readouts add "feeds/*.jsonl.gz"
    readouts extract --format jsonl articles/ | readouts add -

    The ledger is made where there is none. An article that is there already changes
    nothing, and the order of adding does not matter. Stopped in the middle, the
    ledger holds what was added up to then; run it again for the rest.
    """
    from readouts.ledger import open_ledger
    from readouts.views.words import count_words

    with open_ledger(file) as ledger, _running(quiet) as run:
        told: set[Failure] = set()
        entries = _read(run, paths, published, ignore_dates, extra, told=told)
        result = ledger.add(entries, started=datetime.now(UTC).isoformat(timespec="seconds"))
        for refused in result.failed:
            if refused not in told:
                run.fail(str(refused))
        size = ledger.size()
    if not quiet:
        held = ((size.articles, "article"), (size.reports, "report"), (size.contacts, "contact"))
        now = ", ".join(count_words(number, noun) for number, noun in held)
        click.echo(f"{result.added} added, {result.changed} changed, {result.unchanged} unchanged", err=True)
        click.echo(f"{file} holds {now}", err=True)
    return _code(run)


@click.command()
@reading_options
@format_option
def statements(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
) -> int:
    """Print who said what in articles, and through whom it is known.

    \b
    readouts statements article.txt
    readouts statements --format csv articles/ > said.csv
    """
    from readouts.views.readings import show_statements

    with _running(quiet) as run:
        show_statements(_readings(run, paths, published, ignore_dates, extra, full=True), form, sys.stdout)
    return _code(run)


@click.command("date")
@reading_options
@format_option
def date(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
) -> int:
    """Print when articles were published, and how that is known.

    \b
    readouts date undated.txt
    readouts date --ignore-dates articles/     what the texts alone tell
    """
    from readouts.views.readings import show_dates

    with _running(quiet) as run:
        readings = _readings(run, paths, published, ignore_dates, extra, full=True)
        show_dates((reading.article for reading in readings), form, sys.stdout)
    return _code(run)


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--undated", is_flag=True, help="Read the articles as if they were undated.")
@click.option("--partial", is_flag=True, help="The gold names only what each article is about.")
@click.option("--half", metavar="NAME", help="Only the gold lines of this half.")
@click.option("--errors", is_flag=True, help="List every difference as well.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@reading_options
@format_option
def score(
    gold: Path,
    undated: bool,
    partial: bool,
    half: str | None,
    errors: bool,
    as_json: bool,
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
) -> int:
    """Measure readings against your own hand-coded file.

    PATHs are articles, which are read first, or what `readouts extract --format
    jsonl` printed. docs/scoring.md says how GOLD is written and what each row means.

    \b
    readouts score gold.jsonl articles/
    readouts score gold.jsonl read.jsonl --errors
    """
    from readouts.score import holds_predictions, read_gold_file, read_prediction_file, read_predictions
    from readouts.score import score as score_articles
    from readouts.views.scores import show_scores

    wanted = read_gold_file(gold, half)
    ready = [path for path in paths if Path(path).is_file() and holds_predictions(Path(path))]
    others = [path for path in paths if path not in ready]
    predicted = [article for path in ready for article in read_prediction_file(Path(path))]
    with _running(quiet or (bool(ready) and not others)) as run:
        if others or not ready:
            readings = _readings(run, others, published, ignore_dates or undated, extra, full=True)
            predicted += read_predictions(readings)
    table = score_articles(wanted, predicted, undated=undated, partial=partial)
    show_scores(table, "jsonl" if as_json else form, sys.stdout, errors=errors)
    return _code(run)


@contextmanager
def _running(quiet: bool) -> Iterator[Run]:
    """Shows progress and faults, and at the end what it came to."""
    from readouts.views.progress import Run

    with Run() as run:
        yield run
    if not quiet:
        sys.stdout.flush()
        click.echo(str(run.tally), err=True)


def _readings(
    run: Run,
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    *,
    full: bool = False,
) -> Iterator[Reading]:
    """The readings alone; what failed has been told."""
    from readouts.ledger import Entry

    for one in _read(run, paths, published, ignore_dates, extra, full=full):
        if isinstance(one, Entry):
            yield one.reading


def _read(
    run: Run,
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    *,
    full: bool = False,
    told: set[Failure] | None = None,
) -> Iterator[Entry | Failure]:
    """Reads articles, counting; each failure is told at once, passed on and noted in `told`."""
    from readouts.ledger import Entry
    from readouts.sources import Failure, Options, read

    if not paths and sys.stdin.isatty():
        raise UsageError("nothing to read; give a file or a folder, or - for standard input")
    inputs = read(paths or ("-",), Options(published=published, ignore_dates=ignore_dates))
    for one in _with_readings(inputs, extra, full):
        if isinstance(one, Failure):
            run.fail(str(one))
            if told is not None:
                told.add(one)
            yield one
        else:
            loaded, reading = one
            run.read(len(reading.contacts))
            yield Entry(reading, loaded.raw)


def _with_readings(
    inputs: Iterator[Loaded | Failure], extra: Sequence[Path], full: bool
) -> Iterator[tuple[Loaded, Reading] | Failure]:
    """Each input with its reading; the knowledge is loaded only where something has not been read already."""
    from readouts.sources import Failure

    for one in inputs:
        if isinstance(one, Failure):
            yield one
        elif one.reading is not None:
            yield one, one.reading
        else:
            from readouts.reports import read_inputs

            yield from read_inputs(chain([one], inputs), _knowledge(extra), full=full)


def _knowledge(extra: Sequence[Path]) -> Knowledge:
    from readouts.knowledge import load

    return load(tuple(extra))


def _code(run: Run) -> int:
    return FAILED if run.tally.failed else 0
