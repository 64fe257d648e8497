"""`readouts statements`: who said what."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import LEDGER_TYPE, Address, Days, format_option, reading_options
from readouts.cli.running import exit_code, read_all, running
from readouts.errors import UsageError
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.views.picking import Said
    from readouts.views.rows import Format


@click.command()
@click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="A name or a part of it; repeatable.")
@click.option("--contact", "contacts", multiple=True, metavar="ID", help="Made in or about this contact; repeatable.")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="A topic of the list; repeatable.")
@click.option("--from", "since", type=Days(), help="Not said, or told, before this day, month or year.")
@click.option("--to", "until", type=Days(), help="Not said, or told, after this day, month or year.")
@click.option("--ledger", "file", type=LEDGER_TYPE, help="Those of a ledger's articles instead of reading PATHs.")
@reading_options
@format_option
def statements(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    form: Format,
    file: Address | None,
    speakers: Sequence[str],
    contacts: Sequence[str],
    topics: Sequence[str],
    since: Interval | None,
    until: Interval | None,
) -> int:
    """Print who said what in articles, and through whom it is known.

    \b
    readouts statements article.txt
    readouts statements --speaker Macron --topic energy articles/
    readouts statements --ledger readouts.sqlite --from 2024-03 --to 2024-05
    readouts statements --format csv articles/ > said.csv

    --contact takes ids as they stand in the output: c1, c2 of an article's
    own contacts, with --ledger the ids that "readouts list" prints.
    """
    from readouts.views.picking import Said, pick
    from readouts.views.readings import show_statements

    said = Said(
        speakers=tuple(speakers),
        contacts=tuple(contacts),
        topics=_topics(topics),
        since=since.earliest if since else None,
        until=until.latest if until else None,
    )
    if file is not None:
        if paths:
            raise UsageError("either PATHs are read or --ledger is looked into; leave one out")
        return _from_ledger(file, said, form)
    with running(quiet) as run:
        readings = read_all(run, paths, published, ignore_dates, extra, full=True)
        show_statements(pick(readings, said) if said != Said() else readings, form, sys.stdout)
    return exit_code(run)


def _from_ledger(file: Address, said: Said, form: Format) -> int:
    from readouts.ledger import open_ledger
    from readouts.views.picking import kept_readings, pick
    from readouts.views.readings import passed_on, show_statements

    count = [0, 0]
    with open_ledger(file, create=False) as ledger:
        show_statements(passed_on(pick(kept_readings(ledger, said), said), count), form, sys.stdout)
    if not count[0]:
        click.echo("readouts: no statement meets this", err=True)
    return 0


def _topics(asked: Sequence[str]) -> tuple[str, ...]:
    """The labels asked for; a label may be cut short where only one begins so."""
    if not asked:
        return ()
    from readouts.statements.topics import load_topics

    labels = [row.label for row in load_topics()]
    found = []
    for one in asked:
        fits = [label for label in labels if label == one.lower()] or [x for x in labels if x.startswith(one.lower())]
        if len(fits) != 1:
            raise UsageError(f"--topic {one!r} is none of the list: {', '.join(fits or labels)}")
        found.append(fits[0])
    return tuple(found)
