"""Spans as gold and predictions write them."""

from __future__ import annotations

from collections.abc import Sequence

from readouts.model import Span


def read_spans(spans: Sequence[int | list[int]] | None) -> tuple[Span, ...]:
    """Spans written as one `[start, end]` or as a list of such; raises ValueError where they are neither."""
    if not spans:
        return ()
    numbers = [s for s in spans if isinstance(s, int)]
    pairs = [numbers] if len(numbers) == len(spans) else [s for s in spans if isinstance(s, list)]
    if any(len(p) != 2 for p in pairs) or (numbers and len(numbers) != len(spans)):
        raise ValueError(f"{list(spans)!r} is no span; write [start, end] or a list of such")
    return tuple(Span(start, end) for start, end in pairs)


def share_text(a: Span, b: Span) -> bool:
    """Whether two spans have a character in common; an empty one has none."""
    return min(a.end, b.end) > max(a.start, b.start)
