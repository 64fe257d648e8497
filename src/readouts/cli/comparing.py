"""`readouts compare`: two accounts of one contact side by side."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from readouts.cli.looking import looking
from readouts.cli.options import format_option, ledger_option
from readouts.errors import UsageError

if TYPE_CHECKING:
    from readouts.cli.options import Address
    from readouts.views.rows import Format


@click.command()
@click.argument("contact", metavar="ID")
@click.argument("articles", nargs=-1, metavar="[ARTICLE ARTICLE]")
@ledger_option
@format_option
def compare(contact: str, articles: tuple[str, ...], file: Address, form: Format) -> int:
    """Lay two accounts of one contact side by side.

    \b
    readouts compare 3f2a9c1b
    readouts compare 3f2a9c1b kremlin-2022-03-18 wh-2022-03-18

    Without ARTICLEs the official accounts of two states are taken, or the only two
    there are. Fields and sentences are said by both, only by A, only by B, or are
    contradictory.
    """
    from readouts.views.sidebyside import show_side_by_side

    if len(articles) not in (0, 2):
        raise UsageError("name two articles to compare, or none")
    a, b = articles or (None, None)
    with looking(file) as ledger:
        show_side_by_side(ledger.side_by_side(contact, a, b), form, sys.stdout)
    return 0
