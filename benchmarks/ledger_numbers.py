"""What a small ledger holds, number by number: `python benchmarks/ledger_numbers.py [PATH...]`.

Without paths: the examples of this repository and, where they are, the five texts of the outside data (READOUTS_SHARED,
else `../shared` beside the repository). Prints a table with a column for each, made by `readouts add` from the texts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from readouts.ledger import Ledger, Query, open_ledger
from readouts.ledger.counting import Switches, count_contacts
from readouts.views.support import say_support

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED", ROOT.parent / "shared"))


def tell(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Each number of a ledger, with what it is of."""
    size, contacts = ledger.size(), list(ledger.contacts(Query(rejected=True)))
    yield "articles", str(size.articles)
    yield "reports", str(size.reports)
    yield "contacts", str(size.contacts)
    rules = Counter(crossing.rule for crossing in ledger.crosswalk())
    yield "reports by the rule that places them", ", ".join(f"{rule} {rules[rule]}" for rule in sorted(rules))
    yield "contacts of several articles", str(sum(contact.articles > 1 for contact in contacts))
    statuses = Counter(contact.status for contact in contacts)
    yield "by status", ", ".join(f"{status} {number}" for status, number in statuses.most_common())
    channels = Counter(contact.channel for contact in contacts)
    yield "by channel", ", ".join(f"{channel} {number}" for channel, number in channels.most_common())
    days = Counter(_sureness(contact.date is not None, contact.not_after or contact.not_before) for contact in contacts)
    yield "day", ", ".join(f"{word} {number}" for word, number in days.most_common())
    yield "part of another", str(sum(contact.part_of is not None for contact in contacts))
    disputed = Counter(one.field for contact in contacts for one in contact.disagreements)
    yield "disagreements", ", ".join(f"{field} {number}" for field, number in disputed.most_common()) or "0"
    doubts = Counter(doubt.kind for doubt in ledger.doubts())
    yield "not admitted or unsure", ", ".join(f"{kind} {number}" for kind, number in doubts.most_common()) or "0"
    pledges = Counter(f"{pledge.kind} {pledge.state}" for pledge in ledger.pledges())
    yield "invitations and promises", ", ".join(f"{what}: {number}" for what, number in pledges.most_common()) or "0"
    yield "counted as shipped", str(count_contacts(contacts).total)
    yield (
        "counted with messages, leaders alone",
        str(count_contacts(contacts, switches=Switches(messages=True, ranks="leaders")).total),
    )
    most = max(contacts, key=lambda contact: (contact.articles, contact.id))
    yield (
        "best reported",
        f"{most.channel} of {most.date and most.date.earliest}: {say_support(ledger.support(most.id))}",
    )


def _sureness(dated: bool, bound: object) -> str:
    return "stated" if dated else "bounded by when it was told" if bound else "not known"


def main() -> None:
    """Prints the table."""
    asked = [Path(path) for path in sys.argv[1:]] or [ROOT / "examples" / "articles", SHARED / "seeds"]
    columns: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in (path for path in asked if path.exists()):
            place = Path(folder, f"{len(columns)}.sqlite")
            subprocess.run([sys.executable, "-m", "readouts", "add", "-q", path, "--ledger", place], check=True)
            with open_ledger(place, create=False) as ledger:
                faults = ledger.check()
                columns[path.parent.name if path.name == "articles" else path.name] = {
                    **dict(tell(ledger)),
                    "`ledger check`": f"{len(faults)} faults",
                }
    print(f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for name in next(iter(columns.values())):
        print(f"| {name} | {' | '.join(column[name] for column in columns.values())} |")


if __name__ == "__main__":
    main()
