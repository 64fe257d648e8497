"""What the gate loses: `python benchmarks/gate.py [--write]` reads all texts once through it and once without it.

Without it every sentence of every article is parsed and looked at. A contact of that full way counts as kept where the
reading through the gate has one of the same sides on a common sentence; each one lost is listed, with its article and
where in it its first sentence stands. Texts are those of the outside data (READOUTS_SHARED, else `../shared` beside the
repository): of the feed a sample drawn by a fixed seed, of the others all, and the texts with gold. `--quick` reads
every twentieth. A long measurement can be made in parts: `--only CORPUS --part K/N --notes FILE` for each, then
`--notes FILE --write`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from readouts.knowledge import load
from readouts.language.document import Document
from readouts.language.gate import Gate
from readouts.model import Article, Contact, Reading
from readouts.reports import read_articles
from readouts.sources import Loaded, Options, read
from sections import put

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED") or ROOT.parent / "shared")
CORPORA = ("feed", "articles", "attributions", "official_readouts", "timex")
GOLD = ("dev", "seeds")
SAMPLE = 2_500
REQUIRED = 0.99
QUICK = 20


class Open(Gate):
    """No gate: every sentence is worth parsing."""

    def __init__(self) -> None:
        super().__init__({})

    def first(self, document: Document) -> list[int]:
        """All sentences."""
        return list(range(len(document.sentences)))

    def rest(self, document: Document) -> list[int]:
        """All sentences."""
        return self.first(document)


@dataclass(slots=True)
class Count:
    """Contacts of one corpus by the full way, and those of them that the gate keeps."""

    name: str
    articles: int = 0
    contacts: int = 0
    alike: int = 0
    kept: int = 0
    more: int = 0
    lost: list[str] = field(default_factory=list)

    def add(self, full: Reading, gated: Reading) -> None:
        """Compare both readings of one article."""
        self.articles += 1
        self.contacts += len(full.contacts)
        for contact in full.contacts:
            same = [other for other in gated.contacts if is_same(contact, other)]
            self.kept += bool(same)
            self.alike += any(look(contact) == look(other) for other in same)
            if not same:
                place = min(contact.evidence) if contact.evidence else None
                where = f"{place.start}–{place.end}" if place else "?"
                self.lost.append(f"{full.article.id} at {where}, {contact.channel}, {contact.status}")
        self.more += sum(not any(is_same(one, other) for one in full.contacts) for other in gated.contacts)

    @property
    def recall(self) -> float:
        """The share that is kept."""
        return self.kept / self.contacts if self.contacts else 1.0


def sides(contact: Contact) -> set[str]:
    """The states and people that take part."""
    return {one.state or one.name for one in contact.participants}


def is_same(one: Contact, other: Contact) -> bool:
    """Whether two readings of one article have this contact in common."""
    common = sides(one) & sides(other)
    return len(common) >= min(2, len(sides(one))) and any(a.overlaps(b) for a in one.evidence for b in other.evidence)


def look(contact: Contact) -> tuple[object, ...]:
    """What is said of it."""
    people = frozenset((one.name, one.state, one.role) for one in contact.participants)
    days = contact.date.interval if contact.date else None
    return people, contact.channel, contact.status, days


def texts(name: str) -> list[Article]:
    """The articles of a corpus, or those with gold of one file."""
    if name == "seeds":
        paths = sorted(str(path) for path in (SHARED / "seeds").iterdir() if path.suffix != ".md")
        return _articles(paths)
    if name in GOLD:
        wanted = {json.loads(line)["id"] for line in (SHARED / "gold" / f"{name}.jsonl").open(encoding="utf-8")}
        return [one for corpus in ("feed", "articles") for one in texts_of(corpus) if one.id in wanted]
    found = texts_of(name)
    return random.Random(name).sample(found, SAMPLE) if name == "feed" else found


def texts_of(corpus: str) -> list[Article]:
    """All articles of a corpus, its days of publication given to it where it has them."""
    return _articles([str(SHARED / "corpora" / f"{corpus}.jsonl")])


def _articles(paths: Sequence[str]) -> list[Article]:
    return [one.article for one in read(paths, Options()) if isinstance(one, Loaded)]


def compare(name: str, every: int, first: int = 0) -> Count:
    """Both readings of every so many articles of a corpus."""
    articles = texts(name)[first::every]
    count = Count(name)
    knowledge = load()
    pairs: Iterator[tuple[Reading, Reading]] = zip(
        read_articles(articles, knowledge, gate=Open()), read_articles(articles, knowledge), strict=True
    )
    for full, gated in pairs:
        count.add(full, gated)
    return count


def noted(notes: Path) -> list[Count]:
    """The counts that were noted part by part, those of a corpus together."""
    sums: dict[str, Count] = {}
    for line in notes.read_text(encoding="utf-8").splitlines():
        one = Count(**json.loads(line))
        whole = sums.setdefault(one.name, Count(one.name))
        for key in ("articles", "contacts", "alike", "kept", "more"):
            setattr(whole, key, getattr(whole, key) + getattr(one, key))
        whole.lost = sorted([*whole.lost, *one.lost])
    return [sums[name] for name in (*CORPORA, *GOLD) if name in sums]


def table(counts: Sequence[Count]) -> str:
    """The counts as a table in Markdown."""
    rows = [
        "| texts | articles | contacts of the full way | kept | of these alike in who, channel, status, days | lost |"
        " only through the gate |",
        "|---|---|---|---|---|---|---|",
    ]
    rows += [
        f"| {one.name} | {one.articles:,} | {one.contacts:,} | {one.recall:.2%} | {one.alike / max(1, one.kept):.1%} "
        f"| {len(one.lost)} | {one.more} |"
        for one in counts
    ]
    contacts, kept = sum(one.contacts for one in counts), sum(one.kept for one in counts)
    lost = sum(len(one.lost) for one in counts)
    rows.append(f"| **all** | | {contacts:,} | **{kept / max(1, contacts):.2%}** | | {lost} | |")
    return "\n".join(rows)


def page(counts: Sequence[Count]) -> str:
    """The section of docs/speed.md about the gate."""
    lost = "\n".join(f"- {one.name}: {row}" for one in counts for row in one.lost)
    return f"""## The gate

Written by `python benchmarks/gate.py --write`: every text read twice, through the gate and without it. The full way
parses every sentence of every article. A contact counts as kept where the reading through the gate has one with the
same sides on a common sentence; at least {REQUIRED:.0%} must be.

{table(counts)}

Feed: {SAMPLE:,} items drawn by a fixed seed. dev and seeds are the texts with gold, those of dev among the feed's and
the articles', too.

Each contact lost, by article and characters of its first sentence:

{lost or "- none"}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, show, and fail where the gate keeps too little."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help=f"every {QUICK}th article only")
    parser.add_argument("--write", action="store_true", help="write the section about the gate in docs/speed.md")
    parser.add_argument("--only", metavar="CORPUS", choices=(*CORPORA, *GOLD), help="one corpus")
    parser.add_argument("--part", metavar="K/N", help="the Kth of every N articles only")
    parser.add_argument("--notes", type=Path, metavar="FILE", help="note the counts there; without texts, read them")
    options = parser.parse_args(arguments)
    if not (SHARED / "corpora").is_dir():
        print(f"no folder {SHARED / 'corpora'}; READOUTS_SHARED names the folder above", file=sys.stderr)
        return 2
    names = (options.only,) if options.only else (*CORPORA, *GOLD)
    part, parts = map(int, options.part.split("/")) if options.part else (1, QUICK if options.quick else 1)
    if options.notes and not options.only:
        counts = noted(options.notes)
    else:
        counts = [compare(name, parts, part - 1) for name in names]
    if options.notes and options.only:
        with options.notes.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(one)) + "\n" for one in counts)
    print(page(counts) if parts > 1 or options.only else table(counts))
    if options.write:
        put(page(counts))
    kept, contacts = sum(one.kept for one in counts), sum(one.contacts for one in counts)
    return 0 if kept >= REQUIRED * contacts else 1


if __name__ == "__main__":
    raise SystemExit(main())
