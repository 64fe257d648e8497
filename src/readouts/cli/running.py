"""What every command that reads articles shares: progress, faults, and the code it ends with."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import every_page, least_confidence, own_rules
from readouts.errors import UsageError
from readouts.exchange import Entry
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.knowledge import Knowledge
    from readouts.model import Article, Reading
    from readouts.sources import Failure, Loaded, Options, Page, Passed
    from readouts.views.progress import Run

FAILED = 1
"""Exit code where an input could not be read."""

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


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
    jobs: int = 1,
) -> Iterator[Reading]:
    """The readings alone; what failed has been told."""
    for one in read_entries(run, paths, published, ignore_dates, extra, full=full, jobs=jobs):
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
    jobs: int = 1,
    known: Callable[[Page], bool] | None = None,
) -> Iterator[Entry | Failure]:
    """Reads articles, counting; each failure is told at once, passed on and noted in `told`.

    `jobs` processes read them; what is `known` is passed over unread, and so are, unless `full` or --every-page, pages
    of archives in which nothing can tell of a contact.
    """
    from readouts.sources import Failure, Options, Passed

    options = Options(published=published, ignore_dates=ignore_dates)
    pages = _new_ones(run, open_pages(paths, run), known)
    if jobs > 1:
        from readouts.reports.ownrules import read_rules
        from readouts.reports.parallel import Way, read_pages

        read_rules(own_rules())  # what is wrong with them is told before anything is read
        way = Way(
            options=options,
            knowledge=tuple(extra),
            rules=own_rules(),
            full=full,
            every_page=every_page(),
            min_confidence=least_confidence(),
        )
        rows = read_pages(pages, way, jobs)
    else:
        from readouts.reports.inputs import find_articles

        gated = not (full or every_page())
        rows = _with_readings(find_articles(pages, options, lambda: load_knowledge(extra), gated=gated), extra, full)
    for one in rows:
        if isinstance(one, Failure):
            run.fail(str(one))
            if told is not None:
                told.add(one)
            yield one
        elif isinstance(one, Passed):
            run.leave()
        else:
            loaded, reading = one
            run.read(len(reading.contacts))
            yield Entry(reading, loaded.raw)


def only_relevant(run: Run, entries: Iterable[Entry | Failure]) -> Iterator[Entry | Failure]:
    """The entries without the articles that tell of nothing, which are counted."""
    from readouts.crowd.relevance import why_left_out

    for one in entries:
        reason = why_left_out(one.reading) if isinstance(one, Entry) else None
        if reason is None:
            yield one
        else:
            run.leave_out(reason)


def read_texts(
    run: Run, paths: Sequence[str], published: Interval | None, *, ignore_dates: bool = False
) -> Iterator[Article]:
    """The articles of all inputs that can be read, without reading what they tell; failures are told."""
    from readouts.sources import Failure, Options

    for one in _articles(open_pages(paths, run), Options(published=published, ignore_dates=ignore_dates)):
        if isinstance(one, Failure):
            run.fail(str(one))
        else:
            run.read(0)
            yield one.article


def open_pages(paths: Sequence[str], run: Run | None = None) -> Iterator[Page | Failure]:
    """The pages of paths and web addresses, standard input where there are none; UsageError where one would wait.

    `run` is told how far the reading of files is.
    """
    from readouts.cli.fetched import is_address, pages_at
    from readouts.sources import iter_pages
    from readouts.sources.fetching import Fetcher

    if not paths and sys.stdin.isatty():
        raise UsageError("nothing to read; give a file or a folder, or - for standard input")
    paths = paths or ("-",)
    if run is not None and run.watched and not any(is_address(path) or path == "-" for path in paths):
        run.expect(_size(paths))
    with Fetcher() if any(is_address(path) for path in paths) else nullcontext() as fetcher:
        for path in paths:
            if fetcher is not None and is_address(path):
                yield from pages_at(path, fetcher)
            else:
                yield from iter_pages(path, moved=run.move_on if run is not None and run.watched else None)


def _size(paths: Sequence[str]) -> int:
    """The bytes of all files; those that cannot be looked at count nothing."""
    from readouts.sources.finding import find_files

    files = (file for path in paths for file in find_files(path) if isinstance(file, str))
    return sum(os.path.getsize(file) for file in files if os.path.isfile(file))


def _articles(pages: Iterable[Page | Failure], options: Options) -> Iterator[Loaded | Failure]:
    from readouts.sources import Page

    for page in pages:
        yield page.article(options) if isinstance(page, Page) else page


def _new_ones(
    run: Run, pages: Iterable[Page | Failure], known: Callable[[Page], bool] | None
) -> Iterator[Page | Failure]:
    """The pages that are not known; the others are counted."""
    from readouts.sources import Page

    for page in pages:
        if known is not None and isinstance(page, Page) and known(page):
            run.pass_over()
        else:
            yield page


def _with_readings(
    inputs: Iterator[Loaded | Failure | Passed], extra: Sequence[Path], full: bool
) -> Iterator[tuple[Loaded, Reading] | Failure | Passed]:
    """Each input with its reading; the knowledge is loaded only where something has not been read already."""
    from readouts.sources import Loaded

    least = least_confidence()
    for one in inputs:
        if not isinstance(one, Loaded):
            yield one
        elif one.reading is not None and least is None:
            yield one, one.reading
        else:
            from readouts.reports import read_rules
            from readouts.reports.inputs import read_found
            from readouts.reports.litter import look_rarely

            book, knowledge = read_rules(own_rules()), load_knowledge(extra)
            look_rarely()
            yield from read_found(chain([one], inputs), knowledge, full=full, min_confidence=least, rules=book)


def load_knowledge(extra: Sequence[Path]) -> Knowledge:
    """The knowledge with a user's own files."""
    from readouts.knowledge import load

    return load(tuple(extra))


def exit_code(run: Run) -> int:
    """0, or 1 where something could not be read."""
    return FAILED if run.tally.failed else 0
