"""All links of one act of saying: who reports it, the medium it was said to, the paper it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readouts.language.document import Document
from readouts.language.parsing import Parsed
from readouts.model import Reporter, Span
from readouts.statements.cast import Named
from readouts.statements.chain import as_reporter, between
from readouts.statements.clauses import child, phrase, subject
from readouts.statements.finding import Frames
from readouts.statements.frames import Frame
from readouts.statements.media import find_media, is_medium
from readouts.statements.naming import Naming
from readouts.statements.repairs import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOLDS = frozenset({"in", "via", "through", "from"})
_WRITES = frozenset({"write", "release", "issue", "publish", "send", "post", "file", "record"})
_REPORTS = frozenset({"say", "write", "report"})
# papers that are occasions or sums of what was said, no paper that passes on words
_NO_PAPER = frozenset({"speech", "briefing", "account", "headline", "notice", "bulletin"})
_CARRIES = frozenset({"carry", "air", "broadcast", "publish", "relay"})
_QUOTES = frozenset({"quote", "cite"})
_PASS_ON = _CARRIES | _QUOTES
_OBTAINED = re.compile(r"\b(?:obtained|reviewed|seen|viewed|read)\s+by\b")
_ENDS = re.compile(r"(?:\s+(?!that\b)[\w.]+){0,4}\s*[.,;]?[\"”’']?\s*$")
_PROPER = r"[A-Z][\w’'&.-]*[\w](?:\s[A-Z][\w’'&.-]*[\w]){0,3}"
_NO_DAY = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
_INTERVIEW = re.compile(rf"\binterview\s(?:\w+\s)?(?:with|on|for)\s(?:the\s)?{_NO_DAY}(?P<name>{_PROPER})")
_TOLD_THE = re.compile(rf"\b(?:told|tells|telling)\s[Tt]he\s(?P<name>{_PROPER})")
_ASSEMBLIES = frozenset(
    {"house", "commons", "lords", "duma", "knesset", "bundestag", "rada", "sejm", "diet", "lawmakers"}
)
_SET_OFF = re.compile(r"[,”\"’][\"”’]?\s*(?:as\s)?$")


class Links:
    """The links of the acts of saying of one document."""

    def __init__(self, document: Document, naming: Naming, frames: Frames, quoted: Sequence[Span]) -> None:
        self.document, self.naming, self.frames, self.quoted = document, naming, frames, quoted
        self.text = document.text
        self._passing: dict[int, list[tuple[Token, Token]]] = {}

    def around(self, frame: Frame) -> list[Reporter]:
        """Who reports the whole act of saying from outside: "…, according to CNN", "…, the paper reported"."""
        links: list[Reporter] = []
        for other in self.frames.of(frame.sentence):
            if other.cue == frame.cue or other.source is None or other.source_at is None or self._said_inside(other):
                continue
            parsed = self.document.parsed(frame.sentence)
            named = self.naming.name(parsed, frame.sentence, other.source_at, other.source)
            if self._reports(other, frame, named):
                link = as_reporter(self.document, named)
                links.append(replace(link, kind="anonymous") if named.sort == "words" else link)
        return [*links, *self._quoting(frame)]

    def beside(self, frame: Frame, around: Sequence[Reporter] = ()) -> list[Reporter]:
        """Whom it was said to, whom it cites, and the paper in which it stands, if no link `around` carries it."""
        parsed = self.document.parsed(frame.sentence)
        media = [
            link
            for link in between(self.document, self.naming, self.frames, frame)
            if not self._in_report(parsed, frame, link)
        ]
        media += self._unlisted(frame, media)
        for paper in _papers(parsed, frame, self.naming.called.papers):
            words = _whole(parsed, paper)
            if frame.source is not None and words.overlaps(frame.source):
                continue
            carried = [link.span for link in (*media, *around)]
            within = any(words.covers(span) or words.start < span.start <= words.end + 2 for span in carried)
            if not within or _OBTAINED.search(words.of(self.text)):
                name = Span(parsed.spans[_first(paper)].start, parsed.spans[paper.i].end)
                media.append(Reporter(name=name.of(self.text), kind="official", span=name))
        return media

    def _unlisted(self, frame: Frame, media: Sequence[Reporter]) -> Iterator[Reporter]:
        """Media that no list has: "told the Courant", "in an interview with Jane Doe of a local station"."""
        sentence = self.document.sentences[frame.sentence].span
        patterns = (_INTERVIEW, _TOLD_THE) if frame.word == "tell" else (_INTERVIEW,)
        for pattern in patterns:
            for match in pattern.finditer(self.text, sentence.start, sentence.end):
                words = Span(*match.span("name"))
                taken = [
                    *frame.content,
                    *self.quoted,
                    *(link.span for link in media),
                    *((frame.source,) if frame.source else ()),
                ]
                if any(one.overlaps(words) for one in taken) or self.document.mentions_in(words):
                    continue
                if pattern is _TOLD_THE and not frame.cue.start <= match.start() < frame.cue.end:
                    continue
                last = match.group("name").split()[-1].lower()
                if last not in self.naming.called.bodies and last not in _ASSEMBLIES and not last.endswith("ns"):
                    yield Reporter(name=match.group("name"), kind="outlet", span=words)

    def _in_report(self, parsed: Parsed, frame: Frame, link: Reporter) -> bool:
        """Whether a medium only tells which paper reports: "according to audio that a local radio provided"."""
        others = [f for f in self.frames.of(frame.sentence) if f.cue != frame.cue]
        # "in remarks broadcast on state TV" the remarks say nothing by themselves
        sources = {f.source_at for f in others if f.content or f.source is None}
        token = parsed.token_at(link.span.start)
        return token is not None and any(above.i in sources for above in token.ancestors)

    def _said_inside(self, frame: Frame) -> bool:
        return any(outer.covers(frame.cue) for outer in self.quoted)

    def _reports(self, other: Frame, frame: Frame, named: Named) -> bool:
        before = self.text[: other.cue.start]
        if any(c.covers(other.cue) for c in frame.content) and not _SET_OFF.search(before[-6:]):
            return False
        if other.rule == "frame.according":
            sentence = self.document.sentences[frame.sentence].span
            return bool(_SET_OFF.search(before[-6:])) or other.cue.start - sentence.start <= 1
        if other.kind not in _REPORTS or other.source is None:
            return False
        if named.sort not in ("outlet", "paper") and not is_medium(other.source.of(self.text)):
            return False
        if any(c.covers(frame.cue) for c in other.content):
            return True
        start = min(other.source.start, other.cue.start)
        end = max(other.source.end, other.cue.end)
        rest = self.text[end : self.document.sentences[frame.sentence].span.end]
        return start > frame.cue.end and bool(
            _SET_OFF.search(self.text[max(0, start - 6) : start]) and _ENDS.match(rest)
        )

    def _quoting(self, frame: Frame) -> Iterator[Reporter]:
        """ "was quoted by Xinhua as saying", "officials cited by CBS News said", "it quoted Doe as saying": who quotes.

        Also who passes it on: "in remarks carried by Xinhua".
        """
        parsed = self.document.parsed(frame.sentence)
        cue = parsed.doc[frame.cue_at]
        quoting = next((t for t in (cue, *cue.ancestors) if t.lemma_ in _QUOTES), None)
        who = subject(quoting) if quoting is not None and child(quoting, "auxpass") is None else None
        if who is not None and who.dep_ == "nsubj" and who.i != frame.source_at:
            yield as_reporter(self.document, self.naming.name(parsed, frame.sentence, who.i, phrase(parsed, who)))
        passing = self._participles(frame.sentence)
        carried = [(t, medium) for t, medium in passing if t.lemma_ in _CARRIES]
        below = {t.i for t in cue.subtree} if carried else set()
        for token, medium in carried:
            if token.i not in below or any(c.covers(parsed.spans[token.i]) for c in frame.content):
                continue
            words = phrase(parsed, medium)
            beside = self._named_beside(frame.sentence, words)
            if beside is not None:
                yield beside
                continue
            named = self.naming.name(parsed, frame.sentence, medium.i, words)
            if named.sort == "outlet" or is_medium(words.of(self.text)):
                yield as_reporter(self.document, named)
        for token, medium in passing:
            if token.lemma_ not in _QUOTES:
                continue
            speaker = token.dep_ in ("acl", "relcl") and token.head.i == frame.source_at
            if speaker or token == cue or token in cue.ancestors:
                words = phrase(parsed, medium)
                named = self.naming.name(parsed, frame.sentence, medium.i, words)
                yield as_reporter(self.document, named)

    def _participles(self, sentence: int) -> list[tuple[Token, Token]]:
        """ "carried by Xinhua", "cited by CBS News": participles of passing on and quoting, with whoever does it."""
        if sentence not in self._passing:
            found = []
            for token in self.document.parsed(sentence).doc:
                if token.lemma_ in _PASS_ON and token.tag_ == "VBN":
                    agent = child(token, "agent")
                    medium = child(agent, "pobj") if agent is not None else None
                    if medium is not None:
                        found.append((token, medium))
            self._passing[sentence] = found
        return self._passing[sentence]

    def _named_beside(self, sentence: int, words: Span) -> Reporter | None:
        """ "carried by state news agency SANA": the medium by the name set behind what it is."""
        rest = Span(words.start, self.document.sentences[sentence].span.end)
        first = next(iter(find_media(self.document, rest)), None)
        return first if first is not None and first.span.start <= words.end + 2 else None


def once(links: Iterable[Reporter]) -> list[Reporter]:
    """The links in their order, each place and each name once."""
    kept: list[Reporter] = []
    for link in links:
        if not any(link.name == other.name or link.span.overlaps(other.span) for other in kept):
            kept.append(link)
    return kept


def _papers(parsed: Parsed, frame: Frame, papers: Iterable[str]) -> Iterator[Token]:
    """The papers that hang on the word of saying, or on the verb that it explains ("reacted in a letter, saying")."""
    cue = parsed.doc[frame.cue_at]
    holders = {cue.i}
    if (cue.tag_ == "VBG" and cue.dep_ in ("advcl", "xcomp", "conj")) or cue.dep_ == "conj":
        holders.add(cue.head.i)
    for verb in cue.ancestors:
        # "In a letter on Monday, she called the plan …": whatever she says there
        who = subject(verb)
        if who is not None and who.i == frame.source_at:
            holders.add(verb.i)
    for token in parsed.doc:
        if token.lower_ not in papers or token.lower_ in _NO_PAPER:
            continue
        if any(c.covers(parsed.spans[token.i]) for c in frame.content):
            continue
        preposition = token.head
        held = token.dep_ == "pobj" and preposition.lower_ in _HOLDS and preposition.head.i in holders
        written = token.dep_ == "dobj" and preposition.i in holders and preposition != cue
        bare = token.dep_ in ("dobj", "npadvmod") and preposition == cue and frame.word in ("say", "write")
        if held or bare or (written and preposition.lemma_ in _WRITES):
            yield token


def _first(paper: Token) -> int:
    """The first word of a paper's name: "joint statement" of "a joint statement on trade"."""
    kept = [c.i for c in paper.children if c.i < paper.i and c.dep_ in ("compound", "amod", "nmod", "nummod")]
    first = paper.i
    while first - 1 in kept or (first - 1 >= 0 and paper.doc[first - 1].text == "-" and first - 2 in kept):
        first -= 1
    return first


def _whole(parsed: Parsed, paper: Token) -> Span:
    """A paper with all that is told of it, its relative clause too."""
    places = [t.i for t in paper.subtree]
    words = Span(parsed.spans[min(places)].start, parsed.spans[max(places)].end)
    return words if span_of(parsed).covers(words) else phrase(parsed, paper)
