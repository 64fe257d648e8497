"""Dating undated texts against their known day: `python benchmarks/dating.py [--write docs/times.md]`.

Reads `corpora/attributions.jsonl`, `articles.jsonl` and `official_readouts.jsonl` below the folder
that READOUTS_SHARED names, `../shared` without it. Halves as in `times.py`. A date at the head is taken out first.
`--write` puts the tables into a page, between its lines `<!-- dating -->` and `<!-- end of dating -->`.
"""

from __future__ import annotations

import html
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from htmldate import find_date

from readouts.knowledge import load
from readouts.model import Interval, Published
from readouts.times import date_article, find
from readouts.times.datelines import read_head
from times import SHARED, half_of, read_lines, show_share, write_table

DAY = timedelta(days=1)
WIDTHS = (("a day", 0), ("a week", 6), ("a month", 31), ("a year", 366), ("wider", 100_000))
CORPORA = {
    "attributions.jsonl": "840 on US politics, 2015–16",
    "articles.jsonl": "400 full articles, 2014–26",
    "official_readouts.jsonl": "591 official statements, 2021–22",
}


def read_dated(name: str) -> list[tuple[str, date, str]]:
    """Texts of one corpus with their id and day of publication; a date at the head is taken out."""
    dated = []
    for record in read_lines(name):
        doc = str(record.get("doc") or record.get("id"))
        named = re.findall(r"_(\d{4}-\d\d-\d\d)_", doc)
        day = str(record.get("published") or (named[0] if named else ""))
        if day:
            dated.append((doc, date.fromisoformat(day[:10]), undate(str(record["text"]))))
    return dated


def undate(text: str) -> str:
    """A text without the date of its dateline, or of a line "Published ..."."""
    for line in sorted(read_head(text), key=lambda one: -one.span.start):
        text = text[: line.span.start] + text[line.span.end :]
    return text


@dataclass
class Answers:
    """What one way of dating answered: widths, hits, and how far off the misses are, in days."""

    texts: int = 0
    widths: Counter[str] = field(default_factory=Counter)
    right: int = 0
    off: list[int] = field(default_factory=list)

    def add(self, answer: Interval | None, day: date) -> None:
        """Count one text."""
        self.texts += 1
        if answer is None:
            return
        days = (answer.latest - answer.earliest).days
        self.widths[next(label for label, most in WIDTHS if days <= most)] += 1
        if answer.earliest <= day <= answer.latest:
            self.right += 1
        else:
            self.off.append(min(abs((answer.earliest - day).days), abs((answer.latest - day).days)))

    def show(self) -> str:
        """The cells of a row: share answered, share of answers that hold the day, share of texts by width, days off."""
        total, off = sum(self.widths.values()), sorted(self.off)
        by_width = [share(self.widths[label], self.texts) for label, _ in WIDTHS]
        month, year = (
            share(sum(self.widths[label] for label, most in WIDTHS if most <= limit), self.texts) for limit in (31, 366)
        )
        misses = f"{off[len(off) // 2]}, {off[-1]}" if off else ""
        cells = (f"{total} of {self.texts}", share(self.right, total), *by_width, f"{month}, {year}", misses)
        return " | ".join(cells)


def share(part: int, whole: int) -> str:
    """The share of a part in a whole."""
    return show_share(part / max(whole, 1))


def latest_date(text: str) -> Interval | None:
    """The baseline: the latest day that the text names with its year."""
    days = [one.latest for one in find(text) if one.latest and one.earliest == one.latest]
    return Interval.day(max(days)) if days else None


def given_date(text: str) -> Interval | None:
    """What htmldate finds in the text as a page."""
    page = "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")) + "</body></html>"
    found = find_date(page, original_date=True, max_date="2026-12-31")
    return Interval.day(date.fromisoformat(found)) if found else None


def measure_dating(name: str) -> Iterator[str]:
    """The rows of a table: how many undated texts each way answers, how widely, how many answers hold the day."""
    knowledge = load()
    ways: dict[tuple[str, str], Answers] = {}
    spent, texts = 0.0, read_dated(name)
    for doc, day, text in texts:
        started = time.process_time()
        published, _ = date_article(text, None, knowledge)
        spent += time.process_time() - started
        for way, answer in (
            ("readouts", published.interval),
            ("latest date of the text", latest_date(text)),
            ("htmldate", given_date(text)),
        ):
            ways.setdefault((half_of(doc), way), Answers()).add(answer, day)
    print(f"{name}: {len(texts) / spent:.0f} texts a CPU second", file=sys.stderr)
    for (half, way), answers in sorted(ways.items(), key=lambda one: (one[0][0], one[0][1] != "readouts", one[0][1])):
        yield f"| {CORPORA[name]} | {half} | {way} | {answers.show()} |"


def tabulate() -> str:
    """The table of all corpora."""
    widths = " | ".join(label for label, _ in WIDTHS)
    head = f"| texts | half | way | answered | hold the day | {widths} | within 31 days, a year | misses off by |"
    return "\n".join(
        [head, "|---" * (head.count("|") - 1) + "|", *(row for name in CORPORA for row in measure_dating(name))]
    )


def list_clashes_given() -> None:
    """Print where the given day of an article does not agree with what its text says."""
    knowledge = load()
    doubted = inferred = 0
    for record in read_lines("articles.jsonl"):
        day, text = date.fromisoformat(str(record["published"])[:10]), str(record["text"])
        _, doubts = date_article(text, Published(earliest=day, latest=day, basis="given"), knowledge)
        alone, _ = date_article(text, None, knowledge)
        doubted += bool(doubts)
        for doubt in doubts:
            print(f"  {record['id']}, given {day}: {doubt.says}")
        if alone.interval and not alone.interval.earliest - DAY <= day <= alone.interval.latest + DAY:
            inferred += 1
            print(f"  {record['id']}, given {day}: the text alone says {alone.earliest} to {alone.latest}")
    print(f"articles.jsonl: {doubted} articles doubted by their text, {inferred} dated otherwise by inference")


def main(arguments: Sequence[str]) -> int:
    """Measure where the data is there."""
    if not (SHARED / "corpora" / "attributions.jsonl").exists():
        print(f"no data at {SHARED}: set READOUTS_SHARED", file=sys.stderr)
        return 1
    table = tabulate()
    print(table)
    if arguments[:1] == ["--write"]:
        write_table(Path(arguments[1]), "dating", table)
    list_clashes_given()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
