"""The command without its start does what the installed one does: what it prints and where, its exit code, its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest

from console_blocks import environment
from warm_commands import warm_commands

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can hand a command over so")


@pytest.fixture(scope="module")
def warm() -> Iterator[Mapping[str, str]]:
    with warm_commands(environment()) as warm:
        yield warm


def run(words: str, given: Mapping[str, str], folder: Path) -> tuple[int, bytes, bytes]:
    """What a line of shell comes to: exit code, output, errors."""
    done = subprocess.run(["bash", "-c", words], env=given, cwd=folder, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


ALIKE = [
    "readouts --version",
    "readouts nonsense",
    "readouts knowledge --state Germany --kind chancellor | head -n 1; echo ${PIPESTATUS[*]}",
    "mkdir -p in; cd in; readouts list; echo $?",
    "readouts list --ledger none.sqlite 2> told.txt; fold -w 20 told.txt",
    "echo 'It rained on \u00ce\u2602.' | readouts extract --format jsonl -",
    "readouts knowledge --state $(readouts knowledge --state Germany --format csv | tail -n 1 | cut -d, -f1) | wc -l",
]


@pytest.mark.parametrize("words", ALIKE)
def test_it_does_what_the_installed_command_does(words: str, warm: Mapping[str, str], tmp_path: Path) -> None:
    assert run(words, warm, tmp_path) == run(words, environment(), tmp_path)


def test_other_variables_are_heeded(warm: Mapping[str, str], tmp_path: Path) -> None:
    """Some decide at the start of Python what becomes of it: such a call is left to the installed command."""
    words = "PYTHONVERBOSE=1 readouts --version"
    assert b"import 'readouts.cli'" in run(words, warm, tmp_path)[2]


def processes() -> list[psutil.Process]:
    """Those that fork, the newest last."""
    found = [each for each in psutil.Process().children() if "warm_process.py" in " ".join(each.cmdline())]
    return sorted(found, key=lambda one: one.create_time())


def forked() -> list[psutil.Process]:
    """The processes of calls under way."""
    return list(processes()[-1].children())


def until(true: Callable[[], object]) -> None:
    """Waits, a minute at most, until something is so."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_each_call_is_a_process_that_ends_with_its_caller(warm: Mapping[str, str], tmp_path: Path) -> None:
    """By a signal, too; and a signal that ends the process ends the caller."""
    small = Path(warm["PATH"].split(os.pathsep)[0], "readouts")
    for ends_first in ("caller", "process"):
        waiting = subprocess.Popen([small, "extract", "-"], env=warm, cwd=tmp_path, stdin=subprocess.PIPE)
        with waiting:
            until(lambda: forked())
            (process,) = forked()
            assert process.cwd() == str(tmp_path)
            (waiting if ends_first == "caller" else process).send_signal(signal.SIGTERM)
            assert waiting.wait(60) == -signal.SIGTERM
            until(lambda: not forked())


def test_without_the_process_the_installed_command_is_run(tmp_path: Path) -> None:
    with warm_commands(environment()) as given:
        processes()[-1].kill()
        assert run("readouts nonsense", given, tmp_path) == run("readouts nonsense", environment(), tmp_path)
