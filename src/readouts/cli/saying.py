"""`readouts statements`: who said what."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import format_option, reading_options
from readouts.cli.running import exit_code, read_all, running
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


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

    with running(quiet) as run:
        show_statements(read_all(run, paths, published, ignore_dates, extra, full=True), form, sys.stdout)
    return exit_code(run)
