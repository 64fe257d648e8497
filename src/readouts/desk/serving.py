"""Listens for browsers and serves the desk to them."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike

import uvicorn

from readouts.desk.app import build_app
from readouts.desk.drawing import templates
from readouts.desk.settings import Settings
from readouts.desk.sharing import Shared
from readouts.errors import UsageError
from readouts.knowledge import load
from readouts.language.sentences import split
from readouts.ledger.copyrules import load_copy_rules
from readouts.ledger.rules import load_rules

_WAITING = 128
_GRACE = 5

Headers = Sequence[tuple[str, str]]


@contextmanager
def listen(settings: Settings) -> Iterator[tuple[socket.socket, str]]:
    """A socket at the address of the settings, and what to type into a browser; UsageError where it is taken."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.create_server(address[:2], family=family, backlog=_WAITING)
    except OSError as error:
        why = str(error.strerror or error).partition(" (while")[0]
        raise UsageError(
            f"{settings.host}:{settings.port}: cannot listen here: {why}; --port 0 takes a free port"
        ) from None
    with opened:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        yield opened, f"http://{host}:{opened.getsockname()[1]}/"


def make_server(
    ledger: str | PathLike[str], settings: Settings, shared: Shared | None = None, headers: Headers = ()
) -> uvicorn.Server:
    """The desk of a ledger, ready to run on a socket. Raises LedgerError where there is no ledger."""
    make_warm()
    config = uvicorn.Config(
        build_app(ledger, settings=settings, shared=shared),
        headers=list(headers),
        backlog=1 if shared else _WAITING,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http="h11",  # which bounds the head of a request, at 64 kB
        ws="none",
        timeout_graceful_shutdown=_GRACE,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Takes one visitor at a time from those who wait, where it is one of several, so that each goes to who is idle."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen, and lets as many wait as ever."""
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(_WAITING)


def make_warm() -> None:
    """Loads what the first page would have to wait for."""
    load()
    load_rules()
    load_copy_rules()
    split("They met. They spoke.")
    for name in ("timeline.html", "overview.html", "numbers.html", "signs.html", "base.html"):
        templates().get_template(name)
