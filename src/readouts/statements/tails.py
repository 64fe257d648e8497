"""Who reports a whole sentence from its end: "Smith said he would go, according to CNN"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.frames import Frame
from readouts.statements.media import is_medium

_SAYING = frozenset({"say", "write", "report"})
_SAYS = frozenset({"say", "write", "report", "ask", "urge", "promise", "refuse", "call", "judge"})
_LONGEST_REST = 4


def widen(parsed: Parsed, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """The frames, where one ends the sentence and reports all of it: the others end before it, and it holds them.

    "according to CNN" hangs on the nearest verb in most parses, "agreed" in "Smith said they agreed, according to CNN".
    """
    found = list(frames)
    for tail in frames:
        start = _begins(parsed, tail)
        if start is None:
            continue
        words = (s.end for t, s in zip(parsed.doc, parsed.spans, strict=True) if s.end <= start and not t.is_punct)
        end = max(words, default=None)
        if end is None:
            continue
        before = [f for f in found if f.cue.start < start and f.kind in _SAYS and f.content]
        if not before:
            continue
        for place, frame in enumerate(found):
            if frame.cue == tail.cue:
                whole = Span(_first(parsed), end)
                found[place] = replace(frame, content=(whole,)) if whole.start < whole.end else frame
            elif frame.cue.start < start:
                kept = tuple(Span(c.start, min(c.end, end)) for c in frame.content if c.start < end)
                found[place] = replace(frame, content=kept)
    return tuple(found)


def _first(parsed: Parsed) -> int:
    """Where the first word of a sentence begins."""
    words = (s.start for t, s in zip(parsed.doc, parsed.spans, strict=True) if not t.is_punct)
    return next(words, parsed.spans[0].start)


def _words(parsed: Parsed, span: Span) -> str:
    return " ".join(t.text for t, s in zip(parsed.doc, parsed.spans, strict=True) if span.covers(s))


def _begins(parsed: Parsed, frame: Frame) -> int | None:
    """Where a frame that ends the sentence behind a comma begins: "according", or the medium that reports."""
    if frame.source is None or frame.source_at is None or not frame.content:
        return None
    by_medium = frame.kind in _SAYING and (
        any(m.kind == "outlet" for m in parsed.mentions[frame.source_at]) or is_medium(_words(parsed, frame.source))
    )
    if frame.rule != "frame.according" and not by_medium:
        return None
    start = min(frame.cue.start, frame.source.start)
    end = max(frame.cue.end, frame.source.end)
    before = [t for t, s in zip(parsed.doc, parsed.spans, strict=True) if s.end <= start and not t.is_quote]
    rest = [t for t, s in zip(parsed.doc, parsed.spans, strict=True) if s.start >= end and not t.is_punct]
    apart = bool(before) and (before[-1].text == "," or parsed.doc[before[-1].i + 1].is_quote)
    return start if apart and len(rest) <= (0 if frame.rule == "frame.according" else _LONGEST_REST) else None
