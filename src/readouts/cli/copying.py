"""`readouts copies`: which texts descend from one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from readouts.cli.options import format_option, published_option, quiet_option
from readouts.cli.running import exit_code, read_texts
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@published_option
@quiet_option
@format_option
def copies(paths: Sequence[str], published: Interval | None, quiet: bool, form: Format) -> int:
    """Print which texts descend from one: verbatim, cut, reordered, rewritten.

    \b
    readouts copies articles/
    readouts copies feed.jsonl --format jsonl > families.jsonl

    Texts are compared by the words that stand together in them, quotations left out,
    so that two reports of one statement are no copies. ORIGIN is the article that the
    others descend from, where that can be told: by a credit line, by traces of
    rewriting, by date, or because it alone is complete. No ledger is needed.
    """
    from readouts.ledger.descent import find_copies
    from readouts.views.copies import show_copies
    from readouts.views.progress import Run
    from readouts.views.words import count_words

    with Run() as run:
        families = find_copies(read_texts(run, paths, published))
    found = show_copies(families, form, sys.stdout)
    if not quiet:
        sys.stdout.flush()
        members = sum(len(family.members) for family in families)
        failed = f", {run.tally.failed} failed" if run.tally.failed else ""
        click.echo(
            f"{count_words(run.tally.articles, 'article')} read{failed}; {members} of them in ", err=True, nl=False
        )
        click.echo(f"{found} famil{'y' if found == 1 else 'ies'} of copies", err=True)
    return exit_code(run)
