"""`readouts serve`: the desk, in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from readouts.cli.options import LEDGER_TYPE, ledger_option

if TYPE_CHECKING:
    from readouts.cli.options import Address


@click.command()
@click.argument("positional", metavar="[LEDGER]", required=False, type=LEDGER_TYPE)
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--sign-in", is_flag=True, help="Ask for an account on this machine too.")
@click.option("--behind-proxy", is_flag=True, help="Believe the proxy in front on who asks; asks for accounts.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name the desk answers by; repeatable.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="As many as cores.")
@ledger_option
def serve(
    positional: Address | None,
    port: int,
    host: str,
    sign_in: bool,
    behind_proxy: bool,
    names: Sequence[str],
    processes: int,
    file: Address,
) -> int:
    """Open the desk: look at a ledger in a browser.

    \b
    readouts serve news.sqlite
    readouts serve postgresql://db.example/news --port 8400

    Nothing is asked of any other machine. Ctrl-C ends it.

    \b
    readouts accounts add news.sqlite "E. Aalto" --role admin
    readouts serve news.sqlite --behind-proxy --name desk.example

    Where others than this machine can reach it, everybody signs in.
    """
    from readouts.desk.hosts import is_loopback
    from readouts.desk.serving import listen, make_server
    from readouts.desk.settings import Settings
    from readouts.desk.workers import check_together, serve_together

    settings = Settings(host=host, port=port, sign_in=sign_in, hosts=tuple(names), proxied=behind_proxy)
    server = make_server(positional or file, settings) if processes == 1 else None
    if server is None:
        check_together(positional or file, settings)
    with listen(settings) as (opened, address):
        click.echo(f"The desk is at {address} (Ctrl-C ends it)", err=True)
        if not (is_loopback(host) or behind_proxy):
            click.echo("Passwords can be read on the way: put a proxy with TLS before it (--behind-proxy)", err=True)
        if server:
            server.run(sockets=[opened])
        else:
            serve_together(positional or file, settings, opened, processes)
    return 0
