"""Time expressions against a gold set in the TIMEX3 manner, and dating undated texts: `python benchmarks/times.py`.

Reads `corpora/timex.jsonl` (doc, dct, text, timexes) and `corpora/attributions.jsonl`, `articles.jsonl`,
`official_readouts.jsonl` below the folder that READOUTS_SHARED names, `../shared` without it. Documents are halved by
the first byte of the SHA-256 of their id: even ones to develop on, odd ones held out.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from htmldate import find_date

from readouts.knowledge import load
from readouts.model import Interval, Published, TimeExpression
from readouts.times import date_article, find
from readouts.times.datelines import read_head

SHARED = Path(os.environ.get("READOUTS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DAY = timedelta(days=1)
WIDTHS = (("a day", 0), ("a week", 6), ("a month", 31), ("a year", 366), ("wider", 100_000))


@dataclass
class Tally:
    """Counts of one half and one type: gold expressions, found ones, those that overlap, those with the right value."""

    gold: int = 0
    found: int = 0
    overlap: int = 0
    right: int = 0

    def f1(self, hits: int) -> float:
        """Twice the hits over all expressions of both sides."""
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 0.0


def read_lines(name: str) -> Iterator[dict[str, object]]:
    """The records of one corpus."""
    with (SHARED / "corpora" / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def half_of(doc: str) -> str:
    """Which half a document is in."""
    return "held out" if hashlib.sha256(doc.encode()).digest()[0] % 2 else "developed on"


def compare(gold: list[dict[str, object]], found: tuple[TimeExpression, ...], tally: Tally) -> None:
    """Pair expressions that overlap, the largest overlap first, each used once, and count."""
    pairs = []
    for at, one in enumerate(gold):
        start, end = int(str(one["start"])), int(str(one["end"]))
        for other_at, other in enumerate(found):
            shared = min(end, other.span.end) - max(start, other.span.start)
            if shared > 0:
                apart = abs(start - other.span.start) + abs(end - other.span.end)
                pairs.append((-shared, apart, at, other_at))
    used: set[int] = set()
    used_found: set[int] = set()
    tally.gold += len(gold)
    tally.found += len(found)
    for _, _, at, other_at in sorted(pairs):
        if at in used or other_at in used_found:
            continue
        used.add(at)
        used_found.add(other_at)
        tally.overlap += 1
        tally.right += gold[at]["value"] == found[other_at].value


def measure_expressions() -> None:
    """Print overlap and value F1 by half and type, and documents per CPU second."""
    records = list(read_lines("timex.jsonl"))
    find("on 5 May 2020")
    started = time.process_time()
    results = [find(str(r["text"]), Interval.day(date.fromisoformat(str(r["dct"])))) for r in records]
    seconds = time.process_time() - started
    print(f"{len(records)} documents, {len(records) / seconds:.0f} a CPU second")
    for half in ("developed on", "held out"):
        for kind in ("all", "DATE", "TIME", "DURATION", "SET"):
            tally = Tally()
            for record, result in zip(records, results, strict=True):
                if half_of(str(record["doc"])) == half:
                    gold = [t for t in record["timexes"] if kind in ("all", t["type"])]  # type: ignore[attr-defined]
                    compare(gold, tuple(one for one in result if kind in ("all", one.type)), tally)
            shown = f"gold {tally.gold:4}  found {tally.found:4}"
            print(
                f"{half:13} {kind:9} {shown}  overlap {tally.f1(tally.overlap):.3f}  value {tally.f1(tally.right):.3f}"
            )


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
    """What one way of dating answered: widths, hits, and how far off the misses are."""

    name: str
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
        """One line of the table: shares of all texts by width, the share of answers that hold the day, days off."""
        shares = "  ".join(f"{label} {self.widths[label] / self.texts:.3f}" for label, _ in WIDTHS)
        total = sum(self.widths.values())
        month = sum(self.widths[label] for label, most in WIDTHS if most <= 31)
        year = sum(self.widths[label] for label, most in WIDTHS if most <= 366)
        off = sorted(self.off)
        middle = f"  misses off by {off[len(off) // 2]} days in the middle, {off[-1]} at most" if off else ""
        return (
            f"  {self.name:24} texts {self.texts:3}  answered {total:3}  hold the day {self.right / max(total, 1):.3f}"
            f"  within 31 days {month / self.texts:.3f}  within a year {year / self.texts:.3f}  ({shares}){middle}"
        )


def latest_date(text: str) -> Interval | None:
    """The baseline: the latest day that the text names with its year."""
    days = [one.latest for one in find(text) if one.latest and one.earliest == one.latest]
    return Interval.day(max(days)) if days else None


def given_date(text: str) -> Interval | None:
    """What htmldate finds in the text as a page."""
    page = "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")) + "</body></html>"
    found = find_date(page, original_date=True, max_date="2026-12-31")
    return Interval.day(date.fromisoformat(found)) if found else None


def measure_dating(name: str) -> None:
    """Print, by half, how many undated texts are answered, how widely, and how many answers hold the day."""
    knowledge = load()
    ways: dict[str, dict[str, Answers]] = {}
    spent = 0.0
    texts = read_dated(name)
    for doc, day, text in texts:
        started = time.process_time()
        published, _ = date_article(text, None, knowledge)
        spent += time.process_time() - started
        of_half = ways.setdefault(half_of(doc), {})
        for way, answer in (
            ("readouts", published.interval),
            ("latest date of the text", latest_date(text)),
            ("htmldate", given_date(text)),
        ):
            of_half.setdefault(way, Answers(way)).add(answer, day)
    print(f"{name}, undated: {len(texts) / spent:.0f} texts a CPU second")
    for half, answers in sorted(ways.items()):
        print(f" {half}")
        for one in answers.values():
            print(one.show())


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


def main() -> int:
    """Measure both where the data is there."""
    if not (SHARED / "corpora" / "timex.jsonl").exists():
        print(f"no data at {SHARED}: set READOUTS_SHARED", file=sys.stderr)
        return 1
    measure_expressions()
    for name in ("attributions.jsonl", "articles.jsonl", "official_readouts.jsonl"):
        measure_dating(name)
    list_clashes_given()
    return 0


if __name__ == "__main__":
    sys.exit(main())
