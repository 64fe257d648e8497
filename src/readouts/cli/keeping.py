"""`readouts ledger`: looking after a ledger as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from readouts.cli.options import Address, ledger_option
from readouts.cli.running import FAILED

_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def ledger() -> None:
    """Look after a ledger: check, back up, restore, rebuild, migrate.

    \b
    readouts ledger check
    readouts ledger backup 2026-03.backup
    readouts ledger restore 2026-03.backup --ledger postgresql://db.example/news
    """


@ledger.command()
@ledger_option
def check(file: Address) -> int:
    """Verify that all holds that must; exit code 1 where not.

    Texts have their digests and spans lie within them, every report is of one
    contact, histories come from their reports, judgements are as they were made,
    full-text search is in step.
    """
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False, change=_may_change(file)) as opened:
        faults, size = opened.check(_show if sys.stderr.isatty() else None), opened.size()
        name = opened.name
    if sys.stderr.isatty():
        click.echo(f"\r{'':40}\r", nl=False, err=True)
    for fault in faults:
        click.echo(f"{fault.table} {fault.key}: {fault.says}")
    told = f"{size.articles} articles, {size.reports} reports, {size.contacts} contacts"
    click.echo(f"{name}: {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'} ({told})", err=bool(faults))
    return FAILED if faults else 0


def _show(what: str, seen: int) -> None:
    """How far the check is, on a line that is written over."""
    told = f"{what} {seen:,}" if seen else what
    click.echo(f"\r{told:40}\r{told}", nl=False, err=True)


@ledger.command()
@click.argument("target", metavar="FILE", type=_OUT)
@click.option("--no-text", is_flag=True, help="Leave texts and pages out; labels and offsets stay.")
@ledger_option
def backup(target: Path, no_text: bool, file: Address) -> int:
    """Write the whole ledger into one FILE; others may go on.

    \b
    readouts ledger backup 2026-03.backup
    readouts ledger backup to-share.backup --no-text

    Any ledger, in a file or on a server, can be restored from it.
    """
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False) as opened:
        rows = opened.backup(target, texts=not no_text)
    click.echo(f"{target}: {rows} rows", err=True)
    return 0


@ledger.command()
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ledger_option
def restore(source: Path, file: Address) -> int:
    """Make a ledger from a backup; there must be none there yet.

    \b
    readouts ledger restore 2026-03.backup --ledger again.sqlite
    readouts ledger restore 2026-03.backup --ledger postgresql://db.example/news
    """
    from readouts.ledger import restore_ledger

    rows = restore_ledger(source, file)
    click.echo(f"{source}: {rows} rows restored", err=True)
    return 0


@ledger.command()
@click.option("--dry-run", is_flag=True, help="Only say whether anything would change.")
@ledger_option
def rebuild(dry_run: bool, file: Address) -> int:
    """Work everything out anew from the articles and the judgements.

    By the same rules the ledger stays the same, byte for byte; newer rules may group
    reports anew, and judgements hold where they can.
    """
    from readouts.ledger import open_ledger

    with open_ledger(file, create=False, change=True) as opened:
        rebuilt = opened.rebuild(keep=not dry_run)
    told = "the same ledger" if rebuilt.same else f"{rebuilt.gone} rows gone, {rebuilt.new} new"
    click.echo(f"{rebuilt.articles} articles, {rebuilt.judgements} judgements: {told}")
    return 0


@ledger.command()
@ledger_option
def migrate(file: Address) -> int:
    """Bring an older ledger up to date; there is no way back.

    `readouts add` does so by itself. Make a backup first.
    """
    from readouts.ledger import open_ledger
    from readouts.ledger.migrate import NEWEST

    with open_ledger(file, create=False, change=True) as opened:
        click.echo(f"{opened.name}: schema {NEWEST}, up to date")
    return 0


def _may_change(file: Address) -> bool:
    """Whether checking can look into the file's search index, which SQLite does by writing to it."""
    import os

    return isinstance(file, str) or (os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK))
