"""The figures of docs/accuracy.md: `python3 make.py accuracy`, or with `--print` to the screen only.

Reads the examples always; besides them the gold sets below the folder that READOUTS_SHARED names, `../shared`
without it, where they are (`--examples` leaves them out). Gold with halves is scored half by half; of the half
"check" only figures are ever shown. `--only WORDS` renews the sections whose heads hold one of the words.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import confidence
import floor
from readouts.knowledge import load
from readouts.reports import MIN_CONFIDENCE
from readouts.score import GoldArticle, Rate, Retrieval, Table, read_gold_file, read_predictions, score, wilson

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED") or ROOT.parent / "shared")
PAGE = ROOT / "docs" / "accuracy.md"
HEAD = """# Accuracy

Written by `python3 make.py accuracy`. What each row counts: [scoring](scoring.md). `±` is half the width of the
95% interval.
"""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold file or several and the texts they were made from; with no halves it is one column.

    `undated` takes the texts' dates away; `given` gives plain texts, which have none, that of the gold.
    """

    title: str
    about: str
    gold: tuple[Path, ...]
    texts: tuple[Path, ...]
    halves: tuple[str | None, ...] = ("open", "check")
    partial: bool = False
    undated: bool = False
    given: bool = False

    def tables(self) -> Mapping[str, Table]:
        """The figures of each half, by the column's title."""
        return {half or "all": self._score(half) for half in self.halves}

    def _score(self, half: str | None) -> Table:
        gold = [article for path in self.gold for article in read_gold_file(path, half)]
        predicted = read_predictions(extract(gold, self.texts, undated=self.undated, given=self.given))
        return score(gold, predicted, partial=self.partial, undated=self.undated)


def extract(
    gold: Sequence[GoldArticle], paths: Sequence[Path], *, undated: bool, given: bool
) -> Iterator[Mapping[str, object]]:
    """What `readouts extract` says of the texts that the gold names."""
    with tempfile.TemporaryDirectory() as name:
        inputs = list(_dated(gold, paths, Path(name)) if given else _inputs(gold, paths, Path(name)))
        switches = ["--ignore-dates"] if undated else []
        readouts = Path(sys.executable).with_name("readouts")
        command = [str(readouts), "extract", "--full", "--quiet", "--format", "jsonl", *switches, *inputs]
        done = subprocess.run(command, capture_output=True, check=False)
    if not done.stdout:
        sys.exit(f"readouts extract failed:\n{done.stderr.decode()}")
    yield from (json.loads(line) for line in done.stdout.decode("utf-8").splitlines())


def _inputs(gold: Sequence[GoldArticle], paths: Sequence[Path], folder: Path) -> Iterator[str]:
    """Files to be read: folders as they are, of files of records those that the gold names."""
    wanted = {name for article in gold for name in article.names}
    for number, path in enumerate(paths):
        if path.is_dir():
            yield str(path)
            continue
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if str(json.loads(line)["id"]) in wanted]
        selected = folder / f"{number}.jsonl"
        selected.write_text("".join(kept), encoding="utf-8")
        yield str(selected)


def _plain(source: Path, name: str) -> str | None:
    """A text of a folder of files, or of a file of records that call their id *doc*; None where it is not there."""
    if source.is_dir():
        return (source / name).read_text(encoding="utf-8")
    return _docs(source).get(name)


@lru_cache(maxsize=4)
def _docs(source: Path) -> dict[str, str]:
    rows = (json.loads(line) for line in source.read_text(encoding="utf-8").splitlines())
    return {row["doc"]: row["text"].strip() for row in rows}


def _dated(gold: Sequence[GoldArticle], folders: Sequence[Path], folder: Path) -> Iterator[str]:
    """A file of records made of texts without dates, each with the publication date that the gold has."""
    records = [
        {"id": article.id, "text": text, "published": str(article.published.earliest)}
        for each in folders
        for article in gold
        if article.published and (text := _plain(each, article.id)) is not None
    ]
    selected = folder / "dated.jsonl"
    selected.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    yield str(selected)


def gold_sets(outside: bool) -> Iterator[GoldSet]:
    """The sets there are to score."""
    yield GoldSet(
        "Examples",
        "The sixty articles of `examples/`, written by the authors of Readouts: what it reads and misses in them can "
        "be looked up, but they are no sample of anything. Plain texts and one page have no date but what they tell.",
        (ROOT / "examples" / "gold.jsonl",),
        (ROOT / "examples" / "articles",),
        halves=(None,),
    )
    gold, corpora = SHARED / "gold", SHARED / "corpora"
    if not outside or not gold.is_dir():
        return
    yield GoldSet(
        "Seed articles, dates given",
        "The five articles that the work began with. They were looked at all along: no more than a check.",
        (gold / "seeds.jsonl",),
        (SHARED / "seeds",),
        halves=(None,),
        given=True,
    )
    news = (corpora / "feed.jsonl", corpora / "articles.jsonl")
    half = "Developed on the half *open*; of *check* nothing but these figures was seen. No contact is in both halves."
    yield GoldSet(
        "News, dates given",
        f"339 feed items and 30 full articles read by hand, half of them of ten days in January 2026. {half}",
        (gold / "dev.jsonl",),
        news,
    )
    yield GoldSet(
        "News, read as undated",
        "The same texts without their publication dates.",
        (gold / "dev.jsonl",),
        news,
        undated=True,
    )
    yield from _drawn(news)
    yield GoldSet(
        "Political press and old agency copy",
        "129 texts in which words for contacts and several states stand: 110 articles of the US campaign of 2015 "
        "and 2016, 19 of broadcasters and agencies of 1989 to 2000; 100 tell of no contact. At first .53 were found: "
        "the Soviet Union, private travellers and members of Congress are what Readouts knows least of.",
        (ROOT / "evaluation" / "political.jsonl",),
        (corpora / "attributions.jsonl", corpora / "timex.jsonl"),
        halves=("open",),
        given=True,
    )
    yield GoldSet(
        "Official statements",
        "474 statements of two presidential press offices, 2021 and 2022; the gold has the one contact each is about, "
        "so other contacts count as spurious only if marked main.",
        (gold / "official.jsonl",),
        (corpora / "official_readouts.jsonl",),
        partial=True,
    )


def _drawn(news: tuple[Path, ...]) -> Iterator[GoldSet]:
    """The texts drawn by chance and labelled for this project."""
    drawn = "The labels (offsets, no texts) were committed before the rules they measure: `evaluation/`."
    yield GoldSet(
        "Full articles drawn at random",
        f"60 full articles, four of five of two broadcasters in 2024; of 151 contacts 122 are background. {drawn} "
        "Eleven contacts stand in both halves.",
        (ROOT / "evaluation" / "articles.jsonl",),
        news,
    )
    yield GoldSet(
        "Feed items drawn at random",
        f"96 items, drawn by source and by whether a keyword of contact stands in them; 61 tell of none. {drawn}",
        (ROOT / "evaluation" / "feed.jsonl",),
        news,
    )
    yield GoldSet(
        "News and both draws together",
        "The news read by hand, dates given, and the 156 texts drawn at random, each text counted once: the figures "
        "that a mixture of headlines, feed items and full articles has, of which 90 are full articles.",
        (SHARED / "gold" / "dev.jsonl", *(ROOT / "evaluation" / f"{name}.jsonl" for name in ("articles", "feed"))),
        news,
    )
    readers = "Seven readers labelled a batch each; the half *check* is the batch of one of them."
    yield GoldSet(
        "Full articles of a further draw",
        f"110 full articles of the same two broadcasters, 34 of them without a contact. {readers} {drawn}",
        (ROOT / "evaluation" / "further_articles.jsonl",),
        news,
    )
    yield GoldSet(
        "Stories of a further draw",
        f"60 agency stories of one outlet, 23 of them without a contact. {readers} {drawn}",
        (ROOT / "evaluation" / "further_feed.jsonl",),
        news,
    )


def write_set(gold_set: GoldSet) -> str:
    """A set as a section of the page."""
    tables = gold_set.tables()
    columns = list(tables)
    lines = [
        f"\n## {gold_set.title}\n",
        f"{gold_set.about}\n",
        f"| | {' | '.join(columns)} |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for row in next(iter(tables.values())).rows:
        if row.startswith("publication date") and not gold_set.undated:
            continue  # most dates were given with the texts
        cells = [_cell(tables[column].rows.get(row)) for column in columns]
        if any(cell != "–" for cell in cells):
            lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(row: Rate | Retrieval | None) -> str:
    if isinstance(row, Retrieval) and row.gold:
        precision, recall = _figure(row.right, row.predicted), _figure(row.right, row.gold)
        return f"**{_short(row.f1)}** (precision {precision}, recall {recall})"
    if isinstance(row, Rate) and row.of:
        return f"{_figure(row.right, row.of)} ({row.right}/{row.of})"
    return "–"


def _figure(right: int, total: int) -> str:
    if not total:
        return "–"
    low, high = wilson(right, total)
    return f"{_short(right / total)} ±{_short((high - low) / 2)}"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


CONFIDENCE = """
## Confidence

Each contact is printed with a `confidence`: how likely it is to be right, which is here that the scorer finds it in
the gold. It is a logistic regression over some seventy features of the contact as it is printed (its frame, how
its parties and its status were read, where it stands, what else the article tells), made from the halves *open* of
the sets above and from the examples: `python benchmarks/confidence.py --train`. Of *open* each contact was judged by
weights made without any contact between the same states. Where rules were written while looking at the texts fewer
contacts are wrong than elsewhere, so there each wrong one counts twice. Official statements count too, of which nearly
all contacts are right.
"""
HELD_BACK = f"""
Contacts of less than `--min-confidence` are held back, with the reason: `{MIN_CONFIDENCE:.1f}` unless asked otherwise,
the highest that costs no column below more than .01. Of full articles, where most contacts stand in the background,
more takes away more right ones than wrong ones. What is left of the contacts found in the news, and in the texts drawn
at random (items and full articles):
"""


def write_confidence() -> str:
    """How far a confidence is to be trusted, and what is left above each."""
    knowledge = load()
    halves = {half: confidence.read_all(half, knowledge) for half in ("open", "check")}
    examples = halves["check"][0]
    judged = {"open": confidence.cross_validate(halves["open"][0]), "check": [confidence.judge(e) for e in examples]}
    lines = [CONFIDENCE]
    for half, those in judged.items():
        lines += [f"| {half}: confidence | contacts | told | right |", "|---|---|---|---|"]
        for each in confidence.reliability(those):
            told = _short(each.told)
            lines.append(f"| {each} | {each.right.of} | {told} | {_figure(each.right.right, each.right.of)} |")
        high, of_all = confidence.sure(those)
        lines.append(f"| **.90 and more** | {high.of} | | {_figure(high.right, high.of)} |\n")
        news, of_news = confidence.sure([j for j in those if j.name == "news"])
        lines.append(
            f"Of all right contacts {_figure(of_all.right, of_all.of)} stand at .90 or more. In the news alone, of "
            f"those at .90 or more {_figure(news.right, news.of)} are right, which is "
            f"{_figure(of_news.right, of_news.of)} of all right ones.\n"
        )
    lines += [HELD_BACK, "| held back below | news, open | check | drawn, open | check |", "|---|---|---|---|---|"]
    cuts = [
        confidence.cuts([j for j in those if j.name in names], sum(halves[half][1][name] for name in names))
        for names in (("news",), confidence.DRAWN)
        for half, those in judged.items()
    ]
    for row in zip(*cuts, strict=True):
        cells = " | ".join(_cell(cut.found) for cut in row)
        lines.append(f"| {_short(row[0].least) if row[0].least else 'nothing'} | {cells} |")
    return "\n".join(lines) + "\n"


TWICE = """
## What two readers agree on

Twenty of the drawn texts were labelled by two people who did not see each other's labels:
`python evaluation/agreement.py`.

```
"""


def write_agreement() -> str:
    """How far two people agree: what a program can be asked for."""
    command = [sys.executable, str(ROOT / "evaluation" / "agreement.py")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return f"{TWICE}{told.rstrip()}\n```\n"


FLOOR = """
## Beside simpler ways

The news, dates given, read three ways. *Floor*: a contact of every sentence in which two leaders of two states stand
with a word for a contact, held, of the word's channel. *Petrarch-style*: an event of every verb for a contact (*hold
talks* too) with an actor as its subject and another as its object or behind *with*, *to*, *from*, by the dependency
parse of the sentence, as event coders of the PETRARCH line do. Both are given our names of people on the day, our words
for contacts and our sentences: `python benchmarks/floor.py`. The programs petrarch, petrarch2, petrarch3 and
universalpetrarch themselves are not on PyPI and want parses made with Stanford's programs; they were not run.
"""


def write_floor() -> str:
    """The figures of simpler ways beside ours."""
    knowledge = load()
    news = next(each for each in gold_sets(outside=True) if each.title == "News, dates given")
    lines = [FLOOR]
    for half, ours in news.tables().items():
        found = {**floor.tables(half, knowledge), "Readouts": ours}
        lines += [f"| {half} | {' | '.join(found)} |", "|---" * (len(found) + 1) + "|"]
        for row in (*floor.ROWS, floor.EMPTY):
            lines.append(f"| {row} | {' | '.join(_cell(table.rows.get(row)) for table in found.values())} |")
        lines.append("")
    return "\n".join(lines)


def sections(outside: bool) -> Iterator[tuple[str, Callable[[], str]]]:
    """The page's sections by their heads, each with what writes it."""
    for each in gold_sets(outside):
        yield each.title, partial(write_set, each)
    if outside and (SHARED / "gold").is_dir():
        for text, write in ((TWICE, write_agreement), (CONFIDENCE, write_confidence), (FLOOR, write_floor)):
            yield text.split("## ", 1)[1].split("\n", 1)[0], write


def main() -> None:
    """Write the page, or print it; of `--only WORDS` only the sections whose heads hold a word, the others stay."""
    outside = "--examples" not in sys.argv
    only = sys.argv[sys.argv.index("--only") + 1 :] if "--only" in sys.argv else None
    old = re.split(r"(?m)^\n?(?=## )", PAGE.read_text(encoding="utf-8")) if only and PAGE.is_file() else []
    kept = {part[3:].split("\n", 1)[0]: f"\n{part.rstrip()}\n" for part in old if part.startswith("## ")}
    page = HEAD
    for title, write in sections(outside):
        stays = only is not None and title in kept and not any(word in title for word in only)
        page += kept[title] if stays else write()
    if "--print" in sys.argv:
        print(page)
    else:
        PAGE.write_text(page.rstrip() + "\n", encoding="utf-8", newline="\n")
        print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
