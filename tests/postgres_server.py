"""A PostgreSQL server for the tests: started for them alone where its programs are, else tests skip and say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

_NUMBERS = count()


@contextmanager
def server() -> Iterator[str]:
    """The address of a server that is empty and ends with the block; skips where none can be started."""
    given = os.environ.get("READOUTS_TEST_POSTGRESQL")
    if given:
        yield given
        return
    pytest.importorskip("psycopg", reason="PostgreSQL needs psycopg: pip install 'readouts[postgresql]'")
    programs = {name: shutil.which(name) for name in ("initdb", "pg_ctl", "postgres")}
    missing = [name for name, path in programs.items() if path is None]
    if missing:
        pytest.skip(f"no PostgreSQL here ({', '.join(missing)}); READOUTS_TEST_POSTGRESQL can name a server")
    with tempfile.TemporaryDirectory(prefix="readouts-pg-") as name:
        folder = Path(name)
        as_user = _not_root(folder)
        _run(*as_user, programs["initdb"], "-D", folder / "data", "-U", "tester", "-A", "trust", "-E", "UTF8")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        control = (*as_user, programs["pg_ctl"], "-D", folder / "data", "-w")
        _run(*control, "-o", options, "-l", folder / "log", "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _run(*control, "-m", "immediate", "stop")


def fresh_schema(address: str) -> str:
    """The address of a new, empty schema on a server."""
    import psycopg

    name = f"ledger_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}options=-csearch_path%3D{name}"


def _not_root(folder: Path) -> list[str]:
    """What to put before a command so that it runs as somebody else than root, whom PostgreSQL refuses."""
    if os.name != "posix" or os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("PostgreSQL refuses to run as root, and there is no setpriv to become somebody else")
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def _run(*words: object) -> None:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, cwd="/")
    if done.returncode:
        pytest.skip(f"no PostgreSQL could be started: {done.stderr.strip() or done.stdout.strip()}")
