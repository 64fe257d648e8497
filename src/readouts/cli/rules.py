"""`readouts rules`: the rules, how often each fired, how often it was right."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import format_option, own_rules, reading_options
from readouts.cli.running import exit_code, read_all, running
from readouts.errors import UsageError
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command()
@click.option("--gold", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Your own hand-coded file.")
@click.option("--partial", is_flag=True, help="The gold names only what each article is about.")
@click.option("--half", metavar="NAME", help="Only the gold lines of this half.")
@reading_options
@format_option
def rules(
    gold: Path | None,
    partial: bool,
    half: str | None,
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
) -> int:
    """Print the rules, how often each fired, and how often it was right.

    \b
    readouts rules                                   the words that are rules
    readouts rules articles/                         how often each fired
    readouts rules --gold gold.jsonl articles/       how often it was right
    readouts rules --rules mine.toml articles/       with words of your own

    A rule fired where it had a part in a contact that is printed. docs/rules.md
    says how a file of your own is written and what the columns mean.
    """
    from readouts.reports import Tally, read_rules
    from readouts.score import give_verdicts, read_gold_file
    from readouts.views.rules import show_rules

    if gold and not paths:
        raise UsageError("--gold: give the articles that it is of as well")
    tally, wanted = Tally(read_rules(own_rules())), read_gold_file(gold, half) if gold else ()
    with running(quiet or not paths) as run:
        for reading in read_all(run, paths, published, ignore_dates, extra) if paths else ():
            verdicts = give_verdicts(wanted, [reading], partial=partial)
            tally.add(reading, {v.contact.id: v.fields if v.found else None for v in verdicts})
        show_rules(tally.rules(), form, sys.stdout, counted=bool(paths))
    return exit_code(run)
