"""`readouts extract`: what articles say, without a ledger."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import every_page_option, format_option, jobs_option, reading_options
from readouts.cli.running import exit_code, read_all, running
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command()
@reading_options
@click.option("--no-text", is_flag=True, help="Leave the articles' texts out (jsonl only).")
@click.option("--full", is_flag=True, help="Read every sentence, for all statements and times.")
@every_page_option
@jobs_option
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
    jobs: int,
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

    with running(quiet) as run:
        readings = read_all(run, paths, published, ignore_dates, extra, full=full, jobs=jobs)
        show_readings(readings, form, sys.stdout, text=not no_text)
    return exit_code(run)
