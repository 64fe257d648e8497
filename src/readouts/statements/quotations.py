"""Passages in quotation marks → who said them, through whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from readouts.language.document import Document
from readouts.language.mentions import Mention
from readouts.model import Reporter, Span
from readouts.statements import chain
from readouts.statements.cast import Cast, Named
from readouts.statements.clauses import phrase
from readouts.statements.finding import Frames
from readouts.statements.frames import Frame
from readouts.statements.headlines import headline_speaker, headline_subject, is_headline, is_title_case
from readouts.statements.known import speaker_of
from readouts.statements.links import Links, once
from readouts.statements.matching import SPOKEN, Held, hold, holds_cue, holds_more, strength
from readouts.statements.media import find_media
from readouts.statements.naming import Naming
from readouts.statements.passages import Passage
from readouts.statements.pronouns import PRONOUNS
from readouts.statements.unknown import person_of

CUT_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
# "Smith's ‘Board of Rain’", "the ‘Coalition of the Wet’": a name
_OWNED_NAME = re.compile(r"(?:['’]s|\bthe|\bso-called)\s$", re.IGNORECASE)
_TRAILER = re.compile(r"The post .* appeared first on ")
_ON_AIR = re.compile(
    r"\b(?:interview|appear(?:s|ed|ing)?\son|spoke\s(?:on|to|with)|comments?|remarks?|post|statement|speech|address)\b"
)
_SAID = r"(?:said|says|told|added|wrote|writes|asked|argued|explained|noted|warned|recalled|insisted|joked)"
_NEAR_BEHIND = re.compile(
    rf"[\s,]*(?:(?P<name>(?:[\w’'.-]+,?\s){{1,14}}?){_SAID}\b|{_SAID}\s(?P<behind>(?:[\w’'.-]+\s?){{1,8}}))"
)
# "“…,” Jane Doe, the adviser who had been there from the first day on, said"
_SET_OFF = re.compile(r"[\s,]*(?P<name>(?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+)(?P<behind>),")
_LAST_NAME = re.compile(r"(?:[A-Z][\w’'.-]+\s)+(?:(?:al|el|bin|de|van|von)[-\s])?[A-Z][\w’'-]+")
_NAME_COLON = re.compile(r"(?:^|[-–—.!?”\"]\s+|\n)((?:[A-Z][\w’'.-]+\s){0,3}[A-Z][\w’'-]+):$")
_ON_PROGRAMME = re.compile(r"\b(?:(?:[Ss]peak(?:s|ing)?|[Ss]poke|[Tt]alk(?:s|ed|ing)?)\s(?:to|with)|on|told|tells)\s$")
_ROLE_COLON = re.compile(r"(?P<role>(?:[\w’'.-]+\s){0,4}(?P<noun>[A-Za-z]+)):\s")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPEAKERS = frozenset({"person", "office", "body", "unnamed"})
_PEOPLE = frozenset({"person", "office", "unnamed"})
_STANCES = frozenset({"ask", "urge", "promise", "refuse", "judge", "think", "want", "feel", "stance"})
_REPORTS = frozenset({"say", "report", "write"})
_WHOLE_CLAUSES = frozenset({"frame.clause", "frame.parenthesis", "frame.according", "frame.as_put", "frame.late_that"})
_AGAINST = frozenset({"while", "whereas", "although", "though"})
_EMPTY = frozenset({"it", "this", "that", "there", "which", "what", "these", "those"})
_RECENT = 2
# words of a whole sentence at least
_WHOLE = 3
# two turns of a dialogue, and how far apart turns may stand
_EXCHANGE, _CLOSE = 2, 60
_ADJACENT = 3


HeadlineRule = Callable[[Document, int, Passage], tuple[Mention, str] | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A passage with whoever said it, through whom, and the name of the rule that found out."""

    passage: Passage
    frame: Frame | None
    named: Named | None
    via: tuple[Reporter, ...]
    rule: str


class Quotations:
    """Settles the passages of one document, in the order of the text."""

    def __init__(self, document: Document, cast: Cast, frames: Frames) -> None:
        self.document = document
        self.text = document.text
        self.cast = cast
        self.naming = Naming(cast)
        self.frames = frames
        self.links = Links(document, self.naming, frames, cast.quoted)
        self.naming.pronouns.tellers, self.naming.pronouns.all_named = self._tellers, self.naming.all_named

    def settle(self, passage: Passage, before: Sequence[Said]) -> Said:
        """Who said one passage; a said of nobody where the text lays it in nobody's mouth."""
        nobody = Said(passage, None, None, (), "said.nobody")
        inside_name = any(m.span.covers(passage.outer) for m in self.document.mentions)
        named_thing = passage.looks == "title" and (
            self._modifies(passage, "PROPN") or _OWNED_NAME.search(self.text[: passage.outer.start][-30:]) is not None
        )
        if (
            passage.looks == "word"
            or inside_name
            or named_thing
            or (passage.looks == "title" and (passage.rule == "looks.title_before" or self._is_programme(passage)))
            or _TRAILER.match(self.text[self._paragraph(passage) :])
        ):
            return nobody
        held = hold(self.document, self.frames, passage, self.cast.quoted)
        for rule in (
            *(self._in_headline, self._by_frame, self._heads_line),
            *(self._lead_in, self._said_near, self._carried_on, self._acts),
        ):
            found = rule(held, before)
            if found is not None:
                return self._inherit(found, before)
        return nobody

    def _is_programme(self, passage: Passage) -> bool:
        """ "speaks to “Morning Rain”", "on “Evening Rain”": where somebody speaks, nothing that is said."""
        before = self.text[: passage.outer.start][-20:]
        number = self.document.sentence_at(passage.outer.start)
        return _ON_PROGRAMME.search(before) is not None and not is_headline(self.document, number)

    def _paragraph(self, passage: Passage) -> int:
        return self.text.rfind("\n", 0, passage.outer.start) + 1

    def _in_headline(self, held: Held, before: Sequence[Said]) -> Said | None:
        """A headline whose order of words tells who speaks; in Title Case also whoever it begins with."""
        del before
        found = self._role_first(held) or self._by_headline(held, headline_speaker)
        if found is None and is_title_case(self.document, self.document.sentence_at(held.passage.span.start)):
            return self._by_headline(held, headline_subject)
        return found

    def _role_first(self, held: Held) -> Said | None:
        """ "Luton mayor: tax plan 'is absurd'": a noun of people before the colon that a headline begins with."""
        number = self.document.sentence_at(held.passage.span.start)
        line = self.document.sentences[number].span
        match = _ROLE_COLON.match(self.text, line.start, held.passage.outer.start)
        if (
            match is None
            or not is_headline(self.document, number)
            or self.document.mentions_in(Span(*match.span("noun")))
        ):
            return None
        if match.group("noun").lower() not in self.cast.called.unnamed:
            return None
        words, place = match.group("role"), Span(*match.span("role"))
        return Said(held.passage, None, Named(words, words.lower(), "unnamed", place), (), "said.headline.role_first")

    def _heads_line(self, held: Held, before: Sequence[Said]) -> Said | None:
        """A headline that begins with whoever the words are laid to."""
        del before
        return self._by_headline(held, headline_subject)

    def _by_headline(self, held: Held, find: HeadlineRule) -> Said | None:
        number = self.document.sentence_at(held.passage.span.start)
        if not is_headline(self.document, number) or self._modifies(held.passage):
            return None
        found = find(self.document, number, held.passage)
        if found is None:
            return None
        mention, rule = found
        named = self._whole_phrase(number, mention) or speaker_of(self.cast, mention)
        self.cast.spoken.append(named)
        return Said(held.passage, None, named, (), f"said.{rule}")

    def _whole_phrase(self, number: int, mention: Mention) -> Named | None:
        """ "Kyiv hospital boss": a place that only describes who speaks."""
        parsed = self.document.parsed(number)
        token = parsed.token_at(mention.span.start)
        if token is None or mention.kind not in ("state", "body", "person"):
            return None
        head = token
        while head.dep_ in ("compound", "amod", "nmod", "poss") and head.head != head and head.head.i > head.i:
            head = head.head
        if head == token or head.pos_ not in ("NOUN", "PROPN"):
            return None
        behind = self.text[mention.span.end : mention.span.end + 2]
        plain = behind[:1] == " " and behind[1:].islower()
        if mention.kind == "person" and (head.i - token.i > _ADJACENT or not plain):
            return None
        named = self.naming.name(parsed, number, head.i, phrase(parsed, head))
        return named if named.sort != "words" else None

    def _by_frame(self, held: Held, before: Sequence[Said]) -> Said | None:
        """The innermost act of saying that holds the passage and whose source can speak."""
        del before
        rows = [(frame, self._source(frame)) for frame in reversed(held.frames)]
        able = [(frame, named) for frame, named in rows if named is not None and named.sort != "words"]
        scare = held.passage.looks in ("scare", "title") and self._modifies(held.passage)
        if scare:
            # "proclaimed a “no limits” pact": the pact is proclaimed, the words are anybody's
            able = [
                (f, n) for f, n in able if not (f.kind == "say" and f.rule.startswith(("frame.object", "frame.noun")))
            ]
        # "he said …, per Politico": a medium speaks only where nobody else does
        people = [row for row in able if row[1].sort not in ("outlet", "paper") and strength(row[0]) >= 2]
        able = people or able
        for least in (3, 2, 1):
            if least == 3 and held.beside is not None and not any(strength(f) == 3 for f, _ in able):
                beside = self._source(held.beside)
                if beside is not None:
                    return self._said(held, held.beside, beside, "said.beside")
            if least < 3 and scare:
                continue
            found = next(((f, n) for f, n in able if strength(f) >= least), None)
            if found is not None:
                return self._said(held, *self._whose_words(found, able), "said.content")
        worded = next(
            ((f, n) for f, n in rows if n is not None and strength(f) == 3 and n.name.lower() not in _EMPTY), None
        )
        return self._said(held, *worded, "said.content") if worded is not None else None

    def _whose_words(self, found: tuple[Frame, Named], able: Sequence[tuple[Frame, Named]]) -> tuple[Frame, Named]:
        """ "Doe said China rejects any “bullying”": a state that rejects has no words, Doe's they are."""
        frame, named = found
        if named.sort != "body" or frame.kind not in _STANCES:
            return found
        outer = [
            (other, whose)
            for other, whose in able
            if whose.sort in _PEOPLE and strength(other) >= strength(frame) and holds_more(other, frame)
        ]
        return outer[0] if outer else found

    def _source(self, frame: Frame) -> Named | None:
        """Who speaks in a frame; for a verb joined to the wrong one, the last speaker of the sentence.

        "The call came after Smith confirmed …, but stressed …": Smith stressed it.
        """
        named = self.source_of(frame)
        parsed = self.document.parsed(frame.sentence)
        if named is None or named.sort != "words" or parsed.doc[frame.cue_at].dep_ != "conj":
            return named
        for other in reversed(self.frames.of(frame.sentence)):
            if other.cue_at < frame.cue_at and strength(other) == 3:
                speaker = self.source_of(other)
                if speaker is not None and speaker.sort in _SPEAKERS:
                    return speaker
        return named

    def source_of(self, frame: Frame) -> Named | None:
        """Whoever the source of a frame names; None where it has none."""
        if frame.source is None or frame.source_at is None:
            return None
        return self.naming.all_named(
            self.document.parsed(frame.sentence), frame.sentence, frame.source_at, frame.source
        )

    def _modifies(self, passage: Passage, *parts: str) -> bool:
        """Whether the passage only describes the noun behind it: ``a "tough" meeting``."""
        parsed = self.document.parsed(self.document.sentence_at(passage.span.start))
        behind = (
            parsed.token_at(passage.outer.end + 1)
            if self.text[passage.outer.end : passage.outer.end + 1] == " "
            else None
        )
        return behind is not None and behind.pos_ in (parts or ("NOUN", "PROPN", "ADJ"))

    def _said(self, held: Held, frame: Frame, named: Named | None, rule: str) -> Said:
        if named is not None:
            self.cast.spoken.append(named)
        outer = [f for f in held.frames if f is not frame and strength(f) >= 2 and self._farther_out(f, frame)]
        links = [
            *chain.chain(self.document, self.naming, self.frames, outer, strict=True),
            *(around := self.links.around(frame)),
            *self.links.beside(frame, around),
        ]
        return Said(held.passage, frame, named, without(links, named), rule)

    def _farther_out(self, other: Frame, frame: Frame) -> bool:
        """Whether another frame reports this one: its content holds it, or its source is only a medium."""
        if self._stands_against(frame):
            return False
        if holds_more(other, frame):
            return True
        source = self.source_of(other)
        return source is not None and source.sort in ("outlet", "paper")

    def _stands_against(self, frame: Frame) -> bool:
        """ "The ministry said it was over, while Smith said “no”": nobody reports what Smith said."""
        cue = self.document.parsed(frame.sentence).doc[frame.cue_at]
        return cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _AGAINST for c in cue.children)

    def _lead_in(self, held: Held, before: Sequence[Said]) -> Said | None:
        """ "In an appeal to allies, he said: “…”"; "Jane Doe: “…”"; "From Smith's letter: “…”"."""
        del before
        lead = self.text[: held.passage.outer.start].rstrip()
        place = self.document.sentence_at(max(0, len(lead) - 1))
        if not lead.endswith(":") or self.document.sentence_at(held.passage.span.start) - place > 1:
            return None
        frames = [f for f in self.frames.of(place) if f.source is not None and f.cue.end <= len(lead)]
        spoken = [f for f in frames if f.kind in SPOKEN or f.kind == "discuss"]
        name = _NAME_COLON.search(lead)
        if name is not None and name.start(1) >= self.document.sentences[place].span.start:
            mention = next((m for m in self.document.mentions if m.span.end == name.end(1)), None)
            span = Span(*name.span(1))
            named = speaker_of(self.cast, mention) if mention else person_of(self.cast, name.group(1), span)
            return Said(held.passage, None, named, (), "said.lead_in_name")
        if spoken:
            return self._said(Held(held.passage), spoken[-1], self._source(spoken[-1]), "said.lead_in")
        people = [m for m in self.document.mentions_of(place) if m.kind == "person" and not self.cast.is_quoted(m.span)]
        if not people:
            # "Jane Doe was blunt: “…”"
            about = self._subject_before(place, held.passage)
            if about is None or about.sort not in _PEOPLE or held.passage.looks != "speech":
                return None
            return Said(held.passage, None, about, (), "said.lead_in_person")
        return Said(held.passage, None, speaker_of(self.cast, people[-1]), (), "said.lead_in_person")

    def _subject_before(self, sentence: int, passage: Passage) -> Named | None:
        """The last subject of a sentence before a passage."""
        parsed = self.document.parsed(sentence)
        for token in reversed(parsed.doc):
            place = parsed.spans[token.i]
            if token.dep_ == "nsubj" and place.end <= passage.outer.start and not self.cast.is_quoted(place):
                return self.naming.all_named(parsed, sentence, token.i, phrase(parsed, token))
        return None

    def _said_near(self, held: Held, before: Sequence[Said]) -> Said | None:
        """The words right behind the marks where the parse is at a loss: "“…,” Gulf-based official Jane Doe said"."""
        del before
        end = held.passage.outer.end
        if self.text[held.passage.span.end - 1] not in ",?!…—–-":
            return None
        match = _NEAR_BEHIND.match(self.text, end) or _SET_OFF.match(self.text, end)
        if match is None:
            return None
        place = match.start("name") if match.group("name") else match.start("behind")
        words = match.group("name") or match.group("behind")
        for mention in self.document.mentions_in(Span(place, place + len(words))):
            if mention.kind in ("person", "office", "body") or mention.surface in ("metonym", "capital", "office_body"):
                return Said(held.passage, None, speaker_of(self.cast, mention), (), "said.near")
        named = _LAST_NAME.search(words)
        if named is None:
            return None
        span = Span(place + named.start(), place + named.end())
        return Said(held.passage, None, person_of(self.cast, named.group(), span), (), "said.near")

    def _carried_on(self, held: Held, before: Sequence[Said]) -> Said | None:
        """A passage that begins a sentence behind another: the same speaker goes on."""
        last = before[-1] if before else None
        passage = held.passage
        number = self.document.sentence_at(passage.span.start)
        if last is None or last.named is None:
            starts = self.document.sentences[number].span.start >= passage.outer.start - 1
            spoke = self._last_speaker(number - 1) if starts and number else None
            if spoke is None:
                return self._after_acting(passage, number) if starts and number else None
            return Said(passage, None, spoke[1], self.media_of(spoke[0]), "said.goes_on")
        gap = self.text[last.passage.outer.end : passage.outer.start]
        distance = number - self.document.sentence_at(last.passage.span.end - 1)
        if last.frame is not None:
            distance = min(distance, abs(number - last.frame.sentence))
        starts = self.document.sentences[number].span.start >= passage.outer.start - 1
        later = self._later_speaker(number, last) if starts and not passage.continues and gap.strip() else None
        if later is not None:
            frame, named = later
            self.cast.spoken.append(named)
            return Said(passage, None, named, self.media_of(frame), "said.goes_on")
        other = self._answers(passage, before)
        if other is not None:
            self.cast.spoken.append(other)
            return Said(passage, None, other, (), "said.answers")
        if passage.continues or not gap.strip() or (starts and distance <= 1):
            self.cast.spoken.append(last.named)
            return Said(passage, None, last.named, last.via, "said.carried_on")
        return self._after_acting(passage, number) if starts and number else None

    def _after_acting(self, passage: Passage, number: int) -> Said | None:
        """A sentence of its own in marks behind one that tells of a person: "Doe spoke for an hour. “We go on.”"."""
        words = passage.span.of(self.text)
        if passage.looks != "speech" or not passage.closed or words[-1:] not in ".!?" or len(words.split()) < _WHOLE:
            return None
        before = self.document.sentences[number - 1]
        if before.headline or is_headline(self.document, number):
            return None
        about = self.naming.pronouns.subject_of(number - 1)
        if about is None or about.sort not in ("person", "office"):
            return None
        self.cast.spoken.append(about)
        return Said(passage, None, about, (), "said.after_acting")

    def _answers(self, passage: Passage, before: Sequence[Said]) -> Named | None:
        """In running dialogue, paragraph by paragraph with a question among them, the one who spoke before the last."""
        if len(before) < _EXCHANGE or passage.continues or not passage.closed:
            return None
        first, last = before[-_EXCHANGE], before[-1]
        if first.named is None or last.named is None or first.named.key == last.named.key or not last.passage.closed:
            return None
        gap = self.text[last.passage.outer.end : passage.outer.start]
        between = self.text[first.passage.outer.end : last.passage.outer.start]
        alone = gap.count("\n") > 0 and between.count("\n") > 0 and len(gap) < _CLOSE and len(between) < _CLOSE
        asked = any("?" in row.span.of(self.text)[-2:] for row in (first.passage, last.passage, passage))
        behind = self.text[passage.outer.end :].lstrip(" ")[:1]
        return first.named if alone and asked and behind in ("", "\n") else None

    def _later_speaker(self, number: int, last: Said) -> tuple[Frame, Named] | None:
        """Who spoke last in the sentence before, if after the last passage: "He said he had asked. “…”"."""
        if number == 0 or self.document.sentence_at(last.passage.span.end - 1) >= number - 1:
            return None
        return self._last_speaker(number - 1)

    def _last_speaker(self, number: int) -> tuple[Frame, Named] | None:
        """The last act of saying of a sentence that is not inside another one, with its speaker."""
        frames = [f for f in self.frames.of(number) if strength(f) == 3]
        for frame in reversed(frames):
            if any(c.covers(frame.cue) for other in frames for c in other.content if other is not frame):
                continue
            named = self._source(frame)
            if named is not None and named.sort in _SPEAKERS:
                return frame, named
        return None

    def _tellers(self, number: int) -> list[Named]:
        """Who says something in a sentence, outside quotation marks."""
        frames = [f for f in self.frames.of(number) if strength(f) == 3 and not self.cast.is_quoted(f.cue)]
        outer = [f for f in frames if not any(c.covers(f.cue) for o in frames for c in o.content if o is not f)]
        return [named for named in map(self.source_of, outer) if named is not None and named.sort in _SPEAKERS]

    def media_of(self, frame: Frame) -> tuple[Reporter, ...]:
        """Who reports a frame, and the media, cited sources and papers beside its own source."""
        every = self.frames.of(frame.sentence)
        over = [
            f for f in every if f.kind in _REPORTS and f.rule in _WHOLE_CLAUSES and f.source and holds_cue(f, frame)
        ]
        over = [] if self._stands_against(frame) else over
        over.sort(key=lambda f: f.content[0].start - f.content[-1].end)
        reported = chain.chain(self.document, self.naming, self.frames, over, strict=True)
        around = self.links.around(frame)
        return tuple(once([*reported, *around, *self.links.beside(frame, around)]))

    def _acts(self, held: Held, before: Sequence[Said]) -> Said | None:
        """Words in marks outside any act of saying: whoever is the subject there, if the words look like speech."""
        passage = held.passage
        number = self.document.sentence_at(passage.span.start)
        headline = is_headline(self.document, number)
        if self._modifies(passage) or (passage.looks == "title" and not headline):
            return None
        parsed = self.document.parsed(number)
        whole = any(t.tag_ in _FINITE for t in parsed.doc if passage.outer.covers(parsed.spans[t.i]))
        named = self._named_behind(passage) or self.naming.actor(
            parsed, number, passage.outer, beside=not whole and not headline
        )
        if (named is None or named.sort == "words") and passage.looks == "speech":
            recent = [
                row.named
                for row in before[-1:]
                if row.named and number - self.document.sentence_at(row.passage.span.start) <= _RECENT
            ]
            named = recent[0] if recent else named
        if named is None or named.sort == "words":
            return None
        return Said(passage, None, named, (), "said.acts")

    def _continues(self, said: Said) -> bool:
        """Whether a passage goes on with what was said before: a sentence of its own, or told of "he" or "they"."""
        before = self.text[: said.passage.outer.start].rstrip()[-1:]
        if not before.isalnum() or said.named is None:
            return True
        return said.named.span.of(self.text).lower() in PRONOUNS

    def _named_behind(self, passage: Passage) -> Named | None:
        """ "“We value that,” Rodriguez...": a text cut off behind the name of the speaker."""
        for mention in self.document.mentions_of(self.document.sentence_at(passage.outer.end)):
            rest = self.text[mention.span.end :]
            if self.text[passage.outer.end : mention.span.start].strip() == "" and CUT_OFF.fullmatch(rest.strip()):
                return speaker_of(self.cast, mention)
        return None

    def _inherit(self, said: Said, before: Sequence[Said]) -> Said:
        """The medium of the sentence before where the same speaker goes on: "he told the BBC. “…”, he added"."""
        last = before[-1] if before else None
        if said.via or said.named is None:
            return said
        number = self.document.sentence_at(said.passage.span.start)
        if not self._continues(said):
            return said
        same = last if last is not None and last.named is not None and last.named.key == said.named.key else None
        if same is not None and number - self.document.sentence_at(same.passage.span.end - 1) <= 1:
            return replace(said, via=same.via)
        spoke = self._last_speaker(number - 1) if number else None
        if spoke is not None and spoke[1].key == said.named.key:
            return replace(said, via=without(self.media_of(spoke[0]), said.named))
        if number and _ON_AIR.search(self.document.sentences[number - 1].span.of(self.text)):
            about = self.naming.pronouns.subject_of(number - 1)
            if about is not None and about.key == said.named.key:
                return replace(said, via=find_media(self.document, self.document.sentences[number - 1].span))
        return said


def without(links: Iterable[Reporter], named: Named | None) -> tuple[Reporter, ...]:
    """The links without the speaker, each once."""
    return tuple(link for link in once(links) if named is None or link.name != named.name)
