"""`readouts add`: articles into a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import (
    Address,
    every_page_option,
    jobs_option,
    ledger_option,
    reading_options,
    relevant_option,
)
from readouts.cli.running import exit_code, only_relevant, read_entries, running
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.ledger import AddResult, Size
    from readouts.sources import Failure


@click.command()
@reading_options
@click.option("--skip-known", is_flag=True, help="Pass over what the ledger has, without reading it anew.")
@relevant_option
@every_page_option
@jobs_option
@ledger_option
def add(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    skip_known: bool,
    relevant: bool,
    jobs: int,
    file: Address,
) -> int:
    """Read articles into a ledger.

    \b
    readouts add articles/ --ledger 2022.sqlite
    readouts add "feeds/*.jsonl.gz"
    readouts extract --format jsonl articles/ | readouts add -
    readouts add --jobs 2 --skip-known crawl.warc.gz
    readouts add https://courier.example/news/7

    The ledger is made where there is none. An article that is there already changes
    nothing, and the order of adding does not matter. Stopped in the middle, the
    ledger holds what was added up to then; run it again with --skip-known for the
    rest. Web addresses are fetched if robots.txt allows it.
    """
    from readouts.ledger import open_ledger

    with open_ledger(file) as ledger, running(quiet) as run:
        told: set[Failure] = set()
        known = ledger.known().has if skip_known else None
        entries = read_entries(run, paths, published, ignore_dates, extra, told=told, jobs=jobs, known=known)
        kept = only_relevant(run, entries) if relevant else entries
        result = ledger.add(kept, started=datetime.now(UTC).isoformat(timespec="seconds"))
        for refused in result.failed:
            if refused not in told:
                run.fail(str(refused))
        size = ledger.size()
        name = ledger.name
    if not quiet:
        tell_result(result, name, size)
    return exit_code(run)


def tell_result(result: AddResult, name: str, size: Size) -> None:
    """Says on standard error what a ledger took, and what it holds now."""
    from readouts.views.words import count_words

    held = ((size.articles, "article"), (size.reports, "report"), (size.contacts, "contact"))
    now = ", ".join(count_words(number, noun) for number, noun in held)
    click.echo(f"{result.added} added, {result.changed} changed, {result.unchanged} unchanged", err=True)
    click.echo(f"{name} holds {now}", err=True)
