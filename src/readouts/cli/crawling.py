"""`readouts crawl`: many inputs read into a folder, shard by shard, on this machine or a cluster."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readouts.cli.options import (
    every_page,
    every_page_option,
    jobs_option,
    least_confidence,
    own_rules,
    reading_options,
    relevant_option,
)
from readouts.cli.running import FAILED, INTERRUPTED
from readouts.errors import UsageError
from readouts.model import Interval

if TYPE_CHECKING:
    from readouts.crowd.crawl import Crawled, Order


@click.command()
@reading_options
@click.option("--out", metavar="DIR", required=True, help="The folder, or the address of one, for what is read.")
@every_page_option
@jobs_option
@click.option("--scheduler", metavar="ADDRESS", help="Read on the workers of this Dask scheduler: tcp://HOST:8786.")
@relevant_option
@click.option("--shard-size", type=click.FloatRange(min=0.001), default=32.0, show_default=True, metavar="MB",
              help="How much is read, kept and done again as one.")  # fmt: skip
@click.option("--redo", is_flag=True, help="Read again what failed, or was given up, alone.")
@click.option("--list-failed", is_flag=True, help="List what is missing and why, and read nothing.")
def crawl(
    paths: Sequence[str],
    published: Interval | None,
    ignore_dates: bool,
    extra: Sequence[Path],
    quiet: bool,
    out: str,
    jobs: int,
    scheduler: str | None,
    relevant: bool,
    shard_size: float,
    redo: bool,
    list_failed: bool,
) -> int:
    """Read many inputs into a folder, on one machine or many.

    \b
    readouts crawl news/ --out crawl --jobs 2
    readouts crawl "s3://n/*.warc.gz" --out s3://n/read --scheduler tcp://h:8786
    readouts crawl --out crawl --list-failed
    readouts crawl --out crawl --redo
    readouts merge crawl --ledger 2026.sqlite

    Inputs are read in shards. Run it again, after whatever stopped it, and it reads
    those that are missing; without PATHs it goes on with what it was given before.
    Every worker must find PATHs and DIR under the same names. What could not be read
    is told and listed, and the exit code is 1.
    """
    from readouts.crowd.crawl import Order
    from readouts.reports.parallel import Way
    from readouts.sources import Options

    if list_failed:
        return _list_failed(out)
    if "-" in paths:
        raise UsageError("standard input cannot be read by several; give files, folders or addresses")
    way = Way(
        options=Options(published=published, ignore_dates=ignore_dates),
        knowledge=tuple(extra),
        rules=own_rules(),
        every_page=every_page(),
        min_confidence=least_confidence(),
    )
    order = Order(
        inputs=paths,
        out=out,
        way=way,
        scheduler=scheduler,
        workers=jobs,
        relevant=relevant,
        shard_size=int(shard_size * 1e6),
        redo=redo,
    )
    return _crawl(order, quiet)


def _list_failed(out: str) -> int:
    from readouts.crowd.folder import Folder
    from readouts.crowd.state import find_missing, load_crawl

    folder = Folder(out)
    missing = list(find_missing(folder, load_crawl(folder)))
    for one in missing:
        told = {"kind": one.kind, "source": one.source, "reason": one.reason}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return FAILED if missing else 0


def _crawl(order: Order, quiet: bool) -> int:
    from readouts.crowd.crawl import Step
    from readouts.crowd.crawl import crawl as run_crawl
    from readouts.reports import read_rules
    from readouts.views.progress import Run, complain

    read_rules(order.way.rules)  # what is wrong with them is told before anything is read
    with Run() as run:

        def tell(step: Step) -> None:
            if step.done is not None:
                run.take(step.done.kept, step.done.contacts, 0 if step.before else step.shard.size)

        try:
            crawled = run_crawl(order, tell=tell, say=run.say, expect=run.expect)
        except KeyboardInterrupt:
            run.say("interrupted; what was read is kept, run it again to go on")
            return INTERRUPTED
    for one in crawled.missing:
        complain(f"{one.source}: {one.reason}")
    if crawled.broken_off:
        complain(f"broken off: {crawled.broken_off}; run it again to go on")
    if not quiet:
        click.echo(_summary(crawled), err=True)
    return FAILED if crawled.missing or crawled.broken_off else 0


def _summary(crawled: Crawled) -> str:
    from readouts.views.progress import show_left_out
    from readouts.views.words import count_words

    before = f", {crawled.before} before" if crawled.before else ""
    shards = f"{count_words(crawled.shards, 'shard')} read{before}"
    if crawled.again:
        shards += f", {count_words(crawled.again, 'failed record')} read again"
    kept = f"{count_words(crawled.kept, 'article')} kept{show_left_out(crawled.left_out)}"
    parts = [kept, count_words(crawled.contacts, "contact")]
    if crawled.passed:
        parts.append(f"{count_words(crawled.passed, 'page')} without a sign of a contact")
    if crawled.missing:
        parts.append(f"{len(crawled.missing)} missing")
    return f"{shards}: {count_words(crawled.records, 'record')}, {', '.join(parts)}"
