"""`readouts merge`: what was crawled into a ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from readouts.cli.adding import tell_result
from readouts.cli.options import Address, jobs_option, ledger_option, quiet_option
from readouts.cli.running import FAILED

if TYPE_CHECKING:
    from readouts.ledger import Entry
    from readouts.sources import Failure


@click.command()
@click.argument("place", metavar="DIR")
@quiet_option
@jobs_option
@ledger_option
def merge(place: str, quiet: bool, jobs: int, file: Address) -> int:
    """Write into a ledger what `readouts crawl` has read.

    \b
    readouts crawl news/ --out crawl --jobs 2
    readouts merge crawl --ledger 2026.sqlite
    readouts merge s3://read/2026 --ledger postgresql://host/news --jobs 8

    The ledger is the one that `readouts add` would have made of the same inputs.
    Stopped in the middle it holds what was written up to then; run it again for the
    rest. What was not read, or could not be, is told, and the exit code is 1.
    """
    from readouts.crowd.merge import merge as run_merge
    from readouts.ledger import Entry, open_ledger
    from readouts.views.progress import Run

    with open_ledger(file) as ledger, Run() as run:

        def tell(one: Entry | Failure) -> None:
            if isinstance(one, Entry):
                run.read(len(one.reading.contacts))
            run.move_on(1)

        started = datetime.now(UTC).isoformat(timespec="seconds")
        merged = run_merge(place, ledger, jobs=jobs, started=started, expect=run.expect, tell=tell)
        failed = {(one.path, one.reason) for one in merged.added.failed}
        for refused in merged.added.failed:
            run.fail(str(refused))
        for missing in merged.missing:
            if (missing.source, missing.reason) not in failed:
                run.fail(f"{missing.source}: {missing.reason}")
        size = ledger.size()
        name = ledger.name
    if not quiet:
        click.echo(str(run.tally), err=True)
        tell_result(merged.added, name, size)
    return FAILED if run.tally.failed else 0
