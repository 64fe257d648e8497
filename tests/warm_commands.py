"""The command `readouts` without its start: one process has all loaded, and forks for each call of the command.

Most of what a short command takes is its start: the interpreter, spaCy and its model, the tables of knowledge. Here
`warm_process.py` makes that ready once. A small `readouts`, first in the shell's PATH, hands it the words, the folder
and the standard streams of a call; a child of that process runs the installed script with them, and the small one ends
as the child ends. So each call is still a process of its own, with real pipes and an exit code.

Where it would not be the same, the small one runs the installed command: with variables other than those the process
was started with, with output to a terminal, and where the process could not be made ready. Not handed over are limits
and masks set in the shell. All calls have the one hash seed of the process.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

INSTALLED = Path(sys.executable).with_name("readouts")
PROCESS = Path(__file__).with_name("warm_process.py")

_SHELLS = ("PWD", "OLDPWD", "SHLVL", "_", "PS1", "PS2")
"""What a shell sets or takes away itself."""

# It must start fast: no site-packages, nothing of ours. By way of `sh`, for a path may have blanks and be long.
_SMALL = """#!/bin/sh
'''exec' "{python}" -IS "$0" "$@"
' '''
import json, os, socket, sys
installed, environment, shells = {installed!r}, {environment!r}, {shells!r}
def run_installed():
    os.execv(installed, [installed, *sys.argv[1:]])
given = dict(os.environ)
call = {{"words": sys.argv[1:], "folder": os.getcwd(), "own": {{n: given.pop(n) for n in shells if n in given}}}}
if given != environment or os.isatty(1) or os.isatty(2):
    run_installed()
line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
try:
    line.connect({address!r})
    socket.send_fds(line, [json.dumps(call).encode()], [0, 1, 2])
    taken = line.recv(100)
except OSError:
    taken = b""
if not taken:  # the process could not be made ready
    run_installed()
told = line.recv(100)
if not told:
    sys.exit("readouts: the process that forks for the commands has died")
code = int(told)
if code < 0:  # a signal ended it: so does the same one end this
    import signal
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
os._exit(code)
"""


@contextmanager
def warm_commands(environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment of commands that need no start; `environment` itself where the system cannot do it (not Linux).

    Commands still running at the end are ended.
    """
    if not _can_fork_for_others():
        yield dict(environment)
        return
    with tempfile.TemporaryDirectory(prefix="readouts-warm-") as name, _line(Path(name) / "line") as line:
        given = {one: value for one, value in environment.items() if one not in _SHELLS}
        given["PATH"] = os.pathsep.join([name, given.get("PATH", "")])
        small = Path(name) / "readouts"
        small.write_text(
            _SMALL.format(
                python=sys.executable,
                installed=str(INSTALLED),
                environment=given,
                shells=_SHELLS,
                address=line.getsockname(),
            ),
            encoding="utf-8",
        )
        small.chmod(0o755)
        process = subprocess.Popen(
            [sys.executable, PROCESS, str(line.fileno()), INSTALLED],
            env=given,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[line.fileno()],
        )
        line.close()  # only the process listens: should it die, a call is refused and does not wait
        with process:
            yield given
            assert process.stdin
            process.stdin.close()  # which it takes as the end


def _line(place: Path) -> socket.socket:
    """Where calls come in; they may before the process is ready, and wait."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.bind(str(place))
    line.listen(64)
    return line


def _can_fork_for_others() -> bool:
    """Whether the system can fork, hand over open files, and tell when a child ends; and the command is installed."""
    if not sys.platform.startswith("linux") or len(tempfile.gettempdir()) > 60:  # an address has 107 bytes at most
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:  # an old kernel, or one that is not to be asked
        return False
    return INSTALLED.is_file()
