"""Bad input, full disks, kills and closed pipes, through the command itself."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from builders import command_bound_by_permissions, said, told
from readouts.exchange import encode
from readouts.ledger import dump, open_ledger
from readouts.model import Reading
from warm_commands import warm_commands

READOUTS = [sys.executable, "-c", "from readouts.cli import main; main()"]
SENTENCE = "French President Emmanuel Macron spoke by phone with Olaf Scholz, the German chancellor, on Tuesday.\n"


def environment() -> dict[str, str]:
    """The environment without what a user may have set, 80 columns wide."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("READOUTS_")}
    return {**kept, "COLUMNS": "80", "PYTHONUTF8": "1"}


class Run(Protocol):
    """The command in a process of its own."""

    def __call__(self, *words: object, folder: Path) -> subprocess.CompletedProcess[str]:
        """Runs it to its end."""


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """The command for tests that are not about its start or its end by force: it needs no start."""
    with warm_commands(own := environment()) as warm:
        name = shutil.which("readouts", path=warm["PATH"]) if warm != own else None
        command = [name] if name else READOUTS

        def run(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
            return run_it(*command, *words, folder=folder, environment=warm)

        yield run


def run_it(*words: object, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A command run to its end."""
    return subprocess.run(
        [*map(str, words)], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def many(number: int = 450) -> list[Reading]:
    """Readings of as many articles, a fair part of them of the same contacts."""
    return [
        told(
            f"a{n:03}",
            "2026-03-20",
            said(f"A{n % 7}/NMK, B/OST", "held call", f"2026-03-{n % 19 + 1:02}"),
            body="x" * 500,
        )
        for n in range(number)
    ]


def write_lines(path: Path, readings: list[Reading]) -> None:
    """Readings into a file in the exchange format."""
    path.write_bytes(b"".join(encode(reading) + b"\n" for reading in readings))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with good inputs and every kind of bad one."""
    press = tmp_path / "press"
    press.mkdir()
    (press / "a-good.txt").write_text(SENTENCE, encoding="utf-8")
    (press / "b-empty.txt").touch()
    (press / "c-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)
    (press / "d-latin.txt").write_bytes((SENTENCE + "Ce fut un café très agréable à l'Élysée.\n").encode("latin-1"))
    (press / "e-utf16.txt").write_text(SENTENCE + "A second sentence.\n", encoding="utf-16")
    (press / "f-broken.jsonl").write_text(
        '{"id": "j1", "text": "'
        + SENTENCE.strip()
        + '"}\n{"id": "j2", "text": \n{"id": "j3", "text": "No contact."}\n',
        encoding="utf-8",
    )
    return tmp_path


def test_bad_inputs_are_named_and_the_rest_is_added(mixed: Path, run: Run) -> None:
    done = run("add", "press", folder=mixed)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in lines[:3]] == [
        os.path.join("press", name) for name in ("b-empty.txt", "c-picture.txt", "f-broken.jsonl:2")
    ]
    assert all(line.startswith("readouts: ") for line in lines[:3])
    assert lines[3].startswith("5 articles read, 3 failed, ")
    assert lines[4] == "5 added, 0 changed, 0 unchanged"
    assert lines[5].startswith("readouts.sqlite holds 5 articles, ")
    assert len(lines) == 6
    with open_ledger(mixed / "readouts.sqlite", create=False) as ledger:
        assert ledger.size().articles == 5
        assert sum(doubt.kind == "not read" for doubt in ledger.doubts()) == 3
    with sqlite3.connect(mixed / "readouts.sqlite") as connection:
        texts = [row[0] for row in connection.execute("SELECT text FROM articles")]
    connection.close()
    assert sum(text.startswith(SENTENCE.strip()) for text in texts) == 4
    assert any("café très agréable à l'Élysée" in text for text in texts)
    assert any("A second sentence." in text for text in texts)


def test_a_mended_input_is_no_doubt_any_more(mixed: Path, run: Run) -> None:
    run("add", "press/b-empty.txt", folder=mixed)
    assert "b-empty.txt" in run("doubts", folder=mixed).stdout
    (mixed / "press" / "b-empty.txt").write_text("No contact here.", encoding="utf-8")
    assert run("add", "press/b-empty.txt", folder=mixed).returncode == 0
    assert "b-empty.txt" not in run("doubts", folder=mixed).stdout


def test_a_folder_without_permission(mixed: Path) -> None:
    bound = tuple(command_bound_by_permissions())
    locked = mixed / "press" / "locked"
    locked.mkdir()
    (locked / "secret.txt").write_text(SENTENCE, encoding="utf-8")
    locked.chmod(0o000)
    words = (*bound, *READOUTS, "add", "press/a-good.txt", "press/locked")
    done = run_it(*words, folder=mixed, environment=environment())
    locked.chmod(0o755)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith(f"readouts: {os.path.join('press', 'locked')}: ")
    assert "permission" in lines[0]
    assert lines[1] == "1 article read, 1 failed, 1 contact"


def test_paths_that_are_not_there(tmp_path: Path, run: Run) -> None:
    done = run("extract", "nothing.txt", "*.nothing", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "readouts: nothing.txt: no such file or folder",
        "readouts: *.nothing: no file fits this pattern",
        "0 articles read, 2 failed, 0 contacts",
    ]


LEDGERS = [
    ("notes.txt", b"Notes of a meeting, and not a database. " * 60, "this is not a ledger of Readouts"),
    ("missing.sqlite", None, "there is no ledger here; `readouts add PATH... --ledger missing.sqlite` makes one"),
]


@pytest.mark.parametrize(("name", "content", "says"), LEDGERS, ids=[name for name, _, _ in LEDGERS])
def test_ledgers_that_are_none(name: str, content: bytes | None, says: str, tmp_path: Path, run: Run) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("list", "--ledger", name, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"readouts: {name}: {says}\n")
    assert (tmp_path / name).exists() == (content is not None)


def test_a_ledger_of_a_newer_version(tmp_path: Path, run: Run) -> None:
    open_ledger(tmp_path / "l.sqlite").close()
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    write_lines(tmp_path / "news.jsonl", many(1))
    for words in (["list"], ["add", "news.jsonl"]):
        done = run(*words, "--ledger", "l.sqlite", folder=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith("readouts: l.sqlite: made by a newer Readouts (its schema is 9999")
        assert len(done.stderr.splitlines()) == 1


def test_a_folder_in_place_of_a_ledger(tmp_path: Path, run: Run) -> None:
    done = run("list", "--ledger", ".", folder=tmp_path)
    assert done.returncode == 2
    assert "is a directory" in done.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"cannot mount a small disk: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path, run: Run) -> None:
    write_lines(tmp_path / "news.jsonl", many())
    done = run("add", "news.jsonl", "--ledger", "disk/l.sqlite", folder=tmp_path)
    assert done.returncode == 1
    assert "readouts: disk/l.sqlite: the disk is full; what was added before is kept" in done.stderr
    assert "Traceback" not in done.stderr
    with open_ledger(small_disk / "l.sqlite", create=False) as ledger:
        held = list(dump(ledger))
        kept = ledger.size().articles
    assert kept < 450
    with open_ledger(tmp_path / "other.sqlite") as other:
        other.add(many()[:kept])
        assert list(dump(other)) == held


def test_output_to_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    write_lines(tmp_path / "news.jsonl", many(1200))
    with (small_disk / "out.jsonl").open("wb") as out:
        done = subprocess.run(
            [*READOUTS, "extract", "--format", "jsonl", "news.jsonl"],
            cwd=tmp_path,
            env=environment(),
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory, run: Run) -> tuple[Path, list[str]]:
    """Many readings in a file, and the dump of the ledger that comes of them undisturbed."""
    folder = tmp_path_factory.mktemp("feed")
    write_lines(folder / "news.jsonl", many())
    assert run("add", "news.jsonl", folder=folder).returncode == 0
    with open_ledger(folder / "readouts.sqlite", create=False) as ledger:
        return folder / "news.jsonl", list(dump(ledger))


def begun(news: Path, folder: Path) -> subprocess.Popen[str]:
    """`readouts add` of the file, running, its ledger made."""
    running = subprocess.Popen(
        [*READOUTS, "add", str(news)], cwd=folder, env=environment(), stderr=subprocess.PIPE, encoding="utf-8"
    )
    while not (folder / "readouts.sqlite").exists():
        assert running.poll() is None
        time.sleep(0.01)
    return running


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, 0.6])
def test_killed_and_run_again(after: float, feed: tuple[Path, list[str]], tmp_path: Path, run: Run) -> None:
    news, undisturbed = feed
    running = begun(news, tmp_path)
    time.sleep(after)
    running.kill()
    running.communicate()
    again = run("add", news, folder=tmp_path)
    assert again.returncode == 0, again.stderr
    with open_ledger(tmp_path / "readouts.sqlite", create=False) as ledger:
        assert list(dump(ledger)) == undisturbed


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent in another way there")
def test_interrupted_by_the_keyboard(feed: tuple[Path, list[str]], tmp_path: Path, run: Run) -> None:
    adding = [*READOUTS, "add", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(adding, cwd=tmp_path, env=environment(), stdin=pipe, stderr=pipe) as running:
        assert running.stdin is not None
        running.stdin.write(feed[0].read_bytes())
        running.stdin.flush()  # and never closed: the command waits for more
        while not (tmp_path / "readouts.sqlite").exists():
            time.sleep(0.01)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate()
    assert running.returncode == 130
    assert complaint.decode().splitlines()[-1] == "readouts: interrupted; a ledger holds what was added to it before"
    assert b"Traceback" not in complaint
    assert run("add", feed[0], folder=tmp_path).returncode == 0
    with open_ledger(tmp_path / "readouts.sqlite", create=False) as ledger:
        assert list(dump(ledger)) == feed[1]


@pytest.mark.skipif(os.name == "nt", reason="pipes close in another way there")
@pytest.mark.parametrize("words", ["extract --format jsonl news.jsonl", "crosswalk --format jsonl", "list", "--help"])
def test_a_closed_pipe_is_quiet(words: str, feed: tuple[Path, list[str]]) -> None:
    looking = [*READOUTS, *words.split()]
    pipe = subprocess.PIPE
    with subprocess.Popen(looking, cwd=feed[0].parent, env=environment(), stdout=pipe, stderr=pipe) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode in (0, 141)


def test_output_is_utf8_whatever_the_system_says(tmp_path: Path) -> None:
    write_lines(tmp_path / "news.jsonl", [told("a1", "2026-03-04", said("Zoë Āboliņa/NMK, B/OST"), title="Žižek ☂")])
    done = subprocess.run(
        [*READOUTS, "extract", "-q", "--format", "jsonl", "news.jsonl"],
        cwd=tmp_path,
        env={**environment(), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == (tmp_path / "news.jsonl").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_terminal_sees_colours_and_progress(feed: tuple[Path, list[str]]) -> None:
    import fcntl
    import pty
    import struct
    import termios

    shown = {}
    for words in ("list --to 2026-03-02", "extract --format csv news.jsonl"):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 72, 0, 0))
        kept = {name: value for name, value in environment().items() if name not in ("COLUMNS", "NO_COLOR")}
        running = subprocess.Popen(
            [*READOUTS, *words.split()],
            cwd=feed[0].parent,
            env={**kept, "TERM": "xterm-256color"},
            stdin=theirs,
            stdout=theirs if "list" in words else subprocess.DEVNULL,
            stderr=theirs,
        )
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:
            pass  # how a pseudo-terminal says that the other end has closed
        running.wait()
        os.close(ours)
        shown[words.split()[0]] = b"".join(parts).decode()
    assert "\x1b[32mheld" in shown["list"]
    assert "reading" in shown["extract"] or "articles read" in shown["extract"]
    assert shown["extract"].rstrip().endswith("450 articles read, 450 contacts")
