"""Passages in quotation marks → the act of saying each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readouts.language.document import Document
from readouts.model import Span
from readouts.statements.finding import Frames
from readouts.statements.frames import Frame
from readouts.statements.passages import Passage

# Kinds of cue that lay words in a mouth; thoughts and wishes only where none of these holds the passage.
SPOKEN = frozenset({"say", "write", "report", "ask", "urge", "promise", "refuse", "call", "judge"})
PLAIN = frozenset({"say", "write", "report", "ask", "promise", "urge"})
# What lays words in a mouth whatever follows it: "hailed the “great ties”", "vowed “no retreat”".
FORCEFUL = frozenset({"ask", "urge", "promise", "refuse", "call", "judge"})
_LOOSE = ("frame.object", "frame.prep", "frame.to", "frame.noun-of", "frame.noun-to", "frame.adjective-prep")
_NEAR = 3
_CONTINUES = re.compile(r"^[\s,;–—-]*(?:and|but|then|that|as)?\s*$")
_LEADS_IN = re.compile(r"^[\s,]*(?:(?:that|as|how|with|about|of|for|to)\b)?[\s,:–—-]*$")


@dataclass(frozen=True, slots=True)
class Held:
    """A passage with the frames that hold it, outermost first, and the frame right beside its marks."""

    passage: Passage
    frames: tuple[Frame, ...] = ()
    beside: Frame | None = None


def strength(frame: Frame) -> int:
    """How surely a frame lays words in its source's mouth: 3 saying a clause or calling, 1 a thought or a wish.

    "discussed the “urgent” question" (2) gives way to "said they had discussed the “urgent” question" (3).
    """
    if frame.kind not in SPOKEN:
        return 1
    if frame.kind == "say" and frame.rule == "frame.object":
        return 3
    if (
        frame.kind == "say"
        and frame.rule.startswith("frame.noun")
        and frame.source
        and not frame.rule.endswith(".object")
    ):
        return 3
    if frame.kind in FORCEFUL and not frame.rule.startswith("frame.noun"):
        return 3
    return 2 if frame.rule.startswith(_LOOSE) else 3


def hold(document: Document, frames: Frames, passage: Passage, quoted: Sequence[Span] = ()) -> Held:
    """The frames that hold a passage: by the parse where its content has it, and what stands beside the marks.

    Words of saying inside other passages (`quoted`) hold none: "“They say no,” Doe said, “to us”".
    """
    near = [f for f in frames.around(passage.outer) if not passage.outer.overlaps(f.cue)]
    near = [f for f in near if not any(outer.covers(f.cue) for outer in quoted)]
    holding = [f for f in near if _inside(f, passage.span, document.sentences[f.sentence].span)]
    # "criticised his comments on tax as “…”": the words are the critic's
    holding = [f for f in holding if not f.rule.startswith("frame.noun") or not _as_behind(document.text, f, passage)]
    ordered = sorted(holding, key=lambda f: (-_size(f), f.cue.start))
    return Held(passage, tuple(ordered), _beside(document.text, near, passage))


def _as_behind(text: str, frame: Frame, passage: Passage) -> bool:
    return bool(re.search(r"\bas\b", text[frame.cue.end : passage.outer.start]))


def _inside(frame: Frame, span: Span, sentence: Span) -> bool:
    """Whether the content holds most of what the passage has in the frame's sentence."""
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    # a passage is one piece: content that runs into it from before its mark has all of it, wherever the parse stops
    if any(c.start < span.start < c.end for c in frame.content):
        return True
    shared = sum(max(0, min(c.end, end) - max(c.start, start)) for c in frame.content)
    return end > start and 2 * shared > end - start


def _size(frame: Frame) -> int:
    return sum(span.end - span.start for span in frame.content)


def _beside(text: str, frames: Sequence[Frame], passage: Passage) -> Frame | None:
    """The frame right behind or right before the marks: ``"…," said Xi``, ``Xi: "…"``, ``Xi said that "…"``."""
    behind = [f for f in frames if f.kind in PLAIN and _begin(f) >= passage.outer.end]
    for frame in sorted(behind, key=_begin)[:1]:
        between = text[passage.outer.end : _begin(frame)]
        # "… rejected it as “a sham” The plan calls for …": without a mark between, a capital begins anew
        anew = not between.strip() and passage.span.of(text)[-1:].isalnum() and text[_begin(frame)].isupper()
        article = anew and text[_begin(frame) :].startswith(("The ", "A ", "An ", "This ", "These "))
        if len(between.strip()) <= _NEAR and _CONTINUES.match(between) and not article:
            return frame
    before = [f for f in frames if f.kind in SPOKEN and _end(f) <= passage.outer.start]
    for frame in sorted(before, key=_end, reverse=True)[:1]:
        if _LEADS_IN.match(text[_end(frame) : passage.outer.start]):
            return frame
    return None


def _begin(frame: Frame) -> int:
    return min(frame.cue.start, frame.source.start if frame.source else frame.cue.start)


def _end(frame: Frame) -> int:
    ends = [frame.cue.end]
    if frame.source is not None and frame.source.start > frame.cue.start:
        ends.append(frame.source.end)
    if frame.hearer is not None and frame.hearer.start > frame.cue.start:
        ends.append(frame.hearer.end)
    return max(ends)


def holds_cue(outer: Frame, inner: Frame) -> bool:
    """Whether the words of saying of one frame stand in what another says."""
    return outer.cue != inner.cue and any(c.covers(inner.cue) for c in outer.content)


def holds_more(outer: Frame, inner: Frame) -> bool:
    """Whether a frame's content holds the words of saying of another."""
    if outer.word in ("quote", "cite") and outer.content == inner.content:
        return True
    return outer.cue != inner.cue and (any(c.covers(inner.cue) for c in outer.content) or _size(outer) > _size(inner))
