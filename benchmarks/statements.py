"""Who said what, against annotated attributions: `python benchmarks/statements.py [--held-out]`, weights: `--train`.

Reads `corpora/attributions.jsonl` (doc, text, quotes with spans of content, source and cue, and direct, mixed or
indirect) below the folder that READOUTS_SHARED names, `../shared` without it. Documents are halved by the last bit of
the SHA-256 of their name: even ones to develop on, odd ones held out. `--train` weighs the features of
`readouts.statements.plausible` on the first half and writes `data/plausible.json`.

Content counts as found where it shares half of all its letters with that of a predicted statement, one to one, best
first; a source as right where the two overlap in a letter.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from readouts.knowledge import Knowledge, load
from readouts.language.document import Document
from readouts.model import Article, Published, Span, Statement
from readouts.statements import read
from readouts.statements.indirect import candidates
from readouts.statements.plausible import describe
from readouts.statements.reading import Reader
from statement_faults import crash
from statement_labels import Corpora, label_table, score
from statement_parts import Piece, count, count_direct, readings, table, write
from statement_speed import measure_speed

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("READOUTS_SHARED") or ROOT.parent / "shared")
WEIGHTS = ROOT / "src" / "readouts" / "statements" / "data" / "plausible.json"
THRESHOLD = 0.35
FEWEST, EPOCHS, RATE, DECAY, SMALLEST = 5, 4, 0.06, 0.001, 0.02
Letters = frozenset[int]


@dataclass(frozen=True)
class Attribution:
    """One annotated or predicted attribution: the letters of its content and of its source."""

    content: Letters
    source: Letters
    sort: str = ""


@dataclass(frozen=True)
class Annotated:
    """One annotated article."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    pieces: tuple[tuple[Piece, str], ...] = ()

    @property
    def held_out(self) -> bool:
        """Whether it is in the half that is not developed on."""
        return bool(hashlib.sha256(self.name.encode()).digest()[-1] % 2)


def letters(text: str, spans: Sequence[Sequence[int]]) -> Letters:
    """The places of the letters and digits inside some spans."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def load_annotated(path: Path) -> Iterator[Annotated]:
    """The articles of a file of attributions."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        found = [
            Attribution(letters(text, quote["content"]), letters(text, quote["source"]), quote["direct"])
            for quote in row["quotes"]
        ]
        pieces = tuple((Piece(_spans(q["content"]), _spans(q["source"])), q["direct"]) for q in row["quotes"])
        pieces = tuple((piece, sort) for piece, sort in pieces if letters(text, piece.content))
        yield Annotated(row["doc"], text, tuple(a for a in found if a.content), pieces)


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def make_document(annotated: Annotated, knowledge: Knowledge) -> Document:
    """A document of an annotated article, dated by its name."""
    day = re.search(r"_(\d{4}-\d\d-\d\d)_", annotated.name)
    on = date.fromisoformat(day.group(1)) if day else None
    published = Published(earliest=on, latest=on, basis="given") if on else Published()
    article = Article(id=annotated.name, sha256="", source=annotated.name, text=annotated.text, published=published)
    return Document(article, knowledge)


def as_attribution(text: str, statement: Statement) -> Attribution:
    """A statement in the shape of the annotation."""
    mention = statement.speaker.mention if statement.speaker else None
    return Attribution(letters(text, statement.content), letters(text, [mention] if mention else []))


def match(gold: Sequence[Attribution], guesses: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Pairs that share at least half of their letters, one to one, best first."""
    rated = []
    for i, wanted in enumerate(gold):
        for j, got in enumerate(guesses):
            shared = len(wanted.content & got.content)
            if shared and 2 * shared >= len(wanted.content | got.content):
                rated.append((-shared / len(wanted.content | got.content), i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(rated):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def measure(articles: Sequence[Annotated], knowledge: Knowledge) -> Counter[str]:
    """Counts of gold, predicted, found and rightly sourced attributions, and of those that are direct quotations."""
    count: Counter[str] = Counter()
    started = time.process_time()
    for article in articles:
        statements = read(make_document(article, knowledge), full=True)
        guesses = [as_attribution(article.text, statement) for statement in statements]
        guesses = [guess for guess in guesses if guess.content]
        count["gold"] += len(article.attributions)
        count["predicted"] += len(guesses)
        count["gold sources"] += sum(bool(a.source) for a in article.attributions)
        count["predicted sources"] += sum(bool(a.source) for a in guesses)
        for i, j in match(article.attributions, guesses):
            right = bool(article.attributions[i].source & guesses[j].source)
            count["found"] += 1
            count["sourced"] += right
            count[f"found {article.attributions[i].sort}"] += 1
        for attribution in article.attributions:
            count[f"gold {attribution.sort}"] += 1
        count["characters"] += len(article.text)
    count["milliseconds"] = round(1000 * (time.process_time() - started))
    return count


def f1(right: int, predicted: int, gold: int) -> float:
    """Twice the right ones over all of both sides."""
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def show(name: str, count: Counter[str]) -> None:
    """Print the figures of one half."""
    content = f1(count["found"], count["predicted"], count["gold"])
    source = f1(count["sourced"], count["predicted sources"], count["gold sources"])
    recall = ", ".join(
        f"{sort} {count[f'found {sort}'] / max(1, count[f'gold {sort}']):.3f}"
        for sort in ("direct", "mixed", "indirect")
    )
    speed = count["characters"] / max(1, count["milliseconds"])
    print(f"{name}: content F1 {content:.3f}, source F1 {source:.3f}; recall: {recall}; {speed:.0f} characters/ms")


def measure_parts(articles: Sequence[Annotated], knowledge: Knowledge) -> str:
    """The table of what each part adds."""
    counts: dict[str, Counter[str]] = {}
    for article in articles:
        gold = [piece for piece, _ in article.pieces]
        document = make_document(article, knowledge)
        for name, guesses in readings(partial(Reader, document)):
            counts.setdefault(name, Counter()).update(count(article.text, gold, guesses))
            if name == "both":
                direct = count_direct(article.text, article.pieces, guesses)
                counts.setdefault("both, direct quotations alone", Counter()).update(direct)
    return table(counts, len(articles))


def examples(articles: Sequence[Annotated], knowledge: Knowledge) -> Iterator[tuple[list[str], bool]]:
    """Each frame outside quotation marks with its features, and whether it is an annotated attribution."""
    for article in articles:
        reader = Reader(make_document(article, knowledge))
        finer = reader.document
        said = reader.settle()
        guesses = [as_attribution(article.text, s) for s in reader.quotation_statements(said)]
        rows: list[list[str]] = []
        used = {row.frame.cue for row in said if row.frame is not None}
        for number in range(len(finer.sentences)):
            found = reader.frames.of(number)
            for frame in candidates(found, used):
                headline = finer.sentences[number].headline
                rows.append(describe(finer.parsed(number), frame, found, reader.quoted, headline))
                guesses.append(Attribution(letters(article.text, frame.content), frozenset()))
        first = len(guesses) - len(rows)
        hits = {j for _, j in match(article.attributions, guesses)}
        yield from ((features, first + k in hits) for k, features in enumerate(rows))


def train(rows: Sequence[tuple[list[str], bool]]) -> dict[str, float]:
    """Weights of a logistic regression by AdaGrad; the same rows give the same weights."""
    often = Counter(feature for features, _ in rows for feature in set(features))
    weights = {feature: 0.0 for feature in sorted(often) if often[feature] >= FEWEST}
    steps = dict.fromkeys(weights, 1e-8)
    known = [([f for f in sorted(set(features)) if f in weights], label) for features, label in rows]
    shuffle = random.Random(1)
    for _ in range(EPOCHS):
        shuffle.shuffle(known)
        for features, label in known:
            total = sum(weights[f] for f in features)
            miss = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - label
            for f in features:
                slope = miss + DECAY * weights[f]
                steps[f] += slope * slope
                weights[f] -= RATE * slope / math.sqrt(steps[f])
    return {f: round(w, 3) for f, w in weights.items() if abs(w) >= SMALLEST}


def main(arguments: Sequence[str]) -> None:
    """Measure the half that was developed on (with --held-out the other one too), the labels, or make the weights."""
    path = SHARED / "corpora" / "attributions.jsonl"
    if not path.is_file():
        sys.exit(f"{path} is not there; READOUTS_SHARED names the folder that holds corpora/")
    knowledge = load()
    if "crash" in arguments:
        number = int(arguments[arguments.index("--number") + 1]) if "--number" in arguments else 10_000
        sys.exit(min(1, crash(path.parent, knowledge, number, "--corpora" in arguments)))
    if "labels" in arguments:
        labels = label_table(Corpora(path.parent, knowledge))
        print(labels)
        if "--write" in arguments:
            write(labels, "labels")
        return
    tasks = [task for task in ("chains", "commitments", "topics") if task in arguments]
    for task in tasks:
        score(task, Corpora(path.parent, knowledge), "--sealed" in arguments)
    if tasks:
        return
    articles = list(load_annotated(path))
    ours = [article for article in articles if not article.held_out]
    if "--train" in arguments:
        rows = list(examples(ours, knowledge))
        table = {"threshold": THRESHOLD, "weights": train(rows)}
        WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{len(rows)} frames, {sum(label for _, label in rows)} of them statements: {WEIGHTS}")
        return
    if "speed" in arguments:
        number = int(arguments[arguments.index("--number") + 1]) if "--number" in arguments else 60
        measure_speed([article.text for article in ours[:number]], knowledge)
        return
    if "parts" in arguments:
        held = [article for article in articles if article.held_out]
        number = int(arguments[arguments.index("--number") + 1]) if "--number" in arguments else len(held)
        parts = measure_parts(held[:number], knowledge)
        print(parts)
        if "--write" in arguments:
            write(parts, "parts")
        return
    show("developed on", measure(ours, knowledge))
    if "--held-out" in arguments:
        show("held out", measure([article for article in articles if article.held_out], knowledge))


if __name__ == "__main__":
    main(sys.argv[1:])
