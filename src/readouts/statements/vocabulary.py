"""The words of saying: verbs, nouns and adjectives with what they mean and what follows them, from `data/cues.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

from readouts.errors import KnowledgeError

CueKind = Literal[
    "say",
    "discuss",
    "write",
    "report",
    "call",
    "ask",
    "urge",
    "promise",
    "refuse",
    "judge",
    "stance",
    "think",
    "want",
    "show",
    "seem",
]
CuePos = Literal["verb", "noun", "adj"]

_FILE = "statements/data/cues.csv"
_FRAMES = frozenset({"clause", "to", "object", "complement", "hearer", "hearer-to", "bare", "of"})
_COLUMNS = ["lemma", "pos", "kind", "frames"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of saying: `frames` says what its content may be.

    clause: a clause or a quotation; to: an infinitive; object: the direct object; complement: the object and what it
    is called; prep:X: what follows the preposition X; of: what follows a noun's "of"; hearer: its object is whom it is
    told; hearer-to: its object is who shall do it; bare: it may stand beside a quotation with no content of its own.
    """

    lemma: str
    pos: CuePos
    kind: CueKind
    frames: frozenset[str]

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions that lead to its content."""
        return frozenset(frame[5:] for frame in self.frames if frame.startswith("prep:"))


@cache
def load_cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """All cues by lemma and part of speech; KnowledgeError with line and remedy where the file is wrong."""
    source = resources.files("readouts").joinpath(_FILE).read_text(encoding="utf-8")
    cues: dict[tuple[str, str], tuple[Cue, ...]] = {}
    for cue in read_cues(source, _FILE):
        key = cue.lemma, cue.pos
        cues[key] = (*cues.get(key, ()), cue)
    return cues


def read_cues(source: str, name: str) -> Iterator[Cue]:
    """The rows of a file of cues (CSV with the columns lemma, pos, kind, frames), each one checked."""
    rows = csv.DictReader(io.StringIO(source))
    if rows.fieldnames != _COLUMNS:
        raise KnowledgeError(f"{name}: line 1: columns must be {', '.join(_COLUMNS)}")
    seen: set[tuple[str, str, str]] = set()
    for line, row in enumerate(rows, start=2):
        lemma, pos, kind, frames = (str(row[column] or "").strip() for column in _COLUMNS)
        where = f"{name}: line {line}"
        if not lemma or lemma != lemma.lower():
            raise KnowledgeError(f"{where}: lemma {lemma!r} must be a word in lower case")
        if pos not in get_args(CuePos):
            raise KnowledgeError(f"{where}: pos {pos!r} must be one of {', '.join(get_args(CuePos))}")
        if kind not in get_args(CueKind):
            raise KnowledgeError(f"{where}: kind {kind!r} must be one of {', '.join(get_args(CueKind))}")
        unknown = [frame for frame in frames.split() if frame not in _FRAMES and not frame.startswith("prep:")]
        if unknown or not frames:
            raise KnowledgeError(f"{where}: frames {frames!r}: use {', '.join(sorted(_FRAMES))} or prep:WORD")
        if (lemma, pos, kind) in seen:
            raise KnowledgeError(f"{where}: {lemma} ({pos}, {kind}) stands twice; keep one row")
        seen.add((lemma, pos, kind))
        yield Cue(lemma, pos, kind, frozenset(frames.split()))  # type: ignore[arg-type]


def cues_for(lemma: str, pos: CuePos) -> tuple[Cue, ...]:
    """The cues of a lemma, none where it is no word of saying."""
    return load_cues().get((lemma.lower(), pos), ())
