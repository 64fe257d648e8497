"""What every command that reads articles shares: progress, faults, and the code it ends with."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import least_confidence, own_rules
from readouts.errors import UsageError
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.knowledge import Knowledge
    from readouts.ledger import Entry
    from readouts.model import Article, Reading
    from readouts.sources import Failure, Loaded, Options
    from readouts.views.progress import Run

FAILED = 1
"""Exit code where an input could not be read."""


@contextmanager
def running(quiet: bool) -> Iterator[Run]:
    """Shows progress and faults, and at the end what it came to."""
    from readouts.views.progress import Run

    with Run() as run:
        yield run
    if not quiet:
        sys.stdout.flush()
        click.echo(str(run.tally), err=True)


def read_all(
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

    for one in read_entries(run, paths, published, ignore_dates, extra, full=full):
        if isinstance(one, Entry):
            yield one.reading


def read_entries(
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
    from readouts.sources import Failure, Options

    inputs = _open(paths, Options(published=published, ignore_dates=ignore_dates))
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


def read_texts(run: Run, paths: Sequence[str], published: Interval | None) -> Iterator[Article]:
    """The articles of all inputs that can be read, without reading what they tell; failures are told."""
    from readouts.sources import Failure, Options

    for one in _open(paths, Options(published=published)):
        if isinstance(one, Failure):
            run.fail(str(one))
        else:
            run.read(0)
            yield one.article


def _open(paths: Sequence[str], options: Options) -> Iterator[Loaded | Failure]:
    """What the paths hold, standard input where there are none; UsageError where somebody would sit and wait."""
    from readouts.sources import read

    if not paths and sys.stdin.isatty():
        raise UsageError("nothing to read; give a file or a folder, or - for standard input")
    return iter(read(paths or ("-",), options))


def _with_readings(
    inputs: Iterator[Loaded | Failure], extra: Sequence[Path], full: bool
) -> Iterator[tuple[Loaded, Reading] | Failure]:
    """Each input with its reading; the knowledge is loaded only where something has not been read already."""
    from readouts.sources import Failure

    least = least_confidence()
    for one in inputs:
        if isinstance(one, Failure):
            yield one
        elif one.reading is not None and least is None:
            yield one, one.reading
        else:
            from readouts.reports import read_inputs, read_rules

            book = read_rules(own_rules())
            yield from read_inputs(
                chain([one], inputs), load_knowledge(extra), full=full, min_confidence=least, rules=book
            )


def load_knowledge(extra: Sequence[Path]) -> Knowledge:
    """The knowledge with a user's own files."""
    from readouts.knowledge import load

    return load(tuple(extra))


def exit_code(run: Run) -> int:
    """0, or 1 where something could not be read."""
    return FAILED if run.tally.failed else 0
