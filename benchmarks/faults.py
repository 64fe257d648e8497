"""What happens when something breaks in the middle of a crawl or a merge: each fault made, the result compared.

    python benchmarks/faults.py [FAULT]... [--write]

prints a table, and with --write keeps its rows in docs/cluster.md. Made-up web pages and the example articles are
crawled by two processes, or by two Dask workers in folders of their own, while a fault is made. In the table `says` is
what the command then says; `again` what the same command says when it is run once more, where that is needed; `the
same` whether the ledger is then, line by line, that of `readouts add` of the same inputs in one undisturbed process.
The slow disk is made by strace, the full one is a tmpfs of its own; where one of them, Dask or PostgreSQL is not to be
had, the line says so.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import psutil

from hosts import hosts
from made_pages import example_texts, write_archive

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from dask_cluster import cluster, end
from readouts.ledger import dump, open_ledger
from restarting_server import restarting_server

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cluster.md"
BEGIN, END = "<!-- faults -->\n", "<!-- end of faults -->\n"
SHARD = "0.01"  # MB: many small shards, so that there is a middle
PATIENCE = 900.0
DEADLY = '''"""Kills the process that looks for the article of one page, as the system does when memory runs out."""
import os
from readouts.sources.page import Page
article = Page.article
def deadly(self, *given):
    if os.environ["READOUTS_POISON"].encode() in self.raw:
        os.kill(os.getpid(), 9)
    return article(self, *given)
Page.article = deadly
'''


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and its words on standard error."""

    code: int
    lines: list[str]

    def __str__(self) -> str:
        words = next((line for line in reversed(self.lines) if "broken off" in line or "No space" in line), None)
        words = words or (self.lines[-1] if self.lines else "killed")
        words = re.sub(r"(?<!\S)/\S*/([\w.]+)|postgresql://\S+", lambda found: found[1] or "postgresql://…", words)
        return f"{words.removeprefix('readouts: ')} (exit {self.code})"


@dataclass(slots=True)
class Outcome:
    """What came of one fault."""

    fault: str
    says: str
    again: str = ""
    missing: str = "nothing"
    same: bool = False


@dataclass(slots=True)
class Bench:
    """Where faults are made: a folder, the inputs, and the digests of what undisturbed runs hold."""

    folder: Path
    inputs: Path
    whole: dict[str, str] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        """A new folder for one fault."""
        made = self.folder / name.replace(" ", "-")
        made.mkdir()
        return made

    def crawl(self, place: Path, *words: object) -> list[str]:
        """The command that crawls the inputs."""
        return ["crawl", str(self.inputs), "--out", str(place / "out"), "--shard-size", SHARD, *map(str, words)]

    def undisturbed(self, inputs: Path) -> str:
        """The digest of the ledger that one process makes of inputs."""
        key = str(inputs)
        if key not in self.whole:
            ledger = self.folder / f"whole-{len(self.whole)}.sqlite"
            run(["add", key, "--ledger", str(ledger)], self.folder)
            self.whole[key] = digest(ledger)
        return self.whole[key]

    def same(self, place: Path) -> bool:
        """Whether what lies in a crawl's folder makes the undisturbed ledger."""
        run(["merge", str(place / "out"), "--ledger", str(place / "a.sqlite"), "--jobs", "2"], place)
        return digest(place / "a.sqlite") == self.undisturbed(self.inputs)


def begin(words: list[str], folder: Path, *before: str, **environment: str) -> subprocess.Popen[str]:
    """Starts a command of Readouts."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "readouts", *words],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment},
    )  # fmt: skip


def finish(running: subprocess.Popen[str]) -> Said:
    """Waits for a command."""
    lines = running.communicate(timeout=PATIENCE)[1].splitlines()
    return Said(running.returncode, lines)


def run(words: list[str], folder: Path, **environment: str) -> Said:
    """Runs a command of Readouts."""
    return finish(begin(words, folder, **environment))


def digest(ledger: Path | str) -> str:
    """The digest of all that a ledger holds."""
    found = sha256()
    with open_ledger(ledger, create=False) as opened:
        if opened.check():
            raise SystemExit(f"{ledger}: not sound")
        for line in dump(opened):
            found.update(line.encode() + b"\n")
    return found.hexdigest()


def in_the_middle(out: Path, running: subprocess.Popen[str], shards: int = 3) -> None:
    """Waits until so many shards are read and others are not."""
    deadline = time.monotonic() + PATIENCE
    while len(list(out.glob("shards/*/done.json"))) < shards:
        if running.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"it ended before its middle: {finish(running)}")
        time.sleep(0.02)


def workers_of(running: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that read for a command."""
    found = psutil.Process(running.pid).children(recursive=True)
    return [one for one in found if "spawn_main" in " ".join(one.cmdline())]


# -- the faults


def worker_killed(bench: Bench) -> Outcome:
    """A process that reads is killed."""
    place = bench.place("worker killed")
    running = begin(bench.crawl(place, "--jobs", 2), place)
    in_the_middle(place / "out", running)
    workers_of(running)[0].send_signal(signal.SIGKILL)
    return Outcome("a reading process killed", str(finish(running)), same=bench.same(place))


def driver_killed(bench: Bench) -> Outcome:
    """The command itself is killed, and its processes end with it."""
    place = bench.place("driver killed")
    running = begin(bench.crawl(place, "--jobs", 2), place)
    in_the_middle(place / "out", running)
    workers = workers_of(running)
    running.kill()
    said = finish(running)
    left = len(psutil.wait_procs(workers, timeout=20)[1])
    again = run(bench.crawl(place, "--jobs", 2), place)
    says = f"killed; {left} of its {len(workers)} processes left"
    return Outcome("the driver killed", says if said.code else str(said), str(again), same=bench.same(place))


def interrupted(bench: Bench) -> Outcome:
    """Ctrl-C."""
    place = bench.place("interrupted")
    running = begin(bench.crawl(place, "--jobs", 2), place)
    in_the_middle(place / "out", running)
    running.send_signal(signal.SIGINT)
    said = finish(running)
    again = run(bench.crawl(place), place)
    return Outcome("Ctrl-C", str(said), str(again), same=bench.same(place))


def poisonous_record(bench: Bench) -> Outcome:
    """One record kills whatever process reads it."""
    place = bench.place("poisonous record")
    poison = poisoned(place)
    said = run(bench.crawl(place, "--jobs", 2), place, **poison)
    listed = missing_in(place)
    again = run(["crawl", "--out", str(place / "out"), "--redo"], place)
    return Outcome("a poisonous record", str(said), f"--redo: {again}", listed, bench.same(place))


def poisoned(place: Path) -> dict[str, str]:
    """The environment in which one record is deadly."""
    (place / "sitecustomize.py").write_text(DEADLY)
    paths = [str(place), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths), "READOUTS_POISON": "Edition 17 of"}


def missing_in(place: Path) -> str:
    """What a crawl lists as missing, in few words."""
    words = [sys.executable, "-m", "readouts", "crawl", "--out", str(place / "out"), "--list-failed"]
    listed = subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines()
    rows = [json.loads(line) for line in listed]
    return "; ".join(f"{Path(row['source']).name}: {row['reason']}" for row in rows) or "nothing"


def truncated_archive(bench: Bench) -> Outcome:
    """A web archive of which the last third is missing."""
    place = bench.place("truncated archive")
    inputs = place / "in"
    inputs.mkdir()
    data = (bench.inputs / "pages-0.warc.gz").read_bytes()
    (inputs / "cut.warc.gz").write_bytes(data[: len(data) * 2 // 3])
    said = run(["crawl", str(inputs), "--out", str(place / "out"), "--jobs", "2"], place)
    run(["merge", str(place / "out"), "--ledger", str(place / "a.sqlite")], place)
    same = digest(place / "a.sqlite") == bench.undisturbed(inputs)
    return Outcome("a truncated web archive", str(said), missing=missing_in(place), same=same)


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Callable[[], object]]:
    """A disk of so many bytes at a place; what is yielded makes it large. Raises OSError where one may not."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True)
    if done.returncode:
        raise OSError("a disk may not be mounted here")
    try:
        yield lambda: subprocess.run(["mount", "-o", "remount,size=200m", str(place)], check=True)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def full_disk(bench: Bench) -> Outcome:
    """The disk of the crawl's folder is full; later there is room."""
    place = bench.place("full disk")
    with small_disk(place, "250k") as enlarge:
        said = run(bench.crawl(place, "--jobs", 2), bench.folder)
        enlarge()
        again = run(bench.crawl(place, "--jobs", 2), bench.folder)
        return Outcome("a full disk, crawling", str(said), str(again), same=bench.same(place))


def full_disk_merging(bench: Bench) -> Outcome:
    """The disk of the ledger is full; later there is room."""
    place, other = bench.place("full disk merging"), bench.place("crawl for it")
    run(bench.crawl(other, "--jobs", 2), other)
    words = ["merge", str(other / "out"), "--ledger", str(place / "a.sqlite")]
    with small_disk(place, "3m") as enlarge:
        said = run(words, bench.folder)
        enlarge()
        again = run(words, bench.folder)
        same = digest(place / "a.sqlite") == bench.undisturbed(bench.inputs)
    return Outcome("a full disk, merging", str(said), str(again), same=same)


def slow_disk(bench: Bench) -> Outcome:
    """Whatever is to reach the disk takes 50 ms more: fsync, rename, and writes at a place."""
    place = bench.place("slow disk")
    if shutil.which("strace") is None:
        return Outcome("a slow disk", "not run: there is no strace", missing="", same=False)
    calls = "fsync,fdatasync,rename,pwrite64"
    slow = ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", f"trace={calls}", "-e",
            f"inject={calls}:delay_enter=50000"]  # fmt: skip
    said = finish(begin(bench.crawl(place, "--jobs", 2), place, *slow))
    merging = ["merge", str(place / "out"), "--ledger", str(place / "a.sqlite")]
    merged = finish(begin(merging, place, *slow))
    same = digest(place / "a.sqlite") == bench.undisturbed(bench.inputs)
    return Outcome("a slow disk, crawling and merging", f"{said}; {merged}", same=same)


def writer_killed(bench: Bench) -> Outcome:
    """The process that writes the ledger is killed."""
    place = bench.place("writer killed")
    run(bench.crawl(place, "--jobs", 2), place)
    words = ["merge", str(place / "out"), "--ledger", str(place / "a.sqlite")]
    with open_ledger(place / "a.sqlite"):
        pass  # its tables are made before
    running = begin(words, place)
    wait_for_journal(place / "a.sqlite-wal", running)
    running.kill()
    running.communicate()
    digest(place / "a.sqlite")  # it is sound
    with open_ledger(place / "a.sqlite") as opened:
        says = f"killed; the ledger is sound and holds {opened.size().articles} articles"
    again = run(words, place)
    same = digest(place / "a.sqlite") == bench.undisturbed(bench.inputs)
    return Outcome("the writer of the ledger killed", says, str(again), same=same)


def wait_for_journal(journal: Path, running: subprocess.Popen[str]) -> None:
    """Waits until something is written for a ledger."""
    deadline = time.monotonic() + PATIENCE
    while running.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.stat().st_size:
            return
        time.sleep(0.002)


def postgresql_restarted(bench: Bench) -> Outcome:
    """The server of the ledger breaks down while it is written to, and comes back."""
    place = bench.place("postgresql")
    with restarting_server() as server:
        if server is None:
            return Outcome("PostgreSQL restarted", "not run: there is no PostgreSQL", missing="")
        run(bench.crawl(place, "--jobs", 2), place)
        merging = ["merge", str(place / "out"), "--ledger"]
        run([*merging, server.schema("whole")], place)
        with open_ledger(server.schema("broken")):
            pass  # its tables are made before
        running = begin([*merging, server.schema("broken")], place)
        server.wait_for_writer()
        server.restart()
        said = finish(running)
        again = run([*merging, server.schema("broken")], place)
        same = digest(server.schema("broken")) == digest(server.schema("whole"))
    return Outcome("PostgreSQL restarted in mid-write", str(said), str(again), same=same)


# -- on a cluster


def dask_undisturbed(bench: Bench) -> Outcome:
    """Two workers in folders of their own, and no fault."""
    place = bench.place("dask")
    with cluster(place / "dask", 2) as dask:
        said = run(bench.crawl(place, "--scheduler", dask.address), place)
    return Outcome("none: two Dask workers", str(said), same=bench.same(place))


def dask_two_hosts(bench: Bench) -> Outcome:
    """Two workers, each in a network namespace and a folder of its own, and no fault."""
    place = bench.place("dask two hosts")
    with (
        hosts(2) as (here, others),
        cluster(place / "dask", 2, host=here, networks=[(one.inside, one.address) for one in others]) as dask,
    ):
        said = run(bench.crawl(place, "--scheduler", dask.address), place)
    worked = sum("Start worker at" in (place / "dask" / f"worker-{n}.log").read_text() for n in range(2))
    name = f"none: {worked} Dask workers in network namespaces of their own"
    return Outcome(name, str(said), same=bench.same(place))


def dask_worker_killed(bench: Bench) -> Outcome:
    """One of two workers is killed with its nanny."""
    place = bench.place("dask worker killed")
    with cluster(place / "dask", 2) as dask:
        running = begin(bench.crawl(place, "--scheduler", dask.address), place)
        in_the_middle(place / "out", running)
        end(dask.workers[0])
        said = finish(running)
    return Outcome("a Dask worker killed for good", str(said), same=bench.same(place))


def dask_scheduler_killed(bench: Bench) -> Outcome:
    """The scheduler is killed; another is started, with workers."""
    place = bench.place("dask scheduler killed")
    with cluster(place / "dask", 2) as dask:
        running = begin(bench.crawl(place, "--scheduler", dask.address), place)
        in_the_middle(place / "out", running)
        end(dask.scheduler)
        said = finish(running)
    with cluster(place / "dask-2", 2) as dask:
        again = run(bench.crawl(place, "--scheduler", dask.address), place)
    return Outcome("the Dask scheduler killed", str(said), str(again), same=bench.same(place))


def dask_driver_killed(bench: Bench) -> Outcome:
    """The command is killed while the cluster goes on; the command is run again."""
    place = bench.place("dask driver killed")
    with cluster(place / "dask", 2) as dask:
        running = begin(bench.crawl(place, "--scheduler", dask.address), place)
        in_the_middle(place / "out", running)
        running.kill()
        running.communicate()
        again = run(bench.crawl(place, "--scheduler", dask.address), place)
    return Outcome("the driver of a cluster killed", "killed", str(again), same=bench.same(place))


def dask_poisonous_record(bench: Bench) -> Outcome:
    """One record kills every worker that reads it."""
    place = bench.place("dask poisonous record")
    poison = poisoned(place)
    with cluster(place / "dask", 2, poison) as dask:
        said = run(bench.crawl(place, "--scheduler", dask.address), place)
    listed = missing_in(place)
    again = run(["crawl", "--out", str(place / "out"), "--redo"], place)
    return Outcome("a record that kills Dask workers", str(said), f"--redo: {again}", listed, bench.same(place))


FAULTS: tuple[Callable[[Bench], Outcome], ...] = (
    worker_killed, driver_killed, interrupted, poisonous_record, truncated_archive, full_disk, full_disk_merging,
    slow_disk, writer_killed, postgresql_restarted, dask_undisturbed, dask_two_hosts, dask_worker_killed,
    dask_scheduler_killed, dask_driver_killed, dask_poisonous_record,
)  # fmt: skip


def make_inputs(folder: Path) -> Path:
    """Web archives of made pages, and JSON lines of example articles in many editions."""
    folder.mkdir()
    for number in range(3):
        write_archive(folder / f"pages-{number}.warc.gz", 60, number, 3)
    texts = example_texts()
    for number in range(8):
        rows = []
        for edition in range(number, 96, 8):
            title, body, day = texts[edition % len(texts)]
            text = f"{title}\n\nEdition {edition} of this page.\n\n{body}"
            rows.append({"id": f"e{edition}", "text": text, **({"published": day} if day else {})})
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"editions-{number}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as a table."""
    head = "| fault | says | again | missing in between | the same |\n|---|---|---|---|---|\n"
    rows = [
        f"| {one.fault} | {one.says} | {one.again} | {one.missing} | {'yes' if one.same else '**no**'} |\n"
        for one in outcomes
    ]
    return head + "".join(rows)


def keep(outcomes: list[Outcome]) -> None:
    """Puts outcomes into the table of the page, in place of earlier ones of the same faults."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    old, _, after = rest.partition(END)
    head, rows = table([]), [line for line in old.splitlines(keepends=True) if line.startswith("| ")][1:]
    new = {row.split("|")[1]: row for row in [*rows, *table(outcomes).removeprefix(head).splitlines(keepends=True)]}
    PAGE.write_text(f"{before}{BEGIN}{head}{''.join(new.values())}{END}{after}", encoding="utf-8")


def main() -> int:
    """Makes the faults; 1 where a result is another than the undisturbed one."""
    names = {fault.__name__.replace("_", "-"): fault for fault in FAULTS}
    parser = argparse.ArgumentParser(description="Makes faults and compares what comes of them.")
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"one of {', '.join(names)}; all unless given")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/cluster.md")
    given = parser.parse_args()
    outcomes = []
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where this runs in the background
    with tempfile.TemporaryDirectory(prefix="readouts-faults-") as name:
        bench = Bench(Path(name), make_inputs(Path(name) / "in"))
        for fault in given.faults or names:
            began = time.monotonic()
            try:
                outcomes.append(names[fault](bench))
            except OSError as error:
                outcomes.append(Outcome(fault, f"not run: {error}", missing=""))
            sys.stderr.write(f"{time.monotonic() - began:6.1f} s {outcomes[-1]}\n")
    sys.stdout.write(table(outcomes))
    if given.write:
        keep(outcomes)
    return 0 if all(one.same for one in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
