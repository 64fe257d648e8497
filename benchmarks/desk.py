"""How quick the desk is: `python benchmarks/desk.py [--reports N] [--ledger FILE] [--seconds S] [--write PAGE]`.

A ledger of `--reports` (20,000) is made first (`made_ledger.py`), or FILE is made or, where it is there, used: a copy,
since it is written to. The desk runs in `--processes` (2) of its own. Three things are measured.

First: a browser (chromium) opens the timeline of a desk that has only just started, then with nothing kept the same and
other pages: the ms until something is painted, and until all is loaded and can be used.

Alone: one reader asks for `--each` (12) addresses of every kind of page, each twice: what the server needed of a
core for the first and for the second answer (which may be one that is kept), its weight packed by gzip with styles
and scripts. This does not depend on who else is at work.

Together: `--readers` (20) wander over all kinds of pages for `--seconds` (120), while a writer adds ten articles every
half second. Each reader looks at a page for `--pause` seconds (3, half of it to half more of it) before asking for the
next; after that, for a third of the time, they ask without any pause, which tells how many pages the desk can give in a
second. An address is as good as never asked for twice: persons, pairs, states, days, words, pages are drawn anew each
time. Told are the median and the 95th percentile from the request to the last byte.

`--write` puts the table into a page, between its lines `<!-- quick -->` and `<!-- end of quick -->`. Ends with 1 where
a page's 95th percentile is above 150 ms, its weight above 250 kB, or the first page can be used only after a second.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import httpx
import psutil

import made_ledger
from builders import said, told
from made_ledger import CHANNELS, STATUSES, TEXT, Crowd, make_ledger
from readouts.ledger import open_ledger
from readouts.model import Reading

SLOWEST, HEAVIEST, FIRST, SEED = 0.150, 250_000, 1000, 20260301
MARKS = "<!-- quick -->", "<!-- end of quick -->"
CHROMIUM = os.environ.get("READOUTS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass(frozen=True, slots=True)
class Alone:
    """What one kind of page took of a core when it was first asked for and when asked again (ms), and its weight."""

    first: tuple[float, ...]
    again: tuple[float, ...]
    weight: int


class Addresses:
    """Addresses of every kind of page, another one each time."""

    def __init__(self, file: Path, crowd: Crowd, seed: int) -> None:
        self._chance = random.Random(seed)
        self._crowd = crowd
        store = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        places = self._chance.sample(range(1, store.execute("SELECT max(number) FROM articles").fetchone()[0]), 1500)
        own = "SELECT a.id, contact FROM articles a JOIN reports r ON article = a.id JOIN crosswalk ON report = r.id"
        self._pairs = [row for one in places for row in store.execute(f"{own} WHERE a.number = ?", (one,))]
        store.close()

    def draw(self, kind: str) -> str:
        """An address of a kind of PAGES."""
        return PAGES[kind](self)

    def who(self) -> str:
        """A person, those who take part in most contacts more often."""
        return quote(self._crowd.pick(self._chance)[0])

    def state(self) -> str:
        """The state of a person."""
        return quote(self._crowd.pick(self._chance)[1] or "USA")

    def day(self, length: int = 10) -> str:
        """A day, a month or a year."""
        return str(date(2015, 1, 1) + timedelta(self._chance.randrange(4300)))[:length]

    def words(self) -> str:
        """Two common words."""
        return "+".join(self._chance.sample(TEXT, 2))

    def of(self, some: Sequence[str]) -> str:
        """Any of some."""
        return self._chance.choice(some)

    def article(self) -> str:
        """An article."""
        return str(self._chance.choice(self._pairs)[0])

    def contact(self) -> str:
        """A contact."""
        return str(self._chance.choice(self._pairs)[1])


PAGES: dict[str, Callable[[Addresses], str]] = {
    "timeline": lambda a: f"/?after={a.day()}~0000000000000000",
    "status, channel, years": lambda a: f"/?status={a.of(STATUSES)}&channel={a.of(CHANNELS)}&from={a.day(4)}",
    "a person": lambda a: f"/?person={a.who()}",
    "a pair": lambda a: f"/?pair={a.who()}&pair={a.who()}",
    "a pair of states": lambda a: f"/?pair={a.state()}&pair={a.state()}",
    "a state's year": lambda a: f"/?state={a.state()}&from={(year := a.day(4))}&to={year}",
    "a month": lambda a: f"/?from={(month := a.day(7))}&to={month}",
    "words": lambda a: f"/?text={a.words()}",
    "supported": lambda a: f"/?outlets={a.of('23456')}&level={a.of(['leaders', 'ministers'])}&channel={a.of(CHANNELS)}",
    "contact": lambda a: f"/contacts/{a.contact()}",
    "article": lambda a: f"/articles/{a.article()}",
    "search": lambda a: f"/search?q={a.words()}",
    "search a name": lambda a: f"/search?q=%22{a.who()}%22",
    "search statements": lambda a: f"/search?q={a.words()}&in=statements",
    "search contacts": lambda a: f"/search?q=%22{a.who()}%22&in=contacts",
    "people": lambda a: f"/people?q={a.who().partition('%')[0]}",
    "a person's page": lambda a: f"/people/{a.who()}?from={a.day(4)}",
    "states": lambda _: "/states",
    "a state's page": lambda a: f"/states/{a.state()}?from={a.day(4)}",
    "outlets": lambda a: f"/outlets?q=outlet+{a.of('123456789')}",
    "an outlet": lambda a: f"/outlets/Outlet%20{a.of('123456789')}{a.of('0123456789')}",
    "network": lambda a: f"/network?state={a.state()}&from={a.day(4)}",
    "map": lambda a: f"/map?state={a.state()}&from={a.day(4)}",
    "review: held back": lambda a: f"/review?of=held+back&after={a.article()}+0",
    "review: differing": lambda a: f"/review?of=disagreement&after={a.day()}+0",
    "judge": lambda a: f"/review/contacts/{a.contact()}",
    "audit": lambda _: "/review/audit",
    "plan": lambda a: f"/plan?on={a.day()}",
}
"""The kinds of pages."""


def make_news(start: int) -> Iterator[Reading]:
    """Ten articles of two made-up persons each."""
    chance = random.Random(SEED + start)
    for place in range(start, start + 10):
        day = date(2016, 1, 1) + timedelta(chance.randrange(3650))
        who = ", ".join(
            chance.sample([f"{first} Aalto/{state}" for first, state in (("Eino", "FIN"), ("Ida", "SWE"))], 2)
        )
        news = said(who, "held visit", str(day))
        yield told(
            f"n{place:08}", str(day + timedelta(1)), news, outlet=f"Outlet {place % 400}", body="They spoke. " * 40
        )


def write(file: Path, over: Event, added: Synchronized[int]) -> None:
    """Adds ten articles at a time until it is over, in a process of its own."""
    with open_ledger(file, change=True) as ledger:
        while not over.is_set():
            ledger.add(make_news(90_000_000 + int(time.time() * 1000)))
            added.value += 10
            over.wait(0.5)


def serve(ledger: Path, processes: int) -> tuple[subprocess.Popen[str], str]:
    """The desk in processes of its own, and its address."""
    command = [sys.executable, "-c", "from readouts.cli import main; main()", "serve", str(ledger), "--port", "0"]
    command += ["--processes", str(processes)]
    desk = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert desk.stderr is not None
    line = desk.stderr.readline()
    found = re.search(r"http://\S+", line)
    if not found:
        sys.exit(f"the desk did not start: {line}")
    return desk, found.group().rstrip("/")


def weigh(address: str, page: httpx.Response) -> int:
    """The bytes of a page and of all that it loads, packed."""
    parts = dict.fromkeys(re.findall(r'(?:src|href)="(/static/[^"]*)"', page.text))
    return sum(len(gzip.compress(one)) for one in [page.content, *(httpx.get(address + p).content for p in parts)])


def open_first(address: str, addresses: Addresses) -> dict[str, tuple[float, float]]:
    """Opens pages in a browser that knows none of them: ms until painted and until loaded; none without a browser."""
    if not CHROMIUM:
        return {}
    from playwright.sync_api import sync_playwright

    found: dict[str, tuple[float, float]] = {}
    kinds = ("contact", "article", "map", "review: differing")
    pages = {"timeline, desk just started": "/", "timeline": "/"} | {kind: addresses.draw(kind) for kind in kinds}
    paint = "performance.getEntriesByName('first-contentful-paint')"
    script = f"[{paint}[0].startTime, performance.timing.loadEventEnd - "
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for kind, path in pages.items():
            context = browser.new_context()
            page = context.new_page()
            page.goto(address + path, wait_until="load")
            while not page.evaluate(f"{paint}.length && performance.timing.loadEventEnd"):
                page.wait_for_timeout(100)
            painted, loaded = page.evaluate(f"{script}performance.timing.navigationStart]")
            found[kind] = (painted, loaded)
            print(f"{kind:28} painted after {painted:4.0f} ms, loaded after {loaded:4.0f} ms", flush=True)
            context.close()
        browser.close()
    return found


def ask_alone(address: str, desk: int, addresses: Addresses, kinds: Sequence[str], each: int) -> dict[str, Alone]:
    """Measures every kind with nobody else."""
    found: dict[str, Alone] = {}
    print("alone: ms of a core, median and most: first asked, asked again; weight packed", flush=True)
    with httpx.Client(base_url=address, timeout=120) as client:
        for kind in kinds:
            first, again, weights = list[float](), list[float](), list[int]()
            for place in range(each):
                path = addresses.draw(kind)
                for own in (first, again):
                    before = _cpu(desk)
                    page = client.get(path).raise_for_status()
                    own.append((_cpu(desk) - before) * 1000)
                if place < 3:
                    weights.append(weigh(address, page))
            found[kind] = Alone(tuple(first), tuple(again), max(weights))
            told_of = f"{median(first):5.0f} {max(first):5.0f}, {median(again):5.0f} {max(again):5.0f}"
            print(f"{kind:24} {told_of}; {max(weights) / 1000:4.0f} kB", flush=True)
    return found


def ask_together(
    address: str, addresses: Sequence[Addresses], kinds: Sequence[str], seconds: float, pause: float
) -> dict[str, list[float]]:
    """Lets readers wander; the seconds that each page of each kind took."""
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    until = time.monotonic() + seconds

    def wander(own: Addresses, chance: random.Random) -> None:
        with httpx.Client(base_url=address, timeout=120) as client:
            while time.monotonic() < until:
                time.sleep(pause * chance.uniform(0.5, 1.5))
                kind = chance.choice(kinds)
                begun = time.monotonic()
                client.get(own.draw(kind)).raise_for_status()
                times[kind].append(time.monotonic() - begun)

    sys.setswitchinterval(0.0005)  # so that what is measured is the desk's own time
    threads = [Thread(target=wander, args=(own, random.Random(place))) for place, own in enumerate(addresses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    number = sum(map(len, times.values()))
    print(
        f"together: {len(addresses)} readers who pause {pause:g} s, and a writer: {number / seconds:.1f} pages a second"
    )
    print("ms of the clock: median, 95th percentile", flush=True)
    for kind, own in times.items():
        print(f"{kind:24} {len(own):5} requests: {median(own or [0]) * 1000:6.0f} {_slow(own) * 1000:6.0f}", flush=True)
    every = [one for some in times.values() for one in some]
    print(f"{'all':24} {number:5} requests: {median(every or [0]) * 1000:6.0f} {_slow(every) * 1000:6.0f}", flush=True)
    return times


def _slow(own: Sequence[float]) -> float:
    """The 95th percentile; nobody knows it of fewer than two."""
    return quantiles(own, n=20)[-1] if len(own) > 1 else float("inf")


def _tell_wait(own: Sequence[float]) -> str:
    """Median and 95th percentile in ms; a dash where too few were asked for."""
    return f"{median(own) * 1000:.0f}, {_slow(own) * 1000:.0f}" if len(own) > 1 else "–"


def tell(
    alone: Mapping[str, Alone],
    together: Mapping[str, Sequence[float]],
    endless: Mapping[str, Sequence[float]],
    notes: Sequence[str],
) -> str:
    """The table for a page."""
    lines = [
        "| page | core, first: median, most | again | kB packed | 20 readers: median, 95th | without pause |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind, one in alone.items():
        core = f"{median(one.first):.0f}, {max(one.first):.0f} | {median(one.again):.0f}"
        waited = f"{_tell_wait(together[kind])} | {_tell_wait(endless[kind])}"
        lines.append(f"| {kind} | {core} | {one.weight / 1000:.0f} | {waited} |")
    every, most = ([one for some in times.values() for one in some] for times in (together, endless))
    lines.append(f"| **all {len(every)}, {len(most)}** | | | | {_tell_wait(every)} | {_tell_wait(most)} |")
    return "\n".join([*notes, "", *lines])


def write_table(path: Path, table: str) -> None:
    """Puts the table between the marks of a page."""
    before, _, rest = path.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, behind = rest.partition(MARKS[1])
    path.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{behind}", encoding="utf-8")


def _cpu(process: int) -> float:
    """The seconds of a core that a process and its own have used."""
    one = psutil.Process(process)
    every = [some.cpu_times() for some in (one, *one.children(recursive=True))]
    return float(sum(used.user + used.system for used in every))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures every page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=3, help="seconds that a reader looks at a page")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--write", type=Path, help="a page into which the table is put")
    parser.add_argument("--page", action="append", choices=list(PAGES), help="only this kind; repeatable")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        file: Path = asked.ledger or Path(folder) / "made.sqlite"
        crowd = Crowd(random.Random(made_ledger.SEED)) if file.exists() else make_ledger(file, asked.reports)
        with open_ledger(file, create=False) as ledger:
            size = ledger.size()
            told = f"{size.articles:,} articles, {size.reports:,} reports, {size.contacts:,} contacts"
            print(told, flush=True)
        return _measure(file, crowd, asked, told)


def _measure(file: Path, crowd: Crowd, asked: argparse.Namespace, told: str) -> int:
    kinds = asked.page or list(PAGES)
    desk, address = serve(file, asked.processes)
    spawn = get_context("spawn")
    over, number = spawn.Event(), spawn.Value("i", 0)
    writer = spawn.Process(target=write, args=(file, over, number))
    try:
        own = Addresses(file, crowd, SEED)
        opened = open_first(address, own)
        alone = ask_alone(address, desk.pid, own, kinds, asked.each)
        readers = [Addresses(file, crowd, SEED + 1 + place) for place in range(asked.readers)]
        writer.start()
        together = ask_together(address, readers, kinds, asked.seconds, asked.pause)
        endless = ask_together(address, readers, kinds, asked.seconds / 3, 0)
    finally:
        over.set()
        if writer.pid:
            writer.join()
        desk.terminate()
        desk.wait()
    print(f"the writer added {number.value} articles meanwhile")
    if asked.write:
        pages = ", ".join(f"{kind} {painted:.0f} and {loaded:.0f} ms" for kind, (painted, loaded) in opened.items())
        asked_for, most = (sum(map(len, times.values())) for times in (together, endless))
        notes = [
            "Milliseconds of a core and of the clock. "
            f"Ledger: {told}. {asked.processes} processes; {asked.readers} readers who pause "
            f"{asked.pause / 2:g} to {asked.pause * 1.5:g} s, {asked_for / asked.seconds:.1f} pages a second, "
            f"and the same without a pause, {most / asked.seconds * 3:.1f} pages a second; "
            f"{number.value} articles were added meanwhile.",
            f"In chromium, until something is painted and until all can be used: {pages}.",
        ]
        write_table(asked.write, tell(alone, together, endless, notes))
    quick = all(_slow(own) <= SLOWEST for own in together.values()) if asked.readers else True
    return int(
        not (quick and all(one.weight <= HEAVIEST for one in alone.values()))
        or any(loaded > FIRST for _, loaded in opened.values())
    )


if __name__ == "__main__":
    sys.exit(main())
