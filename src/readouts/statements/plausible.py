"""How likely a frame is a statement of somebody: a logistic regression over what the parse shows of it.

Weights are numbers in `data/plausible.json`, made by `benchmarks/statements.py --train` from annotated attributions; no
model is loaded beside them.  Words of saying in the cue list that seldom report anything ("support", "plan") get
through only where their surroundings speak for them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from readouts.errors import KnowledgeError
from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.frames import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

_FILE = "statements/data/plausible.json"
_LITERAL = frozenset({"ADP", "PART", "SCONJ", "PUNCT"})
_LITERAL_BEFORE = frozenset({"ADP", "PART", "AUX", "PUNCT", "DET"})
_LITERAL_FIRST = frozenset({"SCONJ", "PRON", "DET", "ADP", "PART", "ADV", "AUX"})
_POINTERS = frozenset({"who", "which", "that", "this"})
_SHORT, _LONGEST_BUCKET = 9, 8


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the features, and how likely a frame must be to count as a statement."""

    threshold: float
    weights: dict[str, float]


@cache
def load_weights() -> Weights:
    """The weights of `data/plausible.json`; KnowledgeError where the file is not of that shape."""
    return read_weights(resources.files("readouts").joinpath(_FILE).read_text(encoding="utf-8"), _FILE)


def read_weights(source: str, name: str) -> Weights:
    """The weights of a JSON file with the keys threshold and weights, checked."""
    table = json.loads(source)
    threshold, weights = table.get("threshold"), table.get("weights")
    if not isinstance(threshold, float) or not 0 < threshold < 1:
        raise KnowledgeError(
            f"{name}: 'threshold' must be a number between 0 and 1; run benchmarks/statements.py --train"
        )
    if not isinstance(weights, dict) or not all(isinstance(value, float | int) for value in weights.values()):
        raise KnowledgeError(f"{name}: 'weights' must map features to numbers; run benchmarks/statements.py --train")
    return Weights(threshold, weights)


def plausibility(features: Sequence[str]) -> float:
    """The likelihood (0 to 1) that a frame with these features is a statement."""
    weights = load_weights().weights
    total = sum(weights.get(feature, 0.0) for feature in sorted(set(features)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def describe(
    parsed: Parsed, frame: Frame, frames: Sequence[Frame], quoted: Sequence[Span], headline: bool
) -> list[str]:
    """What a frame looks like, as named features; `frames` are its sentence's, `quoted` the passages in marks."""
    cue = parsed.doc[frame.cue_at]
    return [
        *_of_cue(frame, cue),
        *_of_source(parsed, frame, cue),
        *_of_content(parsed, frame),
        *_of_surroundings(frame, cue),
        *_of_others(frame, frames, quoted),
        *((f"headline|{frame.kind}", "headline") if headline else ()),
        *(("question",) if any(t.text == "?" for t in parsed.doc[-2:]) else ()),
        "always",
    ]


def _of_cue(frame: Frame, cue: Token) -> Iterator[str]:
    word, rule, kind = frame.word, frame.rule, frame.kind
    yield from (f"word={word}", f"rule={rule}", f"kind={kind}", f"word,rule={word}|{rule}", f"kind,rule={kind}|{rule}")
    yield from (f"tag={cue.tag_}", f"word,tag={word}|{cue.tag_}", f"dep={cue.dep_}", f"kind,dep={kind}|{cue.dep_}")
    if frame.negated:
        yield from ("negated", f"negated|{kind}")
    for c in cue.children:
        if c.dep_ in ("aux", "auxpass"):
            yield from (f"aux={c.lower_}", f"aux,kind={c.lower_}|{kind}")
        elif c.dep_ in ("advmod", "npadvmod", "mark", "prt", "cc"):
            yield f"child={c.dep_}:{c.lower_}"


def _of_source(parsed: Parsed, frame: Frame, cue: Token) -> Iterator[str]:
    if frame.source_at is None:
        yield from ("source=none", f"source=none|{frame.rule}", f"source=none|{frame.kind}")
        return
    source = parsed.doc[frame.source_at]
    mention = parsed.mention(source)
    sort = source.pos_ + ("s" if source.tag_ in ("NNS", "NNPS") else "")
    if mention is not None:
        sort = f"mention:{mention.kind}"
    elif source.pos_ == "PRON" or source.lower_ in _POINTERS:
        sort = source.lower_
    yield from (f"source={sort}", f"source,kind={sort}|{frame.kind}", f"source,rule={sort}|{frame.rule}")
    if source.pos_ == "NOUN" and mention is None:
        yield f"source_word={source.lemma_.lower()}"
    yield "source_behind" if source.i > cue.i else "source_before"
    yield f"source_far={min(6, abs(source.i - cue.i) // 2)}"


def _of_content(parsed: Parsed, frame: Frame) -> Iterator[str]:
    inside = [t for t in parsed.doc if any(c.start <= parsed.spans[t.i].start < c.end for c in frame.content)]
    words = sum(t.text[0].isalnum() for t in inside)
    size = min(_LONGEST_BUCKET, words // 3 if words < _SHORT else 3 + words // 8)
    yield from (f"length={size}", f"length,kind={size}|{frame.kind}", f"pieces={min(3, len(frame.content))}")
    if not inside:
        return
    first = inside[0]
    begins = first.lower_ if first.pos_ in _LITERAL_FIRST else first.pos_
    yield from (f"begins={begins}", f"begins_with={first.pos_}")
    yield f"begins,kind={first.lower_ if first.pos_ in _LITERAL else first.pos_}|{frame.kind}"
    yield "content_behind" if frame.content[0].start > frame.cue.start else "content_before"


def _of_surroundings(frame: Frame, cue: Token) -> Iterator[str]:
    if cue.head != cue:
        head = cue.head.lemma_.lower()
        yield from (f"head={head}", f"head_is={cue.head.pos_}", f"dep,head={cue.dep_}|{head}")
    if cue.i + 1 < len(cue.doc):
        behind = cue.doc[cue.i + 1]
        next_word = behind.lower_ if behind.pos_ in _LITERAL else behind.pos_
        yield from (f"next={next_word}", f"word,next={frame.word}|{next_word}")
    if cue.i > 0:
        before = cue.doc[cue.i - 1]
        yield f"previous={before.lower_ if before.pos_ in _LITERAL_BEFORE else before.pos_}"
    yield f"depth={min(5, sum(1 for _ in cue.ancestors))}"


def _of_others(frame: Frame, frames: Sequence[Frame], quoted: Sequence[Span]) -> Iterator[str]:
    inside = any(q.covers(frame.cue) for q in quoted)
    yield from (f"in_marks={inside:d}", f"in_marks,kind={inside:d}|{frame.kind}")
    yield f"holds_marks={any(c.overlaps(q) for c in frame.content for q in quoted):d}"
    over = [other for other in frames if other is not frame and any(c.covers(frame.cue) for c in other.content)]
    yield f"held={min(2, len(over))}"
    if over:
        yield from (f"held_by={over[-1].kind}|{frame.kind}", f"held_by_word={over[-1].word}")
