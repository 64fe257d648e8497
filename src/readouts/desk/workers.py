"""Several processes that serve one desk from one socket, so that it has more than one core."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from os import PathLike
from time import sleep
from types import FrameType

from readouts.desk.app import build_app
from readouts.desk.serving import make_server, make_warm
from readouts.desk.settings import Settings
from readouts.desk.sharing import Shared, share
from readouts.errors import UsageError

_EACH_ANEW = (("Connection", "close"),)
"""Each page is asked for by a connection of its own, which goes to a process that has nothing else to do."""

_LOOK = 1.0


def check_together(ledger: str | PathLike[str], settings: Settings) -> None:
    """Raises LedgerError where there is no ledger, UsageError where nobody could sign in or this system cannot fork."""
    if not hasattr(os, "fork"):
        raise UsageError("this system knows only one process a desk: leave out --processes")
    make_warm()
    build_app(ledger, settings=settings).state.ledgers.close()


def serve_together(ledger: str | PathLike[str], settings: Settings, opened: socket.socket, processes: int) -> None:
    """Serves a desk by so many processes until SIGINT or SIGTERM comes; one that ends is followed by another."""
    with share(processes) as shared:
        own = [_start(ledger, settings, opened, shared, number) for number in range(processes)]
        with _until_told() as told:
            while not told:
                wait([one.sentinel for one in own], _LOOK)
                for number, one in enumerate(own):
                    if not told and not one.is_alive():
                        sleep(_LOOK)
                        own[number] = _start(ledger, settings, opened, shared, number)
        for one in own:
            one.terminate()
        for one in own:
            one.join()


def _start(
    ledger: str | PathLike[str], settings: Settings, opened: socket.socket, shared: Shared, number: int
) -> BaseProcess:
    one = get_context("fork").Process(target=_work, args=(ledger, settings, opened, shared, number), daemon=True)
    one.start()
    return one


def _work(ledger: str | PathLike[str], settings: Settings, opened: socket.socket, shared: Shared, number: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    shared.epoch.become(number)
    make_server(ledger, settings, shared, _EACH_ANEW).run(sockets=[opened])


@contextmanager
def _until_told() -> Iterator[list[int]]:
    """Holds a signal as soon as one came that ends a program."""
    told: list[int] = []

    def tell(number: int, _: FrameType | None) -> None:
        told.append(number)

    before = {one: signal.signal(one, tell) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
