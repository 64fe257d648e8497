"""`readouts serve`: the desk, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from readouts.cli.options import LEDGER_TYPE, ledger_option

if TYPE_CHECKING:
    from readouts.cli.options import Address


@click.command()
@click.argument("positional", metavar="[LEDGER]", required=False, type=LEDGER_TYPE)
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@ledger_option
def serve(positional: Address | None, port: int, host: str, file: Address) -> int:
    """Open the desk: look at a ledger in a browser.

    \b
    readouts serve news.sqlite
    readouts serve postgresql://db.example/news --port 8400

    Nothing is asked of any other machine. Ctrl-C ends it.
    """
    from readouts.desk.serving import listen, run
    from readouts.desk.settings import Settings

    settings = Settings(host=host, port=port)
    with listen(settings) as (socket, address):
        click.echo(f"The desk is at {address} (Ctrl-C ends it)", err=True)
        run(positional or file, settings, socket)
    return 0
