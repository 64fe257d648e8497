"""What a person sees while articles are read, and that a pipe gets nothing of it."""

from __future__ import annotations

import io
import os
import sys

import pytest

from readouts.views.progress import Run, Tally

pty = pytest.importorskip("pty", reason="there are no terminals of this kind here")


def watch(run: Run) -> None:
    with run:
        run.expect(100)
        run.move_on(50)
        run.read(2)
        run.fail("a.txt: empty")
        run.leave()


def read_all(master: int) -> str:
    """All that was written to a terminal closed since; a single read may return a part of it."""
    parts = []
    while True:
        try:
            part = os.read(master, 65_536)
        except OSError:  # Linux: nothing left, and nobody has the other end
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()


def test_a_person_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with os.fdopen(slave, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        watch(Run())
    seen = read_all(master)
    os.close(master)
    assert "1 article read" in seen
    assert "left:" in seen
    assert "readouts: a.txt: empty" in seen


def test_a_pipe_gets_the_faults_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    watch(Run())
    assert pipe.getvalue() == "readouts: a.txt: empty\n"


TALLIES = [
    ({}, "0 articles read, 0 contacts"),
    ({"articles": 3, "contacts": 1, "failed": 2}, "3 articles read, 2 failed, 1 contact"),
    ({"articles": 1, "known": 4}, "1 article read, 4 known and passed over, 0 contacts"),
    ({"articles": 1, "left": 1}, "1 article read, 1 page without a sign of a contact, 0 contacts"),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "words"), TALLIES)
def test_what_a_run_came_to(counts: dict[str, int], words: str) -> None:
    assert str(Tally(**counts)) == words  # type: ignore[arg-type]
