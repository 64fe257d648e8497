"""Labels, measured: `python benchmarks/statements.py chains|commitments|topics [--sealed]`, `labels [--write]`.

The labels lie in `evaluation/`, offsets alone; `evaluation/statements.md` says how they were drawn, by which rules they
were made and how a prediction counts. The texts are those of the folder that READOUTS_SHARED names. Without a switch
the open half is measured and what was wrong is listed; `--sealed` measures the other half and prints figures alone;
`labels` gives the figures of all on both halves, with `--write` into docs/statements.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

from readouts import times
from readouts.knowledge import Knowledge
from readouts.language.document import Document
from readouts.model import Article, Commitment, Published, Reporter, Span, Statement
from readouts.statements import commitments, find_topics, read

ROOT = Path(__file__).resolve().parents[1]
Pair = Sequence[int]
_COLLECTIONS = {
    "attributions": ("attributions",),
    "dev": ("feed", "articles"),
    "feed": ("feed",),
    "official_readouts": ("official_readouts",),
}
# A label of fewer rows than this swings by single rows.
ENOUGH = 3


class Link(TypedDict, total=False):
    """One labelled link of a chain."""

    span: Pair
    also: Sequence[Pair]
    kind: str


class Bond(TypedDict, total=False):
    """One labelled commitment."""

    kind: str
    span: Pair
    by: Sequence[Pair]
    to: Sequence[Pair]


Bond.__annotations__["or"] = str


class Label(TypedDict, total=False):
    """One labelled row."""

    id: str
    collection: str
    doc: str
    half: str
    draw: str
    published: str
    passage: Pair
    span: Pair
    content: Sequence[Pair]
    chain: Sequence[Link]
    commitments: Sequence[Bond]
    topics: Sequence[str]
    maybe: Sequence[str]


class Corpora:
    """The texts of the outside collections, by collection and name."""

    def __init__(self, folder: Path, knowledge: Knowledge) -> None:
        self.folder, self.knowledge = folder, knowledge
        self._texts = cache(self._load)

    def _load(self, name: str) -> Mapping[str, tuple[str, str | None]]:
        rows = map(json.loads, (self.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
        return {row.get("id") or row["doc"]: (row["text"], row.get("published")) for row in rows}

    def document(self, label: Label) -> Document:
        """The text that a label is of, dated where its collection dates it."""
        for name in _COLLECTIONS[label["collection"]]:
            text, published = self._texts(name).get(label["doc"], ("", None))
            if text:
                break
        else:
            raise SystemExit(f"{label['doc']} of {label['collection']} is not below {self.folder}")
        if published is None and label["collection"] == "attributions":
            published = label["doc"].split("_")[1]
        day = date.fromisoformat(published[:10]) if published else None
        known = Published(earliest=day, latest=day, basis="given") if day else Published()
        article = Article(id=label["doc"], sha256="", source=label["doc"], text=text, published=known)
        return Document(article, self.knowledge)


def load_labels(task: str, sealed: bool) -> list[Label]:
    """The labels of one half, in the order of the file."""
    lines = (ROOT / "evaluation" / f"{task}.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[Label] = [json.loads(line) for line in lines]
    return [row for row in rows if row["half"] == ("sealed" if sealed else "open")]


def score(task: str, corpora: Corpora, sealed: bool) -> None:
    """Print the figures of one task on one half; on the open half what was wrong before them."""
    count: Counter[str] = Counter()
    wrong = _TASKS[task](load_labels(task, sealed), corpora, count)
    for line in wrong:
        if not sealed:
            print(line)
    print(f"{task}, {'sealed' if sealed else 'open'} half: {'; '.join(_FIGURES[task](count))}")


def label_table(corpora: Corpora) -> str:
    """The figures of all tasks on both halves, as rows of the page."""
    rows: dict[str, list[str]] = {}
    for task in _TASKS:
        for sealed in (False, True):
            count: Counter[str] = Counter()
            for _ in _TASKS[task](load_labels(task, sealed), corpora, count):
                pass
            for name, figure in _CELLS[task](count):
                rows.setdefault(f"`{task}`: {name}", []).append(figure)
    head = ["| | open half | sealed half |", "|---|---|---|"]
    return "\n".join([*head, *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items())])


def _chain_cells(count: Counter[str]) -> Iterator[tuple[str, str]]:
    for name, group in (("the first draw", " first"), ("words at second hand", " second"), ("both draws", "")):
        exact, every = count[f"exact{group}"], count[f"all{group}"]
        yield f"exact, {name}", f"{exact / every:.3f} ({exact} of {every})"


def _commitment_cells(count: Counter[str]) -> Iterator[tuple[str, str]]:
    yield "F1", f"{f1(count['hit'], count['got'], count['wanted']):.3f} ({count['wanted']} labelled)"


def _topic_cells(count: Counter[str]) -> Iterator[tuple[str, str]]:
    macro, _, micro = _topic_figures(count)
    yield "macro F1", macro.removeprefix("macro F1 ")
    yield "micro F1", micro.removeprefix("micro F1 ")


def _score_chains(labels: Sequence[Label], corpora: Corpora, count: Counter[str]) -> Iterator[str]:
    said: dict[str, tuple[Document, tuple[Statement, ...]]] = {}
    for label in labels:
        if label["doc"] not in said:
            document = corpora.document(label)
            said[label["doc"]] = document, read(document, full=True)
        document, statements = said[label["doc"]]
        found = _best(label, statements)
        right = found is not None and is_exact(label["chain"], found.via)
        for group in ("", f" {label['draw']}", f" of {len(label['chain'])}"):
            count[f"all{group}"] += 1
            count[f"exact{group}"] += right
            count[f"found{group}"] += found is not None
        if not right:
            text = document.text
            links = [text[slice(*link["span"])] for link in label["chain"]]
            passage = text[slice(*label["passage"])]
            got = [f"{link.name} ({link.span.of(text)})" for link in found.via] if found else "no such statement"
            yield f"{label['id']} {passage!r}\n    wanted {links}\n    got    {got}"


def _best(label: Label, statements: Sequence[Statement]) -> Statement | None:
    """The statement that shares most of its places with the labelled content, half of both in the passage at least."""
    wanted = {i for start, end in label["content"] for i in range(start, end)}
    inside = range(*label["passage"])
    rated = []
    for number, one in enumerate(statements):
        places = {i for span in one.content for i in range(span.start, span.end) if i in inside}
        share = len(wanted & places) / len(wanted | places)
        if share >= 0.5:
            rated.append((share, -number))
    return statements[-max(rated)[1]] if rated else None


def is_exact(chain: Sequence[Link], via: Sequence[Reporter]) -> bool:
    """Whether the links are as many, in the order, and each is found."""
    if len(chain) != len(via):
        return False
    return all(
        any(Span(*place).overlaps(got.span) for place in (link["span"], *link.get("also", ())))
        for link, got in zip(chain, via, strict=True)
    )


def _score_commitments(labels: Sequence[Label], corpora: Corpora, count: Counter[str]) -> Iterator[str]:
    for label in labels:
        document = corpora.document(label)
        passage = Span(*label["passage"])
        day = document.article.published
        interval = day.interval if day.earliest else None
        dated = times.find(document.text, interval)
        numbers = range(document.sentence_at(passage.start), document.sentence_at(passage.end - 1) + 1)
        found = [c for c in commitments(document, numbers, dated) if c.span.overlaps(passage)]
        count["wanted"] += len(label["commitments"])
        count["got"] += len(found)
        text = document.text
        for bond in label["commitments"]:
            hit = next((c for c in found if _is_found(bond, c)), None)
            count[f"wanted {bond['kind']}"] += 1
            count[f"hit {bond['kind']}"] += hit is not None
            if hit is None:
                yield f"{label['id']} missed {bond['kind']}: {text[slice(*bond['span'])]!r}"
                continue
            found.remove(hit)
            count["hit"] += 1
            right = _names_one(text, bond.get("by", ()), hit.by) and _names_one(text, bond.get("to", ()), hit.to)
            count["parties"] += right
            if not right:
                yield f"{label['id']} parties {hit.by} → {hit.to}: {text[slice(*bond['span'])]!r}"
        for extra in found:
            told = f"{extra.kind} by {extra.by} to {extra.to}: {extra.text!r}"
            yield f"{label['id']} too many, {told} in {passage.of(text)!r}"


def _is_found(bond: Bond, got: Commitment) -> bool:
    start, end = bond["span"]
    shared = min(end, got.span.end) - max(start, got.span.start)
    kinds = (bond["kind"], bond.get("or"))
    return got.kind in kinds and 2 * shared >= min(end - start, got.span.end - got.span.start)


def _names_one(text: str, spans: Sequence[Pair], names: Sequence[str]) -> bool:
    """Whether a name predicted shares a word with one labelled; a pronoun may stand for anybody; none for none."""
    if not spans or not names:
        return not spans and not names
    words = {word.lower() for name in names for word in name.split()}
    labelled = [text[start:end] for start, end in spans]
    return any(words & {word.lower() for word in one.split()} or len(one) <= 4 for one in labelled)


def _score_topics(labels: Sequence[Label], corpora: Corpora, count: Counter[str]) -> Iterator[str]:
    for label in labels:
        text = corpora.document(label).text
        got = {topic.label: topic.span.of(text) for topic in find_topics(text, Span(*label["span"]))}
        wanted, maybe = set(label["topics"]), set(label["maybe"])
        for name in wanted:
            count[f"wanted {name}"] += 1
            count[f"hit {name}"] += name in got
        for name in got:
            count[f"got {name}"] += name not in maybe or name in wanted
        missed, extra = wanted - got.keys(), {n: w for n, w in got.items() if n not in wanted | maybe}
        if missed or extra:
            yield f"{label['id']} {text[slice(*label['span'])]!r}\n    missed {sorted(missed)}, too many {extra}"


def f1(hit: int, got: int, wanted: int) -> float:
    """Twice the right ones over all of both sides."""
    return 2 * hit / (got + wanted) if got + wanted else 0.0


def _chain_figures(count: Counter[str]) -> Iterator[str]:
    for group in ("", " first", " second", " of 1", " of 2", " of 3"):
        if count[f"all{group}"]:
            share = count[f"exact{group}"] / count[f"all{group}"]
            yield f"exact{group} {share:.3f} ({count[f'exact{group}']} of {count[f'all{group}']})"
    yield f"statement found {count['found'] / count['all']:.3f}"


def _commitment_figures(count: Counter[str]) -> Iterator[str]:
    hit, got, wanted = count["hit"], count["got"], count["wanted"]
    yield f"F1 {f1(hit, got, wanted):.3f} ({hit} of {wanted}, {got} given)"
    for kind in ("promise", "invitation", "acceptance", "refusal"):
        yield f"{kind} {count[f'hit {kind}']} of {count[f'wanted {kind}']}"
    yield f"parties {count['parties']} of {hit}"


def _topic_figures(count: Counter[str]) -> Iterator[str]:
    names = sorted({key.split(" ", 1)[1] for key in count if count[key]})
    each = {n: f1(count[f"hit {n}"], count[f"got {n}"], count[f"wanted {n}"]) for n in names}
    often = [n for n in names if count[f"wanted {n}"] >= ENOUGH]
    labelled = [n for n in names if count[f"wanted {n}"]]
    total = [sum(count[f"{side} {n}"] for n in names) for side in ("hit", "got", "wanted")]
    yield f"macro F1 {sum(each[n] for n in often) / len(often):.3f} over {len(often)} labels of {ENOUGH} rows or more"
    yield f"{sum(each[n] for n in labelled) / len(labelled):.3f} over all {len(labelled)}"
    yield f"micro F1 {f1(*total):.3f}"


_TASKS = {"chains": _score_chains, "commitments": _score_commitments, "topics": _score_topics}
_FIGURES = {"chains": _chain_figures, "commitments": _commitment_figures, "topics": _topic_figures}
_CELLS = {"chains": _chain_cells, "commitments": _commitment_cells, "topics": _topic_cells}
