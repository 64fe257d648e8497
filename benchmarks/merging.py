"""How well reports are merged, that order never matters, and that adding costs in proportion to what is added.

    python benchmarks/merging.py gold [--half open|check]
    python benchmarks/merging.py orders READINGS.jsonl [--orders 20] [--parts 60] [--first 0]
    python benchmarks/merging.py growth [--into 10000 100000 1000000] [--more N] [--ledger FILE]

`gold` scores hand-coded and extracted reports by score_merge.py of the outside data (READOUTS_SHARED, else `../shared`
beside the repository). `orders` adds what `readouts extract --format jsonl` printed in random orders and in parts by
date, and compares the ledgers; the orders are added in batches of several sizes. `growth` adds generated reports to an
empty ledger and to one of a given size.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

from made_ledger import make_readings
from readouts.completing import accept
from readouts.exchange import text_digest
from readouts.ledger import Ledger, dump, open_ledger
from readouts.model import Article, Contact, ContactDate, Participant, Published, Reading

SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).parents[2] / "shared"))
_PORTION = 10_000
_BATCHES = (200, 500, 1000, 2000)
_STATES, _OUTLETS, _DAYS = 150, 400, 365 * 25


def run(*command: str | Path, out: Path | None = None) -> str:
    """What a command prints, or nothing where it goes to a file."""
    if out is None:
        return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout
    with out.open("w", encoding="utf-8") as file:
        subprocess.run([str(part) for part in command], check=True, stdout=file, stderr=subprocess.DEVNULL)
    return ""


def gold(half: str) -> None:
    """Prints score_merge.py's figures from hand-coded and from extracted reports."""
    score, truth = SHARED / "score" / "score_merge.py", SHARED / "gold" / "dev.jsonl"
    texts = [SHARED / "corpora" / f"{name}.jsonl" for name in ("feed", "articles")]
    with tempfile.TemporaryDirectory() as folder:
        reports, extracted = Path(folder, "gold.jsonl"), Path(folder, "extracted.jsonl")
        run(sys.executable, score, truth, "--write-reports", "--half", half, "--texts", *texts, out=reports)
        run(
            "readouts",
            "extract",
            "-q",
            reports_as_input(reports, Path(folder, "in.jsonl")),
            "--format",
            "jsonl",
            out=extracted,
        )
        for name, given in (("from hand-coded reports", reports), ("from extracted reports", extracted)):
            ledger, crosswalk = Path(folder, f"{given.stem}.sqlite"), Path(folder, f"{given.stem}.crosswalk")
            run("readouts", "add", "-q", given, "--ledger", ledger)
            run("readouts", "crosswalk", ledger, "--format", "jsonl", out=crosswalk)
            what = ["--gold-reports", crosswalk] if given == reports else [extracted, crosswalk]
            print(f"{name}, half {half}")
            print(run(sys.executable, score, truth, *what, "--half", half))


def reports_as_input(reports: Path, path: Path) -> Path:
    """The articles of written reports as plain records, to be read anew."""
    import json

    rows = [json.loads(line)["article"] for line in reports.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        days = row["published"] or {}
        row["published"] = days.get("earliest")
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def digest(ledger: Ledger) -> str:
    """A digest of all that a ledger holds."""
    return sha256("\n".join(dump(ledger)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def orders(path: Path, number: int, parts: int, first: int) -> None:
    """Adds readings in parts by date, then in several random orders, and prints how many different ledgers came out.

    Each ledger's digest is printed, so that orders from `first` on can be tried another day.
    """
    readings = [accept(line, str(path)) for line in path.read_bytes().splitlines() if line.strip()]
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        dated = sorted(readings, key=lambda r: (r.article.published.earliest or date.min, r.article.id))
        size = -(-len(dated) // parts)
        with open_ledger(Path(folder, "parts.sqlite")) as ledger:
            for start_at in range(0, len(dated), size):
                ledger.add(dated[start_at : start_at + size])
            found[digest(ledger)] = [f"{parts} parts by date"]
            print(f"{parts} parts by date: {digest(ledger)}, {ledger.size()}", flush=True)
        for order in range(first, first + number):
            some = list(readings)
            random.Random(order).shuffle(some)
            with open_ledger(Path(folder, f"{order}.sqlite")) as ledger:
                ledger.add(some, batch=_BATCHES[order % len(_BATCHES)])
                told = digest(ledger)
            found.setdefault(told, []).append(f"order {order}")
            Path(folder, f"{order}.sqlite").unlink()
            print(f"order {order}: {told}", flush=True)
    print(f"{len(readings)} readings, {number} orders and {parts} parts: {len(found)} different ledger(s)")


def generate(start: int, number: int) -> Iterator[Reading]:
    """Readings of one contact each, some of them several articles' of one contact; the same for the same numbers."""
    for place in range(start, start + number):
        chance = random.Random(place // 2)  # two articles tell of each contact
        a, b = chance.sample(range(_STATES), 2)
        day = date(2000, 1, 1) + timedelta(chance.randrange(_DAYS))
        channel = chance.choice(("phone_call", "meeting", "visit"))
        text = f"Leader{a} and Leader{b} had a {channel} on {day}, article {place} says."
        told = day + timedelta(place % 2)
        yield Reading(
            article=Article(
                id=f"g{place}",
                sha256=text_digest(text),
                source=f"g{place}",
                text=text,
                outlet=f"Outlet {chance.randrange(_OUTLETS) + place % 2}",
                language="en",
                published=Published(earliest=told, latest=told, basis="given"),
            ),
            contacts=(
                Contact(
                    id="c1",
                    participants=(
                        Participant(name=f"Leader{a} Of{a}", state=f"S{a:02}", office="President"),
                        Participant(name=f"Leader{b} Of{b}", state=f"S{b:02}", office="President"),
                    ),
                    channel=channel,  # type: ignore[arg-type]
                    status="held",
                    date=ContactDate(earliest=day, latest=day, rule="given"),
                    main=True,
                ),
            ),
        )


def timed(ledger: Ledger, readings: Iterable[Reading]) -> float:
    """CPU seconds that adding takes, reading and writing of files among them."""
    start = time.process_time()
    ledger.add(readings)
    return time.process_time() - start


def growth(sizes: Sequence[int], file: Path, more: int | None, seed: int | None, beyond: int = 0) -> None:
    """Prints, size by size, what a report costs that is added to a ledger of so many, beside an empty one.

    `more`, or a tenth more, is added at each size, portions of it to both ledgers by turns, since a loaded machine
    weighs on both; the line is printed after each. A ledger that is there is gone on with, be it from a run that was
    broken off or another's; with a `seed` the reports are of the persons and contacts of `made_ledger.py`, but for
    the first `beyond` persons, who meet most.
    """
    with open_ledger(file) as full, tempfile.TemporaryDirectory(dir=file.parent) as place:
        held = full.size().articles
        for size in (one for one in sizes if one >= held):
            fill(full, held, size)
            into_full = into_empty = 0.0
            added, coming = 0, more or size // 10
            source = make_readings(coming, seed, beyond) if seed else generate(size, coming)
            with open_ledger(Path(place, f"{size}.sqlite")) as empty:
                while readings := list(islice(source, _PORTION)):
                    into_empty += timed(empty, readings)
                    into_full += timed(full, readings)
                    added += len(readings)
                    print(
                        f"{added:7} into {size:8}: {1000 * into_full / added:.3f} CPU ms a report, into an empty "
                        f"ledger {1000 * into_empty / added:.3f}, {into_full / into_empty:.2f} times; "
                        f"{file.stat().st_size / 1e6:.0f} MB, "
                        f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB",
                        flush=True,
                    )
            held = full.size().articles
        print(full.size())


def fill(ledger: Ledger, held: int, size: int) -> None:
    """Adds generated reports to a ledger that holds so many, up to a size."""
    for start in range(held, size, _PORTION):
        ledger.add(list(generate(start, min(_PORTION, size - start))))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one of the three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    one = kinds.add_parser("gold")
    one.add_argument("--half", choices=("open", "check"), default="open")
    two = kinds.add_parser("orders")
    two.add_argument("readings", type=Path)
    two.add_argument("--orders", type=int, default=20)
    two.add_argument("--parts", type=int, default=60)
    two.add_argument("--first", type=int, default=0, help="the number of the first order")
    three = kinds.add_parser("growth")
    three.add_argument("--into", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    three.add_argument("--ledger", type=Path, help="one that is there, or is made and kept")
    three.add_argument("--more", type=int, help="so many are added at each size, else a tenth of it")
    three.add_argument("--made", type=int, metavar="SEED", help="reports of the persons of made_ledger.py")
    three.add_argument("--beyond", type=int, default=0, help="of these persons so many who meet most take no part")
    options = parser.parse_args(arguments)
    if options.kind == "gold":
        gold(options.half)
    elif options.kind == "orders":
        orders(options.readings, options.orders, options.parts, options.first)
    else:
        with tempfile.TemporaryDirectory() as folder:
            growth(
                options.into, options.ledger or Path(folder, "full.sqlite"), options.more, options.made, options.beyond
            )


if __name__ == "__main__":
    main()
