"""A desk in several processes: what was tried and written in one is known to all, and one that ends is replaced."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import sleep

import httpx
import psutil
import pytest

from builders import said, told
from desk_people import csrf_of, visitor, with_people
from readouts.desk.ledgers import Ledgers
from readouts.desk.sharing import Epoch
from readouts.ledger import open_ledger

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows only one process a desk")


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk: its first process, and its address."""

    first: psutil.Process
    address: str

    def workers(self) -> list[psutil.Process]:
        """The processes that serve it: all below the first but the one that counts, which came before them."""
        return sorted(self.first.children(), key=lambda one: one.create_time())[1:]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    place = tmp_path / "l.sqlite"
    with open_ledger(place) as ledger:
        ledger.add([told("a1", "2024-05-02", said("Eino Aalto/FIN, Ida Berg/SWE", "held visit", "2024-05-01"))])
    with_people(place)
    words = ["serve", str(place), "--port", "0", "--sign-in", "--processes", "2"]
    command = [sys.executable, "-c", "from readouts.cli import main; main()", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        found = re.search(r"http://\S+(?=/)", running.stderr.readline())
        assert found
        yield Desk(psutil.Process(running.pid), found[0])
        running.terminate()
        assert running.wait(20) == 0


def test_several_processes_are_one_desk(desk: Desk) -> None:
    client = visitor(desk.address)
    form = {"name": "vera", "password": "not this one at all", "csrf": csrf_of(client)}
    answers = [client.post("/sign-in", data=form).status_code for _ in range(12)]  # each by another connection
    assert answers == [403] * 5 + [429] * 7
    ended = desk.workers()[0]
    ended.kill()
    for _ in range(200):
        sleep(0.1)
        if ended.pid not in (now := [one.pid for one in desk.workers()]) and len(now) == 2:
            break
    else:
        pytest.fail("nobody followed the one that ended")
    assert httpx.get(desk.address + "/sign-in").headers["connection"] == "close"


def test_what_one_process_writes_the_others_know(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    with open_ledger(place):
        pass
    epoch = Epoch(2)
    before = epoch.now

    def write() -> None:
        epoch.become(1)
        with Ledgers(place, 1, epoch).writing():
            pass

    other = get_context("fork").Process(target=write)
    other.start()
    other.join()
    assert other.exitcode == 0
    after = epoch.now
    assert after != before
    epoch.advance()
    assert epoch.now not in (before, after)
