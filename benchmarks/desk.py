"""How quick the desk is: `python benchmarks/desk.py [--ledger FILE] [--seconds S] [--think S] [--readers N]`.

Readers ask for pages one after another, each after `--think` seconds of reading (1), for `--seconds` (20) for every
page of PAGES, while a writer adds articles all the time. The desk runs in a process of its own. Told are the requests,
the median and the 95th percentile of the time from the request to the last byte (on this machine, with whatever else it
does), the weight of the page packed by gzip with its styles and scripts, and what the desk used of a core for each
request, which does not depend on who else is at work.

Without `--ledger` one of `--reports` (20,000) reports is generated first; of a ledger that is given a copy should be,
since the writer adds to it. Ends with 1 where a page is above 150 ms or 250 kB.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import httpx
import psutil

from builders import said, told
from readouts.ledger import Ledger, Query, open_ledger
from readouts.model import Reading

SEED, SLOWEST, HEAVIEST = 20260301, 0.150, 250_000
WAYS = ("held phone_call", "held visit", "held meeting", "announced visit", "held talks", "denied meeting")
STATES = ("CHN", "RUS", "USA", "FRA", "DEU", "GBR", "IND", "JPN", "BRA", "TUR")

PAGES = {
    "timeline": "/",
    "timeline, later page": "/?after=2020-06-01~0000000000000000",
    "a person": "/?person={person}",
    "a pair of states": "/?pair=CHN&pair=RUS",
    "status and channel": "/?status=denied&channel=meeting",
    "a state in a year": "/?state=USA&from=2023&to=2023",
    "words": "/?text=grain",
    "supported": "/?outlets=3&level=leaders",
    "contact": "/contacts/{contact}",
    "article": "/articles/{article}",
    "search": "/search?q=grain",
    "search contacts": "/search?q=grain&in=contacts",
    "people": "/people",
    "a person's page": "/people/{person}",
    "states": "/states",
    "a state's page": "/states/CHN",
    "outlets": "/outlets",
    "network": "/network",
    "map": "/map",
    "review": "/review",
    "plan": "/plan?on=2024-01-01",
}
"""The pages, with {person}, {contact} and {article} for some of the ledger."""


def make_news(number: int, start: int = 0) -> Iterator[Reading]:
    """So many articles of ten years about two hundred people of ten states."""
    chance = random.Random(SEED + start)
    people = [f"{first} {last}/{STATES[(i + j) % 10]}" for i, first in enumerate(FIRST) for j, last in enumerate(LAST)]
    for place in range(start, start + number):
        who = ", ".join(chance.sample(people, 2))
        day = date(2016, 1, 1) + timedelta(chance.randrange(3650))
        news = said(who, chance.choice(WAYS), str(day))
        body = "The talks on grain went on. " * 20
        outlet = f"Outlet {chance.randrange(200)}"
        yield told(f"n{place:08}", str(day + timedelta(1)), news, outlet=outlet, body=body)


FIRST = ("Eino", "Grete", "Max", "Ida", "Per", "Uwe", "Ana", "Zoë", "Lin", "Omar", "Vera", "Ivo", "Mara", "Jon")
LAST = (
    "Aalto",
    "Brandt",
    "Weber",
    "Lund",
    "Holm",
    "Stern",
    "Cruz",
    "Celik",
    "Sato",
    "Haddad",
    "Novak",
    "Rossi",
    "Berg",
)


def serve(ledger: Path) -> tuple[subprocess.Popen[str], str]:
    """The desk in a process of its own, and its address."""
    command = [sys.executable, "-c", "from readouts.cli import main; main()", "serve", str(ledger), "--port", "0"]
    desk = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert desk.stderr is not None
    line = desk.stderr.readline()
    found = re.search(r"http://\S+", line)
    if not found:
        sys.exit(f"the desk did not start: {line}")
    return desk, found.group().rstrip("/")


def ask(client: httpx.Client, path: str, until: float, think: float, chance: random.Random, times: list[float]) -> None:
    """Asks for a page until the time is over, with pauses of about `think` seconds."""
    time.sleep(chance.random() * think)
    while time.monotonic() < until:
        begun = time.monotonic()
        client.get(path).raise_for_status()
        times.append(time.monotonic() - begun)
        time.sleep(think * chance.uniform(0.5, 1.5))


def measure(address: str, path: str, readers: int, seconds: float, think: float) -> list[float]:
    """The seconds that each request took."""
    times: list[list[float]] = [[] for _ in range(readers)]
    with httpx.Client(base_url=address, timeout=60, limits=httpx.Limits(max_connections=readers)) as client:
        client.get(path).raise_for_status()
        until = time.monotonic() + seconds
        threads = [
            Thread(target=ask, args=(client, path, until, think, random.Random(number), own))
            for number, own in enumerate(times)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return [one for own in times for one in own]


def weigh(address: str, path: str) -> int:
    """The bytes of a page and of all that it loads, packed."""
    page = httpx.get(address + path, timeout=60)
    parts = dict.fromkeys(re.findall(r'(?:src|href)="(/static/[^"]*)"', page.text))
    return sum(
        len(gzip.compress(body)) for body in [page.content, *(httpx.get(address + one).content for one in parts)]
    )


def write(ledger: Ledger, over: Event, added: list[int]) -> None:
    """Adds ten articles at a time until it is over."""
    while not over.is_set():
        ledger.add(make_news(10, 90_000_000 + len(added) * 10))
        added.append(10)
        over.wait(0.5)


def _cpu(process: int) -> float:
    """The seconds of a core that a process has used."""
    used = psutil.Process(process).cpu_times()
    return float(used.user + used.system)


def _fill_in(path: str, ledger: Ledger) -> str:
    some = islice(ledger.contacts(Query(since=date(2020, 1, 1), until=date(2020, 1, 31))), 300)
    contact = max(some, key=lambda one: (len(one.reports), one.id))
    person = contact.participants[0].name
    return path.format(contact=contact.id, article=contact.reports[0].article, person=person)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures every page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--think", type=float, default=1)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--page", action="append", choices=list(PAGES), help="only this page; repeatable")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        file: Path = asked.ledger or Path(folder) / "made.sqlite"
        with open_ledger(file) as ledger:
            if not asked.ledger:
                ledger.add(make_news(asked.reports))
            size = ledger.size()
            print(
                f"{size.articles} articles, {size.reports} reports, {size.contacts} contacts; {asked.readers} readers"
            )
            return _measure_all(file, ledger, asked)


def _measure_all(file: Path, ledger: Ledger, asked: argparse.Namespace) -> int:
    desk, address = serve(file)
    over, added = Event(), [0]
    writer = Thread(target=write, args=(ledger, over, added))
    worst = 0
    try:
        paths = {name: _fill_in(PAGES[name], ledger) for name in asked.page or PAGES}
        writer.start()
        for name, path in paths.items():
            answer = httpx.get(address + path, timeout=60)
            if answer.status_code != 200:
                print(f"{name:22} not measured: {answer.status_code}", flush=True)
                worst = 1
                continue
            spent = _cpu(desk.pid)
            times = sorted(measure(address, path, asked.readers, asked.seconds, asked.think))
            spent = (_cpu(desk.pid) - spent) / (len(times) + 1)
            slow, weight = quantiles(times, n=20)[-1], weigh(address, path)
            worst |= slow > SLOWEST or weight > HEAVIEST
            told_of = f"median {median(times) * 1000:6.0f} ms, p95 {slow * 1000:6.0f} ms, {weight / 1000:5.0f} kB"
            told_of += f", {spent * 1000:4.0f} ms of a core each"
            print(f"{name:22} {len(times):5} requests: {told_of}", flush=True)
    finally:
        over.set()
        writer.join()
        desk.terminate()
        desk.wait()
    print(f"the writer added {sum(added)} articles meanwhile")
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
