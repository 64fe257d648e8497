"""`readouts unknown`: who is missing in the knowledge."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import format_option, knowledge_option, published_option, quiet_option
from readouts.cli.running import exit_code, load_knowledge, read_texts
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--at-least", "least", type=click.IntRange(1), default=1, show_default=True, help="Articles naming them.")
@click.option(
    "--knowledge-rows",
    "rows_of",
    type=click.Choice(["persons", "tenures"]),
    help="Print rows for a knowledge file instead.",
)
@published_option
@knowledge_option
@quiet_option
@format_option
def unknown(
    paths: Sequence[str],
    least: int,
    rows_of: str | None,
    published: Interval | None,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
) -> int:
    """List people whom the articles name with a role that is not known.

    \b
    readouts unknown articles/
    readouts unknown --at-least 3 --format csv articles/ > worklist.csv
    readouts unknown --knowledge-rows persons articles/ > persons.csv
    readouts unknown --knowledge-rows tenures articles/ > tenures.csv

    The two files, looked over and completed, are given to other commands with
    --knowledge. docs/unknown.md says what each column means.
    """
    from readouts.knowledge import write_persons, write_tenures
    from readouts.reports import Worklist, person_rows, tenure_rows
    from readouts.views.progress import Run
    from readouts.views.unknown import show_unknown
    from readouts.views.words import count_words

    knowledge = load_knowledge(extra)
    worklist = Worklist(knowledge)
    with Run() as run:
        for article in read_texts(run, paths, published):
            worklist.add(article)
    rows = worklist.rows(least)
    if rows_of == "persons":
        write_persons(person_rows(rows, knowledge), sys.stdout)
    elif rows_of == "tenures":
        write_tenures(tenure_rows(rows, knowledge), sys.stdout)
    else:
        show_unknown(rows, form, sys.stdout)
    if not quiet:
        sys.stdout.flush()
        failed = f", {run.tally.failed} failed" if run.tally.failed else ""
        people = "nobody" if not rows else f"{len(rows)} person" if len(rows) == 1 else f"{len(rows)} people"
        click.echo(f"{count_words(run.tally.articles, 'article')} read{failed}, {people} not known", err=True)
    return exit_code(run)
