"""Acts of saying that the surface shows where the parse is wrong: tails behind a comma, a late "that", colons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.parsing import Parsed
from readouts.model import Span
from readouts.statements.called import load_called
from readouts.statements.clauses import phrase, subtree
from readouts.statements.frames import Frame, make_frame
from readouts.statements.vocabulary import CueKind, cues_for

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYING = frozenset({"say", "write", "report"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_STARTS = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "SCONJ"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_QUOTES = frozenset({'"', "'", "''", "``", "“", "”", "‘", "’"})
_LONGEST_TAIL = 28
_LONGEST_NAME = 6


def mend(parsed: Parsed, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """The frames with those added that only the surface shows; one without content gives way to one with it."""
    added: list[Frame] = []
    for rule in (_tail, _late_that, _behind, _inverted, _colon_before, _colon_behind):
        added += rule(parsed, [*frames, *added])
    places = {frame.cue_at for frame in added}
    found = [*(f for f in frames if f.cue_at not in places), *added]
    return tuple(sorted((_cut_tail(parsed, frame, found) for frame in found), key=lambda f: f.cue_at))


def _cut_tail(parsed: Parsed, frame: Frame, frames: Sequence[Frame]) -> Frame:
    """ "Putin said he was ready, TASS reported": what reports a frame is no part of what it says."""
    for other in frames:
        reports = other.kind in _SAYING and any(c.covers(frame.cue) for c in other.content)
        if other is frame or not reports or other.source is None:
            continue
        start = min(other.cue.start, other.source.start)
        if start > frame.cue.start and any(c.start < start < c.end for c in frame.content):
            words = [parsed.spans[t.i].end for t in parsed.doc if parsed.spans[t.i].end <= start and t.text != ","]
            end = max(words, default=start)
            kept = [Span(c.start, min(c.end, end)) for c in frame.content if c.start < end]
            return replace(frame, content=tuple(kept))
    return frame


def _tail(parsed: Parsed, frames: Sequence[Frame]) -> Iterator[Frame]:
    """ "Putin will call Xi, reported TASS." and "Putin will call Xi, TASS said on Monday.": all before the comma."""
    doc = parsed.doc
    end = len(doc) - 1 if len(doc) and doc[-1].is_punct else len(doc)
    comma = next((i for i in range(end - 1, 0, -1) if doc[i].text == "," and not _in_quotes(parsed, i)), None)
    if comma is None or end - comma > _LONGEST_TAIL:
        return
    segment = [doc[i] for i in range(comma + 1, end)]
    while segment and segment[0].text in _QUOTES:
        segment = segment[1:]
    verb = next((t for t in segment[:12] if t.tag_ in _FINITE and _says(t)), None)
    if verb is None or any(f.cue_at == verb.i and f.content and f.source for f in frames if "object" not in f.rule):
        return
    before = [t for t in segment if t.i < verb.i and t.dep_ not in ("advmod", "aux")]
    if not before and verb.lemma_ == "tell":
        yield from _set_off(parsed, verb, comma)
        return
    source = _last_name(before) if before else _first_name([t for t in segment if t.i > verb.i])
    if source is None or (before and (verb.i - source.i > 3 or not _begins_like_a_name(before[0]))):
        return
    yield _frame(parsed, verb, source, set(range(comma)), "frame.tail")


def _set_off(parsed: Parsed, verb: Token, comma: int) -> Iterator[Frame]:
    """ "“…,” a farmer, Jane Doe, told Reuters": a name between commas speaks, what stands behind is told."""
    doc = parsed.doc
    low = comma
    while low > 0 and doc[low - 1].pos_ == "PROPN":
        low -= 1
    if low == comma or low == 0 or doc[low - 1].text != ",":
        return
    start = low - 1
    while start > 0 and doc[start - 1].text not in (",", *_QUOTES):
        start -= 1
    if start > 0:
        yield _frame(parsed, verb, doc[comma - 1], set(range(start)), "frame.tail")


def _begins_like_a_name(token: Token) -> bool:
    return token.pos_ in ("DET", "PROPN", "NOUN", "PRON", "ADJ") and token.lower_ not in (
        "who",
        "which",
        "that",
        "what",
    )


def _late_that(parsed: Parsed, frames: Sequence[Frame]) -> Iterator[Frame]:
    """ "TASS reported earlier, citing a diplomat, that Putin would call": the clause of a "that" which comes late."""
    doc = parsed.doc
    for frame in frames:
        verb = doc[frame.cue_at]
        if frame.rule != "frame.bare" or frame.kind not in _SAYING or frame.source is None or frame.source_at is None:
            continue
        for that in doc[verb.i + 1 :]:
            if that.pos_ in ("VERB", "AUX") and that.tag_ in _FINITE and doc[that.i - 1].lower_ != "that":
                break
            if that.lower_ == "that" and that.dep_ == "mark" and that.i > verb.i + 1:
                places = {i for i in subtree(that.head) if i >= that.i}
                yield _frame(parsed, verb, doc[frame.source_at], places, "frame.late_that")
                break


def _behind(parsed: Parsed, frames: Sequence[Frame]) -> Iterator[Frame]:
    """ "Smith has said work on the dam is late, Jones said": what stands behind a verb that got no content."""
    doc = parsed.doc
    taken = {frame.cue_at for frame in frames if frame.content}
    for frame in frames:
        verb = doc[frame.cue_at]
        if (
            frame.cue_at in taken
            or frame.rule != "frame.bare"
            or frame.kind != "say"
            or frame.source is None
            or frame.source_at is None
        ):
            continue
        if frame.source_at > verb.i or verb.i + 2 >= len(doc) or doc[verb.i + 1].pos_ not in _STARTS:
            continue
        around = [f for f in frames if any(c.covers(frame.cue) for c in f.content)]
        ends = [c.end for f in around for c in f.content if c.covers(frame.cue)]
        last = min(ends) if ends else parsed.spans[-1].end
        first = _behind_hearer(verb) if verb.lemma_ == "tell" else verb.i + 1
        places = {i for i in range(first, len(doc)) if parsed.spans[i].end <= last}
        if any(doc[i].tag_ in (*_FINITE, "MD") for i in places):
            yield _frame(parsed, verb, doc[frame.source_at], places, "frame.behind")


def _behind_hearer(verb: Token) -> int:
    """ "told the London daily, taxes are cut": the place behind whom it was told."""
    for token in verb.doc[verb.i + 1 :]:
        if token.text == ",":
            return int(token.i) + 1
        if token.pos_ not in ("DET", "PROPN", "NOUN", "ADJ"):
            break
    return int(verb.i) + 1


def _inverted(parsed: Parsed, frames: Sequence[Frame]) -> Iterator[Frame]:
    """ "“…,” said Jane Doe, a baker": the name behind a verb of saying that got no source."""
    doc = parsed.doc
    for frame in frames:
        verb = doc[frame.cue_at]
        if frame.source is not None or frame.kind not in _SAYING or verb.tag_ not in _FINITE or verb.i + 1 >= len(doc):
            continue
        before = doc[verb.i - 1].text if verb.i else ","
        source = _first_name(list(doc[verb.i + 1 :]))
        if (
            source is None
            or before not in (",", *_QUOTES)
            or doc[verb.i + 1].pos_ not in ("PROPN", "DET", "NOUN", "ADJ")
        ):
            continue
        yield replace(frame, source=phrase(parsed, source), source_at=source.i)


def _colon_before(parsed: Parsed, frames: Sequence[Frame]) -> Iterator[Frame]:
    """ "Kremlin: Putin to visit China": a short name before a colon says what follows."""
    del frames
    doc = parsed.doc
    colon = next((t.i for t in doc if t.text == ":" and t.i <= _LONGEST_NAME), None)
    if colon is None or colon == 0 or colon + 2 >= len(doc):
        return
    name = [t for t in doc[:colon] if t.pos_ != "SPACE"]
    source = _last_name(name)
    if source is None or any(t.pos_ in ("VERB", "AUX") and not parsed.mentions[t.i] for t in name):
        return
    if not parsed.mentions[source.i] and not source.text.isupper() and source.pos_ != "PROPN":
        return
    yield _frame(parsed, doc[colon], source, set(range(colon + 1, len(doc))), "frame.colon_before")


def _colon_behind(parsed: Parsed, frames: Sequence[Frame]) -> Iterator[Frame]:
    """ "Putin to visit China: Kremlin": a short name behind a colon says what stands before."""
    if any(f.rule == "frame.colon_before" for f in frames):
        return
    doc = parsed.doc
    colon = (
        next((t.i for t in reversed(doc) if t.i > 0 and t.text in (":", "-", "–", "—")), None) if len(doc) > 3 else None
    )
    if colon is None or colon < 3 or not 0 < len(doc) - colon - 1 <= _LONGEST_NAME:
        return
    name = list(doc[colon + 1 :])
    source = _last_name([t for t in name if not t.is_punct])
    if source is None or any(t.pos_ in ("VERB", "AUX", "ADP") and not parsed.mentions[t.i] for t in name):
        return
    called = load_called()
    known = parsed.mentions[source.i] or source.lower_ in called.unnamed | called.bodies | called.media | called.papers
    if not known:
        return
    yield _frame(parsed, doc[colon], source, set(range(colon)), "frame.colon_behind")


def _frame(parsed: Parsed, cue: Token, source: Token, places: set[int], rule: str) -> Frame:
    kind: CueKind = next((c.kind for c in cues_for(cue.lemma_, "verb")), "say")
    return make_frame(parsed, cue, kind, source, places, rule)


def _says(token: Token) -> bool:
    return any(cue.kind in _SAYING and "bare" in cue.frames for cue in cues_for(token.lemma_, "verb"))


def _last_name(tokens: Sequence[Token]) -> Token | None:
    return next((t for t in reversed(tokens) if t.pos_ in _NAMES), None)


def _first_name(tokens: Sequence[Token]) -> Token | None:
    """The head of the first noun phrase: its last noun in an unbroken run."""
    for place, token in enumerate(tokens[:6]):
        if token.pos_ in _NAMES:
            while place + 1 < len(tokens) and tokens[place + 1].pos_ in _NAMES and tokens[place + 1].dep_ != "npadvmod":
                place += 1
            return tokens[place]
    return None


def _in_quotes(parsed: Parsed, at: int) -> bool:
    """Whether an odd number of double marks stands before a token."""
    return sum(parsed.doc[i].text in ('"', "“", "”", "``", "''") for i in range(at)) % 2 == 1


def span_of(parsed: Parsed) -> Span:
    """The stretch of text that a parse covers."""
    return Span(parsed.spans[0].start, parsed.spans[-1].end)
