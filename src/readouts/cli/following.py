"""`readouts invitations`: invitations and promises, and what came of them."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from readouts.cli.looking import looking
from readouts.cli.options import Days, format_option, ledger_option
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.cli.options import Address
    from readouts.views.rows import Format


@click.command()
@click.option("--on", type=Days(), help="As it stood at the end of this day, month or year.")
@click.option("--open", "only_open", is_flag=True, help="Only those that nothing had come of.")
@click.option("--person", "persons", multiple=True, metavar="NAME", help="Made by or to them; repeatable.")
@click.option("--promises/--no-promises", default=True, show_default=True, help="Promises too.")
@ledger_option
@format_option
def invitations(
    file: Address, form: Format, on: Interval | None, only_open: bool, persons: tuple[str, ...], promises: bool
) -> int:
    """List invitations and promises, and which contact came of each.

    \b
    readouts invitations --open
    readouts invitations --on 2023-03-01 --person Macron

    An invitation is fulfilled by the contact that it foresees once that is held, else
    by the first contact in person of guest and host after it.
    """
    from readouts.ledger.following import names_one
    from readouts.views.pledges import show_pledges

    day: date | None = on.latest if on else None
    with looking(file) as ledger:
        pledges = [
            one
            for one in ledger.pledges(day)
            if (promises or one.kind != "promise")
            and (not only_open or one.state == "open")
            and all(names_one(person, (*one.by, *one.to)) for person in persons)
        ]
    if not show_pledges(pledges, form, sys.stdout):
        click.echo("readouts: no invitation meets this", err=True)
    return 0
