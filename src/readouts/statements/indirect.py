"""Frames outside quotation marks → those that are statements, by how plausible they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readouts.language.document import Document
from readouts.model import Span
from readouts.statements.finding import Frames
from readouts.statements.frames import Frame
from readouts.statements.plausible import describe, load_weights, plausibility

_SAME = 0.5
# what is said and then passed on by a medium is said, where the annotation has but the medium's own report
_PASSED_ON = 0.15
_REPORT = frozenset({"report", "say", "write"})
_TOLD = frozenset({"frame.clause", "frame.parenthesis"})
_DEEPEST = 2


def choose(
    document: Document, frames: Frames, sentences: Iterable[int], used: set[Span], quoted: Sequence[Span]
) -> list[Frame]:
    """The frames of some sentences that are plausible statements, in text order.

    Frames whose cue is in `used` (those of quotations) are left out; of two with much the same content the more
    plausible one stays.
    """
    kept: list[Frame] = []
    for number in sorted(set(sentences)):
        parsed, found = document.parsed(number), frames.of(number)
        headline = document.sentences[number].headline
        rated = [
            (plausibility(describe(parsed, frame, found, quoted, headline)), frame) for frame in candidates(found, used)
        ]
        threshold = load_weights().threshold
        rated = [row for row in rated if row[0] >= (_PASSED_ON if _passed_on(row[1], found) else threshold)]
        best: list[Frame] = []
        for _, frame in sorted(rated, key=lambda row: (-row[0], row[1].cue)):
            if not any(_alike(frame.content, other.content) and not _reported(frame, other) for other in best):
                best.append(frame)
        kept += sorted(best, key=lambda frame: frame.cue)
    return kept


def candidates(frames: Iterable[Frame], used: set[Span]) -> list[Frame]:
    """The frames that may be statements outside quotation marks: those with content and a cue of their own.

    "citing a diplomat" names a link of a chain and says nothing.
    """
    return [
        frame
        for frame in frames
        if frame.content and frame.cue not in used and not (frame.word == "cite" and frame.rule == "frame.object")
    ]


def _passed_on(frame: Frame, frames: Iterable[Frame]) -> bool:
    """ "The Kremlin said that Xi would come, Xinhua reported", "Doe said that Xi had told him …": a report of words."""
    if frame.kind != "say" or frame.rule not in _TOLD or frame.source is None:
        return False
    over = [other for other in frames if other is not frame and any(c.covers(frame.cue) for c in other.content)]
    return 1 <= len(over) <= _DEEPEST and all(other.kind in _REPORT for other in over)


def _reported(left: Frame, right: Frame) -> bool:
    """Whether one of two is reported by the other: "Lavrov, according to Interfax, told them …" are two acts."""
    return any(
        any(c.covers(inner.cue) for c in outer.content)
        and (
            outer.rule == "frame.according"
            or outer.cue.start >= outer.content[-1].end
            or (outer.kind in _REPORT and inner.kind == "say" and inner.rule in _TOLD and inner.source != outer.source)
        )
        for outer, inner in ((left, right), (right, left))
    )


def _alike(left: Sequence[Span], right: Sequence[Span]) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    size = sum(s.end - s.start for s in (*left, *right)) - shared
    return shared > _SAME * size
