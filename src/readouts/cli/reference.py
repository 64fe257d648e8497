"""Commands that tell what Readouts knows and what its format means."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import Days, format_option, knowledge_option
from readouts.errors import UsageError
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.rows import Format


@click.command()
def schema() -> int:
    """Print the JSON Schema of the exchange format.

    \b
    readouts schema > readouts.schema.json

    It describes one line of `readouts extract --format jsonl`, key by key.
    """
    import json

    from readouts.exchange import schema as exchange_schema

    click.echo(json.dumps(exchange_schema(), indent=2, ensure_ascii=False))
    return 0


@click.command()
@click.option("--state", metavar="STATE", help="A state or body, by name or code.")
@click.option("--person", metavar="NAME", help="A person, by any of their names.")
@click.option("--kind", metavar="KIND", help="A kind of office: head_of_government, foreign_minister, ...")
@click.option("--on", type=Days(), help="Who held it on this day.")
@knowledge_option
@format_option
def knowledge(
    state: str | None, person: str | None, kind: str | None, on: Interval | None, extra: Sequence[Path], form: Format
) -> int:
    """Print who held which office when, as far as Readouts knows.

    \b
    readouts knowledge --state Germany --on 2022-02-01
    readouts knowledge --person Zelensky
    readouts knowledge --state CHN --kind foreign_minister

    Days that nobody knows are ?, offices that may not have been held on the day
    asked for are marked with a ? behind them.
    """
    from readouts.knowledge import load
    from readouts.views.offices import Asked, show_offices

    if not (state or person or kind):
        raise UsageError("say of whom: --state, --person or --kind; `readouts knowledge --help` has examples")
    if on and on.earliest != on.latest:
        raise UsageError("--on: give one day, as in 2022-02-01")
    asked = Asked(state=state, person=person, kind=kind, on=on.earliest if on else None)
    if not show_offices(load(tuple(extra)), asked, form, sys.stdout):
        click.echo("readouts: nothing is known of that", err=True)
    return 0
