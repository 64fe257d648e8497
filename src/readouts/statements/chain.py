"""Through whom words came: the chain of reporting, nearest to the reader first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import Reporter, ReporterKind, Span
from readouts.statements.clauses import child, phrase
from readouts.statements.frames import Frame, find_frames
from readouts.statements.naming import Named, Naming
from readouts.statements.repairs import mend, span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CITING = frozenset({"cite", "quote"})
_SPEECH_KINDS = frozenset({"say", "write", "report", "show", "promise", "refuse", "urge", "ask", "call", "judge"})
_ENOUGH = 0.6
_FEWEST = 0.3
_INSIDE = frozenset({"frame.object", "frame.prep", "frame.complement", "frame.noun-of", "frame.noun-to", "frame.to"})


def reporters(document: Document, span: Span, naming: Naming | None = None) -> tuple[Reporter, ...]:
    """Who reports what stands at `span` (a clause or a sentence of the document), nearest to the reader first.

    "TASS said on Monday that Putin would call Xi": TASS.  "Putin will call Xi, the Kremlin said, Xinhua reported":
    Xinhua, Kremlin.  Empty where the article says it in its own voice.
    """
    naming = naming or Naming(document)
    number = document.sentence_at(span.start)
    parsed = document.parsed(number)
    frames = [
        frame
        for frame in mend(parsed, number, find_frames(parsed, number))
        if frame.kind in _SPEECH_KINDS and covers(frame, span, parsed)
    ]
    return chain(document, naming, parsed, sorted(frames, key=lambda f: (-_length(f.content), f.cue.start)))


def chain(document: Document, naming: Naming, parsed: Parsed, frames: Sequence[Frame]) -> tuple[Reporter, ...]:
    """The links of some frames, outermost first, each once."""
    links: list[Reporter] = []
    for frame in frames:
        beside = between(document, naming, parsed, frame)
        if frame.source is not None and frame.source_at is not None:
            named = naming.name(parsed, frame.sentence, frame.source_at, frame.source)
            # "told Reuters": the medium is nearer than who speaks; "TASS said, citing …": the medium speaks.
            first = [] if named.sort in ("outlet", "paper") else [link for link in beside if not _cited(parsed, link)]
            links += [*first, as_reporter(document, named)]
        links += beside
    found: dict[str, Reporter] = {}
    for link in links:
        found.setdefault(link.name, link)
    return tuple(found.values())


def _cited(parsed: Parsed, link: Reporter) -> bool:
    """Whether a link hangs on "citing": it is farther away than who cites it."""
    token = parsed.token_at(link.span.start)
    while token is not None and token.head != token:
        if token.lemma_ in _CITING and token.tag_ == "VBG":
            return True
        token = token.head
    return False


def between(document: Document, naming: Naming, parsed: Parsed, frame: Frame) -> list[Reporter]:
    """The links beside a frame's source: whom it cites, what it was told to, where it was posted or aired."""
    cue = parsed.doc[frame.cue_at]
    links: list[Reporter] = []
    for token in cue.subtree:
        place = parsed.spans[token.i]
        if token == cue or any(span.covers(place) for span in frame.content):
            continue
        if frame.source is not None and frame.source.covers(place):
            continue
        link = _link(document, naming, parsed, frame, token)
        if link is not None:
            links.append(link)
    return links


def _link(document: Document, naming: Naming, parsed: Parsed, frame: Frame, token: Token) -> Reporter | None:
    mention = parsed.mention(token)
    if mention is not None and mention.kind == "outlet":
        return Reporter(name=mention.name, kind=outlet_kind(document, mention.name), span=mention.span)
    if token.dep_ == "dobj" and token.head.lemma_ in _CITING and token.head.tag_ == "VBG":
        named = naming.name(parsed, frame.sentence, token.i, phrase(parsed, token))
        return as_reporter(document, named)
    named_behind = token.i + 1 < len(parsed.doc) and parsed.mentions[token.i + 1]
    if (
        token.lower_ in naming.called.media
        and not named_behind
        and token.dep_ in ("pobj", "dobj", "dative")
        and child(token, "amod", "compound", "poss") is not None
    ):
        named = naming.name(parsed, frame.sentence, token.i, phrase(parsed, token))
        if named.sort == "outlet":
            return as_reporter(document, named)
    return None


def as_reporter(document: Document, named: Named) -> Reporter:
    """A speaker as one link of a chain."""
    kind: ReporterKind = "official"
    if named.sort == "outlet":
        kind = outlet_kind(document, named.name)
    elif named.sort == "unnamed":
        kind = "anonymous"
    return Reporter(name=named.name, kind=kind, span=named.span)


def outlet_kind(document: Document, name: str) -> ReporterKind:
    """Whether an outlet is a news agency."""
    outlet = document.knowledge.outlet(name)
    if outlet is not None:
        return "agency" if outlet.kind in ("agency", "wire") else "outlet"
    return "agency" if "agency" in name.lower() else "outlet"


def covers(frame: Frame, span: Span, parsed: Parsed) -> bool:
    """Whether the content of a frame holds most of what stands at `span`, the words of the frame itself left out."""
    shared = sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in frame.content)
    size = max(1, span.end - span.start)
    if shared >= _ENOUGH * size:
        return True
    # A whole sentence is held by the frame around its main clause, however long the words of the chain are.
    below = parsed.doc[frame.cue_at].dep_ in ("relcl", "acl") and frame.rule != "frame.tail"
    main = frame.rule not in _INSIDE and not below
    return span.covers(span_of(parsed)) and main and shared >= _FEWEST * size


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
