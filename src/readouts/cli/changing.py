"""`readouts versions`, `readouts forget`: articles that change, and texts that must go."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from readouts.cli.judging import deciding
from readouts.cli.looking import looking
from readouts.cli.options import Address, format_option, ledger_option

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command()
@click.argument("article", required=False)
@ledger_option
@format_option
def versions(article: str | None, file: Address, form: Format) -> int:
    """Show the texts of an ARTICLE that was fetched again, or of all, and what changed.

    \b
    readouts versions
    readouts versions 3f2a9c1b

    What lies at one address is one article. The newest text counts, the earlier ones
    are kept beside it; sentences and reports that went are marked -, those that came +.
    """
    from readouts.views.versions import show_versions

    with looking(file) as ledger:
        found = ledger.versions(article)
        show_versions(found, form, sys.stdout)
    if not found:
        click.echo("readouts: no article has changed", err=True)
    return 0


@click.command()
@click.argument("article")
@deciding
def forget(article: str, by: str, why: str, made: str | None, file: Address) -> int:
    """Take the text of an ARTICLE out for good, as a takedown asks.

    Its text, earlier texts, title and saved page are removed; what was read of it
    stays: labels, names, days, and offsets into a text that is no longer there.
    Added again, it comes back without its text. There is no way back.

    \b
    readouts forget 0154d082df0331b0 --by "E. Aalto" --why "asked by the paper"
    """
    from readouts.cli.judging import now
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False, change=True) as ledger:
        forgotten = ledger.forget(article, by=by, made=made or now(), why=why)
    told = "text" if forgotten.texts == 1 else "texts"
    click.echo(f"{forgotten.article}: {forgotten.texts} {told} taken out")
    return 0
