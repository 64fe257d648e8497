"""A Dask scheduler and workers, each a process of its own with a working folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_PATIENCE = 60  # seconds for a scheduler to be there


@dataclass(slots=True)
class Cluster:
    """A scheduler with its workers; `end` stops one of them at once, with all that it has started."""

    folder: Path
    environment: Mapping[str, str]
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def begin_scheduler(self, port: int = 0, host: str | None = None) -> None:
        """Starts the scheduler, at an address of this machine if one is given."""
        told = self.folder / "scheduler.json"
        told.unlink(missing_ok=True)
        self.scheduler = self._begin(
            "scheduler", "distributed.cli.dask_scheduler", "--scheduler-file", told, "--port", port, "--no-dashboard",
            *(("--host", host) if host else ()),
        )  # fmt: skip
        end = time.monotonic() + _PATIENCE
        while not (told.exists() and told.read_text().strip()):
            if self.scheduler.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"no scheduler: {(self.folder / 'scheduler.log').read_text()[-500:]}")
            time.sleep(0.05)
        self.address = json.loads(told.read_text())["address"]

    def add_worker(
        self, inside: Sequence[str] = (), host: str | None = None, *, nanny: bool = True
    ) -> subprocess.Popen[bytes]:
        """Starts a worker; its nanny replaces it when it dies. `inside` leads into its network, if it has one."""
        worker = self._begin(
            f"worker-{len(self.workers)}", "distributed.cli.dask_worker", self.address, "--nthreads", 1,
            "--no-dashboard", "--death-timeout", 60, *(("--host", host) if host else ()),
            *(() if nanny else ("--no-nanny",)), inside=inside,
        )  # fmt: skip
        self.workers.append(worker)
        return worker

    def _begin(self, name: str, module: str, *words: object, inside: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        own = self.folder / name
        own.mkdir(exist_ok=True)
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [*inside, sys.executable, "-m", module, *map(str, words)],
                cwd=own,
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
            )


def end(process: subprocess.Popen[bytes] | None) -> None:
    """Kills a process and all that it has started."""
    if process is None or process.poll() is not None:
        return
    try:
        started = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        started = []
    process.kill()
    process.wait()
    for one in started:
        try:
            one.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(started, timeout=10)


@contextmanager
def cluster(
    folder: Path,
    workers: int,
    environment: Mapping[str, str] | None = None,
    host: str | None = None,
    networks: Sequence[tuple[Sequence[str], str]] = (),
    *,
    nannies: bool = True,
) -> Iterator[Cluster]:
    """A cluster that ends with the block: so many workers, or one in each network (what leads into it, its address).

    Where none is to die, workers without `nannies` start in half the time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = Cluster(folder, environment or {})
    try:
        made.begin_scheduler(host=host)
        places: Sequence[tuple[Sequence[str], str | None]] = networks or [((), None)] * workers
        for inside, address in places:
            made.add_worker(inside, address, nanny=nannies)
        yield made
    finally:
        for process in (*made.workers, made.scheduler):
            end(process)
