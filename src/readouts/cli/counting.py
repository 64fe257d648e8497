"""`readouts count`: how many contacts, by which rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Unpack

import click

from readouts.cli.looking import Asked, build_query, looking
from readouts.cli.options import format_option, ledger_option, query_options
from readouts.model import Status

if TYPE_CHECKING:
    from readouts.cli.options import Address
    from readouts.ledger.counting import By, Ranks, SummitsAs, TripsAs
    from readouts.views.rows import Format

_BY = ("all", "person", "pair", "state", "channel", "status", "year", "month")


@click.command()
@click.option("--by", type=click.Choice(_BY), default="all", show_default=True, help="What each number is of.")
@click.option("--rows", is_flag=True, help="The contacts behind each number.")
@click.option("--stopovers/--no-stopovers", default=True, show_default=True, help="Refuelling stops.")
@click.option("--private/--no-private", default=True, show_default=True, help="Private visits.")
@click.option("--margins/--no-margins", default=True, show_default=True, help="Meetings on the margins of a summit.")
@click.option("--parts/--no-parts", default=True, show_default=True, help="Contacts that are part of another.")
@click.option("--group-calls/--no-group-calls", default=True, show_default=True, help="Calls of three sides or more.")
@click.option("--background/--no-background", default=True, show_default=True, help="Contacts only mentioned.")
@click.option("--messages/--no-messages", default=False, show_default=True, help="Letters and telegrams.")
@click.option(
    "--summits", type=click.Choice(["one", "pairs"]), default="one", show_default=True, help="A summit counts as."
)
@click.option(
    "--ranks",
    type=click.Choice(["all", "ministers", "leaders"]),
    default="all",
    show_default=True,
    help="Who must meet.",
)
@click.option(
    "--trips", type=click.Choice(["stops", "trips"]), default="stops", show_default=True, help="A trip counts as."
)
@query_options
@ledger_option
@format_option
def count(
    file: Address,
    form: Format,
    by: By,
    rows: bool,
    stopovers: bool,
    private: bool,
    margins: bool,
    parts: bool,
    group_calls: bool,
    background: bool,
    messages: bool,
    summits: SummitsAs,
    ranks: Ranks,
    trips: TripsAs,
    **asked: Unpack[Asked],
) -> int:
    """Count contacts, by rules that are named.

    \b
    readouts count --by year --person Xi
    readouts count --by pair --ranks leaders --no-margins --rows
    readouts count --status announced --from 2026

    Held and ongoing contacts count, unless --status says others. Behind the numbers
    stand the rules they were counted by, what each left out, and what the total would
    be if one stood otherwise.
    """
    from readouts.ledger.counting import Switches, count_contacts
    from readouts.views.count import show_count

    statuses: tuple[Status, ...] = tuple(asked["statuses"]) or ("held", "ongoing")
    asked["statuses"] = ()
    switches = Switches(
        statuses=statuses,
        stopovers=stopovers,
        private=private,
        margins=margins,
        parts=parts,
        group_calls=group_calls,
        background=background,
        messages=messages,
        summits=summits,
        ranks=ranks,
        trips=trips,
    )
    with looking(file) as ledger:
        found = {contact.id: contact for contact in ledger.contacts(build_query(**asked))}
    show_count(count_contacts(found.values(), by, switches), found, rows, form, sys.stdout)
    return 0
