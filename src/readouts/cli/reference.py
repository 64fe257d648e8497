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


@click.group(invoke_without_command=True)
@click.option("--state", metavar="STATE", help="A state or body, by name or code.")
@click.option("--person", metavar="NAME", help="A person, by any of their names.")
@click.option("--kind", metavar="KIND", help="A kind of office: head_of_government, foreign_minister and so on.")
@click.option("--on", type=Days(), help="Who held it on this day.")
@knowledge_option
@format_option
@click.pass_context
def knowledge(
    context: click.Context,
    state: str | None,
    person: str | None,
    kind: str | None,
    on: Interval | None,
    extra: Sequence[Path],
    form: Format,
) -> int:
    """Print who held which office when, as far as Readouts knows.

    \b
    readouts knowledge --state Germany --on 2022-02-01
    readouts knowledge --person Zelensky
    readouts knowledge --state CHN --kind foreign_minister
    readouts knowledge import query.csv

    Days that nobody knows are ?, offices that may not have been held on the day
    asked for are marked with a ? behind them.
    """
    if context.invoked_subcommand:
        return 0
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


@knowledge.command()
def query() -> int:
    """Print the Wikidata query whose result can be imported.

    \b
    readouts knowledge query > query.sparql

    Run it where there is a network, as its first lines say, and save the result
    as CSV for `readouts knowledge import`.
    """
    from importlib.resources import files

    click.echo(files("readouts.knowledge").joinpath("data", "wikidata.sparql").read_text("utf-8"), nl=False)
    return 0


@knowledge.command("import")
@click.argument("result", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over files that are there.")
@knowledge_option
def import_(result: Path, force: bool, extra: Sequence[Path]) -> int:
    """Make files of your own from the result of the Wikidata query.

    \b
    readouts knowledge import query.csv
    readouts add articles/ --knowledge query.persons.csv \\
                           --knowledge query.tenures.csv

    Two files are written in this folder: persons that are new, and tenures of
    offices. What cannot be used is listed. The query: `readouts knowledge query`.
    """
    from readouts.knowledge import import_wikidata, load, write_persons, write_tenures
    from readouts.views.words import count_words

    persons, tenures = (Path(f"{result.stem}.{what}.csv") for what in ("persons", "tenures"))
    for path in (persons, tenures):
        if path.exists() and not force:
            raise UsageError(f"{path} is there already; give --force to write over it")
    imported = import_wikidata(result, load(tuple(extra)))
    for skipped in imported.skipped:
        click.echo(f"readouts: left out: {skipped}", err=True)
    with persons.open("w", encoding="utf-8", newline="") as out:
        write_persons(imported.persons, out)
    with tenures.open("w", encoding="utf-8", newline="") as out:
        write_tenures(imported.tenures, out)
    click.echo(f"{persons}: {count_words(len(imported.persons), 'person')}", err=True)
    click.echo(f"{tenures}: {count_words(len(imported.tenures), 'tenure')}, {len(imported.skipped)} left out", err=True)
    return 0
