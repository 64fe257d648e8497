"""A PostgreSQL server that can be made to break down and come back."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 120  # seconds for somebody to write


@dataclass(frozen=True, slots=True)
class Server:
    """A running server in a folder of its own."""

    folder: Path
    control: tuple[str, ...]

    def schema(self, name: str) -> str:
        """The address of a schema of this name, made where it is not there."""
        import psycopg

        address = f"postgresql://tester@/postgres?host={self.folder}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name}".encode())
        return f"{address}&options=-csearch_path%3D{name}"

    def wait_for_writer(self) -> bool:
        """Waits until Readouts is in the middle of a transaction here; False where none comes."""
        import psycopg

        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'readouts' "
            "AND now() - xact_start > interval '50 milliseconds' AND backend_xid IS NOT NULL"
        )
        end = time.monotonic() + _PATIENCE
        with psycopg.connect(f"postgresql://tester@/postgres?host={self.folder}", autocommit=True) as connection:
            while time.monotonic() < end:
                found = connection.execute(query).fetchone()
                if found and found[0]:
                    return True
                time.sleep(0.005)
        return False

    def restart(self) -> None:
        """Breaks it down, as a power cut does, and starts it again, which repairs it."""
        subprocess.run([*self.control, "-m", "immediate", "restart"], check=True, capture_output=True, cwd="/")


@contextmanager
def restarting_server() -> Iterator[Server | None]:
    """A server that ends with the block; None where none can be started."""
    programs = {name: shutil.which(name) for name in ("initdb", "pg_ctl", "postgres", "setpriv")}
    if not all(programs.values()):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="readouts-pg-") as name:
        folder = Path(name)
        before: tuple[str, ...] = ()
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "nobody")
            before = (str(programs["setpriv"]), "--reuid=nobody", "--regid=nogroup", "--clear-groups")
        data = str(folder / "data")
        make = [*before, str(programs["initdb"]), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8"]
        subprocess.run(make, check=True, capture_output=True, cwd="/")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        server = Server(
            folder, (*before, str(programs["pg_ctl"]), "-D", data, "-w", "-l", str(folder / "log"), "-o", options)
        )
        subprocess.run([*server.control, "start"], check=True, capture_output=True, cwd="/")
        try:
            yield server
        finally:
            subprocess.run([*server.control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd="/")
