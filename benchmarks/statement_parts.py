"""What each part adds: `python benchmarks/statements.py parts [--write]`.

Over the annotated articles of the half held out, in one reading each: the rules alone (quotations by rule, every act of
saying that the parse shows kept), the model alone (acts of saying weighed by `plausible.json`, nothing of quotation
marks, speakers as they stand), and both, as the program has them; beside them direct quotations of both. `--write` puts
the table into docs/statements.md between its two marks.

Direct quotations: those with nine tenths of their letters between double marks, on both sides; a prediction that lies
by half or more in attributions of another sort is left out. A piece is a run that only signs and space part from
the next. `--number N` reads the first N articles only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from readouts.model import Span, Statement
from readouts.statements.frames import Frame
from readouts.statements.indirect import candidates, choose
from readouts.statements.reading import Reader

Letters = frozenset[int]
PAGE = Path(__file__).resolve().parents[1] / "docs" / "statements.md"
_ALIKE, _DIRECT, _OTHER = 0.5, 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """One attribution: its spans of content and those of its source."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


def letters(text: str, spans: Sequence[Span]) -> Letters:
    """The places of the letters and digits inside some spans."""
    return frozenset(i for span in spans for i in range(span.start, span.end) if text[i].isalnum())


def of_statement(one: Statement) -> Piece:
    """A statement as an attribution."""
    return Piece(one.content, (one.speaker.mention,) if one.speaker and one.speaker.mention else ())


def of_frame(frame: Frame) -> Piece:
    """An act of saying as an attribution."""
    return Piece(frame.content, (frame.source,) if frame.source else ())


def readings(make: Callable[[], Reader]) -> Iterator[tuple[str, list[Piece]]]:
    """What the rules, the model and both say of one article."""
    reader = make()
    document, numbers = reader.document, range(len(reader.document.sentences))
    document.parse(numbers)
    yield "model alone", [of_frame(f) for f in choose(document, reader.frames, numbers, set(), reader.quoted)]
    reader = make()
    said = reader.settle()
    used = {row.frame.cue for row in said if row.frame is not None}
    kept: list[Frame] = []
    for number in numbers:
        for frame in candidates(reader.frames.of(number), used):
            if not any(_alike(frame.content, other.content) for other in kept if other.sentence == number):
                kept.append(frame)
    quotations = [of_statement(one) for one in reader.quotation_statements(said)]
    yield "rules alone", [*quotations, *map(of_frame, kept)]
    yield "rules for quotations, nothing indirect", quotations
    yield "both", [of_statement(one) for one in make().read(full=True, sentences=())]


def _alike(left: Sequence[Span], right: Sequence[Span]) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return shared > _ALIKE * (sum(s.end - s.start for s in (*left, *right)) - shared)


def count(text: str, gold: Sequence[Piece], guesses: Sequence[Piece]) -> Counter[str]:
    """Gold, predicted and found attributions, and those with sources and with the right one."""
    wanted = [(letters(text, p.content), letters(text, p.source)) for p in gold]
    got = [(letters(text, p.content), letters(text, p.source)) for p in guesses]
    got = [row for row in got if row[0]]
    pairs = match([content for content, _ in wanted], [content for content, _ in got])
    right = sum(bool(wanted[i][1] & got[j][1]) for i, j in pairs)
    sources = {"gold sources": sum(bool(s) for _, s in wanted), "sources": sum(bool(s) for _, s in got)}
    return Counter({"gold": len(wanted), "predicted": len(got), "found": len(pairs), "sourced": right, **sources})


def match(gold: Sequence[Letters], guesses: Sequence[Letters]) -> list[tuple[int, int]]:
    """Pairs that share at least half of their letters, one to one, best first."""
    rated = []
    for i, wanted in enumerate(gold):
        for j, got in enumerate(guesses):
            shared = len(wanted & got)
            if shared and 2 * shared >= len(wanted | got):
                rated.append((-shared / len(wanted | got), i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(rated):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def count_direct(text: str, gold: Sequence[tuple[Piece, str]], guesses: Sequence[Piece]) -> Counter[str]:
    """The same for direct quotations alone, with their pieces."""
    marked = _between_marks(text)
    wanted = [piece for piece, sort in gold if sort == "direct"]
    mine = frozenset().union(*(letters(text, p.content) for p in wanted))
    others = frozenset().union(*(letters(text, p.content) for p, sort in gold if sort != "direct"))
    got = []
    for guess in guesses:
        inside = letters(text, guess.content)
        if not inside or len(inside & marked) < _DIRECT * len(inside):
            continue
        if inside & mine or len(inside & others) < _OTHER * len(inside):
            got.append(guess)
    total = count(text, wanted, got)
    runs = [[run for p in side for run in _runs(text, p.content)] for side in (wanted, got)]
    total.update({"gold pieces": len(runs[0]), "pieces": len(runs[1]), "found pieces": len(match(runs[0], runs[1]))})
    return total


def _between_marks(text: str) -> frozenset[int]:
    """The places between double marks; a passage left open ends with its paragraph."""
    inside: set[int] = set()
    opened: int | None = None
    for place, letter in enumerate(text):
        ends = letter == "”" or (letter == '"' and opened is not None) or letter == "\n"
        if opened is not None and ends:
            inside.update(range(opened, place))
            opened = None
        elif letter in '“"':
            opened = place
    return frozenset(inside)


def _runs(text: str, spans: Sequence[Span]) -> list[Letters]:
    runs: list[Letters] = []
    last = 0
    for span in sorted(spans):
        here = letters(text, [span])
        if here and runs and not any(c.isalnum() for c in text[last : span.start]):
            runs[-1] |= here
        elif here:
            runs.append(here)
        last = span.end if here else last
    return runs


def f1(right: int, predicted: int, gold: int) -> str:
    """Twice the right ones over all of both sides, as it is shown."""
    return f"{2 * right / (predicted + gold):.3f}" if predicted + gold else "0"


def table(counts: dict[str, Counter[str]], articles: int) -> str:
    """The rows of the page, over so many articles."""
    lines = [f"| attributions of {articles} articles held out | content F1 | source F1 |", "|---|---|---|"]
    for name, n in counts.items():
        found = f1(n["found"], n["predicted"], n["gold"])
        lines.append(f"| {name} | {found} | {f1(n['sourced'], n['sources'], n['gold sources'])} |")
    pieces = counts["both, direct quotations alone"]
    lines.append(f"| pieces of these | {f1(pieces['found pieces'], pieces['pieces'], pieces['gold pieces'])} | |")
    return "\n".join(lines)


def write(rows: str, name: str) -> None:
    """Put a table into the page, between the marks of its name."""
    start, end = f"<!-- {name}: written by benchmarks/statements.py {name} --write -->", f"<!-- /{name} -->"
    page = PAGE.read_text(encoding="utf-8")
    before, behind = page.split(start)[0], page.split(end)[1]
    PAGE.write_text(f"{before}{start}\n{rows}\n{end}{behind}", encoding="utf-8")
