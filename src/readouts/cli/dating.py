"""`readouts date`: when articles were published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import format_option, reading_options
from readouts.cli.running import exit_code, load_knowledge, read_all, running
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command("date")
@reading_options
@format_option
@click.option("--why", is_flag=True, help="What bounds each date on either side, and what was seen besides.")
def date(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
    why: bool,
) -> int:
    """Print when articles were published, and how that is known.

    \b
    readouts date undated.txt
    readouts date --ignore-dates articles/     what the texts alone tell
    readouts date --why undated.txt            the words that bound each date
    """
    from readouts.views.dates import show_dates

    with running(quiet) as run:
        readings = read_all(run, paths, published, ignore_dates, extra, full=True)
        show_dates(
            (reading.article for reading in readings),
            form,
            sys.stdout,
            why=why,
            knowledge=load_knowledge(extra) if why else None,
        )
    return exit_code(run)
