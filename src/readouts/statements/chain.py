"""Through whom words came: the chain of reporting, nearest to the reader first."""

from __future__ import annotations

from collections.abc import Sequence

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import Reporter, ReporterKind, Span
from readouts.statements.cast import Cast, Named
from readouts.statements.clauses import phrase
from readouts.statements.finding import Frames
from readouts.statements.finer import refine
from readouts.statements.frames import Frame
from readouts.statements.media import outlet_kind
from readouts.statements.naming import Naming
from readouts.statements.repairs import span_of

_CITING = frozenset({"cite", "quote"})
_SEEN = frozenset({"see", "read", "review", "view", "obtain"})
_SPEAKS = frozenset({"speak", "talk", "write", "comment"})
_SPEECH_KINDS = frozenset({"say", "write", "report", "show", "promise", "refuse", "urge", "ask", "call", "judge"})
_ENOUGH = 0.6
_FEWEST = 0.2
_INSIDE = frozenset({"frame.object", "frame.prep", "frame.complement", "frame.noun-of", "frame.noun-to", "frame.to"})


def reporters(document: Document, span: Span) -> tuple[Reporter, ...]:
    """Who reports what stands at `span` (a clause or a sentence of the document), nearest to the reader first.

    "TASS said on Monday that Putin would call Xi": TASS.  "Putin will call Xi, the Kremlin said, Xinhua reported":
    Xinhua, Kremlin.  Empty where the article says it in its own voice.
    """
    document = refine(document)
    naming, frames = Naming(Cast(document)), Frames(document)
    number = document.sentence_at(span.start)
    parsed = document.parsed(number)
    held = [frame for frame in frames.of(number) if frame.kind in _SPEECH_KINDS and covers(frame, span, parsed)]
    return chain(document, naming, frames, sorted(held, key=lambda f: (-_length(f.content), f.cue.start)))


def chain(
    document: Document, naming: Naming, frames: Frames, held: Sequence[Frame], strict: bool = False
) -> tuple[Reporter, ...]:
    """The links of some frames, outermost first, each once; with `strict` none that are mere words ("comments")."""
    links: list[Reporter] = []
    for frame in held:
        parsed = document.parsed(frame.sentence)
        beside = between(document, naming, frames, frame)
        if strict:
            beside = [link for link in beside if not _tells(parsed, frame, link)]
        if frame.source is not None and frame.source_at is not None:
            named = naming.name(parsed, frame.sentence, frame.source_at, frame.source)
            # "told Reuters": the medium is nearer than who speaks; "TASS said, citing …": the medium speaks.
            first = [] if named.sort in ("outlet", "paper") else [link for link in beside if not _cited(parsed, link)]
            links += first
            if named.sort != "words" or (len(held) == 1 and not strict):
                links.append(as_reporter(document, named))
        links += beside
    found: dict[str, Reporter] = {}
    for link in links:
        found.setdefault(link.name, link)
    return tuple(found.values())


def _tells(parsed: Parsed, frame: Frame, link: Reporter) -> bool:
    """Whether a link only tells whose paper the source is: "audio provided by a radio station"."""
    token = parsed.token_at(link.span.start)
    return token is not None and any(above.i == frame.source_at for above in token.ancestors)


def _cited(parsed: Parsed, link: Reporter) -> bool:
    """Whether a link hangs on "citing": it is farther away than who cites it."""
    token = parsed.token_at(link.span.start)
    while token is not None and token.head != token:
        if token.lemma_ in _CITING and token.tag_ == "VBG":
            return True
        token = token.head
    return False


def between(document: Document, naming: Naming, frames: Frames, frame: Frame) -> list[Reporter]:
    """The links beside a frame's source: whom it cites, what it was told to, where it was posted or aired."""
    parsed = document.parsed(frame.sentence)
    links = [link for link in frames.media(frame.sentence) if _beside(document.text, parsed, frames, frame, link)]
    for token in parsed.doc[frame.cue_at].subtree:
        cited = token.dep_ == "dobj" and token.head.lemma_ in _CITING and token.head.tag_ == "VBG"
        if not cited or any(c.covers(parsed.spans[token.i]) for c in frame.content):
            continue
        words = phrase(parsed, token)
        if not any(words.covers(link.span) for link in links):
            links.append(as_reporter(document, naming.name(parsed, frame.sentence, token.i, words)))
    return links + _issuers(document, naming, parsed, frame)


def _issuers(document: Document, naming: Naming, parsed: Parsed, frame: Frame) -> list[Reporter]:
    """Who issued the paper in which it is said: "said in a statement released by the White House"."""
    links = []
    for token in parsed.doc[frame.cue_at].subtree:
        if (
            token.lower_ not in naming.called.papers
            or token.dep_ != "pobj"
            or token.head.lower_ not in ("in", "as", "from")
        ):
            continue
        if any(c.covers(parsed.spans[token.i]) for c in frame.content):
            continue
        for c in token.subtree:
            if c.dep_ == "pobj" and c.i > token.i and c.head.lower_ == "by" and c.head.head.tag_ == "VBN":
                links.append(as_reporter(document, naming.name(parsed, frame.sentence, c.i, phrase(parsed, c))))
    return links


def _beside(text: str, parsed: Parsed, frames: Frames, frame: Frame, link: Reporter) -> bool:
    """Whether a medium of the sentence belongs to this act of saying: not in what is said, nor to another one."""
    if any(c.overlaps(link.span) for c in frame.content) or _dateline(text, parsed, link.span):
        return False
    if frame.source is not None and frame.source.covers(link.span):
        return False
    token = parsed.token_at(link.span.end - 1)
    while token is not None and token.head != token:
        token = token.head
        for other in frames.of(frame.sentence):
            if other.cue_at != token.i or other.cue_at == frame.cue_at or other.kind not in _SPEECH_KINDS:
                continue
            if other.rule.startswith("frame.noun") or other.content == frame.content or other.word in _CITING:
                continue
            if other.word in _SEEN or (other.word in _SPEAKS and other.source == frame.source):
                # "in a letter seen by Reuters, he said", "speaking on CNN, he said"
                continue
            if any(c.overlaps(link.span) for c in other.content) and not any(
                c.covers(frame.cue) for c in other.content
            ):
                return False
            if other.content and not any(c.covers(frame.cue) for c in other.content) and other.source != frame.source:
                return False
        if token.i == frame.cue_at:
            return True
    return True


def _dateline(text: str, parsed: Parsed, span: Span) -> bool:
    """ "CNN — President …", "(Reuters) - …": whose article it is, not through whom words came."""
    start = parsed.spans[0].start
    return span.start - start <= 1 and text[span.end : span.end + 4].lstrip(" )").startswith(("—", "–", "-"))


def as_reporter(document: Document, named: Named) -> Reporter:
    """A speaker as one link of a chain."""
    kind: ReporterKind = "official"
    if named.sort == "outlet":
        kind = outlet_kind(document, named.name)
    elif named.sort == "unnamed":
        kind = "anonymous"
    return Reporter(name=named.name, kind=kind, span=named.span)


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
