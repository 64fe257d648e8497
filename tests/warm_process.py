"""The process behind `warm_commands.py`: loads what commands load, then forks for each call. Run as a script, with the
number of the open socket on which calls come in and the path of the installed command.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TypedDict

SENTENCE = "French President Emmanuel Macron spoke by phone with German Chancellor Olaf Scholz on Monday."
_LARGEST = 1_000_000  # bytes of a call: above what a Unix socket sends at once
_THREADS = "OPENBLAS_NUM_THREADS"


class Call(TypedDict):
    """A call of the command: its words, the folder it is made in, the shell's own variables."""

    words: list[str]
    folder: str
    own: dict[str, str]


@dataclass(frozen=True, slots=True)
class Child:
    """A child at work, what becomes readable when it ends, and the small command that waits for it."""

    number: int
    ended: int
    caller: socket.socket


def make_ready() -> None:
    """Loads what commands load, by reading a sentence and making a ledger of it."""
    chosen = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"  # a process that has several threads must not fork, and this is heeded at import
    import readouts
    import readouts.cli
    from readouts.ledger import Entry, open_ledger

    reading = readouts.read_text(SENTENCE, published="2022-03-08")
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        ledger.add([Entry(reading, None)])
        assert len(list(ledger.contacts())) == 1
    del os.environ[_THREADS]
    if chosen is not None:
        os.environ[_THREADS] = chosen
    threads = len(os.listdir("/proc/self/task"))
    if threads > 1:
        sys.exit(f"{threads} threads: a child might wait for ever for one of them, so each command starts by itself")
    gc.collect()
    gc.freeze()  # else a child's first collection would touch, and so copy, every page of it


def await_calls(line: socket.socket) -> Call | None:
    """Forks for each call that comes in, and tells its caller how the child ended.

    Comes back in each child with its call, and with None when all is over: when the standard input has an end.
    """
    watched = selectors.DefaultSelector()
    watched.register(line, selectors.EVENT_READ)
    watched.register(0, selectors.EVENT_READ)
    children: set[Child] = set()
    while True:
        for key, _ in watched.select():
            if watched.get_map().get(key.fd) != key:
                continue  # of a child whose end came in the same moment
            if key.fd == 0:
                for child in children:
                    os.kill(child.number, signal.SIGTERM)
                return None
            if key.fileobj is line:
                born = fork(line)
                if isinstance(born, dict):
                    watched.close()
                    return born
                children.add(born)
                watched.register(born.ended, selectors.EVENT_READ, born)
                watched.register(born.caller, selectors.EVENT_READ, born)
            elif key.fd == key.data.ended:
                bury(key.data, watched)
                children.remove(key.data)
            else:  # who waits for the child was killed: then the child ends too, as the command would have
                os.kill(key.data.number, signal.SIGTERM)
                watched.unregister(key.fileobj)


def fork(line: socket.socket) -> Call | Child:
    """The next call as its child; in the child the call itself, its streams being the standard ones."""
    caller, _ = line.accept()
    told, files, _, _ = socket.recv_fds(caller, _LARGEST, 3)
    number = os.fork()
    if number:
        with suppress(OSError):  # it may have been killed
            caller.send(b"taken")
        for file in files:
            os.close(file)
        return Child(number, os.pidfd_open(number), caller)
    for standard, file in enumerate(files):
        os.dup2(file, standard)
        os.close(file)
    caller.close()
    line.close()
    call: Call = json.loads(told)
    return call


def open_streams() -> None:
    """Opens the standard streams anew: those there are know only of what the process itself was given."""
    for number, (name, mode) in enumerate((("stdin", "rb"), ("stdout", "wb"), ("stderr", "wb"))):
        old = getattr(sys, name)
        bare = name != "stdin" and old.write_through  # PYTHONUNBUFFERED
        stream = TextIOWrapper(
            open(number, mode, buffering=0 if bare else -1, closefd=False),  # noqa: SIM115 - open to the end
            encoding=old.encoding,
            errors=old.errors,
            newline=None if name == "stdin" else "\n",
            line_buffering=name == "stderr",
            write_through=bare,
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def bury(child: Child, watched: selectors.BaseSelector) -> None:
    """Tells a child's end to who waits for it."""
    _, status = os.waitpid(child.number, 0)
    with suppress(OSError):  # it may have been killed
        child.caller.send(str(os.waitstatus_to_exitcode(status)).encode())
    for each in (child.ended, child.caller):
        with suppress(KeyError):
            watched.unregister(each)
    os.close(child.ended)
    child.caller.close()


def main() -> None:
    """Makes ready, forks; and in a child does what Python does that is told to run the installed command."""
    line, command = socket.socket(fileno=int(sys.argv[1])), sys.argv[2]
    sys.path[0] = str(Path(command).parent)  # nothing of the tests is to be imported
    make_ready()
    on_interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the children
    call = await_calls(line)
    if call is None:
        return
    signal.signal(signal.SIGINT, on_interrupt)
    open_streams()
    os.chdir(call["folder"])
    os.environ.update(call["own"])
    sys.argv[:] = [command, *call["words"]]
    runpy.run_path(command, run_name="__main__")


if __name__ == "__main__":
    main()
