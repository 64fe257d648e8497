"""A document → its statements: who said what, through whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from readouts.language.document import Document
from readouts.model import SaidOn, Span, Speaker, Statement, StatementKind, TimeExpression, Topic
from readouts.statements.cast import Cast, Named
from readouts.statements.finding import Frames
from readouts.statements.finer import refine
from readouts.statements.frames import Frame
from readouts.statements.indirect import choose
from readouts.statements.matching import SPOKEN
from readouts.statements.passages import Passage, outermost, passages
from readouts.statements.quotations import CUT_OFF, Quotations, Said, without
from readouts.statements.topics import find_topics
from readouts.statements.transcripts import find_turns, speaker_of_turn

_MOSTLY = 0.9
_GOES_ON = re.compile(
    r"\s*(?:when|while|after|before|during|amid|despite|presumably|apparently|Latin|"
    r"(?:suggest|add|point|refer|cit|not|argu|explain|nodd|gestur|prompt|echo|allud)ing)\b"
)
_MEANWHILE = re.compile(r"(?:as|when|while|after|before|during|amid)\b")
# "“We will go,” and that they “will stay”": the clause goes on in marks of its own, or as what is said
_MORE = re.compile(r"[\"“”‘]|^\s*(?:and|or|but|nor)\s(?:that|would|will|had|has|was|were|is|are)\b")
_BETWEEN = " ,\n\"“”'‘’"


def read(
    document: Document,
    *,
    full: bool = False,
    sentences: Iterable[int] = (),
    dated: Sequence[TimeExpression] = (),
) -> tuple[Statement, ...]:
    """The statements of a document, in text order.

    Passages in quotation marks are read wherever they stand; indirect speech in `sentences` (those that bear on
    contacts), with `full` in every sentence.  `dated` are the time expressions of the text: the one that hangs on the
    words of saying tells when something was said.
    """
    return Reader(document, dated).read(full=full, sentences=sentences)


def asked(document: Document, sentences: Iterable[int]) -> list[tuple[Document, list[int]]]:
    """What `read` will have parsed, so that it can be parsed together with what other documents want."""
    finer = refine(document)
    quoting = {number for passage in _flat(document.text) for number in _touched(finer, passage)}
    return finer.asked(quoting | _wanted(document, finer, sentences))


class Reader:
    """Reads one document; what is found in one sentence helps with the next."""

    def __init__(self, document: Document, dated: Sequence[TimeExpression] = ()) -> None:
        self.given = document
        self.dated = [time for time in dated if time.type == "DATE" and time.earliest and time.latest]
        self.document = refine(document)
        self.text = document.text
        self.flat = _flat(self.text)
        self.quoted = [p.outer for p in self.flat]
        self.frames = Frames(self.document)
        cast = Cast(self.document, self.quoted)
        cast.turns = [(turn.content, speaker_of_turn(cast, turn)) for turn in find_turns(self.text)]
        self.turns = cast.turns
        self.quotations = Quotations(self.document, cast, self.frames)

    def read(self, *, full: bool, sentences: Iterable[int]) -> tuple[Statement, ...]:
        """All statements: those with passages first settled in text order, then the indirect ones."""
        wanted = set(range(len(self.document.sentences))) if full else _wanted(self.given, self.document, sentences)
        quoting = {number for passage in self.flat for number in _touched(self.document, passage)}
        self.document.parse(wanted | quoting)
        said = self.settle()
        rows = self.quotation_statements(said)
        used = {row.frame.cue for row in said if row.frame is not None}
        if self.turns:
            # "PRESIDENT DOE: …" is a turn already
            used |= {f.cue for n in wanted for f in self.frames.of(n) if f.rule == "frame.colon_before"}
        frames = choose(self.document, self.frames, wanted, used, self.quoted)
        told = [self._indirect(frame) for frame in frames if full or frame.kind in SPOKEN]
        rows += [one for one in told if not any(_again(one, row) for row in rows)]
        spans = [self.document.sentences[number].span for number in wanted]
        rows += [self._turn(span, named) for span, named in self.turns if any(span.overlaps(s) for s in spans)]
        return tuple(sorted(rows, key=lambda s: (s.content[0], s.content)))

    def settle(self) -> list[Said]:
        """Who said each passage, in the order of the text."""
        said: list[Said] = []
        for passage in self.flat:
            said.append(self.quotations.settle(passage, said))
        return said

    def quotation_statements(self, said: Sequence[Said]) -> list[Statement]:
        """One statement for each act of saying with passages in quotation marks."""
        return [self._statement(group) for group in _groups(said, self._is_clause)]

    def _is_clause(self, group: Sequence[Said]) -> bool:
        """Whether what is said in a group is a clause with marks inside: a new sentence in marks begins anew."""
        passages = [row.passage for row in group]
        frame = group[0].frame
        spans = list(_trim(self.text, self._clause(frame, passages), [p.outer for p in passages]))
        outside = sum(s.end - s.start for s in spans) - sum(
            max(0, min(s.end, p.outer.end) - max(s.start, p.outer.start)) for s in spans for p in passages
        )
        return outside > (1 - _MOSTLY) * sum(p.span.end - p.span.start for p in passages)

    def _statement(self, group: Sequence[Said]) -> Statement:
        first = group[0]
        frame = first.frame
        quoted = tuple(row.passage.span for row in group)
        around = _trim(self.text, self._clause(frame, [row.passage for row in group]), [r.passage.outer for r in group])
        content = _join(self.text, [*around, *(row.passage.outer for row in group)])
        inside = sum(q.end - q.start for q in quoted)
        kind: StatementKind = "direct" if inside >= _MOSTLY * sum(c.end - c.start - 2 for c in content) else "mixed"
        return Statement(
            speaker=_speaker(first.named),
            kind=kind,
            content=content,
            quoted=quoted,
            cue=frame.cue if frame else None,
            addressee=self._addressee(frame),
            said_on=self._said_on(frame),
            via=first.via,
            topics=self._topics(content),
        )

    def _clause(self, frame: Frame | None, passages: Sequence[Passage]) -> Iterator[Span]:
        """The clause of a frame without what the words of saying part from a whole quotation.

        "On ABC on Monday, he said, “I never …”": nothing before "he said"; "“Really,” she added as they left": nothing
        behind it.
        """
        if frame is None:
            return
        first, last = passages[0].outer, passages[-1].outer
        led_in = self.text[frame.cue.end : first.start] if frame.cue.end <= first.start else ""
        whole = passages[0].looks == "speech" and self.text[first.start + 1 : first.start + 2].isupper()
        leads = led_in.isspace() or (whole and led_in.rstrip().endswith((",", ":")))
        ended = self.text[last.start : last.end - 1][-1:] in (",", "!", "?")
        for span in frame.content:
            before = leads and span.end <= frame.cue.start
            told = leads and frame.cue.end <= span.start and span.end <= first.start
            behind = last.end <= frame.cue.start and ended and span.start >= frame.cue.end
            if before or told or (behind and _MEANWHILE.match(self.text, span.start)):
                continue
            # "said on Monday, of her sister, “…”": from the mark on
            inside = leads and frame.cue.end <= span.start < first.start < span.end
            yield Span(first.start, span.end) if inside else span

    def _indirect(self, frame: Frame) -> Statement:
        named = self.quotations.source_of(frame)
        return Statement(
            speaker=_speaker(named),
            kind="indirect",
            content=frame.content,
            cue=frame.cue,
            addressee=self._addressee(frame),
            said_on=self._said_on(frame),
            via=without(self.quotations.media_of(frame), named),
            topics=self._topics(frame.content),
        )

    def _turn(self, span: Span, named: Named) -> Statement:
        """A turn of a transcript: direct speech without quotation marks."""
        return Statement(speaker=_speaker(named), kind="direct", content=(span,), topics=self._topics((span,)))

    def _topics(self, content: Sequence[Span]) -> tuple[Topic, ...]:
        found: dict[str, Topic] = {}
        for span in content:
            for topic in find_topics(self.text, span):
                found.setdefault(topic.label, topic)
        return tuple(found.values())

    def _said_on(self, frame: Frame | None) -> SaidOn | None:
        """The day that hangs on the words of saying: "said on Monday that …"."""
        if frame is None or not self.dated:
            return None
        parsed = self.document.parsed(frame.sentence)
        cues = {f.cue_at for f in self.frames.of(frame.sentence)}
        for time in self.dated:
            token = parsed.token_at(time.span.start)
            if token is None or any(c.overlaps(time.span) for c in frame.content):
                continue
            # the day in "Doe, who came on Friday, said" is that of coming
            while token.head != token and token.i not in cues and token.dep_ not in ("relcl", "acl"):
                token = token.head
            if token.i == frame.cue_at and time.earliest and time.latest:
                return SaidOn(earliest=time.earliest, latest=time.latest, span=time.span)
        return None

    def _addressee(self, frame: Frame | None) -> str | None:
        if frame is None or frame.hearer is None:
            return None
        return frame.hearer.of(self.text)


def _flat(text: str) -> list[Passage]:
    """The passages in quotation marks that lie in no other; without one that a feed cut off."""
    return [passage for passage in outermost(passages(text)) if not _cut_off(text, passage)]


def _cut_off(text: str, passage: Passage) -> bool:
    """Whether a feed cut the text off inside the passage."""
    if passage.closed or text[passage.outer.end :].strip():
        return False
    return bool(CUT_OFF.search(text[passage.outer.start :]))


def _touched(document: Document, passage: Passage) -> range:
    """The sentences that a passage lies in."""
    first = document.sentence_at(passage.span.start)
    return range(first, document.sentence_at(passage.outer.end - 1) + 1)


def _wanted(given: Document, finer: Document, sentences: Iterable[int]) -> set[int]:
    """Sentences of the document as given, in numbers of the finer ones."""
    numbers: set[int] = set()
    for span in (given.sentences[n].span for n in sentences):
        numbers.update(range(finer.sentence_at(span.start), finer.sentence_at(span.end - 1) + 1))
    return numbers


def _groups(said: Sequence[Said], is_clause: Callable[[Sequence[Said]], bool]) -> list[list[Said]]:
    """Passages of one act of saying together: a broken quotation, and what goes straight on behind it.

    Behind a clause with marks inside (`is_clause`) a sentence in marks is a statement of its own.
    """
    groups: list[list[Said]] = []
    for row in said:
        if row.named is None and row.frame is None:
            continue
        last = groups[-1] if groups else None
        same = last is not None and row.frame is not None and last[-1].frame == row.frame
        goes_on = last is not None and row.rule == "said.carried_on" and last[-1].named == row.named
        if last is not None and (same or (goes_on and (row.passage.continues or not is_clause(last)))):
            last.append(row)
        else:
            groups.append([row])
    return groups


def _again(one: Statement, other: Statement) -> bool:
    """Whether a statement says once more what a quotation does: a headline is read by its marks and by its verb."""
    if one.speaker is None or other.speaker is None or one.speaker.name != other.speaker.name:
        return False
    if all(any(quoted.covers(part) for quoted in other.quoted) for part in one.content):
        return True
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    return 2 * shared > sum(s.end - s.start for s in (*one.content, *other.content)) - shared


def _speaker(named: Named | None) -> Speaker | None:
    # of a dash taken for the subject nothing is left as a name
    if named is None or not named.name.strip():
        return None
    return Speaker(name=named.name, state=named.state, mention=named.span)


def _trim(text: str, content: Iterable[Span], passages: Sequence[Span]) -> Iterator[Span]:
    """The clause without what leads up to the marks ("a caveat: “…”") or goes on behind them ("“…,” when asked")."""
    for span in content:
        start, end = span
        for passage in passages:
            if start < passage.start < end and text[start : passage.start].rstrip().endswith(":"):
                start = passage.start
            behind = text[passage.end : end] if start < passage.end < end else ""
            whole = start <= passage.start + 1 and not text[start : passage.start].strip(_BETWEEN + ":")
            if text[passage.start : passage.end - 1].endswith(",") and (
                _GOES_ON.match(behind) or (whole and not _MORE.search(behind))
            ):
                end = passage.end
        if text[start:end].strip(_BETWEEN):
            yield Span(start, end)


def _join(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or are parted by nothing but white space made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip(_BETWEEN)):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
