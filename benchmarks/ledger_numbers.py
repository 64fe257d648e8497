"""What a small ledger holds, number by number, each explained: `python benchmarks/ledger_numbers.py [--write]`.

A ledger is made by `readouts add` of the examples of this repository, another of the five texts of the outside data
where they are (READOUTS_SHARED, else `../shared` beside the repository). Prints a table with a column for each;
`--write` puts it in docs/ledger.md.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from readouts.ledger import Ledger, Query, open_ledger
from readouts.ledger.counting import Switches, count_contacts
from readouts.model import Status

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "ledger.md"
STATUSES: dict[str, tuple[tuple[Status, ...], str]] = {
    "held, ongoing": (("held", "ongoing"), "took place"),
    "announced, confirmed, proposed, invited": (
        ("announced", "confirmed", "proposed", "invited"),
        "lies ahead of its last article",
    ),
    "cancelled, postponed, denied, attempted": (
        ("cancelled", "postponed", "denied", "attempted"),
        "did not take place, as far as is told",
    ),
}
RULES = {
    "first told": "reports with a day, or in a dated article, that began a contact",
    "same days": "reports joined since both give the day",
    "told just after": "undated ones joined, since they are told as news of these days",
    "told from afar": "announced ones, and background, that join the nearest contact",
    "nothing to compare by": "neither contact nor article has a day: these stand alone",
    "moved to another day": "told of the day before, of what was put off",
}
Line = tuple[str, int, str]


def tell(ledger: Ledger) -> Iterator[Line]:
    """Each number of a ledger, with what it is of."""
    size, contacts = ledger.size(), list(ledger.contacts(Query(rejected=True)))
    yield "articles", size.articles, "texts taken in"
    yield "reports", size.reports, "what each article says of each contact, background among it"
    yield "contacts", size.contacts, "what these are of"
    several = [contact for contact in contacts if contact.articles > 1]
    yield "of several articles", len(several), "the others are told of by one article alone"
    yield "reports of these", sum(len(contact.reports) for contact in several), "each says something of what others say"
    rules = Counter(crossing.rule for crossing in ledger.crosswalk())
    for rule, meaning in RULES.items():
        yield rule, rules.pop(rule, 0), meaning
    assert not rules, f"{set(rules)}: say what it is"
    copies = [kin for contact in contacts for kin in ledger.support(contact.id).copies]
    yield "families of copies", len(copies), "reports of one contact in copies of one text, which count as one origin"
    for name, (statuses, meaning) in STATUSES.items():
        yield name, sum(contact.status in statuses for contact in contacts), meaning
    dated = sum(contact.date is not None for contact in contacts)
    bounded = sum(contact.date is None and bool(contact.not_after or contact.not_before) for contact in contacts)
    yield "day stated", dated, "`date`, be it a day or a month"
    yield "day bounded", bounded, "undated, but told as held, or announced, by an article that is dated"
    yield "day not known", len(contacts) - dated - bounded, "neither"
    parts = sum(contact.part_of is not None for contact in contacts)
    yield "part of another", parts, "an article tells of a visit and, apart from it, of a meeting on a stated day of it"
    disputed = sum(len(contact.disagreements) for contact in contacts)
    yield "disagreements", disputed, "fields whose values cannot all be right"
    yield "refined", sum(len(contact.refined) for contact in contacts), "fields said more and less exactly"
    doubts = Counter("held back" if doubt.kind == "held back" else "doubts" for doubt in ledger.doubts())
    what = "looked like a contact or statement and lacked something: `readouts doubts` says what"
    yield "held back", doubts["held back"], what
    yield "doubts", doubts["doubts"], "was read, and is unsure or wrong in the text itself"
    pledges = list(ledger.pledges())
    yield "invitations and promises", len(pledges), "what articles tell of what is to come"
    yield "open", sum(pledge.state == "open" for pledge in pledges), "no later contact here is of the two named"
    yield "counted", count_contacts(contacts).total, "`readouts count`: held and ongoing, but no messages"
    leaders = count_contacts(contacts, switches=Switches(messages=True, ranks="leaders")).total
    what = (
        "`readouts count --ranks leaders --messages`: the others are of ministers and aides, or nobody's rank is told"
    )
    yield "counted, leaders and messages", leaders, what
    yield "faults", len(ledger.check()), "`readouts ledger check`"


def make_table() -> str:
    """The table of both ledgers, of the one where the outside data are not there."""
    places = {"examples": ROOT / "examples" / "articles", "five texts": SHARED / "seeds"}
    columns: dict[str, list[Line]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, path in places.items():
            if path.exists():
                place = Path(folder, f"{len(columns)}.sqlite")
                subprocess.run([sys.executable, "-m", "readouts", "add", "-q", path, "--ledger", place], check=True)
                with open_ledger(place, create=False) as ledger:
                    columns[name] = list(tell(ledger))
    lines = [f"| | {' | '.join(columns)} | what it is |", f"|---|{'---|' * len(columns)}---|"]
    for rows in zip(*columns.values(), strict=True):
        lines.append(f"| {rows[0][0]} | {' | '.join(str(number) for _, number, _ in rows)} | {rows[0][2]} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints or writes the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help="put it in docs/ledger.md")
    options, table = parser.parse_args(), make_table()
    print(table, end="")
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        new, found = re.subn(r"(?m)^\| \| examples .*\n(?:\|.*\n)+", lambda _: table, page)
        if found != 1:
            sys.exit(f"{PAGE}: there is not one table that begins with examples")
        PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
