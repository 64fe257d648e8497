"""`readouts watch`: feeds, folders and files followed into a ledger."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.fetched import is_address, pages_in
from readouts.cli.options import Address, knowledge_option, ledger_option, quiet_option
from readouts.cli.running import exit_code, load_knowledge, running

if TYPE_CHECKING:
    from readouts.knowledge import Knowledge
    from readouts.ledger import Ledger
    from readouts.sources import Failure, Loaded, Passed
    from readouts.sources.feed import Item
    from readouts.sources.fetching import Fetcher
    from readouts.sources.watchlist import WatchState
    from readouts.views.progress import Run


@click.command()
@click.argument("file_of_list", metavar="LIST", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@quiet_option
@knowledge_option
@click.option("--state", "state_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="What was seen.  [default: LEDGER.watch, for a server LIST.watch]")  # fmt: skip
@click.option("--delay", type=click.FloatRange(min=0), default=1.0, show_default=True, metavar="SECONDS",
              help="Between two requests to one host; robots.txt may ask for more.")  # fmt: skip
@click.option("--entries", is_flag=True, help="Read what the feeds themselves say, not the pages they link.")
@click.option("--once", is_flag=True, help="Look once and end, instead of going on.")
@click.option("--every", type=click.FloatRange(min=0.01), default=30.0, show_default=True, metavar="MINUTES",
              help="How long to wait between two looks.")  # fmt: skip
@ledger_option
def watch(
    file_of_list: Path,
    file: Address,
    every: float,
    once: bool,
    entries: bool,
    delay: float,
    state_file: Path | None,
    extra: Sequence[Path],
    quiet: bool,
) -> int:
    """Follow feeds, folders and files into a ledger.

    \b
    readouts watch feeds.txt --ledger 2026.sqlite
    readouts watch feeds.txt --once

    LIST has one a line: the address of an RSS or Atom feed, a folder or a file. Only
    what is new is fetched and read; what cannot be had now is tried again at the
    next look. Ctrl-C ends it, and the ledger is whole. With --once the exit code is
    1 where something could not be read.
    """
    from readouts.sources.fetching import Fetcher, Manners
    from readouts.sources.watchlist import read_watchlist

    read_watchlist(file_of_list)  # what is wrong with it is told at once
    place = state_file or (file.with_name(f"{file.name}.watch") if isinstance(file, Path) else None)
    place = place or file_of_list.with_name(f"{file_of_list.name}.watch")
    knowledge = load_knowledge(extra)
    while True:
        # one for each look, so that what a host forbids, or could not tell for a while, is asked for again
        with Fetcher(Manners(delay=delay)) as fetcher:
            look = Round(fetcher, knowledge, file, place, entries)
            if once:
                return _look(read_watchlist(file_of_list), look, quiet)
            _look_on(file_of_list, look, quiet)
        time.sleep(every * 60)


@dataclass(frozen=True, slots=True)
class Round:
    """One look at everything: what it needs."""

    fetcher: Fetcher
    knowledge: Knowledge
    ledger: Address
    state: Path
    entries: bool


def _look_on(file_of_list: Path, look: Round, quiet: bool) -> None:
    """One look of many: a ledger or a disk that cannot be written to now may be there at the next."""
    from readouts.errors import LedgerError
    from readouts.sources.watchlist import read_watchlist
    from readouts.views.progress import complain

    try:
        _look(read_watchlist(file_of_list), look, quiet)
    except LedgerError as error:
        complain(f"{error}; it is tried again at the next look")
    except OSError as error:
        complain(f"{error.filename or look.state}: {error.strerror or error}; it is tried again at the next look")


def _look(sources: Sequence[str], look: Round, quiet: bool) -> int:
    """Reads what is new of all sources; each is in the ledger before it is noted as seen."""
    from readouts.ledger import open_ledger
    from readouts.sources.watchlist import read_state, write_state

    state = read_state(look.state)
    with open_ledger(look.ledger) as ledger, running(quiet) as run:
        for source in sources:
            if is_address(source):
                _follow_feed(source, look, state, ledger, run)
            else:
                _follow_files(source, look, state, ledger, run)
            write_state(look.state, state)
    return exit_code(run)


def _follow_feed(address: str, look: Round, state: WatchState, ledger: Ledger, run: Run) -> None:
    """The new entries of a feed; one that cannot be had now stays new, and the feed is asked for whole again."""
    from readouts.sources.feed import read_feed
    from readouts.sources.fetching import Refused, Unchanged
    from readouts.sources.watchlist import FeedState

    known = state.feeds.setdefault(address, FeedState())
    found = look.fetcher.fetch(address, etag=known.etag, modified=known.modified)
    if isinstance(found, Unchanged):
        return
    if isinstance(found, Refused):
        run.fail(str(found))
        return
    items, fault = read_feed(found.body)
    if fault:
        run.fail(f"{address}: {fault}")
    later: list[str] = []
    seen = set(known.seen)
    new = [item for item in {item.key: item for item in reversed(items)}.values() if item.key not in seen]
    if new:
        _add(_entries(new, address, look, later), look, ledger, run)
    for item in new:
        if item.key not in later:
            known.note(item.key)
    whole = not later and not fault
    known.etag, known.modified = (found.etag, found.modified) if whole else (None, None)


def _entries(new: Sequence[Item], address: str, look: Round, later: list[str]) -> Iterator[Loaded | Failure]:
    """The articles of entries, oldest first; keys of those that cannot be had now go into `later`."""
    for number, item in enumerate(new, start=1):
        if item.entry.url and is_address(item.entry.url) and not look.entries:
            yield from _linked(item, look, later)
        else:
            yield _of_feed(item, address, number)


def _linked(item: Item, look: Round, later: list[str]) -> Iterator[Loaded | Failure]:
    """The page that an entry links; where it has no text, what the feed says of it."""
    from readouts.errors import UsageError
    from readouts.sources import Loaded, Options, Page, read_published
    from readouts.sources.fetching import Fetched, Refused

    url = item.entry.url or ""
    found = look.fetcher.fetch(url)
    if isinstance(found, Refused) and found.later:
        later.append(item.key)
        yield found
        return
    try:
        options = Options(published=read_published(item.entry.published) if item.entry.published else None)
    except UsageError:
        options = Options()
    pages = list(pages_in(found, url)) if isinstance(found, Fetched) else []
    read = [page.article(options) for page in pages if isinstance(page, Page)]
    loaded = [one for one in read if isinstance(one, Loaded)]
    if loaded:
        yield from loaded
        return
    if isinstance(found, Refused):
        yield found
    yield _of_feed(item, url, None)


def _of_feed(item: Item, address: str, number: int | None) -> Loaded | Failure:
    from readouts.sources.feed import entry_page
    from readouts.sources.naming import named

    name = named(address, number, item.entry.url or item.key) if number else address
    return entry_page(item, name).article()


def _follow_files(path: str, look: Round, state: WatchState, ledger: Ledger, run: Run) -> None:
    """What is new in a folder, or a file that has changed."""
    from readouts.reports.inputs import find_articles
    from readouts.sources import Failure, Options, iter_pages
    from readouts.sources.finding import find_files, why_not

    changed: dict[str, tuple[int, int]] = {}
    for found in find_files(path):
        if isinstance(found, Failure):
            run.fail(str(found))
            continue
        try:
            told = os.stat(found)
        except OSError as error:
            run.fail(f"{found}: {why_not(error)}")
            continue
        now = (told.st_size, told.st_mtime_ns)
        if state.files.get(found) != now:
            changed[found] = now
    if changed:
        _add(find_articles(iter_pages(list(changed)), Options(), lambda: look.knowledge, gated=True), look, ledger, run)
        state.files.update(changed)


def _add(articles: Iterator[Loaded | Failure | Passed], look: Round, ledger: Ledger, run: Run) -> None:
    """Reads articles into the ledger; each fault is told once."""
    from readouts.ledger import Entry
    from readouts.reports.inputs import read_found
    from readouts.sources import Failure, Passed

    told: set[Failure] = set()

    def counted() -> Iterator[Entry | Failure]:
        for one in read_found(articles, look.knowledge):
            if isinstance(one, Passed):
                run.leave()
            elif isinstance(one, Failure):
                run.fail(str(one))
                told.add(one)
                yield one
            else:
                run.read(len(one[1].contacts))
                yield Entry(one[1], one[0].raw)

    for refused in ledger.add(counted()).failed:
        if refused not in told:
            run.fail(str(refused))
