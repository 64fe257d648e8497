"""Several processes: the same result as one, whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from archive_builders import page, zipped
from readouts.cli import commands
from readouts.ledger import dump, open_ledger
from readouts.reports.parallel import Way, read_pages
from readouts.sources import Failure, Options, Page, iter_pages

CALL = "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday."


def lines(path: Path, count: int) -> Path:
    """Lines of which every fifth tells of a call, and one is broken."""
    rows = [
        {
            "id": f"n{n}",
            "published": "2022-03-08",
            "text": f"{CALL} They spoke for {n} minutes." if n % 5 == 0 else f"Day {n}.",
        }
        for n in range(count)
    ]
    path.write_text("{broken\n" + "".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def told(rows: Iterator[object]) -> list[str]:
    return [str(row) if isinstance(row, Failure) else repr(row) for row in rows]


def test_rows_and_their_order_are_those_of_one_process(tmp_path: Path) -> None:
    from readouts.knowledge import load
    from readouts.reports.inputs import find_articles, read_found

    lines(tmp_path / "a.jsonl", 300)
    (tmp_path / "b.zip").write_bytes(zipped({f"{n}.html": page(n).encode() for n in range(3)}))
    pages = iter_pages(tmp_path)
    expected = read_found(find_articles(iter_pages(tmp_path), Options(), lambda: load(()), gated=True), load(()))
    rows = told(read_pages(pages, Way(), 2))
    assert rows == told(expected)
    assert sum(row.startswith("Passed") for row in rows) == 3


class Deadly(Page):
    """A page whose reading ends the process, as running out of memory does."""

    __slots__ = ()

    def article(self, *_: object) -> Failure:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def test_a_page_that_kills_its_process_is_told_and_the_rest_read() -> None:
    pages: list[Page] = [
        Page(source=f"p{n}", raw=f"{CALL} They spoke for {n} minutes.".encode(), kind="plain") for n in range(150)
    ]
    pages[70] = Deadly(source="p70", raw=b"", kind="plain")
    rows = list(read_pages(pages, Way(), 2))
    assert [row.path for row in rows if isinstance(row, Failure)] == ["p70"]
    assert str(rows[70]).startswith("p70: the process that read it died")
    assert [row[0].article.source for row in rows if isinstance(row, tuple)] == [f"p{n}" for n in range(150) if n != 70]


def begin(path: Path, ledger: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "readouts", "add", str(path), "--jobs", "2", "--skip-known", "--ledger", str(ledger)]
    return subprocess.Popen(words, stderr=subprocess.PIPE, text=True)


def count(ledger: Path) -> int:
    if not ledger.exists():
        return 0
    try:
        with open_ledger(ledger, create=False) as held:
            return held.size().articles
    except Exception:  # it is being made
        return 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A file of articles, and what a ledger holds that took it in undisturbed."""
    folder = tmp_path_factory.mktemp("whole")
    path = lines(folder / "a.jsonl", 500)
    CliRunner().invoke(commands, ["add", str(path), "--ledger", str(folder / "a.sqlite"), "--quiet"])
    with open_ledger(folder / "a.sqlite") as held:
        return path, list(dump(held))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_the_ledger_is_whole_and_the_rest_is_added(
    whole: tuple[Path, list[str]], tmp_path: Path, sign: signal.Signals
) -> None:
    path, ledger = whole[0], tmp_path / "a.sqlite"
    running = begin(path, ledger)
    while running.poll() is None and count(ledger) < 200:
        time.sleep(0.02)
    workers = psutil.Process(running.pid).children(recursive=True) if running.poll() is None else []
    running.send_signal(sign)
    running.communicate(timeout=300)
    assert running.returncode in (0, 1, 130, -sign)
    assert psutil.wait_procs(workers, timeout=30)[1] == []
    with open_ledger(ledger) as held:
        assert held.check() == []
    words = ["add", str(path), "--skip-known", "--ledger", str(ledger)]
    second = CliRunner().invoke(commands, words, standalone_mode=False)
    assert "known and passed over" in second.stderr
    assert second.return_value == 1
    with open_ledger(ledger) as held:
        assert list(dump(held)) == whole[1]
