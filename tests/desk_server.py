"""A desk for the tests: a real server on a free port, with a ledger made from the examples; and a real browser."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from playwright.sync_api import Browser, sync_playwright

from readouts.desk.serving import listen, make_server
from readouts.desk.settings import Settings
from readouts.knowledge import load
from readouts.ledger import Entry, open_ledger
from readouts.reports import read_inputs
from readouts.sources import Failure, read

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
CHROMIUM = os.environ.get("READOUTS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@cache
def _example_entries() -> tuple[Entry, ...]:
    read_in = read_inputs(read(EXAMPLES), load())
    return tuple(Entry(one[1], one[0].raw) for one in read_in if not isinstance(one, Failure))


def make_example_ledger(place: Path) -> Path:
    """A ledger of the examples at a place where there is none yet."""
    with open_ledger(place) as ledger:
        ledger.add(_example_entries())
    return place


@contextmanager
def serving(ledger: Path | str, settings: Settings | None = None) -> Iterator[str]:
    """The address of a desk that runs on a free port until the block ends, without a slash at its end."""
    settings = settings or Settings(port=0)
    with listen(settings) as (opened, address):
        server = make_server(ledger, settings)
        thread = Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the desk did not start")
            sleep(0.01)
        try:
            yield address.rstrip("/")
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="session")
def example_ledger() -> Iterator[Path]:
    """A ledger of the examples, to be looked at only."""
    with tempfile.TemporaryDirectory(prefix="readouts-desk-") as folder:
        yield make_example_ledger(Path(folder) / "news.sqlite")


@pytest.fixture(scope="session")
def desk(example_ledger: Path) -> Iterator[str]:
    """The address of a desk with the examples, to be looked at only."""
    with serving(example_ledger) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser without a window; skips where there is none."""
    if not CHROMIUM:
        pytest.skip("no chromium here; READOUTS_CHROMIUM can name one")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()
