"""Whether a ledger survives: `python benchmarks/ledger.py [kills|writers|judgements|chores]... [--number N]`.

`--seed` picks other statements.

kills: `add` is killed with SIGKILL at N random statements (200), in a file and on a server; each time it must pass
`check`, and a second run must end in the same ledger as an undisturbed one, row for row. writers: two processes add
halves of one feed at once, N times (10); both must finish and nothing be lost. judgements: N of all kinds (200) are
replayed over readings by other rules, added in another order; each must be kept, moved or flagged. chores: how long
check, backup, restore and rebuild take for N articles (5,000), in seconds of the clock.

Everything is generated; the server is started for the run, and left out where none can be. Ends with 1 where anything
does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import pytest
from sqlalchemy import Engine, event

from builders import said, told
from postgres_server import fresh_schema, server
from readouts.ledger import dump, open_ledger, restore_ledger
from readouts.ledger.tables import metadata
from readouts.model import Reading
from test_ledger_judgements import replay

SEED, BATCH = 20260301, 3
PEOPLE = ("Eino Aalto/NMK", "Grete Brandt/OST", "Max Weber/OST", "Ida Lund/SUD", "Per Holm/VES", "Uwe Stern/VES")
WAYS = ("held call", "held meeting", "announced visit", "held visit", "denied meeting")
Place = str | Path


def make_news(number: int) -> list[Reading]:
    """So many articles about few people in one quarter."""
    chance = random.Random(SEED)
    news: list[Reading] = []
    for place in range(number):
        who, day = ", ".join(chance.sample(PEOPLE, 2)), f"2026-{chance.randint(1, 3):02}-{chance.randint(1, 28):02}"
        outlet = chance.choice(["Courier", "Herald", None])
        contacts = [said(who, chance.choice(WAYS), day)]
        if chance.random() < 0.3:
            contacts.append(said(", ".join(chance.sample(PEOPLE, 2)), "held talks", id="c2", main=False))
        news.append(told(f"n{place:06}", day, *contacts, outlet=outlet, body="Much else was said. " * 10))
    return news


def kills(number: int, places: Sequence[tuple[str, Callable[[], Place]]], seed: int) -> bool:
    """Kills `add` at statements picked by the seed; says how many killings left an unsound or another ledger.

    Every tenth begins with nothing, so that making the tables is hit too; the others begin with an empty ledger.
    """
    news, good = make_news(24), True
    for name, make in places:
        empty, undisturbed = make(), make()
        open_ledger(empty).close()
        _add(undisturbed, news)
        whole, chance = _dump(undisturbed), random.Random(seed)
        fresh = _count(make(), news)
        _refresh(empty)
        filled = _count(empty, news)
        unsound = other = 0
        kept: Counter[int] = Counter()
        for turn in range(number):
            anew = turn % 10 == 0
            place = make() if anew else _refresh(empty)
            child = _fork(partial(_add_until, place, news, chance.randrange(fresh if anew else filled)))
            if _wait(child) != -signal.SIGKILL:
                sys.exit("not killed")
            with open_ledger(place) as ledger:
                articles = ledger.size().articles
                kept[articles // BATCH] += 1
                unsound += bool(ledger.check()) or articles % BATCH != 0
            _add(place, news)
            other += _dump(place) != whole
            if anew:
                _remove(place)
        told_of = ", ".join(f"{kept[batches]} after {batches}" for batches in sorted(kept))
        print(
            f"{name}: {number} killings at random ones of {filled} statements (batches kept: {told_of}): "
            f"{unsound} unsound, {other} ended in another ledger",
            flush=True,
        )
        good = good and not unsound and not other
    return good


def _count(place: Place, news: Sequence[Reading]) -> int:
    """How many statements it takes to add news."""
    counted = [0]

    def count(*_: object) -> None:
        counted[0] += 1

    event.listen(Engine, "before_cursor_execute", count)
    _add(place, news)
    event.remove(Engine, "before_cursor_execute", count)
    return counted[0]


def _add_until(place: Place, news: Sequence[Reading], last: int) -> None:
    """Adds news and is killed at a statement: even ones before the database has it, odd ones once it has."""
    left = [last]

    def kill(*_: object) -> None:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    event.listen(Engine, "before_cursor_execute" if last % 2 == 0 else "after_cursor_execute", kill)
    _add(place, news)


def _refresh(place: Place) -> Place:
    """An empty ledger with its tables."""
    if isinstance(place, Path):
        spare = place.with_suffix(".empty")
        if not spare.exists():
            shutil.copy(place, spare)
        for path in place.parent.glob(place.name + "*"):
            path.unlink()
        shutil.copy(spare, place)
        return place
    import psycopg

    names = ", ".join(table.name for table in metadata.sorted_tables)
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {names}, articles_search")
    return place


def writers(number: int, places: Sequence[tuple[str, Callable[[], Place]]]) -> bool:
    """Two writers at once; says how often one failed or something was lost."""
    news, good = make_news(30), True
    for name, make in places:
        undisturbed = make()
        _add(undisturbed, news)
        whole = _dump(undisturbed)
        failed = lost = unsound = 0
        for _ in range(number):
            place = make()
            open_ledger(place).close()
            children = [_fork(partial(_add, place, news[start::2])) for start in (0, 1)]
            failed += sum(_wait(child) != 0 for child in children)
            lost += _dump(place) != whole
            with open_ledger(place) as ledger:
                unsound += bool(ledger.check())
            _remove(place)
        print(f"{name}: {number} times two writers at once: {failed} failed, {lost} lost something, {unsound} unsound")
        good = good and not failed and not lost and not unsound
    return good


def judgements(number: int) -> bool:
    """Judgements over changed readings and another order; the replay itself stops where one is lost."""
    with tempfile.TemporaryDirectory() as folder:
        counts = replay(number, SEED, Path(folder))
    print(f"{number} judgements: " + ", ".join(f"{count} {state}" for state, count in counts.items()))
    return sum(counts.values()) == number


def chores(number: int, places: Sequence[tuple[str, Callable[[], Place]]]) -> bool:
    """Seconds for each of the chores on a ledger of so many articles."""
    news, good = make_news(number), True
    for name, make in places:
        place = make()
        with open_ledger(place) as ledger, tempfile.TemporaryDirectory() as folder:
            backup = Path(folder) / "backup"
            steps: list[tuple[str, Callable[[], object]]] = [
                ("add", partial(ledger.add, news)),
                ("check", ledger.check),
                ("backup", partial(ledger.backup, backup)),
                ("restore", partial(_restore, backup, make)),
                ("rebuild", ledger.rebuild),
            ]
            told_of = []
            for step, do in steps:
                begun = time.monotonic()
                do()
                told_of.append(f"{step} {time.monotonic() - begun:.1f}")
            good = good and ledger.rebuild(keep=False).same and not ledger.check()
            size = ledger.size()
        print(
            f"{name}: {size.articles} articles, {size.reports} reports, {size.contacts} contacts: {', '.join(told_of)}"
        )
    return good


def _add(place: Place, news: Sequence[Reading]) -> None:
    with open_ledger(place) as ledger:
        ledger.add(news, batch=BATCH)


def _restore(backup: Path, make: Callable[[], Place]) -> None:
    restore_ledger(backup, make())


def _dump(place: Place) -> list[str]:
    with open_ledger(place, create=False) as ledger:
        return list(dump(ledger))


def _remove(place: Place) -> None:
    if isinstance(place, Path):
        for path in place.parent.glob(place.name + "*"):
            path.unlink()
    else:
        import psycopg

        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute("SET client_min_messages = warning")
            connection.execute(f"DROP SCHEMA {place.rpartition('%3D')[2]} CASCADE")


def _fork(do: Callable[[], None]) -> int:
    """Does something in a process of its own, without loading the program again; returns the process's id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        do()
        code = 0
    finally:
        os._exit(code)


def _wait(child: int) -> int:
    """The exit code, negative where it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _places(stack: ExitStack) -> Iterator[tuple[str, Callable[[], Place]]]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    numbers = iter(range(10**9))
    yield "SQLite", lambda: folder / f"{next(numbers)}.sqlite"
    try:
        address = stack.enter_context(server())
    except pytest.skip.Exception as reason:
        print(f"PostgreSQL left out: {reason}")
    else:
        yield "PostgreSQL", lambda: fresh_schema(address)


def main() -> int:
    """Runs what was asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], "kills", "writers", "judgements", "chores"])
    parser.add_argument("--number", type=int)
    parser.add_argument("--seed", type=int, default=SEED, help="picks the statements at which `add` is killed")
    parser.add_argument("--store", choices=["SQLite", "PostgreSQL"], help="only this one")
    asked = parser.parse_args()
    wanted = asked.what or ["kills", "writers", "judgements", "chores"]
    good = True
    with ExitStack() as stack:
        places = [(name, make) for name, make in _places(stack) if asked.store in (None, name)]
        if "kills" in wanted:
            good &= kills(asked.number or 200, places, asked.seed)
        if "writers" in wanted:
            good &= writers(asked.number or 10, places)
        if "judgements" in wanted:
            good &= judgements(asked.number or 200)
        if "chores" in wanted:
            good &= chores(asked.number or 5000, places)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
