"""What statements cost: `python benchmarks/statements.py speed [--number N]`.

Over the first N annotated articles of the half developed on (60 without it), each figure in processor seconds, the
program's parts warm: names and sentences, the parse of all sentences, attribution over sentences that are parsed
already, all together as `find` does it, and spaCy's full pipeline of the same model over the whole texts beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import spacy

from readouts.knowledge import Knowledge
from readouts.language.document import Document
from readouts.language.parsing import MODEL
from readouts.model import Article
from readouts.statements import find, read
from readouts.statements.finer import refine

_WARM = "Macron said he would wait. “We will see,” he told reporters."


def measure_speed(texts: Sequence[str], knowledge: Knowledge) -> None:
    """Print what each part costs, and the two ratios."""
    full = spacy.load(MODEL)
    full(_WARM)
    find(_WARM, knowledge=knowledge)
    characters = sum(map(len, texts))
    documents = [Document(Article(id=str(n), sha256="", source="", text=t), knowledge) for n, t in enumerate(texts)]
    split = timed(lambda: [len(refine(document).sentences) for document in documents])
    parse = timed(lambda: _parse(documents))
    attribution = timed(lambda: [read(document, full=True) for document in documents])
    whole = timed(lambda: [find(text, knowledge=knowledge) for text in texts])
    beside = timed(lambda: [full(text) for text in texts])
    print(f"{len(texts)} articles, {characters} characters, processor seconds:")
    print(f"names and sentences {split:.2f}, parse {parse:.2f}")
    print(f"attribution over parsed sentences {attribution:.2f}, {attribution / parse:.2f} of the parse")
    print(f"whole articles {whole:.2f}, spaCy's full pipeline {beside:.2f}: {beside / whole:.2f} times as fast")


def timed(work: Callable[[], object]) -> float:
    """The processor seconds that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _parse(documents: Sequence[Document]) -> None:
    for document in documents:
        finer = refine(document)
        finer.parse(range(len(finer.sentences)))
